"""Projects as files: the commands to begin, open and save one, and to leave it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from pathlib import Path

from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QMessageBox, QWidget

from regiokaart.congruence.wording import join_names
from regiokaart.gui import messages, settings
from regiokaart.gui.filedialogs import ask_path, ask_to_open, file_name
from regiokaart.gui.projects.asking import Answer, Over, ask_over, ask_to_save
from regiokaart.gui.projects.current import CurrentProject
from regiokaart.gui.projects.opening import MissingYearError, Opened, Present, open_project
from regiokaart.gui.projects.recent import Recent
from regiokaart.gui.projects.writing import ChangedError, write_known
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tasks import Progress, ShowError, Task, Tasks
from regiokaart.model.project import SUFFIX

KIND = f"Project van Regiokaart (*{SUFFIX})"
_MOST_NAMED = 3  # files in one message


class Projects(QObject):
    """Opens and saves projects, and asks before one that is not saved is left.

    Parameters
    ----------
    current : CurrentProject
    state : State
    tasks : Tasks
    stored : Settings
    status : StatusBar
    show_error : callable
    offer_year : callable
        Called with a year that a project needs and that is not installed.
    window : QWidget

    Attributes
    ----------
    recent : Recent
    ask, ask_to_open : callable
        As the functions of that name in `filedialogs`.
    ask_to_save, ask_over : callable
        As the functions of that name in `asking`.
    """

    def __init__(
        self,
        current: CurrentProject,
        state: State,
        tasks: Tasks,
        stored: Settings,
        status: StatusBar,
        show_error: ShowError,
        offer_year: Callable[[int], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.ask, self.ask_to_open = ask_path, ask_to_open
        self.ask_to_save, self.ask_over = ask_to_save, ask_over
        self._current, self._state, self._tasks = current, state, tasks
        self._settings, self._status, self._show_error = stored, status, show_error
        self._offer_year, self._window = offer_year, window
        self._saving: Task | None = None
        self._leaving = False  # the user said that what is not saved may go
        self.recent = Recent(stored, self.open_path, window)
        current.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        self._leaving = False
        path = self._current.path
        self._window.setWindowTitle(f"{path.stem}[*] – Regiokaart" if path else "Regiokaart[*]")
        self._window.setWindowModified(self._current.modified)

    # Leaving

    def new(self) -> None:
        """Begin a new project with the first choices."""
        self._leave(self._begin_new)

    def _begin_new(self) -> None:
        self._current.start_anew()
        self._status.clear_message()  # which is about the project before

    def may_close(self) -> bool:
        """Whether the window can be closed now; asks when that would lose something."""
        if self._saving is not None and self._saving in self._tasks.running:
            return True  # the window waits for it, and asks again
        if self._leaving or not self._current.lost_on_close:
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
        if self._current.at_risk:
            answer = self.ask_to_save(self._window, self._name())
        if answer is Answer.DISCARD:
            go_on()
        elif answer is Answer.SAVE:
            self.save(go_on)

    def _name(self) -> str:
        path = self._current.path
        return f"'{path.stem}'" if path is not None else "het nieuwe project"

    # Saving

    def save(self, then: Callable[[], None] = lambda: None) -> None:
        """Write the project where it is kept, or ask where; `then` is called when it is."""
        if self._current.path is None:
            self.save_as(then)
        else:
            self._write(self._current.path, then, check=True)

    def save_as(self, then: Callable[[], None] = lambda: None) -> None:
        """Ask where to keep the project, and write it there."""
        folder, path = self._settings.last_folder, self._current.path
        name = path.stem if path else file_name("project")
        chosen = self.ask(self._window, "Project bewaren", folder, name, (KIND,))
        if chosen is not None:
            self._write(chosen, then)

    def _write(self, path: Path, then: Callable[[], None], *, check: bool = False) -> None:
        """Write the project, with `check` only over the file as it was saved or opened."""
        if self._saving is not None:  # one after another, or the older could come last
            self._saving.finished.connect(lambda: self._write(path, then, check=check))
            return
        current = self._current
        version, before = current.now(), current.saved
        known = current.sha256 if check else None

        def work(progress: Progress) -> str | None:
            return write_known(version.complete(), path, known, progress.commit)

        def saved(sha256: str | None) -> None:
            self._remember(path)
            if current.saved is not before:
                return  # another project was opened in the meantime
            current.set_saved(path, sha256, version)
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

    def _remember(self, path: Path) -> None:
        self._settings.set(settings.FOLDER, str(path.parent))
        self.recent.remember(path)

    # Opening

    def open(self) -> None:
        """Ask for a project and open it."""
        folder = self._settings.last_folder
        path = self.ask_to_open(self._window, "Project openen", folder, KIND)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a project; when that does not work, say why and change nothing."""
        self._leave(partial(self._load, path, partial(self._on_opened, path), self._on_failed))

    def open_files(
        self, paths: Sequence[Path], import_files: Callable[[Sequence[Path]], None]
    ) -> None:
        """Open the first project among files, and then import those that are none.

        One project is open at a time; the user is told which were left.
        """
        projects = [path for path in paths if path.suffix.lower() == SUFFIX]
        others = [path for path in paths if path not in projects]
        if not projects:
            import_files(others)
            return
        first, *left = projects

        def opened(project: Opened) -> None:
            self._on_opened(first, project)
            if not left:
                import_files(others)
                return
            box = messages.show(
                self._window,
                "Eén project geopend",
                f"{first.name} is geopend. {_names(left)} niet: er kan één project tegelijk open "
                "zijn.",
            )
            box.finished.connect(lambda: import_files(others))

        def failed(error: Exception) -> None:
            self._on_failed(error)
            if left or others:
                self._status.show_message(
                    escape(f"Ook niet geopend: {_names([*left, *others])}. Probeer het opnieuw.")
                )

        self._leave(partial(self._load, first, opened, failed))

    def recover(self, path: Path, done: Callable[[], None]) -> None:
        """Go on with what was kept when the program ended unexpectedly."""

        def go_on(opened: Opened) -> None:
            self._show(opened)
            self._current.set_saved(opened.kept.original, opened.kept.sha256, None)
            done()

        self._load(path, go_on, self._on_failed)

    def _load(self, path: Path, on_opened: Callable[[Opened], None], on_failed: ShowError) -> None:
        state = self._state
        present = Present(state.catalogus, state.library, state.jaar)

        def work(progress: Progress) -> Opened:
            return open_project(path, present, progress.commit)

        def loaded(opened: Opened) -> None:
            if state.catalogus is not present.catalogus and not opened.added:
                self._load(path, on_opened, on_failed)  # other indelingen came in the meantime
            else:
                on_opened(opened)

        self._tasks.start("Project openen", work, loaded, on_failed, lasting=False)

    def _on_opened(self, path: Path, opened: Opened) -> None:
        self._show(opened)
        self._current.set_saved(path, opened.sha256, self._current.now())
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

    def _show(self, opened: Opened) -> None:
        if opened.gebied is not None:
            self._settings.set(settings.PEILJAAR, opened.present.jaar)
        self._current.show_opened(opened)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, MissingYearError):
            self._show_error(error)
            return
        jaar = error.jaar
        box = messages.show(self._window, "Gegevens ontbreken", *messages.worded(error))
        fetch = box.addButton(f"{jaar} &ophalen…", QMessageBox.ButtonRole.ActionRole)
        if fetch is not None:
            fetch.clicked.connect(lambda: self._offer_year(jaar))


def _names(paths: Sequence[Path]) -> str:
    if len(paths) > _MOST_NAMED:
        return f"{len(paths)} andere bestanden"
    return join_names([path.name for path in paths])
