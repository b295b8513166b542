"""The user's own library as a table."""

from __future__ import annotations

from regiokaart import __version__
from regiokaart.congruence.table import Column, Kind, Provenance, Table
from regiokaart.model.indeling import ONBEKEND
from regiokaart.sources.library import Library


def library_table(library: Library) -> Table:
    """Tabulate a library, one row for each indeling; what is broken stands in the remarks."""
    entries = library.entries
    every = [entry.indeling for entry in entries]

    def text(key: str, heading: str, values: list[str]) -> Column:
        return Column(key, heading, Kind.TEXT, values)

    columns = (
        text("id", "Id", [i.id for i in every]),
        text("naam", "Naam", [i.naam_meervoud for i in every]),
        Column("regios", "Regio's", Kind.COUNT, [len(i) for i in every]),
        Column(
            "gemeenten",
            "Gemeenten",
            Kind.COUNT,
            [len(set(i.lidmaatschap.gemeente.tolist())) for i in every],
        ),
        text("verdeling", "Verdeling", [i.verdeling.value for i in every]),
        Column("onzeker", "Onzekere gemeenten", Kind.COUNT, [len(i.onzeker) for i in every]),
        Column("peiljaar", "Peiljaar", Kind.YEAR, [i.peiljaar for i in every]),
        Column(
            "gemeenten_van",
            "Gemeenten van",
            Kind.YEAR,
            [entry.stored.gemeenten.peiljaar for entry in entries],
        ),
        text(
            "ingelezen", "Ingelezen op", [entry.stored.ingelezen.isoformat() for entry in entries]
        ),
        text("domein", "Domein", [i.domein for i in every]),
        text("ministeries", "Ministeries", [", ".join(i.ministeries) or ONBEKEND for i in every]),
        text("bron", "Bron", [i.bron for i in every]),
        text("licentie", "Licentie", [i.licentie for i in every]),
        text("bron_sha256", "SHA-256 van het bestand", [i.bron_sha256 for i in every]),
        text("werkwijze", "Werkwijze", [i.werkwijze for i in every]),
        text("opmerking", "Opmerking", [i.opmerking for i in every]),
    )
    account = Provenance(
        indelingen=tuple(f"{i.naam_met_jaar}; bron: {i.bron}" for i in every),
        sources=(),
        parameters=(),
        method=(),
        remarks=tuple(f"Niet te gebruiken: {broken.error}" for broken in library.broken),
        program=f"Regiokaart {__version__}",
    )
    return Table("bibliotheek", "Bibliotheek", columns, account)
