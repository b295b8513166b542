"""Which rows and columns of a table stand on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PyQt6.QtCore import QObject, Qt, pyqtSignal
from PyQt6.QtWidgets import QFormLayout, QListWidget, QListWidgetItem, QWidget

from regiokaart.cartography.tablechoice import OfferedTable
from regiokaart.gui.layouting.controls import check, choice_of, number_of
from regiokaart.gui.look import theme
from regiokaart.model.layoutsettings import ROWS, LayoutSettings

_LINES = 5
_Role = Qt.ItemDataRole


class TableForm(QObject):
    """Chooses a table, and what of it.

    Parameters
    ----------
    tables : mapping of str to OfferedTable
    parent : QObject

    Attributes
    ----------
    table, sort : QComboBox
    rows : QSpinBox
    columns : QListWidget
    descending, only_selection : QCheckBox

    Signals
    -------
    changed
    """

    changed = pyqtSignal()

    def __init__(self, tables: Mapping[str, OfferedTable], parent: QObject) -> None:
        super().__init__(parent)
        self._tables: Mapping[str, OfferedTable] = {}
        self._wanted: LayoutSettings | None = None  # of a table that is not there yet
        self.table = choice_of("Tabel", (), "Zet de eerste rijen van een tabel bij de kaart")
        self.rows = number_of("Aantal rijen van de tabel", *ROWS)
        self.columns = QListWidget()
        self.columns.setAccessibleName("Kolommen van de tabel")
        self.columns.setAccessibleDescription("Spatie: de kolom wel of niet op de pagina.")
        self.columns.setToolTip("Welke kolommen op de pagina komen, voor zover er plaats is")
        height = _LINES * self.columns.fontMetrics().lineSpacing() + 3 * theme.STEP
        self.columns.setFixedHeight(height)
        self.sort = choice_of("Volgorde van de tabel", (), "Waarop de rijen worden gesorteerd")
        self.descending = check("Van hoog naar laag", "Zet de hoogste waarde bovenaan")
        self.only_selection = check(
            "Alleen geselecteerde rijen", "Alleen de rijen die in het venster zijn geselecteerd"
        )
        self.set_tables(tables)
        self.table.currentIndexChanged.connect(self._on_table)
        self.rows.valueChanged.connect(self._on_changed)
        self.columns.itemChanged.connect(self._on_column)
        self.sort.currentIndexChanged.connect(self._on_changed)
        for box in (self.descending, self.only_selection):
            box.toggled.connect(self._on_changed)

    def add_rows(self, form: QFormLayout) -> None:
        """Add the controls to a form."""
        self._form = form
        form.addRow("Ta&bel:", self.table)
        form.addRow("&Rijen:", self.rows)
        form.addRow("", self.only_selection)
        form.addRow("Kolommen:", self.columns)
        form.addRow("Volgorde:", self.sort)
        form.addRow("", self.descending)

    def show_needed(self) -> None:
        """Show what matters for the present choices."""
        widgets: tuple[QWidget, ...] = (self.rows, self.only_selection, self.columns, self.sort)
        for widget in widgets:
            self._form.setRowVisible(widget, bool(self.table.currentData()))
        sorted_by = bool(self.table.currentData() and self.sort.currentData())
        self._form.setRowVisible(self.descending, sorted_by)

    def set_tables(self, tables: Mapping[str, OfferedTable]) -> None:
        """Offer other tables; what was chosen stays, and what was wanted is taken when it comes."""
        before = self.taken_into(LayoutSettings())
        wanted = self._wanted
        if not before.table and wanted is not None and wanted.table in tables:
            before, self._wanted = wanted, None
        elif before.table and before.table not in tables:
            self._wanted = before  # it is being computed anew
        self._tables = tables
        self._block(True)
        self.table.clear()
        self.table.addItem("geen tabel", "")
        for name in tables:
            self.table.addItem(name, name)
        self._show(before)
        self._block(False)

    def taken_into(self, settings: LayoutSettings) -> LayoutSettings:
        """Return choices with those about the table."""
        ticked = [item for item in self._items() if item.checkState() is Qt.CheckState.Checked]
        every = len(ticked) == self.columns.count()
        return replace(
            settings,
            table=self.table.currentData() or "",
            rows=self.rows.value(),
            columns=() if every else tuple(item.data(_Role.UserRole) for item in ticked),
            sort=self.sort.currentData() or "",
            descending=self.descending.isChecked(),
            only_selection=self.only_selection.isChecked(),
        )

    def show_settings(self, settings: LayoutSettings) -> list[str]:
        """Show choices without telling; return what of them there is not now, in Dutch."""
        self._block(True)
        self._show(settings)
        self._block(False)
        if settings.table and settings.table not in self._tables:
            self._wanted = settings
            return [f"de tabel {settings.table} is nu niet open"]
        self._wanted = None
        return []

    def _show(self, settings: LayoutSettings) -> None:
        self.table.setCurrentIndex(max(self.table.findData(settings.table), 0))
        self._fill_columns()
        self.rows.setValue(settings.rows)
        known = {item.data(_Role.UserRole) for item in self._items()} & set(settings.columns)
        for item in self._items():
            ticked = not known or item.data(_Role.UserRole) in known
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.sort.setCurrentIndex(max(self.sort.findData(settings.sort), 0))
        self.descending.setChecked(settings.descending)
        self.only_selection.setChecked(settings.only_selection)

    def _fill_columns(self) -> None:
        offered = self._tables.get(self.table.currentData() or "")
        columns = offered.table.columns if offered is not None else ()
        self.columns.clear()
        self.sort.clear()
        self.sort.addItem("zoals in het venster", "")
        for column in columns:
            item = QListWidgetItem(column.title, self.columns)
            item.setData(_Role.UserRole, column.key)
            item.setToolTip(column.explanation or column.title)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.sort.addItem(column.title, column.key)
        self.columns.setCurrentRow(0)

    def _items(self) -> list[QListWidgetItem]:
        found = (self.columns.item(row) for row in range(self.columns.count()))
        return [item for item in found if item is not None]

    def _block(self, blocked: bool) -> None:
        for part in (self.table, self.rows, self.columns, self.sort):
            part.blockSignals(blocked)
        for box in (self.descending, self.only_selection):
            box.blockSignals(blocked)

    def _on_table(self) -> None:
        self._wanted = None
        self._block(True)
        self._fill_columns()
        self._block(False)
        self.changed.emit()

    def _on_column(self, item: QListWidgetItem) -> None:
        if all(each.checkState() is Qt.CheckState.Unchecked for each in self._items()):
            item.setCheckState(Qt.CheckState.Checked)  # a table has a column; this tells again
            return
        self.changed.emit()

    def _on_changed(self) -> None:
        self.changed.emit()
