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
    # The middle first, then ever further away; sideways before up and down.
    steps = np.linspace(-0.5, 0.5, _PLACES)
    places = [(i, j) for j in range(_PLACES) for i in range(_PLACES)]
    while obstacles and resolution * _SMALLEST <= whole.resolution:
        spare_x = width - 2 * margin - (bounds[2] - bounds[0]) / resolution
        spare_y = height - 2 * margin - (bounds[3] - bounds[1]) / resolution
        x, y = steps * spare_x, steps * spare_y
        px = (land[:, 0] - whole.x) / resolution + width / 2 + x[:, None]
        py = (whole.y - land[:, 1]) / resolution + height / 2 + y[:, None]
        covered = np.sum([_covered(px, py, box) for box in obstacles], axis=0)
        for i, j in sorted(places, key=lambda at: abs(x[at[0]]) + 1.01 * abs(y[at[1]])):
            if not covered[i, j]:
                centre = whole.x - float(x[i]) * resolution, whole.y + float(y[j]) * resolution
                return Viewport(*centre, resolution, width, height)
        resolution /= _SHRINK
    return whole


def _covered(
    px: npt.NDArray[np.float64], py: npt.NDArray[np.float64], box: Box
) -> npt.NDArray[np.float64]:
    """Count the points under a box at each place across and down; shape (places, places)."""
    across = (px > box.x) & (px < box.right)
    down = (py > box.y) & (py < box.bottom)
    return across.astype(np.float64) @ down.T.astype(np.float64)
