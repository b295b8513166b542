"""The menu in which the user chooses a theme."""

from __future__ import annotations

from PyQt6.QtGui import QActionGroup
from PyQt6.QtWidgets import QMenu, QWidget

from regiokaart.gui import settings
from regiokaart.gui.look import theme
from regiokaart.gui.look.colours import Thema
from regiokaart.gui.settings import Settings

_TEXTS = {
    Thema.SYSTEEM: ("&Systeem", "Licht of donker, zoals uw computer is ingesteld"),
    Thema.LICHT: ("&Licht", "Donkere letters op een lichte grond"),
    Thema.DONKER: ("&Donker", "Lichte letters op een donkere grond; de kaart blijft op wit"),
    Thema.HOOG_CONTRAST: ("&Hoog contrast", "Wit, zwart en felle kleuren, met duidelijke randen"),
}


def theme_menu(stored: Settings, parent: QWidget) -> QMenu:
    """Return the menu; what is chosen shows at once and is remembered."""
    menu = QMenu("The&ma", parent)
    menu.setToolTipsVisible(True)
    group = QActionGroup(menu)
    for thema, (text, tip) in _TEXTS.items():
        action = menu.addAction(text)
        assert action is not None
        action.setToolTip(tip)
        action.setCheckable(True)
        action.setChecked(thema is theme.chosen())
        action.triggered.connect(lambda checked, thema=thema: _choose(thema, stored))
        group.addAction(action)
    return menu


def _choose(thema: Thema, stored: Settings) -> None:
    theme.choose(thema)
    stored.set(settings.THEMA, thema)
