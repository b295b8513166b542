"""Checks of one indeling on its own rows: who is in it, how often, for how much, how sure."""

from __future__ import annotations

from collections import Counter

import numpy as np

from regiokaart.congruence.pair.crosstab import IntArray
from regiokaart.congruence.quality.doubts import Doubt, doubt_sentence
from regiokaart.congruence.quality.findings import Check, Finding, Severity
from regiokaart.congruence.wording import counted, some_names
from regiokaart.model import Catalogus, Indeling, Methode
from regiokaart.model.indeling import ONBEKEND, Stand

ROUNDING = 1e-6
"""How far shares of a gemeente may be from 1 together: they are written in nine digits."""

_FACTS = {
    "ministeries": "ministeries",
    "domein": "domein",
    "grondslag": "grondslag",
    "samenwerking_verplicht": "samenwerking verplicht",
    "indeling_bepaald_door": "indeling bepaald door",
    "bron": "bron",
    "licentie": "licentie",
}
_STANDS = {
    Stand.OUDER: "zijn van een eerder jaar; of zij nu nog zo zijn, is niet bekend.",
    Stand.VOORLOPIG: "zijn nog niet vastgesteld.",
    Stand.ONVOLLEDIG: "zijn niet compleet: er ontbreken regio's of leden.",
}


def coverage(catalogus: Catalogus, indeling: Indeling) -> list[Finding]:
    """Find the gemeenten in no regio, in several that overlap, and in one for a share only."""
    gemeenten, rows = catalogus.gemeenten, indeling.lidmaatschap
    n = len(gemeenten)
    total = np.bincount(rows.gemeente, rows.aandeel, minlength=n)
    times = np.bincount(rows.gemeente, minlength=n)
    found = []

    def tell(check: Check, severity: Severity, who: IntArray, text: str, action: str) -> None:
        if not len(who):
            return
        names = some_names([gemeenten.namen[g] for g in who])
        inhabitants = int(gemeenten.inwoners[who].sum())
        found.append(
            Finding(
                check,
                severity,
                (indeling.id,),
                f"{indeling.naam_meervoud}: {text.format(_who(len(who)))} ({names}).",
                action,
                gemeenten=tuple(who.tolist()),
                figures=(("gemeenten", len(who)), ("inwoners", inhabitants)),
            )
        )

    tell(
        Check.UNCOVERED,
        Severity.ERROR if indeling.landsdekkend else Severity.NOTE,
        np.flatnonzero(times == 0),
        "{} bij geen regio",
        "Vul de regio in, of noem de indeling niet landsdekkend."
        if indeling.landsdekkend
        else "Deze gemeenten tellen in geen vergelijking met deze indeling mee.",
    )
    overlap = total > 1 + ROUNDING
    tell(
        Check.DOUBLE,
        Severity.WARNING,
        np.flatnonzero(overlap),
        "{} bij meer dan één regio, met samen meer dan de hele gemeente",
        "Klopt dat, dan telt de indeling alleen mee in wat met overlap kan; klopt het niet, haal "
        "dan de verkeerde rijen weg.",
    )
    tell(
        Check.SHARES,
        Severity.WARNING,
        np.flatnonzero((times > 0) & (total < 1 - ROUNDING)),
        "{} voor een deel bij een regio, en voor de rest bij geen",
        "Ga na of de rest werkelijk buiten de indeling ligt.",
    )
    tell(
        Check.DIVIDED,
        Severity.NOTE,
        np.flatnonzero((times > 1) & ~overlap & (total >= 1 - ROUNDING)),
        "{} verdeeld over regio's, met aandelen die samen de hele gemeente zijn",
        "Niets: zo is het als regio's de gemeentegrenzen niet volgen.",
    )
    return found


def repeated(catalogus: Catalogus, indeling: Indeling) -> list[Finding]:
    """Find gemeenten that stand in the same regio more than once."""
    rows = indeling.lidmaatschap
    pairs = Counter(zip(rows.regio.tolist(), rows.gemeente.tolist(), strict=True))
    return [
        Finding(
            Check.REPEATED,
            Severity.ERROR,
            (indeling.id,),
            f"{indeling.naam_meervoud}: {catalogus.gemeenten.namen[gemeente]} staat {times} keer "
            f"in {indeling.regios[regio].naam}.",
            "Laat één rij staan.",
            indeling.regios[regio].naam,
            (gemeente,),
        )
        for (regio, gemeente), times in sorted(pairs.items())
        if times > 1
    ]


