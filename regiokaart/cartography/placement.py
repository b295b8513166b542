"""Where a map draws each gemeente of an indeling, also when it is not in one regio with all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regiokaart.congruence.region.relations import Relatie
from regiokaart.congruence.wording import counted, join_names
from regiokaart.model import Indeling
from regiokaart.model.notation import percentage

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_ROUNDING = 1e-6


@dataclass(frozen=True, eq=False)
class Placement:
    """Where each of n gemeenten is drawn on a map of an indeling with k regio's.

    Attributes
    ----------
    labels : ndarray of int64, shape (n,)
        The regio of which a gemeente has the colour: the one with its largest share. -1 where it
        is in none, or in several that overlap.
    zones : ndarray of int64, shape (n,)
        What borders are drawn around: `labels`, and from k on one number for each combination of
        regio's that overlap.
    names : tuple of str
        Name of each zone.
    members : ndarray of bool, shape (n, k)
        To which regio's a gemeente counts: all that overlap in it, or the one with its largest
        share.
    texts : tuple of str, length n
        Its regio's, with shares where it is divided; ``geen`` where it is in none.
    divided : ndarray of bool, shape (n,)
        Where `labels` is not the whole truth: it holds the regio with the largest share.
    several : ndarray of bool, shape (n,)
        Where regio's overlap.
    """

    labels: Ints
    zones: Ints
    names: tuple[str, ...]
    members: Bools
    texts: tuple[str, ...]
    divided: Bools
    several: Bools

    @property
    def uncovered(self) -> Bools:
        """Which gemeenten are in no regio at all. Shape (n,)."""
        found: Bools = ~np.any(self.members, axis=1)
        return found

    def note(self, of: str = "") -> str:
        """Dutch sentence on the gemeenten that are divided; empty where there are none.

        `of` names the regio's where there are others on the map.
        """
        number = int(np.count_nonzero(self.divided))
        if not number:
            return ""
        lies = "ligt" if number == 1 else "liggen"
        have = "zij telt" if number == 1 else "zij tellen"
        where = f"één {of}" if of else "één regio"
        return (
            f"{counted(number, 'gemeente', 'gemeenten')} {lies} niet helemaal in {where}; "
            f"{have} bij die met het grootste deel."
        )


def place(indeling: Indeling, n: int) -> Placement:
    """Find where each of `n` gemeenten is drawn.

    Of equal shares the first regio counts.
    """
    rows = indeling.lidmaatschap
    shares = np.zeros((n, len(indeling)))
    np.add.at(shares, (rows.gemeente, rows.regio), rows.aandeel)
    together = shares.sum(axis=1)
    several = together > 1 + _ROUNDING
    largest = shares.argmax(axis=1) if len(indeling) else np.zeros(n, dtype=np.int64)
    labels = np.where((together > 0) & ~several, largest, -1)
    members = shares > 0
    one = np.flatnonzero(labels >= 0)
    members[one] = False
    members[one, labels[one]] = True
    # Shares of a gemeente that borders cut through are below 1, also when it is in one regio.
    divided = (labels >= 0) & (shares.max(axis=1, initial=0) < 1 - _ROUNDING)

    names = [regio.naam for regio in indeling.regios]
    combinations = sorted({tuple(np.flatnonzero(row).tolist()) for row in members[several]})
    number = {each: len(names) + i for i, each in enumerate(combinations)}
    zones = labels.copy()
    for gemeente in np.flatnonzero(several).tolist():
        zones[gemeente] = number[tuple(np.flatnonzero(members[gemeente]).tolist())]
    return Placement(
        labels=labels,
        zones=zones,
        names=(*names, *(join_names([names[i] for i in each]) for each in combinations)),
        members=members,
        texts=_texts(shares, names),
        divided=divided,
        several=several,
    )


def relations(a: Placement, b: Placement) -> tuple[Ints, Bools]:
    """Relation between the regio's of two indelingen that each gemeente is drawn in.

    Regio's consist of the gemeenten that count to them and that both indelingen cover.

    Returns
    -------
    ndarray of int64, shape (n,)
        Values of `Relatie`; `Relatie.NIET_GEDEKT` also where a gemeente is in several regio's
        that overlap, because it then has more than one relation.
    ndarray of bool, shape (n,)
        Whether the regio of A lies within that of B.
    """
    covered = ~a.uncovered & ~b.uncovered
    ours, theirs = (each.members & covered[:, None] for each in (a, b))
    shared = ours.T.astype(np.int64) @ theirs.astype(np.int64)
    within = shared == ours.sum(axis=0)[:, None]
    contains = shared == theirs.sum(axis=0)[None, :]
    kind = np.full(shared.shape, int(Relatie.DOORSNIJDT))
    kind[within | contains] = Relatie.BINNEN
    kind[within & contains] = Relatie.SAMENVALLEND
    found = np.flatnonzero((a.labels >= 0) & (b.labels >= 0))
    cells = a.labels[found], b.labels[found]
    relation = np.full(len(covered), int(Relatie.NIET_GEDEKT))
    relation[found] = kind[cells]
    inside = np.zeros(len(covered), dtype=np.bool_)
    inside[found] = within[cells]
    return relation, inside


def _texts(shares: npt.NDArray[np.float64], names: list[str]) -> tuple[str, ...]:
    """Name the regio's of every gemeente; most are in one, whole."""
    whole = (np.count_nonzero(shares > 0, axis=1) == 1) & np.any(shares > 1 - _ROUNDING, axis=1)
    first = shares.argmax(axis=1).tolist() if len(names) else [0] * len(shares)
    return tuple(
        names[first[i]] if alone else _text(shares[i], names)
        for i, alone in enumerate(whole.tolist())
    )


def _text(shares: npt.NDArray[np.float64], names: list[str]) -> str:
    """Name the regio's of one gemeente, the largest share first."""
    order = [i for i in np.argsort(-shares, kind="stable").tolist() if shares[i] > 0]
    if not order:
        return "geen"
    if np.all(shares[order] > 1 - _ROUNDING):
        return join_names([names[i] for i in order])
    parts = [f"{names[i]} {percentage(shares[i])}" for i in order]
    rest = 1 - float(shares.sum())
    if rest > _ROUNDING:
        parts.append(f"geen {percentage(rest)}")
    return ", ".join(parts)
