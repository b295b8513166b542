"""Pictures of a map specification: drawn when the map rests, shifted and scaled while it moves."""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QPoint, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPixmap

from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.viewport import Viewport
from regiokaart.model import Gebied
from regiokaart.painting import furniture
from regiokaart.painting.labels import LabelPainter
from regiokaart.painting.map import MapPainter

SELECTION = "#ca005d"

_POINTED = ("#1a1a1a", 2.0)
_SELECTED = (SELECTION, 2.6)
_HALO = 1.1  # pixels beside these lines
_CASING = (1.2, 1.6)  # pixels of white, and of colour, beside borders that mean something
_OVERDRAW = 0.02  # of width and height, drawn beyond each edge to have something when dragging
_NEAR = 40.0  # metres per pixel below which so little is in view that more can be drawn
_OVERDRAW_NEAR = 0.15
_OVERVIEW_PIXELS = 1000


@dataclass(frozen=True)
class Picture:
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
            and ours[3] >= theirs[3]
        )

    def blit(self, painter: QPainter, viewport: Viewport) -> None:
        """Show the picture where it belongs in a view, shifted and scaled."""
        xmin, ymin, xmax, ymax = self.viewport.bounds
        left, top = viewport.to_pixel(xmin, ymax)
        right, bottom = viewport.to_pixel(xmax, ymin)
        if self.viewport.resolution == viewport.resolution:
            painter.drawPixmap(QPoint(round(left), round(top)), self.pixmap)
        else:
            target = QRectF(left, top, right - left, bottom - top)
            painter.drawPixmap(target, self.pixmap, QRectF(self.pixmap.rect()))


class Drawing:
    """A picture in the making.

    Parameters
    ----------
    picture : Picture
    steps : iterator
        Draws a little of it at a time; ending it early must be safe.
    """

    def __init__(self, picture: Picture, steps: Iterator[None]) -> None:
        self.picture = picture
        self._steps = steps

    def go_on(self, seconds: float = math.inf) -> bool:
        """Draw for a while; return whether the picture is complete."""
        end = time.perf_counter() + seconds
        return all(time.perf_counter() < end for _ in self._steps)


