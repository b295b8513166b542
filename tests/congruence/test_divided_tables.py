"""Tables and sentences of indelingen that divide gemeenten, or whose regio's overlap."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest

from regiokaart.congruence.sentences import pair_headline, pair_sentences, pair_wisselaars
from regiokaart.congruence.tables import (
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
