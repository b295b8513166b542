"""What of the window is the project: the choices in the state, the notes, and what they name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from regiokaart.gui.state import MOST_TOLERANCE, State
from regiokaart.model.layoutsettings import LayoutSettings
from regiokaart.model.project import Choice, EigenIndeling, Notitie, Project, Weergave

TOLERANCE = "Tolerantie in procenten"
"""Name of the tolerance among the choices of the pair."""


def collect(
    state: State,
    notes: Collection[Notitie],
    choices: Mapping[Weergave, Mapping[str, Choice]],
    templates: Mapping[str, LayoutSettings],
) -> Project:
    """Return the project as it is now, without its data.

    Parameters
    ----------
    state : State
    notes : collection of Notitie
    choices : mapping
        Values of the controls of each view.
    templates : mapping
        Layouts of a page, by name.
    """
    codes = state.catalogus.gemeenten.codes
    of_pair = {**choices.get(Weergave.VERGELIJK, {}), TOLERANCE: round(100 * state.tolerance)}
    project = Project(
        telt_mee=tuple(indeling.id for indeling in state.counted),
        gewicht=state.gewicht,
        weergave=state.view,
        a=state.a.id,
        b=state.b.id,
        selectie=tuple(codes[i] for i in sorted(state.selection)),
        notities=tuple(notes),
        keuzes={**choices, Weergave.VERGELIJK: of_pair},
        sjablonen=templates,
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


def tolerance_in(choices: Mapping[Weergave, Mapping[str, Choice]]) -> float:
    """Return the tolerance among the choices of a project; none where there is none."""
    percent = choices.get(Weergave.VERGELIJK, {}).get(TOLERANCE)
    return min(max(percent, 0), MOST_TOLERANCE) / 100 if type(percent) is int else 0.0


def work_in(project: Project) -> Project:
    """Return a project without the choices in views, which are compared by themselves."""
    return replace(project, keuzes={})
