"""The largest map that leaves what lies over it, such as a legend, free of land."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regiokaart.cartography.viewport import Bounds, Viewport

_SHRINK = 0.97  # from one try to the next
_SMALLEST = 0.4  # of the size that would fit: a smaller map serves nobody
_PLACES = 9  # that are tried along each side


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, `y` down."""

    x: float
    y: float
    width: float
    height: float

    def grown(self, by: float) -> Box:
        """Return the rectangle with some room around it."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    @property
    def right(self) -> float:
        """Largest x."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Largest y."""
        return self.y + self.height


def fit_around(
    land: npt.NDArray[np.float64],
    bounds: Bounds,
    width: float,
    height: float,
    obstacles: Sequence[Box] = (),
    margin: float = 4,
) -> Viewport:
    """Return the largest view in which no obstacle lies on land, as near the middle as can be.

    Parameters
    ----------
    land : ndarray of float64, shape (p, 2)
        Points of the land, metres; close enough together that no obstacle fits between them.
    bounds : tuple of float
        Extent of the land.
    width, height : float
        Pixels.
    obstacles : sequence of Box
        In pixels of the view.
    margin : float
        Pixels between the land and the edge of the view.

    Returns
    -------
    Viewport
        Where nothing is free, the land in full behind the obstacles.
    """
    whole = Viewport.fitting(bounds, width, height, margin=margin)
    resolution = whole.resolution
    while obstacles and resolution * _SMALLEST <= whole.resolution:
        spare_x = width - 2 * margin - (bounds[2] - bounds[0]) / resolution
        spare_y = height - 2 * margin - (bounds[3] - bounds[1]) / resolution
        # The middle first, then ever further away; sideways before up and down.
        steps = np.linspace(-0.5, 0.5, _PLACES)
        tries = [(dx * spare_x, dy * spare_y) for dy in steps for dx in steps]
        for dx, dy in sorted(tries, key=lambda by: abs(by[0]) + 1.01 * abs(by[1])):
            view = Viewport(
                whole.x - dx * resolution, whole.y + dy * resolution, resolution, width, height
            )
            if not _touches(land, view, obstacles):
                return view
        resolution /= _SHRINK
    return whole


def _touches(land: npt.NDArray[np.float64], view: Viewport, obstacles: Sequence[Box]) -> bool:
    x = (land[:, 0] - view.x) / view.resolution + view.width / 2
    y = (view.y - land[:, 1]) / view.resolution + view.height / 2
    return any(
        bool(np.any((x > box.x) & (x < box.right) & (y > box.y) & (y < box.bottom)))
        for box in obstacles
    )
