"""Starting: quick, with little loaded, and clear when it cannot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PyQt6.QtCore import QFileInfo, QTimer
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
)

from regiokaart.export.files import ExportError
from regiokaart.export.project import write_project
from regiokaart.gui import app, loading
from regiokaart.gui.exporting import MAP
from regiokaart.gui.filedialogs import ask_path, ask_to_open
from regiokaart.gui.projects.files import KIND
from regiokaart.model import Gewicht
from regiokaart.model.project import Project, Weergave
from regiokaart.sources.errors import DataError
from regiokaart.sources.fingerprint import data_in_use


def run_python(code: str, tmp_path, **environment) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_measured_start_prints_milliseconds_and_ends(tmp_path):
    code = "import sys; from regiokaart.gui.app import run; sys.exit(run([]))"
    done = run_python(code, tmp_path, REGIOKAART_MEET_START="1")
    assert done.returncode == 0, done.stderr
    assert 0 < float(done.stdout) < 60_000
    assert done.stderr == ""


def test_unreadable_data_is_told_instead_of_a_crash(qtbot, monkeypatch):
    def broken():
        raise DataError("catalogus.toml", "de naam ontbreekt", remedy="installeer opnieuw")

    told = []
    monkeypatch.setattr(loading, "load_catalogus", broken)
    monkeypatch.setattr(QMessageBox, "critical", lambda parent, title, text: told.append(text))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    assert app.run([]) == 1
    assert told == ["De naam ontbreekt; installeer opnieuw.\n\ncatalogus.toml"]


def test_missing_part_of_the_program_is_told(qtbot, monkeypatch, tmp_path):
    from regiokaart.sources import paths

    told = []
    monkeypatch.setattr(loading, "load_catalogus", lambda: paths._find("data", tmp_path / "pakket"))
    monkeypatch.setattr(QMessageBox, "critical", lambda parent, title, text: told.append(text))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    assert app.run([]) == 1
    assert told == ["De map 'data' van Regiokaart ontbreekt; installeer het programma opnieuw."]


def test_missing_file_is_told_in_dutch(qtbot, monkeypatch, tmp_path):
    told = []
    monkeypatch.setattr(loading, "load_catalogus", (tmp_path / "weg.csv").read_text)
    monkeypatch.setattr(QMessageBox, "critical", lambda parent, title, text: told.append(text))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    assert app.run([]) == 1
    assert told[0].startswith("Een bestand ontbreekt of is niet te lezen.")
    assert told[0].endswith("weg.csv")


SEEN = """
import sys
from pathlib import Path
from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication, QDialog, QMainWindow
from regiokaart.cli import run
from regiokaart.gui import app

qt = app.application()

def look():
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog) and each.isVisible():
            text = each.text() + " " + each.informativeText() if hasattr(each, "text") else ""
            print(f"{type(each).__name__}: {text}", flush=True)
            each.reject()
            QTimer.singleShot(0, QApplication.closeAllWindows)
        elif isinstance(each, QMainWindow) and each.windowTitle().startswith("visie"):
            print(each.windowTitle(), flush=True)
            QApplication.closeAllWindows()

timer = QTimer()
timer.timeout.connect(look)
timer.start(50)
"""


def seen_after(arguments: list[str], tmp_path: Path) -> subprocess.CompletedProcess:
    """Run the program with files; what the window showed comes back, and then it is closed."""
    return shown_by(f"{SEEN}\nsys.exit(run({arguments!r}))", tmp_path)


def shown_by(code: str, tmp_path: Path) -> subprocess.CompletedProcess:
    done = run_python(code, tmp_path, XDG_DATA_HOME=str(tmp_path / "gegevens"))
    own = [line for line in done.stderr.splitlines(True) if "This plugin does not" not in line]
    done.stderr = "".join(own)
    return done


@pytest.fixture
def visie(tmp_path, catalogus) -> Path:
    a, b = catalogus.indelingen[:2]
    path = tmp_path / "map met spaties" / "visie.regiokaart"
    path.parent.mkdir()
    project = Project(
        telt_mee=(a.id, b.id),
        gewicht=Gewicht.INWONERS,
        weergave=Weergave.VERGELIJK,
        a=a.id,
        b=b.id,
        selectie=(),
        gegevens=data_in_use(None),
    )
    write_project(project, path)
    return path


@pytest.mark.slow
def test_project_alone_opens_in_the_window(tmp_path, visie):
    done = seen_after([str(visie)], tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("visie")


@pytest.mark.slow
@pytest.mark.parametrize("content", [None, "{}", "\x00"])
def test_what_is_wrong_with_a_project_is_told_in_the_window_and_the_terminal(tmp_path, content):
    path = tmp_path / "oud.regiokaart"
    if content is not None:
        path.write_text(content)
    done = seen_after([str(path)], tmp_path)
    problem = "Dit bestand bestaat niet" if content is None else "Dit is geen project"
    assert done.returncode == 0
    assert done.stdout.startswith(f"QMessageBox: {problem}")
    assert "oud.regiokaart" in done.stdout
    assert done.stderr.startswith("Fout: oud.regiokaart: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_any_other_file_is_offered_for_import(tmp_path):
    path = tmp_path / "regio's.csv"
    path.write_text("gemeente;regio\nGM0014;A\nGM0034;B\n")
    done = seen_after([str(path)], tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("ImportDialog")


DESKTOP_OPENS = """
import ctypes
from PyQt6 import sip
from PyQt6.QtCore import QLibraryInfo, QUrl

