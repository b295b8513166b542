import dataclasses
from itertools import pairwise

import numpy as np
import pytest

from regiokaart.cartography.palettes import luminance
from regiokaart.cartography.specification import NO_CLASS
from regiokaart.cartography.views import RELATION_COLOURS, compare_two, one_indeling, short_names
from regiokaart.model import Catalogus, Gebied, Indeling


def without_first(catalogus: Catalogus, indeling: Indeling) -> Indeling:
    """The same indeling without the gemeente in the first row."""
    rows = indeling.lidmaatschap
    kept = type(rows)(
        rows.gemeente[1:], rows.regio[1:], rows.aandeel[1:], rows.methode[1:], rows.toelichting[1:]
    )
    return Indeling(**{**vars(indeling), "lidmaatschap": kept})


def test_regions_are_one_colour_each_and_all_named(catalogus: Catalogus, gebied: Gebied) -> None:
    indeling = catalogus["res-regio"]
    specification = one_indeling(catalogus, gebied, indeling)
    labels = catalogus.labels(indeling)
    for regio in range(len(indeling)):
        assert len(np.unique(specification.fill.classes[labels == regio])) == 1
    names = [label.text for label in specification.labels if label.rank == 0]
    assert sorted(names) == sorted(regio.naam for regio in indeling.regios)


def test_every_indeling_can_be_shown(catalogus: Catalogus, gebied: Gebied) -> None:
    for indeling in catalogus:
        specification = one_indeling(catalogus, gebied, indeling)
        assert len(specification.tooltips) == len(gebied)
        assert str(indeling.peiljaar) in specification.title
        assert gebied.bron in specification.source
        assert indeling.bron.rstrip(".") in specification.source


def test_comparison_colours_by_relation(catalogus: Catalogus, gebied: Gebied) -> None:
    specification = compare_two(catalogus, gebied, catalogus["ggd-regio"], catalogus["provincie"])
    texts = [each.text for each in specification.fill.palette if each.text]
    assert [text.split(" (")[0] for text in texts] == [r.tekst for r in RELATION_COLOURS]
    counts = [int(text.split("(")[1].split()[0]) for text in texts]
    assert sum(counts) == 342
    zeeland = catalogus.gemeenten.namen.index("Goes")
    assert specification.tooltips[zeeland][-1] == "GGD-regio en provincie vallen samen"
    assert "ggd" not in specification.title  # abbreviations keep their capitals


def test_tooltip_says_which_lies_within_which(catalogus: Catalogus, gebied: Gebied) -> None:
    naam = catalogus.gemeenten.namen.index("Ede")
    small, large = catalogus["provincie"], catalogus["landsdeel"]
    for a, b in ((small, large), (large, small)):
        tooltip = compare_two(catalogus, gebied, a, b).tooltips[naam]
        assert tooltip[-1] == "provincie ligt geheel binnen landsdeel"


def test_comparison_with_itself_coincides_everywhere(catalogus: Catalogus, gebied: Gebied) -> None:
    same = catalogus["corop"]
    specification = compare_two(catalogus, gebied, same, same)
    assert "samenvallend (342 gemeenten)" in [c.text for c in specification.fill.palette]


def test_neighbouring_regions_of_a_differ_in_tint(catalogus: Catalogus, gebied: Gebied) -> None:
    pairs, _ = gebied.neighbours
    for a in catalogus:
        specification = compare_two(catalogus, gebied, a, catalogus["provincie"])
        colours = np.array([each.colour for each in specification.fill.palette])
        shown = colours[specification.fill.classes]
        labels = catalogus.labels(a)
        across = labels[pairs[:, 0]] != labels[pairs[:, 1]]
        assert (shown[pairs[across, 0]] != shown[pairs[across, 1]]).all(), a.id


