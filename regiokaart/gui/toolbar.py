"""The toolbar: which view is open, and zooming."""

from __future__ import annotations

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QActionGroup, QResizeEvent
from PyQt6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from regiokaart.gui.actions import Actions
from regiokaart.gui.look import theme
from regiokaart.gui.state import State
from regiokaart.gui.views.registry import ENTRIES

_LOOKED_AT = ("back", "forward")
_ZOOMS = ("zoom_in", "zoom_out", "fit", "zoom_selection", "frame", "measure")


class Toolbar(QToolBar):
    """The toolbar of the main window.

    Parameters
    ----------
    state : State
    commands : Actions
    search : QWidget
        The field at the right.
    """

    def __init__(self, state: State, commands: Actions, search: QWidget) -> None:
        super().__init__("Werkbalk")
        self._state = state
        self._commands = commands
        self._search = search
        self.setObjectName("werkbalk")
        self.setMovable(False)
        side = max(theme.ICON_SIZE, self.fontMetrics().height())
        self.setIconSize(QSize(side, side))
        for key in _LOOKED_AT:
            self.addAction(commands[key])
            self._button(key, Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.addSeparator()
        views = QActionGroup(self)
        for entry in ENTRIES:
            self.addAction(views.addAction(commands[entry.command]))
            self._button(entry.command, Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addSeparator()
        for key in _ZOOMS:
            self.addAction(commands[key])
            self._button(key, Qt.ToolButtonStyle.ToolButtonIconOnly)
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spacer)
        self.addWidget(search)
        state.map_changed.connect(self._show_view)
        self._show_view()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Leave out the names of the views where there is no room for them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        names = [
            self.fontMetrics().horizontalAdvance(self._commands[entry.command].iconText())
            for entry in ENTRIES
        ]
        icons = sum(isinstance(each, QToolButton) for each in self.children())
        margins = self.iconSize().width() + 2 * theme.STEP
        wanted = sum(names) + icons * margins + self._search.minimumWidth()
        style = Qt.ToolButtonStyle
        chosen = (
            style.ToolButtonTextBesideIcon if wanted <= self.width() else style.ToolButtonIconOnly
        )
        for entry in ENTRIES:
            button = self.widgetForAction(self._commands[entry.command])
            if isinstance(button, QToolButton) and button.toolButtonStyle() is not chosen:
                button.setToolButtonStyle(chosen)

    def last_button(self) -> QWidget:
        """Return the button at the end, after which the keyboard goes on."""
        button = self.widgetForAction(self._commands[_ZOOMS[-1]])
        assert button is not None
        return button

    def _show_view(self) -> None:
        entry = next(each for each in ENTRIES if each.weergave is self._state.view)
        self._commands[entry.command].setChecked(True)

    def _button(self, key: str, style: Qt.ToolButtonStyle) -> None:
        button = self.widgetForAction(self._commands[key])
        assert isinstance(button, QToolButton)
        button.setToolButtonStyle(style)
        button.setAccessibleName(self._commands[key].text().replace("&", ""))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
