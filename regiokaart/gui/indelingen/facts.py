"""What is known of an indeling, and what must be read with care, in words of the screen."""

from __future__ import annotations

from html import escape

from regiokaart.congruence.provenance import uncertain_rows
from regiokaart.congruence.wording import counted, decider, some_names
from regiokaart.model import Catalogus, Indeling, Methode, Soort
from regiokaart.model.indeling import ONBEKEND
from regiokaart.model.notation import number

OLD_AFTER_YEARS = 2
REMARK = "Let op"  # name of a fact that must be known of the data
MINISTERIES = "Ministeries"  # heading of a fact


def warnings(catalogus: Catalogus, indeling: Indeling) -> tuple[str, ...]:
    """Tell in Dutch why the data of an indeling must be read with care; empty when sound."""
    result = []
    newest = max((i.peiljaar for i in catalogus if i.peiljaar is not None), default=0)
    if indeling.peiljaar is None:
        result.append("Het peiljaar is onbekend.")
    elif (age := newest - indeling.peiljaar) >= OLD_AFTER_YEARS:
        result.append(
            f"Peiljaar {indeling.peiljaar}: {age} jaar ouder dan de nieuwste indeling ({newest})."
        )
    if indeling.soort is Soort.EIGEN and (carried := _carried(catalogus, indeling)):
        result.append(carried)
    if uncertain := uncertain_rows(catalogus, indeling):
        result.append(uncertain)
    return tuple(result)


def _carried(catalogus: Catalogus, indeling: Indeling) -> str:
    """Say which gemeenten have a regio that was carried from gemeenten of another year."""
    rows = zip(indeling.lidmaatschap.gemeente.tolist(), indeling.lidmaatschap.methode, strict=True)
    found = sorted({gemeente for gemeente, methode in rows if methode is Methode.OVERGENOMEN})
    if not found:
        return ""
    who = counted(len(found), "gemeente", "gemeenten")
    names = some_names([catalogus.gemeenten.namen[i] for i in found])
    return f"Van {who} is de regio overgebracht uit een ander jaar ({names})."


def facts(catalogus: Catalogus, indeling: Indeling) -> tuple[tuple[str, str], ...]:
    """Return what is known about an indeling as headings, some empty, and plain texts."""

    def sourced(value: str, source: str) -> str:
        return f"{value} (volgens {source})" if source and value != ONBEKEND else value

    licence = "licentie onbekend" if indeling.licentie == ONBEKEND else indeling.licentie
    rows = (
        (
            MINISTERIES,
            sourced(", ".join(indeling.ministeries) or ONBEKEND, indeling.bron_ministeries),
        ),
        ("Grondslag", sourced(indeling.grondslag, indeling.bron_grondslag)),
        (
            "Samenwerking verplicht",
            sourced(indeling.samenwerking_verplicht, indeling.bron_samenwerking),
        ),
        ("", indeling.samenwerking_toelichting),
        (
            "Indeling bepaald door",
            sourced(decider(indeling.indeling_bepaald_door), indeling.bron_bepaald),
        ),
        ("", indeling.bepaald_toelichting),
        ("Bron", f"{indeling.bron} ({licence})"),
        ("Datum van de bron", indeling.bron_datum),
        ("Opmerking", indeling.opmerking),
        ("Werkwijze", indeling.werkwijze),
        *((REMARK, text) for text in warnings(catalogus, indeling)),
    )
    return tuple((name, text) for name, text in rows if text)


def tooltip(catalogus: Catalogus, indeling: Indeling) -> str:
    """Return what is known about an indeling as rich text; every value is escaped."""
    lines = "".join(
        f"<tr><td style='padding-right: 8px'>{escape(name)}</td><td>{escape(text)}</td></tr>"
        for name, text in facts(catalogus, indeling)
    )
    title = (
        f"{escape(indeling.naam_meervoud)}: {number(len(indeling))} regio's, "
        f"peiljaar {indeling.peiljaar_tekst}"
    )
    return f"<p><b>{title}</b></p><table width='420'>{lines}</table>"
