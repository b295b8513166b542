"""The view Naar meer congruentie: the cheapest steps, and the set of indelingen as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from PyQt6.QtWidgets import QComboBox, QWidget

from regiokaart.cartography.specification import MapSpecification
from regiokaart.congruence.table import Table
from regiokaart.congruence.wording import decider
from regiokaart.gui.desk import Desk
from regiokaart.gui.details.subject import Kind, Subject
from regiokaart.gui.look.controls import combo, label
from regiokaart.gui.tables.model import only, without
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.tables.tab import Tab
from regiokaart.gui.views.computed import ComputedView
from regiokaart.gui.views.stepsfindings import (
    Choices,
    Found,
    Shown,
    find,
    show,
)

WHOLE, SMALL = "hele indeling", "één regio"
_TOO_FEW_STEPS = "Hier komen de stappen, zodra er drie indelingen van hele gemeenten meetellen."
_NO_STEP = "Geen stap past bij deze keuzes."
_TOO_FEW_WHOLE = "Vink in de lijst ten minste twee indelingen aan om het geheel te zien."
_WHO = {False: ("naam_a", "naam_b"), True: ("naam_a", "regio", "naam_b", "wordt", "aantal_heeft")}
_FIGURES = ("winst_per", "winst", "gemeenten", "inwoners")
_DECIDED = ("bepaald_door", "ministeries", "grondslag", "verplicht", "onzeker", "wie")


class StepsView(ComputedView[Shown]):
    """Ranks the steps of what counts, shows one on the map, and tells about the set as a whole.

    Attributes
    ----------
    size, bepaald_door, ministerie : QComboBox
    steps, whole, ministeries, domeinen : TablePanel
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._row = 0  # of the table, on the map
        self._table_of: Found | None = None  # what is in the tables
        self.size = combo("Stap", "Volgt een hele indeling een andere, of neemt zij één regio over")
        for text, small in ((WHOLE, False), (SMALL, True)):
            self.size.addItem(text, small)
        self.bepaald_door = combo(
            "Bepaald door", "Alleen stappen van een indeling die zo wordt bepaald"
        )
        self.ministerie = combo("Ministerie", "Alleen stappen van een indeling van dit ministerie")
        for each in (self.size, self.bepaald_door, self.ministerie):
            each.activated.connect(self.refresh)
        self.steps = TablePanel("Stappen", "Filter de stappen", _TOO_FEW_STEPS)
        self.steps.view.setAccessibleDescription(
            "Een rij kiezen zet de stap op de kaart en selecteert wie van regio wisselt."
        )
        self.steps.selected.connect(self._select)
        self.steps.activated.connect(self._show)
        self.steps.pointed.connect(self._point_at)
        self.whole = TablePanel("Geheel", "Filter de indelingen", _TOO_FEW_WHOLE)
        self.whole.view.setAccessibleDescription("Enter: de indeling bekijken.")
        self.whole.activated.connect(self._look_at_indeling)
        self.ministeries = TablePanel("Ministeries", "Filter de ministeries", _TOO_FEW_WHOLE)
        self.ministeries.view.setAccessibleDescription("Enter: het ministerie in de details.")
        self.ministeries.activated.connect(self._look_at_ministerie)
        self.domeinen = TablePanel("Domeinen", "Filter de domeinen", _TOO_FEW_WHOLE)
        desk.state.catalogus_changed.connect(self._fill)
        desk.state.counted_changed.connect(self._fill)
        self._fill()

    def controls(self) -> Sequence[QWidget]:
        return (
            label("Stap:"),
            self.size,
            label("Bepaald door:"),
            self.bepaald_door,
            label("Ministerie:"),
            self.ministerie,
        )

    def tabs(self) -> Sequence[Tab]:
        return (
            Tab(self.steps, "Stappen", "Wat elke stap oplevert, de goedkoopste eerst"),
            Tab(self.whole, "Geheel", "Hoe elke indeling die meetelt bij de andere past"),
            Tab(self.ministeries, "Ministeries", "Hoe de indelingen van een ministerie passen"),
            Tab(self.domeinen, "Domeinen", "Hoe de indelingen van een domein passen"),
        )

    def specification(self) -> MapSpecification | None:
        return self.found.specification if self.found is not None else None

    def sentence(self) -> str:
        return self.found.sentence if self.found is not None else ""

    def tables(self) -> Callable[[], tuple[Table, ...]] | None:
        if self.found is None:
            return None
        found = self.found.found
        every = ((found.steps,) if found.steps is not None else ()) + found.wholes
        return (lambda: every) if every else None

    def select_around(self, gemeente: int) -> None:
        change = self.found.change if self.found is not None else None
        if change is not None:
            self.desk.state.select(change.region_around(gemeente).tolist())

    def work(self) -> Callable[[], Shown]:
        state = self.desk.state
        choices = Choices(
            state.catalogus,
            state.gebied,
            state.counted,
            state.gewicht,
            self.size.currentData(),
            self.bepaald_door.currentData(),
            self.ministerie.currentData(),
        )
        before = self.found.found if self.found is not None else None
        if before is not None and before.choices == choices:
            return partial(show, before, self._row)
        same = before is not None and choices.same_ranking(before.choices)
        ranked = before.ranked if before is not None and same else None
        return lambda: show(find(choices, ranked), 0)

    def show_found(self, found: Shown) -> None:
        steps, wholes = found.found.steps, found.found.wholes
        self.steps.empty_hint = _TOO_FEW_STEPS if steps is None else _NO_STEP
        if self._table_of is not found.found:
            self._table_of = found.found
            small = found.found.choices.small
            shown = ("rang", *_WHO[small], *_FIGURES, *_DECIDED)
            self.steps.set_table(None if steps is None else _in_words(only(steps, shown), found))
            for panel, table in zip(
                (self.whole, self.ministeries, self.domeinen), wholes, strict=False
            ):
                panel.set_table(without(table, ("indeling",)))
            if not wholes:
                for panel in (self.whole, self.ministeries, self.domeinen):
                    panel.set_table(None)
        self._row = max(found.row, 0)
        if found.row not in self.steps.selected_rows():
            self.steps.select_rows([found.row] if found.row >= 0 else [])

    def _fill(self) -> None:
        """Offer who decides on what counts."""
        counted = self.desk.state.counted
        deciders = {i.indeling_bepaald_door: decider(i.indeling_bepaald_door) for i in counted}
        self._offer(self.bepaald_door, "iedereen", deciders)
        self._offer(self.ministerie, "alle", {m: m for i in counted for m in i.ministeries})

    def _offer(self, box: QComboBox, every: str, texts: Mapping[str, str]) -> None:
        before = box.currentData()
        box.clear()
        box.addItem(every, "")
        for value, text in sorted(texts.items(), key=lambda each: each[1].casefold()):
            box.addItem(text, value)
        box.setCurrentIndex(max(box.findData(before), 0))

    def _show(self, row: int) -> None:
        self._row = row
        self.refresh()

    def _select(self, rows: Sequence[int]) -> None:
        """Put the first of these steps on the map, and select who changes region in them."""
        if rows:
            self._show(rows[0])
        self.desk.state.select({i for row in rows for i in self._movers(row)})

    def _point_at(self, row: int) -> None:
        self.desk.state.point_at(self._movers(row) if row >= 0 else ())

    def _movers(self, row: int) -> list[int]:
        found = self.found.found if self.found is not None else None
        if found is None or found.ranked is None:
            return []
        every = found.ranked.small if found.choices.small else found.ranked.steps
        moving: list[int] = np.flatnonzero(every.moving[found.places[row]]).tolist()
        return moving

    def _look_at_indeling(self, row: int) -> None:
        self._look_at(Kind.INDELING, 0, "indeling", row)

    def _look_at_ministerie(self, row: int) -> None:
        self._look_at(Kind.MINISTERIE, 1, "ministerie", row)

    def _look_at(self, kind: Kind, which: int, key: str, row: int) -> None:
        assert self.found is not None
        value = self.found.found.wholes[which][key].values[row]
        self.desk.look_at(Subject(kind, (str(value),)))


def _in_words(table: Table, found: Shown) -> Table:
    """Say who decides as the rest of the window does."""
    steps = found.found.steps
    assert steps is not None
    catalogus = found.found.choices.catalogus
    deciders = [
        decider(catalogus[str(key)].indeling_bepaald_door) for key in steps["indeling_a"].values
    ]
    return replace(
        table,
        columns=tuple(
            replace(c, values=deciders) if c.key == "bepaald_door" else c for c in table.columns
        ),
    )
