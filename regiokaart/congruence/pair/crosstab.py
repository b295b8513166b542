"""Crosstabs of all pairs of indelingen at once, from labels, as sparse cells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

# A dense table of possible cells is far quicker than sorting, as long as it is not mostly empty.
_DENSE_LIMIT = 1 << 20
_DENSE_RATIO = 16


@dataclass(frozen=True)
class Crosstabs:
    """The crosstabs of p pairs: c cells in which at least one unit lies, ordered by pair and row.

    Rows are the regions of the first indeling of a pair and columns those of the second, both
    numbered on over all pairs. Only units that both indelingen of a pair cover have a cell; a
    unit without weight has one too.

    Attributes
    ----------
    first, second : ndarray of int64, shape (p,)
        Positions of the indelingen of each pair.
    pair, row, column : ndarray of int64, shape (c,)
        Where each cell is.
    units : ndarray of int64, shape (c,)
        Number of units in each cell.
    weight : ndarray of float64, shape (w, c)
        Their weight, for each of w weights.
    row_pair, column_pair : ndarray of int64, shape (r,) and (s,)
        Pair to which each row and column belongs.
    covered : ndarray of bool, shape (p, n)
        Which units both indelingen of a pair cover.
    unit, cell : ndarray of int64, shape (u,)
        Each unit in each pair that covers it, and its cell.
    """

    first: IntArray
    second: IntArray
    pair: IntArray
    row: IntArray
    column: IntArray
    units: IntArray
    weight: FloatArray
    row_pair: IntArray
    column_pair: IntArray
    covered: BoolArray
    unit: IntArray
    cell: IntArray

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.first)


def crosstabs(
    labels: IntArray, weights: FloatArray, pairs: tuple[IntArray, IntArray] | None = None
) -> Crosstabs:
    """Make the crosstabs of pairs of k labelings of n units.

    Parameters
    ----------
    labels : ndarray of int64, shape (k, n)
        Region of each unit in each indeling, counted from 0; -1 for none.
    weights : ndarray of float64, shape (w, n)
        Finite and not negative.
    pairs : two ndarrays of int64, shape (p,), optional
        Positions of the indelingen of each pair; every unordered pair when left out.
    """
    first, second = np.triu_indices(len(labels), 1) if pairs is None else pairs
    a, b = labels[first], labels[second]
    rows, columns = (each.max(axis=1, initial=-1) + 1 for each in (a, b))
    row_start, column_start, cell_start = _starts(rows), _starts(columns), _starts(rows * columns)
    covered = (a >= 0) & (b >= 0)
    keys = a * columns[:, None]
    keys += b
    keys += cell_start[:-1, None]
    if covered.all():  # the common case, without gathering
        unit = np.tile(np.arange(labels.shape[1]), len(first))
        keys, each = keys.ravel(), np.tile(weights, len(first))
    else:
        unit = np.nonzero(covered)[1]
        keys, each = keys[covered], weights[:, unit]
    cells, cell = _distinct(keys, int(cell_start[-1]))
    pair = np.searchsorted(cell_start, cells, side="right") - 1
    row, column = np.divmod(cells - cell_start[pair], columns[pair])
    return Crosstabs(
        first=first,
        second=second,
        pair=pair,
        row=row_start[pair] + row,
        column=column_start[pair] + column,
        units=np.bincount(cell, minlength=len(cells)),
        weight=sum_by(each, cell, len(cells)),
        row_pair=np.repeat(np.arange(len(first)), rows),
        column_pair=np.repeat(np.arange(len(first)), columns),
        covered=covered,
        unit=unit,
        cell=cell,
    )


def sum_by(values: FloatArray, groups: IntArray, size: int) -> FloatArray:
    """Sum values of shape (w, m) within groups (m,): shape (w, size)."""
    return np.array([np.bincount(groups, row, minlength=size) for row in values]).reshape(
        len(values), size
    )


def max_by(values: FloatArray, groups: IntArray, size: int) -> FloatArray:
    """Largest of non-negative values of shape (w, m) within groups (m,), 0 where there are none."""
    largest = np.zeros((len(values), size))
    for row, out in zip(values, largest, strict=True):
        np.maximum.at(out, groups, row)
    return largest


def _starts(sizes: IntArray) -> IntArray:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])


def _distinct(keys: IntArray, size: int) -> tuple[IntArray, IntArray]:
    """Find the distinct keys below `size`, ascending, and the place of each key among them."""
    if size > max(_DENSE_LIMIT, _DENSE_RATIO * len(keys)):
        distinct, place = np.unique(keys, return_inverse=True)
        return distinct, place
    present = np.zeros(size, dtype=bool)
    present[keys] = True
    distinct = np.flatnonzero(present)
    place = np.empty(size, dtype=np.int64)  # only read where a key is
    place[distinct] = np.arange(len(distinct))
    return distinct, place[keys]
