from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from regiokaart.congruence.pair.assignment import matched_cells, transfer_weight, wisselaars
from regiokaart.congruence.pair.crosstab import crosstabs

quiet = settings(deadline=None, max_examples=150)


def dense(labels, weights) -> np.ndarray:
    a, b = labels
    table = np.zeros((a.max() + 1, b.max() + 1))
    np.add.at(table, (a, b), weights)
    return table


@pytest.mark.parametrize("noise", [0.0, 0.05, 0.2, 1.0])
@pytest.mark.parametrize("seed", range(3))
def test_all_pairs_and_weights_equal_one_assignment_each(seed, noise):
    rng = np.random.default_rng(seed)
    base = rng.integers(0, 60, 342)
    labels = np.array(
        [
            np.where(rng.random(342) < noise, rng.integers(0, k, 342), rng.integers(0, k, 60)[base])
            for k in (4, 12, 25, 30, 42)
        ]
    )
    weights = np.array([np.ones(342), rng.integers(900, 900_000, 342), rng.random(342)])
    tabs = crosstabs(labels, weights)
    found = transfer_weight(tabs)
    for p, (i, j) in enumerate(itertools.combinations(range(len(labels)), 2)):
        for w, weight in enumerate(weights):
            table = dense(labels[[i, j]], weight)
            stay = table[linear_sum_assignment(table, maximize=True)].sum()
            assert found[p, w] == pytest.approx(weight.sum() - stay)
    for chosen in matched_cells(tabs):
        assert np.bincount(tabs.row[chosen]).max() == 1
        assert np.bincount(tabs.column[chosen]).max() == 1


def test_the_heaviest_cell_is_not_always_kept():
    labels = np.array([[0, 0, 1], [0, 1, 0]])
    tabs = crosstabs(labels, np.array([[10.0, 9.0, 9.0]]))
    assert transfer_weight(tabs)[0, 0] == 10


@quiet
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 3)), min_size=1),
)
def test_wisselaars_are_a_smallest_set_and_say_whether_it_is_the_only_one(rows):
    a, b, weights = (np.array(column) for column in zip(*rows, strict=True))
    found = wisselaars(a, b, weights.astype(float))
    movers = {
        frozenset(np.flatnonzero(np.array(order)[a] != b))
        for order in itertools.permutations(range(4))
    }
    least = min(weights[list(moving)].sum() for moving in movers)
    smallest = {moving for moving in movers if weights[list(moving)].sum() == least}
    assert frozenset(found.gemeenten.tolist()) in smallest
    assert found.weight == least
    assert found.only == (len(smallest) == 1)


def test_ties_go_to_the_fewest_inhabitants():
    a, b = np.array([0, 0]), np.array([0, 1])
    ones = np.ones(2)
    for inwoners, moving in (([5.0, 6.0], 0), ([6.0, 5.0], 1)):
        found = wisselaars(a, b, ones, tie_break=np.array(inwoners))
        assert found.gemeenten.tolist() == [moving]
        assert found.weight == 1
        assert not found.only


def test_uncovered_gemeenten_do_not_move():
    found = wisselaars(np.array([0, 0, -1]), np.array([0, -1, 0]), np.ones(3))
    assert len(found.gemeenten) == 0 == found.weight
    assert found.only


def test_a_large_problem_that_falls_apart_has_the_same_answer():
    rng = np.random.default_rng(5)
    # Forty blocks of regions that only meet each other, six of A and six of B each.
    block = np.repeat(np.arange(40), 60)
    labels = np.stack([block * 6 + rng.integers(0, 6, 2400) for _ in range(2)])
    weights = rng.integers(1, 100, (1, 2400)).astype(float)
    (together,) = transfer_weight(crosstabs(labels, weights))[0]
    apart = 0.0
    for which in range(40):
        own = block == which
        apart += transfer_weight(crosstabs(labels[:, own] - which * 6, weights[:, own]))[0, 0]
    assert together == apart
