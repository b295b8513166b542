import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.cartography.layoutsettings import (
    DPI,
    MAP_COUNTS,
    ROWS,
    LayoutSettings,
    LegendPlace,
    MapChoice,
    MapKind,
    Paper,
)

choices = st.builds(MapChoice, st.sampled_from(MapKind), st.text(max_size=20), st.text(max_size=20))
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
        ({"rijen": 0}, "rijen"),
        ({"rijen": True}, "rijen"),
        ({"dpi": 1e9}, "dpi"),
        ({"concept": "ja"}, "concept"),
    ],
)
def test_what_is_no_choice_is_refused(stored: object, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        LayoutSettings.from_json(stored)


def test_more_maps_repeat_the_last_and_fewer_drop_it() -> None:
    one = LayoutSettings(maps=(MapChoice(MapKind.ONE, "ressort"),))
    four = one.with_maps(4)
    assert four.maps == one.maps * 4
    assert replace(four, maps=(*four.maps[:3], MapChoice())).with_maps(1) == one
