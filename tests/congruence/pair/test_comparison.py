from __future__ import annotations

import itertools
import math
from collections import defaultdict
from dataclasses import fields

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokaart.congruence import Basis, Comparison, compare

# Overlap table of r1..r4 by z1..z3, published with sabre and esda's map_comparison.
TABLE = np.array([[13, 3, 4], [0, 16, 4], [4, 0, 16], [0, 4, 16]])
BY_WEIGHT = (
    "homogeneity",
    "completeness",
    "v_measure",
    "wallace_ab",
    "wallace_ba",
    "mapcurves_ab",
    "mapcurves_ba",
    "cramers_v",
    "coverage",
)
RATIOS = (*BY_WEIGHT, "wallace_across_ab", "wallace_across_ba", "pair_jaccard")
WEIGHTS = ("transfer_distance", "nesting_distance_ab", "nesting_distance_ba", "total")
ON_WEIGHT = (*BY_WEIGHT, *WEIGHTS, "variation_of_information")
ON_UNITS = ("rand", "adjusted_rand", "adjusted_mutual_information")
PER_REGION = ("inhomogeneity_a", "inhomogeneity_b")
ALL = (
    *(field.name for field in fields(Comparison) if field.name not in ("_congruence", *PER_REGION)),
    "adjusted_mutual_information",
)

quiet = settings(deadline=None, max_examples=150)


@st.composite
def labelled(draw: st.DrawFn, regions: int = 5, positive: bool = False):
    """Draw labels of A and B, some missing, and whole weights."""
    n = draw(st.integers(1, 14))
    label = st.one_of(st.integers(0, regions - 1), st.none())
    a = draw(st.lists(label, min_size=n, max_size=n))
    b = draw(st.lists(label, min_size=n, max_size=n))
    weight = st.integers(1 if positive else 0, 9)
    return a, b, draw(st.lists(weight, min_size=n, max_size=n))


def values(result: object, *names: str) -> dict[str, object]:
    return {name: getattr(result, name) for name in names or ALL}


def assert_same(first: Comparison, second: Comparison | dict, *names: str) -> None:
    right = second if isinstance(second, dict) else values(second, *names)
    for name in names or right:
        left, expected = getattr(first, name), right[name]
        if isinstance(expected, np.ndarray):
            expected = expected.tolist()
            left = left.tolist()
        assert left == pytest.approx(expected, abs=1e-9, nan_ok=True), name


def swapped(result: Comparison) -> dict[str, object]:
    swap = {
        "homogeneity": "completeness",
        "wallace_ab": "wallace_ba",
        "wallace_across_ab": "wallace_across_ba",
        "mapcurves_ab": "mapcurves_ba",
        "inhomogeneity_a": "inhomogeneity_b",
        "nesting_distance_ab": "nesting_distance_ba",
        "a_within_b": "b_within_a",
        "a_crossing": "b_crossing",
        "regions_a": "regions_b",
    }
    swap |= {there: here for here, there in swap.items()}
    return {name: getattr(result, swap.get(name, name)) for name in (*ALL, *PER_REGION)}


# --- published figures


def test_published_overlap_table_gives_published_figures():
    a, b = zip(*itertools.product(range(4), range(3)), strict=True)
    result = compare(a, b, TABLE.ravel())
    assert result.v_measure == pytest.approx(0.36123, abs=5e-6)
    assert result.homogeneity == pytest.approx(0.31534, abs=5e-6)
    assert result.completeness == pytest.approx(0.42275, abs=5e-6)
    assert result.normalized_mutual_information == result.v_measure
    assert result.variation_of_information == pytest.approx(2.230487, abs=5e-7)
    assert result.total == 80
    assert result.inhomogeneity_a == pytest.approx([0.8573, 0.4839, 0.4839, 0.4839], abs=5e-5)
    assert result.inhomogeneity_b == pytest.approx([0.3936, 0.5932, 0.8610], abs=5e-5)
    assert result.mapcurves_ba == pytest.approx(0.6117, abs=5e-5)
    assert result.mapcurves_ab == pytest.approx(0.4587, abs=5e-5)


