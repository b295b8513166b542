"""Maps of the profile of gemeenten: how many partners they have, and how steady those are."""

from __future__ import annotations

from enum import StrEnum

from regiokaart.cartography.basemap import about, gemeente_labels, source_line
from regiokaart.cartography.classes import NATURAL, Classification
from regiokaart.cartography.pergemeente import (
    Figures,
    counts,
    facts,
    frame,
    percent,
    shaded,
    shares,
    what_set,
    which_set,
)
from regiokaart.cartography.specification import MapSpecification
from regiokaart.congruence.chance.chance import TerritorialChance
from regiokaart.congruence.gemeente.profile import Profiles
from regiokaart.congruence.pair.crosstab import IntArray
from regiokaart.congruence.wording import counted
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.notation import number


class Drukte(StrEnum):
    """What is counted for *Bestuurlijke drukte*."""

    PARTNERS = "partners"
    LIDMAATSCHAPPEN = "lidmaatschappen"
    GROEPEN = "groepen"


def administrative_density(
    catalogus: Catalogus,
    gebied: Gebied,
    profiles: Profiles,
    drukte: Drukte = Drukte.PARTNERS,
    klassen: Classification = NATURAL,
    bron: str = "",
) -> MapSpecification:
    """Show *Bestuurlijke drukte*: with how many others, or in how many groups, a gemeente is.

    Parameters
    ----------
    catalogus : Catalogus
    gebied : Gebied
    profiles : Profiles
        Of this catalogue. Regelingen that it holds count too.
    drukte : Drukte
    klassen : Classification
    bron : str
        Source of the regelingen, where there are any.
    """
    values, one, more, what = density(profiles, drukte)
    heading = more[:1].upper() + more[1:]
    fill, how = shaded(counts(values), klassen)
    return MapSpecification(
        title="Bestuurlijke drukte",
        subtitle=f"{what}, {what_set(profiles.indelingen)}",
        fill=fill,
        borders=frame(catalogus),
        labels=gemeente_labels(catalogus, gebied),
        tooltips=tuple(
            (*about(catalogus, i), counted(value, one, more))
            for i, value in enumerate(values.tolist())
        ),
        legend_title=f"{heading} per gemeente",
        legend_note=f"{_note(profiles)} {how}",
        source=_source(gebied, profiles, bron),
        alt_text=(
            f"Kaart van Nederland met per gemeente het aantal {more}, van {values.min()} tot en "
            f"met {values.max()}. {_note(profiles)} {how}"
        ),
        facts=facts(catalogus, (heading, [number(value) for value in values.tolist()])),
    )


def territorial_congruence(
    catalogus: Catalogus,
    gebied: Gebied,
    profiles: Profiles,
    klassen: Classification = NATURAL,
    by_chance: TerritorialChance | None = None,
) -> MapSpecification:
    """Show *Territoriale congruentie*, with its bounds and chance in the tooltips.

    Parameters
    ----------
    catalogus : Catalogus
    gebied : Gebied
    profiles : Profiles
        Of this catalogue.
    klassen : Classification
    by_chance : TerritorialChance, optional
        Of the same indelingen.
    """
    figures = [
        ("Territoriale congruentie", profiles.territorial),
        ("Door loting", profiles.random_partners),
        ("Hoogst haalbaar", profiles.attainable),
        *([] if by_chance is None else [("Bij toeval", by_chance.expected)]),
    ]
    texts = [(heading, [percent(v) for v in values]) for heading, values in figures]
    note = (
        "Hoeveel van haar indelingen een gemeente gemiddeld met een partner deelt. Hangt ook af "
        "van hoe groot regio's zijn: wat door loting of hoogstens kan, staat bij de gemeente."
    )
    rows = zip(*(column for _, column in texts), strict=True)
    fill, how = shaded(territorial_figures(profiles), klassen)
    return MapSpecification(
        title="Territoriale congruentie",
        subtitle=f"Hoe vaak partners dezelfde zijn, {what_set(profiles.indelingen)}",
        fill=fill,
        borders=frame(catalogus),
        labels=gemeente_labels(catalogus, gebied),
        tooltips=tuple(
            (
                *about(catalogus, i),
                *(
                    f"{heading.lower()}: {text}"
                    for (heading, _), text in zip(texts, row, strict=True)
                ),
            )
            for i, row in enumerate(rows)
        ),
        legend_title="Territoriale congruentie",
        legend_note=f"{note} {_note(profiles)} {how}",
        source=source_line(gebied, *profiles.indelingen),
        alt_text=(
            "Kaart van Nederland met per gemeente de territoriale congruentie. "
            f"{note} {_note(profiles)} {how}"
        ),
        facts=facts(catalogus, *texts),
    )


def territorial_figures(profiles: Profiles) -> Figures:
    """Return what the map of *Territoriale congruentie* divides."""
    return shares(profiles.territorial)


def density(profiles: Profiles, drukte: Drukte) -> tuple[IntArray, str, str, str]:
    """Return the counts, what one and several are called, and what the map is about.

    Parameters
    ----------
    profiles : Profiles
    drukte : Drukte

    Returns
    -------
    values : ndarray of int64, shape (n,)
    one, more, what : str
        Dutch.
    """
    also = " en formele regelingen" if profiles.regelingen else ""
    match drukte:
        case Drukte.PARTNERS:
            values = profiles.partners_with_regelingen
            return values, "partner", "partners", f"Andere gemeenten in dezelfde regio's{also}"
        case Drukte.LIDMAATSCHAPPEN:
            values = profiles.memberships + profiles.takes_part
            return values, "lidmaatschap", "lidmaatschappen", f"Regio's{also} van een gemeente"
        case Drukte.GROEPEN:
            what = f"Verschillende groepen onder de regio's{also} van een gemeente"
            return profiles.shapes, "groep", "groepen", what


def _source(gebied: Gebied, profiles: Profiles, bron: str) -> str:
    line = source_line(gebied, *profiles.indelingen)
    return f"{line} Regelingen: {bron.rstrip('.')}." if profiles.regelingen else line


def _note(profiles: Profiles) -> str:
    also = ""
    if profiles.regelingen:
        also = f" Ook geteld: {len(profiles.regelingen)} formele regelingen (Wgr)."
    return f"{which_set(profiles.indelingen)}{also}"
