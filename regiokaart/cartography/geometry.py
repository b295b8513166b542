"""Polygons of a coverage, for labels, hit tests and exports."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from regiokaart.model import Coverage
from regiokaart.model.gebied import OUTSIDE


def polygons(coverage: Coverage) -> npt.NDArray[np.object_]:
    """Return the multipolygons of a coverage in metres RD. Shape (n,)."""
    result: npt.NDArray[np.object_] = shapely.from_ragged_array(
        shapely.GeometryType.MULTIPOLYGON, coverage.ring_points, coverage.polygon_offsets
    )
    return result


def coast(coverage: Coverage, spacing: float) -> npt.NDArray[np.float64]:
    """Return points of the outer border of a coverage, about one in every `spacing` metres.

    Returns
    -------
    ndarray of float64, shape (p, 2)
        Metres RD.
    """
    outer = (coverage.left == OUTSIDE) | (coverage.right == OUTSIDE)
    points = coverage.points[np.repeat(outer, np.diff(coverage.arc_start))]
    _, first = np.unique(np.floor(points / spacing), axis=0, return_index=True)
    kept: npt.NDArray[np.float64] = points[first]
    return kept


def pair_of_arcs(coverage: Coverage, pairs: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Tell which of some pairs of polygons each arc lies between.

    Parameters
    ----------
    coverage : Coverage
    pairs : ndarray of int64, shape (m, 2)
        Positions of polygons, the smaller first, each pair once.

    Returns
    -------
    ndarray of int64, shape (arcs,)
        Position in `pairs`; -1 for an arc between others, or with the outside on one side.
    """
    found = np.full(len(coverage.left), -1, dtype=np.int64)
    if len(pairs) == 0:
        return found
    scale = max(coverage.left.max(), coverage.right.max(), pairs.max()) + 1
    wanted = pairs[:, 0] * scale + pairs[:, 1]
    order = np.argsort(wanted)
    low, high = np.minimum(coverage.left, coverage.right), np.maximum(coverage.left, coverage.right)
    keys = low * scale + high  # negative beside the outside
    place = np.minimum(np.searchsorted(wanted, keys, sorter=order), len(wanted) - 1)
    match = wanted[order[place]] == keys
    found[match] = order[place[match]]
    return found


def label_circles(
    shapes: npt.NDArray[np.object_], labels: npt.NDArray[np.int64], count: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Largest circle inside each region: where its name has most room.

    Parameters
    ----------
    shapes : ndarray of MultiPolygon, shape (n,)
        A coverage of gemeenten, metres.
    labels : ndarray of int64, shape (n,)
        Region of each gemeente, -1 for none.
    count : int
        Number of regions.

    Returns
    -------
    centre : ndarray of float64, shape (count, 2)
        NaN for a region without gemeenten.
    radius : ndarray of float64, shape (count,)
        Metres; 0 for a region without gemeenten.
    """
    centre = np.full((count, 2), np.nan)
    radius = np.zeros(count)
    for region in range(count):
        members = shapes[labels == region]
        if len(members) == 0:
            continue
        parts = shapely.get_parts(shapely.coverage_union_all(members))
        largest = parts[shapely.area(parts).argmax()]
        line = shapely.maximum_inscribed_circle(largest, tolerance=1000)
        centre[region] = shapely.get_coordinates(line)[0]
        radius[region] = shapely.length(line)
    return centre, radius
