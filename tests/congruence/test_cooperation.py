import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.congruence.cooperation import (
    CENTRUMREGELING,
    cooperation,
    cooperation_table,
    form,
    regelingen_table,
    search,
    shared_table,
)
from regiokaart.model import Catalogus, Regeling
from regiokaart.sources.embedded import load_regelingen

BRON = "Register van Overheidsorganisaties, mei 2026"


@pytest.fixture(scope="module")
def register(catalogus: Catalogus) -> tuple[Regeling, ...]:
    return load_regelingen(catalogus.gemeenten)


def regeling(members: list[int], naam: str = "r", doel: str = "", vorm: str = "v") -> Regeling:
    return Regeling(naam, naam, vorm, doel, "", np.array(sorted(members), dtype=np.int64), ())


@given(st.lists(st.sets(st.integers(0, 6)), max_size=12))
def test_counts_equal_counting_by_hand(members: list[set[int]]) -> None:
    counts = cooperation([regeling(list(each)) for each in members], 7)
    for i in range(7):
        assert counts.per_gemeente[i] == sum(i in each for each in members)
        for j in range(7):
            by_hand = 0 if i == j else sum(i in each and j in each for each in members)
            assert counts.shared[i, j] == by_hand


def test_pairs_come_closest_first_and_once() -> None:
    counts = cooperation([regeling([0, 1, 2]), regeling([1, 2]), regeling([1, 2, 3])], 4)
    pairs, shared = counts.pairs(1)
    assert pairs.tolist() == [[1, 2], [0, 1], [0, 2], [1, 3], [2, 3]]
    assert shared.tolist() == [3, 1, 1, 1, 1]
    assert counts.pairs(4)[0].shape == (0, 2)


def test_search_wants_every_word_whatever_capitals_and_accents() -> None:
    found = [regeling([0], "Veiligheidsregio Fryslân", "brandweer"), regeling([1], "Afval", "")]
    assert search(found, "BRANDWEER fryslan") == found[:1]
    assert search(found, "brandweer afval") == []
    assert search(found) == found
    assert search(found, gemeente=1) == found[1:]


def test_centrumregeling_is_derived_from_the_name_and_says_so() -> None:
    centrum = regeling([0], "Centrumregeling Sociaal Domein", vorm="Regeling zonder meer")
    other = regeling([0], "Regio Twente", vorm="Openbaar lichaam")
    assert form(centrum) == CENTRUMREGELING
    assert "afgeleid" in CENTRUMREGELING
    assert form(other) == "Openbaar lichaam"
    assert search([centrum, other], forms=[CENTRUMREGELING]) == [centrum]


def test_tables_of_the_register(catalogus: Catalogus, register: tuple[Regeling, ...]) -> None:
    assert len(register) == 451
    table = regelingen_table(catalogus, register, BRON)
    assert len(table) == 451
    first = list(table["id"].values).index("27752024")
    assert (table["sinds"].values[first], table["sinds"].text(first)) == (
        "2018-07-05",
        "05-07-2018",
    )
    landgraaf = catalogus.gemeenten.namen.index("Landgraaf")
    per_gemeente = cooperation_table(catalogus, register, BRON)
    taking_part = sum(landgraaf in each.gemeenten for each in register)
    assert per_gemeente["regelingen"].values[landgraaf] == taking_part == 19
    assert len(per_gemeente) == 342
    for each in (table, per_gemeente):
        assert BRON in each.provenance.sources
        assert "451 geldende formele regelingen" in each.provenance.remarks[0]
        assert "in geen register" in each.provenance.remarks[0]


def test_shared_table_holds_the_threshold(
    catalogus: Catalogus, register: tuple[Regeling, ...]
) -> None:
    table = shared_table(catalogus, register, BRON, threshold=10)
    values = [int(value) for value in table["regelingen"].values]
    assert values == sorted(values, reverse=True)
    assert min(values) >= 10
    assert len(shared_table(catalogus, register, BRON, threshold=99)) == 0


def test_a_gemeente_without_partners_has_none(catalogus: Catalogus) -> None:
    table = cooperation_table(catalogus, [regeling([3])], BRON)
    assert table["regelingen"].values[3] == 1
    assert table["naaste_partner"].values[3] is None
    assert table["partners"].values[3] == 0
