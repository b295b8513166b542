"""The view Gemeenten: with how many others each works, how steady that is, and with whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import numpy as np
from PyQt6.QtWidgets import QCheckBox, QWidget

from regiokaart.cartography.classes import Klassen
from regiokaart.cartography.profile import Drukte
from regiokaart.cartography.specification import MapSpecification
from regiokaart.congruence.table import Table
from regiokaart.congruence.wording import some_names
from regiokaart.gui.desk import Desk
from regiokaart.gui.look.controls import combo, label
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.tables.tab import Tab
from regiokaart.gui.views.classcontrols import ClassControls
from regiokaart.gui.views.computed import ComputedView
from regiokaart.gui.views.gemeentenfindings import Choices, Found, Onderwerp, find
from regiokaart.gui.views.view import command_button

_NO_PROFILE = "Hier komen de gemeenten, zodra er een indeling meetelt."
_NO_PARTNERS = "Hier komen de partners van de gemeente die u selecteert."
_CHOOSE_ONE = "Er zijn meer gemeenten geselecteerd. Selecteer er één om haar partners te zien."
_NO_CHANCE = (
    "Naast toeval leggen kan niet: er telt geen indeling mee, of regio's overlappen elkaar."
)
_WITH_REGELINGEN = "Tel ook de formele samenwerkingen (Wet gemeenschappelijke regelingen, Wgr)"
_OTHER_YEAR = "De regelingen zijn alleen bekend van de gemeenten die bij het programma horen."


class GemeentenView(ComputedView[Found]):
    """Shows the profile of the gemeenten over what counts, and the partners of one of them.

    Attributes
    ----------
    onderwerp, drukte : QComboBox
    klassen : ClassControls
    regelingen : QCheckBox
        Whether formal regelingen count too.
    chance : QToolButton
        Lays the territoriale congruentie beside chance.
    profile, partners : TablePanel
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.onderwerp = combo("Toon", "Waar de kaart over gaat")
        for onderwerp in Onderwerp:
            self.onderwerp.addItem(onderwerp.value, onderwerp)
        self.drukte = combo("Tel", "Wat per gemeente wordt geteld")
        for text, drukte in (
            ("partners", Drukte.PARTNERS),
            ("lidmaatschappen", Drukte.LIDMAATSCHAPPEN),
            ("groepen", Drukte.GROEPEN),
        ):
            self.drukte.addItem(text, drukte)
        self.regelingen = QCheckBox("Ook &regelingen")
        self.regelingen.setAccessibleName("Ook formele regelingen (Wgr) tellen")
        embedded = desk.state.jaar is None
        self.regelingen.setEnabled(embedded)
        self.regelingen.setToolTip(_WITH_REGELINGEN if embedded else _OTHER_YEAR)
        self.klassen = ClassControls(Klassen.NATUURLIJK, self)
        self.chance = command_button(desk, "chance")
        self._drukte_label = label("Tel:")
        for box in (self.onderwerp, self.drukte):
            box.activated.connect(self.refresh)
        self.klassen.changed.connect(self.refresh)
        self.klassen.told.connect(self.words_changed)
        self.regelingen.toggled.connect(self.refresh)

        self.profile = TablePanel("Profiel", "Filter de gemeenten", _NO_PROFILE, "gemeente")
        self.profile.view.setAccessibleDescription("Enter: selecteren wie overal samen zit.")
        self.profile.selected.connect(desk.state.select)
        self.profile.pointed.connect(desk.state.point_at_one)
        self.profile.activated.connect(self.select_around)
        self.partners = TablePanel("Partners", "Filter de partners", _NO_PARTNERS)
        self.partners.view.setAccessibleDescription("Enter: de partners van die gemeente.")
        self.partners.pointed.connect(self._point_at)
        self.partners.activated.connect(self._go_to)
        desk.state.selection_changed.connect(self._on_selection)
        desk.chances.changed.connect(self.refresh)

    def controls(self) -> Sequence[QWidget]:
        return (
            label("Toon:"),
            self.onderwerp,
            *self._of_drukte(),
            *self.klassen.widgets(),
            self.chance,
        )

    def tabs(self) -> Sequence[Tab]:
        return (
            Tab(self.profile, "Profiel", "Elke gemeente: met wie zij samen is, en hoe vast dat is"),
            Tab(self.partners, "Partners", "Met wie de geselecteerde gemeente samen is"),
        )

    def specification(self) -> MapSpecification | None:
        return self.found.specification if self.found is not None else None

    def sentence(self) -> str:
        found = self.found.sentence if self.found is not None else ""
        return f"{self.klassen.problem} {found}".strip()

    def tables(self) -> Callable[[], tuple[Table, ...]] | None:
        found = self.found
        if found is None or found.profiled.table is None:
            return None
        every = (found.profiled.table, found.partners)
        present = tuple(table for table in every if table is not None)
        return lambda: present

    def select_around(self, gemeente: int) -> None:
        found, namen = self.found, self.desk.state.catalogus.gemeenten.namen
        if found is None:
            return
        group = found.groups[gemeente]
        if group < 0:
            self.desk.state.select({gemeente})
            self.desk.show_message(escape(f"{namen[gemeente]} zit met niemand overal samen."))
            return
        members = np.flatnonzero(found.groups == group).tolist()
        self.desk.state.select(members)
        names = some_names([namen[i] for i in members])
        self.desk.show_message(escape(f"{names} zitten overal samen."))

    def beside_chance(self) -> bool:
        if self.onderwerp.currentData() is not Onderwerp.CONGRUENTIE:
            return False
        if not self.desk.chances.draw_territorial():
            self.desk.show_message(_NO_CHANCE)
        return True

    def set_active(self, active: bool) -> None:
        if active:
            self.profile.select_rows(self.desk.state.selection)
        super().set_active(active)

    def refresh(self) -> None:
        self._show_controls()
        super().refresh()

    def work(self) -> Callable[[], Found]:
        choices, before = self._choices(), self.found
        selection = sorted(self.desk.state.selection)
        return lambda: find(choices, selection, before)

    def show_found(self, found: Found) -> None:
        self.klassen.set_figures(found.figures)
        if self.profile.table is not found.profiled.table or found.profiled.table is None:
            self.profile.set_table(found.profiled.table)
            self.profile.select_rows(self.desk.state.selection)
        several = len(self.desk.state.selection) > 1
        self.partners.empty_hint = _CHOOSE_ONE if several else _NO_PARTNERS
        self.partners.set_table(found.partners)

    def _choices(self) -> Choices:
        state, onderwerp = self.desk.state, self.onderwerp.currentData()
        drukte = onderwerp is Onderwerp.DRUKTE
        return Choices(
            catalogus=state.catalogus,
            gebied=state.gebied,
            counted=state.counted,
            onderwerp=onderwerp,
            drukte=self.drukte.currentData(),
            with_regelingen=drukte and self.regelingen.isChecked(),
            klassen=self.klassen.chosen(),
            selection=tuple(sorted(state.selection)) if onderwerp is Onderwerp.PARTNERS else (),
            by_chance=self.desk.chances.territorial(),
        )

    def _of_drukte(self) -> tuple[QWidget, ...]:
        return self._drukte_label, self.drukte, self.regelingen

    def _show_controls(self) -> None:
        """Show what the map that was chosen needs."""
        onderwerp = self.onderwerp.currentData()
        for widget in self._of_drukte():
            widget.setHidden(onderwerp is not Onderwerp.DRUKTE)
        self.klassen.show(onderwerp is not Onderwerp.SAMEN)
        self.chance.setHidden(onderwerp is not Onderwerp.CONGRUENTIE)

    def _on_selection(self) -> None:
        if self.active:
            self.profile.select_rows(self.desk.state.selection)
            self.refresh()

    def _point_at(self, row: int) -> None:
        places = self.found.places if self.found is not None else ()
        self.desk.state.point_at(places[row : row + 1] if row >= 0 else ())

    def _go_to(self, row: int) -> None:
        if self.found is not None:
            self.desk.state.select({self.found.places[row]})
