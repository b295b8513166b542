"""The result tables on borders: how hard they are, each border, each pair of indelingen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from regiokaart.congruence import columns
from regiokaart.congruence.border.borders import Borders, border_congruence, borders_of
from regiokaart.congruence.pair.crosstab import BoolArray, IntArray
from regiokaart.congruence.provenance import provenance
from regiokaart.congruence.table import Column, Provenance, Table
from regiokaart.congruence.wording import counted
from regiokaart.model import Catalogus, Gebied, Indeling, notation

LAND_ONLY = (
    "Alleen grenzen op het land tellen, rivieren en dijken meegerekend. Waar groot water ligt "
    "(Waddenzee, IJsselmeer, zeearmen), heeft de kaart geen grens tussen gemeenten."
)
REGION_BORDER = (
    "Een grens tussen twee gemeenten is in een indeling regiogrens als beide bij een regio horen, "
    "en niet bij dezelfde. Hoort een van beide bij geen regio, dan is het voor die indeling "
    "onbekend."
)
_RANGE = (
    "Waar onzeker is bij welke regio een gemeente hoort: het kleinste en grootste aantal over de "
    "regio's die een bron noemt, of over alle regio's als geen bron er een noemt."
)
_CONGRUENCE = (
    "Van de grenzen die in A of in B regiogrens zijn: het deel dat het in beide is. Alleen grenzen "
    "die in beide indelingen bekend zijn, tellen mee."
)
_KM = 1000.0


def hardness_table(catalogus: Catalogus, gebied: Gebied, indelingen: Sequence[Indeling]) -> Table:
    """Count the borders by the number of indelingen for which they are a region border.

    One row per number, from all indelingen down to none.

    Raises
    ------
    ValueError
        When a gemeente is in several regio's of an indeling, or in one for a share only.
    """
    borders = borders_of(catalogus, gebied, indelingen)
    numbers = np.arange(len(indelingen), -1, -1)
    members = [borders.count == number for number in numbers]
    length = np.array([borders.length[chosen].sum() for chosen in members]) / _KM
    total = np.array([np.count_nonzero(chosen) for chosen in members])
    province = _province_border(catalogus, borders)
    shown = (
        columns.count("indelingen", "Regiogrens in", numbers.tolist(), REGION_BORDER, "indelingen"),
        columns.count("grenzen", "Grenzen", total, "Aantal grenzen tussen twee gemeenten."),
        columns.share("aandeel", "Deel van de grenzen", total / max(total.sum(), 1)),
        columns.number("lengte", "Lengte", length, "", "km", 0),
        columns.share("aandeel_lengte", "Deel van de lengte", length / max(length.sum(), 1)),
        columns.count(
            "provinciegrenzen",
            "Waarvan provinciegrens",
            [int(np.count_nonzero(chosen & province)) for chosen in members],
        ),
    )
    account = _account(catalogus, gebied, indelingen, shown)
    return Table("verdeling", "Hoe vaak een gemeentegrens regiogrens is", shown, account)


def borders_table(
    catalogus: Catalogus, gebied: Gebied, indelingen: Sequence[Indeling], threshold: int = 0
) -> Table:
    """Tabulate the borders that are region border for at least `threshold` indelingen.

    From the hardest to the softest; equally hard ones by length.

    Raises
    ------
    ValueError
        When a gemeente is in several regio's of an indeling, or in one for a share only.
    """
    borders = borders_of(catalogus, gebied, indelingen)
    chosen = borders.order[borders.count[borders.order] >= threshold]
    shown = _border_columns(catalogus, indelingen, borders, chosen)
    account = _account(catalogus, gebied, indelingen, shown)
    if threshold:
        limit = ("Alleen grenzen die regiogrens zijn in ten minste", str(threshold))
        account = replace(account, parameters=(*account.parameters, limit))
    return Table("grenzen", "Grenzen tussen gemeenten, van hard naar zacht", shown, account)


def extremes_table(
    catalogus: Catalogus, gebied: Gebied, indelingen: Sequence[Indeling], most: int = 10
) -> Table:
    """Tabulate the hardest and the softest borders, at most `most` of each.

    The remarks say how many others are as hard or as soft as the last of them.

    Raises
    ------
    ValueError
        When a gemeente is in several regio's of an indeling, or in one for a share only.
    """
    borders = borders_of(catalogus, gebied, indelingen)
    hard = borders.order
    soft = np.lexsort((-borders.length, -borders.of, borders.count))
    soft = soft[borders.of[soft] > 0]
    half = min(most, len(soft) // 2)
    chosen = np.concatenate([hard[:half], soft[:half]])
    kinds = ["hard"] * half + ["zacht"] * half
    shown = (
        columns.text("kant", "Kant", kinds, "De hardste grenzen eerst, daarna de zachtste."),
        *_border_columns(catalogus, indelingen, borders, chosen),
    )
    account = _account(catalogus, gebied, indelingen, shown)
    ties = [
        f"{counted(tied, 'grens is', 'grenzen zijn')} regiogrens in {number or 'geen'} van "
        f"{counted(len(indelingen), 'indeling', 'indelingen')}; getoond zijn de langste {listed}."
        for number in dict.fromkeys(borders.count[chosen].tolist())
        if (tied := int(np.count_nonzero(borders.count == number)))
        > (listed := int(np.count_nonzero(borders.count[chosen] == number)))
    ]
    account = replace(account, remarks=(*ties, *account.remarks))
    return Table("uitersten", "De hardste en de zachtste grenzen", shown, account)


def border_congruence_table(
    catalogus: Catalogus, gebied: Gebied, indelingen: Sequence[Indeling]
) -> Table:
    """Tabulate the grenscongruentie of every pair of indelingen, by number and by length.

    Raises
    ------
    ValueError
        When a gemeente is in several regio's of an indeling, or in one for a share only.
    """
    found = border_congruence(borders_of(catalogus, gebied, indelingen))
    a, b = ([indelingen[i] for i in positions.tolist()] for positions in (found.a, found.b))
    shown = (
        columns.text("naam_a", "Indeling A", [i.naam_meervoud for i in a]),
        columns.text("naam_b", "Indeling B", [i.naam_meervoud for i in b]),
        columns.year("peiljaar_a", "Peiljaar A", a),
        columns.year("peiljaar_b", "Peiljaar B", b),
        columns.count("grenzen_a", "Regiogrenzen A", found.of_a[:, 0], REGION_BORDER),
        columns.count("grenzen_b", "Regiogrenzen B", found.of_b[:, 0], REGION_BORDER),
        columns.count("beide", "In beide", found.both[:, 0]),
        columns.count("een_van_beide", "In A of B", found.either[:, 0]),
        columns.share("grenscongruentie", "Grenscongruentie", found.congruence[:, 0], _CONGRUENCE),
        columns.share(
            "a_in_b",
            "Deel van A ook in B",
            found.a_in_b[:, 0],
            "Deel van de regiogrenzen van A dat ook regiogrens van B is.",
        ),
        columns.share(
            "b_in_a",
            "Deel van B ook in A",
            found.b_in_a[:, 0],
            "Deel van de regiogrenzen van B dat ook regiogrens van A is.",
        ),
        columns.number("beide_km", "In beide", found.both[:, 1] / _KM, "", "km", 0),
        columns.number("een_van_beide_km", "In A of B", found.either[:, 1] / _KM, "", "km", 0),
        columns.share(
            "grenscongruentie_lengte", "Grenscongruentie, lengte", found.congruence[:, 1]
        ),
        columns.share("a_in_b_lengte", "Deel van A ook in B, lengte", found.a_in_b[:, 1]),
        columns.share("b_in_a_lengte", "Deel van B ook in A, lengte", found.b_in_a[:, 1]),
        columns.count("bekend", "Grenzen bekend", found.known[:, 0], "In beide indelingen bekend."),
        columns.count(
            "onzeker",
            "Grenzen onzeker",
            found.doubtful,
            "Grenzen van gemeenten waarvan onzeker is bij welke regio zij horen, en die daardoor "
            "in A of in B regiogrens kunnen zijn of niet.",
        ),
        columns.text("indeling_a", "Indeling A (id)", [i.id for i in a]),
        columns.text("indeling_b", "Indeling B (id)", [i.id for i in b]),
    )
    account = _account(catalogus, gebied, indelingen, shown)
    return Table("grenscongruentie", "Grenscongruentie per paar indelingen", shown, account)


def _border_columns(
    catalogus: Catalogus, indelingen: Sequence[Indeling], borders: Borders, chosen: IntArray
) -> tuple[Column, ...]:
    """Columns on some borders, in the order of `chosen`."""
    gemeenten = catalogus.gemeenten
    a, b = borders.pairs[chosen].T.tolist()
    cut, known = borders.cut[:, chosen], borders.known[:, chosen]
    count, of = borders.count[chosen], borders.of[chosen]
    province = _province_border(catalogus, borders)[chosen]

    def names(mask: BoolArray) -> list[str | None]:
        return [
            ", ".join(i.naam_meervoud for i, yes in zip(indelingen, row, strict=True) if yes)
            or None
            for row in mask.T.tolist()
        ]

    return (
        columns.text("gemeente_a", "Gemeente", [gemeenten.namen[i] for i in a]),
        columns.text("gemeente_b", "En gemeente", [gemeenten.namen[i] for i in b]),
        columns.count("regiogrens", "Regiogrens in", count, REGION_BORDER, "indelingen"),
        columns.count("bekend", "Van de", of, "Indelingen met aan beide kanten een regio."),
        columns.share(
            "aandeel", "Deel", np.divide(count, of, out=np.full(len(of), np.nan), where=of > 0)
        ),
        columns.number("lengte", "Lengte", borders.length[chosen] / _KM, "", "km", 1),
        columns.text("provinciegrens", "Provinciegrens", ["ja" if p else "nee" for p in province]),
        columns.count("laagste", "Ten minste", borders.surely[:, chosen].sum(axis=0), _RANGE),
        columns.count("hoogste", "Ten hoogste", borders.possibly[:, chosen].sum(axis=0), _RANGE),
        columns.text("wel", "Regiogrens voor", names(cut)),
        columns.text("niet", "Binnen een regio van", names(known & ~cut)),
        columns.text("onbekend", "Onbekend voor", names(~known)),
        columns.text("code_a", "Code gemeente", [gemeenten.codes[i] for i in a]),
        columns.text("code_b", "Code en gemeente", [gemeenten.codes[i] for i in b]),
    )


def _province_border(catalogus: Catalogus, borders: Borders) -> BoolArray:
    provincies = np.array(catalogus.gemeenten.provincies)
    return np.asarray(provincies[borders.pairs[:, 0]] != provincies[borders.pairs[:, 1]])


def _account(
    catalogus: Catalogus,
    gebied: Gebied,
    indelingen: Sequence[Indeling],
    shown: Sequence[Column],
) -> Provenance:
    pairs, length = gebied.neighbours
    total = notation.number(float(length.sum()) / _KM)
    account = provenance(
        catalogus,
        indelingen,
        (columns.set_parameter("Indelingen", indelingen),),
        columns.definitions(shown),
    )
    boundaries = (
        f"{notation.number(len(pairs))} landgrenzen tussen gemeenten, samen {total} km, gemeten "
        f"op de nauwkeurigste grenzen in het programma; bron: {gebied.bron}"
    )
    return replace(
        account,
        sources=(*account.sources, boundaries),
        remarks=(LAND_ONLY, *account.remarks),
    )
