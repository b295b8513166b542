import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.cluster import hierarchy
from scipy.spatial.distance import squareform

from regiokaart.congruence.sets.clustering import Tree, tree


def symmetric(values: np.ndarray) -> np.ndarray:
    upper = np.triu(values, 1)
    return upper + upper.T


@st.composite
def distances(draw, most: int = 12, ties: bool = False):
    k = draw(st.integers(1, most))
    if ties:
        values = draw(arrays(np.float64, (k, k), elements=st.sampled_from([0.0, 1.0, 2.0])))
    else:
        seed = draw(st.integers(0, 2**32 - 1))
        values = np.random.default_rng(seed).random((k, k))
    return symmetric(values)


def leaves(grown: Tree) -> list[set[int]]:
    found = [{i} for i in range(len(grown))]
    for left, right in grown.children:
        found.append(found[left] | found[right])
    return found


def cophenetic(grown: Tree) -> np.ndarray:
    k = len(grown)
    joined = np.zeros((k, k))
    sets = leaves(grown)
    for (left, right), height in zip(grown.children, grown.heights, strict=True):
        for i, j in itertools.product(sets[left], sets[right]):
            joined[i, j] = joined[j, i] = height
    return joined


def length(order, between) -> float:
    return sum(between[i, j] for i, j in itertools.pairwise(order))


@given(distances())
def test_heights_are_those_of_scipy(between):
    grown = tree(between)
    if len(between) == 1:
        assert grown.order.tolist() == [0]
        return
    linked = hierarchy.linkage(squareform(between), "average")
    assert grown.heights == pytest.approx(linked[:, 2])
    assert squareform(cophenetic(grown)) == pytest.approx(hierarchy.cophenet(linked))


@given(distances())
def test_order_is_never_longer_than_that_of_scipy(between):
    """That of scipy is itself not always the shortest; the next test tries every order."""
    if len(between) < 2:
        return
    linked = hierarchy.linkage(squareform(between), "average", optimal_ordering=True)
    theirs = length(hierarchy.leaves_list(linked), between)
    assert length(tree(between).order, between) <= theirs + 1e-9


@given(distances(most=7, ties=True))
def test_order_is_the_shortest_that_the_tree_allows(between):
    grown = tree(between)
    groups = leaves(grown)
    k = len(between)

    def together(order) -> bool:
        places = {leaf: place for place, leaf in enumerate(order)}
        spans = ([places[leaf] for leaf in group] for group in groups)
        return all(max(span) - min(span) == len(span) - 1 for span in spans)

    allowed = [order for order in itertools.permutations(range(k)) if together(order)]
    assert tuple(grown.order.tolist()) in allowed
    shortest = min(length(order, between) for order in allowed)
    assert length(grown.order, between) == pytest.approx(shortest)
    assert grown.order[0] <= grown.order[-1]


@given(distances(ties=True))
def test_brackets_stand_on_what_they_join(between):
    grown = tree(between)
    k = len(grown)
    place = {int(leaf): i for i, leaf in enumerate(grown.order)}
    tops = [(float(place[i]), 0.0) for i in range(k)]
    for (left, right), height, bracket in zip(
        grown.children, grown.heights, grown.brackets(), strict=True
    ):
        (x, foot), (other_x, other_foot) = tops[left], tops[right]
        assert bracket[:, 0].tolist() == [x, x, other_x, other_x]
        assert bracket[:, 1].tolist() == [foot, height, height, other_foot]
        tops.append(((x + other_x) / 2, float(height)))


def test_brackets_of_a_tree_drawn_by_hand():
    between = symmetric(np.array([[0, 9, 1, 9], [0, 0, 7, 3], [0, 0, 0, 9], [0, 0, 0, 0.0]]))
    grown = tree(between)
    assert grown.order.tolist() == [0, 2, 1, 3]
    assert grown.brackets().tolist() == [
        [[0, 0], [0, 1], [1, 1], [1, 0]],
        [[2, 0], [2, 3], [3, 3], [3, 0]],
        [[0.5, 1], [0.5, 8.5], [2.5, 8.5], [2.5, 3]],
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        np.zeros((0, 0)),
        np.zeros((2, 3)),
        np.array([[0, np.nan], [np.nan, 0]]),
        np.array([[0, -1.0], [-1.0, 0]]),
        np.array([[0, 1.0], [2.0, 0]]),
        np.array([[1.0]]),
    ],
)
def test_what_is_no_distance_is_refused(wrong):
    with pytest.raises(ValueError, match="distances must"):
        tree(wrong)
