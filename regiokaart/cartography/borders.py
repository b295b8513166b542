"""The map of borders: for how many indelingen each gemeente border is a region border."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from regiokaart.cartography.basemap import about, gemeente_labels, source_line
from regiokaart.cartography.classes import (
    Classes,
    Classification,
    Klassen,
    class_of,
    divide,
    within,
)
from regiokaart.cartography.geometry import label_circles, polygons
from regiokaart.cartography.palettes import between
from regiokaart.cartography.pergemeente import class_text, division_note
from regiokaart.cartography.specification import (
    BorderLayer,
    Fill,
    FillClass,
    Label,
    LineClass,
    MapSpecification,
    PairLines,
)
from regiokaart.congruence.border.borders import Borders, borders_of
from regiokaart.congruence.pair.crosstab import IntArray
from regiokaart.congruence.wording import counted, join_names, names_in_sentence
from regiokaart.model import Catalogus, Gebied, Indeling
from regiokaart.model.notation import number

RAMP = ("#d99a2b", "#c06a15", "#96430f", "#64260f", "#2b0d08")
"""From few indelingen to all: darker and wider, so that grey print keeps the order."""
EQUAL = Classification(Klassen.GELIJK)
_THINNEST, _THICKEST = 1.0, 3.6
_LAND = "#f7f7f5"
_THIN = "#c2c2c2"


def borders(
    catalogus: Catalogus,
    gebied: Gebied,
    indelingen: Sequence[Indeling],
    threshold: int = 1,
    klassen: Classification = EQUAL,
) -> MapSpecification:
    """Draw gemeente borders heavier as they are region border in more indelingen.

    What is region border in all indelingen is a class of its own; the classes do not depend on
    the threshold.

    Parameters
    ----------
    catalogus : Catalogus
    gebied : Gebied
    indelingen : sequence of Indeling
        What is counted, at least one.
    threshold : int
        Least number of indelingen for which a border is drawn, at least 1.
    klassen : Classification
        How the numbers are divided; all is one of the classes.

    Raises
    ------
    ValueError
        Without indelingen, with a threshold below 1, or when a gemeente is in several regio's of
        an indeling or in one for a share only.
    """
    if not indelingen or threshold < 1:
        raise ValueError("a map of borders needs an indeling and a threshold of at least 1")
    found = borders_of(catalogus, gebied, indelingen)
    count, every = found.count, len(indelingen)
    classes = _classes(count, every, klassen)
    shown = np.flatnonzero(count >= threshold)
    rest = len(count) - len(shown)
    left_out = "geen" if threshold == 1 else f"minder dan {threshold}"
    if every == 1:
        left_out = "geen regiogrens"
    everywhere = np.zeros(len(catalogus.gemeenten), dtype=np.int64)
    each = np.arange(len(catalogus.gemeenten))
    hardest, none = (int(np.count_nonzero(count == limit)) for limit in (every, 0))
    names = join_names([names_in_sentence(indeling)[1] for indeling in indelingen])
    one = f"van de {names}" if every == 1 else ""
    years = join_names(sorted({indeling.peiljaar_tekst for indeling in indelingen}))
    return MapSpecification(
        title="Grenzen",
        subtitle=(
            f"Welke gemeentegrenzen regiogrens zijn {one}"
            if one
            else f"In hoeveel van {every} indelingen een gemeentegrens regiogrens is"
        )
        + f", peiljaar {years}",
        fill=Fill(everywhere, (FillClass(_LAND),)),
        borders=(
            BorderLayer(each, _THIN, 0.5, text=f"{left_out} ({_borders(rest)})"),
            BorderLayer(everywhere, "#8a8a8a", 0.8, coast=True),
        ),
        labels=(*_province_labels(catalogus, gebied), *gemeente_labels(catalogus, gebied)),
        tooltips=tuple(
            (*about(catalogus, gemeente), *lines)
            for gemeente, lines in enumerate(_per_gemeente(catalogus, found, every))
        ),
        legend_title=f"Grens {one}" if one else f"Regiogrens in … van de {every} indelingen",
        legend_note=f"{_note(found, every)} {division_note(classes, klassen)}",
        source=source_line(gebied, *indelingen),
        alt_text=(
            "Kaart van Nederland met de grenzen tussen gemeenten, zwaarder naarmate zij in meer "
            f"indelingen regiogrens zijn. Geteld: {names}. Van de {_borders(len(count))} zijn er "
            f"{number(hardest)} regiogrens in alle en {number(none)} in geen."
        ),
        facts=_facts(catalogus, found, every),
        pair_lines=(
            PairLines(
                found.pairs[shown],
                class_of(count[shown], classes),
                _palette(classes, count[shown], every, threshold),
                tuple(_tooltip(catalogus, indelingen, found, border) for border in shown.tolist()),
            ),
        ),
    )


def border_counts(catalogus: Catalogus, gebied: Gebied, indelingen: Sequence[Indeling]) -> IntArray:
    """Return what the map divides over classes: the numbers of borders that are in some."""
    count = borders_of(catalogus, gebied, indelingen).count
    return count[count > 0]


def _classes(count: IntArray, every: int, how: Classification) -> Classes:
    """Divide the numbers over classes: those below all, and all."""
    below = count[(count > 0) & (count < every)]
    distinct = np.unique(below)
    if how.klassen is Klassen.EIGEN:
        classes = within(divide(below, how), 1, every - 1)
    elif len(distinct) < how.number:
        classes = [(float(n), float(n)) for n in distinct]
    else:
        classes = divide(below, replace(how, number=how.number - 1))
    return [*classes, (float(every), float(every))]


def _palette(
    classes: Classes, count: IntArray, every: int, threshold: int
) -> tuple[LineClass, ...]:
    """Give each class its line; the last of few classes is still the darkest."""
    steps = np.linspace(1, 0, len(classes))[::-1].tolist() if len(classes) > 1 else [1.0]
    palette = []
    for step, (least, greatest) in zip(steps, classes, strict=True):
        among = int(np.count_nonzero((count >= least) & (count <= greatest)))
        low, high = int(max(least, threshold)), int(greatest)
        numbers = class_text((low, high), number)
        if low == every:
            numbers = f"alle {every}" if every > 1 else "regiogrens"
        text = f"{numbers} ({_borders(among)})" if among else ""
        width = _THINNEST + (_THICKEST - _THINNEST) * step**1.3
        palette.append(LineClass(between(RAMP, step), round(width, 1), text))
    return tuple(palette)


def _tooltip(
    catalogus: Catalogus, indelingen: Sequence[Indeling], found: Borders, border: int
) -> tuple[str, ...]:
    a, b = (catalogus.gemeenten.namen[i] for i in found.pairs[border].tolist())
    how_long = number(float(found.length[border]) / 1000, 1)
    lines = [
        f"{a} – {b}",
        f"regiogrens in {found.count[border]} van de {len(indelingen)} · {how_long} km",
    ]
    cut, known = found.cut[:, border], found.known[:, border]
    for text, chosen in (("binnen één regio", known & ~cut), ("onbekend", ~known)):
        if chosen.any():
            names = [indelingen[i].naam_meervoud for i in np.flatnonzero(chosen).tolist()]
            lines.append(f"{text}: {join_names(names)}")
    least, most = found.surely[:, border].sum(), found.possibly[:, border].sum()
    if least != most:
        lines.append(f"onzeker: ten minste {least}, ten hoogste {most}")
    return tuple(lines)


def _per_gemeente(catalogus: Catalogus, found: Borders, every: int) -> list[list[str]]:
    """Name the neighbours of each gemeente by how hard the border with them is."""
    namen = catalogus.gemeenten.namen
    by_count: list[dict[int, list[str]]] = [{} for _ in namen]
    for (a, b), times in zip(found.pairs.tolist(), found.count.tolist(), strict=True):
        by_count[a].setdefault(times, []).append(namen[b])
        by_count[b].setdefault(times, []).append(namen[a])
    return [
        [
            f"{'geen regiogrens' if not times else f'regiogrens in {times} van {every}'}: "
            f"{join_names(sorted(groups[times]))}"
            for times in sorted(groups, reverse=True)
        ]
        or ["geen landgrens met een andere gemeente"]
        for groups in by_count
    ]


def _facts(catalogus: Catalogus, found: Borders, every: int) -> tuple[tuple[str, ...], ...]:
    gemeenten = catalogus.gemeenten
    n = len(gemeenten)
    in_all, in_none = found.count == every, found.count == 0
    columns = [
        np.bincount(found.pairs[chosen].ravel(), minlength=n).tolist()
        for chosen in (np.ones(len(found.count), dtype=bool), in_all, in_none)
    ]
    rows = zip(
        gemeenten.namen,
        gemeenten.provincies,
        map(number, gemeenten.inwoners.tolist()),
        *(map(str, column) for column in columns),
        map("; ".join, _per_gemeente(catalogus, found, every)),
        strict=True,
    )
    headings = ("Gemeente", "Provincie", "Inwoners", "Landgrenzen", f"Regiogrens in alle {every}")
    return ((*headings, "In geen", "Met welke buren"), *rows)


def _province_labels(catalogus: Catalogus, gebied: Gebied) -> tuple[Label, ...]:
    names = sorted(set(catalogus.gemeenten.provincies))
    labels = np.array([names.index(name) for name in catalogus.gemeenten.provincies])
    centre, radius = label_circles(polygons(gebied.levels[-1]), labels, len(names))
    return tuple(
        Label(name, float(x), float(y), float(room), rank=0)
        for name, (x, y), room in zip(names, centre, radius, strict=True)
    )


def _note(found: Borders, every: int) -> str:
    unknown = int(np.count_nonzero(found.of < every))
    doubtful = int(np.count_nonzero(np.any(found.surely != found.possibly, axis=0)))
    notes = ["Groot water heeft geen grens; rivieren en dijken wel."]
    if unknown:
        notes.append(f"Van {_borders(unknown)} is het voor een of meer indelingen onbekend.")
    if doubtful:
        notes.append(f"Van {_borders(doubtful)} is het aantal onzeker.")
    return " ".join(notes)


def _borders(count: int) -> str:
    return counted(count, "grens", "grenzen")
