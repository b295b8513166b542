"""The pages of the details, as HTML in which every name is a link; all values are escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import numpy as np

from regiokaart.congruence.pair.explained import PLAIN, Explained
from regiokaart.congruence.pair.pieces import Members
from regiokaart.congruence.region.relations import RegioRelatie, overlaps_of
from regiokaart.congruence.wording import counted, names_in_sentence, pair_title
from regiokaart.gui.details.markup import (
    MOST_LINKS,
    enumeration,
    gemeente_link,
    heading,
    indeling_link,
    link,
    ministerie_link,
    paragraphs,
    regio_link,
    section,
    table,
)
from regiokaart.gui.details.subject import Kind, Subject
from regiokaart.gui.figures.results import Result
from regiokaart.gui.indelingen.facts import MINISTERIES, REMARK, facts
from regiokaart.model import Catalogus, Gewicht, Indeling
from regiokaart.model.notation import number, percentage

REMARK_ANCHOR = "let-op"
"""Where a page of an indeling says what must be known of its data."""

_ORDER = tuple(RegioRelatie)
_SCALE = "<p class='soort'>0 is geen verband, 1 is precies gelijk.</p>"


def gemeente_page(
    catalogus: Catalogus,
    shown: Sequence[Indeling],
    gemeente: int,
    sentences: Sequence[str] = (),
    regelingen: int | None = None,
) -> str:
    """Tell about a gemeente: where it lies, its regio's, and with whom it works together.

    Parameters
    ----------
    catalogus : Catalogus
    shown : sequence of Indeling
        Whose regio's are named.
    gemeente : int
    sentences : sequence of str
        Its profile in words.
    regelingen : int, optional
        Formal regelingen that it takes part in, where that is known.
    """
    every = catalogus.gemeenten
    facts = [
        ("Code", escape(every.codes[gemeente])),
        ("Provincie", escape(every.provincies[gemeente])),
        ("Inwoners", f"{number(every.inwoners[gemeente])} (1 januari {every.inwoners_jaar})"),
        ("Oppervlakte", f"{number(float(every.oppervlakte[gemeente]))} km²"),
    ]
    if regelingen is not None:
        text = counted(regelingen, "formele regeling (Wgr)", "formele regelingen (Wgr)")
        subject = Subject(Kind.REGELINGEN, (every.codes[gemeente],))
        facts.append(("Neemt deel aan", link(text, subject) if regelingen else escape(text)))
    rows = [(indeling_link(i), _regios_of(i, gemeente)) for i in shown]
    return "".join(
        (
            heading(every.namen[gemeente], "Gemeente"),
            table(facts),
            section("Regio's", table(rows)) if rows else "",
            section("Samen met wie", paragraphs(sentences)) if sentences else "",
        )
    )


def regio_page(
    catalogus: Catalogus,
    shown: Sequence[Indeling],
    indeling: Indeling,
    regio: int,
    against: str = "",
) -> str:
    """Tell about a regio: who belongs to it and how it lies in the other indelingen.

    `against` is HTML on how it lies in the one that it is compared with.
    """
    every, rows = catalogus.gemeenten, indeling.lidmaatschap
    inside = rows.regio == regio
    members, shares = rows.gemeente[inside], rows.aandeel[inside]
    provincies = sorted({every.provincies[i] for i in members.tolist()})
    facts = [
        ("Indeling", indeling_link(indeling)),
        ("Code", escape(indeling.regios[regio].code)),
        ("Gemeenten", number(len(members))),
        ("Inwoners", number(float(every.inwoners[members] @ shares))),
        ("Oppervlakte", f"{number(float(every.oppervlakte[members] @ shares))} km²"),
        ("Provincie" if len(provincies) == 1 else "Provincies", escape(", ".join(provincies))),
    ]
    relations = [
        (indeling_link(other), _relations(catalogus, indeling, regio, other))
        for other in shown
        if other is not indeling
    ]
    names = [
        gemeente_link(catalogus, int(i)) + ("" if share == 1 else f" ({percentage(share, 0)})")
        for i, share in sorted(
            zip(members.tolist(), shares.tolist(), strict=True), key=lambda x: every.namen[x[0]]
        )
    ]
    return "".join(
        (
            heading(indeling.regios[regio].naam, indeling.naam),
            table(facts),
            against,
            section("In andere indelingen", table(relations)) if relations else "",
            section("Gemeenten", f"<p>{enumeration(names)}</p>"),
        )
    )


def indeling_page(catalogus: Catalogus, indeling: Indeling, result: Result | None) -> str:
    """Tell about an indeling: what is known of it, how it fits the others, and its regio's."""
    regios = sorted(range(len(indeling)), key=lambda k: indeling.regios[k].naam)
    names = [regio_link(indeling, k) for k in regios]
    return "".join(
        (
            heading(indeling.naam_met_jaar, counted(len(indeling), "regio", "regio's")),
            _fit(catalogus, indeling, result),
            section("Regio's", f"<p>{enumeration(names)}</p>"),
            *(_part(indeling, name, text) for name, text in facts(catalogus, indeling)),
        )
    )


def _part(indeling: Indeling, name: str, text: str) -> str:
    """Return a fact below its name; what must be known of the data can be gone to."""
    if not name:
        return paragraphs([text])
    anchor = f'<a name="{REMARK_ANCHOR}"></a>' if name == REMARK else ""
    return anchor + section(name, _fact(indeling, name, text))


