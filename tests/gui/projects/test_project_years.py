"""Projects that were made with the data of a year that was fetched."""

import gc
import json
from pathlib import Path
from weakref import ref

import pytest
from PyQt6.QtCore import QEvent
from PyQt6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from regiokaart.cli import run
from regiokaart.gui import settings
from regiokaart.gui.projects.recovery import left_behind
from regiokaart.gui.window import MainWindow
from regiokaart.model.project import Weergave
from regiokaart.sources.fingerprint import data_in_use
from regiokaart.sources.official.install import install_year
from regiokaart.sources.official.source import Source
from tests.provider import Provider, provider

__all__ = ["provider"]
JAAR = 2025


@pytest.fixture
def installed(provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a year that has the twelve gemeenten of the fixture."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "gegevens"))
    monkeypatch.setattr("regiokaart.sources.official.install.GEMEENTEN", {JAAR: 12})
    provider.put_year(JAAR, tmp_path)
    install_year(JAAR, lambda progress: None, source=Source.mirror(provider.url))


def rest(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
    qtbot.wait(1)


@pytest.fixture
def made(installed: None, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Path:
    """Return a project that was made with that year; the window is back at the embedded data."""
    path = tmp_path / "toen.regiokaart"
    window.projects.ask = lambda *arguments: path
    window.years.use(JAAR)
    rest(window, qtbot)
    window.state.set_counted([each.id for each in window.state.catalogus][:3])
    window.state.select([2, 4])
    window.commands["save_project"].trigger()
    rest(window, qtbot)
    assert not window.isWindowModified()
    window.years.use(None)
    rest(window, qtbot)
    assert window.isWindowModified()  # with other data it is another project
    window.commands["new_project"].trigger()
    rest(window, qtbot)
    return path


def test_the_year_comes_along(made: Path, window: MainWindow, qtbot: QtBot) -> None:
    content = json.loads(made.read_text("utf-8"))
    assert content["gegevens"]["jaar"] == JAAR
    assert content["gegevens"]["sha256"] == data_in_use(JAAR).sha256 != data_in_use(None).sha256
    window.projects.open_path(made)
    rest(window, qtbot)
    assert window.state.jaar == JAAR
    assert window.desk.settings.get(settings.PEILJAAR) == JAAR
    assert [each.id for each in window.state.counted] == content["telt_mee"]
    codes = window.state.catalogus.gemeenten.codes
    assert [codes[i] for i in sorted(window.state.selection)] == content["selectie"]
    assert not window.isWindowModified()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]


def test_what_is_kept_in_case_follows_the_year(
    installed: None, window: MainWindow, qtbot: QtBot
) -> None:
    state, years = window.state, []
    window.years.use(JAAR)
    rest(window, qtbot)
    first, second, third = [each.id for each in state.catalogus][:3]
    state.set_counted((first, second, third))
    state.set_map(Weergave.INDELING, state.catalogus[first], state.catalogus[second])
    for jaar in (JAAR, None):
        window.years.use(jaar)
        rest(window, qtbot)
        window.recovery.keep()
        rest(window, qtbot)
        (path,) = left_behind()
        years.append(json.loads(path.read_text("utf-8"))["gegevens"]["jaar"])
    assert years == [JAAR, None]


@pytest.mark.parametrize("command", ["congruentie", "grenzen", "profiel", "geheel", "jaren"])
def test_commands_use_that_year(
    made: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert run([command, "--project", str(made)]) == 0
    shown = capsys.readouterr()
    assert "12 gemeenten van 2025" in shown.out.replace("\n  ", " ")
    assert shown.err == ""


def test_what_is_computed_for_a_view_that_was_left_is_not_shown(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.state.set_map(Weergave.GEMEENTEN)
    found: list[object] = []
    monkeypatch.setattr(window.views[Weergave.GEMEENTEN], "show_found", found.append)
    window.state.set_map(Weergave.INDELING)  # its controls may be gone, as after another year
    rest(window, qtbot)
    assert found == []


def test_views_of_a_year_that_was_left_are_gone(
    installed: None, window: MainWindow, qtbot: QtBot
) -> None:
    window.state.select([3])
    window.state.set_map(Weergave.SAMENWERKINGEN)
    rest(window, qtbot)
    window.commands["regelingen_selection"].trigger()
    views = [ref(view) for view in window.views]
    assert window.commands["all_regelingen"].isEnabled()
    assert window.commands["select_none"].shortcut().isEmpty()
    window.state.set_map(Weergave.VERGELIJK)
    window.state.set_map(Weergave.SAMENWERKINGEN)
    window.years.use(JAAR)
    rest(window, qtbot)
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QMessageBox):
            box.close()  # this year of twelve gemeenten has no regelingen
    window.years.use(None)
    rest(window, qtbot)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert [view() for view in views] == [None] * len(views)
    window.state.set_map(Weergave.INDELING)
    assert window.commands["select_none"].shortcut().toString() == "Esc"
    window.state.set_map(Weergave.SAMENWERKINGEN)
    window.state.select([5])
    window.commands["regelingen_selection"].trigger()
    assert window.commands["all_regelingen"].isEnabled()
