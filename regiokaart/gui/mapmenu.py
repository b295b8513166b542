"""The menu of the map: what can be done at the place that was pointed at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtWidgets import QMenu, QWidget

from regiokaart.gui.actions import Actions
from regiokaart.gui.canvas import MapCanvas
from regiokaart.gui.state import State
from regiokaart.model import Indeling


class MapMenu:
    """Opens the menu of the map.

    Parameters
    ----------
    canvas : MapCanvas
    state : State
    commands : Actions
    keys : callable
        Returns the keys of the commands that the view adds.
    window : QWidget
    """

    def __init__(
        self,
        canvas: MapCanvas,
        state: State,
        commands: Actions,
        keys: Callable[[], Sequence[str]],
        window: QWidget,
    ) -> None:
        self._canvas, self._state, self._commands = canvas, state, commands
        self._keys, self._window = keys, window
        canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        canvas.customContextMenuRequested.connect(self.open)

    def open(self, place: QPoint) -> QMenu:
        """Open the menu for a pixel of the map."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        gemeente = self._canvas.gemeente_at(QPointF(place))
        if gemeente >= 0:
            for indeling in self._state.on_map:
                self._add_regions(menu, indeling, gemeente)
            menu.addSeparator()
        if keys := self._keys():
            menu.addActions([self._commands[key] for key in keys])
            menu.addSeparator()
        menu.addActions([self._commands[key] for key in ("zoom_selection", "fit", "legend")])
        menu.addSeparator()
        menu.addActions([self._commands[key] for key in ("copy_map", "export_map")])
        menu.popup(self._canvas.mapToGlobal(place))
        return menu

    def _add_regions(self, menu: QMenu, indeling: Indeling, gemeente: int) -> None:
        rows = indeling.lidmaatschap
        for regio in rows.regio[rows.gemeente == gemeente].tolist():
            members = rows.gemeente[rows.regio == regio].tolist()
            name = f"{indeling.naam} {indeling.regios[regio].naam} selecteren"
            action = menu.addAction(name.replace("&", "&&"))
            assert action is not None
            action.triggered.connect(partial(self._state.select, members))
