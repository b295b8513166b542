"""From polygons to a coverage of shared arcs, as ``grenzen.npz`` stores it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

TOLERANCES = (0, 60, 150, 400)  # metres

Ints = npt.NDArray[np.int64]
Polygons = npt.NDArray[np.object_]


class CoverageError(ValueError):
    """Polygons that overlap, leave slivers, cross themselves, or vanish when simplified."""


def simplified(polygons: Polygons, tolerance: float) -> Polygons:
    """Simplify a coverage and check that nothing broke or vanished.

    Parameters
    ----------
    polygons : ndarray of multipolygons, shape (n,)
        Metres RD, gap-free.
    tolerance : float
        Metres; 0 only rounds.

    Returns
    -------
    ndarray of multipolygons, shape (n,)
        Coordinates in whole metres.

    Raises
    ------
    CoverageError
        When the result is not a coverage with all its parts.
    """
    simple = shapely.coverage_simplify(polygons, tolerance) if tolerance else polygons
    try:
        result: Polygons = shapely.remove_repeated_points(shapely.transform(simple, np.round))
    except shapely.errors.GEOSException as error:  # a part smaller than a metre has no area left
        raise CoverageError(f"a part of a gemeente vanished at {tolerance} m") from error
    if not (shapely.is_valid(result).all() and shapely.coverage_is_valid(result)):
        raise CoverageError(f"coverage is not clean at {tolerance} m")
    if (shapely.get_num_geometries(result) != shapely.get_num_geometries(polygons)).any():
        raise CoverageError(f"a part of a gemeente vanished at {tolerance} m")
    return result


def rings_of(polygons: Polygons) -> tuple[list[Ints], list[int]]:
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
    polygons: Polygons,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Centre (n, 2) and radius (n,) in metres of the largest circle inside each multipolygon."""
    parts, owner = shapely.get_parts(polygons, return_index=True)
    radii = shapely.maximum_inscribed_circle(parts, tolerance=50)  # lines from centre to edge
    length = shapely.length(radii)
    order = np.lexsort((-length, owner))
    _, first = np.unique(owner[order], return_index=True)
    largest = order[first]
    return shapely.get_coordinates(shapely.get_point(radii[largest], 0)), length[largest]


def write_coverage(path: Path, polygons: Polygons, levels: Mapping[int, Polygons]) -> None:
    """Write the arcs and rings of every level of detail, and where names have most room.

    Parameters
    ----------
    path : Path
        An ``.npz`` file, to be read by `regiokaart.sources.boundaries.load_gebied`.
    polygons : ndarray of multipolygons, shape (n,)
        As published, metres RD.
    levels : mapping of int to ndarray of multipolygons, shape (n,)
        What `simplified` made of them, by tolerance, most detailed first.
    """
    arrays: dict[str, npt.NDArray[np.generic]] = {"tolerances": np.array(list(levels), np.int32)}
    for level, shapes in enumerate(levels.values()):
        rings, owners = rings_of(shapes)
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
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
