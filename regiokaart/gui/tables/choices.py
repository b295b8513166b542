"""What holds for all tables: which indelingen are shown, and the weight."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QCheckBox, QHBoxLayout, QTabWidget, QWidget

from regiokaart.gui.look import theme
from regiokaart.gui.look.controls import combo, label
from regiokaart.gui.state import State
from regiokaart.model import Gewicht

_WEIGHS = {
    Gewicht.GEMEENTEN: "Elke gemeente telt even zwaar.",
    Gewicht.INWONERS: "Elke gemeente telt naar haar aantal inwoners.",
    Gewicht.OPPERVLAKTE: "Elke gemeente telt naar haar oppervlakte in km².",
}


class ChoicesBar(QWidget):
    """A check box for all indelingen, and the weight.

    Attributes
    ----------
    all : QCheckBox
    gewicht : QComboBox
    """

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state
        self._narrow = False
        self.all = QCheckBox()
        self.all.setToolTip(
            "Toon in Matrix en Paren ook de actuele indelingen die niet meetellen.\n"
            "Het gemiddelde verandert daardoor niet."
        )
        self.all.toggled.connect(state.set_show_all)
        self._label = label("Gewicht:")
        self.gewicht = combo("Gewicht", "Hoe zwaar een gemeente telt")
        self._label.setBuddy(self.gewicht)
        for gewicht in Gewicht:
            self.gewicht.addItem(gewicht.value, gewicht)
            index = self.gewicht.count() - 1
            self.gewicht.setItemData(index, _WEIGHS[gewicht], Qt.ItemDataRole.ToolTipRole)
        self.gewicht.activated.connect(
            lambda index: state.set_gewicht(self.gewicht.itemData(index))
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.STEP, 0, theme.STEP, theme.STEP // 2)
        layout.setSpacing(theme.STEP // 2)
        for widget in (self.all, self._label, self.gewicht):
            layout.addWidget(widget)
        for signal in (
            state.catalogus_changed,
            state.scope_changed,
            state.counted_changed,
            state.gewicht_changed,
        ):
            signal.connect(self._show)
        self._show()

    def full_width(self) -> int:
        """Width in pixels with all words."""
        words = self.fontMetrics().horizontalAdvance(" tonen")
        more = self._label.sizeHint().width() + theme.STEP // 2 + words
        return self.sizeHint().width() + (more if self._narrow else 0)

    def set_narrow(self, narrow: bool) -> None:
        """Leave out words that the tooltips have too, or show them."""
        self._narrow = narrow
        self._label.setHidden(narrow)
        self._show()

    def _show(self) -> None:
        count = len(self._state.all_shown)
        self.all.setText(f"Alle {count}" if self._narrow else f"Alle {count} tonen")
        self.all.setAccessibleName(f"Alle {count} tonen")
        self.all.setChecked(self._state.show_all)
        self.gewicht.setCurrentIndex(self.gewicht.findData(self._state.gewicht))


class ChoiceTabs(QTabWidget):
    """Tabs with these choices always at the right of them; too many tabs are scrolled."""

    def __init__(self, choices: ChoicesBar) -> None:
        super().__init__()
        self._choices = choices
        self.setDocumentMode(True)
        self.setUsesScrollButtons(True)
        self.setAccessibleName("Tabellen")
        bar = self.tabBar()
        assert bar is not None
        bar.setAccessibleName("Tabellen")
        bar.setExpanding(False)
        self.setCornerWidget(choices)

    def arrange(self) -> None:
        """Give the choices as many words as there is room for beside the tabs."""
        bar = self.tabBar()
        assert bar is not None
        self._choices.set_narrow(bar.sizeHint().width() + self._choices.full_width() > self.width())
        self.setCornerWidget(self._choices)  # Qt asks for its size only here
        self._choices.show()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Find the choices a place."""
        super().resizeEvent(event)
        self.arrange()
