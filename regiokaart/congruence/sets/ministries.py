"""A ministry: its indelingen within a set, and how they fit each other and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from regiokaart.congruence import columns, method
from regiokaart.congruence.pair.crosstab import FloatArray, IntArray
from regiokaart.congruence.sets.whole import Group, Whole, group
from regiokaart.congruence.sets.wholetables import account
from regiokaart.congruence.table import Column, Table
from regiokaart.congruence.wording import counted, join_names, names_in_sentence
from regiokaart.model import Gewicht, Indeling, notation

OWN = "Gemiddelde V-maat met de andere indelingen van dit ministerie in de set."
REST = "Gemiddelde V-maat met de indelingen in de set die niet van dit ministerie zijn."
INSIDE = (
    "Aantal regio's van de eigen indeling dat binnen één regio van de andere ligt of gelijk is."
)


def ministry_group(whole: Whole, ministerie: str) -> Group:
    """Return the indelingen of a ministry within a set; those it shares are among them.

    Raises
    ------
    ValueError
        When it has none in the set.
    """
    own = np.array([ministerie in i.ministeries for i in whole.indelingen], dtype=bool)
    if not own.any():
        raise ValueError(f"no indeling of {ministerie} in the set")
    return group(whole.values, ministerie, own)


def ministry_table(whole: Whole, ministerie: str) -> Table:
    """Tabulate the indelingen of a ministry: how each fits its own and the rest.

    Raises
    ------
    ValueError
        When the ministry has none in the set.
    """
    found = ministry_group(whole, ministerie)
    own = [whole.indelingen[i] for i in found.members]
    rest = np.setdiff1d(np.arange(len(whole.indelingen)), found.members)
    shared = [join_names([m for m in i.ministeries if m != ministerie]) or None for i in own]
    shown = (
        columns.text("naam", "Indeling", [i.naam_meervoud for i in own]),
        columns.year("peiljaar", "Peiljaar", own),
        columns.text("samen_met", "Samen met", shared, "Andere ministeries van deze indeling."),
        columns.count("regios", "Regio's", [len(i) for i in own]),
        columns.number("met_eigen", "Met eigen indelingen", _means(whole, found.members), OWN),
        columns.number("met_rest", "Met de rest", _means(whole, found.members, rest), REST),
        columns.text("bepaald_door", "Bepaald door", [i.indeling_bepaald_door for i in own]),
        columns.text(
            "verplicht", "Samenwerking verplicht", [i.samenwerking_verplicht for i in own]
        ),
        columns.text("grondslag", "Grondslag", [i.grondslag for i in own]),
        columns.text("soort", "Soort", [str(i.soort) for i in own]),
        columns.text("indeling", "Indeling (id)", [i.id for i in own]),
    )
    title = f"Indelingen van {ministerie}, naar {whole.gewicht}"
    return Table("ministerie", title, shown, account(whole, columns.definitions(shown)))


def ministry_pairs_table(whole: Whole, ministerie: str) -> Table:
    """Tabulate every pair with an indeling of a ministry, the best fit first. May load scipy.

    Raises
    ------
    ValueError
        When the ministry has none in the set.
    """
    own = set(ministry_group(whole, ministerie).members.tolist())
    measures, moving = whole.congruence.measures, whole.congruence.transfer_distance[:, 0]
    pairs = [p for p in range(len(measures.a)) if {int(measures.a[p]), int(measures.b[p])} & own]
    pairs.sort(key=lambda p: -np.nan_to_num(measures.v_measure[p, 0], nan=-1.0))
    chosen = np.array(pairs, dtype=np.int64)
    first, second = measures.a[chosen], measures.b[chosen]
    swap = np.array([int(a) not in own for a in first], dtype=bool)
    one = [whole.indelingen[i] for i in np.where(swap, second, first)]
    other = [whole.indelingen[i] for i in np.where(swap, first, second)]
    both = ["ja" if {int(a), int(b)} <= own else "nee" for a, b in zip(first, second, strict=True)]

    def side(of_a: IntArray, of_b: IntArray) -> IntArray:
        return np.where(swap, of_b[chosen], of_a[chosen])

    with np.errstate(divide="ignore", invalid="ignore"):
        share = moving[chosen] / measures.total[chosen, 0]
    shown = (
        columns.text("naam_a", f"Van {ministerie}", [i.naam_meervoud for i in one]),
        columns.text("naam_b", "Met", [i.naam_meervoud for i in other]),
        columns.text("onderling", f"Beide van {ministerie}", both),
        columns.number("v_maat", "V-maat", measures.v_measure[chosen, 0], method.V_MAAT),
        columns.count(
            "samenvallend", "Samenvallend", measures.coinciding[chosen], method.SAMENVALLEND
        ),
        columns.count("regios_a", "Regio's", side(measures.regions_a, measures.regions_b)),
        columns.count(
            "a_binnen_b", "Binnen of gelijk", side(measures.a_within_b, measures.b_within_a), INSIDE
        ),
        _moving(whole.gewicht, moving[chosen]),
        columns.share("wisselaars_aandeel", "Deel", share, method.WISSELAARS_AANDEEL),
        columns.text("ministeries_b", "Ministeries", [join_names(i.ministeries) for i in other]),
        columns.text("indeling_a", "Indeling (id)", [i.id for i in one]),
        columns.text("indeling_b", "Met (id)", [i.id for i in other]),
    )
    title = f"Paren met een indeling van {ministerie}, naar {whole.gewicht}"
    return Table("ministerieparen", title, shown, account(whole, columns.definitions(shown)))


def ministry_sentences(
    whole: Whole, ministerie: str, every: Sequence[Indeling] = ()
) -> tuple[str, ...]:
    """Describe how the indelingen of a ministry fit each other and the rest.

    Parameters
    ----------
    whole : Whole
    ministerie : str
    every : sequence of Indeling
        All that are known; those of the ministry outside the set are named.

    Raises
    ------
    ValueError
        When the ministry has none in the set.
    """
    found = ministry_group(whole, ministerie)
    own = [whole.indelingen[i] for i in found.members]
    names = join_names([names_in_sentence(i)[1] for i in own])
    rest = len(whole.indelingen) - len(own)
    sentences = [
        f"Van de {len(whole.indelingen)} indelingen in de set {'is' if len(own) == 1 else 'zijn'} "
        f"er {len(own)} van {ministerie}: {names}."
    ]
    if not np.isnan(found.within):
        sentences += [
            f"Onderling is hun gemiddelde V-maat {_v(found.within)} naar {whole.gewicht}.",
            *_extremes(whole, found.members),
        ]
    if not np.isnan(found.outward):
        sentences.append(
            f"Met de {counted(rest, 'andere indeling', 'andere indelingen')} in de set is de "
            f"gemiddelde V-maat {_v(found.outward)} naar {whole.gewicht}."
        )
    ids = {i.id for i in whole.indelingen}
    outside = [
        names_in_sentence(i)[1] for i in every if ministerie in i.ministeries and i.id not in ids
    ]
    if outside:
        sentences.append(f"Niet in de set, wel van {ministerie}: {join_names(outside)}.")
    return tuple(sentences)


def _extremes(whole: Whole, members: IntArray) -> list[str]:
    """Name the pairs of a ministry that fit best and worst."""
    pairs = [p for p in combinations(members.tolist(), 2) if not np.isnan(whole.values[p])]
    if len(pairs) < 2:
        return []
    best, worst = (choose(pairs, key=lambda p: float(whole.values[p])) for choose in (max, min))

    def named(pair: tuple[int, int]) -> str:
        a, b = (names_in_sentence(whole.indelingen[i])[1] for i in pair)
        return f"{a} en {b} ({_v(whole.values[pair])})"

    return [f"Het best passen {named(best)}, het minst {named(worst)}."]


def _means(whole: Whole, members: IntArray, others: IntArray | None = None) -> FloatArray:
    """Mean V-measure of each member with the others, or with its fellow members."""
    means = []
    for member in members:
        against = members[members != member] if others is None else others
        known = whole.values[member, against]
        known = known[~np.isnan(known)]
        means.append(known.mean() if len(known) else np.nan)
    return np.array(means)


def _moving(gewicht: Gewicht, moving: FloatArray) -> Column:
    decimals = 1 if gewicht is Gewicht.OPPERVLAKTE else 0
    return columns.number(
        "wisselaars", "Wisselaars", moving, method.WISSELAARS, gewicht.eenheid, decimals
    )


def _v(value: float) -> str:
    return notation.number(float(value), 3)
