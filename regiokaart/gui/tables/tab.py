"""A tab among the tables."""

from __future__ import annotations

from dataclasses import dataclass

from regiokaart.gui.tables.panel import TablePanel


@dataclass(frozen=True, eq=False)
class Tab:
    """A table with its place among the others.

    Attributes
    ----------
    panel : TablePanel
    name, tip : str
        Dutch.
    """

    panel: TablePanel
    name: str
    tip: str
