"""Beside chance: drawn in processes when asked, told in the details and a table, cancelled."""

import pytest
from PyQt6.QtCore import Qt

from regiokaart.congruence.chance.nullmodel import Sampling
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def few(monkeypatch, tmp_path):
    """Draw few, and keep them in a cache of this test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(
        "regiokaart.gui.figures.chance.sampling",
        lambda: Sampling(draws=400, burn_in=10_000, thinning=300),
    )


def panel(window):
    return window.views[Weergave.VERGELIJK].panel


@pytest.mark.slow
def test_pair_is_placed_beside_chance(window, qtbot, few):
    catalogus = window.state.catalogus
    window.state.set_map(a=catalogus["corop-sub"], b=catalogus["corop-plus"])  # these mix quickly
    qtbot.keyClick(window, Key.Key_T, Ctrl)
    assert window.state.view is Weergave.VERGELIJK
    assert panel(window).table is None
    assert [task.title for task in window.tasks.titled] == ["Toevallige indelingen trekken"]
    settle(qtbot, window)
    table = panel(window).table
    assert len(table) == 6
    assert "Naast toeval" in window.details.browser.toPlainText()
    rows = [row for row, weight in enumerate(table["gewicht"].values) if weight == "gemeenten"]
    determined = [row for row in rows if not table["niet_bepaald"].values[row]]
    assert determined
    for row in determined:
        assert 0.5 < table["v_verwacht"].values[row] < table["v_maat"].values[row] < 1
    first = window.chances.current
    window.state.swap()
    settle(qtbot, window)
    assert panel(window).table is None
    assert "Ctrl+T" in panel(window).empty_hint
    window.state.swap()
    settle(qtbot, window)
    assert window.chances.current is first
    assert panel(window).table is table


def test_drawing_can_be_cancelled(window, qtbot, few, monkeypatch):
    monkeypatch.setattr(
        "regiokaart.gui.figures.chance.sampling",
        lambda: Sampling(draws=1000, burn_in=1_000_000, thinning=10_000),
    )
    window.commands["chance"].trigger()
    qtbot.waitUntil(lambda: window.status.cancel.isVisible())
    qtbot.mouseClick(window.status.cancel, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.chances.current is None
    assert panel(window).table is None


def test_territorial_congruence_is_laid_beside_chance(window, qtbot, few):
    from regiokaart.gui.views.gemeentenfindings import Onderwerp

    catalogus = window.state.catalogus
    window.state.set_counted(("corop-sub", "corop-plus"))
    window.state.set_map(Weergave.GEMEENTEN)
    settle(qtbot, window)
    view = window.views[Weergave.GEMEENTEN]
    assert not view.chance.isVisible()
    view.onderwerp.setCurrentIndex(view.onderwerp.findData(Onderwerp.CONGRUENTIE))
    view.refresh()
    settle(qtbot, window)
    before = view.profile.table
    qtbot.mouseClick(view.chance, Qt.MouseButton.LeftButton)
    assert [task.title for task in window.tasks.titled] == ["Toevallige indelingen trekken"]
    settle(qtbot, window)
    assert window.state.view is Weergave.GEMEENTEN
    expected = window.chances.territorial().expected
    assert len(expected) == len(catalogus.gemeenten)
    added = {c.key for c in view.profile.table.columns} - {c.key for c in before.columns}
    assert added
    window.state.set_counted(("metropoolregio", "corop"))
    settle(qtbot, window)
    assert window.chances.territorial() is None
    assert not window.chances.draw_territorial()
