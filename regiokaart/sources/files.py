"""Any file of a user's own, recognised by its suffix: a table, or polygons."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from regiokaart.model import Gebied, Gemeenten, Indeling
from regiokaart.sources.errors import DataError
from regiokaart.sources.imported import Counts, Imported, divided

POLYGONS = (".gpkg", ".geojson", ".json", ".topojson", ".shp", ".zip", ".parquet", ".geoparquet")
WITH_PARTS = (".xlsx", ".xlsm", ".gpkg", ".json", ".topojson")


def split_part(path: Path) -> tuple[Path, str]:
    """Split ``bestand.gpkg#laag`` into file and sheet or layer, empty where none is named."""
    name, _, part = str(path).rpartition("#")
    if name.lower().endswith(WITH_PARTS) and not path.exists():
        return Path(name), part
    return path, ""


def read_indelingen(
    path: Path,
    gemeenten: Gemeenten,
    gebied: Gebied,
    taken: Collection[str] = (),
    part: str = "",
    *,
    every_column: bool = False,
) -> tuple[Imported, ...]:
    """Read the indelingen in a user's own file.

    Parameters
    ----------
    path : Path
        Polygons when its suffix is one of `POLYGONS`, otherwise a table.
    gemeenten : Gemeenten
    gebied : Gebied
        Of the same gemeenten.
    taken : collection of str
        Ids that the new indelingen may not get.
    part : str
        Sheet of a workbook or layer of a file with polygons; empty for the only one there is.
    every_column : bool
        Whether every column of a table that divides the gemeenten is an indeling; otherwise
        there must be one such column.

    Raises
    ------
    DataError
        See `regiokaart.sources.tables` and
        `regiokaart.sources.polygons.read_polygons`.
    """
    if path.suffix.lower() in POLYGONS:
        from regiokaart.sources.polygons import read_polygons  # loads shapely

        return (read_polygons(path, gemeenten, gebied, taken, part),)
    from regiokaart.sources import tables

    found: tuple[Indeling, ...]
    if every_column:
        found = tables.read_indelingen(path, gemeenten, taken, part)
    else:
        found = (tables.read_indeling(path, gemeenten, taken, part),)
    return tuple(_of_table(indeling, gemeenten) for indeling in found)


def check_whole(path: Path, imported: Imported) -> None:
    """Refuse an indeling whose gemeenten do not each lie in one regio.

    Raises
    ------
    DataError
        Naming how many gemeenten are in the way.
    """
    counts = imported.counts
    if not counts.divided:
        return
    who = "1 gemeente" if counts.divided == 1 else f"{counts.divided} gemeenten"
    problem = f"deze indeling ligt voor {who} over een gemeentegrens heen"
    if counts.partial or counts.double:
        problem += f" ({counts.partial} voor een deel gedekt, {counts.double} in overlap)"
    raise DataError(
        path,
        f"{problem}; vergelijken kan nog niet",
        remedy="kies een indeling die gemeentegrenzen volgt",
    )


def _of_table(indeling: Indeling, gemeenten: Gemeenten) -> Imported:
    covered = len(set(indeling.lidmaatschap.gemeente.tolist()))
    counts = Counts(
        covered=covered,
        partial=0,
        missing=len(gemeenten) - covered,
        double=0,
        divided=len(divided(indeling)),
    )
    return Imported(indeling, (), counts, ())
