"""Lines per border on the web map: where they run, how they look, and what they tell."""

from __future__ import annotations

import dataclasses
import html
import json
import re
from pathlib import Path

import pytest

from regiokaart.cartography.borders import borders
from regiokaart.cartography.specification import MapSpecification
from regiokaart.export.webmap import write_html
from regiokaart.model import Catalogus, Gebied

HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7 * 191 }}&'\"`${1}"


@pytest.fixture(scope="module")
def specification(catalogus: Catalogus, gebied: Gebied) -> MapSpecification:
    return borders(catalogus, gebied, [i for i in catalogus if i.telt_standaard_mee])


def write(
    specification: MapSpecification, gebied: Gebied, catalogus: Catalogus, folder: Path
) -> str:
    path = folder / "grenzen.html"
    write_html(specification, gebied, catalogus, path)
    return path.read_text("utf-8")


def border_features(page: str) -> list[dict]:
    collections = [json.loads(data) for data in re.findall(r"_add\((\{.*\})\);", page)]
    return collections[-1]["features"]


def test_each_border_is_drawn_once_in_its_class_with_its_tooltip(
    specification: MapSpecification, gebied: Gebied, catalogus: Catalogus, tmp_path: Path
) -> None:
    page = write(specification, gebied, catalogus, tmp_path)
    (lines,) = specification.pair_lines
    features = border_features(page)
    assert sorted(int(each["id"]) for each in features) == list(range(len(lines.pairs)))
    drawn = [each["properties"]["klasse"] for each in features]
    assert drawn == sorted(drawn)  # the thick ones last, so on top
    for each in features:
        pair = int(each["id"])
        assert each["properties"]["klasse"] == lines.classes[pair]
        assert html.escape(lines.tooltips[pair][0]) in each["properties"]["tekst"]
        assert each["geometry"]["coordinates"]
    for kind in lines.palette:
        assert f'"color": "{kind.colour}"' in page
    assert len(page) < 1_700_000


def test_arcs_are_those_between_the_two(
    specification: MapSpecification, gebied: Gebied, catalogus: Catalogus, tmp_path: Path
) -> None:
    features = border_features(write(specification, gebied, catalogus, tmp_path))
    coverage = gebied.level_for(80)
    (lines,) = specification.pair_lines
    wanted = {frozenset(pair) for pair in lines.pairs.tolist()}
    between = [
        frozenset(sides) in wanted
        for sides in zip(coverage.left.tolist(), coverage.right.tolist(), strict=True)
    ]
    assert sum(len(each["geometry"]["coordinates"]) for each in features) == sum(between)


def test_hostile_names_stay_text(
    specification: MapSpecification, gebied: Gebied, catalogus: Catalogus, tmp_path: Path
) -> None:
    (lines,) = specification.pair_lines
    evil = dataclasses.replace(
        lines,
        palette=tuple(dataclasses.replace(kind, text=HOSTILE) for kind in lines.palette),
        tooltips=tuple((HOSTILE, HOSTILE) for _ in lines.tooltips),
    )
    page = write(
        dataclasses.replace(specification, pair_lines=(evil,)), gebied, catalogus, tmp_path
    )
    assert "<img" not in page
    assert page.count("</script>") == page.count("<script>") == 2
    assert "1337" not in re.sub(r"[\d.]{6,}", "", page)
    told = border_features(page)[0]["properties"]["tekst"]
    assert html.unescape(told) == f"<strong>{HOSTILE}</strong><br>{HOSTILE}"
