"""The matrix: readable colours, an empty diagonal, a pair at a click."""

from html import escape

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QColor, QPalette
from PyQt6.QtTest import QAbstractItemModelTester
from PyQt6.QtWidgets import QToolTip

from regiokaart.cartography.palettes import contrast, luminance
from regiokaart.congruence.table import Column, Kind
from regiokaart.gui.look import colours, theme
from regiokaart.gui.look.colours import Thema
from regiokaart.gui.matrix.model import MatrixModel, heading_lines, ink, shade, short_name
from tests.gui.conftest import settle

Role = Qt.ItemDataRole


@pytest.mark.parametrize(
    ("naam", "short"),
    [
        ("Arbeidsmarktregio", "Arbeidsmarkt"),
        ("Veiligheidsregio", "Veiligheid"),
        ("RES-regio", "RES"),
        ("Veilig Thuis-regio", "Veilig Thuis"),
        ("Omgevingsdienst", "Omgevingsdienst"),
        ("COROP-gebied", "COROP"),
        ("Politie-eenheid", "Politie"),
        ("Regio", "Regio"),
        ("regio", "regio"),
    ],
)
def test_short_name(naam, short):
    assert short_name(naam) == short


@pytest.mark.parametrize(
    ("naam", "lines"),
    [
        ("Arbeidsmarkt", ("Arbeids-", "markt")),
        ("COROP-plus", ("COROP-", "plus")),
        ("Veilig Thuis", ("Veilig", "Thuis")),
        ("Zonder deze", ("Zonder", "deze")),
        ("Jeugd", ("Jeugd",)),
        ("Veiligheid", ("Veiligheid",)),
        ("Markt", ("Markt",)),
        ("", ("",)),
    ],
)
def test_headings_are_split_where_words_are(naam, lines):
    assert heading_lines(naam) == lines


@pytest.fixture(params=[Thema.LICHT, Thema.DONKER, Thema.HOOG_CONTRAST])
def look(request):
    """Show each theme in turn."""
    before = theme.chosen()
    theme.choose(request.param)
    yield theme.look()
    theme.choose(before)


@pytest.mark.parametrize("value", np.linspace(0.4, 1, 31))
def test_value_is_readable_on_its_colour(look, value):
    ground = shade(float(value), 0.4).name()
    assert contrast(ground, ink(ground).name()) >= (7 if look is colours.HIGH_CONTRAST else 4.5)


def test_ramp_goes_one_way_for_grey_print(look):
    light = [luminance(shade(v, 0.5).name()) for v in np.linspace(0.5, 1, 11)]
    assert light == sorted(light, reverse=not look.dark)
    assert len(set(light)) == len(light)
    assert contrast(shade(0.5, 0.5).name(), shade(1, 0.5).name()) > 2


def test_shade_stays_in_the_ramp_outside_its_range():
    assert shade(0.1, 0.5) == shade(0.5, 0.5)
    assert shade(1.0, 1.0) == shade(0.5, 0.5)


@pytest.fixture
def model(qtbot, catalogus):
    model = MatrixModel(lambda a, b: (f"<{a.id}> & {b.id}",))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    values = np.array([[1, 0.5, 0.91], [0.5, 1, np.nan], [0.91, np.nan, 1]])
    extra = [Column("gemiddelde", "Gemiddeld", Kind.NUMBER, (0.7, None, 0.9), decimals=3)]
    model.set_matrix(catalogus.indelingen[:3], values, extra)
    return model


def test_cells_are_dutch_and_the_diagonal_is_empty(model):
    texts = [[model.index(r, c).data() for c in range(4)] for r in range(3)]
    assert texts == [
        [None, "0,500", "0,910", "0,700"],
        ["0,500", None, "–", "–"],
        ["0,910", "–", None, "0,900"],
    ]
    assert model.lowest == pytest.approx(0.5)


