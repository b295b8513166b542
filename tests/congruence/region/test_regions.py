from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.congruence.region.provincetables import provinces_table
from regiokaart.congruence.region.regions import Plaats, match_regions, nesting_movers
from regiokaart.congruence.region.regionsentences import region_sentences
from regiokaart.congruence.region.regiontables import Against, movers_table, region_table
from regiokaart.model import Catalogus, Gewicht


@st.composite
def cases(draw):
    n = draw(st.integers(1, 8))
    row = st.lists(st.integers(-1, 3), min_size=n, max_size=n).map(np.array)
    weight = st.lists(st.integers(1, 5), min_size=n, max_size=n).map(lambda w: np.array(w, float))
    return draw(row), draw(row), draw(weight)


@given(cases(), st.sampled_from([0.0, 0.1, 0.3]))
def test_each_region_is_set_against_b_by_the_definition(case, tolerance):
    a, b, weights = case
    both = (a >= 0) & (b >= 0)
    found = match_regions(a, b, weights, tolerance)
    assert [m.a for m in found] == sorted(set(a[both].tolist()))
    for m in found:
        mine = both & (a == m.a)
        touched = sorted(set(b[mine].tolist()))
        assert list(m.touched) == touched
        theirs = {j: both & (b == j) for j in touched}
        shared = {j: weights[mine & theirs[j]].sum() for j in touched}
        jaccard = {j: shared[j] / weights[mine | theirs[j]].sum() for j in touched}
        assert m.best == max(touched, key=lambda j: (jaccard[j], -j))
        assert m.jaccard == pytest.approx(jaccard[m.best])
        size = weights[mine].sum()
        assert m.weight == size
        assert m.inside == pytest.approx(shared[m.best] / size)
        assert m.covered == pytest.approx(shared[m.best] / weights[theirs[m.best]].sum())
        assert m.largest == pytest.approx(max(shared.values()) / size)
        assert set(m.extra) == set(np.flatnonzero(mine & ~theirs[m.best]))
        assert set(m.missing) == set(np.flatnonzero(theirs[m.best] & ~mine))
        assert m.exact is place(mine, theirs, weights, 0)
        assert m.plaats is place(mine, theirs, weights, tolerance)


def place(mine, theirs, weights, tolerance) -> Plaats:
    """Where a region lies, from the relations as the design writes them."""
    relations = set()
    for other in theirs.values():
        n, a, b = (weights[x].sum() for x in (mine & other, mine, other))
        margin = tolerance * min(a, b)
        if a - n <= margin and b - n <= margin:
            relations.add("samenvallend")
        elif a - n <= margin:
            relations.add("binnen")
        elif b - n <= margin:
            relations.add("omvat")
        elif n > margin:
            relations.add("doorsnijdt")
    if "samenvallend" in relations:
        return Plaats.SAMENVALLEND
    if "binnen" in relations:
        return Plaats.BINNEN
    return Plaats.OMVAT if relations == {"omvat"} else Plaats.DOORSNIJDT


@given(cases())
def test_who_leaves_to_nest_is_a_smallest_set_and_tells_of_others(case):
    a, b, weights = case
    both = np.flatnonzero((a >= 0) & (b >= 0))
    found = nesting_movers(a, b, weights, tie_break=np.ones(len(a)))

    def nests(moving: set[int]) -> bool:
        stays = [u for u in both if u not in moving]
        return all(
            len({int(b[u]) for u in stays if a[u] == region}) <= 1 for region in set(a[both])
        )

    best, ways = None, 0
    for size in range(len(both) + 1):
        for moving in itertools.combinations(both.tolist(), size):
            if nests(set(moving)):
                weight = weights[list(moving)].sum()
                if best is None or weight < best:
                    best, ways = weight, 1
                elif weight == best:
                    ways += 1
    assert nests(set(found.gemeenten.tolist()))
    assert found.weight == weights[found.gemeenten].sum() == best
    assert found.only == (ways == 1)


def test_nesting_keeps_the_part_with_most_people_when_parts_weigh_the_same():
    a, b = np.array([0, 0]), np.array([0, 1])
    found = nesting_movers(a, b, np.ones(2), tie_break=np.array([5.0, 9.0]))
    assert (found.gemeenten.tolist(), found.only) == ([0], False)


def test_table_shows_the_best_match_and_who_makes_the_difference(klein, indeling):
    against = Against(klein, indeling("AAABBB"), indeling("AAAABC", "GGD-regio"), Gewicht.INWONERS)
    rows = region_table(against).records()
    first, second = rows
    assert (first["plaats"], first["regio_b"]) == ("ligt binnen één", "Regio A")
    assert first["jaccard"] == pytest.approx(6000 / 6400)
    assert (first["wel_in_a"], first["wel_in_b"], first["wel_in_b_inwoners"]) == (None, "Dee", 400)
    assert (second["plaats"], second["geraakt"]) == ("doorsnijdt", 3)
    assert second["grootste"] == pytest.approx(400 / 451)
    assert second["regio_b"] == "Regio B"  # Ee is 11% of both, Dee 6%
    # When made equal, Ee keeps the second region; nested, its largest part (Dee) does.
    moved = movers_table(against).records()
    equal = {row["gemeente"]: row["naar"] for row in moved if row["doel"] == "gelijk maken"}
    assert equal == {"Dee": "Regio A", "Ef": "een nieuwe regio (Regio C)"}
    nest = {row["gemeente"]: row["naar"] for row in moved if row["doel"] == "nesten"}
    assert nest == {
        "Ee": "een nieuwe regio in Regio B",
        "Ef": "een nieuwe regio in Regio C",
    }
    assert (first["gelijk_erbij"], second["gelijk_weg"]) == ("Dee", "Dee en Ef")
    assert second["nest_weg"] == "Ee en Ef"
    parameters = dict(region_table(against).provenance.parameters)
    assert parameters["Wisselaars bij gelijk maken"] == "de enige kleinste keuze"


