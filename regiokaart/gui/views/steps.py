"""The view Naar meer congruentie: the cheapest steps, and the set of indelingen as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from PyQt6.QtWidgets import QComboBox, QWidget

from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.steps import no_step_map, step_map
from regiokaart.congruence.stepchange import Change, region_change, whole_change
from regiokaart.congruence.stepsentences import region_step_headline, step_headline
from regiokaart.congruence.steptables import Ranking, ranking, region_steps_table, steps_table
from regiokaart.congruence.table import Table
from regiokaart.congruence.whole import whole
from regiokaart.congruence.wholetables import groups_table, tree_table, whole_table
from regiokaart.gui.details.subject import Kind, Subject
from regiokaart.gui.tablemodel import only, without
from regiokaart.gui.tableview import TablePanel
from regiokaart.gui.views.computed import ComputedView
from regiokaart.gui.views.view import Desk, Tab, combo, label
from regiokaart.model import Catalogus, Gebied, Gewicht, Indeling, Verdeling

WHOLE, SMALL = "hele indeling", "één regio"
TOO_FEW = (
    "Voor een stap zijn ten minste drie indelingen nodig die meetellen en hele gemeenten volgen: "
    "het gaat om wat de stap doet met de andere. Vink er in de lijst meer aan."
)
_NO_STEP = "Geen stap van zo'n indeling. Kies bij Bepaald door of Ministerie iets anders."
_TOO_FEW_WHOLE = "Vink in de lijst ten minste twee indelingen aan om het geheel te zien."
_WHO = {False: ("naam_a", "naam_b"), True: ("naam_a", "regio", "naam_b", "wordt", "aantal_heeft")}
_FIGURES = ("winst_per", "winst", "gemeenten", "inwoners")
_DECIDED = ("bepaald_door", "ministeries", "grondslag", "verplicht", "onzeker", "wie")


@dataclass(frozen=True)
class Choices:
    """What the steps are computed from.

    Attributes
    ----------
    catalogus : Catalogus
    gebied : Gebied
    counted : tuple of Indeling
    gewicht : Gewicht
    small : bool
        Steps of one region instead of whole indelingen.
    bepaald_door, ministerie : str
        Only of indelingen that they decide on; empty for all.
    """

    catalogus: Catalogus
    gebied: Gebied
    counted: tuple[Indeling, ...]
    gewicht: Gewicht
    small: bool
    bepaald_door: str
    ministerie: str


@dataclass(frozen=True, eq=False)
class Found:
    """What the view shows.

    Attributes
    ----------
    choices : Choices
    ranked : Ranking or None
        None for too few indelingen.
    steps : Table or None
    places : tuple of int
        Which step each row of `steps` is.
    wholes : tuple of Table
        The set as a whole, per ministry, per domein and its tree; none for fewer than two.
    """

    choices: Choices
    ranked: Ranking | None
    steps: Table | None
    places: tuple[int, ...]
    wholes: tuple[Table, ...]


@dataclass(frozen=True, eq=False)
class Shown:
    """The step on the map.

    Attributes
    ----------
    found : Found
        What it was chosen from.
    row : int
        Row of `Found.steps`; -1 for none.
    change : Change or None
    specification : MapSpecification
    sentence : str
    """

    found: Found
    row: int
    change: Change | None
    specification: MapSpecification
    sentence: str


def find(choices: Choices, ranked: Ranking | None) -> Found:
    """Compute the steps and the set as a whole.

    Parameters
    ----------
    choices : Choices
    ranked : Ranking or None
        Computed before from the same indelingen and weight.
    """
    catalogus, counted, gewicht = choices.catalogus, choices.counted, choices.gewicht
    wholes: tuple[Table, ...] = ()
    if len(counted) > 1:
        as_whole = whole(catalogus, counted, gewicht)
        wholes = (
            whole_table(as_whole),
            groups_table(as_whole, as_whole.by_ministerie(), "ministerie"),
            groups_table(as_whole, as_whole.by_domein(), "domein"),
            tree_table(as_whole),
        )
    if sum(i.verdeling is Verdeling.HEEL for i in counted) < 3:
        return Found(choices, None, None, (), wholes)
    ranked = ranked or ranking(catalogus, counted, gewicht)
    table = region_steps_table(ranked) if choices.small else steps_table(ranked)
    follower = (ranked.small if choices.small else ranked.steps).follower.tolist()
    places = [s for s, i in enumerate(follower) if _fits(ranked.indelingen[i], choices)]
    return Found(choices, ranked, _only_rows(table, places, choices), tuple(places), wholes)


def show(found: Found, row: int) -> Shown:
    """Draw a step; the first where there is no such row."""
    choices, ranked = found.choices, found.ranked
    if ranked is None or not found.places:
        why = TOO_FEW if ranked is None else _NO_STEP
        empty = no_step_map(choices.catalogus, choices.gebied, why)
        return Shown(found, -1, None, empty, why)
    row = row if 0 <= row < len(found.places) else 0
    s = found.places[row]
    change = (region_change if choices.small else whole_change)(ranked, s)
    sentences = (region_step_headline if choices.small else step_headline)(ranked, s)
    return Shown(
        found,
        row,
        change,
        step_map(choices.catalogus, choices.gebied, change),
        " ".join(sentences),
    )


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
        self.steps = TablePanel("Stappen", "Filter de stappen", TOO_FEW)
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
        same = before is not None and _of_steps(before.choices) == _of_steps(choices)
        ranked = before.ranked if before is not None and same else None
        return lambda: show(find(choices, ranked), 0)

    def show_found(self, found: Shown) -> None:
        steps, wholes = found.found.steps, found.found.wholes
        self.steps.empty_hint = TOO_FEW if steps is None else _NO_STEP
        if self._table_of is not found.found:
            self._table_of = found.found
            small = found.found.choices.small
            shown = ("rang", *_WHO[small], *_FIGURES, *_DECIDED)
            self.steps.set_table(None if steps is None else only(steps, shown))
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
        self._offer(self.bepaald_door, "iedereen", {i.indeling_bepaald_door for i in counted})
        self._offer(self.ministerie, "alle", {m for i in counted for m in i.ministeries})

    def _offer(self, box: QComboBox, every: str, values: set[str]) -> None:
        before = box.currentData()
        box.clear()
        box.addItem(every, "")
        for value in sorted(values, key=str.casefold):
            box.addItem(value, value)
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


def _of_steps(choices: Choices) -> tuple[Catalogus, tuple[Indeling, ...], Gewicht]:
    return choices.catalogus, choices.counted, choices.gewicht


def _fits(indeling: Indeling, choices: Choices) -> bool:
    return choices.bepaald_door in ("", indeling.indeling_bepaald_door) and (
        not choices.ministerie or choices.ministerie in indeling.ministeries
    )


def _only_rows(table: Table, rows: Sequence[int], choices: Choices) -> Table:
    """Keep these rows; the provenance says by what they were chosen."""
    chosen = (
        ("Alleen indelingen bepaald door", choices.bepaald_door),
        ("Alleen indelingen van ministerie", choices.ministerie),
    )
    account = table.provenance
    return replace(
        table,
        columns=tuple(replace(c, values=[c.values[row] for row in rows]) for c in table.columns),
        provenance=replace(
            account,
            parameters=(*account.parameters, *((name, value) for name, value in chosen if value)),
        ),
    )
