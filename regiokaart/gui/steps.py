"""What the user did, to undo and redo: the steps, and the commands for them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Generic, TypeVar

from PyQt6.QtGui import QUndoCommand, QUndoStack

from regiokaart.gui.actions import REDO, UNDO, Actions

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


def connect_undo(stack: QUndoStack, commands: Actions, tell: Callable[[str], None]) -> None:
    """Let two commands undo and redo steps, and say which step that is, before and after."""
    undo, redo = commands["undo"], commands["redo"]

    def take_back() -> None:
        tell(escape(f"Ongedaan gemaakt: {stack.undoText()}."))
        stack.undo()  # what says more of itself has the last word

    def do_again() -> None:
        tell(escape(f"Opnieuw gedaan: {stack.redoText()}."))
        stack.redo()

    undo.triggered.connect(take_back)
    redo.triggered.connect(do_again)
    stack.canUndoChanged.connect(undo.setEnabled)
    stack.canRedoChanged.connect(redo.setEnabled)
    stack.undoTextChanged.connect(lambda step: undo.setText(_named(UNDO, step)))
    stack.redoTextChanged.connect(lambda step: redo.setText(_named(REDO, step)))
    undo.setEnabled(False)
    redo.setEnabled(False)


def _named(command: str, step: str) -> str:
    """Return the text of undo or redo with the step it is about."""
    return f"{command}: {step.replace('&', '&&')}" if step else command
