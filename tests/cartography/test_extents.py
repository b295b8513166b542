"""The part of the country that a map on a page shows."""

import numpy as np
import pytest

from regiokaart.cartography.composing import Material
from regiokaart.cartography.extents import emphasised, find_area, region_name
from regiokaart.cartography.fitting import Box
from regiokaart.cartography.framing import frame_map
from regiokaart.cartography.specification import NO_CLASS
from regiokaart.cartography.views import compare_two
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.layoutsettings import Extent, LayoutSettings, LegendPlace, MapChoice, MapKind

GELDERLAND = MapChoice(
    MapKind.ONE, "jeugdregio", extent=Extent.REGION, indeling="provincie", regio="PV25"
)


def test_a_region_is_its_gemeenten(catalogus: Catalogus, gebied: Gebied) -> None:
    area, remark = find_area(GELDERLAND, catalogus, gebied, ())
    assert area is not None
    assert remark == ""
    assert area.text == "provincie Gelderland"
    assert area.members is not None
    found = {catalogus.gemeenten.provincies[i] for i in np.flatnonzero(area.members)}
    assert found == {"Gelderland"}
    xmin, ymin, xmax, ymax = area.bounds
    x, y = gebied.label_points[area.members].T
    assert x.min() > xmin
    assert y.min() > ymin
    assert x.max() < xmax
    assert y.max() < ymax


def test_a_selection_is_named_or_counted(catalogus: Catalogus, gebied: Gebied) -> None:
    choice = MapChoice(extent=Extent.SELECTION)
    index = catalogus.gemeenten.index
    few, _ = find_area(choice, catalogus, gebied, {index["GM0228"], index["GM0274"]})
    assert few is not None
    assert few.text == "Ede en Renkum"
    many, _ = find_area(choice, catalogus, gebied, range(12))
    assert many is not None
    assert many.text == "12 geselecteerde gemeenten"


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        (MapChoice(extent=Extent.SELECTION), "niets geselecteerd"),
        (MapChoice(extent=Extent.REGION, indeling="weg", regio="A"), "indeling 'weg'"),
        (MapChoice(extent=Extent.REGION, indeling="corop", regio="weg"), "'weg' van de uitsnede"),
    ],
)
def test_what_is_not_there_becomes_the_whole_country_and_is_said(
    catalogus: Catalogus, gebied: Gebied, choice: MapChoice, text: str
) -> None:
    area, remark = find_area(choice, catalogus, gebied, ())
    assert area is None
    assert text in remark
    assert "heel Nederland" in remark


def test_names_say_what_a_region_is(catalogus: Catalogus) -> None:
    jeugd = catalogus["jeugdregio"]
    naam = jeugd.regios[0].naam
    assert region_name(jeugd, jeugd.regios[0].code) == f"jeugdregio {naam}"


def test_around_what_a_map_is_about_colours_are_paler(catalogus: Catalogus, gebied: Gebied) -> None:
    specification = compare_two(catalogus, gebied, catalogus["corop"], catalogus["provincie"])
    members = np.zeros(len(gebied), dtype=bool)
    members[:9] = True
    found = emphasised(specification, members, "Ede en Arnhem")
    before, after = specification.fill, found.fill
    np.testing.assert_array_equal(after.classes[:9], before.classes[:9])
    around = after.classes[9:]
    assert np.all((around == NO_CLASS) | (around >= len(before.palette)))
    texts = [each.text for each in after.palette if each.text]
    assert texts == [each.text for each in before.palette if each.text]  # the legend is the same
    lines = [each.text for each in found.borders if each.text]
    assert lines[:-1] == [each.text for each in specification.borders if each.text]
    assert lines[-1] == "grens van Ede en Arnhem"  # but for the line around
    assert "heel Nederland" in found.legend_note


@pytest.mark.parametrize("place", list(LegendPlace))
@pytest.mark.parametrize("size", [(698, 850), (340, 400), (1020, 560)])
def test_a_part_fills_its_frame_and_nothing_lies_over_it(
    catalogus: Catalogus, gebied: Gebied, place: LegendPlace, size: tuple[float, float]
) -> None:
    area, _ = find_area(GELDERLAND, catalogus, gebied, ())
    assert area is not None
    found = frame_map(gebied, *size, LayoutSettings(legend=place), (150, 90), area)
    assert found.is_part
    x, y = np.array([found.view.to_pixel(*point) for point in area.points(gebied)[::7]]).T
    assert x.min() >= 0
    assert y.min() >= 0
    assert x.max() <= found.view.width
    assert y.max() <= found.view.height
    assert (found.locator is not None) == (found.view.width > 200)  # a narrow map shows much
    for box in found.over_the_map:
        assert not np.any((x > box.x) & (x < box.right) & (y > box.y) & (y < box.bottom))
        assert box.x >= 0
        assert box.right <= size[0]
        assert box.bottom <= size[1]
    boxes = found.over_the_map
    assert not any(_overlap(a, b) for i, a in enumerate(boxes) for b in boxes[:i])
    assert frame_map(gebied, *size, LayoutSettings(legend=place), (150, 90)).locator is None


def _overlap(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def test_a_frame_is_in_view_and_most_of_the_country_needs_no_locator(
    catalogus: Catalogus, gebied: Gebied
) -> None:
    choice = MapChoice(extent=Extent.FRAME, frame=(150_000, 420_000, 230_000, 480_000))
    area, _ = find_area(choice, catalogus, gebied, ())
    view = frame_map(gebied, 600, 700, LayoutSettings(), (150, 90), area).view
    assert view.bounds[0] <= 150_000
    assert view.bounds[2] >= 230_000
    wide = MapChoice(extent=Extent.FRAME, frame=tuple(map(round, gebied.bounds)))
    area, _ = find_area(wide, catalogus, gebied, ())
    assert frame_map(gebied, 600, 700, LayoutSettings(), None, area).locator is None


def test_the_page_says_which_part_is_shown(catalogus: Catalogus, gebied: Gebied) -> None:
    material = Material(catalogus, gebied, None, {}, "vandaag")
    page = material.page(LayoutSettings(maps=(GELDERLAND,)))
    assert page.subtitle == "42 regio's; uitsnede: provincie Gelderland"
    assert "Te zien is provincie Gelderland." in page.alt_text
    assert page.remarks == ()
    whole = MapChoice(MapKind.ONE, "jeugdregio", extent=Extent.SELECTION)
    page = material.page(LayoutSettings(maps=(whole,)))
    assert page.subtitle == "42 regio's"
    assert len(page.remarks) == 1
