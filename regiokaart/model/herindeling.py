"""Herindelingen: carry a membership from the gemeenten of one year to those of another.

A gemeente that lives on keeps its regio. One that was formed from others has the regio they had
in common; where they came from different regio's the result is uncertain, and every regio that is
possible is named with the share of the inhabitants that came from it, as far as that is known.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from regiokaart.model.gemeenten import Gemeentelijst
from regiokaart.model.indeling import Indeling, Lidmaatschap, Methode

UNKNOWN = math.nan
NO_REGIO = -1
_ALL = 1 - 1e-9  # shares of parts that joined again need not add up to exactly 1


class Wijziging(StrEnum):
    """What a herindeling did to a gemeente."""

    SAMENGEVOEGD = "samengevoegd"
    GESPLITST = "gesplitst"
    HERNOEMD = "hernoemd"


@dataclass(frozen=True)
class Herindeling:
    """One gemeente that ended, or one part of it, and the gemeente it went to.

    Attributes
    ----------
    oud, nieuw : str
        CBS codes such as ``GM0788``.
    oude_naam : str
        Name of the gemeente that ended.
    datum : date
        Day on which it took effect.
    soort : Wijziging
        A gemeente that was split has a row for every part.
    aandeel : float
        Share of its inhabitants that went to `nieuw`; 1 for all of it, NaN when not known.
    toelichting : str
        Which part went where, and the source; may be empty.
    """

    oud: str
    nieuw: str
    oude_naam: str
    datum: date
    soort: Wijziging
    aandeel: float
    toelichting: str


@dataclass(frozen=True)
class Part:
    """What one gemeente of the first list gave to one of the second.

    Attributes
    ----------
    source : int
        Position in the first list.
    whole : bool
        Whether all of that gemeente went here.
    share : float
        Share of the inhabitants of the second gemeente that this part makes; NaN when not known.
    """

    source: int
    whole: bool
    share: float


@dataclass(frozen=True)
class Transition:
    """How the gemeenten of one list became those of another.

    Attributes
    ----------
    source, target : tuple of str
        Codes of both lists.
    parts : tuple of tuple of Part
        What each target was formed from, in the order of the source; empty when not known.
    lost : tuple of str
        Codes of the source that became no target.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    parts: tuple[tuple[Part, ...], ...]
    lost: tuple[str, ...]

    def wijziging(self, target: int) -> Wijziging | None:
        """Say what herindeling made of the gemeente at this position; None when it lived on."""
        parts = self.parts[target]
        if len(parts) > 1:
            return Wijziging.SAMENGEVOEGD
        if parts and not parts[0].whole:
            return Wijziging.GESPLITST
        if parts and self.source[parts[0].source] != self.target[target]:
            return Wijziging.HERNOEMD
        return None


@dataclass(frozen=True, eq=False)
class Carried:
    """A membership carried to n other gemeenten.

    Attributes
    ----------
    labels : ndarray of int64, shape (n,)
        Regio of each gemeente, -1 for none; the likeliest where it is uncertain.
    certain : ndarray of bool, shape (n,)
        False where the gemeenten it was formed from had different regio's.
    alternatives : tuple of tuple of (int, float)
        Every possible regio of each gemeente with its share of the inhabitants (NaN when not
        known), the one in `labels` first.
    """

    labels: npt.NDArray[np.int64]
    certain: npt.NDArray[np.bool_]
    alternatives: tuple[tuple[tuple[int, float], ...], ...]


def carry(
    labels: npt.NDArray[np.int64],
    source: Sequence[str],
    target: Sequence[str],
    herindelingen: Sequence[Herindeling],
    inwoners: npt.NDArray[np.float64] | None = None,
) -> Carried:
    """Carry the labels of one list of gemeenten to another.

    Parameters
    ----------
    labels : ndarray of int64, shape (m,)
        Regio of each gemeente of `source`, -1 for none.
    source, target : sequence of str
        Codes of m and n gemeenten; either list may be the older one.
    herindelingen : sequence of Herindeling
    inwoners : ndarray of float64, shape (m,), optional
        Inhabitants of each gemeente of `source`, NaN where not known.

    Returns
    -------
    Carried

    Examples
    --------
    >>> merger = [
    ...     Herindeling("GM0003", "GM1979", "", date(2021, 1, 1), Wijziging.SAMENGEVOEGD, 1, ""),
    ...     Herindeling("GM0010", "GM1979", "", date(2021, 1, 1), Wijziging.SAMENGEVOEGD, 1, ""),
    ... ]
    >>> labels, people = np.array([5, 8]), np.array([1000.0, 3000.0])
    >>> carry(labels, ["GM0003", "GM0010"], ["GM1979"], merger, people).alternatives
    (((8, 0.75), (5, 0.25)),)
    """
    return carry_labels(labels, transition(source, target, herindelingen, inwoners))


