"""Exports from the window: ask for a place, write aside, tell what was written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt6 import sip
from PyQt6.QtCore import QObject
from PyQt6.QtGui import QGuiApplication, QImage
from PyQt6.QtWidgets import QWidget

from regiokaart.cartography.page import Page
from regiokaart.cartography.specification import MapSpecification
from regiokaart.congruence.table import Table
from regiokaart.export.files import committing
from regiokaart.gui import messages, settings
from regiokaart.gui.figures import results
from regiokaart.gui.figures.results import Choices
from regiokaart.gui.filedialogs import ask_path, file_name
from regiokaart.gui.log import LOGGER
from regiokaart.gui.matrix.panel import NOTHING_COMPARED
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tasks import Progress, Tasks
from regiokaart.model.notation import number
from regiokaart.painting.page import Sheet

_CLIPBOARD_SCALE = 2  # pixels per pixel of 1/96 inch: sharp enough for a letter

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
