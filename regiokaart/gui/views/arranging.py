"""How the maps of a pair are laid: over each other, beside each other, or one behind the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QComboBox, QSlider

from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.views import one_indeling, source_line
from regiokaart.gui.look import theme
from regiokaart.gui.map.board import Arranged, Arrangement
from regiokaart.gui.state import State
from regiokaart.gui.views.view import combo
from regiokaart.model import Catalogus, Indeling

_TIPS = {
    Arrangement.OVER: "Vlakken van A, lijnen van B; de kleur zegt hoe de regio's zich verhouden",
    Arrangement.BESIDE: "A links en B rechts; de kaarten bewegen samen",
    Arrangement.FOUR: "A en B, en daaronder twee indelingen naar keuze",
    Arrangement.SWIPE: "Versleep de lijn tussen A en B (Ctrl en pijltjes)",
    Arrangement.BLINK: "A; houd B ingedrukt om B te zien",
}
_LETTERS = ("C", "D")
_LEAST_LETTERS = 10  # of a name that stay readable above a narrow map


class Arranging:
    """Chooses how the maps of the pair are laid and makes them.

    Parameters
    ----------
    state : State
    changed : callable
        Called when the user chose something else.

    Attributes
    ----------
    combo : QComboBox
        How they are laid.
    more : tuple of QComboBox
        The third and fourth indeling, for four maps.
    divider : QSlider
        Where the divider stands, in percent of the width; there while there is one.
    """

    def __init__(self, state: State, changed: Callable[[], object]) -> None:
        self._state = state
        self._kept: dict[tuple[Catalogus, str, str], MapSpecification] = {}
        self.combo = combo("Kaarten van A en B", "Leg de kaarten van A en B over of naast elkaar")
        for arrangement in Arrangement:
            self.combo.addItem(arrangement.value, arrangement)
            index = self.combo.count() - 1
            self.combo.setItemData(index, _TIPS[arrangement], Qt.ItemDataRole.ToolTipRole)
        self.combo.activated.connect(lambda index: changed())
        self.divider = QSlider(Qt.Orientation.Horizontal)
        self.divider.setRange(0, 100)
        self.divider.setValue(50)
        self.divider.setAccessibleName("Plaats van de schuif")
        self.divider.setToolTip("Waar A ophoudt en B begint; versleep ook de lijn op de kaart")
        self.divider.setMinimumWidth(6 * theme.STEP)
        self.divider.setMaximumWidth(12 * theme.STEP)
        self.divider.hide()
        self.more = tuple(
            combo(f"Indeling {letter}", f"Indeling {letter}: nog een kaart ernaast")
            for letter in _LETTERS
        )
        for each in self.more:
            each.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            each.setMinimumContentsLength(_LEAST_LETTERS)
            each.setMaxVisibleItems(30)
            each.hide()
            each.activated.connect(lambda index: changed())
        state.catalogus_changed.connect(self._fill)
        self._fill()

    def arranged(self) -> Arranged | None:
        """Return the maps to show; None for those over each other."""
        arrangement: Arrangement = self.combo.currentData()
        state = self._state
        self.divider.setHidden(arrangement is not Arrangement.SWIPE)
        match arrangement:
            case Arrangement.OVER:
                return None
            case Arrangement.FOUR:
                others = [state.catalogus[each.currentData()] for each in self.more]
                return self._arrange(arrangement, state.a, state.b, *others)
            case _:
                return self._arrange(arrangement, state.a, state.b)

    def _arrange(self, arrangement: Arrangement, *indelingen: Indeling) -> Arranged:
        state = self._state
        beside = arrangement in (Arrangement.BESIDE, Arrangement.FOUR)
        both = "" if beside else source_line(state.gebied, *indelingen)
        keys = [(state.catalogus, indeling.id, both) for indeling in indelingen]
        pairs = zip(keys, indelingen, strict=True)
        maps = {key: self._map(key, indeling) for key, indeling in pairs}
        self._kept = maps  # those of another choice are made again
        choosers = self.more if arrangement is Arrangement.FOUR else ()
        divider = self.divider if arrangement is Arrangement.SWIPE else None
        return Arranged(arrangement, tuple(maps[key] for key in keys), choosers, divider)

    def _map(self, key: tuple[Catalogus, str, str], indeling: Indeling) -> MapSpecification:
        if key in self._kept:
            return self._kept[key]
        made = one_indeling(self._state.catalogus, self._state.gebied, indeling)
        return replace(made, source=key[-1]) if key[-1] else made

    def _fill(self) -> None:
        """Offer the indelingen of now; what was chosen stays, at first two that count."""
        state = self._state
        known = {indeling.id for indeling in state.catalogus}
        free = [i.id for i in (*state.counted, *state.catalogus) if i not in (state.a, state.b)]
        for number, each in enumerate(self.more):
            chosen = each.currentData()
            each.clear()
            for indeling in state.catalogus:
                text = f"{indeling.naam_meervoud} ({indeling.peiljaar_tekst})"
                each.addItem(text, indeling.id)
            otherwise = free[min(number, len(free) - 1)] if free else state.a.id
            each.setCurrentIndex(each.findData(chosen if chosen in known else otherwise))
