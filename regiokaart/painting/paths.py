"""Arcs and rings of a coverage as Qt polygons, built once per level of detail."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QPointF, Qt
from PyQt6.QtGui import QPainterPath, QPolygonF, QTransform

from regiokaart.cartography.viewport import Viewport
from regiokaart.model import Coverage

_KEPT = 24  # paths: somewhat more than a map and a selection take


def polygon(points: npt.NDArray[np.float64]) -> QPolygonF:
    """Return points of shape (n, 2) as a QPolygonF, copied through its buffer."""
    result = QPolygonF()
    result.fill(QPointF(), len(points))
    buffer = result.data()
    assert buffer is not None
    buffer.setsize(points.size * 8)
    np.asarray(buffer).view(np.float64)[:] = points.ravel()
    return result


def transform_of(viewport: Viewport) -> QTransform:
    """Return the transform from metres RD to pixels."""
    dx, dy = viewport.to_pixel(0.0, 0.0)
    return QTransform(1 / viewport.resolution, 0, 0, -1 / viewport.resolution, dx, dy)


class Pieces:
    """Consecutive runs of points as Qt polygons in metres, with their bounding boxes.

    Parameters
    ----------
    points : ndarray of float64, shape (p, 2)
    start : ndarray of int64, shape (pieces + 1,)
    """

    def __init__(self, points: npt.NDArray[np.float64], start: npt.NDArray[np.int64]) -> None:
        self.polygons = [polygon(points[a:b]) for a, b in pairwise(start)]
        self._paths: dict[bytes, QPainterPath] = {}  # the last used at the end
        self._low = np.minimum.reduceat(points, start[:-1])
        self._high = np.maximum.reduceat(points, start[:-1])

    def visible(self, viewport: Viewport, margin: float) -> npt.NDArray[np.bool_]:
        """Which pieces may show, with `margin` pixels to spare. Shape (pieces,)."""
        xmin, ymin, xmax, ymax = viewport.bounds
        spare = margin * viewport.resolution
        low, high = self._low, self._high
        inside: npt.NDArray[np.bool_] = (
            (high[:, 0] >= xmin - spare)
            & (low[:, 0] <= xmax + spare)
            & (high[:, 1] >= ymin - spare)
            & (low[:, 1] <= ymax + spare)
        )
        return inside

    def path(self, pieces: npt.NDArray[np.int64]) -> QPainterPath:
        """Return some pieces as one path in metres, without seams between neighbours.

        The last paths are kept: a map that is drawn again often needs them again.
        """
        key = pieces.tobytes()
        path = self._paths.pop(key, None)
        if path is None:
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.WindingFill)
            for piece in pieces:
                path.addPolygon(self.polygons[piece])
        self._paths[key] = path
        if len(self._paths) > _KEPT:
            del self._paths[next(iter(self._paths))]
        return path


class CoveragePaths:
    """The arcs and rings of one level of detail as Qt polygons.

    Attributes
    ----------
    coverage : Coverage
    arcs, rings : Pieces
    """

    def __init__(self, coverage: Coverage) -> None:
        self.coverage = coverage
        self.arcs = Pieces(coverage.points, coverage.arc_start)
        self.rings = Pieces(coverage.ring_points, coverage.ring_start)
