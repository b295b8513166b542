"""The tour: five stops inside the window, by keyboard and mouse, seen once."""

import pytest
from PyQt6.QtCore import Qt

from regiokaart.gui import settings

Key, Left = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def tour(window, qtbot):
    window.commands["tour"].trigger()
    qtbot.waitUntil(window.beside.tour.isVisible)
    return window.beside.tour


def test_five_stops_by_keyboard(tour, window, qtbot):
    titles = []
    for _ in range(5):
        titles.append(tour._title.text())
        assert tour.next.hasFocus()
        assert window.rect().contains(tour.geometry())
        qtbot.keyClick(tour.next, Key.Key_Space)
    assert len(set(titles)) == 5
    assert not tour.isVisible()
    assert not tour._outline.isVisible()
    assert window.desk.settings.get(settings.TOUR) is True


def test_it_points_at_what_it_tells_about(tour, window, qtbot):
    place = window.indelingen.geometry()
    assert tour._outline.geometry().size() == place.size()
    assert not tour.geometry().intersects(place)
    qtbot.mouseClick(tour.next, Left)
    qtbot.mouseClick(tour.back, Left)
    assert tour._count.text() == "1 van 5"


def test_escape_skips_and_gives_the_focus_back(window, qtbot):
    window.indelingen.tree.setFocus()
    window.commands["tour"].trigger()
    qtbot.keyClick(window.beside.tour, Key.Key_Escape)
    assert not window.beside.tour.isVisible()
    assert window.desk.settings.get(settings.TOUR) is True
    assert window.indelingen.tree.hasFocus()


def test_no_text_is_cut(tour, qtbot):
    for _ in range(5):
        for label in (tour._title, tour._text):
            assert label.heightForWidth(label.width()) <= label.height()
        qtbot.mouseClick(tour.next, Left)


def test_help_opens_at_the_view(window, qtbot):
    from regiokaart.model.project import Weergave
    from tests.gui.conftest import settle

    window.state.set_map(Weergave.GRENZEN)
    settle(qtbot, window)
    qtbot.keyClick(window, Key.Key_F1)
    assert window.beside.help.browser.textCursor().block().text() == "Grenzen tellen"
    window.beside.help.close()


def test_enter_goes_on_and_the_button_tells_the_stop(tour, qtbot):
    assert tour.next.accessibleDescription().startswith("1 van 5. Kies indelingen. Vink aan")
    qtbot.keyClick(tour.next, Key.Key_Return)
    assert tour.next.accessibleDescription().startswith("2 van 5. Kies een weergave.")
    tour.back.setFocus()
    qtbot.keyClick(tour.back, Key.Key_Enter)
    assert tour.next.accessibleDescription().startswith("1 van 5.")
