from dataclasses import replace

import pytest
from PyQt6.QtCore import QPoint, QPointF, QSizeF, Qt
from PyQt6.QtGui import QFont, QImage, QWheelEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from regiokaart.cartography.views import compare_two, one_indeling
from regiokaart.gui.map.canvas import SELECTION, MapCanvas
from regiokaart.gui.map.furniture import Furniture
from regiokaart.model import Catalogus, Gebied


@pytest.fixture
def canvas(qtbot: QtBot, catalogus: Catalogus, gebied: Gebied) -> MapCanvas:
    widget = MapCanvas(gebied)
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.set_specification(one_indeling(catalogus, gebied, catalogus["arbeidsmarktregio"]))
    with qtbot.waitSignal(widget.first_painted):
        widget.show()
    return widget


def place_of(canvas: MapCanvas, catalogus: Catalogus, gebied: Gebied, naam: str) -> QPoint:
    i = catalogus.gemeenten.namen.index(naam)
    x, y = canvas.viewport.to_pixel(*gebied.label_points[i])
    return QPoint(round(x), round(y))


def wheel(canvas: MapCanvas, at: QPoint, steps: int) -> None:
    event = QWheelEvent(
        QPointF(at), QPointF(canvas.mapToGlobal(at)), QPoint(), QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def test_whole_country_is_in_view_at_first(canvas: MapCanvas, gebied: Gebied) -> None:
    xmin, ymin, xmax, ymax = gebied.bounds
    left, bottom, right, top = canvas.viewport.bounds
    assert left < xmin < xmax < right
    assert bottom < ymin < ymax < top


def test_every_gemeente_is_found_at_its_label_point(
    canvas: MapCanvas, catalogus: Catalogus, gebied: Gebied
) -> None:
    for i, point in enumerate(gebied.label_points):
        assert canvas.gemeente_at(QPointF(*canvas.viewport.to_pixel(*point))) == i


def test_click_selects_and_sea_clears(
    canvas: MapCanvas, catalogus: Catalogus, gebied: Gebied, qtbot: QtBot
) -> None:
    ede = catalogus.gemeenten.namen.index("Ede")
    with qtbot.waitSignal(canvas.selection_changed) as changed:
        qtbot.mouseClick(
            canvas, Qt.MouseButton.LeftButton, pos=place_of(canvas, catalogus, gebied, "Ede")
        )
    assert changed.args == [frozenset({ede})]
    with qtbot.waitSignal(canvas.selection_changed):
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(30, 500))
    assert canvas.selection == frozenset()


def test_control_click_adds_and_takes_away(
    canvas: MapCanvas, catalogus: Catalogus, gebied: Gebied, qtbot: QtBot
) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    for naam, modifier in (("Ede", None), ("Zwolle", control), ("Ede", control)):
        qtbot.mouseClick(
            canvas,
            Qt.MouseButton.LeftButton,
            modifier or Qt.KeyboardModifier.NoModifier,
            place_of(canvas, catalogus, gebied, naam),
        )
    assert canvas.selection == {catalogus.gemeenten.namen.index("Zwolle")}


def test_double_click_activates_without_changing_the_selection_after(
    canvas: MapCanvas, catalogus: Catalogus, gebied: Gebied, qtbot: QtBot
) -> None:
    at = place_of(canvas, catalogus, gebied, "Breda")
    breda = catalogus.gemeenten.namen.index("Breda")
    region = frozenset({breda, 0, 1})
    canvas.activated.connect(lambda gemeente: canvas.set_selection(region))
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    with qtbot.waitSignal(canvas.activated) as activated:
        QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert activated.args == [breda]
    assert canvas.selection == region


def test_selection_from_outside_is_drawn_and_not_announced(canvas: MapCanvas, qtbot: QtBot) -> None:
    def has_outline() -> bool:
        image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        return any(
            image.pixelColor(x, y).name() == SELECTION
            for x in range(0, image.width(), 2)
            for y in range(image.height())
        )

    assert not has_outline()
    with qtbot.assertNotEmitted(canvas.selection_changed):
        canvas.set_selection(frozenset({10, 11, 12, 13}))
    assert has_outline()


def test_dragging_moves_the_map_and_selects_nothing(canvas: MapCanvas, qtbot: QtBot) -> None:
    before = canvas.viewport.to_map(300, 300)
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    qtbot.mouseMove(canvas, QPoint(340, 320))
    qtbot.mouseMove(canvas, QPoint(400, 350))
    with qtbot.assertNotEmitted(canvas.selection_changed):
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 350))
    assert canvas.viewport.to_map(400, 350) == pytest.approx(before)


def test_wheel_zooms_at_the_pointer(canvas: MapCanvas) -> None:
    at = QPoint(200, 450)
    place, resolution = canvas.viewport.to_map(200, 450), canvas.viewport.resolution
    wheel(canvas, at, 3)
    assert canvas.viewport.resolution < resolution
    assert canvas.viewport.to_map(200, 450) == pytest.approx(place)


