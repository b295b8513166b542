"""Controls that look alike wherever they stand."""

from __future__ import annotations

from PyQt6.QtWidgets import QComboBox, QLabel, QSizePolicy

from regiokaart.gui.look import theme


def label(text: str) -> QLabel:
    """Make a short text before a control."""
    made = QLabel(text)
    made.setContentsMargins(theme.STEP, 0, theme.STEP // 2, 0)
    return made


def combo(name: str, tip: str) -> QComboBox:
    """Make a choice as wide as its texts, with a name for those who cannot see the screen."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(tip)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    popup = made.view()
    if popup is not None:
        popup.setAccessibleName(name)
    return made
