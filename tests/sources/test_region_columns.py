from pathlib import Path

import pytest

from regiokaart.model import Catalogus
from regiokaart.sources.errors import DataError
from regiokaart.sources.names import GemeenteFinder
from regiokaart.sources.region_columns import find_region_columns

NAMES = ["Noord", "Zuid-Oost", "West", "Midden"]


@pytest.fixture(scope="module")
def finder(catalogus: Catalogus) -> GemeenteFinder:
    return GemeenteFinder(catalogus.gemeenten)


@pytest.mark.parametrize(
    ("columns", "naam", "code"),
    [
        ({"naam": NAMES}, "naam", "naam"),
        ({"statcode": ["A1", "A2", "A3", "A4"], "statnaam": NAMES}, "statnaam", "statcode"),
        ({"objectid": list("1234"), "WATERSCHAP": NAMES}, "WATERSCHAP", "WATERSCHAP"),
        # One object per gemeente: the region repeats.
        (
            {"gm_naam": ["Almere", "Zeist", "Utrecht", "Breda"], "am_naam": ["A-stad"] * 4},
            "gm_naam",
            "gm_naam",
        ),
        (
            {"gm_naam": ["Almere", "Zeist", "Utrecht", "Breda"], "am_naam": [*NAMES[:3], "West"]},
            "am_naam",
            "am_naam",
        ),
        ({"id": list("1234"), "naam": ["Noord", "noord", "West", "West"]}, "naam", "naam"),
        ({"rubriek": ["corop"] * 4, "id": ["a1", "a2", "a3", "a4"]}, "id", "id"),
        ({"code": ["R1", "R2", "R3", "R4"], "fid": list("1234")}, "code", "code"),
        ({"naam": NAMES, "Regio": ["X", "X", "Y", "Y"]}, "Regio", "Regio"),
        ({"link": [f"http://a.nl/{n}" for n in NAMES], "gebied": NAMES}, "gebied", "gebied"),
        ({"naam": ["Heel Nederland"]}, "naam", "naam"),
        ({"naam": [*NAMES[:3], ""], "nr": list("1234")}, "naam", "nr"),
    ],
)
def test_columns_are_found_by_content(
    finder: GemeenteFinder, columns: dict[str, list[str]], naam: str, code: str
) -> None:
    found = find_region_columns(Path("a.gpkg"), columns, finder)
    assert (found.naam, found.code) == (naam, code)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({}, "geen kolom met de naam van de regio's gevonden; geef de kolom"),
        ({"rubriek": ["corop"] * 4}, "geen kolom met de naam"),
        ({"opmerking": ["x" * 300, "y", "z", "q"]}, "geen kolom met de naam"),
        (
            {"naam": NAMES, "regionaam": ["Links", "Links", "Rechts", "Rechts"]},
            r"meer dan één kolom kan de regio noemen \('naam', 'regionaam'\); geef de kolom",
        ),
    ],
)
def test_what_cannot_be_told_is_said(
    finder: GemeenteFinder, columns: dict[str, list[str]], message: str
) -> None:
    with pytest.raises(DataError, match=message):
        find_region_columns(Path("a.gpkg"), columns, finder)
