"""Draw the pictures of the window: ``python tools/screenshots.py [FOLDER]``.

Without a folder: those of the documentation, in docs/images. With one: every view at two sizes,
light and dark, to look at.

The real window does the work, without a screen and with one font, so that the same program
gives the same pictures on every machine that has DejaVu Sans.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"

import numpy as np
from PyQt6.QtCore import QEventLoop, QSize, Qt, QTimer
from PyQt6.QtGui import QFont, QFontInfo, QImage
from PyQt6.QtWidgets import QApplication

from regiokaart.gui.app import application
from regiokaart.gui.figures.results import Choices
from regiokaart.gui.look import theme
from regiokaart.gui.look.colours import Thema
from regiokaart.gui.settings import Settings
from regiokaart.gui.window import MainWindow
from regiokaart.model.project import Weergave
from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.embedded import load_catalogus

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
FONT = QFont("DejaVu Sans", 9)
LARGE, SMALL = QSize(1600, 1000), QSize(1280, 800)
_COLOURS, _KIND = 256, 0xE0E0E0  # the first bits of red, green and blue
_REST_MS = 300  # longer than the map waits before it is drawn sharp


def main() -> int:
    """Draw the pictures of the documentation; with a folder, every view at each size and theme.

    Returns 1 when the font is missing.
    """
    app = application()
    if QFontInfo(FONT).family() != FONT.family():
        print(f"install the font {FONT.family()} first (Debian: fonts-dejavu-core)")
        return 1
    app.setFont(FONT)
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    for picture in _every_view() if len(sys.argv) > 1 else PICTURES:
        path = folder / f"{picture.name}.png"
        _draw(app, picture, path)
        print(path.name, flush=True)
    return 0


def _draw(app: QApplication, picture: Picture, path: Path) -> None:
    theme.choose(picture.thema)
    with TemporaryDirectory() as folder:
        window = MainWindow(load_catalogus(), load_gebied(), Settings(Path(folder, "leeg.ini")))
        window.resize(picture.size)
        window.show()
        window.begin()
        _settle(app, window)
        picture.prepare(window)
        _settle(app, window)
        shown = app.activeModalWidget() or window
        if not _with_few_colours(shown.grab().toImage()).save(
            str(path), "PNG", 0
        ):  # 0: as small as can be
            raise OSError(f"{path} cannot be written")
        window.close()
        _rest(0)


def _with_few_colours(image: QImage) -> QImage:
    """Keep the colours that are used most, first one of every kind; half the size of the file."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    bits = image.constBits()
    assert bits is not None
    pixels = np.frombuffer(bits.asstring(image.sizeInBytes()), dtype=np.uint32)
    colours, counts = np.unique(pixels, return_counts=True)
    colours = colours[np.argsort(-counts, kind="stable")]
    _, first = np.unique(colours & _KIND, return_index=True)
    chosen = [*np.sort(first)[: _COLOURS * 3 // 4], *range(_COLOURS)]
    table = [int(colours[at]) for at in dict.fromkeys(chosen)][:_COLOURS]
    nearest = Qt.ImageConversionFlag.ThresholdDither
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, nearest)


def _first_start(window: MainWindow) -> None:
    """Leave everything as a new user finds it."""


def _compare(window: MainWindow) -> None:
    window.state.set_map(Weergave.VERGELIJK)


def _regions(window: MainWindow) -> None:
    _compare(window)
    window.tables.tabs.setCurrentIndex(2)
    window.canvas.activated.emit(_position(window, "Zwolle"))


def _layout(window: MainWindow) -> None:
    _regions(window)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    _settle(app, window)  # the dialog offers the tables that there are when it opens
    window.commands["layout_map"].trigger()
    dialog = window.outgoing.layout_dialog
    assert dialog is not None
    form = dialog.form
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


def _view(weergave: Weergave) -> Callable[[MainWindow], None]:
    return lambda window: window.state.set_map(weergave)


@dataclass(frozen=True)
class Picture:
    """One picture of the window."""

    name: str
    size: QSize
    prepare: Callable[[MainWindow], None]
    thema: Thema = Thema.LICHT


PICTURES = (
    Picture("venster-1600", LARGE, _compare),
    Picture("venster-donker-1600", LARGE, _compare, Thema.DONKER),
    Picture("een-indeling-1600", LARGE, _first_start),
    Picture("vergelijk-regios-1600", LARGE, _regions),
    Picture("opmaken-1280", SMALL, _layout),
    Picture("grenzen-1280", SMALL, _view(Weergave.GRENZEN)),
    Picture("gemeenten-1280", SMALL, _view(Weergave.GEMEENTEN)),
    Picture("stappen-1280", SMALL, _view(Weergave.STAPPEN)),
    Picture("samenwerkingen-1600", LARGE, _view(Weergave.SAMENWERKINGEN)),
    Picture("jaren-1280", SMALL, _view(Weergave.JAREN)),
)


def _every_view() -> Iterator[Picture]:
    """Every view at both sizes, light and dark, and what is empty; two in high contrast."""
    for thema in (Thema.LICHT, Thema.DONKER):
        for size in (SMALL, LARGE):
            tail = f"{thema}-{size.width()}"
            for weergave in Weergave:
                yield Picture(f"{weergave}-{tail}", size, _view(weergave), thema)
            yield Picture(f"alle-indelingen-{tail}", size, _all, thema)
            yield Picture(f"niets-telt-mee-{tail}", size, _nothing_counts, thema)
            yield Picture(f"niets-gevonden-{tail}", size, _nothing_found, thema)
    for weergave in (Weergave.VERGELIJK, Weergave.JAREN):
        name = f"{weergave}-hoog-contrast-1280"
        yield Picture(name, SMALL, _view(weergave), Thema.HOOG_CONTRAST)


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
