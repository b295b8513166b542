from __future__ import annotations

import itertools
import json
from dataclasses import asdict, replace

import numpy as np
import pytest

from regiokaart.congruence import compare
from regiokaart.congruence.pair.tables import (
    PAIR_KEYS,
    gemeenten_table,
    matrix,
    matrix_table,
    overall,
    pairs_table,
    relations_table,
)
from regiokaart.congruence.table import Kind
from regiokaart.model import Gewicht, Soort

GEMEENTEN, INWONERS, OPPERVLAKTE = Gewicht
JSON_KEYS = [
    "indeling_a",
    "indeling_b",
    "peiljaar_a",
    "peiljaar_b",
    "gewicht",
    "v_maat",
    "homogeniteit",
    "volledigheid",
    "vi_bits",
    "wallace_ab",
    "wallace_ba",
    "wisselaars",
    "wisselaars_aandeel",
    "samenvallend",
    "a_binnen_b",
    "b_binnen_a",
    "gedekt_aandeel",
]


@pytest.fixture(name="drie")
def _drie(indeling):
    return [
        indeling("AABBCC", "Zorgregio", peiljaar=2025),
        indeling("AABCDD", "GGD-regio"),
        indeling("AAABB.", "RES-regio"),
    ]


# --- pairs


def test_pairs_come_once_per_weight_with_the_names_first_and_the_agreed_keys(klein, drie):
    table = pairs_table(klein, drie, list(Gewicht))
    assert list(PAIR_KEYS) == JSON_KEYS
    assert [column.key for column in table.columns[:4]] == ["naam_a", "naam_b", *JSON_KEYS[:2]]
    assert set(PAIR_KEYS) <= {column.key for column in table.columns}
    assert [(r["indeling_a"], r["indeling_b"], r["gewicht"]) for r in table.records()] == [
        (a.id, b.id, gewicht) for a, b in itertools.combinations(drie, 2) for gewicht in Gewicht
    ]
    assert len({column.key for column in table.columns}) == len(table.columns)


def test_pairs_hold_the_figures_of_compare(klein, drie):
    labels = {i.id: [None if x < 0 else x for x in klein.labels(i).tolist()] for i in drie}
    names = {
        "v_maat": "v_measure",
        "homogeniteit": "homogeneity",
        "volledigheid": "completeness",
        "vi_bits": "variation_of_information",
        "wallace_ab": "wallace_ab",
        "wallace_ba": "wallace_ba",
        "wisselaars": "transfer_distance",
        "samenvallend": "coinciding",
        "a_binnen_b": "a_within_b",
        "b_binnen_a": "b_within_a",
        "gedekt_aandeel": "coverage",
        "regios_a": "regions_a",
        "regios_b": "regions_b",
        "a_doorsnijdt_b": "a_crossing",
        "b_doorsnijdt_a": "b_crossing",
        "nestafstand_ab": "nesting_distance_ab",
        "nestafstand_ba": "nesting_distance_ba",
    }
    for row in pairs_table(klein, drie, list(Gewicht)).records():
        weights = klein.gemeenten.weights(Gewicht(row["gewicht"]))
        expected = asdict(compare(labels[row["indeling_a"]], labels[row["indeling_b"]], weights))
        for key, field in names.items():
            assert row[key] == pytest.approx(expected[field]), key
        share = expected["transfer_distance"] / expected["total"]
        assert row["wisselaars_aandeel"] == pytest.approx(share)


def test_pairs_are_plain_values_fit_for_json(klein, drie):
    text = json.dumps(pairs_table(klein, drie, list(Gewicht)).records(), allow_nan=False)
    first = json.loads(text)[0]
    assert (first["peiljaar_a"], first["samenvallend"], first["naam_a"]) == (2025, 2, "Zorgregio's")


