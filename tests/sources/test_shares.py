import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokaart.cartography.geometry import polygons
from regiokaart.model import Catalogus, Gebied
from regiokaart.sources.shares import Shares, area_shares


def table(shares: Shares) -> dict[tuple[int, int], float]:
    pairs = zip(shares.gemeente.tolist(), shares.regio.tolist(), strict=True)
    return dict(zip(pairs, shares.aandeel.tolist(), strict=True))


def plainly(regions: np.ndarray, gemeenten: np.ndarray) -> dict[tuple[int, int], float]:
    """Every pair, without any of the short cuts."""
    area = shapely.area(shapely.intersection(gemeenten[:, np.newaxis], regions[np.newaxis]))
    share = area / shapely.area(gemeenten)[:, np.newaxis]
    return {(int(g), int(r)): float(share[g, r]) for g, r in zip(*np.nonzero(share), strict=True)}


def test_regions_of_whole_gemeenten_hold_them_whole(catalogus: Catalogus, gebied: Gebied) -> None:
    shapes = polygons(gebied.levels[0])
    labels = catalogus.labels(catalogus["provincie"])
    regions = np.array([shapely.coverage_union_all(shapes[labels == k]) for k in range(12)])
    shares = area_shares(regions, gebied)
    assert table(shares) == {(g, int(k)): 1.0 for g, k in enumerate(labels)}
    assert (shares.gedekt == 1).all()
    assert (shares.dubbel == 0).all()


def test_overlaps_and_gaps_are_told_apart(gebied: Gebied) -> None:
    shapes = polygons(gebied.levels[0])
    whole = shapes[0]
    xmin, ymin, xmax, ymax = whole.bounds
    middle = (xmin + xmax) / 2
    west = shapely.intersection(whole, shapely.box(xmin, ymin, middle, ymax))
    shares = area_shares(np.array([whole, west, shapes[1].buffer(-500)]), gebied)
    part = west.area / whole.area
    assert table(shares)[0, 1] == pytest.approx(part)
    assert shares.gedekt[0] == 1
    assert shares.dubbel[0] == pytest.approx(part)
    assert 0 < shares.gedekt[1] < 1
    assert shares.dubbel[1] == 0
    assert shares.gedekt[2] == 0


@settings(max_examples=15, deadline=None)
@given(
    cells=st.lists(
        st.tuples(st.integers(20, 270), st.integers(310, 610)), min_size=2, max_size=12, unique=True
    ),
    shift=st.floats(-50, 50),
    grow=st.sampled_from([0, 0, -300, 300]),
)
def test_short_cuts_change_nothing(
    gebied: Gebied, cells: list[tuple[int, int]], shift: float, grow: int
) -> None:
    points = shapely.multipoints(1000.0 * np.array(cells) + shift)
    regions = shapely.get_parts(
        shapely.voronoi_polygons(points, extend_to=shapely.box(*gebied.bounds))
    )
    regions = shapely.buffer(regions, grow)  # with gaps between them, or overlaps
    shares = area_shares(regions, gebied)
    gemeenten = polygons(gebied.levels[0])
    expected = plainly(regions, gemeenten)
    found = table(shares)
    assert {pair: found.get(pair, 0.0) for pair in expected} == pytest.approx(expected, abs=1e-9)
    assert all(share < 1e-9 for pair, share in found.items() if pair not in expected)
    together = shapely.intersection(gemeenten, shapely.union_all(regions))
    covered = shapely.area(together) / shapely.area(gemeenten)
    np.testing.assert_allclose(shares.gedekt, covered, atol=1e-9)
    total = np.bincount(shares.gemeente, shares.aandeel, minlength=len(gebied))
    np.testing.assert_allclose(shares.gedekt + shares.dubbel, total, atol=2e-9)
