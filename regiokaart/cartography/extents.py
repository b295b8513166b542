"""The part of the country that a map on a page shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from regiokaart.cartography.palettes import mix
from regiokaart.cartography.specification import NO_CLASS, BorderLayer, FillClass, MapSpecification
from regiokaart.cartography.viewport import Bounds
from regiokaart.congruence.wording import join_names, names_in_sentence
from regiokaart.model import Catalogus, Gebied, Indeling, Soort
from regiokaart.model.catalogus import OnbekendeIndelingError
from regiokaart.model.layoutsettings import Extent, MapChoice
from regiokaart.model.notation import number

_NAMED = 3  # gemeenten of a selection, at most
_COUNTS = "Aantallen zijn die van heel Nederland."
_PALER = 0.55  # share of white in the colours around
_OUTLINE, _OUTLINE_WIDTH = "#1f1f1f", 2.6


@dataclass(frozen=True, eq=False)
class Area:
    """A part of the country.

    Attributes
    ----------
    bounds : tuple of float
        Extent in metres RD.
    text : str
        Dutch name, as in a sentence.
    members : ndarray of bool, shape (n,), or None
        The gemeenten that it is about; None for a frame, which is about all that it shows.
    """

    bounds: Bounds
    text: str
    members: npt.NDArray[np.bool_] | None = None

    def points(self, gebied: Gebied) -> npt.NDArray[np.float64]:
        """Return points of the outlines of its gemeenten, metres RD, shape (p, 2)."""
        if self.members is None:
            return np.empty((0, 2))
        return _points(gebied, self.members)


def find_area(
    choice: MapChoice, catalogus: Catalogus, gebied: Gebied, selection: Collection[int]
) -> tuple[Area | None, str]:
    """Return the part of the country that was chosen.

    Parameters
    ----------
    choice : MapChoice
    catalogus : Catalogus
    gebied : Gebied
    selection : collection of int
        Positions of the selected gemeenten.

    Returns
    -------
    Area or None
        None for the whole country.
    str
        Why it is the whole country where a part was chosen, in Dutch; mostly empty.
    """
    match choice.extent:
        case Extent.FRAME:
            xmin, ymin, xmax, ymax = map(float, choice.frame)
            return Area((xmin, ymin, xmax, ymax), "een deel van Nederland"), ""
        case Extent.SELECTION:
            if not selection:
                return None, "er is niets geselecteerd; de kaart toont heel Nederland"
            names = [catalogus.gemeenten.namen[i] for i in sorted(selection)]
            few = len(names) <= _NAMED
            text = join_names(names) if few else f"{number(len(names))} geselecteerde gemeenten"
            return _around(gebied, list(selection), text), ""
        case Extent.REGION:
            return _region(choice, catalogus, gebied)
        case _:
            return None, ""


def emphasised(
    specification: MapSpecification, members: npt.NDArray[np.bool_], text: str
) -> MapSpecification:
    """Return a map with paler colours around some gemeenten, and a line around them.

    The legend names the line; it still counts the whole country, and says so.

    Parameters
    ----------
    specification : MapSpecification
    members : ndarray of bool, shape (n,)
    text : str
        What they are together, as in `Area`.
    """
    fill = specification.fill
    paler = tuple(FillClass(mix(each.colour, "#ffffff", _PALER)) for each in fill.palette)
    around = np.where(fill.classes == NO_CLASS, NO_CLASS, fill.classes + len(paler))
    groups = members.astype(np.int64)
    outline = BorderLayer(groups, _OUTLINE, _OUTLINE_WIDTH, text=f"grens van {text}")
    counts = any(c.isdigit() for each in fill.palette for c in each.text)
    notes = (specification.legend_note, _COUNTS if counts else "")
    return replace(
        specification,
        legend_note=" ".join(filter(None, notes)),
        fill=replace(
            fill,
            classes=np.where(members, fill.classes, around),
            palette=(*fill.palette, *paler),
        ),
        borders=(*specification.borders, outline),
    )


def _region(choice: MapChoice, catalogus: Catalogus, gebied: Gebied) -> tuple[Area | None, str]:
    instead = "de kaart toont heel Nederland"
    try:
        indeling = catalogus[choice.indeling]
    except OnbekendeIndelingError:
        return None, f"de indeling '{choice.indeling}' van de uitsnede is er niet; {instead}"
    codes = [regio.code for regio in indeling.regios]
    rows = indeling.lidmaatschap
    if choice.regio not in codes:
        return None, f"{indeling.naam} '{choice.regio}' van de uitsnede is er niet; {instead}"
    members = rows.gemeente[rows.regio == codes.index(choice.regio)]
    if not len(members):
        return None, f"{indeling.naam} '{choice.regio}' heeft geen gemeenten; {instead}"
    return _around(gebied, members.tolist(), region_name(indeling, choice.regio)), ""


def region_name(indeling: Indeling, code: str) -> str:
    """Return the name of a regio with what it is, as in a sentence: ``provincie Drenthe``."""
    naam = next(regio.naam for regio in indeling.regios if regio.code == code)
    what = "regio" if indeling.soort is Soort.EIGEN else names_in_sentence(indeling)[0]
    return naam if naam.casefold().startswith(what.casefold()) else f"{what} {naam}"


def _around(gebied: Gebied, gemeenten: list[int], text: str) -> Area:
    members = np.zeros(len(gebied), dtype=bool)
    members[gemeenten] = True
    points = _points(gebied, members)
    (xmin, ymin), (xmax, ymax) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return Area((xmin, ymin, xmax, ymax), text, members)


def _points(gebied: Gebied, members: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    detail = gebied.levels[0]
    chosen = np.repeat(members[detail.ring_polygon], np.diff(detail.ring_start))
    points: npt.NDArray[np.float64] = detail.ring_points[chosen]
    return points
