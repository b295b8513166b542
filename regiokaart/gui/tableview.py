"""A result table on screen: filter field, sortable rows, selection, copying."""

from __future__ import annotations

from collections.abc import Collection

from PyQt6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    pyqtSignal,
)
from PyQt6.QtGui import QAction, QGuiApplication, QMouseEvent, QPaintEvent
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from regiokaart.congruence.table import Table
from regiokaart.gui import emptytext, theme
from regiokaart.gui.tablemodel import SortFilterModel, TableModel, tab_separated
from regiokaart.model.notation import number

_MAX_COLUMN_WIDTH = 280


class TablePanel(QWidget):
    """A result table with a filter field.

    Rows are numbered as in the `Table`, whatever the order and filter on screen.

    Attributes
    ----------
    table : Table or None

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

    def __init__(self, name: str, filter_hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TableModel(self)
        self._proxy = SortFilterModel(self._model)
        self._quiet = False
        self._chosen: frozenset[int] = frozenset()  # also rows that the filter hides

        self.filter = QLineEdit()
        self.filter.setPlaceholderText(filter_hint)
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName(f"Filter op {name.lower()}")
        self.filter.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.setMaximumWidth(320)
        self.filter.textChanged.connect(self._on_filter)
        self._count = QLabel()
        self._count.setAccessibleName(f"Aantal {name.lower()}")

        self.view = _View(self)
        self.view.setAccessibleName(name)
        self.view.setModel(self._proxy)
        self.view.activated.connect(lambda index: self.activated.emit(self._row(index)))
        self.view.entered.connect(lambda index: self.pointed.emit(self._row(index)))
        self.view.left.connect(lambda: self.pointed.emit(-1))
        selection_model = self.view.selectionModel()
        assert selection_model is not None
        self._selection_model = selection_model
        selection_model.selectionChanged.connect(self._on_selection)

        top = QHBoxLayout()
        top.setSpacing(theme.STEP)
        top.addWidget(self.filter, 1)
        top.addWidget(self._count)
        top.addStretch()
        self._top = top
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.STEP, theme.STEP // 2, theme.STEP, theme.STEP)
        layout.setSpacing(theme.STEP // 2)
        layout.addLayout(top)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)

    @property
    def table(self) -> Table | None:
        """The table on screen."""
        return self._model.table

    def set_table(self, table: Table) -> None:
        """Show another table; order, filter and column widths stay when the columns do."""
        same = self.table is not None and _keys(self.table) == _keys(table)
        self._quiet = True
        self._model.set_table(table)
        self._quiet = False
        if not same:
            self._proxy.sort(-1)
            self._fit_columns()
        self._show_count()

    def set_note(self, widget: QWidget) -> None:
        """Put a widget behind the filter field."""
        self._top.insertWidget(self._top.count() - 1, widget)

    def select_rows(self, rows: Collection[int]) -> None:
        """Select rows without telling, and bring the first into sight when none is."""
        self._chosen = frozenset(rows)
        if self._chosen == set(self.selected_rows()):
            return
        chosen = QItemSelection()
        last = self._model.columnCount() - 1
        for row in sorted(rows):
            first = self._proxy.mapFromSource(self._model.index(row, 0))
            if first.isValid():
                chosen.select(first, first.siblingAtColumn(last))
        self._quiet = True
        self._selection_model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._quiet = False
        shown = sorted(index.row() for index in chosen.indexes() if index.column() == 0)
        visible = self.view.viewport().rect() if self.view.viewport() else None
        if shown and not any(
            visible and visible.contains(self.view.visualRect(self._proxy.index(row, 0)).center())
            for row in shown
        ):
            centre = QAbstractItemView.ScrollHint.PositionAtCenter
            self.view.scrollTo(self._proxy.index(shown[0], 0), centre)

    def selected_rows(self) -> tuple[int, ...]:
        """Return the selected rows in the order on screen."""
        indexes = self._selection_model.selectedRows()
        return tuple(self._row(i) for i in sorted(indexes, key=QModelIndex.row))

    def shown_rows(self) -> tuple[int, ...]:
        """Return all rows that pass the filter, in the order on screen."""
        return tuple(self._row(self._proxy.index(row, 0)) for row in range(self._proxy.rowCount()))

    def copy(self) -> int:
        """Copy the selected rows, or all rows on screen when none is; return their number."""
        if self.table is None:
            return 0
        rows = self.selected_rows() or self.shown_rows()
        clipboard = QGuiApplication.clipboard()
        if clipboard is not None:
            clipboard.setText(tab_separated(self.table, rows))
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
        self.select_rows(self._chosen)
        self._show_count()

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
        if total and not shown:
            self.view.empty_text = f"Geen rij met '{self.filter.text()}'. Maak het filter leeg."
        else:
            self.view.empty_text = "" if total else "Er is niets om te tonen."

    def _fit_columns(self) -> None:
        """Make columns as wide as their texts; Qt looks only at rows that are on screen."""
        assert self.table is not None
        metrics = self.view.fontMetrics()
        for i, column in enumerate(self.table.columns):
            texts = {column.text(row) for row in range(len(self.table))}
            cells = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            heading = metrics.horizontalAdvance(column.title) + 2 * theme.STEP  # the sort arrow
            width = min(max(cells, heading), _MAX_COLUMN_WIDTH) + 3 * theme.STEP
            self.view.setColumnWidth(i, width)


class _View(QTableView):
    """A table view that says so when it is empty and tells when the pointer leaves."""

    left = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.empty_text = ""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSortingEnabled(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        assert rows is not None
        assert columns is not None
        rows.hide()
        rows.setDefaultSectionSize(self.fontMetrics().height() + theme.STEP)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setHighlightSections(False)
        columns.setSortIndicatorClearable(True)
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def leaveEvent(self, event) -> None:
        super().leaveEvent(event)
        self.left.emit()

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        super().mouseMoveEvent(event)
        if event is not None and not self.indexAt(event.position().toPoint()).isValid():
            self.left.emit()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        super().paintEvent(event)
        emptytext.draw(self, self.empty_text)


def _keys(table: Table) -> tuple[str, ...]:
    return tuple(column.key for column in table.columns)
