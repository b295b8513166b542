"""The tab Regio's."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from regiokaart.gui.details.subject import Kind
from regiokaart.gui.window import MainWindow
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle


def test_regios_of_a_province_are_found_by_its_name(window: MainWindow, qtbot: QtBot) -> None:
    state, panel = window.state, window.tables.relations
    state.apply_map(Weergave.VERGELIJK, ("jeugdregio", "arbeidsmarktregio"))
    settle(qtbot, window)
    table = panel.table
    assert table is not None
    panel.filter.setText("doorsnijdt gelderland")
    shown = {str(table["regio_a"].values[row]) for row in panel.shown_rows()}
    assert "Food Valley" in shown
    assert "Zeeland" not in shown


def test_sentences_leave_the_room_to_the_table_in_a_narrow_window(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = window.tables.relations.parentWidget()
    assert page is not None
    window.tables.tabs.setCurrentWidget(page)
    beside = page.findChild(QScrollArea)
    assert beside is not None
    window.resize(1600, 1000)
    qtbot.waitUntil(beside.isVisible)
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: window.tables.relations.width() == page.width())
    assert not beside.isVisible()


def test_tolerance_is_told_beside_sentences_that_have_none(
    window: MainWindow, qtbot: QtBot
) -> None:
    state = window.state
    state.apply_map(Weergave.VERGELIJK, ("arbeidsmarktregio", "jeugdregio"))
    settle(qtbot, window)
    page = window.tables.relations.parentWidget()
    assert page is not None
    beside = page.findChild(QScrollArea)
    assert beside is not None
    sentences = beside.widget()
    assert isinstance(sentences, QLabel)
    assert "resten" not in sentences.text()
    state.apply_tolerance(0.1)
    settle(qtbot, window)
    # Two more than the twelve that coincide, computed apart from the memberships.
    assert (
        "resten tot 10% van de kleinste regio niet mee: dan vallen er 14 samen" in sentences.text()
    )
    assert "12 van de 35" in sentences.text()


def test_details_tell_of_the_regio_that_was_clicked(window: MainWindow, qtbot: QtBot) -> None:
    state, panel = window.state, window.tables.relations
    state.set_map(Weergave.VERGELIJK)
    settle(qtbot, window)
    window.tables.go_to(panel.parentWidget())
    table, result = panel.table, window.results.latest
    assert table is not None
    assert result is not None
    names = zip(*(table[key].values for key in ("regio_a", "relatie", "regio_b")), strict=True)
    row = list(names).index(("Groningen", "omvat", "Groningen"))
    panel.filter.setText("Groningen omvat")
    shown = panel.shown_rows()
    view = panel.view
    place = view.visualRect(view.model().index(shown.index(row), 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    subject = window.details.history.current
    assert subject is not None
    assert subject.kind is Kind.REGIO
    assert subject.ids == ("arbeidsmarktregio", "AM01")
    assert state.selection == result.members[row]
    assert row in panel.selected_rows()
    told = window.details.browser.toPlainText().replace("\N{SOFT HYPHEN}", "")
    assert told.startswith("Arbeidsmarktregio\nGroningen")
    window.commands["back"].trigger()
    before = window.details.history.current  # one step, not two
    assert before is not None
    assert before.kind is Kind.PAAR
