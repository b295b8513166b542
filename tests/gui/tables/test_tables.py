"""The tables in the window: weight, filter, order, selection and columns."""

import pytest
from PyQt6.QtCore import QEvent, QPoint, Qt
from PyQt6.QtGui import QGuiApplication, QHelpEvent
from PyQt6.QtWidgets import (
    QApplication,
    QToolTip,
)

from regiokaart.congruence.table import Column, Kind, Provenance, Table
from regiokaart.gui.look import emptytext
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.model import Gewicht
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle
from tests.gui.finding import click_row, in_sight, map_point

pytestmark = pytest.mark.slow

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
Ctrl = Qt.KeyboardModifier.ControlModifier


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
        window.tables.tabs.setCurrentWidget(window.tables.pairs)
        width = view.columnWidth(0)
        window.commands["count_none"].trigger()
        settle(qtbot, window)
        assert view.model().columnCount() == len(window.tables.pairs.table.columns) > 0
        window.commands["count_default"].trigger()
        settle(qtbot, window)
        assert view.columnWidth(0) == width

    def test_long_texts_get_the_room_that_is_left_over(self, qtbot):
        nothing = Provenance((), (), (), (), (), "")
        columns = (
            Column("naam", "Naam", Kind.TEXT, ["Ede", "Epe"]),
            Column("welke", "Welke", Kind.TEXT, ["jeugdregio's, RES-regio's en " * 5, "geen"]),
        )
        panel = TablePanel("Proef", "Filter de proef", "Er is niets.")
        qtbot.addWidget(panel)
        panel.resize(1000, 200)
        panel.set_table(Table("proef", "Proef", columns, nothing))
        panel.show()
        wide = panel.view.columnWidth(1)
        assert wide > 400
        assert panel.view.horizontalScrollBar().maximum() == 0
        panel.resize(300, 200)
        assert panel.view.columnWidth(1) == wide  # the user's from now on

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
