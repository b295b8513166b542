"""The boundaries: a coverage of polygons that share their arcs, at several levels of detail."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

OUTSIDE = -1


@dataclass(frozen=True, eq=False)
class Coverage:
    """A gap-free set of n multipolygons at one level of detail, stored as shared arcs.

    Coordinates are metres in EPSG:28992 (RD New). Arc ``a`` runs through
    ``points[arc_start[a]:arc_start[a + 1]]`` with polygon ``left[a]`` on its left and
    ``right[a]`` on its right (`OUTSIDE` is -1). Ring ``r`` runs through
    ``ring_points[ring_start[r]:ring_start[r + 1]]``, closed (first point repeated), and
    belongs to polygon ``ring_polygon[r]``; exterior rings run counter-clockwise, holes clockwise.

    Attributes
    ----------
    tolerance : float
        Metres by which the boundary was simplified; 0 for the most detailed level.
    points : ndarray of float64, shape (p, 2)
    arc_start : ndarray of int64, shape (arcs + 1,)
    left, right : ndarray of int64, shape (arcs,)
    ring_points : ndarray of float64, shape (q, 2)
    ring_start : ndarray of int64, shape (rings + 1,)
    ring_polygon : ndarray of int64, shape (rings,)
    """

    tolerance: float
    points: npt.NDArray[np.float64]
    arc_start: npt.NDArray[np.int64]
    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    ring_points: npt.NDArray[np.float64]
    ring_start: npt.NDArray[np.int64]
    ring_polygon: npt.NDArray[np.int64]

    @cached_property
    def arc_length(self) -> npt.NDArray[np.float64]:
        """Length of each arc in metres. Shape (arcs,)."""
        step = np.hypot(*np.diff(self.points, axis=0).T)
        total = np.concatenate([[0.0], np.cumsum(step)])
        lengths: npt.NDArray[np.float64] = (
            total[self.arc_start[1:] - 1] - total[self.arc_start[:-1]]
        )
        return lengths

    @cached_property
    def polygon_offsets(
        self,
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Where each ring, part and polygon starts.

        Returns
        -------
        rings : ndarray of int64, shape (rings + 1,)
            Positions in `ring_points`.
        parts : ndarray of int64, shape (parts + 1,)
            Positions in `rings`: an exterior ring, then its holes.
        polygons : ndarray of int64, shape (n + 1,)
            Positions in `parts`.
        """
        start = self.ring_start
        # From the first point of each ring, or the digits of an area drown in those of RD.
        x, y = (self.ring_points - np.repeat(self.ring_points[start[:-1]], np.diff(start), 0)).T
        turn = np.append(x[:-1] * y[1:] - x[1:] * y[:-1], 0.0)
        turn[start[1:] - 1] = 0.0  # the step to the next ring
        exterior = np.flatnonzero(np.add.reduceat(turn, start[:-1]) > 0)  # counter-clockwise
        owner = self.ring_polygon[exterior]
        polygons = np.searchsorted(owner, np.arange(owner[-1] + 2))
        return start, np.append(exterior, len(start) - 1), polygons.astype(np.int64)

    def borders_between(
        self, groups: npt.NDArray[np.int64], *, coast: bool = True
    ) -> npt.NDArray[np.int64]:
        """Arcs that separate different groups of polygons.

        Parameters
        ----------
        groups : ndarray of int64, shape (n,)
            Group of each polygon, -1 for none.
        coast : bool
            Whether arcs with nothing on the other side count.

        Returns
        -------
        ndarray of int64
            Positions of arcs, ascending.
        """
        padded = np.append(groups, OUTSIDE)  # index -1 is the outside
        differs = padded[self.left] != padded[self.right]
        inland = (self.left != OUTSIDE) & (self.right != OUTSIDE)
        return np.flatnonzero(differs & inland | (~inland if coast else False))


@dataclass(frozen=True, eq=False)
class Gebied:
    """The boundaries of n gemeenten at several levels of detail, most detailed first.

    Attributes
    ----------
    levels : tuple of Coverage
        Ordered by ascending tolerance; all hold the same polygons.
    label_points : ndarray of float64, shape (n, 2)
        Centre of the largest circle inside each gemeente, metres RD.
    label_radius : ndarray of float64, shape (n,)
        Radius of that circle, metres.
    bron : str
        Attribution to print on every map.
    """

    levels: tuple[Coverage, ...]
    label_points: npt.NDArray[np.float64]
    label_radius: npt.NDArray[np.float64]
    bron: str

    def __len__(self) -> int:
        return len(self.label_radius)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """Extent (xmin, ymin, xmax, ymax) in metres RD."""
        xmin, ymin = self.levels[0].points.min(axis=0)
        xmax, ymax = self.levels[0].points.max(axis=0)
        return float(xmin), float(ymin), float(xmax), float(ymax)

    def level_for(self, metres_per_pixel: float) -> Coverage:
        """Return the coarsest level whose simplification does not show.

        A tolerance is the root of the area of the triangles left out (Visvalingam & Whyatt 1993):
        at twice the size of a pixel those are slivers that cover less than a pixel's width.
        """
        fitting = [level for level in self.levels if level.tolerance <= 2 * metres_per_pixel]
        return fitting[-1] if fitting else self.levels[0]

    @cached_property
    def neighbours(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """Pairs of gemeenten that share a land border, and its length in metres.

        Returns
        -------
        pairs : ndarray of int64, shape (b, 2)
            Positions with the smaller first, ordered.
        length : ndarray of float64, shape (b,)
            Measured on the most detailed level.
        """
        detail, n = self.levels[0], len(self)
        inland = (detail.left != OUTSIDE) & (detail.right != OUTSIDE)
        left, right = detail.left[inland], detail.right[inland]
        key = np.minimum(left, right) * n + np.maximum(left, right)
        length = np.bincount(key, detail.arc_length[inland])
        borders = np.flatnonzero(length)
        pairs = np.stack(np.divmod(borders, n), axis=1)
        return pairs, length[borders].astype(np.float64)
