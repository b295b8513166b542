"""The view Samenwerkingen: the formal regelingen, searched, counted and drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt6.QtCore import QTimer
from PyQt6.QtGui import QKeySequence
from PyQt6.QtWidgets import QWidget

from regiokaart.cartography.specification import MapSpecification
from regiokaart.congruence.table import Table
from regiokaart.gui.desk import Desk
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.tables.tab import Tab
from regiokaart.gui.views.cooperationcontrols import CooperationControls
from regiokaart.gui.views.regelingen import Cooperations
from regiokaart.gui.views.view import View

_ESCAPE = QKeySequence("Esc")
_COMMANDS = ("regelingen_selection", "all_regelingen")


class CooperationView(View):
    """Keeps map, controls, table and commands of the regelingen in step.

    Raises
    ------
    DataError, OSError
        When the regelingen cannot be read.

    Attributes
    ----------
    cooperations : Cooperations
    bar : CooperationControls
    panel : TablePanel
    """

    menu_keys = _COMMANDS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        state, commands = desk.state, desk.commands
        self.cooperations = Cooperations(state.catalogus, state.gebied, self)
        self.bar = CooperationControls(self.cooperations, commands["all_regelingen"], self)
        self.panel = TablePanel(
            "Regelingen",
            "Filter de regelingen",
            "Er is geen regeling gevonden. Zoek op minder woorden of in alle rechtsvormen, of kies "
            "Alle regelingen tonen.",
        )
        self.panel.view.setAccessibleDescription("Enter: de regeling op de kaart zetten.")
        self.panel.activated.connect(self.cooperations.show)
        self.panel.pointed.connect(self._point_at)
        self._filling = QTimer(self)  # the map comes first
        self._filling.setSingleShot(True)
        self._filling.timeout.connect(self._show_table)
        self._filling.start()
        self.bar.klassen.set_figures(self.cooperations.figures())
        # Not with `Actions.connect`: these end with the view, the commands do not.
        commands["regelingen_selection"].triggered.connect(self._limit_to_selection)
        commands["all_regelingen"].triggered.connect(self._show_all)
        self.cooperations.found_changed.connect(self._show_table)
        self.cooperations.changed.connect(self._on_changed)
        self.bar.klassen.told.connect(self.words_changed)
        state.selection_changed.connect(self._show_commands)

    def controls(self) -> Sequence[QWidget]:
        return self.bar.widgets()

    def tabs(self) -> Sequence[Tab]:
        return (Tab(self.panel, "Regelingen", "De formele samenwerkingen die zijn gevonden"),)

    def specification(self) -> MapSpecification:
        return self.cooperations.specification()

    def sentence(self) -> str:
        return self.bar.klassen.problem

    def summary(self) -> str:
        return self.cooperations.summary()

    def tables(self) -> Callable[[], tuple[Table, ...]]:
        return self.cooperations.tables()

    def select_around(self, gemeente: int) -> None:
        shown = self.cooperations.shown
        self.desk.state.select({gemeente} if shown is None else shown.gemeenten.tolist())

    def set_active(self, active: bool) -> None:
        super().set_active(active)
        self._show_commands()

    def _limit_to_selection(self) -> None:
        if self.active:
            self.cooperations.limit_to(self.desk.state.selection)

    def _show_all(self) -> None:
        if self.active:
            self.cooperations.show_all()

    def _on_changed(self) -> None:
        self.bar.klassen.set_figures(self.cooperations.figures())
        self._show_commands()
        self.changed.emit()

    def _show_table(self) -> None:
        self.panel.set_table(self.cooperations.table())

    def _show_commands(self) -> None:
        """Enable what has meaning; Esc goes back to all regelingen before it drops a selection."""
        choices, commands = self.cooperations, self.desk.commands
        back = self.active and (choices.shown is not None or bool(choices.within))
        selected = self.active and bool(self.desk.state.selection)
        commands["regelingen_selection"].setEnabled(selected)
        commands["all_regelingen"].setEnabled(back)
        none = QKeySequence()
        commands["all_regelingen"].setShortcut(_ESCAPE if back else none)
        commands["select_none"].setShortcut(none if back else _ESCAPE)

    def _point_at(self, row: int) -> None:
        members = self.cooperations.found[row].gemeenten.tolist() if row >= 0 else ()
        self.desk.state.point_at(members)
