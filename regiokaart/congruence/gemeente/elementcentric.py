"""Element-centric similarity: how alike two indelingen are seen from each gemeente.

References
----------
Gates, A. J., Wood, I. B., Hetrick, W. P. & Ahn, Y.-Y. (2019). Element-centric clustering
comparison unifies overlaps and hierarchy. Scientific Reports 9, 8574.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from regiokaart.congruence.pair.crosstab import BoolArray, FloatArray

ALPHA = 0.9


def element_centric(a: BoolArray, b: BoolArray, alpha: float = ALPHA) -> FloatArray:
    """Similarity of two indelingen seen from each of n gemeenten, 0 to 1.

    Where every gemeente is in one regio, it is the number of gemeenten that its two regio's have
    in common divided by the size of the larger of the two, whatever `alpha`. Where gemeenten are
    in several regio's, it compares where a random walk ends that starts at the gemeente, steps
    from gemeente to regio to gemeente, and returns to its start with probability 1 - `alpha`.

    Parameters
    ----------
    a, b : ndarray of bool, shape (n, r) and (n, s)
        Whether each gemeente belongs to each regio.
    alpha : float
        Between 0 and 1.

    Returns
    -------
    ndarray of float64, shape (n,)
        NaN for a gemeente that one of the two does not cover; such gemeenten do not count in the
        regio's of the others either.

    Examples
    --------
    >>> a, b = np.eye(3, dtype=bool)[[0, 1, 1, 0, 2, 1]], np.eye(3, dtype=bool)[[0, 1, 1, 0, 2, 2]]
    >>> round(float(element_centric(a, b).mean()), 6)
    0.694444
    """
    both = a.any(axis=1) & b.any(axis=1)
    result = np.full(len(a), np.nan)
    if not both.any():
        return result
    a, b = a[both], b[both]
    if a.sum() == b.sum() == len(a):
        result[both] = _of_partitions(a, b)
    else:
        distance = np.abs(_affinity(a, alpha) - _affinity(b, alpha)).sum(axis=1)
        result[both] = 1 - distance / (2 * alpha)
    return result


def mean_element_centric(memberships: list[BoolArray]) -> FloatArray:
    """Mean over all pairs of indelingen that both cover a gemeente; NaN without such a pair.

    Parameters
    ----------
    memberships : list of ndarray of bool, shape (n, r) each

    Returns
    -------
    ndarray of float64, shape (n,)
    """
    n = len(memberships[0])
    total, pairs = np.zeros(n), np.zeros(n)
    for a, b in combinations(memberships, 2):
        similarity = element_centric(a, b)
        known = ~np.isnan(similarity)
        total[known] += similarity[known]
        pairs += known
    mean = np.full(n, np.nan)
    np.divide(total, pairs, out=mean, where=pairs > 0)
    return mean


def _of_partitions(a: BoolArray, b: BoolArray) -> FloatArray:
    label_a, label_b = a.argmax(axis=1), b.argmax(axis=1)
    common = a.T.astype(np.float64) @ b
    larger = np.maximum(a.sum(axis=0)[label_a], b.sum(axis=0)[label_b])
    similarity: FloatArray = common[label_a, label_b] / larger
    return similarity


def _affinity(belongs: BoolArray, alpha: float) -> FloatArray:
    """Where the random walk from each gemeente ends (personalised PageRank). Shape (n, n)."""
    per_regio = np.maximum(belongs.sum(axis=0), 1)  # a regio may be empty
    step = (belongs / belongs.sum(axis=1, keepdims=True)) @ (belongs / per_regio).T
    start = np.eye(len(belongs))
    walk: FloatArray = (1 - alpha) * np.linalg.inv(start - alpha * step)
    return walk
