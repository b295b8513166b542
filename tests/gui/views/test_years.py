"""The view Door de jaren: chart and tables of the same pairs, and what can be done with them."""

from itertools import pairwise

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QFont, QFontMetricsF, QGuiApplication
from PyQt6.QtTest import QTest

from regiokaart.cartography.yearchart import value_axis
from regiokaart.gui.details.subject import Kind, Subject
from regiokaart.model.project import Weergave
from regiokaart.painting.furniture import letters
from tests.gui.conftest import settle

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def years(window, qtbot):
    """Return a window with the view open."""
    qtbot.keyClick(window, Key.Key_7, Ctrl)
    settle(qtbot, window)
    return window


def view(window):
    return window.views[Weergave.JAREN]


def place(window, pair, jaar):
    """Pixel of the chart on which the point of a pair stands."""
    widget = view(window).chart
    widget.repaint()
    point = next(p for p in widget._chart.of_pair(pair) if p.jaar == jaar)
    where = widget._layout.place(point)
    return QPoint(round(where.x()), round(where.y()))


def test_chart_and_table_show_the_same_pairs(years):
    chart, table = view(years).found.chart, view(years).table.table
    assert chart.years == (2016, 2026)
    assert len(chart.points) == len(table) == 12
    assert "Arbeidsmarktregio's – Jeugdregio's" in chart.pairs
    for point in chart.points:
        assert table["v_maat"].values[point.row] == point.value
        assert table["jaar"].values[point.row] == point.jaar
    assert years.centre.pages.currentWidget() is view(years).chart
    assert "hertekening" in years.sentence.text()
    assert years.status.summary.text().startswith("Jaren die er zijn: 2016, 2026.")
    assert "twee punten" in chart.note


def test_click_on_a_point_selects_its_rows(years, qtbot):
    chart = view(years).found.chart
    pair = next(i for i, name in enumerate(chart.pairs) if "Veiligheidsregio's – GGD" in name)
    qtbot.mouseClick(view(years).chart, Left, pos=place(years, pair, 2016))
    assert set(view(years).table.selected_rows()) == {p.row for p in chart.of_pair(pair)}
    assert view(years).chart._pairs == {pair}
    qtbot.keyClick(view(years).chart, Key.Key_Escape)
    assert view(years).table.selected_rows() == ()


def test_keys_go_from_point_to_point_and_tell_of_it(years, qtbot):
    widget, chart = view(years).chart, view(years).found.chart
    widget.setFocus()
    qtbot.keyClick(widget, Key.Key_Left)  # any of the keys begins
    start = widget.place
    assert start.jaar == 2026
    assert start.value == max(p.value for p in chart.points if p.jaar == 2026)
    assert set(view(years).table.selected_rows()) == {p.row for p in chart.of_pair(start.pair)}
    qtbot.keyClick(widget, Key.Key_Home)
    assert (widget.place.pair, widget.place.jaar) == (start.pair, 2016)
    qtbot.keyClick(widget, Key.Key_Right)
    assert widget.place == start
    qtbot.keyClick(widget, Key.Key_Down)
    lower = widget.place
    assert (lower.jaar, lower.pair != start.pair) == (2026, True)
    assert lower.value <= start.value
    assert widget._pairs == {lower.pair}
    told = " · ".join(lower.text)
    assert years.status.message.text() == told.replace("'", "&#x27;")
    qtbot.waitUntil(lambda: widget.accessibleDescription().count(f"{told}.") == 1)


def test_escape_in_the_chart_lets_go_of_a_pair_before_the_selection(years, qtbot):
    widget = view(years).chart
    years.state.select((3,))
    widget.setFocus()
    qtbot.keyClick(widget, Key.Key_Up)
    qtbot.keyClick(widget, Key.Key_Escape)
    assert widget._pairs == frozenset()
    assert years.state.selection == {3}
    qtbot.keyClick(widget, Key.Key_Escape)
    assert years.state.selection == frozenset()


def test_what_the_keys_point_at_is_seen_and_let_go_of(years, qtbot):
    widget = view(years).chart
    widget.setFocus()
    qtbot.keyClick(widget, Key.Key_Up)
    ringed = widget.grab().toImage()
    widget.place = None
    assert widget.grab().toImage() != ringed
    qtbot.keyClick(widget, Key.Key_Escape)
    assert (widget._pairs, widget.place) == (frozenset(), None)


def test_keys_go_on_where_was_clicked_and_rows_of_others_take_over(years, qtbot):
    widget, chart = view(years).chart, view(years).found.chart
    qtbot.mouseClick(widget, Left, pos=place(years, 2, 2016))
    clicked = widget.place
    assert clicked.jaar == 2016
    qtbot.keyClick(widget, Key.Key_End)
    assert (widget.place.pair, widget.place.jaar) == (clicked.pair, 2026)
    other = next(p for p in chart.points if p.pair != clicked.pair)
    view(years).table.view.selectRow(view(years).table.shown_rows().index(other.row))
    assert widget.place is None
    qtbot.keyClick(widget, Key.Key_Right)
    assert widget.place.pair == other.pair


