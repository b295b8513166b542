"""Which year's gemeenten the window works with: the embedded ones, or those of a fetched year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject
from PyQt6.QtGui import QActionGroup
from PyQt6.QtWidgets import QMenu, QWidget

from regiokaart.gui import settings
from regiokaart.gui.loading import complete
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tasks import Progress, ShowError, Tasks
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.notation import day_in_words

if TYPE_CHECKING:
    from regiokaart.sources.library import Library
    from regiokaart.sources.official.installed import Installed

_EMBEDDED = (None, "&Ingebouwd", "De gegevens die bij het programma horen")


class Years(QObject):
    """Switches the window to the gemeenten of another year.

    Attributes
    ----------
    menu : QMenu
        The years to choose from, filled when it is opened.
    """

    def __init__(
        self,
        state: State,
        tasks: Tasks,
        stored: Settings,
        status: StatusBar,
        show_error: ShowError,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._state, self._tasks, self._settings = state, tasks, stored
        self._status, self._show_error = status, show_error
        self.menu = QMenu("&Peiljaar", parent)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self.fill)
        self._group = QActionGroup(self.menu)
        self._offer(*_EMBEDDED)  # a menu without any would not open

    def fill(self) -> None:
        """Offer the years that are installed now."""
        from regiokaart.sources.official.installed import list_installed

        self.menu.clear()
        self._offer(*_EMBEDDED)
        for year in list_installed():
            self._offer(year.jaar, str(year.jaar), described(year))

    def use(self, jaar: int | None) -> None:
        """Load the gemeenten, boundaries and indelingen of a year and go on with these."""
        if jaar == self._state.jaar:
            return

        def load(progress: Progress) -> tuple[Catalogus, Gebied, Library]:
            from regiokaart.sources import years

            catalogus, gebied = years.load(jaar)
            catalogus, library = complete(catalogus, jaar)
            return catalogus, gebied, library

        def switch(loaded: tuple[Catalogus, Gebied, Library]) -> None:
            catalogus, gebied, library = loaded
            self._state.set_year(catalogus, gebied, jaar, library)
            self._settings.set(settings.PEILJAAR, jaar)
            self._status.show_message(f"De kaart toont nu {_named(jaar)}.")

        self._tasks.start("Ander peiljaar laden", load, switch, self._show_error, lasting=False)

    def _offer(self, jaar: int | None, text: str, tip: str) -> None:
        action = self.menu.addAction(text)
        assert action is not None
        action.setToolTip(tip)
        action.setCheckable(True)
        action.setChecked(jaar == self._state.jaar)
        action.triggered.connect(lambda: self.use(jaar))
        self._group.addAction(action)


def described(year: Installed) -> str:
    """Say what there is of an installed year."""
    status = "voorlopig" if year.voorlopig else "definitief"
    return (
        f"{year.gemeenten} gemeenten, {year.indelingen} indelingen, {status}, "
        f"opgehaald op {day_in_words(year.opgehaald)}"
    )


def _named(jaar: int | None) -> str:
    return "de ingebouwde gegevens" if jaar is None else f"de gemeenten van {jaar}"
