"""Draws the chart over the years, on screen and on paper."""

from __future__ import annotations

import math
from collections.abc import Collection

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from regiokaart import __version__
from regiokaart.cartography.yearchart import COLOURS, YearChart, YearPoint, value_axis
from regiokaart.model.notation import number
from regiokaart.painting import furniture
from regiokaart.painting.page import Sheet

WIDTH, HEIGHT = 1123.0, 794.0  # A4 landscape, in pixels of 1/96 inch
_MARGIN = 32.0
_GREY = QColor("#a8adb4")
_GRID = QColor("#e3e6ea")
_RADIUS = 5.0
_TICK = 6.0
_NAMES_PART = 0.5  # of the width: the most that names beside the last year may take
_NAMED = 8  # up to this many pairs each has its name and colour
_LEAST_PLOT = 120.0  # pixels between the axes at which points can be told apart


class ChartLayout:
    """Where everything of a chart stands in a rectangle of pixels.

    Parameters
    ----------
    chart : YearChart
        With at least one point.
    area : QRectF
    chosen : collection of int
        Pairs that stand out; when none do and the pairs are few, all do.
    letters : float
        Size of the letters as a multiple of that on paper.

    Attributes
    ----------
    unit : float
        That size.
    named : tuple of int
        Pairs with a colour and a name.
    plot : QRectF
        Between the axes.
    """

    def __init__(
        self, chart: YearChart, area: QRectF, chosen: Collection[int] = (), letters: float = 1.0
    ) -> None:
        self.chart, self.area, self.unit = chart, area, letters
        few = range(len(chart.pairs)) if len(chart.pairs) <= _NAMED else ()
        self.named = tuple(sorted(chosen) or few)[:_NAMED]
        self.small, self.body = furniture.font(12 * letters), furniture.font(13 * letters)
        self.title = furniture.font(20 * letters, bold=True)
        self.radius, self.tick = _RADIUS * letters, _TICK * letters
        self._metrics = QFontMetricsF(self.body)
        widest = max(
            (self._metrics.horizontalAdvance(chart.pairs[p]) for p in self.named), default=0
        )
        names = min(widest + 3 * self.radius, area.width() * _NAMES_PART)
        self.heading = furniture.text_height(chart.title, area.width(), self.title) + (
            furniture.text_height(chart.subtitle, area.width(), self.body) + 16 * letters
        )
        footer = chart.note + " " + chart.source + f" Gemaakt met Regiokaart {__version__}."
        self.footer_text = footer.strip()
        self.footer = furniture.text_height(self.footer_text, area.width(), self.small)
        left = QFontMetricsF(self.small).horizontalAdvance("0,00") + 12 * letters
        below = self._metrics.height() + 2 * self.tick
        self.plot = QRectF(
            area.left() + left,
            area.top() + self.heading,
            area.width() - left - names - 2 * self.radius,
            area.height() - self.heading - below - self.footer - 8,
        )
        self.values = value_axis(chart.points)
        self.years = chart.years

    def place(self, point: YearPoint) -> QPointF:
        """Return where a point stands."""
        return QPointF(self.x(point.jaar), self.y(point.value))

    def x(self, jaar: int) -> float:
        """Return where a year stands: years lie as far apart as they are in time."""
        first, last = self.years[0], self.years[-1]
        inset = min(48.0 * self.unit, self.plot.width() / 6)
        if first == last:
            return self.plot.center().x()
        part = (jaar - first) / (last - first)
        return self.plot.left() + inset + part * (self.plot.width() - 2 * inset)

    def y(self, value: float) -> float:
        """Return where a value stands."""
        low, high = self.values[0], self.values[-1]
        return self.plot.bottom() - (value - low) / (high - low) * self.plot.height()

    def colour(self, pair: int) -> QColor:
        """Return the colour of a pair."""
        if pair not in self.named:
            return _GREY
        return QColor(COLOURS[self.named.index(pair) % len(COLOURS)])

    def at(self, position: QPointF) -> YearPoint | None:
        """Return the point under a position, those that stand out first."""
        near = [
            (point.pair not in self.named, distance, i)
            for i, point in enumerate(self.chart.points)
            if (distance := (self.place(point) - position).manhattanLength()) <= 2 * self.radius
        ]
        return self.chart.points[min(near)[2]] if near else None

    def names(self) -> list[tuple[int, float]]:
        """Return the named pairs with the height of their name, moved apart where they touch."""
        last = self.years[-1]
        ends = {p.pair: self.y(p.value) for p in self.chart.points if p.jaar == last}
        wanted = sorted((ends[pair], pair) for pair in self.named if pair in ends)
        step = self._metrics.height()
        heights: list[float] = []
        for y, _ in wanted:
            heights.append(max(y, heights[-1] + step) if heights else y)
        over = (heights[-1] - self.plot.bottom()) if heights else 0
        for i in reversed(range(len(heights))):
            limit = heights[i + 1] - step if i + 1 < len(heights) else self.plot.bottom()
            if over > 0:
                heights[i] = min(heights[i], limit)
        return [(pair, y) for (_, pair), y in zip(wanted, heights, strict=True)]


