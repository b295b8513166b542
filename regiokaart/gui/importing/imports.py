"""Files that are to be imported, one after another, and what is chosen to keep of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QWidget

from regiokaart.congruence.wording import join_names
from regiokaart.gui import settings
from regiokaart.gui.actions import Actions
from regiokaart.gui.filedialogs import ask_to_open
from regiokaart.gui.indelingen.dock import IndelingenDock
from regiokaart.gui.indelingen.ownsteps import Keeper, Kept, Presence
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tasks import Progress, ShowError, Tasks
from regiokaart.model.project import Weergave

if TYPE_CHECKING:
    from regiokaart.gui.importing.dialog import ImportDialog
    from regiokaart.gui.importing.storing import Chosen

IMPORTED = (
    "Tabellen en kaarten (*.csv *.txt *.tsv *.xlsx *.xlsm *.ods *.gpkg *.geojson *.json *.topojson "
    "*.shp *.zip *.parquet *.geoparquet *.regiokaart-indeling)"
)
_MOST_NAMED = 3  # in the text of a step


class Imports(QObject):
    """Shows each file in a dialog, and puts what the user chooses in the library.

    Parameters
    ----------
    keeper : Keeper
        Of the library.
    state : State
    tasks : Tasks
    stored : Settings
    status : StatusBar
    dock : IndelingenDock
    commands : Actions
    show_error : callable
    window : QWidget

    Attributes
    ----------
    ask_to_open : callable
        As in `regiokaart.gui.filedialogs`.
    dialog : ImportDialog or None
        The one that is open.
    """

    def __init__(
        self,
        keeper: Keeper,
        state: State,
        tasks: Tasks,
        stored: Settings,
        status: StatusBar,
        dock: IndelingenDock,
        commands: Actions,
        show_error: ShowError,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.ask_to_open = ask_to_open
        self.dialog: ImportDialog | None = None
        self._keeper, self._state, self._tasks, self._settings = keeper, state, tasks, stored
        self._status, self._dock, self._show_error = status, dock, show_error
        self._window = window
        self._waiting: list[Path] = []
        self._place, self._total = 0, 0
        self._begun = False
        self._command = commands["import_indeling"]
        self._command.setEnabled(False)  # until the library is loaded
        commands.connect("import_indeling", self.choose)

    def begin(self) -> None:
        """Start with what was asked for so far; to be called when the map is on screen."""
        self._begun = True
        self._state.catalogus_changed.connect(self._on_catalogus)
        self._on_catalogus()

    def choose(self) -> None:
        """Ask for a file and import it."""
        path = self._ask_file()
        if path is not None:
            self.open_files([path])

    def open_files(self, paths: Collection[Path]) -> None:
        """Import files one after another, as soon as the library is loaded."""
        self._waiting += paths
        self._total = self._place + len(self._waiting)
        self._next()

    def _on_catalogus(self) -> None:
        self._command.setEnabled(self._state.library is not None)
        self._next()

    def _ask_file(self) -> Path | None:
        folder = self._settings.last_folder
        path = self.ask_to_open(self._window, "Indeling importeren", folder, IMPORTED)
        if path is not None:
            self._settings.set(settings.FOLDER, str(path.parent))
        return path

    def _next(self) -> None:
        if not self._begun or self._state.library is None or self.dialog is not None:
            return
        if not self._waiting:
            self._place = self._total = 0
            return
        from regiokaart.gui.importing.dialog import ImportDialog  # loads what reads files

        self._place += 1
        self.dialog = ImportDialog(
            self._waiting.pop(0),
            (self._place, self._total),
            self._state,
            self._tasks,
            self._ask_file,
            self._store,
            self._window,
        )
        self.dialog.finished.connect(self._on_closed)
        self.dialog.open()

    def _on_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
        self._next()

    def _store(self, path: Path, chosen: Chosen) -> None:
        """Write what was chosen on another thread, and then make it a step."""
        from regiokaart.gui.importing.storing import store

        gemeenten = self._state.catalogus.gemeenten
        taken = [indeling.id for indeling in self._state.catalogus]
        dialog = self.dialog
        assert dialog is not None

        def work(progress: Progress) -> tuple[Kept, ...]:
            progress.commit()
            return store(path, chosen, gemeenten, taken)

        def failed(error: Exception) -> None:
            if self.dialog is dialog:
                dialog.show_error(error)
            else:
                self._show_error(error)

        def done(kept: tuple[Kept, ...]) -> None:
            self._make_step(kept)
            if self.dialog is dialog:
                dialog.accept()

        dialog.wait_for(self._tasks.start("Indeling bewaren", work, done, failed))

    def _make_step(self, kept: Sequence[Kept]) -> None:
        """Make one step of what was written, and show the first of it on the map."""
        names = _names(kept)
        text, first = f"{names} importeren", kept[0].entry.indeling
        stack = self._state.undo_stack
        stack.beginMacro(text)
        stack.push(Presence(self._keeper, kept, text, comes=True))
        self._state.set_map(Weergave.INDELING, a=self._state.catalogus[first.id])
        stack.endMacro()
        self._dock.show_indeling(first.id)
        verb = "staat" if len(kept) == 1 else "staan"
        self._status.show_message(escape(f"{names} {verb} bij uw eigen indelingen."))


def _names(kept: Sequence[Kept]) -> str:
    names = [each.entry.indeling.naam for each in kept]
    if len(names) > _MOST_NAMED:
        return f"{len(names)} indelingen"
    return join_names(names)
