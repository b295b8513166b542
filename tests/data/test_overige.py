"""The other embedded indelingen: counts and members held by hand against the raw lists."""

import csv
import re
import tomllib

import numpy as np
import pytest

from regiokaart.model import Catalogus, Indeling, Methode, Soort, Stand, Verdeling
from regiokaart.sources.overige import load_overige
from regiokaart.sources.paths import data_dir
from regiokaart.sources.schema import read_toml

# Regio's, peiljaar, and how many gemeenten are in a regio.
OVERIGE = {
    "jeugdregio-2026": (41, 2026, 342),
    "waterschap": (21, 2024, 342),
    "nuts-1": (4, 2023, 342),
    "nuts-2": (12, 2023, 342),
    "nuts-3": (40, 2023, 342),
    "wmo-regio": (43, 2016, 342),
    "hlz-regio": (57, 2016, 342),
    "centrumgemeente-opvang": (43, 2016, 342),
    "centrumgemeente-vrouwenopvang": (35, 2016, 342),
    "sociale-werkvoorziening": (86, 2016, 342),
    "passend-onderwijs-po": (76, 2016, 342),
    "passend-onderwijs-vo": (74, 2016, 342),
    "veiligheidshuis": (34, 2016, 342),
    "riec-regio": (10, 2016, 342),
    "rcf-regio": (9, 2016, 342),
    "brzo-regio": (6, 2016, 342),
    "mirt-gebied": (8, 2016, 342),
    "kvk-regio": (5, 2016, 342),
    "rpa-gebied": (34, 2016, 342),
    "wgr-gebied": (42, 2016, 342),
    "landbouwgebied": (66, 2016, 342),
    "landbouwgroep": (14, 2016, 342),
    "toeristengebied": (17, 2016, 342),
    "metropoolregio": (10, 2026, 142),
    "stedennetwerk": (3, 2023, 106),
    "plattelandsnetwerk": (2, 2022, 24),
    "regio-deal": (5, 2025, 18),
}
# Rows that the raw list marks as AMBIGU.
AMBIGUOUS = {
    "wmo-regio": {"Vijfheerenlanden"},
    "hlz-regio": {"Meierijstad", "Beekdaelen", "Vijfheerenlanden"},
    "centrumgemeente-opvang": {"Meierijstad", "Beekdaelen", "Vijfheerenlanden"},
    "centrumgemeente-vrouwenopvang": {"Beekdaelen", "Vijfheerenlanden"},
    "passend-onderwijs-po": {
        "Meierijstad",
        "Beekdaelen",
        "Altena",
        "West Betuwe",
        "Vijfheerenlanden",
    },
    "passend-onderwijs-vo": {
        "Meierijstad",
        "Westerwolde",
        "Beekdaelen",
        "Altena",
        "West Betuwe",
        "Vijfheerenlanden",
    },
    "veiligheidshuis": {"Meierijstad", "Beekdaelen", "Vijfheerenlanden"},
    "riec-regio": {"Vijfheerenlanden"},
    "rcf-regio": {"Vijfheerenlanden"},
    "brzo-regio": {"Vijfheerenlanden"},
    "mirt-gebied": {"Vijfheerenlanden"},
    "kvk-regio": {"Vijfheerenlanden"},
    # Westerkwartier took in a corner of Winsum, which the raw list overlooks.
    "sociale-werkvoorziening": {
        "Meierijstad",
        "Westerwolde",
        "Midden-Groningen",
        "Beekdaelen",
        "West Betuwe",
        "Vijfheerenlanden",
        "Westerkwartier",
    },
}


@pytest.fixture(scope="module")
def overige(catalogus: Catalogus) -> dict[str, Indeling]:
    return {indeling.id: indeling for indeling in load_overige(catalogus.gemeenten)}


def regios(indeling: Indeling, catalogus: Catalogus, naam: str) -> dict[str, float]:
    """Names of the regio's of a gemeente with its share in each."""
    rows = indeling.lidmaatschap
    mine = np.flatnonzero(rows.gemeente == catalogus.gemeenten.namen.index(naam))
    return {indeling.regios[rows.regio[i]].naam: float(rows.aandeel[i]) for i in mine}


def note(indeling: Indeling, catalogus: Catalogus, naam: str) -> str:
    rows = indeling.lidmaatschap
    (row,) = np.flatnonzero(rows.gemeente == catalogus.gemeenten.namen.index(naam))
    return rows.toelichting[row]


