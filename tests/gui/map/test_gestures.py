"""Mouse, wheel, trackpad, touch and keys on the map, its tools, and going back."""

import math

import pytest
from PyQt6.QtCore import QEvent, QPoint, QPointF, Qt
from PyQt6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QGestureEvent, QPinchGesture
from pytestqt.qtbot import QtBot

from regiokaart.cartography.views import one_indeling
from regiokaart.gui.map.canvas import MapCanvas
from regiokaart.gui.map.surface import Tool
from regiokaart.model import Catalogus, Gebied
from tests.gui.conftest import settle

Left = Qt.MouseButton.LeftButton
Shift, Control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NoModifier = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def canvas(qtbot: QtBot, catalogus: Catalogus, gebied: Gebied) -> MapCanvas:
    widget = MapCanvas(gebied)
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.set_specification(one_indeling(catalogus, gebied, catalogus["arbeidsmarktregio"]))
    with qtbot.waitSignal(widget.first_painted):
        widget.show()
    widget.activateWindow()
    widget.setFocus()
    return widget


def drag(
    canvas: MapCanvas, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier = NoModifier
) -> None:
    QTest.mousePress(canvas, Left, modifier, start)
    QTest.mouseMove(canvas, start + (end - start) / 2)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Left, modifier, end)


