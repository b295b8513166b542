"""Where a real pair stands among random ones."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokaart.congruence import compare
from regiokaart.congruence.chance.chance import (
    against_chance,
    agreement,
    size_deviation,
    territorial_chance,
)
from regiokaart.congruence.chance.nullmodel import Ensemble, Sampling, draw_walk

pytestmark = pytest.mark.slow

ROW = np.arange(36).reshape(6, 6)
GRID = np.concatenate(
    [
        np.stack([ROW[:, :-1].ravel(), ROW[:, 1:].ravel()], axis=1),
        np.stack([ROW[:-1].ravel(), ROW[1:].ravel()], axis=1),
    ]
)
LABELS = np.repeat(np.arange(6), 6)
ONES = np.ones((1, 36))


def ensemble(labels: np.ndarray = LABELS, edges: np.ndarray = GRID, draws: int = 400) -> Ensemble:
    sampling = Sampling(draws=draws, burn_in=2000, thinning=100)
    walks = [draw_walk(labels, edges, sampling, w, lambda done, total: None) for w in range(2)]
    return Ensemble(labels, np.stack(walks), sampling)


@pytest.fixture(scope="module")
def drawn() -> Ensemble:
    return ensemble()


def fixed_draws(*divisions: list[int]) -> Ensemble:
    """Make an ensemble of given draws, the first of which is the real one."""
    return Ensemble(np.array(divisions[0]), np.array([divisions], dtype=np.int16), Sampling())


@given(st.integers(0, 2**32 - 1), st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_agreement_equals_comparing_one_by_one(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    covered = rng.random(n) < 0.8
    divisions = np.where(covered, rng.integers(0, 4, (5, n)), -1)
    other = rng.integers(-1, 3, n)
    weights = rng.integers(0, 3, (2, n)).astype(float)
    found = agreement(divisions, other, weights)
    for s, division in enumerate(divisions):
        a, b = ([None if k < 0 else int(k) for k in each] for each in (division, other))
        for w, weight in enumerate(weights):
            one = compare(a, b, weight)
            assert found.v_measure[w, s] == pytest.approx(one.v_measure, nan_ok=True, abs=1e-9)
        assert found.coinciding[s] == one.coinciding
        assert found.within[s] == one.a_within_b


def test_many_divisions_are_compared_in_parts(
    drawn: Ensemble, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = agreement(drawn.divisions, LABELS, ONES)
    monkeypatch.setattr("regiokaart.congruence.chance.chance._CELLS", 100)
    parts = agreement(drawn.divisions, LABELS, ONES)
    assert parts.v_measure.tolist() == whole.v_measure.tolist()
    assert parts.within.tolist() == whole.within.tolist()


def test_equal_indelingen_stand_above_all(drawn: Ensemble) -> None:
    counts, (chance,) = against_chance(drawn, LABELS, ONES)
    values = [compare(d, LABELS).v_measure for d in drawn.divisions.tolist()]
    assert chance.reason == ""
    assert (chance.real, chance.percentile, chance.adjusted) == (1, 100, 1)
    assert chance.expected == pytest.approx(np.mean(values))
    assert (chance.low, chance.high) == pytest.approx(tuple(np.quantile(values, (0.05, 0.95))))
    assert chance.error == pytest.approx(np.std(values, ddof=1) / math.sqrt(chance.effective))
    assert chance.deviation == 0
    assert (counts.coinciding, counts.within, counts.regions, counts.fixed) == (6, 6, 6, 0)
    assert 0 <= counts.expected_coinciding < 1


def test_random_pair_stands_in_the_middle(drawn: Ensemble) -> None:
    columns = np.tile(np.arange(6), 6)
    middle = next(
        d
        for d in drawn.divisions
        if abs(
            compare(d, columns).v_measure
            - np.median([compare(e, columns).v_measure for e in drawn.divisions])
        )
        < 1e-3
    )
    placed = Ensemble(middle.astype(np.int64), drawn.draws, drawn.sampling)
    _, (chance,) = against_chance(placed, columns, ONES)
    assert 40 < chance.percentile < 60
    assert chance.adjusted == pytest.approx(0, abs=0.02)


def test_below_chance_is_negative(drawn: Ensemble) -> None:
    _, (chance,) = against_chance(drawn, np.tile(np.arange(6), 6), ONES)
    assert chance.real == pytest.approx(0, abs=1e-9)  # rows against columns
    assert chance.percentile < 5
    assert chance.adjusted == pytest.approx(-chance.expected / (1 - chance.expected), abs=1e-9)
    assert chance.adjusted < 0


def test_equal_values_count_half() -> None:
    same, other = [0, 0, 1, 1], [0, 1, 1, 0]
    _, (chance,) = against_chance(
        fixed_draws(*([same, other] * 100)), np.array([0, 0, 1, 1]), np.ones((1, 4))
    )
    assert chance.real == 1
    assert chance.percentile == 75


def test_weight_with_other_sizes_is_not_determined(drawn: Ensemble) -> None:
    city = np.ones(36)
    city[[14, 20]] = 100  # neighbours in two regions, which random ones may hold both
    counts, (equal, uneven) = against_chance(drawn, LABELS, np.stack([np.ones(36), city]))
    assert equal.reason == ""
    assert "anders van grootte" in uneven.reason
    assert "ten hoogste 5,0%" in uneven.reason
    assert uneven.real == 1
    assert math.isnan(uneven.expected)
    assert math.isnan(uneven.percentile)
    assert math.isnan(uneven.adjusted)
    assert counts.expected_within >= 0  # counted in regions, so known
    _, (wide,) = against_chance(drawn, LABELS, city[np.newaxis], tolerance=1)
    assert wide.reason == ""


def test_size_deviation_by_hand() -> None:
    # Sizes 3 and 7 in reality; 4 and 6 in the other draw: 2 of 10 differ, in one of two draws.
    weight = np.array([1.0, 2.0, 3.0, 4.0])
    draws = fixed_draws([0, 0, 1, 1], [0, 1, 0, 1])
    assert size_deviation(draws, weight) == pytest.approx(0.1)
    assert math.isnan(size_deviation(draws, np.zeros(4)))


def test_nothing_can_change() -> None:
    alone = ensemble(edges=np.zeros((0, 2), dtype=np.int64), draws=8)
    counts, (chance,) = against_chance(alone, LABELS, ONES)
    assert counts.fixed == counts.regions == 6
    assert math.isnan(counts.expected_coinciding)
    assert "maakt geen andere indeling verschil" in chance.reason


def test_no_common_gemeente(drawn: Ensemble) -> None:
    _, (chance,) = against_chance(drawn, np.full(36, -1), ONES)
    assert "hoort in beide indelingen" in chance.reason


def test_too_few_draws_are_not_believed() -> None:
    few = ensemble(draws=20)
    _, (chance,) = against_chance(few, LABELS, ONES)
    assert "te weinig waard" in chance.reason
    assert "neem meer monsters" in chance.reason


def test_walks_that_have_not_met_are_not_believed() -> None:
    near, far = [0, 0, 1, 1], [0, 1, 1, 0]
    rng = np.random.default_rng(1)
    draws = np.array(
        [
            [near if rng.random() < 0.9 else far for _ in range(500)],
            [far if rng.random() < 0.9 else near for _ in range(500)],
        ],
        dtype=np.int16,
    )
    apart = Ensemble(np.array(near), draws, Sampling())
    _, (chance,) = against_chance(apart, np.array(near), np.ones((1, 4)))
    assert chance.rhat > 1.05
    assert "te weinig waard" in chance.reason


def test_territorial_chance_by_hand() -> None:
    # Two indelingen of pairs; a draw in which they are equal (1) and one in which not (½).
    equal, crossed = [0, 0, 1, 1], [0, 1, 1, 0]
    one = fixed_draws(*([equal] * 100))
    other = fixed_draws(*([equal, crossed] * 50))
    found = territorial_chance([one, other])
    assert found.expected.tolist() == pytest.approx([0.75] * 4)
    assert found.low.tolist() == [0.5] * 4
    assert found.high.tolist() == [1] * 4


def test_territorial_chance_is_of_regions_of_like_size() -> None:
    labels = np.array([0, 0, 0, 0, 1, 1])
    other = [0, 0, 1, 1, 1, 1]
    draws = fixed_draws(labels.tolist(), *([other] * 100))
    found = territorial_chance([draws])
    # One indeling: partners are always the same, so 1 for regions of both sizes.
    assert found.expected.tolist() == [1] * 6
    wide = Ensemble(np.array([0, 0, 0, 0, 0, 1]), draws.draws, Sampling())
    strange = territorial_chance([wide])
    assert np.all(np.isnan(strange.expected))  # no region of 5, nor of 1


def test_territorial_chance_needs_something() -> None:
    with pytest.raises(ValueError, match="at least one ensemble"):
        territorial_chance([])
