"""The table of all pairs of a set of indelingen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from regiokaart.congruence import method
from regiokaart.congruence.columns import set_parameter, text, year
from regiokaart.congruence.pair.crosstab import BoolArray, FloatArray, IntArray
from regiokaart.congruence.pair.pairs import Congruence
from regiokaart.congruence.pair.pieces import Basis
from regiokaart.congruence.provenance import gewicht_parameter, provenance
from regiokaart.congruence.table import Column, Kind, Provenance, Table, Value
from regiokaart.congruence.wording import join_names, some_names
from regiokaart.model import Catalogus, Gewicht, Indeling

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
"""The first columns of `pairs_table` in JSON, in this order; the others come after."""

_Values = TypeVar("_Values", IntArray, FloatArray, BoolArray)
_OF_WEIGHT = " In de eenheid van het gewicht."
_DECIMALS = 2  # of a km²: the areas of the gemeenten have no more


def congruence_of(
    catalogus: Catalogus, indelingen: Sequence[Indeling], gewichten: Sequence[Gewicht]
) -> Congruence:
    """Bring indelingen, whether they keep gemeenten whole or not, together with weights."""
    weights = [catalogus.gemeenten.weights(gewicht) for gewicht in gewichten]
    return Congruence.of(
        indelingen, np.array(weights).reshape(len(gewichten), len(catalogus.gemeenten))
    )


def pairs_table(
    catalogus: Catalogus,
    indelingen: Sequence[Indeling],
    gewichten: Sequence[Gewicht],
    congruence: Congruence | None = None,
) -> Table:
    """Tabulate the measures of every unordered pair: one row per pair and weight.

    The names come first; in JSON `PAIR_KEYS` do. What has no meaning for
    a pair is None, and then there is a last column that says why. May load scipy.

    Parameters
    ----------
    catalogus : Catalogus
    indelingen : sequence of Indeling
    gewichten : sequence of Gewicht
    congruence : Congruence, optional
        That of these indelingen and weights, where it is at hand.
    """
    congruence = congruence or congruence_of(catalogus, indelingen, gewichten)
    columns = (
        *_names(congruence, indelingen, gewichten),
        *_figures(congruence, gewichten),
        *_remarks(congruence, gewichten),
    )
    account = provenance(
        catalogus,
        indelingen,
        (gewicht_parameter(gewichten), set_parameter("Indelingen in Paren", indelingen)),
        _definitions(columns),
    )
    account = with_reasons(account, indelingen, congruence)
    return Table("paren", "Congruentie per paar indelingen", columns, account)


def _names(
    congruence: Congruence, indelingen: Sequence[Indeling], gewichten: Sequence[Gewicht]
) -> tuple[Column, ...]:
    """Say which pair and weight each row is about."""
    pairs = congruence.measures
    a = [indelingen[i] for i in np.repeat(pairs.a, len(gewichten)).tolist()]
    b = [indelingen[i] for i in np.repeat(pairs.b, len(gewichten)).tolist()]
    return (
        text("naam_a", "Indeling A", [i.naam_meervoud for i in a]),
        text("naam_b", "Indeling B", [i.naam_meervoud for i in b]),
        text("indeling_a", "Indeling A (id)", [i.id for i in a]),
        text("indeling_b", "Indeling B (id)", [i.id for i in b]),
        year("peiljaar_a", "Peiljaar A", a),
        year("peiljaar_b", "Peiljaar B", b),
        text("gewicht", "Gewicht", [str(g) for g in gewichten] * len(pairs.a)),
    )


def _figures(congruence: Congruence, gewichten: Sequence[Gewicht]) -> tuple[Column, ...]:
    """Return the measures, in the order of the table."""
    pairs, moving = congruence.measures, congruence.transfer_distance
    with np.errstate(invalid="ignore"):
        moving_share = moving / pairs.total
    of = _Rows(gewichten, np.isin(pairs.basis, [Basis.WHOLE, Basis.PIECES]))
    number, share, weight, count = of.number, of.share, of.weight, of.count
    across = "verschillende gemeenten"
    return (
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
        weight("nestafstand_ab", "Nestafstand A→B", pairs.nesting_distance_ab,
               method.NESTAFSTAND_AB),
        weight("nestafstand_ba", "Nestafstand B→A", pairs.nesting_distance_ba,
               method.NESTAFSTAND_BA),
        share("wallace_tussen_ab", f"Wallace A→B, {across}", pairs.wallace_across_ab,
              method.WALLACE_TUSSEN),
        share("wallace_tussen_ba", f"Wallace B→A, {across}", pairs.wallace_across_ba,
              method.WALLACE_TUSSEN),
        share("jaccard", "Jaccard van paren", pairs.pair_jaccard, method.JACCARD),
        number("mapcurves_ab", "Mapcurves A→B", pairs.mapcurves_ab, method.MAPCURVES_AB),
        number("mapcurves_ba", "Mapcurves B→A", pairs.mapcurves_ba, method.MAPCURVES_BA),
        number("cramers_v", "Cramérs V", pairs.cramers_v, method.CRAMER),
        number("rand", "Rand", of.repeated(pairs.rand), method.RAND),
        number("aangepaste_rand", "Aangepaste Rand", of.repeated(pairs.adjusted_rand),
               method.AANGEPASTE_RAND),
    )  # fmt: skip


def _remarks(congruence: Congruence, gewichten: Sequence[Gewicht]) -> tuple[Column, ...]:
    """Say of each row why it lacks figures, when one does."""
    basis = np.repeat(congruence.measures.basis, len(gewichten))
    if np.all(basis == Basis.WHOLE):
        return ()
    reasons = [Basis(value).reden or None for value in basis.tolist()]
    return (text("opmerking", "Opmerking", reasons, method.OPMERKING),)


@dataclass(frozen=True, eq=False)
class _Rows:
    """Makes columns of figures in which each pair has a row per weight.

    Attributes
    ----------
    gewichten : sequence of Gewicht
    has_counts : ndarray of bool, shape (pairs,)
        Whether regions of a pair can be counted.
    """

    gewichten: Sequence[Gewicht]
    has_counts: BoolArray

    def number(
        self, key: str, heading: str, values: FloatArray, explanation: str, unit: str = ""
    ) -> Column:
        """Return a measure, given per row or as pairs by weights."""
        return Column(key, heading, Kind.NUMBER, _numbers(values), unit, 3, explanation)

    def share(self, key: str, heading: str, values: FloatArray, explanation: str) -> Column:
        """Return a share, given as pairs by weights."""
        return Column(
            key, heading, Kind.SHARE, _numbers(values), decimals=1, explanation=explanation
        )

    def weight(self, key: str, heading: str, values: FloatArray, explanation: str) -> Column:
        """Return an amount of the weight, given as pairs by weights."""
        unit = self.gewichten[0].eenheid if len(self.gewichten) == 1 else ""
        decimals = 1 if set(self.gewichten) == {Gewicht.OPPERVLAKTE} else 0
        amounts = [
            amount(row[i], g) for row in values.tolist() for i, g in enumerate(self.gewichten)
        ]
        told = explanation if unit else explanation + _OF_WEIGHT
        return Column(key, heading, Kind.NUMBER, amounts, unit, decimals, told)

    def count(self, key: str, heading: str, values: IntArray, explanation: str) -> Column:
        """Return a count of regions, given per pair; None where these cannot be counted."""
        given = zip(self.repeated(values).tolist(), self.repeated(self.has_counts), strict=True)
        counts = [value if known else None for value, known in given]
        return Column(key, heading, Kind.COUNT, counts, explanation=explanation)

    def repeated(self, values: _Values) -> _Values:
        """Return what is given per pair once per row."""
        return np.repeat(values, len(self.gewichten))


def with_reasons(
    account: Provenance, indelingen: Sequence[Indeling], congruence: Congruence
) -> Provenance:
    """Add to the remarks which pairs are not compared on whole gemeenten, and why."""
    pairs = congruence.measures
    remarks = []
    for basis in (Basis.PIECES, Basis.PAIRS, Basis.NONE):
        which = np.flatnonzero(pairs.basis == basis)
        if len(which):
            names = [
                f"{indelingen[a].naam_meervoud} met {indelingen[b].naam_meervoud}"
                for a, b in zip(pairs.a[which], pairs.b[which], strict=True)
            ]
            remarks.append(f"{some_names(names)}. {basis.reden}")
    return replace(account, remarks=(*account.remarks, *remarks))


def _numbers(values: FloatArray) -> list[Value]:
    return [None if np.isnan(value) else value for value in values.ravel().tolist()]


def amount(weight: float, gewicht: Gewicht) -> float | None:
    """Return an amount of a weight: whole, but for km² and parts of gemeenten, without noise."""
    if np.isnan(weight):
        return None
    rounded = round(float(weight), _DECIMALS)
    if gewicht is Gewicht.OPPERVLAKTE or (gewicht is Gewicht.GEMEENTEN and rounded % 1):
        return rounded
    return round(float(weight))


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
