from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from regiokaart.congruence.quality.findings import Check, Finding, Severity
from regiokaart.congruence.quality.quality import check, check_set
from regiokaart.model import (
    Catalogus,
    Gebied,
    Jaargang,
    Lidmaatschap,
    Methode,
    Regeling,
    Regio,
    Soort,
)
from regiokaart.model.afwijking import Afwijking
from regiokaart.model.contiguity import Verbinding, Verbindingssoort
from regiokaart.model.indeling import Stand
from regiokaart.sources.connections import load_verbindingen
from regiokaart.sources.deviations import load_afwijkingen
from regiokaart.sources.embedded import load_regelingen
from regiokaart.sources.history import load_jaargangen


def rows(*members: tuple[int, int, float], methode: Methode = Methode.DIRECT) -> Lidmaatschap:
    """Make a membership of (gemeente, regio, share)."""
    gemeente, regio, aandeel = (np.array(column) for column in zip(*members, strict=True))
    m = len(members)
    return Lidmaatschap(gemeente, regio, aandeel.astype(float), (methode,) * m, ("",) * m)


def of(findings: tuple[Finding, ...], *checks: Check) -> list[Finding]:
    return [finding for finding in findings if finding.check in checks]


def test_nothing_to_find(klein: Catalogus, land: Gebied, indeling) -> None:
    whole = indeling(
        "AABABB",
        ministeries=("VWS",),
        grondslag="een wet",
        samenwerking_verplicht="ja",
        indeling_bepaald_door="Rijk",
        lidmaatschap=rows((0, 0, 1), (1, 0, 1), (2, 1, 1), (4, 1, 1), (5, 1, 1)),
        landsdekkend=False,
    )
    assert [f.check for f in check(whole, klein, land)] == [Check.UNCOVERED]


@pytest.mark.parametrize("nationwide", [True, False])
def test_gemeente_without_regio_is_an_error_when_it_should_have_one(
    klein: Catalogus, land: Gebied, indeling, nationwide: bool
) -> None:
    (found,) = of(check(indeling("AAA.BB", landsdekkend=nationwide), klein, land), Check.UNCOVERED)
    assert found.severity is (Severity.ERROR if nationwide else Severity.NOTE)
    assert found.gemeenten == (3,)
    assert dict(found.figures) == {"gemeenten": 1, "inwoners": 400}
    assert found.text == "Zorgregio's: 1 gemeente hoort bij geen regio (Dee)."


def test_double_divided_and_partial_gemeenten_are_told_apart(
    klein: Catalogus, land: Gebied, indeling
) -> None:
    mixed = indeling(
        "AABBCC",
        lidmaatschap=rows(
            (0, 0, 1), (0, 1, 1),  # in two
            (1, 0, 0.25), (1, 1, 0.75),  # divided
            (2, 0, 0.25), (2, 1, 0.25),  # half of it in none
            (3, 0, 0.5),  # the same
            (4, 0, 0.7), (4, 1, 0.7),  # overlapping parts
            (5, 2, 1),
        ),
    )  # fmt: skip
    found = check(mixed, klein, land)
    assert {
        f.check: (f.severity, f.gemeenten)
        for f in of(found, Check.DOUBLE, Check.DIVIDED, Check.SHARES, Check.UNCOVERED)
    } == {
        Check.DOUBLE: (Severity.WARNING, (0, 4)),
        Check.DIVIDED: (Severity.NOTE, (1,)),
        Check.SHARES: (Severity.WARNING, (2, 3)),
    }


def test_shares_that_are_off_by_rounding_are_whole(
    klein: Catalogus, land: Gebied, indeling
) -> None:
    thirds = [(0, r, 0.333333333) for r in range(3)]
    rest = [(g, 0, 1.0) for g in range(1, 6)]
    found = check(indeling("ABCCCC", lidmaatschap=rows(*thirds, *rest)), klein, land)
    assert of(found, Check.SHARES, Check.DOUBLE) == []
    assert len(of(found, Check.DIVIDED)) == 1


def test_row_that_stands_there_twice(klein: Catalogus, land: Gebied, indeling) -> None:
    twice = indeling("AB", lidmaatschap=rows((0, 1, 1), (0, 1, 1), (1, 0, 1)))
    (found,) = of(check(twice, klein, land), Check.REPEATED)
    assert found.severity is Severity.ERROR
    assert found.text == "Zorgregio's: Aa staat 2 keer in Regio B."
    assert (found.regio, found.gemeenten) == ("Regio B", (0,))


