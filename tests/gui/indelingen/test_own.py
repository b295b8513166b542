"""The user's own indelingen in the list: edit, rename, remove, share; what happens at start-up."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from regiokaart.export.library import add
from regiokaart.gui import settings
from regiokaart.gui.importing.metadata import MetadataDialog
from regiokaart.gui.indelingen.facts import warnings
from regiokaart.gui.loading import load_start
from regiokaart.gui.window import MainWindow
from regiokaart.model import Catalogus, Gebied, Soort
from regiokaart.model.project import Weergave
from regiokaart.sources.library import library_dir
from tests.gui.conftest import close, settle
from tests.gui.fulldisk import full_disk, needs_full_disk

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
NAME = "jeugdregio-voorstel.regiokaart-indeling"


@pytest.fixture(autouse=True)
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogus: Catalogus) -> Path:
    """Put one indeling in a library of this test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "gegevens"))
    return store(catalogus, "Jeugdregio voorstel")


def store(catalogus: Catalogus, naam: str) -> Path:
    from dataclasses import replace

    own = replace(
        catalogus["jeugdregio"], naam=naam, naam_meervoud=naam, soort=Soort.EIGEN, peiljaar=2026
    )
    return add(own, catalogus.gemeenten, [each.id for each in catalogus])


@pytest.fixture
def listed(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Return a window in which the own indeling is current in the list."""
    choose(window, "jeugdregio-voorstel", qtbot)
    return window


def choose(window: MainWindow, indeling_id: str, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.indelingen.tree.setFocus()
    window.indelingen.show_indeling(indeling_id)


def content(path: Path) -> dict[str, object]:
    found = json.loads(path.read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def test_library_is_in_the_list_and_does_not_count(window: MainWindow) -> None:
    own = window.state.catalogus["jeugdregio-voorstel"]
    assert own.soort is Soort.EIGEN
    assert not window.state.counts(own)
    assert not window.commands["remove_own"].isEnabled()


def test_commands_are_for_own_indelingen_only(listed: MainWindow, qtbot: QtBot) -> None:
    keys = ("edit_own", "rename_own", "remove_own", "export_own")
    assert all(listed.commands[key].isEnabled() for key in keys)
    choose(listed, "corop", qtbot)
    assert not any(listed.commands[key].isEnabled() for key in keys)
    qtbot.keyClick(listed.indelingen.tree, Key.Key_Delete)
    assert "corop" in listed.state.catalogus
    menu = listed.indelingen.tree.actions()
    assert listed.commands["rename_own"] in menu


def test_remove_by_key_undo_and_redo_with_the_file(
    listed: MainWindow, stored: Path, qtbot: QtBot
) -> None:
    state = listed.state
    state.set_counted([*(each.id for each in state.counted), "jeugdregio-voorstel"])
    before = stored.read_bytes()
    qtbot.keyClick(listed.indelingen.tree, Key.Key_Delete)
    settle(qtbot, listed)
    assert not stored.exists()
    assert "jeugdregio-voorstel" not in state.catalogus
    assert listed.commands["undo"].text() == "&Ongedaan maken: Jeugdregio voorstel verwijderen"
    assert "Jeugdregio voorstel is verwijderd" in listed.status.message.text()
    qtbot.keyClick(listed, Key.Key_Z, Ctrl)
    settle(qtbot, listed)
    assert stored.read_bytes() == before
    assert state.counts(state.catalogus["jeugdregio-voorstel"])  # as before
    qtbot.keyClick(listed, Key.Key_Y, Ctrl)
    settle(qtbot, listed)
    assert not stored.exists()


def test_del_elsewhere_removes_nothing(listed: MainWindow, stored: Path, qtbot: QtBot) -> None:
    listed.canvas.setFocus()
    qtbot.keyClick(listed.canvas, Key.Key_Delete)
    listed.indelingen.search.setFocus()
    qtbot.keyClick(listed.indelingen.search, Key.Key_Delete)
    assert stored.exists()


def test_rename_by_key_keeps_id_and_place(listed: MainWindow, stored: Path, qtbot: QtBot) -> None:
    state = listed.state
    state.set_map(Weergave.INDELING, a=state.catalogus["jeugdregio-voorstel"])
    qtbot.keyClick(listed.indelingen.tree, Key.Key_F2)
    dialog = listed.findChild(QInputDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    field = dialog.findChild(QLineEdit)
    assert field is not None
    assert field.text() == "Jeugdregio voorstel"
    field.selectAll()
    qtbot.keyClicks(field, "Jeugd <b>2030</b>")
    qtbot.keyClick(field, Key.Key_Return)
    settle(qtbot, listed)
    assert content(stored)["naam"] == "Jeugd <b>2030</b>"
    assert content(stored)["naam_meervoud"] == "Jeugd <b>2030</b>"
    own = state.catalogus["jeugdregio-voorstel"]
    assert own.naam == "Jeugd <b>2030</b>"
    assert state.a is own
    assert listed.indelingen.current() is own
    state.undo_stack.undo()
    settle(qtbot, listed)
    assert content(stored)["naam"] == "Jeugdregio voorstel"
    assert state.catalogus["jeugdregio-voorstel"].naam == "Jeugdregio voorstel"


def test_edit_metadata_and_undo(listed: MainWindow, stored: Path, qtbot: QtBot) -> None:
    listed.commands["edit_own"].trigger()
    dialog = listed.findChild(MetadataDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    domein, year = dialog.form.fields["domein"], dialog.form.fields["peiljaar"]
    domein.setCurrentText("jeugdzorg")
    year.selectAll()
    qtbot.keyClicks(year, "20")
    assert not dialog.keep_button.isEnabled()
    qtbot.keyClicks(year, "28")
    dialog.form.fields["licentie"].clear()
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    settle(qtbot, listed)
    kept = content(stored)
    assert (kept["domein"], kept["peiljaar"], kept["licentie"]) == ("jeugdzorg", 2028, "onbekend")
    assert listed.state.catalogus["jeugdregio-voorstel"].peiljaar == 2028
    assert listed.commands["undo"].text() == "&Ongedaan maken: Jeugdregio voorstel wijzigen"
    listed.state.undo_stack.undo()
    settle(qtbot, listed)
    assert content(stored)["peiljaar"] == 2026


def test_cancelled_edit_is_no_step(listed: MainWindow, stored: Path, qtbot: QtBot) -> None:
    before = stored.read_bytes()
    listed.commands["edit_own"].trigger()
    dialog = listed.findChild(MetadataDialog)
    assert dialog is not None
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert stored.read_bytes() == before
    assert not listed.state.undo_stack.canUndo()


def test_file_that_is_gone_is_told_and_is_no_step(
    listed: MainWindow, stored: Path, qtbot: QtBot
) -> None:
    stored.unlink()
    qtbot.keyClick(listed.indelingen.tree, Key.Key_Delete)
    settle(qtbot, listed)
    box = listed.findChild(QMessageBox)
    assert box is not None
    assert "bestaat niet meer" in box.text()
    box.close()
    assert not listed.state.undo_stack.canUndo()
    assert "jeugdregio-voorstel" in listed.state.catalogus


def test_undo_does_not_overwrite_what_took_its_place(
    listed: MainWindow, stored: Path, qtbot: QtBot
) -> None:
    qtbot.keyClick(listed.indelingen.tree, Key.Key_Delete)
    stored.write_text("van een ander")
    listed.state.undo_stack.undo()
    settle(qtbot, listed)
    box = listed.findChild(QMessageBox)
    assert box is not None
    assert "er staat al een ander bestand" in box.text().lower()
    box.close()
    assert stored.read_text() == "van een ander"
    assert "jeugdregio-voorstel" not in listed.state.catalogus


def boxes() -> list[QMessageBox]:
    found = QApplication.topLevelWidgets()
    return [each for each in found if isinstance(each, QMessageBox) and each.isVisible()]


@needs_full_disk
def test_removing_can_be_undone_after_a_full_disk_prevented_it(
    listed: MainWindow, stored: Path, qtbot: QtBot
) -> None:
    before = stored.read_bytes()
    qtbot.keyClick(listed.indelingen.tree, Key.Key_Delete)
    with full_disk():
        qtbot.keyClick(listed, Key.Key_Z, Ctrl)
        settle(qtbot, listed)
        qtbot.wait(1)
    (box,) = boxes()
    assert box.text().startswith("De schijf is vol")
    box.close()
    assert not listed.status.message.isVisible()  # nothing was undone
    assert "jeugdregio-voorstel" not in listed.state.catalogus
    assert listed.commands["undo"].text() == "&Ongedaan maken: Jeugdregio voorstel verwijderen"
    listed.commands["undo"].trigger()
    assert stored.read_bytes() == before
    assert "jeugdregio-voorstel" in listed.state.catalogus


@needs_full_disk
def test_editing_is_taken_back_after_a_full_disk_prevented_it(
    listed: MainWindow, stored: Path, qtbot: QtBot
) -> None:
    entry = listed.own.current()
    assert entry is not None
    with full_disk():
        listed.own._rename(entry, "Anders")
    (box,) = boxes()
    box.close()
    assert not listed.commands["undo"].isEnabled()  # it never was a step
    listed.own._rename(entry, "Anders")
    for command, naam in (("undo", "Anders"), ("redo", "Jeugdregio voorstel")):
        with full_disk():
            listed.commands[command].trigger()
            qtbot.wait(1)
        (box,) = boxes()
        box.close()
        assert content(stored)["naam"] == naam
        assert listed.state.catalogus["jeugdregio-voorstel"].naam == naam
        listed.commands[command].trigger()
        assert content(stored)["naam"] != naam


def test_export_and_folder(listed: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "delen.regiokaart-indeling"
    listed.own.ask = lambda *arguments: target
    listed.commands["export_own"].trigger()
    settle(qtbot, listed)
    assert content(target)["naam"] == "Jeugdregio voorstel"
    shown: list[Path] = []
    listed.own.open_folder = shown.append
    listed.commands["show_own"].trigger()
    assert shown == [library_dir()]


def test_broken_file_is_told_once_and_stops_nothing(
    open_window: Callable[..., MainWindow], stored: Path, qtbot: QtBot
) -> None:
    stored.with_name("stuk.regiokaart-indeling").write_text("{")
    window = open_window()
    box = window.findChild(QMessageBox)
    assert box is not None
    assert box.text().startswith("1 van uw eigen indelingen is niet te gebruiken.")
    assert "stuk.regiokaart-indeling" in box.informativeText()
    shown: list[Path] = []
    window.own.open_folder = shown.append
    next(each for each in box.buttons() if each.text() == "Map tonen").click()
    assert shown == [library_dir()]
    box.close()
    assert "jeugdregio-voorstel" in window.state.catalogus
    assert "waterschap" in window.state.catalogus
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is None)
    window.state.undo_stack.clear()
    choose(window, "jeugdregio-voorstel", qtbot)
    qtbot.keyClick(window.indelingen.tree, Key.Key_Delete)
    settle(qtbot, window)
    assert window.findChild(QMessageBox) is None


def test_folder_that_cannot_be_read_stops_nothing(
    open_window: Callable[..., MainWindow], stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, pattern: str) -> None:
        raise PermissionError(13, "no", str(self))

    monkeypatch.setattr(Path, "glob", refuse)
    window = open_window()
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "kan niet worden gelezen" in box.informativeText()
    box.close()
    assert "waterschap" in window.state.catalogus


def test_older_gemeenten_are_carried_and_marked(
    open_window: Callable[..., MainWindow], stored: Path, qtbot: QtBot
) -> None:
    """Brielle and Hellevoetsluis became Voorne aan Zee with Westvoorne in 2023."""
    kept = content(stored)
    members = [each for each in kept["leden"] if each["gemeente"] != "GM1992"]
    first = members[0]["regio"]
    members += [{"gemeente": code, "regio": first} for code in ("GM0501", "GM0530", "GM0614")]
    kept |= {"leden": members, "gemeenten_peiljaar": 2022}
    stored.write_text(json.dumps(kept), "utf-8")
    window = open_window()
    box = window.findChild(QMessageBox)
    assert box is None, box.informativeText()
    own = window.state.catalogus["jeugdregio-voorstel"]
    said = warnings(window.state.catalogus, own)
    assert any("Voorne aan Zee" in text and "overgebracht" in text for text in said)
    window.state.set_map(Weergave.INDELING, a=own)
    settle(qtbot, window)
    assert "overgebracht" in window.details.browser.toPlainText()


def test_start_with_an_own_indeling_in_the_settings(
    open_window: Callable[..., MainWindow], catalogus: Catalogus, gebied: Gebied, qtbot: QtBot
) -> None:
    window = open_window()
    own = window.state.catalogus["jeugdregio-voorstel"]
    window.state.set_map(Weergave.VERGELIJK, own, window.state.catalogus["corop"])
    window.state.set_counted(["jeugdregio", own.id])
    remembered = window.desk.settings
    close(window)
    assert remembered.get(settings.INDELING_A) == own.id
    start = load_start(remembered)
    assert (start.jaar, start.problem) == (None, None)
    assert start.library is not None
    again = MainWindow(start.catalogus, gebied, remembered, start.jaar, start.library)
    again.show()
    again.begin()
    settle(qtbot, again)
    assert again.state.a.id == own.id
    assert [each.id for each in again.state.counted] == ["jeugdregio", own.id]
    ids = [each.id for each in again.state.catalogus]
    assert ids.count("jeugdregio-voorstel") == 1
    assert not any(each.startswith("jeugdregio-voorstel-") for each in ids)
    close(again)


def test_nothing_of_the_library_is_loaded_before_it_is_needed(
    window: MainWindow, catalogus: Catalogus
) -> None:
    start = load_start(window.desk.settings)
    assert start.library is None
    assert len(start.catalogus) == len(catalogus)
