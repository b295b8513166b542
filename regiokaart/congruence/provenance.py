"""The provenance of a result: which indelingen, sources, choices and remarks it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from regiokaart import __version__
from regiokaart.congruence.table import Provenance
from regiokaart.congruence.wording import counted, join_names, some_names
from regiokaart.model import Catalogus, Gewicht, Indeling, Methode


def provenance(
    catalogus: Catalogus,
    indelingen: Sequence[Indeling],
    parameters: Sequence[tuple[str, str]],
    method: Sequence[str],
) -> Provenance:
    """Describe a result over these indelingen.

    Parameters
    ----------
    catalogus : Catalogus
    indelingen : sequence of Indeling
    parameters : sequence of (str, str)
        Dutch name and value of every choice.
    method : sequence of str
        Dutch sentences that define the figures.
    """
    gemeenten = catalogus.gemeenten
    return Provenance(
        indelingen=tuple(_describe(indeling) for indeling in indelingen),
        sources=(
            f"{len(gemeenten)} gemeenten van {gemeenten.peiljaar}, inwoners op 1 januari "
            f"{gemeenten.inwoners_jaar}, oppervlakte in km²; bron: {gemeenten.bron}",
        ),
        parameters=tuple(parameters),
        method=tuple(method),
        remarks=remarks(catalogus, indelingen),
        program=f"Regiokaart {__version__}",
        background=background(indelingen),
    )


def remarks(catalogus: Catalogus, indelingen: Sequence[Indeling]) -> tuple[str, ...]:
    """Say in Dutch what a reader must know: peiljaren, uncertain rows, what is left out."""
    found = []
    years = sorted({i.peiljaar for i in indelingen if i.peiljaar is not None})
    if len(years) > 1:
        found.append(f"De peiljaren verschillen: {join_names([str(year) for year in years])}.")
    for a, b in combinations(indelingen, 2):
        if not have_common_gemeente(a, b):
            found.append(
                f"{a.naam_meervoud} en {b.naam_meervoud} hebben geen gemeente gemeen en zijn niet "
                "te vergelijken."
            )
    for indeling in indelingen:
        found.extend(_remarks_of(catalogus, indeling))
    return tuple(found)


def background(indelingen: Sequence[Indeling]) -> tuple[str, ...]:
    """Say in Dutch of each indeling how it was established who belongs where."""
    return tuple(f"{i.naam_meervoud}: {i.werkwijze}" for i in indelingen if i.werkwijze)


def have_common_gemeente(a: Indeling, b: Indeling) -> bool:
    """Whether there is a gemeente that belongs to a regio in both."""
    return len(np.intersect1d(a.lidmaatschap.gemeente, b.lidmaatschap.gemeente)) > 0


def uncertain_rows(catalogus: Catalogus, indeling: Indeling) -> str:
    """Dutch sentence about the gemeenten whose membership is uncertain; empty if there are none."""
    uncertain = [catalogus.gemeenten.namen[i] for i in indeling.onzeker]
    if not uncertain:
        return ""
    who = counted(len(uncertain), "gemeente", "gemeenten")
    belongs = "hoort" if len(uncertain) == 1 else "horen"
    return (
        f"{indeling.naam_meervoud}: van {who} is onzeker bij welke regio ze {belongs} "
        f"({some_names(uncertain)})."
    )


def gewicht_parameter(gewichten: Sequence[Gewicht]) -> tuple[str, str]:
    """Name the weights that were used."""
    return "Gewicht", join_names(gewichten)


def _describe(indeling: Indeling) -> str:
    regios = counted(len(indeling), "regio", "regio's")
    return (
        f"{indeling.naam_met_jaar}: {regios}; bron: {indeling.bron}; licentie: {indeling.licentie}"
    )


def _remarks_of(catalogus: Catalogus, indeling: Indeling) -> list[str]:
    found = []
    if indeling.peiljaar is None:
        found.append(f"{indeling.naam_meervoud}: het peiljaar is onbekend.")
    carried = sum(methode is Methode.OVERGENOMEN for methode in indeling.lidmaatschap.methode)
    covered = set(indeling.lidmaatschap.gemeente.tolist())
    missing = [naam for i, naam in enumerate(catalogus.gemeenten.namen) if i not in covered]
    if missing:
        who = counted(len(missing), "gemeente hoort", "gemeenten horen")
        found.append(
            f"{indeling.naam_meervoud}: {who} bij geen regio ({some_names(missing)}) en "
            f"{'telt' if len(missing) == 1 else 'tellen'} niet mee."
        )
    if uncertain := uncertain_rows(catalogus, indeling):
        found.append(uncertain)
    if carried and not indeling.werkwijze:  # that says so too
        who = counted(carried, "gemeente", "gemeenten")
        found.append(
            f"{indeling.naam_meervoud}: van {who} is de regio overgenomen uit een ander jaar of "
            "een andere indeling."
        )
    if indeling.opmerking:
        found.append(f"{indeling.naam_meervoud}: {indeling.opmerking}")
    return found
