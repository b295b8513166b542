"""What a pair of indelingen amounts to, in sentences: first what can be counted."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from regiokaart.congruence.pair.assignment import Wisselaars, wisselaars
from regiokaart.congruence.pair.crosstab import IntArray
from regiokaart.congruence.pair.measures import PairMeasures
from regiokaart.congruence.pair.pairs import Congruence
from regiokaart.congruence.pair.pieces import Basis, Members, compare_on
from regiokaart.congruence.provenance import uncertain_rows
from regiokaart.congruence.wording import MAX_NAMES, counted, join_names, names_in_sentence
from regiokaart.model import Catalogus, Gewicht, Indeling, notation


@dataclass(frozen=True)
class _Side:
    """One indeling of the pair, with its names as they are inside a sentence."""

    indeling: Indeling
    one: str
    more: str
    regions: int
    crossing: int
    inside: int


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
    """
    pair = _measures(catalogus, a, b, gewicht)
    basis = Basis(int(pair.basis[0]))
    if basis is Basis.NONE:
        return (basis.reden,)
    if not (pair.regions_a[0] or pair.total[0, 0]):
        return (_not_comparable(a, b),)
    if basis is Basis.PAIRS:
        return (basis.reden, *_shared_pairs(pair, a, b, gewicht), *_mind(catalogus, pair, a, b))
    coinciding, side_a, side_b = _sides(pair, a, b)
    return (
        *_regions(coinciding, side_a, side_b),
        _moving(catalogus, side_a, side_b, gewicht, basis is Basis.WHOLE),
        *_nesting(pair, side_a, side_b, gewicht),
        *_together(pair, side_a, side_b, gewicht),
        _v_measure(pair, gewicht),
        *([basis.reden] if basis is Basis.PIECES else []),
        *_mind(catalogus, pair, a, b),
    )


def pair_headline(catalogus: Catalogus, a: Indeling, b: Indeling, gewicht: Gewicht) -> str:
    """Say what can be counted of a pair in one breath: coinciding, crossing, wisselaars.

    May load scipy. Parameters are those of `pair_sentences`.
    """
    pair = _measures(catalogus, a, b, gewicht)
    basis = Basis(int(pair.basis[0]))
    if basis is Basis.NONE:
        return basis.reden
    if not (pair.regions_a[0] or pair.total[0, 0]):
        return _not_comparable(a, b)
    if basis is Basis.PAIRS:
        return " ".join(_shared_pairs(pair, a, b, gewicht)) or basis.reden
    coinciding, side_a, side_b = _sides(pair, a, b)
    regions = _regions(coinciding, side_a, side_b)[0].removesuffix(".")
    if side_a.crossing:
        verb = "doorsnijdt" if side_a.crossing == 1 else "doorsnijden"
        regions += f"; {notation.number(side_a.crossing)} {verb} er minstens één"
    elif coinciding < max(side_a.regions, side_b.regions):
        regions += "; geen enkele doorsnijdt er een"
    found = pair_wisselaars(catalogus, a, b, gewicht)
    if not len(found.gemeenten):
        return f"{regions}. Zij zijn gelijk: niemand hoeft van regio te wisselen."
    amount = _moved(catalogus, found, gewicht, basis is Basis.WHOLE)
    return f"{regions}. Gelijk maken vraagt een wissel van {amount}."


def pair_wisselaars(catalogus: Catalogus, a: Indeling, b: Indeling, gewicht: Gewicht) -> Wisselaars:
    """Choose who changes region to make A equal to B; of equal sets the one with fewest people.

    Of a gemeente that an indeling divides only a part may change. Where the indelingen cannot be
    compared the weight is NaN. May load scipy. Parameters are those of `pair_sentences`.
    """
    gemeenten = catalogus.gemeenten
    basis, pieces = compare_on(Members.of(a), Members.of(b), len(gemeenten))
    if pieces is None:
        return Wisselaars(np.zeros(0, dtype=np.int64), np.nan, only=True)
    weights = np.stack([gemeenten.weights(gewicht), gemeenten.weights(Gewicht.INWONERS)])
    weight, people = pieces.weights(weights)
    labels_a, labels_b = pieces.labels
    found = wisselaars(labels_a, labels_b, weight, tie_break=people)
    if basis is Basis.WHOLE:
        return found
    return replace(found, gemeenten=np.unique(pieces.gemeente[found.gemeenten]))


