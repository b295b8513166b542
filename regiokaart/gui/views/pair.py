"""The views of one indeling and of a pair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QComboBox, QSizePolicy, QToolButton, QWidget

from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.views import compare_two, one_indeling
from regiokaart.gui import theme
from regiokaart.gui.state import State
from regiokaart.gui.views.view import Desk, View, label

_LETTERS = 14  # of the name of an indeling that stay readable in a narrow window


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
        self.setMinimumWidth(_LETTERS * self.fontMetrics().averageCharWidth() + 4 * theme.STEP)
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
            text = f"{indeling.naam_meervoud} ({indeling.peiljaar_tekst})"
            self.addItem(text, indeling.id)
        self._show()

    def _show(self) -> None:
        indeling = self._state.a if self._which == "a" else self._state.b
        self.setCurrentIndex(self.findData(indeling.id))

    def _choose(self, index: int) -> None:
        indeling = self._state.catalogus[self.itemData(index)]
        if self._which == "a":
            self._state.set_map(a=indeling)
        else:
            self._state.set_map(b=indeling)


class OneView(View):
    """The regio's of one indeling."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.combo = IndelingCombo(desk.state, "a", "Indeling op de kaart")

    def controls(self) -> Sequence[QWidget]:
        return (label("Indeling:"), self.combo)

    def specification(self) -> MapSpecification:
        state = self.desk.state
        return one_indeling(state.catalogus, state.gebied, state.a)


class PairView(View):
    """How two indelingen relate."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.combo_a = IndelingCombo(desk.state, "a", "Indeling A: op de kaart")
        self.combo_b = IndelingCombo(desk.state, "b", "Indeling B: om mee te vergelijken")
        self.swap = QToolButton()
        self.swap.setDefaultAction(desk.commands["swap"])
        self.swap.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.swap.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.swap.setAutoRaise(True)
        self.swap.setAccessibleName("A en B verwisselen")

    def controls(self) -> Sequence[QWidget]:
        return (label("A:"), self.combo_a, self.swap, label("B:"), self.combo_b)

    def specification(self) -> MapSpecification:
        state = self.desk.state
        return compare_two(state.catalogus, state.gebied, state.a, state.b)

    def sentence(self) -> str:
        latest = self.desk.results.latest
        return latest.headline if latest is not None else ""
