"""Names follow the letters of the screen and still keep clear of each other."""

from itertools import combinations

import pytest
from PyQt6.QtCore import QRectF

from regiokaart.cartography.labels import PlacedLabel
from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.viewport import Viewport
from regiokaart.cartography.views import one_indeling
from regiokaart.model import Catalogus, Gebied
from regiokaart.painting.labels import LabelPainter

pytestmark = pytest.mark.usefixtures("qapp")

BLOCKED = QRectF(0, 0, 300, 260)


@pytest.fixture
def one(catalogus: Catalogus, gebied: Gebied) -> MapSpecification:
    return one_indeling(catalogus, gebied, catalogus["arbeidsmarktregio"])


def placed(
    one: MapSpecification, view: Viewport, letters: float
) -> dict[tuple[str, int], PlacedLabel]:
    names = LabelPainter(letters).place(one, view, (BLOCKED,))
    return {(" ".join(name.lines), name.rank): name for name in names}


def overlap(a: PlacedLabel, b: PlacedLabel) -> bool:
    first, second = (QRectF(each.x, each.y, each.width, each.height) for each in (a, b))
    return first.intersects(second)


@pytest.mark.parametrize("metres", [120.0, 350.0, 700.0])
def test_names_of_twice_the_size_keep_clear(
    one: MapSpecification, gebied: Gebied, metres: float
) -> None:
    country = Viewport.fitting(gebied.bounds, 800, 700)
    view = Viewport(country.x, country.y, metres, 800, 700)
    normal, large = (placed(one, view, letters) for letters in (1.0, 2.0))
    both = normal.keys() & large.keys()
    assert both
    for name in both:
        if len(normal[name].lines) == len(large[name].lines):
            assert large[name].height == pytest.approx(2 * normal[name].height, rel=0.15)
    assert len(large) < len(normal)
    assert not any(overlap(a, b) for a, b in combinations(large.values(), 2))
    corner = PlacedLabel((), 0, 0, BLOCKED.width(), BLOCKED.height(), 0)
    assert not any(overlap(corner, name) for name in large.values())
