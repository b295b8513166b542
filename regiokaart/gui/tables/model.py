"""Qt models over a result table: Dutch text on screen, raw values for sorting."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from PyQt6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
)

from regiokaart.congruence.table import Column, Kind, Table, Value

Role = Qt.ItemDataRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def plain(text: str) -> str:
    """Text for comparing: without case, accents and apostrophes.

    So `sudwest` finds Súdwest-Fryslân, and 's-Gravenhage is sorted under the s.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if c not in "'’" and not unicodedata.combining(c))


def only(table: Table, keys: Collection[str]) -> Table:
    """Return a table with these columns, in this order."""
    return replace(table, columns=tuple(table[key] for key in keys))


def without(table: Table, keys: Collection[str]) -> Table:
    """Return a table without these columns."""
    return replace(table, columns=tuple(c for c in table.columns if c.key not in keys))


class TableModel(QAbstractTableModel):
    """A result table for a view; empty until `set_table`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: Table | None = None
        self._row_text: dict[int, str] = {}

    def set_table(self, table: Table | None) -> None:
        """Show another table, or nothing."""
        self.beginResetModel()
        self.table = table
        self._row_text.clear()
        self.endResetModel()

    def row_text(self, row: int) -> str:
        """All cells of a row as one text to search in."""
        if row not in self._row_text:
            cells = (column.text(row) for column in self._columns)
            self._row_text[row] = plain("\n".join(cells))
        return self._row_text[row]

    @property
    def _columns(self) -> Sequence[Column]:
        return () if self.table is None else self.table.columns  # an empty table is falsy

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() or self.table is None else len(self.table)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: QModelIndex, role: int = Role.DisplayRole) -> Any:
        """Return the Dutch text or the alignment of a cell."""
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return column.text(index.row())
        if role == Role.TextAlignmentRole:
            return _LEFT if column.kind is Kind.TEXT else _RIGHT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Return the heading of a column or its explanation."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        if role == Role.DisplayRole:
            return column.title
        if role == Role.ToolTipRole:
            return column.explanation or column.title
        if role == Role.TextAlignmentRole:
            return _LEFT if column.kind is Kind.TEXT else _RIGHT
        return None


class SortFilterModel(QSortFilterProxyModel):
    """Sorts on raw values with empty cells always last; a row stays when it has every word."""

    def __init__(self, source: TableModel) -> None:
        super().__init__(source)
        self._source = source
        self._words: tuple[str, ...] = ()
        self.setSourceModel(source)

    def set_filter(self, text: str) -> None:
        """Keep the rows in which every word of `text` occurs."""
        self._words = tuple(plain(text).split())
        self.invalidateFilter()

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:
        """Return whether a row has every word of the filter."""
        text = self._source.row_text(row) if self._words else ""
        return all(word in text for word in self._words)

    def lessThan(self, left: QModelIndex, right: QModelIndex) -> bool:
        """Return whether the left cell comes first."""
        assert self._source.table is not None
        values = self._source.table.columns[left.column()].values
        first, second = values[left.row()], values[right.row()]
        if _is_empty(first) or _is_empty(second):
            last = second if self.sortOrder() is Qt.SortOrder.AscendingOrder else first
            return _is_empty(last) and not (_is_empty(first) and _is_empty(second))
        if isinstance(first, str) or isinstance(second, str):
            return plain(str(first)) < plain(str(second))
        return first < second  # type: ignore[operator]


def _is_empty(value: Value) -> bool:
    return value is None or value != value  # NaN is the one value unlike itself
