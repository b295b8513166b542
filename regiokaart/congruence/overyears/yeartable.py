"""The congruence of pairs over the years as a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from regiokaart.congruence import method
from regiokaart.congruence.overyears.account import account_of
from regiokaart.congruence.overyears.years import Year
from regiokaart.congruence.pair.crosstab import FloatArray, IntArray
from regiokaart.congruence.pair.pairs import Congruence
from regiokaart.congruence.provenance import gewicht_parameter
from regiokaart.congruence.table import Column, Kind, Table, Value
from regiokaart.model import Catalogus, Gewicht, Indeling

Pair = tuple[str, str]

JAAR = (
    "Jaar van de lijst van gemeenten. De indelingen kunnen een ander peiljaar hebben; dat staat "
    "erbij."
)
V_LAAGSTE = (
    "Laagste V-maat die is gevonden als elke nieuw gevormde gemeente waarvan de delen uit "
    "verschillende regio's kwamen, geheel bij één van die regio's hoort; gezocht gemeente voor "
    "gemeente."
)
V_HOOGSTE = "Hoogste V-maat die zo is gevonden."
V_TOEN = (
    "V-maat op de gemeenten van dat jaar zelf. Het verschil met de V-maat ernaast komt alleen van "
    "herindeling, niet van hertekening."
)
ONZEKER = (
    "Aantal gemeenten waarvan onzeker is bij welke regio ze in dat jaar hoorden, in een van beide "
    "indelingen."
)

_YEAR_COLUMNS = (
    Column("indeling_a", "Indeling A (id)", Kind.TEXT, ()),
    Column("indeling_b", "Indeling B (id)", Kind.TEXT, ()),
    Column("naam_a", "Indeling A", Kind.TEXT, ()),
    Column("naam_b", "Indeling B", Kind.TEXT, ()),
    Column("jaar", "Jaar", Kind.YEAR, (), explanation=JAAR),
    Column("peiljaar_a", "Peiljaar A", Kind.YEAR, ()),
    Column("peiljaar_b", "Peiljaar B", Kind.YEAR, ()),
    Column("gewicht", "Gewicht", Kind.TEXT, ()),
    Column("v_maat", "V-maat", Kind.NUMBER, (), decimals=3, explanation=method.V_MAAT),
    Column("v_laagste", "V-maat, laagste", Kind.NUMBER, (), decimals=3, explanation=V_LAAGSTE),
    Column("v_hoogste", "V-maat, hoogste", Kind.NUMBER, (), decimals=3, explanation=V_HOOGSTE),
    Column("v_toen", "V-maat, gemeenten van toen", Kind.NUMBER, (), "", 3, V_TOEN),
    Column("homogeniteit", "Homogeniteit", Kind.NUMBER, (), "", 3, method.HOMOGENITEIT),
    Column("volledigheid", "Volledigheid", Kind.NUMBER, (), "", 3, method.VOLLEDIGHEID),
    Column("samenvallend", "Samenvallend", Kind.COUNT, (), explanation=method.SAMENVALLEND),
    Column("a_binnen_b", "A binnen B", Kind.COUNT, (), explanation=method.A_BINNEN_B),
    Column("b_binnen_a", "B binnen A", Kind.COUNT, (), explanation=method.B_BINNEN_A),
    Column("regios_a", "Regio's A", Kind.COUNT, (), explanation=method.REGIOS),
    Column("regios_b", "Regio's B", Kind.COUNT, (), explanation=method.REGIOS),
    Column("wisselaars", "Wisselaars", Kind.NUMBER, (), explanation=method.WISSELAARS),
    Column(
        "wisselaars_aandeel",
        "Aandeel wisselaars",
        Kind.SHARE,
        (),
        decimals=1,
        explanation=method.WISSELAARS_AANDEEL,
    ),
    Column("gedekt_aandeel", "Gedekt", Kind.SHARE, (), decimals=1, explanation=method.GEDEKT),
    Column("onzeker", "Onzekere gemeenten", Kind.COUNT, (), explanation=ONZEKER),
)


def years_table(
    catalogus: Catalogus,
    years: Sequence[Year],
    pairs: Sequence[Pair],
    gewichten: Sequence[Gewicht],
) -> Table:
    """Tabulate the congruence of pairs of indelingen in every year that has both.

    One row per pair, year and weight, all counted on the gemeenten and weights of now. May load
    scipy.

    Parameters
    ----------
    catalogus : Catalogus
        Holds the gemeenten of now.
    years : sequence of Year
        As made by `harmonise`.
    pairs : sequence of (str, str)
        Ids of indelingen.
    gewichten : sequence of Gewicht
    """
    weights = np.array([catalogus.gemeenten.weights(g) for g in gewichten])
    rows: list[dict[str, Value]] = []
    for a_id, b_id in pairs:
        for year in years:
            a, b = year.now.get(a_id), year.now.get(b_id)
            if a is None or b is None:
                continue
            for w, gewicht in enumerate(gewichten):
                rows.append(_row(catalogus, year, a, b, gewicht, weights[w]))
    columns = tuple(
        replace(column, values=[row[column.key] for row in rows]) for column in _YEAR_COLUMNS
    )
    definitions = [f"{c.heading}: {c.explanation}" for c in columns if c.explanation]
    parameters = (gewicht_parameter(gewichten), ("Paren", str(len(pairs))))
    ids = dict.fromkeys(indeling_id for pair in pairs for indeling_id in pair)
    account = account_of(catalogus, years, list(ids), parameters, definitions)
    return Table("jaren", "Congruentie door de jaren", columns, account)


def _row(
    catalogus: Catalogus,
    year: Year,
    a: Indeling,
    b: Indeling,
    gewicht: Gewicht,
    weights: FloatArray,
) -> dict[str, Value]:
    n = len(catalogus.gemeenten)
    labels = np.stack([a.labels(n), b.labels(n)])
    congruence = Congruence(labels, weights[np.newaxis])
    pair = congruence.measures
    moving = float(congruence.transfer_distance[0, 0])
    total = float(pair.total[0, 0])
    lowest, highest = _range(year, a, b, labels, weights)
    return {
        "indeling_a": a.id,
        "indeling_b": b.id,
        "naam_a": a.naam_meervoud,
        "naam_b": b.naam_meervoud,
        "jaar": year.jaar,
        "peiljaar_a": a.peiljaar,
        "peiljaar_b": b.peiljaar,
        "gewicht": str(gewicht),
        "v_maat": _value(pair.v_measure[0, 0]),
        "v_laagste": _value(lowest),
        "v_hoogste": _value(highest),
        "v_toen": _value(_then(year, a.id, b.id, gewicht)),
        "homogeniteit": _value(pair.homogeneity[0, 0]),
        "volledigheid": _value(pair.completeness[0, 0]),
        "samenvallend": int(pair.coinciding[0]),
        "a_binnen_b": int(pair.a_within_b[0]),
        "b_binnen_a": int(pair.b_within_a[0]),
        "regios_a": int(pair.regions_a[0]),
        "regios_b": int(pair.regions_b[0]),
        "wisselaars": _value(moving),
        "wisselaars_aandeel": _value(moving / total if total else math.nan),
        "gedekt_aandeel": _value(pair.coverage[0, 0]),
        "onzeker": len({*a.onzeker.tolist(), *b.onzeker.tolist()}),
    }


def _then(year: Year, a_id: str, b_id: str, gewicht: Gewicht) -> float:
    """V-measure on the gemeenten of the year itself; NaN where their weight is not known."""
    a, b = year.then.get(a_id), year.then.get(b_id)
    n = len(year.then.gemeenten)
    if a is None or b is None or gewicht is Gewicht.OPPERVLAKTE:
        return math.nan
    weights = np.ones(n) if gewicht is Gewicht.GEMEENTEN else year.then.inwoners
    if np.isnan(weights).any():
        return math.nan
    return _v_measure(np.stack([a.labels(n), b.labels(n)]), weights)


def _range(
    year: Year, a: Indeling, b: Indeling, labels: IntArray, weights: FloatArray
) -> tuple[float, float]:
    """Lowest and highest V-measure found over the regio's that uncertain gemeenten came from.

    A gemeente that kept its code took in others, and keeps its own regio. One that was formed
    anew may be in the regio's of any of the gemeenten that it was formed from; it is given those
    that lower (raise) the measure most, one gemeente after the other.
    """
    here = _v_measure(labels, weights)
    options = _options(year, a, b)
    if not options or math.isnan(here):
        return here, here
    found = []
    for sign in (-1, 1):
        tried, best = labels.copy(), sign * here
        for j, choices in options:
            values = []
            for choice in choices:
                tried[:, j] = choice
                values.append(sign * _v_measure(tried, weights))
            tried[:, j] = choices[int(np.argmax(values))]
            best = max(best, *values)
        found.append(sign * best)
    return found[0], found[1]


def _options(year: Year, a: Indeling, b: Indeling) -> list[tuple[int, list[tuple[int, int]]]]:
    """Pairs of regio's that each newly formed gemeente may be in, where there are several."""
    then_a, then_b = year.then.get(a.id), year.then.get(b.id)
    if then_a is None or then_b is None or year.then is year.now:
        return []
    n = len(year.then.gemeenten)
    was_a, was_b = then_a.labels(n), then_b.labels(n)
    course = year.transition
    options = []
    for j, parts in enumerate(course.parts):
        sources = [part.source for part in parts]
        if any(course.source[source] == course.target[j] for source in sources):
            continue
        choices = list(dict.fromkeys((int(was_a[s]), int(was_b[s])) for s in sources))
        if len(choices) > 1:
            options.append((j, choices))
    return options


def _v_measure(labels: IntArray, weights: FloatArray) -> float:
    return float(Congruence(labels, weights[np.newaxis]).measures.v_measure[0, 0])


def _value(number: float) -> float | None:
    return None if math.isnan(number) else float(number)
