"""The field that finds anything: what fits best comes first, and choosing goes there."""

import pytest
from PyQt6.QtCore import Qt

from regiokaart.gui.details.subject import Kind, Subject
from regiokaart.gui.search.candidates import candidates
from regiokaart.gui.search.field import _shares
from regiokaart.gui.search.matching import Candidate, best
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle

Key, Ctrl, Left = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton


def type_in(window, qtbot, text):
    qtbot.keyClick(window, Key.Key_K, Ctrl)
    assert window.search.hasFocus()
    qtbot.keyClicks(window.search, text)


def names(window):
    results = window.search.results
    return [results.item(row).text() for row in range(results.count())]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("groningen", "Groningen"),
        ("sudwest", "Súdwest-Fryslân"),
        ("gravenhage", "'s-Gravenhage"),
        ("GM0344", "Utrecht"),
        ("jeugdregio's", "Jeugdregio's"),
        ("grngn", "Groningen"),
        ("omgevingsdienst ijmond", "Omgevingsdienst IJmond"),
        ("werkmap", "Werkmap exporteren"),
        ("Alphen-Ch", "Alphen-Chaam"),
        ("vws", "VWS"),
        ("volksgezondheid", "VWS"),
    ],
)
def test_best_fit_comes_first(window, text, first):
    found = best(candidates(window.state), text, 5)
    assert found[0].name == first


def test_every_kind_can_be_found(window):
    kinds = {type(each.target).__name__ for each in candidates(window.state)}
    assert kinds == {"Subject", "Cooperation", "str"}


def test_gemeente_is_selected_told_and_zoomed_to(window, qtbot):
    before = window.canvas.viewport.resolution
    type_in(window, qtbot, "ede")
    assert names(window)[0] == "Ede"
    assert window.search.results.isVisible()
    qtbot.keyClick(window.search, Key.Key_Return)
    assert window.details.history.current == Subject(Kind.GEMEENTE, ("GM0228",))
    assert window.canvas.viewport.resolution < before
    assert not window.search.results.isVisible()
    assert window.search.text() == ""
    settle(qtbot, window)


def test_ministry_is_told_also_where_the_details_were_closed(window, qtbot):
    window.details.hide()
    type_in(window, qtbot, "szw")
    qtbot.keyClick(window.search, Key.Key_Return)
    settle(qtbot, window)
    assert window.details.isVisible()
    assert window.details.history.current == Subject(Kind.MINISTERIE, ("SZW",))


def test_long_name_leaves_room_for_what_it_is(window):
    metrics = window.search.fontMetrics()
    room = _shares(metrics, "Gemeenschappelijke regeling " * 4, "samenwerking", 500) - 8
    assert metrics.elidedText("samenwerking", Qt.TextElideMode.ElideRight, room) == "samenwerking"
    assert _shares(metrics, "Ede", "ministerie van " * 20, 500) < 500
    assert _shares(metrics, "Ede", "", 500) == 0


def test_arrows_and_mouse_choose(window, qtbot):
    type_in(window, qtbot, "utrecht")
    assert window.search.results.currentRow() == 0
    qtbot.keyClick(window.search, Key.Key_Down)
    qtbot.keyClick(window.search, Key.Key_Down)
    qtbot.keyClick(window.search, Key.Key_Up)
    assert window.search.results.currentRow() == 1
    chosen = window.search._found[1].target
    results = window.search.results
    place = results.visualItemRect(results.item(1)).center()
    qtbot.mouseClick(results.viewport(), Left, pos=place)
    assert window.details.history.current == chosen
    settle(qtbot, window)


def test_view_and_command(window, qtbot):
    type_in(window, qtbot, "grenzen")
    qtbot.keyClick(window.search, Key.Key_Return)
    settle(qtbot, window)
    assert window.state.view is Weergave.GRENZEN
    type_in(window, qtbot, "niets selecteren")
    window.state.select({0})
    qtbot.keyClick(window.search, Key.Key_Return)
    assert not window.state.selection


def test_cooperation_is_shown_on_the_map(window, qtbot):
    type_in(window, qtbot, "avalex")
    qtbot.keyClick(window.search, Key.Key_Return)
    settle(qtbot, window)
    assert window.state.view is Weergave.SAMENWERKINGEN
    assert "Avalex" in window.views[Weergave.SAMENWERKINGEN].cooperations.shown.naam


def test_nothing_found_is_said_and_escape_closes(window, qtbot):
    type_in(window, qtbot, "qqqq")
    assert names(window) == ["Niets gevonden. Typ een deel van een naam."]
    qtbot.keyClick(window.search, Key.Key_Return)
    assert window.search.text() == "qqqq"
    qtbot.keyClick(window.search, Key.Key_Escape)
    assert not window.search.results.isVisible()
    assert window.search.text() == ""


def test_results_stay_inside_the_window(window, qtbot):
    type_in(window, qtbot, "a")
    area = window.search.results.geometry()
    assert window.rect().contains(area)


def test_start_beats_inside_and_every_word_must_fit():
    found = best([Candidate("Boven-Ede", "", 1), Candidate("Ede", "", 2)], "ede", 5)
    assert [each.target for each in found] == [2, 1]
    assert best([Candidate("Ede", "", 1)], "ede stad", 5) == []
    assert best([Candidate("Ede", "", 1)], "  ", 5) == []


@pytest.mark.parametrize("end", [Key.Key_Return, Key.Key_Escape])
def test_keyboard_goes_back_to_where_it_was(window, qtbot, end):
    window.indelingen.tree.setFocus()
    window.commands["find"].trigger()
    assert window.search.hasFocus()
    qtbot.keyClicks(window.search, "ede")
    qtbot.keyClick(window.search, end)
    settle(qtbot, window)
    assert window.indelingen.tree.hasFocus()


def test_a_command_that_was_found_takes_the_keyboard(window, qtbot):
    window.canvas.setFocus()
    window.commands["find"].trigger()
    qtbot.keyClicks(window.search, "zoeken in de indelingen")
    qtbot.keyClick(window.search, Key.Key_Return)
    assert window.indelingen.search.hasFocus()


def test_screen_reader_hears_what_is_chosen(window, qtbot):
    type_in(window, qtbot, "ede")
    assert window.search.accessibleDescription().startswith("Ede, gemeente")
    qtbot.keyClick(window.search, Key.Key_Down)
    told = window.search.accessibleDescription()
    assert told.startswith(f"{names(window)[1]}, ")
    assert ", 2 van 12. " in told
    qtbot.keyClicks(window.search, "qqqq")
    assert window.search.accessibleDescription().startswith("Niets gevonden")
    qtbot.keyClick(window.search, Key.Key_Escape)
    assert window.search.accessibleDescription().startswith("Pijl omlaag")