def pair_page(
    catalogus: Catalogus,
    a: Indeling,
    b: Indeling,
    result: Result | None,
    chance: Sequence[str] = (),
) -> str:
    """Tell about a pair in sentences, what chance would give, and who changes region."""
    title = heading(pair_title(a, b), "Vergelijking")
    links = f"<p>{indeling_link(a)} · {indeling_link(b)}</p>"
    if result is None or (result.choices.a, result.choices.b) != (a, b):
        return f"{title}{links}<p>Wordt berekend…</p>"
    moving = result.wisselaars.gemeenten.tolist()
    namen = catalogus.gemeenten.namen
    names = [gemeente_link(catalogus, i) for i in sorted(moving, key=lambda i: namen[i])]
    return "".join(
        (
            title,
            links,
            paragraphs(result.sentences),
            section("Naast toeval", paragraphs(chance)) if chance else "",
            section(f"Wisselaars ({number(len(names))})", f"<p>{enumeration(names)}</p>")
            if names
            else "",
            _measures("Maten", [m for m in result.measures if m.key in PLAIN]),
            _measures("Techniek", [m for m in result.measures if m.key not in PLAIN]),
        )
    )


def selection_page(
    catalogus: Catalogus, shown: Sequence[Indeling], gemeenten: Iterable[int]
) -> str:
    """Tell about several selected gemeenten."""
    every = catalogus.gemeenten
    chosen = sorted(gemeenten, key=lambda i: every.namen[i])
    facts = [
        ("Inwoners", number(float(every.inwoners[chosen].sum()))),
        ("Oppervlakte", f"{number(float(every.oppervlakte[chosen].sum()))} km²"),
    ]
    rows = [(indeling_link(i), _spread(i, chosen)) for i in shown]
    names = [gemeente_link(catalogus, i) for i in chosen]
    return "".join(
        (
            heading(counted(len(chosen), "gemeente", "gemeenten"), "Geselecteerd"),
            table(facts),
            section("Verdeeld over", table(rows)) if rows else "",
            section("Gemeenten", f"<p>{enumeration(names)}</p>"),
        )
    )


def _fact(indeling: Indeling, name: str, text: str) -> str:
    """Show what is known of an indeling; its ministries are links."""
    if name != MINISTERIES or not indeling.ministeries:
        return paragraphs([text])
    links = ", ".join(ministerie_link(each) for each in indeling.ministeries)
    return f"<p>{links}{escape(text.removeprefix(', '.join(indeling.ministeries)))}</p>"


def _measures(title: str, measures: Sequence[Explained]) -> str:
    """Show each measure with its figure, what it says, and the way to the method."""
    parts = [
        f"<p><b>{escape(each.heading)}: {escape(each.value)}</b><br>{escape(each.sentence)} "
        f"{link('Methode', Subject(Kind.METHODE, (each.anchor,)))}</p>"
        for each in measures
    ]
    return section(title, "".join(parts)) if parts else ""


def _regios_of(indeling: Indeling, gemeente: int) -> str:
    rows = indeling.lidmaatschap
    found = [
        regio_link(indeling, int(rows.regio[row]))
        + ("" if rows.aandeel[row] == 1 else f" ({percentage(float(rows.aandeel[row]), 0)})")
        for row in np.flatnonzero(rows.gemeente == gemeente)
    ]
    return ", ".join(found) or "geen"


def _relations(catalogus: Catalogus, indeling: Indeling, regio: int, other: Indeling) -> str:
    """Say how a regio relates to those of another indeling, the strongest relation first."""
    weights = catalogus.gemeenten.weights(Gewicht.INWONERS)
    found = [
        each
        for each in overlaps_of(Members.of(indeling), Members.of(other), weights)
        if each.a == regio
    ]
    found.sort(key=lambda each: (_ORDER.index(each.relatie), -each.high))
    texts = []
    for each in found[:MOST_LINKS]:
        told = each.relatie not in _COMPLETE and not np.isnan(each.share_a)
        share = f" ({percentage(each.share_a, 0)})" if told else ""
        texts.append(f"{escape(_VERB[each.relatie])} {regio_link(other, each.b)}{share}")
    return "<br>".join(texts) or "geen overlap"


_COMPLETE = (RegioRelatie.SAMENVALLEND, RegioRelatie.BINNEN)
_VERB = {
    RegioRelatie.SAMENVALLEND: "valt samen met",
    RegioRelatie.BINNEN: "ligt geheel binnen",
    RegioRelatie.OMVAT: "omvat",
    RegioRelatie.DOORSNIJDT: "doorsnijdt",
    RegioRelatie.GEEN: "raakt nauwelijks",
}


def _fit(catalogus: Catalogus, indeling: Indeling, result: Result | None) -> str:
    """List the others by how well they fit, as far as these were computed."""
    if result is None or indeling not in result.choices.shown:
        return ""
    place = result.choices.shown.index(indeling)
    row = result.matrix[place]
    order = [k for k in np.argsort(-row, kind="stable") if k != place and not np.isnan(row[k])]
    rows = [
        (
            link(other.naam, Subject(Kind.PAAR, (indeling.id, other.id))),
            number(float(row[k]), 3),
        )
        for k in order
        if (other := result.choices.shown[int(k)])
    ]
    _, more = names_in_sentence(indeling)
    title = f"V-maat met de {more} (gewicht {result.choices.gewicht})"
    return section(title, _SCALE + table(rows)) if rows else ""


def _spread(indeling: Indeling, chosen: Sequence[int]) -> str:
    rows = indeling.lidmaatschap
    regios = np.unique(rows.regio[np.isin(rows.gemeente, chosen)]).tolist()
    if len(regios) == 1:
        return regio_link(indeling, regios[0])
    return counted(len(regios), "regio", "regio's") if regios else "geen"
