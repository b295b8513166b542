"""Draw the pictures of the window in docs/images: ``python tools/screenshots.py``.

The real window does the work, without a screen and with one font, so that the same program
gives the same pictures on every machine that has DejaVu Sans.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"

from PyQt6.QtCore import QEventLoop, QSize, QTimer
from PyQt6.QtGui import QFont, QFontInfo
from PyQt6.QtWidgets import QApplication

from regiokaart.gui.app import application
from regiokaart.gui.results import Choices
from regiokaart.gui.settings import Settings
from regiokaart.gui.window import MainWindow
from regiokaart.model.project import Weergave
from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.embedded import load_catalogus

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
FONT = QFont("DejaVu Sans", 9)
LARGE, SMALL = QSize(1600, 1000), QSize(1280, 800)
_REST_MS = 300  # longer than the map waits before it is drawn sharp


def main() -> int:
    """Draw every picture; return 1 when the font is missing."""
    app = application()
    if QFontInfo(FONT).family() != FONT.family():
        print(f"install the font {FONT.family()} first (Debian: fonts-dejavu-core)")
        return 1
    app.setFont(FONT)
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, size, prepare in PICTURES:
        with TemporaryDirectory() as folder:
            window = MainWindow(load_catalogus(), load_gebied(), Settings(Path(folder, "leeg.ini")))
            window.resize(size)
            window.show()
            window.begin()
            prepare(window)
            _settle(app, window)
            path = IMAGES / f"{name}.png"
            shown = app.activeModalWidget() or window
            if not shown.grab().save(str(path), "PNG", 0):
                raise OSError(f"{path} cannot be written")
            window.close()
            _rest(0)
        print(path.relative_to(IMAGES.parent.parent))
    return 0


def _first_start(window: MainWindow) -> None:
    """Leave everything as a new user finds it."""


def _compare(window: MainWindow) -> None:
    window.state.set_map(Weergave.VERGELIJK)


def _regions(window: MainWindow) -> None:
    _compare(window)
    window.tables.tabs.setCurrentIndex(2)
    window.canvas.activated.emit(_position(window, "Zwolle"))


def _pairs(window: MainWindow) -> None:
    window.tables.tabs.setCurrentIndex(1)


def _gemeenten(window: MainWindow) -> None:
    window.tables.tabs.setCurrentIndex(3)
    window.tables.gemeenten.filter.setText("flevoland")
    names = ("Almere", "Lelystad", "Zeewolde")
    window.state.select([_position(window, name) for name in names])


def _cooperations(window: MainWindow) -> None:
    window.state.set_map(Weergave.SAMENWERKINGEN)


def _layout(window: MainWindow) -> None:
    _regions(window)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    _settle(app, window)  # the dialog offers the tables that there are when it opens
    window.commands["layout_map"].trigger()
    form = window.layout_dialog.form
    form.table.setCurrentIndex(form.table.findText("Regio's"))
    form.watermark.setChecked(True)


def _all(window: MainWindow) -> None:
    window.state.set_show_all(True)


def _nothing_counts(window: MainWindow) -> None:
    window.commands["count_none"].trigger()
    window.indelingen.search.setText("waterschap")


def _nothing_found(window: MainWindow) -> None:
    window.tables.tabs.setCurrentIndex(3)
    window.tables.gemeenten.filter.setText("waterschap")


PICTURES: tuple[tuple[str, QSize, Callable[[MainWindow], None]], ...] = (
    ("venster-1600", LARGE, _compare),
    ("een-indeling-1600", LARGE, _first_start),
    ("een-indeling-1280", SMALL, _first_start),
    ("vergelijk-regios-1600", LARGE, _regions),
    ("vergelijk-regios-1280", SMALL, _regions),
    ("paren-1280", SMALL, _pairs),
    ("gemeenten-1600", LARGE, _gemeenten),
    ("alle-indelingen-1600", LARGE, _all),
    ("opmaken-1280", SMALL, _layout),
    ("samenwerkingen-1600", LARGE, _cooperations),
    ("niets-telt-mee-1280", SMALL, _nothing_counts),
    ("niets-gevonden-1600", LARGE, _nothing_found),
)


def _position(window: MainWindow, naam: str) -> int:
    return window.state.catalogus.gemeenten.namen.index(naam)


def _settle(app: QApplication, window: MainWindow) -> None:
    """Wait until the results belong to the choices and the map is drawn sharp."""

    def settled() -> bool:
        latest = window.results.latest
        return latest is not None and latest.choices == Choices.of(window.state)

    while window.tasks.running or not settled():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    _rest(_REST_MS)


def _rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
