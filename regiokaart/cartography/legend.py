"""What the legend of a map explains."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regiokaart.cartography.palettes import NO_DATA
from regiokaart.cartography.specification import (
    NO_CLASS,
    BorderLayer,
    LineClass,
    LinkLayer,
    MapSpecification,
)


@dataclass(frozen=True)
class LegendLine:
    """One line of a legend: a colour field or a line, with its text.

    Attributes
    ----------
    colour : str
        Hex colour.
    width : float
        Width of a line in pixels; 0 for a colour field.
    text : str
    """

    colour: str
    width: float
    text: str


def legend_lines(specification: MapSpecification) -> list[LegendLine]:
    """Return what the legend explains: colours that have a text, then lines from the top."""
    fill = specification.fill
    lines = [LegendLine(each.colour, 0, each.text) for each in fill.palette if each.text]
    if np.any(fill.classes == NO_CLASS):
        lines.append(LegendLine(NO_DATA, 0, fill.no_class))
    layers: list[BorderLayer | LineClass | LinkLayer] = [
        *specification.borders,
        *(each for layer in specification.pair_lines for each in layer.palette),
        *specification.links,
    ]
    drawn = [LegendLine(each.colour, each.width, each.text) for each in layers if each.text]
    return lines + drawn[::-1]
