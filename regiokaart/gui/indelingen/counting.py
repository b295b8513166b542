"""The commands that let a whole group of indelingen count."""

from __future__ import annotations

from regiokaart.gui.actions import Actions
from regiokaart.gui.state import State, default_counted


def connect_counting(state: State, commands: Actions) -> None:
    """Let these commands choose which indelingen count."""

    def count_default() -> None:
        state.set_counted(default_counted(state.catalogus), "beginstand van meetellen")

    def count_all() -> None:
        state.set_counted([indeling.id for indeling in state.catalogus], "alles telt mee")

    commands.connect("count_default", count_default)
    commands.connect("count_all", count_all)
    commands.connect("count_none", lambda: state.set_counted((), "niets telt mee"))
