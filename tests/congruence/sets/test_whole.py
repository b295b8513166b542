from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from regiokaart.congruence.sets.whole import groups, mean_with_others, medoids, whole
from regiokaart.congruence.sets.wholetables import (
    groups_table,
    tree_table,
    whole_sentences,
    whole_table,
)
from regiokaart.model import Catalogus, Gewicht


def values(k: int):
    known = st.floats(0, 1) | st.just(float("nan"))
    return arrays(np.float64, (k, k), elements=known).map(
        lambda m: np.where(np.eye(k, dtype=bool), 1, np.triu(m, 1) + np.triu(m, 1).T)
    )


def mean(numbers) -> float:
    known = [number for number in numbers if not np.isnan(number)]
    return sum(known) / len(known) if known else float("nan")


@given(st.integers(2, 6).flatmap(values), st.data())
def test_groups_are_means_over_their_pairs(matrix, data):
    k = len(matrix)
    names = data.draw(
        st.lists(
            st.lists(st.sampled_from("pqr"), min_size=1, max_size=2, unique=True),
            min_size=k,
            max_size=k,
        )
    )
    for found in groups(matrix, names):
        inside = {i for i in range(k) if found.name in names[i]}
        outside = set(range(k)) - inside
        assert set(found.members.tolist()) == inside
        expected = (
            mean(matrix[i, j] for i, j in itertools.combinations(sorted(inside), 2)),
            mean(matrix[i, j] for i in inside for j in outside),
            mean(matrix[i, j] for i, j in itertools.combinations(sorted(outside), 2)),
        )
        assert (found.within, found.outward, found.without) == pytest.approx(expected, nan_ok=True)


def test_medoid_and_its_ties():
    matrix = np.array([[1, 0.9, 0.5], [0.9, 1, 0.8], [0.5, 0.8, 1]])
    assert mean_with_others(matrix) == pytest.approx([0.7, 0.85, 0.65])
    assert medoids(matrix).tolist() == [1]
    assert medoids(np.full((3, 3), 0.5)).tolist() == [0, 1, 2]
    assert medoids(np.full((2, 2), np.nan)).tolist() == []


@pytest.fixture(name="vier")
def _vier(indeling):
    return [
        indeling("AABBCC", "Zorgregio", ministeries=("VWS",), domein="sociaal"),
        indeling("AABBCD", "GGD-regio", ministeries=("VWS", "JenV"), domein="sociaal"),
        indeling("XXYYZZ", "Jeugdregio", ministeries=("JenV",), domein="veiligheid"),
        indeling("AAABBB", "RES-regio", ministeries=(), domein="fysiek"),
    ]


def test_table_has_the_mean_the_set_without_it_the_closest_and_the_middle(klein, vier):
    found = whole(klein, vier, Gewicht.GEMEENTEN)
    rows = {row["indeling"]: row for row in whole_table(found).records()}
    assert rows["zorgregio"]["dichtstbij"] == "Jeugdregio's"
    assert rows["zorgregio"]["v_dichtstbij"] == 1
    middle = {key for key, row in rows.items() if row["middelpunt"] == "ja"}
    assert middle == {"zorgregio", "jeugdregio"}
    for i, each in enumerate(vier):
        without = whole(klein, vier[:i] + vier[i + 1 :], Gewicht.GEMEENTEN).overall.mean
        row = rows[each.id]
        assert row["zonder"] == pytest.approx(without)
        assert row["verschil"] == pytest.approx(without - found.overall.mean)
    places = [row["plaats"] for row in whole_table(found).records()]
    assert places == [1, 2, 3, 4]
    order = [row["indeling"] for row in whole_table(found).records()]
    assert abs(order.index("zorgregio") - order.index("jeugdregio")) == 1
    account = whole_table(found).provenance.parameters
    assert any(value.startswith("4: Zorgregio's, GGD-regio's") for _, value in account)


def test_sentences_count_first(klein, vier):
    text = whole_sentences(whole(klein, vier, Gewicht.GEMEENTEN))
    assert "Van de 12 regio's zijn er 8 met precies dezelfde gemeenten ook een regio in" in text[1]
    assert "geen enkele in alle indelingen" in text[1]
    assert text[2].startswith("Van de 6 paren is er 1 gelijk; in 2 past de ene geheel binnen")
    assert "in 3 doorsnijden regio's elkaar" in text[2]
    assert "naar gemeenten" in text[3]
    assert "passen, even goed, de zorgregio's en de jeugdregio's" in text[4]
    assert text[5].startswith("Zonder de RES-regio's is het gemiddelde")


def test_tree_names_what_it_joins(klein, vier):
    rows = tree_table(whole(klein, vier, Gewicht.GEMEENTEN)).records()
    assert [row["stap"] for row in rows] == [1, 2, 3]
    assert {rows[0]["groep_a"], rows[0]["groep_b"]} == {"Zorgregio's", "Jeugdregio's"}
    assert rows[0]["afstand"] == pytest.approx(0, abs=1e-12)
    assert "RES-regio's" in {rows[2]["groep_a"], rows[2]["groep_b"]}


