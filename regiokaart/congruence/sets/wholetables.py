"""A set of indelingen as a whole, in tables and sentences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from regiokaart.congruence import columns, method
from regiokaart.congruence.provenance import gewicht_parameter, provenance
from regiokaart.congruence.sets.whole import Group, Whole, mean_with_others, medoids
from regiokaart.congruence.table import Column, Provenance, Table
from regiokaart.congruence.wording import counted, join_names, names_in_sentence
from regiokaart.model import notation
from regiokaart.model.indeling import ONBEKEND

DIFFERENCE = "Hoeveel het gemiddelde van de set stijgt (of daalt) als deze indeling niet meetelt."
CLOSEST = "De indeling in de set met de hoogste V-maat; bij gelijke de eerste."
MEDOID = "Middelpunt: de indeling die gemiddeld het best past bij alle andere in de set."
PLACE = (
    "Plaats in de boom: de volgorde waarin gelijkende indelingen naast elkaar staan. De boom voegt "
    "steeds de twee dichtstbijzijnde groepen samen; de afstand is 1 min de gemiddelde V-maat van "
    "hun leden. Een paar zonder V-maat telt als afstand 1."
)
COVERED = (
    "Deel van het gewicht van alle gemeenten dat bij een regio hoort. Een V-maat gaat alleen over "
    "wat beide indelingen dekken."
)
WITHIN = "Gemiddelde V-maat over de paren binnen de groep; leeg bij één indeling."
OUTWARD = "Gemiddelde V-maat over de paren van een indeling in de groep met een erbuiten."
WITHOUT = "Gemiddelde V-maat over de paren van de set als de hele groep niet meetelt."
_DECIMALS = 3


def whole_table(whole: Whole) -> Table:
    """Tabulate each indeling of a set: how it fits the others, in the order of the tree."""
    order = whole.tree.order
    chosen = [whole.indelingen[i] for i in order]
    mean, without = mean_with_others(whole.values), np.array(whole.overall.without)
    others = np.where(np.eye(len(order), dtype=bool), np.nan, whole.values)
    closest = [
        None if np.isnan(row).all() else whole.indelingen[int(np.nanargmax(row))].naam_meervoud
        for row in others[order]
    ]
    best = [np.nan if np.isnan(row).all() else np.nanmax(row) for row in others[order]]
    middle = set(medoids(whole.values).tolist())
    shown = (
        columns.count("plaats", "Plaats in de boom", range(1, len(order) + 1), PLACE),
        columns.text("naam", "Indeling", [i.naam_meervoud for i in chosen]),
        columns.year("peiljaar", "Peiljaar", chosen),
        columns.text(
            "ministeries", "Ministeries", [join_names(i.ministeries) or ONBEKEND for i in chosen]
        ),
        columns.text("domein", "Domein", [i.domein for i in chosen]),
        columns.number("gemiddelde", "Gemiddelde V-maat", mean[order], method.GEMIDDELDE),
        columns.number("zonder", "Set zonder deze", without[order], method.ZONDER),
        columns.number(
            "verschil", "Verschil zonder deze", (without - whole.overall.mean)[order], DIFFERENCE
        ),
        columns.text("dichtstbij", "Dichtstbij", closest, CLOSEST),
        columns.number("v_dichtstbij", "V-maat daarmee", best, CLOSEST),
        columns.text(
            "middelpunt", "Middelpunt", ["ja" if i in middle else "nee" for i in order], MEDOID
        ),
        columns.share("gedekt", "Gedekt", whole.covered[order], COVERED),
        columns.text("indeling", "Indeling (id)", [i.id for i in chosen]),
    )
    return _table(whole, "geheel", "De indelingen van de set", shown)


def tree_table(whole: Whole) -> Table:
    """Tabulate the steps of the tree: which groups are joined, and at which distance."""
    grown = whole.tree
    place = {int(leaf): i for i, leaf in enumerate(grown.order)}
    leaves = [[i] for i in range(len(grown))]
    for left, right in grown.children.tolist():
        leaves.append(sorted(leaves[left] + leaves[right], key=place.__getitem__))

    def names(side: int) -> list[str | None]:
        return [
            join_names([whole.indelingen[i].naam_meervoud for i in leaves[children[side]]])
            for children in grown.children.tolist()
        ]

    shown = (
        columns.count("stap", "Stap", range(1, len(grown))),
        columns.number("afstand", "Afstand", grown.heights, PLACE),
        columns.text("groep_a", "Samengevoegd", names(0)),
        columns.text("groep_b", "met", names(1)),
    )
    return _table(whole, "boom", "De boom van indelingen", shown)


def groups_table(whole: Whole, found: Sequence[Group], what: str) -> Table:
    """Tabulate groups of indelingen, one row each.

    Parameters
    ----------
    whole : Whole
    found : sequence of Group
        As `Whole.by_ministerie` or `Whole.by_domein` gives them.
    what : str
        ``ministerie`` or ``domein``.
    """
    names = [join_names([whole.indelingen[i].naam_meervoud for i in g.members]) for g in found]
    shown = (
        columns.text(what, what.capitalize(), [g.name for g in found]),
        columns.count("aantal", "Indelingen", [len(g.members) for g in found]),
        columns.number("onderling", "Onderling", [g.within for g in found], WITHIN),
        columns.number("met_rest", "Met de rest", [g.outward for g in found], OUTWARD),
        columns.number("zonder", "Set zonder deze", [g.without for g in found], WITHOUT),
        columns.text("welke", "Welke", names),
    )
    return _table(whole, f"per {what}", f"V-maat per {what}", shown)


def whole_sentences(whole: Whole) -> tuple[str, ...]:
    """Describe a set: what can be counted, the mean, the middle, and what each indeling does."""
    names = [names_in_sentence(i)[1] for i in whole.indelingen]
    sentences = [
        f"De set heeft {len(names)} indelingen: {join_names(names)}.",
        *_shared(whole),
        *_pairs(whole),
    ]
    if np.isnan(whole.overall.mean):
        return (*sentences, "Er is geen paar met een V-maat.")
    sentences.append(
        f"De gemiddelde V-maat over de paren is {_v(whole.overall.mean)} naar {whole.gewicht}, op "
        "een schaal van 0 (geen verband) tot 1 (gelijk)."
    )
    return (*sentences, *_middle(whole, names), *_left_out(whole, names))


def _shared(whole: Whole) -> list[str]:
    """Say how many regions occur in several indelingen."""
    found = whole.shared_regions
    if found.indelingen < 2:
        return []
    none = "geen enkele" if not found.everywhere else notation.number(found.everywhere)
    every = found.indelingen == len(whole.indelingen)
    of = "" if every else f" van de {found.indelingen} indelingen van hele gemeenten"
    return [
        f"Van de {notation.number(found.regions)} regio's{of} {_are(found.shared)} er "
        f"{_none(found.shared)} met precies dezelfde gemeenten ook een regio in een andere "
        f"indeling; {none} in alle{'' if every else f' {found.indelingen}'} indelingen."
    ]


def _pairs(whole: Whole) -> list[str]:
    """Say what the pairs are to each other."""
    kinds = whole.pair_kinds
    pairs = len(whole.indelingen) * (len(whole.indelingen) - 1) // 2
    both = ", op de gemeenten die beide dekken" if (whole.covered < 1).any() else ""
    nested = f"; in {kinds.nested} past de ene geheel binnen de andere" if kinds.nested else ""
    unknown = f"; {kinds.unknown} niet te vergelijken" if kinds.unknown else ""
    return [
        f"Van de {counted(pairs, 'paar', 'paren')} {_are(kinds.equal)} er {_none(kinds.equal)} "
        f"gelijk{nested}; in {_none(kinds.crossing)} doorsnijden regio's elkaar{both}{unknown}."
    ]


def _none(count: int) -> str:
    return notation.number(count) if count else "geen"


def _are(count: int) -> str:
    return "is" if count < 2 else "zijn"


def _middle(whole: Whole, names: Sequence[str]) -> list[str]:
    found = medoids(whole.values)
    if len(found) in (0, len(names)):
        return []
    mean = f"gemiddeld {_v(mean_with_others(whole.values)[found[0]])}"
    if (part := whole.covered[found].min()) < 1:
        mean += f", maar alleen op wat zij dekt: {notation.percentage(float(part))}"
    who = join_names([f"de {names[i]}" for i in found])
    fit = "past de indeling in" if len(found) == 1 else "passen, even goed,"
    who = who.removeprefix("de ") if len(found) == 1 else who
    return [f"Het best bij alle andere {fit} {who} ({mean})."]


def _left_out(whole: Whole, names: Sequence[str]) -> list[str]:
    """Say which indeling raises the mean most when it is left out, and which lowers it most."""
    without = np.array(whole.overall.without)
    if len(names) < 3 or np.isnan(without).any():
        return []
    high, low = int(without.argmax()), int(without.argmin())
    return [
        f"Zonder de {names[high]} is het gemiddelde {_v(without[high])}, zonder de {names[low]} "
        f"{_v(without[low])}: welke indelingen meetellen, bepaalt het cijfer."
    ]


def _v(value: float) -> str:
    return notation.number(float(value), _DECIMALS)


def account(whole: Whole, definitions: Sequence[str]) -> Provenance:
    """Say where figures about a set come from; the mean and its set are named."""
    parameters = (
        gewicht_parameter([whole.gewicht]),
        columns.set_parameter("Indelingen in de set", whole.indelingen),
        (f"Gemiddelde V-maat van de set, naar {whole.gewicht}", _v(whole.overall.mean)),
    )
    return provenance(whole.catalogus, whole.indelingen, parameters, definitions)


def _table(whole: Whole, name: str, title: str, shown: tuple[Column, ...]) -> Table:
    definitions = (f"V-maat: {method.V_MAAT[0].lower()}{method.V_MAAT[1:]}",)
    return Table(
        name,
        f"{title}, naar {whole.gewicht}",
        shown,
        account(whole, (*definitions, *columns.definitions(shown))),
    )
