"""What a frame on a page shows: the map, and what lies over or beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regiokaart.cartography.fitting import Box, fit_around
from regiokaart.cartography.viewport import Viewport
from regiokaart.model import Gebied
from regiokaart.model.gebied import OUTSIDE
from regiokaart.model.layoutsettings import LayoutSettings, LegendPlace

Size = tuple[float, float]

_FREE = 6.0  # pixels between land and what lies over the map
_LONGEST_BAR, _BAR_PART = 140.0, 0.25  # pixels, and of the width of the map
_BAR_HEIGHT = 34.0
_NORTH = (24.0, 40.0)


@dataclass(frozen=True)
class Framing:
    """Where everything is in the frames of one page; maps on a page have one scale.

    Attributes
    ----------
    view : Viewport
    legend : Box or None
        Room for the largest of the legends.
    to_the_right : bool
        Whether legends stand against the right and lower side of that room.
    north_arrow, scale_bar : Box or None
    """

    view: Viewport
    legend: Box | None
    to_the_right: bool
    north_arrow: Box | None
    scale_bar: Box | None

    @property
    def over_the_map(self) -> tuple[Box, ...]:
        """What names on the map keep clear of."""
        return tuple(box for box in (self.legend, self.north_arrow, self.scale_bar) if box)

    def legend_corner(self, size: Size) -> tuple[float, float]:
        """Return the top left corner of a legend of this size."""
        assert self.legend is not None
        if self.to_the_right:
            return self.legend.right - size[0], self.legend.bottom - size[1]
        return self.legend.x, self.legend.y


def frame_map(
    gebied: Gebied, width: float, height: float, settings: LayoutSettings, legend: Size | None
) -> Framing:
    """Give the map in a frame as much room as what lies over it leaves.

    Parameters
    ----------
    gebied : Gebied
    width, height : float
        Of the frame, in pixels.
    settings : LayoutSettings
    legend : tuple of float or None
        Width and height of the largest legend; None for none.
    """
    beside = settings.legend is LegendPlace.BESIDE
    to_the_right = settings.legend is LegendPlace.BOTTOM_RIGHT
    box, room = None, width
    if legend is not None:
        corner = (width - legend[0], height - legend[1]) if to_the_right else (0.0, 0.0)
        box = Box(*corner, *legend)
        room = max(width - legend[0] - 2 * _FREE, 1.0) if beside else width
    left, north, bar = _FREE, None, None
    if settings.north_arrow:
        north = Box(left, height - _NORTH[1], *_NORTH)
        left += _NORTH[0] + 8
    if settings.scale_bar:
        longest = min(_LONGEST_BAR, _BAR_PART * width)
        bar = Box(left, height - _BAR_HEIGHT, longest + 12, _BAR_HEIGHT)
    obstacles = [each.grown(_FREE) for each in (None if beside else box, north, bar) if each]
    view = fit_around(_coast(gebied), gebied.bounds, room, height, obstacles)
    if box is not None and beside:
        edge, _ = view.to_pixel(gebied.bounds[2], view.y)
        box = Box(min(edge + 2 * _FREE, width - box.width), 0, box.width, box.height)
    return Framing(view, box, to_the_right, north, bar)


def _coast(gebied: Gebied) -> npt.NDArray[np.float64]:
    """Points of the outer border, coarse enough to be quick."""
    level = gebied.levels[-1]
    outer = (level.left == OUTSIDE) | (level.right == OUTSIDE)
    points: npt.NDArray[np.float64] = level.points[np.repeat(outer, np.diff(level.arc_start))]
    return points