def test_regio_without_gemeenten_and_with_one(klein: Catalogus, land: Gebied, indeling) -> None:
    regios = tuple(Regio(code, f"Regio {code}") for code in "ABC")
    found = check(indeling("AAAAAB", regios=regios), klein, land)
    (empty,) = of(found, Check.EMPTY)
    assert (empty.severity, empty.regio) == (Severity.ERROR, "Regio C")
    (single,) = of(found, Check.SINGLE)
    assert single.text == "Zorgregio's: 1 regio met één gemeente (Regio B)."
    assert single.gemeenten == (5,)


def test_regio_that_only_an_uncertain_row_may_be_in_is_no_error(
    klein: Catalogus, land: Gebied, indeling
) -> None:
    regios = tuple(Regio(code, f"Regio {code}") for code in "ABC")
    base = indeling("AAAAAB", regios=regios)
    members = replace(base.lidmaatschap, alternatief=((2,), (), (), (), (), ()))
    found = check(indeling("AAAAAB", regios=regios, lidmaatschap=members), klein, land)
    assert of(found, Check.EMPTY) == []


def test_number_of_regios_that_the_source_names(klein: Catalogus, land: Gebied, indeling) -> None:
    assert of(check(indeling("AABBCC", aantal_regios=3), klein, land), Check.TOTALS) == []
    (found,) = of(check(indeling("AABBCC", aantal_regios=4), klein, land), Check.TOTALS)
    assert found.severity is Severity.ERROR
    assert found.text == "Zorgregio's: volgens de bron zijn het er 4, geteld zijn er 3."


def test_uncertain_and_carried_rows(klein: Catalogus, land: Gebied, indeling) -> None:
    (found,) = of(check(indeling("ABBBCC", uncertain="0"), klein, land), Check.UNCERTAIN)
    assert found.severity is Severity.WARNING
    assert found.gemeenten == (0,)
    assert found.text.endswith("naar de buurgemeenten kan het ook Regio B of Regio C zijn.")
    carried = rows(*((g, 0, 1.0) for g in range(6)), methode=Methode.OVERGENOMEN)
    (found,) = of(
        check(indeling("A", lidmaatschap=carried, werkwijze="Uit 2020."), klein, land),
        Check.CARRIED,
    )
    assert found.text == (
        "Zorgregio's: van 6 rijen is de regio overgenomen uit een ander jaar of een andere "
        "indeling. Uit 2020."
    )


def test_island_and_enclave_are_named(klein: Catalogus, land: Gebied, indeling) -> None:
    found = check(indeling("AAAABA"), klein, land)
    (pieces,) = of(found, Check.PIECES, Check.WATER)
    assert pieces.check is Check.PIECES
    assert pieces.severity is Severity.WARNING
    assert pieces.text == (
        "Zorgregio's: Regio A ligt in 3 delen, met land dat er niet bij hoort ertussen. Los van "
        "het grootste deel (Aa, Bee en Cee): Dee; Ef (enclave in Regio B)."
    )
    assert pieces.gemeenten == (3, 5)
    assert dict(pieces.figures) == {"delen": 3, "gemeenten": 5}


def test_piece_between_two_others_is_no_enclave(klein: Catalogus, land: Gebied, indeling) -> None:
    found = check(indeling("ABAACC"), klein, land)
    (pieces,) = of(found, Check.PIECES, Check.WATER)
    assert "Cee (grenst aan Regio B en Regio C)" in pieces.text
    assert "(enclave" not in pieces.text


def test_water_is_told_apart_from_land_with_the_ways_over_it(
    klein: Catalogus, land: Gebied, indeling
) -> None:
    ferry = Verbinding(2, 3, Verbindingssoort.VERVOER, "de pont", "de rederij")
    nearest = Verbinding(2, 3, Verbindingssoort.BESTUURLIJK, "Dee bij Zuid", "berekend")
    elsewhere = Verbinding(3, 4, Verbindingssoort.VERVOER, "de brug", "de weg")
    found = check(indeling("AAAABB"), klein, land, (ferry, nearest, elsewhere))
    (pieces,) = of(found, Check.PIECES, Check.WATER)
    assert (pieces.check, pieces.severity) == (Check.WATER, Severity.NOTE)
    assert pieces.text == (
        "Zorgregio's: Regio A ligt in 2 delen, met alleen water ertussen. Los van het grootste "
        "deel (Aa, Bee en Cee): Dee. Verbonden door de pont."
    )


