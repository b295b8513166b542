"""Wisselaars: the least weight that changes region to make one indeling equal to another.

The regions of A and B are matched one to one so that as much weight as possible stays where it
is; what is not in a matched cell moves. This is the assignment problem (Kuhn 1955).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from regiokaart.congruence.pair.crosstab import (
    BoolArray,
    Crosstabs,
    FloatArray,
    IntArray,
    crosstabs,
    max_by,
    sum_by,
)

_LARGE = 1 << 14  # possible cells from which it pays to split a problem that falls apart


@dataclass(frozen=True)
class Wisselaars:
    """A smallest set of gemeenten that change region to make A equal to B.

    Attributes
    ----------
    gemeenten : ndarray of int64
        Their positions, ascending.
    weight : float
        Their weight together: the transfer distance.
    only : bool
        Whether no other set weighs as little.
    """

    gemeenten: IntArray
    weight: float
    only: bool


def wisselaars(
    labels_a: IntArray,
    labels_b: IntArray,
    weights: FloatArray,
    tie_break: FloatArray | None = None,
) -> Wisselaars:
    """Choose who changes region to make A equal to B at the least weight.

    Parameters
    ----------
    labels_a, labels_b : ndarray of int64, shape (n,)
        Region of each gemeente, -1 for none.
    weights : ndarray of float64, shape (n,)
    tie_break : ndarray of float64, shape (n,), optional
        Of sets with equal weight the one with the least of this is taken. Needs weights that
        are whole numbers, others hardly ever tie. What still ties is settled by the order of
        the gemeenten and regions, so the answer is always the same.
    """
    labels = np.stack([labels_a, labels_b])
    whole = bool(np.all(weights == np.round(weights)))
    if tie_break is not None and whole:
        ranked = weights * (tie_break.sum() + 1) + tie_break
    else:
        ranked = weights
    tabs = crosstabs(labels, np.stack([weights, ranked]))
    weight, ranking = tabs.weight
    stay = _matched(tabs, ranking)
    best = weight[stay].sum()
    only = True
    for cell in np.flatnonzero(stay):
        without = weight.copy()
        without[cell] = 0
        if weight[_matched(tabs, without)].sum() >= best * (1 - 1e-12):
            only = False
            break
    moving = ~stay[tabs.cell]
    return Wisselaars(np.sort(tabs.unit[moving]), float(weight[~stay].sum()), only)


def _matched(tabs: Crosstabs, weight: FloatArray) -> BoolArray:
    (matched,) = matched_cells(replace(tabs, weight=weight[np.newaxis]))
    return np.asarray(matched)


def matched_cells(tabs: Crosstabs) -> BoolArray:
    """Choose the cells that stay: at most one per row and column, with the most weight in all.

    Returns
    -------
    ndarray of bool, shape (w, c)
        Cells without weight are never chosen.
    """
    w, c = tabs.weight.shape
    copy = np.repeat(np.arange(w), c)
    problem = copy * len(tabs) + np.tile(tabs.pair, w)
    row = copy * len(tabs.row_pair) + np.tile(tabs.row, w)
    column = copy * len(tabs.column_pair) + np.tile(tabs.column, w)
    weight = tabs.weight.ravel()
    chosen = np.zeros(w * c, dtype=bool)
    row_free = np.ones(w * len(tabs.row_pair), dtype=bool)
    column_free = np.ones(w * len(tabs.column_pair), dtype=bool)
    left = np.flatnonzero(weight > 0)
    while len(left):
        certain = left[_certain(row[left], column[left], weight[left])]
        if not len(certain):
            break
        chosen[certain] = True
        row_free[row[certain]] = column_free[column[certain]] = False
        left = left[row_free[row[left]] & column_free[column[left]]]
    for cells in _split(left, problem[left]):
        chosen[cells[_assign(row[cells], column[cells], weight[cells])]] = True
    return chosen.reshape(w, c)


def transfer_weight(tabs: Crosstabs) -> FloatArray:
    """Weight outside the matched cells: the transfer distance. Shape (p, w)."""
    moving = np.where(matched_cells(tabs), 0.0, tabs.weight)
    return sum_by(moving, tabs.pair, len(tabs)).T


def _certain(row: IntArray, column: IntArray, weight: FloatArray) -> BoolArray:
    """Tell which cells are in a best matching whatever the rest does.

    A matching without cell (i, j) uses at most one other cell of row i and one other of column
    j. When (i, j) weighs at least as much as the heaviest two of those, swapping loses nothing.
    """
    best_row, other_row = _largest_two(row, weight)
    best_column, other_column = _largest_two(column, weight)
    return best_row & best_column & (weight >= other_row + other_column)


def _largest_two(groups: IntArray, weight: FloatArray) -> tuple[BoolArray, FloatArray]:
    """Tell per cell whether it is the first heaviest of its group, and weigh the runner-up."""
    size = int(groups.max()) + 1
    heaviest = weight == max_by(weight[np.newaxis], groups, size)[0, groups]
    candidates = np.flatnonzero(heaviest)[::-1]
    first = np.empty(size, dtype=np.int64)
    first[groups[candidates]] = candidates  # of equal indices the last, so the first cell, stays
    best = np.zeros(len(groups), dtype=bool)
    best[first[groups[candidates]]] = True
    others = ~best
    second = max_by(weight[np.newaxis, others], groups[others], size)[0]
    return best, second[groups]


def _split(cells: IntArray, problem: IntArray) -> list[IntArray]:
    if not len(cells):
        return []
    order = np.argsort(problem, kind="stable")
    return np.split(cells[order], np.flatnonzero(np.diff(problem[order])) + 1)


def _assign(row: IntArray, column: IntArray, weight: FloatArray) -> IntArray:
    """Solve one assignment problem; positions of the chosen cells, ascending."""
    from scipy.optimize import linear_sum_assignment

    rows, i = np.unique(row, return_inverse=True)
    columns, j = np.unique(column, return_inverse=True)
    if len(rows) * len(columns) > _LARGE:
        parts = _separate(i, j + len(rows))
        if len(parts) > 1:
            found = [part[_assign(row[part], column[part], weight[part])] for part in parts]
            return np.sort(np.concatenate(found))
    dense = np.zeros((len(rows), len(columns)))
    dense[i, j] = weight
    partner = np.full(len(rows), -1)
    chosen_rows, chosen_columns = linear_sum_assignment(dense, maximize=True)
    partner[chosen_rows] = chosen_columns
    return np.flatnonzero(partner[i] == j)


def _separate(i: IntArray, j: IntArray) -> list[IntArray]:
    """Split cells, each joining two nodes, into those that no path joins: their positions."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    size = int(j.max()) + 1
    graph = coo_array((np.ones(len(i)), (i, j)), shape=(size, size))
    _, component = connected_components(graph, directed=False)
    return _split(np.arange(len(i)), np.asarray(component, dtype=np.int64)[i])
