"""What is loaded after the first map: other indelingen, those of the user, and the regelingen."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from regiokaart.model import Catalogus, Gemeenten, Regeling
from regiokaart.sources.embedded import load_regelingen
from regiokaart.sources.errors import DataError

if TYPE_CHECKING:
    from regiokaart.sources.library import Library  # not for the start: it reads sheets too


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
