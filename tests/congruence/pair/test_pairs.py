from __future__ import annotations

import itertools
import subprocess
import sys
from dataclasses import asdict

import numpy as np
import pytest

from regiokaart.congruence import Congruence, all_pairs, compare, transfer_distances


@pytest.fixture(name="labels")
def _labels() -> list[np.ndarray]:
    rng = np.random.default_rng(7)
    return [rng.integers(-1, k, 50) for k in (1, 3, 8, 20)]


@pytest.fixture(name="weights")
def _weights() -> np.ndarray:
    rng = np.random.default_rng(8)
    return np.array([np.ones(50), rng.random(50) * 1000])


def test_every_pair_and_weight_equals_compare(labels, weights):
    measures = asdict(all_pairs(labels, weights))
    measures["transfer_distance"] = transfer_distances(labels, weights)
    pairs = list(itertools.combinations(range(len(labels)), 2))
    assert list(zip(measures["a"], measures["b"], strict=True)) == pairs
    for p, (i, j) in enumerate(pairs):
        a, b = ([None if x < 0 else x for x in labels[k].tolist()] for k in (i, j))
        for w, weight in enumerate(weights):
            result = compare(a, b, weight)
            for field, values in measures.items():
                if field in ("a", "b"):
                    continue
                value = values[p][w] if values[p].ndim else values[p]
                assert value == pytest.approx(getattr(result, field), nan_ok=True), field


def test_between_units_leaves_out_pairs_within_one():
    labels = [np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1])]
    measures = all_pairs(labels, np.array([[2.0, 3.0, 5.0, 7.0]]))
    # Together in A: 2*3 + 2*5 + 3*5 = 31, in B: 2*3 + 5*7 = 41, in both: 2*3.
    assert measures.wallace_across_ab[0, 0] == pytest.approx(6 / 31)
    assert measures.wallace_across_ba[0, 0] == pytest.approx(6 / 41)


def test_between_units_is_undefined_when_every_unit_is_alone():
    labels = [np.arange(300), np.arange(300) // 2]
    measures = all_pairs(labels, np.random.default_rng(9).random((10, 300)))
    assert np.all(np.isnan(measures.wallace_across_ab))
    assert np.all(measures.wallace_across_ba == 0)


def test_matrix_is_symmetric_with_ones(labels, weights):
    matrix = Congruence(np.array(labels), weights).matrix(1)
    assert np.array_equal(matrix, matrix.T)
    assert np.all(np.diag(matrix) == 1)
    assert matrix[1, 3] == all_pairs(labels, weights).v_measure[4, 1]


@pytest.mark.parametrize("k", [0, 1])
def test_fewer_than_two_indelingen_have_no_pairs(k, labels, weights):
    assert all_pairs(labels[:k], weights).v_measure.shape == (0, 2)
    assert transfer_distances(labels[:k], weights).shape == (0, 2)


@pytest.mark.parametrize(
    ("labels", "weights", "message"),
    [
        (np.zeros((2, 3)), np.ones((1, 4)), "3 units"),
        (np.zeros((2, 3)), np.ones(3), "shape"),
        (np.zeros((2, 3)), -np.ones((1, 3)), "negative"),
        (np.zeros((2, 3)), np.full((1, 3), np.nan), "finite"),
    ],
)
def test_bad_input_is_refused(labels, weights, message):
    with pytest.raises(ValueError, match=message):
        Congruence(labels.astype(np.int64), weights)


def test_measures_do_not_load_scipy():
    program = (
        "import sys, numpy as np, regiokaart.congruence.pair.tables\n"
        "from regiokaart.congruence import all_pairs\n"
        "all_pairs([np.arange(3), np.zeros(3, int)], np.ones((1, 3)))\n"
        "print([name for name in ('scipy', 'pandas', 'geopandas', 'PyQt6') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
