from __future__ import annotations

import dataclasses
import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokaart.congruence import Basis, Congruence, compare, compare_indelingen
from regiokaart.congruence.pair.pieces import Members, pieces
from regiokaart.congruence.region.relations import (
    RegioRelatie,
    Relatie,
    overlaps_of,
    relations_of_gemeenten,
)
from regiokaart.model import Verdeling

quiet = settings(deadline=None, max_examples=150)


def members(*rows: tuple[int, int, float], verdeling: Verdeling = Verdeling.AANDELEN) -> Members:
    gemeente, regio, share = zip(*rows, strict=True) if rows else ((), (), ())
    return Members(
        np.array(gemeente, dtype=np.int64),
        np.array(regio, dtype=np.int64),
        np.array(share, dtype=np.float64),
        verdeling,
    )


@st.composite
def divided(draw: st.DrawFn, n: int = 6, regions: int = 4) -> Members:
    """Draw an indeling with gemeenten whole, in quarters over several regions, or in none."""
    rows = []
    for gemeente in range(n):
        quarters = draw(st.lists(st.integers(0, regions - 1), min_size=0, max_size=4))
        rows += [(gemeente, r, quarters.count(r) / 4) for r in sorted(set(quarters))]
    return members(*rows)


@st.composite
def whole(draw: st.DrawFn, n: int = 6, regions: int = 4) -> np.ndarray:
    return np.array(draw(st.lists(st.integers(-1, regions - 1), min_size=n, max_size=n)))


WEIGHTS = st.lists(st.integers(1, 9), min_size=6, max_size=6)


def with_members(a: Members, b: Members, weights: list[float]) -> Congruence:
    labels = np.full((2, len(weights)), -1)
    return Congruence(labels, np.array([weights], dtype=float), {0: a, 1: b})


def quarters(a: Members, labels: np.ndarray) -> tuple[list, list, list]:
    """Every gemeente as four equal units of their own, labelled; a plain way to the same figure."""
    of_a: list[int | None] = []
    for gemeente in range(len(labels)):
        here = [
            int(regio)
            for regio, share in zip(
                a.regio[a.gemeente == gemeente], a.share[a.gemeente == gemeente], strict=True
            )
            for _ in range(round(share * 4))
        ]
        of_a += here + [None] * (4 - len(here))
    of_b = [None if label < 0 else int(label) for label in labels for _ in range(4)]
    gemeente_of = [gemeente for gemeente in range(len(labels)) for _ in range(4)]
    return of_a, of_b, gemeente_of


@quiet
@given(divided(), whole(), WEIGHTS)
def test_measures_on_pieces_equal_those_of_equal_parts(a, labels, weights):
    congruence = with_members(a, Members.of_labels(labels), weights)
    of_a, of_b, gemeente_of = quarters(a, labels)
    weight = [weights[gemeente] / 4 for gemeente in gemeente_of]
    expected = compare(of_a, of_b, weight)
    measures = congruence.measures
    assert measures.basis.tolist() == [Basis.PIECES]
    for name in (
        "homogeneity",
        "completeness",
        "v_measure",
        "variation_of_information",
        "wallace_ab",
        "wallace_ba",
        "mapcurves_ab",
        "mapcurves_ba",
        "cramers_v",
        "nesting_distance_ab",
        "nesting_distance_ba",
        "coverage",
        "total",
        "coinciding",
        "a_within_b",
        "b_within_a",
        "a_crossing",
        "b_crossing",
        "regions_a",
        "regions_b",
    ):
        value = getattr(measures, name).flat[0]
        assert value == pytest.approx(getattr(expected, name), abs=1e-9, nan_ok=True), name
    assert congruence.transfer_distance[0, 0] == pytest.approx(expected.transfer_distance)
    units = list(zip(of_a, of_b, gemeente_of, weight, strict=True))
    both = either = in_a = 0.0
    for (a1, b1, g1, w1), (a2, b2, g2, w2) in itertools.combinations(units, 2):
        if g1 == g2 or None in (a1, b1, a2, b2):
            continue
        both += w1 * w2 * (a1 == a2 and b1 == b2)
        either += w1 * w2 * (a1 == a2 or b1 == b2)
        in_a += w1 * w2 * (a1 == a2)
    for name, part, of in (("pair_jaccard", both, either), ("wallace_across_ab", both, in_a)):
        value = getattr(measures, name)[0, 0]
        assert value == pytest.approx(part / of if of else math.nan, nan_ok=True), name


