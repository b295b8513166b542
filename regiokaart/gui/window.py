"""The main window: map, docks, menus and what connects them to the state."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PyQt6.QtWidgets import QMainWindow

from regiokaart.congruence.wording import join_names
from regiokaart.gui import helping, menus, parts, remembering
from regiokaart.gui.actions import Actions
from regiokaart.gui.arrangement import WindowArrangement, set_tab_order
from regiokaart.gui.beside import Beside
from regiokaart.gui.centre import Centre
from regiokaart.gui.desk import Desk
from regiokaart.gui.details.dock import DetailsDock
from regiokaart.gui.details.subject import Subject
from regiokaart.gui.details.teller import Teller
from regiokaart.gui.exporting import Exporter
from regiokaart.gui.figures.chance import Chances
from regiokaart.gui.figures.profiles import ProfileTeller
from regiokaart.gui.figures.results import Result, Results
from regiokaart.gui.importing.dropping import DropTarget
from regiokaart.gui.importing.imports import Imports
from regiokaart.gui.indelingen.counting import connect_counting
from regiokaart.gui.indelingen.dock import IndelingenDock
from regiokaart.gui.indelingen.own import OwnIndelingen
from regiokaart.gui.loading import complete
from regiokaart.gui.look import theme
from regiokaart.gui.map.board import MapBoard
from regiokaart.gui.map.canvas import MapCanvas
from regiokaart.gui.map.menu import MapMenu
from regiokaart.gui.outgoing import Outgoing
from regiokaart.gui.projects.current import CurrentProject
from regiokaart.gui.projects.files import Projects
from regiokaart.gui.projects.notecommands import NoteCommands
from regiokaart.gui.projects.notes import Notes
from regiokaart.gui.projects.recovery import Recovery
from regiokaart.gui.search.candidates import Cooperation
from regiokaart.gui.search.field import SearchField
from regiokaart.gui.selecting import Selecting
from regiokaart.gui.settings import Settings
from regiokaart.gui.showing import Showing
from regiokaart.gui.speaking import Speaker
from regiokaart.gui.state import State
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.steps import connect_undo
from regiokaart.gui.switches import Switches
from regiokaart.gui.tables.dock import TablesDock
from regiokaart.gui.tables.maptable import MapTable
from regiokaart.gui.tasks import Progress, Task, Tasks
from regiokaart.gui.thememenu import theme_menu
from regiokaart.gui.toolbar import Toolbar
from regiokaart.gui.views.registry import ENTRIES
from regiokaart.gui.years import Years
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.project import Weergave

if TYPE_CHECKING:
    from regiokaart.sources.library import Library


class MainWindow(QMainWindow):
    """The window of the program.

    Attributes
    ----------
    state : State
    canvas : MapCanvas
    board : MapBoard
    indelingen : IndelingenDock
    tables : TablesDock
    tasks : Tasks
    commands : Actions
    """

    def __init__(
        self,
        catalogus: Catalogus,
        gebied: Gebied,
        stored: Settings,
        jaar: int | None = None,
        library: Library | None = None,
    ) -> None:
        super().__init__()
        self._settings = stored
        # Left to the garbage collector, Qt would call slots that Python has taken apart already.
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Regiokaart")
        self.setWindowIcon(theme.app_icon())

        self.state = State(catalogus, gebied, jaar, library, self)
        self.tasks = Tasks(self)
        self.results = Results(self.state, self.tasks, self)
        self.commands = Actions(self)
        self._closing = False
        self._make_centre(gebied)
        self._make_docks()
        self._make_keepers()
        self._make_views()
        self._build()
        self._make_rest()
        self.arrangement.limit()
        self._connect()
        remembering.restore(stored, self.state, self.project)
        self._switches.restore(stored)
        self.arrangement.restore()
        self.showing.begin()
        self.project.begin()

    def begin(self) -> None:
        """Compute the results and load the rest; to be called when the map is on screen."""
        self.results.begin()
        self.own.begin()
        self.imports.begin()
        before, jaar = self.state.catalogus, self.state.jaar
        if self.state.library is None:

            def load(progress: Progress) -> tuple[Catalogus, Library]:
                return complete(before, jaar)

            self.tasks.start("", load, partial(self._complete, before), self.exporter.show_error)
        self.recovery.begin()

    def open_files(self, paths: Sequence[Path]) -> None:
        """Open a project, and then import all other files one after another."""
        self.projects.open_files(paths, self.imports.open_files)

    def _complete(self, before: Catalogus, loaded: tuple[Catalogus, Library]) -> None:
        """Offer what was loaded, unless the user went on to another year."""
        if self.state.catalogus is before:
            self.state.set_catalogus(*loaded)

    # Parts

    def _make_centre(self, gebied: Gebied) -> None:
        self.canvas = MapCanvas(gebied)
        self.board = MapBoard(self.canvas, self.commands)
        self.centre = Centre(self.board)
        self.sentence = self.centre.sentence
        self.status = StatusBar(gebied.bron)

    def _make_docks(self) -> None:
        """Make what stands around the map, and what fills it."""
        state, tasks, commands, stored = self.state, self.tasks, self.commands, self._settings
        self.indelingen = IndelingenDock(state)
        self.tables = TablesDock(state)
        self.map_table = MapTable(state, self.tables, commands, self)
        profiles, teller = ProfileTeller(state, tasks, self), Teller(state, tasks, self)
        self.exporter = Exporter(state, tasks, stored, self.status, self)
        show_error = self.exporter.show_error
        profiles.failed.connect(show_error)
        teller.failed.connect(show_error)
        self.chances = Chances(state, tasks, show_error, self)
        self.details = DetailsDock(
            state,
            self.results,
            self.chances,
            back=commands["back"],
            forward=commands["forward"],
            open_method=self._open_method,
            profiles=profiles,
            open_regelingen=self._open_regelingen,
            teller=teller,
        )
        self.search = SearchField(state, self._go_to)
        self.toolbar = Toolbar(state, commands, self.search)
        self.arrangement = WindowArrangement(
            self, self.toolbar, self.indelingen, self.tables, self.details, stored
        )

    def _make_keepers(self) -> None:
        """Make what reads and writes: years, projects, the user's own indelingen."""
        state, tasks, stored, status = self.state, self.tasks, self._settings, self.status
        show_error = self.exporter.show_error
        self.notes = Notes(state, self)
        self.years = Years(state, tasks, stored, status, show_error, self)
        self.project = CurrentProject(state, self.notes, self)
        self.projects = Projects(
            self.project, state, tasks, stored, status, show_error, self._fetch_year, self
        )
        self.recovery = Recovery(self.project, self.projects.recover, tasks, self)
        self.own = OwnIndelingen(
            state, tasks, stored, status, self.indelingen, self.commands, show_error, self
        )
        self.imports = Imports(
            self.own, state, tasks, stored, status, self.indelingen, self.commands, show_error, self
        )
        self.drops = DropTarget(self, self.open_files)

    def _make_views(self) -> None:
        self.desk = Desk(
            state=self.state,
            commands=self.commands,
            tasks=self.tasks,
            results=self.results,
            settings=self._settings,
            chances=self.chances,
            show_error=self.exporter.show_error,
            show_message=self.status.show_message,
            look_at=self.details.look_at,
        )
        self.showing = Showing(
            self.desk,
            self.centre,
            self.tables,
            self.map_table,
            self.status,
            self.project.choices,
            self.indelingen.tree,
            self,
        )
        self.views, self.shown = self.showing.views, self.showing.shown
        self.map_menu = MapMenu(
            self.board, self.state, self.commands, lambda: self.showing.menu_keys, self
        )
        self._switches = Switches(self.commands, self.board, self.tables)

    def _make_rest(self) -> None:
        """Make what works with all the parts: windows beside this one, selecting, exporting."""
        desk, status, tables = self.desk, self.status, self.tables
        toured = (self.indelingen, self.toolbar, self.canvas, tables, self.details)
        self.beside = Beside(desk, status, self.years, toured, self)
        self.selecting = Selecting(desk, self.board, tables, status, self)
        self.outgoing = Outgoing(
            desk,
            self.shown,
            self.exporter,
            tables,
            self.notes_list,
            self.project,
            self.canvas,
            self,
        )

    # Building

    def _build(self) -> None:
        self.setCentralWidget(self.centre)
        self.setStatusBar(self.status)
        self._build_menus()
        set_tab_order(
            self.toolbar.last_button(),
            self.search,
            self.indelingen.search,
            self.indelingen.tree,
            self.sentence,
            self.canvas,
            self.tables.tabs,
            self.details.browser,
            self.note_field.edit,
        )

    def _build_menus(self) -> None:
        bar = self.menuBar()
        assert bar is not None
        self.gewicht_menu = menus.gewicht_menu(self.state, self)
        others = {
            "list": self.indelingen.toggleViewAction(),
            "tables": self.tables.toggleViewAction(),
            "details": self.details.toggleViewAction(),
            "toolbar": self.toolbar.toggleViewAction(),
            "gewicht": self.gewicht_menu.menuAction(),
            "thema": theme_menu(self._settings, self).menuAction(),
            "peiljaar": self.years.menu.menuAction(),
            "recent": self.projects.recent.menu.menuAction(),
        }
        menus.fill(bar, self.commands, others)
        self.indelingen.tree.addAction(self.commands["quality"])
        self.tables.add_context_actions([self.commands["copy"], self.commands["export_table"]])
        note_commands = NoteCommands(
            self.notes, self.state, self.details, self.tables, self.status, self.commands, self
        )
        self.note_field, self.notes_list = note_commands.field, note_commands.list
        self.map_table.begin()

    # Connecting

    def _connect(self) -> None:
        state, canvas, connect = self.state, self.canvas, self.commands.connect
        connect("new_project", self.projects.new)
        connect("open_project", self.projects.open)
        connect("save_project", self.projects.save)
        connect("save_project_as", self.projects.save_as)
        connect("quit", self.close)
        connect("search", self._focus_search)
        connect("find", self._focus_find)
        for entry in ENTRIES:
            connect(entry.command, partial(state.set_map, entry.weergave))
        connect("swap", state.swap)
        connect("next_part", lambda: parts.go(self._parts(), 1))
        connect("previous_part", lambda: parts.go(self._parts(), -1))
        connect("chance", self._draw_chance)
        connect("zoom_in", canvas.camera.zoom_in)
        connect("zoom_out", canvas.camera.zoom_out)
        connect("fit", canvas.camera.fit)
        connect("reset_layout", self.arrangement.reset)
        connect_counting(state, self.commands)
        self.board.activated.connect(self.showing.select_around)
        self.board.told.connect(self.status.show_place)
        self.results.changed.connect(self._show_result)
        self.tables.tabs.currentChanged.connect(
            lambda index: self.arrangement.make_room(self.results.latest)
        )
        self.results.failed.connect(self.exporter.show_error)
        self.tasks.started.connect(self.status.add_task)
        self.tasks.ended.connect(self._on_ended)
        self.indelingen.remark_asked.connect(self.details.read_remark)
        self.tables.regio_chosen.connect(self.details.tell_of)
        connect_undo(state.undo_stack, self.commands, self.status.show_message)
        Speaker(self.status, canvas, self)
        for key in ("regelingen_selection", "all_regelingen"):
            self.commands[key].setEnabled(False)  # until their view is open

    def _parts(self) -> tuple[parts.Part, ...]:
        """Return where F6 goes along."""
        page = self.centre.pages.currentWidget()
        middle = self.canvas if page is self.board else page
        return (
            (self.indelingen, lambda: self.indelingen.tree),
            (self.centre, lambda: middle),
            (self.tables, self.tables.tabs.currentWidget),
            (self.details, lambda: self.details.browser),
        )

    # Showing

    def _show_result(self, result: Result) -> None:
        self.tables.show_result(result)
        self.showing.show_words()
        self.arrangement.make_room(result)

    # Commands

    def _draw_chance(self) -> None:
        if self.shown.view is not None and self.shown.view.beside_chance():
            return
        self.state.set_map(Weergave.VERGELIJK)
        self.chances.draw()

    def _open_method(self, heading: str) -> None:
        self.beside.open_help(helping.METHOD, heading)

    def _fetch_year(self, jaar: int) -> None:
        self.beside.update_data(jaar)

    def _open_regelingen(self) -> None:
        """Show the regelingen of the gemeenten that are selected."""
        self.state.set_map(Weergave.SAMENWERKINGEN)
        self.commands["regelingen_selection"].trigger()

    def _focus_search(self) -> None:
        self.indelingen.show()
        self.indelingen.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.indelingen.search.selectAll()

    def _focus_find(self) -> None:
        self.toolbar.show()
        self.search.start()

    def _go_to(self, target: object) -> None:
        """Go to what was found."""
        if isinstance(target, Subject):
            self.details.look_at(target)
            self.canvas.camera.zoom_to(self.state.selection)
        elif isinstance(target, Cooperation):
            from regiokaart.gui.views.cooperation import CooperationView

            self.state.set_map(Weergave.SAMENWERKINGEN)
            if isinstance(self.shown.view, CooperationView):
                self.shown.view.cooperations.show_one(target.regeling)
        else:
            self.commands[str(target)].trigger()

    # Opening and closing

    def showEvent(self, event: QShowEvent | None) -> None:
        """Arrange the parts for the size that the window turns out to have."""
        super().showEvent(event)
        self.arrangement.fit()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Divide the height anew, also where the centre is as low as it can be already."""
        super().resizeEvent(event)
        self.centre.arrange()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """Remember the choices and close; what is being written is finished first."""
        assert event is not None
        if not self.projects.may_close():
            event.ignore()
            return
        waiting = [task.title.lower() for task in self.tasks.lasting]
        if waiting:
            self._closing = True
            self.status.show_message(f"Regiokaart sluit na: {join_names(waiting)}.")
            event.ignore()
            return
        remembering.remember(self._settings, self.state, self.project)
        self._switches.remember(self._settings)
        self.arrangement.remember()
        self._settings.save()
        self.hide()
        self.tasks.close()
        self.recovery.end()
        super().closeEvent(event)

    def _on_ended(self, task: Task) -> None:
        """Close when that was asked for and the last export is done; a failed one is told first."""
        self._closing = self._closing and not task.failed_with
        if self._closing and not self.tasks.lasting:
            self.close()
