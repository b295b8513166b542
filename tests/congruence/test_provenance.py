from __future__ import annotations

from dataclasses import replace

import numpy as np

from regiokaart import __version__
from regiokaart.congruence.provenance import gewicht_parameter, provenance, remarks
from regiokaart.model import Gewicht, Lidmaatschap, Methode


def test_an_account_names_indelingen_sources_and_program(klein, indeling):
    account = provenance(
        klein, [indeling("AABBCC", "Jeugdregio")], [("Gewicht", "inwoners")], ["Zo doen we dat."]
    )
    assert account.indelingen == ("Jeugdregio's 2026: 3 regio's; bron: een bron; licentie: CC0",)
    assert account.sources == (
        "6 gemeenten van 2026, inwoners op 1 januari 2025, oppervlakte in km²; bron: zelf bedacht",
    )
    assert account.parameters == (("Gewicht", "inwoners"),)
    assert account.method == ("Zo doen we dat.",)
    assert account.remarks == ()
    assert account.program == f"Regiokaart {__version__}"


def test_remarks_say_what_a_reader_must_know(klein, indeling):
    carried = Lidmaatschap(
        np.arange(6),
        np.zeros(6, dtype=np.int64),
        np.ones(6),
        (Methode.OVERGENOMEN,) * 6,
        ("",) * 6,
    )
    found = remarks(
        klein,
        [
            indeling("AABB.C", "Jeugdregio", peiljaar=2024, opmerking="Let hierop."),
            indeling("AAB..C", "Zorgregio", uncertain="0"),
            indeling("AAAAAA", "Landsdeel", lidmaatschap=carried),
            indeling("AAAAAA", "Ressort", lidmaatschap=carried, werkwijze="Afgeleid."),
        ],
    )
    assert found == (
        "De peiljaren verschillen: 2024 en 2026.",
        "Jeugdregio's: 1 gemeente hoort bij geen regio (Ee) en telt niet mee.",
        "Jeugdregio's: Let hierop.",
        "Zorgregio's: 2 gemeenten horen bij geen regio (Dee en Ee) en tellen niet mee.",
        "Zorgregio's: van 1 gemeente is onzeker bij welke regio ze hoort (Aa).",
        "Landsdeel's: van 6 gemeenten is de regio overgenomen uit een ander jaar of een andere "
        "indeling.",
    )


def test_how_an_indeling_was_established_is_background(klein, indeling):
    derived = indeling("AAAAAA", "Ressort", werkwijze="Afgeleid.", opmerking="Let hierop.")
    account = provenance(klein, [derived, indeling("AABBBB", "Plan")], [], [])
    assert account.background == ("Ressort's: Afgeleid.",)
    assert account.remarks == ("Ressort's: Let hierop.",)


def test_an_unknown_peiljaar_is_said_and_no_year_is_made_up(klein, indeling):
    own = indeling("AABBBB", "Plan", peiljaar=None)
    account = provenance(klein, [own, indeling("AAAAAA", "Landsdeel")], [], [])
    assert account.indelingen == (
        "Plan's: 2 regio's; bron: een bron; licentie: CC0",
        "Landsdeel's 2026: 1 regio; bron: een bron; licentie: CC0",
    )
    assert account.remarks == ("Plan's: het peiljaar is onbekend.",)


def test_indelingen_without_common_gemeente_are_named(klein, indeling):
    found = remarks(klein, [indeling("AAA..."), indeling("...BBB", "Plan"), indeling("AAAAAA")])
    assert found[0] == (
        "Zorgregio's en Plan's hebben geen gemeente gemeen en zijn niet te vergelijken."
    )
    assert sum("gemeen en" in remark for remark in found) == 1


def test_weights_are_enumerated():
    assert gewicht_parameter(list(Gewicht)) == ("Gewicht", "gemeenten, inwoners en oppervlakte")


def test_indelingen_in_shares_or_that_overlap_are_described_too(klein, indeling):
    whole = indeling("AABBBB", "Plan")
    rows = Lidmaatschap(
        np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([0.4, 0.6, 1.0]),
        (Methode.DIRECT,) * 3, ("",) * 3,
    )  # fmt: skip
    shares = replace(indeling("AB....", "Waterschap"), lidmaatschap=rows)
    account = provenance(klein, [whole, shares], [], [])
    assert account.remarks == (
        "Waterschap's: 4 gemeenten horen bij geen regio (Cee, Dee, Ee en Ef) en tellen niet mee.",
    )
