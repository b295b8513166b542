from __future__ import annotations

import dataclasses
from itertools import pairwise

import numpy as np
import pytest

from regiokaart.cartography.borders import RAMP, borders
from regiokaart.cartography.classes import Classification, Klassen
from regiokaart.cartography.legend import legend_lines
from regiokaart.cartography.palettes import contrast, luminance
from regiokaart.congruence.border.borders import borders_of
from regiokaart.model import Catalogus, Gebied, Indeling, Lidmaatschap


@pytest.fixture(scope="module")
def counting(catalogus: Catalogus) -> list[Indeling]:
    return [i for i in catalogus if i.telt_standaard_mee]


def without(indeling: Indeling, gemeente: int) -> Indeling:
    """The same indeling, in which a gemeente has no regio."""
    rows = indeling.lidmaatschap
    kept = np.flatnonzero(rows.gemeente != gemeente)
    left = Lidmaatschap(
        rows.gemeente[kept],
        rows.regio[kept],
        rows.aandeel[kept],
        tuple(rows.methode[i] for i in kept),
        tuple(rows.toelichting[i] for i in kept),
    )
    return dataclasses.replace(indeling, lidmaatschap=left)


def test_every_region_border_is_a_line_in_its_class(
    catalogus: Catalogus, gebied: Gebied, counting: list[Indeling]
) -> None:
    (lines,) = borders(catalogus, gebied, counting).pair_lines
    found = borders_of(catalogus, gebied, counting)
    drawn = found.count > 0
    assert np.array_equal(lines.pairs, found.pairs[drawn])
    order = np.argsort(found.count[drawn], kind="stable")
    assert np.all(np.diff(lines.classes[order]) >= 0)
    hardest = lines.classes == len(lines.palette) - 1
    assert np.array_equal(hardest, found.count[drawn] == len(counting))


@pytest.mark.parametrize("klassen", Klassen)
@pytest.mark.parametrize("number", [1, 2, 3, 8, 17])
def test_legend_counts_every_border_once(
    catalogus: Catalogus, gebied: Gebied, number: int, klassen: Klassen
) -> None:
    indelingen = list(catalogus)[:number]
    for threshold in {1, 2, number}:
        own = (2.0, 5.0) if klassen is Klassen.EIGEN else ()
        how = Classification(klassen, breaks=own)
        specification = borders(catalogus, gebied, indelingen, threshold, how)
        texts = [line.text for line in legend_lines(specification)]
        counts = [int(text.split("(")[1].split()[0].replace(".", "")) for text in texts]
        assert sum(counts) == len(gebied.neighbours[0])
        assert len(specification.pair_lines[0].palette) <= len(RAMP)


def test_classes_do_not_move_with_the_threshold(
    catalogus: Catalogus, gebied: Gebied, counting: list[Indeling]
) -> None:
    whole, part = (borders(catalogus, gebied, counting, n).pair_lines[0] for n in (1, 4))
    look = dict(zip(map(tuple, whole.pairs.tolist()), whole.classes.tolist(), strict=True))
    assert 0 < len(part.pairs) < len(whole.pairs)
    for pair, number in zip(part.pairs.tolist(), part.classes.tolist(), strict=True):
        assert look[tuple(pair)] == number
    assert [(each.colour, each.width) for each in whole.palette] == [
        (each.colour, each.width) for each in part.palette
    ]
    texts = [line.text for line in legend_lines(borders(catalogus, gebied, counting, 4))]
    assert texts[0].startswith("alle 8 (")
    assert texts[-1].startswith("minder dan 4 (")
    assert not any(text.startswith(("1", "2", "3")) for text in texts)


def test_lines_are_told_apart_on_white_and_in_grey() -> None:
    greys = [luminance(colour) for colour in RAMP]
    assert all(light - dark > 0.02 for light, dark in pairwise(greys))
    assert all(contrast(light, dark) > 1.4 for light, dark in pairwise(RAMP))
    assert contrast(RAMP[0], "#ffffff") > 2


def test_words_name_the_set_and_what_is_uncertain(
    catalogus: Catalogus, gebied: Gebied, counting: list[Indeling]
) -> None:
    specification = borders(catalogus, gebied, counting)
    assert "8 indelingen" in specification.subtitle
    assert "2024, 2025 en 2026" in specification.subtitle
    assert "Geteld: arbeidsmarktregio's" in specification.alt_text
    assert "is het aantal onzeker" in specification.legend_note
    for indeling in counting:
        assert indeling.bron.rstrip(".") in specification.source
        assert indeling.naam_meervoud in specification.source


def test_one_indeling_is_named_instead_of_counted(catalogus: Catalogus, gebied: Gebied) -> None:
    specification = borders(catalogus, gebied, [catalogus["veiligheidsregio"]])
    texts = [line.text for line in legend_lines(specification)]
    assert [text.split(" (")[0] for text in texts] == ["regiogrens", "geen regiogrens"]
    assert specification.legend_title == "Grens van de veiligheidsregio's"
    assert specification.pair_lines[0].palette[0].colour == RAMP[-1]


def test_gemeenten_and_borders_tell_the_same(
    catalogus: Catalogus, gebied: Gebied, counting: list[Indeling]
) -> None:
    specification = borders(catalogus, gebied, counting)
    ede = catalogus.gemeenten.namen.index("Ede")
    lines = specification.tooltips[ede]
    assert lines[0] == "Ede"
    row = next(row for row in specification.facts if row[0] == "Ede")
    assert row[-1] == "; ".join(lines[2:])
    neighbours = int(np.count_nonzero(gebied.neighbours[0] == ede))
    assert int(row[3]) == neighbours
    (drawn,) = specification.pair_lines
    pair = [min(ede, other := catalogus.gemeenten.namen.index("Arnhem")), max(ede, other)]
    tooltip = drawn.tooltips[drawn.pairs.tolist().index(pair)]
    assert tooltip[0] == "Arnhem – Ede"
    times = int(tooltip[1].removeprefix("regiogrens in ").split()[0])
    assert any(
        line.startswith(f"regiogrens in {times} van 8: ") and "Arnhem" in line for line in lines
    )


def test_an_island_says_so(catalogus: Catalogus, gebied: Gebied, counting: list[Indeling]) -> None:
    specification = borders(catalogus, gebied, counting)
    texel = catalogus.gemeenten.namen.index("Texel")
    assert specification.tooltips[texel][-1] == "geen landgrens met een andere gemeente"
    assert next(row for row in specification.facts if row[0] == "Texel")[3:6] == ("0", "0", "0")


def test_what_is_not_covered_is_unknown(catalogus: Catalogus, gebied: Gebied) -> None:
    ede = catalogus.gemeenten.namen.index("Ede")
    partial = without(catalogus["corop"], ede)
    specification = borders(catalogus, gebied, [catalogus["provincie"], partial])
    neighbours = int(np.count_nonzero(gebied.neighbours[0] == ede))
    assert f"Van {neighbours} grenzen" in specification.legend_note
    (lines,) = specification.pair_lines
    unknown = [text for text in lines.tooltips if any(t.startswith("onbekend: ") for t in text)]
    assert unknown
    assert all("Ede" in text[0] for text in unknown)


@pytest.mark.parametrize(("number", "threshold"), [(0, 1), (1, 0)])
def test_nothing_to_count_is_refused(
    catalogus: Catalogus, gebied: Gebied, number: int, threshold: int
) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        borders(catalogus, gebied, list(catalogus)[:number], threshold)