def test_only_cells_of_a_pair_can_be_chosen(model, catalogus):
    assert model.pair(model.index(0, 2)) == (catalogus.indelingen[0], catalogus.indelingen[2])
    for row, column in ((1, 1), (0, 3)):
        assert model.pair(model.index(row, column)) is None
        assert not model.index(row, column).flags() & Qt.ItemFlag.ItemIsSelectable


def test_tooltip_escapes_what_it_shows(model):
    tip = model.index(0, 1).data(Role.ToolTipRole)
    assert "&lt;arbeidsmarktregio&gt; &amp; jeugdregio" in tip


def test_many_indelingen_get_two_decimals(qtbot, catalogus):
    model = MatrixModel(lambda a, b: ())
    k = len(catalogus)
    model.set_matrix(catalogus.indelingen, np.full((k, k), 0.876), ())
    assert model.index(0, 1).data() == "0,88"


class TestLikeness:
    """The matrix in the order of the tree, with the tree before the rows."""

    def names(self, window):
        return [indeling.id for indeling in window.tables.matrix.model.indelingen]

    def test_check_box_orders_rows_columns_and_means(self, window, qtbot):
        matrix = window.tables.matrix
        before, means = self.names(window), [c.values for c in matrix.model.extra]
        values = matrix.model._values
        qtbot.mouseClick(
            matrix.by_likeness,
            Qt.MouseButton.LeftButton,
            pos=matrix.by_likeness.rect().center() - QPoint(40, 0),
        )
        order = window.results.latest.tree.order.tolist()
        assert self.names(window) == [before[i] for i in order] != before
        assert np.array_equal(matrix.model._values, values[np.ix_(order, order)], equal_nan=True)
        assert [c.values for c in matrix.model.extra] == [[c[i] for i in order] for c in means]
        assert matrix.dendrogram.isVisible()
        matrix.by_likeness.setFocus()
        qtbot.keyClick(matrix.by_likeness, Qt.Key.Key_Space)
        assert self.names(window) == before
        assert not matrix.dendrogram.isVisible()

    def test_leaves_line_up_with_their_rows(self, window):
        matrix = window.tables.matrix
        matrix.by_likeness.setChecked(True)
        tree = window.results.latest.tree
        lines = matrix.dendrogram.lines()
        viewport = matrix.view.viewport()
        for row in range(len(tree)):
            middle = matrix.view.visualRect(matrix.model.index(row, 0)).center()
            height = matrix.dendrogram.mapFrom(matrix, viewport.mapTo(matrix, middle)).y()
            ends = [point for line in lines for point in (line[0], line[3])]
            right = max(x for x, _ in ends)
            assert any(abs(y - height) <= 1.5 and x == right for x, y in ends)

    def test_click_still_loads_the_pair_of_the_cell(self, window, qtbot):
        matrix = window.tables.matrix
        matrix.by_likeness.setChecked(True)
        index = matrix.model.index(1, 4)
        place = matrix.view.visualRect(index).center()
        qtbot.mouseClick(matrix.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        chosen = matrix.model.indelingen
        assert (window.state.a, window.state.b) == (chosen[1], chosen[4])
        settle(qtbot, window)
        assert (matrix.view.currentIndex().row(), matrix.view.currentIndex().column()) == (1, 4)

    def test_tree_is_told_in_words_and_under_the_pointer(self, window):
        matrix = window.tables.matrix
        matrix.by_likeness.setChecked(True)
        told = matrix.by_likeness.accessibleDescription()
        assert "Veiligheidsregio" in told
        assert told == matrix.dendrogram.accessibleDescription()
        (x, low), (_, high) = matrix.dendrogram.lines()[0][1:3]
        text = matrix.dendrogram.text_at(QPointF(x, (low + high) / 2))
        assert told.startswith(text)
        assert text.endswith(".")
        assert matrix.dendrogram.text_at(QPointF(x - 30, 0)) == ""

    def test_choice_survives_another_set_and_an_empty_one(self, window, qtbot):
        matrix = window.tables.matrix
        matrix.by_likeness.setChecked(True)
        window.state.set_counted(())
        settle(qtbot, window)
        assert not matrix.by_likeness.isVisible()
        assert not matrix.dendrogram.isVisible()
        window.state.set_show_all(True)
        settle(qtbot, window)
        assert len(self.names(window)) == len(window.state.shown) > 8
        assert matrix.dendrogram.isVisible()
        matrix.dendrogram.grab()

    def test_drawn_in_the_ink_of_the_palette(self, window):
        matrix = window.tables.matrix
        matrix.by_likeness.setChecked(True)
        palette = matrix.dendrogram.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor("#ff00ff"))
        matrix.dendrogram.setPalette(palette)
        picture = matrix.dendrogram.grab().toImage()
        points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
        assert any(picture.pixelColor(x, y).name() == "#ff00ff" for x, y in points)


