"""The user's notes on gemeenten, regio's, indelingen and pairs."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PyQt6.QtCore import QEvent, QObject, QSize, pyqtSignal
from PyQt6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QUndoCommand
from PyQt6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from regiokaart.congruence.notes import notes_table, subject_name
from regiokaart.congruence.table import Table
from regiokaart.gui.details.subject import Kind, Subject
from regiokaart.gui.look import theme
from regiokaart.gui.state import State
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.tables.tab import Tab
from regiokaart.model.project import MAX_NOTE, Notitie, Onderwerp, clean_note

_KINDS = {
    Kind.GEMEENTE: Onderwerp.GEMEENTE,
    Kind.REGIO: Onderwerp.REGIO,
    Kind.INDELING: Onderwerp.INDELING,
    Kind.PAAR: Onderwerp.PAAR,
}
_SUBJECTS = {onderwerp: kind for kind, onderwerp in _KINDS.items()}
_LINES = 4
_NONE = (
    "Er zijn nog geen notities. Kies een gemeente, regio, indeling of paar en schrijf onder de "
    "details."
)

Key = tuple[Onderwerp, tuple[str, ...]]


def key_of(subject: Subject | None) -> Key | None:
    """Return what a note about a subject is kept by; None where there can be none.

    A pair is the same in both orders.
    """
    if subject is None or subject.kind not in _KINDS:
        return None
    onderwerp = _KINDS[subject.kind]
    ids = tuple(sorted(subject.ids)) if onderwerp is Onderwerp.PAAR else subject.ids
    return onderwerp, ids


class Notes(QObject):
    """The notes of the project; every change is a step that can be undone.

    Signals
    -------
    changed
    """

    changed = pyqtSignal()

    def __init__(self, state: State, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._texts: dict[Key, str] = {}

    @property
    def all(self) -> tuple[Notitie, ...]:
        """Every note, those on gemeenten first, by id."""
        order = list(Onderwerp)
        keys = sorted(self._texts, key=lambda key: (order.index(key[0]), key[1]))
        return tuple(Notitie(*key, self._texts[key]) for key in keys)

    def text(self, key: Key) -> str:
        """Return the note about a subject; empty for none."""
        return self._texts.get(key, "")

    def write(self, key: Key, text: str, session: int = 0) -> None:
        """Change the note about a subject; writing on in one session is one step."""
        text = clean_note(text)
        if text != self.text(key):
            self._state.undo_stack.push(_Writing(self, self._state, key, text, session))

    def replace(self, notes: Collection[Notitie]) -> None:
        """Go on with the notes of another project; nothing to undo."""
        texts = {(each.onderwerp, each.ids): each.tekst for each in notes}
        if texts != self._texts:
            self._texts = texts
            self.changed.emit()

    def apply(self, key: Key, text: str) -> None:
        """Change a note without a step to undo (used by the step itself)."""
        if text:
            self._texts[key] = text
        else:
            self._texts.pop(key, None)
        self.changed.emit()


class _Writing(QUndoCommand):
    """Writing in one note, without leaving it."""

    def __init__(self, notes: Notes, state: State, key: Key, text: str, session: int) -> None:
        super().__init__(f"notitie bij {subject_name(state.catalogus, *key)}")
        self._notes, self._key, self._session = notes, key, session
        self._before, self._after = notes.text(key), text

    def id(self) -> int:
        """Return what steps must share to be taken together."""
        return 1

    def mergeWith(self, other: QUndoCommand | None) -> bool:
        """Take in what was written on in the same session."""
        if not isinstance(other, _Writing):
            return False
        if (other._key, other._session) != (self._key, self._session) or not self._session:
            return False
        self._after = other._after
        return True

    def redo(self) -> None:
        """Write it."""
        self._notes.apply(self._key, self._after)

    def undo(self) -> None:
        """Write what was there before."""
        self._notes.apply(self._key, self._before)


class NoteField(QWidget):
    """The note on what the details tell about, to be written in; hidden where there can be none.

    Attributes
    ----------
    edit : QPlainTextEdit
    """

    def __init__(self, notes: Notes) -> None:
        super().__init__()
        self._notes = notes
        self._key: Key | None = None
        self._session = 1
        label = QLabel("&Notitie")
        self.edit = _Edit(self._on_left)
        self.edit.setAccessibleName("Notitie")
        self.edit.setToolTip("Uw notitie hierbij; zij wordt met het project bewaard")
        self.edit.setPlaceholderText("Schrijf hier een notitie")
        self.edit.textChanged.connect(self._on_text)
        label.setBuddy(self.edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.STEP, theme.STEP // 2, theme.STEP, theme.STEP)
        layout.setSpacing(theme.STEP // 2)
        layout.addWidget(label)
        layout.addWidget(self.edit)
        notes.changed.connect(self._show)
        self.show_subject(None)

    def show_subject(self, subject: Subject | None) -> None:
        """Show the note about what is looked at now."""
        key = key_of(subject)
        if key != self._key:
            self._key = key
            self._session += 1
        self.setVisible(key is not None)
        self._show()

    def _show(self) -> None:
        text = "" if self._key is None else self._notes.text(self._key)
        if clean_note(self.edit.toPlainText()) != text:
            self._set_text(text)

    def _set_text(self, text: str) -> None:
        self.edit.blockSignals(True)
        self.edit.setPlainText(text)
        self.edit.blockSignals(False)

    def _on_text(self) -> None:
        if self._key is None:
            return
        self._notes.write(self._key, self.edit.toPlainText(), self._session)
        if len(self.edit.toPlainText()) > MAX_NOTE:
            self._set_text(self._notes.text(self._key))  # what is not kept is not shown either

    def _on_left(self) -> None:
        self._session += 1


class _Edit(QPlainTextEdit):
    """A few lines of plain text; undo is that of the window, and Tab goes on."""

    def __init__(self, left: Callable[[], None]) -> None:
        super().__init__()
        self._left = left
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)

    def sizeHint(self) -> QSize:
        """Return room for a few lines."""
        height = _LINES * self.fontMetrics().lineSpacing() + 2 * theme.STEP
        return QSize(20 * theme.STEP, height)

    def event(self, event: QEvent | None) -> bool:
        """Leave undo and redo to the window."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            standard = QKeySequence.StandardKey
            if event.matches(standard.Undo) or event.matches(standard.Redo):
                event.ignore()
                return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Tell that writing has come to an end."""
        super().focusOutEvent(event)
        self._left()


class NotesList(QObject):
    """The list of notes among the tables, there when there is one.

    Attributes
    ----------
    tab : Tab
    """

    def __init__(self, notes: Notes, state: State, look_at: Callable[[Subject], None]) -> None:
        super().__init__(notes)
        self._notes, self._state, self._look_at = notes, state, look_at
        panel = TablePanel("Notities", "Filter de notities", _NONE)
        panel.view.setAccessibleDescription("Enter: naar waar de notitie over gaat.")
        panel.activated.connect(self._go)
        self.tab = Tab(panel, "Notities", "Wat u bij gemeenten, regio's en indelingen schreef")
        notes.changed.connect(self.show)
        state.catalogus_changed.connect(self.show)
        self.show()

    def table(self) -> Table:
        """Return the notes as a table."""
        return notes_table(self._state.catalogus, self._notes.all)

    def show(self) -> None:
        """Show the notes as they are now."""
        self.tab.panel.set_table(self.table())

    def _go(self, row: int) -> None:
        note = self._notes.all[row]
        self._look_at(Subject(_SUBJECTS[note.onderwerp], note.ids))
