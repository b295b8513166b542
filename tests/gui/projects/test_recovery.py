"""What is not saved is kept, offered after a crash, and removed when all is well."""

import json
from pathlib import Path

import pytest
from PyQt6.QtCore import QLockFile, Qt
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from regiokaart.export.project import write_project
from regiokaart.gui.projects.recovery import left_behind, recovery_dir
from regiokaart.gui.window import MainWindow
from regiokaart.model import Gewicht
from regiokaart.model.project import Notitie, Onderwerp, Project, Weergave
from tests.gui.fulldisk import full_disk, needs_full_disk

NOTE = Notitie(Onderwerp.GEMEENTE, ("GM0059",), "bijna kwijt")
KEY = (NOTE.onderwerp, NOTE.ids)
LOST = Project(
    ("jeugdregio", "corop"),
    Gewicht.OPPERVLAKTE,
    Weergave.INDELING,
    "corop",
    "provincie",
    notities=(NOTE,),
)


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "gegevens"))


def rest(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
    qtbot.wait(1)


def leave_behind(original: Path | None, name: str = "1-abc", **changes: object) -> Path:
    """Write what a program that ended unexpectedly would have left."""
    recovery_dir().mkdir(parents=True, exist_ok=True)
    path = recovery_dir() / f"{name}.regiokaart"
    kept = {"bestand": original and str(original), "tijd": "2026-11-22T12:31:00+01:00"}
    write_project(LOST, path, herstel=kept, **changes)
    return path


def offered() -> QMessageBox:
    (box,) = (
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QMessageBox) and each.isVisible()
    )
    return box


