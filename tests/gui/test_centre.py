"""The map keeps most of the middle of the window, whatever stands above it."""

import pytest
from PyQt6.QtCore import QPoint, QRect
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from regiokaart.gui.map.board import Arrangement
from regiokaart.gui.views.pair import PairView
from regiokaart.gui.window import MainWindow
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle


def compare(window: MainWindow, qtbot: QtBot, arrangement: Arrangement) -> PairView:
    """Open the comparison with the maps laid in some way."""
    window.state.set_map(Weergave.VERGELIJK)
    settle(qtbot, window)
    view = window.views[Weergave.VERGELIJK]
    assert isinstance(view, PairView)
    choice = view.arranging.combo
    choice.setCurrentIndex(choice.findData(arrangement))
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(lambda: not view.arranging.is_making)
    return view


@pytest.mark.parametrize("weergave", Weergave)
def test_the_map_has_most_of_the_middle_of_a_very_small_window(
    window: MainWindow, qtbot: QtBot, weergave: Weergave
) -> None:
    window.resize(640, 400)
    window.state.set_map(weergave)
    settle(qtbot, window)
    centre = window.centre
    qtbot.waitUntil(lambda: centre.pages.height() > 0.6 * centre.height())
    assert centre.view_bar.height() <= centre.height() / 4


@pytest.mark.parametrize("arrangement", Arrangement)
def test_several_maps_lie_over_nothing_else(
    window: MainWindow, qtbot: QtBot, arrangement: Arrangement
) -> None:
    compare(window, qtbot, arrangement)
    window.resize(640, 400)
    qtbot.waitUntil(lambda: window.height() == 400)

    def apart() -> bool:
        place = QRect(window.centre.mapTo(window, QPoint(0, 0)), window.centre.size())
        docks = (window.tables, window.details, window.indelingen)
        return not any(place.intersects(dock.geometry()) for dock in docks)

    qtbot.waitUntil(apart)
    board = window.board
    inside = board.rect()
    for canvas in board.canvases:
        if canvas.isVisible():
            assert inside.contains(QRect(canvas.mapTo(board, QPoint(0, 0)), canvas.size()))


def test_controls_come_back_in_a_large_window(window: MainWindow, qtbot: QtBot) -> None:
    view = compare(window, qtbot, Arrangement.OVER)
    bar = window.centre.view_bar.verticalScrollBar()
    assert bar is not None
    window.resize(640, 400)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert view.chance.visibleRegion().isEmpty()
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert not view.chance.visibleRegion().isEmpty()


def test_the_keyboard_brings_controls_into_sight(window: MainWindow, qtbot: QtBot) -> None:
    view = compare(window, qtbot, Arrangement.OVER)
    window.resize(640, 400)
    qtbot.waitUntil(lambda: view.chance.visibleRegion().isEmpty())
    view.combo_a.setFocus()
    for _ in range(6):
        if not view.chance.hasFocus():
            window.focusNextChild()
    assert QApplication.focusWidget() is view.chance
    assert not view.chance.visibleRegion().isEmpty()
    view.combo_a.setFocus()
    assert not view.combo_a.visibleRegion().isEmpty()
