import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.cartography.viewport import Viewport

viewports = st.builds(
    Viewport,
    st.floats(0, 3e5),
    st.floats(3e5, 6e5),
    st.floats(1, 1000),
    st.integers(100, 4000),
    st.integers(100, 4000),
)
pixels = st.floats(-5000, 5000)


@given(viewports, pixels, pixels)
def test_there_and_back(viewport: Viewport, px: float, py: float) -> None:
    assert viewport.to_pixel(*viewport.to_map(px, py)) == pytest.approx((px, py), abs=1e-3)


@given(viewports, st.floats(0.1, 10), pixels, pixels)
def test_zooming_keeps_the_place_under_the_pointer(
    viewport: Viewport, factor: float, px: float, py: float
) -> None:
    zoomed = viewport.zoomed(factor, px, py)
    assert zoomed.resolution == pytest.approx(viewport.resolution / factor)
    assert zoomed.to_map(px, py) == pytest.approx(viewport.to_map(px, py), abs=1e-3)


@given(viewports, pixels, pixels)
def test_panning_moves_the_map_along(viewport: Viewport, dx: float, dy: float) -> None:
    place = viewport.to_map(10, 20)
    assert viewport.panned(dx, dy).to_pixel(*place) == pytest.approx((10 + dx, 20 + dy), abs=1e-3)


def test_fitting_shows_all_with_a_margin() -> None:
    viewport = Viewport.fitting((0, 0, 1000, 500), 220, 400, margin=10)
    assert viewport.resolution == 5
    assert viewport.to_pixel(0, 250) == pytest.approx((10, 200))
    xmin, ymin, xmax, ymax = viewport.bounds
    assert (xmin, xmax) == (-50, 1050)
    assert ymin < 0
    assert ymax > 500


@given(viewports, viewports)
def test_linked_views_show_the_same_centre_and_scale_in_their_own_size(
    viewport: Viewport, other: Viewport
) -> None:
    linked = viewport.looking_at(other)
    assert linked.shows_as(other)
    assert (linked.width, linked.height) == (viewport.width, viewport.height)
    assert linked.looking_at(viewport) == viewport
    for dx, dy in ((0, 0), (40, -25)):  # the same distance from the centre is the same place
        ours = linked.to_map(linked.width / 2 + dx, linked.height / 2 + dy)
        theirs = other.to_map(other.width / 2 + dx, other.height / 2 + dy)
        assert ours == pytest.approx(theirs, abs=1e-3)


@given(viewports, viewports, pixels, pixels)
def test_linked_views_stay_linked_while_one_moves(
    viewport: Viewport, other: Viewport, dx: float, dy: float
) -> None:
    moved = other.panned(dx, dy).zoomed(1.5, other.width / 3, other.height / 3)
    assert viewport.looking_at(other).looking_at(moved) == viewport.looking_at(moved)


@given(viewports)
def test_a_rectangle_of_pixels_has_an_extent(viewport: Viewport) -> None:
    whole = viewport.part(0, 0, viewport.width, viewport.height)
    assert whole == pytest.approx(viewport.bounds, abs=1e-3)
    xmin, ymin, xmax, ymax = viewport.part(10, 20, 50, 30)
    assert (xmin, ymax) == pytest.approx(viewport.to_map(10, 20))
    assert xmax - xmin == pytest.approx(40 * viewport.resolution, abs=1e-3)
    assert ymax - ymin == pytest.approx(10 * viewport.resolution, abs=1e-3)