def test_all_of_them_with_regios_year_and_gemeenten(overige: dict[str, Indeling]):
    found = {
        name: (len(i), i.peiljaar, len(np.unique(i.lidmaatschap.gemeente)))
        for name, i in overige.items()
    }
    assert found == OVERIGE
    for name, (_, _, covered) in OVERIGE.items():
        assert overige[name].landsdekkend == (covered == 342), name


def test_none_counts_by_default_and_ids_are_free(
    overige: dict[str, Indeling], catalogus: Catalogus
):
    assert not [i.id for i in overige.values() if i.telt_standaard_mee]
    assert [i.id for i in catalogus if i.telt_standaard_mee] == [
        i.id for i in catalogus if i.soort is Soort.INTERGEMEENTELIJK
    ]
    assert len(catalogus.with_indelingen(overige.values())) == 17 + len(OVERIGE)


def test_each_says_what_state_it_shows(overige: dict[str, Indeling]):
    states = {name: i.stand for name, i in overige.items()}
    assert {n for n, s in states.items() if s is Stand.VOORLOPIG} == {"jeugdregio-2026"}
    assert {n for n, s in states.items() if s is Stand.ONVOLLEDIG} == {
        "metropoolregio",
        "plattelandsnetwerk",
        "regio-deal",
    }
    assert {n for n, s in states.items() if s is Stand.ACTUEEL} == {
        "waterschap",
        "nuts-1",
        "nuts-2",
        "nuts-3",
    }
    assert all(i.stand is Stand.OUDER for i in overige.values() if i.peiljaar == 2016)


def test_how_they_divide(overige: dict[str, Indeling]):
    odd = {n: i.verdeling for n, i in overige.items() if i.verdeling is not Verdeling.HEEL}
    assert odd == {"waterschap": Verdeling.AANDELEN, "metropoolregio": Verdeling.OVERLAPPEND}


@pytest.mark.parametrize(("name", "expected"), AMBIGUOUS.items())
def test_ambiguous_mergers_are_uncertain_and_name_the_alternatives(
    overige: dict[str, Indeling], catalogus: Catalogus, name: str, expected: set[str]
):
    indeling = overige[name]
    assert {catalogus.gemeenten.namen[g] for g in indeling.onzeker.tolist()} == expected
    rows = indeling.lidmaatschap
    for i in range(len(rows)):
        assert bool(rows.alternatief[i]) == (rows.methode[i] is Methode.ONZEKER)
        for other in rows.alternatief[i]:
            assert indeling.regios[other].naam in rows.toelichting[i]


def test_every_uncertain_row_of_2016_names_all_that_it_may_be(
    overige: dict[str, Indeling], catalogus: Catalogus
):
    for indeling in (i for i in overige.values() if i.peiljaar == 2016):
        rows = indeling.lidmaatschap
        for i in np.flatnonzero([methode is Methode.ONZEKER for methode in rows.methode]):
            parts = rows.toelichting[i].split("delen uit ")[1]
            possible = (int(rows.regio[i]), *rows.alternatief[i])
            for naam in sorted((indeling.regios[r].naam for r in possible), key=len, reverse=True):
                assert naam in parts, (indeling.id, rows.toelichting[i])
                parts = parts.replace(naam, "", 1)
            assert re.fullmatch(r"[\s\d,()%]*", parts), (indeling.id, rows.toelichting[i])
    altena = catalogus.gemeenten.index["GM1959"]
    rows = overige["landbouwgebied"].lidmaatschap
    (other,) = rows.alternatief[rows.gemeente.tolist().index(altena)]
    assert overige["landbouwgebied"].regios[other].code == "LB3003"
    assert other not in rows.regio


def test_members_of_2016(overige: dict[str, Indeling], catalogus: Catalogus):
    def of(name: str, gemeente: str) -> list[str]:
        return list(regios(overige[name], catalogus, gemeente))

    assert of("wmo-regio", "Goes") == ["Zeeland"]
    assert of("wmo-regio", "Vijfheerenlanden") == ["Alblasserwaard-Vijfheerenlanden"]
    assert "Lekstroom (36%)" in note(overige["wmo-regio"], catalogus, "Vijfheerenlanden")
    assert of("centrumgemeente-opvang", "Meierijstad") == ["Oss"]  # of two of its three parts
    assert of("passend-onderwijs-po", "Waadhoeke") == ["PO-21-01"]
    assert of("passend-onderwijs-vo", "Westerwolde") == ["VO-22-02"]  # of Vlagtwedde, the larger
    assert of("sociale-werkvoorziening", "Midden-Groningen") == [
        "BWRi / Bedrijf voor Werk, Re-integratie en Inkomen"
    ]
    assert of("veiligheidshuis", "Krimpenerwaard") == ["Veiligheidshuis Hollands-Midden"]
    assert of("riec-regio", "Maastricht") == ["RIEC Limburg"]
    assert of("mirt-gebied", "Utrecht") == ["Utrecht"]
    assert of("kvk-regio", "Assen") == ["Noord"]
    assert of("rpa-gebied", "Ede") == ["De Vallei"]


