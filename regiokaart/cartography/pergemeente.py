"""What maps with a figure per gemeente share: shaded classes, frame, set of indelingen, facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from regiokaart.cartography.classes import Klassen, class_of, divide
from regiokaart.cartography.palettes import shades
from regiokaart.cartography.specification import NO_CLASS, BorderLayer, Fill, FillClass
from regiokaart.cartography.views import coast, gemeente_borders, province_borders
from regiokaart.congruence.crosstab import FloatArray, IntArray
from regiokaart.congruence.wording import counted, join_names, names_in_sentence, some_names
from regiokaart.model import Catalogus, Indeling
from regiokaart.model.notation import number, percentage

CLASSES = 5
PLAIN = "#f4f5f7"


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


def frame(catalogus: Catalogus, *more: BorderLayer) -> tuple[BorderLayer, ...]:
    """Return the borders of gemeenten, provinces and the country, with more under the last."""
    return (gemeente_borders(catalogus), province_borders(catalogus), *more, coast(catalogus))


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
