"""The map of a step: its counts are those of the step, its borders those before and after."""

from __future__ import annotations

import numpy as np
import pytest

from regiokaart.cartography.legend import legend_lines
from regiokaart.cartography.steps import step_map
from regiokaart.congruence.steps.stepchange import region_change, whole_change
from regiokaart.congruence.steps.steptables import Ranking, ranking
from regiokaart.model import Catalogus, Gebied, Gewicht


@pytest.fixture(scope="module")
def ranked(catalogus: Catalogus) -> Ranking:
    chosen = [i for i in catalogus if i.telt_standaard_mee]
    return ranking(catalogus, chosen, Gewicht.INWONERS)


@pytest.mark.parametrize("make", [whole_change, region_change])
@pytest.mark.parametrize("s", [0, 7, 30])
def test_colours_and_lines_are_those_of_the_step(
    catalogus: Catalogus, gebied: Gebied, ranked: Ranking, make, s: int
) -> None:
    change = make(ranked, s)
    shown = step_map(catalogus, gebied, change)
    assert np.array_equal(shown.fill.classes > 0, change.moving)
    counted = [text for each in shown.fill.palette if (text := each.text)]
    assert sum(int(text.rsplit("(", 1)[1].split()[0]) for text in counted) == len(change.moving)
    (lines,) = shown.pair_lines
    was, will_be = (
        each[lines.pairs[:, 0]] != each[lines.pairs[:, 1]] for each in (change.before, change.after)
    )
    assert lines.classes.tolist() == np.where(was & will_be, 0, np.where(was, 1, 2)).tolist()
    assert (was | will_be).all()
    texts = [line.text for line in legend_lines(shown)]
    assert any("wordt regiogrens" in text for text in texts) == bool((will_be & ~was).any())


def test_tooltip_and_facts_tell_from_and_to(
    catalogus: Catalogus, gebied: Gebied, ranked: Ranking
) -> None:
    change = whole_change(ranked, 0)
    shown = step_map(catalogus, gebied, change)
    for i in np.flatnonzero(change.moving).tolist():
        was = change.names_before[change.before[i]]
        becomes = change.names_after[change.after[i]]
        assert shown.tooltips[i][2:4] == (f"van: {was}", f"naar: {becomes}")
        assert shown.facts[i + 1][3:5] == (was, becomes)
    stays = int(np.flatnonzero(~change.moving)[0])
    assert "blijft in de regio" in shown.tooltips[stays][2]
    assert str(int(change.moving.sum())) in shown.alt_text
    assert change.a.bron.rstrip(".") in shown.source
    assert change.b.bron.rstrip(".") in shown.source


def test_title_tells_which_region_is_taken_over(
    catalogus: Catalogus, gebied: Gebied, ranked: Ranking
) -> None:
    change = region_change(ranked, 0)
    shown = step_map(catalogus, gebied, change)
    assert shown.title == f"{change.a.naam_meervoud} nemen {change.taken.naam} over"
    assert f"de regio {change.taken.naam}" in shown.alt_text


def test_who_is_in_no_region_has_no_class(
    catalogus: Catalogus, gebied: Gebied, ranked: Ranking
) -> None:
    from dataclasses import replace

    change = whole_change(ranked, 0)
    holes = change.before.copy()
    holes[:3] = -1
    shown = step_map(
        catalogus,
        gebied,
        replace(
            change,
            before=holes,
            after=np.where(holes < 0, -1, change.after),
            moving=change.moving & (holes >= 0),
        ),
    )
    assert (shown.fill.classes[:3] == -1).all()
    assert shown.tooltips[0][2:] == ("in geen regio",)
    assert shown.facts[1][3:] == ("geen", "geen", "doet niet mee")
