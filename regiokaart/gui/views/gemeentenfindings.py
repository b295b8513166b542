"""What the view Gemeenten shows, computed on any thread from the choices of the user."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from regiokaart.cartography import profile, together
from regiokaart.cartography.classes import Classification
from regiokaart.cartography.pergemeente import Figures, counts, uncoloured
from regiokaart.cartography.profile import Drukte
from regiokaart.cartography.specification import MapSpecification
from regiokaart.congruence.chance.chance import TerritorialChance
from regiokaart.congruence.gemeente.comembership import always_together
from regiokaart.congruence.gemeente.profile import Profiles
from regiokaart.congruence.gemeente.profiletables import partners_table
from regiokaart.congruence.pair.crosstab import IntArray
from regiokaart.congruence.table import Table
from regiokaart.gui.figures.profiles import Profiled, profiled
from regiokaart.gui.views import gemeentensentences as sentences
from regiokaart.model import Catalogus, Gebied, Indeling

_NOTHING = (
    "Er telt geen indeling mee waarvan vaststaat welke gemeenten samen zijn. Vink in de lijst een "
    "indeling aan."
)
_CHOOSE = "Selecteer een gemeente, op de kaart of in Profiel, om haar partners te zien."


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


def find(choices: Choices, selection: Sequence[int], before: Found | None) -> Found:
    """Compute what the view shows.

    Parameters
    ----------
    choices : Choices
    selection : sequence of int
        The selected gemeenten, of which one has its partners in a table.
    before : Found or None
        Of which the map is kept where the choices are the same.
    """
    known = profiled(choices.catalogus, choices.counted, choices.with_regelingen, choices.by_chance)
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
        return uncoloured(catalogus, gebied, choices.onderwerp, "Geen gegevens", _NOTHING)
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
                title = choices.onderwerp
                return uncoloured(catalogus, gebied, title, "Geen gemeente gekozen", _CHOOSE)
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
