"""The dialog that imports a file: what was understood, what may be changed, and a preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from PyQt6.QtCore import QSize, Qt, QTimer
from PyQt6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from regiokaart.export.library import edited
from regiokaart.gui import messages
from regiokaart.gui.importing import parts
from regiokaart.gui.importing.choosing import OptionsForm
from regiokaart.gui.importing.metadata import MetadataForm
from regiokaart.gui.importing.preview import Preview
from regiokaart.gui.importing.reading import Reading, read, remedy, tally
from regiokaart.gui.importing.storing import Chosen
from regiokaart.gui.look import theme
from regiokaart.gui.state import State
from regiokaart.gui.tasks import Progress, Task, Tasks
from regiokaart.sources.files import is_polygons

_SIZE = QSize(160 * theme.STEP, 104 * theme.STEP)
_LEFT = 52 * theme.STEP
_REDRAW_MS = 400  # rest in typing after which the map gets another title
_READING = "Het bestand wordt gelezen…"
_STOPPED = "Het lezen is gestopt. Lees het bestand opnieuw, of kies een ander bestand."


class ImportDialog(QDialog):
    """Shows what importing a file comes to; nothing changes until the user imports it.

    Parameters
    ----------
    path : Path
    place : (int, int)
        Which of how many files this is.
    state : State
    tasks : Tasks
    ask : callable
        Asks for another file; returns None when the user thinks better of it.
    store : callable
        Called with the path and what is to be imported, when the user says so. It ends with
        `accept` or `show_error`.
    parent : QWidget

    Attributes
    ----------
    options : OptionsForm
    metadata : MetadataForm
    preview : Preview
    several : FoundList
        The indelingen in the file with boxes, when there are more.
    other, again, stop, import_button, cancel : QPushButton
    """

    def __init__(
        self,
        path: Path,
        place: tuple[int, int],
        state: State,
        tasks: Tasks,
        ask: Callable[[], Path | None],
        store: Callable[[Path, Chosen], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._path, self._state, self._tasks = path, state, tasks
        self._ask, self._store = ask, store
        self._task: Task | None = None
        self._reading: Reading | None = None
        self._changes: dict[str, dict[str, Any]] = {}  # by id of an indeling in the file
        self._shown = -1
        self._failure = ""  # of storing what was chosen
        self._draw_soon = QTimer(self)
        self._draw_soon.setSingleShot(True)
        self._draw_soon.setInterval(_REDRAW_MS)
        self._draw_soon.timeout.connect(self._draw)
        number, total = place
        self.setWindowTitle(
            "Indeling importeren" + (f" ({number} van {total})" if total > 1 else "")
        )
        self._build()
        state.gebied_changed.connect(self.reject)  # what was read is over other gemeenten
        self._start()

    # Building

    def _build(self) -> None:
        self._file = parts.text()
        self._file.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.other = QPushButton("Ander bes&tand…")
        self.other.setAutoDefault(False)
        self.other.clicked.connect(self._choose_other)
        self.options = OptionsForm()
        self.options.changed.connect(self._start)
        self._understood, self._tally = parts.text(Qt.TextFormat.RichText), parts.text()
        self.several = parts.FoundList()
        self.several.currentRowChanged.connect(self._show_one)
        self.several.itemChanged.connect(lambda item: self._enable())
        self.metadata = MetadataForm()
        self.metadata.changed.connect(self._on_metadata)
        self.preview = Preview(self._state.catalogus, self._state.gebied)

        self._sections = {
            "choose": parts.section("Gelezen als", self.options, self._understood, self._tally),
            "several": parts.section("Indelingen in dit bestand", self.several),
            "metadata": parts.section("Kenmerken", self.metadata),
        }
        file = QHBoxLayout()
        file.setSpacing(theme.STEP)
        file.addWidget(self._file, 1)
        file.addWidget(self.other)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.STEP, 0)
        column.setSpacing(2 * theme.STEP)
        column.addLayout(file)
        for section in self._sections.values():
            column.addWidget(section)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the field with the keyboard
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedWidth(_LEFT)

        middle = QHBoxLayout()
        middle.setSpacing(2 * theme.STEP)
        middle.addWidget(scroll)
        middle.addWidget(self.preview, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP)
        layout.setSpacing(2 * theme.STEP)
        layout.addLayout(middle, 1)
        layout.addLayout(self._buttons())
        parent = self.parentWidget()
        room = parent.size() if parent is not None else _SIZE
        self.resize(_SIZE.boundedTo(room - QSize(4 * theme.STEP, 4 * theme.STEP)))

    def _buttons(self) -> QHBoxLayout:
        self._problem = parts.text()
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Voortgang")
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(15 * theme.STEP)
        self.stop = QPushButton("&Stoppen")
        self.stop.setAutoDefault(False)
        self.stop.setToolTip("Stop met lezen")
        self.stop.clicked.connect(self._stop)
        self.again = QPushButton("Opnieuw &lezen")
        self.again.setAutoDefault(False)
        self.again.clicked.connect(self._start)
        self.import_button = QPushButton("&Importeren")
        self.import_button.setDefault(True)
        self.import_button.setToolTip("Bewaar de indeling bij uw eigen indelingen en toon haar")
        self.import_button.clicked.connect(self._on_import)
        self.cancel = QPushButton("&Annuleren")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(theme.STEP)
        row.addWidget(self._problem, 1)
        for button in (self.progress, self.stop, self.again, self.import_button, self.cancel):
            row.addWidget(button)
        return row

    # Reading

    def _start(self) -> None:
        """Read the file with the options of now."""
        self._drop_task()
        self._keep_changes()
        state, path, options = self._state, self._path, self.options.options
        catalogus, gebied, jaar = state.catalogus, state.gebied, state.jaar
        taken = [indeling.id for indeling in catalogus]
        self._file.setText(path.name)
        self._file.setToolTip(str(path))

        def work(progress: Progress) -> Reading:
            return read(path, options, catalogus, gebied, jaar, taken, progress)

        self._reading, self._failure = None, ""
        self.preview.say(_READING)
        self._task = self._tasks.start("", work, self._on_read, self._on_failed)
        self._enable()

    def _drop_task(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _stop(self) -> None:
        self._drop_task()
        self.preview.say(_STOPPED)
        self._enable()

    def _on_read(self, reading: Reading) -> None:
        self._task, self._reading = None, reading
        self.options.show_reading(reading)
        if reading.error is not None:
            said = messages.sentence(reading.error.problem)
            row = "" if reading.error.row is None else f"Rij {reading.error.row}: "
            table = not is_polygons(reading.path)
            advice = remedy(reading.error, reading.choices, table=table)
            self.preview.say(f"{self._path.name} is niet te importeren.\n\n{row}{said}\n\n{advice}")
        self._fill()

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self.preview.say("\n\n".join(filter(None, messages.worded(error))))
        self._enable()

    def show_error(self, error: Exception) -> None:
        """Tell that importing did not work; nothing was changed."""
        self._task = None
        self._failure = " ".join(("Niet bewaard.", *filter(None, messages.worded(error))))
        self._enable()

    # Showing

    def _fill(self) -> None:
        """Show the indelingen that were found, the first of them in full."""
        found = self._reading.found if self._reading is not None else ()
        self._shown = -1
        self.several.set_names([imported.indeling.naam for imported in found])
        self.several.setCurrentRow(0 if found else -1)
        self._show_one(0 if found else -1)

    def _show_one(self, row: int) -> None:
        if row != self._shown:
            self._keep_changes()
            self._shown = row
            if self._reading is not None and row >= 0:
                imported = self._reading.found[row]
                changes = self._changes.get(imported.indeling.id, {})
                self.metadata.set_indeling(imported.indeling, changes)
                self._understood.setText(_rows(imported.understood))
                self._tally.setText(tally(imported.counts))
                indeling = edited(imported.indeling, **changes)
                self.preview.show_import(imported, indeling, self._reading.findings[row])
        self._enable()

    def _keep_changes(self) -> None:
        """Remember what the user said of the indeling that is shown."""
        if self._reading is not None and 0 <= self._shown < len(self._reading.found):
            known = self._reading.found[self._shown].indeling
            self._changes[known.id] = self.metadata.changes()

    def _on_metadata(self) -> None:
        if self._reading is not None and self._shown >= 0:
            name = str(self.metadata.changes().get("naam", ""))
            known = self._reading.found[self._shown].indeling
            self.several.rename(self._shown, name or known.naam)
        self._draw_soon.start()
        self._enable()

    def _draw(self) -> None:
        """Draw the map with the names that the user gives."""
        if self._reading is not None and self._shown >= 0 and not self.metadata.problem():
            indeling = self._reading.found[self._shown].indeling
            self.preview.show_map(edited(indeling, **self.metadata.changes()))

    def _enable(self) -> None:
        """Offer what can be done now."""
        running = self._task is not None
        found = self._reading.found if self._reading is not None else ()
        offered = bool(self._reading is not None and (found or self._reading.choices.parts))
        self._sections["choose"].setVisible(offered)
        self._understood.setVisible(bool(found))
        self._tally.setVisible(bool(found))
        self._sections["several"].setVisible(len(found) > 1)
        self._sections["metadata"].setVisible(bool(found))
        problem = self.metadata.problem() if found else ""
        count = len(self.several.checked())
        if found and not count:
            problem = "Vink ten minste één indeling aan."
        self._problem.setText(problem or self._failure)
        self.progress.setRange(0, 0 if running else 1)
        self.progress.setVisible(running)
        self.stop.setVisible(running and not found)
        self.again.setVisible(not running and not found)
        self.import_button.setText(
            f"&Importeren ({count})" if len(found) > 1 and count else "&Importeren"
        )
        self.import_button.setEnabled(bool(found) and not running and not problem)
        self.other.setEnabled(not (running and found))

    # Deciding

    def _choose_other(self) -> None:
        path = self._ask()
        if path is not None:
            self._path = path
            self.options.forget()
            self._changes.clear()
            self._shown = -1
            self._start()

    def _on_import(self) -> None:
        assert self._reading is not None
        self._keep_changes()
        found = [self._reading.found[row] for row in self.several.checked()]
        self._store(self._path, [(each, self._changes.get(each.indeling.id, {})) for each in found])

    def wait_for(self, task: Task) -> None:
        """Show that what was chosen is being stored."""
        self._task = task
        self._enable()

    def done(self, result: int) -> None:
        """Close; what is still being read is dropped."""
        self._drop_task()
        super().done(result)


def _rows(understood: Sequence[tuple[str, str]]) -> str:
    """Return headings and values as rich text; every value is escaped."""
    cells = "".join(
        f"<tr><td style='padding-right: 8px'>{escape(heading)}:</td><td>{escape(value)}</td></tr>"
        for heading, value in understood
    )
    return f"<table cellspacing='0'>{cells}</table>"
