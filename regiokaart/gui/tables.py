"""The dock with the result tables: matrix, pairs, regions of the pair, gemeenten."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from html import escape

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import (
    QCheckBox,
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QTabWidget,
    QWidget,
)

from regiokaart.congruence.sentences import pair_sentences
from regiokaart.congruence.table import Table
from regiokaart.gui import theme
from regiokaart.gui.matrix import MatrixPanel
from regiokaart.gui.results import Result
from regiokaart.gui.state import State, View
from regiokaart.gui.tableview import TablePanel
from regiokaart.model import Gewicht, Indeling

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
HIDDEN_RELATION_COLUMNS = ("code_a", "code_b")
_WEIGHS = {
    Gewicht.GEMEENTEN: "Elke gemeente telt even zwaar.",
    Gewicht.INWONERS: "Elke gemeente telt naar haar aantal inwoners.",
    Gewicht.OPPERVLAKTE: "Elke gemeente telt naar haar oppervlakte in km².",
}


def only(table: Table, keys: Collection[str]) -> Table:
    """Return a table with these columns, in this order."""
    return replace(table, columns=tuple(table[key] for key in keys))


def without(table: Table, keys: Collection[str]) -> Table:
    """Return a table without these columns."""
    return replace(table, columns=tuple(c for c in table.columns if c.key not in keys))


class TablesDock(QDockWidget):
    """The tabs with results, and the choices that hold for all of them.

    Attributes
    ----------
    matrix : MatrixPanel
    pairs, relations, gemeenten : TablePanel
    tabs : QTabWidget
    """

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__("Tabellen", parent)
        self.setObjectName("tabellen")
        self._state = state
        self._result: Result | None = None
        self._technical = False

        self.matrix = MatrixPanel(state, self._explain)
        self.pairs = TablePanel("Paren", "Filter de paren")
        self.relations = TablePanel("Regio's", "Filter de regio's")
        self.gemeenten = TablePanel("Gemeenten", "Filter de gemeenten")
        self.pairs.activated.connect(self._load_pair)
        self.pairs.view.setAccessibleDescription("Enter: het paar vergelijken op de kaart.")
        self.relations.selected.connect(self._select_members)
        self.relations.pointed.connect(self._point_at_members)
        self.gemeenten.selected.connect(state.select)
        self.gemeenten.pointed.connect(lambda row: state.point_at({row} - {-1}))
        state.selection_changed.connect(self._show_selection)

        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Tabellen")
        self.tabs.tabBar().setAccessibleName("Tabellen")
        self.tabs.addTab(self.matrix, "Matrix")
        self.tabs.addTab(self.pairs, "Paren")
        self.tabs.addTab(self._relations_page(), "Regio's")
        self.tabs.addTab(self.gemeenten, "Gemeenten")
        for i, text in enumerate(
            (
                "Hoe goed elk tweetal indelingen op elkaar past",
                "Alle paren met aantallen en maten",
                "De regio's van het gekozen paar naast elkaar",
                "De gemeenten en hun regio's",
            )
        ):
            self.tabs.setTabToolTip(i, text)
        self.tabs.setCornerWidget(_Corner(state))
        self.setWidget(self.tabs)
        self.setTitleBarWidget(QWidget())  # the tabs are title enough

    def show_result(self, result: Result) -> None:
        """Show what was computed."""
        self._result = result
        table = result.matrix_table
        extra = [replace(table[key], heading=short) for key, short in EXTRA_MATRIX_COLUMNS.items()]
        self.matrix.set_matrix(result.choices.shown, result.matrix, extra)
        self._show_pairs()
        self.relations.set_table(without(result.relations, HIDDEN_RELATION_COLUMNS))
        self.gemeenten.set_table(result.gemeenten)
        self._sentences.setText(
            "".join(f"<p style='margin: 0 0 6px'>{escape(text)}</p>" for text in result.sentences)
        )
        self._show_selection()

    def set_technical(self, technical: bool) -> None:
        """Show the measures for specialists among the pairs, or not."""
        self._technical = technical
        self._show_pairs()

    def current_table(self) -> Table | None:
        """Return the complete table of the tab that is open."""
        if self._result is None:
            return None
        result = self._result
        return (result.matrix_table, result.pairs, result.relations, result.gemeenten)[
            self.tabs.currentIndex()
        ]

    def current_panel(self) -> TablePanel | None:
        """Return the panel with rows of the tab that is open, None for the matrix."""
        return (None, self.pairs, self.relations, self.gemeenten)[self.tabs.currentIndex()]

    def add_context_actions(self, actions: Collection[QAction]) -> None:
        """Show these actions when the user asks for the menu of a table."""
        for panel in (self.pairs, self.relations, self.gemeenten):
            panel.add_context_actions(actions)

    def _relations_page(self) -> QWidget:
        self._sentences = QLabel()
        self._sentences.setAccessibleName("Het paar in zinnen")
        self._sentences.setTextFormat(Qt.TextFormat.RichText)
        self._sentences.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentences.setWordWrap(True)
        self._sentences.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sentences.setContentsMargins(theme.STEP, theme.STEP // 2, theme.STEP, theme.STEP)
        scroll = QScrollArea()
        scroll.setWidget(self._sentences)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFixedWidth(40 * theme.STEP)
        page = QWidget()
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll)
        layout.addWidget(self.relations)
        page.setFocusProxy(self.relations)
        return page

    def _explain(self, a: Indeling, b: Indeling) -> tuple[str, ...]:
        return pair_sentences(self._state.catalogus, a, b, self._state.gewicht)

    def _show_pairs(self) -> None:
        if self._result is not None:
            technical = TECHNICAL_PAIR_COLUMNS if self._technical else ()
            self.pairs.set_table(only(self._result.pairs, (*PLAIN_PAIR_COLUMNS, *technical)))

    def _load_pair(self, row: int) -> None:
        assert self._result is not None
        pairs, catalogus = self._result.pairs, self._state.catalogus
        a, b = (catalogus[str(pairs[key].values[row])] for key in ("indeling_a", "indeling_b"))
        self._state.set_map(View.VERGELIJK, a, b)

    def _select_members(self, rows: Collection[int]) -> None:
        assert self._result is not None
        self._state.select(frozenset().union(*(self._result.members[row] for row in rows)))

    def _point_at_members(self, row: int) -> None:
        assert self._result is not None
        self._state.point_at(self._result.members[row] if row >= 0 else ())

    def _show_selection(self) -> None:
        if self._result is None:
            return
        selection = self._state.selection
        self.gemeenten.select_rows(selection)
        self.relations.select_rows(
            [row for row, members in enumerate(self._result.members) if members & selection]
        )


class _Corner(QWidget):
    """What holds for all tabs: which indelingen are shown and the weight."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.STEP, 0, theme.STEP, theme.STEP // 2)
        layout.setSpacing(theme.STEP)

        self._all = QCheckBox(f"Alle {len(state.catalogus)} tonen")
        self._all.setToolTip(
            "Toon in Matrix en Paren ook de indelingen die niet meetellen.\n"
            "Het gemiddelde verandert daardoor niet."
        )
        self._all.toggled.connect(state.set_show_all)
        layout.addWidget(self._all)
        layout.addSpacing(2 * theme.STEP)

        label = QLabel("Gewicht:")
        layout.addWidget(label)
        self._buttons: dict[Gewicht, QRadioButton] = {}
        for gewicht in Gewicht:
            button = QRadioButton(gewicht.value)
            button.setToolTip(_WEIGHS[gewicht])
            button.setAccessibleName(f"Gewicht: {gewicht.value}")
            button.toggled.connect(
                lambda on, gewicht=gewicht: state.set_gewicht(gewicht) if on else None
            )
            self._buttons[gewicht] = button
            layout.addWidget(button)
        state.scope_changed.connect(self._show_choices)
        state.gewicht_changed.connect(self._show_choices)
        self._show_choices()

    def _show_choices(self) -> None:
        self._all.setChecked(self._state.show_all)
        self._buttons[self._state.gewicht].setChecked(True)
        for button in self._buttons.values():  # Tab stops at the choice, arrows go on from there
            stops = button.isChecked()
            policy = Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
