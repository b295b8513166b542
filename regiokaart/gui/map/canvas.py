"""The map canvas: a drawn map in the hands of the user, who points, selects and measures."""

from __future__ import annotations

import sys
from typing import Any

from PyQt6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QWheelEvent,
)
from PyQt6.QtWidgets import QGestureEvent, QWidget

from regiokaart.gui.map import overlays
from regiokaart.gui.map.drawn import DrawnMap
from regiokaart.gui.map.hand import Hand
from regiokaart.gui.map.measuring import Measurement
from regiokaart.gui.map.pointing import Pointing
from regiokaart.gui.map.scene import SELECTION, Drawer
from regiokaart.gui.map.surface import Tool
from regiokaart.gui.map.walking import HOW
from regiokaart.model import Gebied

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_COMING_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class MapCanvas(DrawnMap):
    """Shows a map specification; pans, zooms, points, selects and measures.

    Selection and pointing speak of positions of gemeenten in their `Gemeenten`.

    Parameters
    ----------
    gebied : Gebied
        Boundaries of the n gemeenten.
    parent : QWidget, optional
    drawer : Drawer, optional
        That of another canvas of the same area, to share what it prepared.

    Attributes
    ----------
    measurement : Measurement
    tool : Tool
        What a press of the left button does.

    Signals
    -------
    hovered(int)
        The gemeente under the pointer, -1 for none.
    located(object)
        The place under the pointer as (x, y) in metres RD, None outside the map.
    selection_changed(object)
        The user selected another frozenset of gemeenten.
    activated(int)
        The user double-clicked a gemeente.
    tool_changed()
        Another tool is in hand.
    measured(str)
        The line that is measured got another length, in words.
    walked(str)
        The keyboard points at another gemeente: its name and where it lies.
    described(str)
        Another map is shown: its alternative text.
    """

    hovered = pyqtSignal(int)
    located = pyqtSignal(object)
    selection_changed = pyqtSignal(object)
    activated = pyqtSignal(int)
    tool_changed = pyqtSignal()
    measured = pyqtSignal(str)
    walked = pyqtSignal(str)
    described = pyqtSignal(str)

    def __init__(
        self, gebied: Gebied, parent: QWidget | None = None, drawer: Drawer | None = None
    ) -> None:
        super().__init__(gebied, parent, drawer)
        self.arranged.connect(self.describe)
        self.tool = Tool.POINT
        self.measurement = Measurement(self)
        self.measurement.changed.connect(self._show_measured)
        self._band: QRectF | None = None
        self._pointing = Pointing(self)
        self._hand = Hand(self)
        self._alt_text = ""  # that was described last
        self._focus_by_keyboard = False
        # On macOS Qt makes this gesture of the native one, which is handled already.
        if sys.platform != "darwin":
            self.grabGesture(Qt.GestureType.PinchGesture)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Kaart")

    def set_gebied(self, gebied: Gebied, drawer: Drawer | None = None) -> None:
        """Draw other boundaries; nothing is selected and a specification of them must follow."""
        self._hand.let_go()
        self._hand.walker.leave()
        self._pointing.forget()
        super().set_gebied(gebied, drawer)

    # What lies over the map

    def paint_marks(self, painter: QPainter) -> None:
        """Draw what the tool shows, and the focus."""
        by_keyboard = self.hasFocus() and self._focus_by_keyboard
        if self.tool is Tool.MEASURE:
            self.measurement.paint(painter, self.viewport)
            if by_keyboard:
                overlays.paint_cross(painter, QPointF(self.width() / 2, self.height() / 2))
        if self._band is not None:
            overlays.paint_band(painter, self._band)
        if by_keyboard:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(SELECTION))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def warm_up(self) -> None:
        """Prepare what the first zoom and the first pointing need, while the user looks."""
        super().warm_up()
        self.gemeente_at(QPointF(0, 0))

    # What the hand does

    def gemeente_at(self, position: QPointF) -> int:
        """Position of the gemeente at a pixel, -1 for none."""
        return self._pointing.gemeente_at(position)

    def point_at(self, position: QPointF | None, at: QPoint | None = None) -> None:
        """Hear where the pointer is, in pixels here and on the screen; None for nowhere."""
        place = None if position is None else self.viewport.to_map(position.x(), position.y())
        self.located.emit(place)
        self.measurement.point(place)
        if self._pointing.move(position, at if self.tool is Tool.POINT else None):
            self.hovered.emit(self._pointing.gemeente)

    def set_band(self, band: QRectF | None) -> None:
        """Show the frame that is being drawn, in pixels; None for none."""
        if band != self._band:
            self._band = band
            self.update()

    def take_frame(self, frame: QRectF) -> None:
        """Show what lies in a frame of pixels as large as fits, and put the tool away."""
        self.camera.zoom_to_frame(frame.left(), frame.top(), frame.right(), frame.bottom())
        if self.tool is Tool.FRAME:
            self.set_tool(Tool.POINT)

    def click(self, gemeente: int, adding: bool) -> None:
        """Select a gemeente, -1 for none, or add it to the selection or take it away."""
        hit = frozenset({gemeente}) if gemeente >= 0 else frozenset()
        selection = self.selection ^ hit if adding else hit
        if selection != self.selection:
            self.set_selection(selection)
            self.selection_changed.emit(selection)

    def activate(self, gemeente: int) -> None:
        """Announce a double click."""
        if gemeente >= 0:
            self.activated.emit(gemeente)

    # Who cannot see it

    def describe(self, gemeente: int = -1) -> None:
        """Tell who cannot see it what the map shows, and where the keyboard points."""
        place = ""
        if self.stage.first is not None and gemeente >= 0:
            lines = self.stage.first.tooltips[gemeente]
            self.walked.emit(" · ".join(lines[:2]))
            place = f"{'. '.join(lines)}. "
        self.setAccessibleDescription(f"{place}{self.stage.alt_text} {HOW}")
        before, self._alt_text = self._alt_text, self.stage.alt_text
        if before and self._alt_text != before:  # the first map was not asked for
            self.described.emit(self._alt_text)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        """Let the menu that is asked for by key open where the keyboard points."""
        place = self._hand.walker.rect()
        if query is Qt.InputMethodQuery.ImCursorRectangle and not place.isEmpty():
            return place
        return super().inputMethodQuery(query)

    # Tools

    def set_tool(self, tool: Tool) -> None:
        """Take another tool in hand; what was measured is gone."""
        if tool is self.tool:
            return
        self.tool = tool
        self.measurement.clear()
        self._hand.let_go()
        self.tool_changed.emit()
        if tool is not Tool.POINT:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_measured(self) -> None:
        self.measured.emit(self.measurement.text())
        self.update()

    # Events

    def event(self, event: QEvent | None) -> bool:
        """Take gestures, and Esc before the window does while it has something to stop here."""
        if isinstance(event, QNativeGestureEvent) and self._hand.native(event):
            return True
        if isinstance(event, QGestureEvent) and self._hand.gesture(event):
            return True
        if isinstance(event, QContextMenuEvent) and self._hand.is_busy:
            return True  # the other button was pressed while something is dragged
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and (self.tool is not Tool.POINT or self._hand.is_busy)
        ):
            event.accept()
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Zoom at the pointer, or move by two fingers."""
        assert event is not None
        self._hand.wheel(event)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Begin a click or a drag."""
        assert event is not None
        self._focus_by_keyboard = False  # the hand is at the mouse now
        self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Drag, or point at a gemeente."""
        assert event is not None
        self._hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """End a drag or a click."""
        assert event is not None
        self._hand.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Select a region, or end measuring."""
        assert event is not None
        self._hand.double_click(event)

    def leaveEvent(self, event: QEvent | None) -> None:
        """Point at nothing."""
        self.point_at(None)

    def hideEvent(self, event: QHideEvent | None) -> None:
        """Let go: the release will be heard elsewhere."""
        self._hand.let_go()
        super().hideEvent(event)

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Show a frame when the focus came by keyboard."""
        assert event is not None
        self._focus_by_keyboard = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Show the first map again: the key that is held will not be heard any more."""
        self.show_second(False)
        assert event is not None
        if event.reason() not in _COMING_BACK:
            self._hand.walker.leave()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Pan with the arrows, zoom with + and −, fit with 0, and what the tool takes."""
        assert event is not None
        if not self._hand.key(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent | None) -> None:
        """Stop blinking."""
        assert event is not None
        if not self._hand.key_up(event):
            super().keyReleaseEvent(event)
