from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from regiokaart.congruence.chance.chance import TerritorialChance
from regiokaart.congruence.gemeente.profile import Profiles, profiles
from regiokaart.congruence.gemeente.profiletables import matrix_table, partners_table, profile_table
from regiokaart.export.tables import write_csv, write_json
from regiokaart.export.workbook import write_xlsx
from regiokaart.model import Catalogus, Indeling, Regeling
from regiokaart.sources.embedded import load_regelingen

Make = Callable[..., Indeling]
BRON = "Register van Overheidsorganisaties, mei 2026"


@pytest.fixture(scope="module")
def found(catalogus: Catalogus) -> Profiles:
    chosen = [i for i in catalogus if i.telt_standaard_mee]
    return profiles(catalogus, chosen, load_regelingen(catalogus.gemeenten))


def test_profile_is_in_order_of_code_and_names_its_set(
    catalogus: Catalogus, found: Profiles
) -> None:
    table = profile_table(catalogus, found, bron=BRON, left_out=["Waterschappen: niet."])
    assert list(table["code"].values) == list(catalogus.gemeenten.codes)
    row = table.records()[catalogus.gemeenten.index["GM0518"]]
    assert (row["partners"], row["altijd"], row["eenmalig"]) == (20, 4, 12)
    assert row["aandeel_altijd"] == pytest.approx(0.2)
    assert row["territoriale_congruentie"] == pytest.approx(0.45)
    assert table.provenance.parameters[0][1].startswith("8: Arbeidsmarktregio's, ")
    assert table.provenance.parameters[1] == ("Regelingen", "451")
    assert BRON in table.provenance.sources
    assert table.provenance.remarks[0] == "Waterschappen: niet."
    assert "in geen register" in table.provenance.remarks[1]


def test_profile_of_one_is_its_row(catalogus: Catalogus, found: Profiles) -> None:
    one = profile_table(catalogus, found, gemeente=7)
    assert one.records() == [profile_table(catalogus, found).records()[7]]
    assert one.title == f"Profiel van {catalogus.gemeenten.namen[7]}"


def test_columns_on_regelingen_and_chance_only_when_there_are(
    catalogus: Catalogus, found: Profiles, klein: Catalogus, indeling: Make
) -> None:
    keys = {column.key for column in profile_table(catalogus, found).columns}
    assert {"regelingen", "partners_met_regelingen"} <= keys
    assert "bij_toeval" not in keys
    without = profiles(klein, [indeling("aaabbb"), indeling("aabbcc")])
    expected = np.linspace(0, 1, 6)
    chance = TerritorialChance(expected, expected / 2, expected * 2)
    table = profile_table(klein, without, by_chance=chance)
    assert {column.key for column in table.columns}.isdisjoint(
        {"regelingen", "partners_met_regelingen"}
    )
    assert table["bij_toeval"].values == pytest.approx(expected)
    assert table["bij_toeval_laag"].values == pytest.approx(expected / 2)
    assert table["bij_toeval_hoog"].values == pytest.approx(expected * 2)
    assert any("toevallig waren: aaneengesloten" in line for line in table.provenance.method)


def test_what_is_unknown_is_empty_and_what_is_uncertain_is_named(
    klein: Catalogus, indeling: Make
) -> None:
    found = profiles(klein, [indeling("aab...", uncertain="1"), indeling("aab...", "Plan")])
    table = profile_table(klein, found)
    assert table["onzeker_in"].values[:3] == [None, "Zorgregio's", None]
    assert table["indelingen"].values == [2, 2, 2, 0, 0, 0]
    for key in ("territoriale_congruentie", "aandeel_altijd", "door_loting", "hoogst_haalbaar"):
        assert table[key].values[2:] == [None] * 4
    assert table["elementgericht"].values == [1, 1, 1, None, None, None]


def test_partners_of_a_gemeente(klein: Catalogus, indeling: Make) -> None:
    regeling = Regeling("1", "r", "v", "", "", np.array([0, 5]), ())
    indelingen = [
        indeling("aaabb.", "Zorg"),
        indeling("aabba.", "Plan"),
        indeling("aabab.", "Vuur"),
    ]
    table = partners_table(klein, profiles(klein, indelingen, [regeling]), 0, bron=BRON)
    keys = ("gemeente", "gedeeld", "indelingen", "regelingen")
    assert [tuple(row[key] for key in keys) for row in table.records()] == [
        ("Bee", 3, "alle 3", 0),
        ("Cee", 1, "Zorg's", 0),
        ("Dee", 1, "Vuur's", 0),
        ("Ee", 1, "Plan's", 0),
        ("Ef", 0, None, 1),
    ]
    assert table.title == "Partners van Aa"
    assert table["aandeel"].values[1] == pytest.approx(1 / 3)
    alone = partners_table(klein, profiles(klein, indelingen), 5)
    assert len(alone) == 0


def test_matrix_counts_each_indeling_for_its_weight(klein: Catalogus, indeling: Make) -> None:
    found = profiles(klein, [indeling("aaabb.", "Zorg"), indeling("aabba.", "Plan")])
    table = matrix_table(klein, found)
    assert table["GM0000"].values == [0, 2, 1, 0, 1, 0]
    assert table["GM0000"].text(1) == "2"
    weighed = matrix_table(klein, found, [1, 0.25], left_out=["Iets: niet."])
    assert weighed["GM0000"].values == [0, 1.25, 1, 0, 0.25, 0]
    assert weighed["GM0000"].heading == "Aa"
    assert weighed.provenance.parameters[1:] == (("Gewicht van Plan's", "0,25"),)
    assert weighed.provenance.remarks[0] == "Iets: niet."


def test_tables_are_written_in_every_format(
    catalogus: Catalogus, found: Profiles, tmp_path: Path
) -> None:
    tables = [profile_table(catalogus, found), partners_table(catalogus, found, 3)]
    write_xlsx(tables, tmp_path / "t.xlsx")
    for table in tables:
        write_csv(table, tmp_path / f"{table.name}.csv")
        write_json(table, tmp_path / f"{table.name}.json")
    assert len(list(tmp_path.iterdir())) == 9
