"""Agreement of two indelingen on pairs of whole units, without weights, and against chance.

Of a crosstab, n is the number of units in a cell, a and b are the numbers in a row and a column
and N is that of the pair. C(x) = x (x - 1) / 2 is the number of pairs among x units.
"""

from __future__ import annotations

import numpy as np

from regiokaart.congruence.pair.crosstab import Crosstabs, FloatArray, IntArray, sum_by

_NO_MARGIN = 1e-9  # nats below which a difference from chance is one of rounding


def rand_indices(tabs: Crosstabs) -> tuple[FloatArray, FloatArray]:
    """Compute the Rand index and its version adjusted for chance.

    Rand is the share of all pairs of units that A and B treat alike: together in both, or apart
    in both. Adjusted: (S - E) / (M - E), with S the sum of C(n) over the cells, E = sum of C(a)
    times sum of C(b) / C(N), and M the mean of these two sums; 1 for equal indelingen and 0 on
    average for labels drawn at random with the same sizes.

    Returns
    -------
    rand, adjusted_rand : ndarray of float64, shape (p,)
        NaN where there are fewer than two units. Adjusted is 1 where M equals E: then both
        indelingen hold one region, or both keep every unit apart.

    References
    ----------
    Rand 1971; Hubert & Arabie 1985.
    """
    rows, columns, totals = _sizes(tabs)
    together = _pairs_by(tabs.units, tabs.pair, len(tabs))
    in_a = _pairs_by(rows, tabs.row_pair, len(tabs))
    in_b = _pairs_by(columns, tabs.column_pair, len(tabs))
    everything = totals * (totals - 1) / 2
    some = everything > 0
    rand, adjusted = np.full((2, len(tabs)), np.nan)
    np.divide(everything + 2 * together - in_a - in_b, everything, out=rand, where=some)
    expected = np.zeros(len(tabs))
    np.divide(in_a * in_b, everything, out=expected, where=some)
    margin = (in_a + in_b) / 2 - expected
    adjusted[some] = 1.0
    np.divide(together - expected, margin, out=adjusted, where=some & (margin > 0))
    return rand, adjusted


def adjusted_mutual_information(tabs: Crosstabs) -> FloatArray:
    """Compute the mutual information adjusted for chance, with the arithmetic mean.

    (I - E) / ((H(A) + H(B)) / 2 - E), where I is the mutual information and E what it is on
    average over all ways to deal the units over regions of the same sizes (hypergeometric).

    Returns
    -------
    ndarray of float64, shape (p,)
        NaN where there are no units; 1 where the denominator is 0: then both indelingen hold one
        region, or both keep every unit apart.

    References
    ----------
    Vinh, Epps & Bailey 2010.
    """
    rows, columns, totals = _sizes(tabs)
    logarithms = np.log(np.maximum(np.arange(int(totals.max(initial=0)) + 1), 1))
    factorials = np.cumsum(logarithms)
    values = np.full(len(tabs), np.nan)
    n = tabs.units
    of_cells = n * (logarithms[n] - logarithms[rows[tabs.row]] - logarithms[columns[tabs.column]])
    joint = np.bincount(tabs.pair, of_cells, minlength=len(tabs))
    of_rows = np.bincount(tabs.row_pair, rows * logarithms[rows], minlength=len(tabs))
    of_columns = np.bincount(tabs.column_pair, columns * logarithms[columns], minlength=len(tabs))
    for pair in np.flatnonzero(totals > 0):
        total = totals[pair]
        mutual = joint[pair] / total + logarithms[total]
        half = logarithms[total] - (of_rows[pair] + of_columns[pair]) / total / 2
        expected = _expected_information(
            rows[tabs.row_pair == pair], columns[tabs.column_pair == pair], logarithms, factorials
        )
        margin = half - expected
        values[pair] = (mutual - expected) / margin if margin > _NO_MARGIN else 1.0
    return values


def _expected_information(
    rows: IntArray, columns: IntArray, logarithms: FloatArray, factorials: FloatArray
) -> float:
    """Average the mutual information, in nats, over all crosstabs with these margins.

    Equal sizes give equal terms, so that each combination of two sizes is computed once.
    """
    total = int(rows.sum())
    sizes_a, count_a = np.unique(rows[rows > 0], return_counts=True)
    sizes_b, count_b = np.unique(columns[columns > 0], return_counts=True)
    a, b = np.repeat(sizes_a, len(sizes_b)), np.tile(sizes_b, len(sizes_a))
    times = np.outer(count_a, count_b).ravel()
    least, most = np.maximum(1, a + b - total), np.minimum(a, b)
    count = most - least + 1
    each = np.repeat(np.arange(len(a)), count)  # of which combination each possible n is
    n = np.arange(len(each)) - np.repeat(np.cumsum(count) - count, count) + least[each]
    fixed = (
        factorials[a]
        + factorials[b]
        + factorials[total - a]
        + factorials[total - b]
        - factorials[total]
    )
    chance = np.exp(
        fixed[each]
        - factorials[n]
        - factorials[a[each] - n]
        - factorials[b[each] - n]
        - factorials[(total - a - b)[each] + n]
    )
    information = logarithms[n] + (logarithms[total] - logarithms[a] - logarithms[b])[each]
    return float(np.dot(times[each] * chance, n * information)) / total


def _sizes(tabs: Crosstabs) -> tuple[IntArray, IntArray, IntArray]:
    """Count the units of each row, column and pair."""
    rows, columns, totals = (
        np.bincount(groups, tabs.units, minlength=size).astype(np.int64)
        for groups, size in (
            (tabs.row, len(tabs.row_pair)),
            (tabs.column, len(tabs.column_pair)),
            (tabs.pair, len(tabs)),
        )
    )
    return rows, columns, totals


def _pairs_by(units: IntArray, groups: IntArray, size: int) -> FloatArray:
    """Add up the pairs among units within groups."""
    (pairs,) = sum_by((units * (units - 1) / 2)[np.newaxis], groups, size)
    return np.asarray(pairs)
