"""The window under a user who does anything at any moment: nothing breaks, all stays in step."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt6.QtCore import QItemSelectionModel, QPoint, QPointF, Qt
from PyQt6.QtGui import QDesktopServices, QWheelEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QSlider,
    QSpinBox,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from regiokaart.export.project import content_of, write_project
from regiokaart.gui.actions import COMMANDS, REDO, UNDO
from regiokaart.gui.projects.asking import Answer
from regiokaart.gui.updating import UpdateDialog
from regiokaart.gui.window import MainWindow
from regiokaart.model import Gewicht
from regiokaart.model.project import Onderwerp, Weergave
from regiokaart.sources.official.install import install_year
from regiokaart.sources.official.source import Source
from regiokaart.sources.project import read_project
from tests.gui.conftest import settle
from tests.provider import Provider, provider

__all__ = ["provider"]
JAAR = 2025
ELSEWHERE = {"quit", "log", "show_own"}  # commands that leave the window
TEXTS = ("", "jeugd", "10; 20", "é & <b>", "x" * 300, "0", "-1", "\u200b\t", "a;b\u2029c")
KEYS = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home),
    *(Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return),
    *(Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Plus),
    *(Qt.Key.Key_Minus, Qt.Key.Key_0, Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_Delete, Qt.Key.Key_F6),
)
NO_BUTTON, LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
NO_KEY, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


class Monkey:
    """Does one thing after another with a window, the same for the same seed.

    Attributes
    ----------
    done : list of str
        What it did, the last at the end.
    """

    def __init__(self, window: MainWindow, seed: int, folder: Path) -> None:
        self.window, self.chance, self.folder = window, random.Random(seed), folder
        self.done: list[str] = []
        self._moves: tuple[Callable[[], str | None], ...] = (
            *(self.command, self.command, self.command, self.control, self.control, self.control),
            *(self.count, self.weigh, self.pair, self.select, self.tab, self.rows, self.click),
            *(self.key, self.key, self.wheel, self.note, self.undo, self.undo, self.redo),
            *(self.theme, self.year, self.resize, self.filter, self.menu, self.search, self.open),
        )
        projects, own, exporter = window.projects, window.own, window.exporter
        projects.ask_to_save = lambda *_: self.chance.choice(list(Answer))
        projects.ask = lambda *_: self.chance.choice((None, *self.files("*.regiokaart", "nieuw")))
        projects.ask_to_open = lambda *_: self.chance.choice((None, *self.files("*.regiokaart")))
        window.imports.ask_to_open = lambda *_: self.chance.choice((None, *self.files("*.csv")))
        exporter.ask = own.ask = lambda *_: None

    def files(self, pattern: str, new: str = "") -> list[Path]:
        """Return the files there are, and one that there need not be."""
        found = sorted(self.folder.glob(pattern))
        return [*found, self.folder / f"{new}{pattern[1:]}"] if new else found

    def step(self) -> None:
        """Do one thing; in front of a dialog only something with that."""
        dialog = QApplication.activeModalWidget()
        move = self.chance.choice(self._moves) if dialog is None else self.dialog
        said = move()
        if said is not None:
            self.done.append(f"{move.__name__} {said}")

    # Each returns what it did, or None for nothing

    def command(self) -> str | None:
        commands = self.window.commands
        key = self.chance.choice([each.key for each in COMMANDS if each.key not in ELSEWHERE])
        if not commands[key].isEnabled():
            return None
        self.done.append(f"command {key}…")
        commands[key].trigger()
        return key

    def dialog(self) -> str:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        about = f"{type(dialog).__name__} {dialog.windowTitle()!r}"
        buttons = [each for each in dialog.findChildren(QAbstractButton) if usable(each)]
        fields = [
            each
            for kind in (QComboBox, QCheckBox, QLineEdit, QSpinBox, QSlider)
            for each in dialog.findChildren(kind)
            if usable(each)
        ]
        what = self.chance.random()
        if what < 0.3 or isinstance(dialog, UpdateDialog) or not (buttons or fields):
            dialog.close()
            return f"close {about}"
        if what < 0.6 and fields:
            field = self.chance.choice(fields)
            self.done.append(f"field {field.accessibleName()} of {about}…")
            return f"{about}: {self.change(field)}"
        if what < 0.9 and buttons:
            button = self.chance.choice(buttons)
            self.done.append(f"button {button.text()} of {about}…")
            text = button.text()
            button.click()
            return f"{about}: {text}"
        QTest.keyClick(dialog.focusWidget() or dialog, self.chance.choice(KEYS))
        return f"key in {about}"

    def change(self, control: QWidget) -> str:
        match control:
            case QComboBox():
                if control.count():
                    index = self.chance.randrange(control.count())
                    control.setCurrentIndex(index)
                    control.activated.emit(index)
            case QCheckBox():
                control.toggle()
            case QLineEdit():
                control.setText(self.chance.choice(TEXTS))
            case QSlider() | QSpinBox():
                control.setValue(self.chance.randint(control.minimum(), control.maximum()))
            case QAbstractButton():
                control.click()
        return f"{type(control).__name__} {control.accessibleName()}"

    def control(self) -> str | None:
        view = self.window.shown.view
        controls = [each for each in view.controls() if usable(each)] if view is not None else []
        controls += [each for each in (self.window.tables.tolerance,) if usable(each)]
        return self.change(self.chance.choice(controls)) if controls else None

    def count(self) -> str:
        ids = [each.id for each in self.window.state.catalogus]
        chosen = self.chance.sample(ids, self.chance.randrange(min(8, len(ids))))
        self.window.state.set_counted(chosen)
        return str(len(chosen))

    def weigh(self) -> str:
        gewicht = self.chance.choice(list(Gewicht))
        self.window.state.set_gewicht(gewicht)
        return gewicht

    def pair(self) -> str:
        a, b = self.chance.sample(list(self.window.state.catalogus), 2)
        view = self.chance.choice((None, *Weergave))
        self.window.state.set_map(view, a, b)
        return f"{view} {a.id} {b.id}"

    def select(self) -> str:
        n = len(self.window.state.catalogus.gemeenten.codes)
        chosen = self.chance.sample(range(n), self.chance.choice((0, 1, 2, n // 2, n)))
        self.window.state.select(chosen)
        return str(len(chosen))

    def tab(self) -> str:
        tabs = self.window.tables.tabs
        index = self.chance.randrange(tabs.count())
        tabs.setCurrentIndex(index)
        return tabs.tabText(index)

    def rows(self) -> str | None:
        current = self.window.tables.tabs.currentWidget()
        lists = current.findChildren(QTableView) if current is not None else []
        lists = [each for each in [*lists, self.window.indelingen.tree] if each.isVisible()]
        view = self.chance.choice(lists)
        model, marks = view.model(), view.selectionModel()
        if model is None or marks is None or not model.rowCount() or not model.columnCount():
            return None
        row = self.chance.randrange(model.rowCount())
        index = model.index(row, self.chance.randrange(model.columnCount()))
        match self.chance.randrange(4):
            case 0:
                marks.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            case 1:
                place = view.visualRect(index).center()
                QTest.mouseClick(view.viewport(), LEFT, self.chance.choice((NO_KEY, CTRL)), place)
            case 2:
                view.doubleClicked.emit(index)
            case _:
                view.activated.emit(index)
        return f"{view.accessibleName()} {row}"

    def click(self) -> str:
        canvas = self.chance.choice(self.window.board.canvases)
        if not canvas.isVisible():
            canvas = self.window.canvas
        place = self._place(canvas)
        match self.chance.randrange(4):
            case 0:
                QTest.mouseClick(canvas, LEFT, self.chance.choice((NO_KEY, CTRL)), place)
            case 1:
                QTest.mouseDClick(canvas, LEFT, NO_KEY, place)
            case 2:
                QTest.mouseMove(canvas, place)
            case _:
                QTest.mousePress(canvas, LEFT, NO_KEY, place)
                QTest.mouseMove(canvas, self._place(canvas))
                QTest.mouseRelease(canvas, LEFT, NO_KEY, self._place(canvas))
        return f"{place.x()} {place.y()}"

    def _place(self, widget: QWidget) -> QPoint:
        width, height = max(widget.width(), 1), max(widget.height(), 1)
        return QPoint(self.chance.randrange(width), self.chance.randrange(height))

    def key(self) -> str:
        widget = QApplication.focusWidget() or self.window.canvas
        if self.chance.random() < 0.4 and self.window.canvas.isVisible():
            widget = self.window.canvas
        key = self.chance.choice(KEYS)
        QTest.keyClick(widget, key, self.chance.choice((NO_KEY, NO_KEY, CTRL)))
        return f"{key.name} in {type(widget).__name__}"

    def wheel(self) -> str:
        canvas = self.window.canvas
        place = QPointF(self._place(canvas))
        turn = QPoint(0, self.chance.choice((-1200, -120, 120, 1200)))
        event = QWheelEvent(
            place,
            canvas.mapToGlobal(place),
            QPoint(),
            turn,
            NO_BUTTON,
            NO_KEY,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(canvas, event)
        return str(turn.y())

    def note(self) -> str:
        state = self.window.state
        keys = (
            (Onderwerp.GEMEENTE, (self.chance.choice(state.catalogus.gemeenten.codes),)),
            (Onderwerp.INDELING, (state.a.id,)),
        )
        key, text = self.chance.choice(keys), self.chance.choice(TEXTS)
        self.window.notes.write(key, text)
        return repr(text)

    def undo(self) -> str | None:
        stack = self.window.state.undo_stack
        text = stack.undoText()
        self.done.append(f"undo {text}…")
        stack.undo()
        return text

    def redo(self) -> str | None:
        stack = self.window.state.undo_stack
        text = stack.redoText()
        self.done.append(f"redo {text}…")
        stack.redo()
        return text

    def theme(self) -> str | None:
        if self.chance.random() < 0.7:  # the slowest step of all
            return None
        menus = self.window.findChildren(QMenu)
        themes = next(each for each in menus if each.title() == "The&ma").actions()
        action = self.chance.choice(themes)
        action.trigger()
        return action.text()

    def year(self) -> str | None:
        if self.chance.random() < 0.6:
            return None
        jaar = self.chance.choice((None, JAAR))
        self.window.years.use(jaar)
        return str(jaar)

    def resize(self) -> str:
        size = self.chance.choice(((1280, 800), (1600, 1000), (900, 640), (3000, 1800)))
        self.window.resize(*size)
        return str(size)

    def filter(self) -> str | None:
        widgets = [
            *self.window.tables.findChildren(QLineEdit),
            *self.window.indelingen.findChildren(QLineEdit),
        ]
        fields = [
            each
            for each in widgets
            if usable(each) and not isinstance(each.parent(), QAbstractSpinBox)
        ]
        return self.change(self.chance.choice(fields)) if fields else None

    def menu(self) -> str:
        bar = self.window.menuBar()
        action = self.chance.choice(bar.actions())
        menus = [action.menu(), *(each.menu() for each in action.menu().actions())]
        for menu in menus:
            if menu is not None:
                menu.popup(self.window.mapToGlobal(QPoint()))
                menu.close()
        return action.text()

    def search(self) -> str:
        field = self.window.search
        field.start()
        QTest.keyClicks(field, self.chance.choice(("ede", "ggd", "omgeving", "kaart", "zzzz", "")))
        QTest.keyClick(field, self.chance.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape)))
        return field.text()

    def open(self) -> str | None:
        paths = self.files("*.regiokaart")
        if not paths or self.chance.random() < 0.5:
            return None
        path = self.chance.choice(paths)
        self.window.open_files([path])
        return path.name


def usable(widget: QWidget) -> bool:
    """Whether a user can do something with a control."""
    return widget.isVisible() and widget.isEnabled()


def check(window: MainWindow, folder: Path) -> None:
    """Check what holds at every moment."""
    state, stack = window.state, window.state.undo_stack
    catalogus, n = state.catalogus, len(state.catalogus.gemeenten.codes)
    assert all(0 <= each < n for each in state.selection | state.highlight)
    assert state.a.id != state.b.id
    used = {state.a.id, state.b.id, *(each.id for each in state.counted)}
    assert used <= {each.id for each in catalogus}
    for key, text, step, can in (
        ("undo", UNDO, stack.undoText(), stack.canUndo()),
        ("redo", REDO, stack.redoText(), stack.canRedo()),
    ):
        action = window.commands[key]
        assert action.isEnabled() == can
        assert bool(step) == can
        assert action.text() == (f"{text}: {step.replace('&', '&&')}" if can else text)
    assert window.isWindowModified() == window.project.modified
    if window.shown.specification is not None:
        assert all(each.selection == state.selection for each in window.board.canvases)
    project = window.project.now().project
    path = folder / "rondje.json"
    write_project(project, path)
    assert content_of(read_project(path)) == content_of(project)


def rest(window: MainWindow, qtbot: QtBot) -> None:
    """Stop what takes long, and wait for the rest."""
    for task in window.tasks.titled:
        task.cancel()
    settle(qtbot, window)


@pytest.fixture
def folder(
    provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> Path:
    """Return a folder with files to open, beside a year and a library of this test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "gegevens"))
    monkeypatch.setattr("regiokaart.sources.official.install.GEMEENTEN", {JAAR: 12})
    provider.put_year(JAAR, tmp_path)
    install_year(JAAR, lambda progress: None, source=Source.mirror(provider.url))
    for kind in (QDialog, QMessageBox, QFileDialog, QInputDialog):  # nobody is there to answer
        monkeypatch.setattr(kind, "exec", lambda *_: 0)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_: True)
    found = tmp_path / "bestanden"
    found.mkdir()
    (found / "stuk.regiokaart").write_text('{"soort": "regiokaart-project", "versie": 3}')
    (found / "eigen.csv").write_text("gemeente;regio\nGM0363;Noord\nGM0518;Zuid\nGM0599;Zuid\n")
    (found / "leeg.csv").write_text("")
    return found


@pytest.mark.parametrize("seed", range(2))
def test_anything_at_any_moment(
    folder: Path,
    open_window: Callable[..., MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    seed: int,
) -> None:
    window = open_window()
    run(Monkey(window, seed, folder), 120, qtbot, tmp_path)


def run(monkey: Monkey, steps: int, qtbot: QtBot, tmp_path: Path) -> None:
    """Take steps, and check after each; what was done is told when something is wrong."""
    window = monkey.window
    try:
        for _ in range(steps):
            monkey.step()
            for _ in range(3):
                QApplication.processEvents()
            check(window, tmp_path)
            if monkey.chance.random() < 0.05:
                rest(window, qtbot)
        rest(window, qtbot)
        check(window, tmp_path)
    except BaseException:
        print("\n".join(monkey.done[-25:]))  # shown when it fails
        raise
    finally:
        for _ in range(50):
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                break
            dialog.close()
        window.projects.ask_to_save = lambda *_: Answer.DISCARD
