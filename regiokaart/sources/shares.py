"""How much of each gemeente lies in each region: the overlay of polygons with the boundaries."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from regiokaart.model import Gebied

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Shapes = npt.NDArray[np.object_]

EXACT = 1e-9  # share of a gemeente below which a difference is one of rounding
MARGIN = 1.0  # metres around a gemeente, so that no border of it lies on the edge of the box


@dataclass(frozen=True, eq=False)
class Shares:
    """What regions cover of n gemeenten.

    Attributes
    ----------
    gemeente, regio : ndarray of int64, shape (m,)
        Each pair that shares area, once, ordered by gemeente and then regio.
    aandeel : ndarray of float64, shape (m,)
        Part of the area of the gemeente that lies in the regio, above 0 to 1.
    gedekt : ndarray of float64, shape (n,)
        Part of the area of the gemeente that lies in any regio, 0 to 1.
    dubbel : ndarray of float64, shape (n,)
        What the shares of the gemeente are together more than `gedekt`: where regions overlap,
        counted once more for each region above the first.
    """

    gemeente: Ints
    regio: Ints
    aandeel: Floats
    gedekt: Floats
    dubbel: Floats


def area_shares(regions: Shapes, gebied: Gebied) -> Shares:
    """Overlay regions with the gemeenten at their most detailed level.

    Only where a border of a region runs through a gemeente are polygons cut, and then only the
    part of the region around that gemeente. A gemeente that lies within a region costs a test.

    Parameters
    ----------
    regions : ndarray of valid polygons or multipolygons, shape (k,)
        Metres RD, not empty.
    gebied : Gebied
        Of n gemeenten.
    """
    detail = gebied.levels[0]
    gemeenten = shapely.from_ragged_array(
        shapely.GeometryType.MULTIPOLYGON, detail.ring_points, detail.polygon_offsets
    )
    gemeente, regio, within = _pairs(regions, gemeenten)
    pieces = gemeenten[gemeente]
    pieces[~within] = shapely.intersection(
        pieces[~within], _around(regions[regio[~within]], shapely.bounds(pieces[~within]))
    )
    total = shapely.area(gemeenten)
    share = shapely.area(pieces) / total[gemeente]
    some = share > 0
    gemeente, regio, share, pieces = gemeente[some], regio[some], share[some], pieces[some]
    together: Floats = np.bincount(gemeente, share, minlength=len(gemeenten)).astype(np.float64)
    covered = together.copy()
    # Shares that add up to the whole gemeente leave no room for an overlap, unless a gap of
    # exactly the same size makes room: not worth the time of a union.
    count = np.bincount(gemeente, minlength=len(gemeenten))
    for position in np.flatnonzero((count > 1) & (np.abs(together - 1) > EXACT)):
        united = shapely.union_all(pieces[gemeente == position])
        covered[position] = shapely.area(united) / total[position]
    covered = np.minimum(covered, 1.0)
    double = together - covered
    return Shares(gemeente, regio, share, covered, np.where(double > EXACT, double, 0.0))


def _pairs(regions: Shapes, gemeenten: Shapes) -> tuple[Ints, Ints, npt.NDArray[np.bool_]]:
    """Pairs of gemeente and region that may share area, and whether the region holds it all."""
    shapely.prepare(regions)
    regio, gemeente = shapely.STRtree(gemeenten).query(regions, predicate="intersects")
    order = np.lexsort((regio, gemeente))
    gemeente, regio = gemeente[order], regio[order]
    within = shapely.covers(regions[regio], gemeenten[gemeente])
    whole = np.zeros(len(gemeenten), dtype=np.bool_)
    whole[gemeente[within]] = True
    # Next to a region that holds the whole gemeente, others mostly share a border with it only.
    doubtful = np.flatnonzero(whole[gemeente] & ~within)
    keep = np.ones(len(gemeente), dtype=np.bool_)
    keep[doubtful] = ~shapely.touches(regions[regio[doubtful]], gemeenten[gemeente[doubtful]])
    return gemeente[keep], regio[keep], within[keep]


def _around(regions: Shapes, bounds: Floats) -> Shapes:
    """Cut each region down to a box; outside that box the result means nothing.

    A region has many more vertices than a gemeente, and an intersection visits them all.
    """
    boxes = bounds + np.array([-MARGIN, -MARGIN, MARGIN, MARGIN])
    cut: Shapes = np.array(
        [_clipped(region, box) for region, box in zip(regions, boxes, strict=True)],
        dtype=np.object_,
    )
    # Clipping is quick because it does not promise a valid polygon.
    invalid = ~shapely.is_valid(cut)
    cut[invalid] = regions[invalid]
    return cut


def _clipped(region: shapely.Geometry, box: Floats) -> shapely.Geometry:
    try:
        return shapely.clip_by_rect(region, *box)
    except shapely.errors.GEOSException:  # a ring that shrinks to a point
        return region