class Drawer:
    """Draws pictures of one area; canvases that show the same area may share it.

    Parameters
    ----------
    gebied : Gebied

    Attributes
    ----------
    gebied : Gebied
    """

    def __init__(self, gebied: Gebied) -> None:
        self.gebied = gebied
        self._painter = MapPainter(gebied)
        self._names = LabelPainter(furniture.letters())

    def renew_names(self) -> None:
        """Take on another font."""
        self._names = LabelPainter(furniture.letters())

    def warm_up(self) -> None:
        """Prepare what the first zoom needs."""
        for level in self.gebied.levels:
            self._painter.paths(level)

    def sharp(
        self,
        specification: MapSpecification,
        viewport: Viewport,
        ratio: float,
        selection: Collection[int],
        blocked: Sequence[QRectF],
    ) -> Drawing:
        """Begin to draw a view and a little beyond its edges.

        Parameters
        ----------
        specification : MapSpecification
        viewport : Viewport
            What is in view.
        ratio : float
            Device pixels per pixel.
        selection : collection of int
            Gemeenten to outline.
        blocked : sequence of QRectF
            Pixels of the view where no name may stand.
        """
        beyond = 1 + 2 * (_OVERDRAW if viewport.resolution > _NEAR else _OVERDRAW_NEAR)
        wide = viewport.resized(round(viewport.width * beyond), round(viewport.height * beyond))
        picture = Picture(_blank(wide, ratio), wide)

        def steps() -> Iterator[None]:
            painter = QPainter(picture.pixmap)
            try:
                yield from self._painter.ground_steps(painter, specification, wide, ratio)
                if selection and specification.pair_lines:
                    yield from self._casing(painter, specification, selection, wide, ratio)
                yield from self._painter.over_steps(painter, specification, wide, ratio)
                if selection and not specification.pair_lines:
                    yield from self._outline(painter, selection, _SELECTED, wide, ratio)
                yield from self._names_in(painter, specification, viewport, wide, ratio, blocked)
            finally:
                painter.end()

        return Drawing(picture, steps())

    def _names_in(
        self,
        painter: QPainter,
        specification: MapSpecification,
        viewport: Viewport,
        wide: Viewport,
        ratio: float,
        blocked: Sequence[QRectF],
    ) -> Iterator[None]:
        """Draw names so that none is cut by the edge of the view, and others beyond the edge."""
        left, top = (wide.width - viewport.width) / 2, (wide.height - viewport.height) / 2
        view = QRectF(left, top, viewport.width, viewport.height)
        outside = [
            label
            for label in specification.labels
            if not view.contains(*wide.to_pixel(label.x, label.y))
        ]
        beyond = self._names.place(replace(specification, labels=tuple(outside)), wide, (view,))
        yield from self._names.steps(painter, beyond, ratio)
        painter.translate(left, top)
        inside = self._names.place(specification, viewport, tuple(blocked))
        yield from self._names.steps(painter, inside, ratio)

    def overview(self, specification: MapSpecification) -> Picture:
        """Draw the whole area in coarse pixels, for where nothing sharp is drawn yet."""
        viewport = Viewport.fitting(self.gebied.bounds, _OVERVIEW_PIXELS, _OVERVIEW_PIXELS)
        pixmap = _blank(viewport, 1.0)
        painter = QPainter(pixmap)
        self._painter.paint(painter, specification, viewport)
        painter.end()
        return Picture(pixmap, viewport)

    def outline(self, viewport: Viewport, ratio: float, colour: str) -> Picture:
        """Draw the whole area in one colour on nothing."""
        pixmap = _blank(viewport, ratio, Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        every = np.ones(len(self.gebied), dtype=bool)
        self._painter.paint_members(painter, every, QColor(colour), viewport, ratio)
        painter.end()
        return Picture(pixmap, viewport)

    def paint_pointed(
        self, painter: QPainter, pointed: Collection[int], viewport: Viewport, ratio: float
    ) -> None:
        """Light up what the pointer or a table row points at."""
        for _ in self._outline(painter, pointed, _POINTED, viewport, ratio):
            pass

    def _casing(
        self,
        painter: QPainter,
        specification: MapSpecification,
        gemeenten: Collection[int],
        viewport: Viewport,
        ratio: float,
    ) -> Iterator[None]:
        """Outline gemeenten on both sides of their border, which is drawn in between later."""
        white, coloured = _CASING
        between = 2 * white + max(
            kind.width for lines in specification.pair_lines for kind in lines.palette
        )
        outer = (SELECTION, between + 2 * coloured)
        yield from self._outline(painter, gemeenten, outer, viewport, ratio)
        yield from self._outline(painter, gemeenten, ("#ffffff", between), viewport, ratio, 0.0)

    def _outline(
        self,
        painter: QPainter,
        gemeenten: Collection[int],
        line: tuple[str, float],
        viewport: Viewport,
        ratio: float,
        halo: float = _HALO,
    ) -> Iterator[None]:
        members: npt.NDArray[np.bool_] = np.zeros(len(self.gebied), dtype=bool)
        members[list(gemeenten)] = True
        return self._painter.outline_steps(painter, members, *line, viewport, ratio, halo=halo)


class Scene:
    """A map specification with the pictures that were drawn of it.

    Parameters
    ----------
    specification : MapSpecification
    meanwhile : Picture, optional
        What is shown until a picture of this map is complete.

    Attributes
    ----------
    specification : MapSpecification
    sharp : Picture or None
        The last complete drawing.
    is_fresh : bool
        Whether that is what should be seen.
    """

    def __init__(self, specification: MapSpecification, meanwhile: Picture | None = None) -> None:
        self.specification = specification
        self.sharp = meanwhile
        self.is_fresh = False
        self._drawing: Drawing | None = None
        self._overview: Picture | None = None

    def forget(self) -> None:
        """Know that the picture has to be made again; what was begun is given up."""
        self.is_fresh, self._drawing = False, None

    def give_up(self) -> None:
        """Drop a picture that is in the making."""
        self._drawing = None

    @property
    def is_begun(self) -> bool:
        """Whether a picture is in the making."""
        return self._drawing is not None

    def begin(self, drawing: Drawing) -> None:
        """Take a picture in the making."""
        self._drawing = drawing

    def go_on(self, seconds: float) -> bool:
        """Draw for a while; return whether the picture is complete."""
        assert self._drawing is not None
        if not self._drawing.go_on(seconds):
            return False
        self.sharp, self.is_fresh, self._drawing = self._drawing.picture, True, None
        return True

    def paint(self, painter: QPainter, drawer: Drawer, viewport: Viewport) -> None:
        """Show the pictures at hand, on white where there is none."""
        if self.sharp is None or not self.sharp.covers(viewport):
            area = QRectF(0, 0, viewport.width, viewport.height)
            painter.fillRect(area, Qt.GlobalColor.white)
            if self.sharp is not None:
                if self._overview is None:
                    self._overview = drawer.overview(self.specification)
                self._overview.blit(painter, viewport)
        if self.sharp is not None:
            self.sharp.blit(painter, viewport)


def _blank(
    viewport: Viewport, ratio: float, colour: Qt.GlobalColor = Qt.GlobalColor.white
) -> QPixmap:
    pixmap = QPixmap(round(viewport.width * ratio), round(viewport.height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(colour)
    return pixmap
