"""Projects in the window: new, open, save, and what is not saved yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path

from PyQt6.QtCore import QObject, QTimer, pyqtSignal
from PyQt6.QtWidgets import QMessageBox, QWidget

from regiokaart.gui import messages, settings
from regiokaart.gui.filedialogs import ask_path, ask_to_open, file_name
from regiokaart.gui.projects.asking import Answer, Over, ask_over, ask_to_save
from regiokaart.gui.projects.choices import ViewChoices
from regiokaart.gui.projects.collecting import collect, tolerance_in, work_in
from regiokaart.gui.projects.notes import Notes
from regiokaart.gui.projects.opening import MissingYearError, Opened, Present, open_project
from regiokaart.gui.projects.recent import Recent
from regiokaart.gui.projects.templates import ProjectTemplates
from regiokaart.gui.projects.writing import ChangedError, write_known
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State, default_counted
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tasks import Progress, ShowError, Task, Tasks
from regiokaart.model import Gewicht
from regiokaart.model.project import Project, Weergave
from regiokaart.sources.fingerprint import data_in_use

KIND = "Project van Regiokaart (*.regiokaart)"


class Projects(QObject):
    """The project that is open: where it is kept, and whether all of it is.

    Parameters
    ----------
    state : State
    notes : Notes
    tasks : Tasks
    stored : Settings
    status : StatusBar
    show_error : callable
    offer_year : callable
        Called with a year that a project needs and that is not installed.
    window : QWidget

    Attributes
    ----------
    path : Path or None
        Where the project is kept; None until it is saved or opened.
    sha256 : str or None
        Of that file as it was saved or opened; None when that is not known.
    recent : Recent
    templates : ProjectTemplates
    choices : ViewChoices
    ask, ask_to_open : callable
        As the functions of that name in `filedialogs`.
    ask_to_save, ask_over : callable
        As the functions of that name in `asking`.

    Signals
    -------
    changed
        The project, its file, or whether it is saved.
    """

    changed = pyqtSignal()

    def __init__(
        self,
        state: State,
        notes: Notes,
        tasks: Tasks,
        stored: Settings,
        status: StatusBar,
        show_error: ShowError,
        offer_year: Callable[[int], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.path: Path | None = None
        self.sha256: str | None = None
        self.ask, self.ask_to_open = ask_path, ask_to_open
        self.ask_to_save, self.ask_over = ask_to_save, ask_over
        self._state, self._notes, self._tasks = state, notes, tasks
        self._settings, self._status, self._show_error = stored, status, show_error
        self._offer_year, self._window = offer_year, window
        self.choices = ViewChoices(state)
        self.templates = ProjectTemplates(state)
        self._saving: Task | None = None
        self._saved: Project | None = None  # None: what is there was never in a file
        self._jaar = state.jaar
        self._leaving = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._check)
        self.recent = Recent(stored, self.open_path, window)

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
        self._set_saved(None)

    # What is there

    @property
    def modified(self) -> bool:
        """Whether something changed since the project was saved, opened or begun."""
        if self._saved is None:
            return True
        state, saved = self._state, self._saved
        return (
            (work_in(self.project()), state.jaar) != (work_in(saved), self._jaar)
            or state.tolerance != tolerance_in(saved.keuzes)
            or self.choices.differs_from(saved.keuzes)
        )

    @property
    def at_risk(self) -> bool:
        """Whether work is in no file.

        Without a file, what is on the map and selected is no work; all that takes thought
        is: what counts, notes, and templates.
        """
        if self._saved is None or self.path is not None:
            return self.modified
        now = self.project()
        return now.telt_mee != self._saved.telt_mee or _written(now) != _written(self._saved)

    def project(self) -> Project:
        """Return what would be saved now, without its data."""
        return collect(self._state, self._notes.all, self.choices.all(), self.templates.all)

    def complete(self) -> Callable[[], Project]:
        """Return what computes the whole project of this moment; to be called on any thread."""
        project, jaar = self.project(), self._state.jaar
        return lambda: replace(project, gegevens=data_in_use(jaar))

    # Commands

    def new(self) -> None:
        """Begin a new project with the first choices."""
        self._leave(self._begin_new)

    def open(self) -> None:
        """Ask for a project and open it."""
        folder = self._settings.last_folder
        path = self.ask_to_open(self._window, "Project openen", folder, KIND)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a project; when that does not work, say why and change nothing."""
        self._leave(partial(self._load, path, partial(self._on_opened, path)))

    def recover(self, path: Path, done: Callable[[], None]) -> None:
        """Go on with what was kept when the program ended unexpectedly."""

        def go_on(opened: Opened) -> None:
            self._apply(opened)
            self._set_saved(opened.kept.original, opened.kept.sha256, in_file=False)
            done()

        self._load(path, go_on)

    def save(self, then: Callable[[], None] = lambda: None) -> None:
        """Write the project where it is kept, or ask where; `then` is called when it is."""
        if self.path is None:
            self.save_as(then)
        else:
            self._write(self.path, then, check=True)

    def save_as(self, then: Callable[[], None] = lambda: None) -> None:
        """Ask where to keep the project, and write it there."""
        folder = self._settings.last_folder
        name = self.path.stem if self.path else file_name("project")
        path = self.ask(self._window, "Project bewaren", folder, name, (KIND,))
        if path is not None:
            self._write(path, then)

    def may_close(self) -> bool:
        """Whether the window can be closed now; asks when that would lose something.

        Without a file, the settings remember what counts; notes and templates would be lost.
        """
        if self._saving is not None and self._saving in self._tasks.running:
            return True  # the window waits for it, and asks again
        begun = self._saved if self.path is None else None
        remembered = begun is not None and _written(begun) == _written(self.project())
        if self._leaving or remembered or not self.at_risk:
            return True
        match self.ask_to_save(self._window, self._name()):
            case Answer.DISCARD:
                self._leaving = True
            case Answer.SAVE:
                self.save(self._close)
        return self._leaving

    def _close(self) -> None:
        self._window.close()

    def _leave(self, go_on: Callable[[], None]) -> None:
        """Go on with another project, after asking about what is not saved."""
        if self._saving is not None:
            self._saving.finished.connect(lambda: self._leave(go_on))
            return
        answer = Answer.DISCARD
        if self.at_risk:
            answer = self.ask_to_save(self._window, self._name())
        if answer is Answer.DISCARD:
            go_on()
        elif answer is Answer.SAVE:
            self.save(go_on)

    def _name(self) -> str:
        return f"'{self.path.stem}'" if self.path is not None else "het nieuwe project"

    # Writing

    def _write(self, path: Path, then: Callable[[], None], *, check: bool = False) -> None:
        """Write the project, with `check` only over the file as it was saved or opened."""
        if self._saving is not None:  # one after another, or the older could come last
            self._saving.finished.connect(lambda: self._write(path, then, check=check))
            return
        complete, project, jaar = self.complete(), self.project(), self._state.jaar
        known, before = self.sha256 if check else None, self._saved

        def work(progress: Progress) -> str | None:
            return write_known(complete(), path, known, progress.commit)

        def saved(sha256: str | None) -> None:
            self._remember(path)
            if self._saved is not before:
                return  # another project was opened in the meantime
            self.path, self.sha256 = path, sha256
            self._saved, self._jaar = project, jaar
            self._check()
            self._status.show_message(f"{escape(path.name)} is bewaard.")
            then()

        def ended() -> None:
            self._saving = None

        def failed(error: Exception) -> None:
            if isinstance(error, ChangedError):
                self._write_over(path, then)
            else:
                self._show_error(error)

        self._saving = self._tasks.start("Project bewaren", work, saved, failed)
        self._saving.finished.connect(ended)

    def _write_over(self, path: Path, then: Callable[[], None]) -> None:
        """Ask what to do when something else has changed the file."""
        match self.ask_over(self._window, path.name):
            case Over.REPLACE:
                self._write(path, then)
            case Over.ELSEWHERE:
                self.save_as(then)

    # Opening

    def _load(self, path: Path, on_opened: Callable[[Opened], None]) -> None:
        state = self._state
        present = Present(state.catalogus, state.library, state.jaar)

        def work(progress: Progress) -> Opened:
            return open_project(path, present, progress.commit)

        def loaded(opened: Opened) -> None:
            if state.catalogus is not present.catalogus and not opened.added:
                self._load(path, on_opened)  # other indelingen came in the meantime
            else:
                on_opened(opened)

        self._tasks.start("Project openen", work, loaded, self._on_failed, lasting=False)

    def _on_opened(self, path: Path, opened: Opened) -> None:
        self._apply(opened)
        self._set_saved(path, opened.sha256)
        self._remember(path)
        added = ""
        if opened.added:
            names = ", ".join(opened.added)
            added = f" Bij uw eigen indelingen gekomen: {names}."
        self._status.show_message(escape(f"{path.name} is geopend.{added}"))
        if not opened.same_data:
            messages.show(
                self._window,
                "Andere gegevens",
                f"{path.stem} is gemaakt met andere gegevens dan die hier in gebruik zijn. Alles "
                "wat het noemt is er, maar cijfers kunnen anders zijn.",
                "Bewaart u het project, dan noemt het voortaan de gegevens van hier.",
            )

    def _apply(self, opened: Opened) -> None:
        state, project, present = self._state, opened.project, opened.present
        if opened.gebied is not None:
            state.set_year(present.catalogus, opened.gebied, present.jaar, present.library)
            self._settings.set(settings.PEILJAAR, present.jaar)
        else:
            state.set_catalogus(present.catalogus, present.library)
        catalogus = state.catalogus
        self.choices.restore(project.keuzes)
        state.apply_tolerance(tolerance_in(project.keuzes))
        state.apply_counted(frozenset(project.telt_mee))
        state.apply_gewicht(project.gewicht)
        state.apply_map(project.weergave, (project.a, project.b))
        state.select([catalogus.gemeenten.index[code] for code in project.selectie])
        self._notes.replace(project.notities)
        self.templates.replace(project.sjablonen)
        state.undo_stack.clear()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, MissingYearError):
            self._show_error(error)
            return
        jaar = error.jaar
        box = messages.show(self._window, "Gegevens ontbreken", *messages.worded(error))
        fetch = box.addButton(f"{jaar} &ophalen…", QMessageBox.ButtonRole.ActionRole)
        if fetch is not None:
            fetch.clicked.connect(lambda: self._offer_year(jaar))

    def _begin_new(self) -> None:
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
        self._status.clear_message()  # which is about the project before
        self._set_saved(None)

    # Keeping account

    def _set_saved(
        self, path: Path | None, sha256: str | None = None, *, in_file: bool = True
    ) -> None:
        """Take what is there as what is in the file, or as the start of a new project."""
        self.path, self.sha256 = path, sha256
        self._saved, self._jaar = self.project() if in_file else None, self._state.jaar
        self._check()

    def _remember(self, path: Path) -> None:
        self._settings.set(settings.FOLDER, str(path.parent))
        self.recent.remember(path)

    def _check(self) -> None:
        self._leaving = False
        name = f"{self.path.stem}[*] – Regiokaart" if self.path else "Regiokaart[*]"
        self._window.setWindowTitle(name)
        self._window.setWindowModified(self.modified)
        self.changed.emit()


def _written(project: Project) -> tuple[object, ...]:
    """Return what the user wrote or made, which only a project keeps."""
    return project.notities, project.sjablonen
