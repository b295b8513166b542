"""Compile the waterschappen: their polygons laid over the gemeenten, as shares of area."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from facts import Deviation, check, check_equal
from facts_carried import as_lid
from facts_indelingen import Lid

from regiokaart.model import Gebied, Gemeenten, Lidmaatschap, Regio
from regiokaart.model.notation import number
from regiokaart.sources.assign import assign
from regiokaart.sources.projection import to_rd
from regiokaart.sources.shares import Shares, area_shares
from regiokaart.sources.vector import read_layer

FILE = "grenzen/waterschappen_21_wgs84.geojson"
ID = "waterschap"
NUMBER = 21
YEAR = 2024  # of the last date of registration in the file

# The source has the name of the company that cleans the waste water of Waterschap Limburg, and
# abbreviations.
NAMES = {
    "Waterschapsbedrijf Limburg": "Waterschap Limburg",
    "Hhs Hollands Noorderkwartier": "Hoogheemraadschap Hollands Noorderkwartier",
    "Hhs van Schieland en Krimpenerwaard": ("Hoogheemraadschap van Schieland en de Krimpenerwaard"),
}
LARGEST_OVERLAP = 1e6  # m²; two waterschappen do not overlap, two drawings of their border do
SUMS_TO = 1e-6

Shapes = npt.NDArray[np.object_]


def compile_waterschappen(
    raw: Path, gemeenten: Gemeenten, gebied: Gebied
) -> tuple[list[Lid], list[Deviation]]:
    """Compile the memberships, and list what was repaired.

    Raises
    ------
    CheckError
        When the file holds other waterschappen or is of another year, they overlap by more than
        slivers, or shares do not sum to what is covered.
    """
    path = raw / FILE
    layer = read_layer(path)
    years = {text[:4] for text in layer.columns["tijdstipregistratie"] if text}
    check_equal("newest registration of a waterschap", max(years), str(YEAR))
    named = [NAMES.get(naam, naam) for naam in layer.columns["naam"]]
    order = sorted(range(len(named)), key=layer.columns["code"].__getitem__)
    regios = tuple(Regio(layer.columns["code"][i], named[i]) for i in order)
    counts = {len(regios), len({r.code for r in regios}), len({r.naam for r in regios})}
    check_equal("number of waterschappen", counts, {NUMBER})
    check_equal("waterschappen renamed", set(NAMES) - set(layer.columns["naam"]), set())

    shapes = layer.geometry[order]
    invalid = np.flatnonzero(~shapely.is_valid(shapes))
    shapes[invalid] = shapely.make_valid(shapes[invalid], method="structure", keep_collapsed=False)
    shapes = to_rd(path, shapes, layer.crs).geometry
    deviations = [
        Deviation(ID, regios[i].naam, "de grens in de bron kruist of raakt zichzelf", "hersteld")
        for i in invalid.tolist()
    ]
    deviations += [
        Deviation(ID, NAMES[naam], f"de bron schrijft '{naam}'", NAMES[naam]) for naam in NAMES
    ]
    deviations += _cut_overlaps(shapes, regios)
    shares = area_shares(shapes, gebied)
    assigned = assign(shares, regios, gemeenten)
    check(not assigned.double, "waterschappen still overlap")
    _check_sums(assigned.lidmaatschap, shares)
    if assigned.partial or assigned.missing:
        outside = [*assigned.partial, *assigned.missing]
        names = [f"{gemeenten.namen[g]} ({_covered(shares, g)})" for g in sorted(outside)]
        listed = ", ".join(names)
        deviations.append(
            Deviation(
                ID,
                f"{len(names)} gemeenten",
                "een deel van de gemeente ligt in geen waterschap (buitendijks, groot water, of "
                f"twee tekeningen van de landsgrens); gedekt: {listed}",
                "alleen het gedekte deel telt",
            )
        )
    rows = assigned.lidmaatschap
    return [as_lid(gemeenten, regios, rows, i) for i in range(len(rows))], deviations


def _cut_overlaps(shapes: Shapes, regios: tuple[Regio, ...]) -> list[Deviation]:
    """Take what two polygons share away from the second, in place."""
    deviations = []
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects").T
    for first, second in sorted((a, b) for a, b in pairs.tolist() if a < b):
        area = float(shapely.area(shapely.intersection(shapes[first], shapes[second])))
        who = f"{regios[first].naam}, {regios[second].naam}"
        check(area <= LARGEST_OVERLAP, f"{who}: overlap of {area:.0f} m²")
        shapes[second] = shapely.difference(shapes[second], shapes[first])
        if area >= 1e4:  # a hectare; the rest is of the width of a line
            deviations.append(
                Deviation(
                    ID,
                    who,
                    f"de vlakken overlappen {number(area / 1e4)} hectare",
                    regios[first].naam,
                )
            )
    return deviations


def _check_sums(rows: Lidmaatschap, shares: Shares) -> None:
    together = np.bincount(rows.gemeente, rows.aandeel, minlength=len(shares.gedekt))
    whole = np.abs(together - 1) <= SUMS_TO
    off = np.abs(together - shares.gedekt) > SUMS_TO
    check(not np.any(off & ~whole), "shares do not sum to the part that is covered")


def _covered(shares: Shares, gemeente: int) -> str:
    return f"{shares.gedekt[gemeente]:.1%}".replace(".", ",")
