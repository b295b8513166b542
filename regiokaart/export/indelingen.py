"""The catalogue as tables: which indelingen there are, where they come from, who is in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from regiokaart import __version__
from regiokaart.congruence.provenance import provenance
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


def leden_table(catalogus: Catalogus, indeling: Indeling) -> Table:
    """Tabulate who belongs where in an indeling, and how each row was established."""
    rows = indeling.lidmaatschap
    order = np.lexsort((rows.regio, rows.gemeente)).tolist()
    gemeenten = catalogus.gemeenten
    members = [rows.gemeente[i] for i in order]
    regios = [indeling.regios[rows.regio[i]] for i in order]
    others = [rows.alternatief[i] if rows.alternatief else () for i in order]

    def text(key: str, heading: str, values: list[str], explanation: str = "") -> Column:
        return Column(key, heading, Kind.TEXT, values, explanation=explanation)

    columns = (
        text("code", "Code", [gemeenten.codes[g] for g in members]),
        text("gemeente", "Gemeente", [gemeenten.namen[g] for g in members]),
        text("regio_code", "Regiocode", [regio.code for regio in regios]),
        text("regio", "Regio", [regio.naam for regio in regios]),
        Column(
            "aandeel",
            "Aandeel",
            Kind.SHARE,
            [float(rows.aandeel[i]) for i in order],
            decimals=1,
            explanation="Welk deel van de gemeente in deze regio ligt.",
        ),
        text(
            "methode",
            "Vastgesteld",
            [rows.methode[i].value for i in order],
            "Direct uit een bron over deze indeling, overgenomen uit een andere indeling of een "
            "ander jaar, of onzeker.",
        ),
        text(
            "alternatieven",
            "Kan ook horen bij",
            [", ".join(_naam(indeling, other) for other in each) for each in others],
        ),
        text("toelichting", "Toelichting", [rows.toelichting[i] for i in order]),
    )
    parameters = (
        ("Stand", str(indeling.stand)),
        ("Datum van de bron", indeling.bron_datum or ONBEKEND),
        ("Bronbestand", indeling.bron_bestand or ONBEKEND),
        ("SHA-256 van het bronbestand", indeling.bron_sha256 or ONBEKEND),
    )
    account = provenance(catalogus, (indeling,), parameters, ())
    return Table("leden", f"Leden van {indeling.naam_met_jaar}", columns, account)


def _naam(indeling: Indeling, regio: int) -> str:
    return indeling.regios[regio].naam if regio >= 0 else "geen regio"
