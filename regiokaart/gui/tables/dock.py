"""The dock with the tables: matrix, pairs, regions of the pair, gemeenten, sources, and more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QDockWidget, QWidget

from regiokaart.cartography.tablechoice import OfferedTable
from regiokaart.congruence.pair.sentences import pair_sentences
from regiokaart.congruence.table import Table
from regiokaart.gui.figures.results import Result
from regiokaart.gui.matrix.panel import NOTHING_COMPARED, MatrixPanel
from regiokaart.gui.state import State
from regiokaart.gui.tables.choices import ChoicesBar, ChoiceTabs
from regiokaart.gui.tables.model import only
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.tables.relations import RelationsPage
from regiokaart.gui.tables.sources import sources_table
from regiokaart.gui.tables.tab import Tab
from regiokaart.model import Indeling
from regiokaart.model.project import Weergave

PLAIN_PAIR_COLUMNS = (
    "naam_a",
    "naam_b",
    "samenvallend",
    "wisselaars",
    "wisselaars_aandeel",
    "v_maat",
    "a_binnen_b",
    "b_binnen_a",
    "a_doorsnijdt_b",
    "b_doorsnijdt_a",
    "peiljaar_a",
    "peiljaar_b",
)
TECHNICAL_PAIR_COLUMNS = (
    "homogeniteit",
    "volledigheid",
    "vi_bits",
    "wallace_ab",
    "wallace_ba",
    "wallace_tussen_ab",
    "wallace_tussen_ba",
    "nestafstand_ab",
    "nestafstand_ba",
    "gedekt_aandeel",
)
EXTRA_MATRIX_COLUMNS = {"gemiddelde": "Gemiddeld", "zonder": "Zonder deze"}


class TablesDock(QDockWidget):
    """The tabs with results, and the choices that hold for all of them.

    Attributes
    ----------
    matrix : MatrixPanel
    pairs, relations, gemeenten, sources : TablePanel
    tabs : ChoiceTabs
    choices : ChoicesBar
    tolerance : QSpinBox

    Signals
    -------
    regio_chosen : Subject, frozenset of int
        The regio of A in a row of *Regio's* that was chosen, and the gemeenten of that row.
    """

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__("Tabellen", parent)
        self.setObjectName("tabellen")
        self._state = state
        self._result: Result | None = None
        self._technical = False
        self._context_actions: tuple[QAction, ...] = ()
        self._tab_before = 0  # where the user was before the tables of a view came to the front
        self._lasting: list[TablePanel] = []  # there in every view
        self._of_views: dict[TablePanel, None] = {}  # in the order in which they were added

        self.matrix = MatrixPanel(state, self._explain)
        self.pairs = TablePanel("Paren", "Filter de paren", NOTHING_COMPARED)
        page = RelationsPage(state, lambda: self.tabs.setCurrentWidget(page))
        self._relations_page, self.relations, self.tolerance = page, page.panel, page.tolerance
        self.regio_chosen = page.regio_chosen
        self.gemeenten = TablePanel(
            "Gemeenten", "Filter de gemeenten", "Er zijn geen gemeenten.", sort_key="naam"
        )
        self.sources = TablePanel("Bronnen", "Filter de bronnen", "Er zijn geen indelingen.")
        self.pairs.activated.connect(self._load_pair)
        self.pairs.view.setAccessibleDescription("Enter: het paar vergelijken op de kaart.")
        self.gemeenten.selected.connect(state.select)
        self.gemeenten.pointed.connect(state.point_at_one)
        state.selection_changed.connect(self._show_selection)
        state.map_changed.connect(self._mark_pair)
        state.catalogus_changed.connect(self._show_sources)

        self.choices = ChoicesBar(state)
        self.tabs = ChoiceTabs(self.choices)
        for widget, name, tip in (
            (self.matrix, "Matrix", "Hoe goed elk paar indelingen op elkaar past"),
            (self.pairs, "Paren", "Elk paar indelingen, met aantallen en maten"),
            (page, "Regio's", "De regio's van het gekozen paar naast elkaar"),
            (self.gemeenten, "Gemeenten", "De gemeenten en hun regio's"),
            (self.sources, "Bronnen", "Waar elke indeling vandaan komt en wie haar bepaalt"),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(widget, name), tip)
        self.setWidget(self.tabs)
        self.setTitleBarWidget(QWidget())  # the tabs are title enough

    def show_result(self, result: Result) -> None:
        """Show what was computed."""
        self._result = result
        table = result.matrix_table
        extra = [replace(table[key], heading=short) for key, short in EXTRA_MATRIX_COLUMNS.items()]
        self.matrix.set_matrix(result.choices.shown, result.matrix, extra, result.tree)
        self._show_pairs()
        self._relations_page.show_result(result)
        self.gemeenten.set_table(result.gemeenten)
        if self.sources.table is None:
            self._show_sources()
        self._show_selection()

    def add_lasting(self, tab: Tab) -> None:
        """Take in a table that is there in every view; to be called before those of views."""
        self._add(tab)
        self._lasting.append(tab.panel)

    def set_offered(self, panel: TablePanel, offered: bool) -> None:
        """Show a lasting table among the tabs, or put it away."""
        self.tabs.setTabVisible(self.tabs.indexOf(panel), offered)
        self.tabs.arrange()

    def go_to(self, panel: QWidget) -> None:
        """Bring a tab to the front, and the keyboard to it."""
        self.show()
        self.tabs.setCurrentWidget(panel)
        panel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_tab(self, tab: Tab) -> None:
        """Take in a table of a view, hidden until `show_tabs`."""
        self.tabs.setTabVisible(self._add(tab), False)
        self._of_views[tab.panel] = None

    def show_tabs(self, panels: Sequence[TablePanel], *, in_front: bool = True) -> None:
        """Show the tables of a view, the first in front, and put those of other views away.

        Otherwise the tab returns that was open before.
        """
        current = self.current_panel()
        if current not in self._of_views:
            self._tab_before = self.tabs.currentIndex()
        shown = [panel for panel in self._of_views if self._is_visible(panel)]
        if shown == list(panels):
            return
        for panel in panels:
            self.tabs.setTabVisible(self.tabs.indexOf(panel), True)
        if panels and in_front:
            self.tabs.setCurrentWidget(panels[0])
        elif current in self._of_views:
            self.tabs.setCurrentIndex(self._tab_before)
        for panel in self._of_views:
            if panel not in panels:
                self.tabs.setTabVisible(self.tabs.indexOf(panel), False)
        self.tabs.arrange()

    def clear_tabs(self) -> None:
        """Drop the tables of all views."""
        self.show_tabs(())
        for panel in self._of_views:
            self.tabs.removeTab(self.tabs.indexOf(panel))
            panel.deleteLater()
        self._of_views.clear()

    def _add(self, tab: Tab) -> int:
        """Take in a table as the last; return its place."""
        tab.panel.add_context_actions(self._context_actions)
        index = self.tabs.addTab(tab.panel, tab.name)
        self.tabs.setTabToolTip(index, tab.tip)
        return index

    def _is_visible(self, panel: TablePanel) -> bool:
        return self.tabs.isTabVisible(self.tabs.indexOf(panel))

    def wanted_height(self) -> int:
        """Height in pixels at which the whole matrix is in sight."""
        around = self.height() - self.matrix.height() if self.matrix.isVisible() else 0
        return self.matrix.wanted_height() + around

    def set_technical(self, technical: bool) -> None:
        """Show the measures for specialists among the pairs, or not."""
        self._technical = technical
        self._show_pairs()

    def current_table(self) -> Table | None:
        """Return the table of the tab that is open, with the columns that it hides."""
        panel, result = self.current_panel(), self._result
        if result is None:
            return panel.table if panel is not None else None
        if panel is None:
            return result.matrix_table
        complete = {self.pairs: result.pairs, self.relations: result.relations}
        return complete.get(panel, panel.table)

    def offered_tables(self) -> dict[str, OfferedTable]:
        """Return what a page can take: every table with rows in sight, by the name of its tab."""
        found = {}
        for index in range(self.tabs.count()):
            panel = self._panel_at(index)
            if panel is None or panel in self._lasting or not self.tabs.isTabVisible(index):
                continue
            offered = panel.offered()
            if offered is not None:
                found[self.tabs.tabText(index)] = offered
        return found

    def current_name(self) -> str:
        """Return a name for a file with that table; it tells the pair where it is about one."""
        table = self.current_table()
        if table is None:
            return ""
        if self._result is None:
            return table.name
        choices = self._result.choices
        about_pair = table is self._result.relations or (
            table is self._result.gemeenten and choices.view is Weergave.VERGELIJK
        )
        return f"{table.name} {choices.a.id} {choices.b.id}" if about_pair else table.name

    def current_panel(self) -> TablePanel | None:
        """Return the panel with rows of the tab that is open, None for the matrix."""
        return self._panel_at(self.tabs.currentIndex())

    def _panel_at(self, index: int) -> TablePanel | None:
        page = self.tabs.widget(index)
        if page is self._relations_page:
            return self.relations
        return page if isinstance(page, TablePanel) else None

    def add_context_actions(self, actions: Collection[QAction]) -> None:
        """Show these actions when the user asks for the menu of a table."""
        self._context_actions = tuple(actions)
        for panel in (self.pairs, self.relations, self.gemeenten, self.sources):
            panel.add_context_actions(actions)

    def _show_sources(self) -> None:
        self.sources.set_table(sources_table(self._state.catalogus))

    def _explain(self, a: Indeling, b: Indeling) -> tuple[str, ...]:
        return pair_sentences(self._state.catalogus, a, b, self._state.gewicht)

    def _show_pairs(self) -> None:
        if self._result is not None:
            technical = TECHNICAL_PAIR_COLUMNS if self._technical else ()
            self.pairs.set_table(only(self._result.pairs, (*PLAIN_PAIR_COLUMNS, *technical)))
            self._mark_pair()

    def _mark_pair(self) -> None:
        """Select the row of the pair on the map, so that the arrows go on from there."""
        if self._result is None:
            return
        pair = {self._state.a.id, self._state.b.id}
        columns = (self._result.pairs[key].values for key in ("indeling_a", "indeling_b"))
        rows = [row for row, ids in enumerate(zip(*columns, strict=True)) if set(ids) == pair]
        self.pairs.select_rows(rows if self._state.view is Weergave.VERGELIJK else ())

    def _load_pair(self, row: int) -> None:
        assert self._result is not None
        pairs, catalogus = self._result.pairs, self._state.catalogus
        a, b = (catalogus[str(pairs[key].values[row])] for key in ("indeling_a", "indeling_b"))
        self._state.set_map(Weergave.VERGELIJK, a, b)

    def _show_selection(self) -> None:
        if self._result is not None:
            self.gemeenten.select_rows(self._state.selection)