def test_a_pair_without_common_gemeente_has_empty_ratios(klein, indeling):
    pair = [indeling("AAA..."), indeling("...BBB", "GGD-regio")]
    (row,) = pairs_table(klein, pair, [INWONERS]).records()
    assert row["v_maat"] is row["wallace_ab"] is row["wisselaars_aandeel"] is None
    assert row["wisselaars"] == row["samenvallend"] == row["gedekt_aandeel"] == 0


def test_the_unit_stands_in_the_heading_when_there_is_one(klein, drie):
    assert pairs_table(klein, drie, [OPPERVLAKTE])["wisselaars"].title == "Wisselaars (km²)"
    assert pairs_table(klein, drie, (OPPERVLAKTE,))["wisselaars"].text(0) == "30,0"
    both = pairs_table(klein, drie, [GEMEENTEN, INWONERS])["wisselaars"]
    assert both.title == "Wisselaars"
    assert "eenheid van het gewicht" in both.explanation


def test_weights_are_whole_and_areas_without_noise(klein, indeling):
    klein = replace(klein, gemeenten=replace(klein.gemeenten, oppervlakte=np.full(6, 0.1)))
    pair = [indeling("AAABBB"), indeling("BCDAEF", "GGD-regio")]
    moved = pairs_table(klein, pair, list(Gewicht))["wisselaars"].values
    assert json.dumps(moved) == "[4, 3051, 0.4]"
    assert klein.gemeenten.oppervlakte[:3].sum() != 0.3
    overlap = relations_table(klein, pair[0], indeling("AAAAAA", "Land"), INWONERS)
    assert overlap["oppervlakte"].values == [0.3, 0.3]


def test_method_of_several_weights_says_once_what_they_are_in(klein, drie):
    method = "\n".join(pairs_table(klein, drie, list(Gewicht)).provenance.method)
    assert method.count("de eenheid van het gewicht") == 1
    assert method.count("het minste gewicht dat van regio moet wisselen") == 1


def test_years_are_written_without_a_point(klein, drie):
    assert pairs_table(klein, drie, [GEMEENTEN])["peiljaar_a"].text(0) == "2025"


def test_every_figure_is_explained_and_accounted_for(klein, drie):
    table = pairs_table(klein, drie, [GEMEENTEN])
    figures = [c for c in table.columns if c.kind not in (Kind.TEXT, Kind.YEAR)]
    assert all(column.explanation for column in figures)
    method = "\n".join(table.provenance.method)
    assert all(method.count(column.explanation[1:]) == 1 for column in figures)
    assert "Regio's A en Regio's B: aantal regio's met" in method
    assert "verschillende gemeenten: als Wallace" in method
    assert len(table.provenance.indelingen) == 3
    assert ("Gewicht", "gemeenten") in table.provenance.parameters
    assert "De peiljaren verschillen: 2025 en 2026." in table.provenance.remarks


# --- matrix


def test_matrix_and_its_means(klein, drie):
    values = matrix(klein, drie, INWONERS)
    pairs = pairs_table(klein, drie, [INWONERS])["v_maat"].values
    assert [values[0, 1], values[0, 2], values[1, 2]] == pairs
    assert np.array_equal(values, values.T)
    whole = overall(matrix(klein, drie, INWONERS))
    assert whole.mean == pytest.approx(np.mean(pairs))
    assert whole.without == pytest.approx((pairs[2], pairs[1], pairs[0]))
    table = matrix_table(klein, drie, INWONERS)
    assert len(table) == 3
    assert table["ggd-regio"].values == values[1].tolist()
    assert table["gemiddelde"].values[0] == pytest.approx((pairs[0] + pairs[1]) / 2)
    assert table["zonder"].values == list(whole.without)


def test_pairs_without_common_gemeente_are_left_out_of_the_mean(klein, indeling):
    three = [indeling("AAA..."), indeling("...BBB", "GGD-regio"), indeling("AABBCC", "RES-regio")]
    values = matrix(klein, three, GEMEENTEN)
    assert np.isnan(values[0, 1])
    assert overall(matrix(klein, three, GEMEENTEN)).mean == pytest.approx(
        (values[0, 2] + values[1, 2]) / 2
    )
    assert matrix_table(klein, three, GEMEENTEN)["ggd-regio"].values[0] is None


