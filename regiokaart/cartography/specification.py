"""The map specification: one description, painted on screen, in print and on the web."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

NO_CLASS = -1


@dataclass(frozen=True)
class FillClass:
    """One colour of the fill and what it means.

    Attributes
    ----------
    colour : str
        Hex colour such as ``#e69f00``.
    text : str
        Legend text; empty to leave the class out of the legend (regions named on the map).
    """

    colour: str
    text: str = ""


@dataclass(frozen=True, eq=False)
class Fill:
    """Every gemeente in one class.

    Attributes
    ----------
    classes : ndarray of int64, shape (n,)
        Position in `palette`; `NO_CLASS` is drawn as no data.
    palette : tuple of FillClass
    no_class : str
        Legend text of `NO_CLASS`.
    """

    classes: npt.NDArray[np.int64]
    palette: tuple[FillClass, ...]
    no_class: str = "geen gegevens"


@dataclass(frozen=True, eq=False)
class BorderLayer:
    """Lines wherever two neighbouring gemeenten are in different groups.

    Attributes
    ----------
    groups : ndarray of int64, shape (n,)
        Group of each gemeente, -1 for none.
    colour : str
        Hex colour.
    width : float
        Line width in points of 1/72 inch on paper, logical pixels on screen.
    coast : bool
        Whether the outer border of the country is drawn too.
    text : str
        Legend text; empty to leave it out.
    """

    groups: npt.NDArray[np.int64]
    colour: str
    width: float
    coast: bool = False
    text: str = ""


@dataclass(frozen=True)
class LineClass:
    """One kind of line and what it means.

    Attributes
    ----------
    colour : str
        Hex colour.
    width : float
        As for `BorderLayer`.
    text : str
        Legend text; empty to leave the class out of the legend.
    """

    colour: str
    width: float
    text: str = ""


@dataclass(frozen=True, eq=False)
class PairLines:
    """The borders between pairs of neighbouring gemeenten, each drawn after its class.

    Attributes
    ----------
    pairs : ndarray of int64, shape (m, 2)
        Positions of the gemeenten, the smaller first, each pair once.
    classes : ndarray of int64, shape (m,)
        Position in `palette`.
    palette : tuple of LineClass
        In order of drawing, the last on top.
    tooltips : tuple of tuple of str, length m
        Lines of plain text per border, the first a heading; shown where lines can be pointed at.
    """

    pairs: npt.NDArray[np.int64]
    classes: npt.NDArray[np.int64]
    palette: tuple[LineClass, ...]
    tooltips: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, eq=False)
class LinkLayer:
    """Straight lines between pairs of places.

    Attributes
    ----------
    ends : ndarray of float64, shape (m, 2, 2)
        Two points for each line, metres RD.
    colour : str
        Hex colour.
    width : float
        As for `BorderLayer`.
    text : str
        Legend text.
    """

    ends: npt.NDArray[np.float64]
    colour: str
    width: float
    text: str


@dataclass(frozen=True)
class Label:
    """A name at a place; drawn when its room on the map is large enough and nothing is there yet.

    Attributes
    ----------
    text : str
    x, y : float
        Metres RD.
    radius : float
        Room around the point in metres; larger means earlier in line and visible from further.
    rank : int
        0 for regions, 1 for gemeenten; lower ranks are placed first.
    """

    text: str
    x: float
    y: float
    radius: float
    rank: int


@dataclass(frozen=True, eq=False)
class MapSpecification:
    """All a painter needs besides the boundaries.

    Attributes
    ----------
    title, subtitle : str
    fill : Fill
    borders : tuple of BorderLayer
        In order of drawing, the last on top.
    labels : tuple of Label
    tooltips : tuple of tuple of str, length n
        Lines of plain text per gemeente, the first its name.
    legend_title : str
    source : str
        Attribution printed under the map: boundaries and indelingen, with peiljaar.
    alt_text : str
        What the map shows, in one or two Dutch sentences, for those who cannot see it.
    facts : tuple of tuple of str, length n + 1
        The map as a table: headings, then a row per gemeente; the first column is its name.
    legend_note : str
        A remark under the legend, often empty.
    links : tuple of LinkLayer
        Drawn over the borders, in this order.
    pair_lines : tuple of PairLines
        Drawn over `borders` and under `links`, in this order.
    """

    title: str
    subtitle: str
    fill: Fill
    borders: tuple[BorderLayer, ...]
    labels: tuple[Label, ...]
    tooltips: tuple[tuple[str, ...], ...]
    legend_title: str
    source: str
    alt_text: str
    facts: tuple[tuple[str, ...], ...]
    legend_note: str = ""
    links: tuple[LinkLayer, ...] = ()
    pair_lines: tuple[PairLines, ...] = ()
