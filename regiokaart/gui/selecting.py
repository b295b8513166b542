"""The commands that select gemeenten, and showing what is selected."""

from __future__ import annotations

from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QAbstractItemView, QApplication, QWidget

from regiokaart.gui.desk import Desk
from regiokaart.gui.map.board import MapBoard
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tables.dock import TablesDock
from regiokaart.model.project import Weergave


class Selecting(QObject):
    """Keeps map, status bar and commands in step with what is selected."""

    def __init__(
        self, desk: Desk, board: MapBoard, tables: TablesDock, status: StatusBar, window: QWidget
    ) -> None:
        super().__init__(window)
        state, commands = desk.state, desk.commands
        self._state, self._results, self._commands = state, desk.results, commands
        self._board, self._tables, self._status = board, tables, status
        commands.connect("select_all", self._select_all)
        commands.connect("select_none", lambda: state.select(()))
        commands.connect("select_wisselaars", self._select_wisselaars)
        commands.connect("zoom_selection", self._zoom)
        board.selection_changed.connect(state.select)
        state.highlight_changed.connect(lambda: board.set_highlight(state.highlight))
        state.selection_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        selection = self._state.selection
        if selection != self._board.canvas.selection:  # it was not made on the map
            self._board.canvas.camera.bring_in_sight(selection)
        self._board.set_selection(selection)
        self._status.show_selection(self._state.catalogus.gemeenten, selection)
        for key in ("zoom_selection", "select_none"):
            self._commands[key].setEnabled(bool(selection))

    def _zoom(self) -> None:
        self._board.canvas.camera.zoom_to(self._state.selection)

    def _select_all(self) -> None:
        """Select all rows of the table that has the focus, or all gemeenten."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractItemView) and self._tables.isAncestorOf(focus):
            focus.selectAll()
        else:
            self._state.select(range(len(self._state.catalogus.gemeenten)))

    def _select_wisselaars(self) -> None:
        result = self._results.current
        if result is None:
            self._status.show_message("Wordt nog berekend. Probeer het zo opnieuw.")
            return
        found = result.wisselaars
        self._state.set_map(Weergave.VERGELIJK)
        self._state.select(found.gemeenten.tolist())
        if not len(found.gemeenten):
            self._status.show_message("Niemand hoeft van regio te wisselen: A en B zijn gelijk.")
        elif not found.only:
            self._status.show_message("Er zijn ook andere keuzes die even klein zijn.")
