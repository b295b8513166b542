"""What if this indeling followed that one: what it does for the others, and who changes region.

A step makes A follow B: A gets the regions of B, on the gemeenten that both cover; what B does not
cover stays with the region of A that it was in. Then A and B fit, which says nothing, so the pair
itself is left out: what counts is how A fits the *other* indelingen, before and after. All of this
is of Regiokaart itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regiokaart.congruence.pair.assignment import matched_cells
from regiokaart.congruence.pair.crosstab import (
    BoolArray,
    Crosstabs,
    FloatArray,
    IntArray,
    crosstabs,
    max_by,
)
from regiokaart.congruence.pair.pairs import Congruence

PER = 100_000
"""Number of inhabitants that a gain is written per."""


@dataclass(frozen=True, eq=False)
class Steps:
    """Steps of one indeling towards another, s of them, the cheapest first.

    What they have in common, whether A follows the whole of B or one of its regions.

    Attributes
    ----------
    follower, leader : ndarray of int64, shape (s,)
        Positions of A, which changes, and B, which it follows or takes a region from.
    before, after : ndarray of float64, shape (s,)
        Mean V-measure over all pairs but (A, B), as it is and after the step; NaN where A has
        no gemeente in common with B or with any of the others.
    moving : ndarray of bool, shape (s, n)
        Smallest set of gemeenten, in inhabitants, that changes region.
    inhabitants : ndarray of float64, shape (s,)
        Inhabitants of the gemeenten that move.
    """

    follower: IntArray
    leader: IntArray
    before: FloatArray
    after: FloatArray
    moving: BoolArray
    inhabitants: FloatArray

    def __len__(self) -> int:
        """Return the number of steps."""
        return len(self.follower)

    @property
    def gain(self) -> FloatArray:
        """How much the mean rises, shape (s,)."""
        return self.after - self.before

    @property
    def gain_per(self) -> FloatArray:
        """How much it rises per `PER` inhabitants that move; NaN where nobody does. Shape (s,)."""
        return gain_per(self.gain, self.inhabitants)


@dataclass(frozen=True, eq=False)
class WholeSteps(Steps):
    """Steps in which A follows the whole of B.

    Attributes
    ----------
    together : ndarray of bool, shape (s, n)
        Those of `moving` that move with the largest part of their region.
    """

    together: BoolArray


def steps(labels: IntArray, weights: FloatArray, inhabitants: FloatArray) -> WholeSteps:
    """Try every step of one indeling towards another. May load scipy.

    Parameters
    ----------
    labels : ndarray of int64, shape (k, n)
        Region of each gemeente in each indeling, counted from 0; -1 for none.
    weights : ndarray of float64, shape (n,)
        What the V-measure is weighted by.
    inhabitants : ndarray of float64, shape (n,)
        By which the gemeenten that move are counted, and as few as possible chosen.

    Returns
    -------
    WholeSteps
        k (k - 1) steps, by `gain_per`: one that moves nobody changes nothing and counts as 0,
        one with an unknown gain comes last. Equal ones keep the order of the indelingen.

    Raises
    ------
    ValueError
        When there are fewer than three indelingen: then there is no other.
    """
    k = len(labels)
    if k < 3:
        raise ValueError("steps need at least three indelingen")
    values = Congruence(labels, weights[np.newaxis]).matrix()
    tabs = crosstabs(labels, inhabitants[np.newaxis])
    follower, leader = np.nonzero(~np.eye(k, dtype=bool))
    pair = np.zeros((k, k), dtype=np.int64)
    pair[tabs.first, tabs.second] = pair[tabs.second, tabs.first] = np.arange(len(tabs))
    of = pair[follower, leader]
    moving, together_first, together_second = _moving(tabs)
    together = np.where((follower < leader)[:, None], together_first[of], together_second[of])
    before, after = np.array(
        [
            mean_before_and_after(values, a, b, _fit(labels, weights, values, a, b, moving[p]))
            for a, b, p in zip(follower.tolist(), leader.tolist(), of.tolist(), strict=True)
        ]
    ).T
    moves = moving[of] @ inhabitants
    after = np.where(moving[of].any(axis=1), after, before)  # without the noise of adding up
    order = cheapest_first(after - before, moves)
    return WholeSteps(
        follower[order],
        leader[order],
        before[order],
        after[order],
        moving[of][order],
        moves[order],
        together[order],
    )


def gain_per(gain: FloatArray, inhabitants: FloatArray) -> FloatArray:
    """Gain per `PER` inhabitants that move; NaN where nobody does. Shape (s,)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(inhabitants > 0, gain / inhabitants * PER, np.nan))


