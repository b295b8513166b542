"""A large map is drawn in pieces between events, and looks as if it were drawn in one go."""

from dataclasses import replace

import pytest
from PyQt6.QtCore import QPoint, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor
from PyQt6.QtTest import QTest
from pytestqt.qtbot import QtBot

from regiokaart.cartography.borders import borders
from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.viewport import Viewport
from regiokaart.cartography.views import one_indeling
from regiokaart.gui.map.canvas import MapCanvas
from regiokaart.gui.map.scene import SELECTION, Drawer
from regiokaart.model import Catalogus, Gebied

LARGE = 1300, 900


@pytest.fixture
def one(catalogus: Catalogus, gebied: Gebied) -> MapSpecification:
    return one_indeling(catalogus, gebied, catalogus["arbeidsmarktregio"])


@pytest.fixture
def other(catalogus: Catalogus, gebied: Gebied) -> MapSpecification:
    counted = [indeling for indeling in catalogus if indeling.telt_standaard_mee]
    return borders(catalogus, gebied, counted)


@pytest.fixture
def canvas(qtbot: QtBot, gebied: Gebied, one: MapSpecification) -> MapCanvas:
    widget = MapCanvas(gebied)
    qtbot.addWidget(widget)
    widget.resize(*LARGE)
    widget.set_specification(one)
    with qtbot.waitSignal(widget.first_painted):
        widget.show()
    assert not widget.stage.is_small
    return widget


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_drawing_in_steps_equals_one_in_one_go(
    gebied: Gebied, other: MapSpecification, ratio: float
) -> None:
    drawer, view = Drawer(gebied), Viewport.fitting(gebied.bounds, 400, 450)
    blocked = [QRectF(0, 0, 100, 100)]

    def begin():
        return drawer.sharp(other, view, ratio, frozenset(range(0, 342, 7)), blocked)

    whole, pieces = begin(), begin()
    assert whole.go_on()
    count = 1
    while not pieces.go_on(0.0):
        count += 1
    assert count > 20
    assert pieces.picture.pixmap.toImage() == whole.picture.pixmap.toImage()


def test_selecting_leaves_borders_that_mean_something_to_be_seen(
    gebied: Gebied, catalogus: Catalogus, one: MapSpecification, other: MapSpecification
) -> None:
    ede, arnhem = map(catalogus.gemeenten.namen.index, ("Ede", "Arnhem"))
    detail = gebied.levels[0]
    arcs = (detail.left == ede) & (detail.right == arnhem)
    arcs |= (detail.left == arnhem) & (detail.right == ede)
    start = detail.arc_start[:-1][arcs][0]
    x, y = detail.points[start : start + 2].mean(axis=0)
    view, drawer = Viewport(float(x), float(y), 20.0, 300, 300), Drawer(gebied)

    def border(specification: MapSpecification, selection: set[int]) -> QColor:
        bare = replace(specification, labels=())
        drawing = drawer.sharp(bare, view, 1.0, selection, [])
        assert drawing.go_on()
        wide = drawing.picture.viewport
        image = drawing.picture.pixmap.toImage()
        return image.pixelColor(QPointF(*wide.to_pixel(x, y)).toPoint())

    assert border(one, {ede}).name() == SELECTION
    selected, before = border(other, {ede}), border(other, set())
    for ours, theirs in zip(selected.getRgb(), before.getRgb(), strict=True):
        assert ours == pytest.approx(theirs, abs=4)  # the edge of a line blends with what is beside


def test_a_drawing_that_is_dropped_leaves_nothing_behind(
    gebied: Gebied, one: MapSpecification
) -> None:
    drawer, view = Drawer(gebied), Viewport.fitting(gebied.bounds, 400, 450)
    drawing = drawer.sharp(one, view, 1.0, frozenset(), [])
    assert not drawing.go_on(0.0)
    pixmap = drawing.picture.pixmap
    del drawing
    assert not pixmap.paintingActive()


def test_painting_a_large_map_does_not_wait_for_its_drawing(
    canvas: MapCanvas, qtbot: QtBot, other: MapSpecification
) -> None:
    before = canvas.grab().toImage()
    canvas.set_legend_visible(False)
    canvas.set_specification(other)
    assert not canvas.stage.is_complete
    waiting = canvas.grab().toImage()
    assert not canvas.stage.is_complete
    qtbot.waitUntil(lambda: canvas.stage.is_complete)
    after = canvas.grab().toImage()
    white = Qt.GlobalColor.white
    centre = QPoint(LARGE[0] // 2, LARGE[1] // 2)
    assert waiting.pixelColor(centre) != white  # the map of before, until the other is ready
    assert before != after != waiting


def test_a_gesture_drops_the_drawing_and_another_follows(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_selection(frozenset({10, 11}))
    canvas.repaint()
    start = QPoint(600, 400)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start + QPoint(40, 0))
    QTest.mouseMove(canvas, start + QPoint(60, 0))
    canvas.repaint()
    assert canvas.camera.is_moving
    assert not canvas.stage.is_complete
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    qtbot.waitUntil(lambda: canvas.stage.is_complete)
    assert not canvas.camera.is_moving


def test_two_maps_with_a_divider_are_both_completed(
    canvas: MapCanvas, qtbot: QtBot, other: MapSpecification
) -> None:
    alone = canvas.grab().toImage()
    canvas.set_second(other, divider=0.5)
    assert not canvas.stage.is_complete
    qtbot.waitUntil(lambda: canvas.stage.is_complete)
    both = canvas.grab().toImage()
    left, right = (QPoint(round(part * LARGE[0]), LARGE[1] // 2) for part in (0.45, 0.6))
    assert both.pixelColor(right) != alone.pixelColor(right)
    assert both.pixelColor(left) != Qt.GlobalColor.white