def test_published_overlap_table_as_cells_gives_published_figures():
    cells = [(i, j) for (i, j), count in np.ndenumerate(TABLE) for _ in range(count)]
    result = compare(*zip(*cells, strict=True))
    assert result.rand == pytest.approx(0.683861, abs=5e-7)
    assert result.adjusted_rand == pytest.approx(0.269040, abs=5e-7)
    assert result.adjusted_mutual_information == pytest.approx(0.339590, abs=5e-7)


def test_example_of_the_method_page():
    a, b = zip(*itertools.product(range(4), range(3)), strict=True)
    result = compare(a, b, TABLE.ravel())
    assert result.wallace_ab == pytest.approx(0.63125)
    assert result.wallace_ba == pytest.approx(0.41770, abs=5e-6)
    assert result.transfer_distance == 35
    assert (result.nesting_distance_ab, result.nesting_distance_ba) == (19, 35)


def test_published_labels_give_published_figures():
    result = compare([0, 1, 1, 0, 2, 1], [0, 1, 1, 0, 2, 2])
    assert result.v_measure == pytest.approx(0.739667, abs=5e-7)
    assert result.variation_of_information == pytest.approx(0.792481, abs=5e-7)
    assert result.pair_jaccard == pytest.approx(0.4)
    assert result.rand == pytest.approx(0.8)
    assert result.adjusted_mutual_information == pytest.approx(0.502361, abs=5e-7)
    finer = compare([0, 0, 1, 1], [0, 0, 1, 2])
    assert finer.v_measure == pytest.approx(0.8)
    assert finer.adjusted_rand == pytest.approx(0.571429, abs=5e-7)
    assert finer.rand == pytest.approx(0.833333, abs=5e-7)
    assert compare([0, 0, 1, 1], [0, 1, 0, 1]).adjusted_rand == pytest.approx(-0.5)


# --- every field against a slow computation straight from the definitions


