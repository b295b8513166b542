"""The map canvas: draws sharp when it rests, shifts pixels while it moves."""

from __future__ import annotations

import html
import sys
from typing import Any

import shapely
from PyQt6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PyQt6.QtWidgets import QGestureEvent, QSizePolicy, QToolTip, QWidget

from regiokaart.cartography import geometry
from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.viewport import Viewport
from regiokaart.gui.map import overlays
from regiokaart.gui.map.camera import Camera
from regiokaart.gui.map.hand import Hand
from regiokaart.gui.map.measuring import Measurement
from regiokaart.gui.map.scene import SELECTION, Drawer
from regiokaart.gui.map.stage import Stage
from regiokaart.gui.map.surface import Tool
from regiokaart.gui.map.walking import HOW
from regiokaart.model import Gebied

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_SLICE = 0.008  # seconds of drawing between two looks at what the user does
_COMING_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class MapCanvas(QWidget):
    """Shows a map specification; pans, zooms, points, selects and measures.

    While the map moves, the last drawing is shifted and scaled; once it rests it is drawn
    sharp. Selection and hovering speak of positions of gemeenten in their `Gemeenten`. A second
    map may lie over the first, beyond a divider or shown for as long as a key is held.

    Parameters
    ----------
    gebied : Gebied
        Boundaries of the n gemeenten.
    parent : QWidget, optional
    drawer : Drawer, optional
        That of another canvas of the same area, to share what it prepared.

    Attributes
    ----------
    camera : Camera
        Where the map looks.
    stage : Stage
        What it shows.
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
    first_painted()
        A map is on the screen for the first time.
    tool_changed()
        Another tool is in hand.
    measured(str)
        The line that is measured got another length, in words.
    divided(float)
        The user moved the divider to this share of the width.
    walked(str)
        The keyboard points at another gemeente: its name and where it lies.
    described(str)
        Another map is shown: its alternative text.
    """

    hovered = pyqtSignal(int)
    located = pyqtSignal(object)
    selection_changed = pyqtSignal(object)
    activated = pyqtSignal(int)
    first_painted = pyqtSignal()
    tool_changed = pyqtSignal()
    measured = pyqtSignal(str)
    divided = pyqtSignal(float)
    walked = pyqtSignal(str)
    described = pyqtSignal(str)

    def __init__(
        self, gebied: Gebied, parent: QWidget | None = None, drawer: Drawer | None = None
    ) -> None:
        super().__init__(parent)
        self._gebied = gebied
        self.stage = Stage(drawer or Drawer(gebied))
        self.camera = Camera(gebied, self._room, self)
        self.camera.moved.connect(self._on_moved)
        self.camera.rested.connect(self._draw_again)
        self._selection: frozenset[int] = frozenset()
        self._highlight: frozenset[int] = frozenset()
        self._hover = -1
        self.tool = Tool.POINT
        self.measurement = Measurement(self)
        self.measurement.changed.connect(self._show_measured)
        self._band: QRectF | None = None
        self._hand = Hand(self)
        self._announced = False
        self._alt_text = ""  # that was described last
        self._focus_by_keyboard = False
        self._tree: shapely.STRtree | None = None
        self._slices = QTimer(self)
        self._slices.timeout.connect(self._draw_slice)
        # On macOS Qt makes this gesture of the native one, which is handled already.
        if sys.platform != "darwin":
            self.grabGesture(Qt.GestureType.PinchGesture)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 200)
        self.setAccessibleName("Kaart")

    def sizeHint(self) -> QSize:
        """Room the map likes to have."""
        return QSize(900, 650)

    # What is shown

    def set_gebied(self, gebied: Gebied, drawer: Drawer | None = None) -> None:
        """Draw other boundaries; nothing is selected and a specification of them must follow."""
        self._hand.walker.leave()
        self._gebied = gebied
        before, self.stage = self.stage, Stage(drawer or Drawer(gebied))
        self.stage.legend_visible = before.legend_visible
        self.stage.locator_visible = before.locator_visible
        self.stage.resize(QSizeF(self.size()), self.devicePixelRatioF())
        self._tree = None
        self._selection = self._highlight = frozenset()
        self._hover = -1
        self.camera.set_gebied(gebied)

    @property
    def specification(self) -> MapSpecification | None:
        """The map that is shown."""
        return self.stage.first

    def set_specification(self, specification: MapSpecification) -> None:
        """Show another map at the same place and scale."""
        if specification is not self.stage.first:
            self.stage.set_first(specification)
            self._arrange()

    def set_second(
        self, specification: MapSpecification | None, divider: float | None = None
    ) -> None:
        """Lay a second map over the first, or take it away.

        Parameters
        ----------
        specification : MapSpecification or None
        divider : float, optional
            Share of the width from where the second map shows; without it the second map shows
            while B is held.
        """
        same = (divider is None) == (self.stage.divider is None)
        if specification is not self.stage.second or not same:
            self.stage.set_second(specification, divider)
            self._arrange()

    @property
    def is_swiping(self) -> bool:
        """Whether a divider stands between two maps."""
        return self.stage.divider is not None

    @property
    def is_blinking(self) -> bool:
        """Whether a key shows a second map."""
        return self.stage.second is not None and not self.is_swiping

    def show_second(self, shown: bool) -> None:
        """Show the second map of two that blink, or the first again."""
        self.stage.second_shown = shown and self.is_blinking
        self.update()

    def move_divider(self, share: float) -> None:
        """Move the divider by a share of the width."""
        if self.stage.divider is not None:
            self.stage.divider = min(max(self.stage.divider + share, 0.0), 1.0)
            self.divided.emit(self.stage.divider)
            self.update()

    @property
    def selection(self) -> frozenset[int]:
        """Positions of the selected gemeenten."""
        return self._selection

    def set_selection(self, gemeenten: frozenset[int]) -> None:
        """Outline these gemeenten; no signal is sent."""
        if gemeenten != self._selection:
            self._selection = gemeenten
            self._draw_again()

    def set_highlight(self, gemeenten: frozenset[int]) -> None:
        """Light up these gemeenten for as long as something points at them."""
        if gemeenten != self._highlight:
            self._highlight = gemeenten
            self.update()

    def set_legend_visible(self, visible: bool) -> None:
        """Show or hide the legend."""
        self.stage.legend_visible = visible
        self.stage.forget_furniture()
        self._arrange()

    def set_beside(self, beside: bool) -> None:
        """Make the most of less room, beside other maps."""
        if beside != self.stage.is_beside:
            self.stage.set_beside(beside)
            self._arrange()

    def set_locator_visible(self, visible: bool) -> None:
        """Show or hide the small map of the country."""
        self.stage.locator_visible = visible
        self._draw_again()

    @property
    def viewport(self) -> Viewport:
        """The part of the map in view."""
        return self.camera.viewport

    @property
    def locator_rect(self) -> QRectF:
        """Room of the small map of the country; empty when it is not shown."""
        return self.stage.locator(self.viewport, self.camera.whole)

    def gemeente_at(self, position: QPointF) -> int:
        """Position of the gemeente at a pixel, -1 for none."""
        if self._tree is None:
            self._tree = shapely.STRtree(geometry.polygons(self._gebied.levels[0]))
        point = shapely.Point(*self.viewport.to_map(position.x(), position.y()))
        found = self._tree.query(point, predicate="intersects")
        return int(found[0]) if len(found) else -1

    # Drawing

    def _room(self) -> list[QRectF]:
        return [self.stage.legend, self.stage.source, *self.stage.blocked]

    def _arrange(self) -> None:
        """Fit the country beside what stands on the map now, and draw."""
        self.describe()
        self.camera.fit_again()
        self._draw_again()

    def _draw_again(self) -> None:
        self.stage.forget_pictures()
        self.update()

    def _on_moved(self) -> None:
        """Give up what is being drawn: it is of where the map was."""
        self._slices.stop()
        self.stage.give_up()
        self.update()

    def _draw_slice(self) -> None:
        """Draw for a moment; show the drawing once it is complete."""
        camera = self.camera
        if self.stage.go_on(camera.viewport, camera.whole, self._selection, _SLICE):
            self._slices.stop()
            self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Show the drawing at hand; a small map is drawn first, a large one piece by piece."""
        painter = QPainter(self)
        camera, stage = self.camera, self.stage
        if stage.first is None:
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
            return
        if stage.is_small:
            stage.go_on(camera.viewport, camera.whole, self._selection)
        elif not stage.is_complete and not camera.is_moving:
            self._slices.start()
        stage.paint_maps(painter, camera.viewport)
        pointed = self._highlight | frozenset({self._hover} - {-1})
        if pointed and not camera.is_moving:
            ratio = self.devicePixelRatioF()
            stage.drawer.paint_pointed(painter, pointed, camera.viewport, ratio)
        stage.paint_furniture(painter, camera.viewport, camera.whole)
        self._paint_marks(painter)
        if not self._announced and stage.is_complete:
            self._announced = True
            QTimer.singleShot(0, self.first_painted.emit)
            QTimer.singleShot(0, self._warm_up)

    def _paint_marks(self, painter: QPainter) -> None:
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

    def _warm_up(self) -> None:
        """Prepare what the first zoom and the first pointing need, while the user looks."""
        self.stage.drawer.warm_up()
        self.gemeente_at(QPointF(0, 0))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep the country fitted, or else the centre."""
        self.stage.resize(QSizeF(self.size()), self.devicePixelRatioF())
        self.camera.resize(self.width(), self.height())
        self._draw_again()

    def changeEvent(self, event: QEvent | None) -> None:
        """Draw anew when the font changes."""
        assert event is not None
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.stage.drawer.renew_names()
            self.stage.forget_furniture()
            self._draw_again()
        super().changeEvent(event)

    # What the hand does

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
        selection = self._selection ^ hit if adding else hit
        if selection != self._selection:
            self.set_selection(selection)
            self.selection_changed.emit(selection)

    def activate(self, gemeente: int) -> None:
        """Announce a double click."""
        if gemeente >= 0:
            self.activated.emit(gemeente)

    def point_at(self, position: QPointF | None, at: QPoint | None = None) -> None:
        """Hear where the pointer is, in pixels here and on the screen; None for nowhere."""
        place = None if position is None else self.viewport.to_map(position.x(), position.y())
        self.located.emit(place)
        self.measurement.point(place)
        gemeente = -1 if position is None else self.gemeente_at(position)
        if gemeente == self._hover:
            return
        self._hover = gemeente
        shown = None if position is None else self.stage.at(position.x())
        if gemeente >= 0 and at is not None and shown is not None and self.tool is Tool.POINT:
            name, *lines = map(html.escape, shown.tooltips[gemeente])
            QToolTip.showText(at, "<br>".join([f"<b>{name}</b>", *lines]), self)
        else:
            QToolTip.hideText()
        self.update()
        self.hovered.emit(gemeente)

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
        self._hand.show_cursor()
        self.tool_changed.emit()
        if tool is not Tool.POINT:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_measured(self) -> None:
        self.measured.emit(self.measurement.text())
        self.update()

    # Events

    def event(self, event: QEvent | None) -> bool:
        """Take gestures, another screen, and Esc before the window does while a tool is in hand."""
        if event is not None and event.type() == QEvent.Type.DevicePixelRatioChange:
            self.stage.resize(QSizeF(self.size()), self.devicePixelRatioF())
            self._draw_again()
        if isinstance(event, QNativeGestureEvent) and self._hand.native(event):
            return True
        if isinstance(event, QGestureEvent) and self._hand.gesture(event):
            return True
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and self.tool is not Tool.POINT
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
