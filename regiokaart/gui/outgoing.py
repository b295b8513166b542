"""What leaves the window: the map, page or table that is open, to a file or the clipboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QApplication, QLabel, QWidget

from regiokaart.cartography.specification import MapSpecification
from regiokaart.gui.copying import copy_rows
from regiokaart.gui.desk import Desk
from regiokaart.gui.exporting import Exporter
from regiokaart.gui.figures.results import Choices
from regiokaart.gui.map.canvas import MapCanvas
from regiokaart.gui.matrix.panel import NOTHING_COMPARED
from regiokaart.gui.projects.current import CurrentProject
from regiokaart.gui.projects.notes import NotesList
from regiokaart.gui.tables.dock import TablesDock
from regiokaart.gui.views.view import View

if TYPE_CHECKING:
    from regiokaart.cartography.composing import Material
    from regiokaart.gui.layouting.dialog import LayoutDialog


@dataclass(eq=False)
class Shown:
    """What the window shows now.

    Attributes
    ----------
    view : View or None
        The view that is open.
    specification : MapSpecification or None
        Its map; None for a page, or for nothing yet.
    """

    view: View | None = None
    specification: MapSpecification | None = None


class Outgoing(QObject):
    """Exports and copies what is shown.

    Attributes
    ----------
    layout_dialog : LayoutDialog or None
        The dialog that lays out a page, when it was opened.
    """

    def __init__(
        self,
        desk: Desk,
        shown: Shown,
        exporter: Exporter,
        tables: TablesDock,
        notes: NotesList,
        project: CurrentProject,
        canvas: MapCanvas,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk, self._shown, self._exporter = desk, shown, exporter
        self._tables, self._notes, self._project = tables, notes, project
        self._canvas, self._window = canvas, window
        self.layout_dialog: LayoutDialog | None = None
        for key, slot in (
            ("export_table", self._export_table),
            ("export_workbook", self._export_workbook),
            ("export_map", self._export_map),
            ("export_web_map", self._export_web_map),
            ("layout_map", self._layout_map),
            ("copy", self._copy),
            ("copy_map", self._copy_map),
        ):
            desk.commands.connect(key, slot)

    def _export_map(self) -> None:
        view, specification = self._shown.view, self._shown.specification
        sheet = view.sheet() if view is not None else None
        if specification is not None:
            self._exporter.map(specification)
        elif sheet is not None:
            self._exporter.sheet(sheet)

    def _export_web_map(self) -> None:
        if self._shown.specification is not None:
            self._exporter.web_map(self._shown.specification)

    def _layout_map(self) -> None:
        from regiokaart.gui.layouting.opening import material_of, open_dialog

        desk = self._desk

        def material() -> Material:
            specification = self._shown.specification
            return material_of(desk.state, specification, self._tables, self._canvas.viewport)

        self.layout_dialog = dialog = open_dialog(
            material, self._project, desk.tasks, self._exporter, desk.settings, self._window
        )
        signals = [desk.results.changed]  # the window listens too, and before
        if self._shown.view is not None:
            signals.append(self._shown.view.changed)
        connections = [signal.connect(dialog.renew) for signal in signals]
        dialog.finished.connect(lambda: [QObject.disconnect(each) for each in connections])

    def _copy_map(self) -> None:
        view, specification = self._shown.view, self._shown.specification
        sheet = view.sheet() if view is not None else None
        if specification is not None:
            self._exporter.copy_map(specification)
        elif sheet is not None:
            self._exporter.copy_sheet(sheet)

    def _copy(self) -> None:
        focus, clipboard = QApplication.focusWidget(), QGuiApplication.clipboard()
        assert clipboard is not None
        if isinstance(focus, QLabel) and focus.hasSelectedText():
            clipboard.setText(focus.selectedText().replace("\u2029", "\n"))
            self._desk.show_message("De geselecteerde tekst staat op het klembord.")
            return
        table, panel = self._tables.current_table(), self._tables.current_panel()
        if table is None or not len(table):
            hint = NOTHING_COMPARED if panel is None else panel.empty_hint
            self._desk.show_message(f"Er is niets te kopiëren. {hint}")
            return
        if panel is None:
            copy_rows(table, range(len(table)))
            self._desk.show_message("De matrix staat op het klembord.")
            return
        rows = panel.copy()
        what = "rij staat" if rows == 1 else "rijen staan"
        self._desk.show_message(f"{rows} {what} op het klembord.")

    def _export_table(self) -> None:
        table, panel = self._tables.current_table(), self._tables.current_panel()
        if table is not None:
            filtered = panel is not None and panel.filtered
            hint = NOTHING_COMPARED if panel is None else panel.empty_hint
            self._exporter.table(table, self._tables.current_name(), filtered, hint)

    def _export_workbook(self) -> None:
        view = self._shown.view
        more = view.tables() if view is not None else None
        notes = self._notes.table()
        self._exporter.workbook(Choices.of(self._desk.state), more, (notes,) if len(notes) else ())
