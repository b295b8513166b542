"""Pieces: what two indelingen cut the gemeenten into, and what a pair can be compared on.

A piece is the part of a gemeente that lies in one region of A and one of B. Where neither divides
a gemeente it is a piece by itself. Where one divides it and the other does not, the pieces are
the rows of the one that does, and nothing needs to be guessed. Where both divide it, how their
shares lie over each other is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from regiokaart.congruence.pair.crosstab import FloatArray, IntArray
from regiokaart.model import Indeling, Verdeling

ROUNDING = 1e-6  # shares of a gemeente are written in nine digits


class Basis(IntEnum):
    """What a pair of indelingen can be compared on; which figures it has follows from that."""

    WHOLE = 0
    """Whole gemeenten: every measure has a meaning."""
    PIECES = 1
    """Pieces of gemeenten: every measure but those that count whole units (Rand, AMI)."""
    PAIRS = 2
    """Pairs of gemeenten that share at least one region, because regions overlap."""
    NONE = 3
    """Nothing: both divide the same gemeenten, and how is unknown."""

    @property
    def reden(self) -> str:
        """Dutch sentences that say why figures are missing; empty where none is."""
        return _REDEN[self]


_REDEN = {
    Basis.WHOLE: "",
    Basis.PIECES: (
        "Een van beide indelingen verdeelt gemeenten over regio's. Er is gerekend met delen van "
        "gemeenten, naar oppervlakte: cijfers naar inwoners zijn daarmee geschat. Maten die hele "
        "gemeenten tellen (Rand, AMI) zijn er niet."
    ),
    Basis.PAIRS: (
        "In een van beide indelingen horen gemeenten bij meer regio's tegelijk. Dan zijn alleen "
        "paren van gemeenten te tellen die een regio delen (Wallace tussen gemeenten en Jaccard)."
    ),
    Basis.NONE: (
        "Beide indelingen verdelen dezelfde gemeenten over regio's. Welke delen zij gemeen hebben "
        "is niet bekend, dus zijn zij niet te vergelijken; kies er een die gemeentegrenzen volgt."
    ),
}


@dataclass(frozen=True, eq=False)
class Members:
    """Who belongs where in one indeling: m rows, each a gemeente in a regio with a share.

    Attributes
    ----------
    gemeente, regio : ndarray of int64, shape (m,)
    share : ndarray of float64, shape (m,)
        Part of the area of the gemeente, above 0 to 1.
    verdeling : Verdeling
        How the gemeenten are divided.
    """

    gemeente: IntArray
    regio: IntArray
    share: FloatArray
    verdeling: Verdeling

    @classmethod
    def of(cls, indeling: Indeling) -> Members:
        """Take the members of an indeling."""
        rows = indeling.lidmaatschap
        return cls(rows.gemeente, rows.regio, rows.aandeel, indeling.verdeling)

    @classmethod
    def of_labels(cls, labels: IntArray) -> Members:
        """Take each gemeente with a label, -1 for none, as wholly a member."""
        gemeente = np.flatnonzero(labels >= 0)
        return cls(gemeente, labels[gemeente], np.ones(len(gemeente)), Verdeling.HEEL)

    def equals(self, other: Members) -> bool:
        """Whether the same gemeenten are in the same regio's for the same share."""
        return all(
            np.array_equal(one, two)
            for one, two in zip(self._ordered(), other._ordered(), strict=True)
        )

    def _ordered(self) -> tuple[IntArray, IntArray, FloatArray]:
        order = np.lexsort((self.regio, self.gemeente))
        return self.gemeente[order], self.regio[order], self.share[order]

    def covered(self, n: int) -> FloatArray:
        """Part of each of `n` gemeenten that lies in any regio. Shape (n,).

        Of regio's that overlap is not known how much they cover together: then a gemeente counts
        for the sum of its shares, at most 1.
        """
        together = np.bincount(self.gemeente, self.share, minlength=n)
        return np.where(together > 1 - ROUNDING, 1.0, together)


@dataclass(frozen=True, eq=False)
class Pieces:
    """The m pieces into which two indelingen cut the gemeenten.

    Attributes
    ----------
    gemeente : ndarray of int64, shape (m,)
        Position of the gemeente of which each is a piece.
    labels : ndarray of int64, shape (2, m)
        Region of A and of B in which each lies, -1 for none.
    share : ndarray of float64, shape (m,)
        Part of the gemeente, by area, above 0 to 1.
    """

    gemeente: IntArray
    labels: IntArray
    share: FloatArray

    def weights(self, weights: FloatArray) -> FloatArray:
        """Divide weights of gemeenten, shape (w, n), over their pieces by area: shape (w, m).

        This is exact for the area. For inhabitants it supposes that they live evenly spread over
        their gemeente.
        """
        divided: FloatArray = weights[:, self.gemeente] * self.share
        return divided


def compare_on(a: Members, b: Members, n: int) -> tuple[Basis, Pieces | None]:
    """Tell what two indelingen of `n` gemeenten can be compared on, with their pieces if any."""
    if Verdeling.OVERLAPPEND in (a.verdeling, b.verdeling):
        return Basis.PAIRS, None
    found = pieces(a, b, n)
    if found is None:
        return Basis.NONE, None
    whole = a.verdeling is b.verdeling is Verdeling.HEEL
    return (Basis.WHOLE if whole else Basis.PIECES), found


def pieces(a: Members, b: Members, n: int) -> Pieces | None:
    """Cut `n` gemeenten into pieces, or return None where both divide the same gemeente.

    Neither may overlap. Equal members are taken to be the same division: then the pieces are
    their rows, and an indeling equals itself.
    """
    rows_a, rows_b = _with_rest(a, n), _with_rest(b, n)
    if a.equals(b):
        gemeente, regio, share = rows_a
        return Pieces(gemeente, np.stack([regio, regio]), share)
    count_a, count_b = (np.bincount(rows[0], minlength=n) for rows in (rows_a, rows_b))
    if np.any((count_a > 1) & (count_b > 1)):
        return None
    # Where one has several rows for a gemeente the other has one, which is repeated.
    count = np.maximum(count_a, count_b)
    gemeente = np.repeat(np.arange(n), count)
    place = np.arange(len(gemeente)) - np.repeat(np.cumsum(count) - count, count)

    def at(counts: IntArray) -> IntArray:
        starts = np.cumsum(counts) - counts
        rows: IntArray = starts[gemeente] + np.minimum(place, counts[gemeente] - 1)
        return rows

    (_, regio_a, share_a), (_, regio_b, share_b) = rows_a, rows_b
    at_a, at_b = at(count_a), at(count_b)
    labels = np.stack([regio_a[at_a], regio_b[at_b]])
    return Pieces(gemeente, labels, share_a[at_a] * share_b[at_b])


def _with_rest(members: Members, n: int) -> tuple[IntArray, IntArray, FloatArray]:
    """Rows ordered by gemeente and regio, with one in regio -1 for what lies in none."""
    rest = 1 - members.covered(n)
    outside = np.flatnonzero(rest > 0)
    gemeente = np.concatenate([members.gemeente, outside])
    regio = np.concatenate([members.regio, np.full(len(outside), -1)])
    share = np.concatenate([members.share, rest[outside]])
    order = np.lexsort((regio, gemeente))
    return gemeente[order], regio[order], share[order]
