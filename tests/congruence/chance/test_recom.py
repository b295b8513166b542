"""The walk over divisions: what it keeps, and that it comes everywhere as often as it should."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokaart.congruence.chance.recom import Walk
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.contiguity import Contiguity
from regiokaart.sources.connections import load_verbindingen

pytestmark = pytest.mark.slow

Division = frozenset[frozenset[int]]


def grid(rows: int, columns: int) -> np.ndarray:
    """Borders of a grid of squares, numbered row after row."""
    number = np.arange(rows * columns).reshape(rows, columns)
    across = np.stack([number[:, :-1].ravel(), number[:, 1:].ravel()], axis=1)
    down = np.stack([number[:-1].ravel(), number[1:].ravel()], axis=1)
    return np.concatenate([across, down])


def connected(units: frozenset[int], edges: np.ndarray) -> bool:
    left, found = set(units), []
    found.append(left.pop())
    while found:
        unit = found.pop()
        around = {v for u, v in edges.tolist() if u == unit}
        around |= {u for u, v in edges.tolist() if v == unit}
        found += around & left
        left -= around
    return not left


def trees(units: frozenset[int], edges: np.ndarray) -> float:
    """Number of spanning trees of the units, by Kirchhoff's theorem."""
    order = sorted(units)
    laplacian = np.zeros((len(order), len(order)))
    for u, v in edges.tolist():
        if u in units and v in units:
            i, j = order.index(u), order.index(v)
            laplacian[[i, j], [i, j]] += 1
            laplacian[[i, j], [j, i]] -= 1
    return float(np.linalg.det(laplacian[1:, 1:])) if len(order) > 1 else 1.0


def as_division(labels: np.ndarray) -> Division:
    return frozenset(
        frozenset(np.flatnonzero(labels == k).tolist()) for k in set(labels[labels >= 0].tolist())
    )


def all_divisions(n: int, sizes: list[int], edges: np.ndarray) -> set[Division]:
    """Every division of 0 to n - 1 into connected regions of these sizes, by trying all."""

    def fill(left: frozenset[int], sizes: list[int]) -> set[Division]:
        if not sizes:
            return {frozenset()}
        found = set()
        for size in set(sizes):
            rest = sizes.copy()
            rest.remove(size)
            first = min(left)
            for others in combinations(sorted(left - {first}), size - 1):
                region = frozenset((first, *others))
                if connected(region, edges):
                    found |= {each | {region} for each in fill(left - region, rest)}
        return found

    return fill(frozenset(range(n)), sizes)


@pytest.mark.parametrize(
    ("edges", "labels"),
    [
        (grid(3, 3), [0, 0, 0, 1, 1, 1, 2, 2, 2]),  # equal sizes
        (grid(3, 3), [0, 0, 0, 0, 0, 1, 2, 2, 1]),  # 5, 2 and 2
        (grid(2, 4), [0, 1, 1, 1, 0, 0, 0, 2]),  # with a region of one unit
    ],
)
def test_every_division_occurs_in_proportion_to_its_spanning_trees(
    edges: np.ndarray, labels: list[int]
) -> None:
    start = np.array(labels)
    possible = all_divisions(len(start), sorted(Counter(labels).values()), edges)
    weight = {each: np.prod([trees(region, edges) for region in each]) for each in possible}
    total = sum(weight.values())
    walk = Walk(start, edges, np.random.default_rng(4))
    draws = 20_000
    seen = Counter()
    for _ in range(draws):
        walk.run(25)
        seen[as_division(walk.labels)] += 1
    assert set(seen) == possible
    # Hardly dependent draws: far within five standard errors of independent ones.
    for each in possible:
        chance = weight[each] / total
        assert abs(seen[each] / draws - chance) < 5 * np.sqrt(chance * (1 - chance) / draws) + 1e-9


