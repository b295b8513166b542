"""The keyboard on the map: Shift and an arrow go from gemeente to gemeente, Enter selects."""

from __future__ import annotations

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QKeyEvent

from regiokaart.cartography.walking import Direction, nearest, next_towards
from regiokaart.gui.map.surface import Surface

HOW = (
    "Shift en een pijltoets gaan van gemeente naar gemeente. Enter selecteert haar, Shift en Enter "
    "erbij, Ctrl en Enter haar hele regio."
)
_DIRECTIONS = {
    Qt.Key.Key_Left: Direction.WEST,
    Qt.Key.Key_Right: Direction.EAST,
    Qt.Key.Key_Up: Direction.NORTH,
    Qt.Key.Key_Down: Direction.SOUTH,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MARGIN = 0.1  # of the map: nearer to its edge the map moves along


class Walker:
    """Points at a gemeente by keys, as the mouse does by hovering.

    Parameters
    ----------
    canvas : Surface

    Attributes
    ----------
    place : int
        The gemeente that the keys point at, -1 for none.
    """

    def __init__(self, canvas: Surface) -> None:
        self._canvas = canvas
        self.place = -1

    def key(self, event: QKeyEvent) -> bool:
        """Walk or select; tell whether the key asked for that."""
        key, held = event.key(), event.modifiers()
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if shift and not control and key in _DIRECTIONS:
            self._walk(_DIRECTIONS[Qt.Key(key)])
        elif key in _ENTER and self.place >= 0:
            if control:
                self._canvas.activate(self.place)
            else:
                self._canvas.click(self.place, adding=shift)
        else:
            return False
        return True

    def leave(self) -> None:
        """Point at nothing."""
        if self.place >= 0:
            self.place = -1
            self._canvas.point_at(None)
            self._canvas.describe()

    def rect(self) -> QRectF:
        """Return where it points, in pixels of the map; empty for nowhere."""
        if self.place < 0:
            return QRectF()
        at = QPointF(*self._canvas.viewport.to_pixel(*self._centre()))
        return QRectF(at.x() - 1, at.y() - 1, 2, 2)

    def _walk(self, direction: Direction) -> None:
        """Begin at what is selected or in the middle of the map, and go on from there."""
        canvas = self._canvas
        gebied, selection = canvas.stage.drawer.gebied, canvas.selection
        if self.place >= 0:
            self.place = next_towards(gebied, self.place, direction)
        elif len(selection) == 1:
            self.place = next_towards(gebied, min(selection), direction)
        else:
            self.place = nearest(gebied, canvas.viewport.x, canvas.viewport.y)
        self._bring_in_sight()
        at = self.rect().center()
        canvas.point_at(at, canvas.mapToGlobal(at.toPoint()))
        canvas.describe(self.place)

    def _bring_in_sight(self) -> None:
        canvas, at = self._canvas, self.rect().center()
        width, height = canvas.viewport.width, canvas.viewport.height
        across, down = _MARGIN * width, _MARGIN * height
        if not QRectF(0, 0, width, height).adjusted(across, down, -across, -down).contains(at):
            canvas.camera.pan(width / 2 - at.x(), height / 2 - at.y())

    def _centre(self) -> tuple[float, float]:
        x, y = self._canvas.stage.drawer.gebied.label_points[self.place]
        return float(x), float(y)
