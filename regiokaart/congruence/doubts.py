"""Uncertain rows: which gemeenten may belong to another regio, and to which."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from regiokaart.congruence.wording import counted, join_names
from regiokaart.model import Catalogus, Gebied, Indeling, Methode
from regiokaart.model.herindeling import NO_REGIO


@dataclass(frozen=True)
class Doubt:
    """One uncertain row.

    Attributes
    ----------
    gemeente : int
        Position of the gemeente.
    regio : int
        Position of the regio that the row names.
    alternatieven : tuple of int
        Positions of the other regio's that are possible, ascending; -1 for no regio.
    named : bool
        Whether a source names these. Otherwise they are the regio's of the gemeenten that share a
        land border with this one: all that can be said is that regio's seldom lie elsewhere.
    toelichting : str
        Why the row is uncertain; may be empty.
    """

    gemeente: int
    regio: int
    alternatieven: tuple[int, ...]
    named: bool
    toelichting: str


def doubts(indeling: Indeling, gebied: Gebied) -> tuple[Doubt, ...]:
    """List the uncertain rows of an indeling with what they may be instead, by gemeente.

    Parameters
    ----------
    indeling : Indeling
    gebied : Gebied
        Boundaries of the same gemeenten.
    """
    rows = indeling.lidmaatschap
    if Methode.ONZEKER not in rows.methode:
        return ()
    member_of: dict[int, set[int]] = defaultdict(set)
    for gemeente, regio in zip(rows.gemeente.tolist(), rows.regio.tolist(), strict=True):
        member_of[gemeente].add(regio)
    around: dict[int, set[int]] = defaultdict(set)
    for a, b in gebied.neighbours[0].tolist():
        around[a] |= member_of[b]
        around[b] |= member_of[a]
    named = rows.alternatief or ((),) * len(rows)
    found = []
    for row, methode in enumerate(rows.methode):
        if methode is not Methode.ONZEKER:
            continue
        gemeente = int(rows.gemeente[row])
        others = set(named[row]) or around[gemeente] - member_of[gemeente]
        found.append(
            Doubt(
                gemeente=gemeente,
                regio=int(rows.regio[row]),
                alternatieven=tuple(sorted(others)),
                named=bool(named[row]),
                toelichting=rows.toelichting[row],
            )
        )
    return tuple(sorted(found, key=lambda doubt: (doubt.gemeente, doubt.regio)))


def alternative_names(indeling: Indeling, doubt: Doubt) -> list[str]:
    """Names of the other regio's that are possible."""
    return [
        "geen regio" if regio == NO_REGIO else indeling.regios[regio].naam
        for regio in doubt.alternatieven
    ]


def doubt_sentence(catalogus: Catalogus, indeling: Indeling, doubt: Doubt) -> str:
    """Dutch sentences: where the gemeente is, where it may be instead, and how that is known."""
    gemeente = catalogus.gemeenten.namen[doubt.gemeente]
    names = alternative_names(indeling, doubt)
    start = f"{gemeente} staat bij {indeling.regios[doubt.regio].naam}, maar dat is onzeker"
    reason = f": {doubt.toelichting}" if doubt.toelichting else ""
    if not names:
        other = "Een andere mogelijkheid is niet bekend."
    elif doubt.named:
        other = f"Volgens een bron kan het ook {join_names(names, 'of')} zijn."
    else:
        other = (
            "Geen bron noemt een andere regio; de regio's van de buurgemeenten zijn mogelijk: "
            f"{join_names(names, 'of')}."
        )
    return f"{start}{reason}. {other}"


def doubt_count(found: int) -> str:
    """Write how many rows are uncertain."""
    return counted(found, "onzekere rij", "onzekere rijen")
