"""What is told to who cannot see the screen, at the part that has the keyboard."""

import pytest
from PyQt6 import sip
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QDialogButtonBox, QLabel

from regiokaart.model import Gewicht
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle


@pytest.fixture
def told(window, qtbot):
    """Return a function that waits until what has the keyboard tells something."""

    def wait(text, widget=None):
        def tells():
            focus = widget or window.focusWidget()
            return focus is not None and text in focus.accessibleDescription()

        qtbot.waitUntil(tells, timeout=10_000)

    return wait


def test_what_counts_is_told_in_the_list(window, qtbot, told):
    tree = window.indelingen.tree
    tree.setFocus()
    window.indelingen.show_indeling("jeugdregio")
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    settle(qtbot, window)
    told("7 indelingen tellen mee: gemiddelde V-maat", tree)


def test_undoing_is_told(window, qtbot, told):
    window.canvas.setFocus()
    window.state.set_gewicht(Gewicht.GEMEENTEN)
    window.commands["undo"].trigger()
    told("Ongedaan gemaakt: ")
    window.commands["redo"].trigger()
    told("Opnieuw gedaan: ")


def test_another_map_is_told_away_from_the_map(window, qtbot, told):
    window.indelingen.tree.setFocus()
    window.state.set_map(Weergave.VERGELIJK)
    told("vergelijkt met de jeugdregio's van 2025")


def test_selection_is_told_with_what_was_there(window, qtbot, told):
    window.canvas.setFocus()
    before = window.canvas.accessibleDescription()
    window.canvas.selection_changed.emit(frozenset({0, 1}))
    told("2 gemeenten geselecteerd: ")
    told(before)


def test_distance_is_told(window, qtbot, told):
    window.canvas.setFocus()
    window.commands["measure"].trigger()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Space)
    qtbot.keyClick(window.canvas, Qt.Key.Key_Right)
    qtbot.keyClick(window.canvas, Qt.Key.Key_Space)
    told(" km")


def test_messages_are_told_as_plain_text(window, qtbot, told):
    window.canvas.setFocus()
    window.status.show_message("Bewaard: a.csv &nbsp; <a href='file:///a.csv'>Openen</a>")
    told("Bewaard: a.csv Openen.")


def test_description_comes_back_when_the_keyboard_leaves(window, qtbot, told):
    tree = window.indelingen.tree
    tree.setFocus()
    before = tree.accessibleDescription()
    window.status.show_message("Iets gebeurde")
    told("Iets gebeurde. " + before)
    window.canvas.setFocus()
    assert tree.accessibleDescription() == before


@pytest.mark.parametrize("weergave", [Weergave.INDELING, Weergave.VERGELIJK, Weergave.STAPPEN])
def test_label_before_a_choice_is_its_label(window, qtbot, weergave):
    """On Linux the accessible name of a choice is its value: its label tells what it is."""
    window.state.set_map(weergave)
    settle(qtbot, window)
    headings = [
        label for label in window.centre.view_bar.findChildren(QLabel) if label.text().endswith(":")
    ]
    assert all(label.buddy() is not None for label in headings)
    assert headings
    assert window.tables.choices.gewicht in [
        label.buddy() for label in window.tables.choices.findChildren(QLabel)
    ]


def test_nothing_is_told_at_the_start(window, qtbot):
    told = []
    window.status.told.connect(told.append)
    window.canvas.described.connect(told.append)
    qtbot.wait(150)
    assert told == []
    focus = window.focusWidget()
    assert focus is None or "V-maat" not in focus.accessibleDescription()


def test_what_told_it_may_be_gone(window, qtbot, told):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok, window)  # Qt makes the button
    box.show()
    box.button(QDialogButtonBox.StandardButton.Ok).setFocus()
    window.status.told.emit("Het eerste.")
    told("Het eerste.")
    sip.delete(box)
    window.canvas.setFocus()
    window.status.told.emit("Het tweede.")
    told("Het tweede.")
