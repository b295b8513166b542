"""What the window finds at its start may be damaged or strange: it opens, and is in sight."""

import random
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from PyQt6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from regiokaart.export.project import write_project
from regiokaart.gui import settings
from regiokaart.gui.projects.recovery import recovery_dir
from regiokaart.gui.settings import Setting
from regiokaart.gui.window import MainWindow
from regiokaart.model.project import Notitie, Onderwerp
from regiokaart.sources.project import read_project

ALL = [value for value in vars(settings).values() if isinstance(value, Setting)]
GARBAGE = (
    "",
    "-1",
    "1e400",
    "9" * 40,
    "%FF%FE%00",
    quote("[[" * 5000),
    quote('{"grenzen": {"Domein": "' + "x" * 5000 + '"}}'),
    quote('{"vergelijk": {"Tolerantie in procenten": 999999, "Plaats van de schuif": -5}}'),
    quote('{"samenwerkingen": {"Rechtsvorm": "\\ud800", "Ook": [1]}}'),
    "a" * 100_000,
)


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "gegevens"))


def in_sight(window: MainWindow) -> bool:
    screen = QApplication.primaryScreen()
    assert screen is not None
    return screen.availableGeometry().intersects(window.frameGeometry())


def boxes() -> list[QMessageBox]:
    return [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()
    ]


@pytest.mark.parametrize("value", GARBAGE, ids=lambda value: value[:12])
def test_garbage_in_every_setting_at_once(
    open_window: Callable[..., MainWindow], tmp_path: Path, value: str
) -> None:
    lines = []
    for section in sorted({each.key.partition("/")[0] for each in ALL}):
        lines.append(f"[{section}]")
        lines += [f"{key[len(section) + 1 :]}={value}" for key in keys() if key.startswith(section)]
    (tmp_path / "kapot.ini").write_text("\n".join(lines), "ascii")
    window = open_window("kapot.ini")
    assert in_sight(window)
    window.projects.recent.fill()
    assert window._settings.last_folder.is_dir()
    project, path = window.project.now().project, tmp_path / "terug.regiokaart"
    write_project(project, path)
    assert read_project(path) == project


def keys() -> list[str]:
    return [each.key for each in ALL]


@pytest.mark.parametrize("seed", range(6))
def test_places_that_were_damaged(
    open_window: Callable[..., MainWindow], window: MainWindow, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    lines = ["[venster]"]
    for setting, written in (
        (settings.GEOMETRY, window.saveGeometry()),
        (settings.LAYOUT, window.saveState()),
    ):
        text = list(setting.write(written.data()))
        for _ in range(chance.choice((1, 3, 20))):
            text[chance.randrange(len(text))] = chance.choice("ABCdef0123")
        if seed % 3 == 0:
            del text[chance.randrange(len(text)) :]
        lines.append(f"{setting.key.partition('/')[2]}={''.join(text)}")
    (tmp_path / "kapot.ini").write_text("\n".join(lines), "ascii")
    again = open_window("kapot.ini")
    assert in_sight(again)
    again.commands["reset_layout"].trigger()
    assert again.canvas.isVisible()


def test_place_on_a_screen_that_is_gone(
    open_window: Callable[..., MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    first = open_window("ver.ini")
    first.move(9000, 7000)
    first.close()
    assert in_sight(open_window("ver.ini"))


@pytest.mark.parametrize("kind", ["file", "link to itself", "folder"])
def test_place_for_recovery_that_cannot_be_used(
    open_window: Callable[..., MainWindow], qtbot: QtBot, kind: str
) -> None:
    folder = recovery_dir()
    folder.parent.mkdir(parents=True)
    if kind == "file":
        folder.write_text("geen map")
    elif kind == "link to itself":
        folder.symlink_to(folder)
    else:
        (folder / "1-a.regiokaart").mkdir(parents=True)  # a folder by the name of a project
    window = open_window()
    for box in boxes():
        box.close()
    window.notes.write((Onderwerp.GEMEENTE, ("GM0059",)), "toch schrijven")
    window.recovery.keep()
    qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
    assert window.notes.all == (Notitie(Onderwerp.GEMEENTE, ("GM0059",), "toch schrijven"),)
    told = [box.windowTitle() for box in boxes()]
    assert told == ([] if kind == "folder" else ["Niet tussentijds bewaard"])
    for box in boxes():
        box.close()
