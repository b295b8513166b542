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

_LEAST_CLASSES = 3  # below which bars say no more than the counts


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
    share : float
        Gemeenten of this class as a share of those of the largest class, where each colour is a
        class of its own: drawn as a bar, the bars are a histogram. Otherwise 0.
    """

    colour: str
    width: float
    text: str
    share: float = 0.0


def legend_lines(specification: MapSpecification) -> list[LegendLine]:
    """Return what the legend explains: colours that have a text, then lines from the top."""
    fill = specification.fill
    shares = np.zeros(len(fill.palette))
    if len(fill.palette) >= _LEAST_CLASSES and all(each.text for each in fill.palette):
        counts = np.bincount(fill.classes[fill.classes != NO_CLASS], minlength=len(fill.palette))
        shares = counts / max(counts.max(), 1)
    lines = [
        LegendLine(each.colour, 0, each.text, share)
        for each, share in zip(fill.palette, shares.tolist(), strict=True)
        if each.text
    ]
    if np.any(fill.classes == NO_CLASS):
        lines.append(LegendLine(NO_DATA, 0, fill.no_class))
    layers: list[BorderLayer | LineClass | LinkLayer] = [
        *specification.borders,
        *(each for layer in specification.pair_lines for each in layer.palette),
        *specification.links,
    ]
    drawn = [LegendLine(each.colour, each.width, each.text) for each in layers if each.text]
    return lines + drawn[::-1]
