"""Write an indeling of a user over the gemeenten of another year, whatever its memberships."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from regiokaart.model import Gemeentelijst, Herindeling, Indeling, Lidmaatschap, Methode
from regiokaart.model.herindeling import NO_REGIO, Part, Transition, transition
from regiokaart.model.notation import percentage

Row = tuple[int, float, Methode, str, tuple[int, ...]]  # as the columns of Lidmaatschap


def harmonise(
    indeling: Indeling,
    source: Gemeentelijst,
    target: Gemeentelijst,
    herindelingen: Sequence[Herindeling],
    inwoners: Mapping[str, float] | None = None,
) -> Indeling:
    """Write an indeling over the gemeenten of another year.

    As `regiokaart.model.herindeling.carry_indeling`, also where a gemeente is in several regio's
    or in one for a share. A gemeente formed of parts with the same memberships keeps those. Of
    parts that differ, one regio each, it gets the likeliest, uncertain, with the others as
    alternatives; where a part is in several regio's or for a share, the gemeente gets the regio's
    of all its parts, uncertain, with shares by inhabitants where those are known and
    with every part counting the same otherwise.

    Parameters
    ----------
    indeling : Indeling
        Over `source`, a complete list of its year: a gemeente without rows has no regio.
    source, target : Gemeentelijst
    herindelingen : sequence of Herindeling
    inwoners : mapping of str to float, optional
        Inhabitants by code of the source, as far as known.

    Raises
    ------
    ValueError
        With the code of a gemeente that has a regio and became none of the target.
    """
    people = np.array([(inwoners or {}).get(code, math.nan) for code in source.codes])
    course = transition(source.codes, target.codes, herindelingen, people)
    of_source = rows_by_gemeente(indeling)
    for code in course.lost:
        if source.index[code] in of_source:
            raise ValueError(code)
    found: list[tuple[int, Row]] = []
    for j in range(len(target)):
        rows = _rows_of(indeling, course, j, of_source)
        if course.wijziging(j) is not None:
            rows = [_noted(row, _formed_of(source, course.parts[j])) for row in rows]
        found += [(j, row) for row in rows]
    moved = (
        f"Van de gemeenten van {source.peiljaar} overgebracht naar die van {target.peiljaar}, "
        "langs de herindelingen."
    )
    return replace(
        indeling,
        lidmaatschap=membership(found),
        werkwijze=" ".join(filter(None, (indeling.werkwijze, moved))),
        landsdekkend=len({j for j, _ in found}) == len(target),
    )


def rows_by_gemeente(indeling: Indeling) -> dict[int, list[Row]]:
    """Gather the memberships of each gemeente."""
    rows = indeling.lidmaatschap
    found: dict[int, list[Row]] = {}
    others = rows.alternatief or ((),) * len(rows)
    columns = (rows.regio.tolist(), rows.aandeel.tolist(), rows.methode, rows.toelichting, others)
    for gemeente, *row in zip(rows.gemeente.tolist(), *columns, strict=True):
        found.setdefault(gemeente, []).append((row[0], row[1], row[2], row[3], row[4]))
    return found


def membership(found: Sequence[tuple[int, Row]]) -> Lidmaatschap:
    """Make memberships of rows, each with the position of its gemeente."""
    others = tuple(row[4] for _, row in found)

    def integers(values: list[int]) -> npt.NDArray[np.int64]:
        return np.array(values, dtype=np.int64)

    return Lidmaatschap(
        gemeente=integers([gemeente for gemeente, _ in found]),
        regio=integers([row[0] for _, row in found]),
        aandeel=np.array([row[1] for _, row in found], dtype=np.float64),
        methode=tuple(row[2] for _, row in found),
        toelichting=tuple(row[3] for _, row in found),
        alternatief=others if any(others) else (),
    )


def _rows_of(
    indeling: Indeling,
    course: Transition,
    target: int,
    of_source: Mapping[int, list[Row]],
) -> list[Row]:
    """Rows of the gemeente at this position of the target."""
    parts = course.parts[target]
    rows = [of_source.get(part.source, []) for part in parts]
    every = [row for each in rows for row in each]
    if not every:
        return []
    if len({frozenset(row[:2] for row in each) for each in rows}) == 1:
        doubt = any(row[2] is Methode.ONZEKER for row in every)
        kept = [row for row in rows[0] if not doubt or row[2] is Methode.ONZEKER]
        return kept if len(kept) == len(rows[0]) else [_doubted(row) for row in rows[0]]
    if all(len(each) <= 1 for each in rows) and all(row[1] == 1 for row in every):
        kept_code = [course.source[part.source] == course.target[target] for part in parts]
        return [_likeliest(indeling, parts, kept_code, rows)]
    return _together(parts, rows)


def _likeliest(
    indeling: Indeling, parts: Sequence[Part], kept_code: Sequence[bool], rows: Sequence[list[Row]]
) -> Row:
    """Choose one regio for a gemeente of which the parts were in different ones.

    That of most inhabitants, or where those are not known of the part that kept its code, or of
    most parts that came whole. None at all comes last: a row cannot say that it may be wrong
    unless it is there.
    """
    share: dict[int, float] = {}
    whole: dict[int, int] = {}
    same: dict[int, bool] = {}
    for part, kept, each in zip(parts, kept_code, rows, strict=True):
        regio = each[0][0] if each else NO_REGIO
        share[regio] = share.get(regio, 0.0) + part.share
        whole[regio] = whole.get(regio, 0) + part.whole
        same[regio] = same.get(regio, False) or kept
    known = not any(map(math.isnan, share.values()))
    order = sorted(
        share,
        key=lambda r: (r == NO_REGIO, -share[r] if known else 0.0, not same[r], -whole[r], r),
    )
    names = ", ".join(
        ("geen regio" if r == NO_REGIO else indeling.regios[r].naam)
        + (f" ({percentage(share[r], 0)})" if known else "")
        for r in order
    )
    return (order[0], 1.0, Methode.ONZEKER, f"delen uit {names}", tuple(order[1:]))


def _together(parts: Sequence[Part], rows: Sequence[list[Row]]) -> list[Row]:
    """Give a gemeente the regio's of all its parts, with shares where shares mean something."""
    fractional = any(row[1] != 1 for each in rows for row in each)
    weights = [part.share for part in parts]
    known = not any(map(math.isnan, weights))
    if not known:
        weights = [1 / len(parts)] * len(parts)
    found: dict[int, float] = {}
    for weight, each in zip(weights, rows, strict=True):
        for regio, aandeel, *_ in each:
            found[regio] = found.get(regio, 0.0) + weight * aandeel
    note = "de delen waren in verschillende regio's"
    if fractional:
        note += (
            ", aandeel naar inwoners van de delen"
            if known
            else (", elk deel telt even zwaar omdat de inwoners niet bekend zijn")
        )
    return [
        (regio, min(share, 1.0) if fractional else 1.0, Methode.ONZEKER, note, ())
        for regio, share in sorted(found.items())
    ]


def _doubted(row: Row) -> Row:
    return (row[0], row[1], Methode.ONZEKER, row[3], row[4])


def _noted(row: Row, note: str) -> Row:
    method = Methode.ONZEKER if row[2] is Methode.ONZEKER else Methode.OVERGENOMEN
    return (row[0], row[1], method, "; ".join(filter(None, (note, row[3]))), row[4])


def _formed_of(source: Gemeentelijst, parts: Sequence[Part]) -> str:
    names = ", ".join(
        source.namen[part.source] + ("" if part.whole else " (deel)") for part in parts
    )
    return f"na herindeling; in {source.peiljaar}: {names}"
