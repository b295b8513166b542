"""Borders between gemeenten: for which indelingen each is a border between regio's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from regiokaart.congruence.pair.crosstab import BoolArray, FloatArray, IntArray
from regiokaart.model import Catalogus, Gebied, Indeling, Methode


@dataclass(frozen=True, eq=False)
class Borders:
    """The b land borders between gemeenten, and what k indelingen make of them.

    Attributes
    ----------
    pairs : ndarray of int64, shape (b, 2)
        The two gemeenten of each border, the smaller position first, ordered.
    length : ndarray of float64, shape (b,)
        Metres, on the most detailed boundaries.
    known : ndarray of bool, shape (k, b)
        Whether the indeling has a regio on both sides.
    cut : ndarray of bool, shape (k, b)
        Whether it has different regio's on the two sides: a region border.
    surely, possibly : ndarray of bool, shape (k, b)
        The same whatever, and for at least one of, the regio's that uncertain gemeenten may be in.
        Where no source names these they may be any.
    """

    pairs: IntArray
    length: FloatArray
    known: BoolArray
    cut: BoolArray
    surely: BoolArray
    possibly: BoolArray

    @property
    def count(self) -> IntArray:
        """Number of indelingen for which each border is a region border. Shape (b,)."""
        return np.asarray(self.cut.sum(axis=0))

    @property
    def of(self) -> IntArray:
        """Number of indelingen that know each border. Shape (b,)."""
        return np.asarray(self.known.sum(axis=0))

    @property
    def order(self) -> IntArray:
        """Positions from hard to soft: by count, share of those that know it, and length."""
        with np.errstate(invalid="ignore"):
            share = np.nan_to_num(self.count / self.of)
        return np.lexsort((-self.length, -share, -self.count))


@dataclass(frozen=True, eq=False)
class BorderCongruence:
    """How far the region borders of each pair of indelingen are the same.

    Pairs are numbered (0, 1), (0, 2) ... (1, 2) ...; only borders that both indelingen know
    count. The last axis holds the number of borders and their length in metres.

    Attributes
    ----------
    a, b : ndarray of int64, shape (p,)
        Positions of the indelingen of each pair.
    known : ndarray of float64, shape (p, 2)
        All borders that count.
    of_a, of_b, both : ndarray of float64, shape (p, 2)
        Region borders in A, in B, and in both.
    doubtful : ndarray of int64, shape (p,)
        Number of borders of which it is uncertain whether they are one in A or in B.
    """

    a: IntArray
    b: IntArray
    known: FloatArray
    of_a: FloatArray
    of_b: FloatArray
    both: FloatArray
    doubtful: IntArray

    @property
    def either(self) -> FloatArray:
        """Region borders in A, in B or in both. Shape (p, 2)."""
        return self.of_a + self.of_b - self.both

    @property
    def congruence(self) -> FloatArray:
        """Share of `either` that is in both; NaN without any. Shape (p, 2)."""
        return _ratio(self.both, self.either)

    @property
    def a_in_b(self) -> FloatArray:
        """Share of the region borders of A that are one in B; NaN without any. Shape (p, 2)."""
        return _ratio(self.both, self.of_a)

    @property
    def b_in_a(self) -> FloatArray:
        """Share of the region borders of B that are one in A; NaN without any. Shape (p, 2)."""
        return _ratio(self.both, self.of_b)


def borders_of(catalogus: Catalogus, gebied: Gebied, indelingen: Sequence[Indeling]) -> Borders:
    """Tell for every land border between gemeenten which indelingen have a region border there.

    Parameters
    ----------
    catalogus : Catalogus
    gebied : Gebied
        Polygons in the order of the gemeenten.
    indelingen : sequence of k Indeling

    Raises
    ------
    ValueError
        When a gemeente is in several regio's of an indeling, or in one for a share only.
    """
    pairs, length = gebied.neighbours
    labels = np.array([catalogus.labels(i) for i in indelingen], dtype=np.int64)
    sides = labels.reshape(len(indelingen), len(catalogus.gemeenten))[:, pairs]
    known = np.all(sides >= 0, axis=2)
    cut: BoolArray = known & (sides[:, :, 0] != sides[:, :, 1])
    surely, possibly = cut.copy(), cut.copy()
    for row, indeling in enumerate(indelingen):
        options = _options(indeling)
        for border in np.flatnonzero(np.isin(pairs, list(options)).any(axis=1)).tolist():
            near, far = (
                options.get(gemeente, [regio])
                for gemeente, regio in zip(
                    pairs[border].tolist(), sides[row, border].tolist(), strict=True
                )
            )
            outcomes = [x != y and min(x, y) >= 0 for x, y in product(near, far)]
            surely[row, border], possibly[row, border] = all(outcomes), any(outcomes)
    return Borders(pairs, length, known, cut, surely, possibly)


def border_congruence(borders: Borders) -> BorderCongruence:
    """Compare the region borders of every unordered pair of indelingen."""
    cut, known = borders.cut.astype(np.float64), borders.known.astype(np.float64)
    weights = np.stack([np.ones_like(borders.length), borders.length])
    doubt = borders.surely != borders.possibly
    pairs = np.array(list(combinations(range(len(cut)), 2)), dtype=np.int64).reshape(-1, 2)
    a, b = pairs.T

    def shared(first: FloatArray, second: FloatArray) -> FloatArray:
        sums = [((first * weight) @ second.T)[a, b] for weight in weights]
        return np.stack(sums, axis=1)

    both_known = borders.known[a] & borders.known[b]
    return BorderCongruence(
        a=a,
        b=b,
        known=shared(known, known),
        of_a=shared(cut, known),
        of_b=shared(known, cut),
        both=shared(cut, cut),
        doubtful=((doubt[a] | doubt[b]) & both_known).sum(axis=1),
    )


def _options(indeling: Indeling) -> dict[int, Sequence[int]]:
    """Regio's that each uncertain gemeente may be in, -1 for none."""
    rows = indeling.lidmaatschap
    others = rows.alternatief or ((),) * len(rows)
    return {
        gemeente: (regio, *more) if more else range(len(indeling))
        for gemeente, regio, methode, more in zip(
            rows.gemeente.tolist(), rows.regio.tolist(), rows.methode, others, strict=True
        )
        if methode is Methode.ONZEKER
    }


def _ratio(part: FloatArray, whole: FloatArray) -> FloatArray:
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)
