"""What every map has: gemeenten and their names, provinces, coast, and the source line."""

from __future__ import annotations

import numpy as np

from regiokaart.cartography.palettes import ACCENT, mix
from regiokaart.cartography.specification import BorderLayer, Label
from regiokaart.congruence.wording import join_names
from regiokaart.model import Catalogus, Gebied, Indeling
from regiokaart.model.notation import number

INK = "#2b2b2b"


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


def source_line(gebied: Gebied, *indelingen: Indeling) -> str:
    """Attribution of the boundaries and of indelingen, each source named once."""
    named: dict[str, list[str]] = {}
    for indeling in indelingen:
        named.setdefault(indeling.bron.rstrip("."), []).append(indeling.naam_meervoud)
    parts = [f"{join_names(names)}: {bron}" for bron, names in named.items()]
    return ". ".join([f"Grenzen: {gebied.bron}", *parts]) + "."
