"""Indelingen that divide gemeenten or overlap, in every part of the window."""

import math
from collections.abc import Callable
from html import unescape

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from regiokaart.gui.window import MainWindow
from regiokaart.model import Indeling, Verdeling
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle

DIVIDED = ["waterschap", "metropoolregio"]


def show(window: MainWindow, indeling_id: str, qtbot: QtBot) -> Indeling:
    """Let an indeling count and compare it."""
    state = window.state
    own = state.catalogus[indeling_id]
    state.set_counted(["jeugdregio", "ggd-regio", indeling_id])
    state.set_map(Weergave.VERGELIJK, own, state.catalogus["jeugdregio"])
    settle(qtbot, window)
    return own


@pytest.mark.parametrize("indeling_id", DIVIDED)
def test_every_view_shows_it_or_says_why_not(
    window: MainWindow, indeling_id: str, qtbot: QtBot
) -> None:
    failures: list[Exception] = []
    window.results.failed.connect(failures.append)
    own = show(window, indeling_id, qtbot)
    assert own.verdeling is not Verdeling.HEEL
    divided = int(own.lidmaatschap.gemeente[0])
    for weergave in Weergave:
        window.state.set_map(weergave)
        settle(qtbot, window)
        window.state.select([divided])
        settle(qtbot, window)
        window.showing.select_around(divided)
        settle(qtbot, window)
        window.state.select([])
    assert failures == []


@pytest.mark.parametrize("indeling_id", DIVIDED)
def test_relations_select_their_gemeenten(
    window: MainWindow, indeling_id: str, qtbot: QtBot
) -> None:
    show(window, indeling_id, qtbot)
    table = window.tables.relations.table
    assert table is not None
    counts = [int(value or 0) for value in table["gemeenten"].values]
    assert [len(members) for members in window.results.latest.members] == counts
    window.tables.relations.view.selectRow(0)
    assert (
        window.state.selection
        == window.results.latest.members[window.tables.relations.selected_rows()[0]]
    )


def test_a_key_of_an_earlier_window_is_let_go(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    before = QWidget()
    qtbot.addWidget(before)
    QTest.keyClick(before, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    window = open_window()
    show(window, "waterschap", qtbot)
    window.tables.relations.view.selectRow(0)
    assert window.tables.relations.selected_rows()


def test_cell_without_a_figure_says_why(window: MainWindow, qtbot: QtBot) -> None:
    own = show(window, "metropoolregio", qtbot)
    result, model = window.results.latest, window.tables.matrix.model
    row = result.choices.shown.index(own)
    assert math.isnan(result.matrix[row, 0])
    cell = model.index(row, 0)
    assert cell.data() == "–"
    assert "bij meer regio's tegelijk" in unescape(cell.data(Qt.ItemDataRole.ToolTipRole))
    assert window.sentence.text()


def test_menu_of_the_map_offers_every_regio_of_a_gemeente(window: MainWindow, qtbot: QtBot) -> None:
    own = show(window, "waterschap", qtbot)
    rows = own.lidmaatschap
    gemeente = int(np.flatnonzero(np.bincount(rows.gemeente) > 1)[0])
    window.state.select([gemeente])
    window.commands["zoom_selection"].trigger()
    names = {own.regios[k].naam for k in rows.regio[rows.gemeente == gemeente].tolist()}
    place = place_of(window, gemeente)
    menu = window.map_menu.open(place)
    texts = [action.text() for action in menu.actions()]
    assert all(any(name in text for text in texts) for name in names)
    menu.close()


def place_of(window: MainWindow, gemeente: int) -> QPoint:
    """Find a pixel of a gemeente."""
    canvas = window.canvas
    for y in range(0, canvas.height(), 8):
        for x in range(0, canvas.width(), 8):
            if canvas.gemeente_at(QPointF(x, y)) == gemeente:
                return QPoint(x, y)
    raise AssertionError(gemeente)


def test_details_relate_a_divided_regio(window: MainWindow, qtbot: QtBot) -> None:
    own = show(window, "waterschap", qtbot)
    rows = own.lidmaatschap
    window.state.select(rows.gemeente[rows.regio == 0].tolist())
    settle(qtbot, window)
    text = window.details.browser.toPlainText()
    assert own.regios[0].naam in text
    assert "In andere indelingen" in text
    assert "nan" not in text.lower().split()
