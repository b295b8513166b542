"""The dock with the tables: matrix, pairs, regions of the pair, gemeenten, sources, and more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from html import escape

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QAction, QResizeEvent
from PyQt6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from regiokaart.cartography.tablechoice import OfferedTable
from regiokaart.congruence.pair.sentences import pair_sentences
from regiokaart.congruence.table import Table
from regiokaart.gui.figures.results import Result
from regiokaart.gui.indelingen.model import decided_by
from regiokaart.gui.look import theme
from regiokaart.gui.matrix.panel import NOTHING_COMPARED, MatrixPanel
from regiokaart.gui.state import MOST_TOLERANCE, State
from regiokaart.gui.tables.model import only, without
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.views.view import Tab
from regiokaart.model import Catalogus, Gewicht, Indeling
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
HIDDEN_RELATION_COLUMNS = ("code_a", "code_b")
SOURCE_COLUMNS = (
    "naam",
    "peiljaar",
    "soort",
    "ministeries",
    "bron_ministeries",
    "grondslag",
    "bron_grondslag",
    "samenwerking_verplicht",
    "samenwerking_toelichting",
    "bron_samenwerking",
    "indeling_bepaald_door",
    "bepaald_toelichting",
    "bron_bepaald",
    "bron",
    "licentie",
    "bron_datum",
    "bron_bestand",
    "bron_sha256",
    "stand",
    "werkwijze",
    "rijen_direct",
    "rijen_overgenomen",
    "rijen_onzeker",
    "opmerking",
)
_WEIGHS = {
    Gewicht.GEMEENTEN: "Elke gemeente telt even zwaar.",
    Gewicht.INWONERS: "Elke gemeente telt naar haar aantal inwoners.",
    Gewicht.OPPERVLAKTE: "Elke gemeente telt naar haar oppervlakte in km².",
}


def sources_table(catalogus: Catalogus) -> Table:
    """Tabulate where the indelingen come from, who decides them and on what ground."""
    from regiokaart.export.indelingen import indelingen_table

    table = only(indelingen_table(catalogus), SOURCE_COLUMNS)
    columns = (
        replace(column, values=tuple(decided_by(i) for i in catalogus))
        if column.key == "indeling_bepaald_door"
        else column
        for column in table.columns
    )
    return replace(table, name="bronnen", columns=tuple(columns))


class TablesDock(QDockWidget):
    """The tabs with results, and the choices that hold for all of them.

    Attributes
    ----------
    matrix : MatrixPanel
    pairs, relations, gemeenten, sources : TablePanel
    tabs : QTabWidget
    choices : ChoicesBar
    """

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__("Tabellen", parent)
        self.setObjectName("tabellen")
        self._state = state
        self._result: Result | None = None
        self._technical = False
        self._context_actions: tuple[QAction, ...] = ()
        self._tab_before = 0  # where the user was before the tables of a view came to the front
        self._lasting: list[TablePanel] = []  # after the first five, before those of views
        self._of_views: dict[TablePanel, None] = {}  # in the order in which they were added

        self.matrix = MatrixPanel(state, self._explain)
        self.pairs = TablePanel("Paren", "Filter de paren", NOTHING_COMPARED)
        self.relations = TablePanel(
            "Regio's",
            "Filter de regio's",
            "Geen gemeente heeft in beide indelingen een regio. Kies een ander paar bij A en B.",
        )
        self.gemeenten = TablePanel(
            "Gemeenten", "Filter de gemeenten", "Er zijn geen gemeenten.", sort_key="naam"
        )
        self.sources = TablePanel("Bronnen", "Filter de bronnen", "Er zijn geen indelingen.")
        self.pairs.activated.connect(self._load_pair)
        self.pairs.view.setAccessibleDescription("Enter: het paar vergelijken op de kaart.")
        self.relations.selected.connect(self._select_members)
        self.relations.pointed.connect(self._point_at_members)
        self.gemeenten.selected.connect(state.select)
        self.gemeenten.pointed.connect(lambda row: state.point_at({row} - {-1}))
        state.selection_changed.connect(self._show_selection)
        state.map_changed.connect(self._mark_pair)
        state.catalogus_changed.connect(self._show_sources)

        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Tabellen")
        bar = self.tabs.tabBar()
        assert bar is not None
        bar.setAccessibleName("Tabellen")
        for widget, name, tip in (
            (self.matrix, "Matrix", "Hoe goed elk tweetal indelingen op elkaar past"),
            (self.pairs, "Paren", "Alle paren met aantallen en maten"),
            (self._relations_page(), "Regio's", "De regio's van het gekozen paar naast elkaar"),
            (self.gemeenten, "Gemeenten", "De gemeenten en hun regio's"),
            (self.sources, "Bronnen", "Waar elke indeling vandaan komt en wie haar bepaalt"),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(widget, name), tip)
        self.choices = ChoicesBar(state)
        self._content = _Content(self.tabs, self.choices)
        self.setWidget(self._content)
        self.setTitleBarWidget(QWidget())  # the tabs are title enough

    def show_result(self, result: Result) -> None:
        """Show what was computed."""
        self._result = result
        table = result.matrix_table
        extra = [replace(table[key], heading=short) for key, short in EXTRA_MATRIX_COLUMNS.items()]
        self.matrix.set_matrix(result.choices.shown, result.matrix, extra, result.tree)
        self._show_pairs()
        self.relations.set_table(without(result.relations, HIDDEN_RELATION_COLUMNS))
        self.gemeenten.set_table(result.gemeenten)
        if self.sources.table is None:
            self._show_sources()
        self._sentences.setText(
            "".join(f"<p style='margin: 0 0 6px'>{escape(text)}</p>" for text in result.sentences)
        )
        self._show_selection()

    def add_lasting(self, tab: Tab) -> None:
        """Take in a table that is there in every view; to be called before those of views."""
        tab.panel.add_context_actions(self._context_actions)
        index = self.tabs.addTab(tab.panel, tab.name)
        self.tabs.setTabToolTip(index, tab.tip)
        self._lasting.append(tab.panel)

    def set_offered(self, panel: TablePanel, offered: bool) -> None:
        """Show a lasting table among the tabs, or put it away."""
        self.tabs.setTabVisible(self.tabs.indexOf(panel), offered)
        self._content.arrange()

    def go_to(self, panel: QWidget) -> None:
        """Bring a tab to the front, and the keyboard to it."""
        self.show()
        self.tabs.setCurrentWidget(panel)
        panel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_tab(self, tab: Tab) -> None:
        """Take in a table of a view, hidden until `show_tabs`."""
        tab.panel.add_context_actions(self._context_actions)
        index = self.tabs.addTab(tab.panel, tab.name)
        self.tabs.setTabToolTip(index, tab.tip)
        self.tabs.setTabVisible(index, False)
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
        self._content.arrange()

    def clear_tabs(self) -> None:
        """Drop the tables of all views."""
        self.show_tabs(())
        for panel in self._of_views:
            self.tabs.removeTab(self.tabs.indexOf(panel))
            panel.deleteLater()
        self._of_views.clear()

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
        """Return the complete table of the tab that is open."""
        panel, result = self.current_panel(), self._result
        if panel is self.sources or panel in self._lasting or panel in self._of_views:
            return panel.table if panel is not None else None
        if result is None:
            return None
        tables = (result.matrix_table, result.pairs, result.relations, result.gemeenten)
        return tables[self.tabs.currentIndex()]

    def offered_tables(self) -> dict[str, OfferedTable]:
        """Return every table with rows that can be opened now, by its tab."""
        panels = (self.pairs, self.relations, self.gemeenten, self.sources, *self._of_views)
        indices = (1, 2, 3, 4, *(self.tabs.indexOf(panel) for panel in self._of_views))
        return {
            self.tabs.tabText(index): offered
            for index, panel in zip(indices, panels, strict=True)
            if self.tabs.isTabVisible(index) and (offered := panel.offered()) is not None
        }

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
        first = (None, self.pairs, self.relations, self.gemeenten, self.sources)
        panels = (*first, *self._lasting, *self._of_views)
        return panels[self.tabs.currentIndex()]

    def add_context_actions(self, actions: Collection[QAction]) -> None:
        """Show these actions when the user asks for the menu of a table."""
        self._context_actions = tuple(actions)
        for panel in (self.pairs, self.relations, self.gemeenten, self.sources):
            panel.add_context_actions(actions)

    def _relations_page(self) -> QWidget:
        self._sentences = QLabel()
        self._sentences.setTextFormat(Qt.TextFormat.RichText)
        self._sentences.setTextInteractionFlags(theme.SELECTABLE)
        self._sentences.setWordWrap(True)
        self._sentences.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sentences.setContentsMargins(theme.STEP, theme.STEP // 2, theme.STEP, theme.STEP)
        scroll = QScrollArea()
        scroll.setAccessibleName("Het paar in zinnen")
        scroll.setWidget(self._sentences)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setMaximumWidth(40 * theme.STEP)
        scroll.setMinimumWidth(20 * theme.STEP)
        page = QWidget()
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.relations, 2)
        page.setFocusProxy(self.relations)
        self.tolerance = _Tolerance(self._state, lambda: self.tabs.setCurrentWidget(page))
        self.relations.add_control(self.tolerance)
        return page

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


class _Tolerance(QSpinBox):
    """Up to which share of the smaller regio an overlap does not count."""

    def __init__(self, state: State, go_there: Callable[[], None]) -> None:
        super().__init__()
        self.setRange(0, MOST_TOLERANCE)
        self.setPrefix("tolerantie ")
        self.setSuffix(" %")
        self.setKeyboardTracking(False)  # 10 is not 1 first
        tip = (
            "Bijna samenvallend: resten tot dit deel van de kleinste regio tellen niet mee\n"
            "bij wat samenvalt, in elkaar ligt of doorsnijdt"
        )
        self.setToolTip(tip)
        for widget in (self, self.lineEdit()):
            if widget is not None:
                widget.setAccessibleName("Tolerantie in procenten van de kleinste regio")
        self.valueChanged.connect(lambda percent: state.set_tolerance(percent / 100, go_there))
        state.tolerance_changed.connect(lambda: self.setValue(round(100 * state.tolerance)))


class _Content(QWidget):
    """The tabs; the choices stand beside them where there is room, and else below."""

    def __init__(self, tabs: QTabWidget, choices: ChoicesBar) -> None:
        super().__init__()
        self._tabs, self._choices = tabs, choices
        self._beside = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(tabs, 1)
        self._layout.addWidget(choices)

    def minimumSizeHint(self) -> QSize:
        """Let the window become as narrow as the choices can, wherever they are now."""
        return QSize(self._choices.least_width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Find the choices a place."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put the choices beside the tabs where there is room, and else below."""
        bar, wanted = self._tabs.tabBar(), self._choices.width_in_a_row()
        assert bar is not None
        beside = bar.sizeHint().width() + wanted <= self.width()
        self._choices.set_stacked(wanted > self.width())
        if beside is self._beside:
            return
        self._beside = beside
        self._tabs.setCornerWidget(self._choices if beside else None)
        if not beside:
            self._layout.addWidget(self._choices)
        self._choices.show()


