"""The view Naar meer congruentie: table, map and selection are about the same step."""

import numpy as np
import pytest
from PyQt6.QtCore import Qt

from regiokaart.congruence.steps.steptables import ranking
from regiokaart.gui.details.subject import Kind, Subject
from regiokaart.gui.look import emptytext
from regiokaart.gui.views.stepsfindings import TOO_FEW
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window_with_steps(window, qtbot):
    qtbot.keyClick(window, Key.Key_5, Ctrl)
    settle(qtbot, window)
    return window


@pytest.fixture
def ranked(catalogus, window):
    return ranking(catalogus, window.state.counted, window.state.gewicht)


def view(window):
    return window.views[Weergave.STAPPEN]


def movers(found, s):
    return set(np.flatnonzero(found.moving[s]).tolist())


def click(qtbot, panel, row):
    index = panel.view.model().index(row, 1)
    panel.view.scrollTo(index)
    place = panel.view.visualRect(index).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def choose(qtbot, box, text):
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_cheapest_step_is_on_the_map_and_in_words(window_with_steps, ranked):
    window = window_with_steps
    assert window.state.view is Weergave.STAPPEN
    assert len(view(window).steps.table) == len(ranked.steps) == 56
    assert view(window).steps.selected_rows() == (0,)
    a, b = ranked.steps.follower[0], ranked.steps.leader[0]
    title = f"{ranked.indelingen[a].naam_meervoud} volgen"
    assert window.canvas.specification.title.startswith(title)
    assert ranked.indelingen[b].naam_meervoud.lower() in window.sentence.text()
    assert f"{len(movers(ranked.steps, 0))} gemeenten" in window.sentence.text()
    assert not window.state.selection


def test_clicked_row_is_shown_and_its_movers_selected(window_with_steps, qtbot, ranked):
    window = window_with_steps
    click(qtbot, view(window).steps, 3)
    settle(qtbot, window)
    assert window.state.selection == movers(ranked.steps, 3)
    assert view(window).found.row == 3
    assert window.canvas.specification is view(window).found.specification
    assert (view(window).found.change.moving == ranked.steps.moving[3]).all()


def test_arrows_and_enter_walk_along_the_steps(window_with_steps, qtbot, ranked):
    window = window_with_steps
    table = view(window).steps.view
    table.setFocus()
    qtbot.keyClick(table, Key.Key_Down)
    settle(qtbot, window)
    assert view(window).found.row == 1
    assert window.state.selection == movers(ranked.steps, 1)
    window.state.select(())
    qtbot.keyClick(table, Key.Key_Return)
    settle(qtbot, window)
    assert view(window).found.row == 1


def test_double_click_selects_the_present_region(window_with_steps):
    window = window_with_steps
    window.canvas.activated.emit(0)
    change = view(window).found.change
    assert window.state.selection == window.state.region_of(change.a, 0)


def test_pointing_at_a_row_shows_who_moves(window_with_steps, ranked):
    window = window_with_steps
    view(window).steps.pointed.emit(2)
    assert window.state.highlight == movers(ranked.steps, 2)
    view(window).steps.pointed.emit(-1)
    assert not window.state.highlight


def test_steps_of_one_region(window_with_steps, qtbot, ranked):
    window = window_with_steps
    choose(qtbot, view(window).size, "één regio")
    settle(qtbot, window)
    assert len(view(window).steps.table) == len(ranked.small)
    assert "overnemen" in window.sentence.text()
    assert view(window).found.change.taken is not None
    click(qtbot, view(window).steps, 1)
    settle(qtbot, window)
    assert window.state.selection == movers(ranked.small, 1)


def test_only_steps_of_who_decides(window_with_steps, qtbot, ranked):
    window = window_with_steps
    choose(qtbot, view(window).bepaald_door, "Rijk")
    settle(qtbot, window)
    assert set(view(window).steps.table["bepaald_door"].values) == {"Rijk"}
    assert view(window).found.change.a.indeling_bepaald_door == "Rijk"
    parameters = dict(view(window).steps.table.provenance.parameters)
    assert parameters["Alleen indelingen bepaald door"] == "Rijk"
    choose(qtbot, view(window).ministerie, "VWS")
    settle(qtbot, window)
    assert {i.id for i in window.state.counted if "VWS" in i.ministeries} >= {
        view(window).found.change.a.id
    }
    click(qtbot, view(window).steps, 1)
    settle(qtbot, window)
    assert window.state.selection == movers(ranked.steps, view(window).found.found.places[1])


def test_no_step_is_told(window_with_steps, qtbot):
    window = window_with_steps
    choose(qtbot, view(window).bepaald_door, "Rijk")
    choose(qtbot, view(window).ministerie, "SZW")
    settle(qtbot, window)
    assert len(view(window).steps.table) == 0
    assert window.sentence.text().startswith("Geen stap van zo'n indeling")
    assert window.canvas.specification.subtitle == "Geen stap om te tonen"
    window.canvas.activated.emit(0)
    assert not window.state.selection


def test_too_few_indelingen_are_told_and_undone(window_with_steps, qtbot):
    window = window_with_steps
    ids = [i.id for i in window.state.counted]
    window.state.set_counted(ids[:2])
    settle(qtbot, window)
    assert window.sentence.text() == TOO_FEW
    assert TOO_FEW not in emptytext.said_by(view(window).steps.view)
    assert not window.canvas.specification.legend_note
    assert view(window).steps.table is None
    assert len(view(window).whole.table) == 2
    window.state.set_counted(())
    settle(qtbot, window)
    assert view(window).whole.table is None
    window.commands["undo"].trigger()
    window.commands["undo"].trigger()
    settle(qtbot, window)
    assert len(view(window).steps.table) == 56


def test_weight_starts_again_at_the_cheapest(window_with_steps, qtbot):
    window = window_with_steps
    click(qtbot, view(window).steps, 5)
    settle(qtbot, window)
    window.state.set_gewicht(next(g for g in type(window.state.gewicht) if g.value == "gemeenten"))
    settle(qtbot, window)
    assert view(window).found.row == 0
    assert "naar gemeenten" in window.sentence.text()


def test_whole_tells_the_medoid_and_leads_to_an_indeling(window_with_steps, qtbot):
    window = window_with_steps
    panel = view(window).whole
    assert panel.table["middelpunt"].values.count("ja") == 1
    window.tables.tabs.setCurrentWidget(panel)
    panel.view.setFocus()
    panel.view.selectRow(0)
    qtbot.keyClick(panel.view, Key.Key_Return)
    chosen = view(window).found.found.wholes[0]["indeling"].values[0]
    assert window.details.history.current == Subject(Kind.INDELING, (chosen,))


def test_workbook_has_the_steps_and_the_whole(window_with_steps):
    tables = view(window_with_steps).tables()()
    names = ["stappen", "geheel", "per ministerie", "per domein", "boom"]
    assert [table.name for table in tables] == names
