"""Quality of indelingen: one call for one of them, and one for a set.

What is found is a list of `Finding`, the gravest first; the module `findings` makes the tables.
Nothing is changed or refused here: a finding says what it is and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence

from regiokaart.congruence.quality import membership as membership
from regiokaart.congruence.quality import names as names
from regiokaart.congruence.quality import sets as sets
from regiokaart.congruence.quality.doubts import doubts
from regiokaart.congruence.quality.findings import Finding, ordered
from regiokaart.congruence.quality.pieces import Land, pieces
from regiokaart.model import Catalogus, Gebied, Indeling, Jaargang, Regeling
from regiokaart.model.afwijking import Afwijking
from regiokaart.model.contiguity import Verbinding

MAX_AGE = 2
"""Years that a peiljaar may lie behind the newest of the set before it is told."""


def check(
    indeling: Indeling,
    catalogus: Catalogus,
    gebied: Gebied,
    verbindingen: Sequence[Verbinding] = (),
) -> tuple[Finding, ...]:
    """Check one indeling, such as one that is about to be imported.

    Parameters
    ----------
    indeling : Indeling
        Over the gemeenten of the catalogue; it need not be in it.
    catalogus : Catalogus
    gebied : Gebied
        Boundaries of the same gemeenten.
    verbindingen : sequence of Verbinding
        Named where they join the pieces of a regio.

    Returns
    -------
    tuple of Finding
        The gravest first.
    """
    return ordered(_of_one(indeling, catalogus, gebied, Land(gebied, verbindingen)))


def check_set(
    catalogus: Catalogus,
    gebied: Gebied,
    indelingen: Sequence[Indeling],
    *,
    verbindingen: Sequence[Verbinding] = (),
    jaargangen: Sequence[Jaargang] = (),
    regelingen: Sequence[Regeling] = (),
    afwijkingen: Sequence[Afwijking] = (),
    max_age: int = MAX_AGE,
) -> tuple[Finding, ...]:
    """Check indelingen, each on its own and together.

    Parameters
    ----------
    catalogus : Catalogus
    gebied : Gebied
    indelingen : sequence of Indeling
    verbindingen : sequence of Verbinding
    jaargangen : sequence of Jaargang
        Other years, whose names and codes are compared.
    regelingen : sequence of Regeling
        Current ones, whose gemeenten are compared with those of regio's.
    afwijkingen : sequence of Afwijking
        Where the sources are known to disagree.
    max_age : int
        See `MAX_AGE`.

    Returns
    -------
    tuple of Finding
        The gravest first.
    """
    found = sets.totals(catalogus.gemeenten, gebied)
    if len(gebied) == len(catalogus.gemeenten):
        land = Land(gebied, verbindingen)
        for indeling in indelingen:
            found += _of_one(indeling, catalogus, gebied, land)
    for indeling in indelingen:
        found += sets.with_regeling(catalogus, indeling, regelingen)
    found += names.names_between(indelingen)
    found += names.names_over_years(indelingen, jaargangen)
    found += sets.years(indelingen)
    found += sets.old(indelingen, max_age)
    found += sets.sources(catalogus, indelingen, afwijkingen)
    return ordered(found)


def choices(max_age: int = MAX_AGE) -> tuple[tuple[str, str], ...]:
    """Name the choices of `check_set`, to account for in a table."""
    return (("Oud peiljaar", f"meer dan {max_age} jaar ouder dan het nieuwste"),)


def _of_one(indeling: Indeling, catalogus: Catalogus, gebied: Gebied, land: Land) -> list[Finding]:
    return [
        *membership.repeated(catalogus, indeling),
        *membership.coverage(catalogus, indeling),
        *membership.sizes(indeling),
        *membership.certainty(catalogus, indeling, doubts(indeling, gebied)),
        *membership.facts(indeling),
        *names.names_within(indeling),
        *pieces(catalogus, indeling, land),
    ]