@quiet
@given(divided(), WEIGHTS)
def test_a_divided_indeling_equals_itself(a, weights):
    copy = dataclasses.replace(a, share=a.share.copy())
    measures = with_members(a, copy, weights).measures
    if len(a.gemeente):
        assert measures.v_measure[0, 0] == 1
        assert measures.variation_of_information[0, 0] == 0
        assert measures.coinciding[0] == len(set(a.regio.tolist()))
        assert measures.a_crossing[0] == 0
        # A regio whose gemeenten are elsewhere for the rest still coincides with itself.
        found = overlaps_of(a, copy, np.array(weights, dtype=float))
        assert {overlap.relatie for overlap in found} == {RegioRelatie.SAMENVALLEND}


def test_half_and_half_is_no_reason_to_differ_from_itself():
    half = members((0, 0, 0.5), (0, 1, 0.5), (1, 0, 1), (2, 1, 1))
    assert with_members(half, half, [1, 1, 1]).measures.v_measure[0, 0] == 1


@quiet
@given(divided(), divided(), WEIGHTS)
def test_two_that_divide_the_same_gemeente_are_not_compared(a, b, weights):
    measures = with_members(a, b, weights).measures
    parts = [np.bincount(each.gemeente, minlength=6) for each in (a, b)]
    open_ = [np.bincount(each.gemeente, each.share, minlength=6) < 1 for each in (a, b)]
    several = [count + rest > 1 for count, rest in zip(parts, open_, strict=True)]
    if np.any(several[0] & several[1]) and not a.equals(b):
        assert pieces(a, b, 6) is None
        assert measures.basis.tolist() == [Basis.NONE]
        assert np.isnan(measures.v_measure[0, 0])
        assert measures.coinciding.tolist() == [0]
    else:
        assert measures.basis.tolist() == [Basis.PIECES]
        assert measures.total[0, 0] <= sum(weights) + 1e-9


def test_pairs_keep_their_place_among_whole_ones():
    rng = np.random.default_rng(3)
    labels = rng.integers(0, 4, (5, 30))
    weights = rng.random((2, 30))
    half = members(*((g, r, 0.5) for g in range(30) for r in (g % 3, 3)))
    congruence = Congruence(np.where(np.arange(5)[:, None] == 2, -1, labels), weights, {2: half})
    plain = Congruence(labels, weights)
    pairs = list(itertools.combinations(range(5), 2))
    assert list(zip(congruence.measures.a, congruence.measures.b, strict=True)) == pairs
    for number, pair in enumerate(pairs):
        if 2 in pair:
            assert congruence.measures.basis[number] == Basis.PIECES
            assert np.isnan(congruence.measures.rand[number])
            assert np.isnan(congruence.adjusted_mutual_information[number])
            other = Members.of_labels(labels[next(i for i in pair if i != 2)])
            a, b = (half, other) if pair[0] == 2 else (other, half)
            alone = Congruence(np.full((2, 30), -1), weights, {0: a, 1: b})
            assert np.array_equal(
                congruence.measures.v_measure[number], alone.measures.v_measure[0]
            )
        else:
            assert np.array_equal(
                congruence.measures.v_measure[number], plain.measures.v_measure[number]
            )
            assert congruence.transfer_distance[number].tolist() == (
                plain.transfer_distance[number].tolist()
            )
    matrix = congruence.matrix()
    assert np.all(np.diag(matrix) == 1)
    assert np.array_equal(matrix, matrix.T)


# --- regions that overlap


