"""Where things are on screen, and clicking on them."""

from PyQt6.QtCore import QModelIndex, QPoint, Qt
from PyQt6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.window import MainWindow


def tree_index(window: MainWindow, naam: str) -> QModelIndex:
    """Index of an indeling in the list, by the start of its name."""
    model = window.indelingen.tree.model()
    found = model.match(
        model.index(0, 0),
        Qt.ItemDataRole.DisplayRole,
        naam,
        1,
        Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive,
    )
    assert found, naam
    return found[0]


def index_of(panel: TablePanel, row: int, column: int = 0) -> QModelIndex:
    """Index in the view of a row of the table, wherever order and filter put it."""
    shown = panel.view.model()
    return shown.mapFromSource(shown.sourceModel().index(row, column))


def in_sight(panel: TablePanel, row: int) -> bool:
    """Whether a row of the table is on screen."""
    place = panel.view.visualRect(index_of(panel, row))
    return panel.view.viewport().rect().intersects(place)


def click_row(
    qtbot: QtBot,
    view: QAbstractItemView,
    row: int,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Click on the row that stands at a place of the view."""
    index = view.model().index(row, 0)
    view.scrollTo(index)
    place = view.visualRect(index).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def map_point(window: MainWindow, naam: str) -> QPoint:
    """Pixel of the map inside a gemeente."""
    position = window.state.catalogus.gemeenten.namen.index(naam)
    x, y = window.canvas.viewport.to_pixel(*window.state.gebied.label_points[position])
    return QPoint(round(x), round(y))
