"""The table of the regions of one indeling: how large they are, and where."""

from __future__ import annotations

import numpy as np

from regiokaart.congruence import method
from regiokaart.congruence.columns import count, definitions, number, text
from regiokaart.congruence.provenance import provenance
from regiokaart.congruence.table import Table
from regiokaart.congruence.wording import join_names
from regiokaart.model import Catalogus, Gewicht, Indeling


def sizes_table(catalogus: Catalogus, indeling: Indeling) -> Table:
    """Tabulate gemeenten, inhabitants, area and province of every regio, in its own order.

    Of a gemeente that belongs to a regio for a part, that part of its inhabitants and area counts.

    Parameters
    ----------
    catalogus : Catalogus
    indeling : Indeling

    Returns
    -------
    Table
        A row per regio, also of one without gemeenten.
    """
    gemeenten, rows, n = catalogus.gemeenten, indeling.lidmaatschap, len(indeling.regios)
    members = [np.unique(rows.gemeente[rows.regio == regio]).tolist() for regio in range(n)]
    partly = bool((rows.aandeel < 1).any())
    stand = f"Stand op 1 januari {gemeenten.inwoners_jaar}."
    divided = f" {method.INWONERS_DEEL}" if partly else ""

    def total(gewicht: Gewicht) -> list[float]:
        parts = gemeenten.weights(gewicht)[rows.gemeente] * rows.aandeel
        found: list[float] = np.bincount(rows.regio, parts, minlength=n).tolist()
        return found

    columns = (
        text("regio", "Regio", [regio.naam for regio in indeling.regios]),
        count("gemeenten", "Gemeenten", [len(each) for each in members]),
        count("inwoners", "Inwoners", map(round, total(Gewicht.INWONERS)), stand + divided),
        number("oppervlakte", "Oppervlakte", total(Gewicht.OPPERVLAKTE), unit="km²", decimals=1),
        text(
            "provincies",
            "Provincie",
            [join_names(sorted({gemeenten.provincies[i] for i in each})) for each in members],
        ),
        text(
            "gemeentenamen",
            "Welke gemeenten",
            [join_names([gemeenten.namen[i] for i in each]) for each in members],
        ),
        text("code", "Code", [regio.code for regio in indeling.regios]),
    )
    account = provenance(catalogus, (indeling,), (), definitions(columns))
    return Table("grootte", f"{indeling.naam_met_jaar}: grootte per regio", columns, account)
