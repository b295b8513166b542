"""The main window: map, docks, menus and what connects them to the state."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QByteArray, QSize, Qt
from PyQt6.QtGui import QAction, QActionGroup, QCloseEvent, QGuiApplication, QShowEvent
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from regiokaart.congruence.wording import join_names
from regiokaart.gui import helping, menus, settings
from regiokaart.gui.actions import REDO, UNDO, Actions
from regiokaart.gui.beside import Beside
from regiokaart.gui.centre import Centre
from regiokaart.gui.details.dock import DetailsDock
from regiokaart.gui.details.subject import Subject
from regiokaart.gui.details.teller import Teller
from regiokaart.gui.exporting import Exporter
from regiokaart.gui.figures.chance import Chances
from regiokaart.gui.figures.profiles import ProfileTeller
from regiokaart.gui.figures.results import Result, Results
from regiokaart.gui.importing.dropping import DropTarget
from regiokaart.gui.indelingen.dock import IndelingenDock
from regiokaart.gui.indelingen.own import OwnIndelingen
from regiokaart.gui.loading import complete
from regiokaart.gui.look import theme
from regiokaart.gui.look.menu import theme_menu
from regiokaart.gui.map.board import MapBoard
from regiokaart.gui.map.canvas import MapCanvas
from regiokaart.gui.map.menu import MapMenu
from regiokaart.gui.outgoing import Outgoing, Shown
from regiokaart.gui.projects.collecting import tolerance_in
from regiokaart.gui.projects.files import Projects
from regiokaart.gui.projects.notes import NoteField, Notes, NotesList
from regiokaart.gui.projects.recovery import Recovery
from regiokaart.gui.search.candidates import Cooperation
from regiokaart.gui.search.field import SearchField
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State, default_counted
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tables.dock import TablesDock
from regiokaart.gui.tables.maptable import MapTable
from regiokaart.gui.tasks import Progress, Task, Tasks
from regiokaart.gui.toolbar import Toolbar
from regiokaart.gui.viewbar import ViewBar
from regiokaart.gui.views.registry import ENTRIES, Views
from regiokaart.gui.views.view import Desk, View
from regiokaart.gui.years import Years
from regiokaart.model import Catalogus, Gebied, Gewicht, Indeling
from regiokaart.model.catalogus import OnbekendeIndelingError
from regiokaart.model.project import SUFFIX as PROJECT_SUFFIX
from regiokaart.model.project import Weergave
from regiokaart.sources.errors import DataError

if TYPE_CHECKING:
    from regiokaart.sources.library import Library

_TABLES_LINES = 10  # of the matrix: eight indelingen, the headings, and some room
_TABLES_PART = 0.6  # of the height of the window: what the tables may grow to for a large matrix
_TABLES_START = 0.38  # of the height of the window: the most that they take of themselves
_LIST_PART = 0.25  # of the width of the window: the most that the list takes of itself
_DETAILS_PART = 0.23  # and the details
_MANY = 10  # from this many indelingen a matrix is large
_WRAPPED_LINES = 4
_MAP_HEIGHT = 120  # pixels that the map keeps in the smallest window
_SIZE = QSize(1600, 1000)
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
_FRAME = QSize(16, 48)  # what the desktop draws around a window, at most


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
        self.canvas = MapCanvas(gebied)
        self.canvas.setMinimumHeight(_MAP_HEIGHT)
        self.board = MapBoard(self.canvas, self.commands)
        self.indelingen = IndelingenDock(self.state)
        self.tables = TablesDock(self.state)
        profiles = ProfileTeller(self.state, self.tasks, self)
        teller = Teller(self.state, self.tasks, self)
        self.chances = Chances(self.state, self.tasks, self._show_error, self)
        self.details = DetailsDock(
            self.state,
            self.results,
            self.chances,
            self.commands["back"],
            self.commands["forward"],
            self._open_method,
            profiles,
            self._open_regelingen,
            teller,
        )
        self.search = SearchField(self.state, self._go_to)
        self.toolbar = Toolbar(self.state, self.commands, self.search)
        self.status = StatusBar(gebied.bron)
        self.exporter = Exporter(self.state, self.tasks, stored, self.status, self)
        profiles.failed.connect(self.exporter.show_error)
        teller.failed.connect(self.exporter.show_error)
        self.notes = Notes(self.state, self)
        self.note_field = NoteField(self.notes)
        self.details.add_below(self.note_field)
        self.details.shown.connect(self.note_field.show_subject)
        self.years = Years(
            self.state, self.tasks, stored, self.status, self.exporter.show_error, self
        )
        self.views = Views(
            Desk(
                state=self.state,
                commands=self.commands,
                tasks=self.tasks,
                results=self.results,
                settings=stored,
                chances=self.chances,
                show_error=self.exporter.show_error,
                show_message=self.status.show_message,
                look_at=self.details.look_at,
            ),
            self._add_view,
        )
        self.projects = Projects(
            self.state,
            self.notes,
            self.tasks,
            stored,
            self.status,
            self.exporter.show_error,
            self._fetch_year,
            self,
        )
        self.recovery = Recovery(self.projects, self.tasks, self)
        self.own = OwnIndelingen(
            self.state,
            self.tasks,
            stored,
            self.status,
            self.indelingen,
            self.commands,
            self.exporter.show_error,
            self,
        )
        self.drops = DropTarget(self, self.open_files)
        self.shown = Shown()
        self.map_menu = MapMenu(self.board, self.state, self.commands, self._menu_keys, self)
        self._last_control: QWidget = self.indelingen.tree  # before those of the next view
        self._tables_before: int | None = None  # height of the tables before they grew
        self._closing = False

        self._build()
        self.beside = Beside(
            self.state,
            self.tasks,
            stored,
            self.status,
            self.commands,
            self.years,
            (self.indelingen, self.toolbar, self.canvas, self.tables, self.details),
            self,
        )
        self.outgoing = Outgoing(
            self.shown,
            self.state,
            self.tables,
            self.notes,
            self.notes_list,
            self.tasks,
            self.exporter,
            stored,
            self.status,
            self.commands,
            self,
        )
        # With room for what a narrow window wraps: the sentence above the map and the choices.
        wrapped = QSize(0, _WRAPPED_LINES * self.fontMetrics().height())
        self.setMinimumSize(self.minimumSizeHint() + wrapped)
        self._connect()
        self._restore()
        self._show_map()
        self.projects.begin()

    def begin(self) -> None:
        """Compute the results and load the rest; to be called when the map is on screen."""
        self.results.begin()
        self.own.begin()
        before, jaar = self.state.catalogus, self.state.jaar
        if self.state.library is None:

            def load(progress: Progress) -> tuple[Catalogus, Library]:
                return complete(before, jaar)

            self.tasks.start("", load, partial(self._complete, before), self.exporter.show_error)
        self.recovery.begin()

    def open_files(self, paths: Sequence[Path]) -> None:
        """Open a project, and import all other files one after another."""
        projects = [path for path in paths if path.suffix.lower() == PROJECT_SUFFIX]
        if projects:
            self.projects.open_path(projects[-1])
        self.own.open_files([path for path in paths if path not in projects])

    def _complete(self, before: Catalogus, loaded: tuple[Catalogus, Library]) -> None:
        """Offer what was loaded, unless the user went on to another year."""
        if self.state.catalogus is before:
            self.state.set_catalogus(*loaded)

    # Building

    def _build(self) -> None:
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setTextInteractionFlags(theme.SELECTABLE)
        self.sentence.setWordWrap(True)
        self.sentence.setMargin(theme.STEP)
        self.view_bar = ViewBar()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.board)
        centre = Centre()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view_bar)
        layout.addWidget(self.sentence)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(centre)

        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.addToolBar(self.toolbar)
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.indelingen)
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.tables)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.details)
        self.setStatusBar(self.status)
        self._build_menus()
        chain = [
            self.toolbar.last_button(),
            self.search,
            self.indelingen.search,
            self.indelingen.tree,
            self.sentence,
            self.canvas,
            self.tables.tabs,
            self.details.browser,
            self.note_field.edit,
        ]
        for widget, following in pairwise(chain):
            self.setTabOrder(widget, following)

    def _build_menus(self) -> None:
        bar = self.menuBar()
        assert bar is not None
        others = {
            "list": self.indelingen.toggleViewAction(),
            "tables": self.tables.toggleViewAction(),
            "details": self.details.toggleViewAction(),
            "toolbar": self.toolbar.toggleViewAction(),
            "gewicht": self._gewicht_menu().menuAction(),
            "thema": theme_menu(self._settings, self).menuAction(),
            "peiljaar": self.years.menu.menuAction(),
            "recent": self.projects.recent.menu.menuAction(),
        }
        menus.fill(bar, self.commands, others)
        self.indelingen.tree.addAction(self.commands["quality"])
        self.tables.add_context_actions([self.commands["copy"], self.commands["export_table"]])
        self.notes_list = NotesList(self.notes, self.state, self.details.look_at)
        self.tables.add_lasting(self.notes_list.tab)
        self.map_table = MapTable(self.state, self)
        self.tables.add_lasting(self.map_table.tab)
        self.tables.set_offered(self.map_table.tab.panel, False)
        self._show_notes()

    def _gewicht_menu(self) -> QMenu:
        menu = QMenu("&Gewicht", self)
        group = QActionGroup(self)
        self._gewicht_actions: dict[Gewicht, QAction] = {}
        for gewicht in Gewicht:
            action = menu.addAction(gewicht.value.capitalize())
            assert action is not None
            action.setCheckable(True)
            action.triggered.connect(
                lambda checked, gewicht=gewicht: self.state.set_gewicht(gewicht)
            )
            group.addAction(action)
            self._gewicht_actions[gewicht] = action
        return menu

    # Connecting

    def _connect(self) -> None:
        state, canvas, connect = self.state, self.canvas, self.commands.connect
        connect("new_project", self.projects.new)
        connect("open_project", self.projects.open)
        connect("save_project", self.projects.save)
        connect("save_project_as", self.projects.save_as)
        connect("quit", self.close)
        connect("select_all", self._select_all)
        connect("select_none", lambda: state.select(()))
        connect("select_wisselaars", self._select_wisselaars)
        connect("search", self._focus_search)
        connect("find", self._focus_find)
        for entry in ENTRIES:
            connect(entry.command, partial(state.set_map, entry.weergave))
        connect("swap", state.swap)
        connect("write_note", self._write_note)
        connect("notes", self._open_notes)
        self.notes.changed.connect(self._show_notes)
        connect("chance", self._draw_chance)
        connect("zoom_in", canvas.camera.zoom_in)
        connect("zoom_out", canvas.camera.zoom_out)
        connect("fit", canvas.camera.fit)
        connect("zoom_selection", lambda: canvas.camera.zoom_to(state.selection))
        connect("legend", self._show_legend)
        connect("map_table", self._show_map_table)
        connect("technical", self._show_technical)
        connect("reset_layout", self.reset_layout)
        connect(
            "count_default",
            lambda: state.set_counted(default_counted(state.catalogus), "beginstand van meetellen"),
        )
        connect(
            "count_all",
            lambda: state.set_counted([i.id for i in state.catalogus], "alles telt mee"),
        )
        connect("count_none", lambda: state.set_counted((), "niets telt mee"))

        self.board.selection_changed.connect(state.select)
        self.board.activated.connect(self._select_around)
        self.board.told.connect(self.status.show_place)
        state.selection_changed.connect(self._show_selection)
        state.highlight_changed.connect(lambda: self.board.set_highlight(state.highlight))
        state.gebied_changed.connect(self._show_gebied)
        state.map_changed.connect(self._show_map)
        state.gewicht_changed.connect(self._show_gewicht)
        self.results.changed.connect(self._show_result)
        self.tables.tabs.currentChanged.connect(lambda index: self._make_room())
        self.results.failed.connect(self.exporter.show_error)
        self.tasks.started.connect(self.status.add_task)
        self.tasks.ended.connect(self._on_ended)
        self._connect_undo()
        for key in ("regelingen_selection", "all_regelingen"):
            self.commands[key].setEnabled(False)  # until their view is open
        self._show_selection()
        self._show_gewicht()

    def _connect_undo(self) -> None:
        stack, undo, redo = self.state.undo_stack, self.commands["undo"], self.commands["redo"]
        undo.triggered.connect(stack.undo)
        redo.triggered.connect(stack.redo)
        stack.canUndoChanged.connect(undo.setEnabled)
        stack.canRedoChanged.connect(redo.setEnabled)
        stack.undoTextChanged.connect(self._name_undo)
        stack.redoTextChanged.connect(self._name_redo)
        undo.setEnabled(False)
        redo.setEnabled(False)

    def _name_undo(self, step: str) -> None:
        self.commands["undo"].setText(_named(UNDO, step))

    def _name_redo(self, step: str) -> None:
        self.commands["redo"].setText(_named(REDO, step))

    # Views

    def _show_map(self) -> None:
        """Open the view of the state, or draw it anew."""
        try:
            view = self.views[self.state.view]
        except (DataError, OSError) as error:
            self.state.apply_map(Weergave.INDELING)
            self.exporter.show_error(error)
            return
        if view is not self.shown.view:
            if self.shown.view is not None:
                self.shown.view.set_active(False)
            self.shown.view = view
            view.set_active(True)
            self.view_bar.show_only(id(view))
            panels = [tab.panel for tab in view.tabs()]
            self.tables.show_tabs(panels, in_front=view.tabs_in_front)
            self.pages.setCurrentWidget(view.page or self.board)
            for key in _OF_THE_MAP:
                self.commands[key].setEnabled(view.page is None)
        self._show_view()

    def _show_view(self) -> None:
        """Show what the view that is open has to show now."""
        assert self.shown.view is not None
        self.shown.specification = self.shown.view.specification()
        self.board.show_maps(self.shown.specification, self.shown.view.arranged())
        self.map_table.show(self.shown.specification)
        self._show_words()

    def _add_view(self, weergave: Weergave, view: View) -> None:
        """Give a new view its places in the window."""
        view.setParent(self)
        controls = view.controls()
        self.view_bar.add(id(view), controls)
        for tab in view.tabs():
            self.tables.add_tab(tab)
        if view.page is not None:
            self.pages.addWidget(view.page)
        view.changed.connect(lambda: self._show_view() if view is self.shown.view else None)
        view.words_changed.connect(lambda: self._show_words() if view is self.shown.view else None)
        reached = [each for each in controls if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        chain = [self._last_control, *reached, *((view.page,) if view.page else ()), self.sentence]
        for widget, following in pairwise(chain):
            self.setTabOrder(widget, following)
        self._last_control = chain[-2]
        self.projects.choices.add(weergave, view)

    def _show_gebied(self) -> None:
        """Start again with the gemeenten of another year."""
        gebied = self.state.gebied
        self.shown.view, self.shown.specification = None, None
        self.pages.setCurrentWidget(self.board)
        self.view_bar.clear()
        self.tables.clear_tabs()
        self._last_control = self.indelingen.tree
        self.projects.choices.forget_views()
        for view in self.views:
            if view.page is not None:
                self.pages.removeWidget(view.page)
                view.page.deleteLater()
            view.deleteLater()
        self.views.clear()
        self.board.set_gebied(gebied)
        self.status.show_source(gebied.bron)

    def _show_error(self, error: Exception) -> None:
        self.exporter.show_error(error)

    def _menu_keys(self) -> Sequence[str]:
        return self.shown.view.menu_keys if self.shown.view is not None else ()

    def _show_words(self) -> None:
        """Say what the present view shows, above the map and in the status bar."""
        assert self.shown.view is not None
        sentence, summary = self.shown.view.sentence(), self.shown.view.summary()
        if self.shown.view.busy:
            sentence = "Wordt berekend…"
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        if summary:
            self.status.show_summary(summary)
        elif self.results.latest is not None:
            self.status.show_result(self.results.latest)

    def _show_result(self, result: Result) -> None:
        self.tables.show_result(result)
        self._show_words()
        self._make_room()

    def _make_room(self) -> None:
        """Let the tables grow for a large matrix, and give the map the room back afterwards."""
        latest, tables = self.results.latest, self.tables
        large = latest is not None and len(latest.choices.shown) >= _MANY
        large = large and tables.tabs.currentWidget() is tables.matrix
        wanted = min(tables.wanted_height(), round(_TABLES_PART * self.height()))
        before = self._tables_before
        if large and before is None and wanted > tables.height():
            self._tables_before = tables.height()
            self.resizeDocks([tables], [wanted], Qt.Orientation.Vertical)
        elif not large and before is not None:
            self._tables_before = None
            self.resizeDocks([self.tables], [before], Qt.Orientation.Vertical)

    def _show_selection(self) -> None:
        selection = self.state.selection
        self.board.set_selection(selection)
        self.status.show_selection(self.state.catalogus.gemeenten, selection)
        for key in ("zoom_selection", "select_none"):
            self.commands[key].setEnabled(bool(selection))

    def _show_gewicht(self) -> None:
        self._gewicht_actions[self.state.gewicht].setChecked(True)

    # Commands

    def _select_wisselaars(self) -> None:
        result = self.results.current
        if result is None:
            self.status.show_message("Wordt nog berekend. Probeer het zo opnieuw.")
            return
        found = result.wisselaars
        self.state.set_map(Weergave.VERGELIJK)
        self.state.select(found.gemeenten.tolist())
        if not len(found.gemeenten):
            self.status.show_message("Niemand hoeft van regio te wisselen: A en B zijn gelijk.")
        elif not found.only:
            self.status.show_message("Er zijn ook andere keuzes die even klein zijn.")

    def _draw_chance(self) -> None:
        if self.shown.view is not None and self.shown.view.beside_chance():
            return
        self.state.set_map(Weergave.VERGELIJK)
        self.chances.draw()

    def _select_around(self, gemeente: int) -> None:
        """Select what a double-clicked gemeente belongs to."""
        if self.shown.view is not None:
            self.shown.view.select_around(gemeente)

    def _select_all(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractItemView) and self.tables.isAncestorOf(focus):
            focus.selectAll()
        else:
            self.state.select(range(len(self.state.catalogus.gemeenten)))

    def _open_method(self, heading: str) -> None:
        self.beside.open_help(helping.METHOD, heading)

    def _fetch_year(self, jaar: int) -> None:
        self.beside.update_data(jaar)

    # Notes

    def _write_note(self) -> None:
        """Go to the note on what the details tell about."""
        self.details.show()
        if self.note_field.isHidden():
            self.status.show_message("Kies eerst een gemeente, regio, indeling of paar.")
        else:
            self.note_field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_notes(self) -> None:
        """Offer the list of notes while there are any."""
        there = bool(self.notes.all)
        self.tables.set_offered(self.notes_list.tab.panel, there)
        self.commands["notes"].setEnabled(there)

    def _open_notes(self) -> None:
        self.tables.show()
        self.tables.tabs.setCurrentWidget(self.notes_list.tab.panel)
        self.notes_list.tab.panel.setFocus(Qt.FocusReason.ShortcutFocusReason)

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

    def _show_technical(self) -> None:
        self.tables.set_technical(self.commands["technical"].isChecked())

    def _show_map_table(self) -> None:
        wanted, panel = self.commands["map_table"].isChecked(), self.map_table.tab.panel
        self.map_table.set_wanted(wanted)
        self.tables.set_offered(panel, wanted)
        if wanted:
            self.tables.show()
            self.tables.tabs.setCurrentWidget(panel)
            panel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_legend(self) -> None:
        self.board.set_legend_visible(self.commands["legend"].isChecked())

    # Remembering

    def reset_layout(self) -> None:
        """Put docks and toolbar where they are at the first start."""
        for dock, area in (
            (self.indelingen, Qt.DockWidgetArea.LeftDockWidgetArea),
            (self.tables, Qt.DockWidgetArea.BottomDockWidgetArea),
            (self.details, Qt.DockWidgetArea.RightDockWidgetArea),
        ):
            dock.setFloating(False)
            self.addDockWidget(area, dock)
            dock.show()
        self.toolbar.show()
        width = min(self.indelingen.preferred_width(), round(_LIST_PART * self.width()))
        details = min(self.details.preferred_width(), round(_DETAILS_PART * self.width()))
        docks = [self.indelingen, self.details]
        self.resizeDocks(docks, [width, details], Qt.Orientation.Horizontal)
        height = _TABLES_LINES * (self.fontMetrics().height() + 5) + 5 * theme.STEP
        height = min(height, round(_TABLES_START * self.height()))
        self.resizeDocks([self.tables], [height], Qt.Orientation.Vertical)

    def _restore(self) -> None:
        stored, state, catalogus = self._settings, self.state, self.state.catalogus
        counted = stored.get(settings.COUNTED)
        if counted is not None:
            state.apply_counted(frozenset(counted) & {i.id for i in catalogus})
        state.set_show_all(stored.get(settings.SHOW_ALL))
        state.apply_gewicht(stored.get(settings.GEWICHT))
        choices = stored.get(settings.CHOICES)
        self.projects.choices.restore(choices)
        state.apply_tolerance(tolerance_in(choices))
        a = self._stored_indeling(settings.INDELING_A, state.a)
        b = self._stored_indeling(settings.INDELING_B, state.b)
        other = b if b is not a else next(each for each in catalogus if each is not a)
        state.apply_map(stored.get(settings.VIEW), (a.id, other.id))
        self.commands["legend"].setChecked(stored.get(settings.LEGEND))
        self._show_legend()
        self.commands["locator"].setChecked(stored.get(settings.LOCATOR))
        self.canvas.set_locator_visible(stored.get(settings.LOCATOR))

        if not self.restoreGeometry(QByteArray(stored.get(settings.GEOMETRY))):
            screen = QGuiApplication.primaryScreen()
            room = screen.availableSize() if screen is not None else _SIZE
            self.resize(_SIZE.boundedTo(room - _FRAME))
        self.reset_layout()
        self._arranged = self.restoreState(QByteArray(stored.get(settings.LAYOUT)))

    def showEvent(self, event: QShowEvent | None) -> None:
        """Arrange the parts for the size that the window turns out to have."""
        super().showEvent(event)
        if not self._arranged:
            self._arranged = True
            self.reset_layout()

    def _stored_indeling(self, setting: settings.Setting[str], otherwise: Indeling) -> Indeling:
        try:
            return self.state.catalogus[self._settings.get(setting)]
        except OnbekendeIndelingError:
            return otherwise

    def _remember(self) -> None:
        state, store = self.state, self._settings.set
        counted = {i.id for i in state.counted}
        if counted == default_counted(state.catalogus):
            self._settings.remove(settings.COUNTED)
        else:
            store(settings.COUNTED, tuple(i.id for i in state.counted))
        store(settings.SHOW_ALL, state.show_all)
        store(settings.GEWICHT, state.gewicht)
        store(settings.CHOICES, self.projects.project().keuzes)
        store(settings.VIEW, state.view)
        store(settings.INDELING_A, state.a.id)
        store(settings.INDELING_B, state.b.id)
        store(settings.LEGEND, self.commands["legend"].isChecked())
        store(settings.LOCATOR, self.commands["locator"].isChecked())
        store(settings.GEOMETRY, self.saveGeometry().data())
        store(settings.LAYOUT, self.saveState().data())
        self._settings.save()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """Remember the choices and close; what is being written is finished first."""
        assert event is not None
        if not self.projects.may_close():
            event.ignore()
            return
        waiting = [task.title.lower() for task in self.tasks.titled]
        if waiting:
            self._closing = True
            self.status.show_message(f"Regiokaart sluit na: {join_names(waiting)}.")
            event.ignore()
            return
        self._remember()
        self.hide()
        self.tasks.close()
        self.recovery.end()
        super().closeEvent(event)

    def _on_ended(self, task: Task) -> None:
        """Close when that was asked for and the last export is done; a failed one is told first."""
        self._closing = self._closing and not task.failed_with
        if self._closing and not self.tasks.titled:
            self.close()


def _named(command: str, step: str) -> str:
    """Return the text of undo or redo with the step it is about."""
    return f"{command}: {step.replace('&', '&&')}" if step else command
