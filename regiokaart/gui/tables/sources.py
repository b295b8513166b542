"""The table of the tab Bronnen."""

from __future__ import annotations

from dataclasses import replace

from regiokaart.congruence.table import Table
from regiokaart.congruence.wording import decider
from regiokaart.gui.tables.model import only
from regiokaart.model import Catalogus

_COLUMNS = (
    "naam",
    "peiljaar",
    "soort",
    "ministeries",
    "bron_ministeries",
    "grondslag",
    "bron_grondslag",
    "samenwerking_verplicht",
    "samenwerking_toelichting",
    "bron_samenwerking",
    "indeling_bepaald_door",
    "bepaald_toelichting",
    "bron_bepaald",
    "bron",
    "licentie",
    "bron_datum",
    "bron_bestand",
    "bron_sha256",
    "stand",
    "werkwijze",
    "rijen_direct",
    "rijen_overgenomen",
    "rijen_onzeker",
    "opmerking",
)


def sources_table(catalogus: Catalogus) -> Table:
    """Tabulate where the indelingen come from, who decides them and on what ground."""
    from regiokaart.export.indelingen import indelingen_table

    table = only(indelingen_table(catalogus), _COLUMNS)
    columns = (
        replace(column, values=tuple(decider(i.indeling_bepaald_door) for i in catalogus))
        if column.key == "indeling_bepaald_door"
        else column
        for column in table.columns
    )
    return replace(table, name="bronnen", columns=tuple(columns))
