"""The views: from indelingen to a map specification."""

from __future__ import annotations

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
from regiokaart.congruence.wording import counted, join_names
from regiokaart.model import Catalogus, Gebied, Indeling
from regiokaart.model.notation import in_sentence, number

INK = "#2b2b2b"

RELATION_COLOURS = {
    Relatie.SAMENVALLEND: "#5b9cc7",
    Relatie.BINNEN: "#cfe5f2",
    Relatie.DOORSNIJDT: "#f2b04c",
}
"""Dark, light and middle in grey print as well."""


def one_indeling(catalogus: Catalogus, gebied: Gebied, indeling: Indeling) -> MapSpecification:
    """Regions of one indeling in colours that differ between neighbours, with their names."""
    labels = catalogus.labels(indeling)
    colours = colour_regions(labels, gebied.neighbours[0], len(indeling))
    classes = np.where(labels >= 0, np.append(colours, -1)[labels], -1)
    title = f"{indeling.naam_meervoud} {indeling.peiljaar}"
    return MapSpecification(
        title=title,
        subtitle=f"{len(indeling)} regio's",
        fill=Fill(classes, tuple(FillClass(colour) for colour in SOFT)),
        borders=(
            _gemeente_borders(catalogus),
            _province_borders(catalogus),
            BorderLayer(labels, INK, 1.3, coast=True, text=f"grens {in_sentence(indeling.naam)}"),
        ),
        labels=(*_region_labels(gebied, indeling, labels), *_gemeente_labels(catalogus, gebied)),
        tooltips=tuple(
            (*_about(catalogus, i), _membership(indeling, labels, i)) for i in range(len(labels))
        ),
        legend_title="",
        legend_note="Kleuren onderscheiden alleen buren.",
        source=_source(gebied, indeling),
        alt_text=(
            f"Kaart van Nederland met de {len(indeling)} {in_sentence(indeling.naam_meervoud)} "
            f"van {indeling.peiljaar}."
        ),
    )


def compare_two(catalogus: Catalogus, gebied: Gebied, a: Indeling, b: Indeling) -> MapSpecification:
    """Regions of A as areas and of B as outlines, coloured by how they relate.

    A gemeente has the colour of the relation between its region of A and its region of B; the
    regions of A differ a little in tint, so that they can be told apart.
    """
    labels_a, labels_b = catalogus.labels(a), catalogus.labels(b)
    relation = gemeente_relation(labels_a, labels_b)
    tint = colour_regions(labels_a, gebied.neighbours[0], len(a))
    tints = len(SOFT)
    classes = np.where(relation >= 0, relation * tints + np.append(tint, 0)[labels_a], -1)
    palette = tuple(
        FillClass(
            mix(colour, "#ffffff", 0.09 * (step % 4)),
            text=_relation_text(relatie, relation) if step == 0 else "",
        )
        for relatie, colour in RELATION_COLOURS.items()
        for step in range(tints)
    )
    counts = ", ".join(
        f"{number(float(np.count_nonzero(relation == relatie)))} {relatie.tekst}"
        for relatie in RELATION_COLOURS
    )
    return MapSpecification(
        title=f"{a.naam_meervoud} {a.peiljaar} en {b.naam_meervoud} {b.peiljaar}",
        subtitle=f"{len(a)} en {len(b)} regio's",
        fill=Fill(classes, palette),
        borders=(
            _gemeente_borders(catalogus),
            BorderLayer(labels_a, "#ffffff", 2.2, text=f"grens {in_sentence(a.naam)} (vlakken)"),
            BorderLayer(labels_b, ACCENT, 1.7, coast=True, text=f"grens {in_sentence(b.naam)}"),
        ),
        labels=(*_region_labels(gebied, a, labels_a), *_gemeente_labels(catalogus, gebied)),
        tooltips=tuple(
            (
                *_about(catalogus, i),
                _membership(a, labels_a, i),
                _membership(b, labels_b, i),
                Relatie(relation[i]).tekst,
            )
            for i in range(len(relation))
        ),
        legend_title=f"{a.naam} en {in_sentence(b.naam)} van een gemeente",
        legend_note=f"Tinten onderscheiden de {in_sentence(a.naam_meervoud)}.",
        source=_source(gebied, a, b),
        alt_text=(
            f"Kaart van Nederland die de {in_sentence(a.naam_meervoud)} van {a.peiljaar} "
            f"vergelijkt met de {in_sentence(b.naam_meervoud)} van {b.peiljaar}. "
            f"Aantal gemeenten: {counts}."
        ),
    )


def _relation_text(relatie: Relatie, relation: npt.NDArray[np.int64]) -> str:
    count = int(np.count_nonzero(relation == relatie))
    return f"{relatie.tekst} ({counted(count, 'gemeente', 'gemeenten')})"


def _gemeente_borders(catalogus: Catalogus) -> BorderLayer:
    return BorderLayer(np.arange(len(catalogus.gemeenten)), "#8a8a8a", 0.5, text="gemeentegrens")


def _province_borders(catalogus: Catalogus) -> BorderLayer:
    provincies = catalogus.gemeenten.provincies
    numbers = {name: number for number, name in enumerate(sorted(set(provincies)))}
    groups = np.array([numbers[name] for name in provincies])
    return BorderLayer(groups, mix(ACCENT, "#ffffff", 0.25), 3.2, text="provinciegrens")


def _region_labels(
    gebied: Gebied, indeling: Indeling, labels: npt.NDArray[np.int64]
) -> tuple[Label, ...]:
    shapes = geometry.polygons(gebied.levels[-1])
    centre, radius = geometry.label_circles(shapes, labels, len(indeling))
    return tuple(
        Label(regio.naam, float(x), float(y), float(room), rank=0)
        for regio, (x, y), room in zip(indeling.regios, centre, radius, strict=True)
        if room > 0
    )


def _gemeente_labels(catalogus: Catalogus, gebied: Gebied) -> tuple[Label, ...]:
    return tuple(
        Label(naam, float(x), float(y), float(room), rank=1)
        for naam, (x, y), room in zip(
            catalogus.gemeenten.namen, gebied.label_points, gebied.label_radius, strict=True
        )
    )


def _about(catalogus: Catalogus, gemeente: int) -> tuple[str, ...]:
    every = catalogus.gemeenten
    return (
        every.namen[gemeente],
        f"{every.provincies[gemeente]} · {number(float(every.inwoners[gemeente]))} inwoners",
    )


def _membership(indeling: Indeling, labels: npt.NDArray[np.int64], gemeente: int) -> str:
    regio = labels[gemeente]
    name = indeling.regios[regio].naam if regio >= 0 else "geen"
    return f"{indeling.naam}: {name}"


def _source(gebied: Gebied, *indelingen: Indeling) -> str:
    named: dict[str, list[str]] = {}
    for indeling in indelingen:
        named.setdefault(indeling.bron.rstrip("."), []).append(indeling.naam_meervoud)
    parts = [f"{join_names(names)}: {bron}" for bron, names in named.items()]
    return ". ".join([f"Grenzen: {gebied.bron}", *parts]) + "."
