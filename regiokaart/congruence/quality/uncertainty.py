"""What uncertain rows do to the figures: the lowest and highest they can be.

Every uncertain row may be its own regio or one of its alternatives (see `doubts`). Where two
indelingen have few combinations of these, all are computed and the range is exact. Otherwise it is
searched row by row, each time with the choice that lowers or raises the V-measure most; an even
lower or higher figure is then not ruled out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

import numpy as np

from regiokaart.congruence.pair.assignment import transfer_weight
from regiokaart.congruence.pair.crosstab import Crosstabs, FloatArray, IntArray, crosstabs, sum_by
from regiokaart.congruence.pair.measures import nested_cells
from regiokaart.congruence.quality.doubts import Doubt, doubts
from regiokaart.model import Catalogus, Gebied, Gewicht, Indeling
from regiokaart.model.indeling import Verdeling

Progress = Callable[[int, int], None]

FIGURES = ("v_maat", "samenvallend", "a_binnen_b", "b_binnen_a", "wisselaars")
_V = FIGURES.index("v_maat")
_MOST_COMBINATIONS = 4096  # of one pair; some tenths of a second
_MOST_SUMS = 1_000_000  # of a whole set, when every pair is known
_BATCH = 256  # pairs whose crosstabs are in memory at once
_ROUNDS = 20


class Search(StrEnum):
    """How a range was found."""

    CERTAIN = "geen onzekere rijen"
    EXACT = "alle combinaties"
    STEPWISE = "stapsgewijs gezocht"


@dataclass(frozen=True, eq=False)
class Ranges:
    """The figures of p pairs as the rows are, and the lowest and highest they can be.

    Attributes
    ----------
    indelingen : tuple of Indeling
        Those that the figures are about.
    left_out : tuple of Indeling
        Those asked for that divide gemeenten or overlap: their rows have no single regio.
    gewicht : Gewicht
    doubts : tuple of tuple of Doubt
        The uncertain rows of each of `indelingen`.
    a, b : ndarray of int64, shape (p,)
        Positions of the two indelingen of each pair, numbered as in `PairMeasures`.
    lowest, value, highest : ndarray of float64, shape (p, f)
        The figures named in `FIGURES`; wisselaars in the unit of the weight. NaN where there is
        no gemeente that both cover.
    combinations : tuple of int
        Number of combinations of the rows of each pair.
    search : tuple of Search
        How the range of each pair was found.
    mean : tuple of float
        Mean V-measure over all pairs: the lowest, as the rows are, and the highest. NaN without
        pairs.
    mean_search : Search
    """

    indelingen: tuple[Indeling, ...]
    left_out: tuple[Indeling, ...]
    gewicht: Gewicht
    doubts: tuple[tuple[Doubt, ...], ...]
    a: IntArray
    b: IntArray
    lowest: FloatArray
    value: FloatArray
    highest: FloatArray
    combinations: tuple[int, ...]
    search: tuple[Search, ...]
    mean: tuple[float, float, float]
    mean_search: Search


def ranges(
    catalogus: Catalogus,
    gebied: Gebied,
    indelingen: Sequence[Indeling],
    gewicht: Gewicht,
    progress: Progress | None = None,
) -> Ranges:
    """Compute the figures of every pair over the alternatives of its uncertain rows.

    May load scipy.

    Parameters
    ----------
    catalogus : Catalogus
    gebied : Gebied
        Of the same gemeenten; the regio's of neighbours stand in where no source names one.
    indelingen : sequence of Indeling
    gewicht : Gewicht
    progress : callable, optional
        Called with the number of pairs done and in all; what it raises stops the work.
    """
    whole = tuple(i for i in indelingen if i.verdeling is Verdeling.HEEL)
    n = len(catalogus.gemeenten)
    labels = np.array([i.labels(n) for i in whole], dtype=np.int64).reshape(len(whole), n)
    weights = catalogus.gemeenten.weights(gewicht)
    found = tuple(doubts(i, gebied) for i in whole)
    a, b = np.triu_indices(len(whole), 1)
    value = _figures(labels, a, b, weights)
    lowest, highest = value.copy(), value.copy()
    counts = [math.prod(1 + len(d.alternatieven) for d in rows) for rows in found]
    combinations = tuple(counts[i] * counts[j] for i, j in zip(a.tolist(), b.tolist(), strict=True))
    search = [Search.CERTAIN] * len(a)
    tables: dict[int, FloatArray] = {}
    for pair, (i, j) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        if progress is not None:
            progress(pair, len(a))
        if combinations[pair] == 1:
            continue
        if combinations[pair] <= _MOST_COMBINATIONS:
            search[pair] = Search.EXACT
            first, second = _variants(labels[i], found[i]), _variants(labels[j], found[j])
            figures = _products(first, second, weights)
            tables[pair] = figures[:, _V].reshape(len(first), len(second))
        else:
            search[pair] = Search.STEPWISE
            both, rows = labels[[i, j]], (found[i], found[j])
            figures = np.concatenate(
                [
                    _figures(state, np.array([0]), np.array([1]), weights)
                    for sign in (-1, 1)
                    for state in _steps(both, rows, weights, sign)
                ]
            )
        lowest[pair] = np.minimum(value[pair], figures.min(axis=0))
        highest[pair] = np.maximum(value[pair], figures.max(axis=0))
    mean, mean_search = _mean(labels, found, counts, (a, b), value[:, _V], search, tables, weights)
    if progress is not None:
        progress(len(a), len(a))
    return Ranges(
        indelingen=whole,
        left_out=tuple(i for i in indelingen if i not in whole),
        gewicht=gewicht,
        doubts=found,
        a=a,
        b=b,
        lowest=lowest,
        value=value,
        highest=highest,
        combinations=combinations,
        search=tuple(search),
        mean=mean,
        mean_search=mean_search,
    )


def _mean(
    labels: IntArray,
    found: Sequence[Sequence[Doubt]],
    counts: Sequence[int],
    pairs: tuple[IntArray, IntArray],
    value: FloatArray,
    search: Sequence[Search],
    tables: dict[int, FloatArray],
    weights: FloatArray,
) -> tuple[tuple[float, float, float], Search]:
    """Range of the mean V-measure; exact where every pair is and the combinations are few."""
    known = np.flatnonzero(~np.isnan(value))
    if not len(known):
        return (math.nan,) * 3, Search.CERTAIN
    mean = float(value[known].mean())
    axes = {i: axis for axis, i in enumerate(i for i, count in enumerate(counts) if count > 1)}
    if not axes:
        return (mean,) * 3, Search.CERTAIN
    if Search.STEPWISE in search or math.prod(counts) > _MOST_SUMS:
        ends = [
            [_mean_v(state, pairs, weights) for state in _steps(labels, found, weights, sign)]
            for sign in (-1, 1)
        ]
        return (min(mean, *ends[0]), mean, max(mean, *ends[1])), Search.STEPWISE
    total = np.zeros((1,) * len(axes))
    for pair in known.tolist():
        i, j = int(pairs[0][pair]), int(pairs[1][pair])
        shape = [1] * len(axes)
        for each in (i, j):
            if each in axes:
                shape[axes[each]] = counts[each]
        total = total + (tables[pair].reshape(shape) if pair in tables else value[pair])
    total = total / len(known)
    return (float(total.min()), mean, float(total.max())), Search.EXACT


def _mean_v(labels: IntArray, pairs: tuple[IntArray, IntArray], weights: FloatArray) -> float:
    return float(np.nanmean(_v_measure(_tabs(labels, *pairs, weights))))


def _variants(labels: IntArray, rows: Sequence[Doubt]) -> IntArray:
    """Every way to choose the uncertain rows, the one as they are first. Shape (v, n)."""
    choices = [(doubt.regio, *doubt.alternatieven) for doubt in rows]
    chosen = np.array(list(product(*choices)), dtype=np.int64)
    variants = np.repeat(labels[np.newaxis], len(chosen), axis=0)
    variants[:, [doubt.gemeente for doubt in rows]] = chosen
    return variants


def _products(first: IntArray, second: IntArray, weights: FloatArray) -> FloatArray:
    """Figures of every variant of A with every variant of B, B the fastest. Shape (v, f)."""
    a, b = np.divmod(np.arange(len(first) * len(second)), len(second))
    return _figures(np.concatenate([first, second]), a, len(first) + b, weights)


def _steps(
    labels: IntArray, rows: Sequence[Sequence[Doubt]], weights: FloatArray, sign: int
) -> Iterator[IntArray]:
    """Lower (-1) or raise (1) the mean V-measure row by row; yield each better labels (k, n)."""
    current = labels.copy()
    others = [np.delete(np.arange(len(labels)), i) for i in range(len(labels))]
    for _ in range(_ROUNDS):
        better = False
        for i, doubt in ((i, doubt) for i, each in enumerate(rows) for doubt in each):
            now = int(current[i, doubt.gemeente])
            choices = [now, *({doubt.regio, *doubt.alternatieven} - {now})]
            options = np.repeat(current[i][np.newaxis], len(choices), axis=0)
            options[:, doubt.gemeente] = choices
            stack = np.concatenate([current, options])
            first = len(current) + np.repeat(np.arange(len(choices)), len(others[i]))
            tabs = _tabs(stack, first, np.tile(others[i], len(choices)), weights)
            fit = sign * np.nansum(_v_measure(tabs).reshape(len(choices), -1), axis=1)
            best = int(np.argmax(fit))
            if fit[best] > fit[0] + 1e-12:
                current[i, doubt.gemeente] = choices[best]
                better = True
                yield current.copy()
        if not better:
            return


def _tabs(labels: IntArray, a: IntArray, b: IntArray, weights: FloatArray) -> Crosstabs:
    return crosstabs(labels, weights[np.newaxis], (a, b))


def _figures(labels: IntArray, a: IntArray, b: IntArray, weights: FloatArray) -> FloatArray:
    """Figures of the pairs (a, b) of labels (k, n). Shape (p, f)."""
    found = np.empty((len(a), len(FIGURES)))
    for start in range(0, len(a), _BATCH):
        part = slice(start, start + _BATCH)
        tabs = _tabs(labels, a[part], b[part], weights)
        within, contains = nested_cells(tabs)
        counts = [
            np.bincount(tabs.pair[cells], minlength=len(tabs))
            for cells in (within & contains, within, contains)
        ]
        moving = transfer_weight(tabs)[:, 0]
        found[part] = np.stack([_v_measure(tabs), *counts, moving], axis=1)
    found[np.isnan(found[:, _V])] = np.nan
    return found


def _v_measure(tabs: Crosstabs) -> FloatArray:
    """V-measure of every pair, alone: it is computed thousands of times. Shape (p,).

    Written as 2 I(A, B) / (H(A) + H(B)), which is the same (Rosenberg & Hirschberg 2007).
    """
    p, n = len(tabs), tabs.weight
    total = sum_by(n, tabs.pair, p)[0]

    def entropy(weight: FloatArray, of_pair: IntArray) -> FloatArray:
        share = weight / np.where(total > 0, total, 1)[of_pair]
        bits = sum_by(-share * np.log2(np.where(share > 0, share, 1)), of_pair, p)
        return np.asarray(bits[0])

    rows = sum_by(n, tabs.row, len(tabs.row_pair))
    columns = sum_by(n, tabs.column, len(tabs.column_pair))
    both = entropy(rows, tabs.row_pair) + entropy(columns, tabs.column_pair)
    v = np.ones(p)
    np.divide(2 * (both - entropy(n, tabs.pair)), both, out=v, where=both > 1e-12)
    return np.where(total > 0, np.clip(v, 0, 1), np.nan)