def cheapest_first(gain: FloatArray, inhabitants: FloatArray) -> IntArray:
    """Order steps by gain per inhabitant; moving nobody counts as 0, an unknown gain is last."""
    key = np.nan_to_num(gain_per(gain, inhabitants), nan=0.0)
    return np.argsort(np.where(np.isnan(gain), np.inf, -key), kind="stable")


def mean_before_and_after(
    values: FloatArray, a: int, b: int, fit: FloatArray
) -> tuple[float, FloatArray]:
    """Mean V-measure over all pairs but (a, b), as it is and when `a` fits the others otherwise.

    NaN where `a` has nothing in common with `b` or with any other.

    Parameters
    ----------
    values : ndarray of float64, shape (k, k)
        V-measures, NaN where there is nothing to compare.
    a, b : int
        The pair that is left out.
    fit : ndarray of float64, shape (..., k)
        V-measure of what replaces `a` with each; that with `a` and `b` is not looked at.

    Returns
    -------
    before : float
    after : ndarray of float64, shape (...)
    """
    others = np.arange(len(values))
    others = others[(others != a) & (others != b) & ~np.isnan(values[a])]
    if not len(others) or np.isnan(values[a, b]):
        return np.nan, np.full(fit.shape[:-1], np.nan)
    pairs = values[np.triu_indices(len(values), 1)]
    known = int((~np.isnan(pairs)).sum()) - (not np.isnan(values[a, b]))
    total = np.nansum(pairs) - np.nan_to_num(values[a, b])
    gained = (fit[..., others] - values[a, others]).sum(axis=-1)
    return float(total / known), np.asarray((total + gained) / known)


def _fit(
    labels: IntArray, weights: FloatArray, values: FloatArray, a: int, b: int, moving: BoolArray
) -> FloatArray:
    """V-measure with every indeling of an A that follows B. Shape (k,)."""
    if np.array_equal(labels[a] >= 0, labels[b] >= 0):
        return np.asarray(values[b])
    follows = after_following(labels[a], labels[b], moving)
    replaced = Congruence(np.vstack([labels, follows]), weights[np.newaxis])
    return np.asarray(replaced.matrix()[-1, :-1])


def after_following(labels_a: IntArray, labels_b: IntArray, moving: BoolArray) -> IntArray:
    """Region of each gemeente in A once A follows B, shape (n,).

    A region of A keeps its number where it becomes a region of B; a region of B that is new to A
    has the number after the last of A plus its own. Who B does not cover stays.

    Parameters
    ----------
    labels_a, labels_b : ndarray of int64, shape (n,)
        Region of each gemeente, -1 for none.
    moving : ndarray of bool, shape (n,)
        Who changes region.

    Examples
    --------
    >>> a, b = np.array([0, 0, 0, 1]), np.array([0, 0, 1, 2])
    >>> after_following(a, b, np.array([False, False, True, False])).tolist()
    [0, 0, 3, 1]
    """
    both = (labels_a >= 0) & (labels_b >= 0)
    stays = both & ~moving
    became = np.arange(labels_b.max(initial=-1) + 1) + labels_a.max(initial=-1) + 1
    became[labels_b[stays]] = labels_a[stays]
    follows = labels_a.copy()
    follows[both] = became[labels_b[both]]
    return follows


def _moving(tabs: Crosstabs) -> tuple[BoolArray, BoolArray, BoolArray]:
    """Tell who moves in each pair, and who of them with the largest part of their region.

    Returns
    -------
    moving, together_first, together_second : ndarray of bool, shape (p, n)
        The last two for a step of the first indeling of a pair and of the second.
    """
    people = tabs.weight
    moves = ~matched_cells(tabs)[0]
    largest_row = people[0] == max_by(people, tabs.row, len(tabs.row_pair))[0][tabs.row]
    largest_column = people[0] == max_by(people, tabs.column, len(tabs.column_pair))[0][tabs.column]
    found = np.zeros((3, *tabs.covered.shape), dtype=bool)
    where = tabs.pair[tabs.cell], tabs.unit
    for out, cells in zip(found, (moves, moves & largest_row, moves & largest_column), strict=True):
        out[where] = cells[tabs.cell]
    return found[0], found[1], found[2]
