import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.cartography.legend import legend_lines
from regiokaart.cartography.placement import place, relations
from regiokaart.cartography.specification import NO_CLASS
from regiokaart.cartography.views import compare_two, one_indeling
from regiokaart.congruence.region.relations import Relatie, gemeente_relation
from regiokaart.model import Catalogus, Gebied, Indeling, Lidmaatschap, Methode, Regio
from regiokaart.sources.overige import with_overige

pytestmark = pytest.mark.slow

Rows = list[tuple[int, int, float]]  # gemeente, regio, aandeel


@pytest.fixture(scope="module")
def alles(catalogus: Catalogus) -> Catalogus:
    return with_overige(catalogus, ["waterschap"])


def made_of(template: Indeling, rows: Rows) -> Indeling:
    gemeente, regio, aandeel = zip(*rows, strict=True)
    return dataclasses.replace(
        template,
        regios=tuple(Regio(code, f"Regio {code}") for code in "ABC"),
        lidmaatschap=Lidmaatschap(
            np.array(gemeente),
            np.array(regio),
            np.array(aandeel, dtype=np.float64),
            (Methode.DIRECT,) * len(rows),
            ("",) * len(rows),
        ),
    )


def test_divided_overlapping_and_uncovered_gemeenten_are_told_apart(catalogus: Catalogus):
    rows: Rows = [
        (0, 0, 1.0),  # whole
        (1, 0, 0.3),  # divided, largest last
        (1, 1, 0.7),
        (2, 1, 0.6),  # for a part in no regio
        (3, 0, 1.0),  # in two that overlap
        (3, 2, 1.0),
    ]
    placed = place(made_of(catalogus["corop"], rows), 5)
    assert placed.labels.tolist() == [0, 1, 1, -1, -1]
    assert placed.zones.tolist() == [0, 1, 1, 3, -1]
    assert placed.names == ("Regio A", "Regio B", "Regio C", "Regio A en Regio C")
    assert placed.divided.tolist() == [False, True, True, False, False]
    assert placed.several.tolist() == [False, False, False, True, False]
    assert placed.uncovered.tolist() == [False, False, False, False, True]
    assert placed.texts == (
        "Regio A",
        "Regio B 70,0%, Regio A 30,0%",
        "Regio B 60,0%, geen 40,0%",
        "Regio A en Regio C",
        "geen",
    )
    assert placed.note() == (
        "2 gemeenten liggen niet helemaal in één regio; zij tellen bij die met het grootste deel."
    )
    assert placed.members[3].tolist() == [True, False, True]


def test_regio_is_compared_with_all_its_gemeenten_also_those_in_several(catalogus: Catalogus):
    # Regio A is {0, 1, 2}, regio C {2}; with gemeente 2 left out, A would be the other's first.
    a = place(made_of(catalogus["corop"], [(0, 0, 1), (1, 0, 1), (2, 0, 1), (2, 2, 1)]), 3)
    b = place(made_of(catalogus["corop"], [(0, 0, 1), (1, 0, 1), (2, 1, 1)]), 3)
    relation, inside = relations(a, b)
    assert relation.tolist() == [Relatie.BINNEN, Relatie.BINNEN, Relatie.NIET_GEDEKT]
    assert inside.tolist() == [False, False, False]


@given(st.lists(st.tuples(st.integers(-1, 2), st.integers(-1, 2)), min_size=1, max_size=9))
def test_whole_indelingen_relate_as_in_the_tables(
    catalogus: Catalogus, pairs: list[tuple[int, int]]
):
    labels = np.array(pairs, dtype=np.int64).T
    n = len(pairs)
    both = []
    for own in labels:
        rows = [(g, int(r), 1.0) for g, r in enumerate(own) if r >= 0]
        if not rows:
            return
        both.append(place(made_of(catalogus["corop"], rows), n))
    assert [each.labels.tolist() for each in both] == labels.tolist()
    relation, _ = relations(*both)
    assert relation.tolist() == gemeente_relation(labels[0], labels[1]).tolist()


