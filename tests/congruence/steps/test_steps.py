"""Steps against a slow computation that follows the definition word for word."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokaart.congruence.steps.regionsteps import region_steps
from regiokaart.congruence.steps.steps import PER, cheapest_first, gain_per, steps
from regiokaart.model import Catalogus, Gewicht, Soort


def v_measure(a: Sequence[int], b: Sequence[int], weights: Sequence[float]) -> float:
    """V-measure of two labelings, by the definition; NaN where they have no weight in common."""
    common = [(x, y, w) for x, y, w in zip(a, b, weights, strict=True) if x >= 0 and y >= 0]
    total = sum(w for _, _, w in common)
    if not total:
        return math.nan

    def entropy(keys: list) -> float:
        sums: Counter = Counter()
        for key, (_, _, w) in zip(keys, common, strict=True):
            sums[key] += w
        return -sum(x / total * math.log2(x / total) for x in sums.values() if x)

    h_a, h_b = entropy([x for x, _, _ in common]), entropy([y for _, y, _ in common])
    h_ab = entropy([(x, y) for x, y, _ in common])
    homogeneity = 1 - (h_ab - h_b) / h_a if h_a > 1e-12 else 1
    completeness = 1 - (h_ab - h_a) / h_b if h_b > 1e-12 else 1
    if homogeneity + completeness < 1e-12:
        return 0
    return 2 * homogeneity * completeness / (homogeneity + completeness)


def mean_without(labels: Sequence, left_out: set[int], weights: Sequence[float]) -> float:
    values = [
        v_measure(labels[i], labels[j], weights)
        for i, j in itertools.combinations(range(len(labels)), 2)
        if {i, j} != left_out
    ]
    known = [value for value in values if not math.isnan(value)]
    return sum(known) / len(known) if known else math.nan


def least_moving(a: Sequence[int], b: Sequence[int], people: Sequence[float]) -> float:
    """Least number of people that move to make A equal to B, over every matching of regions."""
    both = [(x, y, p) for x, y, p in zip(a, b, people, strict=True) if x >= 0 and y >= 0]
    rows, columns = sorted({x for x, _, _ in both}), sorted({y for _, y, _ in both})
    if len(rows) > len(columns):
        rows, columns = columns, rows
        both = [(y, x, p) for x, y, p in both]
    best = max(
        (
            sum(p for x, y, p in both if dict(zip(rows, chosen, strict=True))[x] == y)
            for chosen in itertools.permutations(columns, len(rows))
        ),
        default=0,
    )
    return sum(p for _, _, p in both) - best


@st.composite
def cases(draw, uncovered: bool = True):
    k, n = draw(st.integers(3, 4)), draw(st.integers(2, 8))
    lowest = -1 if uncovered else 0
    row = st.lists(st.integers(lowest, 3), min_size=n, max_size=n)
    labels = np.array([draw(row) for _ in range(k)], dtype=np.int64)
    weight = st.lists(st.integers(1, 9), min_size=n, max_size=n)
    return labels, np.array(draw(weight), float), np.array(draw(weight), float) * 1000


@given(cases())
@settings(max_examples=60, deadline=None)
def test_every_step_is_what_replacing_a_by_b_gives(case):
    labels, weights, people = case
    found = steps(labels, weights, people)
    pairs = set(zip(found.follower.tolist(), found.leader.tolist(), strict=True))
    assert pairs == set(itertools.permutations(range(len(labels)), 2))
    for s in range(len(found)):
        a, b = int(found.follower[s]), int(found.leader[s])
        both = (labels[a] >= 0) & (labels[b] >= 0)
        stays = both & ~found.moving[s]
        matched = set(zip(labels[a][stays].tolist(), labels[b][stays].tolist(), strict=True))
        assert len({x for x, _ in matched}) == len({y for _, y in matched}) == len(matched)
        became = {y: x for x, y in matched}
        follows = [
            became.get(y, 10 + y) if both[u] else x
            for u, (x, y) in enumerate(zip(labels[a].tolist(), labels[b].tolist(), strict=True))
        ]
        replaced = [*labels.tolist()]
        replaced[a] = follows
        common = {
            c: not math.isnan(v_measure(labels[a], labels[c], weights)) for c in range(len(labels))
        }
        if not common[b] or not any(common[c] for c in common if c not in (a, b)):
            assert math.isnan(found.gain[s])
        else:
            assert found.before[s] == pytest.approx(mean_without(labels, {a, b}, weights))
            assert found.after[s] == pytest.approx(mean_without(replaced, {a, b}, weights))
        assert found.inhabitants[s] == least_moving(labels[a], labels[b], people)
        assert found.inhabitants[s] == people[found.moving[s]].sum()
        assert not (found.together[s] & ~found.moving[s]).any()


@given(cases())
@settings(max_examples=60, deadline=None)
def test_every_small_step_is_what_taking_over_the_region_gives(case):
    labels, weights, people = case
    found = region_steps(labels, weights, people)
    for s in range(len(found)):
        a, b, region = int(found.follower[s]), int(found.leader[s]), int(found.region[s])
        members = (labels[a] >= 0) & (labels[b] == region)
        follows = np.where(members, 99, labels[a])
        for c in np.flatnonzero(found.having[s]):
            of_c = labels[c][members]
            assert len(set(of_c.tolist())) == 1
            assert ((labels[c] == of_c[0]) & (labels[a] >= 0)).tolist() == members.tolist()
        assert found.having[s, b]
        assert not found.having[s, a]
        assert found.inhabitants[s] == least_moving(labels[a], follows, people)
        assert found.inhabitants[s] == people[found.moving[s]].sum()
        replaced = [*labels]
        replaced[a] = follows
        common = {
            c: not math.isnan(v_measure(labels[a], labels[c], weights)) for c in range(len(labels))
        }
        if not any(common[c] for c in common if c not in (a, b)):
            assert math.isnan(found.gain[s])
        else:
            assert found.before[s] == pytest.approx(mean_without(labels, {a, b}, weights))
            assert found.after[s] == pytest.approx(mean_without(replaced, {a, b}, weights))


def test_small_steps_hold_every_region_that_another_does_not_have():
    labels = np.array([[0, 0, 1, 1], [0, 0, 0, 1], [0, 0, 0, 1], [0, 1, 2, 3]])
    ones = np.ones(4)
    found = region_steps(labels, ones, ones * 10)
    of_first = [s for s in range(len(found)) if found.follower[s] == 0]
    taken = {
        (tuple(np.flatnonzero(labels[found.leader[s]] == found.region[s])),
         tuple(np.flatnonzero(found.having[s])))
        for s in of_first
    }  # fmt: skip
    assert taken == {
        ((0, 1, 2), (1, 2)),
        ((3,), (1, 2, 3)),
        ((0,), (3,)),
        ((1,), (3,)),
        ((2,), (3,)),
    }
    grown = next(s for s in of_first if found.having[s].tolist() == [False, True, True, False])
    assert found.grown_from[grown] == 0
    assert found.moving[grown].tolist() == [False, False, True, False]


def test_steps_back_and_forth_cancel_and_equal_indelingen_stay_where_they_are():
    labels = np.array([[0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1], [0, 1, 1, 1]])
    found = steps(labels, np.ones(4), np.array([1.0, 2, 3, 4]))
    gain = {
        (a, b): gain
        for a, b, gain in zip(
            found.follower.tolist(), found.leader.tolist(), found.gain.tolist(), strict=True
        )
    }
    for (a, b), value in gain.items():
        assert value == pytest.approx(-gain[b, a])
    assert gain[0, 1] == 0
    same = [s for s in range(len(found)) if {found.follower[s], found.leader[s]} == {0, 1}]
    assert found.inhabitants[same].tolist() == [0, 0]
    assert np.isnan(found.gain_per[same]).all()
    middle = found.gain_per[~np.isnan(found.gain_per)]
    assert (np.diff(middle) <= 0).all()


def test_cheapest_comes_first_and_unknown_last():
    gain = np.array([0.1, 0.2, np.nan, 0.0, -0.1])
    people = np.array([PER, 4 * PER, 10, 0, 20], dtype=float)
    assert cheapest_first(gain, people).tolist() == [0, 1, 3, 4, 2]
    assert gain_per(gain, people)[:2] == pytest.approx([0.1, 0.05])


@pytest.mark.parametrize("try_out", [steps, region_steps])
def test_two_indelingen_have_no_other(try_out):
    with pytest.raises(ValueError, match="at least three"):
        try_out(np.zeros((2, 4), dtype=np.int64), np.ones(4), np.ones(4))


def test_embedded_steps(catalogus: Catalogus):
    """The figures of the eight, recomputed the slow way."""
    counted = [i for i in catalogus if i.soort is Soort.INTERGEMEENTELIJK]
    labels = np.array([catalogus.labels(i) for i in counted])
    people = catalogus.gemeenten.weights(Gewicht.INWONERS)
    found = steps(labels, people, people)
    first = counted[found.follower[0]], counted[found.leader[0]]
    assert [i.id for i in first] == ["arbeidsmarktregio", "veiligheidsregio"]
    ids = [i.id for i in counted]
    a, b = ids.index("arbeidsmarktregio"), ids.index("veiligheidsregio")
    replaced = [*labels]
    replaced[a] = labels[b]
    before, after = (mean_without(each, {a, b}, people) for each in (labels, replaced))
    assert found.gain[0] == pytest.approx(after - before)
    small = region_steps(labels, people, people)
    a = counted[small.follower[0]]
    moving = [catalogus.gemeenten.namen[i] for i in np.flatnonzero(small.moving[0])]
    assert (a.id, moving) == ("arbeidsmarktregio", ["Voorschoten"])