def test_number_of_members_as_in_the_raw_list(overige: dict[str, Indeling]):
    # Counted in the raw list, without rows that are ambiguous there.
    for name, regio, number in (
        ("wmo-regio", "Friesland", 18),
        ("wmo-regio", "Zuid-Limburg", 16),
        ("hlz-regio", "Capelle aan den IJssel en Krimpen aan den IJssel", 2),
        ("centrumgemeente-vrouwenopvang", "Vlissingen", 13),
        ("riec-regio", "RIEC Oost-Nederland", 76),
        ("veiligheidshuis", "NOG Veiligerhuis", 22),
        ("passend-onderwijs-vo", "VO-30-07", 13),
        ("rcf-regio", "RCF Zuidoost Nederland", 62),
        ("brzo-regio", "BRZO-RUD Limburg Zuid", 31),
        ("kvk-regio", "Zuid", 87),
    ):
        indeling = overige[name]
        (position,) = (i for i, each in enumerate(indeling.regios) if each.naam == regio)
        assert np.count_nonzero(indeling.lidmaatschap.regio == position) == number, regio


def test_what_the_list_of_2016_misses_is_said(overige: dict[str, Indeling], catalogus: Catalogus):
    wmo = overige["wmo-regio"]
    assert "Weesp" in note(wmo, catalogus, "Amsterdam")
    assert "Haaren (deel)" in note(wmo, catalogus, "Vught")
    methods = dict(zip(wmo.lidmaatschap.gemeente.tolist(), wmo.lidmaatschap.methode, strict=True))
    assert methods[catalogus.gemeenten.namen.index("Amsterdam")] is Methode.OVERGENOMEN
    assert methods[catalogus.gemeenten.namen.index("Goes")] is Methode.DIRECT


def test_provisional_jeugdregios_differ_from_2025_in_one_merger(
    overige: dict[str, Indeling], catalogus: Catalogus
):
    new, old = overige["jeugdregio-2026"], catalogus["jeugdregio"]
    labels = catalogus.labels(new), catalogus.labels(old)
    changed = [
        catalogus.gemeenten.namen[g]
        for g in range(342)
        if new.regios[labels[0][g]].code != old.regios[labels[1][g]].code
    ]
    assert changed == [
        "Nederweert",
        "Roermond",
        "Weert",
        "Leudal",
        "Maasgouw",
        "Roerdalen",
        "Echt-Susteren",
    ]
    methods = new.lidmaatschap.methode
    assert methods.count(Methode.DIRECT) == 7
    assert methods.count(Methode.ONZEKER) == 1  # Zeewolde, as in 2025


@pytest.mark.parametrize(
    ("nuts", "national"), [("nuts-1", "landsdeel"), ("nuts-2", "provincie"), ("nuts-3", "corop")]
)
def test_nuts_areas_are_the_national_ones(
    overige: dict[str, Indeling], catalogus: Catalogus, nuts: str, national: str
):
    ours, theirs = catalogus.labels(overige[nuts]), catalogus.labels(catalogus[national])
    pairs = set(zip(ours.tolist(), theirs.tolist(), strict=True))
    assert len(pairs) == len(overige[nuts]) == len(catalogus[national])
    assert set(overige[nuts].lidmaatschap.methode) == {Methode.OVERGENOMEN}


def test_nuts_areas_that_were_blank_have_the_area_of_their_corop(
    overige: dict[str, Indeling], catalogus: Catalogus
):
    nuts = overige["nuts-3"]
    for gemeente, area in (
        ("Alkmaar", "Alkmaar en omgeving"),
        ("Krimpenerwaard", "Oost-Zuid-Holland"),
        ("De Fryske Marren", "Zuidwest-Friesland"),
    ):
        assert list(regios(nuts, catalogus, gemeente)) == [area]
        assert "zonder NUTS 3-gebied" in note(nuts, catalogus, gemeente)
    assert sum(bool(text) for text in nuts.lidmaatschap.toelichting) == 3
    codes = {regio.naam: regio.code for regio in nuts.regios}
    assert codes["Flevoland"] == "NL230"


