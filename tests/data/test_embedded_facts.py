"""The embedded facts themselves: totals, coverage, places everybody can look up."""

import csv
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely

from regiokaart.cartography.geometry import polygons
from regiokaart.model import Catalogus, Methode, Soort
from regiokaart.model.indeling import ONBEKEND
from regiokaart.sources.embedded import load_regelingen
from regiokaart.sources.paths import data_dir

REGIOS = {
    "arbeidsmarktregio": (35, 2026),
    "jeugdregio": (42, 2025),
    "res-regio": (30, 2025),
    "omgevingsdienst": (26, 2026),
    "veiligheidsregio": (25, 2024),
    "ggd-regio": (25, 2025),
    "rmc-regio": (40, 2025),
    "veilig-thuis-regio": (25, 2025),
    "zorgkantoorregio": (31, 2025),
    "politie-eenheid": (10, 2025),
    "arrondissement": (11, 2025),
    "ressort": (4, 2025),
    "provincie": (12, 2023),
    "landsdeel": (4, 2023),
    "corop": (40, 2023),
    "corop-plus": (52, 2023),
    "corop-sub": (43, 2023),
}
MINISTRIES = {"SZW", "VWS", "JenV", "IenW", "OCW", "EZK", "BZK"}
DOMAINS = {"sociaal", "fysiek", "veiligheid", "economie", "onderwijs", "bestuurlijk"}


def test_all_indelingen_in_order_with_their_regios_and_peiljaar(catalogus: Catalogus):
    assert {i.id: (len(i), i.peiljaar) for i in catalogus} == REGIOS
    assert [i.id for i in catalogus] == list(REGIOS)


def test_342_gemeenten_and_all_inhabitants(catalogus: Catalogus):
    gemeenten = catalogus.gemeenten
    assert len(gemeenten) == 342
    assert gemeenten.inwoners.sum() == 18_044_027
    assert gemeenten.inwoners_jaar == 2025
    assert gemeenten.inwoners[gemeenten.index["GM0363"]] == 934_526
    assert len(set(gemeenten.provincies)) == 12
    assert len(set(gemeenten.namen)) == 342


def test_areas_are_those_of_the_polygons(catalogus: Catalogus, gebied):
    detail = gebied.levels[0]
    areas = np.zeros(len(gebied))
    for ring, (start, end) in enumerate(pairwise(detail.ring_start)):
        x, y = (detail.ring_points[start:end] - detail.ring_points[start]).T
        shoelace = 0.5 * np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])
        areas[detail.ring_polygon[ring]] += shoelace / 1e6
    assert np.allclose(areas, catalogus.gemeenten.oppervlakte, atol=0.02)
    sudwest = catalogus.gemeenten.index["GM1900"]  # 34 km² in the register
    assert catalogus.gemeenten.oppervlakte[sudwest] > 500


def test_levels_of_detail_are_as_far_off_as_the_readme_says(gebied):
    shapes = [polygons(level) for level in gebied.levels]
    assert [level.tolerance for level in gebied.levels] == [0, 60, 150, 400]
    for level, distance, area in zip(
        shapes[1:], (261, 999, 2824), (0.0012, 0.0077, 0.046), strict=True
    ):
        far = shapely.hausdorff_distance(shapely.boundary(shapes[0]), shapely.boundary(level))
        assert far.max() == pytest.approx(distance, abs=1)
        error = np.abs(shapely.area(level) / shapely.area(shapes[0]) - 1)
        assert error.max() == pytest.approx(area, rel=0.01)


def test_six_land_borders_are_very_short(catalogus: Catalogus, gebied):
    pairs, length = gebied.neighbours
    short = {tuple(sorted(catalogus.gemeenten.namen[i] for i in p)) for p in pairs[length < 50]}
    assert len(pairs) == 876
    assert short == {
        ("Almere", "Blaricum"),
        ("Bladel", "Hilvarenbeek"),
        ("Dronten", "Elburg"),
        ("Goeree-Overflakkee", "Hoeksche Waard"),
        ("Goeree-Overflakkee", "Voorne aan Zee"),
        ("Noord-Beveland", "Schouwen-Duiveland"),
    }


def test_every_indeling_covers_every_gemeente_once(catalogus: Catalogus):
    for indeling in catalogus:
        assert indeling.landsdekkend
        labels = catalogus.labels(indeling)
        assert sorted(set(labels)) == list(range(len(indeling))), indeling.id
        assert len(indeling.lidmaatschap) == 342


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ("arrondissement", "politie-eenheid"),
        ("arrondissement", "ressort"),
        ("corop", "provincie"),
        ("provincie", "landsdeel"),
        ("corop-sub", "corop"),
        ("corop-plus", "corop-sub"),
    ],
)
def test_regios_nest_as_the_law_says(catalogus: Catalogus, inner: str, outer: str):
    a, b = (catalogus.labels(catalogus[name]) for name in (inner, outer))
    assert len(set(zip(a, b, strict=True))) == len(set(a))


