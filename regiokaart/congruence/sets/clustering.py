"""A tree of indelingen by distance: average linkage, with the leaves in their best order.

Two groups are as far apart as their members are on average (UPGMA, Sokal & Michener 1958). A tree
of k leaves can be drawn in 2^(k - 1) orders; the one in which neighbours are closest together is
found by dynamic programming (Bar-Joseph, Gifford & Jaakkola 2001).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regiokaart.congruence.pair.crosstab import FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Tree:
    """A binary tree of k leaves.

    Attributes
    ----------
    children : ndarray of int64, shape (k - 1, 2)
        What each step joins: a leaf 0 .. k - 1, or k + i for the group that step i made.
    heights : ndarray of float64, shape (k - 1,)
        Distance at which it joins them; never descending.
    order : ndarray of int64, shape (k,)
        The leaves in the order in which they are drawn.
    """

    children: IntArray
    heights: FloatArray
    order: IntArray

    def __len__(self) -> int:
        """Return the number of leaves."""
        return len(self.order)

    def brackets(self) -> FloatArray:
        """Return the lines to draw: an open bracket per step. Shape (k - 1, 4, 2).

        Four points of (place, distance): up from the one child, across, and down to the other.
        The leaf that is drawn as number i has place i and distance 0.
        """
        k = len(self)
        place = np.zeros(2 * k - 1)
        place[self.order] = np.arange(k)
        height = np.concatenate([np.zeros(k), self.heights])
        for i, (left, right) in enumerate(self.children):
            place[k + i] = (place[left] + place[right]) / 2
        across = place[self.children][:, [0, 0, 1, 1]]
        foot = height[self.children]
        up = np.stack([foot[:, 0], self.heights, self.heights, foot[:, 1]], axis=1)
        return np.stack([across, up], axis=2)


def tree(distances: FloatArray) -> Tree:
    """Join what is closest, step by step, and order the leaves.

    Equal distances are settled by position, so the tree is always the same. Of an order and its
    reverse the one that starts with the earliest leaf is taken.

    Parameters
    ----------
    distances : ndarray of float64, shape (k, k)
        Symmetric, finite, not negative, 0 on the diagonal.

    Raises
    ------
    ValueError
        When there is nothing to order or the distances are not as they should be.

    Examples
    --------
    >>> grown = tree(np.array([[0, 5, 1], [5, 0, 5], [1, 5, 0.0]]))
    >>> grown.order.tolist(), grown.heights.tolist()
    ([0, 2, 1], [1.0, 5.0])
    """
    if distances.ndim != 2 or distances.shape[0] != distances.shape[1] or not len(distances):
        raise ValueError("distances must have shape (k, k), with k at least 1")
    if not (np.isfinite(distances).all() and (distances >= 0).all()):
        raise ValueError("distances must be finite and not negative")
    if (distances != distances.T).any() or distances.diagonal().any():
        raise ValueError("distances must be symmetric and 0 on the diagonal")
    children, heights = _join(distances)
    return Tree(children, heights, _best_order(distances, children))


def _join(distances: FloatArray) -> tuple[IntArray, FloatArray]:
    k = len(distances)
    children = np.zeros((k - 1, 2), dtype=np.int64)
    heights = np.zeros(k - 1)
    between = np.array(distances, dtype=np.float64)
    np.fill_diagonal(between, np.inf)
    node, size = np.arange(k), np.ones(k)
    for step in range(k - 1):
        i, j = divmod(int(between.argmin()), k)
        children[step], heights[step] = sorted((node[i], node[j])), between[i, j]
        mean = (size[i] * between[i] + size[j] * between[j]) / (size[i] + size[j])
        mean[i] = np.inf
        between[i], between[:, i] = mean, mean
        between[j], between[:, j] = np.inf, np.inf
        node[i], size[i] = k + step, size[i] + size[j]
    return children, np.maximum.accumulate(heights)  # rounding may make an equal one lower


def _best_order(distances: FloatArray, children: IntArray) -> IntArray:
    """Order the leaves so that the sum of the distances between neighbours is least."""
    groups = [_Group(np.array([i]), np.zeros((1, 1)), None) for i in range(len(distances))]
    for left, right in children:
        groups.append(_joined(groups[left], groups[right], distances))
    whole = groups[-1]
    first, last = divmod(int(whole.path.argmin()), len(whole.leaves))
    order = _walk(whole, int(whole.leaves[first]), int(whole.leaves[last]), distances)
    return np.array(order if order[0] <= order[-1] else order[::-1])


@dataclass(frozen=True, eq=False)
class _Group:
    """A group of m leaves.

    path[u, v] is the least sum of distances along an order that starts at u and ends at v;
    infinite where no order of the tree does.
    """

    leaves: IntArray
    path: FloatArray
    parts: tuple[_Group, _Group] | None


def _joined(a: _Group, b: _Group, distances: FloatArray) -> _Group:
    leaves = np.concatenate([a.leaves, b.leaves])
    across = _least_sum(_least_sum(a.path, distances[np.ix_(a.leaves, b.leaves)]), b.path)
    path = np.full((len(leaves), len(leaves)), np.inf)
    path[: len(a.leaves), len(a.leaves) :] = across
    path[len(a.leaves) :, : len(a.leaves)] = across.T
    return _Group(leaves, path, (a, b))


def _least_sum(first: FloatArray, second: FloatArray) -> FloatArray:
    """Multiply matrices with plus for times and minimum for plus."""
    return np.asarray((first[:, :, None] + second[None]).min(axis=1))


def _walk(group: _Group, start: int, end: int, distances: FloatArray) -> list[int]:
    """Find the order of a group from one leaf to another."""
    if group.parts is None:
        return [start]
    a, b = group.parts
    if start in b.leaves:
        a, b = b, a
    from_start = a.path[np.flatnonzero(a.leaves == start)[0]]
    to_end = b.path[np.flatnonzero(b.leaves == end)[0]]
    sums = from_start[:, None] + distances[np.ix_(a.leaves, b.leaves)] + to_end
    i, j = divmod(int(sums.argmin()), len(b.leaves))
    return [
        *_walk(a, start, int(a.leaves[i]), distances),
        *_walk(b, int(b.leaves[j]), end, distances),
    ]
