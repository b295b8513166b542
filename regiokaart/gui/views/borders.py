"""The view Grenzen: how often each border between gemeenten is a region border."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QSlider, QWidget

from regiokaart.cartography.borders import border_counts, borders
from regiokaart.cartography.classes import Klassen
from regiokaart.cartography.pergemeente import Figures, counts, uncoloured
from regiokaart.cartography.specification import MapSpecification
from regiokaart.congruence.border.bordertables import (
    border_congruence_table,
    borders_table,
    extremes_table,
    hardness_table,
)
from regiokaart.congruence.table import Table
from regiokaart.gui.desk import Desk
from regiokaart.gui.details.subject import Kind, Subject
from regiokaart.gui.look import theme
from regiokaart.gui.look.controls import combo, label
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.tables.tab import Tab
from regiokaart.gui.views.classcontrols import ClassControls
from regiokaart.gui.views.computed import ComputedView
from regiokaart.model import Indeling, Verdeling
from regiokaart.model.notation import number

_ALL = "Alle domeinen"
_NOTHING = (
    "Er telt geen indeling van hele gemeenten mee, of geen van dit domein. Vink in de lijst een "
    "indeling aan, of kies een ander domein."
)
_NO_BORDERS = "Hier komen de grenzen, zodra er een indeling van hele gemeenten meetelt."
_NO_PAIRS = "Hier komen de paren, zodra er twee indelingen van hele gemeenten meetellen."


@dataclass(frozen=True, eq=False)
class Found:
    """What the view shows.

    Attributes
    ----------
    indelingen : tuple of Indeling
        That were counted; no figures when there are none.
    specification : MapSpecification
    figures : Figures or None
        What the map divides over classes.
    borders, hardness, extremes : Table or None
    congruence : Table or None
        None for fewer than two indelingen.
    ends : tuple of (int, int)
        Positions of the two gemeenten of each row of `borders`.
    """

    indelingen: tuple[Indeling, ...]
    specification: MapSpecification
    figures: Figures | None = None
    borders: Table | None = None
    hardness: Table | None = None
    extremes: Table | None = None
    congruence: Table | None = None
    ends: tuple[tuple[int, int], ...] = ()


class BorderView(ComputedView[Found]):
    """Draws the borders heavier as they are region border in more of what counts.

    Attributes
    ----------
    domein : QComboBox
    klassen : ClassControls
    threshold : QSlider
        From how many indelingen a border is drawn.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.domein = combo("Domein", "Alleen de indelingen van dit domein die meetellen")
        self.klassen = ClassControls(Klassen.GELIJK, self, "grenzen")
        self.threshold = QSlider(Qt.Orientation.Horizontal)
        self.threshold.setAccessibleName("Vanaf zoveel indelingen")
        self.threshold.setMinimum(1)
        self.threshold.setPageStep(1)
        self.threshold.setMinimumWidth(10 * theme.STEP)
        self.threshold.setMaximumWidth(20 * theme.STEP)
        self._threshold_text = label("")
        self.domein.activated.connect(self.refresh)
        self.klassen.changed.connect(self.refresh)
        self.klassen.told.connect(self.words_changed)
        self.threshold.valueChanged.connect(self._on_threshold)
        self.borders = TablePanel("Grenzen", "Filter de grenzen", _NO_BORDERS)
        self.extremes = TablePanel("Uitersten", "Filter de uitersten", _NO_BORDERS)
        self.congruence = TablePanel("Grenscongruentie", "Filter de paren", _NO_PAIRS)
        self.borders.selected.connect(self._select)
        self.borders.pointed.connect(self._point_at)
        desk.state.selection_changed.connect(self._show_selection)
        desk.state.catalogus_changed.connect(self._fill)
        desk.state.counted_changed.connect(self._fill)
        self._fill()

    def controls(self) -> Sequence[QWidget]:
        return (
            label("Domein:"),
            self.domein,
            *self.klassen.widgets(),
            self._threshold_text,
            self.threshold,
        )

    def tabs(self) -> Sequence[Tab]:
        return (
            Tab(self.borders, "Grenzen", "Elke grens, en in hoeveel indelingen zij regiogrens is"),
            Tab(
                self.extremes,
                "Uitersten",
                "De grenzen die het vaakst en het minst vaak regiogrens zijn",
            ),
            Tab(self.congruence, "Grenscongruentie", "Welke grenzen twee indelingen delen"),
        )

    def specification(self) -> MapSpecification | None:
        return self.found.specification if self.found is not None else None

    def sentence(self) -> str:
        found = self.found
        if found is None:
            return ""
        if found.hardness is None:
            return _NOTHING
        most, *_, none = found.hardness["grenzen"].values
        every = len(found.indelingen)
        which = f"alle {every} indelingen die meetellen" if every > 1 else "de indeling die meetelt"
        problem = f"{self.klassen.problem} " if self.klassen.problem else ""
        return (
            f"{problem}{_number(most)} grenzen tussen gemeenten zijn regiogrens in {which}, "
            f"{_number(none)} in geen enkele."
        )

    def tables(self) -> Callable[[], tuple[Table, ...]] | None:
        found = self.found
        if found is None:
            return None
        every = (found.borders, found.hardness, found.extremes, found.congruence)
        present = tuple(table for table in every if table is not None)
        return (lambda: present) if present else None

    def work(self) -> Callable[[], Found]:
        state, klassen = self.desk.state, self.klassen.chosen()
        catalogus, gebied, threshold = state.catalogus, state.gebied, self.threshold.value()
        indelingen = self._chosen()

        def compute() -> Found:
            if not indelingen:
                return Found(
                    (), uncoloured(catalogus, gebied, "Grenzen", "Geen gegevens", _NOTHING)
                )
            table = borders_table(catalogus, gebied, indelingen, threshold)
            index = catalogus.gemeenten.index
            codes = (table["code_a"].values, table["code_b"].values)
            return Found(
                indelingen=indelingen,
                specification=borders(catalogus, gebied, indelingen, threshold, klassen),
                figures=counts(border_counts(catalogus, gebied, indelingen)),
                borders=table,
                hardness=hardness_table(catalogus, gebied, indelingen),
                extremes=extremes_table(catalogus, gebied, indelingen),
                congruence=border_congruence_table(catalogus, gebied, indelingen)
                if len(indelingen) > 1
                else None,
                ends=tuple((index[str(a)], index[str(b)]) for a, b in zip(*codes, strict=True)),
            )

        return compute

    def show_found(self, found: Found) -> None:
        self.klassen.set_figures(found.figures)
        for panel, table in (
            (self.borders, found.borders),
            (self.extremes, found.extremes),
            (self.congruence, found.congruence),
        ):
            panel.set_table(table)
        self._show_selection()

    def _show_selection(self) -> None:
        """Mark the borders of the one gemeente that is selected, or none when nothing is."""
        selection = self.desk.state.selection
        if self.found is not None and len(selection) <= 1:
            ends = enumerate(self.found.ends)
            self.borders.select_rows([row for row, pair in ends if selection.intersection(pair)])

    def _chosen(self) -> tuple[Indeling, ...]:
        """Return what counts, is of the chosen domein, and has borders to count."""
        domein = self.domein.currentData()
        return tuple(
            i
            for i in self.desk.state.counted
            if i.verdeling is Verdeling.HEEL and domein in ("", i.domein)
        )

    def _fill(self) -> None:
        """Offer the domeinen of what counts, and as many steps as there are indelingen."""
        before = self.domein.currentData()
        self.domein.clear()
        self.domein.addItem(_ALL, "")
        for domein in dict.fromkeys(i.domein for i in self.desk.state.counted):
            self.domein.addItem(domein.capitalize(), domein)
        self.domein.setCurrentIndex(max(self.domein.findData(before), 0))
        self._show_threshold()

    def _on_threshold(self) -> None:
        self._show_threshold()
        self.refresh()

    def _show_threshold(self) -> None:
        count = len(self._chosen())
        self.threshold.setMaximum(max(count, 1))
        self._threshold_text.setText(f"Vanaf {self.threshold.value()} van {count}:")

    def refresh(self) -> None:
        self._show_threshold()
        for widget in (self._threshold_text, self.threshold):
            widget.setHidden(self.threshold.maximum() < 2)  # nothing to choose
        super().refresh()

    def _select(self, rows: Sequence[int]) -> None:
        ends = self.found.ends if self.found is not None else ()
        if len(rows) == 1:
            codes = self.desk.state.catalogus.gemeenten.codes
            self.desk.look_at(Subject(Kind.GRENS, tuple(codes[i] for i in ends[rows[0]])))
        else:
            self.desk.state.select({i for row in rows for i in ends[row]})

    def _point_at(self, row: int) -> None:
        ends = self.found.ends if self.found is not None else ()
        self.desk.state.point_at(ends[row] if row >= 0 else ())


def _number(value: object) -> str:
    return number(float(value)) if isinstance(value, int | float | np.integer) else "?"