@pytest.mark.parametrize(
    ("indeling", "gemeente", "regio"),
    [
        ("arbeidsmarktregio", "Ede", "FoodValley"),
        ("jeugdregio", "Voorschoten", "Holland Rijnland"),
        ("res-regio", "Amsterdam", "Noord-Holland Zuid"),
        ("omgevingsdienst", "Nijmegen", "Omgevingsdienst Groene Metropool"),
        ("veiligheidsregio", "Tilburg", "Midden- en West-Brabant"),
        ("ggd-regio", "Tilburg", "GGD Hart voor Brabant"),
        ("rmc-regio", "Middelburg", "Walcheren"),
        ("veilig-thuis-regio", "Eindhoven", "Oost-Brabant"),
        ("zorgkantoorregio", "Delft", "Westland Schieland Delfland"),
        ("politie-eenheid", "Vijfheerenlanden", "Midden-Nederland"),
        ("arrondissement", "Almere", "Midden-Nederland"),
        ("ressort", "Rotterdam", "Gerechtshof Den Haag"),
        ("provincie", "Leeuwarden", "Fryslân"),
        ("corop-plus", "Zoetermeer", "Zoetermeer"),
    ],
)
def test_known_memberships(catalogus: Catalogus, indeling: str, gemeente: str, regio: str):
    position = catalogus.gemeenten.namen.index(gemeente)
    entry = catalogus[indeling]
    assert entry.regios[catalogus.labels(entry)[position]].naam == regio


def test_provincie_of_the_gemeente_is_the_indeling_provincie(catalogus: Catalogus):
    provincie = catalogus["provincie"]
    names = [provincie.regios[label].naam for label in catalogus.labels(provincie)]
    assert tuple(names) == catalogus.gemeenten.provincies


def test_metadata_is_from_the_closed_lists(catalogus: Catalogus):
    for indeling in catalogus:
        assert set(indeling.ministeries) <= MINISTRIES, indeling.id
        assert indeling.domein in DOMAINS
        assert indeling.samenwerking_verplicht in {"ja", "nee", "deels", "onbekend"}
        assert indeling.indeling_bepaald_door in {"Rijk", "gemeenten", "semi", "onbekend"}
        assert indeling.licentie in {"CC BY 4.0", "CC0 1.0"}
        assert all((indeling.bron, indeling.grondslag, indeling.naam_meervoud, indeling.werkwijze))
    kinds = Counter(indeling.soort for indeling in catalogus)
    assert kinds == {
        Soort.INTERGEMEENTELIJK: 8,
        Soort.UITVOERING: 4,
        Soort.BESTUURLIJK: 1,
        Soort.STATISTISCH: 4,
    }


def test_names_of_regios_are_clean_and_tell_regios_apart(catalogus: Catalogus):
    for indeling in catalogus:
        names = [regio.naam for regio in indeling.regios]
        assert len(set(names)) == len(names)
        for name in names:
            assert name == " ".join(name.split())
            assert name[0].isupper() or name[0] == "'"
            assert "gemeente)" not in name


def test_only_doubtful_rows_are_uncertain(catalogus: Catalogus):
    uncertain = {
        i.id: sorted(catalogus.gemeenten.namen[g] for g in i.onzeker)
        for i in catalogus
        if len(i.onzeker)
    }
    assert uncertain == {
        "jeugdregio": ["Zeewolde"],
        "omgevingsdienst": ["Heusden", "Midden-Delfland", "West Maas en Waal", "Zutphen"],
        "rmc-regio": ["Alphen-Chaam", "Baarle-Nassau", "Druten"],
        "veilig-thuis-regio": ["Alphen-Chaam", "Baarle-Nassau"],
    }
    for indeling in ("politie-eenheid", "ressort"):
        assert set(catalogus[indeling].lidmaatschap.methode) == {Methode.OVERGENOMEN}


def test_alternatives_are_those_that_a_source_names(catalogus: Catalogus):
    found = {
        (catalogus.gemeenten.namen[gemeente], indeling.regios[other].naam)
        for indeling in catalogus
        for gemeente, others in zip(
            indeling.lidmaatschap.gemeente, indeling.lidmaatschap.alternatief, strict=False
        )
        for other in others
    }
    assert found == {
        ("Zeewolde", "Flevoland"),
        ("Heusden", "Omgevingsdienst Brabant Noord"),
        ("Druten", "Rivierenland"),
        ("Alphen-Chaam", "West-Brabant"),
        ("Baarle-Nassau", "West-Brabant"),
    }