def desktop_opens(path):  # as Qt itself does on macOS; there is no constructor in Python
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.LibrariesPath)
    library = ctypes.CDLL(str(Path(folder, "libQt6Gui.so.6")))
    handle = library._ZN22QWindowSystemInterface19handleFileOpenEventERK4QUrl
    handle.argtypes = [ctypes.c_void_p]
    url = QUrl.fromLocalFile(path)
    handle(sip.unwrapinstance(url))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="finds Qt's own function as on Linux")
def test_file_that_the_desktop_asks_for_opens_in_the_running_window(tmp_path, visie):
    ask = f"{DESKTOP_OPENS}\nQTimer.singleShot(0, lambda: desktop_opens({str(visie)!r}))"
    code = f"{SEEN}\n{ask}\nsys.exit(app.run([]))"
    done = shown_by(code, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("visie")


def test_screenshot_of_the_window(qtbot, tmp_path):
    path = tmp_path / "venster.png"
    app.save_window_screenshot(path, (1280, 800))
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1280, 800)
    assert [p.name for p in tmp_path.iterdir()] == ["venster.png"]


def test_screenshot_where_none_can_be_written(qtbot, tmp_path):
    with pytest.raises(ExportError, match="bestaat niet"):
        app.save_window_screenshot(tmp_path / "weg" / "venster.png")


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        ("kaart", MAP[0], "kaart.png"),
        ("kaart", MAP[2], "kaart.pdf"),
        ("kaart.svg", MAP[0], "kaart.svg"),
        ("kaart 1.2", MAP[1], "kaart 1.2.svg"),
    ],
)
def test_file_dialog_adds_the_suffix(qtbot, tmp_path, typed, kind, expected):
    def answer():
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog))
        dialog.selectNameFilter(kind)
        dialog.filterSelected.emit(kind)
        dialog.findChild(QLineEdit).setText(typed)
        dialog.accept()

    QTimer.singleShot(0, answer)
    assert ask_path(None, "Kaart exporteren", tmp_path, "naam", MAP) == tmp_path / expected


def test_file_dialog_speaks_dutch(qtbot, tmp_path):
    (tmp_path / "oud").mkdir()
    texts, buttons = [], []

    def look():
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog))
        texts.extend(label.text().replace("&", "") for label in dialog.findChildren(QLabel))
        kind = dialog.iconProvider().type(QFileInfo(str(tmp_path / "oud")))
        texts.append(kind)
        buttons.extend(b.text().replace("&", "") for b in dialog.findChildren(QPushButton))
        dialog.reject()

    QTimer.singleShot(0, look)
    ask_path(None, "Kaart exporteren", tmp_path, "naam", MAP)
    assert texts == ["Map:", "Bestandsnaam:", "Bestandstype:", "Map"]
    assert {"Bewaren", "Annuleren"} <= set(buttons)


def test_open_dialog_opens(qtbot, tmp_path):
    path = tmp_path / "visie.regiokaart"
    path.write_text("{}")
    buttons = []

    def answer():
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog))
        dialog.findChild(QLineEdit).setText(path.name)
        buttons.extend(b.text().replace("&", "") for b in dialog.findChildren(QPushButton))
        dialog.accept()

    QTimer.singleShot(0, answer)
    assert ask_to_open(None, "Project openen", tmp_path, KIND) == path
    assert {"Openen", "Annuleren"} <= set(buttons)


@pytest.mark.parametrize("replace", [True, False])
def test_file_that_gets_a_suffix_is_not_replaced_unasked(qtbot, tmp_path, replace):
    (tmp_path / "kaart 1.2.png").write_bytes(b"oud")

    def answer():
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog))
        QTimer.singleShot(0, decide)
        dialog.findChild(QLineEdit).setText("kaart 1.2")
        dialog.accept()

    def decide():
        box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox))
        assert "kaart 1.2.png bestaat al" in box.text()
        next(b for b in box.buttons() if (b.text() == "Vervangen") is replace).click()

    QTimer.singleShot(0, answer)
    path = ask_path(None, "Kaart exporteren", tmp_path, "naam", MAP)
    assert path == (tmp_path / "kaart 1.2.png" if replace else None)


def test_file_dialog_can_be_left(qtbot, tmp_path):
    def answer():
        next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog)).reject()

    QTimer.singleShot(0, answer)
    assert ask_path(None, "Kaart exporteren", tmp_path, "naam", MAP) is None
