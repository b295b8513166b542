"""What the user does with mouse, wheel, trackpad, touch and keys, told to the canvas."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QInputDevice, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PyQt6.QtWidgets import QApplication, QGestureEvent, QPinchGesture

from regiokaart.cartography.viewport import Viewport
from regiokaart.gui.map.overlays import on_divider
from regiokaart.gui.map.surface import Surface, Tool
from regiokaart.gui.map.walking import Walker

_WHEEL_FACTOR = 1.25
_KEY_PAN = 0.15  # of the width or height
_KEY_DIVIDER = 0.05  # of the width
_LEAST_BAND = 6  # pixels below which a frame is a slip of the hand
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_TAKEN = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton)
_PAN_KEYS: dict[int, tuple[float, float]] = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class Hand:
    """Turns events into calls of a map.

    Parameters
    ----------
    canvas : Surface

    Attributes
    ----------
    walker : Walker
    """

    def __init__(self, canvas: Surface) -> None:
        self._canvas = canvas
        self.walker = Walker(canvas)
        self._press: QPointF | None = None
        self._button = Qt.MouseButton.NoButton  # that was pressed
        # Where the map looked, whether it was fitted, and where the divider was.
        self._before: tuple[Viewport, bool, float | None] | None = None
        self._drag_from: QPointF | None = None
        self._carry: Callable[[QPointF], object] | None = None  # moves what was pressed on
        self._framing = False

    @property
    def is_busy(self) -> bool:
        """Whether a button is held that was pressed on the map."""
        return self._press is not None

    # Mouse

    def press(self, event: QMouseEvent) -> None:
        """Begin a click or a drag, or go back or forward, unless a drag goes on."""
        canvas, position, button = self._canvas, event.position(), event.button()
        if self.is_busy and event.buttons() & ~button & self._button:
            return
        if button == Qt.MouseButton.BackButton:
            canvas.camera.back()
        elif button == Qt.MouseButton.ForwardButton:
            canvas.camera.forward()
        if button not in _TAKEN:
            return
        self.let_go()
        self._press, self._button = position, button
        self._before = canvas.viewport, canvas.camera.is_fitted, canvas.stage.divider
        if button == Qt.MouseButton.LeftButton:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._carry = self._carried_at(position)
            self._framing = self._carry is None and (canvas.tool is Tool.FRAME or shift)
            if self._carry is not None:
                self._carry(position)

    def move(self, event: QMouseEvent) -> None:
        """Drag the map or a frame, or point at a gemeente."""
        canvas, position = self._canvas, event.position()
        if self.is_busy and not event.buttons() & self._button:
            self.let_go()  # it was released where we could not hear it
        if self._press is None:
            seen = None if self._is_hidden(position) else position
            canvas.point_at(seen, event.globalPosition().toPoint())
            self.show_cursor(position)
            return
        if self._carry is not None:
            self._carry(position)
            return
        moved = (position - self._press).manhattanLength()
        if self._drag_from is None and moved >= QApplication.startDragDistance():
            self._drag_from = self._press
            canvas.point_at(None)
            if not self._framing:
                canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._drag_from is None:
            return
        if self._framing:
            canvas.set_band(QRectF(self._press, position).normalized())
        else:
            canvas.camera.pan(
                position.x() - self._drag_from.x(), position.y() - self._drag_from.y()
            )
            self._drag_from = position

    def release(self, event: QMouseEvent) -> None:
        """End a drag, or take what was clicked."""
        if self._press is None or event.button() != self._button:
            return
        canvas, position = self._canvas, event.position()
        clicked = (
            self._drag_from is None
            and self._carry is None
            and event.button() == Qt.MouseButton.LeftButton
        )
        framed = self._framing and self._drag_from is not None
        band = QRectF(self._press, position).normalized()
        self.let_go()
        if framed:
            if min(band.width(), band.height()) >= _LEAST_BAND:
                canvas.take_frame(band)
        elif clicked and canvas.tool is Tool.MEASURE:
            canvas.measurement.add(canvas.viewport.to_map(position.x(), position.y()))
        elif clicked and canvas.tool is Tool.POINT and not self._is_hidden(position):
            canvas.click(canvas.gemeente_at(position), bool(event.modifiers() & _ADDING))

    def double_click(self, event: QMouseEvent) -> None:
        """Announce the gemeente, so that its region gets selected, or end measuring."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._canvas.tool is Tool.MEASURE:
            self._canvas.measurement.end()
        elif self._canvas.tool is Tool.POINT and not self._is_hidden(event.position()):
            self._canvas.activate(self._canvas.gemeente_at(event.position()))

    def let_go(self) -> None:
        """Forget what was pressed."""
        self._press = self._drag_from = self._carry = self._before = None
        self._button, self._framing = Qt.MouseButton.NoButton, False
        self._canvas.set_band(None)
        self.show_cursor()

    def _take_back(self) -> None:
        """Forget what was pressed, and what came of it."""
        canvas, before = self._canvas, self._before
        self.let_go()
        if before is not None:
            viewport, fitted, divider = before
            if fitted:
                canvas.camera.fit()
            else:
                canvas.camera.look_at(viewport)
            if divider is not None and canvas.stage.divider is not None:
                canvas.move_divider(divider - canvas.stage.divider)

    def show_cursor(self, position: QPointF | None = None) -> None:
        """Show the pointer that belongs to the tool or to what lies under it."""
        canvas = self._canvas
        if position is not None and self._on_divider(position):
            canvas.setCursor(Qt.CursorShape.SplitHCursor)
        elif canvas.tool is Tool.POINT:
            canvas.unsetCursor()
        else:
            canvas.setCursor(Qt.CursorShape.CrossCursor)

    def _is_hidden(self, position: QPointF) -> bool:
        """Whether something lies over the map that nobody can see or select through."""
        canvas = self._canvas
        covered = self._carried_at(position) is not None or canvas.stage.on_legend(position)
        return canvas.tool is Tool.POINT and covered

    def _carried_at(self, position: QPointF) -> Callable[[QPointF], object] | None:
        """Return what moves along with a drag from a pixel; None for the map itself."""
        if self._canvas.locator_rect.contains(position):
            return self._look_where
        return self._move_divider if self._on_divider(position) else None

    def _look_where(self, position: QPointF) -> None:
        """Look at the place that is pressed in the small map."""
        canvas, rect = self._canvas, self._canvas.locator_rect
        if rect.isEmpty():  # the wheel zoomed out meanwhile
            return
        place = canvas.stage.small_map.place_at(rect, position)
        px, py = canvas.viewport.to_pixel(*place)
        view = canvas.viewport
        canvas.camera.pan(view.width / 2 - px, view.height / 2 - py)

    def _on_divider(self, position: QPointF) -> bool:
        divider = self._canvas.stage.divider_x
        return divider is not None and on_divider(divider, position)

    def _move_divider(self, position: QPointF) -> None:
        canvas = self._canvas
        canvas.move_divider(position.x() / canvas.viewport.width - (canvas.stage.divider or 0))

    # Wheel, trackpad and touch

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; two fingers on a trackpad move the map, unless Ctrl is held."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if _is_trackpad(event) and not control:
            moved = event.pixelDelta()
            if moved.isNull():
                moved = event.angleDelta() / 8
            self._canvas.camera.pan(moved.x(), moved.y())
            if not self.is_busy:
                self._canvas.point_at(event.position())  # another gemeente came to lie there
        elif steps := event.angleDelta().y() / 120:
            at = event.position()
            self._canvas.camera.zoom(_WHEEL_FACTOR**steps, at.x(), at.y())
        event.accept()

    def native(self, event: QNativeGestureEvent) -> bool:
        """Zoom by a pinch on a trackpad; tell whether it was one."""
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        at = event.position()
        self._canvas.camera.zoom(max(1 + event.value(), 0.1), at.x(), at.y())
        return True

    def gesture(self, event: QGestureEvent) -> bool:
        """Zoom and move by two fingers on a touch screen; tell whether that was it."""
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        self.let_go()  # the first finger looked like a press
        centre = QPointF(self._canvas.mapFromGlobal(pinch.centerPoint().toPoint()))
        moved = pinch.centerPoint() - pinch.lastCenterPoint()
        self._canvas.camera.pan(moved.x(), moved.y())
        if pinch.scaleFactor() > 0:
            self._canvas.camera.zoom(pinch.scaleFactor(), centre.x(), centre.y())
        return True

    # Keyboard

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key asks; tell whether it asked anything."""
        canvas, key = self._canvas, event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape and self.is_busy:
            self._take_back()
        elif control and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and canvas.is_swiping:
            canvas.move_divider(_KEY_DIVIDER * (1 if key == Qt.Key.Key_Right else -1))
        elif canvas.tool is Tool.POINT and self.walker.key(event):
            pass
        elif key in _PAN_KEYS:
            across, down = _PAN_KEYS[key]
            view = canvas.viewport
            canvas.camera.pan(_KEY_PAN * view.width * across, _KEY_PAN * view.height * down)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            canvas.camera.zoom_in()
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            canvas.camera.zoom_out()
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            canvas.camera.fit()
        elif key == Qt.Key.Key_B and canvas.is_blinking:
            if not event.isAutoRepeat():
                canvas.show_second(True)
        elif canvas.tool is not Tool.POINT:
            return self._tool_key(key)
        elif key == Qt.Key.Key_Escape and canvas.selection:
            canvas.click(-1, adding=False)
        else:
            return False
        return True

    def _tool_key(self, key: int) -> bool:
        canvas = self._canvas
        measuring = canvas.tool is Tool.MEASURE
        if key == Qt.Key.Key_Escape:
            canvas.set_tool(Tool.POINT)
        elif measuring and key == Qt.Key.Key_Space:
            canvas.measurement.add((canvas.viewport.x, canvas.viewport.y))
        elif measuring and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            canvas.measurement.end()
        elif measuring and key == Qt.Key.Key_Backspace:
            canvas.measurement.take_back()
        else:
            return False
        return True

    def key_up(self, event: QKeyEvent) -> bool:
        """Show the first map again when the key to blink is let go."""
        if event.key() != Qt.Key.Key_B or event.isAutoRepeat() or not self._canvas.is_blinking:
            return False
        self._canvas.show_second(False)
        return True


def _is_trackpad(event: QWheelEvent) -> bool:
    """Whether two fingers scroll; only such devices tell of the phases of scrolling."""
    device = event.device()
    known = device is not None and device.type() == QInputDevice.DeviceType.TouchPad
    return known or event.phase() != Qt.ScrollPhase.NoScrollPhase
