"""Compare two labelings of the same units, or two indelingen."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from regiokaart.congruence.pair.crosstab import FloatArray, IntArray
from regiokaart.congruence.pair.pairs import Congruence
from regiokaart.congruence.pair.pieces import Basis
from regiokaart.model import Indeling

_COUNTS = (
    "coinciding",
    "a_within_b",
    "b_within_a",
    "a_crossing",
    "b_crossing",
    "regions_a",
    "regions_b",
)
_WITHOUT_WEIGHTS = ("rand", "adjusted_rand")
_OF_PAIRS = ("wallace_across_ab", "wallace_across_ba", "pair_jaccard", "coverage", "total")
_ON_WEIGHTS = (
    "homogeneity",
    "completeness",
    "v_measure",
    "variation_of_information",
    "wallace_ab",
    "wallace_ba",
    "mapcurves_ab",
    "mapcurves_ba",
    "cramers_v",
    "nesting_distance_ab",
    "nesting_distance_ba",
)


@dataclass(frozen=True, eq=False)
class Comparison:
    """How congruent two indelingen A and B are, over the units that both cover.

    What has no meaning for this pair is None, and `basis.reden` says why: that happens only where
    regions overlap or divide units. Where the units that both cover have no weight (or there are
    none) the ratios are NaN; where there are none the counts are 0. Counts look at which units
    share a region, so a unit without weight counts. Formulas and sources: ``docs/methode.md``.

    Attributes
    ----------
    basis : Basis
        What they are compared on.
    homogeneity, completeness : float or None
        1 - H(A|B) / H(A) and 1 - H(B|A) / H(B); 1 where the denominator is 0.
    v_measure : float or None
        Their harmonic mean: 1 for equal indelingen, 0 for unrelated ones.
    variation_of_information : float or None
        H(A|B) + H(B|A), in bits.
    wallace_ab, wallace_ba : float or None
        Chance that two units of weight drawn from one region of A (B) share one of B (A).
    wallace_across_ab, wallace_across_ba : float or None
        The same for units of weight from two different units; NaN where no two share a region.
    pair_jaccard : float or None
        Of the pairs of different units that share a region in A or B the part that does in both,
        each pair counted for the product of its weights; NaN where there is no such pair.
    mapcurves_ab, mapcurves_ba : float or None
        Mean over the regions of A (B) of how well those of B (A) fit: the sum of the shared part
        of the one times the shared part of the other.
    inhomogeneity_a, inhomogeneity_b : ndarray of float64, or None
        Per region of A (B), in order of appearance, the entropy of B (A) inside it divided by
        that of B (A) as a whole; NaN for a region without weight that both cover.
    cramers_v : float or None
        Association of the crosstab, from 0 to 1; NaN where A or B has one region.
    rand, adjusted_rand : float or None
        Share of pairs of units that A and B treat alike, without weights, and the same adjusted
        for chance; NaN for fewer than two units.
    transfer_distance : float or None
        Least weight that changes region to make A equal to B.
    nesting_distance_ab, nesting_distance_ba : float or None
        Least weight to move so that every region of A (B) lies within one of B (A).
    coverage : float or None
        Share of all weight that both cover; NaN when there is no weight at all.
    total : float or None
        Weight that both cover.
    coinciding : int or None
        Regions that hold the same units in A and B.
    a_within_b, b_within_a : int or None
        Regions wholly within one region of the other, coinciding ones included.
    a_crossing, b_crossing : int or None
        Regions that cut across at least one region of the other.
    regions_a, regions_b : int or None
        Regions with at least one unit that both cover.
    """

    basis: Basis
    homogeneity: float | None
    completeness: float | None
    v_measure: float | None
    variation_of_information: float | None
    wallace_ab: float | None
    wallace_ba: float | None
    wallace_across_ab: float | None
    wallace_across_ba: float | None
    pair_jaccard: float | None
    mapcurves_ab: float | None
    mapcurves_ba: float | None
    inhomogeneity_a: FloatArray | None
    inhomogeneity_b: FloatArray | None
    cramers_v: float | None
    rand: float | None
    adjusted_rand: float | None
    transfer_distance: float | None
    nesting_distance_ab: float | None
    nesting_distance_ba: float | None
    coverage: float | None
    total: float | None
    coinciding: int | None
    a_within_b: int | None
    b_within_a: int | None
    a_crossing: int | None
    b_crossing: int | None
    regions_a: int | None
    regions_b: int | None
    _congruence: Congruence = field(repr=False)

    @property
    def normalized_mutual_information(self) -> float | None:
        """Mutual information by the mean of both entropies: another name of `v_measure`."""
        return self.v_measure

    @property
    def adjusted_mutual_information(self) -> float | None:
        """Mutual information of whole units, without weights, adjusted for chance.

        Computed when asked for, as it takes longer than all the others; NaN without units. See
        `regiokaart.congruence.pair.agreement.adjusted_mutual_information`.
        """
        if self.basis is not Basis.WHOLE:
            return None
        return float(self._congruence.adjusted_mutual_information[0])


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
    >>> round(result.adjusted_rand, 3), round(result.pair_jaccard, 3)
    (0.571, 0.5)
    """
    labels_a, labels_b = _encode(a), _encode(b)
    if len(labels_a) != len(labels_b):
        raise ValueError(f"a has {len(labels_a)} labels and b has {len(labels_b)}")
    checked = _checked_weights(weights, len(labels_a))
    return _comparison(Congruence(np.stack([labels_a, labels_b]), checked[np.newaxis]))


def compare_indelingen(
    a: Indeling, b: Indeling, weights: Sequence[float] | npt.NDArray[np.generic]
) -> Comparison:
    """Compare two indelingen of the same gemeenten, whether these are whole, divided or overlap.

    Parameters
    ----------
    a, b : Indeling
    weights : sequence of float, length n
        Weight of each of the n gemeenten, finite and not negative. The parts of a gemeente get
        it by area.

    Raises
    ------
    ValueError
        When a weight is negative, not finite or not a number.
    """
    checked = _checked_weights(weights, len(weights))
    return _comparison(Congruence.of([a, b], checked[np.newaxis]))


def _comparison(congruence: Congruence) -> Comparison:
    measures = congruence.measures
    basis = Basis(int(measures.basis[0]))
    whole, divided = basis is Basis.WHOLE, basis in (Basis.WHOLE, Basis.PIECES)
    regions = congruence.regions[0]

    def ratios(names: Iterable[str], known: bool) -> dict[str, Any]:
        return {name: float(getattr(measures, name).flat[0]) if known else None for name in names}

    return Comparison(
        basis=basis,
        **ratios(_ON_WEIGHTS, divided),
        **ratios(_WITHOUT_WEIGHTS, whole),
        **ratios(_OF_PAIRS, basis is not Basis.NONE),
        **{name: int(getattr(measures, name)[0]) if divided else None for name in _COUNTS},
        inhomogeneity_a=None if regions is None else regions.inhomogeneity_a[0],
        inhomogeneity_b=None if regions is None else regions.inhomogeneity_b[0],
        transfer_distance=float(congruence.transfer_distance[0, 0]) if divided else None,
        _congruence=congruence,
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
