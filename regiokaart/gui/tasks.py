"""One runner for everything slower than 50 ms: started, progress, cancel, error, finished."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any

from PyQt6.QtCore import QObject, QRunnable, QThreadPool, pyqtSignal

ShowError = Callable[[Exception], None]
"""Tells in one dialog what went wrong and what to do."""


class CancelledError(Exception):
    """The user stopped the work."""


class Progress:
    """What the work is given to tell how far it is and to hear that it must stop."""

    def __init__(self, task: Task) -> None:
        self._task = task

    @property
    def cancelled(self) -> bool:
        """Whether the user stopped the work."""
        return self._task.cancelled

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is.

        Raises
        ------
        CancelledError
            When the user stopped the work.
        """
        if self._task.cancelled:
            raise CancelledError
        self._task.progressed.emit(done, total)

    def commit(self) -> None:
        """Tell that from here on the work cannot be stopped: files are about to appear.

        Raises
        ------
        CancelledError
            When the user stopped the work just before.
        """
        if not self._task.commit():
            raise CancelledError


class Task(QObject):
    """One piece of work on another thread; all signals arrive on the thread of the window.

    Attributes
    ----------
    title : str
        Dutch, shown in the status bar; empty for work that is not worth showing.
    lasting : bool
        Whether the window waits for it when it closes.
    cancelled : bool
    failed_with : Exception or None

    Signals
    -------
    progressed : int, int
        Steps done and in all.
    succeeded : object
        What the work returned; not sent after `cancel`.
    failed : object
        The exception; not sent after `cancel`.
    finished
        Always the last one.
    """

    progressed = pyqtSignal(int, int)
    succeeded = pyqtSignal(object)
    failed = pyqtSignal(object)
    finished = pyqtSignal()
    _ended = pyqtSignal(object, object)

    def __init__(self, title: str, lasting: bool, parent: QObject) -> None:
        super().__init__(parent)
        self.title, self.lasting = title, lasting
        self.cancelled = False
        self.failed_with: Exception | None = None
        self._committed = False
        self._lock = Lock()  # the window cancels while the work commits
        self._ended.connect(self._on_ended)

    def cancel(self) -> None:
        """Ask the work to stop, and drop what it returns; too late once it is committed."""
        with self._lock:
            self.cancelled = not self._committed

    def commit(self) -> bool:
        """Let `cancel` be too late from now on; False when it came first."""
        with self._lock:
            self._committed = not self.cancelled
            return self._committed

    def _on_ended(self, value: Any, error: Exception | None) -> None:
        if not self.cancelled:
            if error is None:
                self.succeeded.emit(value)
            else:
                self.failed_with = error
                self.failed.emit(error)
        self.finished.emit()


class _Runnable(QRunnable):
    def __init__(self, task: Task, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._task = task
        self._work = work

    def run(self) -> None:
        value, error = None, None
        if not self._task.cancelled:
            try:
                value = self._work(Progress(self._task))
            except Exception as problem:  # whatever it is, the user must hear of it
                error = problem
        self._task._ended.emit(value, error)


class Tasks(QObject):
    """The runner: at most two pieces of work at a time, the rest waits in line.

    Signals
    -------
    started : Task
        A task with a title was accepted.
    ended : Task
        A task with a title has finished.
    """

    started = pyqtSignal(object)
    ended = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._running: dict[Task, None] = {}  # in order

    @property
    def running(self) -> frozenset[Task]:
        """Tasks that have not finished."""
        return frozenset(self._running)

    @property
    def titled(self) -> tuple[Task, ...]:
        """Tasks that the user waits for, in the order in which they were started."""
        return tuple(task for task in self._running if task.title)

    @property
    def lasting(self) -> tuple[Task, ...]:
        """Tasks that must end before the window closes, in the order in which they were started."""
        return tuple(task for task in self.titled if task.lasting)

    @property
    def idle(self) -> bool:
        """Whether nothing runs and no thread is at work."""
        return not self._running and self._pool.activeThreadCount() == 0

    def start(
        self,
        title: str,
        work: Callable[[Progress], Any],
        on_success: Callable[[Any], None],
        on_error: Callable[[Exception], None],
        *,
        lasting: bool = True,
    ) -> Task:
        """Run `work` on another thread.

        Parameters
        ----------
        title : str
            Dutch; empty for work that is not worth showing.
        work : callable
            Called with a `Progress`; must not touch widgets.
        on_success, on_error : callable
            Called on the thread of the window with the result or the exception.
        lasting : bool
            False when what comes of it is of no use once the window has closed.
        """
        task = Task(title, lasting, self)
        task.succeeded.connect(on_success)
        task.failed.connect(on_error)
        task.finished.connect(lambda: self._forget(task))
        self._running[task] = None
        if title:
            self.started.emit(task)
        self._pool.start(_Runnable(task, work))
        return task

    def close(self) -> None:
        """Cancel everything that can be, and wait until the last thread has stopped."""
        for task in self._running:
            task.cancel()
        self._pool.waitForDone()

    def _forget(self, task: Task) -> None:
        del self._running[task]
        if task.title:
            self.ended.emit(task)
        task.deleteLater()
