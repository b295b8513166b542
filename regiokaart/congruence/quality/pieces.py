"""Check of regio's that do not hang together: by water, or by land of another regio.

Two gemeenten hang together when they share a land border. A regio whose pieces lie in parts of
the country that no land border joins is cut by water only; otherwise there is land in between that
belongs to another regio, or to none. Of a regio whose borders cut through gemeenten those with a
share are looked at, so it may be in more pieces than is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from regiokaart.congruence.pair.crosstab import BoolArray, IntArray
from regiokaart.congruence.quality.findings import Check, Finding, Severity
from regiokaart.congruence.wording import counted, join_names, some_names
from regiokaart.model import Catalogus, Gebied, Indeling
from regiokaart.model.contiguity import Contiguity, Verbinding, Verbindingssoort
from regiokaart.model.gebied import OUTSIDE
from regiokaart.model.indeling import Verdeling


class Land:
    """What is needed of the boundaries to tell pieces apart, once for many indelingen.

    Parameters
    ----------
    gebied : Gebied
    verbindingen : sequence of Verbinding
        Those of transport are named with the pieces that they join.

    Attributes
    ----------
    contiguity : Contiguity
        Land borders only.
    part : ndarray of int64, shape (n,)
        Part of the country that land borders join to which each gemeente belongs.
    outer : ndarray of bool, shape (n,)
        Whether a gemeente lies at sea, at large water or at the border of the country.
    links : tuple of Verbinding
    """

    def __init__(self, gebied: Gebied, verbindingen: Sequence[Verbinding] = ()) -> None:
        n = len(gebied)
        self.contiguity = Contiguity.of(gebied)
        self.part: IntArray = self.contiguity.components(np.zeros(n, dtype=np.int64))
        detail = gebied.levels[0]
        self.outer: BoolArray = np.zeros(n, dtype=bool)
        self.outer[detail.left[(detail.right == OUTSIDE) & (detail.left != OUTSIDE)]] = True
        self.outer[detail.right[(detail.left == OUTSIDE) & (detail.right != OUTSIDE)]] = True
        self.links = tuple(v for v in verbindingen if v.soort is Verbindingssoort.VERVOER)


def pieces(catalogus: Catalogus, indeling: Indeling, land: Land) -> list[Finding]:
    """Find the regio's in pieces, the largest first in each, and name what lies apart."""
    found = []
    for groups in _groups(indeling, len(catalogus.gemeenten)):
        piece = land.contiguity.components(groups)
        members: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for gemeente in np.flatnonzero(groups >= 0).tolist():
            members[int(groups[gemeente])][int(piece[gemeente])].append(gemeente)
        for regio, parts in sorted(members.items()):
            if len(parts) > 1:
                whole = sorted(parts.values(), key=lambda part: (-len(part), part))
                found.append(_finding(catalogus, indeling, land, regio, whole))
    return found


def _groups(indeling: Indeling, n: int) -> Iterator[IntArray]:
    """Yield the regio of each gemeente, in one array or in one per regio where these overlap."""
    if indeling.verdeling is Verdeling.HEEL:
        yield indeling.labels(n)
        return
    rows = indeling.lidmaatschap
    for regio in range(len(indeling)):
        groups = np.full(n, -1, dtype=np.int64)
        groups[rows.gemeente[rows.regio == regio]] = regio
        yield groups


def _finding(
    catalogus: Catalogus, indeling: Indeling, land: Land, regio: int, parts: list[list[int]]
) -> Finding:
    lands = [int(land.part[part[0]]) for part in parts]
    by_water = len(set(lands)) == len(parts)
    naam = indeling.regios[regio].naam
    main = parts[0]
    size = counted(len(main), "gemeente", "gemeenten")
    largest = _names(catalogus, main) if len(main) <= 3 else size
    if by_water:
        apart = join_names([_names(catalogus, part) for part in parts[1:]])
    else:
        apart = "; ".join(_apart(catalogus, indeling, land, regio, part) for part in parts[1:])
    inside = {gemeente for part in parts for gemeente in part}
    ways = [link.naam for link in land.links if {link.a, link.b} <= inside]
    text = (
        f"{indeling.naam_meervoud}: {naam} ligt in {len(parts)} delen, met "
        f"{'alleen water' if by_water else 'land dat er niet bij hoort'} ertussen. Los van het "
        f"grootste deel ({largest}): {apart}."
    )
    if ways:
        text += f" Verbonden door {join_names(ways)}."
    action = (
        "Niets: dit zijn eilanden, of oevers zonder landgrens."
        if by_water
        else "Ga na of het zo bedoeld is: een verkeerd ingevulde gemeente valt zo op."
    )
    return Finding(
        Check.WATER if by_water else Check.PIECES,
        Severity.NOTE if by_water or not indeling.landsdekkend else Severity.WARNING,
        (indeling.id,),
        text,
        action,
        naam,
        tuple(sorted(gemeente for part in parts[1:] for gemeente in part)),
        (("delen", len(parts)), ("gemeenten", len(inside))),
    )


def _apart(
    catalogus: Catalogus, indeling: Indeling, land: Land, regio: int, part: list[int]
) -> str:
    """Name a piece, and the regio's that it borders on; one that surrounds it makes an enclave."""
    names = _names(catalogus, part)
    around = {int(g) for each in part for g in land.contiguity.neighbours(each)} - set(part)
    rows = indeling.lidmaatschap
    borders = np.isin(rows.gemeente, list(around)) & (rows.regio != regio)
    others = [indeling.regios[r].naam for r in np.unique(rows.regio[borders])]
    if not others:
        return names
    if len(others) == 1 and not land.outer[part].any():
        return f"{names} (enclave in {others[0]})"
    return f"{names} (grenst aan {some_names(others)})"


def _names(catalogus: Catalogus, positions: Sequence[int]) -> str:
    return some_names([catalogus.gemeenten.namen[g] for g in positions])
