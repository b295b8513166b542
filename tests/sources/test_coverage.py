import numpy as np
import pytest
import shapely

from regiokaart.sources.coverage import (
    CoverageError,
    arcs_of,
    largest_circles,
    rings_of,
    simplified,
)


def squares(*corners: tuple[float, float], size: float = 100):
    boxes = [shapely.box(x, y, x + size, y + size) for x, y in corners]
    return np.array([shapely.multipolygons([box]) for box in boxes], dtype=object)


def test_neighbours_share_one_arc_and_keep_their_coast() -> None:
    arcs, left, right = arcs_of(*rings_of(squares((0, 0), (100, 0))))
    assert sorted(zip(left, right, strict=True)) == [(0, -1), (0, 1), (1, -1)]
    shared = arcs[right.index(1)]
    assert sorted(map(tuple, shared.tolist())) == [(100, 0), (100, 100)]


def test_island_is_one_closed_arc() -> None:
    arcs, left, right = arcs_of(*rings_of(squares((0, 0))))
    assert (left, right) == ([0], [-1])
    assert arcs[0][0].tolist() == arcs[0][-1].tolist()


def test_circle_is_of_the_largest_part() -> None:
    small, large = shapely.box(0, 0, 100, 100), shapely.box(1000, 0, 2000, 1000)
    centre, radius = largest_circles(np.array([shapely.multipolygons([small, large])]))
    assert centre[0] == pytest.approx([1500, 500], abs=50)
    assert radius[0] == pytest.approx(500, abs=50)


def test_coordinates_become_whole_metres() -> None:
    result = simplified(squares((0.4, 0.4)), 0)
    assert shapely.get_coordinates(result).max() == 100


@pytest.mark.parametrize(
    ("polygons", "message"),
    [
        (squares((0, 0), (50, 0)), "not clean"),
        (squares((0, 0), (1000, 0), size=0.3), "vanished"),
    ],
)
def test_what_is_no_coverage_is_refused(polygons, message: str) -> None:
    with pytest.raises(CoverageError, match=message):
        simplified(polygons, 0)
