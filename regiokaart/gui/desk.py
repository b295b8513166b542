"""What the window lends to its parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from regiokaart.gui.actions import Actions
from regiokaart.gui.details.subject import Subject
from regiokaart.gui.figures.chance import Chances
from regiokaart.gui.figures.results import Results
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State
from regiokaart.gui.tasks import ShowError, Tasks


@dataclass(frozen=True, eq=False)
class Desk:
    """What a part of the window may use of it.

    Attributes
    ----------
    state : State
    commands : Actions
    tasks : Tasks
    results : Results
    settings : Settings
    chances : Chances
    show_error : callable
        Tells in one dialog what went wrong and what to do.
    show_message : callable
        Shows rich text in the status bar for a while; values in it must be escaped.
    look_at : callable
        Tells about a subject in the details.
    """

    state: State
    commands: Actions
    tasks: Tasks
    results: Results
    settings: Settings
    chances: Chances
    show_error: ShowError
    show_message: Callable[[str], None]
    look_at: Callable[[Subject], None]