def transition(
    source: Sequence[str],
    target: Sequence[str],
    herindelingen: Sequence[Herindeling],
    inwoners: npt.NDArray[np.float64] | None = None,
    inwoners_target: npt.NDArray[np.float64] | None = None,
) -> Transition:
    """Find how the gemeenten of one list became those of another.

    A code in both lists is the same gemeente. Other codes are followed along the herindelingen:
    forward from those of `source`, and back in time from those of `target`.

    Parameters
    ----------
    source, target : sequence of str
        Codes, unique within each list; either may be the older one.
    herindelingen : sequence of Herindeling
    inwoners : ndarray of float64, shape (m,), optional
        Inhabitants of each gemeente of `source`, NaN where not known.
    inwoners_target : ndarray of float64, shape (n,), optional
        Inhabitants of each gemeente of `target`. What the other parts leave of them stands in for
        the inhabitants of a gemeente that kept its code, where those are not known.
    """
    people = np.full(len(source), UNKNOWN) if inwoners is None else inwoners
    whole = np.full(len(target), UNKNOWN) if inwoners_target is None else inwoners_target
    position = {code: i for i, code in enumerate(source)}
    place = {code: i for i, code in enumerate(target)}
    ended: dict[str, list[Herindeling]] = defaultdict(list)
    for change in herindelingen:
        ended[change.oud].append(change)

    found: dict[int, list[tuple[int, bool, float]]] = defaultdict(list)
    lost = []
    for code, i in position.items():
        went_to = _follow(code, place, ended)
        for new, share in went_to.items():
            found[place[new]].append((i, share > _ALL, share * float(people[i])))
        if not went_to:
            lost.append(code)
    for code, j in place.items():
        if code not in position:
            for new, share in _follow(code, position, ended).items():
                found[j].append((position[new], False, share))
                if new in lost:
                    lost.remove(new)
    return Transition(
        source=tuple(source),
        target=tuple(target),
        parts=tuple(_parts(found[j], position.get(code), whole[j]) for code, j in place.items()),
        lost=tuple(lost),
    )


def carry_labels(labels: npt.NDArray[np.int64], course: Transition) -> Carried:
    """Carry labels of shape (m,) along a transition.

    Of several regio's the likeliest is the one with most inhabitants. Where those are not known
    it is the regio of the gemeente that kept its code, or else of most gemeenten that came whole.
    """
    alternatives = [_alternatives(labels, course, j) for j in range(len(course.target))]
    return Carried(
        labels=np.array([found[0][0] for found in alternatives], dtype=np.int64),
        certain=np.array([len(found) == 1 for found in alternatives], dtype=np.bool_),
        alternatives=tuple(alternatives),
    )


