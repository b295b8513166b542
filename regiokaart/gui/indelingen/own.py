"""The user's own indelingen in the window: import, edit, rename, remove, hand over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QObject, QTimer, QUrl
from PyQt6.QtGui import QDesktopServices
from PyQt6.QtWidgets import QInputDialog, QMessageBox, QWidget

from regiokaart.congruence.wording import join_names
from regiokaart.gui import messages, settings
from regiokaart.gui.actions import Actions
from regiokaart.gui.filedialogs import ask_path, ask_to_open, file_name
from regiokaart.gui.indelingen.dock import IndelingenDock
from regiokaart.gui.indelingen.ownsteps import Edit, Kept, Presence, store
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tasks import Progress, ShowError, Tasks
from regiokaart.model.project import Weergave
from regiokaart.sources.paths import folder_there

if TYPE_CHECKING:
    from regiokaart.gui.importing.dialog import Chosen, ImportDialog
    from regiokaart.sources.library import Entry

IMPORTED = (
    "Tabellen en kaarten (*.csv *.txt *.tsv *.xlsx *.xlsm *.ods *.gpkg *.geojson *.json *.topojson "
    "*.shp *.zip *.parquet *.geoparquet *.regiokaart-indeling)"
)
SHARED = "Indeling van Regiokaart (*.regiokaart-indeling)"
_MOST_NAMED = 3  # in the text of a step
_MOST_TOLD = 10  # broken files in one message
OWN_COMMANDS = ("edit_own", "rename_own", "remove_own", "export_own", "show_own")


class OwnIndelingen(QObject):
    """Everything that changes the user's library; every change is a step that can be undone.

    Parameters
    ----------
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
    ask, ask_to_open : callable
        As in `regiokaart.gui.filedialogs`.
    open_folder : callable
        Shows a folder to the user.
    dialog : ImportDialog or None
        The one that is open.
    """

    def __init__(
        self,
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
        self.ask, self.ask_to_open = ask_path, ask_to_open
        self.open_folder = _open_folder
        self.dialog: ImportDialog | None = None
        self._state, self._tasks, self._settings = state, tasks, stored
        self._status, self._dock, self._commands = status, dock, commands
        self._show_error, self._window = show_error, window
        self._waiting: list[Path] = []
        self._place, self._total = 0, 0
        self._told: set[Path] = set()
        self._begun = False
        for key, slot in (
            ("import_indeling", self.choose),
            ("edit_own", self.edit),
            ("rename_own", self.rename),
            ("remove_own", self.remove),
            ("export_own", self.export),
            ("show_own", self.show_folder),
        ):
            commands.connect(key, slot)
        dock.add_own_actions([commands[key] for key in OWN_COMMANDS])
        dock.current_changed.connect(self._enable)
        commands["import_indeling"].setEnabled(False)  # until the library is loaded
        self._enable()

    def begin(self) -> None:
        """Start with what was asked for so far; to be called when the map is on screen."""
        self._state.catalogus_changed.connect(self._on_catalogus)
        self._begun = True
        self._on_catalogus()

    # Importing

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
            names = _names(kept)
            text, first = f"{names} importeren", kept[0].entry.indeling
            stack = self._state.undo_stack
            stack.beginMacro(text)
            stack.push(Presence(self, kept, text, comes=True))
            self._state.set_map(Weergave.INDELING, a=self._state.catalogus[first.id])
            stack.endMacro()
            self._dock.show_indeling(first.id)
            verb = "staat" if len(kept) == 1 else "staan"
            self._status.show_message(escape(f"{names} {verb} bij uw eigen indelingen."))
            if self.dialog is dialog:
                dialog.accept()

        dialog.wait_for(self._tasks.start("Indeling bewaren", work, done, failed))

    # Changing

    def edit(self) -> None:
        """Let the user change what the current indeling says about itself."""
        from regiokaart.gui.importing.metadata import MetadataDialog

        entry = self.current()
        if entry is not None:
            text = f"{entry.indeling.naam} wijzigen"
            dialog = MetadataDialog(entry.indeling, partial(self._edit, entry, text), self._window)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def rename(self) -> None:
        """Ask for another name of the current indeling."""
        entry = self.current()
        if entry is None:
            return
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle("Eigen indeling hernoemen")
        dialog.setLabelText("Nieuwe naam van de indeling:")
        dialog.setTextValue(entry.indeling.naam)
        dialog.setOkButtonText("Hernoemen")
        dialog.setCancelButtonText("Annuleren")
        dialog.textValueSelected.connect(partial(self._rename, entry))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _rename(self, entry: Entry, text: str) -> None:
        before, naam = entry.indeling, " ".join(text.split())[:200]
        if naam and naam != before.naam:
            alike = before.naam == before.naam_meervoud
            self._edit(
                entry,
                f"{before.naam} hernoemen",
                {"naam": naam, "naam_meervoud": naam if alike else before.naam_meervoud},
            )

    def _edit(self, entry: Entry, text: str, changes: Mapping[str, Any]) -> None:
        self._state.undo_stack.push(Edit(self, entry, text, changes))

    def remove(self) -> None:
        """Take the current indeling out of the library."""
        entry = self.current()
        if entry is None:
            return
        from regiokaart.export.library import Removed

        kept = Kept(entry, Removed(entry.stored.path, b""))  # the content follows when it goes
        naam = entry.indeling.naam
        self._state.undo_stack.push(Presence(self, (kept,), f"{naam} verwijderen", comes=False))
        if self.entry(entry.indeling.id) is None:
            keys = self._commands.shortcut("undo")
            self._status.show_message(escape(f"{naam} is verwijderd. Ongedaan maken: {keys}."))

    # Handing over

    def export(self) -> None:
        """Ask where to write the current indeling for a colleague."""
        entry = self.current()
        if entry is None:
            return
        folder = self._settings.last_folder
        name = file_name(entry.indeling.naam)
        path = self.ask(self._window, "Eigen indeling delen", folder, name, (SHARED,))
        if path is None:
            return
        source = entry.stored.path

        def work(progress: Progress) -> tuple[Path, ...]:
            from regiokaart.export.library import export_file

            export_file(source, path)
            return (path,)

        def saved(paths: tuple[Path, ...]) -> None:
            self._settings.set(settings.FOLDER, str(path.parent))
            self._status.show_saved(paths)

        self._tasks.start("Eigen indeling delen", work, saved, self._show_error)

    def show_folder(self) -> None:
        """Show the folder of the library."""
        from regiokaart.sources.library import library_dir

        entry = self.current()
        folder = library_dir() if entry is None else entry.stored.path.parent
        if folder_there(folder):
            self.open_folder(folder)
        else:
            self._status.show_message("De bibliotheek is nog leeg: er is nog geen map.")

    # What is there

    def current(self) -> Entry | None:
        """Return the indeling of the library that is current in the list."""
        chosen = self._dock.current()
        return None if chosen is None else self.entry(chosen.id)

    def entry(self, indeling_id: str) -> Entry | None:
        """Return an indeling of the library as it is there; None for one of the program."""
        library = self._state.library
        entries = () if library is None else library.entries
        return next((each for each in entries if each.indeling.id == indeling_id), None)

    def attempt(self, work: Callable[[], None]) -> bool:
        """Change files in the library; when that does not work, say why."""
        from regiokaart.export.files import ExportError
        from regiokaart.sources.errors import DataError

        try:
            work()
        except (ExportError, DataError, OSError) as error:
            self._status.clear_message()  # it said that the step was undone or redone
            self._show_error(error)
            return False
        return True

    def return_from(self, *, undone: bool) -> None:
        """Let a step that was just undone or redone in vain be the one to undo or redo again."""
        stack = self._state.undo_stack
        QTimer.singleShot(0, stack.redo if undone else stack.undo)  # Qt is still in the step

    def replace(self, gone: Collection[str], come: Sequence[Entry]) -> None:
        """Offer the library without some indelingen (by id) and with others."""
        from regiokaart.sources.library import Library

        library = self._state.library
        assert library is not None
        current = self._dock.current()
        left = (each for each in library.entries if each.indeling.id not in gone)
        entries = sorted((*left, *come), key=lambda each: each.stored.path.name)
        self._state.set_library(Library(tuple(entries), library.broken))
        if current is not None:
            self._dock.show_indeling(current.id)

    def _on_catalogus(self) -> None:
        self._commands["import_indeling"].setEnabled(self._state.library is not None)
        self._enable()
        self._tell_broken()
        self._next()

    def _enable(self) -> None:
        own = self.current() is not None
        for key in ("edit_own", "rename_own", "remove_own", "export_own"):
            self._commands[key].setEnabled(own)

    def _tell_broken(self) -> None:
        """Tell once of files in the library that cannot be used."""
        broken = () if self._state.library is None else self._state.library.broken
        new = [each for each in broken if each.path not in self._told]
        if not new:
            return
        self._told.update(each.path for each in new)
        several = len(new) > 1
        box = messages.show(
            self._window,
            "Eigen indelingen",
            f"{len(new)} van uw eigen indelingen {'zijn' if several else 'is'} niet te gebruiken. "
            "Verwijder het bestand uit de map van de bibliotheek, of importeer de indeling "
            "opnieuw. De rest werkt gewoon.",
            "\n".join(f"{each.error.file}: {each.error.problem}" for each in new[:_MOST_TOLD]),
        )
        show = box.addButton("Map tonen", QMessageBox.ButtonRole.ActionRole)
        if show is not None:
            show.clicked.connect(lambda: self.open_folder(new[0].path.parent))


def _names(kept: Sequence[Kept]) -> str:
    names = [each.entry.indeling.naam for each in kept]
    if len(names) > _MOST_NAMED:
        return f"{len(names)} indelingen"
    return join_names(names)


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
