"""Measure a distance on the map: a line from click to click, with its length."""

from __future__ import annotations

import math
from itertools import pairwise

from PyQt6.QtCore import QObject, QPointF, QRectF, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from regiokaart.cartography.viewport import Viewport
from regiokaart.model.notation import number
from regiokaart.painting import furniture

Place = tuple[float, float]

_LINE = QColor("#154273")
_DOT = 3.5  # pixels
_PADDING = 5.0


def distance_text(metres: float) -> str:
    """Write a distance for a reader.

    Examples
    --------
    >>> distance_text(12_345), distance_text(345.6)
    ('12,3 km', '346 m')
    """
    return f"{number(metres / 1000, 1)} km" if metres >= 1000 else f"{number(metres)} m"


class Measurement(QObject):
    """A line over the map, straight in RD.

    Attributes
    ----------
    places : list of (float, float)
        Where was clicked, metres RD.
    done : bool
        Whether the line was ended; the next place begins another.

    Signals
    -------
    changed
        The line is another, or followed the pointer.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.places: list[Place] = []
        self.done = False
        self._pointer: Place | None = None

    def add(self, place: Place) -> None:
        """Go on to a place, or begin there."""
        if self.done:
            self.places, self.done = [], False
        if not self.places or self.places[-1] != place:
            self.places.append(place)
        self._pointer = None
        self.changed.emit()

    def point(self, place: Place | None) -> None:
        """Follow the pointer with the last part of the line."""
        if self.places and not self.done:
            self._pointer = place
            self.changed.emit()

    def take_back(self) -> None:
        """Forget the last place."""
        if self.places:
            self.places.pop()
            self.done = False
            self.changed.emit()

    def end(self) -> None:
        """Keep the line as it is."""
        self.done, self._pointer = True, None
        self.changed.emit()

    def clear(self) -> None:
        """Forget the line."""
        self.places, self.done, self._pointer = [], False, None
        self.changed.emit()

    @property
    def line(self) -> list[Place]:
        """The places and the pointer."""
        return [*self.places, self._pointer] if self.places and self._pointer else self.places

    def text(self) -> str:
        """Say how long the line is, and its last part; empty for less than two places."""
        line = self.line
        if len(line) < 2:
            return ""
        legs = [math.dist(a, b) for a, b in pairwise(line)]
        total = distance_text(sum(legs))
        return total if len(legs) == 1 else f"{total} (laatste stuk {distance_text(legs[-1])})"

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw the line with its length beside the end."""
        line = [QPointF(*viewport.to_pixel(*place)) for place in self.line]
        if not line:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((QColor("#ffffff"), 5.0), (_LINE, 2.0)):
            painter.setPen(QPen(colour, width))
            painter.drawPolyline(QPolygonF(line))
        painter.setPen(QPen(QColor("#ffffff"), 1.5))
        painter.setBrush(_LINE)
        for place in self.places:
            painter.drawEllipse(QPointF(*viewport.to_pixel(*place)), _DOT, _DOT)
        self._paint_text(painter, line[-1], viewport)

    def _paint_text(self, painter: QPainter, end: QPointF, viewport: Viewport) -> None:
        text = self.text()
        if not text:
            return
        letters = furniture.letters()
        font = furniture.font(12 * letters, bold=True)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(text) + 2 * _PADDING * letters
        height = metrics.height() + _PADDING * letters
        left = min(max(end.x() + 12, 0.0), viewport.width - width)
        top = min(max(end.y() - height - 8, 0.0), viewport.height - height)
        rect = QRectF(left, top, width, height)
        painter.setPen(QPen(furniture.FRAME, 1))
        painter.setBrush(furniture.PAPER)
        painter.drawRoundedRect(rect, 4, 4)
        painter.setFont(font)
        painter.setPen(furniture.INK)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
