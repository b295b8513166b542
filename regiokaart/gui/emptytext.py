"""Views that say why they are empty."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QPainter
from PyQt6.QtWidgets import QAbstractItemView

from regiokaart.gui import theme


def draw(view: QAbstractItemView, text: str) -> None:
    """Write `text` in the upper part of a view; call it at the end of its paintEvent."""
    viewport = view.viewport()
    if not text or viewport is None:
        return
    painter = QPainter(viewport)
    painter.setPen(view.palette().placeholderText().color())
    step = theme.STEP
    area = viewport.rect().adjusted(2 * step, 3 * step, -2 * step, -step)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
    painter.drawText(area, flags | Qt.TextFlag.TextWordWrap, text)
    painter.end()