@given(st.integers(0, 2**32 - 1), st.integers(3, 6), st.integers(3, 6), st.data())
@settings(max_examples=40, deadline=None)
def test_sizes_and_contiguity_are_kept(seed: int, rows: int, columns: int, data: st.DataObject):
    edges = grid(rows, columns)
    n = rows * columns
    # Regions are stretches of a snake through the grid, so contiguous, and of any sizes.
    snake = np.arange(n).reshape(rows, columns)
    snake[1::2] = snake[1::2, ::-1]
    ends = data.draw(st.sets(st.integers(1, n - 1), max_size=8))
    labels = np.empty(n, dtype=np.int64)
    labels[snake.ravel()] = np.searchsorted(sorted(ends), np.arange(n), side="right")
    walk = Walk(labels, edges, np.random.default_rng(seed))
    walk.run(300)
    assert walk.in_pieces == ()
    assert sorted(np.bincount(walk.labels)) == sorted(np.bincount(labels))
    assert all(connected(region, edges) for region in as_division(walk.labels))


def test_same_seed_same_walk_and_no_matter_in_how_many_runs() -> None:
    edges, labels = grid(6, 6), np.repeat(np.arange(6), 6)
    one, other = (Walk(labels, edges, np.random.default_rng(8)) for _ in range(2))
    one.run(5000)
    for _ in range(50):
        other.run(100)
    assert one.labels.tolist() == other.labels.tolist() != labels.tolist()
    different = Walk(labels, edges, np.random.default_rng(9))
    different.run(5000)
    assert different.labels.tolist() != one.labels.tolist()


def test_region_in_pieces_is_made_whole_where_it_can_be() -> None:
    row = np.stack([np.arange(5), np.arange(1, 6)], axis=1)
    walk = Walk(np.array([0, 1, 1, 0, 2, 2]), row, np.random.default_rng(1))
    assert walk.in_pieces == (0,)
    walk.run(500)
    assert walk.in_pieces == ()
    assert all(connected(region, row) for region in as_division(walk.labels))


def test_region_that_cannot_be_whole_stays_as_it_is() -> None:
    # 0-1-2-3 and apart from these 4-5: region 0 has a unit in both.
    edges = np.array([[0, 1], [1, 2], [2, 3], [4, 5]])
    labels = np.array([0, 1, 1, 2, 0, 3])
    walk = Walk(labels, edges, np.random.default_rng(1))
    walk.run(500)
    assert walk.in_pieces == (0,)
    assert walk.labels[[0, 4]].tolist() == [0, 0]
    assert (walk.labels == 0).sum() == 2
    assert walk.cuts > 0  # the others did move


def test_unit_without_region_takes_no_part() -> None:
    labels = np.array([0, -1, 0, 1, 1, 1, -1, 0, 0])
    walk = Walk(labels, grid(3, 3), np.random.default_rng(1))
    walk.run(500)
    assert (walk.labels == -1).tolist() == (labels == -1).tolist()


def test_nothing_to_walk_over() -> None:
    walk = Walk(np.array([0, 1]), np.zeros((0, 2), dtype=np.int64), np.random.default_rng(1))
    walk.run(10)
    assert walk.labels.tolist() == [0, 1]
    assert (walk.steps, walk.merges) == (10, 0)


@pytest.mark.parametrize("edge", [[0, 2], [-1, 0], [1, 1]])
def test_impossible_border(edge: list[int]) -> None:
    with pytest.raises(ValueError, match="edges must join two different units, numbered 0 to 1"):
        Walk(np.array([0, 1]), np.array([edge]), np.random.default_rng(1))


@pytest.mark.parametrize("indeling_id", ["arbeidsmarktregio", "omgevingsdienst", "provincie"])
def test_real_divisions_keep_their_sizes(
    indeling_id: str, catalogus: Catalogus, gebied: Gebied
) -> None:
    labels = catalogus.labels(catalogus[indeling_id])
    contiguity = Contiguity.of(gebied, load_verbindingen(catalogus.gemeenten))
    walk = Walk(labels, contiguity.pairs, np.random.default_rng(1))
    walk.run(5000)
    assert np.sort(np.bincount(walk.labels)).tolist() == np.sort(np.bincount(labels)).tolist()
    pieces = contiguity.pieces(walk.labels, len(catalogus[indeling_id]))
    assert np.flatnonzero(pieces > 1).tolist() == list(walk.in_pieces)
    assert np.mean(walk.labels != labels) > 0.2
