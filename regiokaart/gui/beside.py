"""The windows that open beside the main one: help, the tour, quality, fetching, about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, Qt, QUrl
from PyQt6.QtGui import QDesktopServices
from PyQt6.QtWidgets import QMessageBox, QWidget

from regiokaart import __version__
from regiokaart.gui import helping, messages, settings
from regiokaart.gui.desk import Desk
from regiokaart.gui.helping import HelpWindow
from regiokaart.gui.log import log_path
from regiokaart.gui.look import theme
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tour import Tour, steps_along
from regiokaart.gui.views.registry import ENTRIES
from regiokaart.gui.years import Years
from regiokaart.sources.paths import folder_there

if TYPE_CHECKING:
    from regiokaart.gui.quality.window import QualityWindow


class Beside(QObject):
    """Opens each window when it is asked for; those that stay are made once.

    Parameters
    ----------
    desk : Desk
    status : StatusBar
    years : Years
    parts : sequence of QWidget
        Where the tour stops: list, toolbar, map, tables and details.
    window : QWidget

    Attributes
    ----------
    help : HelpWindow or None
    tour : Tour or None
    quality : QualityWindow or None
    """

    def __init__(
        self,
        desk: Desk,
        status: StatusBar,
        years: Years,
        parts: Sequence[QWidget],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._state, self._tasks, self._settings = desk.state, desk.tasks, desk.settings
        self._status, self._commands, self._years = status, desk.commands, years
        self._parts, self._window = tuple(parts), window
        self.help: HelpWindow | None = None
        self.tour: Tour | None = None
        self.quality: QualityWindow | None = None
        commands = desk.commands
        commands.connect("update", self.update_data)
        commands.connect("quality", self.show_quality)
        commands.connect("manual", self.open_manual)
        commands.connect("tour", self.start_tour)
        commands.connect("method", lambda: self.open_help(helping.METHOD))
        commands.connect("shortcuts", lambda: helping.show_shortcuts(window))
        commands.connect("log", self.show_log)
        commands.connect("about", self.about)

    def update_data(self, jaar: int | None = None) -> None:
        """Open the dialog that fetches years, with one of them chosen."""
        from regiokaart.gui.updating import UpdateDialog

        dialog = UpdateDialog(self._tasks, self._settings, self._years.use, self._window)
        if jaar is not None:
            dialog.select(jaar)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_quality(self) -> None:
        """Check the indelingen in a window of its own."""
        if self.quality is None:
            from regiokaart.gui.quality.window import QualityWindow

            self.quality = QualityWindow(
                self._state,
                self._tasks,
                self._settings,
                self._status,
                self._commands["zoom_selection"].trigger,
                self._window,
            )
        self.quality.show()
        self.quality.raise_()
        self.quality.activateWindow()

    def start_tour(self) -> None:
        """Show what is where; it counts as seen at the end, or when it is skipped."""
        if self.tour is None:
            seen = partial(self._settings.set, settings.TOUR, True)
            self.tour = Tour(steps_along(*self._parts), self._window, seen)
        self.tour.start()

    def open_manual(self) -> None:
        """Open the manual where it tells about the present view."""
        entry = next(each for each in ENTRIES if each.weergave is self._state.view)
        self.open_help(helping.MANUAL, entry.help)

    def open_help(self, page: str, anchor: str = "") -> None:
        """Open a page of the documentation, at a heading."""
        if self.help is None:
            self.help = HelpWindow(self._window)
        try:
            self.help.open_page(page, anchor)
        except OSError as error:
            messages.show(self._window, "Niet gevonden", *messages.worded(error))

    def show_log(self) -> None:
        """Open the folder of the log, or say where it would be."""
        folder = log_path().parent
        url = QUrl.fromLocalFile(str(folder))
        if not (folder_there(folder) and QDesktopServices.openUrl(url)):
            self._status.show_message(escape(f"Het logboek staat in {folder}."))

    def about(self) -> None:
        """Tell version, licence and sources."""
        box = QMessageBox(self._window)
        box.setWindowTitle("Over Regiokaart")
        box.setIconPixmap(theme.app_icon().pixmap(64, 64))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Regiokaart {__version__}")
        box.setInformativeText(
            "Berekent en tekent hoe goed Nederlandse regio-indelingen op elkaar passen.\n\n"
            f"Grenzen: {self._state.gebied.bron}\n"
            f"Gemeenten: {self._state.catalogus.gemeenten.bron}\n\n"
            "Vrije software onder de GPL, versie 3 of later."
        )
        box.addButton("&Sluiten", QMessageBox.ButtonRole.AcceptRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