def test_piece_across_land_of_nobody_is_only_noted_when_not_nationwide(
    klein: Catalogus, land: Gebied, indeling
) -> None:
    found = check(indeling("A.A...", landsdekkend=False), klein, land)
    (pieces,) = of(found, Check.PIECES)
    assert pieces.severity is Severity.NOTE


def test_pieces_of_regios_that_share_gemeenten(klein: Catalogus, land: Gebied, indeling) -> None:
    both = indeling("AB", lidmaatschap=rows((0, 0, 1), (1, 0, 1), (1, 1, 1), (3, 1, 1), (5, 1, 1)))
    found = of(check(both, klein, land), Check.PIECES, Check.WATER)
    assert [(f.regio, f.check) for f in found] == [("Regio B", Check.PIECES)]


def test_names_and_codes_within_an_indeling(klein: Catalogus, land: Gebied, indeling) -> None:
    regios = (Regio("R1", "Noord"), Regio("R1", "Zuid"), Regio("R2", "noord"))
    found = of(check(indeling("ABC", regios=regios), klein, land), Check.NAMES)
    assert [f.severity for f in found] == [Severity.ERROR] * 2
    assert found[0].text == "Zorgregio's: code R1 staat voor Noord en Zuid."
    assert found[1].text == "Zorgregio's: Noord heeft de codes R1 en R2."


def test_names_of_indelingen_with_the_same_codes(klein: Catalogus, land: Gebied, indeling) -> None:
    a = indeling("AABBCC", "Een")
    b = indeling(
        "AABBCC", "Twee", regios=(Regio("RA", "Regio A"), Regio("RB", "Regio C"), Regio("X", "Y"))
    )
    other = indeling("AABBCC", "Drie", regios=tuple(Regio(f"Q{i}", "Regio A") for i in range(3)))
    found = of(check_set(klein, land, [a, b]), Check.NAMES)
    assert [f.text for f in found] == [
        "Een's 2026 en Twee's 2026: 1 code heeft een andere naam: RB (Regio B; Regio C).",
        "Een's 2026 en Twee's 2026: 1 naam heeft een andere code: Regio C (RC; RB).",
    ]
    assert all(f.severity is Severity.NOTE for f in found)
    assert not [
        f for f in of(check_set(klein, land, [a, other]), Check.NAMES) if len(f.indelingen) > 1
    ]


def test_names_of_another_year(klein: Catalogus, land: Gebied, indeling) -> None:
    now = indeling("AABBCC", peiljaar=2026)
    then = replace(now, peiljaar=2016, regios=(Regio("RA", "Oud A"), *now.regios[1:]))
    year = Jaargang(klein.gemeenten, np.full(6, np.nan), (then,), "een bron")
    same = Jaargang(klein.gemeenten, np.full(6, np.nan), (now,), "een bron")
    (found,) = of(check_set(klein, land, [now], jaargangen=(year, same)), Check.NAMES)
    assert found.text == (
        "Zorgregio's 2016 en Zorgregio's 2026: 1 code heeft een andere naam: RA (Oud A; Regio A)."
    )


def test_peiljaren(klein: Catalogus, land: Gebied, indeling) -> None:
    years = [("Een", 2026), ("Twee", 2024), ("Drie", 2023), ("Vier", 2026), ("Vijf", None)]
    those = [indeling("AABBCC", naam, peiljaar=year) for naam, year in years]
    found = check_set(klein, land, those)
    (differ,) = of(found, Check.YEARS)
    assert dict(differ.figures) == {"paren van verschillende jaren": 5, "paren": 6}
    assert differ.text.startswith("De peiljaren verschillen: 2023 (1), 2024 (1) en 2026 (2). 5 van")
    (old,) = of(found, Check.OLD)
    assert old.indelingen == ("drie",)
    assert "3 jaar ouder dan het nieuwste (2026); vanaf 3 jaar wordt dat gemeld" in old.text
    assert len(of(check_set(klein, land, those, max_age=1), Check.OLD)) == 2
    assert of(check_set(klein, land, those[4:]), Check.OLD, Check.YEARS) == []