def test_means_are_over_what_counts_and_the_table_says_so(klein, drie):
    table = matrix_table(klein, drie, INWONERS, counted=drie[:2])
    two = matrix(klein, drie[:2], INWONERS)[0, 1]
    assert table["telt_mee"].values == ["ja", "ja", "nee"]
    assert table["gemiddelde"].values == [pytest.approx(two), pytest.approx(two), None]
    assert table["zonder"].values == [None, None, None]
    assert table["res-regio"].values[0] is not None
    parameters = dict(table.provenance.parameters)
    assert parameters["Telt mee in het gemiddelde"] == "2: Zorgregio's, GGD-regio's"
    assert parameters["Indelingen in Matrix"] == "3: Zorgregio's, GGD-regio's, RES-regio's"


@pytest.mark.parametrize("k", [0, 1])
def test_a_set_without_pairs_has_no_mean(klein, drie, k):
    assert np.isnan(overall(matrix(klein, drie[:k], GEMEENTEN)).mean)
    assert len(matrix_table(klein, drie[:k], GEMEENTEN)) == k
    assert len(pairs_table(klein, drie[:k], list(Gewicht))) == 0


# --- regions of a pair


def test_relations_of_a_pair(klein, indeling):
    a, b = indeling("AAABBB"), indeling("AABBCC", "GGD-regio")
    table = relations_table(klein, a, b, INWONERS)
    keys = ("regio_a", "relatie", "regio_b", "gemeenten", "inwoners", "oppervlakte")
    assert [tuple(row[key] for key in keys) for row in table.records()] == [
        ("Regio A", "omvat", "Regio A", 2, 3000, 30.5),
        ("Regio A", "doorsnijdt", "Regio B", 1, 3000, 30.0),
        ("Regio B", "doorsnijdt", "Regio B", 1, 400, 40.0),
        ("Regio B", "omvat", "Regio C", 2, 51, 110.25),
    ]
    assert table["aandeel_a"].values[0] == 0.5
    assert table["aandeel_b"].values[2] == pytest.approx(400 / 3400)
    assert table["gemeentenamen"].values[3] == "Ee en Ef"
    assert table["regio_a"].heading == "Zorgregio (A)"
    assert table["provincies"].values == ["Noord", "Noord", "Zuid", "Zuid"]
    everywhere = relations_table(klein, b, indeling("AAAAAA", "Land"), INWONERS)
    assert everywhere["provincies"].values == ["Noord", "Noord en Zuid", "Zuid"]


def test_tolerance_is_applied_and_printed(klein, indeling):
    a, b = indeling("AAABBB"), indeling("AABBCC", "GGD-regio")
    table = relations_table(klein, a, b, INWONERS, tolerance=0.15)
    assert table["relatie"].values == [
        "omvat",
        "omvat bijna geheel",
        "ligt bijna geheel binnen",
        "omvat",
    ]
    assert ("Tolerantie", "15,0%") in table.provenance.parameters


# --- gemeenten


def test_gemeenten_with_their_regio_in_each_indeling(klein, drie):
    table = gemeenten_table(klein, drie)
    assert table.records()[5] == {
        "code": "GM0005",
        "naam": "Ef",
        "provincie": "Zuid",
        "inwoners": 1,
        "oppervlakte": 60.25,
        "zorgregio": "Regio C",
        "ggd-regio": "Regio D",
        "res-regio": None,
    }
    assert table.provenance.method == ("Inwoners: stand op 1 januari 2025.",)


