"""Uncertain rows: which gemeenten may belong to another regio, and to which."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from regiokaart.congruence.wording import join_names
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
        Whether a source names these. Otherwise they are the regio's in which the gemeenten lie
        that share a land border with this one, or may lie when these are uncertain themselves.
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
    possible: dict[int, set[int]] = defaultdict(set)
    for gemeente, regio in zip(rows.gemeente.tolist(), rows.regio.tolist(), strict=True):
        possible[gemeente].add(regio)
    own = {gemeente: set(regios) for gemeente, regios in possible.items()}
    borders: dict[int, list[int]] = defaultdict(list)
    for a, b in gebied.neighbours[0].tolist():
        borders[a].append(b)
        borders[b].append(a)
    uncertain = [row for row, methode in enumerate(rows.methode) if methode is Methode.ONZEKER]
    named = rows.alternatief or ((),) * len(rows)
    grows = True
    while grows:
        grows = False
        for row in uncertain:
            gemeente = int(rows.gemeente[row])
            others = set(named[row]) or {r for each in borders[gemeente] for r in possible[each]}
            grows |= not others <= possible[gemeente]
            possible[gemeente] |= others
    found = [
        Doubt(
            gemeente=int(rows.gemeente[row]),
            regio=int(rows.regio[row]),
            alternatieven=tuple(
                sorted(possible[int(rows.gemeente[row])] - own[int(rows.gemeente[row])])
            ),
            named=bool(named[row]),
            toelichting=rows.toelichting[row],
        )
        for row in uncertain
    ]
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
        other = f"Het kan ook {join_names(names, 'of')} zijn."
    else:
        other = (
            "Geen bron noemt een andere regio; naar de buurgemeenten kan het ook "
            f"{join_names(names, 'of')} zijn."
        )
    return f"{start}{reason}. {other}"
