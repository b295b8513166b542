"""Saving and opening projects in the window."""

import json
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from regiokaart.gui.window import MainWindow
from regiokaart.model import Catalogus, Gewicht
from regiokaart.model.project import Weergave


@pytest.fixture
def window(open_window) -> MainWindow:
    return open_window()


def answer_with(window: MainWindow, path: Path | None) -> None:
    window.projects.ask = lambda *arguments: path
    window.projects.ask_to_open = lambda *arguments: path


def choose(window: MainWindow, catalogus: Catalogus) -> None:
    window.state.set_counted(["jeugdregio", "corop"])
    window.state.set_gewicht(Gewicht.OPPERVLAKTE)
    window.state.set_map(Weergave.VERGELIJK, catalogus["corop"], catalogus["provincie"])
    window.state.select([3, 17])


def choices(window: MainWindow) -> tuple[object, ...]:
    state = window.state
    counted = [indeling.id for indeling in state.counted]
    return counted, state.gewicht, state.view, state.a.id, state.b.id, state.selection


def test_save_by_keyboard_and_open_again(
    window: MainWindow, open_window, catalogus: Catalogus, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "visie.regiokaart"
    answer_with(window, path)
    choose(window, catalogus)
    before = choices(window)
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert path.exists()
    assert window.windowTitle() == "visie – Regiokaart"

    other = open_window("andere.ini")
    answer_with(other, path)
    qtbot.keyClick(other, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert choices(other) == before


def test_saving_again_asks_nothing(
    window: MainWindow, catalogus: Catalogus, tmp_path: Path
) -> None:
    path = tmp_path / "visie.regiokaart"
    answer_with(window, path)
    window.commands["save_project"].trigger()
    answer_with(window, None)
    choose(window, catalogus)
    window.commands["save_project"].trigger()
    assert json.loads(path.read_text("utf-8"))["a"] == "corop"


def test_thinking_better_of_it_changes_nothing(window: MainWindow) -> None:
    answer_with(window, None)
    before = choices(window)
    for command in ("open_project", "save_project", "save_project_as"):
        window.commands[command].trigger()
    assert choices(window) == before
    assert window.projects.path is None


def test_wrong_file_is_told_and_changes_nothing(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "x.regiokaart"
    path.write_text("{}")
    answer_with(window, path)
    before = choices(window)
    window.commands["open_project"].trigger()
    (box,) = window.findChildren(QMessageBox)
    assert box.text().startswith("Dit is geen project van Regiokaart")
    assert choices(window) == before
    box.close()


def test_unwritable_place_is_told(window: MainWindow, tmp_path: Path) -> None:
    answer_with(window, tmp_path / "weg" / "x.regiokaart")
    window.commands["save_project"].trigger()
    (box,) = window.findChildren(QMessageBox)
    assert "bestaat niet" in box.text()
    assert window.projects.path is None
    box.close()


def test_opening_can_be_undone(window: MainWindow, catalogus: Catalogus, tmp_path: Path) -> None:
    path = tmp_path / "visie.regiokaart"
    answer_with(window, path)
    before = choices(window)[0]
    choose(window, catalogus)
    window.commands["save_project"].trigger()
    window.state.undo_stack.undo()
    assert choices(window)[0] == before
    window.commands["open_project"].trigger()
    assert choices(window)[0] == ["jeugdregio", "corop"]
    window.commands["undo"].trigger()
    assert choices(window)[0] == before
