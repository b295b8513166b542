"""An indeling of the user's own: a file with one or more polygons for each regio."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from regiokaart.model import Gebied, Gemeenten, Regio
from regiokaart.model.notation import number, percentage
from regiokaart.sources.assign import SLIVER, WHOLE, Assigned, assign
from regiokaart.sources.errors import DataError
from regiokaart.sources.imported import (
    REPORTED,
    Counts,
    Imported,
    ImportOptions,
    Message,
    divided,
)
from regiokaart.sources.names import GemeenteFinder, shown
from regiokaart.sources.own import own_indeling
from regiokaart.sources.projection import Projected, to_rd
from regiokaart.sources.region_columns import RegionColumns, find_region_columns
from regiokaart.sources.shares import area_shares
from regiokaart.sources.vector import VectorLayer, read_layer

_FARTHEST = 1e9  # no coordinate on earth is larger, in metres or degrees

Ints = npt.NDArray[np.int64]
Shapes = npt.NDArray[np.object_]


def read_polygons(
    path: Path,
    gemeenten: Gemeenten,
    gebied: Gebied,
    taken: Collection[str] = (),
    options: ImportOptions | None = None,
) -> Imported:
    """Read a user's own indeling from a file with polygons.

    Objects with the same name are one regio. Gemeenten are assigned by the share of their area
    in each regio; see `regiokaart.sources.assign.assign` for the rules.

    Parameters
    ----------
    path : Path
        GeoPackage, GeoJSON, TopoJSON, Shapefile (also in a zip) or GeoParquet, in any coordinate
        reference system; see `regiokaart.sources.vector.read_layer`.
    gemeenten : Gemeenten
    gebied : Gebied
        Of the same n gemeenten.
    taken : collection of str
        Ids that the new indeling may not get.
    options : ImportOptions, optional
        Layer, and columns with the name and the code of the regio's.

    Raises
    ------
    DataError
        When the file cannot be read, it cannot be told which column names the regio's, an object
        has no name, or no gemeente lies in the polygons.
    """
    # GEOS works with whatever a damaged file holds; it is what comes out that is checked.
    with np.errstate(all="ignore"):
        return _read(path, gemeenten, gebied, taken, options or ImportOptions())


def _read(
    path: Path,
    gemeenten: Gemeenten,
    gebied: Gebied,
    taken: Collection[str],
    options: ImportOptions,
) -> Imported:
    source = read_layer(path, options.part)
    messages: list[Message] = []
    rows = _rows_with_area(path, source.geometry, messages)
    columns = find_region_columns(
        path,
        {name: [values[row] for row in rows] for name, values in source.columns.items()},
        GemeenteFinder(gemeenten),
        options,
    )
    projected = to_rd(path, source.geometry[rows], source.crs)
    if projected.inferred:
        messages.append(Message(projected.inferred, value=projected.system))
    shapes = _repaired(projected.geometry, rows, messages)
    regios, regions = _dissolved(path, source, columns, rows, shapes, messages)
    assigned = assign(area_shares(regions, gebied), regios, gemeenten)
    if not len(assigned.lidmaatschap):
        raise DataError(
            path,
            "in deze vlakken ligt geen gemeente",
            remedy="controleer de laag en het coördinatenstelsel",
        )
    return _imported(path, options, source, columns, projected, regios, assigned, messages, taken)


# --- from objects to one valid polygon per regio


def _rows_with_area(path: Path, shapes: Shapes, messages: list[Message]) -> Ints:
    """Positions of the objects with an area; the others are reported."""
    points, owner = shapely.get_coordinates(shapes, return_index=True)
    broken = owner[~(np.abs(points) < _FARTHEST).all(axis=1)]  # NaN is not smaller either
    if len(broken):
        raise DataError(
            path,
            f"object {number(broken[0] + 1)} heeft een coördinaat die nergens op aarde ligt",
            remedy="herstel of verwijder dit object",
        )
    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    thin = ~empty & (shapely.get_dimensions(shapes) < 2)
    _report(messages, np.flatnonzero(empty), "heeft geen vorm en is weggelaten")
    _report(messages, np.flatnonzero(thin), "is een punt of een lijn en is weggelaten")
    rows = np.flatnonzero(~empty & ~thin)
    if not len(rows):
        raise DataError(
            path, "dit bestand heeft geen vlakken", remedy="kies een bestand met vlakken"
        )
    return rows


def _repaired(shapes: Shapes, rows: Ints, messages: list[Message]) -> Shapes:
    """Return valid polygons and multipolygons, some perhaps empty; what was wrong is reported."""
    shapes = shapes.copy()
    invalid = np.flatnonzero(~shapely.is_valid(shapes))
    shapes[invalid] = shapely.make_valid(shapes[invalid], method="structure", keep_collapsed=False)
    _report(messages, rows[invalid], "had een grens die zichzelf kruist of raakt, en is hersteld")
    mixed = shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION
    for i in np.flatnonzero(mixed):
        parts = shapely.get_parts(shapely.get_parts(shapes[i]))
        shapes[i] = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
    return shapes


def _dissolved(
    path: Path,
    source: VectorLayer,
    columns: RegionColumns,
    rows: Ints,
    shapes: Shapes,
    messages: list[Message],
) -> tuple[tuple[Regio, ...], Shapes]:
    """Return the regio's ordered by code, and the polygon of each."""
    members: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows.tolist()):
        naam = source.columns[columns.naam][row]
        if not naam:
            raise DataError(
                path,
                f"object {number(row + 1)} heeft geen waarde in kolom {shown(columns.naam)}",
                remedy="vul de naam van de regio in, of verwijder het object",
            )
        members[naam.casefold()].append(i)

    def regio_of(group: list[int]) -> Regio:
        code, naam = (source.columns[c][rows[group[0]]] for c in (columns.code, columns.naam))
        return Regio(code, naam)

    groups = sorted(members.values(), key=lambda group: regio_of(group).code)
    for group in groups:
        if len(group) > 1:
            naam = regio_of(group).naam
            text = f"regio {shown(naam)} bestaat uit {number(len(group))} objecten, samengevoegd"
            messages.append(Message(text, row=int(rows[group[0]]) + 1, value=naam))
    united = [
        shapely.union_all(shapes[group]) if len(group) > 1 else shapes[group[0]] for group in groups
    ]
    return tuple(map(regio_of, groups)), np.array(united, dtype=np.object_)


