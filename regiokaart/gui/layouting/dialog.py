"""The dialog that lays out a page: choices on the left, the page on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PyQt6 import sip
from PyQt6.QtCore import QByteArray, Qt, QTimer
from PyQt6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QKeySequence,
    QShortcut,
    QUndoStack,
)
from PyQt6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from regiokaart.cartography.composing import Material
from regiokaart.cartography.page import Page
from regiokaart.congruence.wording import join_names
from regiokaart.export.files import ExportError
from regiokaart.gui import messages, settings
from regiokaart.gui.exporting import Exporter
from regiokaart.gui.filedialogs import ask_to_open
from regiokaart.gui.layouting.controls import button
from regiokaart.gui.layouting.form import LayoutForm
from regiokaart.gui.layouting.logo import SUFFIXES, Logo, read_logo
from regiokaart.gui.layouting.preview import Preview
from regiokaart.gui.layouting.templatebar import TemplateBar
from regiokaart.gui.layouting.templates import Templates
from regiokaart.gui.look import theme
from regiokaart.gui.look.namedtext import NamedText
from regiokaart.gui.projects.current import CurrentProject
from regiokaart.gui.settings import Settings
from regiokaart.gui.steps import Step
from regiokaart.gui.tasks import Progress, Task, Tasks
from regiokaart.model.layoutsettings import PIXELS_PER_MM, Extent, LayoutSettings
from regiokaart.painting.layout import layout_sheet
from regiokaart.painting.page import sheet_image
from regiokaart.sources.errors import DataError

_LOGO_KIND = "Logo (*.png *.svg)"
_PAUSE = 60  # milliseconds in which a next change makes the last one void
_SHARPEST = 3.0  # pixels per pixel of 1/96 inch, of a preview
_PART_OF_WINDOW = 0.9
_WRITTEN = ("title", "subtitle", "note")


@dataclass(frozen=True)
class _Shown:
    """A page with its picture."""

    page: Page
    image: QImage


class LayoutDialog(QDialog):
    """Lays out a page and exports it.

    Parameters
    ----------
    make_material : callable
        Returns what a page can be made of now.
    tasks : Tasks
    exporter : Exporter
    stored : Settings
    templates : Templates
        As they were read.
    project : CurrentProject
    parent : QWidget

    Attributes
    ----------
    form : LayoutForm
    preview : Preview
    templates : TemplateBar
    steps : QUndoStack
        Changes of the form and of the templates.
    undo, own_size, copy, export, close_button : QPushButton
    state_text : QLabel
        What came of the last action.
    page : Page or None
        What the preview shows.
    ask_for_logo : callable
        As `filedialogs.ask_to_open`.
    """

    def __init__(
        self,
        make_material: Callable[[], Material],
        tasks: Tasks,
        exporter: Exporter,
        stored: Settings,
        templates: Templates,
        project: CurrentProject,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.ask_for_logo = ask_to_open
        self.page: Page | None = None
        self._make_material, self._material = make_material, make_material()
        self._tasks, self._exporter = tasks, exporter
        self._settings, self._stored_templates = stored, templates
        self._logos: tuple[str, Logo | None] = ("", None)
        self._task: Task | None = None
        self._remarks: tuple[str, ...] = ()
        self.steps = QUndoStack(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._draw)
        self.setWindowTitle("Kaart opmaken")
        self.setAcceptDrops(True)
        self._build(project)
        self.form.paper.setFocus()
        missing = self.form.show_settings(_in_sight(templates.last, self._material))
        self._tell(_missing(missing))
        self._before = self.form.settings()  # the last step
        self.form.changed.connect(self._on_changed)
        self._on_changed()

    def _build(self, project: CurrentProject) -> None:
        self.form = LayoutForm(self._material)
        self.form.logo_wanted.connect(self._choose_logo)
        scroll = QScrollArea()
        scroll.setWidget(self.form)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = scroll.verticalScrollBar()
        needed = self.form.minimumSizeHint().width() + (bar.sizeHint().width() if bar else 0)
        scroll.setFixedWidth(max(needed + theme.STEP, 48 * theme.STEP))

        self.templates = TemplateBar(
            self._stored_templates,
            project.templates,
            project.path is not None,
            self.steps,
            self.form.settings,
        )
        self.templates.chosen.connect(self._use_template)
        self.templates.told.connect(self._tell)
        self.preview = Preview()
        self.preview.resized.connect(self._soon.start)
        paper = QScrollArea()
        paper.setWidget(self.preview)
        paper.setWidgetResizable(True)
        paper.setMinimumSize(self.preview.minimumSize())
        paper.setFrameShape(QFrame.Shape.NoFrame)
        paper.setFocusPolicy(Qt.FocusPolicy.NoFocus)

        self._make_buttons()
        bottom = QHBoxLayout()
        bottom.setSpacing(theme.STEP)
        bottom.addWidget(self.undo)
        bottom.addWidget(self.state_text, 1)
        for each in (self.own_size, self.copy, self.export, self.close_button):
            bottom.addWidget(each)
        middle = QHBoxLayout()
        middle.setSpacing(theme.STEP)
        middle.addWidget(scroll)
        middle.addWidget(paper, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP)
        layout.setSpacing(theme.STEP)
        layout.addWidget(self.templates)
        layout.addLayout(middle, 1)
        layout.addLayout(bottom)
        around = self.parentWidget()
        assert around is not None
        if not self.restoreGeometry(QByteArray(self._settings.get(settings.PAGE))):
            self.resize((around.size() * _PART_OF_WINDOW).expandedTo(self.minimumSizeHint()))

    def _make_buttons(self) -> None:
        self.undo = button("Ongedaan &maken", "Zet de laatste verandering terug (Ctrl+Z)")
        self.undo.clicked.connect(self.steps.undo)
        self.undo.setEnabled(False)
        self.steps.canUndoChanged.connect(self.undo.setEnabled)
        for key, slot in (
            (QKeySequence.StandardKey.Undo, self.steps.undo),
            (QKeySequence.StandardKey.Redo, self.steps.redo),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(slot)
        self.state_text = NamedText("Melding")
        self.own_size = button("&100%", "Toon de pagina op ware grootte, of weer in haar geheel")
        self.own_size.setAccessibleName("Ware grootte")
        self.own_size.setCheckable(True)
        self.own_size.toggled.connect(self.preview.set_own_size)
        self.copy = button(
            "Kopiëren", "Zet de pagina als afbeelding op het klembord (Ctrl+Shift+C)"
        )
        self.copy.setShortcut("Ctrl+Shift+C")
        self.copy.clicked.connect(self._copy)
        self.export = button("&Exporteren…", "Bewaar de pagina als PDF, PNG of SVG")
        self.export.clicked.connect(self._export)
        self.close_button = button("Sl&uiten", "Sluit; de keuzes blijven bewaard")
        self.close_button.clicked.connect(self.close)

    # Preview

    def renew(self) -> None:
        """Offer what the window has by now, such as a table that was computed."""
        material = self._make_material()
        if material.window_map is None:  # it is being drawn anew
            old = self._material
            material = replace(material, window_map=old.window_map, frame=old.frame)
        self._material = material
        self.form.set_material(material)

    def _on_changed(self) -> None:
        now = self.form.settings()
        if now != self._before:
            written = [n for n in _WRITTEN if getattr(now, n) != getattr(self._before, n)]
            subject = ("tekst", *written) if len(written) == 1 else None
            before, self._before = self._before, now
            self.steps.push(Step("keuze", before, now, self._restore, subject))
        self.preview.set_page(*now.size)
        self._soon.start()

    def _restore(self, chosen: LayoutSettings) -> None:
        """Choose as at another step."""
        if chosen != self.form.settings():
            self._before = chosen
            self.form.show_settings(chosen)

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
                path, logo = chosen.logo, _logo(chosen)
            page = _page(material, chosen, logo)
            progress.report(1, 2)
            image = sheet_image(layout_sheet(page, material.gebied), ratio)
            return _Shown(page, image), (path, logo)

        self._task = self._tasks.start("", work, self._on_drawn, self._on_error)

    def _on_drawn(self, drawn: tuple[_Shown, tuple[str, Logo | None]]) -> None:
        shown, self._logos = drawn
        self.page = shown.page
        self.preview.show_image(shown.image, f"{shown.page.title}. {shown.page.alt_text}")
        self.form.show_own_texts(shown.page)
        if shown.page.remarks != self._remarks:
            self._remarks = shown.page.remarks
            self._tell(_missing(list(self._remarks)))

    def _on_error(self, error: Exception) -> None:
        self._tell(" ".join(filter(None, messages.worded(error))))
        if self.form.settings().logo and isinstance(error, DataError):
            self.form.set_logo("")  # the page goes on without; the message says why

    # Choices

    def _choose_logo(self) -> None:
        folder = self._settings.last_folder
        path = self.ask_for_logo(self, "Logo kiezen", folder, _LOGO_KIND)
        if path is not None:
            self._take_logo(path)

    def _take_logo(self, path: Path) -> None:
        self._tell("")
        self.form.set_logo(str(path))

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        """Accept a picture that can be a logo."""
        if event is not None and _dropped_logo(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent | None) -> None:
        """Take a picture as logo."""
        path = None if event is None else _dropped_logo(event)
        if event is not None and path is not None:
            event.acceptProposedAction()
            self._take_logo(path)

    def _use_template(self, name: str, chosen: LayoutSettings) -> None:
        missing = self.form.show_settings(chosen)
        self._remarks = ()
        self._tell(_missing(missing) or f"Sjabloon {name} is overgenomen.")

    # Leaving

    def _current_page(self) -> Callable[[], Page]:
        """Return what makes the page of this moment, on any thread."""
        chosen, material, (path, logo) = self.form.settings(), self._material, self._logos

        def make() -> Page:
            return _page(material, chosen, logo if path == chosen.logo else _logo(chosen))

        return make

    def _copy(self) -> None:
        def tell(text: str) -> None:
            if not sip.isdeleted(self):  # it may close before the picture is there
                self._tell(text)

        if self.page is not None:
            sheet = layout_sheet(self.page, self._material.gebied)
            self._exporter.copy_sheet(sheet, "De pagina", tell)

    def _export(self) -> None:
        title = self.form.settings().title
        name = title or (self.page.title if self.page is not None else "kaart")
        self._exporter.page(self._current_page(), name, self, self._on_saved)

    def _on_saved(self, path: Path) -> None:
        self._tell(f"{path.name} is bewaard in {path.parent}.")

    def done(self, result: int) -> None:
        """Close, and remember the choices."""
        self._soon.stop()
        if self._task is not None:
            self._task.cancel()
        self._settings.set(settings.PAGE, self.saveGeometry().data())
        try:
            self._stored_templates.keep_last(self.form.settings())
        except ExportError as error:
            self._exporter.show_error(error)
        super().done(result)

    def _tell(self, text: str) -> None:
        self.state_text.setText(text)


def _logo(chosen: LayoutSettings) -> Logo | None:
    return read_logo(Path(chosen.logo)) if chosen.logo else None


def _page(material: Material, chosen: LayoutSettings, logo: Logo | None) -> Page:
    return material.page(chosen, logo.png, logo.size) if logo else material.page(chosen)


def _in_sight(last: LayoutSettings, material: Material) -> LayoutSettings:
    """Return the choices of last time, with what is in view in the window now."""
    maps = (
        replace(each, frame=material.frame)
        if each.extent is Extent.FRAME and material.frame
        else each
        for each in last.maps
    )
    return replace(last, maps=tuple(maps))


def _missing(problems: list[str]) -> str:
    return messages.sentence(join_names(problems)) if problems else ""


def _dropped_logo(event: QDropEvent) -> Path | None:
    data = event.mimeData()
    urls = data.urls() if data is not None else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in SUFFIXES else None
