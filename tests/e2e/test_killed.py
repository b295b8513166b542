"""The program is killed while it saves, and while it keeps what is not saved: nothing is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from regiokaart.sources.project import read_project

pytestmark = pytest.mark.e2e

PROGRAM = """
import sys
from pathlib import Path
from PyQt6.QtWidgets import QApplication, QMessageBox
from regiokaart.gui.app import application
from regiokaart.gui.settings import Settings
from regiokaart.gui.window import MainWindow
from regiokaart.model.project import Onderwerp
from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.embedded import load_catalogus

what, folder = sys.argv[1], Path(sys.argv[2])
app = application()
window = MainWindow(load_catalogus(), load_gebied(), Settings(folder / "instellingen.ini"))
window.show()
window.begin()
projects, key = window.projects, (Onderwerp.GEMEENTE, ("GM0059",))
projects.ask = lambda *arguments: folder / "visie.regiokaart"


def rest():
    while window.tasks.running:
        app.processEvents()
    app.processEvents()


rest()
if what == "herstel":
    (box,) = (each for each in app.topLevelWidgets() if isinstance(each, QMessageBox))
    box.defaultButton().click()
    rest()
    print(window.notes.text(key))
    projects.save()
    rest()
    window.close()
    sys.exit()
number = 0
while True:  # until it is killed
    number += 1
    window.notes.write(key, str(number) + "." * 9000)
    projects.save() if what == "bewaren" else window.recovery.keep()
    rest()
    print(number, flush=True)
"""


def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_DATA_HOME": str(folder / "gegevens"),
        "XDG_CONFIG_HOME": str(folder / "instellingen"),
    }


def run_until_killed(what: str, folder: Path, delay: float) -> int:
    """Let the program write on and on, kill it, and return the last that it said was written."""
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, what, str(folder)],
        env=environment(folder),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    first = program.stdout.readline()
    assert first == "1\n"
    time.sleep(delay)
    program.send_signal(signal.SIGKILL)
    said = program.stdout.read().splitlines()
    assert program.wait() == -signal.SIGKILL
    program.stdout.close()
    return int(said[-1]) if said else 1


def number_in(path: Path) -> int:
    (note,) = read_project(path).notities
    number, _, rest = note.tekst.partition(".")
    assert rest == "." * 8999  # the whole note
    return int(number)


@pytest.mark.parametrize("round_", range(6))
def test_killed_while_saving(tmp_path: Path, round_: int) -> None:
    said = run_until_killed("bewaren", tmp_path, random.Random(round_).uniform(0, 0.4))
    assert number_in(tmp_path / "visie.regiokaart") in (said, said + 1)  # the old, or the new


@pytest.mark.parametrize("round_", range(6))
def test_killed_while_keeping_what_is_not_saved(tmp_path: Path, round_: int) -> None:
    said = run_until_killed("bijhouden", tmp_path, random.Random(round_).uniform(0, 0.4))
    folder = tmp_path / "gegevens" / "regiokaart" / "herstel"
    (path,) = (each for each in folder.glob("*.regiokaart") if each.name[0] != ".")
    kept = number_in(path)
    assert kept in (said, said + 1)
    again = subprocess.run(
        [sys.executable, "-c", PROGRAM, "herstel", str(tmp_path)],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert again.stdout.startswith(f"{kept}...")
    assert number_in(tmp_path / "visie.regiokaart") == kept
    assert [each for each in folder.glob("*.regiokaart") if each.name[0] != "."] == []
