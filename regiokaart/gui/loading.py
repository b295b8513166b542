"""What is loaded for the first map, and after it: other indelingen, the user's, and regelingen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from regiokaart.gui import settings
from regiokaart.gui.settings import Settings
from regiokaart.model import Catalogus, Gebied, Gemeenten, Regeling
from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.embedded import load_catalogus, load_regelingen
from regiokaart.sources.errors import DataError

if TYPE_CHECKING:
    from regiokaart.sources.library import Library  # not for the start: it reads sheets too


@dataclass(frozen=True, eq=False)
class Start:
    """What the window starts with.

    Attributes
    ----------
    catalogus : Catalogus
    gebied : Gebied
    jaar : int or None
        The fetched year that it is of; None for the embedded data.
    library : Library or None
        The user's own indelingen, which are in the catalogue too; None until they are loaded.
    problem : DataError or None
        Why the year that was in use is not.
    """

    catalogus: Catalogus
    gebied: Gebied
    jaar: int | None
    library: Library | None
    problem: DataError | None


def load_start(stored: Settings, complete_now: bool = False) -> Start:
    """Load the year that was in use; the embedded data and why, when that is not possible.

    The library and the other indelingen are loaded now when that is asked for, because a file may
    name them, or when the user's last choice does.

    Raises
    ------
    DataError, OSError
        When the embedded data cannot be read either.
    """
    jaar, problem = stored.get(settings.PEILJAAR), None
    catalogus, gebied = None, None
    if jaar is not None:
        from regiokaart.sources import years

        try:
            catalogus, gebied = years.load(jaar)
        except DataError as error:
            jaar, problem = None, error
    if catalogus is None or gebied is None:
        catalogus, gebied = load_catalogus(), load_gebied()
    chosen = (stored.get(settings.INDELING_A), stored.get(settings.INDELING_B))
    named = (*chosen, *(stored.get(settings.COUNTED) or ()))
    library = None
    if complete_now or any(each not in catalogus for each in named):
        with suppress(DataError):  # it is loaded again, and told, when the map is on screen
            catalogus, library = complete(catalogus, jaar)
    return Start(catalogus, gebied, jaar, library, problem)


def complete(catalogus: Catalogus, jaar: int | None) -> tuple[Catalogus, Library]:
    """Return a catalogue with everything there is to choose from; may be called on any thread.

    The regelingen are made ready along with it.

    Parameters
    ----------
    catalogus : Catalogus
        As it was loaded for the start or for another year.
    jaar : int or None
        The fetched year it is of; None for the embedded data, to which the other indelingen of
        the program belong.

    Returns
    -------
    Catalogus
        Ends with the indelingen of the library.
    Library
        The user's own; what cannot be read of it is listed as broken.

    Raises
    ------
    DataError
        When the embedded data cannot be read.
    """
    from regiokaart.sources.library import Broken, Library, library_dir, load_library
    from regiokaart.sources.overige import load_overige

    with suppress(DataError, OSError):  # told when they are asked for
        regelingen(catalogus.gemeenten)
    if jaar is None:
        catalogus = catalogus.with_indelingen(load_overige(catalogus.gemeenten))
    try:
        library = load_library(catalogus.gemeenten, [indeling.id for indeling in catalogus])
    except DataError as error:  # the folder itself
        library = Library((), (Broken(library_dir(), error),))
    return catalogus.with_indelingen(entry.indeling for entry in library.entries), library


@lru_cache(maxsize=2)
def regelingen(gemeenten: Gemeenten) -> tuple[Regeling, ...]:
    """Return the formal cooperations, read once.

    Raises
    ------
    DataError, OSError
        When they cannot be read.
    """
    return load_regelingen(gemeenten)
