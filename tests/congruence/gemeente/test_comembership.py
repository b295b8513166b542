from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiokaart.congruence.gemeente.comembership import (
    always_together,
    co_membership,
    participation,
    share_a_column,
    usable,
)
from regiokaart.model import Catalogus, Indeling, Lidmaatschap, Regeling, Soort

Make = Callable[..., Indeling]
made = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def with_rows(indeling: Indeling, gemeenten: list[int], regios: list[int], share: float = 1.0):
    """Return the indeling with other memberships."""
    m = len(gemeenten)
    rows = Lidmaatschap(
        np.array(gemeenten, dtype=np.int64),
        np.array(regios, dtype=np.int64),
        np.full(m, share),
        indeling.lidmaatschap.methode[:1] * m,
        ("",) * m,
    )
    return replace(indeling, lidmaatschap=rows)


@made
@given(rows=st.lists(st.text("ab.", min_size=5, max_size=5), max_size=4))
def test_counts_equal_counting_by_hand(indeling: Make, rows: list[str]) -> None:
    found = co_membership([indeling(row) for row in rows], 5)
    weights = np.arange(len(rows)) / 2
    weighted = found.weighted(weights)
    for i in range(5):
        assert found.counted[i] == sum(row[i] != "." for row in rows)
        for j in range(5):
            by_hand = [k for k, row in enumerate(rows) if i != j and row[i] == row[j] != "."]
            assert found.shared[i, j] == len(by_hand)
            assert weighted[i, j] == pytest.approx(sum(weights[by_hand]))


def test_sharing_two_regios_of_an_indeling_is_being_together_once(indeling: Make) -> None:
    overlapping = with_rows(indeling("ab...."), [0, 0, 1, 1, 2], [0, 1, 0, 1, 1])
    found = co_membership([overlapping], 6)
    assert found.shared[:4, :4].tolist() == [[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 0], [0] * 4]
    assert found.covered[0].tolist() == [True, True, True, False, False, False]


def test_share_of_the_indelingen_of_the_chosen(indeling: Make) -> None:
    found = co_membership([indeling("aaabb."), indeling("aabb..")], 6)
    assert found.share([0])[1:].tolist() == [1, 0.5, 0, 0, 0]
    assert np.isnan(found.share([0])[0])
    assert found.share([4])[3] == 1  # the one indeling that covers it
    assert np.isnan(found.share([5])).all()
    assert found.share([0, 1]).tolist() == [1, 1, 0.5, 0, 0, 0]


def test_groups_that_are_together_everywhere(indeling: Make) -> None:
    indelingen = [indeling("aaabb."), indeling("aabcc.")]
    assert always_together(indelingen, 6).tolist() == [0, 0, -1, 1, 1, -1]
    assert always_together([], 6).tolist() == [-1] * 6


def test_groups_on_real_data_are_the_pairs_that_share_all(catalogus: Catalogus) -> None:
    indelingen = [i for i in catalogus if i.soort is Soort.INTERGEMEENTELIJK]
    n = len(catalogus.gemeenten)
    groups = always_together(indelingen, n)
    shared = co_membership(indelingen, n).shared
    same = (groups[:, None] == groups[None, :]) & (groups >= 0)[:, None]
    np.fill_diagonal(same, False)
    assert np.array_equal(same, shared == len(indelingen))


def test_participants_of_regelingen() -> None:
    regelingen = [
        Regeling(str(i), "r", "v", "", "", np.array(members, dtype=np.int64), ())
        for i, members in enumerate(([0, 2], [1], []))
    ]
    takes_part = participation(regelingen, 3)
    assert takes_part.tolist() == [[1, 0, 0], [0, 1, 0], [1, 0, 0]]
    assert np.argwhere(share_a_column(takes_part)).tolist() == [[0, 2], [2, 0]]


def test_what_cuts_through_gemeenten_is_left_out_with_a_reason(indeling: Make) -> None:
    whole, cut = (
        indeling("aabb.."),
        with_rows(indeling("ab....", "Waterschap"), [0, 0], [0, 1], 0.5),
    )
    empty = indeling("......", "Leeg")
    kept, reasons = usable([whole, cut, empty])
    assert kept == (whole,)
    assert len(reasons) == 2
    assert "Waterschap's" in reasons[0]
    assert "door gemeenten" in reasons[0]
    assert "Leeg's" in reasons[1]
