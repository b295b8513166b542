"""The table of the gemeenten, with the regio each has in every indeling."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from regiokaart.congruence import method
from regiokaart.congruence.columns import definitions, set_parameter, text
from regiokaart.congruence.pair.pieces import Members
from regiokaart.congruence.pair.sentences import pair_wisselaars
from regiokaart.congruence.provenance import gewicht_parameter, provenance
from regiokaart.congruence.region.relations import (
    Relatie,
    gemeente_relation,
    relations_of_gemeenten,
)
from regiokaart.congruence.table import Column, Kind, Table
from regiokaart.congruence.wording import join_names
from regiokaart.model import Catalogus, Gewicht, Indeling, Verdeling, notation


def gemeenten_table(
    catalogus: Catalogus,
    indelingen: Sequence[Indeling],
    a: Indeling | None = None,
    b: Indeling | None = None,
    gewicht: Gewicht = Gewicht.INWONERS,
) -> Table:
    """Tabulate the gemeenten with the regio they have in each indeling.

    The column with the province is left out when the provinces are one of the indelingen. Of a
    gemeente in several regio's all are named, with their shares.

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
    """
    gemeenten = catalogus.gemeenten
    pair = () if a is None or b is None else (a, b)
    known = {i.id: i for i in (*pair, *indelingen)}
    columns = [
        text("code", "Code", gemeenten.codes),
        text("naam", "Gemeente", gemeenten.namen),
    ]
    if "provincie" not in known:
        columns.append(text("provincie", "Provincie", gemeenten.provincies))
    columns += [
        Column(
            "inwoners",
            "Inwoners",
            Kind.COUNT,
            gemeenten.inwoners.tolist(),
            explanation=f"Stand op 1 januari {gemeenten.inwoners_jaar}.",
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
    parameters = [set_parameter("Indelingen in Gemeenten", indelingen)]
    if a is not None and b is not None:
        columns += _pair_columns(catalogus, a, b, gewicht)
        parameters += [
            ("Indeling A", a.naam_meervoud),
            ("Indeling B", b.naam_meervoud),
            gewicht_parameter([gewicht]),
        ]
    columns += [
        Column(i.id, i.naam, Kind.TEXT, _regio_names(i, len(gemeenten)))
        for i in indelingen
        if i not in pair
    ]
    account = provenance(catalogus, tuple(known.values()), parameters, definitions(columns))
    return Table("gemeenten", "Gemeenten en hun regio's", tuple(columns), account)


def _pair_columns(catalogus: Catalogus, a: Indeling, b: Indeling, gewicht: Gewicht) -> list[Column]:
    """Tell per gemeente its region in A and in B, how these relate, and whether it moves."""
    n = len(catalogus.gemeenten)
    names_a, names_b = _regio_names(a, n), _regio_names(b, n)
    columns = [text("regio_a", f"{a.naam} (A)", names_a), text("regio_b", f"{b.naam} (B)", names_b)]
    if not (a.verdeling is b.verdeling is Verdeling.HEEL):
        relations = relations_of_gemeenten(Members.of(a), Members.of(b), n)
        between = [join_names([relatie.tekst for relatie in each]) for each in relations]
        return [*columns, text("relatie", "Relatie", between, method.RELATIE_GEMEENTE)]
    labels_a, labels_b = catalogus.labels(a), catalogus.labels(b)
    relation = [Relatie(int(value)).tekst for value in gemeente_relation(labels_a, labels_b)]
    found = pair_wisselaars(catalogus, a, b, gewicht)
    moves = np.zeros(n, dtype=bool)
    moves[found.gemeenten] = True
    stays = np.flatnonzero(~moves & (labels_a >= 0) & (labels_b >= 0))
    became = dict(zip(labels_b[stays].tolist(), labels_a[stays].tolist(), strict=True))

    def move(gemeente: int) -> str:
        label = int(labels_b[gemeente])
        if label in became:
            return f"van {names_a[gemeente]} naar {a.regios[became[label]].naam}"
        return f"van {names_a[gemeente]} naar een nieuwe regio ({names_b[gemeente]})"

    return [
        *columns,
        text("relatie", "Relatie", relation, method.RELATIE_GEMEENTE),
        text(
            "wisselt",
            "Wisselt",
            [move(i) if moves[i] else None for i in range(n)],
            method.WISSELT + ("" if found.only else method.WISSELT_ANDERS),
        ),
    ]


def _regio_names(indeling: Indeling, n: int) -> list[str | None]:
    """Name the regio of each gemeente: the largest share first, None where it has none."""
    rows = indeling.lidmaatschap
    order = np.lexsort((rows.regio, -rows.aandeel, rows.gemeente))
    found: list[list[str]] = [[] for _ in range(n)]
    for gemeente, regio, share in zip(
        rows.gemeente[order].tolist(),
        rows.regio[order].tolist(),
        rows.aandeel[order].tolist(),
        strict=True,
    ):
        part = "" if share == 1 else f" ({notation.percentage(share, 0)})"
        found[gemeente].append(indeling.regios[regio].naam + part)
    return [join_names(names) or None for names in found]
