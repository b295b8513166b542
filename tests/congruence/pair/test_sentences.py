from __future__ import annotations

import pytest

from regiokaart.congruence.pair.sentences import pair_headline, pair_sentences
from regiokaart.model import Gewicht, Soort

GEMEENTEN, INWONERS, OPPERVLAKTE = Gewicht


def test_countable_facts_come_first(klein, indeling):
    a, b = indeling("AABBCC"), indeling("AABCDD", "GGD-regio")
    assert pair_sentences(klein, a, b, GEMEENTEN) == (
        "2 van de 3 zorgregio's vallen samen met een GGD-regio.",
        "2 van de 4 GGD-regio's liggen geheel binnen een grotere zorgregio.",
        "Geen enkele regio doorsnijdt een regio van de andere indeling.",
        "Minstens 1 gemeente (samen 400 inwoners) moet van regio wisselen om de zorgregio's "
        "gelijk te maken aan de GGD-regio's: Dee. Er is ook een andere keuze die even klein is.",
        "Van twee gemeenten die een zorgregio delen, is de kans 67% dat zij ook een GGD-regio "
        "delen.",
        "De V-maat is 0,905 naar gemeenten, op een schaal van 0 (geen verband) tot 1 (gelijk).",
    )


def test_crossing_regions_and_the_step_to_nesting(klein, indeling):
    a, b = indeling("AAABBB"), indeling("AABBCC", "Veilig Thuis-regio")
    found = pair_sentences(klein, a, b, INWONERS)
    assert found[:6] == (
        "Geen van de 2 zorgregio's valt samen met een Veilig Thuis-regio.",
        "2 van de 3 Veilig Thuis-regio's liggen geheel binnen een grotere zorgregio.",
        "Alle 2 zorgregio's doorsnijden minstens één Veilig Thuis-regio.",
        "1 van de 3 Veilig Thuis-regio's doorsnijdt minstens één zorgregio.",
        "Minstens 3.051 inwoners (in 3 gemeenten) moeten van regio wisselen om de zorgregio's "
        "gelijk te maken aan de Veilig Thuis-regio's: Cee, Ee en Ef.",
        "Om de Veilig Thuis-regio's elk binnen één zorgregio te laten vallen, volstaat een "
        "wissel van 400 inwoners; of regio's aaneengesloten blijven, telt niet mee.",
    )
    assert "uit verschillende gemeenten" in found[6]


def test_equal_indelingen(klein, indeling):
    a, b = indeling("AABBCC"), indeling("CCAABB", "GGD-regio")
    assert pair_sentences(klein, a, b, OPPERVLAKTE) == (
        "Alle 3 zorgregio's vallen samen met een GGD-regio.",
        "Geen enkele gemeente hoeft van regio te wisselen om de zorgregio's gelijk te maken aan "
        "de GGD-regio's.",
        "De V-maat is 1,000 naar oppervlakte, op een schaal van 0 (geen verband) tot 1 (gelijk).",
    )


def test_what_a_reader_must_mind(klein, indeling):
    a = indeling("AABBC.", peiljaar=2024, uncertain="13")
    b = indeling("AABBCC", "GGD-regio", uncertain="5")
    assert pair_sentences(klein, a, b, GEMEENTEN)[-4:] == (
        "Let op: de vergelijking gaat over 83,3% van het geheel; de rest hoort niet in beide "
        "indelingen bij een regio.",
        "Let op: de peiljaren verschillen, 2024 voor de zorgregio's en 2026 voor de GGD-regio's.",
        "Let op. Zorgregio's: van 2 gemeenten is onzeker bij welke regio ze horen (Bee en Dee).",
        "Let op. GGD-regio's: van 1 gemeente is onzeker bij welke regio ze hoort (Ef).",
    )


def test_an_unknown_peiljaar_is_not_called_different(klein, indeling):
    found = pair_sentences(klein, indeling("AABBCC", peiljaar=None), indeling("AAAAAA"), GEMEENTEN)
    assert found[-1] == "Let op: het peiljaar van de zorgregio's is onbekend."
    assert "verschillen" not in " ".join(found)


def test_nothing_in_common(klein, indeling):
    assert pair_sentences(
        klein, indeling("AAA..."), indeling("...BBB", "GGD-regio"), GEMEENTEN
    ) == (
        "Geen enkele gemeente hoort in beide indelingen bij een regio: Zorgregio's en GGD-regio's "
        "zijn niet te vergelijken.",
    )


def test_the_name_of_a_file_stays_as_it_is(klein, indeling):
    own = {"soort": Soort.EIGEN, "naam_meervoud": "Plan B"}
    plan, zorg = indeling("AAAAAA", "Plan B", **own), indeling("AAABBB")
    found = pair_sentences(klein, plan, zorg, OPPERVLAKTE)
    assert found[0] == "Geen enkele regio van Plan B valt samen met een zorgregio."
    assert found[1] == "Alle 2 zorgregio's liggen geheel binnen een grotere regio van Plan B."
    assert (
        "om de regio's van Plan B gelijk te maken aan de zorgregio's: Aa, Bee en Cee." in found[3]
    )
    assert found[3].startswith("Minstens 60 km² (3 gemeenten, 6.000 inwoners) moet")


@pytest.mark.parametrize("gewicht", Gewicht)
def test_every_embedded_pair_has_sentences(catalogus, gewicht):
    for a, b in zip(catalogus, list(catalogus)[1:], strict=False):
        for sentence in pair_sentences(catalogus, a, b, gewicht):
            assert sentence.endswith(".")
            assert "nan" not in sentence.lower()


def test_embedded_arbeidsmarktregios_and_jeugdregios(catalogus):
    a, b = catalogus["arbeidsmarktregio"], catalogus["jeugdregio"]
    found = pair_sentences(catalogus, a, b, INWONERS)
    assert found[0] == "12 van de 35 arbeidsmarktregio's vallen samen met een jeugdregio."
    assert "De V-maat is 0,920 naar inwoners" in " ".join(found)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (
            "AAABBB",
            "AABBCC",
            "Geen van de 2 zorgregio's valt samen met een GGD-regio; 2 doorsnijden er minstens "
            "één. Gelijk maken vraagt een wissel van minstens 2 gemeenten (samen 3.400 inwoners).",
        ),
        (
            "AABBCC",
            "AABCDD",
            "2 van de 3 zorgregio's vallen samen met een GGD-regio; geen enkele doorsnijdt er een. "
            "Gelijk maken vraagt een wissel van minstens 1 gemeente (samen 400 inwoners).",
        ),
        (
            "AABBCC",
            "CCAABB",
            "Alle 3 zorgregio's vallen samen met een GGD-regio. Zij zijn gelijk: niemand hoeft van "
            "regio te wisselen.",
        ),
    ],
)
def test_headline_holds_what_can_be_counted(klein, indeling, a, b, expected):
    assert pair_headline(klein, indeling(a), indeling(b, "GGD-regio"), GEMEENTEN) == expected


def test_headline_of_nothing_in_common(klein, indeling):
    pair = indeling("AAA..."), indeling("...BBB", "GGD-regio")
    assert pair_headline(klein, *pair, GEMEENTEN) == pair_sentences(klein, *pair, GEMEENTEN)[0]
