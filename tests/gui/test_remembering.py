"""What a user chose without a project comes back in the next session, whatever the file says."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from pytestqt.qtbot import QtBot

from regiokaart.gui import settings
from regiokaart.gui.map.board import Arrangement
from regiokaart.gui.settings import Settings
from regiokaart.gui.window import MainWindow
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle
from tests.gui.test_undo import choose


def close(window: MainWindow, qtbot: QtBot) -> None:
    settle(qtbot, window)
    window.close()


def test_controls_of_views_return(open_window, qtbot: QtBot) -> None:
    first: MainWindow = open_window()
    first.state.set_map(Weergave.GRENZEN)
    borders = first.views[Weergave.GRENZEN]
    choose(borders.domein, "Sociaal")
    borders.threshold.setValue(2)
    first.state.set_map(Weergave.VERGELIJK)
    arranging = first.views[Weergave.VERGELIJK].arranging
    choose(arranging.combo, Arrangement.FOUR)
    choose(arranging.more[0], "Provincies (2023)")
    arranging.divider.setValue(30)
    first.tables.tolerance.setValue(3)
    first.tables.matrix.by_likeness.setChecked(True)
    first.commands["technical"].trigger()
    close(first, qtbot)

    second: MainWindow = open_window()
    assert not second.commands["undo"].isEnabled()
    assert (second.state.tolerance, second.tables.tolerance.value()) == (0.03, 3)
    assert second.tables.matrix.by_likeness.isChecked()
    assert "homogeniteit" in [column.key for column in second.tables.pairs.table.columns]
    again = second.views[Weergave.VERGELIJK].arranging
    assert again.combo.currentText() == Arrangement.FOUR
    assert again.more[0].currentText() == "Provincies (2023)"
    assert again.divider.value() == 30
    second.state.set_map(Weergave.GRENZEN)
    settle(qtbot, second)
    borders = second.views[Weergave.GRENZEN]
    assert (borders.domein.currentText(), borders.threshold.value()) == ("Sociaal", 2)
    assert not second.commands["undo"].isEnabled()
    second.commands["new_project"].trigger()
    assert (borders.domein.currentText(), borders.threshold.value()) == ("Alle domeinen", 1)


def test_maps_of_a_project_return(open_window, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "visie.regiokaart"
    first: MainWindow = open_window()
    first.state.set_map(Weergave.VERGELIJK)
    arranging = first.views[Weergave.VERGELIJK].arranging
    choose(arranging.combo, Arrangement.SWIPE)
    first.canvas.move_divider(-0.2)
    choose(arranging.more[1], "Ressorten (2025)")
    first.tables.tolerance.setValue(5)
    first.projects.ask = lambda *arguments: path
    first.commands["save_project_as"].trigger()
    qtbot.waitUntil(lambda: first.project.path == path, timeout=10_000)
    kept = json.loads(path.read_text("utf-8"))["keuzes"]["vergelijk"]
    assert kept["Plaats van de schuif"] == 30
    assert kept["Tolerantie in procenten"] == 5

    second: MainWindow = open_window("andere.ini")
    second.projects.open_path(path)
    qtbot.waitUntil(lambda: second.project.path == path, timeout=10_000)
    settle(qtbot, second)
    assert second.canvas.stage.divider == pytest.approx(0.3)
    again = second.views[Weergave.VERGELIJK].arranging
    assert again.more[1].currentText() == "Ressorten (2025)"
    assert second.state.tolerance == 0.05
    assert not second.project.modified
    assert not second.commands["undo"].isEnabled()


@pytest.mark.parametrize(
    "stored",
    [
        "niets",
        "[1, 2]",
        '{"grenzen": 3}',
        '{"grenzen": {"Domein": "Nergens", "Klassen": [1], "Vanaf zoveel indelingen": 99}}',
        '{"grenzen": {"Vanaf zoveel indelingen": -3, "Klassen": null}, "hologram": {"Hoek": 1}}',
        '{"vergelijk": {"Tolerantie in procenten": 900000, "Plaats van de schuif": "links"}}',
        "[" * 100_000,
        '{"grenzen": {"Domein": 1e999}}',
    ],
)
def test_broken_choices_do_no_harm(open_window, tmp_path: Path, qtbot: QtBot, stored: str) -> None:
    file = tmp_path / "kapot.ini"
    file.write_text(f"[keuze]\nkeuzes={quote(stored, safe='')}\nweergave=grenzen\n", "utf-8")
    window: MainWindow = open_window("kapot.ini")
    view = window.views[Weergave.GRENZEN]
    assert view.threshold.value() == 1
    assert view.domein.currentText() == "Alle domeinen"
    assert 0 <= window.state.tolerance <= 0.1
    window.state.set_map(Weergave.VERGELIJK)
    settle(qtbot, window)
    assert not window.commands["undo"].isEnabled()


def test_choices_are_stored_as_plain_text(tmp_path: Path) -> None:
    stored = Settings(tmp_path / "a.ini")
    stored.set(settings.CHOICES, {Weergave.GEMEENTEN: {"Klassegrenzen": "10; 20 @ \\ é"}})
    stored.save()
    content = (tmp_path / "a.ini").read_bytes()
    assert not set(content) & set(b"@\\")
    again = Settings(tmp_path / "a.ini").get(settings.CHOICES)
    assert again[Weergave.GEMEENTEN]["Klassegrenzen"] == "10; 20 @ \\ é"
