"""Random divisions to compare a real one with: how they are drawn, and what is kept of them.

The regions are contiguous and hold as many gemeenten as the real ones, exactly (see `recom`).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regiokaart.congruence.chance.recom import Walk
from regiokaart.congruence.pair.crosstab import BoolArray, IntArray

VERSION = 2
"""To be raised when the same `Sampling` gives other draws."""

_AWAY_STRETCHES = 300  # from the real division to one that is unlike it
_AWAY_STEPS = 60

Draws = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Sampling:
    """How many divisions are drawn, and how.

    Attributes
    ----------
    draws : int
        Divisions that are kept, of all walks together.
    walks : int
        Walks, each with its own start: in turn the real division, and one that is less like it
        than the random ones are. So the draws lie between their starts and can be seen to meet.
    burn_in : int
        Steps of each walk before the first draw.
    thinning : int
        Steps between draws.
    seed : int

    Raises
    ------
    ValueError
        When a number is too small: at least 4 draws of each walk, and 1 step between them.
    """

    draws: int = 1000
    walks: int = 2
    burn_in: int = 100_000
    thinning: int = 2_000
    seed: int = 1

    def __post_init__(self) -> None:
        if self.walks < 1 or self.draws < 4 * self.walks:
            raise ValueError("a sampling needs at least 4 draws of each walk")
        if self.thinning < 1 or self.burn_in < 0 or self.seed < 0:
            raise ValueError("steps and seed must not be negative, and thinning at least 1")

    @property
    def draws_per_walk(self) -> int:
        """Divisions that are kept of each walk; rounded up, so that each has as many."""
        return -(-self.draws // self.walks)


@dataclass(frozen=True, eq=False)
class Ensemble:
    """A real division of n gemeenten, and random ones with regions of the same sizes.

    Attributes
    ----------
    labels : ndarray of int64, shape (n,)
        The real one: region of each gemeente, -1 for none.
    draws : ndarray of int16, shape (w, s, n)
        The random ones: s of each of w walks.
    sampling : Sampling
    """

    labels: IntArray
    draws: Draws
    sampling: Sampling

    @property
    def divisions(self) -> Draws:
        """All draws, walk after walk. Shape (w · s, n)."""
        return self.draws.reshape(-1, self.draws.shape[-1])

    @property
    def regions(self) -> int:
        """Number of regions with a gemeente."""
        return len(np.unique(self.labels[self.labels >= 0]))

    @property
    def fixed(self) -> int:
        """Number of regions that are the same in all draws."""
        moves = np.any(self.divisions != self.labels, axis=0)
        free = np.unique(self.labels[moves])
        return self.regions - int(np.sum(free >= 0))


def draw_walk(
    labels: IntArray,
    edges: IntArray,
    sampling: Sampling,
    walk: int,
    report: Callable[[int, int], None],
) -> Draws:
    """Draw the divisions of one of the walks of an ensemble.

    Parameters
    ----------
    labels : ndarray of int64, shape (n,)
        Region of each gemeente in the real division, -1 for none.
    edges : ndarray of int64, shape (m, 2)
        Which gemeenten are neighbours; see `borders_inside` for less than all of them.
    sampling : Sampling
    walk : int
        Which one, counted from 0.
    report : callable
        Is told the draws that are done and that there will be, and may raise to stop.

    Returns
    -------
    ndarray of int16, shape (s, n)
    """
    # Each walk of each division has random numbers of its own.
    rng = np.random.default_rng((sampling.seed, walk, zlib.crc32(labels.tobytes())))
    total = sampling.draws_per_walk
    report(0, total)
    start = _unlike(labels, edges, rng) if walk % 2 else labels
    state = Walk(start, edges, rng)
    state.run(sampling.burn_in)
    draws = np.empty((total, len(labels)), dtype=np.int16)
    for i in range(total):
        state.run(sampling.thinning)
        draws[i] = state.labels
        report(i + 1, total)
    return draws


def borders_inside(edges: IntArray, labels: IntArray, areas: IntArray) -> IntArray:
    """Keep the borders over which regions may change without crossing the border of an area.

    A region that lies in several areas keeps none, and so stays as it is.

    Parameters
    ----------
    edges : ndarray of int64, shape (m, 2)
    labels, areas : ndarray of int64, shape (n,)
        Region and area (such as the province) of each gemeente.

    Returns
    -------
    ndarray of int64, shape (at most m, 2)

    Examples
    --------
    >>> row = np.array([[0, 1], [1, 2], [2, 3], [3, 4]])
    >>> borders_inside(row, np.array([0, 1, 1, 2, 2]), np.array([0, 0, 0, 0, 1])).tolist()
    [[0, 1], [1, 2]]
    """
    crossing = _crossing(labels, areas)
    same = areas[edges[:, 0]] == areas[edges[:, 1]]
    free: BoolArray = same & ~np.any(crossing[edges], axis=1)
    return edges[free]


def _crossing(labels: IntArray, areas: IntArray) -> BoolArray:
    """Whether each gemeente is in a region that lies in several areas. Shape (n,)."""
    pairs = np.unique(np.stack([labels, areas]), axis=1)
    in_areas = np.bincount(pairs[0][pairs[0] >= 0], minlength=labels.max(initial=0) + 1)
    crossing: BoolArray = (labels >= 0) & (in_areas[labels] > 1)
    return crossing


def _unlike(labels: IntArray, edges: IntArray, rng: np.random.Generator) -> IntArray:
    """Walk to a division that is less like the real one than random ones are."""
    found, likeness = labels, _pairs_together(labels, labels)
    for _ in range(_AWAY_STRETCHES):
        walk = Walk(found, edges, rng)
        walk.run(_AWAY_STEPS)
        if (now := _pairs_together(walk.labels, labels)) <= likeness:
            found, likeness = walk.labels, now
    return found


def _pairs_together(a: IntArray, b: IntArray) -> int:
    """Count the ordered pairs of gemeenten (also with itself) that share a region in both."""
    cells = (a * (b.max(initial=0) + 1) + b)[a >= 0]
    return int(np.sum(np.bincount(cells) ** 2))
