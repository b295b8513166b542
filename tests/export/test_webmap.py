import dataclasses
import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import shapely

from regiokaart.cartography.legend import LegendLine
from regiokaart.cartography.specification import BorderLayer, Label, MapSpecification
from regiokaart.cartography.views import compare_two, one_indeling
from regiokaart.export.files import ExportError
from regiokaart.export.leaflet import _legend_item
from regiokaart.export.webmap import write_html
from regiokaart.model import Catalogus, Gebied

HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7 * 191 }}{% raw %}&'\"`${1}\ud800"


@pytest.fixture(scope="module")
def specification(catalogus: Catalogus, gebied: Gebied) -> MapSpecification:
    return compare_two(catalogus, gebied, catalogus["res-regio"], catalogus["jeugdregio"])


def write(
    specification: MapSpecification, gebied: Gebied, catalogus: Catalogus, folder: Path
) -> str:
    path = folder / "kaart.html"
    write_html(specification, gebied, catalogus, path)
    return path.read_text("utf-8")


def feature_collections(page: str) -> list[dict]:
    return [json.loads(data) for data in re.findall(r"_add\((\{.*\})\);", page)]


class _Tags(HTMLParser):
    """Collects what a browser would see: elements and attributes, not text in scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def parse(page: str) -> _Tags:
    tags = _Tags()
    tags.feed(page)
    return tags


def test_page_holds_everything_and_asks_for_nothing(
    specification: MapSpecification, gebied: Gebied, catalogus: Catalogus, tmp_path: Path
) -> None:
    page = write(specification, gebied, catalogus, tmp_path)
    tags = parse(page)
    assert ("html", {"lang": "nl"}) in tags.tags
    assert "default-src 'none'" in page
    assert not [
        (tag, name)
        for tag, attributes in tags.tags
        for name in attributes
        if name in ("src", "href", "srcset", "action") or name.startswith("on")
    ]
    assert not re.findall(r"url\((?!data:|#default#VML)", page)
    assert "sourceMappingURL" not in page
    assert len(page) < 1_700_000
    for text in (specification.title, specification.alt_text, specification.source):
        assert html.escape(text) in page
    assert [p.name for p in tmp_path.iterdir()] == ["kaart.html"]


def test_areas_have_the_colours_and_places_of_the_specification(
    specification: MapSpecification, gebied: Gebied, catalogus: Catalogus, tmp_path: Path
) -> None:
    page = write(specification, gebied, catalogus, tmp_path)
    areas = feature_collections(page)[0]["features"]
    assert [area["id"] for area in areas] == list(catalogus.gemeenten.codes)
    shapes = [shapely.geometry.shape(area["geometry"]) for area in areas]
    assert all(shapely.is_valid(shapes))
    the_dam = shapely.Point(4.893, 52.373)
    found = [
        area["id"] for area, shape in zip(areas, shapes, strict=True) if shape.contains(the_dam)
    ]
    assert found == ["GM0363"]
    used = {specification.fill.palette[i].colour for i in set(specification.fill.classes.tolist())}
    assert used == set(re.findall(r'"fillColor": "(#\w{6})"', page))


def test_borders_are_shared_arcs_drawn_once(
    specification: MapSpecification, gebied: Gebied, catalogus: Catalogus, tmp_path: Path
) -> None:
    page = write(specification, gebied, catalogus, tmp_path)
    lines = feature_collections(page)[1:]
    coverage = gebied.level_for(80)
    for layer, collection in zip(specification.borders, lines, strict=True):
        drawn = collection["features"][0]["geometry"]["coordinates"]
        assert len(drawn) == len(coverage.borders_between(layer.groups, coast=layer.coast))
        assert f'"weight": {layer.width}' in page
    keys = {tuple(map(tuple, line)) for line in lines[0]["features"][0]["geometry"]["coordinates"]}
    assert len(keys) == len(lines[0]["features"][0]["geometry"]["coordinates"])


def test_same_map_is_the_same_page(
    specification: MapSpecification, gebied: Gebied, catalogus: Catalogus, tmp_path: Path
) -> None:
    first = write(specification, gebied, catalogus, tmp_path)
    assert write(specification, gebied, catalogus, tmp_path) == first


def test_hostile_text_stays_text(gebied: Gebied, catalogus: Catalogus, tmp_path: Path) -> None:
    good = one_indeling(catalogus, gebied, catalogus["provincie"])
    tooltips = ((HOSTILE, HOSTILE), *good.tooltips[1:])
    evil = dataclasses.replace(
        good,
        title=HOSTILE,
        subtitle=HOSTILE,
        tooltips=tooltips,
        facts=((HOSTILE,), (HOSTILE,)),
        labels=(Label(HOSTILE, 155000, 463000, 9000, 0),),
        borders=(dataclasses.replace(good.borders[0], text=HOSTILE),),
        legend_title=HOSTILE,
        legend_note=HOSTILE,
        source=HOSTILE,
        alt_text=HOSTILE,
    )
    page = write(evil, gebied, catalogus, tmp_path)
    assert "1337" not in re.sub(r"[\d.]{6,}", "", page)  # no template was run
    assert page.count("</script>") == page.count("<script>") == 2
    tags = parse(page)
    assert not [tag for tag, attributes in tags.tags if tag == "img" or "onerror" in attributes]
    shown = HOSTILE.replace("\ud800", "?")
    assert tags.texts.count(shown) == 8  # title and heading, subtitle, legend (3), table (2)
    tooltip = feature_collections(page)[0]["features"][0]["properties"]["tekst"]
    assert "<img" not in tooltip
    assert html.unescape(tooltip) == f"<strong>{shown}</strong><br>{shown}"


def test_table_has_a_column_per_fact_in_the_order_of_the_alphabet(
    specification: MapSpecification, gebied: Gebied, catalogus: Catalogus, tmp_path: Path
) -> None:
    page = write(specification, gebied, catalogus, tmp_path)
    rows = [
        [html.unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>.*?</tr>", page)
    ]
    assert rows[0] == ["Gemeente", "Provincie", "Inwoners", "RES-regio", "Jeugdregio", "Relatie"]
    names = [row[0] for row in rows[1:]]
    assert sorted(names) == sorted(catalogus.gemeenten.namen)
    assert names[:2] == ["Aa en Hunze", "Aalsmeer"]
    hague = names.index("'s-Gravenhage")
    assert names[hague - 1] < "Gravenhage" < names[hague + 1]
    utrecht = rows[names.index("Utrecht") + 1]
    people = f"{catalogus.gemeenten.inwoners[catalogus.gemeenten.index['GM0344']]:,}"
    assert utrecht[1:3] == ["Utrecht", people.replace(",", ".")]
    assert utrecht[-1] in ("samenvallend", "ligt geheel binnen", "doorsnijdt")


def test_no_class_is_no_data(gebied: Gebied, catalogus: Catalogus, tmp_path: Path) -> None:
    good = one_indeling(catalogus, gebied, catalogus["provincie"])
    classes = good.fill.classes.copy()
    classes[0] = -1
    layer = BorderLayer(classes, "#123456", 1.0)
    page = write(
        dataclasses.replace(
            good, fill=dataclasses.replace(good.fill, classes=classes), borders=(layer,)
        ),
        gebied,
        catalogus,
        tmp_path,
    )
    assert "in geen regio" in page
    assert '"fillColor": "#e4e4e4"' in page


def test_folder_must_exist(
    specification: MapSpecification, gebied: Gebied, catalogus: Catalogus, tmp_path: Path
) -> None:
    with pytest.raises(ExportError, match="bestaat niet"):
        write(specification, gebied, catalogus, tmp_path / "weg")


def test_a_white_line_has_something_to_show_on_in_the_legend() -> None:
    white, dark = (
        _legend_item(LegendLine(colour, 2, "grens"))[0] for colour in ("#ffffff", "#222222")
    )
    assert "box-shadow" in white
    assert "box-shadow" not in dark
