"""The questions whether to save a project before it is left, and over what another wrote."""

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


class Over(Enum):
    """What to do with a file that something else has changed."""

    REPLACE = 1
    ELSEWHERE = 2
    CANCEL = 3


def ask_over(parent: QWidget, name: str) -> Over:
    """Ask whether to save a project over what something else wrote in its file."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Bestand is gewijzigd")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(
        f"{name} is gewijzigd sinds u het opende of bewaarde, door een collega of in een ander "
        "venster."
    )
    box.setInformativeText("Vervangt u het, dan gaan die andere wijzigingen verloren.")
    elsewhere = box.addButton("Bewaren &als…", QMessageBox.ButtonRole.AcceptRole)
    replace = box.addButton("&Vervangen", QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton("A&nnuleren", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(elsewhere)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    if clicked is elsewhere:
        return Over.ELSEWHERE
    return Over.REPLACE if clicked is replace else Over.CANCEL
