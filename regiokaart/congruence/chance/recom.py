"""Random contiguous divisions with the region sizes of a real one, by a walk over divisions.

A step takes a random edge of the graph of units. When its ends lie in two regions, these are
merged, a spanning tree of the merged units is drawn, each with equal chance (Wilson 1996), and an
edge of that tree is cut such that the two sizes come back, with a chance in proportion to how many
edges do so. In all other cases the division stays as it is, which is a step too. That makes the
walk reversible: in the long run each division occurs in proportion to the product of the numbers
of spanning trees of its regions, and that favours compact ones.

The step is the ReCom of DeFord, Duchin & Solomon (2021), made reversible in the manner of Cannon,
Duchin, Randall & Rule (2022). It works on plain lists: for the twenty units that a step is about,
numpy would be slower.

References
----------
Wilson, D. B. (1996), Generating random spanning trees more quickly than the cover time. DeFord, D.,
Duchin, M. & Solomon, J. (2021), Recombination: a family of Markov chains for redistricting. Cannon,
S., Duchin, M., Randall, D. & Rule, P. (2022), Spanning tree methods for sampling graph partitions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

import numpy as np

from regiokaart.congruence.pair.crosstab import IntArray

_BLOCK = 8192  # random numbers drawn at once
# Whole numbers below this; what is left of them after division by at most some thousands of
# choices is even to within a millionth part or so, and quicker than to scale a fraction.
_RANGE = 1 << 30


class Walk:
    """A walk over the divisions of n units into contiguous regions of given sizes.

    A region in pieces stays as it is until it makes one piece with a neighbour; from then on it
    is contiguous. A unit without a region takes no part.

    Parameters
    ----------
    labels : ndarray of int64, shape (n,)
        Region of each unit where the walk starts, counted from 0; -1 for none.
    edges : ndarray of int64, shape (m, 2)
        Which units are neighbours, each pair once.
    rng : Generator

    Attributes
    ----------
    steps : int
        Edges taken.
    merges : int
        Steps that drew a tree: the edge lay between two regions that make one piece.
    cuts : int
        Steps that gave a division (perhaps the same one again).

    Raises
    ------
    ValueError
        When an edge joins a unit to itself or to one that is not there.
    """

    def __init__(self, labels: IntArray, edges: IntArray, rng: np.random.Generator) -> None:
        n = len(labels)
        if np.any((edges < 0) | (edges >= n)) or np.any(edges[:, 0] == edges[:, 1]):
            raise ValueError(f"edges must join two different units, numbered 0 to {n - 1}")
        inside = edges[np.all(labels[edges] >= 0, axis=1)]
        neighbours: list[list[int]] = [[] for _ in range(n)]
        for u, v in inside.tolist():
            neighbours[u].append(v)
            neighbours[v].append(u)
        self._from, self._to = inside.T.tolist()
        self._neighbours = [(units, len(units)) for units in neighbours]
        self._label: list[int] = labels.tolist()
        self._members: list[list[int]] = [
            np.flatnonzero(labels == k).tolist() for k in range(labels.max(initial=-1) + 1)
        ]
        self._in_pieces = {
            k for k, units in enumerate(self._members) if units and not self._is_whole(units)
        }
        self._draw: Callable[[], int] = chain.from_iterable(_blocks(rng)).__next__
        self._parent = [0] * n  # where the tree leads from each unit
        self._tree = [0] * n  # the last tree that each unit was in
        self._trees = 0
        self.steps = self.merges = self.cuts = 0

    @property
    def labels(self) -> IntArray:
        """Region of each unit now, -1 for none. Shape (n,)."""
        return np.array(self._label, dtype=np.int64)

    @property
    def in_pieces(self) -> tuple[int, ...]:
        """Regions that are not contiguous now."""
        return tuple(sorted(self._in_pieces))

    def run(self, steps: int) -> None:
        """Take a number of steps."""
        self.steps += steps
        if not self._from:
            return
        label, members, in_pieces = self._label, self._members, self._in_pieces
        starts, ends, draw, edges = self._from, self._to, self._draw, len(self._from)
        for _ in range(steps):
            edge = draw() % edges
            a, b = label[starts[edge]], label[ends[edge]]
            if a == b:
                continue
            merged = members[a] + members[b]
            if in_pieces and not in_pieces.isdisjoint((a, b)) and not self._is_whole(merged):
                continue
            self.merges += 1
            order = self._spanning_tree(merged, a, b)
            cut = self._cut(order, len(members[a]), len(members[b]))
            if cut:
                self.cuts += 1
                if len(cut) != len(members[a]):
                    a, b = b, a
                for unit in cut:
                    label[unit] = -1
                rest = [unit for unit in merged if label[unit] >= 0]
                for unit in cut:
                    label[unit] = a
                for unit in rest:
                    label[unit] = b
                members[a], members[b] = cut, rest
                in_pieces.difference_update((a, b))

    def _spanning_tree(self, merged: list[int], a: int, b: int) -> list[int]:
        """Draw a tree by walks that forget their loops; list its units, parents first."""
        label, neighbours, parent, tree = self._label, self._neighbours, self._parent, self._tree
        draw = self._draw
        self._trees += 1
        this = self._trees
        root = merged[0]
        tree[root] = this
        order = [root]
        for first in merged:
            if tree[first] == this:
                continue
            unit = first
            while tree[unit] != this:
                around, count = neighbours[unit]
                to = around[draw() % count]
                while (region := label[to]) != a and region != b:
                    to = around[draw() % count]
                parent[unit] = to
                unit = to
            branch = []
            unit = first
            while tree[unit] != this:
                tree[unit] = this
                branch.append(unit)
                unit = parent[unit]
            branch.reverse()
            order += branch
        return order

    def _cut(self, order: list[int], size_a: int, size_b: int) -> list[int]:
        """Choose an edge that gives the sizes back; return what hangs below it, or nothing."""
        parent = self._parent
        below = dict.fromkeys(order, 1)
        sizes = size_a, size_b
        fitting = []
        for unit in order[:0:-1]:
            size = below[unit]
            if size in sizes:
                fitting.append(unit)
            below[parent[unit]] += size
        if not fitting:
            return []
        # The smaller sides that the fitting edges cut off are disjoint, so there are no more
        # of them than fit. (Two halves are one edge.)
        smaller = min(size_a, size_b)
        most = 1 if size_a == size_b else len(order) // smaller
        chosen = self._draw() % most
        if chosen >= len(fitting):
            return []
        top = fitting[chosen]
        cut = [top]
        hanging = {top}
        for unit in order[order.index(top) + 1 :]:
            if parent[unit] in hanging:
                hanging.add(unit)
                cut.append(unit)
        return cut

    def _is_whole(self, units: list[int]) -> bool:
        """Whether units are connected among themselves."""
        left = set(units)
        found = [left.pop()]
        while found:
            for unit in self._neighbours[found.pop()][0]:
                if unit in left:
                    left.remove(unit)
                    found.append(unit)
        return not left


def _blocks(rng: np.random.Generator) -> Iterator[list[int]]:
    while True:
        yield rng.integers(_RANGE, size=_BLOCK).tolist()
