import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.cartography.classes import class_of, quantile_classes


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60), st.integers(1, 6))
def test_every_count_has_its_class(values: list[int], number: int) -> None:
    counts = np.array(values)
    classes = quantile_classes(counts, number)
    assert 1 <= len(classes) <= number
    position = class_of(counts, classes)
    for count, at in zip(values, position, strict=True):
        least, greatest = classes[at]
        assert least <= count <= greatest
    assert set(position.tolist()) == set(range(len(classes)))  # none is empty
    assert classes == sorted(classes)


def test_classes_hold_about_as_many() -> None:
    classes = quantile_classes(np.arange(100), 4)
    assert classes == [(0, 24), (25, 49), (50, 74), (75, 99)]


def test_nothing_to_divide() -> None:
    assert quantile_classes(np.array([], dtype=np.int64), 5) == []
