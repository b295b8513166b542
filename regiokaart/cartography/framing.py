"""What a frame on a page shows: the map, and what lies over or beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regiokaart.cartography.extents import Area
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
_AROUND = 14.0  # pixels between a part of the country and the edge of its map
_LOCATOR_HEIGHT, _LOCATOR_PART = 104.0, 0.24  # pixels, and of the height of the map
_LEAST_LOCATOR = 56.0  # pixels high, below which it shows nothing
_LOCATED = 0.7  # of the height of the country, above which nobody is lost


@dataclass(frozen=True)
class Framing:
    """Where everything is in a frame; maps of the whole country have one scale on a page.

    Attributes
    ----------
    view : Viewport
    legend : Box or None
        Room for the largest of the legends.
    to_the_right : bool
        Whether legends stand against the right and lower side of that room.
    north_arrow, scale_bar : Box or None
    locator : Box or None
        Room for a small map of the country, when the large one shows a part of it.
    is_part : bool
        Whether the map shows a part of the country, which goes on at its edges.
    """

    view: Viewport
    legend: Box | None
    to_the_right: bool
    north_arrow: Box | None
    scale_bar: Box | None
    locator: Box | None = None
    is_part: bool = False

    @property
    def over_the_map(self) -> tuple[Box, ...]:
        """What names on the map keep clear of."""
        return tuple(box for box in (self.legend, self.corner, self.locator) if box)

    @property
    def corner(self) -> Box | None:
        """Room around the north arrow and the scale bar."""
        boxes = [box.grown(3) for box in (self.north_arrow, self.scale_bar) if box]
        if not boxes:
            return None
        top = min(box.y for box in boxes)
        return Box(
            boxes[0].x, top, boxes[-1].right - boxes[0].x, max(b.bottom for b in boxes) - top
        )

    def legend_corner(self, size: Size) -> tuple[float, float]:
        """Return the top left corner of a legend of this size."""
        assert self.legend is not None
        if self.to_the_right:
            return self.legend.right - size[0], self.legend.bottom - size[1]
        return self.legend.x, self.legend.y


def frame_map(
    gebied: Gebied,
    width: float,
    height: float,
    settings: LayoutSettings,
    legend: Size | None,
    area: Area | None = None,
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
    area : Area or None
        What the map shows; None for the whole country.
    """
    beside = settings.legend is LegendPlace.BESIDE
    to_the_right = settings.legend is LegendPlace.BOTTOM_RIGHT
    box, room = None, width
    if legend is not None:
        corner = (width - legend[0], height - legend[1]) if to_the_right else (0.0, 0.0)
        box = Box(*corner, *legend)
        room = max(width - legend[0] - 2 * _FREE, 1.0) if beside else width
    inset = _FREE if area is not None else 0.0  # from the line around a map that goes on
    left, bottom, north, bar = _FREE + inset, height - inset, None, None
    if box is not None and area is not None and not beside:
        away = -inset if to_the_right else inset
        box = Box(box.x + away, box.y + away, box.width, box.height)
    if settings.north_arrow:
        north = Box(left, bottom - _NORTH[1], *_NORTH)
        left += _NORTH[0] + 8
    if settings.scale_bar:
        longest = min(_LONGEST_BAR, _BAR_PART * width)
        bar = Box(left, bottom - _BAR_HEIGHT, longest + 12, _BAR_HEIGHT)
    over = [None if beside else box, north, bar]
    if area is None:
        obstacles = [each.grown(_FREE) for each in over if each]
        view = fit_around(_coast(gebied), gebied.bounds, room, height, obstacles)
        edge, _ = view.to_pixel(gebied.bounds[2], view.y)
        locator = None
    else:
        locator = _locator(gebied, area, room, height, inset, to_the_right)
        obstacles = [each.grown(_FREE) for each in (*over, locator) if each]
        margin = 0.0 if area.members is None else _AROUND
        points = area.points(gebied)
        view = fit_around(points, area.bounds, room, height, obstacles, margin)
        edge = room
    if box is not None and beside:
        box = Box(min(edge + 2 * _FREE, width - box.width), 0, box.width, box.height)
    return Framing(view, box, to_the_right, north, bar, locator, area is not None)


def _locator(
    gebied: Gebied, area: Area, width: float, height: float, inset: float, on_top: bool
) -> Box | None:
    """Give the small map of the country a corner on the right, or none when it serves nobody."""
    xmin, ymin, xmax, ymax = gebied.bounds
    tall = min(_LOCATOR_HEIGHT, _LOCATOR_PART * height)
    wide = tall * (xmax - xmin) / (ymax - ymin)
    shown = max(area.bounds[3] - area.bounds[1], (area.bounds[2] - area.bounds[0]) * height / width)
    if tall < _LEAST_LOCATOR or shown > _LOCATED * (ymax - ymin):
        return None
    return Box(width - inset - wide, inset if on_top else height - inset - tall, wide, tall)


def _coast(gebied: Gebied) -> npt.NDArray[np.float64]:
    """Points of the outer border, coarse enough to be quick."""
    level = gebied.levels[-1]
    outer = (level.left == OUTSIDE) | (level.right == OUTSIDE)
    points: npt.NDArray[np.float64] = level.points[np.repeat(outer, np.diff(level.arc_start))]
    return points
