"""Class limits for counts and shares: natural breaks, quantiles, equal steps, or one's own.

A class is the least and the greatest value that occur in it, so that a legend never names a value
that is not on the map; own classes run from limit to limit, whatever occurs. Round values to what
the legend prints before dividing them, or two classes can look as if they share a limit.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from regiokaart.model import notation

Values = npt.NDArray[np.number]
Classes = list[tuple[float, float]]
FEWEST, MOST = 3, 7
"""Numbers of classes to choose from: fewer say little, more cannot be told apart."""
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?%?")
_LARGEST = 1e9


class Klassen(StrEnum):
    """How values are divided over classes."""

    NATUURLIJK = "natuurlijk"
    KWANTIELEN = "kwantielen"
    GELIJK = "gelijk"
    EIGEN = "eigen"

    @property
    def tekst(self) -> str:
        """What a legend says about it."""
        return {
            "natuurlijk": "natuurlijke klassen",
            "kwantielen": "klassen met ongeveer even veel gemeenten",
            "gelijk": "klassen van gelijke breedte",
            "eigen": "zelf gekozen klassen",
        }[self.value]


@dataclass(frozen=True)
class Classification:
    """How values are divided, and over how many classes.

    Attributes
    ----------
    klassen : Klassen
    number : int
        At most so many classes; own classes are as many as their limits make.
    breaks : tuple of float
        Where each own class but the first begins, ascending, in the unit of the legend: 30 is 30%
        where it writes percentages.

    Raises
    ------
    ValueError
        For own classes without limits, with too many, or with limits that do not ascend.
    """

    klassen: Klassen = Klassen.NATUURLIJK
    number: int = 5
    breaks: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if self.klassen is Klassen.EIGEN and not 1 <= len(self.breaks) < MOST:
            raise ValueError(f"own classes need 1 to {MOST - 1} limits, not {len(self.breaks)}")
        if any(a >= b for a, b in pairwise(self.breaks)):
            raise ValueError(f"limits of classes must ascend: {self.breaks}")


NATURAL = Classification()


def read_breaks(text: str) -> tuple[float, ...]:
    """Read the limits that a user writes, such as ``10; 20; 30`` or ``12,5; 20``.

    Parameters
    ----------
    text : str
        Numbers in Dutch with semicolons or spaces between them.

    Returns
    -------
    tuple of float
        Ascending.

    Raises
    ------
    ValueError
        With what is wrong in Dutch, for the user.

    Examples
    --------
    >>> read_breaks("10; 12,5; 1.200")
    (10.0, 12.5, 1200.0)
    """
    words = [word.strip(",") for word in re.split(r"[;\s]+", text) if word.strip(",")]
    if not words:
        raise ValueError("vul grenzen in, met een puntkomma ertussen: 10; 20; 30")
    if len(words) >= MOST:
        raise ValueError(f"ten hoogste {MOST - 1} grenzen, want meer kleuren lijken op elkaar")
    breaks = tuple(map(_read_number, words))
    for at in range(1, len(breaks)):
        if breaks[at] <= breaks[at - 1]:
            raise ValueError(
                f"{words[at]} staat na {words[at - 1]}; geef de grenzen van laag naar hoog"
            )
    return breaks


def range_problem(how: Classification, values: Values, per_unit: int = 1) -> str:
    """Say in Dutch that own limits leave all values in one class; empty when they do not.

    Parameters
    ----------
    how : Classification
    values : ndarray, shape (n,)
        NaN where there is none.
    per_unit : int
        As for `divide`.
    """
    known = values[~np.isnan(values)] * per_unit
    if how.klassen is not Klassen.EIGEN or not len(known):
        return ""
    low, high = known.min(), known.max()
    if any(low < limit <= high for limit in np.ceil(how.breaks)):
        return ""
    unit = "%" if per_unit == 100 else ""
    return (
        f"geen grens ligt tussen de laagste waarde ({notation.number(low)}{unit}) en de hoogste "
        f"({notation.number(high)}{unit})"
    )


def _read_number(word: str) -> float:
    found = _NUMBER.fullmatch(word)
    value = math.inf
    if found is not None:
        value = float(f"{found[1].replace('.', '')}.{found[2] or 0}")
    if not 0 < value <= _LARGEST:
        raise ValueError(f"'{word}' is geen getal boven 0, zoals 10 of 12,5")
    return value


def divide(values: Values, how: Classification, per_unit: int = 1) -> Classes:
    """Divide values over classes.

    Parameters
    ----------
    values : ndarray, shape (n,)
        Without NaN.
    how : Classification
    per_unit : int
        Steps in which the legend writes values: 1 for counts, 100 for percentages of shares.

    Returns
    -------
    list of (least, greatest)
        Ascending; equal values share a class. None is empty, unless the user chose the limits; then
        the first begins at minus infinity and the last ends at infinity. Empty without values.
    """
    if len(values) == 0:
        return []
    match how.klassen:
        case Klassen.NATUURLIJK:
            return natural_breaks(values, how.number)
        case Klassen.KWANTIELEN:
            return quantile_classes(values, how.number)
        case Klassen.GELIJK:
            return equal_intervals(values, how.number)
        case Klassen.EIGEN:
            return own_classes(how.breaks, per_unit)


def own_classes(breaks: Sequence[float], per_unit: int = 1) -> Classes:
    """Return the classes between limits of one's own, as `divide` says.

    Limits between which no value of the legend lies are one limit.

    Examples
    --------
    >>> own_classes((10, 19.5, 20))
    [(-inf, 9.0), (10.0, 19.0), (20.0, inf)]
    """
    starts = np.unique(np.ceil(breaks))
    least = [-math.inf, *(starts / per_unit).tolist()]
    greatest = [*((starts - 1) / per_unit).tolist(), math.inf]
    return list(zip(least, greatest, strict=True))


def within(classes: Classes, least: float, greatest: float) -> Classes:
    """Return the classes as far as they lie between two values, these included.

    Examples
    --------
    >>> within(own_classes((3, 9)), 1, 7)
    [(1, 2.0), (3.0, 7)]
    """
    cut = [(max(low, least), min(high, greatest)) for low, high in classes]
    return [(low, high) for low, high in cut if low <= high]


def has_gaps(classes: Classes, per_unit: int = 1) -> bool:
    """Whether between two classes lie values that the legend could write, but do not occur."""
    steps = ((after[0] - before[1]) * per_unit for before, after in pairwise(classes))
    return any(step > 1.5 for step in steps)


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