def test_zoom_stays_within_bounds(canvas: MapCanvas, gebied: Gebied) -> None:
    wheel(canvas, QPoint(450, 350), 200)
    assert canvas.viewport.resolution == pytest.approx(4)
    wheel(canvas, QPoint(450, 350), -200)
    assert canvas.viewport.resolution < 2000


@pytest.mark.parametrize(
    ("key", "dx", "dy"),
    [
        (Qt.Key.Key_Left, -1, 0),
        (Qt.Key.Key_Right, 1, 0),
        (Qt.Key.Key_Up, 0, 1),
        (Qt.Key.Key_Down, 0, -1),
    ],
)
def test_arrows_pan(canvas: MapCanvas, qtbot: QtBot, key: Qt.Key, dx: int, dy: int) -> None:
    before = canvas.viewport
    qtbot.keyClick(canvas, key)
    after = canvas.viewport
    moved = [(after.x - before.x) / before.resolution, (after.y - before.y) / before.resolution]
    assert moved == pytest.approx([0.15 * canvas.width() * dx, 0.15 * canvas.height() * dy])


def test_plus_minus_and_zero(canvas: MapCanvas, qtbot: QtBot) -> None:
    start = canvas.viewport
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.viewport.resolution == pytest.approx(start.resolution / 1.5)
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.viewport.resolution == pytest.approx(start.resolution)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.viewport == start


