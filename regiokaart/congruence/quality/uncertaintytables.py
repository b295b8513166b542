"""Tables and sentences of what uncertain rows do to the figures."""

from __future__ import annotations

from regiokaart.congruence import method
from regiokaart.congruence.columns import count, definitions, number, set_parameter, text, year
from regiokaart.congruence.pair.crosstab import FloatArray
from regiokaart.congruence.provenance import gewicht_parameter, provenance
from regiokaart.congruence.quality.doubts import Doubt, alternative_names
from regiokaart.congruence.quality.uncertainty import FIGURES, Ranges, Search
from regiokaart.congruence.table import Column, Kind, Table
from regiokaart.congruence.wording import counted, join_names
from regiokaart.model import Catalogus, Gewicht, notation

_ENDS = (
    "Laagste en hoogste als elke onzekere rij ook elk van haar alternatieven kan zijn. Zijn er "
    "weinig combinaties, dan zijn ze alle berekend; anders is rij voor rij gezocht, en is een nog "
    "lagere of hogere waarde niet uitgesloten."
)
_NAMES = {
    "v_maat": ("V-maat", method.V_MAAT),
    "samenvallend": ("Samenvallend", method.SAMENVALLEND),
    "a_binnen_b": ("A binnen of gelijk aan B", method.A_BINNEN_B),
    "b_binnen_a": ("B binnen of gelijk aan A", method.B_BINNEN_A),
    "wisselaars": ("Wisselaars", method.WISSELAARS),
}


def ranges_table(catalogus: Catalogus, ranges: Ranges) -> Table:
    """Tabulate every pair with the lowest and highest of its figures, one row each."""
    a = [ranges.indelingen[i] for i in ranges.a.tolist()]
    b = [ranges.indelingen[j] for j in ranges.b.tolist()]
    found: list[Column] = []
    for f, key in enumerate(FIGURES):
        name, explanation = _NAMES[key]
        for suffix, ending, values, what in (
            ("", "", ranges.value, explanation),
            ("_laagste", ", laagste", ranges.lowest, _ENDS),
            ("_hoogste", ", hoogste", ranges.highest, _ENDS),
        ):
            found.append(_figure(key, suffix, f"{name}{ending}", values[:, f], what, ranges))
    columns = (
        text("naam_a", "Indeling A", [i.naam_meervoud for i in a]),
        text("naam_b", "Indeling B", [i.naam_meervoud for i in b]),
        text("indeling_a", "Indeling A (id)", [i.id for i in a]),
        text("indeling_b", "Indeling B (id)", [i.id for i in b]),
        year("peiljaar_a", "Peiljaar A", a),
        year("peiljaar_b", "Peiljaar B", b),
        count("onzeker_a", "Onzekere rijen A", [len(ranges.doubts[i]) for i in ranges.a]),
        count("onzeker_b", "Onzekere rijen B", [len(ranges.doubts[j]) for j in ranges.b]),
        *found,
        count("combinaties", "Combinaties", ranges.combinations),
        text("gezocht", "Hoe gevonden", [str(each) for each in ranges.search]),
    )
    low, mean, high = (notation.number(value, 3) for value in ranges.mean)
    parameters = (
        gewicht_parameter([ranges.gewicht]),
        set_parameter("Indelingen in Bandbreedte", ranges.indelingen),
        ("Gemiddelde V-maat", f"{mean} (van {low} tot {high}; {ranges.mean_search})"),
        *(
            [set_parameter("Niet meegerekend: verdelen gemeenten of overlappen", ranges.left_out)]
            if ranges.left_out
            else []
        ),
    )
    account = provenance(catalogus, ranges.indelingen, parameters, definitions(columns))
    title = f"Wat onzekere rijen uitmaken, naar {ranges.gewicht}"
    return Table("bandbreedte", title, columns, account)


def doubts_table(catalogus: Catalogus, ranges: Ranges) -> Table:
    """Tabulate the uncertain rows with their alternatives, one row each."""
    rows = [
        (indeling, doubt)
        for indeling, found in zip(ranges.indelingen, ranges.doubts, strict=True)
        for doubt in found
    ]
    gemeenten = catalogus.gemeenten
    columns = (
        text("naam", "Indeling", [i.naam_meervoud for i, _ in rows]),
        text("gemeente", "Gemeente", [gemeenten.namen[d.gemeente] for _, d in rows]),
        text("regio", "Regio", [i.regios[d.regio].naam for i, d in rows]),
        text(
            "alternatieven",
            "Kan ook zijn",
            [join_names(alternative_names(i, d), "of") or None for i, d in rows],
        ),
        text(
            "bekend",
            "Hoe bekend",
            [_how(d) for _, d in rows],
            "Noemt geen bron een andere regio, dan zijn het de regio's waar de buurgemeenten bij "
            "horen of kunnen horen.",
        ),
        count(
            "inwoners",
            "Inwoners",
            [int(gemeenten.inwoners[d.gemeente]) for _, d in rows],
        ),
        text("toelichting", "Toelichting", [d.toelichting or None for _, d in rows]),
        text("indeling", "Indeling (id)", [i.id for i, _ in rows]),
        text("code", "Code", [gemeenten.codes[d.gemeente] for _, d in rows]),
    )
    parameters = (set_parameter("Indelingen in Onzeker", ranges.indelingen),)
    account = provenance(catalogus, ranges.indelingen, parameters, definitions(columns))
    return Table("onzeker", "Onzekere rijen en hun alternatieven", columns, account)


def mean_sentence(ranges: Ranges) -> str:
    """Write the mean V-measure of the set with its range, in one Dutch sentence."""
    low, mean, high = (notation.number(value, 3) for value in ranges.mean)
    rows = sum(len(found) for found in ranges.doubts)
    size = counted(len(ranges.indelingen), "indeling", "indelingen")
    start = f"Gemiddelde V-maat over {size}, naar {ranges.gewicht}: {mean}"
    if ranges.mean_search is Search.CERTAIN:
        return f"{start}; er zijn geen onzekere rijen."
    return (
        f"{start}. Over de alternatieven van {counted(rows, 'onzekere rij', 'onzekere rijen')} "
        f"ligt dat tussen {low} en {high} ({ranges.mean_search})."
    )


def _how(doubt: Doubt) -> str:
    if not doubt.alternatieven:
        return "geen"
    return "genoemd door een bron" if doubt.named else "naar de buurgemeenten"


def _figure(
    key: str, suffix: str, heading: str, values: FloatArray, explanation: str, ranges: Ranges
) -> Column:
    if key == "v_maat":
        return number(key + suffix, heading, values.tolist(), explanation)
    if key != "wisselaars":
        known = [None if value != value else int(value) for value in values.tolist()]
        return count(key + suffix, heading, known, explanation)
    area = ranges.gewicht is Gewicht.OPPERVLAKTE
    return Column(
        key + suffix,
        heading,
        Kind.NUMBER,
        [
            None if value != value else round(value, 2 if area else None)
            for value in values.tolist()
        ],
        ranges.gewicht.eenheid,
        1 if area else 0,
        explanation,
    )
