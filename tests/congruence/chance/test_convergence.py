"""How much a walk is worth, beside processes of which that is known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from regiokaart.congruence.chance.convergence import effective_size, split_rhat

pytestmark = pytest.mark.slow


def autoregressive(rho: float, walks: int, length: int, seed: int = 3) -> np.ndarray:
    """Draw from a process whose autocorrelation at lag t is rho to the power t."""
    rng = np.random.default_rng(seed)
    values = np.empty((walks, length))
    values[:, 0] = rng.normal(size=walks)
    for i in range(1, length):
        step = rng.normal(0, math.sqrt(1 - rho**2), walks)
        values[:, i] = rho * values[:, i - 1] + step
    return values


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.9])
def test_effective_size_of_an_autoregressive_process(rho: float) -> None:
    values = autoregressive(rho, 4, 5000)
    known = values.size * (1 - rho) / (1 + rho)
    assert effective_size(values) == pytest.approx(known, rel=0.15)
    assert split_rhat(values) == pytest.approx(1, abs=0.01)


def test_effective_size_is_at_most_the_number_of_draws() -> None:
    up_and_down = np.tile([0.0, 1.0], (2, 200)) + autoregressive(0, 2, 400) / 100
    assert effective_size(up_and_down) == 800


def test_walks_that_disagree_are_worth_little() -> None:
    values = autoregressive(0.3, 2, 1000) + np.array([[0.0], [3.0]])
    assert split_rhat(values) > 1.5
    assert effective_size(values) < 10


def test_walk_that_still_drifts_is_seen() -> None:
    assert split_rhat(autoregressive(0.3, 1, 1000) + np.linspace(0, 5, 1000)) > 1.2


@pytest.mark.parametrize("values", [np.ones((2, 50)), np.arange(6.0).reshape(2, 3)])
def test_nothing_to_say(values: np.ndarray) -> None:
    assert math.isnan(split_rhat(values))
    assert math.isnan(effective_size(values))
