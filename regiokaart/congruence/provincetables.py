"""Regions and provinces: which equal one, which lie in one, and which cross a border."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from regiokaart.congruence import columns
from regiokaart.congruence.provenance import gewicht_parameter, provenance
from regiokaart.congruence.regions import Plaats
from regiokaart.congruence.regiontables import PLACE, Against
from regiokaart.congruence.table import Table
from regiokaart.congruence.wording import join_names
from regiokaart.model import Catalogus, Gewicht, Indeling, notation


def provinces_table(
    catalogus: Catalogus,
    indelingen: Sequence[Indeling],
    provincies: Indeling,
    gewicht: Gewicht,
    tolerance: float = 0.0,
) -> Table:
    """Tabulate for each indeling which regions equal a province, lie in one, or cross a border.

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
    found = [Against(catalogus, i, provincies, gewicht, tolerance) for i in every]
    back = [Against(catalogus, provincies, i, gewicht, tolerance) for i in every]
    kinds = [Counter(m.plaats for m in each.matches) for each in found]
    crossing = [[m for m in each.matches if m.plaats is Plaats.DOORSNIJDT] for each in found]
    inwoners = [
        sum(int(catalogus.gemeenten.inwoners[each.labels[0] == m.a].sum()) for m in matches)
        for each, matches in zip(found, crossing, strict=True)
    ]
    whole = [
        sum(m.plaats in (Plaats.SAMENVALLEND, Plaats.OMVAT) for m in each.matches) for each in back
    ]
    shown = (
        columns.text("naam", "Indeling", [i.naam_meervoud for i in every]),
        columns.year("peiljaar", "Peiljaar", every),
        columns.count("regios", "Regio's", [len(each.matches) for each in found]),
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
            "Provincies waarvan geen regio eruit steekt.",
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