def test_what_is_not_known_and_not_current(klein: Catalogus, land: Gebied, indeling) -> None:
    source = indeling("AABBCC", peiljaar=None, licentie="onbekend", stand=Stand.VOORLOPIG)
    found = check(source, klein, land)
    (unknown,) = of(found, Check.UNKNOWN)
    assert unknown.text == (
        "Zorgregio's: niet bekend: peiljaar, ministeries, grondslag, samenwerking verplicht, "
        "indeling bepaald door en licentie."
    )
    (status,) = of(found, Check.STATUS)
    assert status.text == "Zorgregio's zijn nog niet vastgesteld."


def test_gemeenten_against_the_boundaries(klein: Catalogus, land: Gebied, indeling) -> None:
    g = klein.gemeenten
    right = Catalogus(replace(g, oppervlakte=np.array([1.0, 1, 1, 1, 8, 1.04])), ())
    assert of(check_set(right, land, []), Check.TOTALS) == []
    wrong = Catalogus(
        replace(
            g,
            oppervlakte=np.array([1.0, 1, 1, 1, 9, 1]),
            inwoners=np.array([0, 2000, 3000, 400, 50, 1]),
        ),
        (),
    )
    nobody, area = of(check_set(wrong, land, []), Check.TOTALS)
    assert (nobody.severity, nobody.gemeenten) == (Severity.ERROR, (0,))
    assert (area.severity, area.gemeenten) == (Severity.WARNING, (4,))
    assert dict(area.figures)["km² volgens de grenzen"] == pytest.approx(13)


def test_boundaries_of_another_list_of_gemeenten_are_an_error(
    klein: Catalogus, gebied: Gebied, indeling
) -> None:
    found = check_set(klein, gebied, [indeling("AABBCC")])
    (other,) = of(found, Check.TOTALS)
    assert other.text == "Er zijn 6 gemeenten en 342 gebieden op de kaart."


def test_regelingen_with_the_gemeenten_of_a_regio(klein: Catalogus, land: Gebied, indeling) -> None:
    def regeling(*gemeenten: int) -> Regeling:
        return Regeling("1", "GR", "", "", "", np.array(gemeenten), (), ())

    source = indeling("AABBCC")
    known = (regeling(0, 1), regeling(2, 3), regeling(4), regeling(3, 4, 5))
    (found,) = of(check_set(klein, land, [source], regelingen=known), Check.REGELING)
    assert dict(found.figures) == {"met regeling": 2, "regio's": 3}
    assert found.text.endswith("Niet: Regio C.")
    assert of(check_set(klein, land, [source], regelingen=known[2:]), Check.REGELING) == []
    state = replace(source, soort=Soort.UITVOERING)
    assert of(check_set(klein, land, [state], regelingen=known), Check.REGELING) == []


def test_disagreements_between_sources(klein: Catalogus, land: Gebied, indeling) -> None:
    a, b = indeling("AABBCC", "Een"), indeling("AABBCC", "Twee")
    told = (
        Afwijking("een", "RB", "de bron schrijft 'regio b'", "Regio B"),
        Afwijking("twee", "Aa, Bee", "een tabel noemt iets anders", "Regio A"),
        Afwijking("jaren/2016: een, twee", "Cee", "iets", "iets anders"),
        Afwijking("gemeenten", "Aa", "de oppervlakte scheelt", "de grens"),
        Afwijking("drie", "Aa", "iets", "iets"),
    )
    found = of(check_set(klein, land, [a], afwijkingen=told), Check.SOURCES)
    assert [(f.indelingen, f.regio, f.gemeenten, f.text) for f in found] == [
        (
            ("een",),
            "Regio B",
            (),
            "Een's, Regio B (RB): de bron schrijft 'regio b'. Gekozen: Regio B.",
        ),
        (("een",), "", (2,), "Een's en twee in 2016, Cee: iets. Gekozen: iets anders."),
        ((), "", (0,), "Gemeenten, Aa: de oppervlakte scheelt. Gekozen: de grens."),
    ]
    assert len(of(check_set(klein, land, [a, b], afwijkingen=told), Check.SOURCES)) == 4


def test_gravest_first(klein: Catalogus, land: Gebied, indeling) -> None:
    found = check_set(klein, land, [indeling("AAAABA", "Een"), indeling("AAB.BB", "Twee")])
    severities = [list(Severity).index(f.severity) for f in found]
    assert severities == sorted(severities)
    assert found[0].severity is Severity.ERROR


