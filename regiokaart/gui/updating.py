"""The dialog that fetches official data: which years there are, progress, and cancel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from regiokaart.gui import messages, settings
from regiokaart.gui.look import theme
from regiokaart.gui.settings import Settings
from regiokaart.gui.tasks import Progress, Task, Tasks
from regiokaart.gui.years import described
from regiokaart.model.notation import number
from regiokaart.sources.errors import DataError
from regiokaart.sources.official.download import Progress as Transfer
from regiokaart.sources.official.install import install_year
from regiokaart.sources.official.installed import FIRST_YEAR, Installed, list_installed, verify
from regiokaart.sources.official.source import OFFICIAL, Source

_INTRO = (
    "Haal de officiële grenzen, gemeenten en indelingen van een jaar op bij het CBS en het "
    "Kadaster (PDOK). Zolang niet alles is gecontroleerd, verandert er niets."
)
_NOT_FETCHED = "nog niet opgehaald"
_ROWS = 7  # years in sight


class UpdateDialog(QDialog):
    """Fetches the official data of a year; goes on in the background when it is closed.

    Parameters
    ----------
    tasks : Tasks
    stored : Settings
    use : callable
        Called with a year that the user wants to work with.
    parent : QWidget

    Attributes
    ----------
    years : QTableWidget
        A row per year, the newest first.
    server : QLineEdit
        Address of another server with the same files; empty for the official ones.
    fetch, use_year, cancel, close_button : QPushButton
    state_text : QLabel
        What is being done, or what came of it.
    """

    _transferred = pyqtSignal(object)

    def __init__(
        self, tasks: Tasks, stored: Settings, use: Callable[[int], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._tasks, self._settings, self._use = tasks, stored, use
        self._task: Task | None = None
        self.setWindowTitle("Gegevens bijwerken")
        self._build()
        self._transferred.connect(self._show_transfer)
        self._fill()
        self.years.selectRow(0)
        self._show_idle()

    def _build(self) -> None:
        intro = QLabel(_INTRO)
        intro.setWordWrap(True)
        self._make_years()
        self._make_server()
        self._make_state()
        self._make_buttons()
        form = QFormLayout()
        form.addRow("Andere &server:", self.server)
        buttons = QHBoxLayout()
        buttons.addWidget(self.fetch)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.use_year)
        buttons.addStretch()
        buttons.addWidget(self.close_button)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP)
        layout.setSpacing(theme.STEP)
        layout.addWidget(intro)
        layout.addWidget(self.years, 1)
        layout.addLayout(form)
        layout.addWidget(self.progress)
        layout.addWidget(self.state_text)
        layout.addLayout(buttons)
        around = self.parentWidget()
        assert around is not None
        self.resize(QSize(70 * theme.STEP, 60 * theme.STEP).boundedTo(around.size() * 0.9))

    def _make_years(self) -> None:
        self.years = QTableWidget(0, 2)
        self.years.setAccessibleName("Jaren")
        self.years.setHorizontalHeaderLabels(["Jaar", "Stand"])
        self.years.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.years.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.years.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.years.setTabKeyNavigation(False)
        self.years.setWordWrap(False)
        self.years.setAlternatingRowColors(True)
        self.years.setShowGrid(False)
        self.years.itemSelectionChanged.connect(self._show_idle)
        header, rows = self.years.horizontalHeader(), self.years.verticalHeader()
        assert header is not None
        assert rows is not None
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows.hide()
        rows.setDefaultSectionSize(self.fontMetrics().height() + theme.STEP)
        self.years.setMinimumHeight(_ROWS * rows.defaultSectionSize() + 4 * theme.STEP)

    def _make_server(self) -> None:
        self.server = QLineEdit(self._settings.get(settings.SERVER))
        self.server.setPlaceholderText("CBS en PDOK zelf")
        self.server.setToolTip(
            "Alleen nodig als uw organisatie de bestanden op een eigen server heeft gezet:\n"
            "het adres daarvan, zoals https://gegevens.voorbeeld.nl"
        )

    def _make_state(self) -> None:
        self.state_text = QLabel()
        self.state_text.setTextFormat(Qt.TextFormat.PlainText)
        self.state_text.setTextInteractionFlags(theme.SELECTABLE)
        self.state_text.setWordWrap(True)
        self.state_text.setMinimumHeight(2 * self.fontMetrics().height() + theme.STEP)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Voortgang")
        self.progress.setTextVisible(False)

    def _make_buttons(self) -> None:
        self.fetch = QPushButton("&Ophalen")
        self.fetch.setDefault(True)
        self.fetch.clicked.connect(self._start)
        self.use_year = QPushButton("Dit jaar &gebruiken")
        self.use_year.setToolTip("Toon de gemeenten en indelingen van dit jaar")
        self.use_year.clicked.connect(self._use_selected)
        self.cancel = QPushButton("&Annuleren")
        self.cancel.clicked.connect(self._cancel)
        self.close_button = QPushButton("Sl&uiten")
        self.close_button.clicked.connect(self.close)

    def select(self, jaar: int) -> None:
        """Choose the row of a year."""
        for row in range(self.years.rowCount()):
            item = self.years.item(row, 0)
            if item is not None and item.text() == str(jaar):
                self.years.selectRow(row)

    def selected(self) -> int:
        """Return the year of the selected row."""
        item = self.years.item(self.years.currentRow(), 0)
        assert item is not None
        return int(item.text())

    def _fill(self) -> None:
        installed = {year.jaar: year for year in list_installed()}
        newest = max([date.today().year, *installed])
        self.years.setRowCount(newest - FIRST_YEAR + 1)
        for row, jaar in enumerate(range(newest, FIRST_YEAR - 1, -1)):
            year = installed.get(jaar)
            stand = _NOT_FETCHED if year is None else described(year)
            for column, text in enumerate((str(jaar), stand)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.years.setItem(row, column, item)

    def _start(self) -> None:
        jaar, address = self.selected(), self.server.text().strip()
        if address and urlsplit(address).scheme not in ("http", "https"):
            self.state_text.setText("Begin het adres van de server met https://.")
            self.server.setFocus()
            return
        self._settings.set(settings.SERVER, address)
        source = Source.mirror(address) if address else OFFICIAL

        def work(progress: Progress) -> Installed:
            def report(transfer: Transfer) -> None:
                progress.report(transfer.done, transfer.total or 0)
                self._transferred.emit(transfer)

            return install_year(jaar, report, source=source, commit=progress.commit)

        self._task = self._tasks.start(
            f"Gegevens van {jaar} ophalen", work, self._on_success, self._on_error
        )
        self._task.finished.connect(self._on_finished)
        self.state_text.setText(f"Gegevens van {jaar} ophalen…")
        self.progress.setRange(0, 0)
        self._enable()

    def _use_selected(self) -> None:
        self._use(self.selected())
        self.close()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.state_text.setText("Wordt geannuleerd…")
            self.cancel.setEnabled(False)

    def _show_transfer(self, transfer: Transfer) -> None:
        if self._task is None or self._task.cancelled:
            return
        self.progress.setRange(0, transfer.total or 0)
        self.progress.setValue(transfer.done)
        of = f" van {number(transfer.total / 1e6, 1)}" if transfer.total else ""
        speed = f", {number(transfer.speed / 1e6, 1)} MB per seconde" if transfer.speed else ""
        self.state_text.setText(f"{transfer.name}: {number(transfer.done / 1e6, 1)}{of} MB{speed}")

    def _on_success(self, year: Installed) -> None:
        self._fill()
        later = " Haal dit jaar na 1 juli nog eens op." if year.voorlopig else ""
        self.state_text.setText(f"{year.jaar} is opgehaald: {described(year)}.{later}")

    def _on_error(self, error: Exception) -> None:
        text, place = messages.worded(error)
        self.state_text.setText(f"Niet gelukt. {text} {place}".rstrip())

    def _on_finished(self) -> None:
        cancelled = self._task is not None and self._task.cancelled
        self._task = None
        if cancelled:
            self.state_text.setText(
                "Geannuleerd: er is niets veranderd. Wat binnen is, blijft bewaard voor de "
                "volgende keer."
            )
        self._enable()

    def _show_idle(self) -> None:
        """Say what is known of the selected year."""
        if self._task is None:
            self.state_text.setText(self._known(self.selected()))
            self._enable()

    def _known(self, jaar: int) -> str:
        for year in list_installed():
            if year.jaar == jaar:
                try:
                    verify(year)
                except DataError as error:
                    return " ".join(messages.worded(error))
                return f"{jaar}: {described(year)}."
        return f"{jaar} is {_NOT_FETCHED}."

    def _enable(self) -> None:
        running = self._task is not None
        there = any(year.jaar == self.selected() for year in list_installed())
        self.fetch.setEnabled(not running)
        self.fetch.setText("Opnieuw &ophalen" if there else "&Ophalen")
        self.use_year.setEnabled(there and not running)
        self.cancel.setEnabled(running)
        self.server.setEnabled(not running)
        self.progress.setVisible(running)
