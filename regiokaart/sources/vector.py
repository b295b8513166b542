"""From a file with polygons to rows of geometry and text. Whatever is read may be hostile."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from regiokaart.model.notation import number
from regiokaart.sources.errors import DataError
from regiokaart.sources.geofiles import (
    MAX_OBJECTS,
    SMALLER,
    Format,
    SafeCopy,
    check_size,
    damaged,
    read_bytes,
    safe_copy,
)
from regiokaart.sources.geoparquet import read_geoparquet
from regiokaart.sources.imported import Choices, Part, examples
from regiokaart.sources.names import shown
from regiokaart.sources.sheets import one_line

MAX_LAYERS = 1000
MAX_VERTICES = 5_000_000

_POLYGONAL = ("Polygon", "Surface", "Unknown", "GeometryCollection")
_FIELDS = ("OFTString", "OFTInteger", "OFTInteger64", "OFTReal")
_NAMED = 10  # layers that an error names
_SAMPLE = 200  # objects that examples are taken from

Shapes = npt.NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class VectorLayer:
    """One layer of a file.

    Attributes
    ----------
    name : str
        Empty where the format knows no layers.
    geometry : ndarray of two-dimensional geometries or None, shape (m,)
        As the file has them: of any type, perhaps empty or invalid; None for what is no geometry.
    columns : dict of str to tuple of str, each of length m
        Columns of text and whole numbers that are not empty, each value one line of printable
        text.
    crs : str or None
        Coordinate reference system that the file names.
    """

    name: str
    geometry: Shapes
    columns: dict[str, tuple[str, ...]]
    crs: str | None


def read_layer(path: Path, layer: str = "") -> VectorLayer:
    """Read a layer of polygons from a GeoPackage, GeoJSON, TopoJSON, Shapefile or GeoParquet.

    Parameters
    ----------
    path : Path
        Recognised by its content. A Shapefile is read with the files beside it, or from a zip.
    layer : str
        In any case; empty for the only layer with polygons.

    Raises
    ------
    DataError
        When the file cannot be read, is too large, or has no such layer or several.
    """
    content = read_bytes(path)
    if content.startswith(b"PAR1"):
        if layer:
            raise DataError(path, "dit bestand heeft geen lagen", remedy=f"laat '#{layer}' weg")
        stored = read_geoparquet(path, content)
        result = VectorLayer("", _geometries(stored.wkb), _texts(stored.columns), stored.crs)
    else:
        with safe_copy(path, content) as copy:
            result = _read_with_gdal(path, copy, layer)
    vertices = int(shapely.get_num_coordinates(result.geometry).sum())
    if vertices > MAX_VERTICES:
        raise DataError(
            path,
            f"de vlakken hebben samen {number(vertices)} punten, meer dan {number(MAX_VERTICES)}",
            remedy=SMALLER,
        )
    return result


def layer_choices(path: Path) -> Choices:
    """List the layers of polygons in a file with their columns, for a user to choose from.

    Raises
    ------
    DataError
        When the file cannot be read or holds no polygons.
    """
    content = read_bytes(path)
    if content.startswith(b"PAR1"):
        stored = read_geoparquet(path, content)
        return Choices("", (_part("", _texts(stored.columns)),))
    with safe_copy(path, content) as copy:
        return _choices_with_gdal(path, copy)


def _part(name: str, columns: Mapping[str, Sequence[str]]) -> Part:
    return Part(name, tuple(columns), tuple(map(examples, columns.values())))


def _choices_with_gdal(path: Path, copy: SafeCopy) -> Choices:
    import pyogrio

    parts = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            for layer in _polygonal(path, pyogrio.list_layers(copy.source), copy):
                fields = _fields(path, copy, layer)
                meta, _, _, values = pyogrio.raw.read(
                    copy.source,
                    layer=layer,
                    columns=fields,
                    max_features=_SAMPLE,
                    read_geometry=False,
                )
                columns = _texts(dict(zip(meta["fields"], values, strict=True)))
                parts.append(_part(one_line(layer), columns))
        except DataError:
            raise
        except Exception as error:  # a hostile file can fail anywhere inside GDAL and pyogrio
            raise damaged(path) from error
    named = copy.format in (Format.GEOPACKAGE, Format.TOPOJSON)
    if not named:
        parts = [replace(part, name="") for part in parts]
    return Choices("laag" if named else "", tuple(parts))


def _fields(path: Path, copy: SafeCopy, layer: str) -> list[str]:
    """Names of the columns of text and numbers."""
    import pyogrio

    info = pyogrio.read_info(copy.source, layer=layer)
    kinds = zip(info["fields"], info["ogr_types"], strict=True)
    fields = [name for name, kind in kinds if kind in _FIELDS]
    check_size(path, 0, len(fields))
    return fields


def _read_with_gdal(path: Path, copy: SafeCopy, layer: str) -> VectorLayer:
    import pyogrio

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # GDAL's remarks; what matters of them is checked here
        try:
            chosen = _choose(path, pyogrio.list_layers(copy.source), layer, copy)
            fields = _fields(path, copy, chosen)
            meta, _, wkb, values = pyogrio.raw.read(
                copy.source,
                layer=chosen,
                columns=fields,
                max_features=MAX_OBJECTS + 1,
                force_2d=True,
            )
        except DataError:
            raise
        except Exception as error:  # a hostile file can fail anywhere inside GDAL and pyogrio
            raise damaged(path) from error
    check_size(path, len(wkb), len(fields))
    # GeoJSON means longitude and latitude when it says nothing, and often is something else.
    silent = copy.format is Format.GEOJSON and meta["crs"] == "EPSG:4326"
    return VectorLayer(
        chosen if copy.format in (Format.GEOPACKAGE, Format.TOPOJSON) else "",
        _geometries(wkb),
        _texts(dict(zip(meta["fields"], values, strict=True))),
        None if silent else meta["crs"],
    )


def _polygonal(path: Path, layers: npt.NDArray[np.object_], copy: SafeCopy) -> list[str]:
    """Names of the layers that may hold polygons."""
    if len(layers) > MAX_LAYERS:
        raise DataError(
            path,
            f"dit bestand heeft meer dan {number(MAX_LAYERS)} lagen",
            remedy="sla de laag met de regio's op als een eigen bestand",
        )
    names = [
        str(name)
        for name, kind in layers
        if any(word in str(kind) for word in _POLYGONAL)
        and (copy.tables is None or name in copy.tables)
    ]
    if not names:
        raise DataError(
            path,
            "dit bestand heeft geen laag met vlakken",
            remedy="kies een bestand waarin de regio's vlakken zijn",
        )
    return names


def _choose(path: Path, layers: npt.NDArray[np.object_], wanted: str, copy: SafeCopy) -> str:
    """Return the layer that is asked for, or the only one with polygons."""
    names = _polygonal(path, layers, copy)
    listed = ", ".join(shown(one_line(name)) for name in names[:_NAMED])
    listed += " ..." if len(names) > _NAMED else ""
    if wanted:
        matching = [name for name in names if name.casefold() == wanted.casefold()]
        if not matching:
            raise DataError(
                path,
                f"dit bestand heeft geen laag met vlakken die {shown(wanted)} heet",
                remedy=f"kies uit {listed}",
            )
        return matching[0]
    if len(names) > 1:
        raise DataError(
            path,
            f"dit bestand heeft {number(len(names))} lagen met vlakken ({listed})",
            remedy=f"zet de laag achter de bestandsnaam: '{path.name}#{one_line(names[0])}'",
        )
    return names[0]


def _geometries(wkb: Sequence[bytes | None]) -> Shapes:
    array = np.empty(len(wkb), dtype=np.object_)
    array[:] = wkb
    result: Shapes = shapely.force_2d(shapely.from_wkb(array, on_invalid="ignore"))
    return result


def _texts(columns: Mapping[str, npt.NDArray[Any]]) -> dict[str, tuple[str, ...]]:
    """Return columns as text, without those that are empty or hold fractions."""
    texts = {}
    for name, values in columns.items():
        cells = [None if value != value else value for value in values.tolist()]  # NaN
        if any(isinstance(cell, float) and not cell.is_integer() for cell in cells):
            continue
        column = tuple(map(one_line, cells))
        if any(column):
            texts[one_line(name)] = column
    return texts
