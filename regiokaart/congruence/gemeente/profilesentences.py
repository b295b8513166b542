"""The profile of one gemeente in sentences: first what can be counted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from regiokaart.congruence.chance.chance import TerritorialChance
from regiokaart.congruence.gemeente.profile import Profiles, peers
from regiokaart.congruence.gemeente.profiletables import like_size, uncertain
from regiokaart.congruence.pair.crosstab import BoolArray
from regiokaart.congruence.wording import counted, join_names, names_in_sentence, some_names
from regiokaart.model import Catalogus, notation


def profile_sentences(
    catalogus: Catalogus,
    profiles: Profiles,
    gemeente: int,
    by_chance: TerritorialChance | None = None,
) -> tuple[str, ...]:
    """Describe one gemeente in plain Dutch, and name the set of indelingen it is about.

    Parameters
    ----------
    catalogus : Catalogus
    profiles : Profiles
        Of this catalogue.
    gemeente : int
        Its position.
    by_chance : TerritorialChance, optional
        Of the same indelingen.
    """
    naam = catalogus.gemeenten.namen[gemeente]
    of = counted(profiles.co_membership.counted[gemeente], "indeling", "indelingen")
    every = np.ones(len(profiles.indelingen), dtype=bool)
    about = f"De indelingen zijn: {_named(profiles, every)}."
    if not profiles.memberships[gemeente]:
        return (f"{naam} heeft in geen van de indelingen een regio.", about)
    if not profiles.partners[gemeente]:
        return (f"{naam} zit in {of} steeds alleen in een regio.", about)
    what = (_partners(catalogus, profiles, gemeente, of), *_groups(profiles, gemeente))
    if profiles.co_membership.counted[gemeente] == 1:  # nothing to compare
        return (*what, *_doubt(profiles, gemeente), about)
    return (
        *what,
        _congruence(profiles, gemeente, by_chance),
        _position(catalogus, profiles, gemeente),
        _deviations(profiles, gemeente),
        *_doubt(profiles, gemeente),
        about,
    )


def _partners(catalogus: Catalogus, profiles: Profiles, gemeente: int, of: str) -> str:
    gemeenten = catalogus.gemeenten
    found = profiles.co_membership
    others = counted(profiles.partners[gemeente], "andere gemeente", "andere gemeenten")
    people = counted(profiles.inhabitants[gemeente], "inwoner", "inwoners")
    total = found.counted[gemeente]
    text = f"{gemeenten.namen[gemeente]} zit in {of} samen met {others}, waar {people} wonen"
    if total == 1:
        return f"{text}."
    always = [gemeenten.namen[i] for i in np.flatnonzero(found.shared[gemeente] == total)]
    named = f" ({some_names(always)})" if always else ""
    once = _none_or(profiles.once[gemeente])
    every = "beide" if total == 2 else f"alle {total}"
    return (
        f"{text}: met {_none_or(len(always))} daarvan in {every} indelingen{named}, en met {once} "
        "in maar één."
    )


def _groups(profiles: Profiles, gemeente: int) -> Sequence[str]:
    if profiles.memberships[gemeente] + profiles.takes_part[gemeente] == 1:
        return ()  # nothing to tell apart
    regios = counted(profiles.memberships[gemeente], "regio", "regio's")
    shapes = counted(profiles.shapes[gemeente], "verschillende groep", "verschillende groepen")
    if profiles.shapes[gemeente] == 1 and not profiles.regelingen:
        return (f"Haar {regios} hebben alle precies dezelfde gemeenten.",)
    same = "wie precies dezelfde gemeenten heeft, telt één keer"
    if not profiles.regelingen:
        return (f"Haar {regios} zijn {shapes} gemeenten; {same}.",)
    taking = counted(profiles.takes_part[gemeente], "formele regeling", "formele regelingen")
    partners = counted(profiles.partners_with_regelingen[gemeente], "partner", "partners")
    return (
        f"Haar {regios} en {taking} zijn samen {shapes} gemeenten; {same}.",
        f"Met de regelingen erbij heeft zij {partners}.",
    )


def _congruence(profiles: Profiles, gemeente: int, by_chance: TerritorialChance | None) -> str:
    actual, most, least = (
        notation.percentage(float(values[gemeente]), 0)
        for values in (profiles.territorial, profiles.attainable, profiles.random_partners)
    )
    text = (
        f"Met een partner is zij gemiddeld in {actual} van haar indelingen samen (territoriale "
        f"congruentie). Lagen haar regio's, even groot als nu, geheel in elkaar, dan was dat {most}"
        f"; bepaalde het lot wie er in zaten, dan {least}."
    )
    if by_chance is None:
        return text
    if np.isnan(by_chance.expected[gemeente]):
        return f"{text} Wat toevallige regio's geven, is voor regio's van deze groottes onbekend."
    expected, low, high = (
        notation.percentage(float(values[gemeente]), 0)
        for values in (by_chance.expected, by_chance.low, by_chance.high)
    )
    return (
        f"{text} Zijn de indelingen toevallig, met aaneengesloten regio's van dezelfde groottes, "
        f"dan is het gemiddeld {expected}, en in negen van de tien gevallen {low} tot {high}."
    )


def _position(catalogus: Catalogus, profiles: Profiles, gemeente: int) -> str:
    near = peers(catalogus.gemeenten.inwoners)
    size = like_size(catalogus, near[[gemeente]])[0]
    theirs = near[gemeente]
    partners, territorial = profiles.partners, profiles.territorial
    fewer = int(np.count_nonzero(partners[theirs] < partners[gemeente]))
    more = int(np.count_nonzero(partners[theirs] > partners[gemeente]))
    lower = int(np.count_nonzero(territorial[theirs] < territorial[gemeente]))
    return (
        f"Van de {len(theirs)} gemeenten die in inwoners het dichtst bij haar liggen ({size}) "
        f"{'heeft' if fewer == 1 else 'hebben'} er {_none_or(fewer)} minder partners en "
        f"{_none_or(more)} meer; de territoriale congruentie is bij {_none_or(lower)} lager."
    )


def _none_or(count: int) -> str:
    return notation.number(count) if count else "geen"


def _deviations(profiles: Profiles, gemeente: int) -> str:
    usual = int(np.count_nonzero(profiles.usual[gemeente]))
    if not usual:
        return "Met geen enkele gemeente is zij in meer dan de helft van haar indelingen samen."
    partners = counted(usual, "vaste partner", "vaste partners")
    apart = profiles.deviates[:, gemeente]
    where = f"In de {_named(profiles, apart)}" if apart.any() else "In geen enkele indeling"
    return (
        f"Zij heeft {partners}, met wie zij in meer dan de helft van haar indelingen samen is. "
        f"{where} zit zij zonder de meeste daarvan, alleen of vooral met anderen."
    )


def _doubt(profiles: Profiles, gemeente: int) -> Sequence[str]:
    n = profiles.co_membership.shared.shape[0]
    doubt = uncertain(profiles.indelingen, n)[:, gemeente]
    if not doubt.any():
        return ()
    return (
        f"Onzeker is bij welke regio zij hoort van de {_named(profiles, doubt)}; geteld is zoals "
        "het in de gegevens staat.",
    )


def _named(profiles: Profiles, mask: BoolArray) -> str:
    return join_names(
        [
            names_in_sentence(indeling)[1]
            for indeling, yes in zip(profiles.indelingen, mask, strict=True)
            if yes
        ]
    )
