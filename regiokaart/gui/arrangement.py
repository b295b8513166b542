"""Where the parts of the window stand: docks, toolbar, sizes; remembered between sessions."""

from __future__ import annotations

from itertools import pairwise

from PyQt6.QtCore import QByteArray, QSize, Qt
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QMainWindow, QWidget

from regiokaart.gui import settings
from regiokaart.gui.details.dock import DetailsDock
from regiokaart.gui.figures.results import Result
from regiokaart.gui.indelingen.dock import IndelingenDock
from regiokaart.gui.look import theme
from regiokaart.gui.settings import Settings
from regiokaart.gui.tables.dock import TablesDock
from regiokaart.gui.toolbar import Toolbar

_TABLES_LINES = 11  # of the matrix: eight indelingen, the headings, and some room
_CENTRE_LEAST = 42 * theme.STEP  # of height that tables for a large matrix leave the map
_TABLES_START = 0.255  # of the height of the window: the most that they take of themselves
_LIST_PART = 0.25  # of the width of the window: the most that the list takes of itself
_DETAILS_PART = 0.195  # and the details
_MANY = 10  # from this many indelingen a matrix is large
_WRAPPED_LINES = 1
_SIZE = QSize(1600, 1000)
_FRAME = QSize(16, 48)  # what the desktop draws around a window, at most


class WindowArrangement:
    """Puts the parts of the window in their places.

    Parameters
    ----------
    window : QMainWindow
    toolbar : Toolbar
    indelingen : IndelingenDock
        At the left.
    tables : TablesDock
        Below.
    details : DetailsDock
        At the right.
    stored : Settings
    """

    def __init__(
        self,
        window: QMainWindow,
        toolbar: Toolbar,
        indelingen: IndelingenDock,
        tables: TablesDock,
        details: DetailsDock,
        stored: Settings,
    ) -> None:
        self._window, self._settings = window, stored
        self._toolbar, self._list, self._tables = toolbar, indelingen, tables
        self._details = details
        self._before: int | None = None  # height of the tables before they grew
        self._restored = False
        self._areas = (
            (indelingen, Qt.DockWidgetArea.LeftDockWidgetArea),
            (tables, Qt.DockWidgetArea.BottomDockWidgetArea),
            (details, Qt.DockWidgetArea.RightDockWidgetArea),
        )
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.addToolBar(toolbar)
        for dock, area in self._areas:
            window.addDockWidget(area, dock)

    def reset(self) -> None:
        """Put docks and toolbar where they are at the first start."""
        window = self._window
        for dock, area in self._areas:
            dock.setFloating(False)
            window.addDockWidget(area, dock)
            dock.show()
        self._toolbar.show()
        width = min(self._list.preferred_width(), round(_LIST_PART * window.width()))
        details = min(self._details.preferred_width(), round(_DETAILS_PART * window.width()))
        docks = [self._list, self._details]
        window.resizeDocks(docks, [width, details], Qt.Orientation.Horizontal)
        height = _TABLES_LINES * (window.fontMetrics().height() + 5) + 5 * theme.STEP
        self._set_height(min(height, round(_TABLES_START * window.height())))

    def limit(self) -> None:
        """Let the window be no smaller than its parts can; to be called when they are there."""
        # With room for what a narrow window wraps: the sentence above the map and the choices.
        wrapped = QSize(0, _WRAPPED_LINES * self._window.fontMetrics().height())
        self._window.setMinimumSize(self._window.minimumSizeHint() + wrapped)

    def restore(self) -> None:
        """Give the window its place and its parts theirs, as at the end of the last session."""
        window, stored = self._window, self._settings
        if not window.restoreGeometry(QByteArray(stored.get(settings.GEOMETRY))):
            screen = QGuiApplication.primaryScreen()
            room = screen.availableSize() if screen is not None else _SIZE
            window.resize(_SIZE.boundedTo(room - _FRAME))
        self.reset()
        self._restored = window.restoreState(QByteArray(stored.get(settings.LAYOUT)))

    def fit(self) -> None:
        """Arrange the parts for the size that a new window turns out to have."""
        if not self._restored:
            self._restored = True
            self.reset()

    def remember(self) -> None:
        """Store the place of the window and those of its parts."""
        self._settings.set(settings.GEOMETRY, self._window.saveGeometry().data())
        self._settings.set(settings.LAYOUT, self._window.saveState().data())

    def make_room(self, latest: Result | None) -> None:
        """Let the tables grow for a large matrix, and give the map the room back afterwards."""
        tables = self._tables
        large = latest is not None and len(latest.choices.shown) >= _MANY
        large = large and tables.tabs.currentWidget() is tables.matrix
        centre = self._window.centralWidget()
        room = tables.height() + (centre.height() if centre is not None else 0) - _CENTRE_LEAST
        wanted = min(tables.wanted_height(), room)
        if large and self._before is None and wanted > tables.height():
            self._before = tables.height()
            self._set_height(wanted)
        elif not large and self._before is not None:
            self._set_height(self._before)
            self._before = None

    def _set_height(self, height: int) -> None:
        self._window.resizeDocks([self._tables], [height], Qt.Orientation.Vertical)


def set_tab_order(*widgets: QWidget) -> None:
    """Let Tab go along widgets in this order."""
    for widget, following in pairwise(widgets):
        QWidget.setTabOrder(widget, following)
