"""Congruence over the years, on the gemeenten of now, and what changed in between."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from regiokaart.congruence import method
from regiokaart.congruence.overyears.changes import Change, Course, Redrawing, follow
from regiokaart.congruence.pair.crosstab import FloatArray, IntArray
from regiokaart.congruence.pair.pairs import Congruence
from regiokaart.congruence.provenance import gewicht_parameter, provenance, remarks
from regiokaart.congruence.table import Column, Kind, Provenance, Table, Value
from regiokaart.congruence.wording import counted, join_names, some_names
from regiokaart.model import Catalogus, Gewicht, Herindeling, Indeling, Jaargang, notation
from regiokaart.model.herindeling import NO_REGIO, Transition

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
HERINDELINGEN = (
    "Herindelingen sinds 2011: RvIG, Landelijke Tabel 33 (gemeenten), met de splitsingen uit het "
    "Staatsblad toegevoegd"
)
TWO_POINTS = "Twee jaren zijn twee punten: daaruit volgt geen trend."


_NAMED = 6  # with more indelingen a sentence names only those that changed


@dataclass(frozen=True, eq=False)
class Year:
    """One year, over its own gemeenten and over those of now.

    Attributes
    ----------
    then : Jaargang
    now : Jaargang
        The same indelingen over the gemeenten of now.
    transition : Transition
        From the one to the other.
    """

    then: Jaargang
    now: Jaargang
    transition: Transition

    @property
    def jaar(self) -> int:
        """Year of the list of gemeenten."""
        return self.then.jaar


def harmonise(
    catalogus: Catalogus, jaargangen: Sequence[Jaargang], herindelingen: Sequence[Herindeling]
) -> tuple[Year, ...]:
    """Write other years over the gemeenten of a catalogue; the catalogue's own year included.

    Returns
    -------
    tuple of Year
        Oldest first.

    Raises
    ------
    ValueError
        When a year occurs twice, or a gemeente is in several regio's of an indeling, or in one
        for a share only.
    """
    gemeenten = catalogus.gemeenten
    years = []
    for jaargang in (*jaargangen, Jaargang.of(catalogus)):
        course = jaargang.transition(gemeenten, herindelingen)
        same = jaargang.gemeenten.codes == gemeenten.codes
        now = jaargang if same else jaargang.carried(gemeenten, course)
        years.append(Year(jaargang, now, course))
    if len({year.jaar for year in years}) < len(years):
        raise ValueError("a year occurs twice")
    return tuple(sorted(years, key=lambda year: year.jaar))


def having(years: Sequence[Year]) -> dict[str, list[int]]:
    """Return the years that have each indeling, by its id."""
    found: dict[str, list[int]] = {}
    for year in years:
        for indeling in year.now.indelingen:
            found.setdefault(indeling.id, []).append(year.jaar)
    return found


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
    account = _account(catalogus, years, list(ids), parameters, definitions)
    return Table("jaren", "Congruentie door de jaren", columns, account)


def courses(
    years: Sequence[Year], ids: Sequence[str], herindelingen: Sequence[Herindeling]
) -> list[Course]:
    """Follow every indeling from each year that has it to the next one that does."""
    found = []
    for indeling_id in ids:
        having = [year.then for year in years if year.then.get(indeling_id) is not None]
        found += [
            follow(indeling_id, first, second, herindelingen) for first, second in pairwise(having)
        ]
    return found


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
        text("regio_van", "Regio toen", [_was(c, x) for c, x in rows]),
        text("regio_tot", "Regio nu", [_regio(c.after, x.now) for c, x in rows]),
        text("zeker", "Zeker", ["ja" if x.certain else "onzeker" for _, x in rows], ONZEKER),
        text("uitleg", "Uitleg", [change_sentence(c, x) for c, x in rows]),
    )
    ids = list(dict.fromkeys(course.after.id for course in found))
    account = _account(catalogus, years, ids, (), (GEWIJZIGD, SAMENGEVOEGD))
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
    account = _account(catalogus, years, ids, (), (GEWIJZIGD, SAMENGEVOEGD))
    return Table("veranderd", "Hoeveel gemeenten er veranderden", columns, account)


def general_remarks(catalogus: Catalogus, count: int) -> tuple[str, ...]:
    """Say how years are made comparable, and that two of `count` years are no trend."""
    now = catalogus.gemeenten
    counted_on = (
        f"Alle jaren zijn geteld op de gemeenten van {now.peiljaar}, met inwoners van "
        f"{now.inwoners_jaar}: verschillen komen niet van groei."
    )
    return (counted_on, TWO_POINTS) if count == 2 else (counted_on,)


def courses_sentence(found: Sequence[Course]) -> str:
    """Say in Dutch how many gemeenten each indeling redrew, and what herindeling did beside it."""
    if not found:
        return ""
    named = found if len(found) <= _NAMED else [course for course in found if course.redrawn]
    parts = [
        f"{course.after.naam_meervoud} {len(course.redrawn)} "
        f"(van {course.before.peiljaar_tekst} tot {course.after.peiljaar_tekst})"
        for course in named
    ]
    if len(named) < len(found):
        others = "de andere " if named else ""
        rest = counted(len(found) - len(named), "indeling", "indelingen")
        parts.append(f"geen in {others}{rest}")
    merged = max(len(course.merged) for course in found)
    sentence = f"Gemeenten die door hertekening in een andere regio kwamen: {join_names(parts)}."
    formed = counted(merged, "gemeente", "gemeenten")
    return f"{sentence} Daarnaast vormde herindeling {formed} uit andere." if merged else sentence


def course_sentence(course: Course) -> str:
    """Say in Dutch how many gemeenten an indeling redrew, and what herindeling did beside it."""
    redrawn = [course.tot.namen[change.gemeente] for change in course.redrawn]
    merged = course.merged
    forced = [course.tot.namen[change.gemeente] for change in merged if not change.certain]
    parts = [
        f"{counted(len(redrawn), 'gemeente kwam', 'gemeenten kwamen')} door hertekening in een "
        f"andere regio ({some_names(redrawn)})"
        if redrawn
        else "geen gemeente kwam door hertekening in een andere regio"
    ]
    if merged:
        parts.append(
            f"herindeling vormde {counted(len(merged), 'gemeente', 'gemeenten')} uit andere"
        )
    sentence = (
        f"{course.after.naam_meervoud} van {course.before.peiljaar_tekst} tot "
        f"{course.after.peiljaar_tekst}: {'; '.join(parts)}."
    )
    if forced:
        sentence += f" De delen kwamen uit verschillende regio's bij {join_names(forced)}."
    return sentence


def change_sentence(course: Course, change: Change) -> str:
    """Explain in Dutch what happened to one gemeente."""
    sentences = []
    parts = course.transition.parts[change.gemeente]
    if change in course.merged:
        names = [
            course.van.namen[part.source] + ("" if part.whole else " (deel)") for part in parts
        ]
        sentences.append(f"Door herindeling gevormd uit {join_names(names)}.")
        if not change.certain:
            sentences.append(f"De delen kwamen uit {_was(course, change)}.")
    was, now = _regio(course.before, change.was[0][0]), _regio(course.after, change.now)
    match change.how:
        case Redrawing.REGIO_ABSORBED:
            sentences.append(f"Regio {was} is opgegaan in {now}.")
        case Redrawing.REGIO_SPLIT_OFF:
            sentences.append(f"Regio {now} is van {was} afgesplitst.")
        case Redrawing.MOVED:
            sentences.append(f"Van {was} naar {now}.")
        case None if not change.certain:
            sentences.append(f"De gemeente hoort nu bij {now}.")
    return " ".join(sentences)


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


def _was(course: Course, change: Change) -> str:
    """Every regio that a gemeente came from, with its share of the inhabitants where known."""
    names = [
        _regio(course.before, label)
        + ("" if change.certain or math.isnan(share) else f" ({notation.percentage(share, 0)})")
        for label, share in change.was
    ]
    return join_names(names)


def _regio(indeling: Indeling, label: int) -> str:
    return "geen regio" if label == NO_REGIO else indeling.regios[label].naam


def _count(number: float) -> int | None:
    return None if math.isnan(number) else int(number)


def _value(number: float) -> float | None:
    return None if math.isnan(number) else float(number)


def _account(
    catalogus: Catalogus,
    years: Sequence[Year],
    ids: Sequence[str],
    parameters: Sequence[tuple[str, str]],
    definitions: Sequence[str],
) -> Provenance:
    """Account for a result over years, with the remarks of each year named apart."""
    chosen = [
        (year, [indeling for key in ids if (indeling := year.now.get(key)) is not None])
        for year in years
    ]
    chosen = [(year, indelingen) for year, indelingen in chosen if indelingen]
    account = provenance(catalogus, [i for _, found in chosen for i in found], (), definitions)
    now = catalogus.gemeenten
    found = list(general_remarks(catalogus, len(chosen)))
    sources = list(account.sources)
    for year, indelingen in chosen:
        if year.jaar != now.peiljaar:
            number = len(year.then.gemeenten)
            sources.append(f"{number} gemeenten van {year.jaar}; bron: {year.then.bron}")
        if year.transition.lost:
            found.append(
                f"{year.jaar}: van deze gemeenten is niet bekend waar ze bleven: "
                f"{some_names(year.transition.lost)}."
            )
        found += [f"{year.jaar}: {remark}" for remark in remarks(catalogus, indelingen)]
    jaren = join_names([str(year.jaar) for year, _ in chosen])
    return replace(
        account,
        sources=(*sources, HERINDELINGEN),
        parameters=(("Jaren", jaren), *parameters),
        remarks=tuple(found),
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
