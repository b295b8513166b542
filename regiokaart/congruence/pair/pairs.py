"""All pairs of a set of indelingen, for several weights at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property

import numpy as np

from regiokaart.congruence.pair.agreement import adjusted_mutual_information
from regiokaart.congruence.pair.assignment import transfer_weight
from regiokaart.congruence.pair.crosstab import Crosstabs, FloatArray, IntArray, crosstabs
from regiokaart.congruence.pair.measures import (
    PairMeasures,
    RegionMeasures,
    pair_measures,
    without_figures,
)
from regiokaart.congruence.pair.overlapping import overlapping_measures
from regiokaart.congruence.pair.pieces import Basis, Members, Pieces, compare_on
from regiokaart.model import Indeling, Verdeling

_AT_ONCE = 1 << 18  # units of pairs in one crosstab: more would not fit in the processor's cache


@dataclass(frozen=True, eq=False)
class _Part:
    """Some pairs that are computed together.

    Attributes
    ----------
    pairs : ndarray of int64, shape (q,)
        Their numbers.
    tabs : Crosstabs
    weights : ndarray of float64, shape (w, m)
        Weights of the units of `tabs`.
    gemeente : ndarray of int64, shape (m,), or None
        Of which gemeente each unit is a piece; None where units are whole.
    """

    pairs: IntArray
    tabs: Crosstabs
    weights: FloatArray
    gemeente: IntArray | None


@dataclass(frozen=True, eq=False)
class Congruence:
    """The congruence of k indelingen of n gemeenten; each part is computed when first asked for.

    Pairs are numbered (0, 1), (0, 2) ... (1, 2) ..., as in `PairMeasures`.

    Attributes
    ----------
    labels : ndarray of int64, shape (k, n)
        Region of each gemeente in each indeling, counted from 0; -1 for none.
    weights : ndarray of float64, shape (w, n)
        Finite and not negative.
    members : mapping of int to Members
        By position the indelingen in which gemeenten are not whole, in a region or in none; their
        labels are not looked at.

    Raises
    ------
    ValueError
        When shapes differ or a weight is negative or not finite.
    """

    labels: IntArray
    weights: FloatArray
    members: Mapping[int, Members] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.labels.ndim != 2 or self.weights.ndim != 2:
            raise ValueError("labels must have shape (k, n) and weights shape (w, n)")
        if self.labels.shape[1] != self.weights.shape[1]:
            raise ValueError(
                f"labels are about {self.labels.shape[1]} units, weights about "
                f"{self.weights.shape[1]}"
            )
        if not np.all(np.isfinite(self.weights)) or np.any(self.weights < 0):
            raise ValueError("weights must be finite and not negative")

    @classmethod
    def of(cls, indelingen: Sequence[Indeling], weights: FloatArray) -> Congruence:
        """Take the members of indelingen, whole or not, with weights of shape (w, n)."""
        n = weights.shape[1]
        labels = np.full((len(indelingen), n), -1, dtype=np.int64)
        members = {}
        for i, indeling in enumerate(indelingen):
            if indeling.verdeling is Verdeling.HEEL:
                labels[i] = indeling.labels(n)
            else:
                members[i] = Members.of(indeling)
        return cls(labels, weights, members)

    @cached_property
    def measures(self) -> PairMeasures:
        """Every measure that needs no assignment and no average over chance."""
        return self._measures[0]

    @property
    def regions(self) -> tuple[RegionMeasures | None, ...]:
        """The measures per region of every pair; None where they have no meaning."""
        return self._measures[1]

    @cached_property
    def transfer_distance(self) -> FloatArray:
        """Least weight that changes region to make A equal to B, shape (p, w). May load scipy."""
        return self._by_pair(lambda part: transfer_weight(part.tabs), (len(self.weights),))

    @cached_property
    def adjusted_mutual_information(self) -> FloatArray:
        """Mutual information of whole gemeenten adjusted for chance, shape (p,).

        NaN for a pair in which gemeenten are divided. Slower than the other measures. See
        `regiokaart.congruence.pair.agreement.adjusted_mutual_information`.
        """
        return self._by_pair(
            lambda part: adjusted_mutual_information(part.tabs) if part.gemeente is None else np.nan
        )

    def matrix(self, weight: int = 0) -> FloatArray:
        """V-measure of every two indelingen, for one of the weights. Shape (k, k).

        The diagonal is 1, or NaN where regions overlap; so is a pair without a gemeente that both
        cover, and one of which the V-measure has no meaning.
        """
        matrix = np.ones((len(self.labels), len(self.labels)))
        for i, members in self.members.items():
            if members.verdeling is Verdeling.OVERLAPPEND:
                matrix[i, i] = np.nan
        pairs = self.measures
        matrix[pairs.a, pairs.b] = matrix[pairs.b, pairs.a] = pairs.v_measure[:, weight]
        return matrix

    @cached_property
    def _pairs(self) -> tuple[IntArray, IntArray]:
        first, second = np.triu_indices(len(self.labels), 1)
        return first, second

    @cached_property
    def _divided(self) -> dict[int, tuple[Basis, Pieces | None]]:
        """By number what the pairs are compared on in which gemeenten are not all whole."""
        n = self.labels.shape[1]
        return {
            number: compare_on(self._members(a), self._members(b), n)
            for number, (a, b) in enumerate(zip(*map(np.ndarray.tolist, self._pairs), strict=True))
            if a in self.members or b in self.members
        }

    def _members(self, i: int) -> Members:
        return self.members.get(i) or Members.of_labels(self.labels[i])

    def _parts(self) -> Iterator[_Part]:
        """Make the crosstabs, a part at a time, so that memory does not grow with the pairs."""
        yield from self._small if self._is_small else self._make_parts()

    @property
    def _is_small(self) -> bool:
        return bool(self.labels.shape[1] * len(self._pairs[0]) <= _AT_ONCE)

    @cached_property
    def _small(self) -> tuple[_Part, ...]:
        return tuple(self._make_parts())

    def _make_parts(self) -> Iterator[_Part]:
        first, second = self._pairs
        whole = np.setdiff1d(np.arange(len(first)), list(self._divided))
        size = max(1, _AT_ONCE // max(1, self.labels.shape[1]))
        for start in range(0, len(whole), size):
            chosen = whole[start : start + size]
            tabs = crosstabs(self.labels, self.weights, (first[chosen], second[chosen]))
            yield _Part(chosen, tabs, self.weights, None)
        for number, (_, pieces) in self._divided.items():
            if pieces is not None:
                weights = pieces.weights(self.weights)
                tabs = crosstabs(pieces.labels, weights)
                yield _Part(np.array([number]), tabs, weights, pieces.gemeente)

    @cached_property
    def _measures(self) -> tuple[PairMeasures, tuple[RegionMeasures | None, ...]]:
        first, second = self._pairs
        regions: list[RegionMeasures | None] = [None] * len(first)
        found = [(np.zeros(0, dtype=np.int64), without_figures(0, len(self.weights), Basis.NONE))]
        for part in self._parts():
            measures, of_regions = pair_measures(part.tabs, part.weights, part.gemeente)
            found.append((part.pairs, measures))
            for number, each in zip(part.pairs.tolist(), of_regions, strict=True):
                regions[number] = each
        for number, (basis, _) in self._divided.items():
            if basis is Basis.PAIRS:
                a, b = self._members(int(first[number])), self._members(int(second[number]))
                measures = overlapping_measures(a, b, self.weights)
            elif basis is Basis.NONE:
                measures = without_figures(1, len(self.weights), Basis.NONE)
            else:
                continue
            found.append((np.array([number]), measures))
        order = np.argsort(np.concatenate([numbers for numbers, _ in found]))
        whole = {
            each.name: np.concatenate([getattr(measures, each.name) for _, measures in found])[
                order
            ]
            for each in fields(PairMeasures)
        }
        return PairMeasures(**{**whole, "a": first, "b": second}), tuple(regions)

    def _by_pair(
        self, compute: Callable[[_Part], FloatArray | float], shape: tuple[int, ...] = ()
    ) -> FloatArray:
        """Compute a figure of every part, NaN for the pairs in none."""
        values = np.full((len(self._pairs[0]), *shape), np.nan)
        for part in self._parts():
            values[part.pairs] = compute(part)
        return values


def all_pairs(labels: Sequence[IntArray], weights: FloatArray) -> PairMeasures:
    """Compute the measures of every unordered pair of indelingen.

    Parameters
    ----------
    labels : sequence of k ndarrays of int64, shape (n,)
        Region of each gemeente, counted from 0; -1 for none.
    weights : ndarray of float64, shape (w, n)

    Returns
    -------
    PairMeasures
        p = k (k - 1) / 2 pairs.

    Raises
    ------
    ValueError
        When shapes differ or a weight is negative or not finite.
    """
    return _congruence(labels, weights).measures


def transfer_distances(labels: Sequence[IntArray], weights: FloatArray) -> FloatArray:
    """Compute the transfer distance of the pairs of `all_pairs`. Shape (p, w).

    Apart from the other measures, because it may load scipy.
    """
    return _congruence(labels, weights).transfer_distance


def _congruence(labels: Sequence[IntArray], weights: FloatArray) -> Congruence:
    stacked = np.array(labels, dtype=np.int64).reshape(len(labels), weights.shape[-1])
    return Congruence(stacked, weights)
