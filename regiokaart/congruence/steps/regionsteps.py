"""Small steps: one region of B becomes a region of A, and the rest of A stays as it is.

The gemeenten of that region leave their regions of A, which keep what is left. As in
`regiokaart.congruence.steps.steps` only the fit with the other indelingen counts. All of this is of
Regiokaart itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np

from regiokaart.congruence.pair.crosstab import BoolArray, FloatArray, IntArray
from regiokaart.congruence.pair.pairs import Congruence
from regiokaart.congruence.steps.steps import Steps, cheapest_first, mean_before_and_after


@dataclass(frozen=True, eq=False)
class RegionSteps(Steps):
    """Steps in which A takes over one region of B.

    Attributes
    ----------
    region : ndarray of int64, shape (s,)
        Region of B that is taken over.
    having : ndarray of bool, shape (s, k)
        Which indelingen have exactly that region; B is one of them.
    grown_from : ndarray of int64, shape (s,)
        Region of A that becomes it; -1 where it is a new one.
    """

    region: IntArray
    having: BoolArray
    grown_from: IntArray


def region_steps(labels: IntArray, weights: FloatArray, inhabitants: FloatArray) -> RegionSteps:
    """Try for every two indelingen each region of the one in the other.

    Regions that A has already are left out. Where several indelingen have the same region it is
    one step, with for B the one that leaves the least gain when it is left out.

    Parameters
    ----------
    labels : ndarray of int64, shape (k, n)
        Region of each gemeente in each indeling, counted from 0; -1 for none.
    weights : ndarray of float64, shape (n,)
        What the V-measure is weighted by.
    inhabitants : ndarray of float64, shape (n,)
        By which the gemeenten that move are counted, and as few as possible chosen.

    Raises
    ------
    ValueError
        When there are fewer than three indelingen: then there is no other to fit.
    """
    k = len(labels)
    if k < 3:
        raise ValueError("steps need at least three indelingen")
    values = Congruence(labels, weights[np.newaxis]).matrix()
    found: dict[tuple[int, bytes], _Step] = {}
    for a, b in permutations(range(k), 2):
        before, afters = mean_before_and_after(values, a, b, _fits(labels, weights, a, b))
        both = (labels[a] >= 0) & (labels[b] >= 0)
        for region in np.unique(labels[b, both]).tolist():
            members = both & (labels[b] == region)
            grown_from, moving = _moves(labels[a], members, inhabitants)
            if not moving.any():
                continue
            after = float(afters[region])
            step = _Step(a, b, region, [b], grown_from, before, after, moving)
            same = found.setdefault((a, members.tobytes()), step)
            if same is not step:
                step.having.extend(same.having)
                least = step if after - before < same.after - same.before else same
                least.having[:] = step.having
                found[a, members.tobytes()] = least
    return _sorted(list(found.values()), labels.shape, inhabitants)


@dataclass(frozen=True, eq=False)
class _Step:
    """One row of `RegionSteps`."""

    follower: int
    leader: int
    region: int
    having: list[int]
    grown_from: int
    before: float
    after: float
    moving: BoolArray


def _sorted(found: list[_Step], shape: tuple[int, ...], inhabitants: FloatArray) -> RegionSteps:
    k, n = shape
    moving = np.array([step.moving for step in found], dtype=bool).reshape(-1, n)
    people = moving @ inhabitants
    gain = np.array([step.after - step.before for step in found])
    having = np.zeros((len(found), k), dtype=bool)
    for row, step in zip(having, found, strict=True):
        row[step.having] = True
    order = cheapest_first(gain, people)
    steps = [found[i] for i in order]

    def whole(values: list[int]) -> IntArray:
        return np.array(values, dtype=np.int64)

    return RegionSteps(
        whole([step.follower for step in steps]),
        whole([step.leader for step in steps]),
        np.array([step.before for step in steps]),
        np.array([step.after for step in steps]),
        moving[order],
        people[order],
        whole([step.region for step in steps]),
        having[order],
        whole([step.grown_from for step in steps]),
    )


def _moves(labels: IntArray, members: BoolArray, inhabitants: FloatArray) -> tuple[int, BoolArray]:
    """Find which region of A becomes one of these members, and who moves then.

    Most stay put when a region becomes it of which most are members; the rest of that region
    is on its own then. Otherwise it is a new region, and all its members move.
    """
    size = np.bincount(labels[labels >= 0], inhabitants[labels >= 0])
    shared = np.bincount(labels[members], inhabitants[members], minlength=len(size))
    stays = 2 * shared - size
    best = int(stays.argmax())
    if stays[best] <= 0:
        return -1, members
    return best, members ^ (labels == best)


def _fits(labels: IntArray, weights: FloatArray, a: int, b: int) -> FloatArray:
    """V-measure with every indeling when A takes over each region of B. Shape (regions, k).

    Only the cells of a crosstab that the region touches change, so entropies are adjusted
    instead of computed anew. With f(x) = x log2 x, N H(A) = f(N) - the sum of f over the regions.
    """
    k = len(labels)
    row, region = labels[a], labels[b]
    rows, columns = int(row.max(initial=-1)) + 1, int(labels.max(initial=-1)) + 1
    regions = int(region.max(initial=-1)) + 1
    other, unit = np.nonzero((labels >= 0) & (row >= 0))
    weight, i, j, c = weights[unit], row[unit], region[unit], labels[other, unit]
    taken = j >= 0

    def total(keys: IntArray, size: int, chosen: BoolArray | slice = slice(None)) -> FloatArray:
        return np.bincount(keys[chosen], weight[chosen], size).astype(np.float64)

    def change(group: IntArray, size: int) -> FloatArray:
        """Change of the sum of f over groups of units, per other indeling and region of B."""
        before = total(group, size)
        cells, place = np.unique(group[taken] * regions + j[taken], return_inverse=True)
        left = before[cells // regions] - np.bincount(place, weight[taken])
        adjusted = _f(np.maximum(left, 0)) - _f(before[cells // regions])
        first = np.unique(place, return_index=True)[1]
        at = (other[taken] * regions + j[taken])[first]
        return np.bincount(at, adjusted, k * regions).astype(np.float64).reshape(k, regions)

    size_a, size_ac = k * rows, k * rows * columns
    of_a, of_ac = other * rows + i, (other * rows + i) * columns + c
    covered = total(other, k)
    sum_a = np.bincount(np.arange(size_a) // rows, _f(total(of_a, size_a)), k)
    sum_c = _f(total(other * columns + c, k * columns)).reshape(k, columns).sum(axis=1)
    sum_ac = _f(total(of_ac, size_ac)).reshape(k, -1).sum(axis=1)
    new = _f(total(other * regions + j, k * regions, taken)).reshape(k, regions)
    new_c = total((other * regions + j) * columns + c, k * regions * columns, taken)
    sum_a_after = sum_a[:, None] + change(of_a, size_a) + new
    sum_ac_after = (
        sum_ac[:, None]
        + change(of_ac, size_ac)
        + _f(new_c).reshape(k, regions, columns).sum(axis=2)
    )
    h_a, h_c = _f(covered)[:, None] - sum_a_after, (_f(covered) - sum_c)[:, None]
    h_ac = _f(covered)[:, None] - sum_ac_after
    total_h = h_a + h_c
    nothing = total_h <= 1e-12 * np.maximum(_f(covered), 1)[:, None]  # one region each: they fit
    fit = 2 * (total_h - h_ac) / np.where(nothing, 1, total_h)
    return np.asarray(np.where(nothing, 1.0, fit)).T


def _f(values: FloatArray) -> FloatArray:
    return np.asarray(values * np.log2(np.where(values > 0, values, 1)))
