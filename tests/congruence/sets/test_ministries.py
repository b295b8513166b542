from __future__ import annotations

import pytest

from regiokaart.congruence.pair.tables import pairs_table
from regiokaart.congruence.sets.ministries import (
    ministry_pairs_table,
    ministry_sentences,
    ministry_table,
)
from regiokaart.congruence.sets.whole import whole
from regiokaart.model import Catalogus, Gewicht


@pytest.fixture(name="vier")
def _vier(indeling):
    return [
        indeling("AABBCC", "Zorgregio", ministeries=("VWS",), grondslag="Zorgwet"),
        indeling("AABBCD", "GGD-regio", ministeries=("VWS", "JenV")),
        indeling("XXYYZZ", "Jeugdregio", ministeries=("JenV",)),
        indeling("AAABBB", "RES-regio", ministeries=("EZK",)),
    ]


def test_each_indeling_is_set_against_its_own_and_the_rest(klein, vier):
    found = whole(klein, vier, Gewicht.GEMEENTEN)
    v = found.values
    rows = {row["indeling"]: row for row in ministry_table(found, "VWS").records()}
    assert set(rows) == {"zorgregio", "ggd-regio"}
    assert rows["zorgregio"]["met_eigen"] == pytest.approx(v[0, 1])
    assert rows["zorgregio"]["met_rest"] == pytest.approx((v[0, 2] + v[0, 3]) / 2)
    assert rows["ggd-regio"]["met_rest"] == pytest.approx((v[1, 2] + v[1, 3]) / 2)
    assert (rows["zorgregio"]["samen_met"], rows["ggd-regio"]["samen_met"]) == (None, "JenV")
    assert rows["zorgregio"]["grondslag"] == "Zorgwet"
    alone = ministry_table(found, "EZK").records()[0]
    assert alone["met_eigen"] is None
    assert alone["met_rest"] == pytest.approx(v[3, :3].mean())


def test_pairs_have_the_own_indeling_first_and_the_figures_of_the_pairs(klein, vier):
    found = whole(klein, vier, Gewicht.INWONERS)
    rows = ministry_pairs_table(found, "JenV").records()
    assert len(rows) == 5  # one of both, and four with another
    assert [row["v_maat"] for row in rows] == sorted((r["v_maat"] for r in rows), reverse=True)
    reference = {
        frozenset((row["indeling_a"], row["indeling_b"])): row
        for row in pairs_table(klein, vier, [Gewicht.INWONERS]).records()
    }
    for row in rows:
        same = reference[frozenset((row["indeling_a"], row["indeling_b"]))]
        swapped = same["indeling_a"] != row["indeling_a"]
        assert row["indeling_a"] in {"ggd-regio", "jeugdregio"}
        assert row["a_binnen_b"] == same["b_binnen_a" if swapped else "a_binnen_b"]
        assert row["regios_a"] == same["regios_b" if swapped else "regios_a"]
        for key in ("v_maat", "samenvallend", "wisselaars", "wisselaars_aandeel"):
            assert row[key] == pytest.approx(same[key])
    assert [row["onderling"] for row in rows].count("ja") == 1


def test_sentences_name_the_set_and_what_is_outside_it(klein, vier, indeling):
    found = whole(klein, vier, Gewicht.GEMEENTEN)
    outside = indeling("AAAAAA", "Zorgkantoorregio", ministeries=("VWS",))
    text = ministry_sentences(found, "VWS", [*vier, outside])
    assert text[0] == "Van de 4 indelingen in de set zijn er 2 van VWS: zorgregio's en GGD-regio's."
    assert text[1].startswith("Onderling is hun gemiddelde V-maat")
    assert text[2].startswith("Met de 2 andere indelingen in de set")
    assert text[3] == "Niet in de set, wel van VWS: zorgkantoorregio's."
    assert len(ministry_sentences(found, "EZK")) == 2


def test_a_ministry_without_indelingen_is_refused(klein, vier):
    with pytest.raises(ValueError, match="OCW"):
        ministry_table(whole(klein, vier, Gewicht.GEMEENTEN), "OCW")


def test_embedded_ministry(catalogus: Catalogus):
    counted = [i for i in catalogus if i.telt_standaard_mee]
    found = whole(catalogus, counted, Gewicht.INWONERS)
    text = " ".join(ministry_sentences(found, "VWS", tuple(catalogus)))
    assert "zijn er 3 van VWS: jeugdregio's, GGD-regio's en Veilig Thuis-regio's." in text
    assert "Het best passen GGD-regio's en Veilig Thuis-regio's" in text
    assert "Niet in de set, wel van VWS: zorgkantoorregio's." in text
