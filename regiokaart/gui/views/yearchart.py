"""The chart of *Door de jaren*: pointing tells, clicking or a key chooses."""

from __future__ import annotations

import html
from collections.abc import Collection

from PyQt6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PyQt6.QtWidgets import QSizePolicy, QToolTip, QWidget

from regiokaart.cartography.yearchart import YearChart, YearPoint
from regiokaart.cartography.yearwalking import Step, first_point, next_point
from regiokaart.painting import furniture
from regiokaart.painting.yearchart import ChartLayout, paint_chart, paint_pointed

WAIT = "Wordt berekend…"
_LEAST_HEIGHT = 280  # pixels in which a chart can be read
_TOO_LOW = "De grafiek heeft meer hoogte nodig. Versleep de rand tussen grafiek en tabellen."
_HOW = (
    "Pijltoetsen gaan van punt naar punt, Home en End naar het eerste en laatste jaar. Enter opent "
    "het paar bij de details."
)
_STEPS = {
    Qt.Key.Key_Left: Step.EARLIER,
    Qt.Key.Key_Right: Step.LATER,
    Qt.Key.Key_Up: Step.HIGHER,
    Qt.Key.Key_Down: Step.LOWER,
    Qt.Key.Key_Home: Step.FIRST,
    Qt.Key.Key_End: Step.LAST,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChartWidget(QWidget):
    """Shows a chart over the years.

    Attributes
    ----------
    place : YearPoint or None
        Where the keyboard points.

    Signals
    -------
    chosen : int
        The pair whose point was clicked or reached by a key, -1 for none.
    pointed : YearPoint
        The point that a key went to.
    activated : YearPoint
        The point that was double clicked or entered.
    """

    chosen = pyqtSignal(int)
    pointed = pyqtSignal(object)
    activated = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self._chart: YearChart | None = None
        self._pairs: frozenset[int] = frozenset()
        self._layout: ChartLayout | None = None
        self._hint = WAIT
        self.place: YearPoint | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 120)
        self.setAccessibleName("Grafiek door de jaren")

    def sizeHint(self) -> QSize:
        """Room the chart likes to have."""
        return QSize(900, 600)

    def show_chart(self, chart: YearChart, hint: str) -> None:
        """Show a chart, or the hint where it has no points."""
        self._chart, self._hint = chart, hint
        self._pairs, self.place = frozenset(), None
        self.setAccessibleDescription(f"{chart.alt_text} {_HOW}" if chart.points else hint)
        self.update()

    def stand_out(self, pairs: Collection[int]) -> None:
        """Give these pairs colour and name."""
        self._pairs = frozenset(pairs)
        if self.place is not None and self.place.pair not in self._pairs:
            self.place = None
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the chart."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        painter.fillRect(area, Qt.GlobalColor.white)
        self._layout = None
        there = self._chart is not None and bool(self._chart.points)
        if self._chart is not None and there and self.height() >= _LEAST_HEIGHT:
            letters = furniture.letters()
            self._layout = paint_chart(painter, self._chart, area, self._pairs, letters)
        else:
            painter.setPen(furniture.MUTED)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            hint = _TOO_LOW if there else self._hint
            painter.drawText(area.adjusted(48, 24, -48, -24), flags, hint)
        if self.hasFocus():
            if self._layout is not None and self.place is not None:
                paint_pointed(painter, self._layout, self.place)
            painter.setPen(furniture.MUTED)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def event(self, event: QEvent | None) -> bool:
        """Take Esc before the window does while there is a pair to let go of."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and self._pairs
        ):
            event.accept()
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Tell what is pointed at."""
        assert event is not None
        point = self._point_at(event)
        if point is None:
            QToolTip.hideText()
        else:
            self._tell(point, event.globalPosition().toPoint())

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Choose the pair of the point that is clicked; keys go on from there."""
        assert event is not None
        if event.button() == Qt.MouseButton.LeftButton:
            self.place = self._point_at(event)
            self.chosen.emit(-1 if self.place is None else self.place.pair)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Open the pair of a point."""
        assert event is not None
        point = self._point_at(event)
        if event.button() == Qt.MouseButton.LeftButton and point is not None:
            self.activated.emit(point)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Go from point to point, open the pair of one, or choose none."""
        assert event is not None
        key = event.key()
        if key == Qt.Key.Key_Escape and self._pairs:
            self.chosen.emit(-1)
        elif key in _STEPS and self._chart is not None and self._chart.points:
            self._go(self._chart, _STEPS[Qt.Key(key)])
        elif key in _ENTER and self.place is not None:
            self.activated.emit(self.place)
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent | None) -> None:
        """Tell nothing any more."""
        QToolTip.hideText()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Tell nothing any more."""
        QToolTip.hideText()
        super().focusOutEvent(event)

    def _go(self, chart: YearChart, step: Step) -> None:
        """Point at the next point, or at the first of all; its pair stands out."""
        if self.place is None:
            self.place = first_point(chart, self._pairs)
        else:
            self.place = next_point(chart, self.place, step)
        point = self.place
        self.chosen.emit(point.pair)
        self.pointed.emit(point)
        if self._layout is not None:
            self._tell(point, self.mapToGlobal(self._layout.place(point).toPoint()))

    def _point_at(self, event: QMouseEvent) -> YearPoint | None:
        return self._layout.at(event.position()) if self._layout is not None else None

    def _tell(self, point: YearPoint, at: QPoint) -> None:
        first, *more = map(html.escape, point.text)
        QToolTip.showText(at, "<br>".join([f"<b>{first}</b>", *more]), self)
