"""What changed between years as tables: per gemeente, and how many."""

from __future__ import annotations

import math
from collections.abc import Sequence

from regiokaart.congruence.overyears.account import account_of
from regiokaart.congruence.overyears.changes import Course
from regiokaart.congruence.overyears.changesentences import (
    change_sentence,
    regio_name,
    regios_then,
)
from regiokaart.congruence.overyears.years import Year
from regiokaart.congruence.table import Column, Kind, Table
from regiokaart.model import Catalogus

ZEKER = (
    "Onzeker: de delen waaruit de gemeente is gevormd, lagen in verschillende regio's; bij welke "
    "zij toen hoorde, staat niet vast."
)
GEWIJZIGD = (
    "Gewijzigd: de gemeente is door hertekening in een andere regio gekomen. Een regio leeft voort "
    "in de regio met de meeste van haar gemeenten, als die ook zelf de meeste van haar gemeenten "
    "uit haar heeft."
)
SAMENGEVOEGD = (
    "Samengevoegd: de gemeente is door herindeling gevormd uit andere (delen van) gemeenten, en "
    "hoort bij een regio waar ten minste een van die delen bij hoorde. Lagen de delen in "
    "verschillende regio's, dan dwong de herindeling tot een keuze; dat is geen hertekening."
)


def changes_table(catalogus: Catalogus, years: Sequence[Year], found: Sequence[Course]) -> Table:
    """Tabulate per gemeente what happened: redrawn, merged, or both."""
    rows = [(course, change) for course in found for change in course.changes]

    def text(key: str, heading: str, values: list[str], explanation: str = "") -> Column:
        return Column(key, heading, Kind.TEXT, values, explanation=explanation)

    columns = (
        text("indeling", "Indeling", [c.after.id for c, _ in rows]),
        text("naam", "Naam", [c.after.naam_meervoud for c, _ in rows]),
        Column("van", "Peiljaar toen", Kind.YEAR, [c.before.peiljaar for c, _ in rows]),
        Column("tot", "Peiljaar nu", Kind.YEAR, [c.after.peiljaar for c, _ in rows]),
        text("code", "Code", [c.tot.codes[x.gemeente] for c, x in rows]),
        text("gemeente", "Gemeente", [c.tot.namen[x.gemeente] for c, x in rows]),
        Column(
            "inwoners",
            "Inwoners nu",
            Kind.COUNT,
            [_count(c.inwoners[x.gemeente]) for c, x in rows],
        ),
        text(
            "wat",
            "Wat er gebeurde",
            [str(x.wat) for _, x in rows],
            f"{GEWIJZIGD} {SAMENGEVOEGD}",
        ),
        text("regio_van", "Regio toen", [regios_then(c, x) for c, x in rows]),
        text("regio_tot", "Regio nu", [regio_name(c.after, x.now) for c, x in rows]),
        text("zeker", "Zeker", ["ja" if x.certain else "onzeker" for _, x in rows], ZEKER),
        text("uitleg", "Uitleg", [change_sentence(c, x) for c, x in rows]),
    )
    ids = list(dict.fromkeys(course.after.id for course in found))
    account = account_of(catalogus, years, ids, (), (GEWIJZIGD, SAMENGEVOEGD))
    return Table("wijzigingen", "Wat er tussen de jaren veranderde", columns, account)


def summary_table(catalogus: Catalogus, years: Sequence[Year], found: Sequence[Course]) -> Table:
    """Tabulate how many gemeenten were redrawn and merged, one row per indeling and period."""

    def count(
        key: str, heading: str, values: Sequence[int | None], explanation: str = ""
    ) -> Column:
        return Column(key, heading, Kind.COUNT, values, explanation=explanation)

    forced = [[change for change in course.merged if not change.certain] for course in found]
    columns = (
        Column("indeling", "Indeling", Kind.TEXT, [c.after.id for c in found]),
        Column("naam", "Naam", Kind.TEXT, [c.after.naam_meervoud for c in found]),
        Column("van", "Peiljaar toen", Kind.YEAR, [c.before.peiljaar for c in found]),
        Column("tot", "Peiljaar nu", Kind.YEAR, [c.after.peiljaar for c in found]),
        count("regios_van", "Regio's toen", [len(c.before) for c in found]),
        count("regios_tot", "Regio's nu", [len(c.after) for c in found]),
        count("gewijzigd", "Gewijzigd", [len(c.redrawn) for c in found], GEWIJZIGD),
        count(
            "inwoners",
            "Inwoners gewijzigd",
            [_count(sum(c.inwoners[x.gemeente] for x in c.redrawn)) for c in found],
            "Inwoners nu van de gewijzigde gemeenten.",
        ),
        count("samengevoegd", "Samengevoegd", [len(c.merged) for c in found], SAMENGEVOEGD),
        count(
            "keuze",
            "Waarvan uit verschillende regio's",
            [len(changes) for changes in forced],
            "Samengevoegde gemeenten waarvan de delen in verschillende regio's lagen.",
        ),
    )
    ids = list(dict.fromkeys(course.after.id for course in found))
    account = account_of(catalogus, years, ids, (), (GEWIJZIGD, SAMENGEVOEGD))
    return Table("veranderd", "Hoeveel gemeenten er veranderden", columns, account)


def _count(number: float) -> int | None:
    return None if math.isnan(number) else int(number)