def test_shares_of_the_waterschappen(overige: dict[str, Indeling], catalogus: Catalogus):
    waterschap = overige["waterschap"]
    rows = waterschap.lidmaatschap
    together = np.bincount(rows.gemeente, rows.aandeel, minlength=342)
    partial = np.flatnonzero(np.abs(together - 1) > 1e-6)
    assert len(partial) == 21  # all but Dordrecht, Drimmelen and Altena on the border of the land
    assert together[partial].max() < 0.95
    assert together.min() == pytest.approx(0.6237, abs=1e-3)  # Eijsden-Margraten
    assert regios(waterschap, catalogus, "Groningen") == pytest.approx(
        {"Waterschap Hunze en Aa's": 0.4509, "Waterschap Noorderzijlvest": 0.5491}, abs=1e-3
    )
    assert regios(waterschap, catalogus, "Almere") == {"Waterschap Zuiderzeeland": 1.0}
    assert set(regios(waterschap, catalogus, "Maastricht")) == {"Waterschap Limburg"}
    names = {regio.naam for regio in waterschap.regios}
    assert not [name for name in names if name.startswith(("Hhs", "Waterschapsbedrijf"))]


def test_networks_and_partial_areas(overige: dict[str, Indeling], catalogus: Catalogus):
    def sizes(name: str) -> dict[str, int]:
        indeling = overige[name]
        counts = np.bincount(indeling.lidmaatschap.regio).tolist()
        return {regio.code: n for regio, n in zip(indeling.regios, counts, strict=True)}

    assert sizes("stedennetwerk") == {"G4": 4, "G40": 41, "M50": 61}
    assert sizes("plattelandsnetwerk") == {"K80": 10, "P10": 14}
    assert sizes("metropoolregio") == {
        "GMR": 17,
        "MRA": 30,
        "MRDH": 21,
        "MRE": 21,
        "RFV": 8,
        "RHB": 11,
        "RHR": 13,
        "RWB": 16,
        "SPL": 7,
        "VRA": 14,
    }
    assert sum(sizes("regio-deal").values()) == 18
    assert set(regios(overige["metropoolregio"], catalogus, "Baarle-Nassau")) == {
        "Regio Hart van Brabant",
        "Regio West-Brabant",
    }
    assert "14 van de 32" in overige["plattelandsnetwerk"].opmerking
    assert "10 van de 64" in overige["plattelandsnetwerk"].opmerking
    assert "5 van de ten minste 61" in overige["regio-deal"].opmerking
    assert "alleen Zaandam-Oost" in note(overige["regio-deal"], catalogus, "Zaanstad")
    derived = overige["metropoolregio"].lidmaatschap.methode.count(Methode.OVERGENOMEN)
    assert derived == 3


def test_every_indeling_names_its_source_file(overige: dict[str, Indeling], catalogus: Catalogus):
    for indeling in (*catalogus, *overige.values()):
        assert re.fullmatch(r"[0-9a-f]{64}", indeling.bron_sha256), indeling.id
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", indeling.bron_datum), indeling.id
        assert indeling.bron_bestand
        assert indeling.bron
        assert indeling.licentie
        assert indeling.werkwijze


def test_years_name_their_source_file_too():
    entries = read_toml(data_dir() / "jaren/2016/catalogus.toml")["indeling"]
    assert {len(entry["bron_sha256"]) for entry in entries} == {64}


def test_hand_kept_catalogue_has_no_field_that_nobody_reads():
    text = (data_dir() / "overige/catalogus.toml").read_text(encoding="utf-8")
    embedded = (data_dir() / "catalogus.toml").read_text(encoding="utf-8")
    known = {key for entry in tomllib.loads(embedded)["indeling"] for key in entry} | {"stand"}
    assert {key for entry in tomllib.loads(text)["indeling"] for key in entry} <= known


def test_everything_embedded_stays_small():
    size = sum(path.stat().st_size for path in data_dir().rglob("*") if path.is_file())
    assert size < 5e6


def test_where_sources_disagree_is_listed():
    with (data_dir() / "afwijkingen.csv").open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file) if row["onderwerp"] in OVERIGE]
    about = {row["onderwerp"] for row in found}
    assert about == {"waterschap", "nuts-3", "hlz-regio", "sociale-werkvoorziening"}
    assert len([row for row in found if row["gekozen"] == "hersteld"]) == 2
