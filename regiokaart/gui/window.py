"""The main window: map, docks, menus and what connects them to the state."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PyQt6.QtCore import QByteArray, QSize, Qt
from PyQt6.QtGui import QAction, QActionGroup, QCloseEvent, QGuiApplication
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from regiokaart import __version__
from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.views import compare_two, one_indeling
from regiokaart.gui import settings, theme
from regiokaart.gui.actions import REDO, UNDO, Actions
from regiokaart.gui.canvas import MapCanvas
from regiokaart.gui.exporting import Exporter
from regiokaart.gui.indelingen import IndelingenDock
from regiokaart.gui.results import Choices, Result, Results
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State, View, default_counted
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tablemodel import tab_separated
from regiokaart.gui.tables import TablesDock
from regiokaart.gui.tasks import Tasks
from regiokaart.model import Catalogus, Gebied, Gewicht, Indeling
from regiokaart.model.catalogus import OnbekendeIndelingError

_TABLES_LINES = 10  # of the matrix: eight indelingen, the headings, and some room
_MIN_SIZE = QSize(960, 600)
_SIZE = QSize(1600, 1000)
_FRAME = QSize(16, 48)  # what the desktop draws around a window, at most


class MainWindow(QMainWindow):
    """The window of the program.

    Attributes
    ----------
    state : State
    canvas : MapCanvas
    indelingen : IndelingenDock
    tables : TablesDock
    tasks : Tasks
    commands : Actions
    """

    def __init__(self, catalogus: Catalogus, gebied: Gebied, stored: Settings) -> None:
        super().__init__()
        self._catalogus, self._gebied, self._settings = catalogus, gebied, stored
        # Left to the garbage collector, Qt would call slots that Python has taken apart already.
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Regiokaart")
        self.setWindowIcon(theme.app_icon())
        self.setMinimumSize(_MIN_SIZE)

        self.state = State(catalogus, self)
        self.tasks = Tasks(self)
        self.results = Results(self.state, self.tasks, self)
        self.commands = Actions(self)
        self.canvas = MapCanvas(gebied)
        self.indelingen = IndelingenDock(self.state)
        self.tables = TablesDock(self.state)
        self.status = StatusBar(gebied.bron)
        self.exporter = Exporter(catalogus, gebied, self.tasks, stored, self.status, self)
        self._specification: MapSpecification | None = None

        self._build()
        self._connect()
        self._restore()
        self._show_map()

    def begin(self) -> None:
        """Compute the results; to be called when the map is on screen."""
        self.results.begin()

    # Building

    def _build(self) -> None:
        self._sentence = QLabel()
        self._sentence.setAccessibleName("Het paar in het kort")
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setMargin(theme.STEP)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._sentence)
        layout.addWidget(self.canvas, 1)
        self.setCentralWidget(centre)

        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.indelingen)
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.tables)
        self.setStatusBar(self.status)
        self._build_toolbar()
        self._build_menus()
        zooms = ("zoom_in", "zoom_out", "fit", "zoom_selection")
        chain = [
            self._combo_b,
            *(self._toolbar.widgetForAction(self.commands[key]) for key in zooms),
            self.indelingen.search,
            self.indelingen.tree,
            self.canvas,
            self.tables.tabs,
        ]
        for widget, following in pairwise(chain):
            self.setTabOrder(widget, following)

    def _build_toolbar(self) -> None:
        views = QActionGroup(self)
        for key in ("view_one", "view_two"):
            views.addAction(self.commands[key])
        self._combo_a = self._indeling_combo("Indeling A: op de kaart")
        self._combo_b = self._indeling_combo("Indeling B: om mee te vergelijken")

        bar = QToolBar("Werkbalk")
        bar.setObjectName("werkbalk")
        bar.setMovable(False)
        bar.setIconSize(QSize(theme.ICON_SIZE, theme.ICON_SIZE))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addAction(self.commands["view_one"])
        bar.addAction(self.commands["view_two"])
        bar.addSeparator()
        bar.addWidget(_bar_label("A:"))
        bar.addWidget(self._combo_a)
        bar.addAction(self.commands["swap"])
        bar.addWidget(_bar_label("B:"))
        bar.addWidget(self._combo_b)
        bar.addSeparator()
        for key in ("zoom_in", "zoom_out", "fit", "zoom_selection"):
            bar.addAction(self.commands[key])
        for key in ("swap", "zoom_in", "zoom_out", "fit", "zoom_selection"):
            button = bar.widgetForAction(self.commands[key])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setAccessibleName(self.commands[key].text().replace("&", ""))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for key in ("view_one", "view_two"):
            bar.widgetForAction(self.commands[key]).setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addToolBar(bar)
        self._toolbar = bar

    def _indeling_combo(self, name: str) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setToolTip(name)
        combo.setMaxVisibleItems(30)
        popup = combo.view()
        if popup is not None:
            popup.setAccessibleName(name)
        for indeling in self._catalogus:
            text = f"{indeling.naam_meervoud} ({indeling.peiljaar_tekst})"
            combo.addItem(text, indeling.id)
        return combo

    def _build_menus(self) -> None:
        commands = self.commands
        bar = self.menuBar()

        def menu(title: str, *items: str | QAction | QMenu | None) -> None:
            result = bar.addMenu(title)
            result.setToolTipsVisible(True)
            for item in items:
                if item is None:
                    result.addSeparator()
                elif isinstance(item, QMenu):
                    result.addMenu(item)
                elif isinstance(item, str):
                    result.addAction(commands[item])
                else:
                    result.addAction(item)

        menu(
            "&Bestand",
            "export_table",
            "export_workbook",
            None,
            "export_map",
            "export_web_map",
            None,
            "quit",
        )
        menu(
            "Be&werken",
            "undo",
            "redo",
            None,
            "copy",
            "copy_map",
            None,
            "select_all",
            "select_none",
            None,
            "search",
        )
        menu(
            "Bee&ld",
            "view_one",
            "view_two",
            "swap",
            None,
            "zoom_in",
            "zoom_out",
            "fit",
            "zoom_selection",
            None,
            self.indelingen.toggleViewAction(),
            self.tables.toggleViewAction(),
            self._toolbar.toggleViewAction(),
            None,
            "technical",
            "reset_layout",
        )
        menu(
            "&Analyse",
            self._gewicht_menu(),
            None,
            "count_default",
            "count_all",
            "count_none",
        )
        menu("&Help", "about")
        self.tables.add_context_actions([commands["copy"], commands["export_table"]])

    def _gewicht_menu(self) -> QMenu:
        menu = QMenu("&Gewicht", self)
        group = QActionGroup(self)
        self._gewicht_actions = {}
        for gewicht in Gewicht:
            action = menu.addAction(gewicht.value.capitalize())
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
        connect("export_table", self._export_table)
        connect("export_workbook", lambda: self.exporter.workbook(Choices.of(state)))
        connect("export_map", lambda: self.exporter.map(self._specification))
        connect("export_web_map", lambda: self.exporter.web_map(self._specification))
        connect("quit", self.close)
        connect("copy", self._copy)
        connect("copy_map", lambda: self.exporter.copy_map(self._specification))
        connect("select_all", self._select_all)
        connect("select_none", lambda: state.select(()))
        connect("search", self._focus_search)
        connect("view_one", lambda: state.set_map(View.INDELING))
        connect("view_two", lambda: state.set_map(View.VERGELIJK))
        connect("swap", state.swap)
        connect("zoom_in", canvas.zoom_in)
        connect("zoom_out", canvas.zoom_out)
        connect("fit", canvas.fit)
        connect("zoom_selection", lambda: canvas.zoom_to(state.selection))
        connect("technical", self._show_technical)
        connect("reset_layout", self.reset_layout)
        connect(
            "count_default",
            lambda: state.set_counted(default_counted(self._catalogus), "beginstand van meetellen"),
        )
        connect(
            "count_all",
            lambda: state.set_counted([i.id for i in self._catalogus], "alles telt mee"),
        )
        connect("count_none", lambda: state.set_counted((), "niets telt mee"))
        connect("about", self._about)

        self._combo_a.activated.connect(lambda i: state.set_map(a=self._catalogus.indelingen[i]))
        self._combo_b.activated.connect(
            lambda i: state.set_map(View.VERGELIJK, b=self._catalogus.indelingen[i])
        )
        canvas.selection_changed.connect(state.select)
        canvas.activated.connect(self._select_region)
        state.selection_changed.connect(self._show_selection)
        state.highlight_changed.connect(lambda: canvas.set_highlight(state.highlight))
        state.map_changed.connect(self._show_map)
        state.gewicht_changed.connect(self._show_gewicht)
        self.results.changed.connect(self._show_result)
        self.results.failed.connect(self.exporter.show_error)
        self.tasks.started.connect(self.status.add_task)
        self._connect_undo()
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

    def _show_map(self) -> None:
        state = self.state
        comparing = state.view is View.VERGELIJK
        self._specification = (
            compare_two(self._catalogus, self._gebied, state.a, state.b)
            if comparing
            else one_indeling(self._catalogus, self._gebied, state.a)
        )
        self.canvas.set_specification(self._specification)
        self.commands["view_two" if comparing else "view_one"].setChecked(True)
        self._combo_a.setCurrentIndex(self._combo_a.findData(state.a.id))
        self._combo_b.setCurrentIndex(self._combo_b.findData(state.b.id))
        self._sentence.setVisible(comparing)

    def _show_result(self, result: Result) -> None:
        self.tables.show_result(result)
        self.status.show_result(result)
        self._sentence.setText(" ".join(result.sentences[:3]))

    def _show_selection(self) -> None:
        selection = self.state.selection
        self.canvas.set_selection(selection)
        for key in ("zoom_selection", "select_none"):
            self.commands[key].setEnabled(bool(selection))

    def _show_gewicht(self) -> None:
        self._gewicht_actions[self.state.gewicht].setChecked(True)

    # Commands

    def _select_region(self, gemeente: int) -> None:
        labels = self._catalogus.labels(self.state.a)
        if labels[gemeente] >= 0:
            self.state.select(np.flatnonzero(labels == labels[gemeente]).tolist())

    def _select_all(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractItemView) and self.tables.isAncestorOf(focus):
            focus.selectAll()
        else:
            self.state.select(range(len(self._catalogus.gemeenten)))

    def _copy(self) -> None:
        panel = self.tables.current_panel()
        if panel is not None:
            rows = panel.copy()
            what = "rij staat" if rows == 1 else "rijen staan"
            self.status.show_message(f"{rows} {what} op het klembord.")
            return
        table = self.tables.current_table()
        clipboard = QGuiApplication.clipboard()
        if table is not None and clipboard is not None:
            clipboard.setText(tab_separated(table, range(len(table))))
            self.status.show_message("De matrix staat op het klembord.")

    def _export_table(self) -> None:
        table = self.tables.current_table()
        if table is not None:
            self.exporter.table(table)

    def _focus_search(self) -> None:
        self.indelingen.show()
        self.indelingen.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.indelingen.search.selectAll()

    def _show_technical(self) -> None:
        self.tables.set_technical(self.commands["technical"].isChecked())

    def _about(self) -> None:
        gemeenten = self._catalogus.gemeenten
        box = QMessageBox(self)
        box.setWindowTitle("Over Regiokaart")
        box.setIconPixmap(theme.app_icon().pixmap(64, 64))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Regiokaart {__version__}")
        box.setInformativeText(
            "Berekent en tekent hoe goed Nederlandse regio-indelingen op elkaar passen.\n\n"
            f"Grenzen: {self._gebied.bron}\n"
            f"Gemeenten: {gemeenten.bron}\n\n"
            "Vrije software onder de GPL, versie 3 of later."
        )
        box.addButton("Sluiten", QMessageBox.ButtonRole.AcceptRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    # Remembering

    def reset_layout(self) -> None:
        """Put docks and toolbar where they are at the first start."""
        for dock, area in (
            (self.indelingen, Qt.DockWidgetArea.LeftDockWidgetArea),
            (self.tables, Qt.DockWidgetArea.BottomDockWidgetArea),
        ):
            dock.setFloating(False)
            self.addDockWidget(area, dock)
            dock.show()
        self._toolbar.show()
        width = self.indelingen.preferred_width()
        self.resizeDocks([self.indelingen], [width], Qt.Orientation.Horizontal)
        height = _TABLES_LINES * (self.fontMetrics().height() + 5) + 5 * theme.STEP
        self.resizeDocks([self.tables], [height], Qt.Orientation.Vertical)

    def _restore(self) -> None:
        stored, state, catalogus = self._settings, self.state, self._catalogus
        counted = stored.get(settings.COUNTED)
        if counted is not None:
            state.apply_counted(frozenset(counted) & {i.id for i in catalogus})
        state.set_show_all(stored.get(settings.SHOW_ALL))
        state.set_gewicht(stored.get(settings.GEWICHT))
        a = self._stored_indeling(settings.INDELING_A, state.a)
        b = self._stored_indeling(settings.INDELING_B, state.b)
        state.set_map(stored.get(settings.VIEW), a, b if b is not a else None)

        if not self.restoreGeometry(QByteArray(stored.get(settings.GEOMETRY))):
            screen = QGuiApplication.primaryScreen()
            room = screen.availableSize() if screen is not None else _SIZE
            self.resize(_SIZE.boundedTo(room - _FRAME))
        self.reset_layout()
        self.restoreState(QByteArray(stored.get(settings.LAYOUT)))

    def _stored_indeling(self, setting: settings.Setting[str], otherwise: Indeling) -> Indeling:
        try:
            return self._catalogus[self._settings.get(setting)]
        except OnbekendeIndelingError:
            return otherwise

    def _remember(self) -> None:
        state, store = self.state, self._settings.set
        counted = {i.id for i in state.counted}
        if counted == default_counted(self._catalogus):
            self._settings.remove(settings.COUNTED)
        else:
            store(settings.COUNTED, tuple(i.id for i in state.counted))
        store(settings.SHOW_ALL, state.show_all)
        store(settings.GEWICHT, state.gewicht)
        store(settings.VIEW, state.view)
        store(settings.INDELING_A, state.a.id)
        store(settings.INDELING_B, state.b.id)
        store(settings.GEOMETRY, bytes(self.saveGeometry()))
        store(settings.LAYOUT, bytes(self.saveState()))
        self._settings.save()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """Remember the choices and wait for what is being written."""
        self._remember()
        self.hide()
        self.tasks.close()
        super().closeEvent(event)


def _named(command: str, step: str) -> str:
    """Return the text of undo or redo with the step it is about."""
    return f"{command}: {step.replace('&', '&&')}" if step else command


def _bar_label(text: str) -> QLabel:
    label = QLabel(text)
    label.setContentsMargins(theme.STEP, 0, theme.STEP // 2, 0)
    return label
