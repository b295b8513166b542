from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.cartography.classes import (
    Klassen,
    class_of,
    divide,
    equal_intervals,
    natural_breaks,
    quantile_classes,
)

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=60)
SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=60)


@given(COUNTS | SHARES, st.integers(1, 6), st.sampled_from(Klassen))
def test_every_value_has_its_class(values: list[float], number: int, klassen: Klassen) -> None:
    array = np.array(values)
    classes = divide(array, number, klassen)
    assert 1 <= len(classes) <= number
    position = class_of(array, classes)
    for value, at in zip(values, position, strict=True):
        least, greatest = classes[at]
        assert least <= value <= greatest
    assert set(position.tolist()) == set(range(len(classes)))  # none is empty
    assert classes == sorted(classes)
    assert {limit for each in classes for limit in each} <= set(values)  # only what occurs


def test_classes_hold_about_as_many() -> None:
    classes = quantile_classes(np.arange(100), 4)
    assert classes == [(0, 24), (25, 49), (50, 74), (75, 99)]


def test_equal_intervals_have_one_width_and_leave_out_what_is_empty() -> None:
    assert equal_intervals(np.array([0, 1, 10, 11, 39, 40]), 4) == [(0, 10), (11, 11), (39, 40)]
    assert equal_intervals(np.array([7, 7]), 3) == [(7, 7)]
    assert equal_intervals(np.array([0.1, 0.2, 0.3]), 3) == [(0.1, 0.1), (0.2, 0.2), (0.3, 0.3)]


def spread(values: list[int], starts: tuple[int, ...]) -> float:
    """Sum of squared distances to the mean of each class of sorted values."""
    ends = (*starts[1:], len(values))
    parts = [np.array(values[a:b]) for a, b in zip(starts, ends, strict=True)]
    return sum(float(((part - part.mean()) ** 2).sum()) for part in parts)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=9), st.integers(1, 4))
def test_natural_breaks_are_the_best_of_all(values: list[int], number: int) -> None:
    ordered = sorted(values)
    most = min(number, len(set(values)))
    best = min(
        spread(ordered, (0, *cuts)) for cuts in combinations(range(1, len(ordered)), most - 1)
    )
    classes = natural_breaks(np.array(values), number)
    assert len(classes) == most
    starts = tuple(ordered.index(least) for least, _ in classes)
    assert spread(ordered, starts) == pytest.approx(best)


@pytest.mark.parametrize("klassen", list(Klassen))
def test_nothing_to_divide(klassen: Klassen) -> None:
    assert divide(np.array([], dtype=np.int64), 5, klassen) == []
    assert klassen.tekst
