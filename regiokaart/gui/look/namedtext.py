"""Text that a screen reader reads with its name; of a name alone it would read nothing else."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel

from regiokaart.gui.look import theme


class NamedText(QLabel):
    """Plain text of sentences that can be selected.

    Parameters
    ----------
    name : str
        Dutch, what the text is about.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(theme.SELECTABLE)
        self.setWordWrap(True)
        self.setText("")

    def setText(self, text: str | None) -> None:
        """Show another text."""
        super().setText(text)
        self.setAccessibleName(f"{self._name}: {text}" if text else self._name)
