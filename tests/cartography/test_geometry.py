import numpy as np
import pytest

from regiokaart.cartography.geometry import pair_of_arcs
from regiokaart.model import Gebied


@pytest.mark.parametrize("level", range(4))
def test_every_inland_arc_lies_between_a_pair_of_neighbours(gebied: Gebied, level: int) -> None:
    coverage, pairs = gebied.levels[level], gebied.neighbours[0]
    found = pair_of_arcs(coverage, pairs)
    inland = (coverage.left >= 0) & (coverage.right >= 0)
    assert np.array_equal(found >= 0, inland)
    sides = np.sort(np.stack([coverage.left, coverage.right], axis=1), axis=1)
    assert np.array_equal(sides[inland], pairs[found[inland]])


def test_only_the_pairs_that_are_asked_for_in_their_own_order(gebied: Gebied) -> None:
    coverage, pairs = gebied.levels[0], gebied.neighbours[0]
    some = pairs[[40, 3, 700]]
    found = pair_of_arcs(coverage, some)
    assert set(found.tolist()) == {-1, 0, 1, 2}
    arcs = np.flatnonzero(found == 1)
    assert {frozenset((coverage.left[a], coverage.right[a])) for a in arcs} == {
        frozenset(pairs[3].tolist())
    }


def test_no_pairs_and_strangers_find_nothing(gebied: Gebied) -> None:
    coverage = gebied.levels[-1]
    assert np.all(pair_of_arcs(coverage, np.zeros((0, 2), dtype=np.int64)) == -1)
    apart = next(
        (0, j) for j in range(1, len(gebied)) if [0, j] not in gebied.neighbours[0].tolist()
    )
    assert np.all(pair_of_arcs(coverage, np.array([apart])) == -1)
