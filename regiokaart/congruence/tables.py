"""The result tables: all pairs, the matrix, the regions of a pair, the gemeenten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from regiokaart.congruence import method
from regiokaart.congruence.crosstab import FloatArray, IntArray
from regiokaart.congruence.pairs import Congruence
from regiokaart.congruence.provenance import gewicht_parameter, provenance
from regiokaart.congruence.relations import Overlap, Relatie, gemeente_relation, overlaps
from regiokaart.congruence.sentences import pair_sentences, pair_wisselaars
from regiokaart.congruence.table import Column, Kind, Table, Value
from regiokaart.congruence.wording import join_names
from regiokaart.model import Catalogus, Gewicht, Indeling, notation

__all__ = [
    "PAIR_KEYS",
    "Overall",
    "congruence_of",
    "gemeenten_table",
    "matrix",
    "matrix_table",
    "overall",
    "pair_sentences",
    "pairs_table",
    "relations_table",
]


PAIR_KEYS = (
    "indeling_a",
    "indeling_b",
    "peiljaar_a",
    "peiljaar_b",
    "gewicht",
    "v_maat",
    "homogeniteit",
    "volledigheid",
    "vi_bits",
    "wallace_ab",
    "wallace_ba",
    "wisselaars",
    "wisselaars_aandeel",
    "samenvallend",
    "a_binnen_b",
    "b_binnen_a",
    "gedekt_aandeel",
)
"""The documented columns of `pairs_table`, in the order of the JSON; it has more."""

_OF_WEIGHT = " In de eenheid van het gewicht."
_AREA_DECIMALS = 2  # of a km²: the areas of the gemeenten have no more


@dataclass(frozen=True)
class Overall:
    """How congruent a set of indelingen is as a whole.

    Attributes
    ----------
    mean : float
        Mean V-measure over all pairs with a gemeente that both cover; NaN without such a pair.
    without : tuple of float, length k
        The same when each indeling in turn is left out.
    """

    mean: float
    without: tuple[float, ...]


def congruence_of(
    catalogus: Catalogus, indelingen: Sequence[Indeling], gewichten: Sequence[Gewicht]
) -> Congruence:
    """Bring indelingen to labels and weights.

    Raises
    ------
    ValueError
        When a gemeente is in several regio's of an indeling, or in one for a share only.
    """
    n = len(catalogus.gemeenten)
    labels = np.array([catalogus.labels(i) for i in indelingen], dtype=np.int64).reshape(-1, n)
    weights = np.array([catalogus.gemeenten.weights(g) for g in gewichten]).reshape(-1, n)
    return Congruence(labels, weights)


def pairs_table(
    catalogus: Catalogus,
    indelingen: Sequence[Indeling],
    gewichten: Sequence[Gewicht],
    congruence: Congruence | None = None,
) -> Table:
    """Tabulate the measures of every unordered pair: one row per pair and weight.

    The names come first; `PAIR_KEYS` are the columns of the JSON output. May load scipy.

    Parameters
    ----------
    catalogus : Catalogus
    indelingen : sequence of Indeling
    gewichten : sequence of Gewicht
    congruence : Congruence, optional
        That of these indelingen and weights, where it is at hand.

    Raises
    ------
    ValueError
        When a gemeente is in several regio's of an indeling, or in one for a share only.
    """
    congruence = congruence or congruence_of(catalogus, indelingen, gewichten)
    pairs = congruence.measures
    moving = congruence.transfer_distance
    a = [indelingen[int(i)] for i in np.repeat(pairs.a, len(gewichten))]
    b = [indelingen[int(i)] for i in np.repeat(pairs.b, len(gewichten))]
    unit = gewichten[0].eenheid if len(gewichten) == 1 else ""
    of_weight = "" if unit else _OF_WEIGHT

    def number(
        key: str, heading: str, values: FloatArray, explanation: str, unit: str = ""
    ) -> Column:
        return Column(
            key, heading, Kind.NUMBER, _numbers(values), unit, decimals=3, explanation=explanation
        )

    def share(key: str, heading: str, values: FloatArray, explanation: str) -> Column:
        return Column(
            key, heading, Kind.SHARE, _numbers(values), decimals=1, explanation=explanation
        )

    def weight(key: str, heading: str, values: FloatArray, explanation: str) -> Column:
        decimals = 1 if set(gewichten) == {Gewicht.OPPERVLAKTE} else 0
        return Column(
            key,
            heading,
            Kind.NUMBER,
            [_amount(row[i], g) for row in values.tolist() for i, g in enumerate(gewichten)],
            unit,
            decimals,
            explanation + of_weight,
        )

    def count(key: str, heading: str, values: IntArray, explanation: str) -> Column:
        counts = [int(value) for value in np.repeat(values, len(gewichten))]
        return Column(key, heading, Kind.COUNT, counts, explanation=explanation)

    with np.errstate(invalid="ignore"):
        moving_share = moving / pairs.total
    columns = (
        _text("naam_a", "Indeling A", [i.naam_meervoud for i in a]),
        _text("naam_b", "Indeling B", [i.naam_meervoud for i in b]),
        _text("indeling_a", "Indeling A (id)", [i.id for i in a]),
        _text("indeling_b", "Indeling B (id)", [i.id for i in b]),
        Column("peiljaar_a", "Peiljaar A", Kind.YEAR, [i.peiljaar for i in a]),
        Column("peiljaar_b", "Peiljaar B", Kind.YEAR, [i.peiljaar for i in b]),
        _text("gewicht", "Gewicht", [str(g) for g in gewichten] * len(pairs.a)),
        number("v_maat", "V-maat", pairs.v_measure, method.V_MAAT),
        number("homogeniteit", "Homogeniteit", pairs.homogeneity, method.HOMOGENITEIT),
        number("volledigheid", "Volledigheid", pairs.completeness, method.VOLLEDIGHEID),
        number("vi_bits", "VI", pairs.variation_of_information, method.VI, "bits"),
        share("wallace_ab", "Wallace A→B", pairs.wallace_ab, method.WALLACE_AB),
        share("wallace_ba", "Wallace B→A", pairs.wallace_ba, method.WALLACE_BA),
        weight("wisselaars", "Wisselaars", moving, method.WISSELAARS),
        share("wisselaars_aandeel", "Aandeel wisselaars", moving_share, method.WISSELAARS_AANDEEL),
        count("samenvallend", "Samenvallend", pairs.coinciding, method.SAMENVALLEND),
        count("a_binnen_b", "A binnen of gelijk aan B", pairs.a_within_b, method.A_BINNEN_B),
        count("b_binnen_a", "B binnen of gelijk aan A", pairs.b_within_a, method.B_BINNEN_A),
        share("gedekt_aandeel", "Gedekt", pairs.coverage, method.GEDEKT),
        count("regios_a", "Regio's A", pairs.regions_a, method.REGIOS),
        count("regios_b", "Regio's B", pairs.regions_b, method.REGIOS),
        count("a_doorsnijdt_b", "A doorsnijdt B", pairs.a_crossing, method.A_DOORSNIJDT_B),
        count("b_doorsnijdt_a", "B doorsnijdt A", pairs.b_crossing, method.B_DOORSNIJDT_A),
        weight(
            "nestafstand_ab", "Nestafstand A→B", pairs.nesting_distance_ab, method.NESTAFSTAND_AB
        ),
        weight(
            "nestafstand_ba", "Nestafstand B→A", pairs.nesting_distance_ba, method.NESTAFSTAND_BA
        ),
        share(
            "wallace_tussen_ab",
            "Wallace A→B, verschillende gemeenten",
            pairs.wallace_across_ab,
            method.WALLACE_TUSSEN,
        ),
        share(
            "wallace_tussen_ba",
            "Wallace B→A, verschillende gemeenten",
            pairs.wallace_across_ba,
            method.WALLACE_TUSSEN,
        ),
    )
    account = provenance(
        catalogus,
        indelingen,
        (gewicht_parameter(gewichten), _set_parameter("Indelingen in Paren", indelingen)),
        _definitions(columns),
    )
    return Table("paren", "Congruentie per paar indelingen", columns, account)


def matrix(catalogus: Catalogus, indelingen: Sequence[Indeling], gewicht: Gewicht) -> FloatArray:
    """Compute the V-measure of every two indelingen. Shape (k, k).

    The diagonal is 1; a pair without a gemeente that both cover is NaN.

    Raises
    ------
    ValueError
        When a gemeente is in several regio's of an indeling, or in one for a share only.
    """
    return congruence_of(catalogus, indelingen, [gewicht]).matrix()


def overall(values: FloatArray) -> Overall:
    """Take the mean V-measure of a set, and how it moves when one indeling is left out.

    Parameters
    ----------
    values : ndarray of float64, shape (k, k)
        As `matrix` returns it.
    """
    k = len(values)
    first, second = np.triu_indices(k, 1)
    pairs = values[first, second]
    without = [_mean(pairs[(first != i) & (second != i)]) for i in range(k)]
    return Overall(_mean(pairs), tuple(without))


def matrix_table(
    catalogus: Catalogus,
    indelingen: Sequence[Indeling],
    gewicht: Gewicht,
    counted: Sequence[Indeling] | None = None,
    congruence: Congruence | None = None,
) -> Table:
    """Tabulate the V-measure of every two indelingen, with the means: one row per indeling.

    Parameters
    ----------
    catalogus : Catalogus
    indelingen : sequence of Indeling
    gewicht : Gewicht
    counted : sequence of Indeling, optional
        Those of `indelingen` that the means are over; all of them when not given.
    congruence : Congruence, optional
        That of these indelingen and this weight, where it is at hand.

    Raises
    ------
    ValueError
        When a gemeente is in several regio's of an indeling, or in one for a share only.
    """
    counted = indelingen if counted is None else counted
    ids = {i.id for i in counted}
    counts = np.array([i.id in ids for i in indelingen], dtype=bool)
    values = (congruence or congruence_of(catalogus, indelingen, [gewicht])).matrix()
    among = values[np.ix_(counts, counts)]
    whole = overall(among)
    others = np.where(np.eye(len(among), dtype=bool), np.nan, among)
    mean, without = np.full((2, len(values)), np.nan)
    mean[counts] = [_mean(row) for row in others]
    without[counts] = whole.without

    def number(key: str, heading: str, numbers: Sequence[float], explanation: str) -> Column:
        return Column(
            key,
            heading,
            Kind.NUMBER,
            [_number(x) for x in numbers],
            decimals=3,
            explanation=explanation,
        )

    columns = (
        _text("indeling", "Indeling", [i.naam_meervoud for i in indelingen]),
        Column("peiljaar", "Peiljaar", Kind.YEAR, [i.peiljaar for i in indelingen]),
        _text("telt_mee", "Telt mee", ["ja" if count else "nee" for count in counts]),
        *(
            number(i.id, i.naam_meervoud, column.tolist(), method.V_MAAT)
            for i, column in zip(indelingen, values.T, strict=True)
        ),
        number("gemiddelde", "Gemiddelde", mean.tolist(), method.GEMIDDELDE),
        number("zonder", "Set zonder deze", without.tolist(), method.ZONDER),
    )
    parameters = (
        gewicht_parameter([gewicht]),
        _set_parameter("Indelingen in Matrix", indelingen),
        _set_parameter("Telt mee in het gemiddelde", counted),
        (f"Gemiddelde V-maat, naar {gewicht}", notation.number(whole.mean, 3)),
    )
    definitions = (_definition("V-maat", method.V_MAAT), *_definitions(columns[-2:]))
    account = provenance(catalogus, indelingen, parameters, definitions)
    return Table("matrix", f"V-maat per paar indelingen, naar {gewicht}", columns, account)


def relations_table(
    catalogus: Catalogus, a: Indeling, b: Indeling, gewicht: Gewicht, tolerance: float = 0.0
) -> Table:
    """Tabulate every pair of overlapping regions with their relation, in the order of `overlaps`.

    Parameters
    ----------
    catalogus : Catalogus
    a, b : Indeling
    gewicht : Gewicht
        What the shares and the tolerance are counted in.
    tolerance : float
        Overlap that does not count, as a share of the smaller region: at least 0, below .5.

    Raises
    ------
    ValueError
        When the tolerance is out of range, or a gemeente is in several regio's of an indeling or
        in one for a share only.
    """
    gemeenten = catalogus.gemeenten
    found = overlaps(
        catalogus.labels(a), catalogus.labels(b), gemeenten.weights(gewicht), tolerance
    )
    inwoners = gemeenten.weights(Gewicht.INWONERS)
    oppervlakte = gemeenten.weights(Gewicht.OPPERVLAKTE)

    def names(overlap: Overlap) -> str:
        return join_names([gemeenten.namen[i] for i in overlap.gemeenten])

    def share(key: str, heading: str, values: list[float]) -> Column:
        explanation = f"Deel van de regio dat in de overlap ligt, in {gewicht.eenheid}."
        shares = [_number(value) for value in values]
        return Column(key, heading, Kind.SHARE, shares, decimals=1, explanation=explanation)

    columns = (
        _text("regio_a", f"{a.naam} (A)", [a.regios[o.a].naam for o in found]),
        _text("relatie", "Relatie", [str(o.relatie) for o in found], method.RELATIE),
        _text("regio_b", f"{b.naam} (B)", [b.regios[o.b].naam for o in found]),
        Column("gemeenten", "Gedeelde gemeenten", Kind.COUNT, [len(o.gemeenten) for o in found]),
        Column(
            "inwoners",
            "Gedeelde inwoners",
            Kind.COUNT,
            [int(inwoners[o.gemeenten].sum()) for o in found],
            explanation=_inwoners(catalogus),
        ),
        Column(
            "oppervlakte",
            "Gedeelde oppervlakte",
            Kind.NUMBER,
            [_amount(oppervlakte[o.gemeenten].sum(), Gewicht.OPPERVLAKTE) for o in found],
            "km²",
            decimals=1,
        ),
        share("aandeel_a", "Deel van A", [o.share_a for o in found]),
        share("aandeel_b", "Deel van B", [o.share_b for o in found]),
        _text("gemeentenamen", "Welke gemeenten", [names(o) for o in found]),
        _text("code_a", "Code A", [a.regios[o.a].code for o in found]),
        _text("code_b", "Code B", [b.regios[o.b].code for o in found]),
    )
    parameters = (
        ("Indeling A", a.naam_meervoud),
        ("Indeling B", b.naam_meervoud),
        gewicht_parameter([gewicht]),
        ("Tolerantie", notation.percentage(tolerance)),
    )
    account = provenance(catalogus, (a, b), parameters, _definitions(columns))
    return Table("regios", f"{a.naam_meervoud} en {b.naam_meervoud}", columns, account)


def gemeenten_table(
    catalogus: Catalogus,
    indelingen: Sequence[Indeling],
    a: Indeling | None = None,
    b: Indeling | None = None,
    gewicht: Gewicht = Gewicht.INWONERS,
) -> Table:
    """Tabulate the gemeenten with the regio they have in each indeling.

    The column with the province is left out when the provinces are one of the indelingen.

    Parameters
    ----------
    catalogus : Catalogus
    indelingen : sequence of Indeling
        One column each.
    a, b : Indeling, optional
        When both are given: columns with the two regions of each gemeente, how these relate, and
        where the gemeente goes if it is one of the wisselaars. May load scipy.
    gewicht : Gewicht
        What the wisselaars are counted in.

    Raises
    ------
    ValueError
        When a gemeente is in several regio's of an indeling, or in one for a share only.
    """
    gemeenten = catalogus.gemeenten
    pair = () if a is None or b is None else (a, b)
    known = {i.id: i for i in (*pair, *indelingen)}
    columns = [
        _text("code", "Code", gemeenten.codes),
        _text("naam", "Gemeente", gemeenten.namen),
    ]
    if "provincie" not in known:
        columns.append(_text("provincie", "Provincie", gemeenten.provincies))
    columns += [
        Column(
            "inwoners",
            "Inwoners",
            Kind.COUNT,
            gemeenten.inwoners.tolist(),
            explanation=_inwoners(catalogus),
        ),
        Column(
            "oppervlakte",
            "Oppervlakte",
            Kind.NUMBER,
            gemeenten.oppervlakte.tolist(),
            "km²",
            decimals=1,
        ),
    ]
    parameters = [_set_parameter("Indelingen in Gemeenten", indelingen)]
    if a is not None and b is not None:
        columns += _pair_columns(catalogus, a, b, gewicht)
        parameters += [
            ("Indeling A", a.naam_meervoud),
            ("Indeling B", b.naam_meervoud),
            gewicht_parameter([gewicht]),
        ]
    columns += [
        Column(i.id, i.naam, Kind.TEXT, _regio_names(i, catalogus.labels(i)))
        for i in indelingen
        if i not in pair
    ]
    account = provenance(catalogus, tuple(known.values()), parameters, _definitions(columns))
    return Table("gemeenten", "Gemeenten en hun regio's", tuple(columns), account)


def _pair_columns(catalogus: Catalogus, a: Indeling, b: Indeling, gewicht: Gewicht) -> list[Column]:
    """Tell per gemeente its region in A and in B, how these relate, and whether it moves."""
    labels_a, labels_b = catalogus.labels(a), catalogus.labels(b)
    names_a, names_b = _regio_names(a, labels_a), _regio_names(b, labels_b)
    relation = [Relatie(int(value)).tekst for value in gemeente_relation(labels_a, labels_b)]
    found = pair_wisselaars(catalogus, a, b, gewicht)
    moves = np.zeros(len(labels_a), dtype=bool)
    moves[found.gemeenten] = True
    stays = np.flatnonzero(~moves & (labels_a >= 0) & (labels_b >= 0))
    became = dict(zip(labels_b[stays].tolist(), labels_a[stays].tolist(), strict=True))

    def move(gemeente: int) -> str:
        label = int(labels_b[gemeente])
        if label in became:
            return f"van {names_a[gemeente]} naar {a.regios[became[label]].naam}"
        return f"van {names_a[gemeente]} naar een nieuwe regio ({names_b[gemeente]})"

    return [
        _text("regio_a", f"{a.naam} (A)", names_a),
        _text("regio_b", f"{b.naam} (B)", names_b),
        _text("relatie", "Relatie", relation, method.RELATIE_GEMEENTE),
        _text(
            "wisselt",
            "Wisselt",
            [move(i) if moves[i] else None for i in range(len(moves))],
            method.WISSELT + ("" if found.only else method.WISSELT_ANDERS),
        ),
    ]


def _regio_names(indeling: Indeling, labels: IntArray) -> list[str | None]:
    return [indeling.regios[label].naam if label >= 0 else None for label in labels.tolist()]


def _mean(values: FloatArray) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")


def _set_parameter(name: str, indelingen: Sequence[Indeling]) -> tuple[str, str]:
    """Name a set of indelingen in full: which ones they are is the result."""
    names = ", ".join(i.naam_meervoud for i in indelingen)
    return name, f"{len(indelingen)}: {names}" if indelingen else "geen"


def _inwoners(catalogus: Catalogus) -> str:
    return f"Stand op 1 januari {catalogus.gemeenten.inwoners_jaar}."


def _text(key: str, heading: str, values: Sequence[Value], explanation: str = "") -> Column:
    return Column(key, heading, Kind.TEXT, values, explanation=explanation)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _numbers(values: FloatArray) -> list[Value]:
    return [_number(value) for value in values.ravel().tolist()]


def _amount(weight: float, gewicht: Gewicht) -> float | None:
    """Return an amount of a weight: whole, or in km² without the noise of adding up."""
    if np.isnan(weight):
        return None
    return round(float(weight), _AREA_DECIMALS if gewicht is Gewicht.OPPERVLAKTE else None)


def _definitions(columns: Sequence[Column]) -> tuple[str, ...]:
    """One line per explanation, which columns may share."""
    headings: dict[str, list[str]] = {}
    for column in filter(lambda column: column.explanation, columns):
        headings.setdefault(column.explanation.removesuffix(_OF_WEIGHT), []).append(column.heading)
        if column.explanation.endswith(_OF_WEIGHT):
            headings.setdefault(_OF_WEIGHT.strip(), []).append(column.heading)
    return tuple(_definition(join_names(names), text) for text, names in headings.items())


def _definition(heading: str, explanation: str) -> str:
    return f"{heading}: {explanation[0].lower()}{explanation[1:]}"
