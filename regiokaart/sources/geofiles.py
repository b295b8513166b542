"""Safe copies of files with polygons: bounded, checked, and bound to one driver.

GDAL tries all its drivers on a file. Some of those run commands, follow references to other files
or fetch addresses that the file names. So the content says here which format it is, and GDAL gets
a copy under a name that leaves one driver.
"""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from regiokaart.model.notation import number
from regiokaart.sources.errors import DataError
from regiokaart.sources.names import shown
from regiokaart.sources.sheets import one_line

MAX_BYTES = 200_000_000
MAX_JSON_BYTES = 100_000_000
MAX_UNPACKED_BYTES = 400_000_000
MAX_OBJECTS = 100_000
MAX_COLUMNS = 300

FORMATS = "GeoPackage, GeoJSON, TopoJSON, Shapefile (ook als zip) of GeoParquet"
SAVE_AGAIN = "open het in een GIS-programma zoals QGIS en sla het op als GeoPackage"
SMALLER = "bewaar alleen de regio's, of vereenvoudig hun grenzen"

_GEOJSON_TYPES = ("FeatureCollection", "Feature", "GeometryCollection", "Polygon", "MultiPolygon")
_REQUIRED = (".shp", ".shx", ".dbf")
_PARTS = (*_REQUIRED, ".prj", ".cpg")


class Format(StrEnum):
    """What a file is by its content."""

    GEOPACKAGE = "GeoPackage"
    GEOJSON = "GeoJSON"
    TOPOJSON = "TopoJSON"
    SHAPEFILE = "Shapefile"


@dataclass(frozen=True)
class SafeCopy:
    """What GDAL is to open.

    Attributes
    ----------
    format : Format
    source : str
        Name of the copy, with the prefix that keeps other drivers away from JSON.
    tables : frozenset of str or None
        Layers of a GeoPackage that may be read; None for other formats.
    """

    format: Format
    source: str
    tables: frozenset[str] | None = None


def read_bytes(path: Path) -> bytes:
    """Read a whole file.

    Raises
    ------
    DataError
        When it is not there, not a file, too large, or not readable.
    """
    try:
        if path.is_dir():
            raise DataError(path, "dit is een map", remedy=f"kies {FORMATS}")
        if not path.exists():
            raise DataError(path, "dit bestand bestaat niet", remedy="controleer de naam en de map")
        if not path.is_file():
            raise DataError(path, "dit is geen gewoon bestand", remedy=f"kies {FORMATS}")
        if path.stat().st_size > MAX_BYTES:
            raise too_large(path, MAX_BYTES)
        return path.read_bytes()
    except OSError as error:
        raise DataError(
            path,
            "dit bestand kan niet worden gelezen",
            remedy="controleer de naam, en of u het mag openen",
        ) from error


