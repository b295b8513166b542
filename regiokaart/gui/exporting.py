"""Exports from the window: ask for a place, write aside, tell what was written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from PyQt6 import sip
from PyQt6.QtCore import QFileInfo, QObject, Qt
from PyQt6.QtGui import QGuiApplication, QImage
from PyQt6.QtWidgets import QFileDialog, QFileIconProvider, QMessageBox, QWidget

from regiokaart.cartography.page import Page
from regiokaart.cartography.specification import MapSpecification
from regiokaart.congruence.table import Table
from regiokaart.export.files import committing
from regiokaart.gui import messages, settings
from regiokaart.gui.figures import results
from regiokaart.gui.figures.results import Choices
from regiokaart.gui.log import LOGGER
from regiokaart.gui.matrix.panel import NOTHING_COMPARED
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tasks import Progress, Tasks
from regiokaart.model.notation import number
from regiokaart.painting.page import Sheet
from regiokaart.sources.paths import file_there

_CLIPBOARD_SCALE = 2  # pixels per pixel of 1/96 inch: sharp enough for a letter

_DIALOG_LABELS = {  # Qt has no Dutch for some of these
    QFileDialog.DialogLabel.LookIn: "&Map:",
    QFileDialog.DialogLabel.FileName: "Bestands&naam:",
    QFileDialog.DialogLabel.FileType: "Bestands&type:",
    QFileDialog.DialogLabel.Accept: "Be&waren",
    QFileDialog.DialogLabel.Reject: "Annuleren",
}

CSV = ("CSV-bestand (*.csv)",)
XLSX = ("Excel-werkmap (*.xlsx)",)
HTML = ("Webpagina (*.html)",)
MAP = (
    "Afbeelding, 300 dpi (*.png)",
    "Vectortekening (*.svg)",
    "Document om af te drukken (*.pdf)",
)

PAGE = (
    "Document om af te drukken (*.pdf)",
    "Afbeelding (*.png)",
    "Vectortekening (*.svg)",
)


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
    for label, text in _DIALOG_LABELS.items():
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


class Exporter(QObject):
    """Writes tables and maps on another thread.

    Attributes
    ----------
    ask : callable
        As `ask_path`.
    """

    def __init__(
        self,
        state: State,
        tasks: Tasks,
        stored: Settings,
        status: StatusBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.ask = ask_path
        self._state = state
        self._tasks = tasks
        self._settings = stored
        self._status = status
        self._window = window

    def table(
        self,
        table: Table,
        name: str,
        filtered: bool = False,
        empty_hint: str = NOTHING_COMPARED,
    ) -> None:
        """Export one table as CSV, all its rows.

        Parameters
        ----------
        table : Table
        name : str
            Suggested name of the file.
        filtered : bool
            Whether the screen shows fewer rows; the user is told that the file has them all.
        empty_hint : str
            Dutch advice for a table without rows.
        """
        if not len(table):
            self._refuse_empty(empty_hint)
            return

        def write(path: Path, progress: Progress) -> tuple[Path, ...]:
            from regiokaart.export.tables import account_path, write_csv

            write_csv(table, path)
            return path, account_path(path)

        rows = f"Alle {number(len(table))} rijen; het filter geldt alleen op het scherm."
        self._export("Tabel exporteren", name, CSV, write, rows if filtered else "")

    def workbook(
        self,
        choices: Choices,
        more: Callable[[], tuple[Table, ...]] | None = None,
        last: Sequence[Table] = (),
    ) -> None:
        """Export all tables as a workbook.

        Parameters
        ----------
        choices : Choices
        more : callable, optional
            Computes tables that come first; called on another thread.
        last : sequence of Table
            Tables that come after these.
        """
        comparing = len(choices.shown) >= 2
        if not comparing and more is None and not last:
            self._refuse_empty(NOTHING_COMPARED)
            return

        def write(path: Path, progress: Progress) -> tuple[Path, ...]:
            from regiokaart.export.workbook import write_xlsx

            first = () if more is None else more()
            compared = results.workbook(choices, progress) if comparing else ()
            write_xlsx((*first, *compared, *last), path)
            return (path,)

        self._export("Werkmap exporteren", "congruentie", XLSX, write)

    def tables(self, tables: Sequence[Table], name: str) -> None:
        """Export these tables as a workbook, with `name` as suggested name of the file."""

        def write(path: Path, progress: Progress) -> tuple[Path, ...]:
            from regiokaart.export.workbook import write_xlsx

            write_xlsx(tables, path)
            return (path,)

        self._export("Werkmap exporteren", name, XLSX, write)

    def map(self, specification: MapSpecification) -> None:
        """Export the map as PNG, SVG or PDF."""
        self._export_map("Kaart exporteren", specification, MAP)

    def web_map(self, specification: MapSpecification) -> None:
        """Export the map as a web page."""
        self._export_map("Webkaart exporteren", specification, HTML)

    def _export_map(
        self, title: str, specification: MapSpecification, kinds: Sequence[str]
    ) -> None:
        catalogus, gebied = self._state.catalogus, self._state.gebied

        def write(path: Path, progress: Progress) -> tuple[Path, ...]:
            from regiokaart.export.maps import write_map

            write_map(specification, gebied, catalogus, path)
            return (path,)

        self._export(title, specification.title, kinds, write)

    def sheet(self, sheet: Sheet) -> None:
        """Export a picture that is no map as PNG, SVG or PDF."""

        def write(path: Path, progress: Progress) -> tuple[Path, ...]:
            from regiokaart.export.maps import write_sheet

            write_sheet(sheet, path)
            return (path,)

        self._export("Grafiek exporteren", sheet.title, MAP, write)

    def page(
        self,
        make: Callable[[], Page],
        name: str,
        parent: QWidget,
        saved: Callable[[Path], None],
    ) -> None:
        """Export a page that was laid out.

        Parameters
        ----------
        make : callable
            Makes the page; called on another thread.
        name : str
            Suggested name of the file.
        parent : QWidget
            The dialog that asks.
        saved : callable
            Told where the page was written; not called when that dialog is gone.
        """
        gebied = self._state.gebied

        def write(path: Path, progress: Progress) -> tuple[Path, ...]:
            from regiokaart.export.maps import write_page

            write_page(make(), gebied, path)
            return (path,)

        def tell(paths: tuple[Path, ...]) -> None:
            if not sip.isdeleted(parent):
                saved(paths[0])

        self._export("Pagina exporteren", name, PAGE, write, parent=parent, done=tell)

    def copy_map(self, specification: MapSpecification) -> None:
        """Put the map with title, legend and source on the clipboard."""
        from regiokaart.painting.layout import map_sheet

        self.copy_sheet(map_sheet(specification, self._state.gebied), "De kaart")

    def copy_sheet(
        self,
        sheet: Sheet,
        what: str = "De grafiek",
        copied: Callable[[str], None] = lambda text: None,
    ) -> None:
        """Put a picture on the clipboard; `copied` is told so too, in Dutch."""

        def draw(progress: Progress) -> QImage:
            from regiokaart.painting.page import sheet_image

            return sheet_image(sheet, _CLIPBOARD_SCALE)

        def done(image: QImage) -> None:
            clipboard = QGuiApplication.clipboard()
            if clipboard is not None:
                clipboard.setImage(image)
            self._status.show_message(f"{what} staat op het klembord.")
            copied(f"{what} staat op het klembord.")

        self._tasks.start("Kopiëren", draw, done, self.show_error)

    def show_error(self, error: Exception) -> None:
        """Tell in one dialog what went wrong and what to do; the log has the details."""
        LOGGER.warning("niet gelukt: %s", error, exc_info=error)
        messages.show(self._window, "Niet gelukt", *messages.worded(error))

    def _refuse_empty(self, hint: str) -> None:
        messages.show(self._window, "Niets te exporteren", f"Er is niets te exporteren. {hint}")

    def _export(
        self,
        title: str,
        name: str,
        kinds: Sequence[str],
        write: Callable[[Path, Progress], tuple[Path, ...]],
        note: str = "",
        parent: QWidget | None = None,
        done: Callable[[tuple[Path, ...]], None] = lambda paths: None,
    ) -> None:
        """Ask for a path and let `write` write there; it returns all that it wrote."""
        path = self.ask(
            parent or self._window, title, self._settings.last_folder, file_name(name), kinds
        )
        if path is None:
            return

        def work(progress: Progress) -> tuple[Path, ...]:
            with committing(progress.commit):
                return write(path, progress)

        def saved(paths: tuple[Path, ...]) -> None:
            self._settings.set(settings.FOLDER, str(path.parent))
            self._status.show_saved(paths, note)
            done(paths)

        self._tasks.start(title, work, saved, self.show_error)


def _suffix(kind: str) -> str:
    """Take ``csv`` from ``CSV-bestand (*.csv)``."""
    return kind.rpartition("*.")[2].rstrip(")")


def file_name(text: str) -> str:
    """Return a text that every file system takes as a name."""
    kept = "".join(c if c.isalnum() or c in " -_" else "" for c in text)
    return "-".join(kept.lower().split())[:100] or "regiokaart"
