from pathlib import Path

import numpy as np
import pytest
import shapely

from regiokaart.sources.errors import DataError
from regiokaart.sources.projection import to_rd

# Onze Lieve Vrouwetoren in Amersfoort, the origin of RD.
RD = (155000.0, 463000.0)
LONLAT = (5.387206, 52.155174)
FILE = Path("a.gpkg")


def square(x: float, y: float, size: float) -> np.ndarray:
    return np.array([shapely.box(x - size, y - size, x + size, y + size)])


@pytest.mark.parametrize(
    ("place", "declared", "system", "inferred"),
    [
        (RD, "EPSG:28992", "Amersfoort / RD New (EPSG:28992)", ""),
        (RD, "EPSG:7415", "Amersfoort / RD New + NAP height (EPSG:7415)", ""),
        (LONLAT, "EPSG:4326", "WGS 84 (EPSG:4326)", ""),
        (LONLAT, "EPSG:4258", "ETRS89 (EPSG:4258)", ""),
        ((599700.75, 6828231.37), "EPSG:3857", "WGS 84 / Pseudo-Mercator (EPSG:3857)", ""),
        (RD, None, "Amersfoort / RD New (EPSG:28992)", "noemt geen coördinatenstelsel"),
        (LONLAT, None, "WGS 84 (EPSG:4326)", "noemt geen coördinatenstelsel"),
        (RD, "EPSG:4326", "Amersfoort / RD New (EPSG:28992)", "noemt WGS 84 (EPSG:4326), maar"),
        (LONLAT, "EPSG:28992", "WGS 84 (EPSG:4326)", "noemt Amersfoort / RD New (EPSG:28992)"),
        (RD, "onzin", "Amersfoort / RD New (EPSG:28992)", "noemt 'onzin', maar"),
    ],
)
def test_every_system_comes_to_rd(
    place: tuple[float, float], declared: str | None, system: str, inferred: str
) -> None:
    found = to_rd(FILE, square(*place, 1e-9 if place == LONLAT else 0.01), declared)
    assert found.system == system
    assert inferred in found.inferred
    assert bool(found.inferred) == bool(inferred)
    np.testing.assert_allclose(shapely.get_coordinates(found.geometry).mean(axis=0), RD, atol=1.5)


@pytest.mark.parametrize(
    ("place", "declared", "message"),
    [
        (
            (52.1, 5.3),
            None,
            r"liggen niet in Nederland \(midden: 52,\d\d en 5,\d\d\); sla het bestand",
        ),
        ((13.4, 52.5), "EPSG:4326", r"midden: 13,\d\d en 52,\d\d, in WGS 84 \(EPSG:4326\)"),
        ((13.4, 52.5), "onzin", r"in 'onzin'\); sla het"),
        ((5e6, 5e6), None, "liggen niet in Nederland"),
    ],
)
def test_elsewhere_is_an_error(
    place: tuple[float, float], declared: str | None, message: str
) -> None:
    with pytest.raises(DataError, match=message):
        to_rd(FILE, square(*place, 0.1), declared)
