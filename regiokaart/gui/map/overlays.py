"""Marks over the map: the frame to zoom in on, the divider between two maps, a cross."""

from __future__ import annotations

from PyQt6.QtCore import QLineF, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen, QPolygonF

_INK = QColor("#154273")
_PAPER = QColor("#ffffff")
_GRIP = 6.0  # pixels on both sides of the divider that take it along
_HANDLE = 12.0  # radius in pixels


def paint_band(painter: QPainter, band: QRectF) -> None:
    """Draw the frame that the user is drawing."""
    tint = QColor(_INK)
    tint.setAlpha(36)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(_INK, 1.5))
    painter.setBrush(tint)
    painter.drawRect(band)


def paint_cross(painter: QPainter, centre: QPointF) -> None:
    """Mark the centre of the map, where the keyboard measures."""
    for colour, width in ((_PAPER, 4.0), (_INK, 1.5)):
        painter.setPen(QPen(colour, width))
        for dx, dy in ((9.0, 0.0), (0.0, 9.0)):
            painter.drawLine(QLineF(centre - QPointF(dx, dy), centre + QPointF(dx, dy)))


def on_divider(x: float, position: QPointF) -> bool:
    """Whether a pixel is on a divider at `x`, near enough to take it along."""
    return abs(position.x() - x) <= _GRIP


def paint_divider(painter: QPainter, x: float, height: float) -> None:
    """Draw the divider at `x`, with a handle halfway."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for colour, width in ((_PAPER, 5.0), (_INK, 2.0)):
        painter.setPen(QPen(colour, width))
        painter.drawLine(QLineF(x, 0, x, height))
    centre = QPointF(x, height / 2)
    painter.setPen(QPen(_INK, 2.0))
    painter.setBrush(_PAPER)
    painter.drawEllipse(centre, _HANDLE, _HANDLE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_INK)
    for side in (-1, 1):
        tip, back = centre + QPointF(8 * side, 0), centre + QPointF(3 * side, 0)
        painter.drawPolygon(QPolygonF([tip, back + QPointF(0, -4), back + QPointF(0, 4)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
