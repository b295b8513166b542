"""What one of the maps on the page shows."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from regiokaart.cartography.composing import Material
from regiokaart.gui.layouting.controls import choice_of
from regiokaart.gui.look import theme
from regiokaart.model.catalogus import OnbekendeIndelingError
from regiokaart.model.layoutsettings import Extent, MapChoice, MapKind

_KINDS = (
    (MapKind.WINDOW, "kaart in het venster"),
    (MapKind.ONE, "één indeling"),
    (MapKind.TWO, "twee indelingen vergeleken"),
)
_EXTENTS = (
    (Extent.COUNTRY, "heel Nederland"),
    (Extent.FRAME, "wat in het venster in beeld is"),
    (Extent.SELECTION, "de selectie"),
    (Extent.REGION, "één regio of provincie"),
)
_FIRST_PLACES = "provincie"


class MapForm(QWidget):
    """Chooses what one map shows, and of which part of the country.

    The controls are there after `build`: most pages have one map.

    Parameters
    ----------
    number : int
        Of the map, from 1.
    material : Material

    Attributes
    ----------
    kind, a, b : QComboBox
    extent, places, place : QComboBox
        The part of the country; of a regio its indeling and itself.

    Signals
    -------
    changed
    """

    changed = pyqtSignal()

    def __init__(self, number: int, material: Material) -> None:
        super().__init__()
        self._number, self._material = number, material
        self._frame = material.frame
        self._built = False

    def build(self, before: QWidget) -> bool:
        """Make the controls at first use, reached by Tab after `before`; whether they are new."""
        if self._built:
            return False
        self._built = True
        number, catalogus = self._number, self._material.catalogus
        self.kind = choice_of(f"Kaart {number}: wat zij toont", ())
        names = [(each.id, f"{each.naam_meervoud} ({each.peiljaar_tekst})") for each in catalogus]
        self.a = choice_of(f"Kaart {number}: indeling", names)
        self.b = choice_of(f"Kaart {number}: tweede indeling", names)
        self.b.setCurrentIndex(min(1, len(names) - 1))
        self.extent = choice_of(
            f"Kaart {number}: uitsnede",
            (),
            "Welk deel van Nederland de kaart toont. Wat in beeld is, wordt onthouden zoals het nu "
            "in het venster staat",
        )
        self.places = choice_of(f"Kaart {number}: regio's waaruit u kiest", names)
        self.places.setCurrentIndex(max(self.places.findData(_FIRST_PLACES), 0))
        self.place = choice_of(f"Kaart {number}: regio die de kaart toont", ())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.STEP // 2)
        for combo in (self.kind, self.a, self.b, self.extent, self.places, self.place):
            layout.addWidget(combo)
            self.setTabOrder(before, combo)
            before = combo
        for combo in (self.kind, self.a, self.b, self.place):
            combo.activated.connect(self._on_chosen)
        self.extent.activated.connect(self._on_extent)
        self.places.activated.connect(self._on_places)
        self.set_material(self._material)
        self._fill_places()
        self._show_needed()
        return True

    def set_material(self, material: Material) -> None:
        """Offer what there is now; what was chosen stays."""
        self._material = material
        if not self._built:
            return
        before = self.kind.currentData()
        self.kind.clear()
        for value, text in _KINDS:
            if value is not MapKind.WINDOW or material.window_map is not None:
                self.kind.addItem(text, value)
        self.kind.setCurrentIndex(max(self.kind.findData(before), 0))
        self._frame = self._frame or material.frame
        self._fill_extents()

    def _fill_extents(self) -> None:
        before = self.extent.currentData()
        self.extent.clear()
        for value, text in _EXTENTS:
            if value is not Extent.FRAME or self._frame:
                self.extent.addItem(text, value)
        self.extent.setCurrentIndex(max(self.extent.findData(before), 0))

    def choice(self) -> MapChoice:
        """Return what is chosen, without what does not matter."""
        kind, extent = self.kind.currentData(), self.extent.currentData()
        drawn = kind is not MapKind.WINDOW
        region = extent is Extent.REGION
        return MapChoice(
            kind,
            self.a.currentData() if drawn else "",
            self.b.currentData() if kind is MapKind.TWO else "",
            extent,
            self._frame if extent is Extent.FRAME else (),
            self.places.currentData() if region else "",
            self.place.currentData() if region else "",
        )

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
        missing += self._show_extent(choice)
        self._show_needed()
        return missing

    def _show_extent(self, choice: MapChoice) -> list[str]:
        extent, missing = choice.extent, []
        if extent is Extent.FRAME:
            self._frame = choice.frame
            self._fill_extents()
        if extent is Extent.REGION:
            there = self.places.findData(choice.indeling)
            if there >= 0:
                self.places.setCurrentIndex(there)
                self._fill_places()
            at = self.place.findData(choice.regio)
            if there >= 0 and at >= 0:
                self.place.setCurrentIndex(at)
            else:
                extent = Extent.COUNTRY
                missing.append(
                    f"de regio '{choice.regio}' van kaart {self._number} is er niet, zodat zij "
                    "heel Nederland toont"
                )
        self.extent.setCurrentIndex(self.extent.findData(extent))
        return missing

    def _fill_places(self) -> None:
        self.place.clear()
        try:
            indeling = self._material.catalogus[self.places.currentData()]
        except OnbekendeIndelingError:
            return
        for regio in sorted(indeling.regios, key=lambda regio: regio.naam.casefold()):
            self.place.addItem(regio.naam, regio.code)

    def _on_chosen(self) -> None:
        self._show_needed()
        self.changed.emit()

    def _on_extent(self) -> None:
        self._frame = self._material.frame or self._frame
        self._on_chosen()

    def _on_places(self) -> None:
        self._fill_places()
        self._on_chosen()

    def _show_needed(self) -> None:
        kind, region = self.kind.currentData(), self.extent.currentData() is Extent.REGION
        self.a.setVisible(kind is not MapKind.WINDOW)
        self.b.setVisible(kind is MapKind.TWO)
        self.places.setVisible(region)
        self.place.setVisible(region)
