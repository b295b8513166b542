"""The account of a result over years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from regiokaart.congruence.overyears.years import Year
from regiokaart.congruence.provenance import provenance, remarks
from regiokaart.congruence.table import Provenance
from regiokaart.congruence.wording import join_names, some_names
from regiokaart.model import Catalogus

HERINDELINGEN = (
    "Herindelingen sinds 2011: RvIG, Landelijke Tabel 33 (gemeenten), met de splitsingen uit het "
    "Staatsblad toegevoegd"
)
TWO_POINTS = "Twee jaren zijn twee punten: daaruit volgt geen trend."


def general_remarks(catalogus: Catalogus, count: int) -> tuple[str, ...]:
    """Say how years are made comparable, and that two of `count` years are no trend."""
    now = catalogus.gemeenten
    counted_on = (
        f"Alle jaren zijn geteld op de gemeenten van {now.peiljaar}, met inwoners van "
        f"{now.inwoners_jaar}: verschillen komen niet van groei."
    )
    return (counted_on, TWO_POINTS) if count == 2 else (counted_on,)


def account_of(
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
