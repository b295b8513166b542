"""The map, or two over each other, that a canvas shows, with what stands on them."""

from __future__ import annotations

import math
import time
from collections.abc import Collection

from PyQt6.QtCore import QPointF, QRectF, QSizeF
from PyQt6.QtGui import QPainter

from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.viewport import Viewport
from regiokaart.gui.map.furniture import Furniture
from regiokaart.gui.map.locator import Locator
from regiokaart.gui.map.overlays import paint_divider
from regiokaart.gui.map.scene import Drawer, Picture, Scene

_SHARE, _SHARE_BESIDE = 0.5, 0.33  # of the width that a legend may take
_SMALL = 1e6  # device pixels that are drawn within the time of a frame, also on a busy computer


class Stage:
    """Keeps the drawings, and draws what is missing for as long as it may.

    Until the drawing of another map is complete, that of the map before it is shown.

    Parameters
    ----------
    drawer : Drawer

    Attributes
    ----------
    drawer : Drawer
    legend_visible, locator_visible : bool
    divider : float or None
        Share of the width from where the second map shows; None for a second map that shows in
        place of the first while `second_shown`.
    second_shown : bool
    is_beside : bool
        Whether the map stands beside others.
    """

    def __init__(self, drawer: Drawer) -> None:
        self.drawer = drawer
        self.legend_visible = self.locator_visible = True
        self.is_beside = False
        self.divider: float | None = None
        self.second_shown = False
        self._first: Scene | None = None
        self._second: Scene | None = None
        self._size, self._ratio = QSizeF(), 1.0
        self._furniture: dict[Scene, Furniture] = {}
        self._locator = Locator(drawer)

    # What is shown

    @property
    def first(self) -> MapSpecification | None:
        """The map below."""
        return self._first.specification if self._first is not None else None

    @property
    def second(self) -> MapSpecification | None:
        """The map over it."""
        return self._second.specification if self._second is not None else None

    def set_first(self, specification: MapSpecification) -> None:
        """Show another map."""
        self._first = Scene(specification, self._at_hand)
        self.forget_furniture()

    def set_second(self, specification: MapSpecification | None, divider: float | None) -> None:
        """Lay another map over the first, or none."""
        self._second = None
        if specification is not None:
            self._second = Scene(specification, self._at_hand)
        self.divider = divider if specification is not None else None
        self.second_shown = False
        self.forget_furniture()

    @property
    def _at_hand(self) -> Picture | None:
        return self._first.sharp if self._first is not None else None

    def at(self, x: float) -> MapSpecification | None:
        """Return the map that shows at a pixel."""
        divider = self.divider_x
        beyond = self.second_shown or (divider is not None and x > divider)
        return self.second if self._second is not None and beyond else self.first

    @property
    def divider_x(self) -> float | None:
        """Pixel at which the divider stands; None for none."""
        return None if self.divider is None else self.divider * self._size.width()

    def on_legend(self, position: QPointF) -> bool:
        """Whether a pixel is on a legend, which hides the map."""
        return any(self._placed(each).legend.contains(position) for each in self._in_view)

    @property
    def alt_text(self) -> str:
        """What the maps show, for those who cannot see them."""
        shown = (each for each in (self.first, self.second) if each is not None)
        return " ".join(each.alt_text for each in shown)

    # What has to be made again

    def forget_pictures(self) -> None:
        """Draw the maps anew."""
        for scene in (self._first, self._second):
            if scene is not None:
                scene.forget()

    def forget_furniture(self) -> None:
        """Lay out what stands on the map anew."""
        self._furniture.clear()

    def resize(self, size: QSizeF, ratio: float) -> None:
        """Take another size in pixels, with so many device pixels to each."""
        self._size, self._ratio = size, ratio
        self.forget_furniture()

    # Where things stand

    @property
    def legend(self) -> QRectF:
        """Room of the legend of the first map; empty when it is not shown."""
        return self._placed(self._first).legend if self._first is not None else QRectF()

    def set_beside(self, beside: bool) -> None:
        """Give the legend less of the width of a map that stands beside others."""
        self.is_beside = beside
        self.forget_furniture()

    @property
    def source(self) -> QRectF:
        """Room of the source line; empty when there is no map."""
        return self._placed(self._first).source if self._first is not None else QRectF()

    @property
    def blocked(self) -> list[QRectF]:
        """Room of all that stands on the maps in every view."""
        scenes = [each for each in (self._first, self._second) if each is not None]
        return [rect for each in scenes for rect in self._placed(each).blocked]

    def locator(self, viewport: Viewport, whole: float) -> QRectF:
        """Room of the small map of the country; empty when it is not shown."""
        if self._first is None or not self.locator_visible:
            return QRectF()
        return self._locator.rect(viewport, self.source, whole)

    @property
    def small_map(self) -> Locator:
        """The small map of the country."""
        return self._locator

    def _placed(self, scene: Scene) -> Furniture:
        if scene not in self._furniture:
            self._furniture[scene] = Furniture(
                scene.specification,
                self._size,
                self._ratio,
                legend=self.legend_visible,
                share=_SHARE_BESIDE if self.is_beside else _SHARE,
                top=self._above(scene),
            )
        return self._furniture[scene]

    def _above(self, scene: Scene) -> float:
        """Pixels that the legend of the first of two maps takes above that of the second."""
        beyond = self.divider is not None and scene is self._second
        return self.legend.bottom() if beyond else 0.0

    # Drawing

    @property
    def _in_view(self) -> list[Scene]:
        """The maps that show now, the one below first."""
        if self._second is not None and self.second_shown:
            return [self._second]
        both = self._second is not None and self.divider is not None
        return [each for each in (self._first, self._second if both else None) if each is not None]

    @property
    def is_complete(self) -> bool:
        """Whether the drawings are of what should be seen."""
        return all(scene.is_fresh for scene in self._in_view)

    @property
    def is_small(self) -> bool:
        """Whether drawing takes so little that it can be done while the map is painted."""
        pixels = self._size.width() * self._size.height() * self._ratio**2
        return pixels * len(self._in_view) <= _SMALL

    def go_on(
        self,
        viewport: Viewport,
        whole: float,
        selection: Collection[int],
        seconds: float = math.inf,
    ) -> bool:
        """Draw what is missing for a while; return whether it is complete.

        Parameters
        ----------
        viewport : Viewport
        whole : float
            As for `locator`.
        selection : collection of int
            Gemeenten to outline.
        seconds : float
        """
        end = time.perf_counter() + seconds
        for scene in self._in_view:
            if not scene.is_fresh and not scene.is_begun:
                blocked = [*self.blocked, self.locator(viewport, whole)]
                scene.begin(
                    self.drawer.sharp(
                        scene.specification, viewport, self._ratio, selection, blocked
                    )
                )
            if not scene.is_fresh and not scene.go_on(end - time.perf_counter()):
                return False
        return True

    def give_up(self) -> None:
        """Drop drawings that are in the making."""
        for scene in (self._first, self._second):
            if scene is not None:
                scene.give_up()

    def paint_maps(self, painter: QPainter, viewport: Viewport) -> None:
        """Show the drawings at hand."""
        x, width, height = self.divider_x, self._size.width(), self._size.height()
        sides = [QRectF(0, 0, width, height)]
        if x is not None:
            sides = [QRectF(0, 0, x, height), QRectF(x, 0, width - x, height)]
        for scene, side in zip(self._in_view, sides, strict=True):
            painter.setClipRect(side)
            scene.paint(painter, self.drawer, viewport)
        painter.setClipping(False)
        if x is not None:
            paint_divider(painter, x, height)

    def paint_furniture(self, painter: QPainter, viewport: Viewport, whole: float) -> None:
        """Draw what stands on the maps."""
        for number, scene in enumerate(self._in_view):
            if number == 0:
                self._placed(scene).paint(painter, viewport.resolution)
            else:
                self._placed(scene).paint_legend(painter)
        rect = self.locator(viewport, whole)
        if not rect.isEmpty():
            self._locator.paint(painter, rect, viewport, self._ratio)
