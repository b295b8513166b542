"""The matrix in the window: what a cell opens, and by keyboard."""

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import (
    QApplication,
)

from regiokaart.gui.look import emptytext
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle

pytestmark = pytest.mark.slow

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
Ctrl = Qt.KeyboardModifier.ControlModifier


class TestMatrix:
    def test_click_loads_the_pair(self, window, qtbot):
        view = window.tables.matrix.view
        index = view.model().index(2, 4)
        qtbot.mouseClick(view.viewport(), Left, pos=view.visualRect(index).center())
        assert window.state.view is Weergave.VERGELIJK
        assert (window.state.a.id, window.state.b.id) == ("res-regio", "veiligheidsregio")
        settle(qtbot, window)

    def test_arrows_and_enter_load_the_pair(self, window, qtbot):
        view = window.tables.matrix.view
        view.setFocus()
        view.setCurrentIndex(view.model().index(0, 2))
        qtbot.keyClick(view, Key.Key_Right)
        qtbot.keyClick(view, Key.Key_Return)
        assert (window.state.a.id, window.state.b.id) == ("arbeidsmarktregio", "omgevingsdienst")
        settle(qtbot, window)

    def test_click_on_the_diagonal_does_nothing(self, window, qtbot):
        view = window.tables.matrix.view
        index = view.model().index(3, 3)
        qtbot.mouseClick(view.viewport(), Left, pos=view.visualRect(index).center())
        assert window.state.view is Weergave.INDELING

    def test_all_indelingen_can_be_shown_without_counting(self, window, qtbot):
        before = window.status.summary.text()
        qtbot.mouseClick(window.tables.choices.all, Left, pos=QPoint(8, 8))
        settle(qtbot, window)
        matrix = window.tables.matrix
        assert matrix.model.rowCount() == 21
        assert len(window.tables.pairs.table) == 210
        means = [matrix.model.index(row, 21).data() for row in range(21)]
        assert [text == "–" for text in means] == [False] * 8 + [True] * 13
        assert window.status.summary.text() == before

    def test_tables_grow_for_a_large_matrix_and_shrink_again(self, window, qtbot):
        window.resize(1280, 1000)
        QApplication.processEvents()
        before = window.tables.height()
        window.state.set_show_all(True)
        settle(qtbot, window)
        view = window.tables.matrix.view
        qtbot.waitUntil(lambda: window.tables.height() > before)
        assert view.verticalScrollBar().maximum() == 0
        window.state.set_show_all(False)
        settle(qtbot, window)
        qtbot.waitUntil(lambda: window.tables.height() == before)

    def test_no_indeling_counts(self, window, qtbot):
        window.commands["count_none"].trigger()
        settle(qtbot, window)
        assert "ten minste twee" in emptytext.said_by(window.tables.matrix.view)
        assert window.tables.matrix.model.rowCount() == 0
        assert window.status.summary.text().startswith("Er telt geen indeling mee")
        assert emptytext.said_by(window.tables.pairs.view).startswith("Vink in de lijst")
        window.commands["count_default"].trigger()
        settle(qtbot, window)
        assert window.tables.matrix.model.rowCount() == 8

    @pytest.mark.parametrize("show_all", [False, True])
    def test_headings_of_the_matrix_are_not_clipped(self, window, qtbot, show_all):
        window.state.set_show_all(show_all)
        settle(qtbot, window)
        header = window.tables.matrix.view.horizontalHeader()
        assert header._upright is show_all
        for i in range(header.count()):
            text = window.tables.matrix.model.headerData(i, Qt.Orientation.Horizontal)
            lines = [text] if header._upright else header._lines(i)
            room = header.height() if header._upright else header.sectionSize(i)
            for line in lines:
                assert header.fontMetrics().horizontalAdvance(line) <= room, line
                assert "…" not in line
