"""The choices of the user in one place; windows, docks and tables listen to it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtGui import QUndoStack

from regiokaart.gui.steps import Step
from regiokaart.model import Catalogus, Gebied, Gewicht, Indeling, Stand
from regiokaart.model.notation import number
from regiokaart.model.project import Weergave

if TYPE_CHECKING:
    from regiokaart.sources.library import Library

MOST_TOLERANCE = 10
"""The greatest tolerance, in percent."""


def default_counted(catalogus: Catalogus) -> frozenset[str]:
    """Ids of the indelingen that count when the user has not chosen: the intergemeentelijke."""
    return frozenset(i.id for i in catalogus if i.telt_standaard_mee)


class State(QObject):
    """What the user works with and chose: data, what counts, weight, view, pair and selection.

    Every setter ignores a value that is the present one, so listeners hear of changes only. What
    is kept in a project is changed as a step that can be undone, apart from view and selection;
    the methods that begin with ``apply`` make no step.

    Attributes
    ----------
    undo_stack : QUndoStack
        What the user did, to take back.

    Signals
    -------
    gebied_changed
        Other gemeenten with other boundaries; `catalogus_changed` follows.
    catalogus_changed
        Other indelingen can be chosen; the other signals about indelingen follow.
    counted_changed
        Other indelingen count.
    scope_changed
        The tables show all indelingen, or only those that count.
    gewicht_changed
    tolerance_changed
    map_changed
        The view, indeling A or indeling B.
    selection_changed
        Other gemeenten are selected.
    highlight_changed
        Other gemeenten are pointed at (a table row under the pointer).
    """

    gebied_changed = pyqtSignal()
    catalogus_changed = pyqtSignal()
    counted_changed = pyqtSignal()
    scope_changed = pyqtSignal()
    gewicht_changed = pyqtSignal()
    tolerance_changed = pyqtSignal()
    map_changed = pyqtSignal()
    selection_changed = pyqtSignal()
    highlight_changed = pyqtSignal()

    def __init__(
        self,
        catalogus: Catalogus,
        gebied: Gebied,
        jaar: int | None = None,
        library: Library | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        _check_enough(catalogus)
        self._catalogus, self._gebied, self._jaar = catalogus, gebied, jaar
        self._library = library
        self.undo_stack = QUndoStack(self)
        self._counted = default_counted(catalogus)
        self._show_all = False
        self._gewicht = Gewicht.INWONERS
        self._tolerance = 0.0
        self._view = Weergave.INDELING
        self._a, self._b = catalogus.indelingen[:2]
        self._pair = self._a.id, self._b.id  # as chosen, also while one of them is not there
        self._selection: frozenset[int] = frozenset()
        self._highlight: frozenset[int] = frozenset()

    # What there is to choose from

    @property
    def catalogus(self) -> Catalogus:
        """The gemeenten and every indeling of them."""
        return self._catalogus

    @property
    def gebied(self) -> Gebied:
        """The boundaries of these gemeenten."""
        return self._gebied

    @property
    def jaar(self) -> int | None:
        """The year that was installed and is in use; None for the embedded data."""
        return self._jaar

    @property
    def library(self) -> Library | None:
        """The user's own indelingen, which are in the catalogue too; None until they are loaded."""
        return self._library

    def set_library(self, library: Library) -> None:
        """Offer other indelingen of the user's own, after those of the program."""
        before = () if self._library is None else self._library.entries
        own = {entry.indeling.id for entry in before}
        others = tuple(each for each in self._catalogus if each.id not in own)
        indelingen = (*others, *(entry.indeling for entry in library.entries))
        self.set_catalogus(Catalogus(self._catalogus.gemeenten, indelingen), library)

    def set_catalogus(self, catalogus: Catalogus, library: Library | None = None) -> None:
        """Offer other indelingen of the same gemeenten, without a step to undo.

        What was chosen and is still there stays chosen; the pair falls back on the first two.
        A library comes along when the catalogue ends with its indelingen.
        """
        if catalogus is self._catalogus:
            return
        _check_enough(catalogus)
        self._catalogus = catalogus
        self._library = library or self._library
        self._announce_catalogus()

    def set_year(
        self,
        catalogus: Catalogus,
        gebied: Gebied,
        jaar: int | None,
        library: Library | None = None,
    ) -> None:
        """Go on with the gemeenten of another year; there is nothing to undo afterwards.

        Selected gemeenten that still exist stay selected.
        """
        _check_enough(catalogus)
        before, index = self._catalogus.gemeenten.codes, catalogus.gemeenten.index
        selection = [index[before[i]] for i in self._selection if before[i] in index]
        self.undo_stack.clear()
        self.point_at(())
        self.select(())
        self._catalogus, self._gebied, self._jaar = catalogus, gebied, jaar
        self._library = library
        self.gebied_changed.emit()
        self._announce_catalogus()
        self.select(selection)

    def _announce_catalogus(self) -> None:
        self._a, self._b = self._pair_now()
        self.catalogus_changed.emit()
        self.counted_changed.emit()
        self.scope_changed.emit()
        self.map_changed.emit()

    def _pair_now(self) -> tuple[Indeling, Indeling]:
        """Return the pair that was chosen, others in place of what is not there now."""
        known = {indeling.id: indeling for indeling in self._catalogus}
        first, second = (known.get(each) for each in self._pair)
        free = (i for i in self._catalogus if i is not first and i is not second)
        a = first or next(free)
        return a, second or next(i for i in free if i is not a)

    # Which indelingen count

    @property
    def counted(self) -> tuple[Indeling, ...]:
        """Indelingen that count, in the order of the catalogue."""
        return tuple(i for i in self.catalogus if i.id in self._counted)

    def counts(self, indeling: Indeling) -> bool:
        """Whether an indeling counts."""
        return indeling.id in self._counted

    def set_counted(self, ids: Collection[str], text: str = "") -> None:
        """Let exactly these indelingen count, as one step that can be undone.

        Parameters
        ----------
        ids : collection of str
            Ids that the catalogue does not hold are ignored.
        text : str
            Dutch name of the step for the menu.
        """
        after = frozenset(ids) & {i.id for i in self.catalogus}
        if after != self._counted:
            text = text or "keuze van indelingen"
            self.undo_stack.push(Step(text, self._counted, after, self.apply_counted))

    def set_counts(self, indeling: Indeling, counts: bool) -> None:
        """Let one indeling count or not."""
        change = {indeling.id}
        text = f"{indeling.naam} telt {'' if counts else 'niet '}mee"
        self.set_counted(self._counted | change if counts else self._counted - change, text)

    def apply_counted(self, ids: frozenset[str]) -> None:
        """Change what counts without a step to undo."""
        if ids != self._counted:
            self._counted = ids
            self.counted_changed.emit()
            if not self._show_all:
                self.scope_changed.emit()

    # What the tables show

    @property
    def show_all(self) -> bool:
        """Whether matrix and pairs show all indelingen instead of those that count."""
        return self._show_all

    @property
    def shown(self) -> tuple[Indeling, ...]:
        """Indelingen in matrix and pairs."""
        return self.all_shown if self._show_all else self.counted

    @property
    def all_shown(self) -> tuple[Indeling, ...]:
        """Indelingen in matrix and pairs when all are shown: the current ones, and what counts."""
        return tuple(i for i in self.catalogus if i.stand is Stand.ACTUEEL or self.counts(i))

    def set_show_all(self, show_all: bool) -> None:
        """Show all indelingen in matrix and pairs, or only those that count."""
        if show_all != self._show_all:
            self._show_all = show_all
            self.scope_changed.emit()

    @property
    def gewicht(self) -> Gewicht:
        """What a gemeente counts for."""
        return self._gewicht

    def set_gewicht(self, gewicht: Gewicht) -> None:
        """Weigh by gemeenten, inhabitants or area."""
        if gewicht is not self._gewicht:
            step = Step(
                f"gewicht {gewicht}", self._gewicht, gewicht, self.apply_gewicht, ("gewicht",)
            )
            self.undo_stack.push(step)

    def apply_gewicht(self, gewicht: Gewicht) -> None:
        """Change the weight without a step to undo."""
        if gewicht is not self._gewicht:
            self._gewicht = gewicht
            self.gewicht_changed.emit()

    @property
    def tolerance(self) -> float:
        """Overlap of two regio's that does not count, as a share of the smaller one."""
        return self._tolerance

    def set_tolerance(self, tolerance: float, go_there: Callable[[], None]) -> None:
        """Let small overlaps of regio's not count.

        Parameters
        ----------
        tolerance : float
        go_there : callable
            Brings into sight where it is chosen, when the step is undone or redone.
        """

        def apply(value: float) -> None:
            go_there()
            self.apply_tolerance(value)

        if tolerance != self._tolerance:
            text = f"tolerantie {number(100 * tolerance)} %"
            step = Step(text, self._tolerance, tolerance, apply, ("tolerantie",))
            self.undo_stack.push(step)

    def apply_tolerance(self, tolerance: float) -> None:
        """Change the tolerance without a step to undo."""
        if tolerance != self._tolerance:
            self._tolerance = tolerance
            self.tolerance_changed.emit()

    # What the map shows

    @property
    def view(self) -> Weergave:
        """What the map shows."""
        return self._view

    @property
    def a(self) -> Indeling:
        """Indeling on the map, and first of the pair."""
        return self._a

    @property
    def b(self) -> Indeling:
        """Second indeling of the pair, always another than `a`."""
        return self._b

    def set_map(
        self, view: Weergave | None = None, a: Indeling | None = None, b: Indeling | None = None
    ) -> None:
        """Change view and pair in one go; what is not given stays. Another pair is a step to undo.

        When only one of the pair is given and it is the other already, the two change places.
        """
        new_a, new_b = a or self._a, b or self._b
        if new_a.id == new_b.id:
            if a is not None and b is not None:
                raise ValueError("a pair needs two different indelingen")
            new_a, new_b = (new_a, self._a) if a is not None else (self._b, new_b)
        view = view or self._view
        if (new_a, new_b) == (self._a, self._b):
            self.apply_map(view)
            return
        two = view is Weergave.VERGELIJK
        text = "A en B kiezen" if two else f"{new_a.naam} op de kaart"
        apply = partial(self.apply_map, view)
        step = Step(text, self._pair, (new_a.id, new_b.id), apply, ("paar",))
        self.undo_stack.push(step)

    def apply_map(self, view: Weergave, pair: tuple[str, str] | None = None) -> None:
        """Change the view, and the pair when its two ids are given, without a step to undo.

        What the catalogue does not have gives way to another indeling until it does.
        """
        self._pair = pair or self._pair
        changed = (view, *self._pair_now())
        if changed != (self._view, self._a, self._b):
            self._view, self._a, self._b = changed
            self.map_changed.emit()

    @property
    def on_map(self) -> tuple[Indeling, ...]:
        """Indelingen that the view is about: A, the pair, or none in particular."""
        match self._view:
            case Weergave.INDELING:
                return (self._a,)
            case Weergave.VERGELIJK:
                return self._a, self._b
            case _:
                return ()

    def swap(self) -> None:
        """Let A and B change places."""
        self.set_map(a=self._b, b=self._a)

    # What is selected

    @property
    def selection(self) -> frozenset[int]:
        """Positions of the selected gemeenten."""
        return self._selection

    def select(self, gemeenten: Collection[int]) -> None:
        """Select exactly these gemeenten."""
        selection = frozenset(gemeenten)
        if selection != self._selection:
            self._selection = selection
            self.selection_changed.emit()

    def region_of(self, indeling: Indeling, gemeente: int) -> frozenset[int]:
        """Positions of all gemeenten that share a region with one; empty where it has none."""
        rows = indeling.lidmaatschap
        regios = rows.regio[rows.gemeente == gemeente]
        return frozenset(rows.gemeente[np.isin(rows.regio, regios)].tolist())

    @property
    def highlight(self) -> frozenset[int]:
        """Positions of the gemeenten that are pointed at."""
        return self._highlight

    def point_at(self, gemeenten: Collection[int]) -> None:
        """Point at exactly these gemeenten."""
        highlight = frozenset(gemeenten)
        if highlight != self._highlight:
            self._highlight = highlight
            self.highlight_changed.emit()

    def point_at_one(self, gemeente: int) -> None:
        """Point at one gemeente, or at none for -1."""
        self.point_at({gemeente} - {-1})


def _check_enough(catalogus: Catalogus) -> None:
    if len(catalogus) < 2:
        raise ValueError("a catalogue of at least two indelingen is needed")
