"""Asking in Dutch which file to open, and where to save."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PyQt6.QtCore import QFileInfo, Qt
from PyQt6.QtWidgets import QFileDialog, QFileIconProvider, QMessageBox, QWidget

from regiokaart.sources.paths import file_there

_LABELS = {  # Qt has no Dutch for some of these
    QFileDialog.DialogLabel.LookIn: "&Map:",
    QFileDialog.DialogLabel.FileName: "Bestands&naam:",
    QFileDialog.DialogLabel.FileType: "Bestands&type:",
    QFileDialog.DialogLabel.Accept: "Be&waren",
    QFileDialog.DialogLabel.Reject: "Annuleren",
}


def ask_path(
    parent: QWidget | None, title: str, folder: Path, name: str, kinds: Sequence[str]
) -> Path | None:
    """Ask where to save; None when the user thinks better of it.

    Parameters
    ----------
    name : str
        Suggested name without suffix.
    kinds : sequence of str
        Dutch names of the formats, each with its suffix as in ``CSV-bestand (*.csv)``.
    """
    dialog = _dialog(parent, title, folder / name, QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(kinds)
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    chosen, kind = dialog.selectedFiles(), dialog.selectedNameFilter()
    dialog.deleteLater()
    if not accepted or not chosen:
        return None
    path = with_suffix(Path(chosen[0]), kinds, kind)
    known = path == Path(chosen[0])  # then the dialog has asked already
    return path if known or not file_there(path) or _may_replace(parent, path) else None


def ask_to_open(parent: QWidget | None, title: str, folder: Path, kind: str) -> Path | None:
    """Ask which file to open; None when the user thinks better of it."""
    dialog = _dialog(parent, title, folder, QFileDialog.AcceptMode.AcceptOpen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "&Openen")
    dialog.setNameFilter(kind)
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    chosen = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(chosen[0]) if accepted and chosen else None


def _dialog(
    parent: QWidget | None, title: str, place: Path, mode: QFileDialog.AcceptMode
) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(place))
    # Elsewhere the system's own dialog speaks Dutch; on Linux there may be none that does.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, sys.platform == "linux")
    dialog.setAcceptMode(mode)  # before the labels, which it sets anew
    for label, text in _LABELS.items():
        dialog.setLabelText(label, text)
    dialog.setIconProvider(_dutch_types())
    return dialog


class _DutchTypes(QFileIconProvider):
    """Names folders and files in the dialog; Qt has no Dutch for them."""

    def type(self, info: QFileInfo) -> str:
        """Return the name of a kind of file."""
        if info.isDir():
            return "Map"
        return f"{info.suffix().upper()}-bestand" if info.suffix() else "Bestand"


@cache
def _dutch_types() -> _DutchTypes:
    """Return the one provider: a thread of the dialog still asks it when the dialog is gone."""
    return _DutchTypes()


def with_suffix(path: Path, kinds: Sequence[str], kind: str) -> Path:
    """Add the suffix of `kind` to a name that has none of `kinds`: ``v1.2`` becomes ``v1.2.csv``.

    Parameters
    ----------
    path : Path
    kinds : sequence of str
        As in `ask_path`.
    kind : str
        The one of `kinds` that was chosen.
    """
    suffixes = {f".{_suffix(each)}" for each in kinds}
    if path.suffix.lower() in suffixes:
        return path
    return path.with_name(f"{path.name}.{_suffix(kind)}")


def _may_replace(parent: QWidget | None, path: Path) -> bool:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Bestand vervangen?")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{path.name} bestaat al. Wilt u het vervangen?")
    replace = box.addButton("Vervangen", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton("Annuleren", QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is replace


def _suffix(kind: str) -> str:
    """Take ``csv`` from ``CSV-bestand (*.csv)``."""
    return kind.rpartition("*.")[2].rstrip(")")


def file_name(text: str) -> str:
    """Return a text that every file system takes as a name."""
    kept = "".join(c if c.isalnum() or c in " -_" else "" for c in text)
    return "-".join(kept.lower().split())[:100] or "regiokaart"
