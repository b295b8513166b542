"""What a step changes: who is in which region before it and after it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regiokaart.congruence.pair.crosstab import BoolArray, IntArray
from regiokaart.congruence.steps.steps import after_following
from regiokaart.congruence.steps.steptables import Ranking
from regiokaart.model import Indeling, Regio


@dataclass(frozen=True, eq=False)
class Change:
    """An indeling before and after a step.

    Attributes
    ----------
    a, b : Indeling
        The one that changes, and the one it follows or takes a region from.
    taken : Regio or None
        The region of B that A takes over; None when A follows B as a whole.
    before, after : ndarray of int64, shape (n,)
        Region of each gemeente in A; -1 for none.
    moving : ndarray of bool, shape (n,)
        Who changes region.
    together : ndarray of bool, shape (n,)
        Those of them that move with the largest part of their region.
    names_before, names_after : tuple of str
        Name of each region of `before` and of `after`.
    """

    a: Indeling
    b: Indeling
    taken: Regio | None
    before: IntArray
    after: IntArray
    moving: BoolArray
    together: BoolArray
    names_before: tuple[str, ...]
    names_after: tuple[str, ...]

    def region_around(self, gemeente: int) -> IntArray:
        """Return the gemeenten in the present region of one; none where it has none."""
        same = self.before == self.before[gemeente]
        return np.flatnonzero(same & (self.before >= 0))


def whole_change(ranked: Ranking, s: int) -> Change:
    """Say what a step of a whole indeling changes.

    Parameters
    ----------
    ranked : Ranking
    s : int
        Which of `ranked.steps`, from 0.
    """
    found = ranked.steps
    i, j = int(found.follower[s]), int(found.leader[s])
    a, b = ranked.indelingen[i], ranked.indelingen[j]
    before, of_b = ranked.labels[i], ranked.labels[j]
    after = after_following(before, of_b, found.moving[s])
    both = (before >= 0) & (of_b >= 0)
    names = _names(a)
    following = [*names, *[""] * (int(after.max(initial=-1)) + 1 - len(names))]
    for region, number in zip(of_b[both].tolist(), after[both].tolist(), strict=True):
        following[number] = b.regios[region].naam
    return Change(
        a,
        b,
        None,
        before,
        after,
        found.moving[s],
        found.together[s],
        names,
        tuple(following),
    )


def region_change(ranked: Ranking, s: int) -> Change:
    """Say what a step of one region changes; parameters as those of `whole_change`.

    What is left of the region that becomes it is on its own.
    """
    found = ranked.small
    i, j = int(found.follower[s]), int(found.leader[s])
    a, b = ranked.indelingen[i], ranked.indelingen[j]
    taken, grown = b.regios[int(found.region[s])], int(found.grown_from[s])
    before, moving = ranked.labels[i], found.moving[s]
    members = (before >= 0) & (ranked.labels[j] == found.region[s])
    names = _names(a)
    following = [*names, taken.naam]
    after = before.copy()
    if grown < 0:
        after[members] = len(a)
    else:
        after[members] = grown
        after[moving & ~members] = len(a)
        following = [*names, f"rest van {names[grown]}"]
        following[grown] = taken.naam
    nobody = np.zeros(len(before), dtype=bool)
    return Change(a, b, taken, before, after, moving, nobody, names, tuple(following))


def _names(indeling: Indeling) -> tuple[str, ...]:
    return tuple(regio.naam for regio in indeling.regios)