def slowly(a, b, weights) -> dict[str, object]:
    both = [
        (x, y, w) for x, y, w in zip(a, b, weights, strict=True) if x is not None and y is not None
    ]
    total, everything = sum(w for *_, w in both), sum(weights)
    n, rows, columns = defaultdict(float), defaultdict(float), defaultdict(float)
    units_a, units_b = defaultdict(set), defaultdict(set)
    for unit, (x, y, w) in enumerate(both):
        n[x, y] += w
        rows[x] += w
        columns[y] += w
        units_a[x].add(unit)
        units_b[y].add(unit)

    def entropy(weights) -> float:
        return -sum(w / total * math.log2(w / total) for w in weights if w) if total else math.nan

    def divide(part: float, whole: float) -> float:
        return part / whole if whole else math.nan

    joint, h_a, h_b = entropy(n.values()), entropy(rows.values()), entropy(columns.values())
    homogeneity = 1.0 if h_a == 0 else 1 - (joint - h_b) / h_a
    completeness = 1.0 if h_b == 0 else 1 - (joint - h_a) / h_b
    harmonic = homogeneity + completeness
    v = 2 * homogeneity * completeness / harmonic if harmonic > 1e-9 or not total else 0.0
    squares = sum(w**2 for w in n.values())
    width = max(len(rows), len(columns))
    grid = np.zeros((width, width))
    for i, x in enumerate(rows):
        for j, y in enumerate(columns):
            grid[i, j] = n[x, y]
    stay = max(
        (grid[range(width), list(order)].sum() for order in itertools.permutations(range(width))),
    )
    nested = [(x, y) for x in units_a for y in units_b if units_a[x] <= units_b[y]]
    nested_b = [(x, y) for x in units_a for y in units_b if units_b[y] <= units_a[x]]
    cross = [
        (x, y)
        for x in units_a
        for y in units_b
        if units_a[x] & units_b[y] and (x, y) not in nested and (x, y) not in nested_b
    ]

    def inhomogeneity(order, cells, whole) -> list[float]:
        """Entropy of the other per region of one, where `cells` gives the weights inside it."""
        found = []
        for region in order:
            weights = cells(region)
            here = sum(weights)
            if not here:
                found.append(math.nan)
                continue
            inside = -sum(w / here * math.log2(w / here) for w in weights if w)
            found.append(inside / whole if whole else 0.0)
        return found

    def mean(found) -> float:
        return sum(found) / len(found) if found else math.nan

    weighty_a = [x for x in rows if rows[x]]
    weighty_b = [y for y in columns if columns[y]]
    fit = {(x, y): n[x, y] ** 2 / (rows[x] * columns[y]) for x in weighty_a for y in weighty_b}
    chi = sum(
        (n[x, y] - rows[x] * columns[y] / total) ** 2 / (rows[x] * columns[y] / total)
        for x, y in fit
    )
    least = min(len(weighty_a), len(weighty_b)) - 1
    pairs = list(itertools.combinations(both, 2))
    product = {
        key: sum(p[2] * q[2] for p, q in pairs if test(p, q))
        for key, test in {
            "a": lambda p, q: p[0] == q[0],
            "b": lambda p, q: p[1] == q[1],
            "both": lambda p, q: p[0] == q[0] and p[1] == q[1],
            "either": lambda p, q: p[0] == q[0] or p[1] == q[1],
        }.items()
    }
    alike = sum((p[0] == q[0]) == (p[1] == q[1]) for p, q in pairs)
    order_a = [x for x in dict.fromkeys(a) if x is not None]
    order_b = [y for y in dict.fromkeys(b) if y is not None]
    return {
        "basis": Basis.WHOLE,
        "wallace_across_ab": divide(product["both"], product["a"]),
        "wallace_across_ba": divide(product["both"], product["b"]),
        "pair_jaccard": divide(product["both"], product["either"]),
        "mapcurves_ab": mean([sum(fit[x, y] for y in weighty_b) for x in weighty_a]),
        "mapcurves_ba": mean([sum(fit[x, y] for x in weighty_a) for y in weighty_b]),
        "cramers_v": math.sqrt(chi / total / least) if least > 0 else math.nan,
        "rand": divide(alike, len(pairs)),
        "inhomogeneity_a": inhomogeneity(order_a, lambda x: [n[x, y] for y in columns], h_b),
        "inhomogeneity_b": inhomogeneity(order_b, lambda y: [n[x, y] for x in rows], h_a),
        "homogeneity": homogeneity if total else math.nan,
        "completeness": completeness if total else math.nan,
        "v_measure": v if total else math.nan,
        "variation_of_information": 2 * joint - h_a - h_b,
        "wallace_ab": divide(squares, sum(w**2 for w in rows.values())),
        "wallace_ba": divide(squares, sum(w**2 for w in columns.values())),
        "transfer_distance": total - stay,
        "nesting_distance_ab": total - sum(max(grid[i]) for i in range(len(rows))),
        "nesting_distance_ba": total - sum(max(grid[:, j]) for j in range(len(columns))),
        "coverage": divide(total, everything),
        "total": total,
        "coinciding": len(set(nested) & set(nested_b)),
        "a_within_b": len(nested),
        "b_within_a": len(nested_b),
        "a_crossing": len({x for x, _ in cross}),
        "b_crossing": len({y for _, y in cross}),
        "regions_a": len(units_a),
        "regions_b": len(units_b),
    }


@quiet
@given(labelled())
def test_every_field_follows_its_definition(drawn):
    assert_same(compare(*drawn), slowly(*drawn))


