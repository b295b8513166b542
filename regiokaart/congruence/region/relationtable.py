"""The table of the regions of two indelingen that overlap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from regiokaart.congruence import method
from regiokaart.congruence.columns import count, definitions, number, share, text
from regiokaart.congruence.pair.pairtable import amount, congruence_of, with_reasons
from regiokaart.congruence.pair.pieces import Members
from regiokaart.congruence.provenance import gewicht_parameter, provenance
from regiokaart.congruence.region.relations import Overlap, RegioRelatie, overlaps_of
from regiokaart.congruence.table import Table
from regiokaart.congruence.wording import join_names
from regiokaart.model import Catalogus, Gewicht, Indeling, notation

_NEARLY = {
    RegioRelatie.SAMENVALLEND: "bijna samenvallend",
    RegioRelatie.BINNEN: "ligt bijna geheel binnen",
    RegioRelatie.OMVAT: "omvat bijna geheel",
    RegioRelatie.GEEN: "bijna geen overlap",
}


def relations_table(
    catalogus: Catalogus, a: Indeling, b: Indeling, gewicht: Gewicht, tolerance: float = 0.0
) -> Table:
    """Tabulate every pair of overlapping regions with their relation, in the order of `overlaps`.

    The indelingen may divide gemeenten or overlap. Where a gemeente is shared for a part, its
    inhabitants are divided by area, and two more columns give the least and the most there can
    be. What is not known, because both divide a gemeente, is None.

    Parameters
    ----------
    catalogus : Catalogus
    a, b : Indeling
    gewicht : Gewicht
        What the shares and the tolerance are counted in.
    tolerance : float
        Overlap that does not count, as a share of the smaller region: at least 0, below .5. A
        relation that holds only because of it is called "bijna".

    Raises
    ------
    ValueError
        When the tolerance is out of range.
    """
    gemeenten = catalogus.gemeenten
    members = Members.of(a), Members.of(b)
    found = overlaps_of(*members, gemeenten.weights(gewicht), tolerance)
    inwoners = gemeenten.weights(Gewicht.INWONERS)
    people = [o.weight for o in overlaps_of(*members, inwoners)]
    area = [o.weight for o in overlaps_of(*members, gemeenten.weights(Gewicht.OPPERVLAKTE))]
    exact = found if tolerance == 0 else overlaps_of(*members, gemeenten.weights(gewicht))
    relations = [
        str(o.relatie) if o.relatie is e.relatie else _NEARLY[o.relatie]
        for o, e in zip(found, exact, strict=True)
    ]
    partly = any(len(o.partly) for o in found)
    part_of = f"Deel van de regio dat in de overlap ligt, in {gewicht.eenheid}."
    stand = f"Stand op 1 januari {gemeenten.inwoners_jaar}."

    def names(overlap: Overlap) -> str:
        divided = set(overlap.partly.tolist())
        return join_names(
            [
                gemeenten.namen[i] + (" (deels)" if i in divided else "")
                for i in overlap.gemeenten.tolist()
            ]
        )

    def provinces(overlap: Overlap) -> str:
        return join_names(sorted({gemeenten.provincies[i] for i in overlap.gemeenten.tolist()}))

    def people_of(of: Sequence[Overlap], whole: bool) -> list[int]:
        chosen = [np.setdiff1d(o.gemeenten, o.partly) if whole else o.gemeenten for o in of]
        return [int(inwoners[each].sum()) for each in chosen]

    columns = [
        text("regio_a", f"{a.naam} (A)", [a.regios[o.a].naam for o in found]),
        text("relatie", "Relatie", relations, method.RELATIE),
        text("regio_b", f"{b.naam} (B)", [b.regios[o.b].naam for o in found]),
        count("gemeenten", "Gedeelde gemeenten", [len(o.gemeenten) for o in found]),
        count(
            "inwoners",
            "Gedeelde inwoners",
            [None if np.isnan(each) else round(each) for each in people],
            f"{stand} {method.INWONERS_DEEL}" if partly else stand,
        ),
        number(
            "oppervlakte",
            "Gedeelde oppervlakte",
            [amount(each, Gewicht.OPPERVLAKTE) for each in area],
            unit="km²",
            decimals=1,
        ),
        share("aandeel_a", "Deel van A", [o.share_a for o in found], part_of),
        share("aandeel_b", "Deel van B", [o.share_b for o in found], part_of),
        text(
            "provincies",
            "Provincie",
            [provinces(o) for o in found],
            "Waarin de gedeelde gemeenten liggen.",
        ),
        text("gemeentenamen", "Welke gemeenten", [names(o) for o in found]),
        text("code_a", "Code A", [a.regios[o.a].code for o in found]),
        text("code_b", "Code B", [b.regios[o.b].code for o in found]),
    ]
    if partly:
        bounds = method.INWONERS_GRENZEN
        columns += [
            count("gemeenten_deels", "Waarvan deels", [len(o.partly) for o in found]),
            count("inwoners_minst", "Inwoners, minstens", people_of(found, whole=True), bounds),
            count("inwoners_meest", "Inwoners, hoogstens", people_of(found, whole=False), bounds),
        ]
    parameters = (
        ("Indeling A", a.naam_meervoud),
        ("Indeling B", b.naam_meervoud),
        gewicht_parameter([gewicht]),
        ("Tolerantie", notation.percentage(tolerance)),
    )
    account = provenance(catalogus, (a, b), parameters, definitions(columns))
    account = with_reasons(account, (a, b), congruence_of(catalogus, (a, b), [gewicht]))
    return Table("regios", f"{a.naam_meervoud} en {b.naam_meervoud}", tuple(columns), account)
