"""The views: from indelingen to a map specification."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from regiokaart.cartography import geometry
from regiokaart.cartography.palettes import ACCENT, SOFT, colour_regions, mix
from regiokaart.cartography.specification import (
    BorderLayer,
    Fill,
    FillClass,
    Label,
    MapSpecification,
)
from regiokaart.congruence.relations import Relatie, gemeente_relation
from regiokaart.congruence.wording import counted, join_names, names_in_sentence
from regiokaart.model import Catalogus, Gebied, Indeling
from regiokaart.model.notation import number

INK = "#2b2b2b"
_PALEST = 0.5  # share of white in the palest tint of a colour

RELATION_COLOURS = {
    Relatie.SAMENVALLEND: "#4f92bf",
    Relatie.BINNEN: "#bcd9ed",
    Relatie.DOORSNIJDT: "#f0a83c",
}
"""Dark, light and middle in grey print as well."""


def one_indeling(catalogus: Catalogus, gebied: Gebied, indeling: Indeling) -> MapSpecification:
    """Regions of one indeling in colours that differ between neighbours, with their names."""
    labels = catalogus.labels(indeling)
    colours = colour_regions(labels, gebied.neighbours[0], len(indeling))
    classes = np.where(labels >= 0, np.append(colours, -1)[labels], -1)
    one, more = names_in_sentence(indeling)
    return MapSpecification(
        title=indeling.naam_met_jaar,
        subtitle=counted(len(indeling), "regio", "regio's"),
        fill=Fill(classes, tuple(FillClass(colour) for colour in SOFT)),
        borders=(
            gemeente_borders(catalogus),
            province_borders(catalogus),
            BorderLayer(labels, INK, 1.3, coast=True, text=f"grens {one}"),
        ),
        labels=(*_region_labels(gebied, indeling, labels), *gemeente_labels(catalogus, gebied)),
        tooltips=tuple(
            (*about(catalogus, i), _membership(indeling, labels, i)) for i in range(len(labels))
        ),
        legend_title="",
        legend_note="Kleuren onderscheiden alleen buren.",
        source=source_line(gebied, indeling),
        alt_text=(f"Kaart van Nederland met de {len(indeling)} {more}{_of_year(indeling)}."),
        facts=_facts(catalogus, (indeling,)),
    )


def compare_two(catalogus: Catalogus, gebied: Gebied, a: Indeling, b: Indeling) -> MapSpecification:
    """Regions of A as areas and of B as outlines, coloured by how they relate.

    A gemeente has the colour of the relation between its region of A and its region of B; the
    regions of A differ a little in tint, so that they can be told apart.
    """
    labels_a, labels_b = catalogus.labels(a), catalogus.labels(b)
    relation = gemeente_relation(labels_a, labels_b)
    a_inside = _inside(labels_a, labels_b)
    colours = colour_regions(labels_a, gebied.neighbours[0], len(a))
    tints = int(colours.max()) + 1
    classes = np.where(relation >= 0, relation * tints + np.append(colours, 0)[labels_a], -1)
    palette = tuple(
        FillClass(
            mix(colour, "#ffffff", _PALEST * step / max(tints - 1, 1)),
            text=_relation_text(relatie, relation) if step == 0 else "",
        )
        for relatie, colour in RELATION_COLOURS.items()
        for step in range(tints)
    )
    (one_a, more_a), (one_b, more_b) = names_in_sentence(a), names_in_sentence(b)
    counts = ", ".join(
        f"{number(float(np.count_nonzero(relation == relatie)))} {relatie.tekst}"
        for relatie in RELATION_COLOURS
    )
    return MapSpecification(
        title=f"{a.naam_met_jaar} en {b.naam_met_jaar}",
        subtitle=f"{len(a)} en " + counted(len(b), "regio", "regio's"),
        fill=Fill(classes, palette),
        borders=(
            gemeente_borders(catalogus),
            BorderLayer(labels_a, "#ffffff", 3.4, text=f"grens {one_a} (vlakken)"),
            BorderLayer(labels_b, ACCENT, 1.7, coast=True, text=f"grens {one_b}"),
        ),
        labels=(*_region_labels(gebied, a, labels_a), *gemeente_labels(catalogus, gebied)),
        tooltips=tuple(
            (
                *about(catalogus, i),
                _membership(a, labels_a, i),
                _membership(b, labels_b, i),
                _relation_sentence(Relatie(relation[i]), bool(a_inside[i]), one_a, one_b),
            )
            for i in range(len(relation))
        ),
        legend_title=f"{one_a[:1].upper()}{one_a[1:]} en {one_b} van een gemeente",
        legend_note=f"Tinten onderscheiden de {more_a}.",
        source=source_line(gebied, a, b),
        alt_text=(
            f"Kaart van Nederland die de {more_a}{_of_year(a)} "
            f"vergelijkt met de {more_b}{_of_year(b)}. "
            f"Aantal gemeenten: {counts}."
        ),
        facts=_facts(
            catalogus, (a, b), ("Relatie", *(Relatie(each).tekst for each in relation.tolist()))
        ),
    )


def _of_year(indeling: Indeling) -> str:
    return "" if indeling.peiljaar is None else f" van {indeling.peiljaar}"


def _inside(
    labels_a: npt.NDArray[np.int64], labels_b: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Whether the region of A of each gemeente lies in one region of B. Shape (n,)."""
    regions: dict[int, set[int]] = {}
    for i, j in zip(labels_a.tolist(), labels_b.tolist(), strict=True):
        if j >= 0:
            regions.setdefault(i, set()).add(j)
    return np.array([len(regions.get(i, ())) == 1 for i in labels_a.tolist()])


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
    count = int(np.count_nonzero(relation == relatie))
    return f"{relatie.tekst} ({counted(count, 'gemeente', 'gemeenten')})"


