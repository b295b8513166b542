from __future__ import annotations

import dataclasses
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.congruence.border.borders import Borders, border_congruence, borders_of
from regiokaart.model import Catalogus, Coverage, Gebied, Indeling

NOTHING = np.zeros(0, dtype=np.int64)


def row_of(n: int) -> Gebied:
    """Gemeenten in a row, the border between i and i + 1 being i + 1 metres long."""
    points = [point for i in range(1, n) for point in ((i, 0), (i, i))]
    left = np.arange(n - 1)
    coverage = Coverage(
        0.0,
        np.array(points, dtype=np.float64),
        2 * np.arange(n),
        left,
        left + 1,
        np.zeros((0, 2)),
        NOTHING,
        NOTHING,
    )
    return Gebied((coverage,), np.zeros((n, 2)), np.ones(n), "zelf getekend")


def with_alternatives(indeling: Indeling, gemeente: int, *regios: int) -> Indeling:
    rows = indeling.lidmaatschap
    named = tuple(regios if i == gemeente else () for i in range(len(rows)))
    return dataclasses.replace(indeling, lidmaatschap=dataclasses.replace(rows, alternatief=named))


def test_a_border_is_one_between_different_regions(
    klein: Catalogus, indeling: Callable[..., Indeling]
) -> None:
    found = borders_of(klein, row_of(6), [indeling("aabbcc"), indeling("abbbbc", "Tweede")])
    assert found.pairs.tolist() == [[0, 1], [1, 2], [2, 3], [3, 4], [4, 5]]
    assert found.length == pytest.approx([1, 2, 3, 4, 5])
    assert found.cut.astype(int).tolist() == [[0, 1, 0, 1, 0], [1, 0, 0, 0, 1]]
    assert found.count.tolist() == [1, 1, 0, 1, 1]
    assert found.of.tolist() == [2] * 5


def test_without_a_region_on_one_side_it_is_unknown(
    klein: Catalogus, indeling: Callable[..., Indeling]
) -> None:
    found = borders_of(klein, row_of(6), [indeling("a..bbc")])
    assert found.known[0].tolist() == [False, False, False, True, True]
    assert found.cut[0].tolist() == [False, False, False, False, True]


def test_hard_borders_come_first_then_long_ones(
    klein: Catalogus, indeling: Callable[..., Indeling]
) -> None:
    both = [indeling("aabbcc"), indeling("aab.cc", "Tweede")]
    found = borders_of(klein, row_of(6), both)
    # counts 0, 2, 0, 1, 0: the last but one only known to the first, the third too
    assert found.order.tolist() == [1, 3, 4, 2, 0]


@pytest.mark.parametrize(
    ("letters", "alternatives", "surely", "possibly"),
    [
        ("aabbcc", None, [0, 0, 0, 1, 0], [0, 1, 1, 1, 0]),  # may be in any regio
        ("aabbcc", (0,), [0, 0, 0, 1, 0], [0, 1, 1, 1, 0]),
        ("aabbcc", (2,), [0, 1, 0, 1, 0], [0, 1, 1, 1, 0]),
        ("aabbcc", (-1,), [0, 0, 0, 1, 0], [0, 1, 0, 1, 0]),  # or in none: then unknown
    ],
)
def test_uncertain_gemeenten_give_a_least_and_a_most(
    klein: Catalogus,
    indeling: Callable[..., Indeling],
    letters: str,
    alternatives: tuple[int, ...] | None,
    surely: list[int],
    possibly: list[int],
) -> None:
    doubted = indeling(letters, uncertain="2")
    if alternatives is not None:
        doubted = with_alternatives(doubted, 2, *alternatives)
    found = borders_of(klein, row_of(6), [doubted])
    assert found.surely[0].astype(int).tolist() == surely
    assert found.possibly[0].astype(int).tolist() == possibly


def test_two_uncertain_sides_can_be_anything(
    klein: Catalogus, indeling: Callable[..., Indeling]
) -> None:
    found = borders_of(klein, row_of(6), [indeling("aabbcc", uncertain="23")])
    assert not found.surely[0, 2]
    assert found.possibly[0, 2]
    assert not found.cut[0, 2]


@st.composite
def made_up(draw: st.DrawFn) -> Borders:
    k, b = draw(st.integers(2, 4)), draw(st.integers(1, 8))
    flags = st.lists(st.lists(st.booleans(), min_size=b, max_size=b), min_size=k, max_size=k)
    known = np.array(draw(flags))
    cut, doubt = np.array(draw(flags)) & known, np.array(draw(flags))
    length = np.array(draw(st.lists(st.integers(1, 50), min_size=b, max_size=b)), dtype=float)
    pairs = np.stack([np.arange(b), np.arange(b) + 1], axis=1)
    return Borders(pairs, length, known, cut, cut & ~doubt, cut | doubt)


@given(made_up())
def test_congruence_is_what_counting_gives(borders: Borders) -> None:
    found = border_congruence(borders)
    for p, (a, b) in enumerate(combinations(range(len(borders.cut)), 2)):
        assert (found.a[p], found.b[p]) == (a, b)
        known = borders.known[a] & borders.known[b]
        in_a, in_b = borders.cut[a] & known, borders.cut[b] & known
        for unit, weight in enumerate((np.ones_like(borders.length), borders.length)):
            both, either = weight[in_a & in_b].sum(), weight[in_a | in_b].sum()
            assert found.known[p, unit] == weight[known].sum()
            assert found.both[p, unit] == both
            assert found.either[p, unit] == either
            for ratio, whole in (
                (found.congruence, either),
                (found.a_in_b, weight[in_a].sum()),
                (found.b_in_a, weight[in_b].sum()),
            ):
                assert ratio[p, unit] == pytest.approx(
                    both / whole if whole else np.nan, nan_ok=True
                )
        doubt = borders.surely != borders.possibly
        assert found.doubtful[p] == ((doubt[a] | doubt[b]) & known).sum()


def test_an_indeling_is_congruent_with_itself(catalogus: Catalogus, gebied: Gebied) -> None:
    same = [catalogus["provincie"], catalogus["provincie"]]
    found = border_congruence(borders_of(catalogus, gebied, same))
    assert found.congruence.tolist() == [[1, 1]]


def test_what_nests_has_all_borders_of_what_holds_it(catalogus: Catalogus, gebied: Gebied) -> None:
    found = border_congruence(
        borders_of(catalogus, gebied, [catalogus["corop"], catalogus["provincie"]])
    )
    assert found.b_in_a.tolist() == [[1, 1]]
    assert (found.a_in_b < 1).all()


def test_region_borders_are_those_of_the_coverage(catalogus: Catalogus, gebied: Gebied) -> None:
    indelingen = [i for i in catalogus if i.telt_standaard_mee]
    found = borders_of(catalogus, gebied, indelingen)
    detail = gebied.levels[0]
    for row, indeling in enumerate(indelingen):
        arcs = detail.borders_between(catalogus.labels(indeling), coast=False)
        assert found.length[found.cut[row]].sum() == pytest.approx(detail.arc_length[arcs].sum())


def test_what_overlaps_has_no_borders(klein: Catalogus, indeling: Callable[..., Indeling]) -> None:
    twice = indeling("aabbcc")
    rows = twice.lidmaatschap
    overlapping = dataclasses.replace(
        twice, lidmaatschap=dataclasses.replace(rows, gemeente=np.array([0, 0, 1, 2, 3, 4]))
    )
    with pytest.raises(ValueError, match="several regio's"):
        borders_of(klein, row_of(6), [overlapping])