def _measures(catalogus: Catalogus, a: Indeling, b: Indeling, gewicht: Gewicht) -> PairMeasures:
    return Congruence.of([a, b], catalogus.gemeenten.weights(gewicht)[np.newaxis]).measures


def _not_comparable(a: Indeling, b: Indeling) -> str:
    return (
        f"Geen enkele gemeente hoort in beide indelingen bij een regio: {a.naam_meervoud} en "
        f"{b.naam_meervoud} zijn niet te vergelijken."
    )


def _sides(pair: PairMeasures, a: Indeling, b: Indeling) -> tuple[int, _Side, _Side]:
    coinciding = int(pair.coinciding[0])
    side_a = _side(a, pair.regions_a, pair.a_crossing, pair.a_within_b - coinciding)
    side_b = _side(b, pair.regions_b, pair.b_crossing, pair.b_within_a - coinciding)
    return coinciding, side_a, side_b


def _side(indeling: Indeling, regions: IntArray, crossing: IntArray, inside: IntArray) -> _Side:
    one, more = names_in_sentence(indeling)
    return _Side(indeling, one, more, int(regions[0]), int(crossing[0]), int(inside[0]))


def _regions(coinciding: int, a: _Side, b: _Side) -> list[str]:
    sentences = [_of(coinciding, a, "valt samen", "vallen samen", f"met een {b.one}")]
    if coinciding == a.regions == b.regions:
        return sentences
    for side, other in ((a, b), (b, a)):
        if side.inside:
            what = f"geheel binnen een grotere {other.one}"
            sentences.append(_of(side.inside, side, "ligt", "liggen", what))
    if not a.crossing:
        return [*sentences, "Geen enkele regio doorsnijdt een regio van de andere indeling."]
    for side, other in ((a, b), (b, a)):
        what = f"minstens één {other.one}"
        sentences.append(_of(side.crossing, side, "doorsnijdt", "doorsnijden", what))
    return sentences


def _of(count: int, side: _Side, one: str, more: str, what: str) -> str:
    """Write how many of the regions do something."""
    names = f"{notation.number(side.regions)} {side.more}"
    if side.regions == 1:
        return f"{'1' if count else 'Geen enkele'} {side.one} {one} {what}."
    if count == 0:
        return f"Geen van de {names} {one} {what}."
    if count == side.regions:
        return f"Alle {names} {more} {what}."
    return f"{notation.number(count)} van de {names} {one if count == 1 else more} {what}."


def _moving(catalogus: Catalogus, a: _Side, b: _Side, gewicht: Gewicht, whole: bool) -> str:
    found = pair_wisselaars(catalogus, a.indeling, b.indeling, gewicht)
    goal = f"om de {a.more} gelijk te maken aan de {b.more}"
    if not len(found.gemeenten):
        return f"Geen enkele gemeente hoeft van regio te wisselen {goal}."
    one = gewicht is Gewicht.OPPERVLAKTE or (
        gewicht is Gewicht.GEMEENTEN and len(found.gemeenten) == 1
    )
    amount = _moved(catalogus, found, gewicht, whole)
    sentence = f"M{amount[1:]} {'moet' if one else 'moeten'} van regio wisselen {goal}"
    if whole and len(found.gemeenten) <= MAX_NAMES:
        sentence += ": " + join_names([catalogus.gemeenten.namen[i] for i in found.gemeenten])
    other = "" if found.only else " Er is ook een andere keuze die even klein is."
    return f"{sentence}.{other}"


def _moved(catalogus: Catalogus, found: Wisselaars, gewicht: Gewicht, whole: bool) -> str:
    """Write how much changes region, in the weight that is counted in and in what else it is."""
    if not whole:
        parts = counted(len(found.gemeenten), "gemeente", "gemeenten")
        return f"minstens {_amount(found.weight, gewicht)} (delen van {parts}, naar oppervlakte)"
    inwoners = catalogus.gemeenten.weights(Gewicht.INWONERS)
    who = counted(len(found.gemeenten), "gemeente", "gemeenten")
    people = counted(inwoners[found.gemeenten].sum(), "inwoner", "inwoners")
    if gewicht is Gewicht.GEMEENTEN:
        return f"minstens {who} (samen {people})"
    if gewicht is Gewicht.INWONERS:
        return f"minstens {people} (in {who})"
    return f"minstens {_amount(found.weight, gewicht)} ({who}, {people})"