def test_escape_clears_the_selection(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_selection(frozenset({3}))
    with qtbot.waitSignal(canvas.selection_changed) as changed:
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert changed.args == [frozenset()]


def test_zoom_to_shows_the_gemeenten_large(
    canvas: MapCanvas, catalogus: Catalogus, gebied: Gebied
) -> None:
    ede = catalogus.gemeenten.namen.index("Ede")
    canvas.camera.zoom_to(frozenset({ede}))
    assert canvas.viewport.resolution < 100
    centre = QPointF(*canvas.viewport.to_pixel(*gebied.label_points[ede]))
    assert canvas.rect().contains(centre.toPoint())


def test_zoom_to_shows_what_lies_around(
    canvas: MapCanvas, catalogus: Catalogus, gebied: Gebied
) -> None:
    namen = catalogus.gemeenten.namen
    canvas.camera.zoom_to(frozenset({namen.index("Rozendaal")}))
    centre = QPointF(*canvas.viewport.to_pixel(*gebied.label_points[namen.index("Rheden")]))
    assert canvas.rect().contains(centre.toPoint())


def test_the_map_goes_to_gemeenten_only_if_it_shows_none_of_them(
    canvas: MapCanvas, catalogus: Catalogus, gebied: Gebied
) -> None:
    ede, emmen = map(catalogus.gemeenten.namen.index, ("Ede", "Emmen"))
    camera = canvas.camera
    whole = canvas.viewport
    camera.bring_in_sight(frozenset({ede}))
    assert canvas.viewport == whole
    camera.zoom_to(frozenset({ede}))
    near = canvas.viewport
    camera.bring_in_sight(frozenset({ede, emmen}))
    camera.bring_in_sight(frozenset())
    assert canvas.viewport == near
    camera.bring_in_sight(frozenset({emmen}))
    centre = QPointF(*canvas.viewport.to_pixel(*gebied.label_points[emmen]))
    assert canvas.rect().contains(centre.toPoint())


def test_pointing_tells_which_gemeente(
    canvas: MapCanvas, catalogus: Catalogus, gebied: Gebied, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(canvas.hovered) as hovered:
        qtbot.mouseMove(canvas, place_of(canvas, catalogus, gebied, "Emmen"))
    assert hovered.args == [catalogus.gemeenten.namen.index("Emmen")]
    with qtbot.waitSignal(canvas.hovered) as hovered:
        qtbot.mouseMove(canvas, QPoint(30, 500))
    assert hovered.args == [-1]


def test_country_stays_fitted_until_the_user_moves(canvas: MapCanvas, qtbot: QtBot) -> None:
    fitted = canvas.viewport.resolution
    canvas.resize(600, 500)
    assert canvas.viewport.resolution > fitted
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    zoomed = canvas.viewport
    canvas.resize(800, 600)
    assert canvas.viewport.resolution == zoomed.resolution
    assert (canvas.viewport.x, canvas.viewport.y) == (zoomed.x, zoomed.y)


def test_after_a_gesture_the_map_becomes_as_sharp_as_before(
    canvas: MapCanvas, qtbot: QtBot
) -> None:
    before = canvas.grab().toImage()
    wheel(canvas, QPoint(450, 350), 1)
    moving = canvas.grab().toImage()
    wheel(canvas, QPoint(450, 350), -1)
    canvas.camera.fit()
    assert canvas.grab().toImage() == before
    assert moving != before


def test_names_follow_the_font(canvas: MapCanvas, qapp: QApplication) -> None:
    before = canvas.grab().toImage()
    font = qapp.font()
    try:
        qapp.setFont(QFont("DejaVu Serif"))
        QApplication.processEvents()
        assert canvas.grab().toImage() != before
    finally:
        qapp.setFont(font)
        QApplication.processEvents()
    assert canvas.grab().toImage() == before


def test_what_stands_on_the_map_grows_with_the_letters_of_the_screen(
    canvas: MapCanvas, qapp: QApplication
) -> None:
    stage = canvas.stage
    legend, source = stage.legend, stage.source
    font = qapp.font()
    try:
        larger = QFont(font)
        larger.setPointSizeF(2 * font.pointSizeF())
        qapp.setFont(larger)
        QApplication.processEvents()
        assert stage.legend.height() > 1.7 * legend.height()
        assert stage.legend.width() <= 0.5 * canvas.width()
        assert stage.source.height() > 1.7 * source.height()
    finally:
        qapp.setFont(font)
        QApplication.processEvents()
    assert (stage.legend, stage.source) == (legend, source)


@pytest.mark.parametrize("size", [(654, 457), (500, 900), (1500, 800), (892, 627)])
@pytest.mark.parametrize("which", ["een", "twee"])
def test_no_land_lies_under_what_stands_on_the_map(
    canvas: MapCanvas, catalogus: Catalogus, gebied: Gebied, size: tuple[int, int], which: str
) -> None:
    if which == "twee":
        a, b = catalogus["jeugdregio"], catalogus["rmc-regio"]
        canvas.set_specification(compare_two(catalogus, gebied, a, b))
    canvas.resize(*size)
    QApplication.processEvents()
    furniture = [rect for rect in canvas.stage.blocked if not rect.isEmpty()]
    assert len(furniture) >= 3
    detail = gebied.levels[0]
    for x, y in detail.points.tolist():
        pixel = QPointF(*canvas.viewport.to_pixel(x, y))
        assert not any(rect.contains(pixel) for rect in furniture)


def test_legend_can_be_hidden(canvas: MapCanvas) -> None:
    with_legend = canvas.grab().toImage()
    canvas.set_legend_visible(False)
    assert canvas.grab().toImage() != with_legend


def test_screen_readers_hear_what_the_map_shows(
    canvas: MapCanvas, catalogus: Catalogus, gebied: Gebied
) -> None:
    assert "arbeidsmarktregio" in canvas.accessibleDescription()
    specification = compare_two(catalogus, gebied, catalogus["corop"], catalogus["provincie"])
    canvas.set_specification(specification)
    assert canvas.accessibleDescription().startswith(specification.alt_text)


def test_empty_canvas_is_blank(qtbot: QtBot, gebied: Gebied) -> None:
    widget = MapCanvas(gebied)
    qtbot.addWidget(widget)
    widget.resize(300, 300)
    image = widget.grab().toImage()
    assert image.pixelColor(150, 150).name() == "#ffffff"


def test_a_long_source_line_is_cut_and_leaves_room_for_the_map(
    canvas: MapCanvas, catalogus: Catalogus, gebied: Gebied
) -> None:
    short = canvas.viewport.resolution
    every = replace(canvas.specification, source="Gegevens van een bron met een naam, 2025. " * 60)
    canvas.set_specification(every)
    canvas.camera.fit()
    assert canvas.viewport.resolution < 1.5 * short
    furniture = Furniture(every, QSizeF(canvas.size()), 1.0, legend=True)
    assert furniture.source.height() < 0.21 * canvas.height()
    assert furniture._source.endswith("… Alle bronnen: tabblad Bronnen.")
    whole = Furniture(replace(every, source="Kort."), QSizeF(canvas.size()), 1.0, legend=True)
    assert whole._source == "Kort."


def test_the_source_line_stands_beside_a_legend_that_reaches_down(
    canvas: MapCanvas,
) -> None:
    wordy = replace(
        canvas.specification,
        legend_note="Geteld is wat meetelt. " * 12,
        source="Gegevens van een bron met een naam, 2025. " * 12,
    )
    legend = Furniture(wordy, QSizeF(800, 900), 1.0, legend=True).legend
    low = Furniture(wordy, QSizeF(800, legend.bottom() + 40), 1.0, legend=True)
    assert not low.legend.isEmpty()
    assert not low.source.intersects(low.legend)
    assert low.source.bottom() > low.legend.bottom()


def test_the_country_stays_beside_a_legend_of_other_letters(
    canvas: MapCanvas, gebied: Gebied, qapp: QApplication
) -> None:
    before, font = canvas.viewport, qapp.font()
    try:
        larger = QFont(font)
        larger.setPointSizeF(1.5 * font.pointSizeF())
        qapp.setFont(larger)
        QApplication.processEvents()
        furniture = [rect for rect in canvas.stage.blocked if not rect.isEmpty()]
        for x, y in gebied.levels[-1].points.tolist():
            pixel = QPointF(*canvas.viewport.to_pixel(x, y))
            assert not any(rect.contains(pixel) for rect in furniture)
    finally:
        qapp.setFont(font)
        QApplication.processEvents()
    assert canvas.viewport == before