def carry_indeling(
    indeling: Indeling, source: Gemeentelijst, target: Gemeentelijst, course: Transition
) -> Indeling:
    """Write an indeling over other gemeenten, explaining every row that herindeling touched.

    The other regio's from which a gemeente was formed become alternatives of its row, beside those
    that the rows of its parts had.

    Raises
    ------
    ValueError
        When a gemeente is in several regio's of the indeling, or in one for a share only.
    """
    carried = carry_labels(indeling.labels(len(source)), course)
    original = dict(zip(indeling.lidmaatschap.gemeente.tolist(), _rows(indeling), strict=True))
    uncertain = set(indeling.onzeker.tolist())
    rows = indeling.lidmaatschap
    known = dict(zip(rows.gemeente.tolist(), rows.alternatief or ((),) * len(rows), strict=True))
    members = np.flatnonzero(carried.labels != NO_REGIO)
    methods, notes, others = [], [], []
    for j in members.tolist():
        parts = course.parts[j]
        if course.wijziging(j) is None:
            method, note = original[parts[0].source]
        else:
            names = ", ".join(
                source.namen[part.source] + ("" if part.whole else " (deel)") for part in parts
            )
            method, note = Methode.OVERGENOMEN, f"na herindeling; in {source.peiljaar}: {names}"
        if any(part.source in uncertain for part in parts):
            method = Methode.ONZEKER
        if not carried.certain[j]:
            method = Methode.ONZEKER
            note += "; " + _choices(indeling, carried.alternatives[j])
        methods.append(method)
        notes.append(note)
        possible = {label for label, _ in carried.alternatives[j]}
        possible.update(label for part in parts for label in known.get(part.source, ()))
        others.append(tuple(sorted(possible - {int(carried.labels[j])})))
    lidmaatschap = Lidmaatschap(
        gemeente=members,
        regio=carried.labels[members],
        aandeel=np.ones(len(members)),
        methode=tuple(methods),
        toelichting=tuple(notes),
        alternatief=tuple(others) if any(others) else (),
    )
    moved = (
        f"Van de gemeenten van {source.peiljaar} overgebracht naar die van {target.peiljaar}, "
        "langs de herindelingen."
    )
    werkwijze = " ".join(filter(None, (indeling.werkwijze, moved)))
    return replace(indeling, lidmaatschap=lidmaatschap, werkwijze=werkwijze)


def _follow(
    code: str,
    wanted: Mapping[str, int],
    ended: Mapping[str, Sequence[Herindeling]],
    since: date = date.min,
) -> dict[str, float]:
    """Find what became of a gemeente among the `wanted` codes, with the share that went there."""
    if code in wanted:
        return {code: 1.0}
    found: dict[str, float] = {}
    for change in ended.get(code, ()):
        if change.datum > since:  # an old code may have been given out again
            for new, share in _follow(change.nieuw, wanted, ended, change.datum).items():
                found[new] = found.get(new, 0.0) + share * change.aandeel
    return found


def _parts(
    found: Sequence[tuple[int, bool, float]], kept: int | None, inhabitants: float
) -> tuple[Part, ...]:
    """Turn (source, whole, inhabitants) of what formed a gemeente into shares of it.

    `kept` is the position of the source with the same code and `inhabitants` the number of the
    gemeente that was formed.
    """
    if len(found) == 1:
        return tuple(Part(source, whole, 1.0) for source, whole, _ in found)
    amounts = {source: amount for source, _, amount in found}
    if kept is not None and math.isnan(amounts[kept]):
        rest = float(inhabitants) - sum(amounts[source] for source in amounts if source != kept)
        amounts[kept] = rest if rest > 0 else UNKNOWN
    total = sum(amounts.values())
    return tuple(
        Part(source, whole, amounts[source] / total if total > 0 else UNKNOWN)
        for source, whole, _ in sorted(found, key=lambda part: part[0])
    )


def _alternatives(
    labels: npt.NDArray[np.int64], course: Transition, target: int
) -> tuple[tuple[int, float], ...]:
    parts = course.parts[target]
    if not parts:
        return ((NO_REGIO, UNKNOWN),)
    by_label: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        by_label[int(labels[part.source])].append(part)
    shares = {label: sum(part.share for part in found) for label, found in by_label.items()}
    known = not any(math.isnan(share) for share in shares.values())

    def weight(label: int) -> tuple[float, bool, int]:
        found = by_label[label]
        same = any(course.source[part.source] == course.target[target] for part in found)
        return (shares[label] if known else 0.0, same, sum(part.whole for part in found))

    return tuple((label, shares[label]) for label in sorted(by_label, key=weight, reverse=True))


def _rows(indeling: Indeling) -> list[tuple[Methode, str]]:
    rows = indeling.lidmaatschap
    return list(zip(rows.methode, rows.toelichting, strict=True))


def _choices(indeling: Indeling, alternatives: Sequence[tuple[int, float]]) -> str:
    """Dutch clause that names the regio's from which a gemeente was formed, with their shares."""
    names = [
        (indeling.regios[label].naam if label != NO_REGIO else "geen regio")
        + ("" if math.isnan(share) else f" ({share:.0%})")
        for label, share in alternatives
    ]
    return "delen uit " + ", ".join(names)
