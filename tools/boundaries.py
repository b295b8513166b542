"""Compile the municipal boundaries into a clean coverage with shared arcs at levels of detail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

SOURCE = "grenzen/cbsgebiedsindelingen2023.gpkg"
LAYER = "gemeente_gegeneraliseerd"
TOLERANCES = (0, 60, 150, 400)  # metres

Ints = npt.NDArray[np.int64]


def read_polygons(raw: Path, codes: Sequence[str]) -> npt.NDArray[np.object_]:
    """Read one multipolygon per code, in the order of `codes`, in metres RD as published."""
    frame = gpd.read_file(raw / SOURCE, layer=LAYER)
    if frame.crs.to_epsg() != 28992:
        raise ValueError(f"{SOURCE}: expected EPSG:28992, found {frame.crs}")
    dissolved = frame.dissolve(by="statcode")  # a gemeente may be stored as several rows
    if set(dissolved.index) != set(codes):
        raise ValueError(f"{SOURCE}: codes differ from the list of gemeenten")
    polygons: npt.NDArray[np.object_] = np.asarray(dissolved.geometry.loc[list(codes)])
    return polygons


def simplified(polygons: npt.NDArray[np.object_], tolerance: float) -> npt.NDArray[np.object_]:
    """Simplify a coverage by `tolerance` metres and check that nothing broke or vanished."""
    simple = shapely.coverage_simplify(polygons, tolerance) if tolerance else polygons
    result: npt.NDArray[np.object_] = shapely.remove_repeated_points(
        shapely.transform(simple, np.round)
    )
    if not (shapely.is_valid(result).all() and shapely.coverage_is_valid(result)):
        raise ValueError(f"coverage is not clean at {tolerance} m")
    if (shapely.get_num_geometries(result) != shapely.get_num_geometries(polygons)).any():
        raise ValueError(f"a part of a gemeente vanished at {tolerance} m")
    return result


def rings_of(polygons: npt.NDArray[np.object_]) -> tuple[list[Ints], list[int]]:
    """Split multipolygons into closed rings with the polygon on their left, and whose they are."""
    parts, owner = shapely.get_parts(polygons, return_index=True)
    rings, part = shapely.get_rings(shapely.orient_polygons(parts), return_index=True)
    return [shapely.get_coordinates(ring).astype(np.int64) for ring in rings], list(owner[part])


def arcs_of(rings: list[Ints], owners: list[int]) -> tuple[list[Ints], list[int], list[int]]:
    """Cut rings into arcs that each lie between one pair of polygons.

    Parameters
    ----------
    rings : list of ndarray, shape (points, 2)
        Closed, with their polygon on the left.
    owners : list of int
        Polygon of each ring.

    Returns
    -------
    arcs : list of ndarray, shape (points, 2)
    left, right : list of int
        Polygon on each side, -1 for none; an arc is listed once, with the lower polygon left.
    """
    left_of: dict[tuple[int, int, int, int], int] = {}
    for ring, owner in zip(rings, owners, strict=True):
        for segment in np.hstack([ring[:-1], ring[1:]]).tolist():
            left_of[tuple(segment)] = owner
    degree: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for ax, ay, bx, by in left_of:
        degree.setdefault((ax, ay), set()).add((bx, by))
        degree.setdefault((bx, by), set()).add((ax, ay))

    arcs, lefts, rights = [], [], []
    for ring, owner in zip(rings, owners, strict=True):
        beside = [
            left_of.get((bx, by, ax, ay), -1)
            for ax, ay, bx, by in np.hstack([ring[:-1], ring[1:]]).tolist()
        ]
        count = len(beside)
        cuts = [
            i
            for i in range(count)
            if beside[i] != beside[i - 1] or len(degree[tuple(ring[i].tolist())]) != 2
        ] or [0]
        for start, end in zip(cuts, [*cuts[1:], cuts[0] + count], strict=True):
            other = beside[start]
            if other == -1 or owner < other:
                steps = np.arange(start, end + 1) % count
                arcs.append(ring[steps])
                lefts.append(owner)
                rights.append(other)
    return arcs, lefts, rights


def starts(pieces: list[Ints]) -> Ints:
    """Offsets of consecutive pieces in their concatenation. Shape (pieces + 1,)."""
    return np.concatenate([[0], np.cumsum([len(piece) for piece in pieces])])


def largest_circles(
    polygons: npt.NDArray[np.object_],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Centre (n, 2) and radius (n,) in metres of the largest circle inside each multipolygon."""
    parts, owner = shapely.get_parts(polygons, return_index=True)
    radii = shapely.maximum_inscribed_circle(parts, tolerance=50)  # lines from centre to edge
    length = shapely.length(radii)
    order = np.lexsort((-length, owner))
    _, first = np.unique(owner[order], return_index=True)
    largest = order[first]
    return shapely.get_coordinates(shapely.get_point(radii[largest], 0)), length[largest]


def build_boundaries(raw: Path, out: Path, codes: Sequence[str]) -> npt.NDArray[np.float64]:
    """Write ``grenzen.npz`` into `out` and return the area of each gemeente in km².

    Parameters
    ----------
    raw : Path
        Folder with the raw data.
    out : Path
        Folder of the embedded data.
    codes : sequence of str
        Codes of the n gemeenten, in the order of ``gemeenten.csv``.

    Returns
    -------
    ndarray of float64, shape (n,)
        Areas of the published, generalised polygons (without large waters).
    """
    polygons = read_polygons(raw, codes)
    arrays: dict[str, npt.NDArray[np.generic]] = {"tolerances": np.array(TOLERANCES, np.int32)}
    for level, tolerance in enumerate(TOLERANCES):
        rings, owners = rings_of(simplified(polygons, tolerance))
        arcs, left, right = arcs_of(rings, owners)
        arrays |= {
            f"points_{level}": np.concatenate(arcs).astype(np.int32),
            f"arc_start_{level}": starts(arcs).astype(np.int32),
            f"left_{level}": np.array(left, np.int16),
            f"right_{level}": np.array(right, np.int16),
            f"ring_points_{level}": np.concatenate(rings).astype(np.int32),
            f"ring_start_{level}": starts(rings).astype(np.int32),
            f"ring_polygon_{level}": np.array(owners, np.int16),
        }
    centres, radius = largest_circles(polygons)
    arrays["label_points"] = centres.round().astype(np.int32)
    arrays["label_radius"] = radius.round().astype(np.int32)
    np.savez_compressed(out / "grenzen.npz", **arrays)  # type: ignore[arg-type]
    return np.asarray(shapely.area(polygons) / 1e6)