@pytest.mark.parametrize("how", ["Enter", "double click", "table"])
def test_a_point_opens_its_pair_in_the_details(years, qtbot, how):
    widget, chart = view(years).chart, view(years).found.chart
    point = next(p for p in chart.points if "GGD" in chart.pairs[p.pair])
    table = view(years).found.table
    if how == "Enter":
        qtbot.mouseClick(widget, Left, pos=place(years, point.pair, point.jaar))
        qtbot.keyClick(widget, Key.Key_Return)
    elif how == "double click":
        QTest.mouseDClick(widget, Left, pos=place(years, point.pair, point.jaar))
    else:
        view(years).table.activated.emit(point.row)
    ids = table["indeling_a"].values[point.row], table["indeling_b"].values[point.row]
    assert years.state.view is Weergave.VERGELIJK
    assert years.details.history.current == Subject(Kind.PAAR, ids)
    settle(qtbot, years)


def test_selected_rows_stand_out(years):
    panel = view(years).table
    panel.view.selectRow(3)
    (row,) = panel.selected_rows()
    pair = next(p.pair for p in view(years).found.chart.points if p.row == row)
    assert view(years).chart._pairs == {pair}


def test_years_lie_as_far_apart_as_in_time_and_values_inside(years):
    view(years).chart.repaint()
    layout = view(years).chart._layout
    assert layout.x(2021) - layout.x(2016) == pytest.approx(layout.x(2026) - layout.x(2021))
    for point in layout.chart.points:
        assert layout.plot.contains(layout.place(point))
    heights = [y for _, y in layout.names()]
    assert all(b - a > 8 for a, b in pairwise(heights))
    low, *_, high = value_axis(layout.chart.points)
    assert low <= min(p.low for p in layout.chart.points)
    assert high >= max(p.high for p in layout.chart.points)


def test_choices_change_the_chart_and_too_few_are_told(years, qtbot):
    years.state.set_counted(("jeugdregio", "ggd-regio", "res-regio"))
    settle(qtbot, years)
    assert len(view(years).found.chart.pairs) == 1
    years.state.set_counted(("res-regio",))
    settle(qtbot, years)
    assert view(years).found.chart.points == ()
    hint = view(years).chart.accessibleDescription()
    assert hint.startswith("Vink in de lijst ten minste twee indelingen aan")
    assert ", jeugdregio's" in hint
    assert view(years).table.empty_hint not in hint


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_chart_is_exported_and_copied(years, qtbot, tmp_path, suffix):
    path = tmp_path / f"grafiek{suffix}"
    years.exporter.ask = lambda *args: path
    years.commands["export_map"].trigger()
    qtbot.waitUntil(lambda: not years.tasks.running)
    assert path.stat().st_size > 5000
    years.commands["copy_map"].trigger()
    qtbot.waitUntil(lambda: not years.tasks.running)
    assert not QGuiApplication.clipboard().image().isNull()
    assert not years.commands["export_web_map"].isEnabled()
    years.state.set_map(Weergave.INDELING)
    settle(qtbot, years)
    assert years.commands["export_web_map"].isEnabled()
    assert years.canvas.isVisible()


def test_workbook_starts_with_the_years(years, qtbot, tmp_path):
    import openpyxl

    path = tmp_path / "jaren.xlsx"
    years.exporter.ask = lambda *args: path
    years.commands["export_workbook"].trigger()
    qtbot.waitUntil(lambda: not years.tasks.running, timeout=20_000)
    book = openpyxl.load_workbook(path, read_only=True)
    assert len(book.sheetnames) >= 7
    book.close()


def test_a_chart_without_height_says_so_and_draws_nothing(years, qtbot):
    chart = view(years).chart
    place(years, 0, 2016)
    assert chart._layout is not None
    years.resizeDocks([years.tables], [700], Qt.Orientation.Vertical)
    qtbot.waitUntil(lambda: chart.height() < 280)
    chart.repaint()
    assert chart._layout is None


def test_names_of_pairs_stand_in_full_beside_the_points(years):
    place(years, 0, 2016)
    layout = view(years).chart._layout
    room = layout.area.right() - layout.plot.right() - 4
    for pair in layout.named:
        name = layout.chart.pairs[pair]
        assert QFontMetricsF(layout.body).horizontalAdvance(name) <= room, name
    assert layout.plot.width() > 150


def test_letters_of_the_chart_are_those_of_the_window_as_far_as_there_is_room(years, qapp):
    place(years, 0, 2016)
    chart, font = view(years).chart, qapp.font()
    assert chart._layout.unit == pytest.approx(letters())
    try:
        qapp.setFont(QFont(font.family(), 2 * font.pointSize()))
        chart.resize(1600, 1000)
        chart.grab()
        assert chart._layout.unit == pytest.approx(letters())
        assert letters() > 1.8
        chart.resize(700, 320)
        chart.grab()
        assert 1 <= chart._layout.unit < 1.8
        assert chart._layout.plot.height() > 40
    finally:
        qapp.setFont(font)
