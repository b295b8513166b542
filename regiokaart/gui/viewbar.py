"""The bar above the map with the controls of the view that is open."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from regiokaart.gui.look import theme
from regiokaart.gui.look.flow import FlowLayout


class ViewBar(QWidget):
    """Shows the controls of one view at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(theme.STEP // 2, theme.STEP // 2, theme.STEP // 2, 0)
        self._layout.setSpacing(0)
        self._rows: dict[int, QWidget] = {}

    def add(self, key: int, widgets: Sequence[QWidget]) -> None:
        """Take in the controls of a view, from left to right, hidden until `show_only`.

        A button is there only while its command can be given.
        """
        row = QWidget()
        layout = FlowLayout(row, theme.STEP // 2)
        for widget in widgets:
            layout.addWidget(widget)
            command = widget.defaultAction() if isinstance(widget, QToolButton) else None
            if command is not None:
                widget.setVisible(command.isEnabled())
                command.enabledChanged.connect(widget.setVisible)
        row.hide()
        self._layout.addWidget(row)
        self._rows[key] = row

    def show_only(self, key: int) -> None:
        """Show the controls of one view."""
        for each, row in self._rows.items():
            row.setVisible(each == key)
        self.setVisible(key in self._rows)

    def clear(self) -> None:
        """Drop all controls."""
        for row in self._rows.values():
            row.deleteLater()
        self._rows.clear()
