"""The table models: Dutch on screen, raw values underneath, empty cells last."""

import math

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QAbstractItemModelTester

from regiokaart.congruence.table import Column, Kind, Provenance, Table
from regiokaart.gui.tables.model import SortFilterModel, TableModel, plain

NOTHING = Provenance((), (), (), (), (), "")
Role = Qt.ItemDataRole


def example() -> Table:
    return Table(
        "proef",
        "Proef",
        (
            Column("naam", "Naam", Kind.TEXT, ("Zwolle", "Één", "'s-Gravenhage", "=1+1")),
            Column("inwoners", "Inwoners", Kind.COUNT, (10_000, 9_999, None, -5)),
            Column("deel", "Deel", Kind.SHARE, (0.5, math.nan, 0.25, 1.0), decimals=1),
        ),
        NOTHING,
    )


@pytest.fixture
def proxy(qtbot) -> SortFilterModel:
    model = TableModel()
    proxy = SortFilterModel(model)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    QAbstractItemModelTester(proxy, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_table(example())
    proxy.model = model  # keeps it alive
    return proxy


def shown(proxy, column):
    return [proxy.index(row, column).data() for row in range(proxy.rowCount())]


def test_cells_are_dutch_and_numbers_stand_right(proxy):
    assert shown(proxy, 1) == ["10.000", "9.999", "–", "-5"]
    assert shown(proxy, 2) == ["50,0%", "–", "25,0%", "100,0%"]
    right = proxy.index(0, 1).data(Role.TextAlignmentRole)
    left = proxy.index(0, 0).data(Role.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight
    assert left & Qt.AlignmentFlag.AlignLeft


def test_days_are_written_in_dutch_and_sorted_in_time(proxy):
    days = Column("sinds", "Sinds", Kind.DATE, ("2018-07-05", "2002-11-30", None, "2017-12-31"))
    proxy.model.set_table(Table("proef", "Proef", (days,), NOTHING))
    proxy.sort(0, Qt.SortOrder.AscendingOrder)
    assert shown(proxy, 0) == ["30-11-2002", "31-12-2017", "05-07-2018", "–"]


@pytest.mark.parametrize(
    ("column", "order", "expected"),
    [
        (1, Qt.SortOrder.AscendingOrder, ["-5", "9.999", "10.000", "–"]),
        (1, Qt.SortOrder.DescendingOrder, ["10.000", "9.999", "-5", "–"]),
        (2, Qt.SortOrder.AscendingOrder, ["25,0%", "50,0%", "100,0%", "–"]),
        (2, Qt.SortOrder.DescendingOrder, ["100,0%", "50,0%", "25,0%", "–"]),
        (0, Qt.SortOrder.AscendingOrder, ["=1+1", "Één", "'s-Gravenhage", "Zwolle"]),
    ],
)
def test_sorting_is_by_value_with_empty_cells_last(proxy, column, order, expected):
    proxy.sort(column, order)
    assert shown(proxy, column) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("een", ["Één"]),
        ("s-grav", ["'s-Gravenhage"]),
        ("'s-GRAV 25", ["'s-Gravenhage"]),
        ("zwolle 25", []),
        ("  ", ["Zwolle", "Één", "'s-Gravenhage", "=1+1"]),
    ],
)
def test_filter_wants_every_word(proxy, text, expected):
    proxy.set_filter(text)
    assert shown(proxy, 0) == expected


def test_plain_drops_case_accents_and_apostrophes():
    assert plain("Súdwest-Fryslân 's") == "sudwest-fryslan s"
