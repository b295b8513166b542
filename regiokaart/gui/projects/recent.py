"""The projects that were open last, in a menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QMenu, QWidget

from regiokaart.gui import settings
from regiokaart.gui.settings import Settings
from regiokaart.sources.paths import file_there

MOST = 8


class Recent(QObject):
    """Remembers projects between two sessions.

    Parameters
    ----------
    stored : Settings
    open_path : callable
        Called with the project that the user chose.
    parent : QObject

    Attributes
    ----------
    menu : QMenu
        The latest first, filled when it is opened; those that are gone say so.
    """

    def __init__(
        self, stored: Settings, open_path: Callable[[Path], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._settings, self._open_path = stored, open_path
        self.menu = QMenu("&Recente projecten", parent)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self.fill)
        self.menu.addAction("")  # a menu without any would not open

    def remember(self, path: Path) -> None:
        """Put a project in front."""
        whole = str(path.absolute())
        others = (each for each in self._settings.get(settings.RECENT) if each != whole)
        self._settings.set(settings.RECENT, (whole, *others)[:MOST])

    def fill(self) -> None:
        """Offer the projects as they are on disk now."""
        self.menu.clear()
        paths = [Path(each) for each in self._settings.get(settings.RECENT)[:MOST]]
        for number, path in enumerate(paths, start=1):
            there = file_there(path)
            name = path.stem.replace("&", "&&") + ("" if there else " (niet gevonden)")
            action = self.menu.addAction(f"&{number} {name}")
            assert action is not None
            action.setToolTip(str(path))
            action.setEnabled(there)
            action.triggered.connect(partial(self._open, path))
        if paths:
            self.menu.addSeparator()
        last = self.menu.addAction("&Lijst leegmaken" if paths else "Nog geen projecten")
        assert last is not None
        last.setEnabled(bool(paths))
        last.triggered.connect(lambda: self._settings.set(settings.RECENT, ()))

    def _open(self, path: Path, checked: bool = False) -> None:
        self._open_path(path)
