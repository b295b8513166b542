"""Fill, borders and links of a map specification, drawn with QPainter."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QLineF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen, QTransform

from regiokaart.cartography.geometry import pair_of_arcs
from regiokaart.cartography.palettes import NO_DATA
from regiokaart.cartography.specification import (
    NO_CLASS,
    BorderLayer,
    LinkLayer,
    MapSpecification,
    PairLines,
)
from regiokaart.cartography.viewport import Viewport
from regiokaart.model import Coverage, Gebied
from regiokaart.painting.paths import CoveragePaths, Pieces, transform_of

_RINGS = ((0.6, 4), (1.1, 6), (1.3, 8))
"""Radius in device pixels up to which so many thin lines in a ring leave no gap between them."""
_SMALL = 900.0
"""Metres per pixel from which lines become thinner: the country is then about 300 pixels wide."""
_THINNEST = 0.5
"""Part of their width that lines keep on the smallest map."""
_BETWEEN = 1.25
"""Device pixels between two rings."""
_MOST_PASSES = 16
"""Thin lines above which one wide line is drawn sooner."""
_ARCS_A_STEP = 64
"""Wide lines that are drawn in one step."""


class MapPainter:
    """Draws map specifications of one area at any place and scale.

    Parameters
    ----------
    gebied : Gebied
    exact : bool
        Whether wide lines are drawn as such, for print, or in the quick way, for the screen.
    """

    def __init__(self, gebied: Gebied, *, exact: bool = False) -> None:
        self.gebied = gebied
        self.exact = exact
        self._paths: dict[float, CoveragePaths] = {}

    def paths(self, coverage: Coverage) -> CoveragePaths:
        """Return the Qt polygons of a level of detail, made at first use."""
        if coverage.tolerance not in self._paths:
            self._paths[coverage.tolerance] = CoveragePaths(coverage)
        return self._paths[coverage.tolerance]

    def paint(
        self,
        painter: QPainter,
        specification: MapSpecification,
        viewport: Viewport,
        pixel_ratio: float = 1.0,
    ) -> None:
        """Draw fill, borders, lines per border and links.

        Parameters
        ----------
        painter : QPainter
            Working in the pixels of `viewport`.
        specification : MapSpecification
        viewport : Viewport
        pixel_ratio : float
            Device pixels per pixel: decides the level of detail.
        """
        for _ in self.steps(painter, specification, viewport, pixel_ratio):
            pass

    def steps(
        self,
        painter: QPainter,
        specification: MapSpecification,
        viewport: Viewport,
        pixel_ratio: float = 1.0,
    ) -> Iterator[None]:
        """Draw as `paint` does, in steps of a few milliseconds.

        The painter must keep its transform and clipping from step to step.
        """
        yield from self.ground_steps(painter, specification, viewport, pixel_ratio)
        yield from self.over_steps(painter, specification, viewport, pixel_ratio)

    def ground_steps(
        self,
        painter: QPainter,
        specification: MapSpecification,
        viewport: Viewport,
        pixel_ratio: float = 1.0,
    ) -> Iterator[None]:
        """Draw fill and borders, the first part of `steps`."""
        # One path per colour shows no seams. Without antialiasing: the borders drawn on top hide
        # the steps, and it is much faster.
        fill = specification.fill
        for number in sorted(set(fill.classes.tolist())):
            colour = NO_DATA if number == NO_CLASS else fill.palette[number].colour
            members = fill.classes == number
            self.paint_members(painter, members, QColor(colour), viewport, pixel_ratio)
            yield
        for layer in specification.borders:
            yield from self._borders(painter, layer, viewport, pixel_ratio)

    def over_steps(
        self,
        painter: QPainter,
        specification: MapSpecification,
        viewport: Viewport,
        pixel_ratio: float = 1.0,
    ) -> Iterator[None]:
        """Draw lines per border and links, the second part of `steps`."""
        for lines in specification.pair_lines:
            yield from self._pair_lines(painter, lines, viewport, pixel_ratio)
        for links in specification.links:
            paint_links(painter, links, viewport)
            yield

    def _borders(
        self, painter: QPainter, layer: BorderLayer, viewport: Viewport, pixel_ratio: float
    ) -> Iterator[None]:
        paths = self.paths(self.gebied.level_for(viewport.resolution / pixel_ratio))
        arcs = paths.coverage.borders_between(layer.groups, coast=layer.coast)
        yield from self._arcs(
            painter,
            paths,
            arcs,
            layer.colour,
            layer.width * thickness(viewport),
            viewport,
            pixel_ratio,
        )

    def _pair_lines(
        self, painter: QPainter, layer: PairLines, viewport: Viewport, pixel_ratio: float
    ) -> Iterator[None]:
        paths = self.paths(self.gebied.level_for(viewport.resolution / pixel_ratio))
        pair = pair_of_arcs(paths.coverage, layer.pairs)
        class_of_arc = np.append(layer.classes, NO_CLASS)[pair]  # index -1 is no pair
        for number, kind in enumerate(layer.palette):
            arcs = np.flatnonzero(class_of_arc == number)
            width = kind.width * thickness(viewport)
            yield from self._arcs(painter, paths, arcs, kind.colour, width, viewport, pixel_ratio)

    def outline_steps(
        self,
        painter: QPainter,
        members: npt.NDArray[np.bool_],
        colour: str,
        width: float,
        viewport: Viewport,
        pixel_ratio: float = 1.0,
        *,
        halo: float = 0.0,
    ) -> Iterator[None]:
        """Draw the outline of some gemeenten together, with white beside the line, in steps.

        Parameters
        ----------
        painter : QPainter
        members : ndarray of bool, shape (n,)
        colour : str
        width : float
            Pixels.
        viewport : Viewport
        pixel_ratio : float
            Device pixels per pixel.
        halo : float
            Pixels of white on both sides of the line.
        """
        paths = self.paths(self.gebied.level_for(viewport.resolution / pixel_ratio))
        padded = np.append(members, False)  # index -1 is the outside
        arcs = np.flatnonzero(padded[paths.coverage.left] != padded[paths.coverage.right])
        wide = width + 2 * halo
        if halo:
            yield from self._arcs(
                painter, paths, arcs, "#ffffff", wide, viewport, pixel_ratio, width
            )
        yield from self._arcs(painter, paths, arcs, colour, width, viewport, pixel_ratio)

    def paint_members(
        self,
        painter: QPainter,
        members: npt.NDArray[np.bool_],
        colour: QColor,
        viewport: Viewport,
        pixel_ratio: float = 1.0,
    ) -> None:
        """Lay a colour over some gemeenten, a mask of shape (n,)."""
        paths = self.paths(self.gebied.level_for(viewport.resolution / pixel_ratio))
        rings = paths.rings.visible(viewport, margin=0) & members[paths.coverage.ring_polygon]
        path = paths.rings.path(np.flatnonzero(rings))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillPath(transform_of(viewport).map(path), colour)

    def _arcs(
        self,
        painter: QPainter,
        paths: CoveragePaths,
        arcs: npt.NDArray[np.int64],
        colour: str,
        width: float,
        viewport: Viewport,
        pixel_ratio: float,
        covered: float = 0.0,
    ) -> Iterator[None]:
        visible = arcs[paths.arcs.visible(viewport, margin=4)[arcs]]
        transform = transform_of(viewport)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        if self.exact:
            draw_lines(painter, paths.arcs, visible, transform, QColor(colour), width)
            yield
        else:
            yield from line_steps(
                painter, paths.arcs, visible, transform, QColor(colour), width, pixel_ratio, covered
            )


def thickness(viewport: Viewport) -> float:
    """Return the part of their width that lines have: less on a map that is very small."""
    return max(min(1.0, math.sqrt(_SMALL / viewport.resolution)), _THINNEST)


def paint_links(painter: QPainter, layer: LinkLayer, viewport: Viewport) -> None:
    """Draw straight lines between places."""
    pen = QPen(QColor(layer.colour), layer.width * thickness(viewport))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    transform = transform_of(viewport)
    lines = [QLineF(*start, *end) for start, end in layer.ends.tolist()]
    for line in lines:
        painter.drawLine(transform.map(line))


def draw_lines(
    painter: QPainter,
    pieces: Pieces,
    chosen: npt.NDArray[np.int64],
    transform: QTransform,
    colour: QColor,
    width: float,
) -> None:
    """Draw some arcs as lines of `width` pixels, exactly, for print."""
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)  # arc by arc: one long path takes ten times longer with a wide pen
    for arc in chosen:
        painter.drawPolyline(transform.map(pieces.polygons[arc]))


def line_steps(
    painter: QPainter,
    pieces: Pieces,
    chosen: npt.NDArray[np.int64],
    transform: QTransform,
    colour: QColor,
    width: float,
    pixel_ratio: float,
    covered: float = 0.0,
) -> Iterator[None]:
    """Draw some arcs as lines of `width` pixels for the screen, in steps.

    The middle is left out where another line of `covered` pixels will be drawn over it.

    Qt draws lines of one device pixel about forty times faster than wider ones, so a wider line
    is a thin one drawn several times around its place; the result looks the same. Very wide lines
    need so many that they are drawn as such.
    """
    thin = min(width, 1 / pixel_ratio)
    passes = _passes((width - thin) / 2 * pixel_ratio, covered / 2 * pixel_ratio)
    if len(passes) > _MOST_PASSES:
        for start in range(0, len(chosen), _ARCS_A_STEP):
            part = chosen[start : start + _ARCS_A_STEP]
            draw_lines(painter, pieces, part, transform, colour, width)
            yield
        return
    path = transform.map(pieces.path(chosen))
    pen = QPen(colour, thin)
    for x, y in passes:
        painter.translate(x / pixel_ratio, y / pixel_ratio)
        painter.strokePath(path, pen)
        painter.translate(-x / pixel_ratio, -y / pixel_ratio)
        yield


def _passes(radius: float, covered: float = 0.0) -> list[tuple[float, float]]:
    """Where to draw a line of one device pixel to widen it by `radius` on both sides.

    On a ring, and where that would leave its middle open, on smaller rings within it, except
    where something else covers the middle up to a radius.
    """
    if radius == 0:
        return [(0.0, 0.0)]
    full = 8 if covered else 10  # a ring with something over its middle may be more open
    count = next((count for limit, count in _RINGS if radius <= limit), full)
    angles = [math.tau * (step + 0.5) / count for step in range(count)]
    ring = [(radius * math.cos(angle), radius * math.sin(angle)) for angle in angles]
    inner = radius - _BETWEEN
    closed = radius <= _RINGS[-1][0] or inner + 0.5 <= covered
    return ring if closed else ring + _passes(inner, covered)
