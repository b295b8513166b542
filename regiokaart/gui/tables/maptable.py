"""The map as a table among the other tables, with the same selection."""

from __future__ import annotations

from PyQt6.QtCore import QObject

from regiokaart.cartography.factstable import facts_table
from regiokaart.cartography.specification import MapSpecification
from regiokaart.gui.actions import Actions
from regiokaart.gui.state import State
from regiokaart.gui.tables.dock import TablesDock
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.tables.tab import Tab


class MapTable(QObject):
    """Tells of every gemeente what the map shows of it, once that was asked for.

    Attributes
    ----------
    tab : Tab
    """

    def __init__(
        self, state: State, tables: TablesDock, commands: Actions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._state, self._tables, self._command = state, tables, commands["map_table"]
        commands.connect("map_table", self._on_command)
        self._specification: MapSpecification | None = None
        self._wanted = False
        panel = TablePanel(
            "Kaart als tabel",
            "Filter de gemeenten van de kaart",
            "Deze weergave heeft geen kaart. Kies in het menu Weergave een andere.",
        )
        panel.selected.connect(state.select)
        panel.pointed.connect(state.point_at_one)
        state.selection_changed.connect(self._show_selection)
        self.tab = Tab(panel, "Kaart", "Wat de kaart toont, in woorden en getallen per gemeente")

    def begin(self) -> None:
        """Take a place among the tables, hidden until it is asked for."""
        self._tables.add_lasting(self.tab)
        self._tables.set_offered(self.tab.panel, False)

    def show(self, specification: MapSpecification | None) -> None:
        """Follow the map; None where the view has none."""
        if specification is not self._specification:
            self._specification = specification
            self._show()

    def _on_command(self) -> None:
        """Make the table and go to it, or leave it until it is asked for again."""
        self._wanted = self._command.isChecked()
        self._show()
        self._tables.set_offered(self.tab.panel, self._wanted)
        if self._wanted:
            self._tables.go_to(self.tab.panel)

    def _show(self) -> None:
        if not self._wanted:
            return
        panel, specification = self.tab.panel, self._specification
        panel.set_table(facts_table(specification) if specification is not None else None)
        told = specification.alt_text if specification is not None else ""
        panel.view.setAccessibleDescription(told)
        self._show_selection()

    def _show_selection(self) -> None:
        if self.tab.panel.table is not None:
            self.tab.panel.select_rows(self._state.selection)
