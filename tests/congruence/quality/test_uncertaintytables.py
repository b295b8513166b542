from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regiokaart.congruence.quality.uncertainty import ranges
from regiokaart.congruence.quality.uncertaintytables import (
    doubts_table,
    mean_sentence,
    ranges_table,
)
from regiokaart.model import Catalogus, Gebied, Gewicht, Lidmaatschap, Methode


@pytest.fixture
def found(klein: Catalogus, land: Gebied, indeling):
    first = indeling("AABBCC", "Een", uncertain="1")
    rows = replace(first.lidmaatschap, alternatief=((), (1,), (), (), (), ()))
    pair = [replace(first, lidmaatschap=rows), indeling("AAABBB", "Twee", uncertain="34")]
    halves = Lidmaatschap(
        np.array([0, 0]), np.array([0, 1]), np.full(2, 0.5), (Methode.DIRECT,) * 2, ("",) * 2
    )
    pair.append(indeling("AB", "Half", lidmaatschap=halves))
    return ranges(klein, land, pair, Gewicht.INWONERS)


def test_ranges_stand_beside_the_figure(klein: Catalogus, found) -> None:
    table = ranges_table(klein, found)
    (row,) = table.records()
    assert (row["indeling_a"], row["indeling_b"]) == ("een", "twee")
    assert row["v_maat_laagste"] <= row["v_maat"] <= row["v_maat_hoogste"]
    assert row["v_maat_laagste"] < row["v_maat_hoogste"]
    assert (row["onzeker_a"], row["onzeker_b"]) == (1, 2)
    # Bee has one alternative; Dee is an island; Ee borders on Aa, Bee and Cee.
    assert row["combinaties"] == 4
    assert row["gezocht"] == "alle combinaties"
    assert isinstance(row["samenvallend_hoogste"], int)
    assert row["wisselaars"] == round(row["wisselaars"])
    assert table["wisselaars"].unit == "inwoners"
    parameters = dict(table.provenance.parameters)
    assert parameters["Gewicht"] == "inwoners"
    assert parameters["Niet meegerekend: verdelen gemeenten of overlappen"] == "1: Half's"
    low, mean, high = (f"{value:.3f}".replace(".", ",") for value in found.mean)
    assert parameters["Gemiddelde V-maat"] == f"{mean} (van {low} tot {high}; alle combinaties)"


def test_every_uncertain_row_has_its_alternatives_and_how_they_are_known(
    klein: Catalogus, found
) -> None:
    rows = doubts_table(klein, found).records()
    assert [(r["gemeente"], r["alternatieven"], r["bekend"]) for r in rows] == [
        ("Bee", "Regio B", "genoemd door een bron"),
        ("Dee", None, "geen"),
        ("Ee", "Regio A", "naar de buurgemeenten"),
    ]


def test_sentence_names_set_weight_and_rows(
    klein: Catalogus, land: Gebied, indeling, found
) -> None:
    sentence = mean_sentence(found)
    assert sentence.startswith("Gemiddelde V-maat over 2 indelingen, naar inwoners: 0,")
    assert "Over de alternatieven van 3 onzekere rijen ligt dat tussen 0," in sentence
    assert sentence.endswith("(alle combinaties).")
    sure = [indeling("AABBCC", "Een"), indeling("AAABBB", "Twee")]
    assert mean_sentence(ranges(klein, land, sure, Gewicht.GEMEENTEN)).endswith(
        "er zijn geen onzekere rijen."
    )


def test_areas_keep_their_decimals(klein: Catalogus, land: Gebied, indeling) -> None:
    those = [indeling("AABBCC", "Een", uncertain="1"), indeling("ABCABC", "Twee")]
    table = ranges_table(klein, ranges(klein, land, those, Gewicht.OPPERVLAKTE))
    assert table["wisselaars"].unit == "km²"
    assert table["wisselaars"].decimals == 1
    # Kept are Ef with C, Dee with A or B and Cee or Aa: at most 60,25 + 40 + 30 of 210,75.
    assert table["wisselaars"].values[0] == pytest.approx(210.75 - 60.25 - 40 - 20.5)


def test_pair_without_a_common_gemeente_is_empty(klein: Catalogus, land: Gebied, indeling) -> None:
    those = [indeling("AAB...", "Een"), indeling("...AAB", "Twee")]
    (row,) = ranges_table(klein, ranges(klein, land, those, Gewicht.INWONERS)).records()
    assert row["v_maat"] is row["samenvallend"] is row["wisselaars_hoogste"] is None