def _nesting(pair: PairMeasures, a: _Side, b: _Side, gewicht: Gewicht) -> list[str]:
    """Say what it takes to nest the finer indeling, unless it is nested."""
    if a.regions >= b.regions:
        distance, fine, coarse = pair.nesting_distance_ab[0, 0], a, b
    else:
        distance, fine, coarse = pair.nesting_distance_ba[0, 0], b, a
    if not distance:
        return []
    return [
        f"Om de {fine.more} elk binnen één {coarse.one} te laten vallen, volstaat een wissel van "
        f"{_amount(float(distance), gewicht)}; of regio's aaneengesloten blijven, telt niet mee."
    ]


def _together(pair: PairMeasures, a: _Side, b: _Side, gewicht: Gewicht) -> list[str]:
    share = float(pair.wallace_across_ab[0, 0])
    if np.isnan(share) or gewicht is Gewicht.OPPERVLAKTE:
        return []
    two = "gemeenten" if gewicht is Gewicht.GEMEENTEN else "inwoners uit verschillende gemeenten"
    return [
        f"Van twee {two} die een {a.one} delen, is de kans {notation.percentage(share, 0)} dat "
        f"zij ook een {b.one} delen."
    ]


def _v_measure(pair: PairMeasures, gewicht: Gewicht) -> str:
    value = notation.number(float(pair.v_measure[0, 0]), 3)
    return (
        f"De V-maat is {value} naar {gewicht}, op een schaal van 0 (geen verband) tot 1 (gelijk)."
    )


def _shared_pairs(pair: PairMeasures, a: Indeling, b: Indeling, gewicht: Gewicht) -> list[str]:
    """Say what can be counted where regions overlap: gemeenten that share a region."""
    found = []
    two = "inwoners uit verschillende gemeenten" if gewicht is Gewicht.INWONERS else "gemeenten"
    for one, other, values in (
        (a, b, pair.wallace_across_ab),
        (b, a, pair.wallace_across_ba),
    ):
        share = float(values[0, 0])
        if not np.isnan(share) and gewicht is not Gewicht.OPPERVLAKTE:
            found.append(
                f"Van twee {two} die een {names_in_sentence(one)[0]} delen, is de kans "
                f"{notation.percentage(share, 0)} dat zij ook een {names_in_sentence(other)[0]} "
                "delen."
            )
    return found


def _mind(catalogus: Catalogus, pair: PairMeasures, a: Indeling, b: Indeling) -> list[str]:
    sentences = []
    coverage = float(pair.coverage[0, 0])
    if coverage < 1:
        sentences.append(
            f"Let op: de vergelijking gaat over {notation.percentage(coverage)} van het geheel; "
            "de rest hoort niet in beide indelingen bij een regio."
        )
    year_a, year_b = a.peiljaar, b.peiljaar
    more_a, more_b = names_in_sentence(a)[1], names_in_sentence(b)[1]
    sentences += [
        f"Let op: het peiljaar van de {more} is onbekend."
        for year, more in ((year_a, more_a), (year_b, more_b))
        if year is None
    ]
    if year_a and year_b and year_a != year_b:
        sentences.append(
            f"Let op: de peiljaren verschillen, {year_a} voor de {more_a} en {year_b} voor de "
            f"{more_b}."
        )
    for indeling in (a, b):
        if uncertain := uncertain_rows(catalogus, indeling):
            sentences.append(f"Let op. {uncertain}")
    return sentences


def _amount(weight: float, gewicht: Gewicht) -> str:
    if gewicht is Gewicht.GEMEENTEN:
        return counted(weight, "gemeente", "gemeenten")
    if gewicht is Gewicht.INWONERS:
        return counted(weight, "inwoner", "inwoners")
    return f"{notation.number(weight)} {gewicht.eenheid}"
