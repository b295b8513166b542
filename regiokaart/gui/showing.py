"""Which view is open, and where in the window its map, words, controls and tables are."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QObject, Qt
from PyQt6.QtWidgets import QWidget

from regiokaart.gui.arrangement import set_tab_order
from regiokaart.gui.centre import Centre
from regiokaart.gui.desk import Desk
from regiokaart.gui.outgoing import Shown
from regiokaart.gui.projects.choices import ViewChoices
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tables.dock import TablesDock
from regiokaart.gui.tables.maptable import MapTable
from regiokaart.gui.views.registry import Views
from regiokaart.gui.views.view import View
from regiokaart.model.project import Weergave
from regiokaart.sources.errors import DataError

_OF_THE_MAP = (
    "export_web_map",
    "zoom_in",
    "zoom_out",
    "fit",
    "frame",
    "measure",
    "legend",
    "locator",
)


class Showing(QObject):
    """Opens the view of the state, and shows what it has to show.

    Parameters
    ----------
    desk : Desk
    centre : Centre
    tables : TablesDock
    map_table : MapTable
    status : StatusBar
    choices : ViewChoices
        What the user chose with the controls.
    before : QWidget
        After which Tab goes to the controls of a view.
    window : QWidget

    Attributes
    ----------
    views : Views
    shown : Shown
    """

    def __init__(
        self,
        desk: Desk,
        centre: Centre,
        tables: TablesDock,
        map_table: MapTable,
        status: StatusBar,
        choices: ViewChoices,
        before: QWidget,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.views = Views(desk, self._add)
        self.shown = Shown()
        self._desk, self._centre, self._tables = desk, centre, tables
        self._map_table, self._status, self._choices = map_table, status, choices
        self._before = before
        self._last_control = before  # after which those of the next view come

    def begin(self) -> None:
        """Open the view of the state, and follow it from now on."""
        state = self._desk.state
        state.map_changed.connect(self.show_map)
        state.gebied_changed.connect(self._start_again)
        self.show_map()

    @property
    def menu_keys(self) -> Sequence[str]:
        """Commands of the view for the menu of the map."""
        return self.shown.view.menu_keys if self.shown.view is not None else ()

    def show_map(self) -> None:
        """Open the view of the state, or draw it anew."""
        desk = self._desk
        try:
            view = self.views[desk.state.view]
        except (DataError, OSError) as error:
            desk.state.apply_map(Weergave.INDELING)
            desk.show_error(error)
            return
        if view is not self.shown.view:
            if self.shown.view is not None:
                self.shown.view.set_active(False)
            self.shown.view = view
            view.set_active(True)
            self._centre.view_bar.show_only(id(view))
            panels = [tab.panel for tab in view.tabs()]
            self._tables.show_tabs(panels, in_front=view.tabs_in_front)
            self._centre.show_page(view.page)
            for key in _OF_THE_MAP:
                desk.commands[key].setEnabled(view.page is None)
        self._show_view()

    def show_words(self) -> None:
        """Say what the present view shows, above the map and in the status bar."""
        view, latest = self.shown.view, self._desk.results.latest
        if view is None:
            return
        sentence, summary = view.sentence(), view.summary()
        self._centre.say("Wordt berekend…" if view.busy else sentence)
        if summary:
            self._status.show_summary(summary)
        elif latest is not None:
            self._status.show_result(latest)

    def select_around(self, gemeente: int) -> None:
        """Select what a double-clicked gemeente belongs to."""
        if self.shown.view is not None:
            self.shown.view.select_around(gemeente)

    def _show_view(self) -> None:
        """Show what the view that is open has to show now."""
        assert self.shown.view is not None
        self.shown.specification = self.shown.view.specification()
        self._centre.board.show_maps(self.shown.specification, self.shown.view.arranged())
        self._map_table.show(self.shown.specification)
        self.show_words()

    def _add(self, weergave: Weergave, view: View) -> None:
        """Give a new view its places in the window."""
        view.setParent(self)
        controls = view.controls()
        self._centre.view_bar.add(id(view), controls, view.set_aside())
        for tab in view.tabs():
            self._tables.add_tab(tab)
        if view.page is not None:
            self._centre.pages.addWidget(view.page)
        view.changed.connect(lambda: self._show_view() if view is self.shown.view else None)
        view.words_changed.connect(lambda: self.show_words() if view is self.shown.view else None)
        reached = [each for each in controls if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        page = (view.page,) if view.page is not None else ()
        chain = (self._last_control, *reached, *page)
        set_tab_order(*chain, self._centre.sentence)
        self._last_control = chain[-1]
        self._choices.add(weergave, view)

    def _start_again(self) -> None:
        """Start again with the gemeenten of another year."""
        gebied = self._desk.state.gebied
        if self.shown.view is not None:
            self.shown.view.set_active(False)
        self.shown.view, self.shown.specification = None, None
        self._centre.show_page(None)
        self._centre.view_bar.clear()
        self._tables.clear_tabs()
        self._last_control = self._before
        self._choices.forget_views()
        for view in self.views:
            if view.page is not None:
                self._centre.pages.removeWidget(view.page)
                view.page.deleteLater()
            view.deleteLater()
        self.views.clear()
        self._centre.board.set_gebied(gebied)
        self._status.show_source(gebied.bron)
