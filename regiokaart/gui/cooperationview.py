"""The view Samenwerkingen of the window: controls, table, commands and status bar together."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import QObject
from PyQt6.QtGui import QKeySequence

from regiokaart.gui.actions import Actions
from regiokaart.gui.cooperationcontrols import CooperationControls
from regiokaart.gui.cooperations import Cooperations
from regiokaart.gui.state import State
from regiokaart.gui.tables import TablesDock
from regiokaart.gui.toolbar import Toolbar
from regiokaart.model.project import Weergave

_ESCAPE = QKeySequence("Esc")


class CooperationView(QObject):
    """Keeps what the view Samenwerkingen has of its own in step with the user's choices.

    Parameters
    ----------
    cooperations : Cooperations
        Becomes a child of the view.
    state : State
    commands : Actions
    toolbar : Toolbar
    tables : TablesDock
    redraw : callable
        Called when the map must show something else.
    parent : QObject, optional

    Attributes
    ----------
    cooperations : Cooperations
    controls : CooperationControls
    """

    def __init__(
        self,
        cooperations: Cooperations,
        state: State,
        commands: Actions,
        toolbar: Toolbar,
        tables: TablesDock,
        redraw: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        cooperations.setParent(self)
        self.cooperations = cooperations
        self.controls = CooperationControls(cooperations, commands["all_regelingen"], self)
        self._state, self._commands, self._tables = state, commands, tables
        self._redraw = redraw
        toolbar.add_cooperation(self.controls.widgets())
        self._panel = tables.add_regelingen()
        self._panel.activated.connect(cooperations.show)
        self._panel.pointed.connect(self._point_at)
        self._show_table()
        cooperations.found_changed.connect(self._show_table)
        cooperations.changed.connect(self._on_changed)
        state.map_changed.connect(self.show_view)
        state.selection_changed.connect(self._show_commands)

    @property
    def active(self) -> bool:
        """Whether the map shows this view."""
        return self._state.view is Weergave.SAMENWERKINGEN

    def show_view(self) -> None:
        """Bring the table to the front in this view, and put it away in the others."""
        self._tables.set_regelingen_visible(self.active)
        self._show_commands()

    def limit_to_selection(self) -> None:
        """Keep the regelingen in which a selected gemeente takes part."""
        self.cooperations.limit_to(self._state.selection)

    def select_around(self, gemeente: int) -> None:
        """Select who takes part in the regeling on the map, or else the gemeente."""
        shown = self.cooperations.shown
        self._state.select({gemeente} if shown is None else shown.gemeenten.tolist())

    def _on_changed(self) -> None:
        self._show_commands()
        if self.active:
            self._redraw()

    def _show_table(self) -> None:
        self._panel.set_table(self.cooperations.table())

    def _show_commands(self) -> None:
        """Enable what has meaning; Esc goes back to all regelingen before it drops a selection."""
        choices, selected = self.cooperations, bool(self._state.selection)
        back = self.active and (choices.shown is not None or bool(choices.within))
        self._commands["regelingen_selection"].setEnabled(self.active and selected)
        self._commands["all_regelingen"].setEnabled(back)
        none = QKeySequence()
        self._commands["all_regelingen"].setShortcut(_ESCAPE if back else none)
        self._commands["select_none"].setShortcut(none if back else _ESCAPE)

    def _point_at(self, row: int) -> None:
        self._state.point_at(self.cooperations.found[row].gemeenten.tolist() if row >= 0 else ())
