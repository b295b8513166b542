"""What maps with a figure per gemeente share: shaded classes, frame, set of indelingen, facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from regiokaart.cartography.classes import Klassen, class_of, divide
from regiokaart.cartography.palettes import shades
from regiokaart.cartography.specification import (
    NO_CLASS,
    BorderLayer,
    Fill,
    FillClass,
    MapSpecification,
)
from regiokaart.cartography.views import (
    about,
    coast,
    gemeente_borders,
    gemeente_labels,
    province_borders,
    source_line,
)
from regiokaart.congruence.pair.crosstab import FloatArray, IntArray
from regiokaart.congruence.wording import counted, join_names, names_in_sentence, some_names
from regiokaart.model import Catalogus, Gebied, Indeling
from regiokaart.model.notation import number, percentage

CLASSES = 5
PLAIN = "#f4f5f7"
_PROVINCE = "#0a1f38"


def shaded(values: IntArray | FloatArray, klassen: Klassen, write: Callable[[float], str]) -> Fill:
    """Divide values over shaded classes; NaN is no data."""
    known = ~np.isnan(values)
    classes = divide(values[known], CLASSES, klassen)
    position = np.full(len(values), NO_CLASS, dtype=np.int64)
    position[known] = class_of(values[known], classes)
    palette = tuple(
        FillClass(colour, f"{class_text(limits, write)} ({gemeenten_text(np.sum(position == at))})")
        for at, (colour, limits) in enumerate(zip(shades(len(classes)), classes, strict=True))
    )
    return Fill(position, palette)


def uncoloured(catalogus: Catalogus, gebied: Gebied, title: str, note: str) -> MapSpecification:
    """Show the gemeenten without a figure, and a note on why there is none."""
    return MapSpecification(
        title=title,
        subtitle=note,
        fill=Fill(np.zeros(len(catalogus.gemeenten), dtype=np.int64), (FillClass(PLAIN),)),
        borders=frame(catalogus),
        labels=gemeente_labels(catalogus, gebied),
        tooltips=tuple(about(catalogus, i) for i in range(len(catalogus.gemeenten))),
        legend_title="",
        source=source_line(gebied),
        alt_text=f"Kaart van de gemeenten van Nederland. {note}",
        facts=facts(catalogus),
    )


def frame(catalogus: Catalogus, *more: BorderLayer) -> tuple[BorderLayer, ...]:
    """Return the borders to draw over shades, with more under the last."""
    # Elsewhere they have the colour of the darkest shade.
    provinces = replace(province_borders(catalogus), colour=_PROVINCE, width=2.0)
    return (gemeente_borders(catalogus), provinces, *more, coast(catalogus))


def facts(catalogus: Catalogus, *columns: tuple[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the gemeenten with these columns, each a heading and its values, as rows."""
    every = catalogus.gemeenten
    headings = ("Gemeente", "Provincie", "Inwoners", *(heading for heading, _ in columns))
    inwoners = map(number, every.inwoners.tolist())
    rows = zip(every.namen, every.provincies, inwoners, *(v for _, v in columns), strict=True)
    return (headings, *rows)


def what_set(indelingen: Sequence[Indeling]) -> str:
    """Say how many indelingen were counted and of which years, for a subtitle."""
    years = join_names(sorted({indeling.peiljaar_tekst for indeling in indelingen}))
    return f"{counted(len(indelingen), 'indeling', 'indelingen')}, peiljaar {years}"


def which_set(indelingen: Sequence[Indeling]) -> str:
    """Name the indelingen that were counted, for a note."""
    return f"Geteld: {some_names([names_in_sentence(each)[1] for each in indelingen])}."


def class_text(limits: tuple[float, float], write: Callable[[float], str]) -> str:
    """Write the limits of a class.

    Examples
    --------
    >>> class_text((3, 3), number), class_text((3, 4), number), class_text((3, 5), number)
    ('3', '3 of 4', '3 tot en met 5')
    """
    least, greatest = limits
    if least == greatest:
        return write(least)
    return f"{write(least)} {'of' if greatest - least == 1 else 'tot en met'} {write(greatest)}"


def gemeenten_text(count: int) -> str:
    """Write a number of gemeenten."""
    return counted(count, "gemeente", "gemeenten")


def percent(share: float) -> str:
    """Write a share as a whole percentage."""
    return percentage(float(share), 0)
