"""Opens the dialog with what the window has now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QWidget

from regiokaart.cartography.specification import MapSpecification
from regiokaart.congruence.table import Table
from regiokaart.gui.exporting import Exporter
from regiokaart.gui.layouting.building import Material
from regiokaart.gui.layouting.dialog import LayoutDialog
from regiokaart.gui.layouting.templates import FILE, Templates
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State
from regiokaart.gui.tasks import Tasks
from regiokaart.sources.errors import DataError

_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def open_dialog(
    state: State,
    window_map: MapSpecification | None,
    tables: Mapping[str, Table],
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
    material = Material(state.catalogus, state.gebied, window_map, tables, written(date.today()))
    dialog = LayoutDialog(material, tasks, exporter, stored, templates, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def written(day: date) -> str:
    """Write a date in Dutch.

    Examples
    --------
    >>> written(date(2026, 3, 1))
    '1 maart 2026'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
