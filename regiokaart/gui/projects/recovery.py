"""What is not saved is kept apart, every minute, in case the program ends unexpectedly."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from PyQt6.QtCore import QLockFile, QObject, Qt, QTimer
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QMessageBox, QWidget

from regiokaart.export.files import ExportError
from regiokaart.export.project import write_project
from regiokaart.gui import messages
from regiokaart.gui.log import LOGGER
from regiokaart.gui.projects.current import CurrentProject, Version
from regiokaart.gui.projects.opening import Kept, kept_in_case
from regiokaart.gui.tasks import Progress, Task, Tasks
from regiokaart.model.notation import day_in_words
from regiokaart.model.project import SUFFIX
from regiokaart.sources.errors import DataError
from regiokaart.sources.paths import file_there, user_data_dir
from regiokaart.sources.project import read_content

_EVERY = 60_000  # milliseconds
_LOCK = ".lock"
_UNREADABLE = ".onleesbaar"


def recovery_dir() -> Path:
    """Return the folder of what is kept, which need not exist yet."""
    return user_data_dir() / "herstel"


class Recovery(QObject):
    """Keeps what is in no file, and offers what an earlier run of the program left behind.

    Every running program has a file of its own, and a lock that tells whether it still runs.

    Parameters
    ----------
    project : CurrentProject
    recover : callable
        Opens a file that was kept, and calls back when its work is in the window.
    tasks : Tasks
    window : QWidget

    Attributes
    ----------
    path : Path
        Where this program keeps what is not saved.
    timer : QTimer
        Says when to look whether there is something to keep.
    """

    def __init__(
        self,
        project: CurrentProject,
        recover: Callable[[Path, Callable[[], None]], None],
        tasks: Tasks,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._project, self._recover = project, recover
        self._tasks, self._window = tasks, window
        self.path = recovery_dir() / f"{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
        self._lock: QLockFile | None = None
        self._kept: tuple[Path | None, Version] | None = None
        self._task: Task | None = None
        self._told = False
        self.timer = QTimer(self)
        self.timer.setInterval(_EVERY)
        self.timer.timeout.connect(self.keep)
        project.changed.connect(self._forget_when_saved)

    def begin(self) -> None:
        """Start keeping, and offer what was left behind."""
        self.timer.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_application)
        self.offer()

    def keep(self) -> None:
        """Write what is in no file, when that changed since the last time."""
        project = self._project
        if self._task is not None:
            return
        if not project.at_risk:
            self._told = False
            return
        version, path = project.now(), self.path
        now = (project.path, version)
        if now == self._kept:
            return
        kept = Kept(project.path, project.sha256, datetime.now().astimezone())

        def work(progress: Progress) -> None:
            write_project(version.complete(), path, herstel=kept.to_json())

        def done(_: object) -> None:
            self._kept, self._told = now, False

        def ended() -> None:
            self._task = None
            self._forget_when_saved()

        try:
            self._hold()
        except ExportError as error:
            self._tell(error)
            return
        self._task = self._tasks.start("", work, done, self._tell)
        self._task.finished.connect(ended)

    def _tell(self, error: Exception) -> None:
        """Tell that work is not kept, once until it is safe: each minute would help nobody."""
        if self._told:
            return
        self._told = True
        LOGGER.warning("niet tussentijds bewaard: %s", error, exc_info=error)
        problem, place = messages.worded(error)
        messages.show(
            self._window,
            "Niet tussentijds bewaard",
            "Regiokaart kan uw werk nu niet tussentijds bewaren, voor als het onverwacht stopt. "
            f"{messages.sentence(problem.partition(';')[0])} Bewaar het project zelf.",
            place,
        )

    def end(self) -> None:
        """Remove what was kept: the program ends as it should, and nothing is being written."""
        self.timer.stop()
        if self._lock is not None:
            _remove(self.path)
            self._lock.unlock()
            self._lock = None

    # What was left behind

    def offer(self) -> None:
        """Offer the latest that a program left behind that no longer runs."""
        _tidy()
        for path in left_behind():
            lock = QLockFile(str(path.with_suffix(_LOCK)))
            lock.setStaleLockTime(0)  # however old: what counts is whether its program runs
            if path != self.path and lock.tryLock(0):
                self._offer(path, lock)
                return

    def _offer(self, path: Path, lock: QLockFile) -> None:
        try:
            kept = kept_in_case(read_content(path))
        except DataError as error:
            with suppress(OSError):
                path.replace(path.with_suffix(_UNREADABLE))
            lock.unlock()
            messages.show(self._window, "Niet te herstellen", *messages.worded(error))
            return
        name = "een project zonder naam" if kept.original is None else f"'{kept.original.stem}'"
        when = "" if kept.moment is None else f", van {_written(kept.moment)}"
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Werk herstellen?")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(
            "Regiokaart is de vorige keer niet gewoon afgesloten. Er is werk bewaard dat nog in "
            f"geen bestand stond: {name}{when}."
        )
        box.setInformativeText(
            "Kiest u Later, dan blijft het bewaard en vraagt Regiokaart het de volgende keer weer."
        )
        restore = box.addButton("&Herstellen", QMessageBox.ButtonRole.AcceptRole)
        throw = box.addButton("&Weggooien", QMessageBox.ButtonRole.DestructiveRole)
        later = box.addButton("&Later", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(restore)
        box.setEscapeButton(later)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def decided() -> None:
            clicked = box.clickedButton()
            if clicked is restore:
                self._recover(path, self._taking_over(path, lock))
                return
            if clicked is throw:
                _remove(path)
            lock.unlock()

        box.finished.connect(decided)
        box.open()

    def _taking_over(self, path: Path, lock: QLockFile) -> Callable[[], None]:
        """Return what is to be done when that work is in the window.

        The file stays until this program has one of its own with the same in it.
        """

        def take_over() -> None:
            self.keep()

            def removed() -> None:
                if self._kept is not None:
                    _remove(path)
                lock.unlock()

            if self._task is not None:
                self._task.finished.connect(removed)

        return take_over

    # This program's own

    def _hold(self) -> None:
        """Make the folder and the lock of this program, once.

        Raises
        ------
        ExportError
            When they cannot be made.
        """
        if self._lock is not None:
            return
        folder = self.path.parent
        lock = QLockFile(str(self.path.with_suffix(_LOCK)))
        lock.setStaleLockTime(0)
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        if not lock.tryLock(0):
            raise ExportError(f"{folder}: hier kan niet worden geschreven, of de schijf is vol")
        self._lock = lock

    def _on_application(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            self.keep()

    def _forget_when_saved(self) -> None:
        if self._task is None and self._kept is not None and not self._project.at_risk:
            self._remove()

    def _remove(self) -> None:
        if self._kept is not None:
            self._kept = None
            _remove(self.path)


def left_behind() -> list[Path]:
    """Return what is kept, by this program or another one, the latest first."""
    try:
        found = [path for path in recovery_dir().glob(f"*{SUFFIX}") if path.name[0] != "."]
        return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
    except OSError:
        return []


def _tidy() -> None:
    """Remove the locks of programs that no longer run and left nothing to recover."""
    locks: list[Path] = []
    with suppress(OSError):
        locks = list(recovery_dir().glob(f"*{_LOCK}"))
    for path in locks:
        lock = QLockFile(str(path))
        lock.setStaleLockTime(0)
        if not file_there(path.with_suffix(SUFFIX)) and lock.tryLock(0):
            lock.unlock()  # which removes it


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _written(moment: datetime) -> str:
    return f"{day_in_words(moment.isoformat())} om {moment:%H:%M} uur"