def gemeente_borders(catalogus: Catalogus) -> BorderLayer:
    """Thin borders of all gemeenten."""
    return BorderLayer(np.arange(len(catalogus.gemeenten)), "#8a8a8a", 0.5, text="gemeentegrens")


def province_borders(catalogus: Catalogus) -> BorderLayer:
    """Strong borders of the provinces, as context."""
    provincies = catalogus.gemeenten.provincies
    numbers = {name: number for number, name in enumerate(sorted(set(provincies)))}
    groups = np.array([numbers[name] for name in provincies])
    return BorderLayer(groups, mix(ACCENT, "#ffffff", 0.25), 3.2, text="provinciegrens")


def coast(catalogus: Catalogus) -> BorderLayer:
    """Return the outer border of the country alone."""
    return BorderLayer(
        np.zeros(len(catalogus.gemeenten), dtype=np.int64), "#6f6f6f", 0.8, coast=True
    )


def _region_labels(
    gebied: Gebied, indeling: Indeling, labels: npt.NDArray[np.int64]
) -> tuple[Label, ...]:
    shapes = geometry.polygons(gebied.levels[-1])
    centre, radius = geometry.label_circles(shapes, labels, len(indeling))
    names = short_names([regio.naam for regio in indeling.regios])
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


def gemeente_labels(catalogus: Catalogus, gebied: Gebied) -> tuple[Label, ...]:
    """Names of all gemeenten, to be seen when zoomed in."""
    return tuple(
        Label(naam, float(x), float(y), float(room), rank=1)
        for naam, (x, y), room in zip(
            catalogus.gemeenten.namen, gebied.label_points, gebied.label_radius, strict=True
        )
    )


def about(catalogus: Catalogus, gemeente: int) -> tuple[str, ...]:
    """First lines of the tooltip of a gemeente: its name, province and inhabitants."""
    every = catalogus.gemeenten
    return (
        every.namen[gemeente],
        f"{every.provincies[gemeente]} · {number(float(every.inwoners[gemeente]))} inwoners",
    )


def _membership(indeling: Indeling, labels: npt.NDArray[np.int64], gemeente: int) -> str:
    return f"{indeling.naam}: {_regio(indeling, labels[gemeente])}"


def _regio(indeling: Indeling, label: int) -> str:
    return indeling.regios[label].naam if label >= 0 else "geen"


def _facts(
    catalogus: Catalogus, indelingen: Sequence[Indeling], *more: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """Return columns, each with its heading first, as rows."""
    every = catalogus.gemeenten
    regios = (
        (i.naam, *(_regio(i, label) for label in catalogus.labels(i).tolist()))
        for i in indelingen
        if i.id != "provincie"  # a column already
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


def source_line(gebied: Gebied, *indelingen: Indeling) -> str:
    """Attribution of the boundaries and of indelingen, each source named once."""
    named: dict[str, list[str]] = {}
    for indeling in indelingen:
        named.setdefault(indeling.bron.rstrip("."), []).append(indeling.naam_meervoud)
    parts = [f"{join_names(names)}: {bron}" for bron, names in named.items()]
    return ". ".join([f"Grenzen: {gebied.bron}", *parts]) + "."
