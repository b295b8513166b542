"""Who is in which region before and after a step."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from regiokaart.congruence.steps.stepchange import region_change, whole_change
from regiokaart.congruence.steps.steps import after_following
from regiokaart.congruence.steps.steptables import Ranking, ranking
from regiokaart.model import Catalogus, Gewicht, Indeling


def step(ranked: Ranking, a: str, b: str) -> int:
    """Return the step in which the indeling with id `a` follows that with id `b`."""
    ids = [indeling.id for indeling in ranked.indelingen]
    found = ranked.steps
    chosen = (found.follower == ids.index(a)) & (found.leader == ids.index(b))
    return int(np.flatnonzero(chosen)[0])


def regions(labels: np.ndarray) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(labels == k).tolist()) for k in np.unique(labels[labels >= 0])}


def test_follower_gets_the_regions_and_names_of_the_leader(
    klein: Catalogus, indeling: Callable[..., Indeling]
) -> None:
    chosen = [indeling("AABBBB", "Een"), indeling("AAABBC", "Twee"), indeling("AAABBB", "Drie")]
    ranked = ranking(klein, chosen, Gewicht.INWONERS)
    change = whole_change(ranked, step(ranked, "een", "twee"))
    assert (change.a.id, change.b.id, change.taken) == ("een", "twee", None)
    assert regions(change.after) == regions(klein.labels(chosen[1]))
    names = [change.names_after[region] for region in change.after.tolist()]
    assert names == [chosen[1].regios[k].naam for k in klein.labels(chosen[1]).tolist()]
    assert np.array_equal(change.moving, change.before != change.after)
    assert change.region_around(0).tolist() == [0, 1]


def test_who_is_not_covered_stays(klein: Catalogus, indeling: Callable[..., Indeling]) -> None:
    chosen = [indeling("AABBB.", "Een"), indeling("AAAB..", "Twee"), indeling("AAABBB", "Drie")]
    ranked = ranking(klein, chosen, Gewicht.INWONERS)
    change = whole_change(ranked, step(ranked, "een", "twee"))
    assert change.after[4] == change.before[4]
    assert change.after[5] == -1
    assert change.region_around(5).tolist() == []


def test_small_step_leaves_the_rest_on_its_own(
    klein: Catalogus, indeling: Callable[..., Indeling]
) -> None:
    chosen = [indeling("AAABBB", "Een"), indeling("ABBCCC", "Twee"), indeling("AAAABB", "Drie")]
    ranked = ranking(klein, chosen, Gewicht.GEMEENTEN)
    found = ranked.small
    for s in range(len(found)):
        change = region_change(ranked, s)
        members = klein.labels(change.b) == found.region[s]
        assert frozenset(np.flatnonzero(members).tolist()) in regions(change.after)
        assert {change.names_after[k] for k in change.after[members]} == {change.taken.naam}
        rest = change.moving & ~members
        assert all(change.names_after[k].startswith("rest van ") for k in change.after[rest])
        assert np.array_equal(change.moving, change.before != change.after)


def test_every_real_step_moves_exactly_the_movers(catalogus: Catalogus) -> None:
    ranked = ranking(catalogus, [i for i in catalogus if i.telt_standaard_mee], Gewicht.INWONERS)
    for s in range(len(ranked.steps)):
        change = whole_change(ranked, s)
        assert np.array_equal(change.moving, change.before != change.after)
        assert regions(change.after) == regions(catalogus.labels(change.b))


@pytest.mark.parametrize("covered", [True, False])
def test_regions_keep_their_number_where_they_become_one(covered: bool) -> None:
    a, b = np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0 if covered else -1])
    assert after_following(a, b, np.zeros(4, dtype=bool)).tolist() == [0, 0, 1, 1]
