"""The map as a table: asked for by key or menu, as the map in every view, with one selection."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QApplication

from regiokaart.model.project import Weergave
from tests.gui.conftest import settle

pytestmark = pytest.mark.slow


@pytest.fixture
def shown(window, qtbot):
    """Return a window in which the table was asked for by keyboard."""
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    return window


def panel_of(window):
    return window.map_table.tab.panel


def is_offered(window):
    tabs = window.tables.tabs
    return tabs.isTabVisible(tabs.indexOf(panel_of(window)))


def test_table_is_there_when_asked_for(window, qtbot):
    assert not is_offered(window)
    assert panel_of(window).table is None  # nothing is made in vain
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert is_offered(window)
    assert window.tables.current_panel() is panel_of(window)
    assert QApplication.focusWidget() is panel_of(window).view
    window.commands["map_table"].trigger()
    assert not is_offered(window)


def test_table_follows_the_map_in_every_view(shown, qtbot):
    for view in (Weergave.VERGELIJK, Weergave.GRENZEN, Weergave.GEMEENTEN, Weergave.SAMENWERKINGEN):
        shown.state.set_map(view)
        settle(qtbot, shown)
        table, specification = panel_of(shown).table, shown.canvas.specification
        headings, *rows = specification.facts
        assert [column.heading for column in table.columns] == list(headings)
        assert [column.text(0) for column in table.columns] == list(rows[0])
        assert panel_of(shown).view.accessibleDescription() == specification.alt_text
        assert is_offered(shown)


def test_view_without_a_map_says_so(shown, qtbot):
    shown.state.set_map(Weergave.JAREN)
    settle(qtbot, shown)
    assert panel_of(shown).table is None
    shown.state.set_map(Weergave.INDELING)
    assert len(panel_of(shown).table) == len(shown.state.catalogus.gemeenten)


def test_row_and_gemeente_are_one_selection(shown, qtbot):
    panel = panel_of(shown)
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.view.model().index(0, 0))
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    chosen = panel.selected_rows()
    assert shown.state.selection == frozenset(chosen)
    assert len(chosen) == 1
    shown.state.select({7, 9})
    assert set(panel.selected_rows()) == {7, 9}


def test_table_can_be_copied(shown):
    shown.state.select({7})
    shown.commands["copy"].trigger()
    text = QGuiApplication.clipboard().text()
    assert shown.state.catalogus.gemeenten.namen[7] in text
    assert text.startswith("Gemeente\t")