@pytest.fixture(scope="module")
def embedded(catalogus: Catalogus, gebied: Gebied) -> tuple[Finding, ...]:
    return check_set(
        catalogus,
        gebied,
        list(catalogus),
        verbindingen=load_verbindingen(catalogus.gemeenten),
        jaargangen=load_jaargangen(),
        regelingen=load_regelingen(catalogus.gemeenten),
        afwijkingen=load_afwijkingen(),
    )


def test_embedded_data_has_no_errors(embedded: tuple[Finding, ...]) -> None:
    assert [f.text for f in embedded if f.severity is Severity.ERROR] == []
    found = Counter(f.check for f in embedded if f.severity is Severity.WARNING)
    assert found == {Check.UNCERTAIN: 10, Check.OLD: 5, Check.YEARS: 1, Check.PIECES: 5}


def test_embedded_regios_in_pieces(catalogus: Catalogus, embedded: tuple[Finding, ...]) -> None:
    found = of(embedded, Check.PIECES)
    assert {(f.indelingen[0], f.regio) for f in found} == {
        ("omgevingsdienst", "Omgevingsdienst IJmond"),
        ("corop-plus", "Overig Agglomeratie Amsterdam"),
        ("corop-plus", "Overig Groot-Rijnmond"),
        ("corop-sub", "Overig Groot-Amsterdam"),
        ("corop-sub", "Overig Groot-Rijnmond"),
    }
    ijmond = next(f for f in found if "IJmond" in f.regio)
    assert dict(ijmond.figures) == {"delen": 2, "gemeenten": 14}
    assert {catalogus.gemeenten.namen[g] for g in ijmond.gemeenten} == {
        "Edam-Volendam", "Landsmeer", "Oostzaan", "Purmerend", "Waterland", "Wormerland",
    }  # fmt: skip


def test_embedded_regios_with_water_between(embedded: tuple[Finding, ...]) -> None:
    found = {f.regio: f for f in of(embedded, Check.WATER) if f.indelingen == ("veiligheidsregio",)}
    assert set(found) == {"Fryslân", "Noord-Holland-Noord", "Zeeland"}
    assert dict(found["Fryslân"].figures) == {"delen": 5, "gemeenten": 18}
    # The ferry to Schiermonnikoog leaves from another province.
    assert "Schiermonnikoog" not in found["Fryslân"].text.partition("Verbonden")[2]
    assert "Westerscheldetunnel" in found["Zeeland"].text


def test_embedded_peiljaren_names_and_regelingen(embedded: tuple[Finding, ...]) -> None:
    (years,) = of(embedded, Check.YEARS)
    # 5 of 2023, 1 of 2024, 9 of 2025 and 2 of 2026: 10 + 0 + 36 + 1 pairs of one year
    assert dict(years.figures) == {"paren van verschillende jaren": 136 - 47, "paren": 136}
    assert {f.indelingen[0] for f in of(embedded, Check.OLD)} == {
        "provincie", "landsdeel", "corop", "corop-plus", "corop-sub",
    }  # fmt: skip
    provincies = next(f for f in of(embedded, Check.NAMES) if f.indelingen == ("provincie",))
    assert provincies.text.endswith(
        "2 codes hebben een andere naam: PV21 (Friesland; Fryslân) en PV31 (Limburg (NL); Limburg)."
    )
    having = {f.indelingen[0]: dict(f.figures) for f in of(embedded, Check.REGELING)}
    for indeling_id, regios in (
        ("veiligheidsregio", 25),
        ("ggd-regio", 25),
        ("omgevingsdienst", 26),
    ):
        assert having[indeling_id] == {"met regeling": regios, "regio's": regios}


def test_embedded_jeugdregios_of_one_gemeente(
    catalogus: Catalogus, embedded: tuple[Finding, ...]
) -> None:
    single = {f.indelingen[0]: f.gemeenten for f in of(embedded, Check.SINGLE)}
    names = {catalogus.gemeenten.namen[g] for g in single["jeugdregio"]}
    assert names == {"Haarlemmermeer", "Utrecht"}


def test_embedded_disagreements_are_those_of_the_file(
    catalogus: Catalogus, embedded: tuple[Finding, ...]
) -> None:
    known = {i.id for i in catalogus} | {"gemeenten", "regelingen"}
    told = [
        each
        for each in load_afwijkingen()
        if known & set(each.onderwerp.rpartition(": ")[2].split(", "))
    ]
    assert len(of(embedded, Check.SOURCES)) == len(told) > 60
