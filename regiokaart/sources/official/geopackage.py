"""Reads the GeoPackage "CBS gebiedsindelingen" of a year: the register and the gemeenten.

Source: CBS / Kadaster through PDOK; layout of the files of 2016 and later.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from regiokaart.sources.errors import DataError

LAYER = "gemeente_gegeneraliseerd"
REGISTER = "gebiedsindelingen_register"
MAX_GEMEENTEN = 1500  # there were never more
MAX_POINTS = 5_000_000
MAX_NAME = 200

_MAX_ROWS = 4 * MAX_GEMEENTEN  # a gemeente may be stored as several rows
_RD = 28992
_FETCH_AGAIN = "haal het bestand opnieuw op, of wacht tot het CBS het herstelt"
_ENVELOPE = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}  # bytes after the header of a geometry
_STATUS = re.compile(r"Status regio-indeling:\s*(\w+)", re.IGNORECASE)
_VERSION = re.compile(r"Versie:\s*([\w/.-]{1,80}\w)", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class GeoPackage:
    """What one file holds that matters here; everything in order of gemeente code.

    Attributes
    ----------
    codes, namen : tuple of str, length n
        CBS codes such as ``GM0363``, ascending, unique.
    indelingen : mapping of str to tuple of (str, str), length n
        Per prefix (``PV``, ``CR`` ...) the code and name of the regio of each gemeente.
    polygons : ndarray of multipolygons, shape (n,)
        Generalised boundaries as published, metres RD (EPSG:28992).
    status, version : str
        What the file says of itself, such as ``Voorlopig``; empty when it does not.
    """

    codes: tuple[str, ...]
    namen: tuple[str, ...]
    indelingen: Mapping[str, tuple[tuple[str, str], ...]]
    polygons: npt.NDArray[np.object_]
    status: str
    version: str


def read_geopackage(path: Path, jaar: int) -> GeoPackage:
    """Read and check the file of a year.

    Raises
    ------
    DataError
        Naming table, row and value, when the file is not what it must be: a layer or column is
        missing, a code is unknown, a regio has two names, a polygon is missing or not valid, or
        it is of another year.
    """
    with _open(path) as database:
        tables = _tables(path, database)
        register = _read_register(path, database, tables)
        codes = tuple(sorted(register))
        polygons = _read_polygons(path, database, tables, jaar, codes)
        about = _description(database)
    prefixes = [prefix for prefix in next(iter(register.values())) if prefix != "GM"]
    status, version = _STATUS.search(about), _VERSION.search(about)
    return GeoPackage(
        codes=codes,
        namen=tuple(register[code]["GM"][1] for code in codes),
        indelingen={prefix: tuple(register[code][prefix] for code in codes) for prefix in prefixes},
        polygons=polygons,
        status=status[1].capitalize() if status else "",
        version=version[1] if version else "",
    )


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    """Open read-only; whatever SQLite stumbles over becomes one Dutch line."""
    connection = None
    try:
        uri = path.resolve().as_uri() + "?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True)
        connection.execute("PRAGMA trusted_schema = OFF")
        yield connection
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise DataError(
            path, "dit is geen GeoPackage of het is beschadigd", remedy=_FETCH_AGAIN
        ) from error
    finally:
        if connection is not None:
            connection.close()


def _tables(path: Path, database: sqlite3.Connection) -> set[str]:
    """Return the names of the real tables; a view could hide any computation."""
    rows = database.execute(
        "SELECT name FROM sqlite_schema"
        " WHERE type = 'table' AND sql LIKE 'CREATE TABLE%' LIMIT 5000"
    )
    tables = {str(name) for (name,) in rows}
    for needed in (LAYER, REGISTER):
        if needed not in tables:
            layers = sorted(t for t in tables if t.endswith("gegeneraliseerd") and "rtree" not in t)
            found = ", ".join(layers[:4]) or "geen enkele laag"
            raise DataError(
                path, f"laag '{needed}' ontbreekt (wel: {_printable(found)})", remedy=_FETCH_AGAIN
            )
    return tables


# --- the register


def _read_register(
    path: Path, database: sqlite3.Connection, tables: set[str]
) -> dict[str, dict[str, tuple[str, str]]]:
    """Return per gemeente code the (code, name) of its regio in every indeling, and its own."""
    columns = [str(row[1]) for row in database.execute(f"PRAGMA table_info({REGISTER})")]
    prefixes = [c[:2] for c in columns if re.fullmatch(r"[a-z]{2}_code", c)]
    for needed in ("gm", "pv"):
        if needed not in prefixes:
            raise DataError(
                path, f"{REGISTER}: kolom '{needed}_code' ontbreekt", remedy=_FETCH_AGAIN
            )
    for prefix in prefixes:
        if f"{prefix}_naam" not in columns:
            raise DataError(
                path, f"{REGISTER}: kolom '{prefix}_naam' ontbreekt", remedy=_FETCH_AGAIN
            )
    chosen = ", ".join(f"{prefix}_code, {prefix}_naam" for prefix in prefixes)
    rows = database.execute(f"SELECT {chosen} FROM {REGISTER}").fetchmany(MAX_GEMEENTEN + 1)
    if not 0 < len(rows) <= MAX_GEMEENTEN:
        raise DataError(path, f"{REGISTER} heeft geen bruikbaar aantal rijen", remedy=_FETCH_AGAIN)

    register: dict[str, dict[str, tuple[str, str]]] = {}
    names: dict[str, str] = {}
    for number, row in enumerate(rows, start=1):
        pairs: dict[str, tuple[str, str]] = {}
        for i, prefix in enumerate(prefixes):
            code, naam = (_text(value) for value in row[2 * i : 2 * i + 2])
            _check_pair(path, number, prefix.upper(), code, naam)
            if names.setdefault(code, naam) != naam:
                raise DataError(
                    path,
                    f"{REGISTER}: {code} heet hier '{naam}' en eerder '{names[code]}'",
                    row=number,
                    remedy=_FETCH_AGAIN,
                )
            pairs[prefix.upper()] = (code, naam)
        gemeente = pairs["GM"][0]
        if gemeente in register:
            raise DataError(
                path, f"{REGISTER}: {gemeente} staat er dubbel", row=number, remedy=_FETCH_AGAIN
            )
        register[gemeente] = pairs
    return register


def _check_pair(path: Path, row: int, prefix: str, code: str, naam: str) -> None:
    digits = r"\d{4}" if prefix == "GM" else r"\d{1,6}"
    if not re.fullmatch(prefix + digits, code, re.ASCII):
        shown = f"'{code}' is geen {prefix}-code" if code else f"{prefix}-code ontbreekt"
        raise DataError(path, f"{REGISTER}: {shown}", row=row, remedy=_FETCH_AGAIN)
    if not 0 < len(naam) <= MAX_NAME:
        raise DataError(
            path, f"{REGISTER}: {code} heeft geen bruikbare naam", row=row, remedy=_FETCH_AGAIN
        )


# --- the polygons


def _read_polygons(
    path: Path,
    database: sqlite3.Connection,
    tables: set[str],
    jaar: int,
    codes: tuple[str, ...],
) -> npt.NDArray[np.object_]:
    """Return one multipolygon per code; a gemeente may be stored as several rows."""
    geometry = _geometry_column(path, database, tables)
    columns = {str(row[1]) for row in database.execute(f"PRAGMA table_info({LAYER})")}
    for needed in ("statcode", "jrstatcode", geometry):
        if needed not in columns:
            raise DataError(path, f"{LAYER}: kolom '{needed}' ontbreekt", remedy=_FETCH_AGAIN)
    rows = database.execute(f'SELECT statcode, jrstatcode, "{geometry}" FROM {LAYER}').fetchmany(
        _MAX_ROWS + 1
    )
    if len(rows) > _MAX_ROWS:
        raise DataError(path, f"{LAYER} heeft meer dan {_MAX_ROWS} rijen", remedy=_FETCH_AGAIN)
    pieces: dict[str, list[shapely.Geometry]] = {code: [] for code in codes}
    points = 0
    for number, (statcode, year_code, blob) in enumerate(rows, start=1):
        code, of_year = _text(statcode), _text(year_code)
        if code not in pieces:
            raise DataError(
                path,
                f"{LAYER}: gemeente '{code}' staat niet in {REGISTER}",
                row=number,
                remedy=_FETCH_AGAIN,
            )
        if of_year != f"{jaar}{code}":
            raise DataError(
                path,
                f"{LAYER}: '{of_year}' is niet van {jaar}",
                row=number,
                remedy="controleer het jaar",
            )
        shape = _polygon(path, number, code, blob)
        points += int(shapely.get_num_coordinates(shape))
        if points > MAX_POINTS:
            raise DataError(
                path, f"{LAYER} heeft meer dan {MAX_POINTS} punten", remedy=_FETCH_AGAIN
            )
        pieces[code].append(shape)
    missing = [code for code in codes if not pieces[code]]
    if missing:
        shown = ", ".join(missing[:5])
        raise DataError(
            path, f"{LAYER}: {len(missing)} gemeenten ontbreken ({shown})", remedy=_FETCH_AGAIN
        )
    polygons = [
        own[0] if len(own) == 1 else _multi(shapely.coverage_union_all(own))
        for own in pieces.values()
    ]
    result: npt.NDArray[np.object_] = np.array(polygons, dtype=object)
    if not shapely.coverage_is_valid(result):
        raise DataError(
            path,
            "de grenzen van gemeenten sluiten niet op elkaar aan of overlappen",
            remedy=_FETCH_AGAIN,
        )
    return result


def _geometry_column(path: Path, database: sqlite3.Connection, tables: set[str]) -> str:
    """Return the name of the geometry column after checking that it is in RD."""
    found = None
    if "gpkg_geometry_columns" in tables:
        found = database.execute(
            "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?", (LAYER,)
        ).fetchone()
    if found is None or not re.fullmatch(r"\w{1,60}", _text(found[0]), re.ASCII):
        raise DataError(path, f"{LAYER} heeft geen grenzen", remedy=_FETCH_AGAIN)
    if found[1] != _RD:
        raise DataError(
            path,
            f"{LAYER} staat in EPSG:{_text(found[1])} in plaats van EPSG:{_RD}",
            remedy=_FETCH_AGAIN,
        )
    return _text(found[0])


def _polygon(path: Path, row: int, code: str, blob: object) -> shapely.Geometry:
    """Read a geometry as a GeoPackage stores it: a header and then WKB."""
    try:
        shape = shapely.force_2d(shapely.from_wkb(_wkb(blob)))
    except (ValueError, shapely.errors.ShapelyError) as error:
        raise DataError(
            path, f"{LAYER}: de grens van {code} is niet te lezen", row=row, remedy=_FETCH_AGAIN
        ) from error
    kind = shapely.get_type_id(shape)
    if kind not in (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON) or (
        shapely.is_empty(shape) or not shapely.is_valid(shape)
    ):
        raise DataError(
            path, f"{LAYER}: de grens van {code} is geen geldig vlak", row=row, remedy=_FETCH_AGAIN
        )
    return _multi(shape)


def _multi(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.multipolygons(shapely.get_parts(shape))


def _wkb(blob: object) -> bytes:
    """Return what stands behind the header. Source: OGC 12-128r19, clause 2.1.3."""
    if not isinstance(blob, bytes) or blob[:2] != b"GP" or len(blob) < 8:
        raise ValueError("no GeoPackage geometry")
    envelope = (blob[3] >> 1) & 0b111
    if envelope not in _ENVELOPE:
        raise ValueError("unknown envelope")
    return blob[8 + _ENVELOPE[envelope] :]


# --- texts


def _description(database: sqlite3.Connection) -> str:
    """Return what the file says of the layer of gemeenten."""
    found = database.execute(
        "SELECT description FROM gpkg_contents WHERE table_name = ?", (LAYER,)
    ).fetchone()
    return _text(found[0])[:5000] if found else ""


def _text(value: object) -> str:
    return "" if value is None else _printable(str(value)[:10_000]).strip()


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
