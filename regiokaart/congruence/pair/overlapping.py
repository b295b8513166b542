"""What can be counted of indelingen with overlapping regions: pairs of gemeenten.

Splitting the weight of a gemeente over its regions would be wrong: an indeling would then differ
from itself. Whether two gemeenten share at least one region has a meaning all the same.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regiokaart.congruence.pair.arithmetic import ratio
from regiokaart.congruence.pair.crosstab import BoolArray, FloatArray
from regiokaart.congruence.pair.measures import PairMeasures, without_figures
from regiokaart.congruence.pair.pieces import Basis, Members

_BLOCK = 1024  # gemeenten of which the partners are held at once


def overlapping_measures(a: Members, b: Members, weights: FloatArray) -> PairMeasures:
    """Compare two indelingen on pairs of different gemeenten that share at least one region.

    A gemeente counts when it belongs to any region in both, and then with all its weight. Each
    pair counts for the product of its weights.

    Parameters
    ----------
    a, b : Members
    weights : ndarray of float64, shape (w, n)

    Returns
    -------
    PairMeasures
        Of one pair, with `wallace_across_ab`, `wallace_across_ba`, `pair_jaccard`, `coverage`
        and `total`.
    """
    w, n = weights.shape
    in_a, in_b = _incidence(a, n), _incidence(b, n)
    both = in_a.any(axis=1) & in_b.any(axis=1)
    scale = weights.max(axis=1, initial=0, keepdims=True)
    covered = ratio(weights[:, both], scale, 0.0)
    in_a, in_b = in_a[both].astype(np.float32), in_b[both].astype(np.float32)
    sums = np.zeros((3, w))
    for start in range(0, len(in_a), _BLOCK):
        rows = slice(start, start + _BLOCK)
        share_a, share_b = in_a[rows] @ in_a.T > 0, in_b[rows] @ in_b.T > 0
        for share in (share_a, share_b):
            share[np.arange(len(share)), np.arange(len(share)) + start] = False
        for i, share in enumerate((share_a & share_b, share_a, share_b)):
            sums[i] += ((covered[:, rows] @ share) * covered).sum(axis=1)
    together, only_a, only_b = sums
    total = weights[:, both].sum(axis=1)
    return replace(
        without_figures(1, w, Basis.PAIRS),
        wallace_across_ab=ratio(together, only_a, np.nan)[np.newaxis],
        wallace_across_ba=ratio(together, only_b, np.nan)[np.newaxis],
        pair_jaccard=ratio(together, only_a + only_b - together, np.nan)[np.newaxis],
        coverage=ratio(total, total + weights[:, ~both].sum(axis=1), np.nan)[np.newaxis],
        total=total[np.newaxis],
    )


def _incidence(members: Members, n: int) -> BoolArray:
    """Which gemeente is in which region. Shape (n, k)."""
    incidence = np.zeros((n, int(members.regio.max(initial=-1)) + 1), dtype=bool)
    incidence[members.gemeente, members.regio] = True
    return incidence
