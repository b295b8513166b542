"""The commands for notes: writing one, and the list of them among the tables."""

from __future__ import annotations

from PyQt6.QtCore import QObject, Qt
from PyQt6.QtWidgets import QWidget

from regiokaart.gui.actions import Actions
from regiokaart.gui.details.dock import DetailsDock
from regiokaart.gui.projects.notes import NoteField, Notes, NotesList
from regiokaart.gui.state import State
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tables.dock import TablesDock


class NoteCommands(QObject):
    """Gives notes their places: below the details, and in a list while there are any.

    Attributes
    ----------
    field : NoteField
    list : NotesList
    """

    def __init__(
        self,
        notes: Notes,
        state: State,
        details: DetailsDock,
        tables: TablesDock,
        status: StatusBar,
        commands: Actions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._notes, self._details, self._tables = notes, details, tables
        self._status, self._commands = status, commands
        self.field = NoteField(notes)
        self.list = NotesList(notes, state, details.look_at)
        details.add_below(self.field)
        details.shown.connect(self.field.show_subject)
        tables.add_lasting(self.list.tab)
        commands.connect("write_note", self._write)
        commands.connect("notes", lambda: tables.go_to(self.list.tab.panel))
        notes.changed.connect(self._offer)
        self._offer()

    def _write(self) -> None:
        """Go to the note on what the details tell about."""
        self._details.show()
        if self.field.isHidden():
            self._status.show_message("Kies eerst een gemeente, regio, indeling of paar.")
        else:
            self.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _offer(self) -> None:
        """Offer the list of notes while there are any."""
        there = bool(self._notes.all)
        self._tables.set_offered(self.list.tab.panel, there)
        self._commands["notes"].setEnabled(there)
