"""The rows and columns of a table that were chosen for a page."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from regiokaart.cartography.tablechoice import OfferedTable, choose
from regiokaart.congruence.table import Column, Kind, Provenance, Table
from regiokaart.model.layoutsettings import LayoutSettings

NAMES = ("Zwolle", "Élan", "Ede", "'s-Graveland")
TABLE = Table(
    "proef",
    "Een proef",
    (
        Column("naam", "Naam", Kind.TEXT, NAMES),
        Column("inwoners", "Inwoners", Kind.COUNT, (3, None, 10, float("nan"))),
        Column("meer", "Meer", Kind.COUNT, (1, 2, 3, 4)),
    ),
    Provenance((), (), (), (), (), "Regiokaart"),
)
OFFERED = OfferedTable(TABLE)


def names(settings: LayoutSettings, offered: OfferedTable = OFFERED) -> list[object]:
    return list(choose(offered, settings).table["naam"].values)


def test_without_choices_it_is_the_table() -> None:
    found = choose(OFFERED, LayoutSettings())
    assert found.table.records() == TABLE.records()
    assert (found.account, found.remarks) == ("", ())


def test_texts_are_sorted_without_regard_to_case_accents_and_apostrophes() -> None:
    assert names(LayoutSettings(sort="naam")) == ["Ede", "Élan", "'s-Graveland", "Zwolle"]


def test_empty_cells_come_last_in_both_directions() -> None:
    assert names(LayoutSettings(sort="inwoners"))[:2] == ["Zwolle", "Ede"]
    found = choose(OFFERED, LayoutSettings(sort="inwoners", descending=True))
    assert list(found.table["naam"].values)[:2] == ["Ede", "Zwolle"]
    assert found.account == "Volgorde: Inwoners, van hoog naar laag"


def test_the_order_is_that_of_the_window_unless_one_is_chosen() -> None:
    offered = OfferedTable(TABLE, "meer", True)
    assert names(LayoutSettings(), offered) == list(NAMES[::-1])
    assert names(LayoutSettings(sort="meer"), offered) == list(NAMES)


def test_only_the_columns_that_are_chosen_in_the_order_of_the_table() -> None:
    found = choose(OFFERED, LayoutSettings(columns=("meer", "naam", "weg")))
    assert [column.key for column in found.table.columns] == ["naam", "meer"]
    assert found.remarks == ("in de tabel ontbreekt: weg",)
    assert len(choose(OFFERED, LayoutSettings(columns=("weg",))).table.columns) == 3


def test_only_selected_rows_and_a_word_when_there_are_none() -> None:
    only = LayoutSettings(only_selection=True)
    found = choose(OfferedTable(TABLE, selected=(2, 0)), only)
    assert list(found.table["naam"].values) == ["Zwolle", "Ede"]
    assert found.account == "Alleen de geselecteerde rijen: 2 van 4"
    found = choose(OFFERED, only)
    assert len(found.table) == 4
    assert "niets geselecteerd" in found.remarks[0]


@given(
    st.lists(st.none() | st.floats(), max_size=9),
    st.booleans(),
)
def test_sorting_loses_nothing(values: list[float | None], descending: bool) -> None:
    column = Column("x", "X", Kind.NUMBER, tuple(values))
    place = Column("i", "I", Kind.COUNT, tuple(range(len(values))))
    table = replace(TABLE, columns=(column, place))
    found = choose(OfferedTable(table), LayoutSettings(sort="x", descending=descending)).table
    assert sorted(map(int, found["i"].values)) == list(range(len(values)))  # type: ignore[arg-type]
    filled = [v for v in found["x"].values if isinstance(v, float) and v == v]
    assert filled == sorted(filled, reverse=descending)
