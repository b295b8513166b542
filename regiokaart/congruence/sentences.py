"""What a pair of indelingen amounts to, in sentences: first what can be counted."""

from __future__ import annotations

import numpy as np

from regiokaart.congruence.assignment import wisselaars
from regiokaart.congruence.measures import PairMeasures
from regiokaart.congruence.pairs import all_pairs
from regiokaart.congruence.provenance import uncertain_rows
from regiokaart.congruence.wording import counted, some_names
from regiokaart.model import Catalogus, Gewicht, Indeling, notation


def pair_sentences(
    catalogus: Catalogus, a: Indeling, b: Indeling, gewicht: Gewicht
) -> tuple[str, ...]:
    """Describe a pair in plain Dutch: regions, wisselaars, V-measure, and what to mind.

    May load scipy.

    Parameters
    ----------
    catalogus : Catalogus
    a, b : Indeling
    gewicht : Gewicht
        What the wisselaars and the V-measure are counted in.

    Raises
    ------
    ValueError
        When a gemeente is in several regio's of an indeling, or in one for a share only.
    """
    labels = [catalogus.labels(a), catalogus.labels(b)]
    pair = all_pairs(labels, catalogus.gemeenten.weights(gewicht)[np.newaxis])
    if not pair.regions_a[0]:
        return (
            f"Geen enkele gemeente hoort in beide indelingen bij een regio: {a.naam_meervoud} en "
            f"{b.naam_meervoud} zijn niet te vergelijken.",
        )
    return (
        *_regions(pair, a, b),
        _moving(catalogus, a, b, gewicht),
        *_together(pair, a, b, gewicht),
        _v_measure(pair, gewicht),
        *_mind(catalogus, pair, a, b),
    )


def _regions(pair: PairMeasures, a: Indeling, b: Indeling) -> list[str]:
    total_a, total_b = int(pair.regions_a[0]), int(pair.regions_b[0])
    coinciding = int(pair.coinciding[0])
    inside_a = int(pair.a_within_b[0]) - coinciding
    inside_b = int(pair.b_within_a[0]) - coinciding
    crossing_a, crossing_b = int(pair.a_crossing[0]), int(pair.b_crossing[0])
    sentences = [
        _of(coinciding, total_a, a, "valt samen", "vallen samen", f"met een {b.naam}"),
    ]
    if coinciding == total_a == total_b:
        return sentences
    if inside_a:
        sentences.append(
            _of(inside_a, total_a, a, "ligt", "liggen", f"geheel binnen een grotere {b.naam}")
        )
    if inside_b:
        sentences.append(
            _of(inside_b, total_b, b, "ligt", "liggen", f"geheel binnen een grotere {a.naam}")
        )
    if crossing_a:
        sentences.append(
            _of(crossing_a, total_a, a, "doorsnijdt", "doorsnijden", f"minstens één {b.naam}")
        )
        sentences.append(
            _of(crossing_b, total_b, b, "doorsnijdt", "doorsnijden", f"minstens één {a.naam}")
        )
    else:
        sentences.append("Geen enkele regio doorsnijdt een regio van de andere indeling.")
    return sentences


def _of(count: int, total: int, indeling: Indeling, one: str, more: str, what: str) -> str:
    """Write how many of the regions do something."""
    names = f"{notation.number(total)} {indeling.naam_meervoud}"
    if total == 1:
        subject = f"De enige {indeling.naam}" if count else f"Geen enkele {indeling.naam}"
        return f"{subject} {one} {what}."
    if count == 0:
        return f"Geen van de {names} {one} {what}."
    if count == total:
        return f"Alle {names} {more} {what}."
    return f"{notation.number(count)} van de {names} {one if count == 1 else more} {what}."


def _moving(catalogus: Catalogus, a: Indeling, b: Indeling, gewicht: Gewicht) -> str:
    gemeenten = catalogus.gemeenten
    inwoners = gemeenten.weights(Gewicht.INWONERS)
    found = wisselaars(
        catalogus.labels(a), catalogus.labels(b), gemeenten.weights(gewicht), tie_break=inwoners
    )
    goal = f"om {a.naam_meervoud} gelijk te maken aan {b.naam_meervoud}"
    if not len(found.gemeenten):
        return f"Geen enkele gemeente hoeft van regio te wisselen {goal}."
    who = counted(len(found.gemeenten), "gemeente", "gemeenten")
    people = counted(inwoners[found.gemeenten].sum(), "inwoner", "inwoners")
    names = some_names([gemeenten.namen[i] for i in found.gemeenten])
    verb = "moet" if len(found.gemeenten) == 1 else "moeten"
    if gewicht is Gewicht.GEMEENTEN:
        first = f"Minstens {who} (samen {people}) {verb} van regio wisselen {goal}"
    elif gewicht is Gewicht.INWONERS:
        first = f"Minstens {people} ({who}) moeten van regio wisselen {goal}"
    else:
        area = f"{notation.number(found.weight)} km²"
        first = f"Minstens {area} ({who}, {people}) moet van regio wisselen {goal}"
    other = "" if found.only else " Er zijn andere keuzes die even klein zijn."
    return f"{first}: {names}.{other}"


def _together(pair: PairMeasures, a: Indeling, b: Indeling, gewicht: Gewicht) -> list[str]:
    share = float(pair.wallace_between_ab[0, 0])
    if np.isnan(share) or gewicht is Gewicht.OPPERVLAKTE:
        return []
    two = (
        "twee gemeenten"
        if gewicht is Gewicht.GEMEENTEN
        else "twee inwoners uit verschillende gemeenten"
    )
    return [
        f"Van {two} die een {a.naam} delen, is de kans {notation.percentage(share, 0)} dat zij "
        f"ook een {b.naam} delen."
    ]


def _v_measure(pair: PairMeasures, gewicht: Gewicht) -> str:
    value = notation.number(float(pair.v_measure[0, 0]), 3)
    return (
        f"De V-maat is {value} naar {gewicht}, op een schaal van 0 (geen verband) tot 1 (gelijk)."
    )


def _mind(catalogus: Catalogus, pair: PairMeasures, a: Indeling, b: Indeling) -> list[str]:
    sentences = []
    coverage = float(pair.coverage[0, 0])
    if coverage < 1:
        sentences.append(
            f"Let op: de vergelijking gaat over {notation.percentage(coverage)} van het geheel; "
            "de rest hoort in een van beide indelingen bij geen regio."
        )
    if a.peiljaar != b.peiljaar:
        sentences.append(
            f"Let op: de peiljaren verschillen, {a.naam_meervoud} zijn van {a.peiljaar} en "
            f"{b.naam_meervoud} van {b.peiljaar}."
        )
    for indeling in (a, b):
        if uncertain := uncertain_rows(catalogus, indeling):
            sentences.append(f"Let op: {uncertain}")
    return sentences
