import math
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.cartography.classes import (
    MOST,
    Classification,
    Klassen,
    class_of,
    divide,
    equal_intervals,
    has_gaps,
    natural_breaks,
    own_classes,
    quantile_classes,
    range_problem,
    read_breaks,
    within,
)
from regiokaart.cartography.pergemeente import counts, shaded, shares

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=60)
SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=60)


METHODS = [each for each in Klassen if each is not Klassen.EIGEN]
BREAKS = st.lists(st.integers(1, 40), min_size=1, max_size=MOST - 1, unique=True).map(sorted)


@given(COUNTS | SHARES, st.integers(1, 6), st.sampled_from(METHODS))
def test_every_value_has_its_class(values: list[float], number: int, klassen: Klassen) -> None:
    array = np.array(values)
    classes = divide(array, Classification(klassen, number))
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
    own = (3.0,) if klassen is Klassen.EIGEN else ()
    assert divide(np.array([], dtype=np.int64), Classification(klassen, breaks=own)) == []
    assert klassen.tekst


@given(COUNTS, BREAKS, st.sampled_from([1, 100]))
def test_every_value_has_its_own_class(values: list[int], breaks: list[int], per_unit: int) -> None:
    array = np.array(values) / per_unit
    classes = divide(array, Classification(Klassen.EIGEN, breaks=tuple(breaks)), per_unit)
    assert [least for least, _ in classes[1:]] == [each / per_unit for each in breaks]
    position = class_of(array, classes)
    for value, at in zip(values, position.tolist(), strict=True):
        holding = [n for n, (low, high) in enumerate(classes) if low <= value / per_unit <= high]
        assert holding == [at]
        assert at == sum(limit <= value for limit in breaks)
    assert not has_gaps(classes, per_unit)


@given(COUNTS, BREAKS)
def test_legend_of_own_classes_counts_everything_once(values: list[int], breaks: list[int]) -> None:
    fill, note = shaded(counts(np.array(values)), Classification(Klassen.EIGEN, 5, tuple(breaks)))
    told = [int(each.text.rsplit("(", 1)[1].split()[0]) for each in fill.palette]
    assert sum(told) == len(values)
    assert len(told) == len(breaks) + 1
    assert note == "Zelf gekozen klassen."


@given(st.lists(st.floats(1, 40), min_size=1, max_size=MOST - 1, unique=True).map(sorted))
def test_limits_between_the_same_values_are_one(breaks: list[float]) -> None:
    classes = own_classes(breaks)
    assert len(classes) == len({math.ceil(each) for each in breaks}) + 1
    assert all(before[1] < after[0] for before, after in pairwise(classes))


def test_shares_are_divided_as_they_are_written() -> None:
    fill, _ = shaded(
        shares(np.array([0.294, 0.296, 0.57, 0.5749])),
        Classification(Klassen.EIGEN, breaks=(30, 57)),
    )
    assert fill.classes.tolist() == [0, 1, 2, 2]
    assert [each.text.split(" (")[0] for each in fill.palette] == [
        "29% of minder", "30% tot en met 56%", "57% of meer",
    ]  # fmt: skip


@pytest.mark.parametrize("breaks", [(), (3, 3), (4, 2), tuple(range(1, MOST + 1))])
def test_limits_that_make_no_classes_are_refused(breaks: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="classes"):
        Classification(Klassen.EIGEN, breaks=breaks)


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("10; 20; 30", (10, 20, 30)),
        ("10 20", (10, 20)),
        ("10, 20, 30", (10, 20, 30)),
        ("12,5;1.200", (12.5, 1200)),
        (" 30% ; 40% ;", (30, 40)),
    ],
)
def test_limits_are_read_in_dutch(text: str, breaks: tuple[float, ...]) -> None:
    assert read_breaks(text) == breaks


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "vul grenzen in"),
        ("; ;", "vul grenzen in"),
        ("tien", "'tien' is geen getal"),
        ("-3", "'-3' is geen getal"),
        ("0; 3", "'0' is geen getal boven 0"),
        ("12.5", "'12.5' is geen getal"),
        ("1e3", "'1e3' is geen getal"),
        ("9" * 400, "is geen getal"),
        ("20; 10", "10 staat na 20; geef de grenzen van laag naar hoog"),
        ("10; 10", "10 staat na 10"),
        ("1; 2; 3; 4; 5; 6; 7", "ten hoogste 6 grenzen"),
    ],
)
def test_wrong_limits_are_told(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem.replace("(", r"\(")):
        read_breaks(text)


def test_limits_beside_the_values_are_told() -> None:
    values = np.array([0.09, np.nan, 0.39])
    how = Classification(Klassen.EIGEN, breaks=(9, 40))
    expected = "geen grens ligt tussen de laagste waarde (9%) en de hoogste (39%)"
    assert range_problem(how, values, 100) == expected
    assert range_problem(Classification(Klassen.EIGEN, breaks=(9, 39)), values, 100) == ""
    assert range_problem(Classification(), values, 100) == ""
    assert range_problem(how, np.array([np.nan]), 100) == ""


def test_classes_are_kept_within_what_can_be() -> None:
    assert within(own_classes((3, 9)), 1, 7) == [(1, 2), (3, 7)]
    assert within([(2, 3)], 1, 7) == [(2, 3)]


def test_gaps_are_values_that_could_be_written() -> None:
    assert not has_gaps([(1, 2), (3, 4)])
    assert has_gaps([(1, 2), (4, 4)])
    assert not has_gaps([(0.56, 0.56), (0.57, 0.6)], 100)
    assert has_gaps([(0.56, 0.56), (0.58, 0.6)], 100)
