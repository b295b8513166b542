"""How a pair of divisions stands against chance: one of them real, and drawn at random."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from regiokaart.congruence.chance.convergence import effective_size, split_rhat
from regiokaart.congruence.chance.nullmodel import Draws, Ensemble
from regiokaart.congruence.pair.crosstab import FloatArray, IntArray
from regiokaart.model.notation import number, percentage

TOLERANCE = 0.05
MIN_EFFECTIVE = 100.0
MAX_RHAT = 1.05
_CELLS = 1 << 22  # of crosstabs at once
_ALIKE = 0.05  # regions of like size: this share smaller or larger
_MIN_ALIKE = 100


@dataclass(frozen=True, eq=False)
class Agreement:
    """How s divisions of the same units agree with one other, over the units that both cover.

    Attributes
    ----------
    v_measure : ndarray of float64, shape (w, s)
        For each of w weights; NaN where those units have no weight.
    coinciding, within : ndarray of int64, shape (s,)
        Number of regions that hold the same units as a region of the other, and that lie wholly
        within one of the other, coinciding included.
    """

    v_measure: FloatArray
    coinciding: IntArray
    within: IntArray


@dataclass(frozen=True)
class Chance:
    """Where a real pair stands among pairs of which one side is random, for one weight.

    Attributes
    ----------
    real : float
        V-measure of the real pair.
    expected : float
        Mean V-measure of the random ones.
    error : float
        Its standard error, from the effective number of draws.
    low, high : float
        Their 5th and 95th percentile.
    percentile : float
        Percentage of random ones with a lower V-measure than the real pair; those with the same
        count half.
    adjusted : float
        (real - expected) / (1 - expected): 0 as by chance, 1 as equal.
    effective : float
        Number of independent draws that these are worth; NaN where nothing varies.
    rhat : float
        1 where the walks agree (see `convergence.split_rhat`).
    deviation : float
        How far the sizes of the random regions are from the real ones in this weight: the sum of
        the differences between both rows of sizes, each in order, as a share of the total.
    reason : str
        Dutch clause that says why chance is not determined; then `expected` up to and including
        `adjusted` are NaN. Empty when it is.
    """

    real: float
    expected: float
    error: float
    low: float
    high: float
    percentile: float
    adjusted: float
    effective: float
    rhat: float
    deviation: float
    reason: str


@dataclass(frozen=True)
class Counts:
    """What can be counted of a real pair, and its mean over pairs of which one side is random.

    Attributes
    ----------
    coinciding, within : int
        Regions of the side that is drawn that coincide with one of the other, and that lie within
        one, coinciding included.
    expected_coinciding, expected_within : float
        NaN where no region can change.
    regions, fixed : int
        Regions of that side, and those that are the same in all draws.
    """

    coinciding: int
    within: int
    expected_coinciding: float
    expected_within: float
    regions: int
    fixed: int


@dataclass(frozen=True, eq=False)
class TerritorialChance:
    """Territoriale congruentie of n gemeenten if the regions were random.

    Attributes
    ----------
    expected, low, high : ndarray of float64, shape (n,)
        Mean, 5th and 95th percentile over random gemeenten with regions of like size; NaN where
        there are too few of those.
    """

    expected: FloatArray
    low: FloatArray
    high: FloatArray


def agreement(divisions: Draws | IntArray, other: IntArray, weights: FloatArray) -> Agreement:
    """Compare many divisions with one other.

    Parameters
    ----------
    divisions : ndarray of int, shape (s, n)
        Region of each unit in each of s divisions, -1 for none; all cover the same units.
    other : ndarray of int64, shape (n,)
    weights : ndarray of float64, shape (w, n)
        Finite and not negative.

    Examples
    --------
    >>> one = agreement(np.array([[0, 0, 1, 1]]), np.array([0, 0, 1, 2]), np.ones((1, 4)))
    >>> one.v_measure.round(3).tolist(), one.coinciding.tolist(), one.within.tolist()
    ([[0.8]], [1], [1])
    """
    both = (divisions[0] >= 0) & (other >= 0)
    b, w = other[both], weights[:, both]
    rows = int(divisions.max(initial=0)) + 1
    columns = int(b.max(initial=0)) + 1
    at_once = max(1, _CELLS // (rows * columns))
    parts = [
        _agreement(divisions[i : i + at_once, both].astype(np.int64), b, w, rows, columns)
        for i in range(0, len(divisions), at_once)
    ]
    return Agreement(
        np.concatenate([part.v_measure for part in parts], axis=1),
        np.concatenate([part.coinciding for part in parts]),
        np.concatenate([part.within for part in parts]),
    )


def against_chance(
    ensemble: Ensemble, other: IntArray, weights: FloatArray, tolerance: float = TOLERANCE
) -> tuple[Counts, tuple[Chance, ...]]:
    """Place a pair among pairs of which the first side is drawn at random.

    Parameters
    ----------
    ensemble : Ensemble
        The side that is drawn.
    other : ndarray of int64, shape (n,)
        The side that stays as it is: region of each gemeente, -1 for none.
    weights : ndarray of float64, shape (w, n)
    tolerance : float
        Largest `Chance.deviation`. The draws hold the number of gemeenten of the regions, exactly;
        in another weight their sizes differ, and with that what a V-measure can be.

    Returns
    -------
    Counts
    tuple of Chance, length w
    """
    real = agreement(ensemble.labels[np.newaxis], other, weights)
    random = agreement(ensemble.divisions, other, weights)
    fixed, regions = ensemble.fixed, ensemble.regions
    known = fixed < regions
    counts = Counts(
        coinciding=int(real.coinciding[0]),
        within=int(real.within[0]),
        expected_coinciding=float(random.coinciding.mean()) if known else float("nan"),
        expected_within=float(random.within.mean()) if known else float("nan"),
        regions=regions,
        fixed=fixed,
    )
    walks = ensemble.draws.shape[:2]
    return counts, tuple(
        _chance(float(value), values.reshape(walks), size_deviation(ensemble, weight), tolerance)
        for (value,), values, weight in zip(real.v_measure, random.v_measure, weights, strict=True)
    )


def size_deviation(ensemble: Ensemble, weight: FloatArray) -> float:
    """Mean difference between the sizes of random and real regions; see `Chance.deviation`.

    NaN where the regions have no weight.
    """
    covered = ensemble.labels >= 0
    size = int(ensemble.labels.max(initial=-1)) + 1
    real = np.sort(np.bincount(ensemble.labels[covered], weight[covered], size))
    divisions = ensemble.divisions[:, covered].astype(np.int64)
    keys = np.arange(len(divisions))[:, np.newaxis] * size + divisions
    heavy = np.broadcast_to(weight[covered], keys.shape)
    sizes = np.bincount(keys.ravel(), heavy.ravel(), len(divisions) * size).reshape(-1, size)
    total = float(real.sum())
    if total == 0:
        return float("nan")
    return float(np.abs(np.sort(sizes, axis=1) - real).sum(axis=1).mean() / total)


def territorial_chance(ensembles: Sequence[Ensemble]) -> TerritorialChance:
    """Territoriale congruentie that a gemeente with regions of such size has by chance.

    Every indeling is drawn, each apart, as often as there are draws. Of each gemeente in each draw
    its territoriale congruentie is taken (see `profile.territorial_congruence`) and the mean number
    of gemeenten with which it shares a region. What a real gemeente would have is read from all of
    those whose mean number is at most 5 % smaller or larger than its own.

    Parameters
    ----------
    ensembles : sequence of Ensemble
        One for each indeling of the set, over the same gemeenten.

    Raises
    ------
    ValueError
        Without ensembles.
    """
    if not ensembles:
        raise ValueError("territorial congruence needs at least one ensemble")
    fellows, values = [], []
    for draw in zip(*(ensemble.divisions for ensemble in ensembles), strict=False):
        mean, value = _territorial(draw)
        fellows.append(mean)
        values.append(value)
    mean, value = np.concatenate(fellows), np.concatenate(values)
    mean, value = mean[~np.isnan(value)], value[~np.isnan(value)]
    order = np.argsort(mean)
    mean, value = mean[order], value[order]
    real, _ = _territorial([ensemble.labels for ensemble in ensembles])
    starts = np.searchsorted(mean, real * (1 - _ALIKE))
    ends = np.searchsorted(mean, real * (1 + _ALIKE), side="right")
    found = np.full((3, len(real)), np.nan)
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if end - start >= _MIN_ALIKE:
            alike = value[start:end]
            found[:, i] = alike.mean(), *np.quantile(alike, (0.05, 0.95))
    return TerritorialChance(*found)


def _agreement(a: IntArray, b: IntArray, weights: FloatArray, rows: int, columns: int) -> Agreement:
    s = len(a)
    cells = ((np.arange(s)[:, np.newaxis] * rows + a) * columns + b).ravel()
    shape = (s, rows, columns)

    def tabulate(weight: FloatArray | None) -> FloatArray:
        heavy = None if weight is None else np.broadcast_to(weight, a.shape).ravel()
        return np.bincount(cells, heavy, s * rows * columns).reshape(shape).astype(np.float64)

    filled = tabulate(None) > 0
    alone_in_row = filled.sum(axis=2, keepdims=True) == 1
    alone_in_column = filled.sum(axis=1, keepdims=True) == 1
    return Agreement(
        v_measure=np.array([_v_measure(tabulate(weight)) for weight in weights]).reshape(-1, s),
        coinciding=(filled & alone_in_row & alone_in_column).sum(axis=(1, 2)),
        within=alone_in_row.sum(axis=(1, 2)),
    )


def _v_measure(n: FloatArray) -> FloatArray:
    """V-measure of crosstabs of shape (s, rows, columns): 2 I(A, B) / (H(A) + H(B))."""
    total = n.sum(axis=(1, 2))
    h_a, h_b, h_ab = (
        _entropy(sizes, total) for sizes in (n.sum(axis=2), n.sum(axis=1), n.reshape(len(n), -1))
    )
    v = np.where(total > 0, 1.0, np.nan)
    np.divide(2 * (h_a + h_b - h_ab), h_a + h_b, out=v, where=h_a + h_b > 0)
    return np.clip(v, 0, 1)


def _entropy(sizes: FloatArray, total: FloatArray) -> FloatArray:
    share = np.zeros_like(sizes)
    np.divide(sizes, total[:, np.newaxis], out=share, where=total[:, np.newaxis] > 0)
    entropy: FloatArray = -np.sum(share * np.log2(np.where(share > 0, share, 1)), axis=1)
    return entropy


def _chance(real: float, random: FloatArray, deviation: float, tolerance: float) -> Chance:
    varies = not np.isnan(real) and float(np.ptp(random)) > 1e-12
    effective = effective_size(random) if varies else float("nan")
    rhat = split_rhat(random) if varies else float("nan")
    reason = _reason(real, varies, effective, rhat, deviation, tolerance)
    expected = error = low = high = percentile = adjusted = float("nan")
    if not reason:
        expected = float(random.mean())
        error = float(random.std(ddof=1) / np.sqrt(effective))
        low, high = (float(each) for each in np.quantile(random, (0.05, 0.95)))
        equal = np.abs(random - real) <= 1e-12
        percentile = 100 * float(np.mean(np.where(equal, 0.5, random < real)))
        adjusted = (real - expected) / (1 - expected)
    return Chance(
        real, expected, error, low, high, percentile, adjusted, effective, rhat, deviation, reason
    )


def _reason(
    real: float, varies: bool, effective: float, rhat: float, deviation: float, tolerance: float
) -> str:
    """Say why chance is not determined; nothing when it is."""
    if np.isnan(real):
        return "geen gemeente met gewicht hoort in beide indelingen bij een regio"
    if not varies:
        return "bij deze groottes en grenzen maakt geen andere indeling verschil"
    if deviation > tolerance:
        return (
            "toevallige regio's met evenveel gemeenten zijn in dit gewicht anders van grootte dan "
            f"de echte: {percentage(deviation)} van het gewicht ligt anders, en ten hoogste "
            f"{percentage(tolerance)} is toegestaan"
        )
    if effective < MIN_EFFECTIVE or not rhat <= MAX_RHAT:
        return (
            f"de trekkingen zijn te weinig waard ({number(effective)} onafhankelijke, nodig zijn "
            f"er {number(MIN_EFFECTIVE)}; R̂ is {number(rhat, 3)}, ten hoogste "
            f"{number(MAX_RHAT, 2)}); neem meer monsters"
        )
    return ""


def _territorial(divisions: Sequence[Draws | IntArray]) -> tuple[FloatArray, FloatArray]:
    """Mean number of fellows of each gemeente, and its territoriale congruentie. Shapes (n,)."""
    n = len(divisions[0])
    shared = np.zeros((n, n), dtype=np.int16)
    counted = np.zeros(n)
    for labels in divisions:
        shared += (labels[:, np.newaxis] == labels) & (labels >= 0)
        counted += labels >= 0
    np.fill_diagonal(shared, 0)
    fellows = shared.sum(axis=1)
    partners = (shared > 0).sum(axis=1)
    mean, value = np.full(n, np.nan), np.full(n, np.nan)
    np.divide(fellows, counted, out=mean, where=counted > 0)
    np.divide(mean, partners, out=value, where=partners > 0)
    return mean, value
