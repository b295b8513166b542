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
    unit, cell : ndarray of int64, shape (u,)
        Each unit in each pair that covers it, and its cell.
    uncovered : ndarray of float64, shape (w, p)
        Weight that a pair does not cover.
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
    unit: IntArray
    cell: IntArray
    uncovered: FloatArray

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.first)


def crosstabs(labels: IntArray, weights: FloatArray) -> Crosstabs:
    """Make the crosstabs of every unordered pair of k labelings of n units.

    Parameters
    ----------
    labels : ndarray of int64, shape (k, n)
        Region of each unit in each indeling, counted from 0; -1 for none.
    weights : ndarray of float64, shape (w, n)
        Finite and not negative.
    """
    first, second = np.triu_indices(len(labels), 1)
    regions = labels.max(axis=1, initial=-1) + 1
    covered = (labels[first] >= 0) & (labels[second] >= 0)
    pair, unit = np.nonzero(covered)
    a, b = labels[first[pair], unit], labels[second[pair], unit]
    row_start = _starts(regions[first])
    column_start = _starts(regions[second])
    cell_start = _starts(regions[first] * regions[second])
    keys = cell_start[pair] + a * regions[second][pair] + b
    cells, cell = _number(keys, int(cell_start[-1]))

    def of_cell(values: IntArray) -> IntArray:
        taken = np.empty(cells, dtype=np.int64)
        taken[cell] = values
        return taken

    return Crosstabs(
        first=first,
        second=second,
        pair=of_cell(pair),
        row=of_cell(row_start[pair] + a),
        column=of_cell(column_start[pair] + b),
        units=np.bincount(cell, minlength=cells),
        weight=sum_by(weights[:, unit], cell, cells),
        row_pair=np.repeat(np.arange(len(first)), regions[first]),
        column_pair=np.repeat(np.arange(len(first)), regions[second]),
        unit=unit,
        cell=cell,
        uncovered=weights @ (~covered).T.astype(np.float64),
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


def _number(keys: IntArray, size: int) -> tuple[int, IntArray]:
    """Count the distinct keys below `size`, and give each key its rank among them."""
    if size > max(_DENSE_LIMIT, 8 * len(keys)):
        distinct, number = np.unique(keys, return_inverse=True)
        return len(distinct), number
    present = np.zeros(size, dtype=bool)
    present[keys] = True
    numbers = np.cumsum(present) - 1
    return int(present.sum()), numbers[keys]
