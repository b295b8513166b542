from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regiokaart.congruence.steps.stepsentences import (
    ranking_sentences,
    region_step_sentences,
    step_sentences,
)
from regiokaart.congruence.steps.steptables import ranking, region_steps_table, steps_table
from regiokaart.model import Catalogus, Gewicht


@pytest.fixture(name="drie")
def _drie(indeling):
    return [
        indeling(
            "AABBBB",
            "Zorgregio",
            peiljaar=2025,
            uncertain="2",
            ministeries=("VWS", "OCW"),
            grondslag="Zorgwet, artikel 1",
            indeling_bepaald_door="Rijk",
            samenwerking_verplicht="ja",
        ),
        indeling("AAABBB", "GGD-regio"),
        indeling("AAABBC", "RES-regio"),
    ]


def row(table, **wanted):
    found = [r for r in table.records() if all(r[k] == v for k, v in wanted.items())]
    assert len(found) == 1, found
    return found[0]


def test_a_step_names_who_decides_who_moves_and_what_to_mind(klein, drie):
    ranked = ranking(klein, drie, Gewicht.INWONERS)
    table = steps_table(ranked)
    assert len(table) == 6
    assert table["rang"].values == [1, 2, 3, 4, 5, 6]
    step = row(table, indeling_a="zorgregio", indeling_b="ggd-regio")
    assert step["winst"] > 0
    assert step["winst_per"] == pytest.approx(step["winst"] / 3000 * 100_000)
    assert (step["gemeenten"], step["inwoners"], step["wie"]) == (1, 3000, "Cee")
    assert (step["mee"], step["inwoners_aandeel"]) == (1, pytest.approx(3000 / 6451))
    assert (step["bepaald_door"], step["verplicht"]) == ("Rijk", "ja")
    assert (step["grondslag"], step["ministeries"]) == ("Zorgwet, artikel 1", "VWS en OCW")
    assert (step["onzeker"], step["peiljaar_a"], step["peiljaar_b"]) == (1, 2025, 2026)
    text = " ".join(step_sentences(ranked, step["rang"] - 1))
    for part in (
        "Als de zorgregio's de GGD-regio's volgen, stijgt de gemiddelde V-maat van de 3",
        "het paar zelf niet meegeteld",
        "1 gemeente met 3.000 inwoners wisselt dan van regio; zij gaat met het grootste deel",
        "bepaald door: Rijk; grondslag: Zorgwet, artikel 1; samenwerking verplicht: ja; "
        "ministeries: VWS en OCW.",
        "van 1 gemeente is onzeker bij welke regio ze hoort (Cee)",
        "de peiljaren verschillen (2025 en 2026)",
    ):
        assert part in text


def test_the_set_the_weight_and_the_definitions_are_named(klein, drie):
    table = steps_table(ranking(klein, drie, Gewicht.OPPERVLAKTE))
    account = table.provenance
    assert "naar oppervlakte" in table.title
    assert ("Indelingen in de set", "3: Zorgregio's, GGD-regio's, RES-regio's") in (
        account.parameters
    )
    assert ("Gewicht", "oppervlakte") in account.parameters
    assert any("het paar a en b zelf telt niet mee" in line.lower() for line in account.method)
    assert any("onzeker" in line for line in account.remarks)


def test_a_small_step_tells_who_joins_and_who_is_left(klein, indeling):
    ranked = ranking(
        klein,
        [indeling("AABBBB"), indeling("AAABBB", "GGD-regio"), indeling("AAABBC", "RES-regio")],
        Gewicht.GEMEENTEN,
    )
    table = region_steps_table(ranked)
    step = row(table, indeling_a="zorgregio", code_b="RA")
    assert step["heeft"] == "GGD-regio's en RES-regio's"
    assert (step["aantal_heeft"], step["wordt"], step["wie"]) == (2, "Regio A", "Cee")
    new = row(table, indeling_a="zorgregio", code_b="RC")
    assert (new["wie"], new["wordt"]) == ("Ef", None)
    grows = row(table, indeling_a="res-regio", indeling_b="ggd-regio", code_b="RB")
    assert (grows["wie"], grows["wordt"]) == ("Ef", "Regio B")
    text = " ".join(region_step_sentences(ranked, grows["rang"] - 1))
    assert "Als de RES-regio's de regio Regio B van de GGD-regio's overnemen" in text
    assert "Bij Regio B komt Ef (1 inwoner)." in text
    text = " ".join(region_step_sentences(ranked, new["rang"] - 1))
    assert "Dat is een nieuwe regio, van Ef (1 inwoner)." in text


def test_what_is_left_of_a_region_is_said(klein, indeling):
    ranked = ranking(
        klein,
        [indeling("AAAABB"), indeling("AAABBB", "GGD-regio"), indeling("AAABBC", "RES-regio")],
        Gewicht.GEMEENTEN,
    )
    step = row(region_steps_table(ranked), indeling_a="zorgregio", code_b="RA")
    text = " ".join(region_step_sentences(ranked, step["rang"] - 1))
    assert "Van Regio A blijft Dee (400 inwoners) als rest over." in text


def test_equal_indelingen_have_no_step_between_them(klein, indeling):
    same = [indeling("AABBBB"), indeling("XXYYYY", "GGD-regio"), indeling("AAABBC", "RES-regio")]
    ranked = ranking(klein, same, Gewicht.INWONERS)
    table = steps_table(ranked)
    step = row(table, indeling_a="zorgregio", indeling_b="ggd-regio")
    assert (step["winst"], step["winst_per"], step["inwoners"]) == (0, None, 0)
    assert step_sentences(ranked, step["rang"] - 1) == (
        "De zorgregio's en de GGD-regio's zijn gelijk: er is geen stap te zetten.",
    )
    assert "Van de 6 stappen" in ranking_sentences(ranked)[1]
    assert "veranderen er 4 iets" in ranking_sentences(ranked)[1]


def test_indelingen_that_cut_through_gemeenten_are_left_out_and_named(klein, indeling, drie):
    cut = indeling("AAABBB", "Waterschap")
    shares = np.array([0.5, 1, 1, 1, 1, 1])
    cut = replace(cut, lidmaatschap=replace(cut.lidmaatschap, aandeel=shares))
    table = steps_table(ranking(klein, [*drie, cut], Gewicht.INWONERS))
    assert len(table) == 6
    assert table.provenance.remarks[0].startswith("Niet meegerekend: Waterschap's.")
    with pytest.raises(ValueError, match="at least three"):
        ranking(klein, [*drie[:2], cut], Gewicht.INWONERS)


def test_an_indeling_without_common_gemeenten_has_an_unknown_gain(klein, indeling):
    apart = [
        indeling("AABB..", "Zorgregio"),
        indeling("ABBB..", "GGD-regio"),
        indeling("....AB", "RES-regio"),
    ]
    ranked = ranking(klein, apart, Gewicht.INWONERS)
    table = steps_table(ranked)
    assert set(table["winst"].values) == {None}
    text = " ".join(step_sentences(ranked, 0))
    assert "is niet te zeggen: er zijn geen gemeenten die zij gemeen hebben." in text


def test_embedded_steps_read_well(catalogus: Catalogus):
    counted = [i for i in catalogus if i.telt_standaard_mee]
    ranked = ranking(catalogus, counted, Gewicht.INWONERS)
    assert len(steps_table(ranked)) == 56
    text = " ".join(region_step_sentences(ranked, 0))
    assert "Bij Holland Rijnland komt Voorschoten (25.900 inwoners)." in text
    assert "Wet SUWI" in text