def test_an_indeling_of_two_ministries_is_with_both_and_one_of_none_is_unknown(klein, vier):
    found = whole(klein, vier, Gewicht.GEMEENTEN)
    table = groups_table(found, found.by_ministerie(), "ministerie")
    rows = {row["ministerie"]: row for row in table.records()}
    assert set(rows) == {"JenV", "VWS", "onbekend"}
    assert rows["VWS"]["welke"] == "Zorgregio's en GGD-regio's"
    assert rows["JenV"]["welke"] == "GGD-regio's en Jeugdregio's"
    assert rows["onbekend"]["onderling"] is None
    domains = groups_table(found, found.by_domein(), "domein")
    assert domains["domein"].values == ["fysiek", "sociaal", "veiligheid"]


def test_what_cannot_be_compared_has_no_figures(klein, indeling):
    apart = [indeling("AAB..."), indeling("...AAB", "GGD-regio")]
    found = whole(klein, apart, Gewicht.INWONERS)
    assert whole_sentences(found)[-1] == "Er is geen paar met een V-maat."
    assert whole_table(found)["gemiddelde"].values == [None, None]
    assert whole_table(found)["dichtstbij"].values == [None, None]
    assert found.pair_kinds.unknown == 1
    with pytest.raises(ValueError, match="at least two"):
        whole(klein, apart[:1], Gewicht.INWONERS)


def test_an_indeling_of_a_part_of_the_country_says_how_much_it_covers(klein, indeling):
    part = [
        indeling("AABBCC", "Zorgregio"),
        indeling("ABABAB", "GGD-regio"),
        indeling("AABB..", "RES-regio"),
    ]
    found = whole(klein, part, Gewicht.INWONERS)
    rows = {row["indeling"]: row for row in whole_table(found).records()}
    assert rows["res-regio"]["gedekt"] == pytest.approx(6400 / 6451)
    assert rows["zorgregio"]["gedekt"] == 1
    nested = [*part[:1], *part[2:], indeling("AB....", "Jeugdregio")]
    text = " ".join(whole_sentences(whole(klein, nested, Gewicht.INWONERS)))
    assert "maar alleen op wat zij dekt: 99,2%" in text
    equal = whole_sentences(whole(klein, [part[0], part[2]], Gewicht.INWONERS))
    assert "er 1 gelijk; in geen doorsnijden regio's elkaar, op de gemeenten die" in equal[2]


def test_overlapping_indelingen_have_no_place_in_the_mean(klein, indeling, vier):
    rows = vier[3].lidmaatschap
    overlapping = replace(
        vier[3],
        lidmaatschap=replace(
            rows,
            gemeente=np.append(rows.gemeente, 0),
            regio=np.append(rows.regio, 1),
            aandeel=np.append(rows.aandeel, 1.0),
            methode=(*rows.methode, rows.methode[0]),
            toelichting=(*rows.toelichting, ""),
        ),
    )
    found = whole(klein, [*vier[:3], overlapping], Gewicht.INWONERS)
    without = whole(klein, vier[:3], Gewicht.INWONERS)
    assert found.overall.mean == pytest.approx(without.overall.mean)
    assert whole_table(found).records()[-1]["gemiddelde"] is None
    assert found.pair_kinds.unknown == 3
    (text,) = (each for each in whole_sentences(found) if "precies dezelfde gemeenten" in each)
    assert text.startswith("Van de 10 regio's van de 3 indelingen van hele gemeenten zijn er")
    assert text.endswith("in alle 3 indelingen.")
    alone = whole_sentences(whole(klein, [vier[0], overlapping], Gewicht.INWONERS))
    assert not any("precies dezelfde gemeenten" in each for each in alone)


def test_what_a_gemeente_lies_outside_every_regio_with_is_not_covered(klein, indeling):
    rows = indeling("AABBCC").lidmaatschap
    part = replace(rows, aandeel=np.array([0.25, 1, 1, 1, 1, 1]))
    cut = indeling("AABBCC", "Waterschap", lidmaatschap=part)
    found = whole(klein, [indeling("AABBCC", "Zorgregio"), cut], Gewicht.GEMEENTEN)
    assert found.covered.tolist() == pytest.approx([1, 5.25 / 6])


def test_embedded_set_names_itself(catalogus: Catalogus):
    counted = [i for i in catalogus if i.telt_standaard_mee]
    found = whole(catalogus, counted, Gewicht.INWONERS)
    assert found.overall.mean == pytest.approx(0.9235967892826958)
    text = " ".join(whole_sentences(found))
    assert "De set heeft 8 indelingen: arbeidsmarktregio's, jeugdregio's" in text
    assert "past de indeling in veiligheidsregio's" in text
    assert [row["indeling"] for row in whole_table(found).records()][3:6] == [
        "veilig-thuis-regio",
        "ggd-regio",
        "veiligheidsregio",
    ]
