"""Checks of the names and codes of regio's: within an indeling, between indelingen, over years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from regiokaart.congruence.quality.findings import Check, Finding, Severity
from regiokaart.congruence.wording import counted, join_names, some_names
from regiokaart.model import Indeling, Jaargang

_SHARED = 0.5
"""Part of the codes of the smaller indeling from which two are taken to use the same codes."""


def names_within(indeling: Indeling) -> list[Finding]:
    """Find codes with several names, and names with several codes, in one indeling."""
    names: dict[str, set[str]] = defaultdict(set)
    codes: dict[str, list[str]] = defaultdict(list)
    for regio in indeling.regios:
        names[regio.code].add(regio.naam)
        codes[regio.naam.casefold()].append(regio.code)
    found = [
        (f"code {code} staat voor {join_names(sorted(several))}", "Geef elke regio een eigen code.")
        for code, several in names.items()
        if len(several) > 1
    ]
    found += [
        (
            f"{next(r.naam for r in indeling.regios if r.code == several[0])} heeft de codes "
            f"{join_names(several)}",
            "Is het één regio, geef haar dan één code; zijn het er meer, geef ze dan elk een naam.",
        )
        for several in codes.values()
        if len(set(several)) > 1
    ]
    return [
        Finding(
            Check.NAMES,
            Severity.ERROR,
            (indeling.id,),
            f"{indeling.naam_meervoud}: {text}.",
            action,
        )
        for text, action in found
    ]


def names_between(indelingen: Sequence[Indeling]) -> list[Finding]:
    """Find names and codes that differ between indelingen that use the same codes."""
    return [
        finding for a, b in combinations(indelingen, 2) for finding in _between(a, b, (a.id, b.id))
    ]


def names_over_years(
    indelingen: Iterable[Indeling], jaargangen: Iterable[Jaargang]
) -> list[Finding]:
    """Find names and codes that another year has for the same indeling."""
    now = {indeling.id: indeling for indeling in indelingen}
    return [
        finding
        for jaargang in jaargangen
        for then in jaargang.indelingen
        if then.id in now and then.peiljaar != now[then.id].peiljaar
        for finding in _between(then, now[then.id], (then.id,))
    ]


def _between(a: Indeling, b: Indeling, ids: tuple[str, ...]) -> list[Finding]:
    names_a, names_b = ({regio.code: regio.naam for regio in i.regios} for i in (a, b))
    shared = names_a.keys() & names_b.keys()
    if len(shared) < max(1, _SHARED * min(len(names_a), len(names_b))):
        return []
    renamed = [
        f"{code} ({names_a[code]}; {names_b[code]})"
        for code in sorted(shared)
        if names_a[code] != names_b[code]
    ]
    code_b = {naam: code for code, naam in names_b.items()}
    recoded = [
        f"{naam} ({code}; {code_b[naam]})"
        for code, naam in sorted(names_a.items())
        if naam in code_b and code_b[naam] != code
    ]
    place = f"{a.naam_met_jaar} en {b.naam_met_jaar}"
    found = []
    for what, one, several, action in (
        (
            renamed,
            "code heeft een andere naam",
            "codes hebben een andere naam",
            "Vergelijk op code, of ga na of de regio zelf is veranderd.",
        ),
        (
            recoded,
            "naam heeft een andere code",
            "namen hebben een andere code",
            "Vergelijk op naam, of ga na of de regio zelf is veranderd.",
        ),
    ):
        if what:
            found.append(
                Finding(
                    Check.NAMES,
                    Severity.NOTE,
                    ids,
                    f"{place}: {counted(len(what), one, several)}: {some_names(what)}.",
                    action,
                    figures=(("verschillen", len(what)), ("gedeelde codes", len(shared))),
                )
            )
    return found
