"""From one gemeente to the next one in a direction, for those who walk over the map with keys."""

from __future__ import annotations

from enum import Enum

import numpy as np
import numpy.typing as npt

from regiokaart.model import Gebied

_ACROSS_WATER = 2.0  # how far beside the direction a place over water may lie, per metre ahead


class Direction(Enum):
    """Where to go: the part of the way to the east and to the north."""

    WEST = (-1, 0)
    EAST = (1, 0)
    NORTH = (0, 1)
    SOUTH = (0, -1)


def next_towards(gebied: Gebied, here: int, direction: Direction) -> int:
    """Return the gemeente to which a step in a direction leads.

    Among the neighbours whose centre lies within 45 degrees of the direction it is the nearest,
    where metres beside the direction count double. Without such a neighbour the step leads over
    water or past a bend in the border, to any gemeente that lies ahead. So every gemeente can be
    reached from every other one.

    Parameters
    ----------
    gebied : Gebied
    here : int
        Position of a gemeente.
    direction : Direction

    Returns
    -------
    int
        Position of a gemeente; `here` when nothing lies ahead.
    """
    way = gebied.label_points - gebied.label_points[here]
    east, north = direction.value
    ahead = way[:, 0] * east + way[:, 1] * north
    beside = np.abs(way[:, 0] * north - way[:, 1] * east)
    effort = ahead + 2 * beside
    pairs = gebied.neighbours[0]
    beyond = np.zeros(len(gebied), dtype=bool)
    beyond[pairs[(pairs == here).any(axis=1)]] = True
    for allowed in (beyond & (beside <= ahead), beside <= _ACROSS_WATER * ahead):
        found: npt.NDArray[np.int64] = np.flatnonzero(allowed & (ahead > 0))
        if len(found):
            return int(found[effort[found].argmin()])
    return here


def nearest(gebied: Gebied, x: float, y: float) -> int:
    """Return the gemeente whose centre is nearest to a place in metres RD."""
    return int(np.hypot(*(gebied.label_points - (x, y)).T).argmin())
