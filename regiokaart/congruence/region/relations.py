"""Relations between regions of two indelingen: coinciding, nested, crossing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

import numpy as np

from regiokaart.congruence.pair.crosstab import FloatArray, IntArray, crosstabs
from regiokaart.congruence.pair.measures import nested_cells
from regiokaart.congruence.pair.pieces import Members
from regiokaart.congruence.region.meetings import Meetings, meet
from regiokaart.model import Verdeling


class Relatie(IntEnum):
    """The relation of a gemeente: between its region of A and its region of B."""

    ONBEKEND = -2
    NIET_GEDEKT = -1
    SAMENVALLEND = 0
    BINNEN = 1
    DOORSNIJDT = 2

    @property
    def tekst(self) -> str:
        """Dutch text for legends and tables."""
        return _TEKST[self]


_TEKST = {
    Relatie.ONBEKEND: "niet te bepalen",
    Relatie.NIET_GEDEKT: "niet door beide gedekt",
    Relatie.SAMENVALLEND: "samenvallend",
    Relatie.BINNEN: "ligt geheel binnen",
    Relatie.DOORSNIJDT: "doorsnijdt",
}


class RegioRelatie(StrEnum):
    """The relation of a region of A to a region of B."""

    SAMENVALLEND = "samenvallend"
    BINNEN = "ligt geheel binnen"
    OMVAT = "omvat"
    GEEN = "geen overlap"
    DOORSNIJDT = "doorsnijdt"
    ONBEKEND = "niet te bepalen"


_OF_GEMEENTE = {
    RegioRelatie.SAMENVALLEND: Relatie.SAMENVALLEND,
    RegioRelatie.BINNEN: Relatie.BINNEN,
    RegioRelatie.OMVAT: Relatie.BINNEN,
    RegioRelatie.DOORSNIJDT: Relatie.DOORSNIJDT,
    RegioRelatie.ONBEKEND: Relatie.ONBEKEND,
}


@dataclass(frozen=True, eq=False)
class Overlap:
    """A region of A and a region of B that share at least one gemeente.

    Attributes
    ----------
    a, b : int
        Positions of the regions.
    relatie : RegioRelatie
        Of the region of A to that of B.
    weight : float
        Weight they share; NaN where that is not known, because both divide a gemeente.
    low, high : float
        The least and the most they can share; equal to `weight` where that is known.
    share_a, share_b : float
        Part of the weight of each region that is shared; NaN where it has no weight, or where
        that is not known.
    gemeenten : ndarray of int64
        Positions of the shared gemeenten, ascending.
    partly : ndarray of int64
        Those of `gemeenten` of which only a part is shared, or may be.
    """

    a: int
    b: int
    relatie: RegioRelatie
    weight: float
    low: float
    high: float
    share_a: float
    share_b: float
    gemeenten: IntArray
    partly: IntArray


def gemeente_relation(labels_a: IntArray, labels_b: IntArray) -> IntArray:
    """Relation between the region of A and the region of B of each gemeente.

    Parameters
    ----------
    labels_a, labels_b : ndarray of int64, shape (n,)
        Region of each gemeente, -1 for none.

    Returns
    -------
    ndarray of int64, shape (n,)
        Values of `Relatie`. `Relatie.BINNEN` when either region lies wholly within the other.
    """
    tabs = crosstabs(np.stack([labels_a, labels_b]), np.ones((1, len(labels_a))))
    alone_in_row, alone_in_column = nested_cells(tabs)
    kind = np.full(len(tabs.pair), int(Relatie.DOORSNIJDT))
    kind[alone_in_row | alone_in_column] = Relatie.BINNEN
    kind[alone_in_row & alone_in_column] = Relatie.SAMENVALLEND
    relation = np.full(len(labels_a), int(Relatie.NIET_GEDEKT))
    relation[tabs.unit] = kind[tabs.cell]
    return relation


def relations_of_gemeenten(a: Members, b: Members, n: int) -> list[list[Relatie]]:
    """List for each of `n` gemeenten the relations between its regions of A and those of B.

    There is one where A and B keep it whole; different ones are given once each.
    """
    found: list[set[Relatie]] = [set() for _ in range(n)]
    for overlap in overlaps_of(a, b, np.ones(n)):
        for gemeente in overlap.gemeenten.tolist():
            found[gemeente].add(_OF_GEMEENTE[overlap.relatie])
    return [sorted(each) or [Relatie.NIET_GEDEKT] for each in found]


def overlaps(
    labels_a: IntArray, labels_b: IntArray, weights: FloatArray, tolerance: float = 0.0
) -> list[Overlap]:
    """List the overlaps of two indelingen that keep gemeenten whole; see `overlaps_of`.

    Parameters
    ----------
    labels_a, labels_b : ndarray of int64, shape (n,)
        Region of each gemeente, -1 for none.
    weights : ndarray of float64, shape (n,)
    tolerance : float

    Raises
    ------
    ValueError
        When the tolerance is out of range.
    """
    a, b = Members.of_labels(labels_a), Members.of_labels(labels_b)
    return overlaps_of(a, b, weights, tolerance)


def overlaps_of(
    a: Members, b: Members, weights: FloatArray, tolerance: float = 0.0
) -> list[Overlap]:
    """List every pair of overlapping regions with its relation, ordered by region of A, then B.

    With n the shared weight, a and b the weights of the regions, m the smaller of these and t
    the tolerance: samenvallend if a - n and b - n <= t m; within if a - n <= t m; contains if
    b - n <= t m; no overlap if n <= t m; otherwise crossing, tested in that order. Tolerance 0
    looks at which gemeenten are shared, and which parts of them, not at their weight. Only what
    both indelingen cover counts.

    Where one indeling divides a gemeente and the other does not, the parts that are shared are
    those of the first. Where both divide it, shares s and t have at least s + t - 1 and at most
    the smaller of both in common: then a relation holds only if it does for every value between
    these, and is unknown otherwise. Regions of one indeling may overlap.

    Parameters
    ----------
    a, b : Members
    weights : ndarray of float64, shape (n,)
        Those of a gemeente are divided over its parts by area.
    tolerance : float
        At least 0 and less than .5.

    Raises
    ------
    ValueError
        When the tolerance is out of range.
    """
    if not 0 <= tolerance < 0.5:
        raise ValueError("tolerance must be at least 0 and less than 0.5")
    position, divided = np.arange(len(weights)), np.zeros(len(weights), dtype=bool)
    if a.verdeling is b.verdeling is Verdeling.AANDELEN and a.equals(b):
        position, divided, weights = a.gemeente, a.share < 1, weights[a.gemeente] * a.share
        a = b = Members.of_labels(a.regio)  # a part lies where it lies, in both
    met = meet(a, b, weights)
    relations = _relations(met, tolerance)
    gemeente, partly = position[met.gemeente], met.partly | divided[met.gemeente]
    order = np.lexsort((gemeente, met.cell))
    ends = np.cumsum(np.bincount(met.cell, minlength=len(met.a)))[:-1]
    members, in_part = np.split(gemeente[order], ends), np.split(partly[order], ends)
    return [
        Overlap(
            a=int(met.a[c]),
            b=int(met.b[c]),
            relatie=relations[c],
            weight=float(met.low[c]) if met.known[c] else np.nan,
            low=float(met.low[c]),
            high=float(met.high[c]),
            share_a=float(met.share_a[c]),
            share_b=float(met.share_b[c]),
            gemeenten=members[c],
            partly=members[c][in_part[c]],
        )
        for c in range(len(met.a))
    ]


def _relations(met: Meetings, tolerance: float) -> list[RegioRelatie]:
    within, without, within_b, without_b = met.within, met.without, met.within_b, met.without_b
    nothing = np.zeros(len(met.a), dtype=bool)
    if tolerance > 0:
        margin = tolerance * np.minimum(met.size_a, met.size_b)
        small_a, small_b = met.size_a - met.low <= margin, met.size_b - met.low <= margin
        within, within_b = within | (met.known & small_a), within_b | (met.known & small_b)
        without, without_b = met.known & ~within, met.known & ~within_b
        nothing = met.known & (met.low <= margin)
    found = np.select(
        [
            ~met.overlapping,  # then what is covered may well lie nowhere in the other
            within & within_b,
            within & without_b,
            within_b & without,
            without & without_b & nothing,
            without & without_b,
        ],
        [5, 0, 1, 2, 3, 4],
        5,
    )
    kinds = list(RegioRelatie)
    return [kinds[kind] for kind in found.tolist()]
