"""The catalogue as a table: which indelingen there are and where they come from."""

from __future__ import annotations

from collections.abc import Sequence

from regiokaart import __version__
from regiokaart.congruence.table import Column, Kind, Provenance, Table
from regiokaart.model import Catalogus, Indeling, Methode
from regiokaart.model.indeling import ONBEKEND


def _yes(holds: bool) -> str:
    return "ja" if holds else "nee"


def _rows(methode: Methode, every: Sequence[Indeling]) -> Column:
    """Count the memberships that were established in one way."""
    counts = [i.lidmaatschap.methode.count(methode) for i in every]
    return Column(f"rijen_{methode}", f"Rijen {methode}", Kind.COUNT, counts)


def indelingen_table(catalogus: Catalogus) -> Table:
    """Tabulate the indelingen of a catalogue, one row each, every fact with its source."""
    every = catalogus.indelingen
    gemeenten = catalogus.gemeenten

    def text(key: str, heading: str, values: list[str]) -> Column:
        return Column(key, heading, Kind.TEXT, values)

    def fact(key: str, heading: str) -> Column:
        return text(key, heading, [str(getattr(indeling, key)) for indeling in every])

    columns = (
        fact("id", "Id"),
        text("naam", "Naam", [i.naam_meervoud for i in every]),
        fact("soort", "Soort"),
        Column("regios", "Regio's", Kind.COUNT, [len(i) for i in every]),
        Column("peiljaar", "Peiljaar", Kind.YEAR, [i.peiljaar for i in every]),
        fact("stand", "Stand"),
        text("telt_mee", "Telt standaard mee", [_yes(i.telt_standaard_mee) for i in every]),
        fact("domein", "Domein"),
        text("ministeries", "Ministeries", [", ".join(i.ministeries) or ONBEKEND for i in every]),
        fact("bron_ministeries", "Bron ministeries"),
        fact("grondslag", "Grondslag"),
        fact("bron_grondslag", "Bron grondslag"),
        fact("samenwerking_verplicht", "Samenwerking verplicht"),
        fact("samenwerking_toelichting", "Toelichting samenwerking"),
        fact("bron_samenwerking", "Bron samenwerking"),
        fact("indeling_bepaald_door", "Indeling bepaald door"),
        fact("bepaald_toelichting", "Toelichting indeling bepaald"),
        fact("bron_bepaald", "Bron indeling bepaald"),
        text("landsdekkend", "Landsdekkend", [_yes(i.landsdekkend) for i in every]),
        fact("bron", "Bron"),
        fact("licentie", "Licentie"),
        text("bron_datum", "Datum bron", [i.bron_datum or ONBEKEND for i in every]),
        fact("bron_bestand", "Bronbestand"),
        fact("bron_sha256", "SHA-256 bronbestand"),
        fact("werkwijze", "Werkwijze"),
        *(_rows(each, every) for each in Methode),
        fact("opmerking", "Opmerking"),
    )
    account = Provenance(
        indelingen=tuple(f"{i.naam_met_jaar}; bron: {i.bron}" for i in every),
        sources=(gemeenten.bron,),
        parameters=(),
        method=(),
        remarks=(),
        program=f"Regiokaart {__version__}",
    )
    return Table("indelingen", "Indelingen", columns, account)
