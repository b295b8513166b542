"""Undo: every choice that is kept in a project is a step, and can be taken back."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSlider, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from regiokaart.gui.views.pair import IndelingCombo
from regiokaart.gui.window import MainWindow
from regiokaart.model import Gewicht
from regiokaart.model.project import Project, Weergave
from tests.gui.conftest import settle

CTRL = Qt.KeyboardModifier.ControlModifier


def choose(combo: QComboBox, text: str) -> None:
    """Choose as a user does."""
    index = combo.findText(text)
    assert index >= 0
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def undo_text(window: MainWindow) -> str:
    return window.commands["undo"].text()


def test_weight_is_a_step_with_a_name(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.commands["undo"].isEnabled()  # what the settings say is no step
    window.state.set_gewicht(Gewicht.OPPERVLAKTE)
    window.state.set_gewicht(Gewicht.GEMEENTEN)
    assert undo_text(window) == "&Ongedaan maken: gewicht gemeenten"
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert window.state.gewicht is Gewicht.INWONERS
    assert not window.commands["undo"].isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Y, CTRL)
    assert window.state.gewicht is Gewicht.GEMEENTEN


def test_clicking_about_in_the_matrix_is_one_step(window: MainWindow, qtbot: QtBot) -> None:
    before = window.state.a, window.state.b
    view = window.tables.matrix.view
    for row, column in ((0, 3), (4, 2), (5, 1)):
        place = view.visualRect(view.model().index(row, column)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    after = window.state.a, window.state.b
    assert after != before
    assert window.state.undo_stack.count() == 1
    assert undo_text(window) == "&Ongedaan maken: A en B kiezen"
    window.state.set_map(Weergave.GRENZEN)
    window.commands["undo"].trigger()
    assert (window.state.a, window.state.b) == before
    assert window.state.view is Weergave.VERGELIJK
    window.commands["redo"].trigger()
    assert (window.state.a, window.state.b) == after


def test_choosing_and_going_back_leaves_no_step(window: MainWindow) -> None:
    window.state.swap()
    window.state.swap()
    assert not window.commands["undo"].isEnabled()


def test_control_of_a_view_is_undone_where_it_is(window: MainWindow, qtbot: QtBot) -> None:
    window.state.set_map(Weergave.GRENZEN)
    view = window.views[Weergave.GRENZEN]
    choose(view.domein, "Sociaal")
    assert undo_text(window) == "&Ongedaan maken: Domein Sociaal"
    view.threshold.setValue(3)
    window.state.set_map(Weergave.INDELING)
    window.commands["undo"].trigger()
    assert window.state.view is Weergave.GRENZEN
    assert (view.domein.currentText(), view.threshold.value()) == ("Sociaal", 1)
    window.commands["undo"].trigger()
    assert view.domein.currentText() == "Alle domeinen"
    settle(qtbot, window)
    assert len(view.found.indelingen) == 8
    window.commands["redo"].trigger()
    settle(qtbot, window)
    assert {i.domein for i in view.found.indelingen} == {"sociaal"}


def test_choice_without_room_comes_back(window: MainWindow) -> None:
    window.state.set_map(Weergave.GRENZEN)
    view = window.views[Weergave.GRENZEN]
    choose(view.domein, "Sociaal")
    view.threshold.setValue(3)
    before = window.project.now().project
    window.commands["count_none"].trigger()
    assert (view.domein.currentText(), view.threshold.value()) == ("Alle domeinen", 1)
    assert window.project.now().project.keuzes == before.keuzes
    window.commands["undo"].trigger()
    assert (view.domein.currentText(), view.threshold.value()) == ("Sociaal", 3)
    assert window.project.now().project == before


def test_tolerance_is_undone_in_its_tab(window: MainWindow) -> None:
    tables = window.tables
    tables.tabs.setCurrentIndex(2)
    tables.tolerance.setValue(4)
    tables.tabs.setCurrentIndex(0)
    assert undo_text(window) == "&Ongedaan maken: tolerantie 4 %"
    window.commands["undo"].trigger()
    assert (tables.tolerance.value(), window.state.tolerance) == (0, 0)
    assert tables.tolerance.isVisible()


def test_controls_mark_a_project_and_a_new_one_has_the_first(
    window: MainWindow, tmp_path, qtbot: QtBot
) -> None:
    window.projects.ask = lambda *arguments: tmp_path / "visie.regiokaart"
    window.commands["save_project_as"].trigger()
    qtbot.waitUntil(lambda: window.project.path is not None, timeout=10_000)
    window.state.set_map(Weergave.GRENZEN)
    window.state.set_map(Weergave.INDELING)
    assert not window.project.modified
    view = window.views[Weergave.GRENZEN]
    window.state.set_map(Weergave.GRENZEN)
    view.threshold.setValue(2)
    window.state.set_map(Weergave.INDELING)
    assert window.project.modified
    window.commands["undo"].trigger()
    window.state.set_map(Weergave.INDELING)
    assert not window.project.modified
    window.tables.tolerance.setValue(2)
    assert window.project.modified
    window.commands["new_project"].trigger()
    assert (window.state.tolerance, view.threshold.value()) == (0, 1)


def change(control: QWidget, chance: random.Random) -> None:
    """Give a control another value, as a user could."""
    match control:
        case QComboBox() if control.count():
            index = chance.randrange(control.count())
            control.setCurrentIndex(index)
            control.activated.emit(index)
        case QCheckBox():
            control.setChecked(chance.random() < 0.5)
        case QLineEdit():
            control.setText(chance.choice(("", "jeugd", "10; 20", "ggd")))
        case QSlider() | QSpinBox():
            control.setValue(chance.randint(control.minimum(), control.maximum()))


def act(window: MainWindow, chance: random.Random) -> None:
    """Do one thing at random."""
    state = window.state
    views = [each for each in Weergave if each is not Weergave.JAREN]
    match chance.randrange(6):
        case 0:
            state.set_gewicht(chance.choice(list(Gewicht)))
        case 1:
            ids = [i.id for i in state.catalogus]
            state.set_counted(chance.sample(ids, chance.randrange(6)))
        case 2:
            a, b = chance.sample(list(state.catalogus), 2)
            state.set_map(chance.choice((Weergave.VERGELIJK, Weergave.INDELING, None)), a, b)
        case 3:
            window.tables.tolerance.setValue(chance.randint(0, 10))
        case 4:
            state.set_map(chance.choice(views))
        case _:
            controls = [
                each
                for each in window.shown.view.kept()
                if not isinstance(each, IndelingCombo) and each.isEnabled()
            ]
            if controls:
                change(chance.choice(controls), chance)


def same(window: MainWindow) -> tuple[Project, dict[Weergave, list[str]]]:
    """Return the project apart from the view, which has no steps, and what controls show."""
    shows = {
        weergave: [each.currentText() for each in view.kept() if isinstance(each, QComboBox)]
        for weergave, view in window.views.items()
    }
    return replace(window.project.now().project, weergave=Weergave.INDELING), shows


def test_what_is_undone_and_done_again_is_told(window: MainWindow) -> None:
    window.state.set_gewicht(Gewicht.OPPERVLAKTE)
    step = window.state.undo_stack.undoText()
    window.commands["undo"].trigger()
    assert window.status.message.text() == f"Ongedaan gemaakt: {step}."
    window.commands["redo"].trigger()
    assert window.status.message.text() == f"Opnieuw gedaan: {step}."


@pytest.mark.parametrize("seed", range(4))
def test_undoing_all_is_the_start_and_redoing_all_the_end(
    window: MainWindow, qtbot: QtBot, seed: int
) -> None:
    chance = random.Random(seed)
    stack = window.state.undo_stack
    for weergave in Weergave:  # with all their controls in the project
        window.state.set_map(weergave)
    settle(qtbot, window)
    start = same(window)
    for _ in range(60):
        act(window, chance)
    end = same(window)
    assert stack.count() > 15
    assert end != start
    while stack.canUndo():
        stack.undo()
    assert same(window) == start
    while stack.canRedo():
        stack.redo()
    assert same(window) == end
    settle(qtbot, window)
