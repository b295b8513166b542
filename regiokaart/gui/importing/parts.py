"""What the import dialog is made of: sections, texts, and the list of what was found."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from regiokaart.gui.look import theme

_LISTED = 5  # indelingen in sight


def section(title: str, *widgets: QWidget) -> QWidget:
    """Put widgets under a heading."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.STEP)
    heading = QLabel(title)
    font = heading.font()
    font.setWeight(font.Weight.DemiBold)
    heading.setFont(font)
    layout.addWidget(heading)
    for widget in widgets:
        layout.addWidget(widget)
    return made


def text(kind: Qt.TextFormat = Qt.TextFormat.PlainText) -> QLabel:
    """Make a text of several lines that can be selected."""
    made = QLabel()
    made.setTextFormat(kind)
    made.setTextInteractionFlags(theme.SELECTABLE)
    made.setWordWrap(True)
    return made


class FoundList(QListWidget):
    """The indelingen in a file with boxes, all ticked at first."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Indelingen in dit bestand")
        self.setToolTip("Vink aan welke indelingen u importeert")

    def set_names(self, names: Sequence[str]) -> None:
        """Offer other indelingen, without a signal."""
        self.blockSignals(True)
        self.clear()
        for name in names:
            item = QListWidgetItem(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.addItem(item)
        self.blockSignals(False)
        lines = min(max(len(names), 2), _LISTED)
        self.setFixedHeight(lines * (self.fontMetrics().height() + 6) + theme.STEP)

    def rename(self, row: int, name: str) -> None:
        """Show another name in a row that is there."""
        item = self.item(row)
        if item is not None:
            item.setText(name)

    def checked(self) -> list[int]:
        """Return the rows that are ticked."""
        items = (self.item(row) for row in range(self.count()))
        return [
            row
            for row, item in enumerate(items)
            if item is not None and item.checkState() is Qt.CheckState.Checked
        ]
