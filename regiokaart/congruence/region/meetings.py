"""Where regions of two indelingen meet, and what is sure of what they share.

Shares s and t of one gemeente have at least s + t - 1 and at most the smaller of both in common
(the bounds of Fréchet). Where one of them is all or nothing these are equal, and it is known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regiokaart.congruence.pair.arithmetic import ratio
from regiokaart.congruence.pair.crosstab import BoolArray, FloatArray, IntArray, sum_by
from regiokaart.congruence.pair.pieces import ROUNDING, Members


@dataclass(frozen=True, eq=False)
class Meetings:
    """The c pairs of regions that share a gemeente, and the m gemeenten in which they meet.

    Attributes
    ----------
    a, b : ndarray of int64, shape (c,)
        Positions of the regions.
    low, high : ndarray of float64, shape (c,)
        The least and the most weight they share.
    size_a, size_b : ndarray of float64, shape (c,)
        Weight of each region that the other indeling covers.
    share_a, share_b : ndarray of float64, shape (c,)
        Part of that which is shared; NaN where unknown.
    known : ndarray of bool, shape (c,)
        Whether the weights are known exactly.
    overlapping : ndarray of bool, shape (c,)
        Whether they surely share something, if only a gemeente without weight.
    within, without : ndarray of bool, shape (c,)
        Whether the region of A surely lies within that of B, and whether it surely does not.
    within_b, without_b : ndarray of bool, shape (c,)
        The same for the region of B.
    gemeente, cell : ndarray of int64, shape (m,)
    partly : ndarray of bool, shape (m,)
        Whether only a part of the gemeente is shared, or may be.
    """

    a: IntArray
    b: IntArray
    low: FloatArray
    high: FloatArray
    size_a: FloatArray
    size_b: FloatArray
    share_a: FloatArray
    share_b: FloatArray
    known: BoolArray
    overlapping: BoolArray
    within: BoolArray
    without: BoolArray
    within_b: BoolArray
    without_b: BoolArray
    gemeente: IntArray
    cell: IntArray
    partly: BoolArray


def meet(a: Members, b: Members, weights: FloatArray) -> Meetings:
    """Find every pair of regions that share a gemeente, ordered by region of A, then of B.

    Parameters
    ----------
    a, b : Members
    weights : ndarray of float64, shape (n,)
    """
    n = len(weights)
    row_a, row_b = _rows_of_same_gemeente(a.gemeente, b.gemeente, n)
    gemeente, share_a, share_b = a.gemeente[row_a], a.share[row_a], b.share[row_b]
    regions = int(b.regio.max(initial=-1)) + 1
    cells, cell = np.unique(a.regio[row_a] * regions + b.regio[row_b], return_inverse=True)
    of_a, of_b = np.divmod(cells, max(1, regions))
    low, high = _in_common(share_a, share_b)

    def by_cell(values: FloatArray) -> FloatArray:
        (summed,) = sum_by(values[np.newaxis], cell, len(cells))
        return np.asarray(summed)

    shared_low, shared_high = by_cell(low * weights[gemeente]), by_cell(high * weights[gemeente])
    within, without, size_a, known_a = _containment(a, b, row_a, share_b, cell, of_a, weights)
    within_b, without_b, size_b, known_b = _containment(b, a, row_b, share_a, cell, of_b, weights)
    known = by_cell((high > low).astype(np.float64)) == 0

    def part(of: FloatArray, sure: BoolArray) -> FloatArray:
        return ratio(np.where(known & sure, shared_low, np.nan), of, np.nan)

    return Meetings(
        a=of_a,
        b=of_b,
        low=shared_low,
        high=shared_high,
        size_a=size_a,
        size_b=size_b,
        share_a=part(size_a, known_a),
        share_b=part(size_b, known_b),
        known=known & known_a & known_b,
        overlapping=by_cell((low > 0).astype(np.float64)) > 0,
        within=within,
        without=without,
        within_b=within_b,
        without_b=without_b,
        gemeente=gemeente,
        cell=cell,
        partly=low < 1,
    )


def _containment(
    inner: Members,
    outer: Members,
    row: IntArray,
    share: FloatArray,
    cell: IntArray,
    region: IntArray,
    weights: FloatArray,
) -> tuple[BoolArray, BoolArray, FloatArray, BoolArray]:
    """Tell which regions of one indeling lie within those of the other.

    Only the part of a region counts that the other indeling covers. It lies within where none of
    that can be outside, and does not where some of that must be.

    Parameters
    ----------
    inner, outer : Members
    row : ndarray of int64, shape (m,)
        Row of `inner` of each meeting.
    share : ndarray of float64, shape (m,)
        Share that the region of `outer` has of the gemeente of each meeting.
    cell : ndarray of int64, shape (m,)
    region : ndarray of int64, shape (c,)
        Region of `inner` of each cell.
    weights : ndarray of float64, shape (n,)

    Returns
    -------
    within, without : ndarray of bool, shape (c,)
    size : ndarray of float64, shape (c,)
        Weight of the region that `outer` covers, at least.
    known : ndarray of bool, shape (c,)
        Whether `size` is exact.
    """
    c, regions = len(region), int(inner.regio.max(initial=-1)) + 1
    covered = outer.covered(len(weights))[inner.gemeente]
    low, high = _in_common(inner.share, covered)
    outside_low, outside_high = _in_common(inner.share[row], covered[row] - share)

    def more_outside(possible: BoolArray, here: BoolArray) -> IntArray:
        """Count the rows of each region with a part outside: in other cells, and in this one."""
        everywhere = np.bincount(inner.regio[possible], minlength=regions)[region]
        met = np.bincount(cell[possible[row]], minlength=c)
        return everywhere - met + np.bincount(cell[here], minlength=c)

    within = more_outside(high > 0, outside_high > 0) == 0
    without = more_outside(low > 0, outside_low > 0) > 0
    (size,) = sum_by((low * weights[inner.gemeente])[np.newaxis], inner.regio, regions)
    unsure = np.bincount(inner.regio[high > low], minlength=regions)
    return within, without, size[region], unsure[region] == 0


def _rows_of_same_gemeente(
    gemeente_a: IntArray, gemeente_b: IntArray, n: int
) -> tuple[IntArray, IntArray]:
    """Every pair of a row of A and a row of B of one gemeente."""
    count_a, count_b = (np.bincount(rows, minlength=n) for rows in (gemeente_a, gemeente_b))
    start_a, start_b = np.cumsum(count_a) - count_a, np.cumsum(count_b) - count_b
    count = count_a * count_b
    gemeente = np.repeat(np.arange(n), count)
    place = np.arange(len(gemeente)) - np.repeat(np.cumsum(count) - count, count)
    which_a, which_b = np.divmod(place, count_b[gemeente])
    order_a, order_b = (np.argsort(rows, kind="stable") for rows in (gemeente_a, gemeente_b))
    return order_a[start_a[gemeente] + which_a], order_b[start_b[gemeente] + which_b]


def _in_common(one: FloatArray, other: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Bound what two parts of one gemeente have in common: the same twice where that is known."""
    high = np.minimum(one, other)
    high = np.where(high > ROUNDING, high, 0.0)
    low = np.maximum(one + other - 1, 0.0)
    return np.where(high - low > ROUNDING, low, high), high