@contextmanager
def safe_copy(path: Path, content: bytes) -> Iterator[SafeCopy]:
    """Keep a checked copy for as long as GDAL reads it.

    Parameters
    ----------
    path : Path
        Where `content` came from: a Shapefile has parts beside it.
    content : bytes

    Raises
    ------
    DataError
        When the content is none of the formats, damaged, or asks for more than reading.
    """
    with TemporaryDirectory(prefix="regiokaart-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder, "bestand")
        if content.startswith(b"SQLite format 3\x00"):
            copy = copy.with_suffix(".gpkg")
            copy.write_bytes(content)
            yield SafeCopy(Format.GEOPACKAGE, str(copy), _plain_tables(path, copy))
        elif content.startswith((b"PK\x03\x04", b"\x00\x00\x27\x0a")):
            zipped = content.startswith(b"PK")
            parts = _unzipped(path, content) if zipped else _beside(path, content)
            for suffix, part in parts.items():
                copy.with_suffix(suffix).write_bytes(part)
            yield SafeCopy(Format.SHAPEFILE, str(copy.with_suffix(".shp")))
        else:
            kind = _check_json(path, content)
            copy = copy.with_suffix(".json")
            copy.write_bytes(content)
            yield SafeCopy(kind, f"{kind}:{copy}")


def damaged(path: Path) -> DataError:
    """Return the error for a file that breaks off or contradicts itself."""
    return DataError(path, "dit bestand is beschadigd of niet volledig", remedy=SAVE_AGAIN)


def too_large(path: Path, limit: int) -> DataError:
    """Return the error for a file of more than `limit` bytes."""
    return DataError(path, f"dit bestand is groter dan {limit // 10**6} MB", remedy=SMALLER)


def check_size(path: Path, objects: int, columns: int) -> None:
    """Raise a DataError when a layer has more objects or columns than any indeling has."""
    if objects > MAX_OBJECTS or columns > MAX_COLUMNS:
        raise DataError(
            path,
            f"dit bestand heeft meer dan {number(MAX_OBJECTS)} objecten of {MAX_COLUMNS} kolommen",
            remedy=SMALLER,
        )


def _plain_tables(path: Path, copy: Path) -> frozenset[str]:
    """Names of the tables of a GeoPackage that only hold rows.

    A view or a computed column is a program, which could run without end.
    """
    query = """
        SELECT name FROM sqlite_master
        WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
        AND NOT EXISTS (SELECT 1 FROM pragma_table_xinfo(sqlite_master.name) WHERE hidden > 1)
    """
    try:
        with closing(sqlite3.connect(copy)) as connection:
            return frozenset(str(name) for (name,) in connection.execute(query))
    except (sqlite3.Error, UnicodeError) as error:
        raise damaged(path) from error


def _check_json(path: Path, content: bytes) -> Format:
    if not content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        raise DataError(
            path, "dit is geen bestand met vlakken dat Regiokaart kent", remedy=f"kies {FORMATS}"
        )
    if len(content) > MAX_JSON_BYTES:
        raise too_large(path, MAX_JSON_BYTES)
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DataError(
            path, "dit is geen geldig JSON-bestand in UTF-8", remedy=SAVE_AGAIN
        ) from error
    kind, crs = document.get("type"), document.get("crs")
    if kind == "Topology":
        return Format.TOPOJSON
    if kind not in _GEOJSON_TYPES:
        raise DataError(path, "dit is geen GeoJSON en geen TopoJSON", remedy=f"kies {FORMATS}")
    if crs is not None and not (isinstance(crs, dict) and crs.get("type") in ("name", "EPSG")):
        # GDAL would fetch the address that such a reference holds.
        raise DataError(
            path,
            "dit bestand verwijst voor het coördinatenstelsel naar een adres",
            remedy="verwijder 'crs' uit het bestand, of sla het op als GeoPackage",
        )
    return Format.GEOJSON


def _beside(path: Path, content: bytes) -> dict[str, bytes]:
    """Return the parts of a Shapefile that stand in one folder."""
    parts = {".shp": content}
    for suffix in _PARTS[1:]:
        for candidate in (path.with_suffix(suffix), path.with_suffix(suffix.upper())):
            if candidate.is_file():
                parts[suffix] = read_bytes(candidate)
                break
    return _complete(path, parts)


def _unzipped(path: Path, content: bytes) -> dict[str, bytes]:
    """Return the parts of the one Shapefile in a zip."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _shapefile_in(path, archive)
    except DataError:
        raise
    except Exception as error:  # each compression has errors of its own
        raise DataError(
            path,
            "dit zipbestand is beschadigd of beveiligd",
            remedy="pak het uit en kies het bestand .shp",
        ) from error


def _shapefile_in(path: Path, archive: zipfile.ZipFile) -> dict[str, bytes]:
    members = {each.filename.lower(): each for each in archive.infolist() if not each.is_dir()}
    for name in members:
        parts = PurePosixPath(name.replace("\\", "/"))
        # Nothing is unpacked under its own name, but who writes such a name means no good.
        if parts.is_absolute() or ".." in parts.parts or ":" in name:
            raise DataError(
                path,
                f"in dit zipbestand wijst {shown(one_line(name))} naar een andere map",
                remedy="vertrouw dit bestand niet; vraag de maker om een gewoon zipbestand",
            )
    shapes = [name for name in members if name.endswith(".shp")]
    if len(shapes) != 1:
        found = f"zitten {len(shapes)} Shapefiles" if shapes else "zit geen Shapefile"
        raise DataError(
            path, f"in dit zipbestand {found}", remedy="maak een zipbestand met één Shapefile"
        )
    content: dict[str, bytes] = {}
    left = MAX_UNPACKED_BYTES
    for suffix in _PARTS:
        member = members.get(shapes[0].removesuffix(".shp") + suffix)
        if member is None:
            continue
        with archive.open(member) as stream:
            content[suffix] = stream.read(left + 1)  # whatever size it claims
        left -= len(content[suffix])
        if left < 0:
            raise DataError(
                path,
                f"dit bestand is uitgepakt groter dan {MAX_UNPACKED_BYTES // 10**6} MB",
                remedy=SMALLER,
            )
    return _complete(path, content)


def _complete(path: Path, parts: dict[str, bytes]) -> dict[str, bytes]:
    missing = [suffix for suffix in _REQUIRED if suffix not in parts]
    if missing:
        raise DataError(
            path,
            f"van dit Shapefile ontbreekt {' en '.join(missing)}",
            remedy="zet .shp, .shx en .dbf (en .prj) met dezelfde naam bij elkaar",
        )
    return parts
