"""What is in the menus, in order."""

from __future__ import annotations

from collections.abc import Mapping

from PyQt6.QtGui import QAction, QActionGroup
from PyQt6.QtWidgets import QMenu, QMenuBar, QWidget

from regiokaart.gui.actions import Actions
from regiokaart.gui.state import State
from regiokaart.model import Gewicht

# Titles with keys of commands, or of what the window adds; None is a line between groups.
MENUS: tuple[tuple[str, tuple[str | None, ...]], ...] = (
    (
        "&Bestand",
        (
            "new_project",
            "open_project",
            "recent",
            "save_project",
            "save_project_as",
            None,
            "import_indeling",
            None,
            "export_table",
            "export_workbook",
            None,
            "export_map",
            "export_web_map",
            "layout_map",
            None,
            "quit",
        ),
    ),
    (
        "Be&werken",
        (
            "undo",
            "redo",
            None,
            "copy",
            "copy_map",
            None,
            "select_all",
            "select_none",
            "select_wisselaars",
            None,
            "regelingen_selection",
            "all_regelingen",
            None,
            "write_note",
            "notes",
            None,
            "find",
            "search",
        ),
    ),
    (
        "Weer&gave",
        (
            "view_one",
            "view_two",
            "view_borders",
            "view_gemeenten",
            "view_steps",
            "view_cooperation",
            "view_years",
            None,
            "swap",
        ),
    ),
    (
        "Bee&ld",
        (
            "back",
            "forward",
            None,
            "zoom_in",
            "zoom_out",
            "fit",
            "zoom_selection",
            "frame",
            "extent_back",
            "extent_forward",
            None,
            "measure",
            None,
            "list",
            "tables",
            "details",
            "toolbar",
            "legend",
            "locator",
            "map_table",
            None,
            "next_part",
            "previous_part",
            None,
            "thema",
            "technical",
            "reset_layout",
        ),
    ),
    ("&Analyse", ("gewicht", "chance", None, "count_default", "count_all", "count_none")),
    (
        "&Data",
        (
            "peiljaar",
            None,
            "update",
            "quality",
            None,
            "edit_own",
            "rename_own",
            "remove_own",
            "export_own",
            "show_own",
        ),
    ),
    ("&Help", ("manual", "tour", "method", "shortcuts", None, "log", "about")),
)


def fill(bar: QMenuBar, commands: Actions, others: Mapping[str, QAction | None]) -> None:
    """Put the menus in the bar.

    Parameters
    ----------
    bar : QMenuBar
    commands : Actions
    others : mapping of str to QAction
        What is in the menus and is no command, such as showing a dock.
    """
    for title, keys in MENUS:
        menu = QMenu(title, bar)
        bar.addMenu(menu)
        menu.setToolTipsVisible(True)
        for key in keys:
            if key is None:
                menu.addSeparator()
            else:
                menu.addAction(others[key] if key in others else commands[key])


def gewicht_menu(state: State, parent: QWidget) -> QMenu:
    """Make the menu that chooses the weight, kept in step with the state."""
    menu = QMenu("&Gewicht", parent)
    group = QActionGroup(parent)
    actions: dict[Gewicht, QAction] = {}
    for gewicht in Gewicht:
        action = menu.addAction(gewicht.value.capitalize())
        assert action is not None
        action.setCheckable(True)
        action.triggered.connect(lambda checked, gewicht=gewicht: state.set_gewicht(gewicht))
        group.addAction(action)
        actions[gewicht] = action

    def show() -> None:
        actions[state.gewicht].setChecked(True)

    state.gewicht_changed.connect(show)
    show()
    return menu
