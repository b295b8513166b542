"""The map canvas: draws sharp when it rests, shifts pixels while it moves."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import shapely
from PyQt6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PyQt6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from regiokaart.cartography import geometry
from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.viewport import Bounds, Viewport
from regiokaart.model import Gebied
from regiokaart.painting import furniture
from regiokaart.painting.labels import LabelPainter
from regiokaart.painting.map import MapPainter

SELECTION = "#ca005d"

_FIT_MARGIN = 24  # pixels
_INSET = 10  # pixels between furniture and edge
_OVERDRAW = 0.05  # of width and height, drawn beyond each edge to have something when dragging
_NEAR = 40.0  # metres per pixel below which so little is in view that more can be drawn
_OVERDRAW_NEAR = 0.25
_SETTLE_MS = 90  # rest after which the map is drawn sharp again
_WHEEL_FACTOR = 1.25
_KEY_FACTOR = 1.5
_KEY_PAN = 0.15  # of the width or height
_FINEST = 4.0  # metres per pixel
_OVERVIEW_PIXELS = 1000
_SOURCE_SIZE, _SOURCE_WIDTH = 11, 620  # pixels
_SOURCE_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignRight)


@dataclass(frozen=True)
class _Picture:
    """A drawn piece of map and where it lies."""

    pixmap: QPixmap
    viewport: Viewport

    def covers(self, viewport: Viewport) -> bool:
        """Whether a view lies inside the picture."""
        ours, theirs = self.viewport.bounds, viewport.bounds
        return (
            ours[0] <= theirs[0]
            and ours[1] <= theirs[1]
            and ours[2] >= theirs[2]
            and (ours[3] >= theirs[3])
        )


class MapCanvas(QWidget):
    """Shows a map specification; pans, zooms, points and selects.

    While the map moves, the last drawing is shifted and scaled; once it rests it is drawn
    sharp. Selection and hovering speak of positions of gemeenten in their `Gemeenten`.

    Parameters
    ----------
    gebied : Gebied
        Boundaries of the n gemeenten.
    parent : QWidget, optional

    Signals
    -------
    hovered(int)
        The gemeente under the pointer, -1 for none.
    selection_changed(object)
        The user selected another frozenset of gemeenten.
    activated(int)
        The user double-clicked a gemeente.
    first_painted()
        A map is on the screen for the first time.
    """

    hovered = pyqtSignal(int)
    selection_changed = pyqtSignal(object)
    activated = pyqtSignal(int)
    first_painted = pyqtSignal()

    def __init__(self, gebied: Gebied, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gebied = gebied
        self._painter = MapPainter(gebied)
        self._names = LabelPainter()
        self._specification: MapSpecification | None = None
        self._legend: QPixmap | None = None
        self._legend_visible = True
        self._viewport = Viewport.fitting(gebied.bounds, 1, 1)
        self._fitted = True  # until the user moves the map
        self._sharp: _Picture | None = None
        self._overview: _Picture | None = None
        self._selection: frozenset[int] = frozenset()
        self._highlight: frozenset[int] = frozenset()
        self._hover = -1
        self._press: QPointF | None = None
        self._drag_from: QPointF | None = None
        self._swallow_release = False
        self._announced = False
        self._focus_by_keyboard = False
        self._tree: shapely.STRtree | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._draw_again)
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

    def set_gebied(self, gebied: Gebied) -> None:
        """Draw other boundaries; nothing is selected and a specification of them must follow."""
        self._gebied = gebied
        self._painter = MapPainter(gebied)
        self._tree = None
        self._specification = None
        self._sharp = self._overview = self._legend = None
        self._selection = self._highlight = frozenset()
        self._hover = -1
        self._fit_again()

    def set_specification(self, specification: MapSpecification) -> None:
        """Show another map at the same place and scale."""
        if specification is self._specification:
            return
        self._specification = specification
        self._legend = None
        self._overview = None
        self._fit_again()
        self.setAccessibleDescription(specification.alt_text)
        self._draw_again()

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
        self._legend_visible = visible
        self._fit_again()
        self._draw_again()

    # Where we look

    @property
    def viewport(self) -> Viewport:
        """The part of the map in view."""
        return self._viewport

    def fit(self) -> None:
        """Show the whole country."""
        self._fitted = True
        self._fit_again()
        self._draw_again()

    def zoom_in(self) -> None:
        """Magnify around the centre."""
        self._zoom(_KEY_FACTOR, self.width() / 2, self.height() / 2)

    def zoom_out(self) -> None:
        """Reduce around the centre."""
        self._zoom(1 / _KEY_FACTOR, self.width() / 2, self.height() / 2)

    def zoom_to(self, gemeenten: frozenset[int]) -> None:
        """Show these gemeenten as large as fits."""
        if not gemeenten:
            return
        detail = self._gebied.levels[0]
        rings = np.isin(detail.ring_polygon, list(gemeenten))
        points = detail.ring_points[np.repeat(rings, np.diff(detail.ring_start))]
        (xmin, ymin), (xmax, ymax) = points.min(axis=0), points.max(axis=0)
        self._fitted = False
        self._viewport = self._fitting((xmin, ymin, xmax, ymax))
        self._draw_again()

    def gemeente_at(self, position: QPointF) -> int:
        """Position of the gemeente at a pixel, -1 for none."""
        if self._tree is None:
            self._tree = shapely.STRtree(geometry.polygons(self._gebied.levels[0]))
        point = shapely.Point(*self._viewport.to_map(position.x(), position.y()))
        found = self._tree.query(point, predicate="intersects")
        return int(found[0]) if len(found) else -1

    def _fitting(self, bounds: Bounds) -> Viewport:
        """Show `bounds` above the source line and, as far as there is room, beside the legend."""
        source = self._source_rect().height()
        above = self.height() - source
        viewport = Viewport.fitting(bounds, self.width(), above, _FIT_MARGIN)
        resolution = max(viewport.resolution, _FINEST)
        viewport = replace(viewport, resolution=resolution, height=self.height())
        left, _ = viewport.to_pixel(bounds[0], bounds[3])
        hidden = self._legend_rect().right() + _INSET - left
        shift = min(max(0.0, hidden), max(0.0, left - _FIT_MARGIN))
        return viewport.panned(shift, -source / 2)

    def _fit_again(self) -> None:
        """Show the whole country anew, unless the user moved the map."""
        if self._fitted:
            self._viewport = self._fitting(self._gebied.bounds)

    def _zoom(self, factor: float, px: float, py: float) -> None:
        coarsest = 2 * self._fitting(self._gebied.bounds).resolution
        wanted = min(max(self._viewport.resolution / factor, _FINEST), coarsest)
        self._move(self._viewport.zoomed(self._viewport.resolution / wanted, px, py))

    def _pan(self, dx: float, dy: float) -> None:
        self._move(self._viewport.panned(dx, dy))

    def _move(self, viewport: Viewport) -> None:
        """Shift the drawing now and draw sharp when the movement stops."""
        self._fitted = False
        self._viewport = viewport
        self._settle.start()
        self.update()

    # Drawing

    def _draw_again(self) -> None:
        self._settle.stop()
        self._sharp = None
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Show the drawing at hand, drawing first when there is none."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._specification is None:
            return
        if self._sharp is None:
            self._sharp = self._draw(self._specification)
        if not self._sharp.covers(self._viewport):
            if self._overview is None:
                self._overview = self._draw_overview(self._specification)
            self._blit(painter, self._overview)
        self._blit(painter, self._sharp)
        self._paint_pointed(painter)
        self._paint_furniture(painter, self._specification)
        if self.hasFocus() and self._focus_by_keyboard:
            painter.setPen(QColor(SELECTION))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        if not self._announced:
            self._announced = True
            QTimer.singleShot(0, self.first_painted.emit)
            QTimer.singleShot(0, self._warm_up)

    def _draw(self, specification: MapSpecification) -> _Picture:
        ratio = self.devicePixelRatioF()
        beyond = 1 + 2 * (_OVERDRAW if self._viewport.resolution > _NEAR else _OVERDRAW_NEAR)
        wide = self._viewport.resized(round(self.width() * beyond), round(self.height() * beyond))
        pixmap = self._blank(wide, ratio)
        painter = QPainter(pixmap)
        self._painter.paint(painter, specification, wide, ratio)
        if self._selection:
            members = self._mask(self._selection)
            for colour, width in (("#ffffff", 5.0), (SELECTION, 2.6)):
                self._painter.paint_outline(painter, members, colour, width, wide, ratio)
        labels = self._names.place(specification, wide, self._blocked(wide))
        self._names.paint_fast(painter, labels, ratio)
        painter.end()
        return _Picture(pixmap, wide)

    def _warm_up(self) -> None:
        """Prepare what the first zoom and the first pointing need, while the user looks."""
        for level in self._gebied.levels:
            self._painter.paths(level)
        self.gemeente_at(QPointF(0, 0))

    def _draw_overview(self, specification: MapSpecification) -> _Picture:
        viewport = Viewport.fitting(self._gebied.bounds, _OVERVIEW_PIXELS, _OVERVIEW_PIXELS)
        pixmap = self._blank(viewport, 1.0)
        painter = QPainter(pixmap)
        self._painter.paint(painter, specification, viewport)
        painter.end()
        return _Picture(pixmap, viewport)

    def _blank(self, viewport: Viewport, ratio: float) -> QPixmap:
        pixmap = QPixmap(round(viewport.width * ratio), round(viewport.height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.white)
        return pixmap

    def _blit(self, painter: QPainter, picture: _Picture) -> None:
        xmin, ymin, xmax, ymax = picture.viewport.bounds
        left, top = self._viewport.to_pixel(xmin, ymax)
        right, bottom = self._viewport.to_pixel(xmax, ymin)
        if picture.viewport.resolution == self._viewport.resolution:
            painter.drawPixmap(QPoint(round(left), round(top)), picture.pixmap)
        else:
            target = QRectF(left, top, right - left, bottom - top)
            painter.drawPixmap(target, picture.pixmap, QRectF(picture.pixmap.rect()))

    def _paint_pointed(self, painter: QPainter) -> None:
        """Light up what the pointer or a table row points at."""
        pointed = self._highlight | frozenset({self._hover} - {-1})
        if not pointed or self._settle.isActive():
            return
        members, ratio = self._mask(pointed), self.devicePixelRatioF()
        self._painter.paint_outline(painter, members, "#ffffff", 4.0, self._viewport, ratio)
        self._painter.paint_outline(painter, members, "#1a1a1a", 2.0, self._viewport, ratio)

    def _mask(self, gemeenten: frozenset[int]) -> npt.NDArray[np.bool_]:
        """Which gemeenten are among these. Shape (n,)."""
        mask = np.zeros(len(self._gebied), dtype=bool)
        mask[list(gemeenten)] = True
        return mask

    def _paint_furniture(self, painter: QPainter, specification: MapSpecification) -> None:
        legend = self._legend_rect()
        if self._legend is not None and not legend.isEmpty():
            painter.drawPixmap(legend.topLeft(), self._legend)
        rect = self._source_rect()
        painter.fillRect(rect.adjusted(-4, -1, 4, 1), furniture.PAPER)
        painter.setFont(furniture.font(_SOURCE_SIZE))
        painter.setPen(furniture.MUTED)
        painter.drawText(rect, _SOURCE_FLAGS, specification.source)
        at = self._scale_rect().bottomLeft() + QPointF(6, -4)
        furniture.paint_scale_bar(painter, at, self._viewport.resolution)
        furniture.paint_north_arrow(painter, QPointF(self.width() - 24, _INSET + 2))

    def _legend_rect(self) -> QRectF:
        """Where the legend stands; empty when it is hidden or there is no room for it."""
        if self._specification is None or not self._legend_visible:
            return QRectF()
        if self._legend is None:
            self._legend = self._legend_pixmap(self._specification)
        size = self._legend.deviceIndependentSize()
        fits = size.height() + 2 * _INSET <= self.height() and size.width() <= self.width() / 2
        return QRectF(QPointF(_INSET, _INSET), size) if fits else QRectF()

    def _legend_pixmap(self, specification: MapSpecification) -> QPixmap:
        legend = furniture.Legend(specification)
        if legend.height + 2 * _INSET > self.height():
            legend = furniture.Legend(specification, heading=False)
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(legend.width * ratio), round(legend.height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        legend.paint(painter, QPointF(0, 0))
        painter.end()
        return pixmap

    def _source_rect(self) -> QRectF:
        """Where the source line stands; empty when there is no map."""
        if self._specification is None:
            return QRectF()
        scale = self._scale_rect()
        room = min(self.width() - scale.right() - 2 * _INSET, _SOURCE_WIDTH)
        size = QFontMetricsF(furniture.font(_SOURCE_SIZE)).boundingRect(
            QRectF(0, 0, room, self.height()), _SOURCE_FLAGS, self._specification.source
        )
        right, bottom = self.width() - _INSET, self.height() - _INSET
        width, height = size.width() + 1, size.height()
        return QRectF(right - width, bottom - height, width, height)

    def _scale_rect(self) -> QRectF:
        """Room of the scale bar: at the bottom left, or beside a legend that reaches so low."""
        rect = QRectF(_INSET, self.height() - _INSET - 30, 160, 30)
        legend = self._legend_rect()
        if rect.intersects(legend):
            rect.moveLeft(legend.right() + _INSET)
        return rect

    def _blocked(self, wide: Viewport) -> tuple[QRectF, ...]:
        """Rectangles of the furniture in the pixels of the overdrawn picture."""
        left, top = (wide.width - self.width()) / 2, (wide.height - self.height()) / 2
        furniture_of_map = self._legend_rect(), self._scale_rect(), self._source_rect()
        return tuple(each.translated(left, top) for each in furniture_of_map)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep the country fitted, or else the centre."""
        self._legend = None
        self._viewport = self._viewport.resized(self.width(), self.height())
        self._fit_again()
        self._draw_again()

    def changeEvent(self, event: QEvent | None) -> None:
        """Draw anew when the font changes."""
        assert event is not None
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._names = LabelPainter()
            self._legend = None
            self._draw_again()
        super().changeEvent(event)

    # Mouse

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Zoom at the pointer."""
        assert event is not None
        steps = event.angleDelta().y() / 120
        if steps:
            self._zoom(_WHEEL_FACTOR**steps, event.position().x(), event.position().y())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Begin a click or a drag."""
        assert event is not None
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._press = event.position()

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Drag the map, or point at a gemeente."""
        assert event is not None
        position = event.position()
        if self._press is None:
            self._point_at(position, event.globalPosition().toPoint())
            return
        moved = (position - self._press).manhattanLength()
        if self._drag_from is None and moved >= QApplication.startDragDistance():
            self._drag_from = self._press
            self._point_at(None)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._drag_from is not None:
            self._pan(position.x() - self._drag_from.x(), position.y() - self._drag_from.y())
            self._drag_from = position

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """End a drag, or select what was clicked."""
        assert event is not None
        dragged, swallow = self._drag_from is not None, self._swallow_release
        left = self._press is not None and event.button() == Qt.MouseButton.LeftButton
        self._press = self._drag_from = None
        self._swallow_release = False
        self.unsetCursor()
        if left and not dragged and not swallow:
            adding = event.modifiers() & (
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            )
            self._click(self.gemeente_at(event.position()), bool(adding))

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Announce the gemeente, so that its region gets selected."""
        assert event is not None
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._swallow_release = True
        gemeente = self.gemeente_at(event.position())
        if gemeente >= 0:
            self.activated.emit(gemeente)

    def leaveEvent(self, event: QEvent | None) -> None:
        """Point at nothing."""
        self._point_at(None)

    def _click(self, gemeente: int, adding: bool) -> None:
        hit = frozenset({gemeente}) if gemeente >= 0 else frozenset()
        selection = self._selection ^ hit if adding else hit
        if selection != self._selection:
            self.set_selection(selection)
            self.selection_changed.emit(selection)

    def _point_at(self, position: QPointF | None, at: QPoint | None = None) -> None:
        gemeente = -1 if position is None else self.gemeente_at(position)
        if gemeente == self._hover:
            return
        self._hover = gemeente
        if gemeente >= 0 and at is not None and self._specification is not None:
            name, *lines = map(html.escape, self._specification.tooltips[gemeente])
            QToolTip.showText(at, "<br>".join([f"<b>{name}</b>", *lines]), self)
        else:
            QToolTip.hideText()
        self.update()
        self.hovered.emit(gemeente)

    # Keyboard

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Show a frame when the focus came by keyboard."""
        assert event is not None
        self._focus_by_keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Pan with the arrows, zoom with + and −, fit with 0, clear the selection with Esc."""
        assert event is not None
        key = event.key()
        step_x, step_y = _KEY_PAN * self.width(), _KEY_PAN * self.height()
        pans: dict[int, tuple[float, float]] = {
            Qt.Key.Key_Left: (step_x, 0.0),
            Qt.Key.Key_Right: (-step_x, 0.0),
            Qt.Key.Key_Up: (0.0, step_y),
            Qt.Key.Key_Down: (0.0, -step_y),
        }
        if key in pans:
            self._pan(*pans[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom_out()
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.fit()
        elif key == Qt.Key.Key_Escape and self._selection:
            self._click(-1, adding=False)
        else:
            super().keyPressEvent(event)
