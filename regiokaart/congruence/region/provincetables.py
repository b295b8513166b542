"""Regions and provinces: which equal one, which lie in one, and which cross a border."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from regiokaart.congruence import columns
from regiokaart.congruence.provenance import gewicht_parameter, provenance
from regiokaart.congruence.region.regions import Plaats
from regiokaart.congruence.region.regiontables import PLACE, Against
from regiokaart.congruence.table import Table
from regiokaart.congruence.wording import join_names
from regiokaart.model import (
    Catalogus,
    Gewicht,
    Indeling,
    Lidmaatschap,
    Methode,
    Regio,
    notation,
)


def provinces_table(
    catalogus: Catalogus,
    indelingen: Sequence[Indeling],
    provincies: Indeling,
    gewicht: Gewicht,
    tolerance: float = 0.0,
) -> Table:
    """Tabulate for each indeling which regions equal a province, lie in one, or cross a border.

    A province counts with all its gemeenten, also those in no regio of the indeling.

    Parameters
    ----------
    catalogus : Catalogus
    indelingen : sequence of Indeling
        With whole gemeenten.
    provincies : Indeling
        The provinces; left out when it is one of them.
    gewicht : Gewicht
        What the tolerance is counted in.
    tolerance : float
        As of `Against`.

    Raises
    ------
    ValueError
        When a gemeente is in several regio's of an indeling, or in one for a share only.
    """
    every = [i for i in indelingen if i.id != provincies.id]
    complete = [_with_rest(i, len(catalogus.gemeenten)) for i in every]
    found = [
        [
            m
            for m in Against(catalogus, each, provincies, gewicht, tolerance).matches
            if m.a < len(i)
        ]
        for i, each in zip(every, complete, strict=True)
    ]
    kinds = [Counter(m.plaats for m in matches) for matches in found]
    crossing = [[m for m in matches if m.plaats is Plaats.DOORSNIJDT] for matches in found]
    inwoners = [
        sum(int(catalogus.gemeenten.inwoners[catalogus.labels(i) == m.a].sum()) for m in matches)
        for i, matches in zip(every, crossing, strict=True)
    ]
    whole = [
        sum(
            m.plaats in (Plaats.SAMENVALLEND, Plaats.OMVAT) and len(i) not in m.touched
            for m in Against(catalogus, provincies, each, gewicht, tolerance).matches
        )
        for i, each in zip(every, complete, strict=True)
    ]
    shown = (
        columns.text("naam", "Indeling", [i.naam_meervoud for i in every]),
        columns.year("peiljaar", "Peiljaar", every),
        columns.count("regios", "Regio's", [len(matches) for matches in found]),
        columns.count("gelijk", "Gelijk aan provincie", [k[Plaats.SAMENVALLEND] for k in kinds]),
        columns.count("binnen", "Binnen één provincie", [k[Plaats.BINNEN] for k in kinds]),
        columns.count("omvat", "Van hele provincies", [k[Plaats.OMVAT] for k in kinds]),
        columns.count("kruist", "Over een provinciegrens", [k[Plaats.DOORSNIJDT] for k in kinds]),
        columns.count(
            "kruist_inwoners",
            "Inwoners daarvan",
            inwoners,
            columns.inwoners_on(catalogus),
        ),
        columns.count(
            "hele",
            "Provincies van hele regio's",
            whole,
            "Provincies die geheel uit regio's bestaan, waarvan er geen uitsteekt.",
        ),
        columns.text(
            "welke",
            "Welke over een grens",
            [
                join_names([i.regios[m.a].naam for m in matches]) or None
                for i, matches in zip(every, crossing, strict=True)
            ],
        ),
        columns.text("indeling", "Indeling (id)", [i.id for i in every]),
    )
    account = provenance(
        catalogus,
        [*every, provincies],
        (gewicht_parameter([gewicht]), ("Tolerantie", notation.percentage(tolerance))),
        (PLACE, *columns.definitions(shown)),
    )
    return Table("provincies", "Regio's en provinciegrenzen", shown, account)


def _with_rest(indeling: Indeling, n: int) -> Indeling:
    """Put the gemeenten in no regio together in one more, behind the others."""
    rows = indeling.lidmaatschap
    rest = np.setdiff1d(np.arange(n), rows.gemeente)
    if not len(rest):
        return indeling
    return replace(
        indeling,
        regios=(*indeling.regios, Regio("", "geen regio")),
        lidmaatschap=Lidmaatschap(
            np.append(rows.gemeente, rest),
            np.append(rows.regio, np.full(len(rest), len(indeling))),
            np.append(rows.aandeel, np.ones(len(rest))),
            (*rows.methode, *(Methode.DIRECT,) * len(rest)),
            (*rows.toelichting, *("",) * len(rest)),
        ),
    )
