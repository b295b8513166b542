"""Relations between regions of two indelingen: coinciding, nested, crossing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

import numpy as np

from regiokaart.congruence.crosstab import FloatArray, IntArray, crosstabs, sum_by
from regiokaart.congruence.measures import nested_cells


class Relatie(IntEnum):
    """The relation of a gemeente: between its region of A and its region of B."""

    NIET_GEDEKT = -1
    SAMENVALLEND = 0
    BINNEN = 1
    DOORSNIJDT = 2

    @property
    def tekst(self) -> str:
        """Dutch text for legends and tables."""
        return _TEKST[self]


_TEKST = {
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


@dataclass(frozen=True)
class Overlap:
    """A region of A and a region of B that share at least one gemeente.

    Attributes
    ----------
    a, b : int
        Positions of the regions.
    relatie : RegioRelatie
        Of the region of A to that of B.
    weight : float
        Weight they share.
    share_a, share_b : float
        Part of the weight of each region that is shared; NaN where it has no weight.
    gemeenten : ndarray of int64
        Positions of the shared gemeenten, ascending.
    """

    a: int
    b: int
    relatie: RegioRelatie
    weight: float
    share_a: float
    share_b: float
    gemeenten: IntArray


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


def overlaps(
    labels_a: IntArray, labels_b: IntArray, weights: FloatArray, tolerance: float = 0.0
) -> list[Overlap]:
    """List every pair of overlapping regions with its relation, ordered by region of A, then B.

    With n the shared weight, a and b the weights of the regions, m the smaller of these and t
    the tolerance: samenvallend if a - n and b - n <= t m; within if a - n <= t m; contains if
    b - n <= t m; no overlap if n <= t m; otherwise crossing, tested in that order. Tolerance 0
    looks at which gemeenten are shared, not at their weight. Only gemeenten that both indelingen
    cover count.

    Parameters
    ----------
    labels_a, labels_b : ndarray of int64, shape (n,)
        Region of each gemeente, -1 for none.
    weights : ndarray of float64, shape (n,)
    tolerance : float
        At least 0 and less than .5.

    Raises
    ------
    ValueError
        When the tolerance is out of range.
    """
    if not 0 <= tolerance < 0.5:
        raise ValueError("tolerance must be at least 0 and less than 0.5")
    tabs = crosstabs(np.stack([labels_a, labels_b]), weights[np.newaxis])
    n = tabs.weight[0]
    a = sum_by(tabs.weight, tabs.row, len(tabs.row_pair))[0][tabs.row]
    b = sum_by(tabs.weight, tabs.column, len(tabs.column_pair))[0][tabs.column]
    within, contains = nested_cells(tabs)
    nothing = np.zeros(len(n), dtype=bool)
    if tolerance > 0:
        margin = tolerance * np.minimum(a, b)
        within = within | (a - n <= margin)
        contains = contains | (b - n <= margin)
        nothing = n <= margin
    order = np.argsort(tabs.cell, kind="stable")
    members = np.split(tabs.unit[order], np.cumsum(tabs.units)[:-1])
    return [
        Overlap(
            a=int(tabs.row[c]),
            b=int(tabs.column[c]),
            relatie=_relation(bool(within[c]), bool(contains[c]), bool(nothing[c])),
            weight=float(n[c]),
            share_a=float(n[c] / a[c]) if a[c] > 0 else np.nan,
            share_b=float(n[c] / b[c]) if b[c] > 0 else np.nan,
            gemeenten=np.sort(members[c]),
        )
        for c in range(len(n))
    ]


def _relation(within: bool, contains: bool, nothing: bool) -> RegioRelatie:
    if within and contains:
        return RegioRelatie.SAMENVALLEND
    if within:
        return RegioRelatie.BINNEN
    if contains:
        return RegioRelatie.OMVAT
    return RegioRelatie.GEEN if nothing else RegioRelatie.DOORSNIJDT
