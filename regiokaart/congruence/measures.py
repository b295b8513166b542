"""The measures of congruence, on crosstabs of many pairs at once.

Of two indelingen A (rows) and B (columns), n is the weight in a cell, a and b are the sums of a
row and a column and N is the total. Definitions in plain Dutch: ``docs/methode.md``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regiokaart.congruence.crosstab import (
    BoolArray,
    Crosstabs,
    FloatArray,
    IntArray,
    max_by,
    sum_by,
)


@dataclass(frozen=True)
class PairMeasures:
    """The measures of p pairs for w weights, save the transfer distance.

    Everything is about the units that both indelingen of a pair cover. Where these have no
    weight, ratios are NaN and weights 0.

    Attributes
    ----------
    a, b : ndarray of int64, shape (p,)
        Positions of the two indelingen.
    homogeneity, completeness : ndarray of float64, shape (p, w)
        1 - H(A|B) / H(A) and 1 - H(B|A) / H(B); 1 where the denominator is 0.
    v_measure : ndarray of float64, shape (p, w)
        Their harmonic mean (beta = 1).
    variation_of_information : ndarray of float64, shape (p, w)
        H(A|B) + H(B|A), in bits.
    wallace_ab, wallace_ba : ndarray of float64, shape (p, w)
        Chance that two units of weight drawn from one region of A (B) share one of B (A).
    wallace_between_ab, wallace_between_ba : ndarray of float64, shape (p, w)
        The same for units of weight from different gemeenten; NaN where no two gemeenten share
        a region.
    nesting_distance_ab, nesting_distance_ba : ndarray of float64, shape (p, w)
        Least weight to move so that every region of A (B) lies within one of B (A).
    coverage : ndarray of float64, shape (p, w)
        Share of all weight that both cover; NaN where there is no weight.
    total : ndarray of float64, shape (p, w)
        Weight that both cover.
    coinciding : ndarray of int64, shape (p,)
        Number of regions that hold the same units in A and B.
    a_within_b, b_within_a : ndarray of int64, shape (p,)
        Number of regions that lie wholly within one region of the other, coinciding included.
    a_crossing, b_crossing : ndarray of int64, shape (p,)
        Number of regions that cut across at least one region of the other.
    regions_a, regions_b : ndarray of int64, shape (p,)
        Number of regions with a unit that both cover.

    References
    ----------
    Rosenberg & Hirschberg 2007 (V-measure); Nowosad & Stepinski 2018 (its use on maps);
    Meilă 2007 (variation of information); Wallace 1983.
    """

    a: IntArray
    b: IntArray
    homogeneity: FloatArray
    completeness: FloatArray
    v_measure: FloatArray
    variation_of_information: FloatArray
    wallace_ab: FloatArray
    wallace_ba: FloatArray
    wallace_between_ab: FloatArray
    wallace_between_ba: FloatArray
    nesting_distance_ab: FloatArray
    nesting_distance_ba: FloatArray
    coverage: FloatArray
    total: FloatArray
    coinciding: IntArray
    a_within_b: IntArray
    b_within_a: IntArray
    a_crossing: IntArray
    b_crossing: IntArray
    regions_a: IntArray
    regions_b: IntArray


def pair_measures(tabs: Crosstabs, weights: FloatArray) -> PairMeasures:
    """Compute every measure that needs no assignment.

    Parameters
    ----------
    tabs : Crosstabs
    weights : ndarray of float64, shape (w, n)
        The weights from which `tabs` was made.
    """
    p, r, s = len(tabs), len(tabs.row_pair), len(tabs.column_pair)
    n = tabs.weight
    a, b = sum_by(n, tabs.row, r), sum_by(n, tabs.column, s)
    total = sum_by(n, tabs.pair, p)
    share, share_a, share_b = (
        _ratio(part, total[:, pair], 0.0)
        for part, pair in ((n, tabs.pair), (a, tabs.row_pair), (b, tabs.column_pair))
    )

    log_n, log_a, log_b, log_total = _log2(n), _log2(a), _log2(b), _log2(total)
    h_a = sum_by(share_a * (log_total[:, tabs.row_pair] - log_a), tabs.row_pair, p)
    h_b = sum_by(share_b * (log_total[:, tabs.column_pair] - log_b), tabs.column_pair, p)
    h_a_given_b = sum_by(share * (log_b[:, tabs.column] - log_n), tabs.pair, p)
    h_b_given_a = sum_by(share * (log_a[:, tabs.row] - log_n), tabs.pair, p)
    homogeneity = np.clip(1 - _ratio(h_a_given_b, h_a, 0.0), 0, 1)
    completeness = np.clip(1 - _ratio(h_b_given_a, h_b, 0.0), 0, 1)
    v_measure = _ratio(2 * homogeneity * completeness, homogeneity + completeness, 0.0)

    same = sum_by(share**2, tabs.pair, p)
    same_a = sum_by(share_a**2, tabs.row_pair, p)
    same_b = sum_by(share_b**2, tabs.column_pair, p)
    covered = tabs.covered.T.astype(np.float64)
    scale = weights.max(axis=1, initial=0, keepdims=True)
    same_unit = _ratio(weights, scale, 0.0) ** 2 @ covered * _ratio(scale, total, 0.0) ** 2
    between = _no_noise(same - same_unit, same)

    def ratio(part: FloatArray, whole: FloatArray) -> FloatArray:
        return np.minimum(_ratio(part, whole, np.nan), 1).T

    def defined(values: FloatArray) -> FloatArray:
        return np.where(total > 0, values, np.nan).T

    alone_in_row, alone_in_column = nested_cells(tabs)
    crossing = ~alone_in_row & ~alone_in_column

    def cells(chosen: BoolArray) -> IntArray:
        return np.bincount(tabs.pair[chosen], minlength=p)

    def regions(of_cell: IntArray, of_pair: IntArray, chosen: BoolArray) -> IntArray:
        found = np.zeros(len(of_pair), dtype=bool)
        found[of_cell[chosen]] = True
        return np.bincount(of_pair[found], minlength=p)

    everything = np.ones(len(tabs.pair), dtype=bool)
    return PairMeasures(
        a=tabs.first,
        b=tabs.second,
        homogeneity=defined(homogeneity),
        completeness=defined(completeness),
        v_measure=defined(v_measure),
        variation_of_information=defined(h_a_given_b + h_b_given_a),
        wallace_ab=ratio(same, same_a),
        wallace_ba=ratio(same, same_b),
        wallace_between_ab=ratio(between, _no_noise(same_a - same_unit, same_a)),
        wallace_between_ba=ratio(between, _no_noise(same_b - same_unit, same_b)),
        # The difference is taken per region, so that a nested region adds exactly 0.
        nesting_distance_ab=sum_by(a - max_by(n, tabs.row, r), tabs.row_pair, p).T,
        nesting_distance_ba=sum_by(b - max_by(n, tabs.column, s), tabs.column_pair, p).T,
        coverage=_ratio(total, total + weights @ (1 - covered), np.nan).T,
        total=total.T,
        coinciding=cells(alone_in_row & alone_in_column),
        a_within_b=cells(alone_in_row),
        b_within_a=cells(alone_in_column),
        a_crossing=regions(tabs.row, tabs.row_pair, crossing),
        b_crossing=regions(tabs.column, tabs.column_pair, crossing),
        regions_a=regions(tabs.row, tabs.row_pair, everything),
        regions_b=regions(tabs.column, tabs.column_pair, everything),
    )


def nested_cells(tabs: Crosstabs) -> tuple[BoolArray, BoolArray]:
    """Tell which cells are the only one of their row, and of their column. Shapes (c,).

    A region whose row has one cell lies within the region of that column. This counts units, so
    that neither rounding nor a unit without weight changes a relation.
    """
    in_row = np.bincount(tabs.row, minlength=len(tabs.row_pair))
    in_column = np.bincount(tabs.column, minlength=len(tabs.column_pair))
    return in_row[tabs.row] == 1, in_column[tabs.column] == 1


def _ratio(part: FloatArray, whole: FloatArray, otherwise: float) -> FloatArray:
    """Divide, with `otherwise` where the denominator is 0."""
    result = np.full(np.broadcast_shapes(part.shape, whole.shape), otherwise)
    np.divide(part, whole, out=result, where=whole > 0)
    return result


def _log2(values: FloatArray) -> FloatArray:
    """Binary logarithm, 0 where there is no weight: such terms are multiplied by 0."""
    return np.log2(np.where(values > 0, values, 1))


def _no_noise(difference: FloatArray, scale: FloatArray) -> FloatArray:
    """Make a difference that is only rounding exactly 0."""
    return np.where(difference > 1e-12 * scale, difference, 0)
