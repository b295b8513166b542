"""A result table on screen: filter field, sortable rows, selection, copying."""

from __future__ import annotations

from collections.abc import Collection

from PyQt6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, pyqtSignal
from PyQt6.QtGui import QAction, QShowEvent
from PyQt6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from regiokaart.cartography.tablechoice import OfferedTable
from regiokaart.congruence.table import Table
from regiokaart.gui.copying import copy_rows
from regiokaart.gui.look import emptytext, theme
from regiokaart.gui.tables.model import SortFilterModel, TableModel
from regiokaart.gui.tables.rows import RowsView
from regiokaart.model.notation import number

_MAX_COLUMN_WIDTH = 280


class TablePanel(QWidget):
    """A result table with a filter field.

    Rows are numbered as in the `Table`, whatever the order and filter on screen.

    Parameters
    ----------
    name, filter_hint : str
        Dutch name of the table, and what its filter field says.
    empty_hint : str
        Dutch sentences for a table without rows: why, and what to do.
    sort_key : str
        Key of the column to sort by at first; empty for the order of the table.

    Attributes
    ----------
    table : Table or None
    empty_hint : str

    Signals
    -------
    selected : object
        Tuple of rows, only when the user selects.
    activated : int
        Row that was double clicked or entered.
    pointed : int
        Row under the pointer, -1 for none.
    """

    selected = pyqtSignal(object)
    activated = pyqtSignal(int)
    pointed = pyqtSignal(int)

    def __init__(
        self,
        name: str,
        filter_hint: str,
        empty_hint: str,
        sort_key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.empty_hint = empty_hint
        self._order = (sort_key, Qt.SortOrder.AscendingOrder)
        self._fitted = False
        self._reveal_when_shown = False
        self._model = TableModel(self)
        self._proxy = SortFilterModel(self._model)
        self._quiet = False
        self._chosen: frozenset[int] = frozenset()  # also rows that the filter hides

        self.filter = QLineEdit(self)  # before the table: so Tab goes
        self.filter.setPlaceholderText(filter_hint)
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName(f"Filter op {name.lower()}")
        self.filter.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.setMaximumWidth(320)
        self.filter.setMinimumWidth(80)
        self.filter.textChanged.connect(self._on_filter)
        self._count = QLabel()

        self.view = RowsView(self)
        self.view.setAccessibleName(name)
        self.view.setModel(self._proxy)
        self.view.activated.connect(lambda index: self.activated.emit(self._row(index)))
        self.view.entered.connect(lambda index: self.pointed.emit(self._row(index)))
        self.view.left.connect(lambda: self.pointed.emit(-1))
        selection_model = self.view.selectionModel()
        assert selection_model is not None
        self._selection_model = selection_model
        selection_model.selectionChanged.connect(self._on_selection)
        header = self.view.horizontalHeader()
        assert header is not None
        header.sortIndicatorChanged.connect(self._on_order)

        self._top = top = QHBoxLayout()
        top.setSpacing(theme.STEP)
        top.addWidget(self.filter, 1)
        top.addWidget(self._count)
        top.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.STEP, theme.STEP // 2, theme.STEP, theme.STEP)
        layout.setSpacing(theme.STEP // 2)
        layout.addLayout(top)
        layout.addWidget(self.view)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Bring the keyboard to the table; with a focus proxy Tab would skip the filter."""
        self.view.setFocus(reason)

    @property
    def table(self) -> Table | None:
        """The table on screen."""
        return self._model.table

    @property
    def filtered(self) -> bool:
        """Whether the filter hides rows."""
        return self._proxy.rowCount() < self._model.rowCount()

    def set_table(self, table: Table | None) -> None:
        """Show another table, or say that there is none.

        Filter and order stay, the order with its column; widths stay when the columns do.
        """
        same = self.table is not None and table is not None and _keys(self.table) == _keys(table)
        self._quiet = True
        self._model.set_table(table)
        if table is None:
            self._fitted = self._quiet = False
            self._show_count()
            return
        if not same:
            self._fitted = False
            self._sort()
        self._quiet = False
        self._fit_columns()
        self._show_count()

    def add_control(self, control: QWidget) -> None:
        """Put a choice that the table follows beside the filter."""
        self._top.addWidget(control)
        self.setTabOrder(self.filter, control)

    def select_rows(self, rows: Collection[int]) -> None:
        """Select rows without telling, and bring the first into sight when none is."""
        self._chosen = frozenset(rows)
        if self._chosen != set(self.selected_rows()):
            self._select()
        if self.isVisible():
            self._reveal()
        else:
            self._reveal_when_shown = True

    def _select(self) -> None:
        chosen = QItemSelection()
        last = self._model.columnCount() - 1
        for row in sorted(self._chosen):
            first = self._proxy.mapFromSource(self._model.index(row, 0))
            if first.isValid():
                chosen.select(first, first.siblingAtColumn(last))
        flag = QItemSelectionModel.SelectionFlag
        self._quiet = True
        self._selection_model.select(chosen, flag.ClearAndSelect)
        if chosen and not self._selection_model.isSelected(self.view.currentIndex()):
            first = min(self._selection_model.selectedRows(), key=QModelIndex.row)
            self.view.setAutoScroll(False)  # Qt would scroll sideways as well: see `_reveal`
            self._selection_model.setCurrentIndex(first, flag.NoUpdate)  # the arrows go on there
            self.view.setAutoScroll(True)
        self._quiet = False

    def _reveal(self) -> None:
        """Bring the first selected row into sight when none is, without moving sideways."""
        self._reveal_when_shown = False
        shown = sorted(self._selection_model.selectedRows(), key=QModelIndex.row)
        viewport, sideways = self.view.viewport(), self.view.horizontalScrollBar()
        assert viewport is not None
        assert sideways is not None
        top, bottom = 0, viewport.height()
        middles = (self.view.visualRect(index).center().y() for index in shown)
        if shown and not any(top <= middle < bottom for middle in middles):
            place = sideways.value()
            self.view.scrollTo(shown[0], QAbstractItemView.ScrollHint.PositionAtCenter)
            sideways.setValue(place)

    def showEvent(self, event: QShowEvent | None) -> None:
        """Fit the columns, and bring into sight what was selected while the panel was hidden."""
        super().showEvent(event)
        self._fit_columns()
        if self._reveal_when_shown:
            self._reveal()

    def selected_rows(self) -> tuple[int, ...]:
        """Return the selected rows in the order on screen."""
        indexes = self._selection_model.selectedRows()
        return tuple(self._row(i) for i in sorted(indexes, key=QModelIndex.row))

    def shown_rows(self) -> tuple[int, ...]:
        """Return all rows that pass the filter, in the order on screen."""
        return tuple(self._row(self._proxy.index(row, 0)) for row in range(self._proxy.rowCount()))

    def offered(self) -> OfferedTable | None:
        """Return what a page can take from the table; None when there are no rows."""
        if self.table is None or not len(self.table):
            return None
        key, order = self._order
        descending = order is Qt.SortOrder.DescendingOrder
        return OfferedTable(self.table, key, descending, tuple(sorted(self._chosen)))

    def copy(self) -> int:
        """Copy the selected rows, or all rows on screen when none is; return their number."""
        if self.table is None:
            return 0
        rows = self.selected_rows() or self.shown_rows()
        copy_rows(self.table, rows)
        return len(rows)

    def add_context_actions(self, actions: Collection[QAction]) -> None:
        """Show these actions when the user asks for the menu of the table."""
        self.view.addActions(actions)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _row(self, index: QModelIndex) -> int:
        return self._proxy.mapToSource(index).row()

    def _on_filter(self, text: str) -> None:
        self._quiet = True  # rows that leave the screen stay selected on the map
        self._proxy.set_filter(text)
        self._quiet = False
        self._select()
        self.view.scrollToTop()
        self._show_count()

    def _on_order(self, column: int, order: Qt.SortOrder) -> None:
        if not self._quiet and self.table is not None:
            self._order = (self.table.columns[column].key if column >= 0 else "", order)

    def _sort(self) -> None:
        """Sort by the column that was chosen, wherever it is now."""
        assert self.table is not None
        key, order = self._order
        keys = _keys(self.table)
        self.view.sortByColumn(keys.index(key) if key in keys else -1, order)

    def _on_selection(self) -> None:
        if not self._quiet:
            rows = self.selected_rows()
            self._chosen = frozenset(rows)
            self.selected.emit(rows)

    def _show_count(self) -> None:
        total, shown = self._model.rowCount(), self._proxy.rowCount()
        rows = "rij" if total == 1 else "rijen"
        text = f"{number(total)} {rows}"
        self._count.setText(text if shown == total else f"{number(shown)} van {text}")
        hint = "" if total else self.empty_hint
        if total and not shown:
            hint = f"Geen rij met '{self.filter.text()}'. Maak het filter leeg om alles te zien."
        emptytext.say(self.view, hint)

    def _fit_columns(self) -> None:
        """Make columns as wide as their texts, once: then they are the user's.

        Qt looks only at rows that are on screen. What is longer than a column may be gets the room
        that is left, which is known only when the panel is on screen.
        """
        viewport = self.view.viewport()
        assert viewport is not None
        if self._fitted or self.table is None or not self.isVisible():
            return
        metrics, around = self.view.fontMetrics(), theme.SORT_ARROW + 2 * theme.STEP
        wanted, widths = [], []
        for column in self.table.columns:
            texts = {column.text(row) for row in range(len(self.table))}
            cells = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            heading = metrics.horizontalAdvance(column.title)
            wanted.append(max(cells, heading) + around)
            widths.append(max(min(cells, _MAX_COLUMN_WIDTH), heading) + around)
        room = viewport.width() - sum(widths)
        for i, (most, least) in enumerate(zip(wanted, widths, strict=True)):
            more = max(0, min(most - least, room))
            room -= more
            self.view.setColumnWidth(i, least + more)
        self._fitted = len(self.table) > 0


def _keys(table: Table) -> tuple[str, ...]:
    return tuple(column.key for column in table.columns)
