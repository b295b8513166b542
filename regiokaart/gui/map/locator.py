"""A small map of the whole country that shows where a zoomed-in map is, and moves it."""

from __future__ import annotations

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen

from regiokaart.cartography.viewport import Viewport
from regiokaart.gui.map.furniture import INSET
from regiokaart.gui.map.scene import Drawer, Picture
from regiokaart.painting import furniture

_HEIGHT = 112.0  # pixels
_MARGIN = 6.0
_LEAST_WIDTH, _LEAST_HEIGHT = 420, 320  # of the map, below which there is no room for another
_ZOOMED_IN = 0.6  # of the scale of the whole country
_LEAST_FRAME = 6.0  # pixels
_LAND = "#c3cad3"
_FRAME = QColor("#ca005d")


class Locator:
    """The small map in the corner of a large one.

    Parameters
    ----------
    drawer : Drawer
    """

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer
        xmin, ymin, xmax, ymax = drawer.gebied.bounds
        width = (_HEIGHT - 2 * _MARGIN) * (xmax - xmin) / (ymax - ymin) + 2 * _MARGIN
        self._viewport = Viewport.fitting((xmin, ymin, xmax, ymax), width, _HEIGHT, _MARGIN)
        self._picture: Picture | None = None
        self._ratio = 0.0

    def rect(self, viewport: Viewport, source: QRectF, whole: float) -> QRectF:
        """Where it stands: above the source line; empty when most of the country is in view.

        Parameters
        ----------
        viewport : Viewport
            Of the large map.
        source : QRectF
            Room of the source line in pixels.
        whole : float
            Metres per pixel at which the large map shows the whole country.
        """
        small = viewport.width < _LEAST_WIDTH or viewport.height < _LEAST_HEIGHT
        if small or viewport.resolution > _ZOOMED_IN * whole:
            return QRectF()
        size = self._viewport
        left = viewport.width - INSET - size.width
        return QRectF(left, source.top() - INSET - size.height, size.width, size.height)

    def place_at(self, rect: QRectF, position: QPointF) -> tuple[float, float]:
        """Metres RD at a pixel of the large map, given where the small one stands."""
        at = position - rect.topLeft()
        return self._viewport.to_map(at.x(), at.y())

    def paint(self, painter: QPainter, rect: QRectF, viewport: Viewport, ratio: float) -> None:
        """Draw the country and what of it the large map shows."""
        if self._picture is None or self._ratio != ratio:
            self._picture = self._drawer.outline(self._viewport, ratio, _LAND)
            self._ratio = ratio
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(furniture.FRAME, 1))
        painter.setBrush(furniture.PAPER)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.drawPixmap(rect.topLeft(), self._picture.pixmap)
        painter.setPen(QPen(_FRAME, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._frame(viewport).translated(rect.topLeft()))

    def _frame(self, viewport: Viewport) -> QRectF:
        """Return what the large map shows, in pixels of the small one and large enough to see."""
        xmin, ymin, xmax, ymax = viewport.bounds
        left, top = self._viewport.to_pixel(xmin, ymax)
        right, bottom = self._viewport.to_pixel(xmax, ymin)
        frame = QRectF(QPointF(left, top), QPointF(right, bottom))
        more = (
            max(0.0, _LEAST_FRAME - frame.width()) / 2,
            max(0.0, _LEAST_FRAME - frame.height()) / 2,
        )
        frame.adjust(-more[0], -more[1], more[0], more[1])
        room = QRectF(0, 0, self._viewport.width, self._viewport.height)
        return frame.intersected(room.adjusted(2, 2, -2, -2))
