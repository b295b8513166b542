"""What of the window is the project: the choices in the state, the notes, and what they name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from regiokaart.gui.state import State
from regiokaart.model.project import Choice, EigenIndeling, Notitie, Project, Weergave


def collect(
    state: State,
    notes: Collection[Notitie],
    choices: Mapping[Weergave, Mapping[str, Choice]],
) -> Project:
    """Return the project as it is now, without its data.

    Parameters
    ----------
    state : State
    notes : collection of Notitie
    choices : mapping
        Values of the controls of each view.
    """
    codes = state.catalogus.gemeenten.codes
    project = Project(
        telt_mee=tuple(indeling.id for indeling in state.counted),
        gewicht=state.gewicht,
        weergave=state.view,
        a=state.a.id,
        b=state.b.id,
        selectie=tuple(codes[i] for i in sorted(state.selection)),
        notities=tuple(notes),
        keuzes=choices,
    )
    named = set(project.named)
    entries = () if state.library is None else state.library.entries
    own = (
        EigenIndeling(
            entry.indeling.id,
            entry.stored.indeling,
            entry.stored.gemeenten,
            entry.stored.ingelezen,
        )
        for entry in entries
        if entry.indeling.id in named
    )
    return replace(project, eigen=tuple(own))


def work_in(project: Project) -> Project:
    """Return a project without the controls of views, which change by themselves too."""
    return replace(project, keuzes={})
