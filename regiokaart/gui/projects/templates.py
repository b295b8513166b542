"""The layouts of a page that the project carries."""

from __future__ import annotations

from collections.abc import Mapping

from PyQt6.QtCore import QObject, pyqtSignal

from regiokaart.gui.state import State
from regiokaart.gui.steps import Step
from regiokaart.model.layoutsettings import LayoutSettings


class ProjectTemplates(QObject):
    """The templates of the project; every change is a step that can be undone.

    Signals
    -------
    changed
    """

    changed = pyqtSignal()

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self._state = state
        self._named: dict[str, LayoutSettings] = {}

    @property
    def all(self) -> dict[str, LayoutSettings]:
        """Every template by its name, in alphabetical order."""
        return dict(self._named)

    def change(self, named: Mapping[str, LayoutSettings], text: str) -> None:
        """Go on with other templates, as one step; `text` is its Dutch name for the menu."""
        after = dict(sorted(named.items()))
        if after != self._named:
            self._state.undo_stack.push(Step(text, self._named, after, self.replace))

    def replace(self, named: Mapping[str, LayoutSettings]) -> None:
        """Go on with the templates of another project; nothing to undo."""
        if named != self._named:
            self._named = dict(named)
            self.changed.emit()
