"""The map by keyboard: from gemeente to gemeente, selecting, adding, and the whole region."""

import pytest
from PyQt6.QtCore import QPointF, Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QToolTip, QWidget
from pytestqt.qtbot import QtBot

from regiokaart.cartography.views import one_indeling
from regiokaart.gui.map.canvas import MapCanvas
from regiokaart.gui.map.surface import Tool
from regiokaart.model import Catalogus, Gebied
from tests.gui.conftest import settle

Key = Qt.Key
Shift, Control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


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


def position(catalogus: Catalogus, naam: str) -> int:
    return catalogus.gemeenten.namen.index(naam)


def test_walk_begins_at_what_is_selected_and_enter_selects(
    canvas: MapCanvas, catalogus: Catalogus
) -> None:
    ede, barneveld = position(catalogus, "Ede"), position(catalogus, "Barneveld")
    canvas.set_selection(frozenset({ede}))
    heard: list[str] = []
    canvas.walked.connect(heard.append)
    QTest.keyClick(canvas, Key.Key_Up, Shift)
    assert heard[0].startswith("Barneveld · ")
    assert canvas.accessibleDescription().startswith("Barneveld. ")
    assert "Arbeidsmarktregio: " in canvas.accessibleDescription()
    assert "35 arbeidsmarktregio's" in canvas.accessibleDescription()
    assert QToolTip.text().startswith("<b>Barneveld</b>")
    assert canvas.selection == {ede}
    QTest.keyClick(canvas, Key.Key_Return, Shift)
    assert canvas.selection == {ede, barneveld}
    QTest.keyClick(canvas, Key.Key_Return, Shift)
    assert canvas.selection == {ede}
    QTest.keyClick(canvas, Key.Key_Enter)
    assert canvas.selection == {barneveld}
    QToolTip.hideText()


def test_walk_begins_in_the_middle_and_control_enter_asks_for_the_region(
    canvas: MapCanvas, qtbot: QtBot
) -> None:
    QTest.keyClick(canvas, Key.Key_Return)
    assert not canvas.selection  # nothing is pointed at
    with qtbot.waitSignal(canvas.hovered) as pointed:
        QTest.keyClick(canvas, Key.Key_Right, Shift)
    with qtbot.waitSignal(canvas.activated) as activated:
        QTest.keyClick(canvas, Key.Key_Return, Control)
    assert activated.args == pointed.args
    QToolTip.hideText()


def test_every_gemeente_can_be_pointed_at(canvas: MapCanvas, gebied: Gebied) -> None:
    canvas.camera.zoom(8, 450, 350)
    for gemeente, (x, y) in enumerate(gebied.label_points):
        assert canvas.gemeente_at(QPointF(*canvas.viewport.to_pixel(x, y))) == gemeente


def test_the_map_moves_along_and_arrows_alone_still_move_it(
    canvas: MapCanvas, catalogus: Catalogus
) -> None:
    canvas.camera.zoom_to(frozenset({position(catalogus, "Ede")}))
    canvas.set_selection(frozenset({position(catalogus, "Ede")}))
    before = canvas.viewport
    for _ in range(4):
        QTest.keyClick(canvas, Key.Key_Left, Shift)
    assert canvas.viewport.x < before.x
    assert canvas.viewport.resolution == before.resolution
    there = canvas.viewport
    QTest.keyClick(canvas, Key.Key_Right)
    assert canvas.viewport.x > there.x
    QToolTip.hideText()


def test_measuring_does_not_walk(canvas: MapCanvas) -> None:
    canvas.set_tool(Tool.MEASURE)
    heard: list[str] = []
    canvas.walked.connect(heard.append)
    QTest.keyClick(canvas, Key.Key_Up, Shift)
    assert heard == []


def test_leaving_the_map_ends_the_walk(canvas: MapCanvas, qtbot: QtBot) -> None:
    other = QWidget(canvas)
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    other.show()
    QTest.keyClick(canvas, Key.Key_Up, Shift)
    other.setFocus(Qt.FocusReason.TabFocusReason)
    assert canvas.accessibleDescription().startswith("Kaart")
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_Return)
    assert not canvas.selection


def test_window_follows_and_the_menu_opens_where_the_keys_point(window, qtbot: QtBot) -> None:
    catalogus, canvas = window.state.catalogus, window.canvas
    window.state.select({position(catalogus, "Ede")})
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(canvas, Key.Key_Up, Shift)
    assert window.status.place.text().startswith("Barneveld · Gelderland")
    at = canvas.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    assert canvas.gemeente_at(at.center()) == position(catalogus, "Barneveld")
    qtbot.keyClick(canvas, Key.Key_Return, Control)
    settle(qtbot, window)
    assert len(window.state.selection) > 1
    assert position(catalogus, "Barneveld") in window.state.selection
    QToolTip.hideText()
