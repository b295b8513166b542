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
