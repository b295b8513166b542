"""A view whose map and tables are computed on another thread."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Generic, TypeVar

from PyQt6.QtCore import QTimer

from regiokaart.gui.desk import Desk
from regiokaart.gui.tasks import Progress, Task
from regiokaart.gui.views.view import View

T = TypeVar("T")

_SOON_MS = 500  # within which nobody needs to be told that something is computed


class ComputedView(View, Generic[T]):
    """Computes when it is open and a choice changes; of several changes in a row only the last.

    Attributes
    ----------
    found : T or None
        What was computed last; None until the first time.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: T | None = None
        self._task: Task | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_SOON_MS)
        self._waiting.timeout.connect(self._on_wait)
        state = desk.state
        for signal in (state.counted_changed, state.gewicht_changed, state.catalogus_changed):
            signal.connect(self.refresh)

    @abstractmethod
    def work(self) -> Callable[[], T]:
        """Take the present choices; return what computes from them on any thread."""

    @abstractmethod
    def show_found(self, found: T) -> None:
        """Show what was computed in the tables and controls of the view."""

    def set_active(self, active: bool) -> None:
        super().set_active(active)
        self.refresh()

    def refresh(self) -> None:
        """Compute again, if the view is open; what is being computed is of no use any more."""
        if self._task is not None:
            self._task.cancel()
        if not self.active:
            self._end_wait()
            return
        compute = self.work()

        def run(progress: Progress) -> T:
            return compute()

        self._task = self.desk.tasks.start("", run, self._on_success, self._on_error)
        if not self._waiting.isActive():
            self._waiting.start()

    def _on_wait(self) -> None:
        self.busy = True
        self.words_changed.emit()

    def _end_wait(self) -> None:
        self._waiting.stop()
        self.busy = False

    def _on_error(self, error: Exception) -> None:
        self._end_wait()
        self.words_changed.emit()
        self.desk.show_error(error)

    def _on_success(self, found: T) -> None:
        self._end_wait()
        self.found = found
        self.show_found(found)
        self.changed.emit()
