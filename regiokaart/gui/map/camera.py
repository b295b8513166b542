"""Where the map looks: moving, zooming, fitting, and going back to where it looked before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import numpy as np
from PyQt6.QtCore import QObject, QRectF, QTimer, pyqtSignal

from regiokaart.cartography.fitting import Box, fit_around
from regiokaart.cartography.geometry import coast
from regiokaart.cartography.viewport import Bounds, Viewport
from regiokaart.gui.map.history import ExtentHistory
from regiokaart.model import Gebied

_FIT_MARGIN = 24  # pixels, and in a low map this share of its height
_FIT_MARGIN_SHARE = 0.04
_GAP = 10  # pixels between the legend and what is fitted beside it
_FREE = 6.0  # pixels between the country and what stands on the map
_COAST = 4000.0  # metres between points of the coast that are kept clear
_SETTLE_MS = 90  # rest after which the map is drawn sharp again
_KEY_FACTOR = 1.5
_FINEST = 4.0  # metres per pixel
_AROUND = 6000.0  # metres of the surroundings beside the gemeenten that are zoomed to

Room = Callable[[], Sequence[QRectF]]
"""Pixels that furniture takes: the legend, the source line, and what else there is."""


class Camera(QObject):
    """Holds the part of the map in view.

    Parameters
    ----------
    gebied : Gebied
    room : callable
        Tells what the furniture takes when something is fitted: no land lies under it where the
        whole country is shown.
    parent : QObject

    Attributes
    ----------
    viewport : Viewport
    history : ExtentHistory

    Signals
    -------
    moved
        The map shows another place or scale than before.
    rested
        A movement stopped, or was a jump: the map is to be drawn sharp.
    """

    moved = pyqtSignal()
    rested = pyqtSignal()

    def __init__(self, gebied: Gebied, room: Room, parent: QObject) -> None:
        super().__init__(parent)
        self._gebied, self._room = gebied, room
        self._coast = coast(gebied.levels[-1], _COAST)
        self._fitted = True  # until the user moves the map
        self.viewport = Viewport.fitting(gebied.bounds, 1, 1)
        self.history = ExtentHistory()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._rest)

    def set_gebied(self, gebied: Gebied) -> None:
        """Look at another area."""
        self._gebied = gebied
        self._coast = coast(gebied.levels[-1], _COAST)
        self.fit_again()

    @property
    def is_moving(self) -> bool:
        """Whether a movement goes on."""
        return self._settle.isActive()

    @property
    def is_fitted(self) -> bool:
        """Whether the whole country is shown, and stays so at another size."""
        return self._fitted

    @property
    def whole(self) -> float:
        """Metres per pixel at which the whole country fits beside the legend."""
        return self._fitting(self._gebied.bounds).resolution

    def resize(self, width: float, height: float) -> None:
        """Take another size around the same centre; the country stays fitted."""
        self.viewport = self.viewport.resized(width, height)
        self.fit_again()

    def fit_again(self) -> None:
        """Show the whole country anew, unless the user moved the map."""
        if self._fitted:
            self.viewport = self._fitting_country()
            self.history.replace(self.viewport)
            self.moved.emit()

    def fit(self) -> None:
        """Show the whole country."""
        self._jump(self._fitting_country())
        self._fitted = True

    def zoom_in(self) -> None:
        """Magnify around the centre."""
        self.zoom(_KEY_FACTOR, self.viewport.width / 2, self.viewport.height / 2)

    def zoom_out(self) -> None:
        """Reduce around the centre."""
        self.zoom(1 / _KEY_FACTOR, self.viewport.width / 2, self.viewport.height / 2)

    def zoom(self, factor: float, px: float, py: float) -> None:
        """Magnify around a pixel."""
        wanted = min(max(self.viewport.resolution / factor, _FINEST), 2 * self.whole)
        self._move(self.viewport.zoomed(self.viewport.resolution / wanted, px, py))

    def pan(self, dx: float, dy: float) -> None:
        """Move the map by pixels."""
        self._move(self.viewport.panned(dx, dy))

    def look_at(self, viewport: Viewport) -> None:
        """Show the centre and scale of another view, as part of a movement."""
        if not self.viewport.shows_as(viewport):
            self._move(self.viewport.looking_at(viewport))

    def zoom_to(self, gemeenten: Collection[int]) -> None:
        """Show some gemeenten with what lies around them as large as fits."""
        if not gemeenten:
            return
        xmin, ymin, xmax, ymax = self._bounds(gemeenten)
        around = xmin - _AROUND, ymin - _AROUND, xmax + _AROUND, ymax + _AROUND
        self._jump(self._fitting(around))

    def bring_in_sight(self, gemeenten: Collection[int]) -> None:
        """Go to some gemeenten if the map shows nothing of them; else stay."""
        if not any(self._sees(gemeente) for gemeente in gemeenten):
            self.zoom_to(gemeenten)

    def _sees(self, gemeente: int) -> bool:
        xmin, ymin, xmax, ymax = self._bounds((gemeente,), -1)
        left, bottom, right, top = self.viewport.bounds
        return xmin < right and xmax > left and ymin < top and ymax > bottom

    def _bounds(self, gemeenten: Collection[int], level: int = 0) -> Bounds:
        detail = self._gebied.levels[level]
        rings = np.isin(detail.ring_polygon, list(gemeenten))
        points = detail.ring_points[np.repeat(rings, np.diff(detail.ring_start))]
        (xmin, ymin), (xmax, ymax) = points.min(axis=0), points.max(axis=0)
        return xmin, ymin, xmax, ymax

    def zoom_to_frame(self, left: float, top: float, right: float, bottom: float) -> None:
        """Show what lies in a rectangle of pixels as large as fits."""
        view = self.viewport
        part = Viewport.fitting(view.part(left, top, right, bottom), view.width, view.height)
        self._jump(replace(part, resolution=max(part.resolution, _FINEST)))

    def back(self) -> None:
        """Show the view of before the last movement."""
        self._jump(self.viewport.looking_at(self.history.back()))

    def forward(self) -> None:
        """Show the view that was left by going back."""
        self._jump(self.viewport.looking_at(self.history.forward()))

    def _fitting_country(self) -> Viewport:
        """Show the country as large as it can be with only sea under the furniture."""
        width, height = self.viewport.width, self.viewport.height
        obstacles = [
            Box(rect.x(), rect.y(), rect.width(), rect.height()).grown(_FREE)
            for rect in self._room()
            if not rect.isEmpty()
        ]
        margin = self._margin
        return fit_around(self._coast, self._gebied.bounds, width, height, obstacles, margin)

    @property
    def _margin(self) -> float:
        return min(_FIT_MARGIN, _FIT_MARGIN_SHARE * self.viewport.height)

    def _fitting(self, bounds: Bounds) -> Viewport:
        """Show `bounds` above the source line and, as far as there is room, beside the legend."""
        legend, source, *_ = self._room()
        width, height, margin = self.viewport.width, self.viewport.height, self._margin
        viewport = Viewport.fitting(bounds, width, height - source.height(), margin)
        resolution = max(viewport.resolution, _FINEST)
        viewport = replace(viewport, resolution=resolution, height=height)
        left, _ = viewport.to_pixel(bounds[0], bounds[3])
        shift = min(max(0.0, legend.right() + _GAP - left), max(0.0, left - margin))
        return viewport.panned(shift, -source.height() / 2)

    def _move(self, viewport: Viewport) -> None:
        """Shift the drawing now and draw sharp when the movement stops."""
        self._fitted = False
        self.viewport = viewport
        self._settle.start()
        self.moved.emit()

    def _jump(self, viewport: Viewport) -> None:
        self._move(viewport)
        self._settle.stop()
        self._rest()

    def _rest(self) -> None:
        self.history.visit(self.viewport)
        self.rested.emit()
