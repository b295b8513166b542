"""The menu of the map: what can be done at the place that was pointed at."""

from __future__ import annotations

from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtWidgets import QMenu, QWidget

from regiokaart.gui.actions import Actions
from regiokaart.gui.canvas import MapCanvas
from regiokaart.gui.state import State
from regiokaart.model import Indeling
from regiokaart.model.project import Weergave


class MapMenu:
    """Opens the menu of the map."""

    def __init__(self, canvas: MapCanvas, state: State, commands: Actions, window: QWidget) -> None:
        self._canvas, self._state, self._commands = canvas, state, commands
        self._window = window
        canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        canvas.customContextMenuRequested.connect(self.open)

    def open(self, place: QPoint) -> QMenu:
        """Open the menu for a pixel of the map."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        gemeente = self._canvas.gemeente_at(QPointF(place))
        if gemeente >= 0:
            for indeling in self._indelingen():
                self._add_region(menu, indeling, gemeente)
            menu.addSeparator()
        if self._state.view is Weergave.SAMENWERKINGEN:
            keys = ("regelingen_selection", "all_regelingen")
            menu.addActions([self._commands[key] for key in keys])
            menu.addSeparator()
        menu.addActions([self._commands[key] for key in ("zoom_selection", "fit", "legend")])
        menu.addSeparator()
        menu.addActions([self._commands[key] for key in ("copy_map", "export_map")])
        menu.popup(self._canvas.mapToGlobal(place))
        return menu

    def _indelingen(self) -> tuple[Indeling, ...]:
        """Return the indelingen on the map."""
        match self._state.view:
            case Weergave.INDELING:
                return (self._state.a,)
            case Weergave.VERGELIJK:
                return self._state.a, self._state.b
            case Weergave.SAMENWERKINGEN:
                return ()

    def _add_region(self, menu: QMenu, indeling: Indeling, gemeente: int) -> None:
        members = self._state.region_of(indeling, gemeente)
        if not members:
            return
        label = self._state.catalogus.labels(indeling)[gemeente]
        name = f"{indeling.naam} {indeling.regios[label].naam} selecteren"
        action = menu.addAction(name.replace("&", "&&"))
        assert action is not None
        action.triggered.connect(lambda: self._state.select(members))