def _report(messages: list[Message], rows: Ints, text: str) -> None:
    """Add a message for each object, and one for what remains of very many."""
    for row in rows[:REPORTED].tolist():
        messages.append(Message(f"object {number(row + 1)} {text}", row=row + 1))
    if len(rows) > REPORTED:
        rest = number(len(rows) - REPORTED)
        messages.append(Message(f"hetzelfde geldt voor nog {rest} objecten: elk {text}"))


# --- to an import


def _imported(
    path: Path,
    options: ImportOptions,
    source: VectorLayer,
    columns: RegionColumns,
    projected: Projected,
    regios: tuple[Regio, ...],
    assigned: Assigned,
    messages: list[Message],
    taken: Collection[str],
) -> Imported:
    used, regio = np.unique(assigned.lidmaatschap.regio, return_inverse=True)
    indeling = own_indeling(
        path,
        ("laag", source.name) if options.part else None,
        tuple(regios[i] for i in used),
        replace(assigned.lidmaatschap, regio=regio.astype(np.int64)),
        taken,
        landsdekkend=not assigned.missing and not assigned.partial,
        opmerking=_remark(projected.inferred, assigned.messages),
        werkwijze=(
            "per gemeente het aandeel van de oppervlakte in elke regio; vanaf "
            f"{percentage(WHOLE, 0)} hoort de gemeente bij die regio, onder {percentage(SLIVER)} "
            "telt een aandeel niet mee"
        ),
    )
    counts = Counts(
        covered=len(assigned.covered),
        partial=len(assigned.partial),
        missing=len(assigned.missing),
        double=len(assigned.double),
        divided=len(divided(indeling)),
    )
    understood = (
        ("Laag", source.name),
        ("Kolom met namen", columns.naam),
        ("Kolom met codes", "" if columns.code == columns.naam else columns.code),
        ("Coördinaten", projected.system + (" (afgeleid)" if projected.inferred else "")),
        ("Objecten", number(len(source.geometry))),
        ("Regio's", number(len(regios))),
    )
    return Imported(
        indeling,
        tuple((heading, value) for heading, value in understood if value),
        counts,
        (*messages, *assigned.messages),
        replace(
            options,
            part=source.name,
            regio=columns.naam,
            code="" if columns.code == columns.naam else columns.code,
        ),
    )


def _remark(inferred: str, said: Sequence[Message]) -> str:
    """Write what everyone who uses the indeling should know as sentences."""
    remarks = [inferred] if inferred else []
    remarks += [each.text + (f": {each.value}" if each.value else "") for each in said]
    return " ".join(f"{remark[0].upper()}{remark[1:]}." for remark in remarks)
