"""From the coordinates of a user's file to RD New, whatever the file says or leaves out."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from regiokaart.model import notation
from regiokaart.sources.errors import DataError
from regiokaart.sources.names import shown
from regiokaart.sources.sheets import one_line

RD = "EPSG:28992"
WGS84 = "EPSG:4326"
# Around the Netherlands with its part of the sea: xmin, ymin, xmax, ymax in metres RD.
_NETHERLANDS = (-100_000.0, 250_000.0, 350_000.0, 850_000.0)

Points = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Projected:
    """Geometries in RD New.

    Attributes
    ----------
    geometry : ndarray of geometries, shape (k,)
    system : str
        Dutch name of the coordinate reference system they came in.
    inferred : str
        Dutch sentence why that is not what the file says; empty when it is.
    """

    geometry: npt.NDArray[np.object_]
    system: str
    inferred: str


def to_rd(path: Path, geometry: npt.NDArray[np.object_], declared: str | None) -> Projected:
    """Bring geometries to RD New (EPSG:28992).

    The system that the file names is believed when it puts the shapes in the Netherlands.
    Otherwise RD New and longitude and latitude are tried, which share no coordinates there.

    Parameters
    ----------
    path : Path
        For the error.
    geometry : ndarray of geometries, shape (k,)
        Two-dimensional, finite, not all empty.
    declared : str or None
        Code or WKT of a coordinate reference system; None when the file names none.

    Raises
    ------
    DataError
        When no system puts the middle of the shapes in the Netherlands.
    """
    points = shapely.get_coordinates(geometry)
    for system in (declared, RD, WGS84):
        if system is None:
            continue
        known = _transformed(points, system)
        if known is None:
            continue
        moved, name = known
        if _in_the_netherlands(moved):
            inferred = "" if system is declared else _why(declared)
            return Projected(shapely.set_coordinates(geometry.copy(), moved), name, inferred)
    x, y = np.median(points, axis=0)
    raise DataError(
        path,
        f"de vlakken liggen niet in Nederland (midden: {notation.number(x, 2)} en "
        f"{notation.number(y, 2)}{'' if declared is None else ', in ' + _name(declared)})",
        remedy="sla het bestand op in RD New (EPSG:28992) of WGS 84 (EPSG:4326), met x of "
        "lengtegraad voorop",
    )


def _in_the_netherlands(points: Points) -> bool:
    if not np.isfinite(points).all():
        return False
    x, y = np.median(points, axis=0)  # so that one stray point does not decide
    xmin, ymin, xmax, ymax = _NETHERLANDS
    return bool(xmin <= x <= xmax and ymin <= y <= ymax)


def _transformed(points: Points, system: str) -> tuple[Points, str] | None:
    """Points in RD and the name of the system, or None when nobody knows that system."""
    import pyproj

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyproj warns of what is lost by a shorter notation
        try:
            source = pyproj.CRS.from_user_input(system)
            transformer = pyproj.Transformer.from_crs(source, RD, always_xy=True)
            x, y = transformer.transform(points[:, 0], points[:, 1])
        except pyproj.exceptions.ProjError:
            return None
    return np.column_stack([x, y]), _title(source.name, source.to_authority())


def _title(name: str, authority: tuple[str, str] | None) -> str:
    code = "" if authority is None else f" ({':'.join(authority)})"
    return one_line(name)[:100] + code


def _name(system: str) -> str:
    known = _transformed(np.zeros((1, 2)), system)
    return shown(one_line(system)) if known is None else known[1]


def _why(declared: str | None) -> str:
    if declared is None:
        return "het bestand noemt geen coördinatenstelsel; dit is afgeleid uit de coördinaten"
    return (
        f"het bestand noemt {_name(declared)}, maar daarin liggen de vlakken niet in Nederland; "
        "dit is afgeleid uit de coördinaten"
    )
