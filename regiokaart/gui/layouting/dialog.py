"""The dialog that lays out a page: choices on the left, the page on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from regiokaart.cartography.page import Page
from regiokaart.congruence.wording import join_names
from regiokaart.export.files import ExportError
from regiokaart.gui import messages, settings
from regiokaart.gui.exporting import Exporter, ask_to_open
from regiokaart.gui.layouting.building import Material
from regiokaart.gui.layouting.controls import choice_of
from regiokaart.gui.layouting.form import LayoutForm
from regiokaart.gui.layouting.logo import Logo, read_logo
from regiokaart.gui.layouting.preview import Preview
from regiokaart.gui.layouting.templates import MOST, NAME_LENGTH, Templates
from regiokaart.gui.look import theme
from regiokaart.gui.settings import Settings
from regiokaart.gui.tasks import Progress, Task, Tasks
from regiokaart.model.layoutsettings import PIXELS_PER_MM, LayoutSettings
from regiokaart.painting.layout import layout_sheet
from regiokaart.painting.page import sheet_image
from regiokaart.sources.errors import DataError

_LOGO_KIND = "Logo (*.png *.svg)"
_PAUSE = 60  # milliseconds in which a next change makes the last one void
_SHARPEST = 3.0  # pixels per pixel of 1/96 inch, of a preview
_PART_OF_WINDOW = 0.9
_NO_TEMPLATE = "Kies een sjabloon…"


@dataclass(frozen=True)
class _Shown:
    """A page with its picture."""

    page: Page
    image: QImage


class LayoutDialog(QDialog):
    """Lays out a page and exports it.

    Parameters
    ----------
    material : Material
    tasks : Tasks
    exporter : Exporter
    stored : Settings
    templates : Templates
        As they were read.
    parent : QWidget

    Attributes
    ----------
    form : LayoutForm
    preview : Preview
    template : QComboBox
    save_template, remove_template, undo, export, close_button : QPushButton
    state_text : QLabel
        What came of the last action.
    page : Page or None
        What the preview shows.
    ask_for_logo : callable
        As `exporting.ask_to_open`.
    ask_for_name : callable
        Given a suggestion, returns the name of a template; empty when the user thinks better.
    """

    def __init__(
        self,
        material: Material,
        tasks: Tasks,
        exporter: Exporter,
        stored: Settings,
        templates: Templates,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.ask_for_logo = ask_to_open
        self.ask_for_name: Callable[[str], str] = self._ask_name
        self.page: Page | None = None
        self._material, self._tasks, self._exporter = material, tasks, exporter
        self._settings, self._templates = stored, templates
        self._before: dict[str, LayoutSettings] | None = None  # templates, for undo
        self._logos: tuple[str, Logo | None] = ("", None)
        self._task: Task | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._draw)
        self.setWindowTitle("Kaart opmaken")
        self._build()
        self._fill_templates()
        self._tell(self._missing(self.form.show_settings(templates.last)))
        self.form.changed.connect(self._on_changed)
        self._on_changed()

    def _build(self) -> None:
        self.form = LayoutForm(self._material)
        self.form.logo_wanted.connect(self._choose_logo)
        self.preview = Preview()
        self.preview.resized.connect(self._soon.start)
        scroll = QScrollArea()
        scroll.setWidget(self.form)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumWidth(self.form.minimumSizeHint().width() + 3 * theme.STEP)
        scroll.setFixedWidth(max(scroll.minimumWidth(), 48 * theme.STEP))

        self.template = choice_of("Sjabloon", (), "Neem de keuzes van een sjabloon over")
        self.template.activated.connect(self._use_template)
        self.save_template = _button("Be&waren…", "Bewaar deze keuzes als sjabloon")
        self.save_template.clicked.connect(self._save_template)
        self.remove_template = _button("&Verwijderen", "Verwijder het gekozen sjabloon")
        self.remove_template.clicked.connect(self._remove_template)
        self.undo = _button("Ongedaan &maken", "Zet de sjablonen terug zoals ze waren")
        self.undo.clicked.connect(self._undo)
        name = QLabel("Sjabloon:")
        top = QHBoxLayout()
        top.setSpacing(theme.STEP)
        for widget in (name, self.template, self.save_template, self.remove_template, self.undo):
            top.addWidget(widget)
        top.addStretch()
        self.template.setMinimumWidth(30 * theme.STEP)

        self.state_text = QLabel()
        self.state_text.setAccessibleName("Melding")
        self.state_text.setTextFormat(Qt.TextFormat.PlainText)
        self.state_text.setTextInteractionFlags(theme.SELECTABLE)
        self.state_text.setWordWrap(True)
        self.export = _button("&Exporteren…", "Bewaar de pagina als PDF, PNG of SVG")
        self.export.clicked.connect(self._export)
        self.close_button = _button("Sl&uiten", "Sluit; de keuzes blijven bewaard")
        self.close_button.clicked.connect(self.close)
        bottom = QHBoxLayout()
        bottom.setSpacing(theme.STEP)
        bottom.addWidget(self.state_text, 1)
        bottom.addWidget(self.export)
        bottom.addWidget(self.close_button)

        middle = QHBoxLayout()
        middle.setSpacing(theme.STEP)
        middle.addWidget(scroll)
        middle.addWidget(self.preview, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP)
        layout.setSpacing(theme.STEP)
        layout.addLayout(top)
        layout.addLayout(middle, 1)
        layout.addLayout(bottom)
        around = self.parentWidget()
        assert around is not None
        self.resize((around.size() * _PART_OF_WINDOW).expandedTo(self.minimumSizeHint()))

    # Preview

    def _on_changed(self) -> None:
        self.preview.set_page(*self.form.settings().size)
        self._soon.start()

    def _draw(self) -> None:
        """Draw the page aside; of several changes in a row only the last."""
        if self._task is not None:
            self._task.cancel()
        chosen = self.form.settings()
        width = chosen.size[0] * PIXELS_PER_MM
        ratio = min(max(self.preview.pixels() / width, 0.1), _SHARPEST)
        material, logos = self._material, self._logos

        def work(progress: Progress) -> tuple[_Shown, tuple[str, Logo | None]]:
            path, logo = logos
            if path != chosen.logo:
                path, logo = chosen.logo, read_logo(Path(chosen.logo)) if chosen.logo else None
            page = material.page(chosen, logo)
            progress.report(1, 2)
            image = sheet_image(layout_sheet(page, material.gebied), ratio)
            return _Shown(page, image), (path, logo)

        self._task = self._tasks.start("", work, self._on_drawn, self._on_error)

    def _on_drawn(self, drawn: tuple[_Shown, tuple[str, Logo | None]]) -> None:
        shown, self._logos = drawn
        self.page = shown.page
        self.preview.show_image(shown.image, f"{shown.page.title}. {shown.page.alt_text}")
        self.form.show_own_texts(shown.page)

    def _on_error(self, error: Exception) -> None:
        self._tell(" ".join(filter(None, messages.worded(error))))
        if self.form.settings().logo and isinstance(error, DataError):
            self.form.set_logo("")  # the page goes on without; the message says why

    # Choices

    def _choose_logo(self) -> None:
        folder = Path(self._settings.get(settings.FOLDER) or Path.home())
        path = self.ask_for_logo(self, "Logo kiezen", folder, _LOGO_KIND)
        if path is not None:
            self._tell("")
            self.form.set_logo(str(path))

    def _use_template(self, index: int) -> None:
        name = self.template.itemData(index)
        self.remove_template.setEnabled(bool(name))
        if name:
            missing = self.form.show_settings(self._templates.named[name])
            self._tell(self._missing(missing) or f"Sjabloon {name} is overgenomen.")

    def _save_template(self) -> None:
        name = self.ask_for_name(self.template.currentData() or "").strip()[:NAME_LENGTH]
        if not name:
            return
        before = dict(self._templates.named)
        if name not in before and len(before) >= MOST:
            self._tell(f"Er zijn al {MOST} sjablonen. Verwijder er eerst een.")
            return
        done = "vervangen" if name in before else "bewaard"
        chosen = self.form.settings()
        self._change(lambda: self._templates.save(name, chosen), before)
        self._fill_templates(name)
        self._tell(f"Sjabloon {name} is {done}.")

    def _remove_template(self) -> None:
        name = self.template.currentData()
        before = dict(self._templates.named)
        self._change(lambda: self._templates.remove(name), before)
        self._fill_templates()
        self._tell(f"Sjabloon {name} is verwijderd.")

    def _undo(self) -> None:
        before = self._before
        if before is not None:
            self._change(lambda: self._templates.restore(before), None)
            self._fill_templates()
            self._tell("De sjablonen zijn terug zoals ze waren.")

    def _change(self, change: Callable[[], None], before: dict[str, LayoutSettings] | None) -> None:
        try:
            change()
        except ExportError as error:
            messages.show(self, "Niet bewaard", *messages.worded(error))
            return
        self._before = before

    def _fill_templates(self, chosen: str = "") -> None:
        self.template.clear()
        self.template.addItem(_NO_TEMPLATE if self._templates.named else "nog geen", "")
        for name in self._templates.named:
            self.template.addItem(name, name)
        self.template.setCurrentIndex(max(self.template.findData(chosen), 0))
        self.template.setEnabled(bool(self._templates.named))
        self.remove_template.setEnabled(bool(self.template.currentData()))
        self.undo.setVisible(self._before is not None)

    def _ask_name(self, suggestion: str) -> str:
        dialog = QInputDialog(self)
        dialog.setWindowTitle("Sjabloon bewaren")
        dialog.setLabelText("Naam van het sjabloon:")
        dialog.setTextValue(suggestion)
        dialog.setOkButtonText("Bewaren")
        dialog.setCancelButtonText("Annuleren")
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        name = dialog.textValue() if accepted else ""
        dialog.deleteLater()
        return name

    # Leaving

    def _export(self) -> None:
        chosen, material, (path, logo) = self.form.settings(), self._material, self._logos

        def make() -> Page:
            fresh = logo if path == chosen.logo else None
            if chosen.logo and fresh is None:
                fresh = read_logo(Path(chosen.logo))
            return material.page(chosen, fresh)

        name = chosen.title or (self.page.title if self.page is not None else "kaart")
        self._exporter.page(make, name, self, self._on_saved)

    def _on_saved(self, path: Path) -> None:
        self._tell(f"{path.name} is bewaard in {path.parent}.")

    def done(self, result: int) -> None:
        """Close, and remember the choices."""
        self._soon.stop()
        if self._task is not None:
            self._task.cancel()
        try:
            self._templates.keep_last(self.form.settings())
        except ExportError as error:
            self._exporter.show_error(error)
        super().done(result)

    def _tell(self, text: str) -> None:
        self.state_text.setText(text)

    @staticmethod
    def _missing(problems: list[str]) -> str:
        return messages.sentence(join_names(problems)) if problems else ""


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(False)  # Enter in a text does not start an export
    return button
