"""What is selected elsewhere comes into sight on the map."""

from pytestqt.qtbot import QtBot

from regiokaart.gui.window import MainWindow


def test_a_row_brings_its_gemeente_into_sight(window: MainWindow, qtbot: QtBot) -> None:
    namen, camera = window.state.catalogus.gemeenten.namen, window.canvas.camera
    ede, emmen, barneveld = map(namen.index, ("Ede", "Emmen", "Barneveld"))
    camera.zoom_to({ede})
    near = camera.viewport
    window.tables.gemeenten.selected.emit((barneveld,))
    assert camera.viewport == near  # it was in sight
    window.tables.gemeenten.selected.emit((emmen,))
    assert window.state.selection == {emmen}
    left, bottom, right, top = camera.viewport.bounds
    x, y = window.state.gebied.label_points[emmen]
    assert left < x < right
    assert bottom < y < top
    window.commands["extent_back"].trigger()
    assert camera.viewport.shows_as(near)


def test_clicking_beside_the_country_moves_nothing(window: MainWindow) -> None:
    camera = window.canvas.camera
    ede = window.state.catalogus.gemeenten.namen.index("Ede")
    window.state.select({ede})
    camera.zoom_to({ede})
    near = camera.viewport
    window.commands["select_none"].trigger()
    assert camera.viewport == near
