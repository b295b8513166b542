"""How the maps of a pair are laid: over each other, beside each other, or one behind the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PyQt6.QtCore import QObject, Qt, QTimer
from PyQt6.QtWidgets import QComboBox, QSlider

from regiokaart.cartography.basemap import source_line
from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.views import one_indeling
from regiokaart.gui.look import theme
from regiokaart.gui.look.controls import combo
from regiokaart.gui.map.board import Arranged, Arrangement
from regiokaart.gui.state import State
from regiokaart.model import Catalogus, Indeling

_TIPS = {
    Arrangement.OVER: "Vlakken van A, lijnen van B; de kleur zegt hoe de regio's zich verhouden",
    Arrangement.BESIDE: "A links en B rechts; de kaarten bewegen samen",
    Arrangement.FOUR: "A en B, en daaronder twee indelingen naar keuze",
    Arrangement.SWIPE: "Versleep de lijn tussen A en B (Ctrl en pijltoetsen)",
    Arrangement.BLINK: "A; houd B ingedrukt om B te zien",
}
_Key = tuple[Catalogus, str, str]  # what a map is of, with its source line
_AT_ONCE = 2  # maps that are made in one event
_LETTERS = ("C", "D")
_LEAST_LETTERS = 10  # of a name that stay readable above a narrow map


class Arranging:
    """Chooses how the maps of the pair are laid and makes them.

    Parameters
    ----------
    state : State
    changed : callable
        Called when the user chose something else, and when maps are ready that had to be made.
    parent : QObject
        With which this ends.

    Attributes
    ----------
    combo : QComboBox
        How they are laid.
    more : tuple of QComboBox
        The third and fourth indeling, for four maps.
    divider : QSlider
        Where the divider stands, in percent of the width; there while there is one.
    """

    def __init__(self, state: State, changed: Callable[[], object], parent: QObject) -> None:
        self._state = state
        self._kept: dict[_Key, MapSpecification] = {}
        self._shown: Arranged | None = None  # what was arranged last
        self._wanted: dict[_Key, Indeling] = {}
        self._changed = changed
        self.combo = combo("Kaarten van A en B", "Leg de kaarten van A en B over of naast elkaar")
        for arrangement in Arrangement:
            self.combo.addItem(arrangement.value, arrangement)
            index = self.combo.count() - 1
            self.combo.setItemData(index, _TIPS[arrangement], Qt.ItemDataRole.ToolTipRole)
        self.combo.activated.connect(lambda index: changed())
        self._making = QTimer(parent)
        self._making.setSingleShot(True)
        self._making.timeout.connect(self._make_one)
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
        """Return the maps to show; None for those over each other.

        Where many have to be made, that takes an event each; until then those of before stay.
        """
        arrangement: Arrangement = self.combo.currentData()
        state = self._state
        self._making.stop()
        self.divider.setHidden(arrangement is not Arrangement.SWIPE)
        match arrangement:
            case Arrangement.OVER:
                self._shown = None
            case Arrangement.FOUR:
                others = [state.catalogus[each.currentData()] for each in self.more]
                self._shown = self._arrange(arrangement, state.a, state.b, *others)
            case _:
                self._shown = self._arrange(arrangement, state.a, state.b)
        return self._shown

    def _arrange(self, arrangement: Arrangement, *indelingen: Indeling) -> Arranged | None:
        state = self._state
        beside = arrangement in (Arrangement.BESIDE, Arrangement.FOUR)
        both = "" if beside else source_line(state.gebied, *indelingen)
        keys = [(state.catalogus, indeling.id, both) for indeling in indelingen]
        wanted = dict(zip(keys, indelingen, strict=True))
        self._kept = {key: self._kept[key] for key in wanted if key in self._kept}
        self._wanted = {key: each for key, each in wanted.items() if key not in self._kept}
        if len(self._wanted) > _AT_ONCE:
            self._making.start()
            return self._shown
        while self._wanted:
            self._make()
        choosers = self.more if arrangement is Arrangement.FOUR else ()
        divider = self.divider if arrangement is Arrangement.SWIPE else None
        return Arranged(arrangement, tuple(self._kept[key] for key in keys), choosers, divider)

    @property
    def is_making(self) -> bool:
        """Whether maps are being made that are to be shown next."""
        return self._making.isActive()

    def _make(self) -> None:
        """Make one of the maps that are wanted."""
        key, indeling = self._wanted.popitem()
        made = one_indeling(self._state.catalogus, self._state.gebied, indeling)
        self._kept[key] = replace(made, source=key[-1]) if key[-1] else made

    def _make_one(self) -> None:
        self._make()
        if self._wanted:
            self._making.start()
        else:
            self._changed()

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
