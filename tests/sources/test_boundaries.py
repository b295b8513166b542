import numpy as np
import pytest
import shapely

from regiokaart.cartography.geometry import polygons
from regiokaart.model import Catalogus, Coverage, Gebied

LEVELS = range(4)


@pytest.fixture(params=LEVELS)
def level(request: pytest.FixtureRequest, gebied: Gebied) -> Coverage:
    coverage: Coverage = gebied.levels[request.param]
    return coverage


def test_levels_run_from_detailed_to_coarse(gebied: Gebied) -> None:
    assert len(gebied.levels) == len(LEVELS)
    tolerances = [level.tolerance for level in gebied.levels]
    sizes = [len(level.points) for level in gebied.levels]
    assert tolerances == sorted(tolerances)
    assert tolerances[0] == 0
    assert sizes == sorted(sizes, reverse=True)


def test_every_gemeente_is_valid_without_gaps_or_overlaps(level: Coverage) -> None:
    shapes = polygons(level)
    assert len(shapes) == 342
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    union = shapely.coverage_union_all(shapes)
    assert shapely.area(union) == pytest.approx(shapely.area(shapes).sum(), rel=1e-9)


def test_no_gap_hides_between_gemeenten(gebied: Gebied, level: Coverage) -> None:
    def holes(coverage: Coverage) -> int:
        parts = shapely.get_parts(shapely.coverage_union_all(polygons(coverage)))
        return int(shapely.get_num_interior_rings(parts).sum())

    # the detailed level has holes for the large waters, never more at a coarser level
    assert holes(level) <= holes(gebied.levels[0])


def test_islands_and_zeeland_keep_all_their_parts(gebied: Gebied, level: Coverage) -> None:
    detailed = shapely.get_num_geometries(polygons(gebied.levels[0]))
    assert np.array_equal(shapely.get_num_geometries(polygons(level)), detailed)


def test_country_has_the_seven_connected_parts_of_the_coverage(gebied: Gebied) -> None:
    pairs, _ = gebied.neighbours
    part = np.arange(len(gebied))
    for _ in range(len(gebied)):
        before = part.copy()
        for i, j in pairs:
            part[i] = part[j] = min(part[i], part[j])
        if np.array_equal(part, before):
            break
    assert len(np.unique(part)) == 7


def test_arcs_are_the_rings_cut_up(level: Coverage) -> None:
    inland = (level.left >= 0) & (level.right >= 0)
    ring_length = np.hypot(*np.diff(level.ring_points, axis=0).T)
    ring_length[level.ring_start[1:-1] - 1] = 0  # the jump between rings
    total = level.arc_length[inland].sum() * 2 + level.arc_length[~inland].sum()
    assert ring_length.sum() == pytest.approx(total)


def test_arcs_have_their_gemeente_on_the_left(level: Coverage) -> None:
    shapes = polygons(level)
    longest = np.argsort(level.arc_length)[-40:]
    for arc in longest:
        a, b = level.points[level.arc_start[arc] : level.arc_start[arc] + 2]
        step = (b - a) / np.hypot(*(b - a))
        inside = shapely.Point((a + b) / 2 + 0.5 * np.array([-step[1], step[0]]))
        assert shapely.contains(shapes[level.left[arc]], inside)


def test_areas_agree_with_the_list_of_gemeenten(gebied: Gebied, catalogus: Catalogus) -> None:
    area = shapely.area(polygons(gebied.levels[0])) / 1e6
    # coordinates are rounded to whole metres
    assert area == pytest.approx(catalogus.gemeenten.oppervlakte, rel=0.002, abs=0.02)


def test_label_points_lie_inside_with_room(gebied: Gebied) -> None:
    shapes = polygons(gebied.levels[0])
    points = shapely.points(gebied.label_points)
    assert shapely.contains(shapes, points).all()
    boundary = shapely.distance(shapely.boundary(shapes), points)
    assert boundary == pytest.approx(gebied.label_radius, abs=2)
