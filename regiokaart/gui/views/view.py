"""What every view is: a map or page, a few controls beside it, and tables of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt6.QtCore import QObject, Qt, pyqtSignal
from PyQt6.QtWidgets import QToolButton, QWidget

from regiokaart.cartography.specification import MapSpecification
from regiokaart.congruence.table import Table
from regiokaart.gui.desk import Desk
from regiokaart.gui.map.board import Arranged
from regiokaart.gui.tables.tab import Tab
from regiokaart.painting.page import Sheet


class View(QObject):
    """One way to look at the map; a subclass fills in what it has.

    A view is made when it is first opened, for the gemeenten of that moment: when these change it
    is thrown away. The indelingen may change while it lives (`State.catalogus_changed`).

    Attributes
    ----------
    page : QWidget or None
        What is shown in place of the map; None for a map.
    tabs_in_front : bool
        Whether the first of its tables comes to the front when the view opens.
    menu_keys : tuple of str
        Commands of its own for the menu of the map.
    busy : bool
        Whether what is shown is of earlier choices, and what is asked for takes a while.

    Signals
    -------
    changed
        The map or page, the sentence or the summary is to be shown again.
    words_changed
        Only the sentence is to be shown again.
    """

    changed = pyqtSignal()
    words_changed = pyqtSignal()
    page: QWidget | None = None
    tabs_in_front = True
    menu_keys: tuple[str, ...] = ()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.active = False
        self.busy = False

    def controls(self) -> Sequence[QWidget]:
        """Return the controls beside the map, from left to right."""
        return ()

    def kept(self) -> Sequence[QWidget]:
        """Return the controls whose values are kept and can be undone; each has a name."""
        return (*self.controls(), *self.set_aside())

    def set_aside(self) -> Sequence[QWidget]:
        """Return the controls that stand on the map, for as long as there is a need for them."""
        return ()

    def tabs(self) -> Sequence[Tab]:
        """Return the tables of its own."""
        return ()

    def specification(self) -> MapSpecification | None:
        """Describe the map; None for a page."""
        return None

    def arranged(self) -> Arranged | None:
        """Return several maps to show in place of one; None for one."""
        return None

    def sheet(self) -> Sheet | None:
        """Return what is exported and copied of a page; None for nothing yet."""
        return None

    def sentence(self) -> str:
        """Say above the map what can be counted; empty for nothing."""
        return ""

    def summary(self) -> str:
        """Say in the status bar what is counted; empty for the set of indelingen that counts."""
        return ""

    def tables(self) -> Callable[[], tuple[Table, ...]] | None:
        """Return what computes the tables for the workbook on any thread; None for none."""
        return None

    def beside_chance(self) -> bool:
        """Lay what is shown beside chance; False when the view has no such thing."""
        return False

    def select_around(self, gemeente: int) -> None:
        """Select what a double-clicked gemeente belongs to."""
        state = self.desk.state
        state.select(state.region_of(state.a, gemeente))

    def set_active(self, active: bool) -> None:
        """Hear that the view was opened or left."""
        self.active = active


def command_button(
    desk: Desk,
    key: str,
    style: Qt.ToolButtonStyle = Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
) -> QToolButton:
    """Make a button for a command."""
    button = QToolButton()
    button.setDefaultAction(desk.commands[key])
    button.setToolButtonStyle(style)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoRaise(True)
    button.setAccessibleName(desk.commands[key].text().replace("&", ""))
    return button
