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


def test_rings_are_told_apart_into_parts_and_holes() -> None:
    def ring(x: float, size: float, turn: int) -> list[tuple[float, float]]:
        square = [(x, x), (x + size, x), (x + size, x + size), (x, x + size), (x, x)]
        return square[::turn]

    # One polygon of two parts, the first with a hole, and one of a single part.
    rings = [ring(0, 10, 1), ring(4, 2, -1), ring(20, 3, 1), ring(30, 5, 1)]
    nothing = np.zeros(0, dtype=np.int64)
    coverage = Coverage(
        0.0,
        np.zeros((0, 2)),
        nothing,
        nothing,
        nothing,
        np.array([point for points in rings for point in points]),
        np.arange(0, 25, 5),
        np.array([0, 0, 0, 1]),
    )
    starts = [offsets.tolist() for offsets in coverage.polygon_offsets]
    assert starts == [[0, 5, 10, 15, 20], [0, 2, 3, 4], [0, 2, 3]]
