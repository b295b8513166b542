"""The view Gemeenten: with how many others each works, how steady that is, and with whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

import numpy as np
from PyQt6.QtWidgets import QCheckBox, QWidget

from regiokaart.cartography import profile, together
from regiokaart.cartography.classes import Classification, Klassen
from regiokaart.cartography.pergemeente import Figures, counts, uncoloured
from regiokaart.cartography.profile import Drukte
from regiokaart.cartography.specification import MapSpecification
from regiokaart.congruence.chance.chance import TerritorialChance
from regiokaart.congruence.gemeente.comembership import always_together
from regiokaart.congruence.gemeente.profile import Profiles
from regiokaart.congruence.gemeente.profiletables import partners_table
from regiokaart.congruence.pair.crosstab import IntArray
from regiokaart.congruence.table import Table
from regiokaart.congruence.wording import some_names
from regiokaart.gui.desk import Desk
from regiokaart.gui.figures.profiles import Profiled, profiled
from regiokaart.gui.look.controls import combo, label
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.tables.tab import Tab
from regiokaart.gui.views import gemeentensentences as sentences
from regiokaart.gui.views.classcontrols import ClassControls
from regiokaart.gui.views.computed import ComputedView
from regiokaart.gui.views.view import command_button
from regiokaart.model import Catalogus, Gebied, Indeling

_NOTHING = (
    "Er telt geen indeling mee waarvan vaststaat welke gemeenten samen zijn. Vink in de lijst een "
    "indeling aan."
)
_CHOOSE = "Selecteer een gemeente, op de kaart of in Profiel, om haar partners te zien."
_CHOOSE_ONE = "Er zijn meer gemeenten geselecteerd. Selecteer er één om haar partners te zien."
_NO_CHANCE = "Naast toeval leggen kan niet: er telt niets mee, of regio's overlappen elkaar."
_OTHER_YEAR = "De regelingen zijn alleen bekend van de gemeenten die bij het programma horen."


class Onderwerp(StrEnum):
    """What the map is about."""

    DRUKTE = "Bestuurlijke drukte"
    CONGRUENTIE = "Territoriale congruentie"
    PARTNERS = "Partners van de selectie"
    SAMEN = "Wie overal samen zit"


@dataclass(frozen=True)
class Choices:
    """What the map follows from.

    Attributes
    ----------
    catalogus : Catalogus
    gebied : Gebied
    counted : tuple of Indeling
    onderwerp : Onderwerp
    drukte : Drukte
    with_regelingen : bool
    klassen : Classification
    selection : tuple of int
        The selected gemeenten, ascending; empty where the map does not depend on them.
    by_chance : TerritorialChance or None
        What random regio's give, when these were drawn.
    """

    catalogus: Catalogus
    gebied: Gebied
    counted: tuple[Indeling, ...]
    onderwerp: Onderwerp
    drukte: Drukte
    with_regelingen: bool
    klassen: Classification
    selection: tuple[int, ...]
    by_chance: TerritorialChance | None


@dataclass(frozen=True, eq=False)
class Found:
    """What the view shows.

    Attributes
    ----------
    choices : Choices
    profiled : Profiled
    specification : MapSpecification
    figures : Figures or None
        What the map divides over classes; None when it has none.
    sentence : str
    groups : ndarray of int64, shape (n,)
        See `always_together`.
    partners : Table or None
        Of the one gemeente that is selected.
    places : tuple of int
        Positions of the gemeenten of each row of `partners`.
    """

    choices: Choices
    profiled: Profiled
    specification: MapSpecification
    figures: Figures | None
    sentence: str
    groups: IntArray
    partners: Table | None
    places: tuple[int, ...]


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
        self.regelingen.setToolTip(
            "Tel ook de formele samenwerkingen (Wgr)" if embedded else _OTHER_YEAR
        )
        self.klassen = ClassControls(Klassen.NATUURLIJK, self)
        self.chance = command_button(desk, "chance")
        self._drukte_label = label("Tel:")
        for box in (self.onderwerp, self.drukte):
            box.activated.connect(self.refresh)
        self.klassen.changed.connect(self.refresh)
        self.klassen.told.connect(self.words_changed)
        self.regelingen.toggled.connect(self.refresh)

        self.profile = TablePanel("Profiel", "Filter de gemeenten", _NOTHING, "gemeente")
        self.profile.view.setAccessibleDescription("Enter: selecteren wie overal samen zit.")
        self.profile.selected.connect(desk.state.select)
        self.profile.pointed.connect(desk.state.point_at_one)
        self.profile.activated.connect(self.select_around)
        self.partners = TablePanel("Partners", "Filter de partners", _CHOOSE)
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

        def compute() -> Found:
            known = profiled(
                choices.catalogus, choices.counted, choices.with_regelingen, choices.by_chance
            )
            _ = known.table  # computed here, so that the window need not
            partners, places = _partners(known, selection)
            if before is not None and before.choices == choices:
                specification, sentence = before.specification, before.sentence
                figures = before.figures
            else:
                specification, sentence = _specification(choices, known), _sentence(choices, known)
                figures = _figures(choices, known)
            used = known.profiles.indelingen if known.profiles is not None else ()
            groups = always_together(used, len(choices.catalogus.gemeenten))
            return Found(choices, known, specification, figures, sentence, groups, partners, places)

        return compute

    def show_found(self, found: Found) -> None:
        self.klassen.set_figures(found.figures)
        if self.profile.table is not found.profiled.table or found.profiled.table is None:
            self.profile.set_table(found.profiled.table)
            self.profile.select_rows(self.desk.state.selection)
        if found.profiled.table is None:
            self.partners.empty_hint = _NOTHING
        else:
            several = len(self.desk.state.selection) > 1
            self.partners.empty_hint = _CHOOSE_ONE if several else _CHOOSE
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


def _partners(known: Profiled, selection: Sequence[int]) -> tuple[Table | None, tuple[int, ...]]:
    """Tabulate the partners of the one gemeente that is selected, and say where they are."""
    if known.profiles is None or len(selection) != 1:
        return None, ()
    table = partners_table(
        known.catalogus,
        known.profiles,
        selection[0],
        left_out=known.left_out,
        bron=known.bron,
    )
    index = known.catalogus.gemeenten.index
    return table, tuple(index[str(code)] for code in table["code"].values)


def _specification(choices: Choices, known: Profiled) -> MapSpecification:
    catalogus, gebied, klassen = choices.catalogus, choices.gebied, choices.klassen
    if known.profiles is None:
        return uncoloured(catalogus, gebied, choices.onderwerp.value, _NOTHING)
    match choices.onderwerp:
        case Onderwerp.DRUKTE:
            return profile.administrative_density(
                catalogus, gebied, known.profiles, choices.drukte, klassen, known.bron
            )
        case Onderwerp.CONGRUENTIE:
            return profile.territorial_congruence(
                catalogus, gebied, known.profiles, klassen, known.by_chance
            )
        case Onderwerp.SAMEN:
            return together.inseparable(catalogus, gebied, known.profiles.indelingen)
        case Onderwerp.PARTNERS:
            chosen = choices.selection
            if not chosen:
                return uncoloured(catalogus, gebied, choices.onderwerp.value, _CHOOSE)
            return together.partners_of(catalogus, gebied, known.profiles, chosen, klassen)


def _figures(choices: Choices, known: Profiled) -> Figures | None:
    """Return what the map divides over classes."""
    if known.profiles is None:
        return None
    match choices.onderwerp:
        case Onderwerp.DRUKTE:
            return counts(profile.density(known.profiles, choices.drukte)[0])
        case Onderwerp.CONGRUENTIE:
            return profile.territorial_figures(known.profiles)
        case Onderwerp.PARTNERS if choices.selection:
            return together.partner_figures(known.profiles, choices.selection)[0]
    return None


def _sentence(choices: Choices, known: Profiled) -> str:
    """Say what the map shows in numbers, and what does not count in it."""
    if known.profiles is None:
        return " ".join((_NOTHING, *known.left_out))
    return " ".join((_counts(choices, known.profiles), *known.left_out))


def _counts(choices: Choices, profiles: Profiles) -> str:
    match choices.onderwerp:
        case Onderwerp.DRUKTE:
            return sentences.density(profiles, choices.drukte)
        case Onderwerp.CONGRUENTIE:
            return sentences.congruence(profiles)
        case Onderwerp.SAMEN:
            return sentences.inseparable(profiles)
        case Onderwerp.PARTNERS:
            if not choices.selection:
                return _CHOOSE
            return sentences.partners(choices.catalogus, profiles, choices.selection)
