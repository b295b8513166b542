from __future__ import annotations

import pytest

from regiokaart.congruence.border.bordertables import (
    border_congruence_table,
    borders_table,
    extremes_table,
    hardness_table,
)
from regiokaart.congruence.table import Table
from regiokaart.export.tables import json_text
from regiokaart.model import Catalogus, Gebied, Indeling


@pytest.fixture(scope="module")
def counting(catalogus: Catalogus) -> list[Indeling]:
    return [i for i in catalogus if i.telt_standaard_mee]


@pytest.fixture(scope="module")
def table(catalogus: Catalogus, gebied: Gebied, counting: list[Indeling]) -> Table:
    return borders_table(catalogus, gebied, counting)


def test_every_border_is_a_row_from_hard_to_soft(
    table: Table, gebied: Gebied, counting: list[Indeling]
) -> None:
    rows = table.records()
    assert len(rows) == len(gebied.neighbours[0])
    assert [row["regiogrens"] for row in rows] == sorted(
        (row["regiogrens"] for row in rows), reverse=True
    )
    for row in rows:
        wel, niet = ([] if row[key] is None else row[key].split(", ") for key in ("wel", "niet"))
        assert len(wel) == row["regiogrens"]
        assert len(wel) + len(niet) == row["bekend"] == len(counting)
        assert row["laagste"] <= row["regiogrens"] <= row["hoogste"]
    assert sum(row["lengte"] for row in rows) == pytest.approx(gebied.neighbours[1].sum() / 1000)


def test_a_known_hard_and_a_known_soft_border(table: Table) -> None:
    rows = {(row["gemeente_a"], row["gemeente_b"]): row for row in table.records()}
    hard = rows["Weststellingwerf", "Steenwijkerland"]  # Fryslân and Overijssel
    assert (hard["regiogrens"], hard["provinciegrens"], hard["niet"]) == (8, "ja", None)
    soft = rows["Heerenveen", "Opsterland"]
    assert (soft["regiogrens"], soft["aandeel"], soft["provinciegrens"]) == (0, 0.0, "nee")


def test_uncertain_rows_show_as_a_range(table: Table, catalogus: Catalogus) -> None:
    uncertain = {catalogus.gemeenten.namen[i] for indeling in catalogus for i in indeling.onzeker}
    ranged = [row for row in table.records() if row["laagste"] < row["hoogste"]]
    assert ranged
    assert all({row["gemeente_a"], row["gemeente_b"]} & uncertain for row in ranged)


def test_threshold_keeps_the_hard_ones(
    table: Table, catalogus: Catalogus, gebied: Gebied, counting: list[Indeling]
) -> None:
    kept = borders_table(catalogus, gebied, counting, threshold=7)
    assert kept.records() == [row for row in table.records() if row["regiogrens"] >= 7]
    limit = ("Alleen grenzen die regiogrens zijn in ten minste", "7")
    assert limit in kept.provenance.parameters
    assert limit[0] not in dict(table.provenance.parameters)


def test_distribution_adds_up(
    table: Table, catalogus: Catalogus, gebied: Gebied, counting: list[Indeling]
) -> None:
    spread = hardness_table(catalogus, gebied, counting)
    assert list(spread["indelingen"].values) == [8, 7, 6, 5, 4, 3, 2, 1, 0]
    counts = [row["regiogrens"] for row in table.records()]
    assert list(spread["grenzen"].values) == [counts.count(number) for number in range(8, -1, -1)]
    province = sum(row["provinciegrens"] == "ja" for row in table.records())
    assert sum(spread["provinciegrenzen"].values) == province
    for key in ("aandeel", "aandeel_lengte"):
        assert sum(spread[key].values) == pytest.approx(1)


def test_extremes_say_how_many_others_are_alike(
    table: Table, catalogus: Catalogus, gebied: Gebied, counting: list[Indeling]
) -> None:
    few = extremes_table(catalogus, gebied, counting, most=3)
    assert list(few["kant"].values) == ["hard"] * 3 + ["zacht"] * 3
    assert list(few["gemeente_a"].values[:3]) == list(table["gemeente_a"].values[:3])
    soft = [row for row in few.records() if row["kant"] == "zacht"]
    longest = sorted((r["lengte"] for r in table.records() if r["regiogrens"] == 0), reverse=True)
    assert [row["lengte"] for row in soft] == longest[:3]
    counts = [row["regiogrens"] for row in table.records()]
    assert few.provenance.remarks[:2] == (
        f"{counts.count(8)} grenzen zijn regiogrens in 8 van 8 indelingen; getoond zijn de "
        "langste 3.",
        f"{counts.count(0)} grenzen zijn regiogrens in geen van 8 indelingen; getoond zijn de "
        "langste 3.",
    )


def test_pairs_count_before_they_measure(
    catalogus: Catalogus, gebied: Gebied, counting: list[Indeling]
) -> None:
    pairs = border_congruence_table(catalogus, gebied, counting)
    assert len(pairs) == 8 * 7 // 2
    for row in pairs.records():
        assert row["een_van_beide"] == row["grenzen_a"] + row["grenzen_b"] - row["beide"]
        assert row["grenscongruentie"] == pytest.approx(row["beide"] / row["een_van_beide"])
    keys = [column.key for column in pairs.columns]
    assert keys.index("beide") < keys.index("grenscongruentie")


def test_the_example_of_the_method_page(catalogus: Catalogus, gebied: Gebied) -> None:
    pair = [catalogus["veiligheidsregio"], catalogus["ggd-regio"]]
    (row,) = border_congruence_table(catalogus, gebied, pair).records()
    counts = [row[key] for key in ("grenzen_a", "grenzen_b", "beide", "een_van_beide")]
    assert counts == [251, 253, 245, 259]
    assert row["grenscongruentie"] == pytest.approx(0.946, abs=5e-4)


def test_one_indeling_has_no_pairs(catalogus: Catalogus, gebied: Gebied) -> None:
    pairs = border_congruence_table(catalogus, gebied, [catalogus["corop"]])
    assert len(pairs) == 0
    assert json_text(pairs) == "[]\n"


def test_account_names_set_source_and_what_is_left_out(table: Table, gebied: Gebied) -> None:
    account = table.provenance
    assert dict(account.parameters)["Indelingen"].startswith("8: Arbeidsmarktregio's, ")
    assert any("876 landgrenzen" in line and gebied.bron in line for line in account.sources)
    assert "groot water" in account.remarks[0]
    assert any(line.startswith("Ten minste en Ten hoogste: ") for line in account.method)
