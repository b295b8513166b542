"""The views of one indeling and of a pair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QComboBox, QSizePolicy, QWidget

from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.views import compare_two, one_indeling
from regiokaart.congruence.region.sizetable import sizes_table
from regiokaart.congruence.table import Table
from regiokaart.gui.desk import Desk
from regiokaart.gui.look import theme
from regiokaart.gui.look.controls import label
from regiokaart.gui.map.board import Arranged
from regiokaart.gui.state import State
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.tables.tab import Tab
from regiokaart.gui.views.arranging import Arranging
from regiokaart.gui.views.view import View, command_button
from regiokaart.model import Catalogus, Indeling

_NOT_DRAWN = (
    "Hoe congruent zou dit paar zijn als de regio's toevallig waren getrokken? Kies Naast toeval "
    "leggen (Ctrl+T). De eerste keer duurt dat ongeveer twintig seconden per indeling, korter "
    "met meer processors."
)
_MOST_LETTERS = 40  # of the name of an indeling that stay readable in a narrow window


class IndelingCombo(QComboBox):
    """Chooses indeling A or B, kept in step with the state.

    Parameters
    ----------
    state : State
    which : ``"a"`` or ``"b"``
    name : str
        Dutch, for the tooltip and who cannot see the screen.
    """

    def __init__(self, state: State, which: Literal["a", "b"], name: str) -> None:
        super().__init__()
        self._state, self._which = state, which
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setMaxVisibleItems(30)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        popup = self.view()
        if popup is not None:
            popup.setAccessibleName(name)
        self.activated.connect(self._choose)
        state.catalogus_changed.connect(self._fill)
        state.map_changed.connect(self._show)
        self._fill()

    def _fill(self) -> None:
        self.clear()
        for indeling in self._state.catalogus:
            year = "" if indeling.peiljaar is None else f" ({indeling.peiljaar})"
            self.addItem(indeling.naam_meervoud + year, indeling.id)
        self._show()

    def _show(self) -> None:
        indeling = self._state.a if self._which == "a" else self._state.b
        self.setCurrentIndex(self.findData(indeling.id))
        metrics = self.fontMetrics()
        most = _MOST_LETTERS * metrics.averageCharWidth()
        name = min(metrics.horizontalAdvance(self.currentText()), most)
        self.setMinimumWidth(name + 5 * theme.STEP)

    def _choose(self, index: int) -> None:
        indeling = self._state.catalogus[self.itemData(index)]
        if self._which == "a":
            self._state.set_map(a=indeling)
        else:
            self._state.set_map(b=indeling)


class OneView(View):
    """The regio's of one indeling.

    Attributes
    ----------
    combo : IndelingCombo
    sizes : TablePanel
        How large each regio is.
    members : TablePanel
        Who belongs where, and how each row was established.
    """

    tabs_in_front = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.combo = IndelingCombo(desk.state, "a", "Indeling op de kaart")
        self.sizes = TablePanel("Grootte", "Filter de regio's", "Deze indeling heeft geen regio's.")
        self.sizes.selected.connect(self._select_regios)
        self.sizes.pointed.connect(self._point_at_regio)
        self.members = TablePanel("Leden", "Filter de leden", "Deze indeling heeft geen leden.")
        self.members.selected.connect(self._select)
        self._shown: Indeling | None = None
        desk.state.map_changed.connect(self._show_members)
        desk.state.selection_changed.connect(self._show_selection)

    def tabs(self) -> Sequence[Tab]:
        return (
            Tab(self.sizes, "Grootte", "Hoeveel gemeenten en inwoners elke regio heeft"),
            Tab(self.members, "Leden", "Welke gemeente bij welke regio hoort, en volgens wat"),
        )

    def set_active(self, active: bool) -> None:
        super().set_active(active)
        self._show_members()
        self._show_selection()

    def controls(self) -> Sequence[QWidget]:
        return (label("Indeling:"), self.combo)

    def specification(self) -> MapSpecification:
        state = self.desk.state
        return one_indeling(state.catalogus, state.gebied, state.a)

    def _show_members(self) -> None:
        state = self.desk.state
        if self.active and state.a is not self._shown:
            from regiokaart.export.indelingen import leden_table

            self._shown = state.a
            self.sizes.set_table(sizes_table(state.catalogus, state.a))
            self.members.set_table(leden_table(state.catalogus, state.a))
            self._show_selection()

    def _show_selection(self) -> None:
        """Mark the rows of what is selected elsewhere."""
        state = self.desk.state
        selection = state.selection
        if self.active and self.members.table is not None:
            rows = state.a.lidmaatschap
            chosen = np.isin(rows.gemeente, list(selection))
            self.sizes.select_rows(np.unique(rows.regio[chosen]).tolist())
            codes = {state.catalogus.gemeenten.codes[i] for i in selection}
            values = self.members.table["code"].values
            self.members.select_rows([row for row, code in enumerate(values) if code in codes])

    def _members_of(self, regio: int) -> set[int]:
        rows = self.desk.state.a.lidmaatschap
        return set(rows.gemeente[rows.regio == regio].tolist())

    def _select_regios(self, regios: Sequence[int]) -> None:
        self.desk.state.select(set().union(*map(self._members_of, regios)))

    def _point_at_regio(self, regio: int) -> None:
        self.desk.state.point_at(self._members_of(regio) if regio >= 0 else ())

    def _select(self, rows: Sequence[int]) -> None:
        table, index = self.members.table, self.desk.state.catalogus.gemeenten.index
        if table is not None:
            self.desk.state.select({index[str(table["code"].values[row])] for row in rows})


class PairView(View):
    """How two indelingen relate.

    Attributes
    ----------
    combo_a, combo_b : IndelingCombo
    swap, chance : QToolButton
    arranging : Arranging
        How the maps are laid.
    panel : TablePanel
        What chance would give.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.combo_a = IndelingCombo(desk.state, "a", "Indeling A: op de kaart")
        self.combo_b = IndelingCombo(desk.state, "b", "Indeling B: om mee te vergelijken")
        self.swap = command_button(desk, "swap", Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.chance = command_button(desk, "chance")
        self.arranging = Arranging(desk.state, self.changed.emit, self)
        self.panel = TablePanel("Toeval", "Filter de rijen", _NOT_DRAWN)
        self.panel.set_table(None)
        self._compared: tuple[tuple[Catalogus, Indeling, Indeling], MapSpecification] | None = None
        desk.chances.changed.connect(self._show_chance)
        desk.state.map_changed.connect(self._show_chance)

    def controls(self) -> Sequence[QWidget]:
        return (
            label("A:"),
            self.combo_a,
            self.swap,
            label("B:"),
            self.combo_b,
            self.arranging.combo,
            self.arranging.divider,
            self.chance,
        )

    def set_aside(self) -> Sequence[QWidget]:
        return self.arranging.more

    def tabs(self) -> Sequence[Tab]:
        return (Tab(self.panel, "Toeval", "Hoe congruent het paar bij toeval zou zijn"),)

    tabs_in_front = False

    def specification(self) -> MapSpecification:
        state = self.desk.state
        of = state.catalogus, state.a, state.b
        if self._compared is None or self._compared[0] != of:
            self._compared = of, compare_two(state.catalogus, state.gebied, state.a, state.b)
        return self._compared[1]

    def arranged(self) -> Arranged | None:
        return self.arranging.arranged()

    def sentence(self) -> str:
        latest = self.desk.results.latest
        return latest.headline if latest is not None else ""

    def tables(self) -> Callable[[], tuple[Table, ...]] | None:
        found = self.desk.chances.current
        return (lambda: (found.table,)) if found is not None else None

    def _show_chance(self) -> None:
        found = self.desk.chances.current
        self.panel.set_table(found.table if found is not None else None)
