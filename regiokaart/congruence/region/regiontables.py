"""The regions of A against those of B, and who makes the difference, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from regiokaart.congruence import columns
from regiokaart.congruence.pair.assignment import Wisselaars
from regiokaart.congruence.pair.crosstab import BoolArray, IntArray
from regiokaart.congruence.pair.sentences import pair_wisselaars
from regiokaart.congruence.provenance import gewicht_parameter, provenance
from regiokaart.congruence.region.regions import Plaats, RegionMatch, match_regions, nesting_movers
from regiokaart.congruence.table import Column, Table
from regiokaart.congruence.wording import join_names
from regiokaart.model import Catalogus, Gewicht, Indeling, notation

PLACE = (
    "Hoe de regio in B ligt: zij valt samen met een regio van B, ligt binnen één regio van B, "
    "bestaat uit hele regio's van B, of doorsnijdt er een. Met een tolerantie tellen resten tot "
    "dat deel van de kleinste regio niet mee; is het zonder tolerantie anders, dan staat er bijna."
)
BEST = (
    "De regio van B die er het meest op lijkt: het gedeelde gewicht als deel van het gewicht van "
    "beide samen (Jaccard) is het grootst; bij gelijke de eerste."
)
INSIDE = "Deel van de regio dat in die regio van B ligt."
COVERED = "Deel van die regio van B dat in de regio ligt."
LARGEST = "Grootste deel van de regio dat in één regio van B ligt."
TOUCHED = "Aantal regio's van B waar gemeenten van de regio in liggen."
DIFFERENCE = "Gemeenten die het verschil maken met de best passende regio van B."
EQUAL_OUT = (
    "Wie de regio verlaat in een kleinste groep wisselaars die A gelijk maakt aan B, geteld in het "
    "gekozen gewicht."
)
EQUAL_IN = "Wie er dan bij komt."
NEST_OUT = (
    "Wie de regio verlaat in een kleinste groep die elke regio van A binnen één regio van B laat "
    "vallen. Of regio's aaneengesloten blijven, telt niet mee."
)
_ALMOST = {
    Plaats.SAMENVALLEND: "valt bijna samen",
    Plaats.BINNEN: "ligt bijna binnen één",
    Plaats.OMVAT: "bestaat bijna uit hele",
    Plaats.DOORSNIJDT: "doorsnijdt",
}


@dataclass(frozen=True, eq=False)
class Against:
    """The regions of A against those of B; each part is computed when first asked for.

    Attributes
    ----------
    catalogus : Catalogus
    a, b : Indeling
        Both with whole gemeenten; others raise ValueError when something is asked.
    gewicht : Gewicht
        What parts, the tolerance and smallest sets are counted in.
    tolerance : float
        Overlap that does not count, as a share of the smaller region: at least 0, below .5.
    """

    catalogus: Catalogus
    a: Indeling
    b: Indeling
    gewicht: Gewicht
    tolerance: float = 0.0

    @cached_property
    def labels(self) -> tuple[IntArray, IntArray]:
        """Region of each gemeente in A and in B, -1 for none."""
        return self.catalogus.labels(self.a), self.catalogus.labels(self.b)

    @cached_property
    def matches(self) -> tuple[RegionMatch, ...]:
        """Each region of A against B."""
        weights = self.catalogus.gemeenten.weights(self.gewicht)
        return match_regions(*self.labels, weights, self.tolerance)

    @cached_property
    def equal(self) -> Wisselaars:
        """Who moves to make A equal to B. May load scipy."""
        return pair_wisselaars(self.catalogus, self.a, self.b, self.gewicht)

    @cached_property
    def nest(self) -> Wisselaars:
        """Who leaves their region to nest A in B; of equal sets the one with fewest people."""
        gemeenten = self.catalogus.gemeenten
        return nesting_movers(
            *self.labels, gemeenten.weights(self.gewicht), gemeenten.weights(Gewicht.INWONERS)
        )

    @cached_property
    def became(self) -> dict[int, int]:
        """Region of A that becomes each region of B when A is made equal to B."""
        stays = self.both.copy()
        stays[self.equal.gemeenten] = False
        return dict(
            zip(self.labels[1][stays].tolist(), self.labels[0][stays].tolist(), strict=True)
        )

    @cached_property
    def both(self) -> BoolArray:
        """Which gemeenten both cover, shape (n,)."""
        labels_a, labels_b = self.labels
        return (labels_a >= 0) & (labels_b >= 0)


def region_table(against: Against) -> Table:
    """Tabulate each region of A: its place in B, its best match, who makes the difference.

    May load scipy.

    Raises
    ------
    ValueError
        When a gemeente is in several regio's of an indeling, or in one for a share only.
    """
    catalogus, a, b = against.catalogus, against.a, against.b
    matches = against.matches
    labels_a = against.labels[0]
    inwoners = catalogus.gemeenten.inwoners
    members = [np.flatnonzero(against.both & (labels_a == m.a)) for m in matches]
    equal, nest = set(against.equal.gemeenten.tolist()), set(against.nest.gemeenten.tolist())
    comes = _arrivals(against)
    shown = (
        columns.text("regio_a", f"{a.naam} (A)", [a.regios[m.a].naam for m in matches]),
        columns.count("gemeenten", "Gemeenten", [len(each) for each in members]),
        columns.count(
            "inwoners",
            "Inwoners",
            [inwoners[each].sum() for each in members],
            columns.inwoners_on(catalogus),
        ),
        columns.text("plaats", "In B", [place_text(m) for m in matches], PLACE),
        columns.text("regio_b", f"Best passende {b.naam} (B)", _names(b, matches), BEST),
        columns.share("jaccard", "Overeenkomst", [m.jaccard for m in matches], BEST),
        columns.share("binnen", "Deel daarin", [m.inside for m in matches], INSIDE),
        columns.share("dekt", "Deel van B", [m.covered for m in matches], COVERED),
        columns.count("geraakt", "Regio's van B", [len(m.touched) for m in matches], TOUCHED),
        columns.share("grootste", "Grootste deel", [m.largest for m in matches], LARGEST),
        _gemeenten(catalogus, "wel_in_a", "Wel in A, niet in B", [m.extra for m in matches]),
        _people(catalogus, "wel_in_a_inwoners", "Inwoners daarvan", [m.extra for m in matches]),
        _gemeenten(catalogus, "wel_in_b", "Wel in B, niet in A", [m.missing for m in matches]),
        _people(catalogus, "wel_in_b_inwoners", "Inwoners daarvan", [m.missing for m in matches]),
        _gemeenten(
            catalogus,
            "gelijk_weg",
            "Weg bij gelijk maken",
            [[i for i in each.tolist() if i in equal] for each in members],
            EQUAL_OUT,
        ),
        _gemeenten(
            catalogus,
            "gelijk_erbij",
            "Erbij bij gelijk maken",
            [comes.get(m.a, []) for m in matches],
            EQUAL_IN,
        ),
        _gemeenten(
            catalogus,
            "nest_weg",
            "Weg bij nesten",
            [[i for i in each.tolist() if i in nest] for each in members],
            NEST_OUT,
        ),
        columns.text("code_a", "Code A", [a.regios[m.a].code for m in matches]),
        columns.text("code_b", "Code B", [b.regios[m.best].code for m in matches]),
    )
    return _table(against, "per regio", f"{a.naam_meervoud} tegenover {b.naam_meervoud}", shown)


def movers_table(against: Against) -> Table:
    """Tabulate who moves to make A equal to B, and who to nest A in B: one row each.

    May load scipy.

    Raises
    ------
    ValueError
        When a gemeente is in several regio's of an indeling, or in one for a share only.
    """
    catalogus, a, b = against.catalogus, against.a, against.b
    labels_a, labels_b = against.labels
    equal, nest = against.equal.gemeenten.tolist(), against.nest.gemeenten.tolist()
    goals = ["gelijk maken"] * len(equal) + ["nesten"] * len(nest)
    where = [_destination(against, i) for i in equal] + [_within(against, i) for i in nest]
    movers = equal + nest
    shown = (
        columns.text("doel", "Doel", goals, f"{EQUAL_OUT} Of: {NEST_OUT[0].lower()}{NEST_OUT[1:]}"),
        columns.text("gemeente", "Gemeente", [catalogus.gemeenten.namen[i] for i in movers]),
        columns.count(
            "inwoners",
            "Inwoners",
            catalogus.gemeenten.inwoners[movers],
            columns.inwoners_on(catalogus),
        ),
        columns.text("van", f"Van {a.naam}", [a.regios[labels_a[i]].naam for i in movers]),
        columns.text("naar", "Naar", where),
        columns.text("regio_b", f"{b.naam} (B)", [b.regios[labels_b[i]].naam for i in movers]),
        columns.text("code", "Code", [catalogus.gemeenten.codes[i] for i in movers]),
    )
    title = f"Wisselaars: {a.naam_meervoud} naar {b.naam_meervoud}"
    return _table(against, "wisselaars", title, shown)


def place_text(match: RegionMatch) -> str:
    """Say how a region lies in B; ``bijna`` where only the tolerance makes it so."""
    return str(match.plaats) if match.plaats is match.exact else _ALMOST[match.plaats]


def _arrivals(against: Against) -> dict[int, list[int]]:
    """Who comes to each region of A when A is made equal to B."""
    comes: dict[int, list[int]] = {}
    for gemeente in against.equal.gemeenten.tolist():
        region = against.became.get(int(against.labels[1][gemeente]))
        if region is not None:
            comes.setdefault(region, []).append(gemeente)
    return comes


def _destination(against: Against, gemeente: int) -> str:
    region_b = int(against.labels[1][gemeente])
    if region_b in against.became:
        return against.a.regios[against.became[region_b]].naam
    return f"een nieuwe regio ({against.b.regios[region_b].naam})"


def _within(against: Against, gemeente: int) -> str:
    """Name the regions of A that lie within the same region of B once A is nested."""
    labels_a, labels_b = against.labels
    stays = against.both & (labels_b == labels_b[gemeente])
    stays[against.nest.gemeenten] = False
    names = [against.a.regios[i].naam for i in np.unique(labels_a[stays]).tolist()]
    region_b = against.b.regios[int(labels_b[gemeente])].naam
    if not names:
        return f"een nieuwe regio in {region_b}"
    return names[0] if len(names) == 1 else f"een van: {join_names(names)}"


def _names(b: Indeling, matches: Iterable[RegionMatch]) -> list[str | None]:
    return [b.regios[m.best].naam for m in matches]


def _gemeenten(
    catalogus: Catalogus,
    key: str,
    heading: str,
    chosen: Sequence[IntArray | Sequence[int]],
    explanation: str = DIFFERENCE,
) -> Column:
    namen = catalogus.gemeenten.namen
    return columns.text(
        key, heading, [join_names([namen[i] for i in each]) or None for each in chosen], explanation
    )


def _people(catalogus: Catalogus, key: str, heading: str, chosen: Sequence[IntArray]) -> Column:
    inwoners = catalogus.gemeenten.inwoners
    return columns.count(key, heading, [inwoners[each].sum() for each in chosen])


def _table(against: Against, name: str, title: str, shown: tuple[Column, ...]) -> Table:
    other = {True: "de enige kleinste keuze", False: "andere keuzes zijn even klein"}
    parameters = (
        ("Indeling A", against.a.naam_meervoud),
        ("Indeling B", against.b.naam_meervoud),
        gewicht_parameter([against.gewicht]),
        ("Tolerantie", notation.percentage(against.tolerance)),
        ("Wisselaars bij gelijk maken", other[against.equal.only]),
        ("Wisselaars bij nesten", other[against.nest.only]),
    )
    account = provenance(
        against.catalogus, (against.a, against.b), parameters, columns.definitions(shown)
    )
    return Table(name, title, shown, account)