def test_waterschappen_are_drawn_by_largest_share_with_all_shares_told(
    alles: Catalogus, gebied: Gebied
):
    specification = one_indeling(alles, gebied, alles["waterschap"])
    groningen = alles.gemeenten.namen.index("Groningen")
    assert specification.tooltips[groningen][-1] == (
        "Waterschap: Waterschap Noorderzijlvest 54,9%, Waterschap Hunze en Aa's 45,1%"
    )
    assert NO_CLASS not in specification.fill.classes
    assert "85 gemeenten liggen niet helemaal in één regio" in specification.legend_note
    assert specification.facts[groningen + 1][-1] == specification.tooltips[groningen][-1][12:]


def test_overlapping_regios_have_a_class_of_their_own(alles: Catalogus, gebied: Gebied):
    specification = one_indeling(alles, gebied, alles["metropoolregio"])
    texts = [line.text for line in legend_lines(specification)]
    assert "in meer regio's (16 gemeenten)" in texts
    assert "in geen bekende regio (200 gemeenten)" in texts
    assert specification.subtitle == "10 regio's (onvolledig)"
    assert "geen gegevens" not in texts
    several = specification.fill.classes == len(specification.fill.palette) - 1
    assert np.count_nonzero(several) == 16
    names = [label.text for label in specification.labels if label.rank == 0]
    assert "Metropoolregio Amsterdam en Vervoerregio Amsterdam" in names
    assert (
        "16 gemeenten in meer regio's en 200 gemeenten in geen bekende regio"
        in specification.alt_text
    )


def test_few_scattered_regios_are_named_in_the_legend(alles: Catalogus, gebied: Gebied):
    specification = one_indeling(alles, gebied, alles["stedennetwerk"])
    texts = [line.text for line in legend_lines(specification)][:4]
    assert texts == [
        "G4 (4 gemeenten)",
        "G40 (41 gemeenten)",
        "M50 (61 gemeenten)",
        "in geen regio (236 gemeenten)",
    ]
    assert not [label for label in specification.labels if label.rank == 0]
    assert specification.legend_note == ""


def test_state_stands_on_the_map(alles: Catalogus, gebied: Gebied):
    new, old = alles["jeugdregio-2026"], alles["jeugdregio"]
    assert one_indeling(alles, gebied, old).subtitle == "42 regio's"
    assert one_indeling(alles, gebied, alles["wmo-regio"]).subtitle == "43 regio's (oudere stand)"
    landbouw = one_indeling(alles, gebied, alles["landbouwgebied"])
    assert landbouw.subtitle == "63 regio's (oudere stand)"  # three more hold no gemeente
    assert "de 63 landbouwgebieden" in landbouw.alt_text
    compared = compare_two(alles, gebied, new, old)
    assert compared.subtitle == "41 (voorlopig) en 42 regio's"


def test_comparison_of_a_divided_and_an_overlapping_indeling(alles: Catalogus, gebied: Gebied):
    specification = compare_two(alles, gebied, alles["waterschap"], alles["metropoolregio"])
    texts = [line.text for line in legend_lines(specification)]
    counts = [
        int(text.split("(")[1].split()[0]) for text in texts if text.endswith(("gemeenten)",))
    ]
    assert sum(counts) == 342
    assert "niet door beide gedekt (200 gemeenten)" in texts
    tilburg = specification.tooltips[alles.gemeenten.namen.index("Tilburg")]
    assert tilburg[-1].endswith("doorsnijden elkaar (naar grootste deel)")
    amsterdam = specification.tooltips[alles.gemeenten.namen.index("Amsterdam")]
    assert amsterdam[-1] == "in meer regio's"
    assert "Alleen wat beide dekken, telt." in specification.legend_note


def test_every_other_indeling_can_be_shown_and_compared(alles: Catalogus, gebied: Gebied):
    for indeling in alles.indelingen[17:]:
        for specification in (
            one_indeling(alles, gebied, indeling),
            compare_two(alles, gebied, indeling, alles["provincie"]),
            compare_two(alles, gebied, alles["provincie"], indeling),
        ):
            assert len(specification.tooltips) == len(gebied)
            assert specification.fill.classes.max() < len(specification.fill.palette)
            assert indeling.naam_meervoud in specification.source