def sizes(indeling: Indeling) -> list[Finding]:
    """Find regio's without gemeenten, also uncertain ones, and list those with one."""
    rows = indeling.lidmaatschap
    members = [np.unique(rows.gemeente[rows.regio == r]) for r in range(len(indeling))]
    possible = {regio for others in rows.alternatief for regio in others}
    empty = [r for i, r in enumerate(indeling.regios) if not len(members[i]) and i not in possible]
    found = [
        Finding(
            Check.EMPTY,
            Severity.ERROR,
            (indeling.id,),
            f"{indeling.naam_meervoud}: {regio.naam} ({regio.code}) heeft geen gemeenten.",
            "Vul de gemeenten in, of laat de regio weg.",
            regio.naam,
        )
        for regio in empty
    ]
    alone = [r for r, who in enumerate(members) if len(who) == 1]
    if alone:
        names = some_names([indeling.regios[r].naam for r in alone])
        regios = counted(len(alone), "regio", "regio's")
        found.append(
            Finding(
                Check.SINGLE,
                Severity.NOTE,
                (indeling.id,),
                f"{indeling.naam_meervoud}: {regios} met één gemeente ({names}).",
                "Niets; zo'n regio ligt altijd binnen een regio van een andere indeling.",
                gemeenten=tuple(sorted(int(members[r][0]) for r in alone)),
                figures=(("regio's", len(alone)),),
            )
        )
    return found


def certainty(
    catalogus: Catalogus, indeling: Indeling, uncertain: tuple[Doubt, ...]
) -> list[Finding]:
    """Tell of every uncertain row what else it may be, and how many rows were carried over."""
    found = [
        Finding(
            Check.UNCERTAIN,
            Severity.WARNING,
            (indeling.id,),
            f"{indeling.naam_meervoud}: {doubt_sentence(catalogus, indeling, doubt)}",
            "Ga na wat klopt; noem tot dan de bandbreedte van een cijfer waarin deze gemeente "
            "meetelt.",
            indeling.regios[doubt.regio].naam,
            (doubt.gemeente,),
            (("alternatieven", len(doubt.alternatieven)),),
        )
        for doubt in uncertain
    ]
    rows = indeling.lidmaatschap
    carried = [
        gemeente
        for gemeente, methode in zip(rows.gemeente.tolist(), rows.methode, strict=True)
        if methode is Methode.OVERGENOMEN
    ]
    if carried:
        how = indeling.werkwijze or "De toelichting bij elke rij zegt waaruit."
        found.append(
            Finding(
                Check.CARRIED,
                Severity.NOTE,
                (indeling.id,),
                f"{indeling.naam_meervoud}: van {counted(len(carried), 'rij', 'rijen')} is de "
                f"regio overgenomen uit een ander jaar of een andere indeling. {how}",
                "Zoek een bron over deze indeling zelf als het op een enkele gemeente aankomt.",
                gemeenten=tuple(sorted(set(carried))),
                figures=(("rijen", len(carried)),),
            )
        )
    return found


def facts(indeling: Indeling) -> list[Finding]:
    """Tell what is not known of the indeling, whether it is current, and whether it is complete."""
    found = []
    if indeling.stand is not Stand.ACTUEEL:
        remark = f" {indeling.opmerking}" if indeling.opmerking else ""
        found.append(
            Finding(
                Check.STATUS,
                Severity.WARNING,
                (indeling.id,),
                f"{indeling.naam_met_jaar} {_STANDS[indeling.stand]}{remark}",
                "Noem dit bij elk cijfer; de indeling telt niet vanzelf mee.",
            )
        )
    values = {key: getattr(indeling, key) for key in _FACTS}
    missing = [_FACTS[key] for key, value in values.items() if value in (ONBEKEND, "", ())]
    if indeling.peiljaar is None:
        missing.insert(0, "peiljaar")
    if missing:
        found.append(
            Finding(
                Check.UNKNOWN,
                Severity.NOTE,
                (indeling.id,),
                f"{indeling.naam_meervoud}: niet bekend: {some_names(missing)}.",
                "Vul het in als u het weet, met de bron.",
                figures=(("kenmerken", len(missing)),),
            )
        )
    if indeling.aantal_regios not in (None, len(indeling)):
        found.append(
            Finding(
                Check.TOTALS,
                Severity.ERROR,
                (indeling.id,),
                f"{indeling.naam_meervoud}: volgens de bron zijn het er {indeling.aantal_regios}, "
                f"geteld zijn er {len(indeling)}.",
                "Zoek welke regio ontbreekt of dubbel is, of verbeter het aantal.",
                figures=(
                    ("volgens de bron", float(indeling.aantal_regios or 0)),
                    ("geteld", len(indeling)),
                ),
            )
        )
    return found


def _who(count: int) -> str:
    return counted(count, "gemeente hoort", "gemeenten horen")
