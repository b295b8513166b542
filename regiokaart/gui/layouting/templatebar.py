"""The templates of the program and of the project: to use, keep and remove."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QUndoStack
from PyQt6.QtWidgets import QDialog, QHBoxLayout, QInputDialog, QLabel, QLineEdit, QWidget

from regiokaart.export.files import ExportError
from regiokaart.gui import messages
from regiokaart.gui.layouting.controls import button, check, choice_of
from regiokaart.gui.layouting.templates import Templates
from regiokaart.gui.look import theme
from regiokaart.gui.projects.templates import ProjectTemplates
from regiokaart.gui.steps import Step
from regiokaart.model.layoutsettings import MOST_TEMPLATES, LayoutSettings, template_name

_NONE_CHOSEN, _NONE = "Kies een sjabloon…", "nog geen"
_WIDTH = 26  # steps
_NAME_WIDTH = 48  # characters: of the field for a name, and with it of the title above it
Named = dict[str, LayoutSettings]


class TemplateBar(QWidget):
    """Chooses, keeps and removes templates; each change is a step that can be undone.

    Parameters
    ----------
    program : Templates
    project : ProjectTemplates
    in_project : bool
        Whether new ones go into the project at first.
    steps : QUndoStack
    current : callable
        Returns the choices to keep.

    Attributes
    ----------
    template : QComboBox
    save, remove : QPushButton
    in_project : QCheckBox
    ask_for_name : callable
        Given a suggestion, returns the name of a template; empty when the user thinks better.

    Signals
    -------
    chosen : str, object
        Name and choices of the template to use.
    told : str
        What came of an action, in Dutch.
    """

    chosen = pyqtSignal(str, object)
    told = pyqtSignal(str)

    def __init__(
        self,
        program: Templates,
        project: ProjectTemplates,
        in_project: bool,
        steps: QUndoStack,
        current: Callable[[], LayoutSettings],
    ) -> None:
        super().__init__()
        self.ask_for_name: Callable[[str], str] = self._ask_name
        self._program, self._project = program, project
        self._steps, self._current = steps, current
        self.template = choice_of("Sjabloon", (), "Neem de keuzes van een sjabloon over")
        self.template.setMinimumWidth(_WIDTH * theme.STEP)
        self.template.activated.connect(self._use)
        self.save = button("Be&waren…", "Bewaar deze keuzes als sjabloon")
        self.save.clicked.connect(self._save)
        self.in_project = check(
            "in het project",
            "Aan: het sjabloon gaat mee met het project, voor wie dat opent. Uit: het blijft in "
            "Regiokaart op deze computer, bij elk project",
        )
        self.in_project.setAccessibleName("Sjabloon in het project bewaren")
        self.in_project.setChecked(in_project)
        self.in_project.clicked.connect(self._on_other_place)
        self.remove = button("&Verwijderen", "Verwijder het gekozen sjabloon")
        self.remove.clicked.connect(self._remove)
        label = QLabel("Sjabloon:")
        label.setBuddy(self.template)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.STEP)
        for widget in (label, self.template, self.remove, self.save, self.in_project):
            layout.addWidget(widget)
        self.fill()

    def fill(self, chosen: tuple[str, bool] = ("", False)) -> None:
        """Show the templates that there are."""
        project, program = self._project.all, self._program.named
        self.template.clear()
        self.template.addItem(_NONE_CHOSEN if project or program else _NONE, None)
        for named, in_project in ((project, True), (program, False)):
            for name in named:
                where = " (in het project)" if in_project else ""
                self.template.addItem(f"{name}{where}", (name, in_project))
                if (name, in_project) == chosen:
                    self.template.setCurrentIndex(self.template.count() - 1)
        self.template.setEnabled(bool(project or program))
        self.remove.setEnabled(self.template.currentIndex() > 0)

    def _use(self, index: int) -> None:
        found = self.template.itemData(index)
        self.remove.setEnabled(found is not None)
        if found is not None:
            name, in_project = found
            self.in_project.setChecked(in_project)
            stored = self._named(in_project)[name]
            settings = stored.without_logo_elsewhere() if in_project else stored
            self.chosen.emit(name, settings)
            if settings.logo != stored.logo:  # a project may come from anyone
                self.told.emit("Het logo staat op een andere computer; kies het zelf opnieuw.")

    def _on_other_place(self, in_project: bool) -> None:
        """Say that a template stays where it is until it is kept once more."""
        chosen = self.template.currentData()
        if chosen is not None and chosen[1] is not in_project:
            where = "in het project" if in_project else "in Regiokaart op deze computer"
            self.told.emit(f"Kies Bewaren… om sjabloon {chosen[0]} ook {where} te bewaren.")

    def _named(self, in_project: bool) -> Named:
        return self._project.all if in_project else dict(self._program.named)

    def _save(self) -> None:
        found, in_project = self.template.currentData(), self.in_project.isChecked()
        name = template_name(self.ask_for_name(found[0] if found is not None else ""))
        if not name:
            return
        before = self._named(in_project)
        if name not in before and len(before) >= MOST_TEMPLATES:
            self.told.emit(f"Er zijn al {MOST_TEMPLATES} sjablonen. Verwijder er eerst een.")
            return
        done = "vervangen" if name in before else "bewaard"
        where = (
            "in het project; het staat in het bestand zodra u het project bewaart"
            if in_project
            else "in Regiokaart op deze computer"
        )
        if self._change(in_project, {**before, name: self._current()}, f"sjabloon {name} bewaren"):
            self.fill((name, in_project))
            self.told.emit(f"Sjabloon {name} is {done} {where}.")

    def _remove(self) -> None:
        name, in_project = self.template.currentData()
        after = self._named(in_project)
        del after[name]
        if self._change(in_project, after, f"sjabloon {name} verwijderen"):
            self.told.emit(f"Sjabloon {name} is verwijderd.")

    def _change(self, in_project: bool, after: Named, text: str) -> bool:
        """Change the templates as a step; whether that worked."""
        before = self._named(in_project)
        if in_project:
            self._project.change(after, text)
        else:
            try:
                self._program.change(after)
            except ExportError as error:
                self._show_error(error)
                return False
        self._steps.push(Step(text, before, after, partial(self._put_back, in_project)))
        self.fill()
        return True

    def _put_back(self, in_project: bool, named: Named) -> None:
        """Go on with templates of another step; in the project that is a step as well."""
        if named == self._named(in_project):
            return
        if in_project:
            self._project.change(named, "sjablonen terugzetten")
        else:
            try:
                self._program.change(named)
            except ExportError as error:
                self._show_error(error)
        self.fill()

    def _show_error(self, error: ExportError) -> None:
        messages.show(self, "Niet bewaard", *messages.worded(error))

    def _ask_name(self, suggestion: str) -> str:
        dialog = QInputDialog(self)
        dialog.setWindowTitle("Sjabloon bewaren")
        dialog.setLabelText("Naam van het sjabloon:")
        dialog.setTextValue(suggestion)
        dialog.setOkButtonText("Bewaren")
        dialog.setCancelButtonText("Annuleren")
        for field in dialog.findChildren(QLineEdit):
            field.setMinimumWidth(_NAME_WIDTH * field.fontMetrics().averageCharWidth())
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        name = dialog.textValue() if accepted else ""
        dialog.deleteLater()
        return name
