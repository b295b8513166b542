"""Controls of the dialog that are made alike."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QEvent, QObject, Qt
from PyQt6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from regiokaart.gui.look import theme

_LETTERS = 14


class LeaveWheel(QObject):
    """Lets the wheel scroll the form when it passes over a choice that was not clicked."""

    def watch(self, widget: QWidget) -> None:
        """Leave the wheel to what is around this widget until it has the focus."""
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Hold back the wheel."""
        if event is None or event.type() is not QEvent.Type.Wheel:
            return False
        if isinstance(watched, QWidget) and watched.hasFocus():
            return False
        event.ignore()
        return True


def choice_of(name: str, options: Sequence[tuple[object, str]], tip: str = "") -> QComboBox:
    """Make a choice of values with their texts, with a name for those who cannot see the screen."""
    combo = QComboBox()
    # Before there are items, or all of them are measured.
    combo.setMinimumContentsLength(_LETTERS)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for value, text in options:
        combo.addItem(text, value)
    combo.setAccessibleName(name)
    combo.setToolTip(tip or name)
    combo.setMaxVisibleItems(20)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    popup = combo.view()
    if popup is not None:
        popup.setAccessibleName(name)
    return combo


def number_of(name: str, low: int, high: int) -> QSpinBox:
    """Make a choice of a whole number."""
    spin = QSpinBox()
    spin.setRange(low, high)
    spin.setAccessibleName(name)
    spin.setToolTip(name)
    spin.setMinimumHeight(QLineEdit().sizeHint().height())
    return spin


def button(text: str, tip: str) -> QPushButton:
    """Make a button that Enter in a text does not press."""
    made = QPushButton(text)
    made.setToolTip(tip)
    made.setAutoDefault(False)
    return made


def check(text: str, tip: str) -> QCheckBox:
    """Make a box to tick."""
    box = QCheckBox(text)
    box.setToolTip(tip)
    return box


def heading(text: str) -> QLabel:
    """Make the heading of a group of choices."""
    made = QLabel(text)
    font = made.font()
    font.setBold(True)
    made.setFont(font)
    made.setContentsMargins(0, theme.STEP, 0, 0)
    return made
