from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiokaart.congruence.pair.comparison import compare
from regiokaart.congruence.pair.tables import matrix, overall
from regiokaart.congruence.quality import uncertainty
from regiokaart.congruence.quality.uncertainty import FIGURES, Ranges, Search, ranges
from regiokaart.model import Catalogus, Gebied, Gewicht, Indeling, Lidmaatschap, Methode

WEIGHT = Gewicht.INWONERS


def with_doubt(indeling: Indeling, gemeenten: list[int], others: list[tuple[int, ...]]) -> Indeling:
    """Mark gemeenten as uncertain and name their alternatives."""
    known = dict(zip(gemeenten, others, strict=True))
    rows = indeling.lidmaatschap
    return replace(
        indeling,
        lidmaatschap=replace(
            rows,
            methode=tuple(
                Methode.ONZEKER if g in known else Methode.DIRECT for g in rows.gemeente.tolist()
            ),
            alternatief=tuple(known.get(g, ()) for g in rows.gemeente.tolist()),
        ),
    )


def every_state(indeling: Indeling, n: int) -> list[np.ndarray]:
    """All labels an indeling may have, made the slow way."""
    rows = indeling.lidmaatschap
    choices = [
        (int(regio), *(other for other in others if other != regio))
        for regio, others in zip(rows.regio, rows.alternatief, strict=True)
    ]
    found = []
    for chosen in product(*choices):
        labels = np.full(n, -1)
        labels[rows.gemeente] = chosen
        found.append(labels)
    return found


def slow(catalogus: Catalogus, a: Indeling, b: Indeling) -> np.ndarray:
    """Figures of every combination by way of `compare`. Shape (combinations, f)."""
    weights, n = catalogus.gemeenten.weights(WEIGHT), len(catalogus.gemeenten)
    found = []
    for x, y in product(every_state(a, n), every_state(b, n)):
        result = compare(
            [None if label < 0 else label for label in x.tolist()],
            [None if label < 0 else label for label in y.tolist()],
            weights,
        )
        found.append(
            (
                result.v_measure,
                result.coinciding,
                result.a_within_b,
                result.b_within_a,
                result.transfer_distance,
            )
        )
    return np.array(found, dtype=float)


@pytest.fixture
def three(indeling) -> list[Indeling]:
    return [
        with_doubt(indeling("AABBCC", "Een"), [1, 4], [(1, 2), (0,)]),
        with_doubt(indeling("ABABCC", "Twee"), [0], [(1, -1)]),
        with_doubt(indeling("AAABBB", "Drie"), [], []),
    ]


def test_ranges_of_a_pair_are_those_over_all_combinations(
    klein: Catalogus, land: Gebied, three: list[Indeling]
) -> None:
    found = ranges(klein, land, three, WEIGHT)
    assert found.combinations == (18, 6, 3)
    assert set(found.search) == {Search.EXACT}
    for pair, (a, b) in enumerate(combinations(three, 2)):
        expected = slow(klein, a, b)
        assert found.value[pair] == pytest.approx(expected[0])
        assert found.lowest[pair] == pytest.approx(expected.min(axis=0))
        assert found.highest[pair] == pytest.approx(expected.max(axis=0))


def test_mean_ranges_over_the_rows_of_all_indelingen_together(
    klein: Catalogus, land: Gebied, three: list[Indeling]
) -> None:
    states = [every_state(i, 6) for i in three]
    weights = klein.gemeenten.weights(WEIGHT)
    means = [
        np.mean(
            [
                compare(
                    [None if label < 0 else label for label in a.tolist()],
                    [None if label < 0 else label for label in b.tolist()],
                    weights,
                ).v_measure
                for a, b in combinations(chosen, 2)
            ]
        )
        for chosen in product(*states)
    ]
    found = ranges(klein, land, three, WEIGHT)
    assert found.mean == pytest.approx((min(means), means[0], max(means)))
    assert found.mean_search is Search.EXACT
    assert found.mean[1] == pytest.approx(overall(matrix(klein, three, WEIGHT)).mean)


@given(st.data())
@settings(deadline=None)
def test_search_row_by_row_stays_within_the_exact_range(data: st.DataObject) -> None:
    n = 8
    label = st.integers(0, 2)
    labels = np.array(
        [data.draw(st.lists(label, min_size=n, max_size=n), label=f"indeling {i}") for i in (0, 1)]
    )
    weights = np.array(data.draw(st.lists(st.integers(1, 50), min_size=n, max_size=n)), float)
    rows = tuple(
        tuple(
            uncertainty.Doubt(
                g,
                int(labels[i, g]),
                tuple({0, 1, 2} - {int(labels[i, g])}),
                True,
                "",
            )
            for g in sorted(data.draw(st.sets(st.integers(0, n - 1), max_size=3)))
        )
        for i in (0, 1)
    )
    variants = [uncertainty._variants(labels[i], rows[i]) for i in (0, 1)]
    exact = uncertainty._products(*variants, weights)[:, 0]
    for sign, best in ((-1, exact.min()), (1, exact.max())):
        before = exact[0]
        for state in uncertainty._steps(labels, rows, weights, sign):
            (now,) = uncertainty._figures(state, np.array([0]), np.array([1]), weights)
            assert sign * now[0] > sign * before
            assert sign * now[0] <= sign * best + 1e-12
            before = now[0]


