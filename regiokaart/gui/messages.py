"""Errors as a user reads them: whole sentences, the file on a line of its own."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QMessageBox, QWidget

from regiokaart.export.files import ExportError
from regiokaart.sources.errors import DataError

FAULT = "Er ging iets mis in het programma. Probeer het opnieuw of meld de fout."


def sentence(text: str) -> str:
    """Write a clause as a sentence.

    Examples
    --------
    >>> sentence("de schijf is vol; maak ruimte vrij")
    'De schijf is vol; maak ruimte vrij.'
    """
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "!", "?")) else f"{whole}."


def worded(error: BaseException) -> tuple[str, str]:
    """Return what went wrong and what to do as sentences, and where as a line of its own."""
    if isinstance(error, FileNotFoundError) and error.filename is None:
        return sentence(str(error)), ""  # our own: a part of the program is missing
    if isinstance(error, ExportError | DataError):
        place, colon, clause = str(error).partition(": ")
        return (sentence(clause), place) if colon else (sentence(place), "")
    if isinstance(error, OSError) and error.filename is not None:
        text = "Een bestand ontbreekt of is niet te lezen. Installeer het programma opnieuw."
        return text, str(error.filename)
    return FAULT, f"{type(error).__name__}: {error}"


def show(parent: QWidget | None, title: str, text: str, details: str = "") -> QMessageBox:
    """Open a dialog that tells something and can only be closed."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(details)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    add_copy_button(box, f"{text}\n{details}".strip())
    close = box.addButton("&Sluiten", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


def add_copy_button(box: QMessageBox, text: str) -> None:
    """Add a button that puts a text on the clipboard and leaves the dialog open."""
    button = box.addButton("&Kopiëren", QMessageBox.ButtonRole.ActionRole)
    assert button is not None
    button.setToolTip("Zet deze melding op het klembord")
    button.clicked.disconnect()  # else the dialog closes

    def copy() -> None:
        clipboard = QGuiApplication.clipboard()
        if clipboard is not None:
            clipboard.setText(text)

    button.clicked.connect(copy)
