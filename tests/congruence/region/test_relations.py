from __future__ import annotations

import numpy as np
import pytest

from regiokaart.congruence.region.relations import (
    RegioRelatie,
    Relatie,
    gemeente_relation,
    overlaps,
)


def test_relation_of_each_gemeente():
    a = np.array([0, 0, 1, 2, 3, 3, 4, 4, 5, -1, 6])
    b = np.array([0, 0, 1, 1, 2, 3, 4, 5, 5, 0, -1])
    assert gemeente_relation(a, b).tolist() == [0, 0, 1, 1, 1, 1, 1, 2, 1, -1, -1]
    assert gemeente_relation(b, a).tolist() == [0, 0, 1, 1, 1, 1, 1, 2, 1, -1, -1]


def test_no_common_gemeente_has_no_relation():
    assert gemeente_relation(np.array([0, -1]), np.array([-1, 0])).tolist() == [-1, -1]
    assert gemeente_relation(np.array([], dtype=int), np.array([], dtype=int)).tolist() == []


def test_every_relation_has_a_dutch_text():
    assert [Relatie(i).tekst for i in (-1, 0, 1, 2)] == [
        "niet door beide gedekt",
        "samenvallend",
        "ligt geheel binnen",
        "doorsnijdt",
    ]


def test_overlaps_name_relation_share_and_gemeenten():
    a = np.array([0, 0, 1, 2, 2, 2])
    b = np.array([0, 0, 1, 1, 2, 2])
    weights = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 7.0])
    first, second, third, fourth = overlaps(a, b, weights)
    assert (first.relatie, first.share_a, first.share_b) == (RegioRelatie.SAMENVALLEND, 1, 1)
    assert first.gemeenten.tolist() == [0, 1]
    assert (second.relatie, second.share_a) == (RegioRelatie.BINNEN, 1)
    assert second.share_b == pytest.approx(3 / 7)
    assert (third.a, third.b, third.relatie) == (2, 1, RegioRelatie.DOORSNIJDT)
    assert third.share_a == 0.25
    assert (fourth.relatie, fourth.weight) == (RegioRelatie.OMVAT, 12)


@pytest.mark.parametrize(
    ("cells", "tolerance", "expected"),
    [
        # Weights of (A only, both, B only) for one region of each.
        ((1, 99, 0), 0.02, RegioRelatie.SAMENVALLEND),
        ((1, 99, 50), 0.02, RegioRelatie.BINNEN),
        ((50, 99, 1), 0.02, RegioRelatie.OMVAT),
        ((1, 30, 900), 0.02, RegioRelatie.DOORSNIJDT),
        ((99, 1, 99), 0.02, RegioRelatie.GEEN),
        ((99, 3, 99), 0.02, RegioRelatie.DOORSNIJDT),
        ((1, 98, 1), 0.02, RegioRelatie.SAMENVALLEND),
        ((1, 98, 1), 0.0, RegioRelatie.DOORSNIJDT),
        ((1, 98, 0), 0.0, RegioRelatie.DOORSNIJDT),  # at 0 a gemeente without weight counts too
    ],
)
def test_tolerance_is_a_share_of_the_smaller_region(cells, tolerance, expected):
    a, b = np.array([0, 0, 1]), np.array([1, 0, 0])
    found = overlaps(a, b, np.array(cells, dtype=float), tolerance)
    assert {(o.a, o.b): o.relatie for o in found}[0, 0] is expected


@pytest.mark.parametrize("tolerance", [-0.1, 0.5, float("nan")])
def test_tolerance_out_of_range_is_refused(tolerance):
    with pytest.raises(ValueError, match="tolerance"):
        overlaps(np.array([0]), np.array([0]), np.ones(1), tolerance)


def test_region_without_weight_has_no_shares():
    (found,) = overlaps(np.array([0]), np.array([0]), np.zeros(1))
    assert np.isnan(found.share_a)
    assert found.relatie is RegioRelatie.SAMENVALLEND