class ChoicesBar(QWidget):
    """What holds for all tabs: which indelingen are shown and the weight."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(theme.STEP, 0, theme.STEP, theme.STEP // 2)
        self._layout.setSpacing(2 * theme.STEP)

        self.all = QCheckBox()
        self.all.setToolTip(
            "Toon in Matrix en Paren ook de actuele indelingen die niet meetellen.\n"
            "Het gemiddelde verandert daardoor niet."
        )
        self.all.toggled.connect(state.set_show_all)
        self._layout.addWidget(self.all)

        weights = QWidget()
        layout = QHBoxLayout(weights)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.STEP)
        self._layout.addWidget(weights)
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
        state.catalogus_changed.connect(self._show_choices)
        state.scope_changed.connect(self._show_choices)
        state.counted_changed.connect(self._show_choices)
        state.gewicht_changed.connect(self._show_choices)
        layout.addStretch()
        self._show_choices()

    def width_in_a_row(self) -> int:
        """Width in pixels when everything stands beside each other."""
        sizes = (self._layout.itemAt(i) for i in range(self._layout.count()))
        margins = self._layout.contentsMargins()
        return sum(item.sizeHint().width() for item in sizes if item is not None) + (
            margins.left() + margins.right() + 4 * theme.STEP
        )

    def least_width(self) -> int:
        """Width in pixels when the weight stands below the check box."""
        sizes = (self._layout.itemAt(i) for i in range(self._layout.count()))
        margins = self._layout.contentsMargins()
        widest = max(item.sizeHint().width() for item in sizes if item is not None)
        return widest + margins.left() + margins.right()

    def set_stacked(self, stacked: bool) -> None:
        """Put the weight below the check box, or beside it."""
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        self._layout.setSpacing(0 if stacked else 2 * theme.STEP)

    def _show_choices(self) -> None:
        self.all.setText(f"Alle {len(self._state.all_shown)} tonen")
        self.all.setChecked(self._state.show_all)
        self._buttons[self._state.gewicht].setChecked(True)
        for button in self._buttons.values():  # Tab stops at the choice, arrows go on from there
            stops = button.isChecked()
            policy = Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
