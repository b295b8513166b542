"""Checks of a set of indelingen together, and of the gemeenten and sources beneath it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from regiokaart.congruence.pair.crosstab import FloatArray
from regiokaart.congruence.quality.findings import Check, Finding, Severity
from regiokaart.congruence.wording import counted, join_names, names_in_sentence, some_names
from regiokaart.model import Catalogus, Gebied, Gemeenten, Indeling, Regeling, Soort, notation
from regiokaart.model.afwijking import Afwijking

_GENERAL = ("gemeenten", "regelingen")
"""What a disagreement may be about besides indelingen."""

_AREA_OFF = 0.05
"""Part by which an area may differ from that of the boundaries."""


def years(indelingen: Sequence[Indeling]) -> list[Finding]:
    """Tell how many pairs compare different peiljaren."""
    known = [i.peiljaar for i in indelingen if i.peiljaar is not None]
    found = Counter(known)
    if len(found) < 2:
        return []
    pairs = len(known) * (len(known) - 1) // 2
    same = sum(count * (count - 1) // 2 for count in found.values())
    parts = [f"{year} ({count})" for year, count in sorted(found.items())]
    return [
        Finding(
            Check.YEARS,
            Severity.WARNING,
            tuple(i.id for i in indelingen if i.peiljaar is not None),
            f"De peiljaren verschillen: {join_names(parts)}. {pairs - same} van de {pairs} paren "
            "vergelijken verschillende jaren; een verschil kan daar ook een wijziging in de tijd "
            "zijn.",
            "Noem de jaren bij het cijfer, of vergelijk alleen indelingen van hetzelfde jaar.",
            figures=(("paren van verschillende jaren", pairs - same), ("paren", pairs)),
        )
    ]


def old(indelingen: Sequence[Indeling], max_age: int) -> list[Finding]:
    """Find the indelingen more than `max_age` years older than the newest of the set."""
    known = [(i, i.peiljaar) for i in indelingen if i.peiljaar is not None]
    newest = max((year for _, year in known), default=0)
    return [
        Finding(
            Check.OLD,
            Severity.WARNING,
            (indeling.id,),
            f"{indeling.naam_meervoud}: het peiljaar is {year}, {newest - year} jaar ouder dan het "
            f"nieuwste ({newest}); vanaf {max_age + 1} jaar wordt dat gemeld.",
            "Ga na of er een nieuwere is, of dat zij sindsdien gelijk is gebleven.",
            figures=(("jaren ouder", newest - year),),
        )
        for indeling, year in known
        if newest - year > max_age
    ]


def totals(gemeenten: Gemeenten, gebied: Gebied) -> list[Finding]:
    """Hold the gemeenten against the boundaries, and find those without inhabitants."""
    found = []
    if len(gebied) != len(gemeenten):
        found.append(
            Finding(
                Check.TOTALS,
                Severity.ERROR,
                (),
                f"Er zijn {len(gemeenten)} gemeenten en {len(gebied)} gebieden op de kaart.",
                "Neem grenzen van hetzelfde jaar als de gemeenten.",
                figures=(("gemeenten", len(gemeenten)), ("gebieden", len(gebied))),
            )
        )
    else:
        drawn = _areas(gebied)
        off = np.flatnonzero(np.abs(gemeenten.oppervlakte - drawn) > _AREA_OFF * drawn)
        if len(off):
            names = some_names([gemeenten.namen[g] for g in off])
            found.append(
                Finding(
                    Check.TOTALS,
                    Severity.WARNING,
                    (),
                    f"Van {counted(len(off), 'gemeente', 'gemeenten')} scheelt de oppervlakte meer "
                    f"dan {notation.percentage(_AREA_OFF, 0)} met die van de grenzen ({names}).",
                    "Ga na welk water in de oppervlakte is meegeteld.",
                    gemeenten=tuple(off.tolist()),
                    figures=(
                        ("km² volgens de lijst", float(gemeenten.oppervlakte.sum())),
                        ("km² volgens de grenzen", float(drawn.sum())),
                    ),
                )
            )
    empty = np.flatnonzero(gemeenten.inwoners == 0)
    if len(empty):
        names = some_names([gemeenten.namen[g] for g in empty])
        found.append(
            Finding(
                Check.TOTALS,
                Severity.ERROR,
                (),
                f"{counted(len(empty), 'gemeente heeft', 'gemeenten hebben')} geen inwoners "
                f"({names}).",
                "Vul het aantal inwoners in.",
                gemeenten=tuple(empty.tolist()),
            )
        )
    return found


def with_regeling(
    catalogus: Catalogus, indeling: Indeling, regelingen: Sequence[Regeling]
) -> list[Finding]:
    """Count the regio's that have a current regeling of exactly their gemeenten, of two or more.

    Only of an indeling that gemeenten cooperate in, or one of the user's own.
    """
    if indeling.soort not in (Soort.INTERGEMEENTELIJK, Soort.EIGEN):
        return []
    known = {frozenset(regeling.gemeenten.tolist()) for regeling in regelingen}
    rows = indeling.lidmaatschap
    members = [
        frozenset(rows.gemeente[rows.regio == regio].tolist()) for regio in range(len(indeling))
    ]
    several = [regio for regio, who in enumerate(members) if len(who) > 1]
    without = [regio for regio in several if members[regio] not in known]
    having = len(several) - len(without)
    if not having:
        return []
    _, plural = names_in_sentence(indeling)
    rest = ""
    if len(without) < having:
        names = [indeling.regios[regio].naam for regio in without]
        rest = f" Niet: {some_names(names)}." if names else ""
    return [
        Finding(
            Check.REGELING,
            Severity.NOTE,
            (indeling.id,),
            f"{having} van de {len(several)} {plural} van meer dan één gemeente "
            f"{'heeft' if having == 1 else 'hebben'} precies de gemeenten van een geldende "
            f"Wgr-regeling.{rest}",
            "Niets; waar het zo is, bevestigt het register de indeling.",
            gemeenten=tuple(sorted(g for regio in without for g in members[regio])) if rest else (),
            figures=(("met regeling", having), ("regio's", len(several))),
        )
    ]


def sources(
    catalogus: Catalogus, indelingen: Sequence[Indeling], afwijkingen: Sequence[Afwijking]
) -> list[Finding]:
    """List the disagreements between sources about these indelingen, gemeenten and regelingen."""
    known = {i.id: i for i in indelingen}
    position = {naam: g for g, naam in enumerate(catalogus.gemeenten.namen)}
    found = []
    for each in afwijkingen:
        year, _, topics = each.onderwerp.rpartition(": ")
        topics_found = topics.split(", ")
        ids = tuple(topic for topic in topics_found if topic in known)
        if not ids and each.onderwerp not in _GENERAL:
            continue  # about an indeling that is not asked for
        topic = join_names([known[i].naam_meervoud if i in known else i for i in topics_found])
        when = f" in {year.removeprefix('jaren/')}" if year else ""
        regios = {regio.code: regio.naam for i in ids for regio in known[i].regios}
        who = regios.get(each.wie, each.wie)
        code = f" ({each.wie})" if each.wie in regios else ""
        found.append(
            Finding(
                Check.SOURCES,
                Severity.NOTE,
                ids,
                f"{topic[:1].upper()}{topic[1:]}{when}, {who}{code}: {each.afwijking}. "
                f"Gekozen: {each.gekozen}.",
                "Niets, tenzij u een bron hebt die beslist.",
                regios.get(each.wie, ""),
                tuple(position[naam] for naam in each.wie.split(", ") if naam in position),
            )
        )
    return found


def _areas(gebied: Gebied) -> FloatArray:
    """Area of the polygons in km², on the most detailed level. Shape (n,)."""
    detail = gebied.levels[0]
    areas = np.zeros(len(gebied))
    for ring, (start, end) in enumerate(pairwise(detail.ring_start.tolist())):
        # From the first point of each ring, or the digits of an area drown in those of RD.
        x, y = (detail.ring_points[start:end] - detail.ring_points[start]).T
        areas[detail.ring_polygon[ring]] += np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2e6
    return areas
