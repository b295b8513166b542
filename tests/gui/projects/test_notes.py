"""Notes: written below the details, listed, undone, exported."""

from pathlib import Path

import openpyxl
import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from regiokaart.gui.details.subject import Kind, Subject
from regiokaart.gui.projects.notes import key_of
from regiokaart.gui.window import MainWindow
from regiokaart.model.project import MAX_NOTE, Notitie, Onderwerp, Weergave

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ACHTKARSPELEN = (Onderwerp.GEMEENTE, ("GM0059",))


@pytest.fixture
def gemeente(window: MainWindow) -> MainWindow:
    window.state.select([window.state.catalogus.gemeenten.index["GM0059"]])
    return window


def type_note(window: MainWindow, qtbot: QtBot, text: str) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL | SHIFT)
    qtbot.keyClicks(window.note_field.edit, text)


def test_a_note_is_written_by_keyboard_and_undone_as_one_step(
    gemeente: MainWindow, qtbot: QtBot
) -> None:
    window = gemeente
    type_note(window, qtbot, "vraag na in Kollum")
    assert window.notes.all == (Notitie(*ACHTKARSPELEN, "vraag na in Kollum"),)
    assert window.commands["undo"].text() == "&Ongedaan maken: notitie bij Achtkarspelen"
    assert window.state.undo_stack.count() == 1
    qtbot.keyClick(window.note_field.edit, Qt.Key.Key_Z, CTRL)
    assert window.notes.all == ()
    assert window.note_field.edit.toPlainText() == ""
    qtbot.keyClick(window.note_field.edit, Qt.Key.Key_Y, CTRL)
    assert window.note_field.edit.toPlainText() == "vraag na in Kollum"


def test_writing_on_later_is_another_step(gemeente: MainWindow, qtbot: QtBot) -> None:
    window = gemeente
    type_note(window, qtbot, "een")
    qtbot.keyClick(window.note_field.edit, Qt.Key.Key_Tab)  # goes on, and ends the writing
    assert QApplication.focusWidget() is not window.note_field.edit
    type_note(window, qtbot, " twee")
    assert window.state.undo_stack.count() == 2
    window.commands["undo"].trigger()
    assert window.notes.text(ACHTKARSPELEN) == "een"


@pytest.mark.parametrize(
    ("subject", "key"),
    [
        (Subject(Kind.GEMEENTE, ("GM0059",)), ACHTKARSPELEN),
        (Subject(Kind.INDELING, ("corop",)), (Onderwerp.INDELING, ("corop",))),
        (Subject(Kind.PAAR, ("jeugdregio", "corop")), (Onderwerp.PAAR, ("corop", "jeugdregio"))),
        (Subject(Kind.SELECTIE, ("GM0059", "GM0014")), None),
        (None, None),
    ],
)
def test_what_a_note_is_kept_by(subject: Subject | None, key: object) -> None:
    assert key_of(subject) == key


def test_the_field_follows_what_the_details_tell_about(window: MainWindow, qtbot: QtBot) -> None:
    catalogus = window.state.catalogus
    regio = catalogus["jeugdregio"].regios[3]
    subjects = {
        Subject(Kind.REGIO, ("jeugdregio", regio.code)): "over een regio",
        Subject(Kind.INDELING, ("corop",)): "over een indeling",
        Subject(Kind.PAAR, ("jeugdregio", "corop")): "over een paar",
    }
    for subject, text in subjects.items():
        window.details.look_at(subject)
        type_note(window, qtbot, text)
    for subject, text in subjects.items():
        window.details.look_at(subject)
        assert window.note_field.edit.toPlainText() == text
    window.details.look_at(Subject(Kind.PAAR, ("corop", "jeugdregio")))
    assert window.note_field.edit.toPlainText() == "over een paar"
    window.state.select([1, 200])
    assert window.note_field.isHidden()
    window.commands["write_note"].trigger()
    assert "Kies eerst" in window.status.message.text()


def test_the_list_leads_to_what_a_note_is_about(window: MainWindow, qtbot: QtBot) -> None:
    tabs, panel = window.tables.tabs, window.notes_list.tab.panel
    regio = window.state.catalogus["corop"].regios[2]
    assert not tabs.isTabVisible(tabs.indexOf(panel))
    assert not window.commands["notes"].isEnabled()
    window.notes.write((Onderwerp.REGIO, ("corop", regio.code)), "hier\nkijken")
    window.notes.write(ACHTKARSPELEN, "<b>niet vet</b>")
    window.notes.write((Onderwerp.PAAR, ("corop", "weg")), "van een ander")
    window.commands["notes"].trigger()
    assert tabs.currentWidget() is panel
    assert window.tables.current_panel() is panel
    assert window.tables.current_table() is panel.table
    assert panel.table["onderwerp"].values == [
        "Achtkarspelen",
        f"{regio.naam} (COROP-gebied)",
        "corop en weg (niet in deze gegevens)",
    ]
    panel.select_rows([1])
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert window.details.history.current == Subject(Kind.REGIO, ("corop", regio.code))
    assert window.note_field.edit.toPlainText() == "hier\nkijken"
    panel.activated.emit(2)  # what it is about is not there: nothing happens
    assert window.details.history.current == Subject(Kind.REGIO, ("corop", regio.code))

    window.state.set_map(Weergave.GRENZEN)  # with tables of its own
    window.tables.tabs.setCurrentWidget(panel)
    assert window.tables.current_panel() is panel
    window.notes.replace(())
    assert not tabs.isTabVisible(tabs.indexOf(panel))


def test_notes_are_in_the_workbook(gemeente: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window, path = gemeente, tmp_path / "w.xlsx"
    window.notes.write(ACHTKARSPELEN, "=1+1\ntweede regel")
    window.exporter.ask = lambda *arguments: path
    window.commands["export_workbook"].trigger()
    qtbot.waitUntil(lambda: not window.tasks.running, timeout=30_000)
    sheet = openpyxl.load_workbook(path)["Notities"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    (cell,) = (c for c in cells if c.value and "tweede regel" in str(c.value))
    assert cell.data_type != "f"
    assert "Achtkarspelen" in [c.value for c in cells]


def test_what_is_too_long_is_cut_and_shown_so(gemeente: MainWindow) -> None:
    window = gemeente
    window.note_field.edit.setPlainText("x" * (MAX_NOTE + 5))
    (note,) = window.notes.all
    assert len(note.tekst) == MAX_NOTE
    assert window.note_field.edit.toPlainText() == note.tekst


def test_lone_surrogates_and_control_characters_are_dropped(gemeente: MainWindow) -> None:
    gemeente.notes.write(ACHTKARSPELEN, "a\ud800b\x00c")
    assert gemeente.notes.text(ACHTKARSPELEN) == "abc"
    gemeente.notes.write(ACHTKARSPELEN, " \n ")
    assert gemeente.notes.all == ()