def scroll(
    canvas: MapCanvas,
    pixels: QPoint,
    phase: Qt.ScrollPhase,
    modifier: Qt.KeyboardModifier = NoModifier,
) -> None:
    at = QPoint(400, 300)
    event = QWheelEvent(
        QPointF(at), QPointF(canvas.mapToGlobal(at)), pixels, pixels * 8,
        Qt.MouseButton.NoButton, modifier, phase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def pinch(canvas: MapCanvas, at: QPointF, value: float) -> None:
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        at, at, canvas.mapToGlobal(at), value, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


class TestZoomingOnAFrame:
    def test_shift_and_drag_zooms_in_on_what_was_framed(self, canvas, qtbot):
        before = canvas.viewport
        with qtbot.assertNotEmitted(canvas.selection_changed):
            drag(canvas, QPoint(300, 200), QPoint(480, 340), Shift)
        centre = before.to_map(390, 270)
        assert (canvas.viewport.x, canvas.viewport.y) == pytest.approx(centre)
        assert canvas.viewport.resolution == pytest.approx(before.resolution * 180 / 900)

    def test_the_tool_frames_without_shift_and_only_once(self, canvas, qtbot):
        canvas.set_tool(Tool.FRAME)
        before = canvas.viewport
        drag(canvas, QPoint(300, 200), QPoint(480, 340))
        assert canvas.viewport.resolution < before.resolution
        assert canvas.tool is Tool.POINT
        zoomed = canvas.viewport
        drag(canvas, QPoint(300, 200), QPoint(480, 340))
        assert canvas.viewport.resolution == zoomed.resolution

    def test_the_frame_is_seen_while_it_is_drawn(self, canvas):
        before = canvas.grab().toImage()
        QTest.mousePress(canvas, Left, Shift, QPoint(300, 200))
        QTest.mouseMove(canvas, QPoint(400, 300))
        QTest.mouseMove(canvas, QPoint(480, 340))
        assert canvas.grab().toImage() != before
        assert canvas.viewport.resolution > 100
        QTest.mouseRelease(canvas, Left, Shift, QPoint(480, 340))

    def test_a_slip_of_the_hand_does_not_zoom(self, canvas):
        canvas.set_tool(Tool.FRAME)
        before = canvas.viewport
        drag(canvas, QPoint(300, 200), QPoint(420, 203))
        assert canvas.viewport == before
        assert canvas.tool is Tool.FRAME

    def test_shift_and_click_still_adds_to_the_selection(self, canvas, gebied):
        for number in (10, 200):
            x, y = canvas.viewport.to_pixel(*gebied.label_points[number])
            QTest.mouseClick(canvas, Left, Shift, QPoint(round(x), round(y)))
        assert canvas.selection == {10, 200}

    def test_escape_puts_the_tool_away_and_keeps_the_selection(self, canvas, qtbot):
        canvas.set_selection(frozenset({3}))
        canvas.set_tool(Tool.FRAME)
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
        assert canvas.tool is Tool.POINT
        assert canvas.selection == {3}


class TestTrackpadAndTouch:
    def test_two_fingers_on_a_trackpad_move_the_map(self, canvas):
        before = canvas.viewport
        scroll(canvas, QPoint(30, -20), Qt.ScrollPhase.ScrollUpdate)
        assert canvas.viewport == before.panned(30, -20)

    def test_with_control_they_zoom_at_the_pointer(self, canvas):
        place = canvas.viewport.to_map(400, 300)
        resolution = canvas.viewport.resolution
        scroll(canvas, QPoint(0, 30), Qt.ScrollPhase.ScrollUpdate, Control)
        assert canvas.viewport.resolution < resolution
        assert canvas.viewport.to_map(400, 300) == pytest.approx(place)

    def test_a_wheel_without_phases_zooms(self, canvas):
        resolution = canvas.viewport.resolution
        scroll(canvas, QPoint(0, 15), Qt.ScrollPhase.NoScrollPhase)
        assert canvas.viewport.resolution == pytest.approx(resolution / 1.25)

    @pytest.mark.parametrize("value", [0.1, -0.1])
    def test_a_pinch_zooms_at_the_fingers(self, canvas, value):
        before, place = canvas.viewport, canvas.viewport.to_map(500, 200)
        pinch(canvas, QPointF(500, 200), value)
        assert canvas.viewport.resolution == pytest.approx(before.resolution / (1 + value))
        assert canvas.viewport.to_map(500, 200) == pytest.approx(place)

    def test_two_fingers_on_a_touch_screen_zoom_and_select_nothing(self, canvas, qtbot):
        before = canvas.viewport
        gesture = QPinchGesture()
        gesture.setLastCenterPoint(QPointF(canvas.mapToGlobal(QPoint(440, 300))))
        gesture.setCenterPoint(QPointF(canvas.mapToGlobal(QPoint(450, 300))))
        gesture.setScaleFactor(2.0)
        with qtbot.assertNotEmitted(canvas.selection_changed):
            QTest.mousePress(canvas, Left, NoModifier, QPoint(440, 300))  # made of one finger
            QApplication.sendEvent(canvas, QGestureEvent([gesture]))
            QTest.mouseRelease(canvas, Left, NoModifier, QPoint(440, 300))
        assert canvas.viewport == before.panned(10, 0).zoomed(2.0, 450, 300)


class TestGoingBack:
    def test_every_rest_is_remembered(self, canvas):
        camera, whole = canvas.camera, canvas.viewport
        assert not camera.history.can_go_back
        camera.zoom_to(frozenset({10}))
        first = canvas.viewport
        camera.zoom_to(frozenset({200}))
        second = canvas.viewport
        camera.back()
        assert canvas.viewport == first
        camera.back()
        assert canvas.viewport == whole
        assert not camera.history.can_go_back
        camera.forward()
        camera.forward()
        assert canvas.viewport == second
        assert not camera.history.can_go_forward

    def test_a_gesture_is_one_step(self, canvas, qtbot):
        whole = canvas.viewport
        with qtbot.waitSignal(canvas.camera.rested):
            drag(canvas, QPoint(300, 300), QPoint(420, 380))
        canvas.camera.back()
        assert canvas.viewport == whole

    def test_another_way_forgets_what_was_left(self, canvas):
        camera = canvas.camera
        camera.zoom_to(frozenset({10}))
        camera.zoom_to(frozenset({200}))
        camera.back()
        camera.zoom_to(frozenset({300}))
        assert not camera.history.can_go_forward

    def test_a_resize_of_the_whole_country_is_no_step(self, canvas):
        canvas.resize(700, 600)
        canvas.resize(950, 720)
        assert not canvas.camera.history.can_go_back

    def test_at_the_ends_nothing_moves(self, canvas):
        before = canvas.viewport
        canvas.camera.back()
        canvas.camera.forward()
        assert canvas.viewport == before


class TestLocator:
    def rect(self, canvas: MapCanvas):
        return canvas.stage.locator(canvas.viewport, canvas.camera.whole)

    def test_it_shows_when_zoomed_in_and_can_be_put_away(self, canvas):
        assert self.rect(canvas).isEmpty()
        canvas.camera.zoom(3, 450, 350)
        assert not self.rect(canvas).isEmpty()
        shown = canvas.grab().toImage()
        canvas.set_locator_visible(False)
        assert self.rect(canvas).isEmpty()
        assert canvas.grab().toImage() != shown

    def test_a_click_in_it_moves_the_map_there(self, canvas, gebied, qtbot):
        canvas.camera.zoom(4, 450, 350)
        rect = self.rect(canvas)
        with qtbot.assertNotEmitted(canvas.selection_changed):
            QTest.mouseClick(canvas, Left, NoModifier, rect.center().toPoint())
        xmin, ymin, xmax, ymax = gebied.bounds
        place = (canvas.viewport.x, canvas.viewport.y)
        assert math.dist(place, ((xmin + xmax) / 2, (ymin + ymax) / 2)) < 5000

    def test_dragging_in_it_carries_the_map(self, canvas, qtbot):
        canvas.camera.zoom(4, 450, 350)
        centre, resolution = self.rect(canvas).center().toPoint(), canvas.viewport.resolution
        QTest.mousePress(canvas, Left, NoModifier, centre)
        x = canvas.viewport.x
        QTest.mouseMove(canvas, centre + QPoint(10, 0))
        assert canvas.viewport.x - x > 10_000
        assert canvas.viewport.resolution == resolution
        QTest.mouseRelease(canvas, Left, NoModifier, centre + QPoint(10, 0))

    def test_a_small_map_has_no_room_for_it(self, canvas):
        canvas.resize(400, 300)
        canvas.camera.zoom(4, 200, 150)
        assert self.rect(canvas).isEmpty()


class TestMeasuring:
    @pytest.fixture
    def measuring(self, canvas, qtbot):
        canvas.set_tool(Tool.MEASURE)
        texts: list[str] = []
        canvas.measured.connect(texts.append)
        return texts

    def click(self, canvas: MapCanvas, *places: QPoint) -> None:
        for place in places:
            QTest.mouseClick(canvas, Left, NoModifier, place)

    def test_from_click_to_click(self, canvas, measuring, qtbot):
        resolution = canvas.viewport.resolution
        with qtbot.assertNotEmitted(canvas.selection_changed):
            self.click(canvas, QPoint(300, 300), QPoint(400, 300))
        first = f"{100 * resolution / 1000:.1f}".replace(".", ",")
        assert measuring[-1] == f"{first} km"
        self.click(canvas, QPoint(400, 350))
        total, last = (f"{n * resolution / 1000:.1f}".replace(".", ",") for n in (150, 50))
        assert measuring[-1] == f"{total} km (laatste stuk {last} km)"

    def test_the_line_follows_the_pointer_and_is_drawn(self, canvas, measuring):
        before = canvas.grab().toImage()
        self.click(canvas, QPoint(300, 300))
        QTest.mouseMove(canvas, QPoint(420, 300))
        assert measuring[-1].endswith(" km")
        assert canvas.grab().toImage() != before

    def test_a_double_click_ends_and_the_next_click_begins_anew(self, canvas, measuring, qtbot):
        self.click(canvas, QPoint(300, 300), QPoint(400, 300))
        with qtbot.assertNotEmitted(canvas.activated):
            QTest.mouseDClick(canvas, Left, NoModifier, QPoint(400, 300))
        ended = measuring[-1]
        QTest.mouseMove(canvas, QPoint(500, 500))
        assert measuring[-1] == ended
        self.click(canvas, QPoint(200, 200))
        assert measuring[-1] == ""

    def test_escape_stops(self, canvas, measuring, qtbot):
        self.click(canvas, QPoint(300, 300), QPoint(400, 300))
        with qtbot.waitSignal(canvas.tool_changed):
            qtbot.keyClick(canvas, Qt.Key.Key_Escape)
        assert measuring[-1] == ""
        assert canvas.tool is Tool.POINT

    def test_the_map_still_moves_by_dragging(self, canvas, measuring):
        before = canvas.viewport
        drag(canvas, QPoint(300, 300), QPoint(400, 300))
        assert canvas.viewport.x != before.x
        assert measuring[-1:] in ([], [""])

    def test_by_keyboard_alone(self, canvas, measuring, qtbot):
        qtbot.keyClick(canvas, Qt.Key.Key_Space)
        for _ in range(2):
            qtbot.keyClick(canvas, Qt.Key.Key_Right)
        qtbot.keyClick(canvas, Qt.Key.Key_Space)
        distance = 2 * 0.15 * canvas.width() * canvas.viewport.resolution / 1000
        assert measuring[-1] == f"{distance:.1f} km".replace(".", ",")
        qtbot.keyClick(canvas, Qt.Key.Key_Backspace)
        assert measuring[-1] == ""
        qtbot.keyClick(canvas, Qt.Key.Key_Space)
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
        assert measuring[-1].endswith(" km")

    def test_short_distances_are_in_metres(self, canvas, measuring):
        canvas.camera.zoom(1000, 450, 350)  # as near as it goes: 4 metres per pixel
        self.click(canvas, QPoint(300, 300), QPoint(400, 300))
        assert measuring[-1] == "400 m"


def test_the_place_under_the_pointer_is_told(canvas: MapCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.located) as located:
        qtbot.mouseMove(canvas, QPoint(310, 320))
    assert located.args[0] == pytest.approx(canvas.viewport.to_map(310, 320))
    with qtbot.waitSignal(canvas.located) as located:
        QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert located.args == [None]


class TestInTheMiddleOfAGesture:
    """What a user may do while a button is held."""

    START, HALF, END = QPoint(300, 200), QPoint(400, 300), QPoint(480, 340)

    def begin(self, canvas: MapCanvas, modifier: Qt.KeyboardModifier = NoModifier) -> None:
        QTest.mousePress(canvas, Left, modifier, self.START)
        QTest.mouseMove(canvas, self.HALF)
        QTest.mouseMove(canvas, self.END)

    def move_without_buttons(self, canvas: MapCanvas, at: QPoint) -> None:
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(at), QPointF(canvas.mapToGlobal(at)),
            Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(canvas, event)

    def test_escape_takes_the_map_back_and_keeps_the_selection(self, canvas, qtbot):
        canvas.set_selection(frozenset({3}))
        before = canvas.viewport
        self.begin(canvas)
        assert canvas.viewport != before
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
        assert canvas.viewport == before
        QTest.mouseMove(canvas, self.START)
        QTest.mouseRelease(canvas, Left, NoModifier, self.START)
        assert canvas.viewport == before
        assert canvas.selection == {3}

    def test_after_escape_the_country_stays_fitted(self, canvas, qtbot):
        self.begin(canvas)
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
        QTest.mouseRelease(canvas, Left, NoModifier, self.END)
        canvas.resize(700, 500)
        after = canvas.viewport
        canvas.camera.fit()
        assert canvas.viewport == after

    def test_escape_drops_the_frame_and_keeps_the_tool(self, canvas, qtbot):
        canvas.set_tool(Tool.FRAME)
        before = canvas.viewport
        self.begin(canvas)
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
        assert canvas._band is None
        QTest.mouseRelease(canvas, Left, NoModifier, self.END)
        assert canvas.viewport == before
        assert canvas.tool is Tool.FRAME
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
        assert canvas.tool is Tool.POINT

    def test_escape_is_not_left_to_the_window(self, canvas):
        def asks() -> bool:
            event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, NoModifier)
            event.ignore()
            QApplication.sendEvent(canvas, event)
            return event.isAccepted()

        assert not asks()
        self.begin(canvas)
        assert asks()
        QTest.mouseRelease(canvas, Left, NoModifier, self.END)
        assert not asks()

    @pytest.mark.parametrize("name", ["Right", "Middle", "Back"])
    def test_another_button_neither_ends_nor_changes_it(self, canvas, qtbot, name):
        other = Qt.MouseButton[f"{name}Button"]
        canvas.camera.zoom_to(frozenset(range(60)))  # so that there is somewhere to go back to
        before = canvas.viewport
        both = Left | other
        with qtbot.assertNotEmitted(canvas.selection_changed):
            self.begin(canvas, Shift)
            for kind, held in (("Press", both), ("Release", Left)):
                event = QMouseEvent(
                    QEvent.Type[f"MouseButton{kind}"], QPointF(self.END),
                    QPointF(canvas.mapToGlobal(self.END)), other, held, NoModifier,
                )  # fmt: skip
                QApplication.sendEvent(canvas, event)
            assert canvas._band is not None
            assert canvas.viewport == before
            QTest.mouseRelease(canvas, Left, Shift, self.END)
        assert canvas.viewport.resolution == pytest.approx(before.resolution * 180 / 900)

    def test_no_menu_opens(self, canvas, qtbot):
        canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

        def ask() -> None:
            place = QPoint(480, 340)
            reason = QContextMenuEvent.Reason.Mouse
            event = QContextMenuEvent(reason, place, canvas.mapToGlobal(place))
            QApplication.sendEvent(canvas, event)

        with qtbot.assertNotEmitted(canvas.customContextMenuRequested):
            self.begin(canvas)
            ask()
            QTest.mouseRelease(canvas, Left, NoModifier, self.END)
        with qtbot.waitSignal(canvas.customContextMenuRequested):
            ask()

    def test_a_release_that_was_not_heard_ends_it_at_the_next_move(self, canvas):
        self.begin(canvas)
        left = canvas.viewport
        self.move_without_buttons(canvas, self.HALF)
        assert canvas.viewport == left
        assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor

    def test_a_map_that_is_hidden_lets_go(self, canvas):
        self.begin(canvas, Shift)
        canvas.hide()
        canvas.show()
        assert canvas._band is None
        before = canvas.viewport
        QTest.mouseRelease(canvas, Left, Shift, self.END)
        assert canvas.viewport == before

    def test_the_wheel_zooms_and_the_drag_goes_on(self, canvas):
        self.begin(canvas)
        place = canvas.viewport.to_map(400, 300)
        scroll(canvas, QPoint(0, 15), Qt.ScrollPhase.NoScrollPhase)  # at (400, 300)
        QTest.mouseMove(canvas, self.END + QPoint(40, 30))
        QTest.mouseRelease(canvas, Left, NoModifier, self.END + QPoint(40, 30))
        assert canvas.viewport.to_map(440, 330) == pytest.approx(place)

    def test_the_map_keeps_to_the_hand_through_a_resize_and_another_theme(self, canvas, qapp):
        self.begin(canvas)
        canvas.resize(820, 640)
        QApplication.sendEvent(canvas, QEvent(QEvent.Type.StyleChange))
        canvas.repaint()
        place = canvas.viewport.to_map(self.END.x(), self.END.y())
        QTest.mouseMove(canvas, self.HALF)
        assert canvas.viewport.to_map(self.HALF.x(), self.HALF.y()) == pytest.approx(place)
        QTest.mouseRelease(canvas, Left, NoModifier, self.HALF)

    def test_another_map_in_the_middle_of_a_drag_stays_in_place(self, canvas, catalogus, gebied):
        self.begin(canvas)
        before = canvas.viewport
        canvas.set_specification(one_indeling(catalogus, gebied, catalogus["provincie"]))
        canvas.repaint()
        assert canvas.viewport == before
        QTest.mouseMove(canvas, self.END + QPoint(20, 0))
        assert canvas.viewport == before.panned(20, 0)
        QTest.mouseRelease(canvas, Left, NoModifier, self.END)

    def test_another_tool_lets_go(self, canvas):
        self.begin(canvas, Shift)
        canvas.set_tool(Tool.MEASURE)
        before = canvas.viewport
        QTest.mouseRelease(canvas, Left, Shift, self.END)
        assert canvas.viewport == before
        assert canvas.measurement.places == []

    def test_the_small_map_may_go_while_it_is_dragged_in(self, canvas):
        canvas.camera.zoom(4, 450, 350)
        centre = canvas.locator_rect.center().toPoint()
        QTest.mousePress(canvas, Left, NoModifier, centre)
        canvas.camera.fit()
        before = canvas.viewport
        QTest.mouseMove(canvas, centre + QPoint(10, 0))
        assert canvas.viewport == before
        QTest.mouseRelease(canvas, Left, NoModifier, centre)

    def test_escape_puts_the_divider_back(self, canvas, catalogus, gebied, qtbot):
        other = one_indeling(catalogus, gebied, catalogus["provincie"])
        canvas.set_second(other, divider=0.5)
        QTest.mousePress(canvas, Left, NoModifier, QPoint(450, 300))
        QTest.mouseMove(canvas, QPoint(600, 300))
        assert canvas.stage.divider > 0.6
        with qtbot.waitSignal(canvas.divided):
            qtbot.keyClick(canvas, Qt.Key.Key_Escape)
        assert canvas.stage.divider == pytest.approx(0.5)


