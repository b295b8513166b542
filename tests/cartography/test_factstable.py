"""The table of a map reads as the map does, and its numbers are numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.cartography.factstable import facts_table
from regiokaart.cartography.specification import Fill, MapSpecification
from regiokaart.cartography.views import compare_two, one_indeling
from regiokaart.congruence.table import Kind
from regiokaart.model.notation import NO_VALUE, number, percentage


@pytest.fixture(scope="module")
def specification(catalogus, gebied):
    return one_indeling(catalogus, gebied, catalogus["jeugdregio"])


def texts(table):
    headings = tuple(column.heading for column in table.columns)
    rows = (tuple(column.text(row) for column in table.columns) for row in range(len(table)))
    return (headings, *rows)


def test_table_reads_as_the_map(catalogus, gebied, specification):
    pair = compare_two(catalogus, gebied, catalogus["jeugdregio"], catalogus["ggd-regio"])
    for each in (specification, pair):
        assert texts(facts_table(each)) == each.facts


def test_inhabitants_are_numbers_and_names_are_not(catalogus, specification):
    naam, _, inwoners, *_ = facts_table(specification).columns
    assert naam.kind is Kind.TEXT
    assert inwoners.kind is Kind.COUNT
    assert list(inwoners.values) == catalogus.gemeenten.inwoners.tolist()


def test_table_tells_its_source(specification):
    provenance = facts_table(specification).provenance
    assert provenance.sources == (specification.source,)
    assert specification.alt_text in provenance.method
    assert specification.title in provenance.parameters[0][1]


CELLS = st.one_of(
    st.text(max_size=6),
    st.sampled_from(["nan", "inf", "1_0", "1e3", "-", "%", "12%%", " 7", "٣"]),
    st.just(NO_VALUE),
    st.integers(-(10**7), 10**7).map(number),
    st.floats(-1e6, 1e6).map(lambda value: number(value, 2)),
    st.floats(0, 1).map(percentage),
)


@given(cells=st.lists(CELLS, min_size=1, max_size=5))
def test_every_text_stays_as_it_was(cells):
    column = _table_of(cells).columns[1]
    assert [column.text(row) for row in range(len(cells))] == cells


@given(shares=st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_percentages_are_shares(shares):
    column = _table_of([percentage(share) for share in shares]).columns[1]
    assert column.kind is Kind.SHARE
    assert column.values == pytest.approx(shares, abs=0.0005)


def _table_of(cells):
    facts = (("Gemeente", "Cijfer"), *((f"g{i}", cell) for i, cell in enumerate(cells)))
    fill = Fill(np.zeros(0, dtype=np.int64), ())
    return facts_table(MapSpecification("t", "", fill, (), (), (), "", "", "", facts))
