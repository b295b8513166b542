"""Maps beside and over each other, and what the window tells of the map."""

import numpy as np
import pytest
from PyQt6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PyQt6.QtGui import QFocusEvent, QGuiApplication, QImage, QKeyEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from regiokaart.gui.map.board import Arrangement
from regiokaart.gui.map.canvas import MapCanvas
from regiokaart.gui.map.surface import Tool
from regiokaart.gui.window import MainWindow
from regiokaart.model.project import Weergave

Left, NoModifier = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def pair(window: MainWindow) -> MainWindow:
    window.state.set_map(Weergave.VERGELIJK)
    return window


def arranging(window: MainWindow):
    return window.views[Weergave.VERGELIJK].arranging


def choose(combo: QComboBox, index: int) -> None:
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def lay(window: MainWindow, arrangement: Arrangement) -> None:
    combo = arranging(window).combo
    choose(combo, combo.findData(arrangement))
    QApplication.processEvents()
    while arranging(window).is_making:
        QApplication.processEvents()


def shown(window: MainWindow) -> list[MapCanvas]:
    return [canvas for canvas in window.board.canvases if canvas.isVisible()]


def titles(window: MainWindow) -> list[str]:
    return [canvas.specification.title for canvas in shown(window)]


def press(canvas: MapCanvas, key: Qt.Key, *, down: bool) -> None:
    kind = QEvent.Type.KeyPress if down else QEvent.Type.KeyRelease
    QApplication.sendEvent(canvas, QKeyEvent(kind, key, NoModifier))


def pixels(canvas: MapCanvas, part: QRect) -> np.ndarray:
    image = canvas.grab(part).toImage().convertToFormat(QImage.Format.Format_RGB32)
    bits = image.constBits()
    bits.setsize(image.sizeInBytes())
    return np.frombuffer(bits, np.uint8).copy()