def test_the_province_is_one_column_when_it_is_one_of_the_indelingen(klein, indeling):
    table = gemeenten_table(klein, [indeling("AABBCC", "Provincie"), indeling("AAAAAA")])
    headings = [column.heading for column in table.columns]
    assert headings == ["Code", "Gemeente", "Inwoners", "Oppervlakte", "Provincie", "Zorgregio"]
    assert table["provincie"].values[0] == "Regio A"


def test_gemeenten_of_a_pair_have_a_relation(klein, drie):
    table = gemeenten_table(klein, drie, drie[0], drie[2])
    assert table["relatie"].values == [
        "ligt geheel binnen",
        "ligt geheel binnen",
        "doorsnijdt",
        "doorsnijdt",
        "ligt geheel binnen",
        "niet door beide gedekt",
    ]


def test_gemeenten_of_a_pair_tell_who_changes_region(klein, indeling):
    a, b = indeling("AAABBB"), indeling("AABBCC", "GGD-regio")
    table = gemeenten_table(klein, [a], a, b, GEMEENTEN)
    keys = [column.key for column in table.columns]
    assert keys[-4:] == ["regio_a", "regio_b", "relatie", "wisselt"]
    assert table["regio_b"].values == [f"Regio {x}" for x in "AABBCC"]
    assert table["wisselt"].values == [
        None,
        None,
        "van Regio A naar een nieuwe regio (Regio B)",
        "van Regio B naar een nieuwe regio (Regio B)",
        None,
        None,
    ]
    assert "andere keuzes" not in table["wisselt"].explanation
    assert [line.split(" ")[0] for line in table.provenance.indelingen] == [
        "Zorgregio's",
        "GGD-regio's",
    ]


def test_a_gemeente_moves_to_the_region_that_becomes_the_other(klein, indeling):
    a, b = indeling("AAABBB"), indeling("AABBBB", "GGD-regio")
    table = gemeenten_table(klein, [], a, b, INWONERS)
    assert table["wisselt"].values == [None, None, "van Regio A naar Regio B", None, None, None]


def test_other_sets_of_wisselaars_are_told(klein, indeling):
    a, b = indeling("AABBCC"), indeling("AABCDD", "GGD-regio")
    wisselt = gemeenten_table(klein, [a, b], a, b, GEMEENTEN)["wisselt"]
    assert wisselt.explanation.endswith("Er zijn andere keuzes die even klein zijn.")
    assert [i for i, move in enumerate(wisselt.values) if move] == [3]


# --- the embedded indelingen


def test_embedded_overall_figures(catalogus):
    together = [i for i in catalogus if i.soort is Soort.INTERGEMEENTELIJK]
    assert (len(catalogus), len(together)) == (17, 8)
    assert round(overall(matrix(catalogus, list(catalogus), INWONERS)).mean, 3) == 0.805
    assert round(overall(matrix(catalogus, together, INWONERS)).mean, 3) == 0.924


def test_embedded_provinces_hold_the_landsdelen(catalogus):
    table = pairs_table(catalogus, [catalogus["provincie"], catalogus["landsdeel"]], list(Gewicht))
    for row in table.records():
        assert (row["a_binnen_b"], row["samenvallend"], row["b_binnen_a"]) == (12, 0, 0)
        assert row["volledigheid"] == row["wallace_ab"] == 1
        assert row["nestafstand_ab"] == 0 < row["wisselaars"]
        assert row["gedekt_aandeel"] == 1


def test_embedded_tables_are_complete(catalogus):
    indelingen = list(catalogus)
    pairs = pairs_table(catalogus, indelingen, list(Gewicht))
    assert len(pairs) == 136 * 3
    assert None not in pairs["v_maat"].values
    assert set(pairs["gedekt_aandeel"].values) == {1.0}
    gemeenten = gemeenten_table(catalogus, indelingen, *indelingen[:2])
    assert len(gemeenten) == 342
    relations = relations_table(catalogus, *indelingen[:2], INWONERS)
    assert sum(relations["gemeenten"].values) == 342
    assert sum(relations["inwoners"].values) == catalogus.gemeenten.inwoners.sum()
