"""Exports from the window: ask for a place, write aside, tell what was written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt6.QtCore import QObject, QStandardPaths, Qt
from PyQt6.QtGui import QGuiApplication, QImage, QPainter
from PyQt6.QtWidgets import QFileDialog, QMessageBox, QWidget

from regiokaart.cartography.specification import MapSpecification
from regiokaart.congruence.table import Table
from regiokaart.export.files import ExportError, atomic_write
from regiokaart.gui import results, settings
from regiokaart.gui.results import Choices
from regiokaart.gui.settings import Settings
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tasks import Progress, Tasks
from regiokaart.model import Catalogus, Gebied

_CLIPBOARD_SCALE = 2  # pixels per pixel of 1/96 inch: sharp enough for a letter

CSV = ("CSV-bestand (*.csv)",)
XLSX = ("Excel-werkmap (*.xlsx)",)
HTML = ("Webpagina (*.html)",)
MAP = (
    "Afbeelding, 300 dpi (*.png)",
    "Vectortekening (*.svg)",
    "Document om af te drukken (*.pdf)",
)


def ask_path(
    parent: QWidget, title: str, folder: Path, name: str, kinds: Sequence[str]
) -> Path | None:
    """Ask where to save; None when the user thinks better of it.

    Parameters
    ----------
    name : str
        Suggested name without suffix.
    kinds : sequence of str
        Dutch names of the formats, each with its suffix as in ``CSV-bestand (*.csv)``.
    """
    dialog = QFileDialog(parent, title, str(folder / name))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(kinds)
    dialog.setDefaultSuffix(_suffix(kinds[0]))
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(_suffix(kind)))
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    chosen = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(chosen[0]) if accepted and chosen else None


class Exporter(QObject):
    """Writes tables and maps on another thread.

    Attributes
    ----------
    ask : callable
        As `ask_path`.
    """

    def __init__(
        self,
        catalogus: Catalogus,
        gebied: Gebied,
        tasks: Tasks,
        stored: Settings,
        status: StatusBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.ask = ask_path
        self._catalogus = catalogus
        self._gebied = gebied
        self._tasks = tasks
        self._settings = stored
        self._status = status
        self._window = window

    def table(self, table: Table) -> None:
        """Export one table as CSV."""

        def write(path: Path) -> tuple[Path, ...]:
            from regiokaart.export.tables import account_path, write_csv

            write_csv(table, path)
            return path, account_path(path)

        self._export("Tabel exporteren", table.name, CSV, write)

    def workbook(self, choices: Choices) -> None:
        """Export all tables as a workbook."""

        def write(path: Path) -> tuple[Path, ...]:
            from regiokaart.export.tables import write_xlsx

            write_xlsx(results.workbook(choices), path)
            return (path,)

        self._export("Werkmap exporteren", "congruentie", XLSX, write)

    def map(self, specification: MapSpecification) -> None:
        """Export the map as PNG, SVG or PDF."""

        def write(path: Path) -> tuple[Path, ...]:
            from regiokaart.painting.page import FORMATS, save_map

            if path.suffix.lower() not in FORMATS:
                raise ExportError(f"{path}: kies een naam die eindigt op {', '.join(FORMATS)}")
            with atomic_write(path) as temporary:
                save_map(specification, self._gebied, temporary)
            return (path,)

        self._export("Kaart exporteren", specification.title, MAP, write)

    def web_map(self, specification: MapSpecification) -> None:
        """Export the map as a web page."""

        def write(path: Path) -> tuple[Path, ...]:
            from regiokaart.export.webmap import write_html

            write_html(specification, self._gebied, self._catalogus, path)
            return (path,)

        self._export("Webkaart exporteren", specification.title, HTML, write)

    def copy_map(self, specification: MapSpecification) -> None:
        """Put the map with title, legend and source on the clipboard."""

        def draw(progress: Progress) -> QImage:
            from regiokaart.painting import page

            width, height = (round(s * _CLIPBOARD_SCALE) for s in (page.WIDTH, page.HEIGHT))
            image = QImage(width, height, QImage.Format.Format_RGB32)
            painter = QPainter(image)
            painter.scale(_CLIPBOARD_SCALE, _CLIPBOARD_SCALE)
            page.paint_page(painter, specification, self._gebied, _CLIPBOARD_SCALE)
            painter.end()
            return image

        def done(image: QImage) -> None:
            clipboard = QGuiApplication.clipboard()
            if clipboard is not None:
                clipboard.setImage(image)
            self._status.show_message("De kaart staat op het klembord.")

        self._tasks.start("Kaart kopiëren", draw, done, self.show_error)

    def show_error(self, error: Exception) -> None:
        """Tell in one dialog what went wrong and what to do."""
        if isinstance(error, ExportError):
            text, details = str(error), ""
        else:
            text = "Er ging iets mis in het programma. Probeer het opnieuw of meld de fout."
            details = f"{type(error).__name__}: {error}"
        box = QMessageBox(self._window)
        box.setWindowTitle("Niet gelukt")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setInformativeText(details)
        box.addButton("Sluiten", QMessageBox.ButtonRole.AcceptRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _export(
        self,
        title: str,
        name: str,
        kinds: Sequence[str],
        write: Callable[[Path], tuple[Path, ...]],
    ) -> None:
        """Ask for a path and let `write` write there; it returns all that it wrote."""
        path = self.ask(self._window, title, self._folder(), _file_name(name), kinds)
        if path is None:
            return
        self._settings.set(settings.FOLDER, str(path.parent))
        self._tasks.start(
            title, lambda progress: write(path), self._status.show_saved, self.show_error
        )

    def _folder(self) -> Path:
        last = self._settings.get(settings.FOLDER)
        if last and Path(last).is_dir():
            return Path(last)
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(documents))


def _suffix(kind: str) -> str:
    """Take ``csv`` from ``CSV-bestand (*.csv)``."""
    return kind.rpartition("*.")[2].rstrip(")")


def _file_name(text: str) -> str:
    """Return a text that every file system takes as a name."""
    kept = "".join(c if c.isalnum() or c in " -_" else "" for c in text)
    return "-".join(kept.lower().split())[:100] or "regiokaart"
