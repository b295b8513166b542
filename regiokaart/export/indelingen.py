"""The catalogue as a table: which indelingen there are and where they come from."""

from __future__ import annotations

from regiokaart import __version__
from regiokaart.congruence.table import Column, Kind, Provenance, Table
from regiokaart.model import Catalogus


def indelingen_table(catalogus: Catalogus) -> Table:
    """Tabulate the indelingen of a catalogue, one row each."""
    every = catalogus.indelingen
    gemeenten = catalogus.gemeenten

    def text(key: str, heading: str, values: list[str]) -> Column:
        return Column(key, heading, Kind.TEXT, values)

    columns = (
        text("id", "Id", [i.id for i in every]),
        text("naam", "Naam", [i.naam_meervoud for i in every]),
        text("soort", "Soort", [str(i.soort) for i in every]),
        Column("regios", "Regio's", Kind.COUNT, [len(i) for i in every]),
        Column("peiljaar", "Peiljaar", Kind.YEAR, [i.peiljaar for i in every]),
        text("domein", "Domein", [i.domein for i in every]),
        text("ministeries", "Ministeries", [", ".join(i.ministeries) for i in every]),
        text("grondslag", "Grondslag", [i.grondslag for i in every]),
        text(
            "samenwerking_verplicht",
            "Samenwerking verplicht",
            [i.samenwerking_verplicht for i in every],
        ),
        text(
            "indeling_bepaald_door",
            "Indeling bepaald door",
            [i.indeling_bepaald_door for i in every],
        ),
        text("landsdekkend", "Landsdekkend", ["ja" if i.landsdekkend else "nee" for i in every]),
        text("bron", "Bron", [i.bron for i in every]),
        text("licentie", "Licentie", [i.licentie for i in every]),
        text("opmerking", "Opmerking", [i.opmerking for i in every]),
    )
    account = Provenance(
        indelingen=tuple(f"{i.naam_meervoud}, {i.peiljaar}; bron: {i.bron}" for i in every),
        sources=(gemeenten.bron,),
        parameters=(),
        method=(),
        remarks=(),
        program=f"Regiokaart {__version__}",
    )
    return Table("indelingen", "Indelingen", columns, account)
