from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiokaart.congruence.gemeente.comembership import always_together, co_membership
from regiokaart.congruence.gemeente.profile import (
    attainable,
    peers,
    percentile,
    profiles,
    territorial_congruence,
    with_random_partners,
)
from regiokaart.model import Catalogus, Indeling, Lidmaatschap, Methode, Regeling
from regiokaart.sources.embedded import load_regelingen

Make = Callable[..., Indeling]
made = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
NAN = float("nan")


def regeling(*members: int) -> Regeling:
    return Regeling("1", "r", "v", "", "", np.array(sorted(members), dtype=np.int64), ())


def by_hand(
    catalogus: Catalogus, indelingen: list[Indeling], regelingen: list[Regeling], gemeente: int
) -> dict[str, object]:
    """Profile of one gemeente, straight from the definitions, with sets."""
    fellows: list[set[int]] = []  # in each indeling that covers the gemeente, itself included
    regios: list[set[int]] = []
    apart_from: list[set[int] | None] = []
    for indeling in indelingen:
        rows = list(
            zip(
                indeling.lidmaatschap.gemeente.tolist(),
                indeling.lidmaatschap.regio.tolist(),
                strict=True,
            )
        )
        own = [{g for g, r in rows if r == mine} for g0, mine in rows if g0 == gemeente]
        regios += own
        apart_from.append(set().union(*own) - {gemeente} if own else None)
        if own:
            fellows.append(set().union(*own) - {gemeente})
    groups = [set(each.gemeenten.tolist()) for each in regelingen if gemeente in each.gemeenten]
    times: dict[int, int] = {}
    for each in fellows:
        for other in each:
            times[other] = times.get(other, 0) + 1
    k = len(fellows)
    usual = {other for other, count in times.items() if count > k / 2}
    deviates = [
        others is not None
        and len(others & usual) < len(usual) / 2
        and (not others or len(others & usual) < len(others) / 2)
        for others in apart_from
    ]
    always = [other for other, count in times.items() if count == k]
    people = catalogus.gemeenten.inwoners
    largest = max((len(each) for each in fellows), default=0)
    return {
        "memberships": len(regios),
        "takes_part": len(groups),
        "shapes": len({frozenset(each) for each in regios + groups}),
        "partners": len(times),
        "always": len(always),
        "once": sum(count == 1 for count in times.values()),
        "partners_with_regelingen": len(set(times).union(*groups) - {gemeente}),
        "stable": len(always) / len(times) if times else NAN,
        "territorial": np.mean([count / k for count in times.values()]) if times else NAN,
        "attainable": np.mean([len(each) / largest for each in fellows]) if largest else NAN,
        "inhabitants": sum(int(people[other]) for other in times),
        "deviates": deviates,
    }


def check(catalogus: Catalogus, indelingen: list[Indeling], regelingen: list[Regeling]) -> None:
    found = profiles(catalogus, indelingen, regelingen)
    for gemeente in range(len(catalogus.gemeenten)):
        for name, value in by_hand(catalogus, indelingen, regelingen, gemeente).items():
            ours = getattr(found, name)[..., gemeente]
            assert ours == pytest.approx(value, nan_ok=True), (name, gemeente)


@made
@given(
    rows=st.lists(st.text("abc.", min_size=6, max_size=6), min_size=1, max_size=5),
    groups=st.lists(st.sets(st.integers(0, 5)), max_size=4),
)
def test_profiles_equal_the_definitions(
    klein: Catalogus, indeling: Make, rows: list[str], groups: list[set[int]]
) -> None:
    check(klein, [indeling(row) for row in rows], [regeling(*each) for each in groups])


def test_profiles_of_the_real_set_equal_the_definitions(catalogus: Catalogus) -> None:
    indelingen = [i for i in catalogus if i.telt_standaard_mee]
    check(catalogus, indelingen, list(load_regelingen(catalogus.gemeenten)))


def test_overlapping_regios_count_each_and_share_once(klein: Catalogus, indeling: Make) -> None:
    rows = Lidmaatschap(
        np.array([0, 0, 1, 1, 2]), np.array([0, 1, 0, 1, 1]), np.ones(5),
        (Methode.DIRECT,) * 5, ("",) * 5,
    )  # fmt: skip
    overlapping = replace(indeling("ab...."), lidmaatschap=rows)
    check(klein, [overlapping, indeling("aabbcc")], [])
    found = profiles(klein, [overlapping])
    assert found.memberships.tolist() == [2, 2, 1, 0, 0, 0]
    assert found.partners.tolist() == [2, 2, 2, 0, 0, 0]


