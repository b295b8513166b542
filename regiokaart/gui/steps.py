"""A change of one choice of the user, to undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PyQt6.QtGui import QUndoCommand

T = TypeVar("T")

_MERGES = 2  # what Qt asks of steps that may be taken together; notes have 1
_NEVER = -1


class Step(QUndoCommand, Generic[T]):
    """One choice that becomes another; with more of the same right behind it, it is one step.

    Parameters
    ----------
    text : str
        Dutch name for the menu.
    before, after : T
    apply : callable
        Chooses one of these, and shows it where the step was made.
    subject : tuple, optional
        What is chosen; steps about the same are taken together. None for a step of its own.
    """

    def __init__(
        self,
        text: str,
        before: T,
        after: T,
        apply: Callable[[T], None],
        subject: tuple[str, ...] | None = None,
    ) -> None:
        super().__init__(text)
        self._before, self._after, self._apply, self._subject = before, after, apply, subject

    def id(self) -> int:
        """Return what steps must share to be taken together."""
        return _NEVER if self._subject is None else _MERGES

    def mergeWith(self, other: QUndoCommand | None) -> bool:
        """Take in a later choice of the same; back at the first one, no step is left."""
        if not isinstance(other, Step) or other._subject != self._subject:
            return False
        self._after, self._apply = other._after, other._apply
        self.setText(other.text())
        self.setObsolete(self._after == self._before)
        return True

    def redo(self) -> None:
        """Choose the later one."""
        self._apply(self._after)

    def undo(self) -> None:
        """Choose the earlier one."""
        self._apply(self._before)
