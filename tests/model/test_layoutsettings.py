import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.model.layoutsettings import (
    DPI,
    MAP_COUNTS,
    NAME_LENGTH,
    ROWS,
    Extent,
    LayoutSettings,
    LegendPlace,
    MapChoice,
    MapKind,
    Paper,
    template_name,
)

names = st.text(max_size=20)
frames = st.tuples(*[st.integers(-9, 0)] * 2, *[st.integers(1, 900_000)] * 2)
choices = st.builds(
    MapChoice,
    st.sampled_from(MapKind),
    names,
    names,
    st.sampled_from(Extent),
    frames,
    names,
    names,
)
layouts = st.builds(
    LayoutSettings,
    paper=st.sampled_from(Paper),
    landscape=st.booleans(),
    maps=st.sampled_from(MAP_COUNTS).flatmap(
        lambda count: st.lists(choices, min_size=count, max_size=count).map(tuple)
    ),
    title=st.text(max_size=200),
    note=st.text(max_size=200),
    legend=st.sampled_from(LegendPlace),
    watermark=st.booleans(),
    table=st.text(max_size=20),
    rows=st.integers(*ROWS),
    columns=st.lists(names, unique=True, max_size=5).map(tuple),
    sort=names,
    descending=st.booleans(),
    only_selection=st.booleans(),
    logo=st.text(max_size=50),
    dpi=st.integers(*DPI),
)


@given(layouts)
def test_what_is_written_is_read_back(settings: LayoutSettings) -> None:
    assert LayoutSettings.from_json(json.loads(json.dumps(settings.to_json()))) == settings


@pytest.mark.parametrize(
    ("stored", "problem"),
    [
        ([], "groep van namen"),
        ({"papier": "A0"}, "papier: 'A0' bestaat niet; kies uit A4, A3"),
        ({"papier": 3}, "papier"),
        ({"papier": ["A4"]}, "papier"),
        ({"kaarten": []}, "1, 2 of 4"),
        ({"kaarten": [{}] * 3}, "1, 2 of 4"),
        ({"kaarten": ["x"]}, "groep"),
        ({"titel": "x" * 201}, "titel"),
        ({"titel": None}, "titel"),
        ({"titel": "\ud83d"}, "half teken"),
        ({"rijen": 0}, "rijen"),
        ({"rijen": True}, "rijen"),
        ({"dpi": 1e9}, "dpi"),
        ({"concept": "ja"}, "concept"),
        ({"kolommen": "naam"}, "kolommen"),
        ({"kolommen": [3]}, "kolommen"),
        ({"kolommen": ["x"] * 201}, "kolommen"),
        ({"kaarten": [{"uitsnede": "maan"}]}, "uitsnede"),
        ({"kaarten": [{"uitsnede": "kader"}]}, "vier getallen"),
        ({"kaarten": [{"uitsnede": "kader", "kader": [1, 2, 3]}]}, "vier getallen"),
        ({"kaarten": [{"kader": [3, 0, 1, 2]}]}, "kleiner zijn dan rechts"),
        ({"kaarten": [{"kader": [0, 0, 1e300, 2]}]}, "hele meters"),
        ({"kaarten": [{"kader": [0, 0, True, 2]}]}, "hele meters"),
    ],
)
def test_what_is_no_choice_is_refused(stored: object, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        LayoutSettings.from_json(stored)


def test_other_ids_go_to_every_place_that_names_an_indeling() -> None:
    choice = MapChoice(MapKind.TWO, "corop", "ggd", Extent.REGION, (), "corop", "CR01")
    layout = LayoutSettings(maps=(choice, MapChoice()))
    assert layout.indelingen == ("corop", "ggd")
    renamed = layout.renamed({"corop": "corop-2"})
    assert renamed.indelingen == ("corop-2", "ggd")
    assert renamed.maps[0].regio == "CR01"
    assert renamed.renamed({"corop-2": "corop"}) == layout


@pytest.mark.parametrize("path", ["//server/logo.png", r"\\server\logo.png", r"/\server\logo.png"])
def test_a_logo_on_another_computer_can_be_left_out(path: str) -> None:
    assert LayoutSettings(logo=path).without_logo_elsewhere().logo == ""
    for here in ("/home/logo.png", r"C:\logo.png", "logo.png", ""):
        assert LayoutSettings(logo=here).without_logo_elsewhere().logo == here


@given(st.text())
def test_names_of_templates_are_one_short_line(text: str) -> None:
    name = template_name(text)
    assert len(name) <= NAME_LENGTH
    assert name.isprintable()
    assert template_name(name) == name