def test_rows_tell_what_differs_from_older_tables(catalogus: Catalogus):
    def note(indeling: str, gemeente: str) -> str:
        rows = catalogus[indeling].lidmaatschap
        position = catalogus.gemeenten.namen.index(gemeente)
        return rows.toelichting[rows.gemeente.tolist().index(position)]

    assert note("rmc-regio", "Druten") == "overlap 0,84; in 2016 (Regioatlas): Rivierenland"
    assert note("omgevingsdienst", "Voorschoten").startswith("in 2016 (Regioatlas): ")
    assert "tot 2020 ook deelnemer van Omgevingsdienst Brabant Noord" in note(
        "omgevingsdienst", "Heusden"
    )
    merged = "na herindeling; voorheen deels Utrecht, deels Zuid-Holland-Zuid"
    assert note("veilig-thuis-regio", "Vijfheerenlanden") == merged
    for swapped in ("Lingewaard", "West Betuwe"):
        assert note("veilig-thuis-regio", swapped) == ""


def test_every_fact_of_the_catalogue_has_a_source_or_is_unknown(catalogus: Catalogus):
    for i in catalogus:
        assert bool(i.bron_ministeries) == bool(i.ministeries), i.id
        assert bool(i.bron_grondslag) == (i.grondslag != ONBEKEND), i.id
        assert i.bron_samenwerking, i.id
        assert bool(i.bron_bepaald) == (i.indeling_bepaald_door != ONBEKEND), i.id


def test_current_regelingen(catalogus: Catalogus):
    regelingen = load_regelingen(catalogus.gemeenten)
    assert len(regelingen) == 451
    assert all(len(r.gemeenten) + len(r.anderen) > 0 for r in regelingen)
    assert max(len(r.doel) for r in regelingen) <= 300
    assert sum(r.doel.endswith(" …") for r in regelingen) == 252  # cut off by the register
    assert [r.naam.casefold() for r in regelingen] == sorted(r.naam.casefold() for r in regelingen)
    unseen = set("\u00ad\u200b\u200c\u200d\u2010\u2011\u2060\ufeff")
    for r in regelingen:
        assert not unseen & set(r.naam + r.doel), r.naam
        assert "](http" not in r.doel
        assert date.fromisoformat(r.sinds) <= date(2026, 5, 31)
    assert Counter(r.vorm for r in regelingen) == {
        "Openbaar lichaam": 283,
        "Regeling zonder meer": 81,
        "Bedrijfsvoeringsorganisatie": 64,
        "Gemeenschappelijk orgaan": 23,
    }


@pytest.mark.parametrize("indeling", ["veiligheidsregio", "ggd-regio", "omgevingsdienst"])
def test_regios_with_a_regeling_have_the_same_gemeenten(catalogus: Catalogus, indeling: str):
    groups = {tuple(r.gemeenten) for r in load_regelingen(catalogus.gemeenten)}
    labels = catalogus.labels(catalogus[indeling])
    for regio in range(len(catalogus[indeling])):
        assert tuple(np.flatnonzero(labels == regio)) in groups


def test_every_disagreement_is_listed(catalogus: Catalogus):
    with (data_dir() / "afwijkingen.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ggd = [row["wie"] for row in rows if row["onderwerp"] == "ggd-regio"]
    assert len(ggd) == 8
    assert "Tilburg" in ggd
    assert all(row["gekozen"] for row in rows)
    listed = {(row["onderwerp"], row["wie"]) for row in rows}
    for indeling in catalogus:
        for position in indeling.onzeker:
            assert (indeling.id, catalogus.gemeenten.namen[position]) in listed
    for who in ("Mook en Middelaar", "Uitgeest", "Lingewaard, West Betuwe"):
        assert ("veilig-thuis-regio", who) in listed
    codes = {(i.id, regio.code) for i in catalogus for regio in i.regios}
    assert len(listed & codes) == 26  # names with another spelling than in the source


def test_no_table_of_members_is_left_over(catalogus: Catalogus):
    files = {path.name for path in (data_dir() / "lidmaatschap").iterdir()}
    assert files == {f"{indeling.id}.csv" for indeling in catalogus}


def test_all_data_is_small():
    size = sum(path.stat().st_size for path in Path(data_dir()).rglob("*") if path.is_file())
    assert size <= 5_000_000
