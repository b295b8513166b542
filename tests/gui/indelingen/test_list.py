"""The list of indelingen in the window, by mouse and by keyboard."""

import pytest
from PyQt6.QtCore import QPoint, Qt

from regiokaart.gui.look import emptytext
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle
from tests.gui.finding import tree_index

pytestmark = pytest.mark.slow

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
Ctrl = Qt.KeyboardModifier.ControlModifier


class TestIndelingen:
    def test_check_box_changes_what_counts_and_can_be_undone(self, window, qtbot):
        tree = window.indelingen.tree
        index = tree_index(window, "Jeugdregio")
        box = tree.visualRect(index).topLeft() + QPoint(8, tree.visualRect(index).height() // 2)
        qtbot.mouseClick(tree.viewport(), Left, pos=box)
        settle(qtbot, window)
        assert "jeugdregio" not in [i.id for i in window.state.counted]
        assert window.status.summary.text().startswith("7 indelingen tellen mee")
        assert window.tables.matrix.model.rowCount() == 7

        assert window.commands["undo"].text() == "&Ongedaan maken: Jeugdregio telt niet mee"
        qtbot.keyClick(window, Key.Key_Z, Ctrl)
        settle(qtbot, window)
        assert len(window.state.counted) == 8
        qtbot.keyClick(window, Key.Key_Y, Ctrl)
        settle(qtbot, window)
        assert len(window.state.counted) == 7

    def test_space_changes_what_counts(self, window, qtbot):
        tree = window.indelingen.tree
        tree.setFocus()
        tree.setCurrentIndex(tree_index(window, "Provincie"))
        qtbot.keyClick(tree, Key.Key_Space)
        assert "provincie" in [i.id for i in window.state.counted]
        settle(qtbot, window)

    def test_group_changes_all_below_it_in_one_step(self, window, qtbot):
        tree = window.indelingen.tree
        tree.setCurrentIndex(tree_index(window, "Statistisch"))
        qtbot.keyClick(tree, Key.Key_Space)
        assert len(window.state.counted) == 15
        window.state.undo_stack.undo()
        assert len(window.state.counted) == 8
        settle(qtbot, window)

    def test_group_is_partly_checked_when_some_count(self, window, qtbot):
        window.state.set_counts(window.state.catalogus["corop"], True)
        index = tree_index(window, "Statistisch")
        state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        assert state is Qt.CheckState.PartiallyChecked
        settle(qtbot, window)

    def test_enter_shows_it_on_the_map(self, window, qtbot):
        tree = window.indelingen.tree
        tree.setCurrentIndex(tree_index(window, "Ressort"))
        qtbot.keyClick(tree, Key.Key_Return)
        assert window.state.a.id == "ressort"
        assert window.state.view is Weergave.INDELING
        assert tree_index(window, "Ressort").data() == "Ressort · A"
        settle(qtbot, window)

    def test_double_click_shows_it_on_the_map(self, window, qtbot):
        tree = window.indelingen.tree
        index = tree_index(window, "GGD-regio")
        place = tree.visualRect(index).center()
        qtbot.mouseClick(tree.viewport(), Left, pos=place)
        qtbot.mouseDClick(tree.viewport(), Left, pos=place)
        assert window.state.a.id == "ggd-regio"
        assert len(window.state.counted) == 8
        settle(qtbot, window)

    def test_search_by_ministry_and_by_law(self, window, qtbot):
        qtbot.keyClick(window, Key.Key_F, Ctrl)
        search = window.indelingen.search
        assert search.hasFocus()
        qtbot.keyClicks(search, "ocw")
        model = window.indelingen.tree.model()
        assert model.rowCount() == 2  # and, of 2016, passend onderwijs
        assert tree_index(window, "RMC-regio").isValid()
        search.clear()
        qtbot.keyClicks(search, "politiewet")
        assert tree_index(window, "Politie-eenheid").isValid()
        assert model.rowCount() == 1

    def test_search_without_result_says_so(self, window, qtbot):
        qtbot.keyClicks(window.indelingen.search, "zzz")
        assert emptytext.said_by(window.indelingen.tree).startswith(
            "Geen indeling gevonden met 'zzz'. Maak het zoekveld leeg"
        )
        window.indelingen.search.clear()
        assert emptytext.said_by(window.indelingen.tree) == ""
        assert window.indelingen.tree.model().rowCount() == 7

    def test_context_action_compares_with_the_map(self, window, qtbot):
        tree = window.indelingen.tree
        tree.setCurrentIndex(tree_index(window, "COROP-gebied"))
        action = next(a for a in tree.actions() if a.text().startswith("Vergelijken"))
        action.trigger()
        assert (window.state.view, window.state.b.id) == (Weergave.VERGELIJK, "corop")
        settle(qtbot, window)

    def test_group_changes_only_what_the_search_shows(self, window, qtbot):
        window.indelingen.search.setText("corop")
        tree = window.indelingen.tree
        before = {i.id for i in window.state.counted}
        tree.setCurrentIndex(tree_index(window, "Statistisch"))
        qtbot.keyClick(tree, Key.Key_Space)
        added = {i.id for i in window.state.counted} - before
        assert added == {"corop", "corop-plus", "corop-sub"}
        index = tree_index(window, "Statistisch")
        assert Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        qtbot.keyClick(tree, Key.Key_Space)
        assert {i.id for i in window.state.counted} == before
        settle(qtbot, window)

    def test_only_this_group_counts(self, window, qtbot):
        tree = window.indelingen.tree
        tree.setCurrentIndex(tree_index(window, "Landsdeel"))
        next(a for a in tree.actions() if a.text().startswith("Alleen")).trigger()
        assert {i.soort for i in window.state.counted} == {"statistisch"}
        settle(qtbot, window)
