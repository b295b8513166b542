"""Tables and sentences of indelingen that divide gemeenten, or whose regio's overlap."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest

from regiokaart.congruence.pair.sentences import pair_headline, pair_sentences, pair_wisselaars
from regiokaart.congruence.pair.tables import (
    gemeenten_table,
    matrix,
    matrix_table,
    overall,
    pairs_table,
    relations_table,
)
from regiokaart.model import Gewicht

GEMEENTEN, INWONERS, OPPERVLAKTE = Gewicht
REST = ((4, 2, 1), (5, 2, 1))


@pytest.fixture(name="rows")
def _rows(indeling):
    """Return a function that makes an indeling from (gemeente, regio, share)."""

    def make(naam: str, *members: tuple[int, int, float]):
        plain = indeling("ABCDEF"[: max(regio for _, regio, _ in members) + 1], naam)
        gemeente, regio, aandeel = zip(*members, strict=True)
        lidmaatschap = dataclasses.replace(
            plain.lidmaatschap,
            gemeente=np.array(gemeente),
            regio=np.array(regio),
            aandeel=np.array(aandeel, dtype=float),
            methode=plain.lidmaatschap.methode[:1] * len(members),
            toelichting=("",) * len(members),
        )
        return dataclasses.replace(plain, lidmaatschap=lidmaatschap)

    return make


@pytest.fixture(name="waterschap")
def _waterschap(rows):
    """Bee lies for a quarter in regio A, for three in B; the others are whole."""
    return rows("Waterschap", (0, 0, 1), (1, 0, 0.25), (1, 1, 0.75), (2, 1, 1), (3, 1, 1), *REST)


@pytest.fixture(name="regeling")
def _regeling(rows):
    """Aa is in both regio's."""
    return rows("Regeling", (0, 0, 1), (1, 0, 1), (0, 1, 1), (2, 1, 1), (3, 1, 1))


def test_pairs_leave_empty_what_has_no_meaning_and_say_why(klein, indeling, waterschap, regeling):
    zorg = indeling("AABBCC")
    table = pairs_table(klein, [zorg, waterschap, regeling], list(Gewicht))
    json.dumps(table.records(), allow_nan=False)
    whole_divided, whole_overlapping = table.records()[2], table.records()[5]
    assert whole_divided["gewicht"] == "oppervlakte"
    assert 0 < whole_divided["v_maat"] < 1
    assert whole_divided["rand"] is whole_divided["aangepaste_rand"] is None
    assert (whole_divided["samenvallend"], whole_divided["b_binnen_a"]) == (1, 2)
    assert whole_divided["wisselaars"] == pytest.approx(0.75 * 20.5, abs=0.01)
    assert "delen van gemeenten" in whole_divided["opmerking"]
    assert whole_overlapping["v_maat"] is whole_overlapping["samenvallend"] is None
    assert whole_overlapping["wisselaars"] is whole_overlapping["nestafstand_ab"] is None
    assert 0 < whole_overlapping["jaccard"] < 1
    assert "paren van gemeenten" in whole_overlapping["opmerking"]
    remarks = " ".join(table.provenance.remarks)
    assert "Zorgregio's met Waterschap's. Een van beide indelingen verdeelt" in remarks
    assert remarks.count("horen gemeenten bij meer regio's tegelijk") == 1


def test_whole_indelingen_have_no_column_for_remarks(klein, indeling):
    table = pairs_table(klein, [indeling("AABBCC"), indeling("AAABBB", "GGD-regio")], [INWONERS])
    assert "opmerking" not in {column.key for column in table.columns}


def test_matrix_is_empty_where_there_is_no_v(klein, indeling, waterschap, regeling):
    three = [indeling("AABBCC"), waterschap, regeling]
    values = matrix(klein, three, INWONERS)
    assert np.isnan(values[2]).all()
    assert values[1, 1] == 1
    table = matrix_table(klein, three, INWONERS)
    assert table["regeling"].values == [None, None, None]
    assert overall(values).mean == values[0, 1] == table["gemiddelde"].values[0]
    assert "tegelijk" in " ".join(table.provenance.remarks)


