"""The view Grenzen: map, tables and threshold are about the same borders."""

from threading import Event

import numpy as np
import pytest
from PyQt6.QtCore import Qt

from regiokaart.congruence.border.borders import borders_of
from regiokaart.gui.look import emptytext
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window_with_borders(window, qtbot):
    qtbot.keyClick(window, Key.Key_3, Ctrl)
    settle(qtbot, window)
    return window


def view(window):
    return window.views[Weergave.GRENZEN]


def test_sentence_and_table_tell_what_is_counted(window_with_borders, catalogus, gebied):
    window = window_with_borders
    found = borders_of(catalogus, gebied, window.state.counted)
    in_all, in_none = np.count_nonzero(found.count == 8), np.count_nonzero(found.count == 0)
    assert window.sentence.text().startswith(f"{in_all} grenzen tussen gemeenten zijn regiogrens")
    assert f"{in_none} in geen enkele" in window.sentence.text()
    assert len(view(window).borders.table) == np.count_nonzero(found.count >= 1)
    assert window.canvas.specification is view(window).found.specification
    assert len(view(window).congruence.table) == 28


def test_threshold_keeps_the_hard_ones(window_with_borders, qtbot):
    window = window_with_borders
    slider = view(window).threshold
    assert (slider.minimum(), slider.maximum()) == (1, 8)
    slider.setFocus()
    qtbot.keyClick(slider, Key.Key_End)
    settle(qtbot, window)
    assert set(view(window).borders.table["regiogrens"].values) == {8}
    assert "8 van 8" in view(window)._threshold_text.text()


def test_domein_limits_what_is_counted(window_with_borders, qtbot):
    window = window_with_borders
    box = view(window).domein
    box.setFocus()
    qtbot.keyClicks(box, "Soc")
    box.activated.emit(box.currentIndex())
    settle(qtbot, window)
    assert [i.domein for i in view(window).found.indelingen] == ["sociaal"] * 3
    assert view(window).threshold.maximum() == 3


def test_borders_of_a_selected_gemeente_are_marked(window_with_borders, catalogus):
    window = window_with_borders
    panel, state = view(window).borders, window.state
    state.select({catalogus.gemeenten.namen.index("Ede")})
    table = panel.table
    ends = zip(table["gemeente_a"].values, table["gemeente_b"].values, strict=True)
    touching = [row for row, pair in enumerate(ends) if "Ede" in pair]
    assert len(touching) > 3
    assert sorted(panel.selected_rows()) == touching
    state.select(())
    assert panel.selected_rows() == ()


def test_row_selects_both_gemeenten(window_with_borders):
    window = window_with_borders
    panel = view(window).borders
    panel.view.selectRow(0)
    (row,) = panel.selected_rows()
    names = {window.state.catalogus.gemeenten.namen[i] for i in window.state.selection}
    assert names == {panel.table[key].values[row] for key in ("gemeente_a", "gemeente_b")}


def test_nothing_that_counts_is_told(window_with_borders, qtbot):
    window = window_with_borders
    window.state.set_counted(())
    settle(qtbot, window)
    assert window.sentence.text().startswith("Er telt geen indeling van hele gemeenten mee")
    assert view(window).borders.table is None
    shown = window.canvas.specification  # not the map of before, which would count 8 indelingen
    assert shown.subtitle == "Geen gegevens"
    assert shown.alt_text.endswith(window.sentence.text())  # on screen the sentence stands once
    assert emptytext.said_by(view(window).borders.view).startswith("Hier komen de grenzen")
    assert view(window).threshold.isHidden()
    window.commands["undo"].trigger()
    settle(qtbot, window)
    assert len(view(window).borders.table) > 100
    assert view(window).threshold.isVisible()


def test_what_takes_long_is_told(window_with_borders, qtbot, monkeypatch):
    window = window_with_borders
    before, compute, go_on = window.sentence.text(), view(window).work(), Event()

    def work():
        def wait():
            assert go_on.wait(10)
            return compute()

        return wait

    monkeypatch.setattr(view(window), "work", work)
    view(window).refresh()
    qtbot.waitUntil(lambda: window.sentence.text() == "Wordt berekend…")
    go_on.set()
    settle(qtbot, window)
    assert window.sentence.text() == before
    assert not view(window).busy
