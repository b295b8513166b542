"""A real window with the embedded data and settings of its own."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PyQt6 import sip
from PyQt6.QtCore import QEvent, QLibraryInfo, QSize, Qt, QTranslator
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from regiokaart.gui.look import theme
from regiokaart.gui.projects.asking import Answer
from regiokaart.gui.settings import Settings
from regiokaart.gui.window import MainWindow
from regiokaart.model import Catalogus, Gebied


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave tests of the whole window out of the quick ones: each opens it anew."""
    for item in items:
        if "open_window" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session", autouse=True)
def _style(qapp: QApplication) -> None:
    theme.apply(qapp)
    gc.collect()
    gc.freeze()  # what is there already need not be looked at after each test


@pytest.fixture(autouse=True)
def _without_what_is_closed() -> None:
    """Collect all that is left of the windows of the test before."""
    gc.collect()


@pytest.fixture
def in_dutch(qapp: QApplication) -> Iterator[None]:
    """Let Qt speak Dutch, as it does in the program."""
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert translator.load("qtbase_nl", folder)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def open_window(
    qtbot: QtBot, catalogus: Catalogus, gebied: Gebied, tmp_path: Path
) -> Iterator[Callable[..., MainWindow]]:
    """Return a function that opens a window and waits until everything is computed."""
    windows = []

    def open_it(file: str = "instellingen.ini") -> MainWindow:
        window = MainWindow(catalogus, gebied, Settings(tmp_path / file))
        window.projects.ask_to_save = lambda *arguments: Answer.DISCARD  # nobody is there to answer
        windows.append(window)
        window.resize(QSize(1280, 800))
        with qtbot.waitExposed(window):
            window.show()
        # Qt keeps the Shift of the last key that a test before pressed, and tables heed it.
        QTest.keyRelease(window, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
        window.begin()
        settle(qtbot, window)
        return window

    yield open_it
    for window in windows:
        if not sip.isdeleted(window):
            qtbot.waitUntil(lambda window=window: window.tasks.idle, timeout=20_000)
            close(window)


@pytest.fixture
def window(open_window: Callable[..., MainWindow]) -> MainWindow:
    """Return an open window as at the first start."""
    return open_window()


def close(window: MainWindow) -> None:
    """Close a window and let Qt delete it, as at the end of the program."""
    window.close()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    assert sip.isdeleted(window)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until what is computed belongs to the present choices and nothing runs."""
    from regiokaart.gui.figures.results import Choices

    def settled() -> bool:
        latest = window.results.latest
        return (
            not window.tasks.running
            and latest is not None
            and latest.choices == Choices.of(window.state)
        )

    qtbot.waitUntil(settled, timeout=20_000)