class TestBeside:
    def test_a_and_b_stand_beside_each_other(self, pair):
        assert len(shown(pair)) == 1
        lay(pair, Arrangement.BESIDE)
        assert titles(pair) == [pair.state.a.naam_met_jaar, pair.state.b.naam_met_jaar]
        left, right = shown(pair)
        assert left.mapTo(pair, QPoint(0, 0)).x() < right.mapTo(pair, QPoint(0, 0)).x()
        assert abs(left.width() - right.width()) <= 1

    def test_they_look_at_the_same_place(self, pair, qtbot):
        lay(pair, Arrangement.BESIDE)
        left, right = shown(pair)
        assert right.viewport.shows_as(left.viewport)
        QTest.keyClick(left, Qt.Key.Key_Plus)
        assert right.viewport.shows_as(left.viewport)
        QTest.keyClick(right, Qt.Key.Key_Left)
        assert left.viewport.shows_as(right.viewport)
        pair.commands["fit"].trigger()
        assert right.viewport.shows_as(left.viewport)

    def test_going_back_takes_both_along(self, pair):
        lay(pair, Arrangement.BESIDE)
        left, right = shown(pair)
        before = left.viewport
        left.camera.zoom_to(frozenset({10}))
        pair.commands["extent_back"].trigger()
        assert left.viewport.shows_as(before)
        assert right.viewport.shows_as(before)

    def test_both_stay_fitted_when_the_window_grows(self, pair):
        lay(pair, Arrangement.BESIDE)
        pair.commands["fit"].trigger()
        before = pair.canvas.viewport.resolution
        pair.resize(1600, 1000)
        QApplication.processEvents()
        left, right = shown(pair)
        assert left.viewport.resolution < before
        assert right.viewport.shows_as(left.viewport)

    def test_one_selection(self, pair, gebied):
        lay(pair, Arrangement.BESIDE)
        left, right = shown(pair)
        x, y = right.viewport.to_pixel(*gebied.label_points[120])
        QTest.mouseClick(right, Left, NoModifier, QPoint(round(x), round(y)))
        assert pair.state.selection == left.selection == right.selection == {120}

    def test_pointing_at_one_lights_up_the_other(self, pair, gebied, qtbot):
        lay(pair, Arrangement.BESIDE)
        left, right = shown(pair)
        qtbot.waitUntil(lambda: not (left.camera.is_moving or right.camera.is_moving))
        whole = right.rect()
        before = pixels(right, whole)
        x, y = left.viewport.to_pixel(*gebied.label_points[120])
        QTest.mouseMove(left, QPoint(round(x), round(y)))
        assert not np.array_equal(pixels(right, whole), before)
        QApplication.sendEvent(left, QEvent(QEvent.Type.Leave))
        assert np.array_equal(pixels(right, whole), before)

    def test_four_maps_of_which_two_are_chosen_above_them(self, pair):
        lay(pair, Arrangement.FOUR)
        state, more = pair.state, arranging(pair).more
        assert len(shown(pair)) == 4
        assert all(combo.isVisible() for combo in more)
        other = next(i for i in state.catalogus if i.id == "provincie")
        choose(more[1], more[1].findData(other.id))
        assert titles(pair)[:2] == [state.a.naam_met_jaar, state.b.naam_met_jaar]
        assert titles(pair)[3] == other.naam_met_jaar

    def test_what_was_shown_stays_until_four_maps_are_made(self, pair):
        combo = arranging(pair).combo
        pair.state.set_map(a=pair.state.catalogus["corop"], b=pair.state.catalogus["provincie"])
        choose(combo, combo.findData(Arrangement.FOUR))
        assert arranging(pair).is_making
        assert len(shown(pair)) == 1
        lay(pair, Arrangement.OVER)  # thought better of it
        assert not arranging(pair).is_making
        assert len(shown(pair)) == 1
        lay(pair, Arrangement.FOUR)
        assert len(shown(pair)) == 4

    def test_another_pair_is_another_pair_of_maps(self, pair):
        lay(pair, Arrangement.BESIDE)
        before = titles(pair)
        pair.commands["swap"].trigger()
        assert titles(pair) == before[::-1]

    def test_over_each_other_again(self, pair):
        lay(pair, Arrangement.FOUR)
        lay(pair, Arrangement.OVER)
        assert len(shown(pair)) == 1
        assert not any(combo.isVisible() for combo in arranging(pair).more)
        assert pair.canvas.specification is pair.shown.specification

    def test_another_view_has_one_map(self, pair):
        lay(pair, Arrangement.FOUR)
        pair.state.set_map(Weergave.INDELING)
        assert len(shown(pair)) == 1
        pair.state.set_map(Weergave.VERGELIJK)
        assert len(shown(pair)) == 4

    def test_what_is_exported_is_the_map_of_the_pair(self, pair):
        lay(pair, Arrangement.BESIDE)
        title = pair.shown.specification.title
        assert pair.state.a.naam_met_jaar in title
        assert pair.state.b.naam_met_jaar.casefold() in title.casefold()  # as in a sentence

    def test_every_map_has_a_name_and_a_description(self, pair):
        lay(pair, Arrangement.FOUR)
        names = [canvas.accessibleName() for canvas in shown(pair)]
        assert len(set(names)) == 4
        assert all(canvas.accessibleDescription() for canvas in shown(pair))


