"""The worked example in the method page says what the program computes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from regiokaart.congruence import compare_indelingen
from regiokaart.model import Catalogus, Gewicht

PAGE = Path(__file__).parents[2] / "docs" / "methode.md"
NAMES = {
    "homogeniteit": "homogeneity",
    "volledigheid": "completeness",
    "V-maat": "v_measure",
    "VI": "variation_of_information",
    "Wallace A→B": "wallace_ab",
    "Wallace B→A": "wallace_ba",
    "Wallace A→B, verschillende gemeenten": "wallace_across_ab",
    "Wallace B→A, verschillende gemeenten": "wallace_across_ba",
    "Jaccard van paren": "pair_jaccard",
    "mapcurves A→B": "mapcurves_ab",
    "mapcurves B→A": "mapcurves_ba",
    "Cramérs V": "cramers_v",
    "Rand": "rand",
    "aangepaste Rand": "adjusted_rand",
    "AMI": "adjusted_mutual_information",
}


def test_worked_example_on_real_data(catalogus: Catalogus) -> None:
    section = PAGE.read_text("utf-8").split("## Maten van overeenkomst\n")[1].split("\n### ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")]
    figures = {name: value for name, value in rows if name != "maat"}
    assert list(figures) == list(NAMES)
    a, b = catalogus["arbeidsmarktregio"], catalogus["jeugdregio"]
    assert (a.peiljaar, b.peiljaar) == (2026, 2025)
    result = compare_indelingen(a, b, catalogus.gemeenten.weights(Gewicht.INWONERS))
    for name, field in NAMES.items():
        assert f"{getattr(result, field):.3f}".replace(".", ",") == figures[name], name


def test_counts_in_the_examples(catalogus: Catalogus) -> None:
    text = " ".join(PAGE.read_text("utf-8").split())
    a, b = catalogus["arbeidsmarktregio"], catalogus["jeugdregio"]
    people = catalogus.gemeenten.weights(Gewicht.INWONERS)
    count = compare_indelingen(a, b, np.ones(len(people)))
    amount = compare_indelingen(a, b, people)
    moved = f"{amount.transfer_distance:,.0f}".replace(",", ".")
    share = f"{amount.transfer_distance / amount.total:.1%}".replace(".", ",")
    gemeenten = f"{count.transfer_distance:.0f} gemeenten"
    nested = count.a_within_b - count.coinciding
    there, back = round(count.nesting_distance_ab), round(count.nesting_distance_ba)
    for sentence in (
        f"{count.coinciding} van de {count.regions_a} arbeidsmarktregio's vallen samen met een",
        f"{nested} liggen binnen een grotere, en {count.a_crossing} doorsnijden er",
        f"een wissel van {gemeenten}, of van {moved} inwoners ({share})",
        f"wisselen {there} gemeenten; andersom {back}.",
    ):
        assert sentence in text, sentence
    for name, region in (("Midden-Utrecht", 0.368), ("FoodValley", 0.141)):
        position = [regio.naam for regio in a.regios].index(name)
        assert amount.inhomogeneity_a[position] == pytest.approx(region, abs=0.0005)
