"""The flows of the window with mouse and keyboard, on the embedded data."""

import csv
import threading
from pathlib import Path

import pytest
from PyQt6 import sip
from PyQt6.QtCore import QEvent, QPoint, QRect, Qt, QUrl
from PyQt6.QtGui import QAction, QGuiApplication, QHelpEvent, QTextDocument
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QMenu,
    QMessageBox,
    QStyleOptionViewItem,
    QTabBar,
    QTabWidget,
    QTextBrowser,
    QToolButton,
    QToolTip,
    QWidget,
)

from regiokaart.gui import settings
from regiokaart.gui.look import emptytext
from regiokaart.gui.settings import Settings
from regiokaart.gui.views.pair import IndelingCombo
from regiokaart.model import Gewicht, Stand
from regiokaart.model.project import Weergave
from tests.gui.conftest import close, settle

pytestmark = pytest.mark.slow

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
Ctrl = Qt.KeyboardModifier.ControlModifier


def tree_index(window, naam):
    """Index of an indeling in the tree, by the start of its name."""
    model = window.indelingen.tree.model()
    found = model.match(
        model.index(0, 0),
        Qt.ItemDataRole.DisplayRole,
        naam,
        1,
        Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive,
    )
    assert found, naam
    return found[0]


def click_row(qtbot, view, row, modifier=Qt.KeyboardModifier.NoModifier):
    index = view.model().index(row, 0)
    view.scrollTo(index)
    place = view.visualRect(index).center()
    qtbot.mouseClick(view.viewport(), Left, modifier, place)


def in_sight(panel, row):
    """Whether a row of the table is on screen."""
    index = panel._proxy.mapFromSource(panel._model.index(row, 0))
    return panel.view.viewport().rect().intersects(panel.view.visualRect(index))


def map_point(window, naam):
    """Pixel of the map inside a gemeente."""
    position = window.state.catalogus.gemeenten.namen.index(naam)
    x, y = window.canvas.viewport.to_pixel(*window.canvas._gebied.label_points[position])
    return QPoint(round(x), round(y))


class TestFirstStart:
    def test_map_and_figures_are_there(self, window):
        assert window.state.a.id == "arbeidsmarktregio"
        assert window.canvas.accessibleDescription().startswith("Kaart van Nederland met de 35")
        assert window.status.summary.text() == (
            "8 indelingen tellen mee: gemiddelde V-maat 0,924 (gewicht inwoners)"
        )
        assert window.tables.matrix.model.rowCount() == 8
        assert window.tables.pairs.table is not None
        assert len(window.tables.pairs.table) == 28
        assert len(window.tables.gemeenten.table) == 342

    def test_map_has_most_room(self, window):
        area = window.canvas.width() * window.canvas.height()
        others = (window.indelingen, window.tables)
        assert all(w.width() * w.height() < area for w in others)

    def test_names_in_the_list_are_not_clipped(self, window):
        tree = window.indelingen.tree
        for indeling in window.state.catalogus:
            if indeling.stand is not Stand.ACTUEEL:
                continue
            index = tree_index(window, indeling.naam)
            room = tree.visualRect(index).width() - tree.style().pixelMetric(
                tree.style().PixelMetric.PM_IndicatorWidth
            )
            assert tree.fontMetrics().horizontalAdvance(index.data()) < room, indeling.naam


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


class TestViews:
    def test_shortcut_compares_two(self, window, qtbot):
        qtbot.keyClick(window, Key.Key_2, Ctrl)
        settle(qtbot, window)
        assert window.state.view is Weergave.VERGELIJK
        assert window.commands["view_two"].isChecked()
        assert not window.commands["view_one"].isChecked()
        assert window.sentence.isVisible()
        assert "vallen samen" in window.sentence.text()
        assert "doorsnijden" in window.sentence.text()
        assert "wissel van minstens" in window.sentence.text()
        qtbot.keyClick(window, Key.Key_1, Ctrl)
        assert window.state.view is Weergave.INDELING
        assert not window.sentence.isVisible()
        settle(qtbot, window)

    def test_choosing_another_indeling(self, window, qtbot):
        combo = window.views[Weergave.INDELING].combo
        combo.setFocus()
        qtbot.keyClick(combo, Key.Key_Down)
        assert window.state.view is Weergave.INDELING
        assert window.state.a.id == "jeugdregio"
        settle(qtbot, window)

    def test_choosing_b(self, window, qtbot):
        qtbot.keyClick(window, Key.Key_2, Ctrl)
        combo = window.views[Weergave.VERGELIJK].combo_b
        combo.setFocus()
        qtbot.keyClick(combo, Key.Key_Down)
        assert window.state.view is Weergave.VERGELIJK
        assert window.state.b.id == "res-regio"
        settle(qtbot, window)

    def test_choosing_b_for_a_swaps(self, window, qtbot):
        qtbot.keyClick(window, Key.Key_2, Ctrl)
        view = window.views[Weergave.VERGELIJK]
        view.combo_a.setFocus()
        qtbot.keyClick(view.combo_a, Key.Key_Down)
        assert (window.state.a.id, window.state.b.id) == ("jeugdregio", "arbeidsmarktregio")
        assert view.combo_b.currentData() == "arbeidsmarktregio"
        settle(qtbot, window)

    def test_swap_button(self, window, qtbot):
        qtbot.keyClick(window, Key.Key_2, Ctrl)
        qtbot.mouseClick(window.views[Weergave.VERGELIJK].swap, Left)
        assert (window.state.a.id, window.state.b.id) == ("jeugdregio", "arbeidsmarktregio")
        settle(qtbot, window)

    def test_zoom_buttons_move_the_map(self, window, qtbot):
        before = window.canvas.viewport.resolution
        qtbot.mouseClick(window.toolbar.widgetForAction(window.commands["zoom_in"]), Left)
        assert window.canvas.viewport.resolution < before
        qtbot.mouseClick(window.toolbar.widgetForAction(window.commands["fit"]), Left)
        assert window.canvas.viewport.resolution == before


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