def paint_chart(
    painter: QPainter,
    chart: YearChart,
    area: QRectF,
    chosen: Collection[int] = (),
    letters: float = 1.0,
) -> ChartLayout | None:
    """Draw a chart in a rectangle; return where everything is, None for a chart without points.

    Parameters
    ----------
    painter : QPainter
    chart : YearChart
    area : QRectF
        Pixels.
    chosen : collection of int
        As for `ChartLayout`.
    letters : float
        Wanted size of the letters; smaller where they leave no room for the points.
    """
    painter.fillRect(area, Qt.GlobalColor.white)
    inner = area.adjusted(_MARGIN, _MARGIN / 2, -_MARGIN, -_MARGIN / 2)
    if not chart.points:
        return None
    for size in furniture.sizes_from(letters):
        layout = ChartLayout(chart, inner, chosen, size)
        if layout.plot.height() >= _LEAST_PLOT:
            break
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_words(painter, layout)
    _paint_axes(painter, layout)
    order = sorted(range(len(chart.pairs)), key=lambda pair: pair in layout.named)
    for pair in order:
        _paint_pair(painter, layout, pair)
    _paint_names(painter, layout)
    return layout


def paint_pointed(painter: QPainter, layout: ChartLayout, point: YearPoint) -> None:
    """Draw a ring around the point that the keyboard points at."""
    place, radius = layout.place(point), layout.radius + 4
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((QColor("#ffffff"), 5.0), (furniture.INK, 2.0)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(place, radius, radius)


def chart_sheet(chart: YearChart, chosen: Collection[int]) -> Sheet:
    """Return the chart as a sheet on paper."""

    def paint(painter: QPainter, pixel_ratio: float) -> None:
        paint_chart(painter, chart, QRectF(0, 0, WIDTH, HEIGHT), chosen)

    return Sheet(WIDTH, HEIGHT, chart.title, f"{chart.alt_text} {chart.source}", paint)


def _paint_words(painter: QPainter, layout: ChartLayout) -> None:
    area, chart = layout.area, layout.chart
    height = furniture.text_height(chart.title, area.width(), layout.title)
    top = QRectF(area.left(), area.top(), area.width(), height + 1)
    furniture.paint_text(painter, top, chart.title, layout.title)
    below = QRectF(area.left(), top.bottom(), area.width(), layout.heading)
    furniture.paint_text(painter, below, chart.subtitle, layout.body, furniture.MUTED)
    foot = QRectF(area.left(), area.bottom() - layout.footer, area.width(), layout.footer + 1)
    furniture.paint_text(painter, foot, layout.footer_text, layout.small, furniture.MUTED)


def _paint_axes(painter: QPainter, layout: ChartLayout) -> None:
    plot, flags, unit = layout.plot, Qt.AlignmentFlag, layout.unit
    painter.setFont(layout.small)
    shown = -math.inf
    for value in reversed(layout.values):
        y = layout.y(value)
        painter.setPen(QPen(_GRID, 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        if y - shown < QFontMetricsF(layout.small).height():
            continue  # no room for another figure
        shown = y
        painter.setPen(furniture.MUTED)
        room = plot.left() - layout.area.left() - 8 * unit
        beside = QRectF(layout.area.left(), y - 10 * unit, room, 20 * unit)
        painter.drawText(beside, flags.AlignRight | flags.AlignVCenter, number(value, 2))
    painter.setPen(QPen(furniture.MUTED, 1))
    painter.drawLine(plot.bottomLeft(), plot.bottomRight())
    painter.setFont(layout.body)
    for jaar in range(layout.years[0], layout.years[-1] + 1):
        measured = jaar in layout.years
        x, long = layout.x(jaar), layout.tick if measured else layout.tick / 2
        painter.setPen(QPen(furniture.MUTED, 1))
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + long))
        if measured:
            painter.setPen(furniture.INK)
            under = QRectF(x - 40 * unit, plot.bottom() + layout.tick, 80 * unit, 24 * unit)
            painter.drawText(under, flags.AlignHCenter | flags.AlignTop, str(jaar))


def _paint_pair(painter: QPainter, layout: ChartLayout, pair: int) -> None:
    points, colour = layout.chart.of_pair(pair), layout.colour(pair)
    places = [layout.place(point) for point in points]
    if len(points) > 2:  # two years are two points, not a trend
        painter.setPen(QPen(colour, 1.2))
        painter.drawPolyline(QPolygonF(places))
    for point, place in zip(points, places, strict=True):
        if point.low < point.high:
            painter.setPen(QPen(colour, 2))
            low, high = layout.y(point.low), layout.y(point.high)
            for y in (low, high):
                painter.drawLine(QPointF(place.x() - 4, y), QPointF(place.x() + 4, y))
            painter.drawLine(QPointF(place.x(), low), QPointF(place.x(), high))
        painter.setPen(QPen(Qt.GlobalColor.white, 1.5))
        painter.setBrush(colour)
        radius = layout.radius if pair in layout.named else layout.radius - 1.5
        painter.drawEllipse(place, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_names(painter: QPainter, layout: ChartLayout) -> None:
    painter.setFont(layout.body)
    metrics = QFontMetricsF(layout.body)
    right, start = layout.area.right(), layout.plot.right()
    last = {p.pair: layout.place(p) for p in layout.chart.points if p.jaar == layout.years[-1]}
    for pair, y in layout.names():
        painter.setPen(QPen(layout.colour(pair), 1))
        painter.drawLine(last[pair] + QPointF(layout.radius + 1, 0), QPointF(start - 2, y))
        painter.setPen(furniture.INK)
        room = right - start - 4
        text = metrics.elidedText(layout.chart.pairs[pair], Qt.TextElideMode.ElideRight, room)
        rect = QRectF(start + 4, y - metrics.height() / 2, room, metrics.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
