"""The menu of the map: what can be done at the place that was pointed at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QMenu, QWidget

from regiokaart.cartography.coordinates import rd_text, to_wgs84, wgs84_text
from regiokaart.gui.actions import Actions
from regiokaart.gui.map.board import MapBoard
from regiokaart.gui.map.canvas import MapCanvas
from regiokaart.gui.state import State
from regiokaart.model import Indeling


class MapMenu:
    """Opens the menu of the map.

    Parameters
    ----------
    board : MapBoard
    state : State
    commands : Actions
    keys : callable
        Returns the keys of the commands that the view adds.
    window : QWidget
    """

    def __init__(
        self,
        board: MapBoard,
        state: State,
        commands: Actions,
        keys: Callable[[], Sequence[str]],
        window: QWidget,
    ) -> None:
        self._board, self._state, self._commands = board, state, commands
        self._keys, self._window = keys, window
        board.menu_requested.connect(lambda canvas, place: self.open(place, canvas))

    def open(self, place: QPoint, canvas: MapCanvas | None = None) -> QMenu:
        """Open the menu for a pixel of a map, the first one by default."""
        canvas = canvas or self._board.canvas
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        gemeente = canvas.gemeente_at(QPointF(place))
        if gemeente >= 0:
            for indeling in self._state.on_map:
                self._add_regions(menu, indeling, gemeente)
            menu.addSeparator()
        if keys := self._keys():
            menu.addActions([self._commands[key] for key in keys])
            menu.addSeparator()
        menu.addActions([self._commands[key] for key in ("zoom_selection", "fit", "legend")])
        menu.addSeparator()
        self._add_coordinates(menu, *canvas.viewport.to_map(place.x(), place.y()))
        menu.addSeparator()
        menu.addActions([self._commands[key] for key in ("copy_map", "export_map")])
        menu.popup(canvas.mapToGlobal(place))
        return menu

    def _add_coordinates(self, menu: QMenu, x: float, y: float) -> None:
        """Offer the place as other programs take it, with what it says to a reader."""
        longitude, latitude = to_wgs84(x, y)
        for shown, copied in (
            (rd_text(x, y), f"{x:.0f}, {y:.0f}"),
            (wgs84_text(x, y), f"{latitude:.5f}, {longitude:.5f}"),
        ):
            action = menu.addAction(f"{shown} kopiëren")
            assert action is not None
            action.triggered.connect(partial(_copy, copied))

    def _add_regions(self, menu: QMenu, indeling: Indeling, gemeente: int) -> None:
        rows = indeling.lidmaatschap
        for regio in rows.regio[rows.gemeente == gemeente].tolist():
            members = rows.gemeente[rows.regio == regio].tolist()
            name = f"{indeling.naam} {indeling.regios[regio].naam} selecteren"
            action = menu.addAction(name.replace("&", "&&"))
            assert action is not None
            action.triggered.connect(partial(self._state.select, members))


def _copy(text: str) -> None:
    clipboard = QGuiApplication.clipboard()
    assert clipboard is not None
    clipboard.setText(text)
