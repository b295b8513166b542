"""The choices of a user from one session to the next, where there is no project."""

from __future__ import annotations

from regiokaart.gui import settings
from regiokaart.gui.projects.collecting import tolerance_in
from regiokaart.gui.projects.current import CurrentProject
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State, default_counted


def restore(stored: Settings, state: State, project: CurrentProject) -> None:
    """Choose as at the end of the last session; nothing to undo."""
    ids = [indeling.id for indeling in state.catalogus]
    counted = stored.get(settings.COUNTED)
    if counted is not None:
        state.apply_counted(frozenset(counted) & frozenset(ids))
    state.set_show_all(stored.get(settings.SHOW_ALL))
    state.apply_gewicht(stored.get(settings.GEWICHT))
    choices = stored.get(settings.CHOICES)
    project.choices.restore(choices)
    state.apply_tolerance(tolerance_in(choices))
    a = stored.get(settings.INDELING_A)
    a = a if a in ids else state.a.id
    b = stored.get(settings.INDELING_B)
    b = b if b in ids and b != a else next(each for each in ids if each != a)
    state.apply_map(stored.get(settings.VIEW), (a, b))


def remember(stored: Settings, state: State, project: CurrentProject) -> None:
    """Store what is chosen now."""
    counted = tuple(indeling.id for indeling in state.counted)
    if frozenset(counted) == default_counted(state.catalogus):
        stored.remove(settings.COUNTED)
    else:
        stored.set(settings.COUNTED, counted)
    stored.set(settings.SHOW_ALL, state.show_all)
    stored.set(settings.GEWICHT, state.gewicht)
    stored.set(settings.CHOICES, project.now().project.keuzes)
    stored.set(settings.VIEW, state.view)
    stored.set(settings.INDELING_A, state.a.id)
    stored.set(settings.INDELING_B, state.b.id)