def test_shared_inhabitants_of_a_part_are_estimated_between_bounds(klein, indeling, waterschap):
    table = relations_table(klein, indeling("AABBCC"), waterschap, OPPERVLAKTE)
    first, second, third, fourth = table.records()
    bounds = ("inwoners", "inwoners_minst", "inwoners_meest", "gemeenten_deels")
    assert (first["relatie"], first["gemeentenamen"]) == ("omvat", "Aa en Bee (deels)")
    assert [first[key] for key in bounds] == [1500, 1000, 3000, 1]
    assert first["oppervlakte"] == pytest.approx(10 + 20.5 / 4, abs=0.01)
    assert first["aandeel_b"] == 1
    assert second["relatie"] == "doorsnijdt"
    assert [second[key] for key in bounds] == [1500, 0, 2000, 1]
    assert third["relatie"] == "ligt geheel binnen"
    assert [third[key] for key in bounds] == [3400, 3400, 3400, 0]
    assert (fourth["relatie"], fourth["gemeenten_deels"]) == ("samenvallend", 0)


def test_relations_of_two_that_divide_one_gemeente_are_not_guessed(klein, rows, waterschap):
    other = rows("Bekken", (0, 0, 1), (1, 0, 0.5), (1, 1, 0.5), (2, 1, 1), (3, 1, 1), *REST)
    table = relations_table(klein, waterschap, other, INWONERS)
    found = {(r["regio_a"][-1], r["regio_b"][-1]): r for r in table.records()}
    assert found["C", "C"]["relatie"] == "samenvallend"
    assert found["A", "A"]["relatie"] == "niet te bepalen"
    assert found["A", "A"]["inwoners"] is found["A", "A"]["aandeel_a"] is None
    assert (found["A", "A"]["inwoners_minst"], found["A", "A"]["inwoners_meest"]) == (1000, 3000)
    assert "niet te vergelijken" in " ".join(table.provenance.remarks)


def test_relations_of_regios_that_overlap(klein, indeling, regeling):
    table = relations_table(klein, regeling, indeling("AABB..", "Provincie"), GEMEENTEN)
    found = [(r["regio_a"][-1], r["relatie"], r["regio_b"][-1]) for r in table.records()]
    assert found == [("A", "samenvallend", "A"), ("B", "doorsnijdt", "A"), ("B", "omvat", "B")]


def test_gemeenten_name_their_regios_with_shares(klein, indeling, waterschap, regeling):
    zorg = indeling("AABBCC")
    table = gemeenten_table(klein, [zorg, waterschap, regeling], zorg, waterschap)
    assert table["regio_b"].values[1] == "Regio B (75%) en Regio A (25%)"
    assert table["regeling"].values[0] == "Regio A en Regio B"
    assert table["regeling"].values[5] is None
    assert table["relatie"].values[1] == "ligt geheel binnen en doorsnijdt"
    assert table["relatie"].values[4] == "samenvallend"


def test_sentences_about_parts_of_gemeenten(klein, indeling, waterschap):
    zorg = indeling("AABBCC")
    sentences = " ".join(pair_sentences(klein, zorg, waterschap, OPPERVLAKTE))
    assert "1 van de 3 zorgregio's valt samen met een waterschap." in sentences
    assert "Minstens 15 km² (delen van 1 gemeente, naar oppervlakte) moet van regio" in sentences
    assert "Er is gerekend met delen van gemeenten" in sentences
    assert "delen van 1 gemeente" in pair_headline(klein, zorg, waterschap, INWONERS)
    found = pair_wisselaars(klein, zorg, waterschap, OPPERVLAKTE)
    assert found.gemeenten.tolist() == [1]
    assert found.weight == pytest.approx(0.75 * 20.5)


def test_sentences_where_regios_overlap(klein, indeling, regeling):
    zorg = indeling("AABBCC")
    sentences = pair_sentences(klein, zorg, regeling, GEMEENTEN)
    assert sentences[0].startswith("In een van beide indelingen horen gemeenten bij meer regio's")
    # Together in a zorgregio: 0-1 and 2-3; in a regeling 0-1, 0-2, 0-3, 2-3.
    together = "Van twee gemeenten die een zorgregio delen, is de kans 100% dat zij ook een"
    assert sentences[1] == f"{together} regeling delen."
    assert "is de kans 50% dat" in sentences[2]
    assert "kans 100%" in pair_headline(klein, zorg, regeling, GEMEENTEN)
    assert np.isnan(pair_wisselaars(klein, zorg, regeling, GEMEENTEN).weight)


def test_sentences_of_two_that_divide_one_gemeente(klein, rows, waterschap):
    other = rows("Bekken", (1, 0, 0.5), (1, 1, 0.5))
    (sentence,) = pair_sentences(klein, waterschap, other, INWONERS)
    assert "niet te vergelijken" in sentence
    assert pair_headline(klein, waterschap, other, INWONERS) == sentence