def test_what_lies_under_the_legend_or_the_small_map_is_not_pointed_at(canvas, qtbot):
    canvas.camera.zoom(4, 450, 350)
    for rect in (canvas.stage.legend, canvas.locator_rect):
        at = rect.center()
        canvas.camera.look_at(canvas.viewport.panned(at.x() - 450, at.y() - 350))  # land there
        assert canvas.gemeente_at(at) >= 0
        QTest.mouseMove(canvas, QPoint(450, 350))
        QTest.mouseMove(canvas, at.toPoint())
        assert canvas._pointing.gemeente == -1
        canvas.set_selection(frozenset({3}))
        with qtbot.assertNotEmitted(canvas.selection_changed):
            QTest.mouseClick(canvas, Left, NoModifier, at.toPoint())
        with qtbot.assertNotEmitted(canvas.activated):
            QTest.mouseDClick(canvas, Left, NoModifier, at.toPoint())
        canvas.camera.zoom(1, 450, 350)


def test_a_double_click_with_the_frame_in_hand_selects_nothing(canvas, qtbot):
    canvas.set_tool(Tool.FRAME)
    with qtbot.assertNotEmitted(canvas.activated):
        QTest.mouseDClick(canvas, Left, NoModifier, QPoint(450, 350))


def test_the_buttons_back_and_forward_go_through_where_the_map_looked(canvas):
    whole = canvas.viewport
    canvas.camera.zoom_to(frozenset({10}))
    near = canvas.viewport
    QTest.mouseClick(canvas, Qt.MouseButton.BackButton)
    assert canvas.viewport == whole
    QTest.mouseClick(canvas, Qt.MouseButton.ForwardButton)
    assert canvas.viewport == near


def test_two_fingers_bring_another_gemeente_under_the_pointer(canvas, qtbot):
    at = QPoint(400, 300)
    QTest.mouseMove(canvas, at)
    with qtbot.waitSignal(canvas.hovered):
        scroll(canvas, QPoint(60, 90), Qt.ScrollPhase.ScrollUpdate)
    assert canvas._pointing.gemeente == canvas.gemeente_at(QPointF(at))


def test_another_view_in_the_middle_of_a_drag_lets_go_of_the_map(window, qtbot):
    canvas = window.canvas
    QTest.mousePress(canvas, Left, Shift, QPoint(200, 100))
    QTest.mouseMove(canvas, QPoint(300, 200))
    QTest.mouseMove(canvas, QPoint(320, 220))
    assert canvas._band is not None
    qtbot.keyClick(window, Qt.Key.Key_7, Control)
    settle(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_1, Control)
    settle(qtbot, window)
    before = canvas.viewport
    QTest.mouseRelease(canvas, Left, Shift, QPoint(320, 220))
    assert canvas._band is None
    assert canvas.viewport == before
