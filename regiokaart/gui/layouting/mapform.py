"""What one of the maps on the page shows."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from regiokaart.gui.layouting.controls import choice_of
from regiokaart.gui.look import theme
from regiokaart.model import Catalogus
from regiokaart.model.layoutsettings import MapChoice, MapKind

_KINDS = (
    (MapKind.WINDOW, "kaart in het venster"),
    (MapKind.ONE, "één indeling"),
    (MapKind.TWO, "twee indelingen vergeleken"),
)


class MapForm(QWidget):
    """Chooses what one map shows.

    Parameters
    ----------
    number : int
        Of the map, from 1.
    catalogus : Catalogus
    has_window_map : bool
        Whether the window shows a map.

    Attributes
    ----------
    kind, a, b : QComboBox

    Signals
    -------
    changed
    """

    changed = pyqtSignal()

    def __init__(self, number: int, catalogus: Catalogus, has_window_map: bool) -> None:
        super().__init__()
        self._catalogus = catalogus
        kinds = [each for each in _KINDS if has_window_map or each[0] is not MapKind.WINDOW]
        self.kind = choice_of(f"Kaart {number}: wat zij toont", kinds)
        names = [(each.id, f"{each.naam_meervoud} ({each.peiljaar_tekst})") for each in catalogus]
        self.a = choice_of(f"Kaart {number}: indeling", names)
        self.b = choice_of(f"Kaart {number}: tweede indeling", names)
        self.b.setCurrentIndex(min(1, len(names) - 1))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.STEP // 2)
        for combo in (self.kind, self.a, self.b):
            layout.addWidget(combo)
            combo.activated.connect(lambda: self._on_chosen())
        self._show_needed()

    def choice(self) -> MapChoice:
        """Return what is chosen, without what does not matter."""
        kind = self.kind.currentData()
        if kind is MapKind.WINDOW:
            return MapChoice()
        a, b = self.a.currentData(), self.b.currentData()
        return MapChoice(kind, a, b if kind is MapKind.TWO else "")

    def show_choice(self, choice: MapChoice) -> list[str]:
        """Show a choice; return what of it there is not, in Dutch."""
        missing = []
        wanted: tuple[tuple[QComboBox, object, str], ...] = (
            (self.kind, choice.kind, "het venster toont nu geen kaart"),
            (self.a, choice.a, f"de indeling '{choice.a}' is er niet"),
            (self.b, choice.b, f"de indeling '{choice.b}' is er niet"),
        )
        for combo, value, problem in wanted:
            index = combo.findData(value)
            if index >= 0:
                combo.setCurrentIndex(index)
            elif value:
                missing.append(problem)
        self._show_needed()
        return missing

    def _on_chosen(self) -> None:
        self._show_needed()
        self.changed.emit()

    def _show_needed(self) -> None:
        kind = self.kind.currentData()
        self.a.setVisible(kind is not MapKind.WINDOW)
        self.b.setVisible(kind is MapKind.TWO)
