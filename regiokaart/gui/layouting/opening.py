"""Opens the dialog with what the window has, and keeps it up to date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QWidget

from regiokaart.cartography.composing import Material
from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.viewport import Viewport
from regiokaart.gui.exporting import Exporter
from regiokaart.gui.layouting.dialog import LayoutDialog
from regiokaart.gui.layouting.templates import FILE, Templates
from regiokaart.gui.projects.current import CurrentProject
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State
from regiokaart.gui.tables.dock import TablesDock
from regiokaart.gui.tasks import Tasks
from regiokaart.model.notation import day_in_words
from regiokaart.sources.errors import DataError

_FURTHEST = 2_000_000  # metres RD: as far as a template takes


def open_dialog(
    make_material: Callable[[], Material],
    project: CurrentProject,
    tasks: Tasks,
    exporter: Exporter,
    stored: Settings,
    window: QWidget,
) -> LayoutDialog:
    """Open the dialog; templates that cannot be read are told of, and put aside."""
    templates = Templates(stored.folder / FILE)
    try:
        templates.load()
    except DataError as error:
        exporter.show_error(error)
    dialog = LayoutDialog(make_material, tasks, exporter, stored, templates, project, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def material_of(
    state: State, window_map: MapSpecification | None, tables: TablesDock, view: Viewport
) -> Material:
    """Return what the window has for a page; `view` is the part of its map that is in sight."""
    frame: tuple[int, ...] = ()
    if window_map is not None:
        frame = tuple(max(min(round(side), _FURTHEST), -_FURTHEST) for side in view.bounds)
    return Material(
        state.catalogus,
        state.gebied,
        window_map,
        tables.offered_tables(),
        day_in_words(date.today().isoformat()),
        state.selection,
        frame,
    )
