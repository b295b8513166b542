"""The map gives way to what lies over it."""

import numpy as np
import pytest

from regiokaart.cartography.fitting import Box, fit_around
from regiokaart.cartography.framing import Framing, frame_map
from regiokaart.cartography.viewport import Viewport
from regiokaart.model import Gebied
from regiokaart.model.layoutsettings import LayoutSettings, LegendPlace

SQUARE = np.array([(x, y) for x in range(101) for y in (0, 100)] + [(0, 100), (100, 0)], float)
BOUNDS = (0.0, 0.0, 100.0, 100.0)


def inside(gebied: Gebied, view: Viewport, box: Box) -> int:
    """How many points of the land lie in a box."""
    x, y = gebied.levels[0].points.T
    px, py = view.to_pixel(x, y)
    return int(np.sum((px > box.x) & (px < box.right) & (py > box.y) & (py < box.bottom)))


def test_without_obstacles_the_land_fills_the_view() -> None:
    assert fit_around(SQUARE, BOUNDS, 300, 200) == Viewport.fitting(BOUNDS, 300, 200, margin=4)


def test_the_land_moves_aside_before_it_shrinks() -> None:
    whole = Viewport.fitting(BOUNDS, 300, 200, margin=4)
    view = fit_around(SQUARE, BOUNDS, 300, 200, [Box(0, 0, 80, 60)])
    assert view.resolution == whole.resolution
    assert view.to_pixel(0, 100)[0] >= 80


def test_the_land_shrinks_when_it_must_and_stays_in_view() -> None:
    whole = Viewport.fitting(BOUNDS, 200, 200, margin=4)
    view = fit_around(SQUARE, BOUNDS, 200, 200, [Box(0, 0, 200, 40)])
    assert view.resolution > whole.resolution
    assert view.to_pixel(0, 100)[1] >= 40
    assert view.to_pixel(0, 0)[1] <= 200


def test_where_nothing_is_free_the_land_is_shown_whole() -> None:
    whole = Viewport.fitting(BOUNDS, 200, 200, margin=4)
    assert fit_around(SQUARE, BOUNDS, 200, 200, [Box(0, 0, 200, 200)]) == whole


@pytest.mark.parametrize("size", [(698, 850), (340, 400), (1020, 560)])
@pytest.mark.parametrize("place", [LegendPlace.TOP_LEFT, LegendPlace.BOTTOM_RIGHT])
def test_a_tall_legend_covers_no_land(
    gebied: Gebied, size: tuple[float, float], place: LegendPlace
) -> None:
    found = frame_map(gebied, *size, LayoutSettings(legend=place), (200, 230))
    assert isinstance(found, Framing)
    for box in found.over_the_map:
        assert inside(gebied, found.view, box) == 0
    everything = Box(0, 0, *size)
    assert inside(gebied, found.view, everything) == len(gebied.levels[0].points)


def test_a_smaller_legend_keeps_to_its_corner(gebied: Gebied) -> None:
    settings = LayoutSettings(legend=LegendPlace.BOTTOM_RIGHT)
    found = frame_map(gebied, 600, 700, settings, (200, 100))
    assert found.legend_corner((150, 60)) == (450, 640)
    found = frame_map(gebied, 600, 700, LayoutSettings(), (200, 100))
    assert found.legend_corner((150, 60)) == (0, 0)


def test_a_legend_beside_the_map_stands_right_of_it(gebied: Gebied) -> None:
    found = frame_map(gebied, 900, 500, LayoutSettings(legend=LegendPlace.BESIDE), (200, 100))
    assert found.legend is not None
    assert found.legend.x > found.view.to_pixel(gebied.bounds[2], 0)[0]
    assert found.legend.right <= 900


def test_parts_that_are_off_take_no_room(gebied: Gebied) -> None:
    settings = LayoutSettings(scale_bar=False, north_arrow=False)
    assert frame_map(gebied, 600, 700, settings, None).over_the_map == ()
