"""Draw the pictures of the window: ``python tools/screenshots.py [FOLDER [WORD]]``.

Without a folder: those of the documentation, in docs/images. With one: also high contrast,
dialogs, and what is empty, busy or wrong, on a screen of the scale in QT_SCALE_FACTOR; with a word
only those with that word in their name.

The real window does the work, without a screen and with one font, so that the same program
gives the same pictures on every machine that has DejaVu Sans.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ["QT_QPA_PLATFORM"] = "offscreen"
if len(sys.argv) == 1:
    os.environ["QT_SCALE_FACTOR"] = "1"

import numpy as np
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QFont, QFontInfo, QImage
from PyQt6.QtWidgets import QApplication, QWidget
from screenshot_scenes import DOCUMENTED, Scene, every_scene, settle, wait

from regiokaart.gui.app import application
from regiokaart.gui.look import theme
from regiokaart.gui.settings import Settings
from regiokaart.gui.window import MainWindow
from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.embedded import load_catalogus

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
FONT = QFont("DejaVu Sans", 9)
_COLOURS, _KIND = 128, 0xE0E0E0  # the first bits of red, green and blue


def main() -> int:
    """Draw the pictures of the documentation; with a folder, every scene there is.

    Returns 1 when the font is missing.
    """
    app = application()
    if QFontInfo(FONT).family() != FONT.family():
        print(f"install the font {FONT.family()} first (Debian: fonts-dejavu-core)")
        return 1
    app.setFont(FONT)
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    word = sys.argv[2] if len(sys.argv) > 2 else ""
    scenes = every_scene() if len(sys.argv) > 1 else DOCUMENTED
    for scene in (each for each in scenes if word in each.name):
        path = folder / f"{scene.name}.png"
        _draw(app, scene, path)
        print(path.name, flush=True)
    return 0


def _draw(app: QApplication, scene: Scene, path: Path) -> None:
    theme.choose(scene.thema)
    with TemporaryDirectory() as folder:
        window = MainWindow(load_catalogus(), load_gebied(), Settings(Path(folder, "leeg.ini")))
        window.resize(scene.size)
        window.show()
        window.begin()
        settle(app, window)
        scene.prepare(window)
        if scene.settles:
            settle(app, window)
        image = _with_few_colours(_front(app, window).grab().toImage())
        if not image.save(str(path), "PNG", 0):  # 0: as small as can be
            raise OSError(f"{path} cannot be written")
        for dialog in _dialogs(app, window):
            dialog.close()
        while window.tasks.running:
            wait(50)
        window.close()
        wait(0)


def _front(app: QApplication, window: MainWindow) -> QWidget:
    """Return what lies in front: a dialog or popup, or else the window."""
    return next(iter(_dialogs(app, window)), window)


def _dialogs(app: QApplication, window: MainWindow) -> list[QWidget]:
    kinds = (Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)
    return [
        each
        for each in app.topLevelWidgets()
        if each.isVisible() and each is not window and each.windowType() not in kinds
    ]


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
    table = [int(colours[at]) for at in dict.fromkeys(chosen) if at < len(colours)][:_COLOURS]
    nearest = Qt.ImageConversionFlag.ThresholdDither
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, nearest)


if __name__ == "__main__":
    sys.exit(main())
