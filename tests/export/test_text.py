"""Result tables as text: aligned, and no wider than the terminal where that is possible."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from regiokaart.congruence.table import Column, Kind, Provenance, Table
from regiokaart.export.text import fitting, text_table

NOTHING = Provenance((), (), (), (), (), "Regiokaart 0")


def table(*columns: Column) -> Table:
    return Table("t", "Titel", columns, NOTHING)


PAIRS = table(
    Column("naam", "Indeling A", Kind.TEXT, ["Jeugdregio's", "RES-regio's"]),
    Column("aantal", "A binnen of gelijk aan B", Kind.COUNT, [1234567, None]),
    Column("welke", "Welke", Kind.TEXT, ["GGD-regio's en Veilig Thuis-regio's", "geen"]),
)
KEYS = ("naam", "aantal", "welke")


def test_without_a_width_every_row_is_one_line() -> None:
    assert text_table(PAIRS, KEYS).splitlines() == [
        "Indeling A    A binnen of gelijk aan B  Welke",
        "------------  ------------------------  -----------------------------------",
        "Jeugdregio's                 1.234.567  GGD-regio's en Veilig Thuis-regio's",
        "RES-regio's                          –  geen",
    ]


def test_headings_and_texts_go_on_below_and_numbers_stay_whole() -> None:
    assert text_table(PAIRS, KEYS, 48).splitlines() == [
        "Indeling A         A binnen of  Welke",
        "                  gelijk aan B",
        "------------  ----------------  ----------------",
        "Jeugdregio's         1.234.567  GGD-regio's en",
        "                                Veilig",
        "                                Thuis-regio's",
        "RES-regio's                  –  geen",
    ]


def test_an_id_can_be_copied_from_a_narrow_table() -> None:
    ids = Column("id", "Id", Kind.TEXT, ["centrumgemeente-opvang"])
    names = Column("naam", "Naam", Kind.TEXT, ["Centrumgemeenten maatschappelijke opvang"])
    assert "centrumgemeente-opvang " in text_table(table(ids, names), ("id", "naam"), 40)


def test_a_table_that_fits_stays_as_it_is() -> None:
    assert text_table(PAIRS, KEYS, 75) == text_table(PAIRS, KEYS)


def test_a_table_without_rows_has_its_headings() -> None:
    empty = table(Column("a", "Aantal", Kind.COUNT, []), Column("n", "Naam", Kind.TEXT, []))
    assert text_table(empty, ("a", "n"), 5).splitlines() == ["Aantal Naam", "------ ----"]


@given(
    st.lists(st.text("abc- é", max_size=60), min_size=1, max_size=4),
    st.integers(min_value=40, max_value=120),
)
def test_no_line_is_wider_and_no_letter_is_lost(texts: list[str], width: int) -> None:
    shown = text_table(
        table(
            Column("n", "Getal", Kind.COUNT, range(len(texts))),
            Column("t", "Tekst", Kind.TEXT, texts),
        ),
        ("n", "t"),
        width,
    )
    assert max(map(len, shown.splitlines())) <= width
    letters = sorted("".join(texts).replace(" ", ""))
    body = "".join(line[7:] for line in shown.splitlines()[2:])
    assert sorted(body.replace(" ", "")) == letters


def test_columns_are_left_out_in_turn_and_no_more_than_needed() -> None:
    wide = table(*(Column(key, key * 10, Kind.TEXT, ["x"]) for key in "abcd"))
    for width, kept in ((43, "abcd"), (42, "abd"), (32, "abd"), (31, "ad"), (5, "ad")):
        assert fitting(wide, "abcd", ("c", "b"), width) == list(kept)
    assert fitting(wide, "ad", ("c", "d"), 15) == ["a"]
