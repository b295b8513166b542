"""Any file of a user's own, recognised by its suffix: a table, or polygons."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from regiokaart.model import Gebied, Gemeenten
from regiokaart.sources.errors import DataError
from regiokaart.sources.imported import Choices, Imported, ImportOptions
from regiokaart.sources.library import read_shared
from regiokaart.sources.libraryfile import SUFFIX
from regiokaart.sources.own import MAX_NAME
from regiokaart.sources.sheets import one_line

POLYGONS = (".gpkg", ".geojson", ".json", ".topojson", ".shp", ".zip", ".parquet", ".geoparquet")
WITH_PARTS = (".xlsx", ".xlsm", ".ods", ".gpkg", ".json", ".topojson")


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
    options: ImportOptions | None = None,
) -> tuple[Imported, ...]:
    """Read the indelingen in a user's own file, as a preview that changes nothing.

    Parameters
    ----------
    path : Path
        Polygons when its suffix is one of `POLYGONS`, an indeling of a library when it is
        `regiokaart.sources.libraryfile.SUFFIX`, otherwise a table.
    gemeenten : Gemeenten
    gebied : Gebied
        Of the same gemeenten.
    taken : collection of str
        Ids that the new indelingen may not get.
    options : ImportOptions, optional
        What the user chose; see `choices`.

    Raises
    ------
    DataError
        See `regiokaart.sources.tables` and
        `regiokaart.sources.polygons.read_polygons`.
    """
    if path.suffix.lower() == SUFFIX:
        return (read_shared(path, gemeenten, taken),)
    found: tuple[Imported, ...]
    if is_polygons(path):
        from regiokaart.sources.polygons import read_polygons  # loads shapely

        found = (read_polygons(path, gemeenten, gebied, taken, options),)
    else:
        from regiokaart.sources.tables import read_tables

        found = read_tables(path, gemeenten, taken, options)
    sha256 = _sha256(path)
    return tuple(
        replace(
            each,
            indeling=replace(
                each.indeling, bron_bestand=one_line(path.name)[:MAX_NAME], bron_sha256=sha256
            ),
        )
        for each in found
    )


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise DataError(
            path, "dit bestand is tijdens het lezen verdwenen", remedy="probeer het opnieuw"
        ) from error


def choices(path: Path) -> Choices:
    """List the sheets or layers of a file and their columns, for `ImportOptions`.

    Raises
    ------
    DataError
        When the file cannot be read.
    """
    if path.suffix.lower() == SUFFIX:
        return Choices("", ())
    if is_polygons(path):
        from regiokaart.sources.vector import layer_choices

        return layer_choices(path)
    from regiokaart.sources.tables import table_choices

    return table_choices(path)


def is_polygons(path: Path) -> bool:
    """Whether a file name is that of a file with polygons."""
    return path.suffix.lower() in POLYGONS