@pytest.mark.parametrize("seed", range(5))
def test_measures_equal_scikit_learn(seed):
    from sklearn.metrics import (
        adjusted_mutual_info_score,
        adjusted_rand_score,
        homogeneity_completeness_v_measure,
        mutual_info_score,
        normalized_mutual_info_score,
        rand_score,
    )

    rng = np.random.default_rng(seed)
    a, b = rng.integers(0, 30, 342), rng.integers(0, 20, 342)
    b = np.where(rng.random(342) < 0.8, a // 2, b)
    result = compare(a, b)
    expected = homogeneity_completeness_v_measure(a, b)
    assert (result.homogeneity, result.completeness, result.v_measure) == pytest.approx(expected)
    own = mutual_info_score(a, a) + mutual_info_score(b, b)
    vi = (own - 2 * mutual_info_score(a, b)) / math.log(2)
    assert result.variation_of_information == pytest.approx(vi)
    assert result.normalized_mutual_information == pytest.approx(normalized_mutual_info_score(a, b))
    assert result.rand == pytest.approx(rand_score(a, b))
    assert result.adjusted_rand == pytest.approx(adjusted_rand_score(a, b))
    adjusted = adjusted_mutual_info_score(a, b)
    assert result.adjusted_mutual_information == pytest.approx(adjusted, abs=1e-9)


@quiet
@given(labelled(positive=True).filter(lambda drawn: None not in (*drawn[0], *drawn[1])))
def test_measures_on_units_equal_scikit_learn_on_small_partitions(drawn):
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    a, b, weights = drawn
    result = compare(a, b, weights)
    if len(a) > 1:
        assert result.adjusted_rand == pytest.approx(adjusted_rand_score(a, b), abs=1e-12)
        expected = adjusted_mutual_info_score(a, b)
        assert result.adjusted_mutual_information == pytest.approx(expected, abs=1e-7)


def test_adjusted_mutual_information_is_computed_when_asked_for():
    result = compare([0, 0, 1, 1], [0, 0, 1, 2])
    assert "adjusted_mutual_information" not in vars(result._congruence)
    assert result.adjusted_mutual_information == pytest.approx(0.571428, abs=1e-5)
    assert "adjusted_mutual_information" in vars(result._congruence)


@pytest.mark.parametrize("seed", range(4))
def test_measures_on_area_equal_esda(seed):
    from esda.map_comparison import completeness, homogeneity

    rng = np.random.default_rng(seed)
    xs, ys = (np.concatenate([[0], np.sort(rng.random(5)), [1]]) for _ in range(2))
    cells = [
        shapely.box(x0, y0, x1, y1)
        for x0, x1 in itertools.pairwise(xs)
        for y0, y1 in itertools.pairwise(ys)
    ]
    area = shapely.area(cells)
    a, b = rng.permutation(np.arange(36) % 5), rng.permutation(np.arange(36) % 7)
    regions = [
        np.array([shapely.union_all(np.array(cells)[labels == k]) for k in range(labels.max() + 1)])
        for labels in (a, b)
    ]
    # Regions in order of appearance, as compare numbers them.
    order_a, order_b = (list(dict.fromkeys(labels.tolist())) for labels in (a, b))
    result = compare(a, b, area)
    polygons_a, polygons_b = regions[0][order_a], regions[1][order_b]
    # Their homogeneity is that of the first given the second.
    assert result.homogeneity == pytest.approx(float(homogeneity(polygons_a, polygons_b)))
    assert result.completeness == pytest.approx(float(completeness(polygons_a, polygons_b)))


# --- properties


@quiet
@given(labelled())
def test_swapping_the_indelingen_swaps_the_fields(drawn):
    a, b, weights = drawn
    assert_same(compare(b, a, weights), swapped(compare(a, b, weights)))


@quiet
@given(labelled(positive=True))
def test_an_indeling_equals_itself(drawn):
    a, _, weights = drawn
    result = compare(a, a, weights)
    regions = len({label for label in a if label is not None})
    distance = (
        result.transfer_distance,
        result.nesting_distance_ab,
        result.nesting_distance_ba,
    )
    assert distance == (0, 0, 0)
    assert (result.a_crossing, result.b_crossing) == (0, 0)
    assert (result.coinciding, result.a_within_b, result.b_within_a) == (regions,) * 3
    if regions:
        assert result.v_measure == result.homogeneity == result.completeness == 1
        assert result.variation_of_information == 0
        assert result.wallace_ab == result.wallace_ba == 1
        assert result.mapcurves_ab == result.mapcurves_ba == pytest.approx(1)
        assert set(result.inhomogeneity_a) <= {0}
        assert regions == 1 or result.cramers_v == pytest.approx(1)
        assert result.adjusted_mutual_information == pytest.approx(1)
    if sum(label is not None for label in a) > 1:
        assert result.rand == result.adjusted_rand == 1
    if not math.isnan(result.wallace_across_ab):
        assert result.wallace_across_ab == result.pair_jaccard == 1


@quiet
@given(labelled(), st.permutations(range(5)), st.permutations("vwxyz"))
def test_names_of_regions_do_not_matter(drawn, numbers, letters):
    a, b, weights = drawn
    other_a = [None if label is None else numbers[label] for label in a]
    other_b = [math.nan if label is None else letters[label] for label in b]
    assert_same(compare(other_a, other_b, weights), compare(a, b, weights))


@quiet
@given(labelled(), st.randoms(use_true_random=False))
def test_order_of_units_does_not_matter(drawn, random):
    rows = list(zip(*drawn, strict=True))
    random.shuffle(rows)
    assert_same(compare(*zip(*rows, strict=True)), compare(*drawn))


@quiet
@given(labelled(), st.integers(0, 13))
def test_splitting_a_unit_in_halves_changes_no_measure_on_weight(drawn, which):
    a, b, weights = drawn
    i = which % len(a)
    halves = [*weights[:i], weights[i] / 2, *weights[i + 1 :], weights[i] / 2]
    assert_same(compare([*a, a[i]], [*b, b[i]], halves), compare(a, b, weights), *ON_WEIGHT)


@quiet
@given(labelled(positive=True))
def test_repeating_units_equals_whole_weights(drawn):
    a, b, weights = drawn
    repeated = [
        [label for label, weight in zip(labels, weights, strict=True) for _ in range(weight)]
        for labels in (a, b)
    ]
    counts = [name for name in ALL if name not in (*RATIOS, *WEIGHTS, *ON_UNITS)]
    assert_same(compare(*repeated), compare(a, b, weights), *ON_WEIGHT, *PER_REGION, *counts)


@quiet
@given(labelled())
def test_uncovered_units_change_nothing_but_the_coverage(drawn):
    covered = [row for row in zip(*drawn, strict=True) if row[0] is not None and row[1] is not None]
    a, b, weights = zip(*covered, strict=True) if covered else ((), (), ())
    with_them, without = compare(*drawn), compare(a, b, weights)
    assert_same(with_them, without, *(name for name in ALL if name != "coverage"))


@quiet
@given(labelled(positive=True), st.floats(1e-150, 1e150))
def test_unit_of_weight_does_not_matter(drawn, factor):
    a, b, weights = drawn
    scaled = compare(a, b, [weight * factor for weight in weights])
    result = compare(a, b, weights)
    assert_same(scaled, result, *RATIOS, "variation_of_information")
    for field in WEIGHTS:
        assert getattr(scaled, field) / factor == pytest.approx(getattr(result, field), abs=1e-9)


@quiet
@given(
    st.lists(
        st.tuples(
            st.integers(0, 3),
            st.integers(0, 3),
            st.floats(0, 1e300, allow_nan=False, allow_infinity=False),
        ),
        max_size=8,
    )
)
def test_any_finite_weights_give_figures_in_range_without_a_warning(rows):
    a, b, weights = zip(*rows, strict=True) if rows else ((), (), ())
    result = compare(a, b, weights)
    for field in (*RATIOS, "rand"):
        value = getattr(result, field)
        assert math.isnan(value) or 0 <= value <= 1, field
    for values in (result.inhomogeneity_a, result.inhomogeneity_b):
        assert not np.any(values < 0)
    assert not result.variation_of_information < 0
    assert 0 <= result.transfer_distance <= result.total
    for nesting in (result.nesting_distance_ab, result.nesting_distance_ba):
        assert 0 <= nesting <= result.transfer_distance + 1e-12 * result.total


def test_rounding_does_not_turn_nested_into_crossing():
    weights = [0.1, 0.2, 0.3, 0.7, 1e-17, 1e9 / 3]
    result = compare([0, 0, 0, 1, 1, 2], [0, 0, 0, 0, 0, 1], weights)
    assert (result.a_within_b, result.coinciding, result.a_crossing) == (3, 1, 0)
    assert result.nesting_distance_ab == 0
    assert result.homogeneity < 1 == result.completeness


# --- the edges


def test_nothing_covered_by_both_gives_no_ratios_and_no_counts():
    result = compare([1, None], [math.nan, 1])
    assert result.coverage == 0 == result.total == result.transfer_distance
    assert math.isnan(result.v_measure)
    assert math.isnan(result.variation_of_information)
    assert math.isnan(result.wallace_ab)
    assert result.coinciding == result.a_within_b == result.regions_a == result.b_crossing == 0


def test_no_units_at_all_has_no_coverage():
    assert math.isnan(compare([], []).coverage)


def test_a_unit_without_weight_counts_in_relations_but_not_in_measures():
    result = compare([0, 0, 1], [0, 1, 1], [1, 0, 1])
    assert result.v_measure == 1
    assert result.transfer_distance == 0
    assert (result.coinciding, result.a_crossing, result.b_within_a) == (0, 1, 1)


def test_coverage_is_a_share_of_weight():
    assert compare([0, None, 1, 1], [0, 0, 1, math.nan], [1, 2, 3, 4]).coverage == 0.4


def test_numpy_and_pandas_labels_are_accepted():
    import pandas as pd

    frame = pd.DataFrame({"a": ["x", "x", "y", None], "b": [1.0, 2.0, 2.0, np.nan]})
    result = compare(frame["a"], frame["b"].to_numpy(dtype=np.float32), frame.index + 1)
    assert (result.regions_a, result.regions_b, result.coverage) == (2, 2, 0.6)


def test_minus_one_is_a_label():
    assert compare([-1, -1, 0], [-1, -1, 0]).regions_a == 2


def test_many_regions_need_no_table_of_all_possible_cells():
    n = 20_000
    result = compare(range(n), range(n, 0, -1))
    assert (result.v_measure, result.coinciding, result.transfer_distance) == (1, n, 0)


@pytest.mark.parametrize(
    ("a", "b", "weights", "message"),
    [
        ([1], [1, 2], None, "1 labels and b has 2"),
        ([1], [1], [1, 2], r"shape \(1,\)"),
        ([1], [1], [-1], "weight 0 is -1"),
        ([1, 2], [1, 2], [1, math.nan], "weight 1 is nan"),
        ([1], [1], [math.inf], "finite"),
        ([1], [1], ["veel"], "numbers"),
        ([1], [1], [None], "finite"),
        ([1, 1], [1, 1], [1.7e308, 1.7e308], "too large"),
    ],
)
def test_bad_input_is_refused(a, b, weights, message):
    with pytest.raises(ValueError, match=message):
        compare(a, b, weights)


@pytest.mark.parametrize(
    "missing", [None, float("nan"), np.float32("nan"), pd.NA, pd.NaT, np.datetime64("NaT")]
)
def test_every_kind_of_missing_is_not_covered(missing: object) -> None:
    result = compare(["a", missing, "b", "b"], ["x", "y", "y", "y"])
    assert result.coverage == 0.75
    assert result.regions_a == 2


def test_series_with_missing_values_of_pandas() -> None:
    text = compare(pd.Series(["a", None, "b"], dtype="string"), ["x", "y", "y"])
    whole = compare(pd.Series([1, None, 2], dtype="Int64"), ["x", "y", "y"])
    assert text.coverage == whole.coverage == pytest.approx(2 / 3)
    assert text.v_measure == whole.v_measure == 1


@pytest.mark.parametrize(
    "labels", ["ab", {"GM1": "a", "GM2": "b"}, {"a", "b"}, pd.DataFrame({"r": ["a", "b"]})]
)
def test_labels_without_an_order_are_refused(labels: object) -> None:
    with pytest.raises(TypeError, match="one label per unit"):
        compare(labels, ["x", "y"])  # type: ignore[arg-type]