@quiet
@given(st.data(), WEIGHTS)
def test_pairs_of_gemeenten_are_counted_where_regions_overlap(data, weights):
    sides = []
    for _ in range(2):
        rows = {(data.draw(st.integers(0, 5)), data.draw(st.integers(0, 3))) for _ in range(8)}
        sides.append(members(*((g, r, 1.0) for g, r in rows), verdeling=Verdeling.OVERLAPPEND))
    congruence = with_members(*sides, weights)
    measures = congruence.measures
    of = [
        [set(side.regio[side.gemeente == g].tolist()) for g in range(len(weights))]
        for side in sides
    ]
    both = either = in_a = in_b = 0.0
    covered = [g for g in range(len(weights)) if of[0][g] and of[1][g]]
    for g, h in itertools.combinations(covered, 2):
        w = weights[g] * weights[h]
        a, b = bool(of[0][g] & of[0][h]), bool(of[1][g] & of[1][h])
        both, either = both + w * (a and b), either + w * (a or b)
        in_a, in_b = in_a + w * a, in_b + w * b
    for name, part, whole_ in (
        ("wallace_across_ab", both, in_a),
        ("wallace_across_ba", both, in_b),
        ("pair_jaccard", both, either),
        ("coverage", sum(weights[g] for g in covered), sum(weights)),
    ):
        value = getattr(measures, name)[0, 0]
        assert value == pytest.approx(part / whole_ if whole_ else math.nan, nan_ok=True), name
    assert measures.basis.tolist() == [Basis.PAIRS]
    assert np.isnan(measures.v_measure[0, 0])
    assert np.isnan(congruence.transfer_distance[0, 0])
    assert np.all(np.isnan(np.diag(congruence.matrix())))


def test_indelingen_that_overlap_have_pairs_only_and_say_why(klein, indeling):
    rows = dataclasses.replace(
        indeling("ABABAB").lidmaatschap,
        gemeente=np.array([0, 0, 1, 2, 3, 4]),
        regio=np.array([0, 1, 0, 0, 1, 1]),
    )
    overlapping = indeling("ABABAB", lidmaatschap=rows)
    assert overlapping.verdeling is Verdeling.OVERLAPPEND
    result = compare_indelingen(overlapping, indeling("AABBCC", "GGD-regio"), [1] * 6)
    assert (result.basis, result.coverage) == (Basis.PAIRS, pytest.approx(5 / 6))
    # Together: 0-1, 0-2, 1-2 in regio A and 0-3, 0-4, 3-4 in B; of these 0-1 in the other too.
    assert result.wallace_across_ab == pytest.approx(1 / 6)
    assert result.wallace_across_ba == pytest.approx(1 / 2)
    assert result.pair_jaccard == pytest.approx(1 / 7)
    for name in ("v_measure", "homogeneity", "rand", "adjusted_mutual_information", "coinciding"):
        assert getattr(result, name) is None, name
    assert result.inhomogeneity_a is result.transfer_distance is None
    assert result.basis.reden.startswith("In een van beide indelingen horen gemeenten bij meer")


def test_indelingen_in_shares_have_no_measures_of_whole_units(klein, indeling):
    rows = dataclasses.replace(
        indeling("AABBCC").lidmaatschap, aandeel=np.array([1, 0.5, 1, 1, 1, 1])
    )
    shares = indeling("AABBCC", lidmaatschap=rows)
    result = compare_indelingen(shares, indeling("AABBCC", "GGD-regio"), [1, 2, 1, 1, 1, 1])
    assert (result.basis, result.v_measure, result.coinciding) == (Basis.PIECES, 1, 3)
    assert result.coverage == pytest.approx(6 / 7)
    assert result.rand is result.adjusted_rand is result.adjusted_mutual_information is None
    assert result.pair_jaccard == 1
    assert "Rand, AMI" in result.basis.reden


# --- relations


def sets_of(side: Members) -> dict[int, set[int]]:
    return {r: set(side.gemeente[side.regio == r].tolist()) for r in set(side.regio.tolist())}