def test_map_gets_its_room_back_when_another_table_is_in_front(window, qtbot):
    before = window.tables.height()
    window.state.set_counted({i.id for i in window.state.catalogus})
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.tables.height() > before + 100)
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: abs(window.tables.height() - before) < 20)
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.tables.height() > before + 100)


@pytest.mark.parametrize("width", [1280, 1600])
def test_columns_have_one_width_and_show_all_of_eight(window, qtbot, width):
    window.resize(width, 800)
    settle(qtbot, window)
    matrix = window.tables.matrix
    count = matrix.model.columnCount()
    qtbot.waitUntil(lambda: len({matrix.view.columnWidth(i) for i in range(count)}) == 1)
    qtbot.waitUntil(lambda: matrix.view.horizontalScrollBar().maximum() == 0)
    window.state.set_show_all(True)
    settle(qtbot, window)
    count = matrix.model.columnCount()
    qtbot.waitUntil(lambda: len({matrix.view.columnWidth(i) for i in range(count)}) == 1)


def test_arrows_go_from_cell_to_cell_and_tell_about_each(window, qtbot):
    view, model = window.tables.matrix.view, window.tables.matrix.model
    view.setFocus()
    view.setCurrentIndex(model.index(0, 2))
    before = view.grab().toImage()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex() == model.index(1, 2)
    a, b = model.pair(view.currentIndex())
    assert escape(f"{a.naam_meervoud} en {b.naam_meervoud}") in QToolTip.text()
    assert model.index(1, 2).data(Role.AccessibleDescriptionRole)
    assert view.grab().toImage() != before
    qtbot.keyClick(view, Qt.Key.Key_Down)  # of an indeling with itself
    assert view.currentIndex() == model.index(2, 2)
    assert view.currentIndex().data(Role.AccessibleTextRole) == f"{b.naam} met zichzelf"
    focused = view.grab().toImage()
    view.clearFocus()
    assert view.grab().toImage() != focused  # the frame shows where the keyboard is
    QToolTip.hideText()


def test_long_names_leave_room_for_the_cells(window, qtbot):
    window.state.set_counted({i.id for i in window.state.catalogus})
    settle(qtbot, window)
    matrix = window.tables.matrix.view
    assert len(window.tables.matrix.model.indelingen) > 40
    assert matrix.verticalHeader().width() < window.tables.matrix.width() / 3
    qtbot.waitUntil(lambda: matrix.columnWidth(0) < 60)  # upright headings


def test_eight_indelingen_need_no_scrolling_in_a_small_window(window, qtbot):
    bar = window.tables.matrix.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)


def test_a_large_matrix_leaves_room_for_the_map(window, qtbot):
    window.state.set_show_all(True)
    settle(qtbot, window)
    before = window.tables.matrix.view.verticalScrollBar()
    qtbot.waitUntil(lambda: before.maximum() > 0)
    assert window.canvas.height() >= 32 * theme.STEP
