"""Answers that take a while: computed on another thread, of several questions only the last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PyQt6.QtCore import QObject, pyqtSignal

from regiokaart.gui.tasks import Progress, Task, Tasks

T = TypeVar("T")


class Answers(QObject, Generic[T]):
    """Keeps the answer to the question that was asked last.

    Parameters
    ----------
    tasks : Tasks
    nothing : T
        What is answered as long as it is not known.
    parent : QObject, optional

    Signals
    -------
    changed
        What was asked for last can be told.
    failed : Exception
    """

    changed = pyqtSignal()
    failed = pyqtSignal(object)

    def __init__(self, tasks: Tasks, nothing: T, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._nothing, self._known = tasks, nothing, nothing
        self._asked: object = None
        self._task: Task | None = None

    def ask(self, question: object, compute: Callable[[], T] | None) -> T:
        """Return the answer, or nothing yet when it must be computed first.

        Parameters
        ----------
        question : object
            All that the answer depends on; equal questions have the same answer.
        compute : callable or None
            Answers it on any thread; None where there is nothing to answer.
        """
        if question == self._asked:
            return self._known
        self._asked, self._known = question, self._nothing
        if self._task is not None:
            self._task.cancel()
        if compute is not None:
            answer = compute

            def work(progress: Progress) -> T:
                return answer()

            self._task = self._tasks.start("", work, self._on_success, self.failed.emit)
        return self._known

    def _on_success(self, known: T) -> None:
        self._known = known
        self.changed.emit()
