"""Going from point to point of the chart over the years by keys."""

import pytest

from regiokaart.cartography.yearchart import YearChart, YearPoint
from regiokaart.cartography.yearwalking import Step, first_point, next_point


def point(pair: int, jaar: int, value: float) -> YearPoint:
    return YearPoint(pair, jaar, value, value, value, 0, (f"{pair}", f"{jaar}"))


LOW, HIGH = point(0, 2016, 0.6), point(0, 2026, 0.9)
SAME, MIDDLE = point(1, 2026, 0.9), point(2, 2026, 0.8)
POINTS = (LOW, HIGH, SAME, MIDDLE)
CHART = YearChart("", "", "", "", ("a", "b", "c"), POINTS, "")


@pytest.mark.parametrize(
    ("at", "step", "found"),
    [
        (HIGH, Step.EARLIER, LOW),
        (LOW, Step.EARLIER, LOW),
        (LOW, Step.LATER, HIGH),
        (HIGH, Step.LATER, HIGH),
        (HIGH, Step.FIRST, LOW),
        (LOW, Step.LAST, HIGH),
        (MIDDLE, Step.FIRST, MIDDLE),
        (MIDDLE, Step.HIGHER, SAME),
        (SAME, Step.HIGHER, HIGH),
        (HIGH, Step.HIGHER, HIGH),
        (HIGH, Step.LOWER, SAME),
        (MIDDLE, Step.LOWER, MIDDLE),
        (LOW, Step.HIGHER, LOW),
    ],
)
def test_a_step_leads_to_the_next_point_or_stays(
    at: YearPoint, step: Step, found: YearPoint
) -> None:
    assert next_point(CHART, at, step) is found


def test_it_begins_high_in_the_last_year_with_what_was_chosen() -> None:
    assert first_point(CHART, ()) is HIGH
    assert first_point(CHART, {2}) is MIDDLE
    assert first_point(CHART, {7}) is HIGH


def test_every_point_can_be_reached() -> None:
    reached, todo = set(), [first_point(CHART, ())]
    while todo:
        at = todo.pop()
        if at not in reached:
            reached.add(at)
            todo += [next_point(CHART, at, step) for step in Step]
    assert reached == set(POINTS)
