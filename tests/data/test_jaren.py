"""The embedded earlier years and herindelingen: totals, and places everybody can look up."""

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from regiokaart.model import Catalogus, Jaargang, Methode, Wijziging
from regiokaart.sources.errors import DataError
from regiokaart.sources.history import load_herindelingen, load_jaargang, load_jaargangen
from regiokaart.sources.paths import data_dir

REGIOS = {
    "arbeidsmarktregio": 35,
    "jeugdregio": 42,
    "veiligheidsregio": 25,
    "ggd-regio": 25,
    "zorgkantoorregio": 32,
    "politie-eenheid": 10,
    "arrondissement": 11,
    "ressort": 4,
    "provincie": 12,
    "landsdeel": 4,
    "corop": 40,
    "corop-plus": 52,
    "corop-sub": 43,
    "kvk-regio": 5,
    "wgr-gebied": 42,
    "rpa-gebied": 34,
    "landbouwgebied": 66,
    "landbouwgroep": 14,
    "toeristengebied": 17,
    "nuts-1": 4,
    "nuts-2": 12,
    "nuts-3": 40,
}


@pytest.fixture(scope="module")
def then() -> Jaargang:
    (jaargang,) = load_jaargangen()
    return jaargang


def test_2016_has_its_gemeenten_and_indelingen(then: Jaargang) -> None:
    assert then.jaar == 2016
    assert len(then.gemeenten) == 390
    assert {i.id: len(i) for i in then.indelingen} == REGIOS
    for indeling in then.indelingen:
        labels = indeling.labels(390)
        without = {then.gemeenten.namen[i] for i in range(390) if labels[i] < 0}
        expected = {"Alkmaar", "De Fryske Marren", "Krimpenerwaard"}
        assert without == (expected if indeling.id == "nuts-3" else set())
        assert indeling.peiljaar == 2016
        assert set(indeling.lidmaatschap.methode) == {Methode.DIRECT}


@pytest.mark.parametrize(
    ("gemeente", "indeling", "regio"),
    [
        ("Haaren", "veiligheidsregio", "Brabant-Noord"),
        ("Vianen", "provincie", "Utrecht"),
        ("Leerdam", "provincie", "Zuid-Holland"),
        ("Weesp", "provincie", "Noord-Holland"),
        ("Littenseradiel", "ggd-regio", "GGD Fryslân"),
        ("Zeewolde", "jeugdregio", "Flevoland"),
    ],
)
def test_places_of_2016(then: Jaargang, gemeente: str, indeling: str, regio: str) -> None:
    found = then.get(indeling)
    assert found is not None
    label = found.labels(390)[then.gemeenten.namen.index(gemeente)]
    assert found.regios[label].naam == regio


def test_inhabitants_are_known_of_gemeenten_that_ended(
    then: Jaargang, catalogus: Catalogus
) -> None:
    known = {then.gemeenten.codes[i] for i, number in enumerate(then.inwoners) if number == number}
    ended = set(then.gemeenten.codes) - set(catalogus.gemeenten.codes)
    assert known < ended
    assert ended - known == {"GM0079", "GM0860"}  # Kollumerland c.a. and Veghel: not registered


def test_kinds_are_shared_with_the_present_catalogue(then: Jaargang, catalogus: Catalogus) -> None:
    for indeling in then.indelingen:
        if indeling.id in catalogus:
            now = catalogus[indeling.id]
            assert (indeling.naam, indeling.soort) == (now.naam, now.soort)
    assert sum(indeling.id in catalogus for indeling in then.indelingen) == 13


def test_herindelingen() -> None:
    changes = load_herindelingen()
    assert len(changes) == 130
    assert [c.datum for c in changes] == sorted(c.datum for c in changes)
    ended = {change.oud: change for change in changes}
    assert len(ended) == 120
    assert ended["GM0457"].datum == date(2022, 3, 24)  # Weesp
    renamed = {c.oude_naam for c in changes if c.soort is Wijziging.HERNOEMD}
    assert renamed == {"Menaldumadeel", "De Friese Meren", "Groesbeek"}


def test_split_gemeenten_have_a_row_for_every_part() -> None:
    parts: dict[str, list[str]] = defaultdict(list)
    shares: Counter[str] = Counter()
    for change in load_herindelingen():
        if change.soort is Wijziging.GESPLITST:
            assert change.toelichting
            parts[change.oude_naam].append(change.nieuw)
            shares[change.oude_naam] += change.aandeel
        else:
            assert change.aandeel == 1
    assert {naam: len(found) for naam, found in parts.items()} == {
        "Boarnsterhim": 4,
        "Maasdonk": 2,
        "Littenseradiel": 3,
        "Winsum": 2,
        "Haaren": 4,
    }
    assert shares["Maasdonk"] == shares["Winsum"] == pytest.approx(1)


def test_embedded_data_stays_small() -> None:
    size = sum(path.stat().st_size for path in data_dir().rglob("*") if path.is_file())
    assert size < 5_000_000


def write_year(folder: Path, gemeenten: str) -> None:
    (folder / "catalogus.toml").write_text('[gemeenten]\npeiljaar = 2016\nbron = ""\n', "utf-8")
    (folder / "gemeenten.csv").write_text("code,naam,inwoners\n" + gemeenten, "utf-8")


@pytest.mark.parametrize(
    ("gemeenten", "message"),
    [
        ("GM0001,A,-3\n", r"gemeenten.csv, rij 2: '-3' is geen getal"),
        ("GM0001,A,nan\n", r"gemeenten.csv, rij 2: 'nan' is geen getal"),
        ("GM0002,A,1\nGM0001,B,1\n", r"gemeenten.csv, rij 3: 'GM0001' staat dubbel of niet"),
        ("GM0001,A,1\n", r"catalogus.toml: \[\[indeling\]\] ontbreekt"),
    ],
)
def test_a_broken_year_is_refused(tmp_path: Path, gemeenten: str, message: str) -> None:
    write_year(tmp_path, gemeenten)
    with pytest.raises(DataError, match=message):
        load_jaargang(tmp_path)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("GM0001,GM0002,A,gisteren,samengevoegd,1,", "'gisteren' of 'samengevoegd' kan niet"),
        ("GM0001,GM0002,A,2020-01-01,verdwenen,1,", "'2020-01-01' of 'verdwenen' kan niet"),
        ("GM0001,GM0002,A,2020-01-01,gesplitst,1.5,", "aandeel '1.5'"),
        ("GM0001,GM0002,A,2020-01-01,gesplitst,0,", "aandeel '0'"),
    ],
)
def test_a_broken_herindeling_is_refused(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "herindelingen.csv"
    path.write_text(f"oud,nieuw,oude_naam,datum,soort,aandeel,toelichting\n{row}\n", "utf-8")
    with pytest.raises(DataError, match=message):
        load_herindelingen(path)
