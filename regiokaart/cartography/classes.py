"""Class limits for counts and shares: quantiles, equal steps, or natural breaks.

A class is the least and the greatest value that occur in it, so that a legend never names a value
that is not on the map. Round values to what the legend prints before dividing them, or two
classes can look as if they share a limit.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.number]
Classes = list[tuple[float, float]]


class Klassen(StrEnum):
    """How values are divided over classes."""

    NATUURLIJK = "natuurlijk"
    KWANTIELEN = "kwantielen"
    GELIJK = "gelijk"

    @property
    def tekst(self) -> str:
        """What a legend says about it."""
        return {
            "natuurlijk": "natuurlijke klassen",
            "kwantielen": "klassen met ongeveer even veel gemeenten",
            "gelijk": "klassen van gelijke breedte",
        }[self.value]


def divide(values: Values, number: int, klassen: Klassen) -> Classes:
    """Divide values over at most `number` classes.

    Parameters
    ----------
    values : ndarray, shape (n,)
        Without NaN.
    number : int
        At least 1.
    klassen : Klassen

    Returns
    -------
    list of (least, greatest)
        Ascending; equal values share a class, and none is empty. Empty without values.
    """
    match klassen:
        case Klassen.NATUURLIJK:
            return natural_breaks(values, number)
        case Klassen.KWANTIELEN:
            return quantile_classes(values, number)
        case Klassen.GELIJK:
            return equal_intervals(values, number)


def quantile_classes(values: Values, number: int) -> Classes:
    """Divide values over at most `number` classes of about equal size, as `divide` says."""
    ordered = np.sort(values)
    wanted = [len(ordered) * (step + 1) // number - 1 for step in range(number)]
    return _between(ordered, ordered[[position for position in wanted if position >= 0]])


def equal_intervals(values: Values, number: int) -> Classes:
    """Divide values over at most `number` classes of equal width, as `divide` says.

    Classes without values are left out.
    """
    if len(values) == 0:
        return []
    limits = np.linspace(values.min(), values.max(), number + 1)[1:]
    limits[-1] = values.max()  # not a rounding error below it
    return _between(np.sort(values), limits)


def natural_breaks(values: Values, number: int) -> Classes:
    """Divide values over at most `number` classes that differ least within, as `divide` says.

    The least sum of squared distances to the mean of the class, found exactly by dynamic
    programming over the u distinct values: time and memory grow with u². Of divisions that are
    equally good, the one with the lowest limits.

    References
    ----------
    Fisher, W. D. (1958). On grouping for maximum homogeneity. Journal of the American Statistical
    Association 53, 789-798. Jenks, G. F. (1967) brought it to maps.

    Examples
    --------
    >>> natural_breaks(np.array([1, 2, 2, 10, 11, 50]), 3)
    [(1, 2), (10, 11), (50, 50)]
    """
    distinct, times = np.unique(values, return_counts=True)
    if len(distinct) <= number:
        return _between(distinct, distinct)
    spread = _spread(distinct - distinct.mean(), times)
    least, starts = spread[0], []  # of the values up to each, in one class
    for _ in range(1, number):
        # cost[i, j]: the values before i as well as can be, and i to j in a class of their own
        cost = np.vstack([np.full(len(distinct), np.inf), least[:-1, None] + spread[1:]])
        starts.append(cost.argmin(axis=0))
        least = cost.min(axis=0)
    upper = [len(distinct) - 1]
    for start in reversed(starts):
        upper.append(int(start[upper[-1]]) - 1)
    return _between(distinct, distinct[upper[::-1]])


def class_of(values: Values, classes: Classes) -> npt.NDArray[np.int64]:
    """Position of the class of each value. Shape (n,)."""
    return np.searchsorted([upper for _, upper in classes], values)


def _between(ordered: Values, limits: Values) -> Classes:
    """Return the values that occur up to each limit, the last of which is the greatest value."""
    position = np.unique(np.searchsorted(ordered, limits, side="right"))
    upper = position[position > 0]
    lower = np.concatenate([[0], upper[:-1]]).astype(np.int64)[: len(upper)]
    return list(zip(ordered[lower].tolist(), ordered[upper - 1].tolist(), strict=True))


def _spread(
    distinct: npt.NDArray[np.float64], times: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Sum of squared distances to their mean of the values i to j; infinite for j < i."""
    sums = [np.concatenate([[0.0], np.cumsum(times * distinct**power)]) for power in range(3)]
    count, total, squares = (column[None, 1:] - column[:-1, None] for column in sums)
    valid = count > 0
    spread = np.full(count.shape, np.inf)
    spread[valid] = squares[valid] - total[valid] ** 2 / count[valid]
    return spread