def test_many_combinations_are_searched_and_that_is_said(
    klein: Catalogus, land: Gebied, three: list[Indeling], monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = ranges(klein, land, three, WEIGHT)
    monkeypatch.setattr(uncertainty, "_MOST_COMBINATIONS", 1)
    found = ranges(klein, land, three, WEIGHT)
    assert set(found.search) == {Search.STEPWISE}
    assert found.mean_search is Search.STEPWISE
    assert found.value == pytest.approx(exact.value)
    assert np.all(found.lowest >= exact.lowest - 1e-12)
    assert np.all(found.highest <= exact.highest + 1e-12)
    assert exact.mean[0] - 1e-12 <= found.mean[0] < found.mean[1] < found.mean[2]
    assert found.mean[2] <= exact.mean[2] + 1e-12
    v = FIGURES.index("v_maat")
    assert found.lowest[0, v] < found.value[0, v] < found.highest[0, v]


def test_without_uncertain_rows_there_is_no_range(klein: Catalogus, land: Gebied, indeling) -> None:
    found = ranges(klein, land, [indeling("AABBCC", "Een"), indeling("ABABCC", "Twee")], WEIGHT)
    assert found.search == (Search.CERTAIN,)
    assert found.mean_search is Search.CERTAIN
    assert np.array_equal(found.lowest, found.highest)
    assert found.mean[0] == found.mean[1] == found.mean[2]


def test_pair_without_a_gemeente_in_common_has_no_figures_and_no_part_in_the_mean(
    klein: Catalogus, land: Gebied, indeling
) -> None:
    apart = [indeling("AAB...", "Een"), indeling("...AAB", "Twee"), indeling("AABBCC", "Drie")]
    found = ranges(klein, land, apart, WEIGHT)
    assert np.isnan(found.value[0]).all()
    assert found.mean[1] == pytest.approx(found.value[1:, 0].mean())
    assert np.isnan(ranges(klein, land, apart[:2], WEIGHT).mean).all()
    assert np.isnan(ranges(klein, land, apart[:1], WEIGHT).mean).all()


def test_indeling_that_divides_gemeenten_is_left_out_and_named(
    klein: Catalogus, land: Gebied, three: list[Indeling]
) -> None:
    halves = replace(
        three[2],
        id="half",
        lidmaatschap=Lidmaatschap(
            np.array([0, 0]),
            np.array([0, 1]),
            np.array([0.5, 0.5]),
            (Methode.DIRECT,) * 2,
            ("",) * 2,
        ),
    )
    found = ranges(klein, land, [*three, halves], WEIGHT)
    assert [i.id for i in found.indelingen] == [i.id for i in three]
    assert found.left_out == (halves,)


def test_progress_tells_every_pair_and_may_stop_the_work(
    klein: Catalogus, land: Gebied, three: list[Indeling]
) -> None:
    told: list[tuple[int, int]] = []
    ranges(klein, land, three, WEIGHT, lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]

    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        ranges(klein, land, three, WEIGHT, stop)


@pytest.fixture(scope="module")
def embedded(catalogus: Catalogus, gebied: Gebied) -> Ranges:
    counting = [i for i in catalogus if i.telt_standaard_mee]
    return ranges(catalogus, gebied, counting, WEIGHT)


def test_embedded_figures_are_those_of_the_matrix(catalogus: Catalogus, embedded: Ranges) -> None:
    values = matrix(catalogus, embedded.indelingen, WEIGHT)
    assert embedded.value[:, 0] == pytest.approx(values[embedded.a, embedded.b])
    assert embedded.mean[1] == pytest.approx(overall(values).mean)
    assert np.all(embedded.lowest <= embedded.value)
    assert np.all(embedded.value <= embedded.highest)


def test_embedded_range_of_one_row_is_between_its_two_regios(
    catalogus: Catalogus, gebied: Gebied, embedded: Ranges
) -> None:
    jeugd, ggd = catalogus["jeugdregio"], catalogus["ggd-regio"]
    labels = catalogus.labels(jeugd).copy()
    flevoland = [regio.naam for regio in jeugd.regios].index("Flevoland")
    labels[catalogus.gemeenten.namen.index("Zeewolde")] = flevoland
    other = compare(labels, catalogus.labels(ggd), catalogus.gemeenten.weights(WEIGHT))
    ids = [i.id for i in embedded.indelingen]
    pair = next(
        k
        for k in range(len(embedded.a))
        if {ids[embedded.a[k]], ids[embedded.b[k]]} == {"jeugdregio", "ggd-regio"}
    )
    assert embedded.combinations[pair] == 2
    assert embedded.highest[pair, 0] == pytest.approx(other.v_measure)
    assert embedded.lowest[pair, 0] == embedded.value[pair, 0] < embedded.highest[pair, 0]
    assert embedded.highest[pair, 1] == other.coinciding == embedded.value[pair, 1] + 1


def test_embedded_rows_of_the_eight_that_count(embedded: Ranges) -> None:
    assert sum(len(rows) for rows in embedded.doubts) == 10
    # Zeewolde 2; Zutphen 2, West Maas en Waal 3, Heusden 2, Midden-Delfland 2; two times three
    # gemeenten with two, and two.
    assert max(embedded.combinations) == 24 * 8
    assert Search.STEPWISE not in embedded.search
    assert embedded.mean == pytest.approx((0.9226, 0.9236, 0.9240), abs=5e-5)