def test_names_inside_the_legend_are_written_as_in_a_sentence(
    catalogus: Catalogus, gebied: Gebied
) -> None:
    specification = compare_two(
        catalogus, gebied, catalogus["veilig-thuis-regio"], catalogus["omgevingsdienst"]
    )
    texts = [layer.text for layer in specification.borders]
    assert texts[1:] == ["grens Veilig Thuis-regio (vlakken)", "grens omgevingsdienst"]
    assert specification.legend_note == "Tinten onderscheiden de Veilig Thuis-regio's."


def test_a_word_that_all_names_share_is_left_out(catalogus: Catalogus, gebied: Gebied) -> None:
    specification = one_indeling(catalogus, gebied, catalogus["omgevingsdienst"])
    names = {label.text for label in specification.labels if label.rank == 0}
    assert {"Twente", "DCMR Milieudienst Rijnmond"} <= names
    assert len(names) == 26


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["GGD A", "GGD B", "Anders"], ["A", "B", "Anders"]),
        (["GGD A", "GGD B", "A"], ["GGD A", "GGD B", "A"]),  # two would be called A
        (["Noord A", "Zuid B"], ["Noord A", "Zuid B"]),
        (["regio de a", "regio b"], ["De a", "B"]),
    ],
)
def test_short_names_stay_distinct(names: list[str], short: list[str]) -> None:
    assert short_names(names) == short


def test_what_is_not_covered_has_no_class(catalogus: Catalogus, gebied: Gebied) -> None:
    partial = without_first(catalogus, catalogus["corop"])
    missing = catalogus["corop"].lidmaatschap.gemeente[0]
    alone = one_indeling(catalogus, gebied, partial)
    assert np.flatnonzero(alone.fill.classes == NO_CLASS).tolist() == [missing]
    assert alone.tooltips[missing][-1].endswith("geen")
    for a, b in ((partial, catalogus["provincie"]), (catalogus["provincie"], partial)):
        compared = compare_two(catalogus, gebied, a, b)
        assert np.flatnonzero(compared.fill.classes == NO_CLASS).tolist() == [missing]


def test_an_unknown_peiljaar_is_left_out(catalogus: Catalogus, gebied: Gebied) -> None:
    own = dataclasses.replace(catalogus["corop"], peiljaar=None)
    assert one_indeling(catalogus, gebied, own).title == own.naam_meervoud
    compared = compare_two(catalogus, gebied, own, catalogus["provincie"])
    assert compared.title == "COROP-gebieden en provincies 2023"
    assert "None" not in compared.alt_text


def test_a_shared_source_is_named_once(catalogus: Catalogus, gebied: Gebied) -> None:
    source = compare_two(catalogus, gebied, catalogus["jeugdregio"], catalogus["rmc-regio"]).source
    assert source.count(catalogus["jeugdregio"].bron) == 1
    assert "Jeugdregio's en RMC-regio's: " in source


def test_relations_differ_in_grey_print() -> None:
    greys = sorted(luminance(colour) for colour in RELATION_COLOURS.values())
    assert all(b - a > 0.1 for a, b in pairwise(greys)), greys


def test_facts_name_the_province_once(catalogus: Catalogus, gebied: Gebied) -> None:
    provincie = catalogus["provincie"]
    headings, first, *others = one_indeling(catalogus, gebied, provincie).facts
    assert headings == ("Gemeente", "Provincie", "Inwoners")
    assert first[:2] == ("Groningen", "Groningen")
    assert len(others) == 341
    compared = compare_two(catalogus, gebied, provincie, catalogus["corop"]).facts
    assert compared[0] == (*headings, "COROP-gebied", "Relatie")


@pytest.mark.parametrize("view", ["one", "two"])
def test_alternative_text_says_what_is_shown(
    catalogus: Catalogus, gebied: Gebied, view: str
) -> None:
    a, b = catalogus["jeugdregio"], catalogus["res-regio"]
    one = one_indeling(catalogus, gebied, a)
    two = compare_two(catalogus, gebied, a, b)
    text = (one if view == "one" else two).alt_text
    assert "jeugdregio's van 2025" in text
    assert view == "one" or "RES-regio's van 2025" in text
