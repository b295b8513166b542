"""The views: from indelingen to a map specification."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from regiokaart.cartography import geometry
from regiokaart.cartography.basemap import (
    INK,
    about,
    gemeente_borders,
    gemeente_labels,
    province_borders,
    source_line,
)
from regiokaart.cartography.palettes import ACCENT, SOFT, colour_regions, mix
from regiokaart.cartography.placement import Placement, place, relations
from regiokaart.cartography.specification import (
    NO_CLASS,
    BorderLayer,
    Fill,
    FillClass,
    Label,
    MapSpecification,
)
from regiokaart.congruence.region.relations import Relatie
from regiokaart.congruence.wording import counted, join_names, names_in_sentence, pair_title
from regiokaart.model import Catalogus, Gebied, Indeling, Stand
from regiokaart.model.notation import number

_SEVERAL = "in meer regio's"
_OVERLAP = "#9a9a9a"  # no hue, and darker than no data

RELATION_COLOURS = {
    Relatie.SAMENVALLEND: "#4f92bf",
    Relatie.BINNEN: "#bcd9ed",
    Relatie.DOORSNIJDT: "#f0a83c",
}
"""Dark, light and middle in grey print as well."""
_PALEST = {Relatie.SAMENVALLEND: 0.2, Relatie.BINNEN: 0.4, Relatie.DOORSNIJDT: 0.3}
"""Share of white in the palest tint: no tint of a relation comes near one of another."""


def one_indeling(catalogus: Catalogus, gebied: Gebied, indeling: Indeling) -> MapSpecification:
    """Regions of one indeling in colours that differ between neighbours, with their names.

    A gemeente that borders cut through has the colour of its largest share; one in several regions
    that overlap has a class of its own. A few regions that lie scattered over the country are named
    in the legend instead of on the map.
    """
    placed = place(indeling, len(catalogus.gemeenten))
    labels = placed.labels
    one, more = names_in_sentence(indeling)
    in_legend = not indeling.landsdekkend and len(indeling) <= len(SOFT)
    if in_legend:
        colours = np.arange(len(indeling))
        sizes = np.bincount(labels[labels >= 0], minlength=len(indeling))
        texts = [
            f"{regio.naam} ({_gemeenten(size)})"
            for regio, size in zip(indeling.regios, sizes.tolist(), strict=True)
        ]
    else:
        colours = colour_regions(labels, gebied.neighbours[0], len(indeling))
        texts = [""] * len(SOFT)
    palette = [FillClass(colour, text) for colour, text in zip(SOFT, texts, strict=False)]
    classes = np.where(labels >= 0, np.append(colours, -1)[labels], NO_CLASS)
    notes = [] if in_legend else ["Kleuren onderscheiden alleen buren."]
    shown = len(np.unique(indeling.lidmaatschap.regio))
    known = " bekende" if indeling.stand is Stand.ONVOLLEDIG else ""
    neither = f"in geen{known} regio"
    return MapSpecification(
        title=indeling.naam_met_jaar,
        subtitle=counted(shown, "regio", "regio's") + _state(indeling),
        fill=_fill(classes, palette, placed.several, placed.uncovered, neither),
        borders=(
            gemeente_borders(catalogus),
            province_borders(catalogus),
            BorderLayer(placed.zones, INK, 1.3, coast=True, text=f"grens {one}"),
        ),
        labels=(
            *(() if in_legend else _region_labels(gebied, placed)),
            *gemeente_labels(catalogus, gebied),
        ),
        tooltips=tuple(
            (*about(catalogus, i), f"{indeling.naam}: {text}")
            for i, text in enumerate(placed.texts)
        ),
        legend_title="",
        legend_note=" ".join(filter(None, [*notes, placed.note()])),
        source=source_line(gebied, indeling),
        alt_text=(
            f"Kaart van Nederland met de {shown} {more}{_of_year(indeling)}."
            + _left_out(placed.several, placed.uncovered, neither)
        ),
        facts=_facts(catalogus, (indeling,), (placed,)),
    )


def compare_two(catalogus: Catalogus, gebied: Gebied, a: Indeling, b: Indeling) -> MapSpecification:
    """Regions of A as areas and of B as outlines, coloured by how they relate.

    A gemeente has the colour of the relation between its region of A and its region of B; the
    regions of A differ a little in tint, so that they can be told apart. A gemeente that borders
    cut through counts to its largest share; one in several regions has a class of its own.
    """
    placed_a, placed_b = (place(each, len(catalogus.gemeenten)) for each in (a, b))
    relation, a_inside = relations(placed_a, placed_b)
    uncovered = placed_a.uncovered | placed_b.uncovered
    several = (placed_a.several | placed_b.several) & ~uncovered
    colours = colour_regions(placed_a.labels, gebied.neighbours[0], len(a))
    tints = int(colours.max()) + 1
    tint = np.append(colours, 0)[placed_a.labels]
    classes = np.where(relation >= 0, relation * tints + tint, NO_CLASS)
    palette = [
        FillClass(colour, text=_relation_text(relatie, relation) if step == 0 else "")
        for relatie in RELATION_COLOURS
        for step, colour in enumerate(relation_tints(relatie, tints))
    ]
    (one_a, more_a), (one_b, more_b) = names_in_sentence(a), names_in_sentence(b)
    counts = ", ".join(
        f"{number(float(np.count_nonzero(relation == relatie)))} {relatie.tekst}"
        for relatie in RELATION_COLOURS
    )
    neither = Relatie.NIET_GEDEKT.tekst
    largest = " (naar grootste deel)" if np.any(placed_a.divided | placed_b.divided) else ""
    notes = (
        f"Tinten onderscheiden de {more_a}.",
        placed_a.note(one_a),
        placed_b.note(one_b),
        "Alleen wat beide dekken, telt." if np.any(uncovered) else "",
    )
    related = [
        _SEVERAL if several[i] else Relatie(each).tekst for i, each in enumerate(relation.tolist())
    ]
    return MapSpecification(
        title=pair_title(a, b),
        subtitle=f"{len(a)}{_state(a)} en " + counted(len(b), "regio", "regio's") + _state(b),
        fill=_fill(classes, palette, several, uncovered, neither),
        borders=(
            gemeente_borders(catalogus),
            BorderLayer(placed_a.zones, "#ffffff", 3.4, text=f"grens {one_a} (vlakken)"),
            BorderLayer(placed_b.zones, ACCENT, 1.7, coast=True, text=f"grens {one_b}"),
        ),
        labels=(*_region_labels(gebied, placed_a), *gemeente_labels(catalogus, gebied)),
        tooltips=tuple(
            (
                *about(catalogus, i),
                f"{a.naam}: {placed_a.texts[i]}",
                f"{b.naam}: {placed_b.texts[i]}",
                _SEVERAL
                if several[i]
                else _relation_sentence(Relatie(relation[i]), bool(a_inside[i]), one_a, one_b)
                + (largest if relation[i] >= 0 else ""),
            )
            for i in range(len(relation))
        ),
        legend_title=f"{one_a[:1].upper()}{one_a[1:]} en {one_b} van een gemeente",
        legend_note=" ".join(filter(None, notes)),
        source=source_line(gebied, a, b),
        alt_text=(
            f"Kaart van Nederland die de {more_a}{_of_year(a)} "
            f"vergelijkt met de {more_b}{_of_year(b)}. "
            f"Aantal gemeenten: {counts}." + _left_out(several, uncovered, neither)
        ),
        facts=_facts(catalogus, (a, b), (placed_a, placed_b), ("Relatie", *related)),
    )


def relation_tints(relatie: Relatie, count: int) -> tuple[str, ...]:
    """Return `count` tints of a relation, from its colour of the legend to the palest."""
    colour, palest = RELATION_COLOURS[relatie], _PALEST[relatie]
    return tuple(mix(colour, "#ffffff", palest * step / max(count - 1, 1)) for step in range(count))


def _fill(
    classes: npt.NDArray[np.int64],
    palette: Sequence[FillClass],
    several: npt.NDArray[np.bool_],
    uncovered: npt.NDArray[np.bool_],
    neither: str,
) -> Fill:
    """Add a class for gemeenten in several regions, and name what those in none are."""
    palette = list(palette)
    if several.any():
        classes = np.where(several, len(palette), classes)
        count = int(np.count_nonzero(several))
        palette.append(FillClass(_OVERLAP, f"{_SEVERAL} ({_gemeenten(count)})"))
    text = f"{neither} ({_gemeenten(int(np.count_nonzero(uncovered)))})"
    return Fill(classes, tuple(palette), text)


def _left_out(
    several: npt.NDArray[np.bool_], uncovered: npt.NDArray[np.bool_], neither: str
) -> str:
    """Say in the alternative text which gemeenten are in several regions and which in none."""
    found = [
        f"{_gemeenten(int(np.count_nonzero(each)))} {text}"
        for each, text in ((several, _SEVERAL), (uncovered, neither))
        if each.any()
    ]
    return f" Verder: {join_names(found)}." if found else ""


def _gemeenten(count: int) -> str:
    return counted(count, "gemeente", "gemeenten")


def _state(indeling: Indeling) -> str:
    """Write in brackets what a reader of the map must know of the state that it shows."""
    if indeling.stand is Stand.ACTUEEL:
        return ""
    return " (oudere stand)" if indeling.stand is Stand.OUDER else f" ({indeling.stand})"


def _of_year(indeling: Indeling) -> str:
    return "" if indeling.peiljaar is None else f" van {indeling.peiljaar}"


def _relation_sentence(relatie: Relatie, a_inside: bool, one_a: str, one_b: str) -> str:
    if relatie is Relatie.SAMENVALLEND:
        return f"{one_a} en {one_b} vallen samen"
    if relatie is Relatie.BINNEN:
        inner, outer = (one_a, one_b) if a_inside else (one_b, one_a)
        return f"{inner} ligt geheel binnen {outer}"
    if relatie is Relatie.DOORSNIJDT:
        return f"{one_a} en {one_b} doorsnijden elkaar"
    return relatie.tekst


def _relation_text(relatie: Relatie, relation: npt.NDArray[np.int64]) -> str:
    return f"{relatie.tekst} ({_gemeenten(int(np.count_nonzero(relation == relatie)))})"


def _region_labels(gebied: Gebied, placed: Placement) -> tuple[Label, ...]:
    shapes = geometry.polygons(gebied.levels[-1])
    centre, radius = geometry.label_circles(shapes, placed.zones, len(placed.names))
    names = short_names(placed.names)
    return tuple(
        Label(name, float(x), float(y), float(room), rank=0)
        for name, (x, y), room in zip(names, centre, radius, strict=True)
        if room > 0
    )


def short_names(names: Sequence[str]) -> list[str]:
    """Leave out the first word where most names start with it, as long as they stay distinct.

    Examples
    --------
    >>> short_names(["GGD Drenthe", "GGD Twente", "Dienst Gezondheid"])
    ['Drenthe', 'Twente', 'Dienst Gezondheid']
    """
    word, count = Counter(name.split(" ")[0] for name in names).most_common(1)[0]
    if count <= len(names) / 2:
        return list(names)
    start = f"{word} "
    short = [name.removeprefix(start) for name in names]
    capital = [name[:1].upper() + name[1:] for name in short]
    return capital if len(set(capital)) == len(set(names)) else list(names)


def _facts(
    catalogus: Catalogus,
    indelingen: Sequence[Indeling],
    placed: Sequence[Placement],
    *more: Sequence[str],
) -> tuple[tuple[str, ...], ...]:
    """Return columns, each with its heading first, as rows."""
    every = catalogus.gemeenten
    regios = (
        (indeling.naam, *where.texts)
        for indeling, where in zip(indelingen, placed, strict=True)
        if indeling.id != "provincie"  # a column already
    )
    inwoners = (number(count) for count in every.inwoners.tolist())
    columns = (
        ("Gemeente", *every.namen),
        ("Provincie", *every.provincies),
        ("Inwoners", *inwoners),
        *regios,
        *more,
    )
    return tuple(zip(*columns, strict=True))
