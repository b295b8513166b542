"""Walking over the map: to the next gemeente in a direction, and everywhere in the end."""

import numpy as np
import pytest

from regiokaart.cartography.walking import Direction, nearest, next_towards
from regiokaart.model import Catalogus, Gebied


def position(catalogus: Catalogus, naam: str) -> int:
    return catalogus.gemeenten.namen.index(naam)


@pytest.mark.parametrize(
    ("naam", "direction", "to"),
    [
        ("Ede", Direction.NORTH, "Barneveld"),
        ("Ede", Direction.EAST, "Arnhem"),
        ("Texel", Direction.SOUTH, "Den Helder"),
        ("Den Helder", Direction.NORTH, "Texel"),  # over water
        ("Terneuzen", Direction.EAST, "Hulst"),
    ],
)
def test_steps_lead_where_a_reader_of_the_map_expects(
    catalogus: Catalogus, gebied: Gebied, naam: str, direction: Direction, to: str
) -> None:
    found = next_towards(gebied, position(catalogus, naam), direction)
    assert catalogus.gemeenten.namen[found] == to


@pytest.mark.parametrize("direction", Direction)
def test_a_step_goes_ahead_or_nowhere(gebied: Gebied, direction: Direction) -> None:
    still = 0
    for here in range(len(gebied)):
        found = next_towards(gebied, here, direction)
        still += found == here
        way = gebied.label_points[found] - gebied.label_points[here]
        ahead = way @ np.array(direction.value)
        assert found == here or ahead > 0
        assert np.hypot(*way) <= 2.24 * ahead  # never more than 64 degrees aside
    assert 1 <= still <= 10  # at the edge of the country only


def test_every_gemeente_is_reached_from_every_other(gebied: Gebied) -> None:
    steps = np.array(
        [[next_towards(gebied, here, each) for each in Direction] for here in range(len(gebied))]
    )
    for reached in (_reached(steps), _reached_backwards(steps)):
        assert len(reached) == len(gebied)


def _reached(steps: np.ndarray) -> set[int]:
    seen, todo = {0}, [0]
    while todo:
        new = set(steps[todo.pop()].tolist()) - seen
        seen |= new
        todo.extend(new)
    return seen


def _reached_backwards(steps: np.ndarray) -> set[int]:
    seen, todo = {0}, [0]
    while todo:
        new = set(np.flatnonzero((steps == todo.pop()).any(axis=1)).tolist()) - seen
        seen |= new
        todo.extend(new)
    return seen


def test_nearest_gemeente_to_its_own_centre(gebied: Gebied) -> None:
    for here in (0, 100, 341):
        assert nearest(gebied, *gebied.label_points[here]) == here
