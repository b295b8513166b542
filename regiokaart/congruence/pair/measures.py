"""The measures of congruence, on crosstabs of many pairs at once.

Of two indelingen A (rows) and B (columns), n is the weight in a cell, a and b are the sums of a
row and a column and N is the total. Definitions in plain Dutch: ``docs/methode.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from regiokaart.congruence.pair.agreement import rand_indices
from regiokaart.congruence.pair.arithmetic import log2, ratio, without_noise
from regiokaart.congruence.pair.crosstab import (
    BoolArray,
    Crosstabs,
    FloatArray,
    IntArray,
    max_by,
    sum_by,
)
from regiokaart.congruence.pair.pieces import Basis

_NO_ENTROPY = 1e-300  # bits; dividing by less would overflow


@dataclass(frozen=True, eq=False)
class PairMeasures:
    """The measures of p pairs for w weights, save the transfer distance.

    Everything is about the units that both indelingen of a pair cover. Where these have no
    weight, ratios are NaN and weights 0. What has no meaning for a pair (see `basis`) is NaN; a
    count is then 0.

    Attributes
    ----------
    a, b : ndarray of int64, shape (p,)
        Positions of the two indelingen.
    basis : ndarray of int64, shape (p,)
        What each pair is compared on, as `Basis`.
    homogeneity, completeness : ndarray of float64, shape (p, w)
        1 - H(A|B) / H(A) and 1 - H(B|A) / H(B); 1 where the denominator is 0.
    v_measure : ndarray of float64, shape (p, w)
        Their harmonic mean (beta = 1), also known as the normalized mutual information with the
        arithmetic mean.
    variation_of_information : ndarray of float64, shape (p, w)
        H(A|B) + H(B|A), in bits.
    wallace_ab, wallace_ba : ndarray of float64, shape (p, w)
        Sum of n² / sum of a² (b²): chance that two units of weight drawn from one region of A
        (B) share one of B (A).
    wallace_across_ab, wallace_across_ba : ndarray of float64, shape (p, w)
        The same for units of weight from different gemeenten; NaN where no two gemeenten share
        a region.
    pair_jaccard : ndarray of float64, shape (p, w)
        Of the pairs of different gemeenten that share a region in A or B the part that does in
        both, each pair counted for the product of its weights; NaN where there is no such pair.
    mapcurves_ab, mapcurves_ba : ndarray of float64, shape (p, w)
        Mean over the regions of A (B) of the sum over those of B (A) of (n / a) (n / b): the area
        under the step curve. Regions without weight do not count.
    cramers_v : ndarray of float64, shape (p, w)
        sqrt(X² / (N (min(r, k) - 1))) with X² the chi-squared statistic of the crosstab and r and
        k the numbers of regions with weight; NaN where one of them is 1.
    rand, adjusted_rand : ndarray of float64, shape (p,)
        On units, without weights; see `regiokaart.congruence.pair.agreement.rand_indices`.
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
    Meilă 2007 (variation of information); Wallace 1983; Jaccard 1901, on pairs; Hargrove,
    Hoffman & Hessburg 2006 (mapcurves); Cramér 1946; Rand 1971; Hubert & Arabie 1985.
    """

    a: IntArray
    b: IntArray
    basis: IntArray
    homogeneity: FloatArray
    completeness: FloatArray
    v_measure: FloatArray
    variation_of_information: FloatArray
    wallace_ab: FloatArray
    wallace_ba: FloatArray
    wallace_across_ab: FloatArray
    wallace_across_ba: FloatArray
    pair_jaccard: FloatArray
    mapcurves_ab: FloatArray
    mapcurves_ba: FloatArray
    cramers_v: FloatArray
    rand: FloatArray
    adjusted_rand: FloatArray
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


@dataclass(frozen=True, eq=False)
class RegionMeasures:
    """The measures of the regions of one pair, for w weights; NaN where a region has no weight.

    Attributes
    ----------
    inhomogeneity_a, inhomogeneity_b : ndarray of float64, shape (w, r) and (w, s)
        Per region of A (B) the entropy of B (A) inside it divided by that of B (A) as a whole: 0
        where one region of the other holds it, above 1 where it is more divided than the whole.
        0 where the other holds one region.
    mapcurves_a, mapcurves_b : ndarray of float64, shape (w, r) and (w, s)
        Per region of A (B) the sum over those of B (A) of (n / a) (n / b): 1 where one coincides
        with it.

    References
    ----------
    Nowosad & Stepinski 2018 (inhomogeneity); Hargrove, Hoffman & Hessburg 2006 (mapcurves).
    """

    inhomogeneity_a: FloatArray
    inhomogeneity_b: FloatArray
    mapcurves_a: FloatArray
    mapcurves_b: FloatArray


def pair_measures(
    tabs: Crosstabs, weights: FloatArray, gemeente: IntArray | None = None
) -> tuple[PairMeasures, list[RegionMeasures]]:
    """Compute every measure that needs no assignment and no average over chance.

    Parameters
    ----------
    tabs : Crosstabs
    weights : ndarray of float64, shape (w, n)
        The weights from which `tabs` was made.
    gemeente : ndarray of int64, shape (n,), optional
        Of which gemeente each unit is a piece; with it `tabs` may hold one pair only. Each unit
        is a gemeente when left out.

    Returns
    -------
    PairMeasures
    list of RegionMeasures
        One per pair.
    """
    p, r, s = len(tabs), len(tabs.row_pair), len(tabs.column_pair)
    n = tabs.weight
    a, b = sum_by(n, tabs.row, r), sum_by(n, tabs.column, s)
    total = sum_by(n, tabs.pair, p)
    share, share_a, share_b = (
        ratio(part, total[:, pair], 0.0)
        for part, pair in ((n, tabs.pair), (a, tabs.row_pair), (b, tabs.column_pair))
    )
    of_a, of_b = ratio(n, a[:, tabs.row], 0.0), ratio(n, b[:, tabs.column], 0.0)

    log_n, log_a, log_b, log_total = log2(n), log2(a), log2(b), log2(total)
    h_a = sum_by(share_a * (log_total[:, tabs.row_pair] - log_a), tabs.row_pair, p)
    h_b = sum_by(share_b * (log_total[:, tabs.column_pair] - log_b), tabs.column_pair, p)
    h_in_a = sum_by(of_a * (log_a[:, tabs.row] - log_n), tabs.row, r)
    h_in_b = sum_by(of_b * (log_b[:, tabs.column] - log_n), tabs.column, s)
    h_b_given_a = sum_by(share_a * h_in_a, tabs.row_pair, p)
    h_a_given_b = sum_by(share_b * h_in_b, tabs.column_pair, p)
    homogeneity = np.clip(1 - ratio(h_a_given_b, h_a, 0.0), 0, 1)
    completeness = np.clip(1 - ratio(h_b_given_a, h_b, 0.0), 0, 1)
    v_measure = ratio(2 * homogeneity * completeness, homogeneity + completeness, 0.0)

    same = sum_by(share**2, tabs.pair, p)
    same_a = sum_by(share_a**2, tabs.row_pair, p)
    same_b = sum_by(share_b**2, tabs.column_pair, p)
    inside, inside_a, inside_b = _within_gemeente(tabs, weights, total, gemeente)
    across = without_noise(same - inside, same)
    across_a = without_noise(same_a - inside_a, same_a)
    across_b = without_noise(same_b - inside_b, same_b)

    fit = of_a * of_b
    fit_a, fit_b = sum_by(fit, tabs.row, r), sum_by(fit, tabs.column, s)
    with_weight_a = sum_by((a > 0).astype(np.float64), tabs.row_pair, p)
    with_weight_b = sum_by((b > 0).astype(np.float64), tabs.column_pair, p)
    fits = sum_by(fit_a, tabs.row_pair, p)
    chi = without_noise(fits - 1, fits)

    def limited(part: FloatArray, whole: FloatArray) -> FloatArray:
        return np.clip(ratio(part, whole, np.nan), 0, 1).T

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
    rand, adjusted_rand = rand_indices(tabs) if gemeente is None else np.full((2, p), np.nan)
    basis = Basis.WHOLE if gemeente is None else Basis.PIECES
    of_pairs = PairMeasures(
        a=tabs.first,
        b=tabs.second,
        basis=np.full(p, int(basis)),
        homogeneity=defined(homogeneity),
        completeness=defined(completeness),
        v_measure=defined(v_measure),
        variation_of_information=defined(h_a_given_b + h_b_given_a),
        wallace_ab=limited(same, same_a),
        wallace_ba=limited(same, same_b),
        wallace_across_ab=limited(across, across_a),
        wallace_across_ba=limited(across, across_b),
        pair_jaccard=limited(across, across_a + across_b - across),
        mapcurves_ab=limited(fits, with_weight_a),
        mapcurves_ba=limited(sum_by(fit_b, tabs.column_pair, p), with_weight_b),
        cramers_v=np.sqrt(limited(chi, np.minimum(with_weight_a, with_weight_b) - 1)),
        rand=rand,
        adjusted_rand=adjusted_rand,
        # The difference is taken per region, so that a nested region adds exactly 0.
        nesting_distance_ab=sum_by(a - max_by(n, tabs.row, r), tabs.row_pair, p).T,
        nesting_distance_ba=sum_by(b - max_by(n, tabs.column, s), tabs.column_pair, p).T,
        coverage=_coverage(tabs, weights, total),
        total=total.T,
        coinciding=cells(alone_in_row & alone_in_column),
        a_within_b=cells(alone_in_row),
        b_within_a=cells(alone_in_column),
        a_crossing=regions(tabs.row, tabs.row_pair, crossing),
        b_crossing=regions(tabs.column, tabs.column_pair, crossing),
        regions_a=regions(tabs.row, tabs.row_pair, everything),
        regions_b=regions(tabs.column, tabs.column_pair, everything),
    )
    some_a, some_b = (np.where(h > _NO_ENTROPY, h, 0.0) for h in (h_a, h_b))
    rows = np.where(a > 0, [ratio(h_in_a, some_b[:, tabs.row_pair], 0.0), fit_a], np.nan)
    columns = np.where(b > 0, [ratio(h_in_b, some_a[:, tabs.column_pair], 0.0), fit_b], np.nan)
    return of_pairs, [
        RegionMeasures(of_rows[0], of_columns[0], of_rows[1], of_columns[1])
        for of_rows, of_columns in zip(
            _split(rows, tabs.row_pair, p), _split(columns, tabs.column_pair, p), strict=True
        )
    ]


def without_figures(p: int, w: int, basis: Basis) -> PairMeasures:
    """Return the measures of `p` pairs for `w` weights when none has a meaning."""
    count, value, values = np.zeros(p, dtype=np.int64), np.full(p, np.nan), np.full((p, w), np.nan)
    empty: dict[str, Any] = {
        field.name: count if field.type == "IntArray" else values for field in fields(PairMeasures)
    }
    empty |= {"basis": np.full(p, int(basis)), "rand": value, "adjusted_rand": value}
    return PairMeasures(**empty)


def nested_cells(tabs: Crosstabs) -> tuple[BoolArray, BoolArray]:
    """Tell which cells are the only one of their row, and of their column. Shapes (c,).

    A region whose row has one cell lies within the region of that column. This counts units, so
    that neither rounding nor a unit without weight changes a relation.
    """
    in_row = np.bincount(tabs.row, minlength=len(tabs.row_pair))
    in_column = np.bincount(tabs.column, minlength=len(tabs.column_pair))
    return in_row[tabs.row] == 1, in_column[tabs.column] == 1


def _within_gemeente(
    tabs: Crosstabs, weights: FloatArray, total: FloatArray, gemeente: IntArray | None
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Sum the squared weight, as a share, of each gemeente per cell, per row and per column.

    Shapes (w, p). The three are equal as long as gemeenten are whole.
    """
    scale = weights.max(axis=1, initial=0, keepdims=True)
    shares = ratio(weights, scale, 0.0)
    factor = ratio(scale, total, 0.0) ** 2
    if gemeente is None:
        whole = _over(shares**2, tabs.covered) * factor
        return whole, whole, whole
    units, places = gemeente[tabs.unit], shares[:, tabs.unit]

    def squares(groups: IntArray) -> FloatArray:
        keys = units * (int(groups.max(initial=0)) + 1) + groups
        _, place = np.unique(keys, return_inverse=True)
        summed = sum_by(places, place, int(place.max(initial=-1)) + 1)
        total_squares: FloatArray = (summed**2).sum(axis=1, keepdims=True) * factor
        return total_squares

    return squares(tabs.cell), squares(tabs.row[tabs.cell]), squares(tabs.column[tabs.cell])


def _coverage(tabs: Crosstabs, weights: FloatArray, total: FloatArray) -> FloatArray:
    outside = 0.0 if tabs.covered.all() else _over(weights, ~tabs.covered)
    return ratio(total, total + outside, np.nan).T


def _over(values: FloatArray, chosen: BoolArray) -> FloatArray:
    """Sum values of units, shape (w, n), over those chosen for each pair, shape (p, n): (w, p)."""
    if chosen.all():
        return np.repeat(values.sum(axis=1, keepdims=True), len(chosen), axis=1)
    summed: FloatArray = values @ chosen.T.astype(np.float64)
    return summed


def _split(values: FloatArray, of_pair: IntArray, pairs: int) -> list[FloatArray]:
    """Split the last axis, which is ordered by pair, into one array per pair."""
    ends = np.cumsum(np.bincount(of_pair, minlength=pairs))
    starts = np.concatenate([np.zeros(1, dtype=np.int64), ends])
    return [values[..., i:j] for i, j in zip(starts, ends, strict=False)]
