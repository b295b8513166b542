"""Large letters and sharp screens: no text is cut off, in any view."""

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

PROGRAM = """
import json, sys
from pathlib import Path
from PyQt6.QtCore import QEventLoop, QSize, Qt
from PyQt6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QWidget
from regiokaart.gui.app import application
from regiokaart.gui.settings import Settings
from regiokaart.gui.statusbar import _Elided
from regiokaart.gui.views.registry import ENTRIES
from regiokaart.gui.window import MainWindow
from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.embedded import load_catalogus

larger, width, height, folder = float(sys.argv[1]), *map(int, sys.argv[2:4]), Path(sys.argv[4])
app = application()
font = app.font()
font.setPointSizeF(font.pointSizeF() * larger)
app.setFont(font)
window = MainWindow(load_catalogus(), load_gebied(), Settings(folder / "instellingen.ini"))
window.resize(QSize(width, height))
window.show()
window.begin()

def settle():
    for _ in range(3):
        while window.tasks.running or window.results.latest is None:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        app.processEvents()

def is_cut(part):
    if isinstance(part, QLabel) and part.wordWrap():
        return part.heightForWidth(part.width()) > part.height()
    wanted = part.sizeHint()
    return wanted.width() > part.width() or wanted.height() > part.height()

def cut(shown):
    texts = [part for part in shown.findChildren(QLabel) + shown.findChildren(QAbstractButton)]
    return [
        f"{where}: {part.text()}"
        for part in texts
        if part.isVisible() and part.text() and not isinstance(part, _Elided) and is_cut(part)
    ]

def out_of_reach(shown):
    # What takes the keyboard or the mouse, is nowhere to be seen and cannot be scrolled to.
    return [
        part.accessibleName() or part.objectName()
        for part in shown.findChildren(QWidget)
        if part.isVisible() and part.window() is shown and part.visibleRegion().isEmpty()
        and (part.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(part, QAbstractButton))
        and not any(isinstance(each, QAbstractScrollArea) for each in above(part))
    ]

def above(part):
    while part := part.parentWidget():
        yield part

found, walked, hidden, dialogs = [], 0, [], []
for entry in ENTRIES:
    window.commands[entry.command].trigger()
    settle()
    where = entry.command
    found += cut(window)
    hidden += out_of_reach(window)
    walked += sum(part.isVisible() for part in window.findChildren(QLabel))
for where in ("update", "quality", "layout_map"):
    window.commands[where].trigger()
    settle()
    (dialog,) = (w for w in app.topLevelWidgets() if w.isWindow() and w.isVisible()
                 and w is not window and not w.inherits("QMenu"))
    app.processEvents()
    found += cut(dialog)
    hidden += out_of_reach(dialog)
    dialogs.append([dialog.width(), dialog.height()])
    dialog.close()
    settle()
print(json.dumps({
    "cut": found, "labels": walked, "window": [window.width(), window.height()],
    "ratio": window.devicePixelRatioF(),
    "hidden": hidden, "dialogs": dialogs,
    "least": [window.minimumWidth(), window.minimumHeight()],
}))
window.close()
"""


def walk(folder, larger=1.0, size=(1280, 800), scale=1):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale)}
    arguments = [str(larger), *map(str, size), str(folder)]
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_letters_of_twice_the_size_fit_a_small_screen(tmp_path):
    found = walk(tmp_path, larger=2)
    assert found["labels"] > 25  # it did look: about four in each of seven views
    assert found["cut"] == []
    assert found["window"] == [1280, 800]


def test_everything_fits_a_small_screen(tmp_path):
    found = walk(tmp_path)
    assert found["cut"] == []
    assert found["least"][0] <= 1280
    assert found["least"][1] <= 800


def test_everything_fits_a_sharp_screen_at_twice_the_size(tmp_path):
    found = walk(tmp_path, size=(1920, 1080), scale=2)
    assert found["ratio"] == 2
    assert found["cut"] == []


@pytest.mark.parametrize(
    ("larger", "size", "scale"), [(3, (1280, 800), 1), (1, (640, 400), 2)], ids=["300%", "2x"]
)
def test_nothing_is_out_of_reach_on_a_small_screen(tmp_path, larger, size, scale):
    found = walk(tmp_path, larger=larger, size=size, scale=scale)
    assert found["window"] == list(size)
    assert found["hidden"] == []
    assert len(found["dialogs"]) == 3
    assert all(width <= size[0] and height <= size[1] for width, height in found["dialogs"])
