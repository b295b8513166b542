import numpy as np
import pytest
from pyproj import Transformer

from regiokaart.cartography.coordinates import rd_text, to_wgs84, wgs84_text
from regiokaart.model import Gebied

METRES_PER_DEGREE = 111_320.0


def test_places_all_over_the_country_are_within_a_metre_of_proj(gebied: Gebied) -> None:
    places = gebied.levels[-1].points[::7]
    exact = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
    longitude, latitude = exact.transform(places[:, 0], places[:, 1])
    ours = np.array([to_wgs84(x, y) for x, y in places.tolist()])
    east = (ours[:, 0] - longitude) * np.cos(np.radians(latitude)) * METRES_PER_DEGREE
    north = (ours[:, 1] - latitude) * METRES_PER_DEGREE
    assert np.hypot(east, north).max() < 1.0


@pytest.mark.parametrize(
    ("x", "y", "rd", "wgs84"),
    [
        (155_000, 463_000, "RD 155.000, 463.000", "52,15517° NB, 5,38721° OL"),
        (121_393.4, 487_356.2, "RD 121.393, 487.356", "52,37305° NB, 4,89371° OL"),
    ],
)
def test_places_are_written_in_dutch(x: float, y: float, rd: str, wgs84: str) -> None:
    assert rd_text(x, y) == rd
    assert wgs84_text(x, y) == wgs84
