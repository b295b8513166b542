"""The map as a table among the other tables, with the same selection."""

from __future__ import annotations

from PyQt6.QtCore import QObject

from regiokaart.cartography.factstable import facts_table
from regiokaart.cartography.specification import MapSpecification
from regiokaart.gui.state import State
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.views.view import Tab


class MapTable(QObject):
    """Tells of every gemeente what the map shows of it, once that was asked for.

    Attributes
    ----------
    tab : Tab
    """

    def __init__(self, state: State, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._specification: MapSpecification | None = None
        self._wanted = False
        panel = TablePanel(
            "Kaart als tabel",
            "Filter de gemeenten van de kaart",
            "Deze weergave heeft geen kaart. Kies in het menu Weergave een andere.",
        )
        panel.selected.connect(state.select)
        panel.pointed.connect(lambda row: state.point_at({row} - {-1}))
        state.selection_changed.connect(self._show_selection)
        self.tab = Tab(panel, "Kaart", "Wat de kaart toont, in woorden en getallen per gemeente")

    def show(self, specification: MapSpecification | None) -> None:
        """Follow the map; None where the view has none."""
        if specification is not self._specification:
            self._specification = specification
            self._show()

    def set_wanted(self, wanted: bool) -> None:
        """Make the table, or leave it until it is asked for again."""
        self._wanted = wanted
        self._show()

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
