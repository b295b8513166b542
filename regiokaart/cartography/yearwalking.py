"""From point to point of the chart over the years, for whoever has no mouse."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum, auto

from regiokaart.cartography.yearchart import YearChart, YearPoint


class Step(Enum):
    """Where to go from a point."""

    EARLIER = auto()
    """The year before, of the same pair."""
    LATER = auto()
    """The year after."""
    HIGHER = auto()
    """The next higher value in the same year."""
    LOWER = auto()
    """The next lower one."""
    FIRST = auto()
    """The first year of the same pair."""
    LAST = auto()
    """The last year."""


def first_point(chart: YearChart, pairs: Collection[int]) -> YearPoint:
    """Return where to begin: at the last year, with the highest value of some pairs.

    Parameters
    ----------
    chart : YearChart
        With at least one point.
    pairs : collection of int
        Positions of the pairs to begin with; none for all.
    """
    there = [point for point in chart.points if point.pair in pairs] or list(chart.points)
    return max(there, key=lambda point: (point.jaar, *_height(point)))


def next_point(chart: YearChart, at: YearPoint, step: Step) -> YearPoint:
    """Return the point that a step leads to; the same one where there is none further on.

    Points of one year with the same value come one after another.
    """
    if step in (Step.HIGHER, Step.LOWER):
        row = sorted((p for p in chart.points if p.jaar == at.jaar), key=_height)
    else:
        row = list(chart.of_pair(at.pair))
    if step in (Step.FIRST, Step.LAST):
        return row[0 if step is Step.FIRST else -1]
    place = row.index(at) + (1 if step in (Step.LATER, Step.HIGHER) else -1)
    return row[min(max(place, 0), len(row) - 1)]


def _height(point: YearPoint) -> tuple[float, int]:
    return point.value, -point.pair