class TestSwipe:
    def test_each_side_of_the_divider_shows_its_map(self, pair):
        lay(pair, Arrangement.BESIDE)
        lay(pair, Arrangement.SWIPE)
        canvas = pair.canvas
        canvas.set_legend_visible(False)
        canvas.camera.zoom(4, canvas.width() / 2, canvas.height() / 2)
        half, height = canvas.width() // 2, canvas.height() - 80
        left, right = QRect(0, 0, half - 20, height), QRect(half + 20, 60, half - 140, height - 220)
        both_left, both_right = pixels(canvas, left), pixels(canvas, right)
        canvas.move_divider(1)
        assert np.array_equal(pixels(canvas, left), both_left)
        assert not np.array_equal(pixels(canvas, right), both_right)
        canvas.move_divider(-1)
        assert not np.array_equal(pixels(canvas, left), both_left)
        assert np.array_equal(pixels(canvas, right), both_right)

    def test_the_divider_is_dragged(self, pair, qtbot):
        lay(pair, Arrangement.SWIPE)
        canvas = pair.canvas
        before, middle = canvas.viewport, QPoint(canvas.width() // 2, 40)
        QTest.mousePress(canvas, Left, NoModifier, middle)
        QTest.mouseMove(canvas, middle + QPoint(100, 0))
        QTest.mouseRelease(canvas, Left, NoModifier, middle + QPoint(100, 0))
        assert canvas.stage.divider_x == pytest.approx(canvas.width() // 2 + 100)
        assert canvas.viewport == before
        assert not pair.state.selection

    def test_by_keyboard(self, pair):
        lay(pair, Arrangement.SWIPE)
        before = pair.canvas.viewport
        for key, share in ((Qt.Key.Key_Left, 0.45), (Qt.Key.Key_Right, 0.5)):
            QTest.keyClick(pair.canvas, key, Qt.KeyboardModifier.ControlModifier)
            assert pair.canvas.stage.divider == pytest.approx(share)
        assert pair.canvas.viewport == before

    def test_a_slider_says_where_it_is_and_moves_it(self, pair, qtbot):
        slider = arranging(pair).divider
        assert not slider.isVisible()
        lay(pair, Arrangement.SWIPE)
        assert slider.isVisible()
        slider.setValue(20)
        assert pair.canvas.stage.divider == pytest.approx(0.2)
        pair.canvas.move_divider(0.304)
        assert slider.value() == 50
        assert pair.canvas.stage.divider == pytest.approx(0.504)
        lay(pair, Arrangement.BESIDE)
        assert not slider.isVisible()
        slider.setValue(70)
        lay(pair, Arrangement.SWIPE)
        assert pair.canvas.stage.divider == pytest.approx(0.7)

    def test_the_tooltip_is_that_of_the_side(self, pair):
        lay(pair, Arrangement.SWIPE)
        stage = pair.canvas.stage
        assert stage.at(10) is stage.first
        assert stage.at(pair.canvas.width() - 10) is stage.second


class TestBlink:
    def test_holding_b_shows_b(self, pair):
        lay(pair, Arrangement.BLINK)
        canvas, whole = pair.canvas, pair.canvas.rect()
        before = pixels(canvas, whole)
        press(canvas, Qt.Key.Key_B, down=True)
        assert not np.array_equal(pixels(canvas, whole), before)
        press(canvas, Qt.Key.Key_B, down=False)
        assert np.array_equal(pixels(canvas, whole), before)

    def test_a_button_does_so_too(self, pair):
        lay(pair, Arrangement.BLINK)
        button = pair.board.findChild(type(pair.board._blink))
        assert pair.state.b.naam_met_jaar in button.text()
        QTest.mousePress(button, Left)
        assert pair.canvas.stage.second_shown
        QTest.mouseRelease(button, Left)
        assert not pair.canvas.stage.second_shown

    def test_without_focus_a_shows(self, pair):
        lay(pair, Arrangement.BLINK)
        press(pair.canvas, Qt.Key.Key_B, down=True)
        QApplication.sendEvent(pair.canvas, QFocusEvent(QEvent.Type.FocusOut))
        assert not pair.canvas.stage.second_shown

    def test_elsewhere_b_does_nothing(self, window):
        press(window.canvas, Qt.Key.Key_B, down=True)
        assert not window.canvas.stage.second_shown


class TestInTheWindow:
    def test_the_status_bar_tells_the_place(self, window, qtbot):
        window.canvas.point_at(QPointF(300, 200))
        assert window.status.place.isVisible()
        assert window.status.place.text().startswith("RD ")
        assert window.status.place.text().endswith("° OL")
        QApplication.sendEvent(window.canvas, QEvent(QEvent.Type.Leave))
        assert not window.status.place.isVisible()
        assert window.status.source.isVisible()

    def test_tools_are_commands_that_stay_pressed(self, window):
        for key, tool in (("measure", Tool.MEASURE), ("frame", Tool.FRAME)):
            window.commands[key].trigger()
            assert window.canvas.tool is tool
            assert window.commands[key].isChecked()
        assert not window.commands["measure"].isChecked()
        window.commands["frame"].trigger()
        assert window.canvas.tool is Tool.POINT
        assert not window.commands["frame"].isChecked()

    def test_escape_puts_a_tool_away_before_the_selection(self, window, qtbot):
        window.activateWindow()
        window.state.select({3})
        window.commands["measure"].trigger()
        qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
        assert not window.commands["measure"].isChecked()
        assert window.state.selection == {3}

    def test_the_distance_is_told_in_the_status_bar(self, window):
        window.commands["measure"].trigger()
        for x in (200, 300):
            QTest.mouseClick(window.canvas, Left, NoModifier, QPoint(x, 200))
        assert window.status.place.text().startswith("Afstand: ")
        window.commands["measure"].trigger()
        assert not window.status.place.isVisible()

    def test_all_maps_take_the_tool(self, pair):
        lay(pair, Arrangement.BESIDE)
        pair.commands["measure"].trigger()
        assert [canvas.tool for canvas in shown(pair)] == [Tool.MEASURE] * 2
        lay(pair, Arrangement.FOUR)
        assert [canvas.tool for canvas in shown(pair)] == [Tool.MEASURE] * 4

    def test_earlier_views_are_offered_when_there_are_some(self, window):
        back, forward = window.commands["extent_back"], window.commands["extent_forward"]
        assert not back.isEnabled()
        window.canvas.camera.zoom_to(frozenset({10}))
        assert back.isEnabled()
        back.trigger()
        assert forward.isEnabled()
        assert not back.isEnabled()

    def test_the_locator_stays_away(self, window, open_window, qtbot):
        window.commands["locator"].trigger()
        assert not window.canvas.stage.locator_visible
        window.close()
        again = open_window()
        assert not again.canvas.stage.locator_visible
        assert not again.commands["locator"].isChecked()

    def test_the_place_is_copied_from_the_menu(self, window, gebied):
        x, y = window.canvas.viewport.to_pixel(*gebied.label_points[10])
        menu = window.map_menu.open(QPoint(round(x), round(y)))
        texts = {action.text(): action for action in menu.actions()}
        rd = next(text for text in texts if text.startswith("RD "))
        texts[rd].trigger()
        clipboard = QGuiApplication.clipboard().text()
        place = window.canvas.viewport.to_map(round(x), round(y))
        assert [float(n) for n in clipboard.split(", ")] == pytest.approx(place, abs=1)
        wgs84 = next(text for text in texts if "NB" in text)
        texts[wgs84].trigger()
        north, east = (float(n) for n in QGuiApplication.clipboard().text().split(", "))
        assert 50 < north < 54
        assert 3 < east < 8
        menu.close()

    def test_the_menu_of_a_second_map_is_about_that_map(self, pair, qtbot):
        lay(pair, Arrangement.BESIDE)
        right = shown(pair)[1]
        with qtbot.waitSignal(pair.board.menu_requested) as asked:
            right.customContextMenuRequested.emit(QPoint(50, 60))
        assert asked.args == [right, QPoint(50, 60)]
        QApplication.activePopupWidget().close()


def test_linked_maps_never_start_a_circle(pair: MainWindow, qtbot: QtBot) -> None:
    lay(pair, Arrangement.FOUR)
    moves = []
    for canvas in shown(pair):
        canvas.camera.moved.connect(lambda: moves.append(1))
    pair.canvas.camera.pan(10, 10)
    assert len(moves) == 4
