"""How a regio of A lies in B, for the details: best match, difference and wisselaars."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from regiokaart.congruence.pair.assignment import Wisselaars
from regiokaart.congruence.region.regiontables import Against, place_text
from regiokaart.congruence.wording import counted, names_in_sentence
from regiokaart.gui.details.markup import (
    enumeration,
    gemeente_link,
    paragraphs,
    regio_link,
    section,
    table,
)
from regiokaart.model.notation import percentage

_ONLY = {True: "de enige kleinste keuze", False: "andere keuzes zijn even klein"}


def regio_against(against: Against, regio: int) -> str:
    """Tell how a regio of A lies in B, as a part of a page.

    May load scipy.

    Parameters
    ----------
    against : Against
        Both indelingen have whole gemeenten.
    regio : int
        Of A.
    """
    catalogus, a, b = against.catalogus, against.a, against.b
    more_a, (one_b, more_b) = names_in_sentence(a)[1], names_in_sentence(b)
    title = f"Tegenover de {more_b}"
    match = next((each for each in against.matches if each.a == regio), None)
    if match is None:
        none = f"De {more_b} hebben geen gemeente van deze regio."
        return section(title, paragraphs([none]))
    labels_a, labels_b = against.labels
    inside = set((labels_a == regio).nonzero()[0].tolist())

    def links(gemeenten: Iterable[int]) -> str:
        every = sorted(gemeenten, key=lambda i: catalogus.gemeenten.namen[i])
        return enumeration([gemeente_link(catalogus, i) for i in every]) or "geen"

    equal = set(against.equal.gemeenten.tolist())
    arriving = {i for i in equal if against.became.get(int(labels_b[i])) == regio}
    nest = inside & set(against.nest.gemeenten.tolist())
    unit = f", in {against.gewicht.eenheid}"
    facts = [
        ("Ligging", escape(place_text(match))),
        ("Past het best bij", regio_link(b, match.best)),
        ("Overeenkomst", f"{percentage(match.jaccard, 1)}{unit}"),
        ("Ligt daarin", f"{percentage(match.inside, 1)} van deze regio"),
        ("Vult daarvan", f"{percentage(match.covered, 1)} van die regio"),
        ("Raakt", escape(counted(len(match.touched), one_b, more_b))),
        ("Alleen in deze", links(match.extra.tolist())),
        ("Alleen in die", links(match.missing.tolist())),
    ]
    movers = [
        ("Vertrekken", links(inside & equal)),
        ("Komen erbij", links(arriving)),
    ]
    tolerance = (
        [f"Resten tot {percentage(against.tolerance, 0)} van de kleinste regio tellen niet mee."]
        if against.tolerance
        else []
    )
    return "".join(
        (
            section(title, table(facts)),
            paragraphs(tolerance),
            section(f"Als de {more_a} gelijk worden aan de {more_b}", table(movers)),
            paragraphs([_choice(against.equal)]),
            section(
                f"Als de {more_a} binnen de {more_b} vallen", table([("Vertrekken", links(nest))])
            ),
            paragraphs([_choice(against.nest)]),
        )
    )


def _choice(found: Wisselaars) -> str:
    """Say whether the smallest set of all regio's together is the only one."""
    return f"Voor alle regio's samen: {_ONLY[found.only]}."