@quiet
@given(st.data())
def test_relations_of_overlapping_regions_are_those_of_sets(data):
    pair = st.tuples(st.integers(0, 5), st.integers(0, 3))
    sides = [
        members(
            *((g, r, 1.0) for g, r in sorted(data.draw(st.sets(pair, min_size=1)))),
            verdeling=Verdeling.OVERLAPPEND,
        )
        for _ in range(2)
    ]
    of_a, of_b = (sets_of(side) for side in sides)
    covered = set.union(*of_a.values()) & set.union(*of_b.values())
    expected = {}
    for i, j in itertools.product(sorted(of_a), sorted(of_b)):
        a, b = of_a[i] & covered, of_b[j] & covered
        if a & b:
            kind = {
                (True, True): RegioRelatie.SAMENVALLEND,
                (True, False): RegioRelatie.BINNEN,
                (False, True): RegioRelatie.OMVAT,
                (False, False): RegioRelatie.DOORSNIJDT,
            }[a <= b, b <= a]
            expected[i, j] = (kind, sorted(a & b))
    found = overlaps_of(*sides, np.ones(6))
    assert {(o.a, o.b): (o.relatie, o.gemeenten.tolist()) for o in found} == expected


@quiet
@given(divided(), whole(), WEIGHTS, st.sampled_from([0.0, 0.1, 0.3]))
def test_relations_on_pieces_equal_those_of_equal_parts(a, labels, weights, tolerance):
    of_a, of_b, gemeente_of = quarters(a, labels)
    weight = np.array([weights[g] / 4 for g in gemeente_of])
    parts = (
        Members.of_labels(np.array([-1 if x is None else x for x in each])) for each in (of_a, of_b)
    )
    expected = overlaps_of(*parts, weight, tolerance)
    found = overlaps_of(a, Members.of_labels(labels), np.array(weights, dtype=float), tolerance)
    assert [(o.a, o.b, o.relatie) for o in found] == [(o.a, o.b, o.relatie) for o in expected]
    for ours, theirs in zip(found, expected, strict=True):
        for name in ("weight", "low", "high", "share_a", "share_b"):
            assert getattr(ours, name) == pytest.approx(getattr(theirs, name)), name
        assert set(ours.gemeenten) == {gemeente_of[unit] for unit in theirs.gemeenten}


@st.composite
def laid_over(draw: st.DrawFn) -> tuple[Members, Members, list[tuple[int, int, int]]]:
    """Draw two divisions of the same gemeenten by their quarters, so that the truth is known."""
    truth = [
        (g, draw(st.integers(-1, 2)), draw(st.integers(-1, 2))) for g in range(3) for _ in range(4)
    ]
    sides = []
    for side in (1, 2):
        counts = {}
        for row in truth:
            if row[side] >= 0:
                counts[row[0], row[side]] = counts.get((row[0], row[side]), 0) + 1
        sides.append(members(*((g, r, count / 4) for (g, r), count in sorted(counts.items()))))
    return *sides, truth


@quiet
@given(laid_over(), st.sampled_from([0.0, 0.1, 0.3]))
def test_what_is_said_of_two_divided_indelingen_is_true_of_any_way_to_lay_them(drawn, tolerance):
    a, b, truth = drawn
    if a.equals(b):
        return  # taken to be the same division
    weights = np.array([1.0, 2.0, 5.0])
    labels_a, labels_b = (np.array([row[side] for row in truth]) for side in (1, 2))
    of_quarters = overlaps_of(
        Members.of_labels(labels_a),
        Members.of_labels(labels_b),
        weights[[row[0] for row in truth]] / 4,
        tolerance,
    )
    real = {(o.a, o.b): o for o in of_quarters}
    for found in overlaps_of(a, b, weights, tolerance):
        true = real.get((found.a, found.b))
        amount = 0.0 if true is None else true.weight
        assert found.low - 1e-9 <= amount <= found.high + 1e-9
        if not np.isnan(found.weight):
            assert found.weight == pytest.approx(amount)
        if found.relatie is not RegioRelatie.ONBEKEND:
            assert true is not None
            assert found.relatie is true.relatie


def test_a_gemeente_in_several_regios_has_several_relations():
    a = members((0, 0, 0.5), (0, 1, 0.5), (1, 1, 1.0))
    b = Members.of_labels(np.array([0, 1, 1]))
    found = relations_of_gemeenten(a, b, 3)
    assert found == [
        [Relatie.BINNEN, Relatie.DOORSNIJDT],
        [Relatie.BINNEN],
        [Relatie.NIET_GEDEKT],
    ]
