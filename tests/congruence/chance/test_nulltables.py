"""The sentences and the table about chance."""

from __future__ import annotations

import math

import numpy as np
import pytest

from regiokaart.congruence.chance.chance import Chance, Counts
from regiokaart.congruence.chance.nullmodel import Ensemble, Sampling
from regiokaart.congruence.chance.nulltables import (
    Standing,
    chance_sentences,
    chance_table,
    is_whole,
    standings,
)
from regiokaart.model import Gewicht, Lidmaatschap, Methode, Regio

pytestmark = pytest.mark.slow

FOUND = Chance(0.916, 0.76, 0.001, 0.741, 0.78, 100.0, 0.65, 266, 1.0, 0.0, "")


def counts(**other: float) -> Counts:
    return Counts(
        **{
            "coinciding": 12,
            "within": 20,
            "expected_coinciding": 0.333,
            "expected_within": 5.0,
            "regions": 35,
            "fixed": 0,
            **other,
        }
    )


def test_sentence_says_what_chance_gives_and_where_the_pair_stands(indeling) -> None:
    a, b = indeling("aabbcc"), indeling("aaabbb", naam="GGD-regio")
    said = chance_sentences(Standing(a, b, Gewicht.GEMEENTEN, 1000, counts(), FOUND, ""))
    assert said == (
        "12 van de 35 zorgregio's vallen samen met een GGD-regio; als de zorgregio's toevallig "
        "waren, gold dat gemiddeld voor 0,3.",
        "Met toevallige zorgregio's van dezelfde groottes zou de V-maat met de GGD-regio's naar "
        "gemeenten gemiddeld 0,760 zijn, en in 90% van de gevallen tussen 0,741 en 0,780; zij is "
        "0,916, hoger dan bij alle 1.000 toevallige, en daarmee 65% van de afstand tussen toeval "
        "en gelijk.",
    )


@pytest.mark.parametrize(
    ("percentile", "words"),
    [
        (0.0, "lager dan bij alle 1.000 toevallige"),
        (37.4, "hoger dan bij 37% van de 1.000 toevallige"),
        (99.95, "hoger dan bij 99,9% van de 1.000 toevallige"),
        (0.05, "hoger dan bij 0,1% van de 1.000 toevallige"),
    ],
)
def test_place_among_the_random_ones(indeling, percentile: float, words: str) -> None:
    chance = Chance(0.7, 0.76, 0.001, 0.741, 0.78, percentile, -0.25, 266, 1.0, 0.0, "")
    a, b = indeling("aabbcc"), indeling("aaabbb", naam="GGD-regio")
    said = chance_sentences(Standing(a, b, Gewicht.GEMEENTEN, 1000, counts(), chance, ""))
    assert words in said[1]
    assert "verder van gelijk dan toeval" in said[1]
    assert "-25%" not in said[1]


def test_fixed_regions_are_mentioned(indeling) -> None:
    a, b = indeling("aabbcc"), indeling("aaabbb", naam="GGD-regio")
    said = chance_sentences(Standing(a, b, Gewicht.GEMEENTEN, 9, counts(fixed=1), FOUND, ""))
    assert said[-1] == "Let op: 1 van de 35 zorgregio's ligt in alle trekkingen vast."


def test_not_determined_says_why(indeling) -> None:
    a, b = indeling("aabbcc"), indeling("aaabbb", naam="GGD-regio")
    nothing = Chance(0.9, *[math.nan] * 6, 200, 1.0, 0.1, "de maat is zoek")
    said = chance_sentences(
        Standing(a, b, Gewicht.INWONERS, 1000, counts(), nothing, nothing.reason)
    )
    assert said == (
        "Wat de V-maat zou zijn als de zorgregio's toevallig waren, is naar inwoners niet bepaald: "
        "de maat is zoek.",
    )


def drawn(labels: list[int], *draws: list[int]) -> Ensemble:
    walks = np.array([draws * 100, draws * 100], dtype=np.int16)
    return Ensemble(np.array(labels), walks, Sampling(draws=2 * len(walks[0])))


def test_table_has_every_pair_both_ways_and_reads_back(klein, indeling) -> None:
    a, b = indeling("aabbcc"), indeling("aaabbb", naam="GGD-regio")
    catalogus = klein.with_indeling(a).with_indeling(b)
    ensembles = [
        drawn([0, 0, 1, 1, 2, 2], [0, 1, 2, 0, 1, 2], [0, 0, 1, 1, 2, 2]),
        drawn([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 0], [0, 1, 0, 1, 1, 0], [0, 0, 0, 1, 1, 1]),
    ]
    weights = [Gewicht.GEMEENTEN, Gewicht.INWONERS]
    rows = standings(catalogus, [a, b], ensembles, weights)
    table = chance_table(catalogus, [a, b], rows, ensembles[0].sampling, inside_provinces=True)
    assert [
        (row["indeling_getrokken"], row["indeling_ander"], row["gewicht"])
        for row in table.records()
    ] == [
        ("zorgregio", "ggd-regio", "gemeenten"),
        ("zorgregio", "ggd-regio", "inwoners"),
        ("ggd-regio", "zorgregio", "gemeenten"),
        ("ggd-regio", "zorgregio", "inwoners"),
    ]
    first, second, *_ = table.records()
    assert first["niet_bepaald"] == ""
    assert first["v_laag"] <= first["v_verwacht"] <= first["v_hoog"]
    assert first["samenvallend"] == 0
    assert first["binnen"] == 2
    assert first["binnen_toeval"] == pytest.approx(1)  # 2 of the real draw, none of the other
    assert second["v_verwacht"] is None
    assert "anders van grootte" in second["niet_bepaald"]
    choices = dict(table.provenance.parameters)
    assert choices["Regio's veranderen"] == "binnen provincies"
    assert choices["Trekkingen"] == "400 per indeling"
    assert choices["Zaad"] == "1"
    assert any("Cannon" in line for line in table.provenance.method)


def test_indeling_that_cuts_gemeenten_is_not_determined(klein, indeling) -> None:
    halves = Lidmaatschap(
        np.array([0, 0]), np.array([0, 1]), np.full(2, 0.5), (Methode.DIRECT,) * 2, ("", "")
    )
    cut = indeling(
        "......", naam="Waterschap", lidmaatschap=halves, regios=(Regio("a", "A"), Regio("b", "B"))
    )
    a = indeling("aabbcc")
    assert not is_whole(cut)
    ensembles = [drawn([0, 0, 1, 1, 2, 2], [0, 1, 1, 0, 2, 2]), None]
    rows = standings(klein, [a, cut], ensembles, [Gewicht.GEMEENTEN])
    assert [row.reason for row in rows] == [
        "bij Waterschap's horen gemeenten bij meer regio's, of maar voor een deel"
    ] * 2
    table = chance_table(klein, [a, cut], rows, Sampling())
    assert table["v_maat"].values == [None, None]
    assert "niet bepaald: bij Waterschap's" in chance_sentences(rows[0])[0]


def test_what_can_be_drawn_must_be_given(klein, indeling) -> None:
    a, b = indeling("aabbcc"), indeling("aaabbb", naam="GGD-regio")
    with pytest.raises(ValueError, match="zorgregio can be drawn, but was not"):
        standings(klein, [a, b], [None, None], [Gewicht.GEMEENTEN])
