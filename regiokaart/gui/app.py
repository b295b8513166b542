"""Starting the window."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

from PyQt6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QLibraryInfo,
    QLocale,
    QSize,
    Qt,
    QTimer,
    QTranslator,
    pyqtSignal,
)
from PyQt6.QtGui import QFileOpenEvent
from PyQt6.QtWidgets import QApplication, QMessageBox

from regiokaart import __version__
from regiokaart.gui import log, messages, settings
from regiokaart.gui.garbage import collect_here
from regiokaart.gui.loading import load_start
from regiokaart.gui.look import theme
from regiokaart.gui.settings import Settings
from regiokaart.gui.window import MainWindow
from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.embedded import load_catalogus
from regiokaart.sources.errors import DataError

MEASURE_START = "REGIOKAART_MEET_START"
_STARTED = time.monotonic()


class Application(QApplication):
    """The one Qt application, which hears of files that the desktop wants opened.

    macOS tells a program that runs of a double click with an event instead of an argument.

    Signals
    -------
    file_wanted : Path
        A file is to be opened.
    """

    file_wanted = pyqtSignal(Path)

    def event(self, event: QEvent | None) -> bool:
        """Pass on which file is to be opened; Qt's own way with every other event."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_wanted.emit(Path(event.file()))
            return True
        return super().event(event)


def run(argv: Sequence[str], files: Sequence[Path] = ()) -> int:
    """Open the window; return the exit code when it closes.

    A project that is given is opened, any other file is offered for import; what is wrong with
    them is told in the window.

    With the environment variable ``REGIOKAART_MEET_START`` set to 1 the program prints the
    milliseconds from the start of the process to the first map on screen, and quits.
    """
    app = application(argv)
    collect_here(app)
    sys.excepthook = _show_crash
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends the program
    stored = Settings()
    theme.choose(stored.get(settings.THEMA))
    try:
        start = load_start(stored, bool(files))
        window = MainWindow(start.catalogus, start.gebied, stored, start.jaar, start.library)
    except (DataError, OSError) as error:
        QMessageBox.critical(
            None, "Regiokaart kan niet starten", "\n\n".join(filter(None, messages.worded(error)))
        )
        return 1
    window.canvas.first_painted.connect(window.begin)
    window.canvas.first_painted.connect(log.begin)
    if start.problem is not None:
        window.canvas.first_painted.connect(partial(window.exporter.show_error, start.problem))
    if isinstance(app, Application):
        app.file_wanted.connect(lambda path: window.open_files([path]))
    if files:
        window.canvas.first_painted.connect(lambda: window.open_files(files))
    elif os.environ.get(MEASURE_START) == "1":
        window.canvas.first_painted.connect(_print_start)
    elif not stored.get(settings.TOUR):
        window.canvas.first_painted.connect(window.beside.start_tour)
    window.show()
    return app.exec()


def application(argv: Sequence[str] = ()) -> QApplication:
    """Return the one Qt application, in Dutch and in our style."""
    running = QCoreApplication.instance()
    if isinstance(running, QApplication):
        return running
    assert running is None, "a process can have one Qt application, and this one has no widgets"
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    app = Application(["regiokaart", *argv])
    app.setApplicationName("Regiokaart")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("regiokaart")
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_nl", folder):
        app.installTranslator(translator)
    theme.apply(app)
    return app


def save_window_screenshot(path: Path, size: tuple[int, int] = (1600, 1000)) -> None:
    """Draw the window with everything computed and write it as PNG.

    Parameters
    ----------
    path : Path
        Ends in .png.
    size : (int, int)
        Width and height in pixels.

    Raises
    ------
    ExportError
        When the file cannot be written.
    """
    from tempfile import TemporaryDirectory

    from regiokaart.export.files import atomic_write
    from regiokaart.painting.page import png_bytes

    app = application()
    with TemporaryDirectory() as folder, atomic_write(path) as temporary:
        window = MainWindow(load_catalogus(), load_gebied(), Settings(Path(folder, "leeg.ini")))
        window.resize(QSize(*size))
        failures: list[Exception] = []
        window.results.failed.connect(failures.append)
        window.show()
        window.begin()
        while not failures and (window.tasks.running or window.results.latest is None):
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        app.processEvents()
        while not window.canvas.stage.is_complete:  # a large map is drawn in pieces
            app.processEvents()
        picture = png_bytes(window.grab().toImage())
        window.close()
        app.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
        if failures:
            raise failures[0]
        temporary.write_bytes(picture)


def _print_start() -> None:
    print(f"{_milliseconds_since_start():.0f}", flush=True)
    QTimer.singleShot(0, QApplication.closeAllWindows)


def _milliseconds_since_start() -> float:
    """Time since the process started; on systems that do not tell, since this import."""
    try:
        stat = Path("/proc/self/stat").read_text(encoding="ascii")
        ticks = int(stat.rpartition(")")[2].split()[19])
        started = ticks / os.sysconf("SC_CLK_TCK")
        return (time.clock_gettime(time.CLOCK_BOOTTIME) - started) * 1000
    except (OSError, ValueError, AttributeError):
        return (time.monotonic() - _STARTED) * 1000


def _show_crash(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Tell of a fault in the program and go on, instead of vanishing."""
    traceback.print_exception(kind, error, trace)
    log.LOGGER.error("fout in het programma", exc_info=(kind, error, trace))
    details = "".join(traceback.format_exception(kind, error, trace))
    box = QMessageBox(QApplication.activeWindow())
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle("Fout in Regiokaart")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(
        "Er ging iets mis in het programma. Bewaar uw werk, start opnieuw en meld de fout:\n\n"
        f"{kind.__name__}: {error}"
    )
    box.setInformativeText(f"Het staat ook in het logboek:\n{log.log_path()}")
    messages.add_copy_button(box, details)
    close = box.addButton("&Sluiten", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    box.exec()
