"""Projects in the window: save the choices, and open them again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QWidget

from regiokaart.export.files import ExportError
from regiokaart.export.project import write_project
from regiokaart.gui import settings
from regiokaart.gui.exporting import ask_path, ask_to_open, file_name
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State
from regiokaart.gui.statusbar import StatusBar
from regiokaart.model.project import Project
from regiokaart.sources.errors import DataError
from regiokaart.sources.project import read_project

KIND = "Project van Regiokaart (*.regiokaart)"


class Projects(QObject):
    """Saves and opens the choices in the state.

    Attributes
    ----------
    path : Path or None
        Where the project is kept; None until it is saved or opened.
    ask, ask_to_open : callable
        As the functions of that name in `exporting`.
    """

    def __init__(
        self,
        state: State,
        stored: Settings,
        status: StatusBar,
        show_error: Callable[[Exception], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.path: Path | None = None
        self.ask, self.ask_to_open = ask_path, ask_to_open
        self._state, self._settings, self._status = state, stored, status
        self._show_error, self._window = show_error, window

    def save(self) -> None:
        """Write the project where it is kept, or ask where."""
        if self.path is None:
            self.save_as()
        else:
            self._write(self.path)

    def save_as(self) -> None:
        """Ask where to keep the project, and write it there."""
        folder = Path(self._settings.get(settings.FOLDER) or Path.home())
        name = self.path.stem if self.path else file_name("project")
        path = self.ask(self._window, "Project bewaren", folder, name, (KIND,))
        if path is not None:
            self._write(path)

    def open(self) -> None:
        """Ask for a project and open it."""
        folder = Path(self._settings.get(settings.FOLDER) or Path.home())
        path = self.ask_to_open(self._window, "Project openen", folder, KIND)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a project; when it cannot be read, say why and change nothing."""
        try:
            project = read_project(path, self._state.catalogus)
        except DataError as error:
            self._show_error(error)
            return
        self._apply(project)
        self._keep(path)
        self._status.show_message(f"{path.name} is geopend.")

    def _write(self, path: Path) -> None:
        try:
            write_project(self._project(), path)
        except ExportError as error:
            self._show_error(error)
            return
        self._keep(path)
        self._status.show_message(f"{path.name} is bewaard.")

    def _keep(self, path: Path) -> None:
        self.path = path
        self._settings.set(settings.FOLDER, str(path.parent))
        self._window.setWindowTitle(f"{path.stem} – Regiokaart")

    def _project(self) -> Project:
        state = self._state
        codes = state.catalogus.gemeenten.codes
        return Project(
            telt_mee=tuple(indeling.id for indeling in state.counted),
            gewicht=state.gewicht,
            weergave=state.view,
            a=state.a.id,
            b=state.b.id,
            selectie=tuple(codes[i] for i in sorted(state.selection)),
        )

    def _apply(self, project: Project) -> None:
        state, catalogus = self._state, self._state.catalogus
        state.set_counted(project.telt_mee, "project openen")
        state.set_gewicht(project.gewicht)
        state.set_map(project.weergave, catalogus[project.a], catalogus[project.b])
        state.select([catalogus.gemeenten.index[code] for code in project.selectie])
