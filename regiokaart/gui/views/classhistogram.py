"""A histogram of what is on the map, in which the limits of classes are dragged."""

from __future__ import annotations

import numpy as np
from PyQt6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PyQt6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from regiokaart.cartography.classes import MOST
from regiokaart.cartography.palettes import ACCENT, shades
from regiokaart.cartography.pergemeente import Figures
from regiokaart.gui.look import theme
from regiokaart.model.notation import number

_STEP = theme.STEP
_NEAR = 10  # pixels from a limit that count as pointing at it
_GROUND, _INK, _MUTED = "#ffffff", "#1b1f24", "#5d6773"  # the map is paper in every theme
_HELP = (
    "Versleep een grens, dubbelklik om er een toe te voegen of weg te halen. Toetsen: Tab kiest "
    "een grens, pijltoetsen verplaatsen haar, Insert voegt toe, Delete haalt weg, Esc sluit."
)


class Histogram(QWidget):
    """How often each value occurs, in the colours of the classes, with their limits.

    Parameters
    ----------
    parent : QWidget, optional
    what : str
        What is counted, in Dutch.

    Signals
    -------
    moved(tuple of float)
        The limits that the user made, ascending.
    """

    moved = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None, what: str = "gemeenten") -> None:
        super().__init__(parent)
        self._what = what
        self._low, self._unit = 0, ""
        self._counts = np.ones(1, dtype=np.int64)
        self._breaks: list[int] = []
        self._at = 0  # the limit that the keys move
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Histogram met klassegrenzen")

    def sizeHint(self) -> QSize:
        """Return the size at which 40 values can be told apart."""
        return QSize(48 * _STEP, 22 * _STEP)

    @property
    def breaks(self) -> tuple[int, ...]:
        """The limits, ascending."""
        return tuple(self._breaks)

    def show_values(self, figures: Figures, breaks: tuple[float, ...]) -> None:
        """Show what is on the map, and limits in the unit of its legend."""
        known = figures.values[np.isfinite(figures.values)]
        steps = np.round(known * figures.per_unit).astype(np.int64)
        self._low, self._unit = int(steps.min()), "%" if figures.per_unit == 100 else ""
        self._counts = np.bincount(steps - self._low)
        self._breaks = sorted({int(np.ceil(each)) for each in breaks})
        self._at = min(self._at, max(len(self._breaks) - 1, 0))
        self._describe()
        self.update()

    @property
    def _high(self) -> int:
        return self._low + len(self._counts) - 1

    def _room(self) -> QRectF:
        line = self.fontMetrics().height()
        return QRectF(self.rect()).adjusted(2 * _STEP, line + _STEP, -2 * _STEP, -line - _STEP)

    def x_of(self, limit: float) -> float:
        """Return where a class begins that starts at this value."""
        room = self._room()
        return room.left() + room.width() * (limit - self._low) / len(self._counts)

    def _value_at(self, x: float) -> int:
        room = self._room()
        place = (x - room.left()) / room.width() * len(self._counts)
        return self._low + round(place)

    def _nearest(self, x: float) -> int | None:
        """Return the limit at a place, None where there is none."""
        away = [abs(self.x_of(each) - x) for each in self._breaks]
        if not away or min(away) > _NEAR:
            return None
        return away.index(min(away))

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the bars in the colours of their classes, and the limits."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(_GROUND))
        room, line = self._room(), self.fontMetrics().height()
        wide = room.width() / len(self._counts)
        colours = shades(len(self._breaks) + 1)
        scale = room.height() / self._counts.max()
        for at, count in enumerate(self._counts.tolist()):
            if count:
                of = int(np.searchsorted(self._breaks, self._low + at, side="right"))
                bar = QRectF(room.left() + at * wide, 0, max(wide - 1, 1), count * scale)
                bar.moveBottom(room.bottom())
                painter.fillRect(bar, QColor(colours[of]))
                painter.setPen(QPen(QColor("#8a949f"), 0.6))
                painter.drawRect(bar)
        painter.setPen(QColor(_MUTED))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        below = QRectF(room.left(), room.bottom() + _STEP / 2, room.width(), line)
        for side, value in (("AlignLeft", self._low), ("AlignRight", self._high)):
            flag = Qt.AlignmentFlag[side]
            painter.drawText(below, flag, f"{number(value)}{self._unit}")
        most = f"hoogste staaf: {number(int(self._counts.max()))} {self._what}"
        beside = QRectF(below.left(), self.height() - line - 2, room.width(), line)
        painter.drawText(beside, Qt.AlignmentFlag.AlignHCenter, most)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, limit in enumerate(self._breaks):
            self._draw_limit(painter, room, limit, at == self._at and self.hasFocus())
        painter.end()

    def _draw_limit(self, painter: QPainter, room: QRectF, limit: int, current: bool) -> None:
        x = self.x_of(limit)
        colour = QColor(ACCENT if current else _INK)
        painter.setPen(QPen(colour, 3 if current else 1.5))
        painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        top, half = room.bottom(), _STEP / 2
        foot = top + _STEP
        handle = [QPointF(x, top), QPointF(x - half, foot), QPointF(x + half, foot)]
        painter.drawPolygon(QPolygonF(handle))
        painter.setPen(colour)
        text = f"{number(limit)}{self._unit}"
        width = self.fontMetrics().horizontalAdvance(text) + 2
        middle = min(max(x - width / 2, 0), self.width() - width)
        place = QRectF(middle, room.top() - self.fontMetrics().height(), width, 2 * _STEP)
        painter.fillRect(place, QColor(_GROUND))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Take hold of a limit."""
        if event is not None and event.button() is Qt.MouseButton.LeftButton:
            at = self._nearest(event.position().x())
            if at is not None:
                self._at, self._dragging = at, True
                self.update()

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Move the limit that is held."""
        if event is None:
            return
        x = event.position().x()
        if self._dragging:
            self._move_to(self._value_at(x))
        else:
            over = self._nearest(x) is not None
            self.setCursor(Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Let go of the limit."""
        self._dragging = False

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Take away the limit here, or add one."""
        if event is None:
            return
        self._dragging = False
        at = self._nearest(event.position().x())
        if at is None:
            self._add(self._value_at(event.position().x()))
        else:
            self._remove(at)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next limit."""
        if self._breaks:
            self._at = (self._at + (1 if forward else -1)) % len(self._breaks)
            self._describe()
            self.update()
        return True

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Move, add and take away limits."""
        if event is None:
            return
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Down if self._breaks:
                self._move_to(self._breaks[self._at] - 1)
            case Qt.Key.Key_Right | Qt.Key.Key_Up if self._breaks:
                self._move_to(self._breaks[self._at] + 1)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if self._breaks:
                self._remove(self._at)
            case Qt.Key.Key_Insert | Qt.Key.Key_Plus:
                self._add(self._middle())
            case _:
                super().keyPressEvent(event)

    def _middle(self) -> int:
        """Return a value in the middle of the widest class."""
        ends = [self._low, *self._breaks, self._high + 1]
        widths = np.diff(ends)
        at = int(widths.argmax())
        return ends[at] + int(widths[at]) // 2

    def _move_to(self, value: int) -> None:
        """Move the limit, not past another and not out of the values."""
        least = self._breaks[self._at - 1] + 1 if self._at else self._low + 1
        last = self._at == len(self._breaks) - 1
        most = self._high if last else self._breaks[self._at + 1] - 1
        value = min(max(value, least), most)
        if value != self._breaks[self._at] and least <= most:
            self._breaks[self._at] = value
            self._tell()

    def _add(self, value: int) -> None:
        if value in self._breaks or not self._low < value <= self._high:
            return
        if len(self._breaks) < MOST - 1:
            self._breaks = sorted([*self._breaks, value])
            self._at = self._breaks.index(value)
            self._tell()

    def _remove(self, at: int) -> None:
        if len(self._breaks) > 1:
            del self._breaks[at]
            self._at = min(self._at, len(self._breaks) - 1)
            self._tell()

    def _tell(self) -> None:
        self._describe()
        self.update()
        self.moved.emit(tuple(float(each) for each in self._breaks))

    def _describe(self) -> None:
        every = "; ".join(f"{number(each)}{self._unit}" for each in self._breaks)
        held = f" Gekozen: {number(self._breaks[self._at])}{self._unit}." if self._breaks else ""
        self.setAccessibleDescription(f"Grenzen: {every}.{held} {_HELP}")


class HistogramPopup(QFrame):
    """The histogram below the controls; it closes by Esc or a click elsewhere.

    Attributes
    ----------
    histogram : Histogram
    problem : QLabel

    Signals
    -------
    moved(tuple of float)
        As of `Histogram`.
    """

    moved = pyqtSignal(object)

    def __init__(self, parent: QWidget, what: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("Klassegrenzen verslepen")
        self.histogram = Histogram(self, what)
        self.problem, help_ = QLabel(), QLabel(_HELP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * _STEP, 2 * _STEP, 2 * _STEP, 2 * _STEP)
        layout.setSpacing(_STEP)
        layout.addWidget(self.histogram)
        for text in (self.problem, help_):
            text.setWordWrap(True)
            layout.addWidget(text)
        self.setFocusProxy(self.histogram)
        self.histogram.moved.connect(self.moved)

    def show_values(self, figures: Figures, breaks: tuple[float, ...], problem: str) -> None:
        """Show what is on the map with limits, and what is wrong with those that were typed."""
        if tuple(np.ceil(breaks)) != self.histogram.breaks or not self.isVisible():
            self.histogram.show_values(figures, breaks)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def open_below(self, widget: QWidget) -> None:
        """Open below a control."""
        self.adjustSize()
        self.move(widget.mapToGlobal(QPoint(0, widget.height() + _STEP // 2)))
        self.show()
        self.histogram.setFocus()
