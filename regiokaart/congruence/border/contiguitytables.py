"""The result table on regio's that lie in pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from regiokaart.congruence import columns
from regiokaart.congruence.pair.crosstab import IntArray
from regiokaart.congruence.provenance import provenance
from regiokaart.congruence.table import Table
from regiokaart.model import Catalogus, Gebied, Indeling
from regiokaart.model.contiguity import Contiguity, Verbinding, Verbindingssoort

_OVER_LAND = "Stukken die over land niet aan elkaar grenzen; 1 is aaneengesloten."
_TRANSPORT = "Als veerdienst en tunnel ook verbinden."
_BOTH = (
    "Als bovendien elk eiland en Zeeuws-Vlaanderen verbonden is met de dichtstbijzijnde gemeente "
    "van de eigen provincie op het vasteland."
)


def pieces_table(
    catalogus: Catalogus,
    gebied: Gebied,
    indelingen: Sequence[Indeling],
    verbindingen: Sequence[Verbinding],
) -> Table:
    """Tabulate the regio's that lie in pieces over land, and what connections do about it.

    Parameters
    ----------
    catalogus : Catalogus
    gebied : Gebied
    indelingen : sequence of Indeling
    verbindingen : sequence of Verbinding
        All there are, of both kinds.

    Raises
    ------
    ValueError
        When a gemeente is in several regio's of an indeling, or in one for a share only.
    """
    transport = [each for each in verbindingen if each.soort is Verbindingssoort.VERVOER]
    graphs = [Contiguity.of(gebied, links) for links in ((), transport, verbindingen)]
    rows = []
    for indeling in indelingen:
        labels = catalogus.labels(indeling)
        counts = np.stack([graph.pieces(labels, len(indeling)) for graph in graphs], axis=1)
        for regio in np.flatnonzero(counts[:, 0] > 1).tolist():
            members = np.where(labels == regio, 0, -1)
            apart = [_apart(catalogus, graph.components(members)) for graph in graphs]
            rows.append((indeling, indeling.regios[regio], members, counts[regio], apart))
    shown = (
        columns.text("indeling", "Indeling", [i.naam_meervoud for i, *_ in rows]),
        columns.text("regio", "Regio", [regio.naam for _, regio, *_ in rows]),
        columns.count(
            "gemeenten", "Gemeenten", [int(np.count_nonzero(m == 0)) for _, _, m, *_ in rows]
        ),
        columns.count("land", "Stukken over land", [c[0] for *_, c, _ in rows], _OVER_LAND),
        columns.count("vervoer", "Met vervoer", [c[1] for *_, c, _ in rows], _TRANSPORT),
        columns.count("beide", "En bestuurlijk", [c[2] for *_, c, _ in rows], _BOTH),
        columns.text(
            "los",
            "Los van het grootste stuk",
            [apart[0] for *_, apart in rows],
            "Gemeenten die over land niet verbonden zijn met het stuk met de meeste gemeenten.",
        ),
        columns.text("blijft_los", "Blijft los", [apart[2] for *_, apart in rows]),
        columns.text("indeling_id", "Indeling (id)", [i.id for i, *_ in rows]),
        columns.text("code", "Code", [regio.code for _, regio, *_ in rows]),
    )
    account = provenance(
        catalogus,
        indelingen,
        (columns.set_parameter("Indelingen", indelingen),),
        columns.definitions(shown),
    )
    total = sum(len(indeling) for indeling in indelingen)
    whole = f"{total - len(rows)} van de {total} regio's zijn over land aaneengesloten."
    links = tuple(_describe(catalogus, each) for each in verbindingen)
    account = replace(
        account,
        remarks=(whole, *account.remarks),
        sources=(*account.sources, f"Grenzen: {gebied.bron}", *links),
    )
    return Table("stukken", "Regio's die over land niet aaneengesloten zijn", shown, account)


def _apart(catalogus: Catalogus, pieces: IntArray) -> str | None:
    """Name the gemeenten outside the piece with the most gemeenten."""
    largest = np.bincount(pieces[pieces >= 0]).argmax()
    others = np.flatnonzero((pieces >= 0) & (pieces != largest)).tolist()
    return ", ".join(catalogus.gemeenten.namen[i] for i in others) or None


def _describe(catalogus: Catalogus, each: Verbinding) -> str:
    namen = catalogus.gemeenten.namen
    return f"Verbinding {namen[each.a]} – {namen[each.b]} ({each.soort}): {each.naam}; {each.bron}"
