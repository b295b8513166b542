"""What is drawn: how many, from where, and within which areas."""

from __future__ import annotations

import numpy as np
import pytest

from regiokaart.congruence.chance.nullmodel import Ensemble, Sampling, borders_inside, draw_walk

pytestmark = pytest.mark.slow

ROW = np.arange(36).reshape(6, 6)
GRID = np.concatenate(
    [
        np.stack([ROW[:, :-1].ravel(), ROW[:, 1:].ravel()], axis=1),
        np.stack([ROW[:-1].ravel(), ROW[1:].ravel()], axis=1),
    ]
)
LABELS = np.repeat(np.arange(6), 6)


def silent(done: int, total: int) -> None:
    pass


def together(divisions: np.ndarray, labels: np.ndarray) -> float:
    """Mean share of the pairs in a region of `labels` that are together in the divisions."""
    same = labels[:, np.newaxis] == labels
    return float(np.mean([(d[:, np.newaxis] == d)[same].mean() for d in divisions]))


def test_walks_start_on_either_side_of_where_they_end() -> None:
    early = Sampling(draws=8, burn_in=0, thinning=1)
    late = Sampling(draws=400, burn_in=5000, thinning=100)
    starts = [together(draw_walk(LABELS, GRID, early, w, silent), LABELS) for w in range(2)]
    ends = [together(draw_walk(LABELS, GRID, late, w, silent), LABELS) for w in range(2)]
    assert starts[1] < min(ends) <= max(ends) < starts[0]
    assert abs(ends[0] - ends[1]) < 0.02


def test_draws_follow_from_the_seed() -> None:
    def draw(labels: np.ndarray = LABELS, walk: int = 0, seed: int = 1) -> list:
        sampling = Sampling(draws=8, burn_in=500, thinning=50, seed=seed)
        return draw_walk(labels, GRID, sampling, walk, silent).tolist()

    assert draw() == draw()
    assert draw() != draw(seed=2)
    assert draw() != draw(walk=2)  # also starts from the real one


def test_progress_is_told_and_may_stop() -> None:
    told = []
    draw_walk(LABELS, GRID, Sampling(8, 2, 0, 1), 0, lambda done, total: told.append((done, total)))
    assert told == [(i, 4) for i in range(5)]

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        draw_walk(LABELS, GRID, Sampling(8, 2, 0, 1), 0, stop)


def test_within_areas_sizes_per_area_are_kept() -> None:
    areas = np.where(np.arange(36) < 18, 0, 1)  # regions 0 to 2, and 3 to 5
    edges = borders_inside(GRID, LABELS, areas)
    draws = draw_walk(LABELS, edges, Sampling(40, 1, 1000, 50), 0, silent)
    assert np.all((draws <= 2) == (areas == 0))
    assert Ensemble(LABELS, draws[np.newaxis], Sampling(40, 1)).fixed == 0


def test_region_across_a_border_of_areas_is_fixed() -> None:
    areas = np.where(np.arange(36) < 15, 0, 1)  # region 2 lies in both
    edges = borders_inside(GRID, LABELS, areas)
    draws = draw_walk(LABELS, edges, Sampling(40, 1, 1000, 50), 0, silent)
    ensemble = Ensemble(LABELS, draws[np.newaxis], Sampling(40, 1))
    assert np.all((draws == 2) == (LABELS == 2))
    assert (ensemble.regions, ensemble.fixed) == (6, 1)


def test_gemeente_without_region_belongs_to_no_area() -> None:
    labels = np.array([0, 1, -1, 2])
    row = np.array([[0, 1], [1, 2], [2, 3]])
    assert borders_inside(row, labels, np.array([0, 0, 0, 1])).tolist() == [[0, 1], [1, 2]]


@pytest.mark.parametrize(
    "wrong",
    [{"draws": 7}, {"walks": 0}, {"thinning": 0}, {"burn_in": -1}, {"seed": -1}],
)
def test_impossible_sampling(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"needs at least|must not be negative"):
        Sampling(**wrong)


def test_draws_are_rounded_up_per_walk() -> None:
    assert Sampling(draws=101, walks=4).draws_per_walk == 26
