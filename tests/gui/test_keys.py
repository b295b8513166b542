"""The list of keys: complete, in Dutch, true, and the same in the window and in the manual."""

import re
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QDialog, QTextBrowser

from regiokaart.gui.actions import COMMANDS
from regiokaart.gui.keys import PLACES, groups, native
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle

MANUAL = Path(__file__).parents[2] / "docs" / "handleiding.md"
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


def test_every_shortcut_is_listed_once(in_dutch):
    listed = [keys for group in groups() for keys, _ in group.keys]
    for command in COMMANDS:
        if command.shortcut:
            assert listed.count(native(command.shortcut)) >= 1


def test_names_of_keys_are_dutch(in_dutch):
    assert native("Alt+Left") == "Alt+Pijl links"
    words = ["Left", "Right", "Up", "Down", "Space", "Return", "Shift-"]
    for group in groups():
        for keys, text in group.keys:
            assert not any(
                word in keys.replace(",", " ").replace("+", " ").split() for word in words
            )
            assert text


@pytest.mark.parametrize("group", PLACES, ids=lambda group: group.title)
def test_keys_of_every_place_are_in_the_manual(group):
    lines = MANUAL.read_text(encoding="utf-8").splitlines()
    assert f"**{group.title}**" in lines
    for keys, text in group.keys:
        assert f"| {keys} | {text} |" in lines


def test_window_lists_commands_and_places(in_dutch, window):
    window.commands["shortcuts"].trigger()
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    text = dialog.findChild(QTextBrowser).toPlainText()
    for expected in ("Alt+Pijl links", "Menu Bestand", "Op de kaart", "Shift+pijltoetsen"):
        assert expected in text
    qt_writes = window.commands.shortcut("back")
    assert qt_writes in text  # as the menu does
    dialog.close()


def test_tabs_of_the_tables_turn_by_key(window, qtbot):
    tabs = window.tables.tabs
    view = window.tables.pairs.view
    tabs.setCurrentWidget(window.tables.pairs)
    view.setFocus()
    before = tabs.currentIndex()
    qtbot.keyClick(view, Key.Key_Tab, Control)
    assert tabs.currentIndex() == before + 1
    qtbot.keyClick(tabs.currentWidget(), Key.Key_Backtab, Control | Shift)
    assert tabs.currentIndex() == before


def test_f6_goes_along_the_parts_of_the_window(window, qtbot):
    window.indelingen.tree.setFocus()
    reached = []
    for _ in range(4):
        qtbot.keyClick(window, Key.Key_F6)
        reached.append(QApplication.focusWidget())
    holders = (window.centre, window.tables, window.details, window.indelingen)
    assert all(h.isAncestorOf(widget) for h, widget in zip(holders, reached, strict=True))
    assert reached[0] is window.canvas
    assert reached[2] is window.details.browser
    assert reached[3] is window.indelingen.tree
    window.tables.hide()
    qtbot.keyClick(window, Key.Key_F6)
    qtbot.keyClick(window, Key.Key_F6)
    assert QApplication.focusWidget() is window.details.browser
    qtbot.keyClick(window, Key.Key_F6, Shift)
    assert QApplication.focusWidget() is window.canvas


def test_f6_reaches_a_view_without_a_map(window, qtbot):
    window.state.set_map(Weergave.JAREN)
    settle(qtbot, window)
    window.indelingen.tree.setFocus()
    qtbot.keyClick(window, Key.Key_F6)
    assert window.centre.isAncestorOf(QApplication.focusWidget())


def test_letters_are_unique_in_every_menu(window):
    bar = window.menuBar()
    for texts in (
        [action.text() for action in bar.actions()],
        *([action.text() for action in menu.menu().actions()] for menu in bar.actions()),
    ):
        letters = [letter.lower() for text in texts for letter in re.findall(r"(?<!&)&(\w)", text)]
        assert len(set(letters)) == len(letters), sorted(letters)
