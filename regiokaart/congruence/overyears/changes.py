"""What became of an indeling between two years: redrawn, or only followed a herindeling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from regiokaart.model import Gemeentelijst, Herindeling, Indeling, Jaargang, Transition, Wijziging
from regiokaart.model.herindeling import NO_REGIO, Carried, carry_labels, transition


class Gebeurtenis(StrEnum):
    """What happened to the regio of a gemeente."""

    GEWIJZIGD = "gewijzigd"
    SAMENGEVOEGD = "samengevoegd"
    BEIDE = "samengevoegd en gewijzigd"


class Redrawing(StrEnum):
    """How a gemeente came to be in another regio."""

    MOVED = "moved"
    REGIO_ABSORBED = "absorbed"
    REGIO_SPLIT_OFF = "split off"


@dataclass(frozen=True)
class Change:
    """What happened to one gemeente of the later year.

    Attributes
    ----------
    gemeente : int
        Position in the later list.
    wat : Gebeurtenis
    was : tuple of (int, float)
        Every regio from which it came with its share of the inhabitants (NaN when not known),
        the likeliest first; -1 for none.
    now : int
        Its regio in the later year, -1 for none.
    how : Redrawing or None
        None where the regio was not redrawn.
    """

    gemeente: int
    wat: Gebeurtenis
    was: tuple[tuple[int, float], ...]
    now: int
    how: Redrawing | None

    @property
    def certain(self) -> bool:
        """Whether all of it came from one regio."""
        return len(self.was) == 1


@dataclass(frozen=True, eq=False)
class Course:
    """An indeling in two years, and what happened in between.

    Attributes
    ----------
    before, after : Indeling
        Each over the gemeenten of its own year.
    van, tot : Gemeentelijst
        The gemeenten of both years.
    inwoners : ndarray of float64, shape (n,)
        Inhabitants of the gemeenten of the second year, NaN where not known.
    transition : Transition
        How the gemeenten of the first became those of the second.
    changes : tuple of Change
        In the order of the gemeenten of the second year; those where nothing happened left out.
    """

    before: Indeling
    after: Indeling
    van: Gemeentelijst
    tot: Gemeentelijst
    inwoners: npt.NDArray[np.float64]
    transition: Transition
    changes: tuple[Change, ...]

    @property
    def redrawn(self) -> tuple[Change, ...]:
        """The gemeenten in another regio than could follow from herindeling."""
        return tuple(change for change in self.changes if change.how is not None)

    @property
    def merged(self) -> tuple[Change, ...]:
        """The gemeenten that were formed from others."""
        return tuple(change for change in self.changes if change.wat is not Gebeurtenis.GEWIJZIGD)


def follow(
    indeling_id: str, first: Jaargang, second: Jaargang, herindelingen: Sequence[Herindeling]
) -> Course:
    """Find what happened to an indeling between two years, per gemeente of the second.

    A regio lives on in the one of the second year with most of its gemeenten, if that one has
    most of its own gemeenten from it too. A gemeente that is not in the regio that lives on is
    *gewijzigd*. One that was formed from others is *samengevoegd*; where these came from several
    regio's, being in one of them is no redrawing, because it had to be in one.

    Raises
    ------
    KeyError
        When a year does not have this indeling.
    ValueError
        When a gemeente is in several regio's of it, or in one for a share only.
    """
    before, after = first.get(indeling_id), second.get(indeling_id)
    if before is None or after is None:
        raise KeyError(indeling_id)
    course = transition(
        first.gemeenten.codes,
        second.gemeenten.codes,
        herindelingen,
        first.inwoners,
        second.inwoners,
    )
    carried = carry_labels(before.labels(len(first.gemeenten)), course)
    labels = after.labels(len(second.gemeenten))
    lives_on = _Succession(carried, labels, len(before), len(after), second.inwoners)
    changes = []
    for j, now in enumerate(labels.tolist()):
        was = carried.alternatives[j]
        formed = course.wijziging(j) in (Wijziging.SAMENGEVOEGD, Wijziging.GESPLITST)
        how = None if any(lives_on.same(label, now) for label, _ in was) else lives_on.how(was, now)
        if how is not None:
            wat = Gebeurtenis.BEIDE if formed else Gebeurtenis.GEWIJZIGD
        elif formed:
            wat = Gebeurtenis.SAMENGEVOEGD
        else:
            continue
        changes.append(Change(j, wat, was, now, how))
    return Course(
        before=before,
        after=after,
        van=first.gemeenten,
        tot=second.gemeenten,
        inwoners=second.inwoners,
        transition=course,
        changes=tuple(changes),
    )


class _Succession:
    """Which regio's of two years are one another's continuation, by their gemeenten."""

    def __init__(
        self,
        carried: Carried,
        labels: npt.NDArray[np.int64],
        before: int,
        after: int,
        inwoners: npt.NDArray[np.float64],
    ) -> None:
        known = (carried.labels >= 0) & (labels >= 0)
        people = np.nan_to_num(inwoners[known])
        # Inhabitants decide between equal numbers of gemeenten: together they count for less
        # than one of them.
        weight = 1 + people / (people.sum() + 1)
        crosstab = np.zeros((before, after))
        np.add.at(crosstab, (carried.labels[known], labels[known]), weight)
        self._heir = _best(crosstab)
        self._origin = _best(crosstab.T)

    def same(self, before: int, after: int) -> bool:
        if NO_REGIO in (before, after):
            return before == after
        return self._heir[before] == after and self._origin[after] == before

    def how(self, was: Sequence[tuple[int, float]], now: int) -> Redrawing:
        labels = [label for label, _ in was if label != NO_REGIO]
        if now != NO_REGIO and any(self._heir[label] == now for label in labels):
            return Redrawing.REGIO_ABSORBED
        if now != NO_REGIO and self._origin[now] in labels:
            return Redrawing.REGIO_SPLIT_OFF
        return Redrawing.MOVED


def _best(crosstab: npt.NDArray[np.float64]) -> list[int]:
    """Column with the largest value of each row, -1 for an empty row."""
    if not crosstab.size:
        return [NO_REGIO] * len(crosstab)
    best = np.where(crosstab.max(axis=1) > 0, crosstab.argmax(axis=1), NO_REGIO)
    return [int(column) for column in best]
