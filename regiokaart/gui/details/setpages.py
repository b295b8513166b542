"""Pages of the details about the set that counts, a ministry, and a border; values are escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from regiokaart.congruence.border.borders import Borders
from regiokaart.congruence.sets.ministries import (
    ministry_group,
    ministry_pairs_table,
    ministry_sentences,
    ministry_table,
)
from regiokaart.congruence.sets.whole import Whole, mean_with_others
from regiokaart.congruence.sets.wholetables import whole_sentences
from regiokaart.congruence.wording import counted, ministry_in_full
from regiokaart.gui.details.markup import (
    enumeration,
    gemeente_link,
    heading,
    indeling_link,
    link,
    ministerie_link,
    pair_link,
    paragraphs,
    regio_link,
    section,
    table,
)
from regiokaart.gui.details.subject import SET
from regiokaart.model import Catalogus, Indeling
from regiokaart.model.notation import NO_VALUE, number

_KIND_SET = "Wat meetelt"
_TOO_FEW = "Vink in de lijst ten minste twee indelingen aan om ze te vergelijken."
_MOST_PAIRS = 24


def set_page(counted_ones: Sequence[Indeling], whole: Whole | None) -> str:
    """Tell about what counts: how the indelingen fit together, and of which ministries they are.

    Parameters
    ----------
    counted_ones : sequence of Indeling
    whole : Whole or None
        These as a whole; None for fewer than two.
    """
    how_many = counted(len(counted_ones), "indeling", "indelingen")
    title = heading(how_many if counted_ones else "Geen enkele indeling", _KIND_SET)
    if whole is None:
        links = [f"<p>{indeling_link(i)}</p>" for i in counted_ones]
        return "".join((title, *links, paragraphs([_TOO_FEW])))
    mean = mean_with_others(whole.values)
    best = np.argsort(-np.nan_to_num(mean, nan=-1.0), kind="stable")
    rows = [(indeling_link(whole.indelingen[i]), _v(mean[i])) for i in best.tolist()]
    names = sorted({m for i in counted_ones for m in i.ministeries}, key=str.casefold)
    return "".join(
        (
            title,
            paragraphs(whole_sentences(whole)[1:]),
            section(f"Gemiddelde V-maat met de andere (gewicht {whole.gewicht})", table(rows)),
            section("Ministeries", f"<p>{enumeration([ministerie_link(m) for m in names])}</p>")
            if names
            else "",
        )
    )


def ministry_page(catalogus: Catalogus, whole: Whole | None, ministerie: str) -> str:
    """Tell about a ministry: its indelingen, and how they fit each other and the rest.

    Parameters
    ----------
    catalogus : Catalogus
    whole : Whole or None
        What counts; None for fewer than two indelingen.
    ministerie : str
    """
    full = ministry_in_full(ministerie)
    title = heading(ministerie, full[0].upper() + full[1:])
    every = [i for i in catalogus if ministerie in i.ministeries]
    inside = [i for i in every if whole is not None and i in whole.indelingen]
    outside = [indeling_link(i) for i in every if i not in inside]
    beside = section("Telt niet mee", f"<p>{enumeration(outside)}</p>") if outside else ""
    if whole is None or not inside:
        none = f"Er telt geen indeling van {ministerie} mee."
        return f"{title}{paragraphs([none if whole is not None else _TOO_FEW])}{beside}"
    own, pairs = ministry_table(whole, ministerie), ministry_pairs_table(whole, ministerie)
    rows = [
        (
            indeling_link(catalogus[str(key)]),
            f"{own['met_eigen'].text(row)} en {own['met_rest'].text(row)}",
        )
        for row, key in enumerate(own["indeling"].values)
    ]
    ids = zip(pairs["indeling_a"].values, pairs["indeling_b"].values, strict=True)
    fits = [
        (pair_link(catalogus[str(a)], catalogus[str(b)]), pairs["v_maat"].text(row))
        for row, (a, b) in enumerate(ids)
    ]
    group = ministry_group(whole, ministerie)
    without = (
        [f"Zonder de indelingen van {ministerie} is het gemiddelde van de set {_v(group.without)}."]
        if not np.isnan(group.without)
        else []
    )
    return "".join(
        (
            title,
            paragraphs([*ministry_sentences(whole, ministerie), *without]),
            section(f"V-maat met eigen en met de rest (gewicht {whole.gewicht})", table(rows)),
            section("Paren, de best passende eerst", table(fits[:_MOST_PAIRS])),
            beside,
            f"<p>{link('Alles wat meetelt', SET)}</p>",
        )
    )


def border_page(
    catalogus: Catalogus, indelingen: Sequence[Indeling], found: Borders, ends: tuple[int, int]
) -> str:
    """Tell about the border between two gemeenten: for which indelingen it is a region border.

    Parameters
    ----------
    catalogus : Catalogus
    indelingen : sequence of Indeling
        With whole gemeenten, those of `found`.
    found : Borders
    ends : tuple of (int, int)
        Positions of the two gemeenten, the smaller first.
    """
    every = catalogus.gemeenten
    title = heading(" – ".join(every.namen[i] for i in ends), "Grens tussen gemeenten")
    at = np.flatnonzero((found.pairs == ends).all(axis=1))
    if not len(at):
        return f"{title}{paragraphs(['Deze gemeenten hebben geen landgrens met elkaar.'])}"
    border = int(at[0])
    same = every.provincies[ends[0]] == every.provincies[ends[1]]
    facts = [
        ("Gemeenten", ", ".join(gemeente_link(catalogus, i) for i in ends)),
        ("Lengte", f"{number(float(found.length[border]) / 1000, 1)} km"),
        ("Provinciegrens", "nee" if same else "ja"),
    ]
    parted, together, unknown = [], [], []
    for k, indeling in enumerate(indelingen):
        labels = catalogus.labels(indeling)
        regios = [regio_link(indeling, int(labels[i])) for i in ends if labels[i] >= 0]
        doubt = " (onzeker)" if found.surely[k, border] != found.possibly[k, border] else ""
        if not found.known[k, border]:
            unknown.append(indeling_link(indeling))
        elif found.cut[k, border]:
            parted.append((indeling_link(indeling), " | ".join(regios) + doubt))
        else:
            together.append((indeling_link(indeling), regios[0] + doubt))
    which = counted(len(indelingen), "indeling", "indelingen")
    sentences = [f"Regiogrens in {len(parted)} van de {which} die meetellen en gemeenten volgen."]
    least, most = int(found.surely[:, border].sum()), int(found.possibly[:, border].sum())
    if least != most:
        sentences.append(
            f"Door onzekere gemeenten zijn het er ten minste {least} en ten hoogste {most}."
        )
    return "".join(
        (
            title,
            table(facts),
            paragraphs(sentences),
            section("Regiogrens", table(parted)) if parted else "",
            section("Binnen één regio", table(together)) if together else "",
            section("Onbekend", f"<p>{enumeration(unknown)}</p>") if unknown else "",
        )
    )


def _v(value: float) -> str:
    return NO_VALUE if np.isnan(value) else escape(number(float(value), 3))
