"""What is loaded after the first map: the other indelingen of the program, and the user's own."""

from __future__ import annotations

from regiokaart.model import Catalogus


def complete(catalogus: Catalogus, jaar: int | None) -> Catalogus:
    """Return a catalogue with everything there is to choose from; may be called on any thread.

    Parameters
    ----------
    catalogus : Catalogus
        As it was loaded for the start or for another year.
    jaar : int or None
        The fetched year it is of; None for the embedded data, to which the other indelingen of
        the program belong.

    Raises
    ------
    DataError
        When the embedded data or the folder of the user's library cannot be read.
    """
    from regiokaart.sources.library import load_library
    from regiokaart.sources.overige import load_overige

    if jaar is None:
        catalogus = catalogus.with_indelingen(load_overige(catalogus.gemeenten))
    library = load_library(catalogus.gemeenten, [indeling.id for indeling in catalogus])
    return catalogus.with_indelingen(entry.indeling for entry in library.entries)
