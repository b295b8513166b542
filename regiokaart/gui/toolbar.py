"""The toolbar: what the map shows, the pair A and B, and zooming."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QAction, QActionGroup
from PyQt6.QtWidgets import QComboBox, QLabel, QSizePolicy, QToolBar, QToolButton, QWidget

from regiokaart.gui import theme
from regiokaart.gui.actions import Actions
from regiokaart.gui.state import State
from regiokaart.model.project import Weergave

_VIEWS = {
    Weergave.INDELING: "view_one",
    Weergave.VERGELIJK: "view_two",
    Weergave.SAMENWERKINGEN: "view_cooperation",
}
_ZOOMS = ("zoom_in", "zoom_out", "fit", "zoom_selection")
_LETTERS = 14  # of the name of an indeling that stay readable in a narrow window


class Toolbar(QToolBar):
    """The toolbar of the main window; what the user chooses goes to the `State`.

    Attributes
    ----------
    combo_a, combo_b : QComboBox
        The pair.
    """

    def __init__(self, state: State, commands: Actions) -> None:
        super().__init__("Werkbalk")
        self._state = state
        self._commands = commands
        self.setObjectName("werkbalk")
        self.setMovable(False)
        self.setIconSize(QSize(theme.ICON_SIZE, theme.ICON_SIZE))
        self.combo_a = self._combo("Indeling A: op de kaart")
        self.combo_b = self._combo("Indeling B: om mee te vergelijken")
        views = QActionGroup(self)
        for key in _VIEWS.values():
            self.addAction(views.addAction(commands[key]))
        self.addSeparator()
        pair = [self.addWidget(_label("A:")), self.addWidget(self.combo_a), commands["swap"]]
        self.addAction(commands["swap"])
        pair += [self.addWidget(_label("B:")), self.addWidget(self.combo_b)]
        self._pair = [action for action in pair if action is not None]
        self._cooperation: list[QAction] = []
        self._before_zooms = self.addSeparator()
        for key in _ZOOMS:
            self.addAction(commands[key])
        for key in _VIEWS.values():
            self._button(key, Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for key in ("swap", *_ZOOMS):
            self._button(key, Qt.ToolButtonStyle.ToolButtonIconOnly)

        indelingen = state.catalogus.indelingen
        self.combo_a.activated.connect(lambda i: state.set_map(a=indelingen[i]))
        self.combo_b.activated.connect(lambda i: state.set_map(Weergave.VERGELIJK, b=indelingen[i]))
        state.map_changed.connect(self.show_map)
        self.show_map()

    def zoom_buttons(self) -> list[QWidget]:
        """Return the buttons behind the pair, from left to right."""
        buttons = (self.widgetForAction(self._commands[key]) for key in _ZOOMS)
        return [button for button in buttons if button is not None]

    def add_cooperation(self, widgets: Sequence[QWidget]) -> None:
        """Take in the controls of the view Samenwerkingen, where the pair stands in the others.

        A button is there only while its command can be given.
        """
        for widget in widgets:
            action = self.insertWidget(self._before_zooms, widget)
            assert action is not None
            command = widget.defaultAction() if isinstance(widget, QToolButton) else None
            if command is None:
                self._cooperation.append(action)
            else:
                action.setVisible(command.isEnabled())
                command.enabledChanged.connect(action.setVisible)
        self.show_map()

    def show_map(self) -> None:
        """Show the view and the pair of the state."""
        state = self._state
        self._commands[_VIEWS[state.view]].setChecked(True)
        cooperating = state.view is Weergave.SAMENWERKINGEN
        for action in self._pair:
            action.setVisible(not cooperating)
        for action in self._cooperation:
            action.setVisible(cooperating)
        for combo, indeling in ((self.combo_a, state.a), (self.combo_b, state.b)):
            combo.setCurrentIndex(combo.findData(indeling.id))

    def _button(self, key: str, style: Qt.ToolButtonStyle) -> None:
        button = self.widgetForAction(self._commands[key])
        assert isinstance(button, QToolButton)
        button.setToolButtonStyle(style)
        button.setAccessibleName(self._commands[key].text().replace("&", ""))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setToolTip(name)
        combo.setMaxVisibleItems(30)
        combo.setMinimumWidth(_LETTERS * combo.fontMetrics().averageCharWidth() + 4 * theme.STEP)
        combo.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        popup = combo.view()
        if popup is not None:
            popup.setAccessibleName(name)
        for indeling in self._state.catalogus:
            text = f"{indeling.naam_meervoud} ({indeling.peiljaar_tekst})"
            combo.addItem(text, indeling.id)
        return combo


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setContentsMargins(theme.STEP, 0, theme.STEP // 2, 0)
    return label
