from __future__ import annotations

import pytest

from regiokaart.congruence.table import Column, Kind, Provenance, Table

NOWHERE = Provenance((), (), (), (), (), "")


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Kind.TEXT, "Ede", "Ede"),
        (Kind.COUNT, 12345, "12.345"),
        (Kind.NUMBER, 1.25, "1,2"),
        (Kind.SHARE, 0.1234, "12,3%"),
        (Kind.YEAR, 2026, "2026"),
        (Kind.DATE, "2018-07-05", "05-07-2018"),
        (Kind.DATE, None, "–"),
        (Kind.NUMBER, None, "–"),
        (Kind.NUMBER, float("nan"), "–"),
    ],
)
def test_values_are_written_in_dutch(kind, value, text):
    decimals = 0 if kind is Kind.COUNT else 1
    assert Column("key", "Kop", kind, [value], decimals=decimals).text(0) == text


def test_columns_are_of_equal_length():
    columns = (Column("a", "A", Kind.TEXT, ["x"]), Column("b", "B", Kind.TEXT, []))
    with pytest.raises(ValueError, match="differ in length"):
        Table("naam", "Titel", columns, NOWHERE)


def test_columns_are_found_by_key_and_rows_are_records():
    table = Table("naam", "Titel", (Column("a", "A", Kind.TEXT, ["x", None], "km"),), NOWHERE)
    assert table["a"].title == "A (km)"
    assert table.records() == [{"a": "x"}, {"a": None}]
    assert len(table) == 2
    with pytest.raises(KeyError, match="b"):
        table["b"]