def test_deviations_by_hand(klein: Catalogus, indeling: Make) -> None:
    # Aa, Bee and Cee go together in three of five; Cee leaves them once for others.
    found = profiles(
        klein,
        [
            indeling("aaabbb"),
            indeling("aaabbb"),
            indeling("aaabbc"),
            indeling("aabbbb"),  # Cee without its usual partners, with others
            indeling("aaaaaa"),  # larger: no deviation
        ],
    )
    assert np.flatnonzero(found.usual[2]).tolist() == [0, 1]
    # Ef is alone in the third and has usual partners; Dee and Ee miss only half of theirs.
    assert np.argwhere(found.deviates).tolist() == [[2, 5], [3, 2]]


def test_a_smaller_regio_of_usual_partners_is_no_deviation(klein: Catalogus, indeling: Make):
    found = profiles(klein, [indeling("aaaaaa"), indeling("aaaaaa"), indeling("aabbcc")])
    assert not found.deviates.any()


@made
@given(rows=st.lists(st.text("abc", min_size=6, max_size=6), min_size=1, max_size=5))
def test_territorial_congruence_lies_between_its_bounds(indeling: Make, rows: list[str]) -> None:
    found = co_membership([indeling(row) for row in rows], 6)
    actual = territorial_congruence(found.shared, found.counted)
    most = attainable(found)
    known = ~np.isnan(actual)
    assert np.array_equal(known, found.shared.any(axis=1))
    assert np.all(actual[known] <= most[known] + 1e-12)
    assert np.all(most[known] <= 1)
    assert np.all(actual[known] >= 1 / len(rows) - 1e-12)


def test_random_partners_are_what_lots_give(indeling: Make) -> None:
    letters = [
        "aaaaaabbbbbbbbbccccccccc......",
        "aaaabbbbbbbbbbbbbbbbbbbbbbbbbb",
        "a" * 12 + "b" * 18,
    ]
    n, first = 30, 0
    found = co_membership([indeling(each) for each in letters], n)
    random = np.random.default_rng(1)
    partners = []
    for _ in range(4000):
        drawn: set[int] = set()
        for together, covered in zip(found.together, found.covered, strict=True):
            others = np.flatnonzero(covered)[1:]  # without the first itself
            drawn |= set(random.choice(others, together[first].sum(), replace=False).tolist())
        partners.append(len(drawn))
    fellows = found.together[:, first].sum()
    assert with_random_partners(found)[first] == pytest.approx(
        fellows / (3 * np.mean(partners)), rel=0.01
    )


def test_peers_are_nearest_by_ratio() -> None:
    people = np.array([100, 200, 50, 10_000, 9_000])
    assert peers(people, 2).tolist() == [[1, 2], [0, 2], [0, 1], [4, 1], [3, 1]]
    assert peers(people, 9).shape == (5, 4)
    assert all(i not in row for i, row in enumerate(peers(np.array([5, 5, 5, 0]), 2).tolist()))


def test_percentile_counts_equals_half_and_leaves_out_what_has_no_value() -> None:
    of = np.array([[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2]])
    found = percentile(np.array([1.0, 2.0, 2.0, NAN]), of)
    assert found[:3].tolist() == [0, 0.75, 0.75]
    assert np.isnan(found[3])
    assert percentile(np.array([3, 1, 2, 2]), of).tolist() == [1, 0, 0.5, 0.5]


def test_rank_correlation_with_the_number_of_partners(catalogus: Catalogus) -> None:
    """The larger the regio's, the lower the figure: why it is shown beside its bounds."""
    found = profiles(catalogus, [i for i in catalogus if i.telt_standaard_mee])
    ranks = [np.argsort(np.argsort(x)) for x in (found.territorial, found.partners)]
    assert np.corrcoef(*ranks)[0, 1] < -0.6


def test_figures_of_the_documentation(catalogus: Catalogus) -> None:
    """Those that the manual and the method page name for the set that counts by default."""
    indelingen = [i for i in catalogus if i.telt_standaard_mee]
    found = profiles(catalogus, indelingen)
    assert (found.partners.min(), found.partners.max()) == (9, 39)
    groups = always_together(indelingen, len(catalogus.gemeenten))
    assert (groups.max() + 1, np.count_nonzero(groups >= 0)) == (56, 315)
    haag = catalogus.gemeenten.index["GM0518"]
    counts = np.bincount(found.co_membership.shared[haag])
    assert counts[1:].tolist() == [12, 0, 0, 0, 0, 0, 4, 4]
    assert found.territorial[haag] == found.attainable[haag] == pytest.approx(0.45)
    assert found.random_partners[haag] == pytest.approx(0.14, abs=0.005)
    zeewolde = catalogus.gemeenten.index["GM0050"]
    apart = [indelingen[i].id for i in np.flatnonzero(found.deviates[:, zeewolde])]
    assert apart == ["arbeidsmarktregio", "jeugdregio", "rmc-regio"]


def test_a_profile_needs_indelingen(klein: Catalogus) -> None:
    with pytest.raises(ValueError, match="at least one"):
        profiles(klein, [])
