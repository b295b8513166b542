"""Two programs with one project, and saving while something else happens: nothing gets lost."""

import json
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PyQt6 import sip
from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from regiokaart.gui.projects import files, writing
from regiokaart.gui.projects.asking import Answer, Over, ask_over
from regiokaart.gui.projects.opening import kept_in_case
from regiokaart.gui.window import MainWindow
from regiokaart.model import Gewicht
from regiokaart.model.project import Onderwerp
from regiokaart.sources.fingerprint import digest_of

KEY = (Onderwerp.GEMEENTE, ("GM0059",))


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "gegevens"))


@pytest.fixture
def path(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Path:
    """Return the file of the project that is open."""
    found = tmp_path / "visie.regiokaart"
    window.projects.ask = lambda *arguments: found
    save(window, qtbot)
    return found


def rest(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
    qtbot.wait(1)


def save(window: MainWindow, qtbot: QtBot) -> None:
    window.commands["save_project"].trigger()
    rest(window, qtbot)


def box() -> QMessageBox:
    (found,) = (
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QMessageBox) and each.isVisible()
    )
    return found


def gewicht_in(path: Path) -> str:
    found = json.loads(path.read_text("utf-8"))["gewicht"]
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize("answer", list(Over))
def test_what_a_colleague_saved_is_not_lost_unasked(
    path: Path,
    window: MainWindow,
    open_window: Callable[..., MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    answer: Over,
) -> None:
    colleague = open_window("collega.ini")
    colleague.projects.open_path(path)
    rest(colleague, qtbot)
    colleague.state.set_gewicht(Gewicht.GEMEENTEN)
    save(colleague, qtbot)
    asked, other = [], tmp_path / "visie 2.regiokaart"

    def reply(parent: object, name: str) -> Over:
        asked.append(name)
        return answer

    window.projects.ask_over, window.projects.ask = reply, lambda *arguments: other
    window.state.set_gewicht(Gewicht.OPPERVLAKTE)
    save(window, qtbot)
    assert asked == [path.name]
    replaced = answer is Over.REPLACE
    assert gewicht_in(path) == ("oppervlakte" if replaced else "gemeenten")
    assert window.project.path == (other if answer is Over.ELSEWHERE else path)
    assert window.isWindowModified() == (answer is Over.CANCEL)
    if answer is not Over.CANCEL:
        window.state.set_gewicht(Gewicht.INWONERS)
        save(window, qtbot)
        assert gewicht_in(window.project.path) == "inwoners"
        assert len(asked) == 1  # it is ours now


def test_a_file_that_was_touched_or_removed_is_no_reason_to_ask(
    path: Path, window: MainWindow, qtbot: QtBot
) -> None:
    window.projects.ask_over = None
    path.write_bytes(path.read_bytes())
    window.state.set_gewicht(Gewicht.OPPERVLAKTE)
    save(window, qtbot)
    assert gewicht_in(path) == "oppervlakte"
    path.unlink()
    save(window, qtbot)
    assert gewicht_in(path) == "oppervlakte"


def test_what_is_recovered_knows_the_file_it_was_of(
    path: Path, window: MainWindow, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window.notes.write(KEY, "bijna kwijt")
    window.recovery.keep()
    rest(window, qtbot)
    kept = json.loads(window.recovery.path.read_text("utf-8"))
    assert kept_in_case(kept).sha256 == digest_of(path)
    left = window.recovery.path.with_name("1-a.regiokaart")
    left.write_text(json.dumps(kept), "utf-8")
    path.write_text("van een collega", "utf-8")  # after the crash
    other = open_window("andere.ini")
    qtbot.keyClick(box(), Qt.Key.Key_Return)
    rest(other, qtbot)
    assert other.project.path == path
    other.projects.ask_over = lambda *arguments: Over.CANCEL
    save(other, qtbot)
    assert path.read_text("utf-8") == "van een collega"


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (Qt.Key.Key_Return, Over.ELSEWHERE),
        (Qt.Key.Key_V, Over.REPLACE),
        (Qt.Key.Key_Escape, Over.CANCEL),
    ],
)
def test_the_question_is_answered_by_keyboard(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, answer: Over
) -> None:
    def press() -> None:
        asked = box()
        assert asked.text().startswith("visie.regiokaart is gewijzigd")
        qtbot.waitUntil(asked.isActiveWindow)
        alt, plain = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(asked, key, alt if key is Qt.Key.Key_V else plain)

    QTimer.singleShot(0, press)
    assert ask_over(window, "visie.regiokaart") is answer


@pytest.fixture
def slow(path: Path, monkeypatch: pytest.MonkeyPatch) -> Event:
    """Let saving take until the event is set, as on a disk far away."""
    go_on, write = Event(), writing.write_known

    def wait(*arguments: object) -> str | None:
        assert go_on.wait(20)
        return write(*arguments)

    monkeypatch.setattr(files, "write_known", wait)
    return go_on


def test_opening_waits_for_saving(
    path: Path, slow: Event, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "ander.regiokaart"
    other.write_bytes(path.read_bytes())
    window.projects.ask_to_save = None  # what is being saved needs no question
    window.state.set_gewicht(Gewicht.OPPERVLAKTE)
    window.commands["save_project"].trigger()
    window.projects.open_path(other)
    assert window.project.path == path
    slow.set()
    qtbot.waitUntil(lambda: window.project.path == other, timeout=20_000)
    rest(window, qtbot)
    assert (gewicht_in(path), window.state.gewicht) == ("oppervlakte", Gewicht.INWONERS)
    assert not window.isWindowModified()
    window.projects.ask_to_save = lambda *arguments: Answer.DISCARD


def test_a_project_that_opens_during_saving_is_not_taken_for_the_one_that_was_saved(
    path: Path, slow: Event, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "ander.regiokaart"
    other.write_bytes(path.read_bytes())
    window.projects.open_path(other)
    window.commands["save_project"].trigger()  # before the other is there
    qtbot.waitUntil(lambda: window.project.path == other, timeout=20_000)
    slow.set()
    rest(window, qtbot)
    assert window.project.path == other
    window.state.set_gewicht(Gewicht.OPPERVLAKTE)
    save(window, qtbot)
    assert (gewicht_in(path), gewicht_in(other)) == ("inwoners", "oppervlakte")


def test_closing_waits_for_saving_without_a_question(
    path: Path, slow: Event, window: MainWindow, qtbot: QtBot
) -> None:
    window.projects.ask_to_save = None
    window.state.set_gewicht(Gewicht.OPPERVLAKTE)
    window.commands["save_project"].trigger()
    window.close()
    assert window.isVisible()
    slow.set()
    qtbot.waitUntil(lambda: sip.isdeleted(window), timeout=20_000)
    assert gewicht_in(path) == "oppervlakte"
