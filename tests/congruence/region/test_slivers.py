from __future__ import annotations

from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiokaart.cartography.geometry import polygons
from regiokaart.congruence.pair.pieces import Members
from regiokaart.congruence.region.relations import overlaps_of
from regiokaart.model import Catalogus, Gebied, Indeling, Verdeling
from regiokaart.sources.polygons import read_polygons
from regiokaart.sources.shares import area_shares

pytestmark = pytest.mark.slow


@pytest.fixture(name="shapes", scope="module")
def _shapes(catalogus: Catalogus, gebied: Gebied) -> dict[str, np.ndarray]:
    """The regions of an indeling, of one it lies within, and of one it cuts across."""
    gemeenten = polygons(gebied.levels[0])
    return {
        name: np.array(
            [
                shapely.coverage_union_all(gemeenten[catalogus.labels(catalogus[name]) == k])
                for k in range(len(catalogus[name]))
            ]
        )
        for name in ("provincie", "landsdeel", "politie-eenheid")
    }


def moved(shapes: np.ndarray, metres: float, seed: int) -> np.ndarray:
    """Move every vertex of every region on its own, so that neighbours overlap and part."""
    rng = np.random.default_rng(seed)

    def move(points: np.ndarray) -> np.ndarray:
        steps = rng.uniform(-metres, metres, points.shape)
        steps[0] = steps[-1] = 0  # a ring stays closed
        return points + steps

    def move_rings(shape: shapely.Geometry) -> shapely.Geometry:
        parts = [
            shapely.Polygon(
                move(shapely.get_coordinates(part.exterior)),
                [move(shapely.get_coordinates(ring)) for ring in part.interiors],
            )
            for part in shapely.get_parts(shape)
        ]
        return shapely.MultiPolygon(parts)

    return np.array([move_rings(shape) for shape in shapes])


def facts(a: Indeling, b: Indeling, catalogus: Catalogus) -> list[tuple[str, str, str, list]]:
    weights = catalogus.gemeenten.oppervlakte
    return [
        (a.regios[o.a].naam, str(o.relatie), b.regios[o.b].naam, o.gemeenten.tolist())
        for o in overlaps_of(Members.of(a), Members.of(b), weights)
    ]


@settings(
    deadline=None, max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(metres=st.sampled_from([0.001, 0.005, 0.009]), seed=st.integers(0, 2**32 - 1))
def test_relations_do_not_change_when_polygons_move_by_millimetres(
    metres: float,
    seed: int,
    shapes: dict[str, np.ndarray],
    catalogus: Catalogus,
    gebied: Gebied,
    tmp_path: Path,
) -> None:
    read = []
    for i, (name, regions) in enumerate(shapes.items()):
        shaken = moved(regions, metres, seed + i)
        assert len(area_shares(shapely.make_valid(shaken), gebied).regio) > 342  # slivers there are
        path = tmp_path / f"{name}.gpkg"
        path.unlink(missing_ok=True)
        names = [regio.naam for regio in catalogus[name].regios]
        geopandas.GeoDataFrame({"naam": names}, geometry=shaken, crs=28992).to_file(path)
        imported = read_polygons(path, catalogus.gemeenten, gebied).indeling
        assert imported.verdeling is Verdeling.HEEL
        ours = [catalogus[name].regios[k].naam for k in catalogus.labels(catalogus[name])]
        assert [imported.regios[k].naam for k in imported.labels(342)] == ours
        read.append(imported)
    provincie, landsdeel, eenheid = read
    real = [catalogus[name] for name in shapes]
    for other, expected in ((landsdeel, real[1]), (eenheid, real[2])):
        found = facts(provincie, other, catalogus)
        assert sorted(found) == sorted(facts(real[0], expected, catalogus))
    nested = {relatie for _, relatie, _, _ in facts(provincie, landsdeel, catalogus)}
    assert nested == {"ligt geheel binnen"}
    assert "doorsnijdt" in {relatie for _, relatie, _, _ in facts(provincie, eenheid, catalogus)}
