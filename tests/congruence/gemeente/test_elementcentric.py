import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.congruence.gemeente.elementcentric import (
    _affinity,
    element_centric,
    mean_element_centric,
)

ALPHA = 0.9


def whole(labels: list[int]) -> np.ndarray:
    """Memberships of gemeenten in one regio each; -1 for none."""
    belongs = np.zeros((len(labels), max(labels, default=0) + 1), dtype=bool)
    for gemeente, regio in enumerate(labels):
        if regio >= 0:
            belongs[gemeente, regio] = True
    return belongs


def several(regios: list[list[int]], count: int) -> np.ndarray:
    belongs = np.zeros((len(regios), count), dtype=bool)
    for gemeente, each in enumerate(regios):
        belongs[gemeente, each] = True
    return belongs


def test_published_case() -> None:
    found = element_centric(whole([0, 1, 1, 0, 2, 1]), whole([0, 1, 1, 0, 2, 2]))
    assert found == pytest.approx([1, 2 / 3, 2 / 3, 1, 1 / 2, 1 / 3])
    assert found.mean() == pytest.approx(0.694444, abs=1e-6)


def test_overlapping_regios_as_clusim_computes_them() -> None:
    """Figures of clusim 0.4 with its exact method (prpack) and alpha .9."""
    a = several([[0], [0, 1], [1], [1], [2]], 3)
    b = several([[0], [0], [0, 1], [1, 2], [2]], 3)
    expected = [0.72132854, 0.79150398, 0.77328336, 0.65198605, 0.2462908]
    assert element_centric(a, b) == pytest.approx(expected, abs=1e-8)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=20))
def test_whole_gemeenten_are_the_random_walk_written_out(labels: list[tuple[int, int]]) -> None:
    a, b = (whole(list(each)) for each in zip(*labels, strict=True))
    walk = 1 - np.abs(_affinity(a, ALPHA) - _affinity(b, ALPHA)).sum(axis=1) / (2 * ALPHA)
    assert element_centric(a, b) == pytest.approx(walk)


def test_gemeenten_that_one_does_not_cover_do_not_count() -> None:
    found = element_centric(whole([0, 0, 0, -1]), whole([0, 0, -1, 0]))
    assert found[:2].tolist() == [1, 1]
    assert np.isnan(found[2:]).all()


def test_mean_is_over_the_pairs_that_cover_a_gemeente() -> None:
    a, b, c = whole([0, 0, 1, -1]), whole([0, 0, 0, -1]), whole([0, 1, -1, 0])
    found = mean_element_centric([a, b, c])
    # a-b: 2/3, 2/3, 1/3; a-c and b-c on the first two: 1/2
    assert found[:3] == pytest.approx([5 / 9, 5 / 9, 1 / 3])
    assert np.isnan(found[3])
    assert np.isnan(mean_element_centric([a])).all()


def test_indeling_without_regions_has_nothing_to_compare():
    nothing, some = np.zeros((3, 0), dtype=bool), np.ones((3, 1), dtype=bool)
    assert np.isnan(element_centric(nothing, some)).all()
    assert np.isnan(element_centric(nothing, nothing)).all()
