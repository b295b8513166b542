"""The questions whether to save a project before it is left, and over what another wrote."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QMessageBox, QWidget

_Role, _Icon = QMessageBox.ButtonRole, QMessageBox.Icon
_Choice = TypeVar("_Choice", bound=Enum)


class Answer(Enum):
    """What to do with changes that are in no file."""

    SAVE = "&Bewaren"
    DISCARD = "&Niet bewaren"
    CANCEL = "&Annuleren"


class Over(Enum):
    """What to do with a file that something else has changed."""

    ELSEWHERE = "Bewaren &als…"
    REPLACE = "&Vervangen"
    CANCEL = "A&nnuleren"


def ask_to_save(parent: QWidget, name: str) -> Answer:
    """Ask whether to save a project before it is left."""
    return _ask(
        _box(
            parent,
            _Icon.Question,
            "Project bewaren?",
            f"Wilt u de wijzigingen in {name} bewaren?",
            "Wat u niet bewaart, gaat verloren.",
        ),
        {
            Answer.SAVE: _Role.AcceptRole,
            Answer.DISCARD: _Role.DestructiveRole,
            Answer.CANCEL: _Role.RejectRole,
        },
    )


def ask_over(parent: QWidget, name: str) -> Over:
    """Ask whether to save a project over what something else wrote in its file."""
    return _ask(
        _box(
            parent,
            _Icon.Warning,
            "Bestand is gewijzigd",
            f"{name} is gewijzigd sinds u het opende of bewaarde, door een collega of in een ander "
            "venster.",
            "Vervangt u het, dan gaan die andere wijzigingen verloren.",
        ),
        {
            Over.ELSEWHERE: _Role.AcceptRole,
            Over.REPLACE: _Role.DestructiveRole,
            Over.CANCEL: _Role.RejectRole,
        },
    )


def _box(
    parent: QWidget, icon: QMessageBox.Icon, title: str, question: str, consequence: str
) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(icon)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setInformativeText(consequence)
    return box


def _ask(box: QMessageBox, choices: Mapping[_Choice, QMessageBox.ButtonRole]) -> _Choice:
    """Return what was chosen: Enter chooses the first, Esc the last."""
    buttons = {box.addButton(each.value, role): each for each, role in choices.items()}
    first, *_, last = buttons
    box.setDefaultButton(first)
    box.setEscapeButton(last)
    box.exec()
    chosen = next(
        (choice for button, choice in buttons.items() if button is box.clickedButton()),
        buttons[last],
    )
    box.deleteLater()
    return chosen
