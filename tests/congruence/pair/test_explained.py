"""Every measure of a pair has a sentence with its own figure and a place in the method."""

import re
from pathlib import Path

import pytest

from regiokaart.congruence.pair.explained import PLAIN, explained
from regiokaart.congruence.pair.pairtable import pairs_table
from regiokaart.congruence.table import Kind
from regiokaart.model import Gewicht

METHOD = Path(__file__).parents[3] / "docs" / "methode.md"
NOT_A_MEASURE = {"samenvallend", "a_binnen_b", "b_binnen_a", "regios_a", "regios_b"} | {
    "a_doorsnijdt_b",
    "b_doorsnijdt_a",
    "wisselaars_aandeel",
    "peiljaar_a",
    "peiljaar_b",
}


def anchors():
    headings = re.findall(r"^#+ (.*)$", METHOD.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("gewicht", Gewicht)
def test_every_measure_of_the_table_is_explained(catalogus, gewicht):
    a, b = catalogus["arbeidsmarktregio"], catalogus["jeugdregio"]
    table = pairs_table(catalogus, (a, b), [gewicht])
    found = {each.key: each for each in explained(table, 0, a, b)}
    measures = {column.key for column in table.columns if column.kind is not Kind.TEXT}
    assert set(found) == measures - NOT_A_MEASURE
    assert set(PLAIN) < set(found)
    for each in found.values():
        assert each.sentence.endswith(".")
        assert each.anchor in anchors(), each.key


def test_sentences_have_the_figures(catalogus):
    a, b = catalogus["arbeidsmarktregio"], catalogus["jeugdregio"]
    table = pairs_table(catalogus, (a, b), [Gewicht.INWONERS])
    found = {each.key: each for each in explained(table, 0, a, b)}
    assert found["wallace_tussen_ab"].sentence == (
        "Van twee inwoners uit verschillende gemeenten in dezelfde arbeidsmarktregio is de kans "
        "70% dat zij ook in dezelfde jeugdregio zitten."
    )
    assert found["v_maat"].value in found["v_maat"].sentence
    assert "3.290.796 inwoners" in found["wisselaars"].sentence


def test_what_has_no_value_is_left_out(catalogus):
    from regiokaart.sources.overige import load_overige

    overige = {i.id: i for i in load_overige(catalogus.gemeenten)}
    a, b = overige["metropoolregio"], catalogus["jeugdregio"]
    table = pairs_table(catalogus, (a, b), [Gewicht.INWONERS])
    keys = {each.key for each in explained(table, 0, a, b)}
    assert "v_maat" not in keys
    assert "jaccard" in keys
