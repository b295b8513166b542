"""Every dialog by keyboard: Tab follows the eye, all has a name, letters are unique, Esc closes."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, QRect, Qt, QTimer
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFrame,
    QGroupBox,
    QLabel,
    QRadioButton,
    QTabBar,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from regiokaart.gui import messages
from regiokaart.gui.filedialogs import ask_path, ask_to_open
from regiokaart.gui.projects.asking import Answer, ask_to_save
from regiokaart.gui.window import MainWindow
from tests.gui.conftest import settle

_SLACK = 8  # pixels by which things in one row may differ
_LETTER = re.compile(r"(?<!&)&(\w)")
Key = Qt.Key


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "gegevens"))


def stops(dialog: QWidget) -> list[QWidget]:
    """Return where Tab must stop, in no order."""
    return [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and widget.window() is dialog.window()
        and not (isinstance(widget, QRadioButton) and not widget.isChecked())
        and not isinstance(widget.parent(), QComboBox)
        and (not isinstance(widget, QLabel) or _has_links(widget))
    ]


def _has_links(label: QLabel) -> bool:
    return bool(label.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByKeyboard)


def has_keyboard(dialog: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and dialog.isAncestorOf(focus)


def walk(dialog: QWidget) -> list[QWidget]:
    """Return where Tab stops, from the first that has the keyboard until it comes back."""
    first = QApplication.focusWidget()
    assert first is not None
    assert has_keyboard(dialog)
    found = [first]
    for _ in range(200):
        QTest.keyClick(found[-1], Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        if now is first:
            return found
        found.append(now)
    raise AssertionError("Tab does not come back")


def place(dialog: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(dialog, QPoint(0, 0)), widget.size())


def follows(before: QRect, after: QRect) -> bool:
    """Whether the eye comes to a place later: to the right of it, or below it."""
    return after.left() >= before.right() - _SLACK or after.top() >= before.top() - _SLACK


def said(widget: QWidget) -> str:
    """Return what names a widget, for those who do not see it."""
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.text()
    labels = (label for label in widget.window().findChildren(QLabel) if label.buddy() is widget)
    return widget.accessibleName() or next((label.text() for label in labels), "")


def letters(dialog: QWidget) -> list[str]:
    texts: list[str] = []
    for widget in dialog.findChildren(QWidget):
        if not widget.isVisible():
            continue
        buddied = isinstance(widget, QLabel) and widget.buddy() is not None
        if buddied or isinstance(widget, QAbstractButton):
            texts.append(widget.text())
        elif isinstance(widget, QGroupBox):
            texts.append(widget.title())
        elif isinstance(widget, QTabBar) and isinstance(widget.parent(), QTabWidget):
            texts.extend(widget.tabText(index) for index in range(widget.count()))
    return [letter.lower() for text in texts for letter in _LETTER.findall(text)]


def check(dialog: QWidget) -> None:
    """Check all that holds for every dialog."""
    order = walk(dialog)
    names = {widget: said(widget) or type(widget).__name__ for widget in order}
    begin = min(order, key=lambda each: _reading(place(dialog, each)))
    order = order[order.index(begin) :] + order[: order.index(begin)]
    told = [names[widget] for widget in order]
    missed = [each for each in stops(dialog) if each not in order]
    assert missed == [], f"Tab passes by {[said(each) or each for each in missed]} in {told}"
    assert len(set(order)) == len(order)
    for before, after in pairwise(order):
        assert follows(place(dialog, before), place(dialog, after)), (
            f"from {names[before]!r} Tab goes back to {names[after]!r} in {told}"
        )
    nameless = [widget for widget in order if not said(widget)]
    assert nameless == []
    found = letters(dialog)
    assert len(set(found)) == len(found), sorted(found)


def _reading(rect: QRect) -> tuple[int, int]:
    return rect.top() // (2 * _SLACK), rect.left()


def shown(window: MainWindow) -> QDialog:
    """Return the dialog that is open."""
    (found,) = (each for each in window.findChildren(QDialog) if each.isVisible())
    return found


def importing(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    path = folder / "indeling.csv"
    rows = (f"{code};{'A' if place % 2 else 'B'}" for place, code in enumerate(codes(window)))
    path.write_text("\n".join(["gemeentecode;regio", *rows]), encoding="utf-8")
    window.open_files([path])
    qtbot.waitUntil(lambda: window.imports.dialog is not None and not window.tasks.running)


def codes(window: MainWindow) -> tuple[str, ...]:
    return tuple(window.state.catalogus.gemeenten.codes)


def own_one(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    """Import an indeling and make it the current one of the list."""
    importing(window, qtbot, folder)
    assert window.imports.dialog is not None
    qtbot.waitUntil(window.imports.dialog.import_button.isEnabled)
    window.imports.dialog.import_button.click()
    qtbot.waitUntil(lambda: window.own.current() is not None, timeout=20_000)
    settle(qtbot, window)


def editing(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    own_one(window, qtbot, folder)
    window.own.edit()


def renaming(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    own_one(window, qtbot, folder)
    window.own.rename()


def command(key: str) -> Callable[[MainWindow, QtBot, Path], None]:
    return lambda window, qtbot, folder: window.commands[key].trigger()


def failing(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    messages.show(window, "Niet gelukt", "De schijf is vol.", "/een/plaats")


@pytest.mark.parametrize(
    "open_it",
    [
        pytest.param(importing, id="importeren"),
        pytest.param(editing, id="kenmerken"),
        pytest.param(renaming, id="hernoemen"),
        pytest.param(failing, id="melding"),
        *(
            pytest.param(command(key), id=key)
            for key in ("quality", "update", "manual", "method", "shortcuts", "about", "layout_map")
        ),
    ],
)
def test_dialog_by_keyboard(
    in_dutch: None,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    open_it: Callable[[MainWindow, QtBot, Path], None],
) -> None:
    window.canvas.setFocus()
    open_it(window, qtbot, tmp_path)
    settle(qtbot, window)
    dialog = shown(window)
    qtbot.waitUntil(lambda: has_keyboard(dialog))
    qtbot.waitUntil(lambda: all(each.height() for each in stops(dialog)))  # it is laid out
    check(dialog)
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def answer(window: MainWindow) -> Callable[[], object]:
    return lambda: ask_to_save(window, "visie")


def path_to_write(window: MainWindow) -> Callable[[], object]:
    return lambda: ask_path(window, "Tabel exporteren", Path("/tmp"), "naam", ("CSV (*.csv)",))


def path_to_read(window: MainWindow) -> Callable[[], object]:
    return lambda: ask_to_open(window, "Openen", Path("/tmp"), "Project (*.regiokaart)")


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        pytest.param(answer, Answer.CANCEL, id="bewaren"),
        pytest.param(path_to_write, None, id="wegschrijven"),
        pytest.param(path_to_read, None, id="openen"),
    ],
)
def test_question_by_keyboard(
    in_dutch: None,
    window: MainWindow,
    qtbot: QtBot,
    question: Callable[[MainWindow], Callable[[], object]],
    refused: object,
) -> None:
    checked: list[QWidget] = []

    def look() -> None:
        qtbot.waitUntil(lambda: has_keyboard(QApplication.activeModalWidget() or window))
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        try:
            check(dialog)
            checked.append(dialog)
        finally:
            QTest.keyClick(dialog, Key.Key_Escape)

    QTimer.singleShot(200, look)
    assert question(window)() == refused
    assert checked


def test_tour_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    window.canvas.setFocus()
    window.commands["tour"].trigger()
    tour = window.beside.tour
    assert tour is not None
    for step in range(5):
        found = letters(tour)
        assert len(set(found)) == len(found)
        assert QApplication.focusWidget() is tour.next
        if step < 4:
            QTest.keyClick(tour.next, Key.Key_Space)
    assert isinstance(tour, QFrame)
    QTest.keyClick(tour.next, Key.Key_Escape)
    assert not tour.isVisible()
    assert window.canvas.hasFocus()
