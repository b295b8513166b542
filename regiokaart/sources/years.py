"""The years that can be loaded: the embedded set, and what was fetched beside it."""

from __future__ import annotations

import dataclasses

from regiokaart.model import Catalogus, Gebied, Jaargang
from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.embedded import load_catalogus
from regiokaart.sources.errors import DataError
from regiokaart.sources.history import load_jaargangen
from regiokaart.sources.official.installed import list_installed, read_installed, verify


def installed() -> tuple[int, ...]:
    """Return the years that were fetched and installed, ascending; the embedded set is not one."""
    return tuple(each.jaar for each in list_installed())


def load(jaar: int | None = None) -> tuple[Catalogus, Gebied]:
    """Load the gemeenten, indelingen and boundaries of a year.

    Parameters
    ----------
    jaar : int, optional
        An installed year; the embedded set by default.

    Returns
    -------
    Catalogus
    Gebied
        Polygons in the order of the gemeenten.

    Raises
    ------
    DataError
        When the year is not installed, or a file of it was altered; naming the remedy.
    """
    if jaar is None:
        return load_catalogus(), load_gebied()
    year = read_installed(jaar)
    verify(year)
    catalogus = load_catalogus(year.folder)
    gebied = load_gebied(year.folder / "grenzen.npz")
    if len(gebied) != len(catalogus.gemeenten):
        raise DataError(year.folder / "grenzen.npz", f"hoort niet bij de gemeenten van {jaar}")
    source = f"Kadaster / Centraal Bureau voor de Statistiek, {jaar}"
    return catalogus, dataclasses.replace(gebied, bron=source)


def other_years(catalogus: Catalogus) -> tuple[Jaargang, ...]:
    """Load every year but that of a catalogue: earlier ones, fetched ones, the embedded set.

    Raises
    ------
    DataError
        When a file of a year was altered or cannot be read.
    """
    found = {year.jaar: year for year in load_jaargangen()}
    found |= {jaar: Jaargang.of(load(jaar)[0]) for jaar in installed()}
    embedded = load_catalogus()
    found[embedded.gemeenten.peiljaar] = Jaargang.of(embedded)  # it has more indelingen
    found.pop(catalogus.gemeenten.peiljaar, None)
    return tuple(found.values())
