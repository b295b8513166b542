import numpy as np
import pytest

from regiokaart.model import Coverage, Gebied


def two_squares() -> Coverage:
    """Two unit squares side by side: an arc between them and one around each."""
    points = np.array(
        [[1, 0], [1, 1], [1, 1], [0, 1], [0, 0], [1, 0], [1, 0], [2, 0], [2, 1], [1, 1]], float
    )
    rings = np.array(
        [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0], [1, 0], [2, 0], [2, 1], [1, 1], [1, 0]], float
    )
    return Coverage(
        0.0,
        points,
        np.array([0, 2, 6, 10]),
        np.array([0, 0, 1]),
        np.array([1, -1, -1]),
        rings,
        np.array([0, 5, 10]),
        np.array([0, 1]),
    )


def test_arc_lengths() -> None:
    assert two_squares().arc_length == pytest.approx([1, 3, 3])


@pytest.mark.parametrize(
    ("groups", "coast", "arcs"),
    [
        ([0, 1], True, [0, 1, 2]),
        ([0, 1], False, [0]),
        ([0, 0], True, [1, 2]),
        ([0, 0], False, []),
        ([-1, 0], False, [0]),
        ([-1, -1], False, []),
    ],
)
def test_borders_lie_between_groups(groups: list[int], coast: bool, arcs: list[int]) -> None:
    assert two_squares().borders_between(np.array(groups), coast=coast).tolist() == arcs


def test_neighbours_are_listed_once_with_their_length() -> None:
    gebied = Gebied((two_squares(),), np.zeros((2, 2)), np.ones(2), "bron")
    pairs, length = gebied.neighbours
    assert pairs.tolist() == [[0, 1]]
    assert length == pytest.approx([1])
    assert gebied.bounds == (0, 0, 2, 1)


def test_level_is_the_coarsest_that_does_not_show(gebied: Gebied) -> None:
    assert gebied.level_for(0.1).tolerance == 0
    assert gebied.level_for(90).tolerance == 150
    assert gebied.level_for(1e6) is gebied.levels[-1]