def press(box: QMessageBox, qtbot: QtBot, text: str) -> None:
    button = next(each for each in box.buttons() if each.text().replace("&", "") == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_nothing_is_kept_while_nothing_is_at_risk(window: MainWindow, qtbot: QtBot) -> None:
    window.state.select([3])
    window.recovery.timer.timeout.emit()
    rest(window, qtbot)
    assert not recovery_dir().exists()


@needs_full_disk
def test_a_full_disk_is_told_once_until_work_is_kept_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    for text in ("eerst", "daarna"):
        window.notes.write(KEY, text)
        with full_disk():
            window.recovery.keep()
            rest(window, qtbot)
            box = offered()
            assert "De schijf is vol. Bewaar het project zelf." in box.text()
            box.close()
            window.notes.write(KEY, f"{text} meer")
            window.recovery.keep()
            rest(window, qtbot)
        assert not any(isinstance(each, QMessageBox) for each in QApplication.topLevelWidgets())
        window.recovery.keep()
        rest(window, qtbot)
        (path,) = left_behind()
        kept = json.loads(path.read_text("utf-8"))["notities"]
        assert [note["tekst"] for note in kept] == [f"{text} meer"]


def test_a_folder_that_cannot_be_made_is_told_again_after_saving(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "gegevens").write_text("geen map")
    window.projects.ask = lambda *arguments: tmp_path / "visie.regiokaart"
    window.notes.write(KEY, "eerst")
    window.recovery.keep()
    offered().close()
    window.commands["save_project"].trigger()
    rest(window, qtbot)
    window.recovery.keep()
    window.notes.write(KEY, NOTE.tekst)
    window.recovery.keep()
    box = offered()
    assert "Hier kan niet worden geschreven, of de schijf is vol." in box.text()
    assert box.informativeText() == str(recovery_dir())
    box.close()


def test_work_is_kept_until_it_is_saved(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.notes.write(KEY, NOTE.tekst)
    window.recovery.timer.timeout.emit()
    rest(window, qtbot)
    (path,) = left_behind()
    assert path == window.recovery.path
    content = json.loads(path.read_text("utf-8"))
    assert content["herstel"]["bestand"] is None
    assert content["notities"][0]["tekst"] == NOTE.tekst
    before = path.stat().st_mtime_ns
    window.recovery.timer.timeout.emit()  # nothing changed since
    rest(window, qtbot)
    assert path.stat().st_mtime_ns == before

    project = tmp_path / "visie.regiokaart"
    window.projects.ask = lambda *arguments: project
    window.commands["save_project"].trigger()
    rest(window, qtbot)
    assert left_behind() == []
    window.state.set_gewicht(Gewicht.GEMEENTEN)
    window.recovery.timer.timeout.emit()
    rest(window, qtbot)
    (path,) = left_behind()
    assert json.loads(path.read_text("utf-8"))["herstel"]["bestand"] == str(project)


def test_work_is_kept_when_the_user_goes_elsewhere(window: MainWindow, qtbot: QtBot) -> None:
    window.notes.write(KEY, NOTE.tekst)
    app = QGuiApplication.instance()
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    rest(window, qtbot)
    assert len(left_behind()) == 1


def test_nothing_is_left_after_a_clean_end(window: MainWindow, qtbot: QtBot) -> None:
    window.notes.write(KEY, NOTE.tekst)
    window.recovery.keep()
    window.close()  # while it is being written, and the user throws it away
    assert list(recovery_dir().iterdir()) == []


def test_a_full_folder_is_no_problem(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "gegevens" / "regiokaart").mkdir(parents=True)
    recovery_dir().write_text("geen map")
    window.notes.write(KEY, NOTE.tekst)
    window.recovery.keep()
    rest(window, qtbot)
    assert left_behind() == []


@pytest.mark.parametrize("named", [True, False])
def test_what_was_left_behind_is_recovered(
    open_window, tmp_path: Path, qtbot: QtBot, named: bool
) -> None:
    original = tmp_path / "visie.regiokaart" if named else None
    old = leave_behind(original)
    window: MainWindow = open_window()
    box = offered()
    name = "'visie'" if named else "een project zonder naam"
    assert f"{name}, van 22 november 2026 om 12:31 uur" in box.text()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert window.notes.all == (NOTE,)
    assert [i.id for i in window.state.counted] == ["jeugdregio", "corop"]
    assert window.project.path == original
    assert window.isWindowModified()
    assert not old.exists()
    (kept,) = left_behind()  # this program's own now
    assert kept == window.recovery.path
    assert json.loads(kept.read_text("utf-8"))["notities"][0]["tekst"] == NOTE.tekst


def test_later_is_later(open_window, qtbot: QtBot) -> None:
    old = leave_behind(None)
    open_window()
    qtbot.keyClick(offered(), Qt.Key.Key_Escape)
    assert old.exists()
    open_window("andere.ini")
    press(offered(), qtbot, "Weggooien")
    assert left_behind() == []


def test_what_a_running_program_keeps_is_not_offered(open_window, qtbot: QtBot) -> None:
    path = leave_behind(None)
    lock = QLockFile(str(path.with_suffix(".lock")))
    assert lock.tryLock(0)
    open_window()
    assert not any(
        isinstance(w, QMessageBox) for w in QApplication.topLevelWidgets() if w.isVisible()
    )
    lock.unlock()


def test_the_lock_of_a_program_that_left_nothing_is_removed(open_window) -> None:
    recovery_dir().mkdir(parents=True)
    left = recovery_dir() / "1-x.lock"
    left.write_text("999999\nregiokaart\n\n\n")  # of no program that runs
    open_window()
    assert not left.exists()


def test_the_latest_is_offered_first(open_window, tmp_path: Path, qtbot: QtBot) -> None:
    import os

    leave_behind(tmp_path / "nieuw.regiokaart", "2-b")
    os.utime(leave_behind(tmp_path / "oud.regiokaart", "1-a"), (1, 1))
    open_window()
    assert "'nieuw', van" in offered().text()
    qtbot.keyClick(offered(), Qt.Key.Key_Escape)


def test_what_is_broken_is_told_once_and_put_aside(open_window, qtbot: QtBot) -> None:
    recovery_dir().mkdir(parents=True)
    (recovery_dir() / "1-x.regiokaart").write_text("{")
    open_window()
    assert "geen project" in offered().text()
    offered().close()
    open_window("andere.ini")
    assert [each.suffix for each in recovery_dir().iterdir() if each.suffix != ".lock"] == [
        ".onleesbaar"
    ]


def test_what_cannot_be_recovered_stays(open_window, qtbot: QtBot) -> None:
    old = leave_behind(None, a="wolkenregio")
    window = open_window()
    qtbot.keyClick(offered(), Qt.Key.Key_Return)
    rest(window, qtbot)
    assert "wolkenregio" in offered().text()
    offered().close()
    assert old.exists()
    assert window.notes.all == ()
