"""All pairs of a set of indelingen, for several weights at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from regiokaart.congruence.assignment import transfer_weight
from regiokaart.congruence.crosstab import Crosstabs, FloatArray, IntArray, crosstabs
from regiokaart.congruence.measures import PairMeasures, pair_measures


@dataclass(frozen=True)
class Congruence:
    """The congruence of k indelingen of n gemeenten; each part is computed when first asked for.

    Pairs are numbered (0, 1), (0, 2) ... (1, 2) ..., as in `PairMeasures`.

    Attributes
    ----------
    labels : ndarray of int64, shape (k, n)
        Region of each gemeente in each indeling, counted from 0; -1 for none.
    weights : ndarray of float64, shape (w, n)
        Finite and not negative.

    Raises
    ------
    ValueError
        When shapes differ or a weight is negative or not finite.
    """

    labels: IntArray
    weights: FloatArray

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

    @cached_property
    def crosstabs(self) -> Crosstabs:
        """The crosstabs of all pairs."""
        return crosstabs(self.labels, self.weights)

    @cached_property
    def measures(self) -> PairMeasures:
        """Every measure that needs no assignment."""
        return pair_measures(self.crosstabs, self.weights)

    @cached_property
    def transfer_distance(self) -> FloatArray:
        """Least weight that changes region to make A equal to B, shape (p, w). May load scipy."""
        return transfer_weight(self.crosstabs)

    def matrix(self, weight: int = 0) -> FloatArray:
        """V-measure of every two indelingen, for one of the weights. Shape (k, k).

        The diagonal is 1; a pair without a gemeente that both cover is NaN.
        """
        matrix = np.ones((len(self.labels), len(self.labels)))
        pairs = self.measures
        matrix[pairs.a, pairs.b] = matrix[pairs.b, pairs.a] = pairs.v_measure[:, weight]
        return matrix


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
