"""The question whether to save a project before it is left."""

from __future__ import annotations

from enum import Enum

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QMessageBox, QWidget


class Answer(Enum):
    """What to do with changes that are in no file."""

    SAVE = 1
    DISCARD = 2
    CANCEL = 3


def ask_to_save(parent: QWidget, name: str) -> Answer:
    """Ask whether to save a project before it is left."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Project bewaren?")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"Wilt u de wijzigingen in {name} bewaren?")
    box.setInformativeText("Wat u niet bewaart, gaat verloren.")
    save = box.addButton("&Bewaren", QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton("&Niet bewaren", QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton("&Annuleren", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    if clicked is save:
        return Answer.SAVE
    return Answer.DISCARD if clicked is discard else Answer.CANCEL
