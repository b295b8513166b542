"""Class limits for counts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def quantile_classes(counts: npt.NDArray[np.int64], number: int) -> list[tuple[int, int]]:
    """Divide whole numbers over at most `number` classes of about equal size.

    Parameters
    ----------
    counts : ndarray of int64, shape (n,)
    number : int

    Returns
    -------
    list of (int, int)
        Least and greatest count of each class, ascending; equal counts share a class, and none
        is empty.
    """
    if len(counts) == 0:
        return []
    ordered = np.sort(counts)
    wanted = ordered[[len(ordered) * (step + 1) // number - 1 for step in range(number)]]
    upper = sorted(set(wanted.tolist()))
    lower = [int(ordered[0]), *(int(ordered[ordered > limit][0]) for limit in upper[:-1])]
    return list(zip(lower, upper, strict=True))


def class_of(
    counts: npt.NDArray[np.int64], classes: list[tuple[int, int]]
) -> npt.NDArray[np.int64]:
    """Position of the class of each count. Shape (n,)."""
    return np.searchsorted([upper for _, upper in classes], counts)
