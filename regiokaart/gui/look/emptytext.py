"""Views that say why they are empty, and what to do about it."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QPainter
from PyQt6.QtWidgets import QAbstractItemView

from regiokaart.gui.look import theme

_PROPERTY = "empty_text"


def say(view: QAbstractItemView, text: str) -> None:
    """Let a view say `text` from now on; nothing when it is empty."""
    view.setProperty(_PROPERTY, text)
    viewport = view.viewport()
    if viewport is not None:
        viewport.update()  # also where no row changes, as with another search that finds nothing


def said_by(view: QAbstractItemView) -> str:
    """Return what a view says."""
    return str(view.property(_PROPERTY) or "")


def draw(view: QAbstractItemView) -> None:
    """Write what a view says in its upper part; call it at the end of its paintEvent."""
    text, viewport = said_by(view), view.viewport()
    if not text or viewport is None:
        return
    painter = QPainter(viewport)
    painter.setPen(view.palette().placeholderText().color())
    step = theme.STEP
    area = viewport.rect().adjusted(2 * step, 3 * step, -2 * step, -step)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
    painter.drawText(area, flags | Qt.TextFlag.TextWordWrap, text)
    painter.end()
