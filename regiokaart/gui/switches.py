"""What is on or off in the window whatever is chosen, and comes back in the next session."""

from __future__ import annotations

from collections.abc import Mapping

from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QAbstractButton

from regiokaart.gui import settings
from regiokaart.gui.actions import Actions
from regiokaart.gui.map.board import MapBoard
from regiokaart.gui.settings import Setting, Settings
from regiokaart.gui.tables.dock import TablesDock


class Switches:
    """Legend and locator of the map, measures for specialists, and the order of the matrix."""

    def __init__(self, commands: Actions, board: MapBoard, tables: TablesDock) -> None:
        self._board, self._tables = board, tables
        self._legend, self._locator = commands["legend"], commands["locator"]
        self._technical = commands["technical"]
        self._all: Mapping[Setting[bool], QAction | QAbstractButton] = {
            settings.LEGEND: self._legend,
            settings.LOCATOR: self._locator,
            settings.TECHNICAL: self._technical,
            settings.BY_LIKENESS: tables.matrix.by_likeness,
        }
        commands.connect("legend", self._show_legend)
        commands.connect("technical", self._show_technical)

    def restore(self, stored: Settings) -> None:
        """Put on and off as in the last session."""
        for setting, switch in self._all.items():
            switch.setChecked(stored.get(setting))
        self._show_legend()
        self._show_technical()
        self._board.canvas.set_locator_visible(self._locator.isChecked())

    def remember(self, stored: Settings) -> None:
        """Store what is on and off now."""
        for setting, switch in self._all.items():
            stored.set(setting, switch.isChecked())

    def _show_legend(self) -> None:
        self._board.set_legend_visible(self._legend.isChecked())

    def _show_technical(self) -> None:
        self._tables.set_technical(self._technical.isChecked())
