"""Each region of A against B: its best match, how they relate, and what makes the difference."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from regiokaart.congruence.pair.assignment import Wisselaars
from regiokaart.congruence.pair.crosstab import FloatArray, IntArray, crosstabs, max_by, sum_by
from regiokaart.congruence.region.relations import Overlap, RegioRelatie, overlaps


class Plaats(StrEnum):
    """How a region of A lies in B as a whole."""

    SAMENVALLEND = "valt samen"
    BINNEN = "ligt binnen één"
    OMVAT = "bestaat uit hele"
    DOORSNIJDT = "doorsnijdt"


@dataclass(frozen=True, eq=False)
class RegionMatch:
    """A region of A against B, on the gemeenten that both cover.

    Attributes
    ----------
    a : int
        Position of the region.
    best : int
        Region of B with the highest Jaccard index; of equal ones the first.
    jaccard : float
        Weight that the two share, as part of the weight of both together; NaN without weight.
    inside, covered : float
        Part of the region that lies in its best match, and part of that which it covers.
    touched : tuple of int
        Regions of B with which it shares a gemeente.
    largest : float
        Largest part of the region that lies in one region of B.
    plaats, exact : Plaats
        How it lies in B, with the tolerance and without.
    weight : float
        Weight of the region.
    extra, missing : ndarray of int64
        Gemeenten that the region has and its best match does not, and the other way around.
    """

    a: int
    best: int
    jaccard: float
    inside: float
    covered: float
    touched: tuple[int, ...]
    largest: float
    plaats: Plaats
    exact: Plaats
    weight: float
    extra: IntArray
    missing: IntArray


def match_regions(
    labels_a: IntArray, labels_b: IntArray, weights: FloatArray, tolerance: float = 0.0
) -> tuple[RegionMatch, ...]:
    """Set each region of A against B, in the order of the regions.

    Regions of which B covers no gemeente are left out. How a region lies in B follows from
    `relations.overlaps`: *samenvallend* if it coincides with one, *binnen* if it lies within one,
    *omvat* if it contains all it touches but what does not count, and otherwise *doorsnijdt*.

    Parameters
    ----------
    labels_a, labels_b : ndarray of int64, shape (n,)
        Region of each gemeente, -1 for none.
    weights : ndarray of float64, shape (n,)
        What parts and the tolerance are counted in.
    tolerance : float
        Overlap that does not count, as a share of the smaller region: at least 0, below .5.

    Raises
    ------
    ValueError
        When the tolerance is out of range.
    """
    found = overlaps(labels_a, labels_b, weights, tolerance)
    exact = found if tolerance == 0 else overlaps(labels_a, labels_b, weights)
    both = (labels_a >= 0) & (labels_b >= 0)
    size_a = np.bincount(labels_a[both], weights[both])
    size_b = np.bincount(labels_b[both], weights[both])
    matches = []
    for a in np.unique(labels_a[both]).tolist():
        of_a = [overlap for overlap in found if overlap.a == a]
        shared = np.array([overlap.weight for overlap in of_a])
        of_b = np.array([size_b[overlap.b] for overlap in of_a])
        jaccard = _ratio(shared, size_a[a] + of_b - shared)
        chosen = 0 if np.isnan(jaccard).all() else int(np.nanargmax(jaccard))
        best = of_a[chosen]
        in_a, in_b = both & (labels_a == a), both & (labels_b == best.b)
        matches.append(
            RegionMatch(
                a=a,
                best=best.b,
                jaccard=float(jaccard[chosen]),
                inside=best.share_a,
                covered=best.share_b,
                touched=tuple(overlap.b for overlap in of_a),
                largest=float(_ratio(shared, np.full(len(shared), size_a[a])).max()),
                plaats=_plaats(of_a),
                exact=_plaats([overlap for overlap in exact if overlap.a == a]),
                weight=float(size_a[a]),
                extra=np.flatnonzero(in_a & ~in_b),
                missing=np.flatnonzero(in_b & ~in_a),
            )
        )
    return tuple(matches)


def nesting_movers(
    labels_a: IntArray,
    labels_b: IntArray,
    weights: FloatArray,
    tie_break: FloatArray | None = None,
) -> Wisselaars:
    """Choose who leaves their region so that every region of A lies within one of B.

    Of each region the largest part that lies in one region of B stays together. Where those
    that leave go is not said; whether regions stay in one piece is not looked at.

    Parameters
    ----------
    labels_a, labels_b : ndarray of int64, shape (n,)
        Region of each gemeente, -1 for none.
    weights : ndarray of float64, shape (n,)
    tie_break : ndarray of float64, shape (n,), optional
        Of parts that weigh the same the one with most of this stays.
    """
    tabs = crosstabs(np.stack([labels_a, labels_b]), weights[np.newaxis])
    people = np.zeros(len(weights)) if tie_break is None else tie_break
    broken = sum_by(people[np.newaxis, tabs.unit], tabs.cell, len(tabs.pair))[0]
    weight = tabs.weight[0]
    # The first cell of a row that is as large as any: by weight, then the tie break, then order.
    order = np.lexsort((np.arange(len(weight)), -broken, -weight, tabs.row))
    stays = np.zeros(len(weight), dtype=bool)
    stays[order[np.unique(tabs.row[order], return_index=True)[1]]] = True
    largest = max_by(tabs.weight, tabs.row, len(tabs.row_pair))[0]
    as_large = weight >= largest[tabs.row] * (1 - 1e-12)
    moving = ~stays[tabs.cell]
    return Wisselaars(
        np.sort(tabs.unit[moving]),
        float(weight[~stays].sum()),
        bool((np.bincount(tabs.row[as_large], minlength=1) <= 1).all()),
    )


def _plaats(found: list[Overlap]) -> Plaats:
    relations = {overlap.relatie for overlap in found}
    if RegioRelatie.SAMENVALLEND in relations:
        return Plaats.SAMENVALLEND
    if RegioRelatie.BINNEN in relations:
        return Plaats.BINNEN
    crosses = RegioRelatie.DOORSNIJDT in relations or RegioRelatie.OMVAT not in relations
    return Plaats.DOORSNIJDT if crosses else Plaats.OMVAT


def _ratio(part: FloatArray, whole: FloatArray) -> FloatArray:
    result = np.full(len(part), np.nan)
    np.divide(part, whole, out=result, where=whole > 0)
    return result
