from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from regiokaart.cartography.classes import Classification, Klassen
from regiokaart.cartography.legend import legend_lines
from regiokaart.cartography.pergemeente import percent
from regiokaart.cartography.profile import (
    Drukte,
    administrative_density,
    territorial_congruence,
)
from regiokaart.cartography.specification import MapSpecification
from regiokaart.congruence.chance.chance import TerritorialChance
from regiokaart.congruence.gemeente.profile import Profiles, profiles
from regiokaart.export.maps import write_map
from regiokaart.model import Catalogus, Gebied
from regiokaart.sources.embedded import load_regelingen

BRON = "Register van Overheidsorganisaties, mei 2026"


@pytest.fixture(scope="module")
def found(catalogus: Catalogus) -> Profiles:
    return profiles(catalogus, [i for i in catalogus if i.telt_standaard_mee])


@pytest.fixture(scope="module")
def with_regelingen(catalogus: Catalogus) -> Profiles:
    chosen = [i for i in catalogus if i.telt_standaard_mee]
    return profiles(catalogus, chosen, load_regelingen(catalogus.gemeenten))


def in_legend(specification: MapSpecification) -> int:
    """Number of gemeenten that the legend counts."""
    texts = [each.text for each in specification.fill.palette]
    return sum(int(text.rsplit("(", 1)[1].split()[0]) for text in texts)


@pytest.mark.parametrize("klassen", list(Klassen))
@pytest.mark.parametrize("drukte", list(Drukte))
def test_density_shades_follow_the_counts(
    catalogus: Catalogus,
    gebied: Gebied,
    with_regelingen: Profiles,
    drukte: Drukte,
    klassen: Klassen,
) -> None:
    counts = {
        Drukte.PARTNERS: with_regelingen.partners_with_regelingen,
        Drukte.LIDMAATSCHAPPEN: with_regelingen.memberships + with_regelingen.takes_part,
        Drukte.GROEPEN: with_regelingen.shapes,
    }[drukte]
    own = (6.0, 20.0, 40.0) if klassen is Klassen.EIGEN else ()
    how = Classification(klassen, breaks=own)
    shown = administrative_density(catalogus, gebied, with_regelingen, drukte, how, BRON)
    order = np.argsort(counts, kind="stable")
    assert np.all(np.diff(shown.fill.classes[order]) >= 0)
    assert in_legend(shown) == len(catalogus.gemeenten)
    assert "451 formele regelingen" in shown.legend_note
    assert BRON in shown.source
    assert str(counts[7]) in shown.tooltips[7][-1]
    assert shown.facts[8][-1] == str(counts[7])


def test_density_without_regelingen_does_not_speak_of_them(
    catalogus: Catalogus, gebied: Gebied, found: Profiles
) -> None:
    shown = administrative_density(catalogus, gebied, found)
    assert "egeling" not in shown.source + shown.legend_note + shown.subtitle
    assert "arbeidsmarktregio's" in shown.legend_note
    assert "8 indelingen, peiljaar 2024, 2025 en 2026" in shown.subtitle
    same = administrative_density(catalogus, gebied, found, Drukte.LIDMAATSCHAPPEN)
    assert legend_lines(same)[0].text == "8 (342 gemeenten)"


def test_territorial_congruence_stands_beside_its_bounds_and_chance(
    catalogus: Catalogus, gebied: Gebied, found: Profiles
) -> None:
    half = found.territorial / 2
    chance = TerritorialChance(half, half, half)
    shown = territorial_congruence(catalogus, gebied, found, by_chance=chance)
    order = np.argsort(found.territorial, kind="stable")
    assert np.all(np.diff(shown.fill.classes[order]) >= 0)
    assert in_legend(shown) == len(catalogus.gemeenten)
    assert shown.tooltips[3][2:] == (
        f"territoriale congruentie: {percent(found.territorial[3])}",
        f"door loting: {percent(found.random_partners[3])}",
        f"hoogst haalbaar: {percent(found.attainable[3])}",
        f"bij toeval: {percent(half[3])}",
    )
    assert shown.facts[0][3:] == (
        "Territoriale congruentie", "Door loting", "Hoogst haalbaar", "Bij toeval",
    )  # fmt: skip
    assert len(territorial_congruence(catalogus, gebied, found).facts[0]) == 6


def test_a_gemeente_without_partners_has_no_data(catalogus: Catalogus, gebied: Gebied) -> None:
    jeugd = profiles(catalogus, [catalogus["jeugdregio"]])
    shown = territorial_congruence(catalogus, gebied, jeugd)
    alone = [catalogus.gemeenten.namen[i] for i in np.flatnonzero(shown.fill.classes < 0)]
    assert alone == ["Utrecht", "Haarlemmermeer"]
    assert "geen gegevens" in [line.text for line in legend_lines(shown)]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("suffix", [".png", ".html"])
def test_maps_are_written(
    catalogus: Catalogus, gebied: Gebied, found: Profiles, tmp_path: Path, suffix: str
) -> None:
    paths = [tmp_path / f"{name}{suffix}" for name in ("drukte", "congruentie")]
    write_map(administrative_density(catalogus, gebied, found), gebied, catalogus, paths[0])
    write_map(territorial_congruence(catalogus, gebied, found), gebied, catalogus, paths[1])
    assert paths[0].read_bytes() != paths[1].read_bytes()


def test_own_limits_are_in_the_legend_and_said_to_be_chosen(
    catalogus: Catalogus, gebied: Gebied, found: Profiles
) -> None:
    how = Classification(Klassen.EIGEN, breaks=(10, 20, 50))
    shown = administrative_density(catalogus, gebied, found, klassen=how)
    texts = [each.text.split(" (")[0] for each in shown.fill.palette]
    assert texts == ["9 of minder", "10 tot en met 19", "20 tot en met 49", "50 of meer"]
    assert shown.fill.palette[-1].text.endswith("(0 gemeenten)")
    assert "Zelf gekozen klassen." in shown.legend_note
    assert in_legend(shown) == len(catalogus.gemeenten)


def test_own_limits_of_shares_are_percentages(
    catalogus: Catalogus, gebied: Gebied, found: Profiles
) -> None:
    how = Classification(Klassen.EIGEN, breaks=(40, 57.5))
    shown = territorial_congruence(catalogus, gebied, found, how)
    texts = [each.text.split(" (")[0] for each in shown.fill.palette]
    assert texts == ["39% of minder", "40% tot en met 57%", "58% of meer"]
    written = np.round(found.territorial * 100)
    assert np.array_equal(shown.fill.classes, np.searchsorted([40, 58], written, side="right"))


def test_holes_between_classes_are_explained(
    catalogus: Catalogus, gebied: Gebied, found: Profiles
) -> None:
    gaps = "Waarden tussen twee klassen komen niet voor."
    natural = administrative_density(catalogus, gebied, found)
    assert "15 tot en met 17" in natural.fill.palette[1].text
    assert "20 tot en met 25" in natural.fill.palette[2].text
    assert gaps in natural.legend_note
    own = Classification(Klassen.EIGEN, breaks=(18,))
    assert gaps not in administrative_density(catalogus, gebied, found, klassen=own).legend_note
