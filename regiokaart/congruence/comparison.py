"""Compare two labelings of the same units."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regiokaart.congruence.crosstab import FloatArray, IntArray
from regiokaart.congruence.pairs import Congruence


@dataclass(frozen=True)
class Comparison:
    """How congruent two indelingen A and B are, over the units that both cover.

    Where these units have no weight (or there are none) the ratios are NaN; where there are none
    the counts are 0. Counts look at which units share a region, so a unit without weight counts.

    Attributes
    ----------
    homogeneity, completeness : float
        1 - H(A|B) / H(A) and 1 - H(B|A) / H(B); 1 where the denominator is 0.
    v_measure : float
        Their harmonic mean: 1 for equal indelingen, 0 for unrelated ones.
    variation_of_information : float
        H(A|B) + H(B|A), in bits.
    wallace_ab, wallace_ba : float
        Chance that two units of weight drawn from one region of A (B) share one of B (A).
    transfer_distance : float
        Least weight that changes region to make A equal to B.
    nesting_distance_ab, nesting_distance_ba : float
        Least weight to move so that every region of A (B) lies within one of B (A).
    coverage : float
        Share of all weight that both cover; NaN when there is no weight at all.
    total : float
        Weight that both cover.
    coinciding : int
        Regions that hold the same units in A and B.
    a_within_b, b_within_a : int
        Regions wholly within one region of the other, coinciding ones included.
    a_crossing, b_crossing : int
        Regions that cut across at least one region of the other.
    regions_a, regions_b : int
        Regions with at least one unit that both cover.
    """

    homogeneity: float
    completeness: float
    v_measure: float
    variation_of_information: float
    wallace_ab: float
    wallace_ba: float
    transfer_distance: float
    nesting_distance_ab: float
    nesting_distance_ba: float
    coverage: float
    total: float
    coinciding: int
    a_within_b: int
    b_within_a: int
    a_crossing: int
    b_crossing: int
    regions_a: int
    regions_b: int


def compare(
    a: Iterable[Hashable],
    b: Iterable[Hashable],
    weights: Sequence[float] | npt.NDArray[np.generic] | None = None,
) -> Comparison:
    """Compare two labelings of the same units.

    Parameters
    ----------
    a, b : iterable of hashable, length n
        Region of each unit in A and in B, in the same order of units (the index of a Series is
        not looked at); None, NaN, NaT or pandas.NA where it has none.
    weights : sequence of float, length n, optional
        Weight of each unit, finite and not negative; 1 for each when left out.

    Raises
    ------
    ValueError
        When lengths differ, or a weight is negative, not finite or not a number.
    TypeError
        When labels have no order or more than one dimension (text, dict, set, DataFrame).

    Examples
    --------
    >>> result = compare([0, 0, 1, 1], [0, 0, 1, 2])
    >>> round(result.v_measure, 3), result.coinciding, result.b_within_a
    (0.8, 1, 3)
    """
    labels_a, labels_b = _encode(a), _encode(b)
    if len(labels_a) != len(labels_b):
        raise ValueError(f"a has {len(labels_a)} labels and b has {len(labels_b)}")
    checked = _checked_weights(weights, len(labels_a))
    congruence = Congruence(np.stack([labels_a, labels_b]), checked[np.newaxis])
    measures = congruence.measures

    def ratio(values: FloatArray) -> float:
        return float(values[0, 0])

    return Comparison(
        homogeneity=ratio(measures.homogeneity),
        completeness=ratio(measures.completeness),
        v_measure=ratio(measures.v_measure),
        variation_of_information=ratio(measures.variation_of_information),
        wallace_ab=ratio(measures.wallace_ab),
        wallace_ba=ratio(measures.wallace_ba),
        transfer_distance=ratio(congruence.transfer_distance),
        nesting_distance_ab=ratio(measures.nesting_distance_ab),
        nesting_distance_ba=ratio(measures.nesting_distance_ba),
        coverage=ratio(measures.coverage),
        total=ratio(measures.total),
        coinciding=int(measures.coinciding[0]),
        a_within_b=int(measures.a_within_b[0]),
        b_within_a=int(measures.b_within_a[0]),
        a_crossing=int(measures.a_crossing[0]),
        b_crossing=int(measures.b_crossing[0]),
        regions_a=int(measures.regions_a[0]),
        regions_b=int(measures.regions_b[0]),
    )


def _encode(labels: Iterable[Hashable]) -> IntArray:
    """Give each label its number in order of appearance, -1 for a missing one."""
    if isinstance(labels, str | bytes | Mapping | Set) or getattr(labels, "ndim", 1) != 1:
        raise TypeError(f"labels must be a sequence with one label per unit, not {type(labels)}")
    numbers: dict[Hashable, int] = {}
    encoded = [
        -1 if _is_missing(label) else numbers.setdefault(label, len(numbers)) for label in labels
    ]
    return np.array(encoded, dtype=np.int64)


def _is_missing(label: Hashable) -> bool:
    """Whether a label is None, NaN, NaT or pandas.NA: all but None do not equal themselves."""
    same = label == label
    return label is None or not (isinstance(same, bool | np.bool_) and bool(same))


def _checked_weights(
    weights: Sequence[float] | npt.NDArray[np.generic] | None, n: int
) -> FloatArray:
    if weights is None:
        return np.ones(n)
    try:
        checked = np.asarray(weights, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError("weights must be numbers") from error
    if checked.shape != (n,):
        raise ValueError(f"weights must have shape ({n},), one per label, not {checked.shape}")
    wrong = np.flatnonzero(~np.isfinite(checked) | (checked < 0))
    if len(wrong):
        raise ValueError(
            f"weights must be finite and not negative; weight {wrong[0]} is {checked[wrong[0]]}"
        )
    with np.errstate(over="ignore"):
        total = checked.sum()
    if not np.isfinite(total):
        raise ValueError("the sum of the weights is too large")
    return checked