def test_tolerance_makes_almost_and_says_so(klein, indeling):
    a, b = indeling("AAABBB"), indeling("AAABBA", "GGD-regio")
    exact = Against(klein, a, b, Gewicht.INWONERS)
    almost = Against(klein, a, b, Gewicht.INWONERS, 0.1)
    assert region_table(exact)["plaats"].values == ["ligt binnen één", "doorsnijdt"]
    assert region_table(almost)["plaats"].values == ["valt bijna samen", "valt bijna samen"]
    text = " ".join(region_sentences(almost))
    assert "2 vallen samen met een GGD-regio" in text
    assert "Resten tot 10,0% van de kleinste regio tellen niet mee; bij 2 maakt dat" in text
    assert ("Tolerantie", "10,0%") in region_table(almost).provenance.parameters


def test_sentences_count_and_say_when_sets_are_not_the_only_ones(klein, indeling):
    a, b = indeling("AABBCC", uncertain="0"), indeling("AABCBC", "GGD-regio")
    text = region_sentences(Against(klein, a, b, Gewicht.GEMEENTEN))
    assert text[0] == (
        "Van de 3 zorgregio's: 1 valt samen met een GGD-regio; geen ligt geheel binnen een "
        "grotere; geen bestaat uit hele GGD-regio's; 2 doorsnijden er een."
    )
    assert "volstaat een wissel van 2 gemeenten" in text[1]
    assert text[1].endswith("geteld in gemeenten zijn andere keuzes even klein.")
    assert "binnen één GGD-regio te laten vallen, volstaat een wissel van 2" in text[2]
    assert text[3].startswith("Let op. Zorgregio's: van 1 gemeente is onzeker")


def test_equal_indelingen_need_nobody_and_separate_ones_have_nothing_to_say(klein, indeling):
    same = Against(klein, indeling("AABBCC"), indeling("XXYYZZ", "GGD-regio"), Gewicht.INWONERS)
    assert "Niemand hoeft van regio te wisselen" in region_sentences(same)[1]
    assert len(movers_table(same)) == 0
    apart = Against(klein, indeling("AAA..."), indeling("...BBB", "GGD-regio"), Gewicht.INWONERS)
    assert region_sentences(apart) == (
        "De zorgregio's en de GGD-regio's hebben geen gemeente gemeen.",
    )
    assert len(region_table(apart)) == 0


def test_provinces_are_equalled_held_and_crossed(klein, indeling):
    provincies = indeling("NNNZZZ", "Provincie", id="provincie")
    table = provinces_table(
        klein,
        [
            indeling("AAABBC", "Zorgregio"),
            indeling("AAAABB", "GGD-regio"),
            indeling("AAAAAA", "RES-regio"),
            provincies,
        ],
        provincies,
        Gewicht.GEMEENTEN,
    )
    rows = {row["naam"]: row for row in table.records()}
    assert set(rows) == {"Zorgregio's", "GGD-regio's", "RES-regio's"}
    keys = ("gelijk", "binnen", "omvat", "kruist", "kruist_inwoners", "hele")
    assert [rows["Zorgregio's"][key] for key in keys] == [1, 2, 0, 0, 0, 2]
    assert [rows["GGD-regio's"][key] for key in keys] == [0, 1, 0, 1, 6400, 0]
    assert [rows["RES-regio's"][key] for key in keys] == [0, 0, 1, 0, 0, 0]
    assert rows["GGD-regio's"]["welke"] == "Regio A"


def test_part_of_a_province_does_not_equal_it(klein, indeling):
    """What is in no regio belongs to a province all the same."""
    provincies = indeling("NNNZZZ", "Provincie", id="provincie")
    part = [indeling("AA....", "Zorgregio"), indeling("AAAB..", "GGD-regio")]
    rows = provinces_table(klein, part, provincies, Gewicht.GEMEENTEN).records()
    keys = ("regios", "gelijk", "binnen", "omvat", "kruist", "hele")
    assert [rows[0][key] for key in keys] == [1, 0, 1, 0, 0, 0]
    assert [rows[1][key] for key in keys] == [2, 1, 1, 0, 0, 1]


def test_what_only_one_covers_is_told(klein, indeling):
    against = Against(klein, indeling("AAAB.."), indeling("AAABBC", "GGD-regio"), Gewicht.INWONERS)
    (told,) = (each for each in region_sentences(against) if "beide indelingen" in each)
    assert told.startswith("Let op: dit gaat over de 4 gemeenten die")


def test_embedded_provinces(catalogus: Catalogus):
    """Counted again from the province that each gemeente names."""
    counted = [i for i in catalogus if i.telt_standaard_mee]
    rows = {
        row["indeling"]: row
        for row in provinces_table(
            catalogus, counted, catalogus["provincie"], Gewicht.INWONERS
        ).records()
    }
    provincies = np.array(catalogus.gemeenten.provincies)
    for each in counted:
        labels = catalogus.labels(each)
        crossing = {r for r in range(len(each)) if len(set(provincies[labels == r])) > 1}
        assert rows[each.id]["kruist"] == len(crossing)
        within = len(each) - len(crossing)
        assert rows[each.id]["gelijk"] + rows[each.id]["binnen"] == within
    assert rows["veiligheidsregio"]["gelijk"] == 6
    assert rows["res-regio"]["welke"] == "Foodvalley"