def weight_in_menu(window, text):
    return next(each for each in window.gewicht_menu.actions() if each.text() == text)


class TestWeight:
    def test_switch_recomputes_everything(self, window, qtbot):
        mean = window.results.latest.mean
        matrix = window.tables.matrix.model.index(0, 1).data()
        window.tables.choices.gewicht.setFocus()
        qtbot.keyClick(window.tables.choices.gewicht, Key.Key_Up)
        settle(qtbot, window)
        assert window.state.gewicht is Gewicht.GEMEENTEN
        assert window.results.latest.mean != mean
        assert window.tables.matrix.model.index(0, 1).data() != matrix
        assert window.status.summary.text().endswith("(gewicht gemeenten)")
        assert window.tables.pairs.table["wisselaars"].unit == "gemeenten"
        assert weight_in_menu(window, "Gemeenten").isChecked()

    def test_menu_and_buttons_agree(self, window, qtbot):
        weight_in_menu(window, "Oppervlakte").trigger()
        assert window.tables.choices.gewicht.currentText() == "oppervlakte"
        settle(qtbot, window)
        assert window.state.gewicht is Gewicht.OPPERVLAKTE

    def test_of_quick_changes_the_last_wins(self, window, qtbot):
        for gewicht in (Gewicht.GEMEENTEN, Gewicht.OPPERVLAKTE, Gewicht.GEMEENTEN):
            window.state.set_gewicht(gewicht)
            QApplication.processEvents()
        settle(qtbot, window)
        assert window.results.latest.choices.gewicht is Gewicht.GEMEENTEN


