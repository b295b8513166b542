"""What maps with a figure per gemeente share: shaded classes, frame, set of indelingen, facts."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from regiokaart.cartography.basemap import (
    about,
    coast,
    gemeente_borders,
    gemeente_labels,
    province_borders,
    source_line,
)
from regiokaart.cartography.classes import (
    Classes,
    Classification,
    class_of,
    divide,
    has_gaps,
)
from regiokaart.cartography.palettes import shades
from regiokaart.cartography.specification import (
    NO_CLASS,
    BorderLayer,
    Fill,
    FillClass,
    MapSpecification,
)
from regiokaart.congruence.pair.crosstab import FloatArray, IntArray
from regiokaart.congruence.wording import counted, join_names, names_in_sentence, some_names
from regiokaart.model import Catalogus, Gebied, Indeling
from regiokaart.model.notation import number, percentage

PLAIN = "#f4f5f7"
_PROVINCE = "#0a1f38"
_GAPS = "Waarden tussen twee klassen komen niet voor."


@dataclass(frozen=True, eq=False)
class Figures:
    """What a map divides over classes.

    Attributes
    ----------
    values : ndarray, shape (n,)
        NaN where there is none; rounded to what the legend writes.
    write : callable
        Writes a value as the legend does.
    per_unit : int
        Steps in which the legend writes: 1 for counts, 100 for percentages of shares.
    """

    values: IntArray | FloatArray
    write: Callable[[float], str]
    per_unit: int = 1


def counts(values: IntArray | FloatArray) -> Figures:
    """Divide whole numbers."""
    return Figures(values, number)


def shares(values: FloatArray) -> Figures:
    """Divide shares, in whole percentages."""
    return Figures(np.round(values, 2), percent, 100)


def shaded(figures: Figures, how: Classification) -> tuple[Fill, str]:
    """Divide figures over shaded classes.

    Parameters
    ----------
    figures : Figures
    how : Classification

    Returns
    -------
    fill : Fill
    note : str
        How it was divided, for below the legend.
    """
    values = figures.values
    known = ~np.isnan(values)
    classes = divide(values[known], how, figures.per_unit)
    position = np.full(len(values), NO_CLASS, dtype=np.int64)
    position[known] = class_of(values[known], classes)
    palette = tuple(
        FillClass(
            colour,
            f"{class_text(limits, figures.write)} ({gemeenten_text(np.sum(position == at))})",
        )
        for at, (colour, limits) in enumerate(zip(shades(len(classes)), classes, strict=True))
    )
    return Fill(position, palette), division_note(classes, how, figures.per_unit)


def division_note(classes: Classes, how: Classification, per_unit: int = 1) -> str:
    """Say how values were divided, and why numbers between two classes are not there."""
    text = how.klassen.tekst
    gaps = f" {_GAPS}" if has_gaps(classes, per_unit) else ""
    return f"{text[:1].upper()}{text[1:]}.{gaps}"


def uncoloured(
    catalogus: Catalogus, gebied: Gebied, title: str, subtitle: str, why: str
) -> MapSpecification:
    """Show the gemeenten without a figure; why there is none is told to who does not see them."""
    return MapSpecification(
        title=title,
        subtitle=subtitle,
        fill=Fill(np.zeros(len(catalogus.gemeenten), dtype=np.int64), (FillClass(PLAIN),)),
        borders=frame(catalogus),
        labels=gemeente_labels(catalogus, gebied),
        tooltips=tuple(about(catalogus, i) for i in range(len(catalogus.gemeenten))),
        legend_title="",
        source=source_line(gebied),
        alt_text=f"Kaart van de gemeenten van Nederland. {why}",
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
    >>> class_text((-math.inf, 9), number), class_text((30, math.inf), number)
    ('9 of minder', '30 of meer')
    """
    least, greatest = limits
    if math.isinf(least):
        return f"{write(greatest)} of minder"
    if math.isinf(greatest):
        return f"{write(least)} of meer"
    if least == greatest:
        return write(least)
    return f"{write(least)} {'of' if greatest - least == 1 else 'tot en met'} {write(greatest)}"


def gemeenten_text(count: int) -> str:
    """Write a number of gemeenten."""
    return counted(count, "gemeente", "gemeenten")


def percent(share: float) -> str:
    """Write a share as a whole percentage."""
    return percentage(float(share), 0)
