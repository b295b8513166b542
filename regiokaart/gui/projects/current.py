"""The project that is open: what it is now, where it is kept, and whether all of it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from regiokaart.gui.projects.choices import ViewChoices
from regiokaart.gui.projects.collecting import collect, tolerance_in, work_in
from regiokaart.gui.projects.notes import Notes
from regiokaart.gui.projects.opening import Opened
from regiokaart.gui.projects.templates import ProjectTemplates
from regiokaart.gui.state import State, default_counted
from regiokaart.model import Gewicht
from regiokaart.model.project import Project, Weergave
from regiokaart.sources.fingerprint import data_in_use


@dataclass(frozen=True)
class Version:
    """The project at one moment.

    Attributes
    ----------
    project : Project
        Without its data.
    jaar : int or None
        Year of that data.
    """

    project: Project
    jaar: int | None

    def complete(self) -> Project:
        """Return the project with its data, which is read; may be called on any thread."""
        return replace(self.project, gegevens=data_in_use(self.jaar))

    @property
    def written(self) -> tuple[object, ...]:
        """What the user wrote or made, which only a project keeps."""
        return self.project.notities, self.project.sjablonen


class CurrentProject(QObject):
    """The project that is open.

    Parameters
    ----------
    state : State
    notes : Notes
    parent : QObject

    Attributes
    ----------
    path : Path or None
        Where the project is kept; None until it is saved or opened.
    sha256 : str or None
        Of that file as it was saved or opened; None when that is not known.
    saved : Version or None
        As it was saved, opened or begun; None when it was never in a file.
    choices : ViewChoices
    templates : ProjectTemplates

    Signals
    -------
    changed
        The project, its file, or whether it is saved.
    """

    changed = pyqtSignal()

    def __init__(self, state: State, notes: Notes, parent: QObject) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.sha256: str | None = None
        self.saved: Version | None = None
        self.choices = ViewChoices(state)
        self.templates = ProjectTemplates(state)
        self._state, self._notes = state, notes
        self._soon = QTimer(self)  # several changes at once are one
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.changed)

    def begin(self) -> None:
        """Start keeping an eye on changes; to be called when the choices of last time are there."""
        state = self._state
        for signal in (
            state.counted_changed,
            state.gewicht_changed,
            state.map_changed,
            state.selection_changed,
            state.catalogus_changed,
            state.gebied_changed,
            self._notes.changed,
            state.tolerance_changed,
            self.choices.changed,
            self.templates.changed,
        ):
            signal.connect(self._soon.start)
        self.set_saved(None, None, self.now())

    # What it is, and what of it is in a file

    def now(self) -> Version:
        """Return the project as it is at this moment."""
        project = collect(self._state, self._notes.all, self.choices.all(), self.templates.all)
        return Version(project, self._state.jaar)

    @property
    def modified(self) -> bool:
        """Whether something changed since the project was saved, opened or begun."""
        if self.saved is None:
            return True
        now, saved = self.now(), self.saved
        return (
            (work_in(now.project), now.jaar) != (work_in(saved.project), saved.jaar)
            or self._state.tolerance != tolerance_in(saved.project.keuzes)
            or self.choices.differs_from(saved.project.keuzes)
        )

    @property
    def at_risk(self) -> bool:
        """Whether work is in no file.

        Without a file, what is on the map and selected is no work; all that takes thought
        is: what counts, notes, and templates.
        """
        if self.saved is None or self.path is not None:
            return self.modified
        counted = self.now().project.telt_mee != self.saved.project.telt_mee
        return counted or self.lost_on_close

    @property
    def lost_on_close(self) -> bool:
        """Whether work would be lost with the window.

        Without a file, the settings remember what counts; notes and templates they do not.
        """
        if self.saved is None or self.path is not None:
            return self.modified
        return self.now().written != self.saved.written

    def set_saved(self, path: Path | None, sha256: str | None, version: Version | None) -> None:
        """Take a version as what is in the file, or as the start of a new project."""
        self.path, self.sha256, self.saved = path, sha256, version
        self.changed.emit()

    # Another one

    def show_opened(self, opened: Opened) -> None:
        """Show a project that was read; nothing to undo. `set_saved` is to follow."""
        state, project, present = self._state, opened.project, opened.present
        if opened.gebied is not None:
            state.set_year(present.catalogus, opened.gebied, present.jaar, present.library)
        else:
            state.set_catalogus(present.catalogus, present.library)
        self.choices.restore(project.keuzes)
        state.apply_tolerance(tolerance_in(project.keuzes))
        state.apply_counted(frozenset(project.telt_mee))
        state.apply_gewicht(project.gewicht)
        state.apply_map(project.weergave, (project.a, project.b))
        state.select([state.catalogus.gemeenten.index[code] for code in project.selectie])
        self._notes.replace(project.notities)
        self.templates.replace(project.sjablonen)
        state.undo_stack.clear()

    def start_anew(self) -> None:
        """Begin with the first choices; nothing to undo."""
        state = self._state
        first, second = state.catalogus.indelingen[:2]
        self.choices.restore({})
        state.apply_counted(default_counted(state.catalogus))
        state.apply_gewicht(Gewicht.INWONERS)
        state.apply_tolerance(0.0)
        state.apply_map(Weergave.INDELING, (first.id, second.id))
        state.select(())
        self._notes.replace(())
        self.templates.replace({})
        state.undo_stack.clear()
        self.set_saved(None, None, self.now())