class TestTables:
    def test_enter_on_a_pair_loads_it(self, window, qtbot):
        window.tables.tabs.setCurrentIndex(1)
        view = window.tables.pairs.view
        click_row(qtbot, view, 3)
        qtbot.keyClick(view, Key.Key_Return)
        assert (window.state.a.id, window.state.b.id) == ("arbeidsmarktregio", "veiligheidsregio")
        assert window.state.view is Weergave.VERGELIJK
        settle(qtbot, window)

    def test_pair_keeps_its_row_and_the_arrows_go_on(self, window, qtbot):
        window.tables.tabs.setCurrentIndex(1)
        view = window.tables.pairs.view
        click_row(qtbot, view, 3)
        qtbot.keyClick(view, Key.Key_Return)
        settle(qtbot, window)
        assert window.tables.pairs.selected_rows() == (3,)
        qtbot.keyClick(view, Key.Key_Down)
        qtbot.keyClick(view, Key.Key_Return)
        settle(qtbot, window)
        assert (window.state.a.id, window.state.b.id) == ("arbeidsmarktregio", "ggd-regio")
        assert window.tables.pairs.selected_rows() == (4,)

    def test_row_selected_on_the_map_is_in_sight_when_its_tab_opens(self, window, qtbot):
        window.tables.tabs.setCurrentIndex(3)
        panel = window.tables.gemeenten
        panel.view.horizontalScrollBar().setValue(150)
        window.tables.tabs.setCurrentIndex(0)
        qtbot.mouseClick(window.canvas, Left, pos=map_point(window, "Zwolle"))
        row = window.state.catalogus.gemeenten.namen.index("Zwolle")
        window.tables.tabs.setCurrentIndex(3)
        assert in_sight(panel, row) or panel.view.columnViewportPosition(0) < 0
        place = panel.view.visualRect(panel.view.currentIndex())
        assert 0 <= place.center().y() < panel.view.viewport().height()
        assert panel.view.horizontalScrollBar().value() == 150
        window.tables.tabs.setCurrentIndex(2)
        relations = window.tables.relations
        assert all(in_sight(relations, row) for row in relations.selected_rows())

    def test_widths_and_headings_survive_an_empty_table(self, window, qtbot):
        view = window.tables.pairs.view
        width = view.columnWidth(0)
        window.commands["count_none"].trigger()
        settle(qtbot, window)
        assert view.model().columnCount() == len(window.tables.pairs.table.columns) > 0
        window.commands["count_default"].trigger()
        settle(qtbot, window)
        assert view.columnWidth(0) == width

    def test_order_stays_with_its_column(self, window, qtbot):
        panel = window.tables.gemeenten
        header = panel.view.horizontalHeader()
        names = [panel.table["naam"].values[row] for row in panel.shown_rows()]
        assert names[:2] == ["Aa en Hunze", "Aalsmeer"]
        inwoners = [c.key for c in panel.table.columns].index("inwoners")
        panel.view.sortByColumn(inwoners, Qt.SortOrder.DescendingOrder)
        window.state.set_counts(window.state.catalogus["provincie"], True)  # takes a column away
        settle(qtbot, window)
        assert panel.table.columns[header.sortIndicatorSection()].key == "inwoners"
        first = panel.shown_rows()[0]
        assert panel.table["naam"].values[first] == "Amsterdam"

    def test_list_of_gemeenten_is_complete_on_the_clipboard(self, window, qtbot):
        window.tables.tabs.setCurrentIndex(2)
        names = window.results.latest.relations["gemeentenamen"].values
        counts = window.results.latest.relations["gemeenten"].values
        largest = max(range(len(counts)), key=counts.__getitem__)
        assert names[largest].count(",") == counts[largest] - 2
        window.tables.relations.select_rows([largest])
        window.tables.relations.view.setFocus()
        qtbot.keyClick(window.tables.relations.view, Key.Key_C, Ctrl)
        assert names[largest] in QGuiApplication.clipboard().text()

    def test_filter_scrolls_to_the_top(self, window):
        window.tables.tabs.setCurrentIndex(3)
        panel = window.tables.gemeenten
        panel.view.scrollToBottom()
        panel.filter.setText("a")
        assert panel.view.verticalScrollBar().value() == 0

    def test_cell_has_a_tip_only_when_it_is_cut(self, window, qtbot):
        window.tables.tabs.setCurrentIndex(2)
        panel = window.tables.relations
        column = [c.key for c in panel.table.columns].index("gemeentenamen")
        cell = panel.view.model().index(0, column)
        panel.view.scrollTo(cell)

        def point():
            place = panel.view.visualRect(cell).center()
            event = QHelpEvent(QEvent.Type.ToolTip, place, panel.view.mapToGlobal(place))
            QApplication.sendEvent(panel.view.viewport(), event)

        panel.view.setColumnWidth(column, 60)
        point()
        assert cell.data() in QToolTip.text()
        panel.view.setColumnWidth(column, 4000)
        point()
        qtbot.waitUntil(lambda: not QToolTip.isVisible())

    def test_selected_text_is_copied_instead_of_the_table(self, window, qtbot):
        window.state.set_map(Weergave.VERGELIJK)
        settle(qtbot, window)
        window.sentence.setFocus()
        window.sentence.setSelection(0, 9)
        qtbot.keyClick(window.sentence, Key.Key_C, Ctrl)
        assert QGuiApplication.clipboard().text() == window.sentence.text()[:9]

    def test_sources_of_every_indeling(self, window, qtbot):
        window.tables.tabs.setCurrentIndex(4)
        table = window.tables.sources.table
        assert len(table) == 44
        assert "semi" not in table["indeling_bepaald_door"].values
        assert "overheden samen" in table["indeling_bepaald_door"].values
        assert all(table["bron"].values)
        qtbot.keyClick(window.tables.sources.view, Key.Key_C, Ctrl)
        assert len(QGuiApplication.clipboard().text().splitlines()) == 45

    def test_members_of_the_indeling_on_the_map_with_how_each_was_established(self, window, qtbot):
        panel = window.views[Weergave.INDELING].members
        window.state.set_map(a=window.state.catalogus["omgevingsdienst"])
        settle(qtbot, window)
        table = panel.table
        assert len(table) == 342
        assert table["methode"].values.count("onzeker") == 4
        assert any("SHA-256" in name and value for name, value in table.provenance.parameters)
        window.tables.tabs.setCurrentWidget(panel)
        panel.view.selectRow(3)
        codes = window.state.catalogus.gemeenten.codes
        (row,) = panel.selected_rows()
        assert [codes[i] for i in window.state.selection] == [table["code"].values[row]]

    def test_click_on_a_heading_sorts_by_value(self, window, qtbot):
        window.tables.tabs.setCurrentIndex(1)
        view = window.tables.pairs.view
        header = view.horizontalHeader()
        keys = [c.key for c in window.tables.pairs.table.columns]
        column = keys.index("v_maat")
        place = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Left, pos=place)
        rows = window.tables.pairs.shown_rows()
        values = [window.tables.pairs.table["v_maat"].values[row] for row in rows]
        assert values == sorted(values)
        window.state.set_gewicht(Gewicht.GEMEENTEN)
        settle(qtbot, window)
        rows = window.tables.pairs.shown_rows()
        values = [window.tables.pairs.table["v_maat"].values[row] for row in rows]
        assert values == sorted(values)

    def test_region_row_selects_its_gemeenten_on_the_map(self, window, qtbot):
        window.state.set_map(Weergave.VERGELIJK)
        settle(qtbot, window)
        window.tables.tabs.setCurrentIndex(2)
        view = window.tables.relations.view
        click_row(qtbot, view, 1)
        members = window.results.latest.members
        assert window.canvas.selection == members[1]
        click_row(qtbot, view, 3, Ctrl)
        assert window.canvas.selection == members[1] | members[3]
        assert set(window.tables.relations.selected_rows()) == {1, 3}
        assert set(window.tables.gemeenten.selected_rows()) == members[1] | members[3]

    def test_members_of_the_regions_are_all_gemeenten_once(self, window):
        members = window.results.latest.members
        assert sorted(i for row in members for i in row) == list(range(342))
        counts = window.results.latest.relations["gemeenten"].values
        assert [len(row) for row in members] == list(counts)

    def test_click_on_the_map_selects_the_row(self, window, qtbot):
        window.tables.tabs.setCurrentIndex(3)
        qtbot.mouseClick(window.canvas, Left, pos=map_point(window, "Ede"))
        row = window.state.catalogus.gemeenten.namen.index("Ede")
        assert window.state.selection == {row}
        assert window.tables.gemeenten.selected_rows() == (row,)
        assert in_sight(window.tables.gemeenten, row)
        assert len(window.tables.relations.selected_rows()) == 1

    def test_double_click_on_the_map_selects_the_region(self, window, qtbot):
        place = map_point(window, "Ede")
        qtbot.mouseClick(window.canvas, Left, pos=place)
        qtbot.mouseDClick(window.canvas, Left, pos=place)
        labels = window.state.catalogus.labels(window.state.a)
        ede = window.state.catalogus.gemeenten.namen.index("Ede")
        assert window.state.selection == {i for i in range(342) if labels[i] == labels[ede]}

    def test_filter_keeps_the_selection_on_the_map(self, window, qtbot):
        window.tables.tabs.setCurrentIndex(3)
        window.state.select({0, 1, 2})
        panel = window.tables.gemeenten
        qtbot.keyClicks(panel.filter, "sudwest")
        assert [panel.table["naam"].values[r] for r in panel.shown_rows()] == ["Súdwest-Fryslân"]
        assert panel._count.text() == "1 van 342 rijen"
        assert window.state.selection == {0, 1, 2}
        panel.filter.clear()
        assert set(panel.selected_rows()) == {0, 1, 2}

    def test_filter_without_result_says_so(self, window, qtbot):
        window.tables.tabs.setCurrentIndex(3)
        qtbot.keyClicks(window.tables.gemeenten.filter, "zzz")
        assert "'zzz'" in emptytext.said_by(window.tables.gemeenten.view)

    def test_pointing_at_a_row_lights_up_the_map(self, window, qtbot):
        window.tables.tabs.setCurrentIndex(3)
        view = window.tables.gemeenten.view
        qtbot.mouseMove(view.viewport(), view.visualRect(view.model().index(2, 1)).center())
        row = window.tables.gemeenten.shown_rows()[2]
        qtbot.waitUntil(lambda: window.state.highlight == {row})
        assert window.canvas._highlight == {row}
        view.left.emit()
        assert window.canvas._highlight == frozenset()

    def test_copy_puts_the_selected_rows_on_the_clipboard(self, window, qtbot):
        window.tables.tabs.setCurrentIndex(3)
        view = window.tables.gemeenten.view
        click_row(qtbot, view, 0)
        click_row(qtbot, view, 1, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyClick(view, Key.Key_C, Ctrl)
        lines = QGuiApplication.clipboard().text().splitlines()
        assert [line.split("\t")[1] for line in lines] == ["Gemeente", "Aa en Hunze", "Aalsmeer"]
        assert window.status.message.text() == "2 rijen staan op het klembord."

    def test_copy_of_the_matrix(self, window, qtbot):
        qtbot.keyClick(window, Key.Key_C, Ctrl)
        lines = QGuiApplication.clipboard().text().splitlines()
        assert len(lines) == 9
        assert "0,920" in lines[1]

    def test_select_all_and_none(self, window, qtbot):
        qtbot.keyClick(window, Key.Key_A, Ctrl)
        assert len(window.state.selection) == 342
        qtbot.keyClick(window, Key.Key_Escape)
        assert window.state.selection == frozenset()

    def test_select_all_in_a_filtered_table_takes_what_is_shown(self, window, qtbot):
        window.tables.tabs.setCurrentIndex(3)
        panel = window.tables.gemeenten
        panel.filter.setText("zeeland")
        panel.view.setFocus()
        qtbot.keyClick(panel.view, Key.Key_A, Ctrl)
        assert window.state.selection == set(panel.shown_rows())
        assert 0 < len(window.state.selection) < 342

    def test_technical_measures_appear_when_asked(self, window):
        keys = lambda: [c.key for c in window.tables.pairs.table.columns]  # noqa: E731
        assert "vi_bits" not in keys()
        window.commands["technical"].trigger()
        assert "vi_bits" in keys()
        assert "homogeniteit" in keys()
        window.commands["technical"].trigger()
        assert "vi_bits" not in keys()


class TestWisselaars:
    def test_command_selects_them_on_map_and_table(self, window, qtbot):
        window.commands["select_wisselaars"].trigger()
        settle(qtbot, window)
        found = window.results.latest.wisselaars
        assert window.state.view is Weergave.VERGELIJK
        assert window.canvas.selection == set(found.gemeenten.tolist())
        assert len(window.canvas.selection) == 74
        assert set(window.tables.gemeenten.selected_rows()) == window.canvas.selection
        assert window.status.selection.text().startswith("74 gemeenten geselecteerd: ")
        assert window.status.selection.text().endswith(" inwoners (1 januari 2025)")

    def test_gemeenten_of_a_pair_have_its_regions_also_when_these_do_not_count(self, window, qtbot):
        catalogus = window.state.catalogus
        window.state.set_map(Weergave.VERGELIJK, catalogus["corop"], catalogus["provincie"])
        settle(qtbot, window)
        table = window.tables.gemeenten.table
        keys = [column.key for column in table.columns]
        assert keys[4:8] == ["regio_a", "regio_b", "relatie", "wisselt"]
        assert table["regio_b"].title == "Provincie (B)"
        assert any(str(text).startswith("van ") for text in table["wisselt"].values)

    def test_other_choices_are_told(self, window, qtbot):
        catalogus = window.state.catalogus
        window.state.set_map(Weergave.VERGELIJK, catalogus["jeugdregio"], catalogus["ggd-regio"])
        settle(qtbot, window)
        only = window.results.latest.wisselaars.only
        window.commands["select_wisselaars"].trigger()
        assert ("even klein" in window.status.message.text()) is not only


class TestMapMenu:
    def test_region_of_a_gemeente_is_selected(self, window, qtbot):
        menu = window.map_menu.open(map_point(window, "Ede"))
        first = menu.actions()[0]
        assert first.text() == "Arbeidsmarktregio FoodValley selecteren"
        first.trigger()
        ede = window.state.catalogus.gemeenten.namen.index("Ede")
        assert window.state.selection == window.state.region_of(window.state.a, ede)
        menu.close()

    def test_both_regions_of_a_pair_can_be_chosen(self, window, qtbot):
        window.state.set_map(Weergave.VERGELIJK)
        settle(qtbot, window)
        menu = window.map_menu.open(map_point(window, "Ede"))
        texts = [action.text() for action in menu.actions()[:2]]
        assert [text.split(" ")[0] for text in texts] == ["Arbeidsmarktregio", "Jeugdregio"]
        menu.close()

    def test_sea_has_no_regions(self, window):
        menu = window.map_menu.open(QPoint(1, 1))
        assert menu.actions()[0] is window.commands["zoom_selection"]
        menu.close()


class TestHelp:
    def test_manual_opens_with_f1_and_links_stay_inside(self, window, qtbot):
        qtbot.keyClick(window, Key.Key_F1)
        help_window = window.beside.help
        assert help_window.isVisible()
        text = help_window.browser.toPlainText()
        assert text.startswith("Handleiding")
        top = help_window.browser.verticalScrollBar().value()
        help_window.browser.anchorClicked.emit(QUrl("#toetsen"))
        assert help_window.browser.verticalScrollBar().value() > top
        help_window.browser.anchorClicked.emit(QUrl("methode.md"))
        assert help_window.windowTitle() == "Methode"
        assert "Wisselaars" in help_window.browser.toPlainText()
        help_window.close()

    def test_pictures_of_the_manual_are_shown(self, window):
        window.commands["manual"].trigger()
        kind = QTextDocument.ResourceType.ImageResource.value
        picture = window.beside.help.browser.loadResource(kind, QUrl("images/venster-1600.png"))
        assert 0 < picture.width() <= window.beside.help.browser.width()
        window.beside.help.close()

    def test_missing_manual_is_told(self, window, monkeypatch, tmp_path):
        monkeypatch.setattr("regiokaart.gui.helping.docs_dir", lambda: tmp_path)
        window.commands["manual"].trigger()
        box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
        assert box.text().startswith("Een bestand ontbreekt")
        box.close()

    def test_shortcuts_are_listed(self, window):
        window.commands["shortcuts"].trigger()
        dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
        text = dialog.findChild(QTextBrowser).toPlainText()
        assert "Ctrl+Shift+W" in text
        dialog.close()


class TestNarrow:
    def test_small_window_shows_everything(self, window, qtbot):
        window.resize(960, 540)
        QApplication.processEvents()
        assert (window.width(), window.height()) == (960, 540)
        inside = window.rect()
        for widget in (window.status, window.tables, window.indelingen, window.canvas):
            place = widget.rect().translated(widget.mapTo(window, QPoint()))
            assert inside.contains(place), widget

    @pytest.mark.parametrize("width", [700, 960, 1280, 1600])
    def test_weight_is_at_its_place_in_every_view(self, window, qtbot, width):
        window.resize(width, 800)
        choices = window.tables.choices
        for weergave in Weergave:
            window.state.set_map(weergave)
            settle(qtbot, window)
            QApplication.processEvents()
            place = choices.gewicht.mapTo(window, choices.gewicht.rect().topRight())
            assert choices.gewicht.isVisible()
            assert choices.gewicht.width() >= choices.gewicht.sizeHint().width()
            assert width - 24 < place.x() < width
            assert choices.all.width() >= choices.all.sizeHint().width()

    def test_map_has_room_and_names_are_whole_in_a_small_window(self, window, qtbot):
        for weergave in Weergave:
            window.state.set_map(weergave)
            settle(qtbot, window)
            QApplication.processEvents()
            shown = window.shown.view.page or window.canvas
            assert (shown.width() >= 650, shown.height() >= 430) == (True, True), weergave
            for control in window.shown.view.controls():
                if control.isVisible() and isinstance(control, IndelingCombo):
                    text = control.fontMetrics().horizontalAdvance(control.currentText())
                    assert control.width() > text + 24, control.currentText()

    def test_chance_is_an_icon_where_its_words_do_not_fit(self, window, qtbot):
        window.state.set_map(Weergave.VERGELIJK)
        button = window.views[Weergave.VERGELIJK].chance
        styles = Qt.ToolButtonStyle
        for width, style in (
            (1280, styles.ToolButtonIconOnly),
            (1600, styles.ToolButtonTextBesideIcon),
            (1280, styles.ToolButtonIconOnly),
        ):
            window.resize(width, 800)
            QApplication.processEvents()
            assert button.toolButtonStyle() is style
            assert button.toolTip()

    def test_mark_of_the_pair_stays_behind_a_name_that_is_cut(self, window):
        tree = window.indelingen.tree
        index = tree_index(window, "Arbeidsmarktregio")
        delegate = tree.itemDelegateForIndex(index)
        option = QStyleOptionViewItem()
        tree.initViewItemOption(option)
        option.rect = QRect(0, 0, 110, 20)
        delegate.initStyleOption(option, index)
        assert option.text.startswith("Arb")
        assert option.text.endswith("… · A")


class TestExport:
    @pytest.fixture
    def asked(self, window, tmp_path):
        """Answer the question where to save; remember what was asked."""
        questions = []

        def answer(parent, title, folder, name, kinds):
            questions.append((title, folder, name, kinds))
            return tmp_path / f"{name}.{answer.suffix}" if answer.suffix else None

        answer.suffix = "csv"
        answer.questions = questions
        window.exporter.ask = answer
        return answer

    def test_table_is_written_as_on_screen(self, window, qtbot, asked, tmp_path):
        window.tables.tabs.setCurrentIndex(3)
        qtbot.keyClick(window, Key.Key_E, Ctrl)
        qtbot.waitUntil(lambda: not window.tasks.running)
        with (tmp_path / "gemeenten.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        assert len(rows) == 343
        assert rows[1][:2] == ["GM0014", "Groningen"]
        message = window.status.message.text()
        assert "Bewaard: gemeenten.csv en gemeenten.csv-verantwoording.txt" in message
        assert tmp_path.as_uri() in window.status.message.text()

    def test_workbook_has_every_table(self, window, qtbot, asked, tmp_path):
        from openpyxl import load_workbook

        asked.suffix = "xlsx"
        window.commands["export_workbook"].trigger()
        assert window.status.progress.isVisible()
        qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
        assert not window.status.progress.isVisible()
        book = load_workbook(tmp_path / "congruentie.xlsx", read_only=True)
        assert book.sheetnames[:4] == ["Paren", "Matrix", "Regios", "Gemeenten"]
        assert book["Paren"].max_row == 1 + 3 * 28
        book.close()

    @pytest.mark.parametrize(
        ("suffix", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
    )
    def test_map_is_written(self, window, qtbot, asked, tmp_path, suffix, start):
        asked.suffix = suffix
        window.commands["export_map"].trigger()
        qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
        written = list(tmp_path.glob(f"*.{suffix}"))
        assert len(written) == 1
        assert written[0].read_bytes().startswith(start)

    def test_web_map_is_written(self, window, qtbot, asked, tmp_path):
        asked.suffix = "html"
        window.commands["export_web_map"].trigger()
        qtbot.waitUntil(lambda: not window.tasks.running, timeout=30_000)
        page = next(tmp_path.glob("*.html")).read_text(encoding="utf-8")
        assert "Arbeidsmarktregio" in page

    def test_map_is_copied(self, window, qtbot):
        qtbot.keyClick(window, Key.Key_C, Ctrl | Qt.KeyboardModifier.ShiftModifier)
        qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
        image = QGuiApplication.clipboard().image()
        assert image.width() > 1000

    def test_thinking_better_of_it_writes_nothing(self, window, asked, tmp_path):
        asked.suffix = ""
        window.commands["export_map"].trigger()
        assert not window.tasks.running
        assert list(tmp_path.iterdir()) == []

    def test_last_folder_is_offered_again(self, window, qtbot, asked, tmp_path):
        for _ in range(2):
            window.commands["export_table"].trigger()
            qtbot.waitUntil(lambda: not window.tasks.running)
        assert asked.questions[1][1] == tmp_path

    def test_failure_is_told_in_one_dialog(self, window, qtbot, tmp_path):
        window.exporter.ask = lambda *_: tmp_path / "weg" / "tabel.csv"
        window.commands["export_table"].trigger()
        qtbot.waitUntil(lambda: not window.tasks.running)
        boxes = [b for b in window.findChildren(QMessageBox) if b.isVisible()]
        assert len(boxes) == 1
        assert boxes[0].text().startswith("De map ")
        assert boxes[0].text().endswith("; maak hem eerst aan.")
        assert boxes[0].informativeText() == str(tmp_path / "weg" / "tabel.csv")
        assert Settings(tmp_path / "instellingen.ini").get(settings.FOLDER) == ""
        assert boxes[0].buttons()[0].text() == "&Sluiten"
        boxes[0].close()

    def test_wrong_suffix_is_told(self, window, qtbot, asked, tmp_path):
        asked.suffix = "bmp"
        window.commands["export_map"].trigger()
        qtbot.waitUntil(lambda: not window.tasks.running)
        box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
        assert ".png, .svg, .pdf" in box.text()
        box.close()
        assert list(tmp_path.glob("*.bmp")) == []

    @pytest.mark.parametrize("key", ["export_table", "export_workbook"])
    def test_nothing_to_export_is_told(self, window, qtbot, asked, key):
        window.commands["count_none"].trigger()
        settle(qtbot, window)
        window.commands[key].trigger()
        box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
        assert "ten minste twee indelingen" in box.text()
        box.close()
        assert asked.questions == []

    def test_name_tells_the_pair(self, window, qtbot, asked, tmp_path):
        window.state.set_map(Weergave.VERGELIJK)
        settle(qtbot, window)
        for tab, name in (
            (2, "regios-arbeidsmarktregio-jeugdregio"),
            (3, "gemeenten-arbeidsmarktregio-jeugdregio"),
            (4, "bronnen"),
        ):
            window.tables.tabs.setCurrentIndex(tab)
            window.commands["export_table"].trigger()
            qtbot.waitUntil(lambda: not window.tasks.running)
            assert (tmp_path / f"{name}.csv").is_file()

    def test_filter_is_said_to_be_left_out(self, window, qtbot, asked, tmp_path):
        window.tables.tabs.setCurrentIndex(3)
        window.tables.gemeenten.filter.setText("zeeland")
        window.commands["export_table"].trigger()
        qtbot.waitUntil(lambda: not window.tasks.running)
        assert "Alle 342 rijen; het filter" in window.status.message.text()
        lines = (tmp_path / "gemeenten.csv").read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == 343

    @pytest.mark.parametrize(
        ("key", "suffix"),
        [("export_workbook", "xlsx"), ("export_table", "csv"), ("export_map", "pdf")],
    )
    def test_cancelled_export_leaves_no_file(self, window, qtbot, asked, tmp_path, key, suffix):
        asked.suffix = suffix
        before = set(tmp_path.iterdir())
        window.commands[key].trigger()
        qtbot.mouseClick(window.status.cancel, Left)
        qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
        assert set(tmp_path.iterdir()) == before
        assert "Bewaard" not in window.status.message.text()

    def test_export_cancelled_just_before_the_file_appears(
        self, window, qtbot, asked, tmp_path, monkeypatch
    ):
        from regiokaart.export import tables

        written, go = threading.Event(), threading.Event()
        workbook_bytes = tables._workbook_bytes

        def slow(workbook):
            content = workbook_bytes(workbook)
            written.set()
            go.wait(20)
            return content

        monkeypatch.setattr(tables, "_workbook_bytes", slow)
        asked.suffix = "xlsx"
        before = set(tmp_path.iterdir())
        window.commands["export_workbook"].trigger()
        assert written.wait(30)
        qtbot.mouseClick(window.status.cancel, Left)
        go.set()
        qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
        assert set(tmp_path.iterdir()) == before


class TestRunning:
    def test_cancel_button_stops_the_work(self, window, qtbot):
        go, ended = threading.Event(), []

        def work(progress):
            for step in range(2):
                progress.report(step, 2)
                go.wait(10)

        task = window.tasks.start("Proef", work, ended.append, ended.append)
        assert window.status.working.text() == "Proef…"
        assert window.status.cancel.isVisible()
        qtbot.waitUntil(lambda: window.status.progress.maximum() == 2)
        qtbot.mouseClick(window.status.cancel, Left)
        assert window.status.working.text() == "Wordt geannuleerd…"
        with qtbot.waitSignal(task.finished):
            go.set()
        assert not window.status.cancel.isVisible()
        assert ended == []

    def test_fault_in_a_computation_is_told(self, window, qtbot, monkeypatch):
        monkeypatch.setattr("regiokaart.gui.figures.results.compute", lambda choices: 1 / 0)
        window.state.set_gewicht(Gewicht.GEMEENTEN)
        qtbot.waitUntil(
            lambda: any(b.isVisible() for b in window.findChildren(QMessageBox)), timeout=10_000
        )
        box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
        assert "ZeroDivisionError" in box.informativeText()
        box.close()

    def test_message_makes_place_for_the_summary_again(self, window):
        window.status.show_message("Klaar.")
        assert not window.status.summary.isVisible()
        window.status._hide_message.timeout.emit()
        assert window.status.summary.isVisible()
        assert not window.status.message.isVisible()


class TestRemembering:
    def test_choices_return_in_the_next_session(self, window, open_window, qtbot):
        state, catalogus = window.state, window.state.catalogus
        state.set_map(Weergave.VERGELIJK, catalogus["corop"], catalogus["ressort"])
        state.set_gewicht(Gewicht.OPPERVLAKTE)
        state.set_counted(["jeugdregio", "corop"])
        state.set_show_all(True)
        window.tables.hide()
        close(window)
        again = open_window()
        assert (again.state.a.id, again.state.b.id) == ("corop", "ressort")
        assert again.state.view is Weergave.VERGELIJK
        assert again.state.gewicht is Gewicht.OPPERVLAKTE
        assert [i.id for i in again.state.counted] == ["jeugdregio", "corop"]
        assert again.state.show_all
        assert not again.tables.isVisible()
        assert not again.state.undo_stack.canUndo()

    def test_nothing_counting_returns_as_well(self, window, open_window):
        window.state.set_counted(())
        close(window)
        assert open_window().state.counted == ()

    def test_unchanged_set_is_not_stored(self, window, tmp_path):
        close(window)
        assert Settings(tmp_path / "instellingen.ini").get(settings.COUNTED) is None

    def test_broken_settings_give_the_first_start(self, open_window, tmp_path):
        (tmp_path / "stuk.ini").write_text(
            "[venster]\nplaats=AAAA\nindeling=//8=\n"
            "[keuze]\nindeling_a=nergens\nindeling_b=arbeidsmarktregio\n"
            "tellen_mee=nergens \ngewicht=kilo\nweergave=bol\nalle_tonen=misschien\n"
        )
        window = open_window("stuk.ini")
        assert window.state.a.id == "arbeidsmarktregio"
        assert window.state.b.id == "jeugdregio"
        assert window.state.gewicht is Gewicht.INWONERS
        assert window.state.counted == ()
        assert window.canvas.isVisible()
        assert window.indelingen.isVisible()

    def test_standard_layout_brings_everything_back(self, window):
        width, height = window.canvas.width(), window.canvas.height()
        window.indelingen.setFloating(True)
        window.tables.hide()
        window.toolbar.hide()
        window.commands["reset_layout"].trigger()
        QApplication.processEvents()
        assert not window.indelingen.isFloating()
        assert window.tables.isVisible()
        assert window.toolbar.isVisible()
        assert abs(window.canvas.width() - width) < 8
        assert abs(window.canvas.height() - height) < 8

    def test_closing_waits_for_what_is_being_written(self, window, qtbot, tmp_path):
        window.exporter.ask = lambda *_: tmp_path / "kaart.png"
        window.commands["export_map"].trigger()
        window.close()
        assert window.isVisible()
        assert window.status.message.text() == "Regiokaart sluit na: kaart exporteren."
        qtbot.waitUntil(lambda: sip.isdeleted(window) or not window.isVisible(), timeout=20_000)
        names = [p.name for p in tmp_path.iterdir() if p.suffix == ".png"]
        assert names == ["kaart.png"]
        assert (tmp_path / "kaart.png").read_bytes().endswith(b"IEND\xaeB`\x82")

    def test_export_that_fails_while_closing_is_told(self, window, qtbot, tmp_path):
        window.exporter.ask = lambda *_: tmp_path / "weg" / "kaart.png"
        window.commands["export_map"].trigger()
        window.close()
        qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
        assert window.isVisible()
        box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
        assert "bestaat niet" in box.text()
        box.close()

    def test_legend_stays_hidden(self, window, open_window):
        assert window.commands["legend"].isChecked()
        window.commands["legend"].trigger()
        assert not window.canvas.stage.legend_visible
        close(window)
        again = open_window()
        assert not again.commands["legend"].isChecked()
        assert not again.canvas.stage.legend_visible


class TestAccess:
    def test_every_widget_that_takes_focus_has_a_name(self, window):
        nameless = [
            widget
            for widget in window.findChildren(QWidget)
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and isinstance(
                widget,
                QAbstractItemView | QLineEdit | QComboBox | QAbstractButton | QTabWidget,
            )
            and not isinstance(widget, QHeaderView)
            and not widget.accessibleName()
            and not (isinstance(widget, QAbstractButton) and widget.text())
            and not isinstance(widget.parent(), QComboBox | QLineEdit | QTabBar | QAbstractItemView)
        ]
        assert nameless == []

    def test_every_command_has_a_tip_and_its_own_shortcut(self, window):
        assert all(a.toolTip() and a.toolTip() != a.text() for a in window.commands)
        shortcuts = [a.shortcut().toString() for a in window.findChildren(QAction)]
        used = [s for s in shortcuts if s]
        assert len(used) == len(set(used))

    def test_menus_have_their_own_letters(self, window):
        for menu in [window.menuBar(), *window.findChildren(QMenu)]:
            texts = [a.text() for a in menu.actions() if "&" in a.text().replace("&&", "")]
            letters = [
                t.replace("&&", "")[t.replace("&&", "").index("&") + 1].lower() for t in texts
            ]
            assert len(letters) == len(set(letters)), texts

    def test_every_action_in_the_menus_does_something(self, window):
        for action in window.findChildren(QAction):
            if action.text() and not action.menu() and action.parent() is window:
                assert action.receivers(action.triggered) > 0, action.text()

    def test_tab_goes_from_list_to_map_to_tables(self, window, qtbot):
        window.indelingen.tree.setFocus()
        qtbot.keyClick(window.indelingen.tree, Key.Key_Tab)
        combo = window.views[Weergave.INDELING].combo
        assert combo.hasFocus()
        qtbot.keyClick(combo, Key.Key_Tab)
        assert window.canvas.hasFocus()
        qtbot.keyClick(window.canvas, Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert window.tables.isAncestorOf(focus)

    def test_toolbar_buttons_have_names(self, window):
        for button in window.toolbar.findChildren(QToolButton):
            if button.isVisible():
                assert button.accessibleName() or button.text()

    def test_about_names_licence_and_sources(self, window):
        window.commands["about"].trigger()
        box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
        assert "GPL" in box.informativeText()
        assert "Kadaster" in box.informativeText()
        box.close()


def test_hidden_file_names_are_safe():
    from regiokaart.gui.exporting import file_name

    assert file_name("Arbeidsmarktregio's 2026 en ../../etc") == "arbeidsmarktregios-2026-en-etc"
    assert file_name("///") == "regiokaart"
    assert Path(file_name("a" * 300)).name == "a" * 100


def test_a_message_leaves_the_source_whole(window):
    window.status.show_message("Het staat er.")
    QApplication.processEvents()
    source = window.status.source
    assert source.width() >= source.sizeHint().width()
