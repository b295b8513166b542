"""The user's own indelingen in the window: edit, rename, remove, hand over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QObject, QTimer, QUrl
from PyQt6.QtGui import QDesktopServices
from PyQt6.QtWidgets import QInputDialog, QMessageBox, QWidget

from regiokaart.export.files import ExportError
from regiokaart.gui import messages, settings
from regiokaart.gui.actions import Actions
from regiokaart.gui.filedialogs import ask_path, file_name
from regiokaart.gui.indelingen.dock import IndelingenDock
from regiokaart.gui.indelingen.ownsteps import Edit, Kept, Presence
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tasks import Progress, ShowError, Tasks
from regiokaart.sources.errors import DataError
from regiokaart.sources.paths import folder_there

if TYPE_CHECKING:
    from regiokaart.sources.library import Entry

SHARED = "Indeling van Regiokaart (*.regiokaart-indeling)"
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
    ask : callable
        As in `regiokaart.gui.filedialogs`.
    open_folder : callable
        Shows a folder to the user.
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
        self.ask = ask_path
        self.open_folder = _open_folder
        self._state, self._tasks, self._settings = state, tasks, stored
        self._status, self._dock, self._commands = status, dock, commands
        self._show_error, self._window = show_error, window
        self._told: set[Path] = set()
        for key, slot in (
            ("edit_own", self.edit),
            ("rename_own", self.rename),
            ("remove_own", self.remove),
            ("export_own", self.export),
            ("show_own", self.show_folder),
        ):
            commands.connect(key, slot)
        dock.add_own_actions([commands[key] for key in OWN_COMMANDS])
        dock.current_changed.connect(self._enable)
        self._enable()

    def begin(self) -> None:
        """Tell what is wrong in the library; to be called when the map is on screen."""
        self._state.catalogus_changed.connect(self._on_catalogus)
        self._on_catalogus()

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
        from regiokaart.sources.own import MAX_NAME

        before, naam = entry.indeling, " ".join(text.split())[:MAX_NAME]
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
        self._enable()
        self._tell_broken()

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


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
