"""What the chart over the years shows: one point per pair of indelingen and year."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from regiokaart.cartography.palettes import OKABE_ITO
from regiokaart.congruence.table import Table
from regiokaart.model.notation import number

COLOURS = OKABE_ITO[5:] + OKABE_ITO[:3] + OKABE_ITO[4:5]  # without yellow, that fades on white
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2)
_MOST_STEPS = 6


@dataclass(frozen=True)
class YearPoint:
    """The congruence of one pair in one year.

    Attributes
    ----------
    pair : int
        Position in `YearChart.pairs`.
    jaar : int
    value : float
        V-maat on the gemeenten of now.
    low, high : float
        Lowest and highest V-maat over what is uncertain; equal to `value` when nothing is.
    row : int
        Row of the table that the point stands for.
    text : tuple of str
        Lines for whoever points at it.
    """

    pair: int
    jaar: int
    value: float
    low: float
    high: float
    row: int
    text: tuple[str, ...]


@dataclass(frozen=True)
class YearChart:
    """Points on an axis of years.

    Attributes
    ----------
    title, subtitle, note, source : str
        Source is the attribution.
    pairs : tuple of str
        Names of the pairs.
    points : tuple of YearPoint
        By pair, oldest first.
    alt_text : str
        What the chart shows, for those who cannot see it.
    """

    title: str
    subtitle: str
    note: str
    source: str
    pairs: tuple[str, ...]
    points: tuple[YearPoint, ...]
    alt_text: str

    @property
    def years(self) -> tuple[int, ...]:
        """Years that have a point, ascending."""
        return tuple(sorted({point.jaar for point in self.points}))

    def of_pair(self, pair: int) -> tuple[YearPoint, ...]:
        """Return the points of one pair, oldest first."""
        return tuple(point for point in self.points if point.pair == pair)


def year_chart(table: Table, gewicht: str, note: str, source: str) -> YearChart:
    """Make the chart of a table of one weight, made by `overyears.yeartable.years_table`.

    Parameters
    ----------
    table : Table
    gewicht : str
        In which was counted.
    note, source : str
        Printed below the chart.
    """

    def column(key: str) -> Sequence[object]:
        return table[key].values

    names = [f"{a} – {b}" for a, b in zip(column("naam_a"), column("naam_b"), strict=True)]
    pairs = tuple(dict.fromkeys(names))
    points = []
    for row, name in enumerate(names):
        value, low, high = (_number(column(key)[row]) for key in _MEASURES)
        if math.isnan(value):
            continue
        jaar = int(_number(column("jaar")[row]))
        points.append(
            YearPoint(
                pairs.index(name), jaar, value, low, high, row, _text(name, jaar, value, low, high)
            )
        )
    years = sorted({point.jaar for point in points})
    return YearChart(
        title="Congruentie door de jaren",
        subtitle=f"V-maat per paar indelingen, gewicht {gewicht}",
        note=note,
        source=source,
        pairs=pairs,
        points=tuple(points),
        alt_text=(
            f"Grafiek met de V-maat van {len(pairs)} paren indelingen in "
            f"{' en '.join(map(str, years))}: "
            + "; ".join(f"{p.text[0]} {p.jaar}: {number(p.value, 3)}" for p in points)
            + "."
        ),
    )


_MEASURES = ("v_maat", "v_laagste", "v_hoogste")


def _text(name: str, jaar: int, value: float, low: float, high: float) -> tuple[str, ...]:
    lines = [name, f"{jaar}: V-maat {number(value, 3)}"]
    if low < high:
        lines.append(f"onzeker: {number(low, 3)} tot {number(high, 3)}")
    return tuple(lines)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else math.nan


def value_axis(points: Sequence[YearPoint]) -> tuple[float, ...]:
    """Return round values around all points, evenly spaced, at most seven.

    Examples
    --------
    >>> point = YearPoint(0, 2016, 0.93, 0.91, 0.94, 0, ())
    >>> value_axis([point])
    (0.91, 0.92, 0.93, 0.94)
    """
    low = min(point.low for point in points)
    high = max(point.high for point in points)
    for step in _STEPS:
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if last - first <= _MOST_STEPS:
            break
    last = max(last, first + 1)
    return tuple(round(i * step, 10) for i in range(first, last + 1))
