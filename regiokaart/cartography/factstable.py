"""The map as a table, for those who cannot see it and for those who want its figures."""

from __future__ import annotations

import math
from collections.abc import Sequence

from regiokaart import __version__
from regiokaart.cartography.specification import MapSpecification
from regiokaart.congruence.table import Column, Kind, Provenance, Table, Value
from regiokaart.model.notation import NO_VALUE

_MOST_DECIMALS = 3
_TO_POINT = str.maketrans({".": "", ",": "."})


def facts_table(specification: MapSpecification) -> Table:
    """Return what a map shows of every gemeente, in the order of the gemeenten.

    Columns that hold numbers only are numbers in the table too, so that they can be sorted.
    """
    headings, *rows = specification.facts
    columns = zip(*rows, strict=True) if rows else ((),) * len(headings)
    remarks = (specification.legend_note,) if specification.legend_note else ()
    return Table(
        name="kaart",
        title=specification.title,
        columns=tuple(
            _column(f"kolom_{place}", heading, texts)
            for place, (heading, texts) in enumerate(zip(headings, columns, strict=True), start=1)
        ),
        provenance=Provenance(
            indelingen=(),
            sources=(specification.source,),
            parameters=(("Kaart", " · ".join((specification.title, specification.subtitle))),),
            method=(specification.alt_text,),
            remarks=remarks,
            program=f"Regiokaart {__version__}",
        ),
    )


def _column(key: str, heading: str, texts: Sequence[str]) -> Column:
    """Return a column that reads exactly as these texts: of numbers where that can be."""
    try:
        values: list[Value] = [_value(text) for text in texts]
    except ValueError:
        return Column(key, heading, Kind.TEXT, tuple(texts))
    whole = [value if value is None else round(float(value)) for value in values]
    candidates = [Column(key, heading, Kind.COUNT, tuple(whole))]
    shares = tuple(None if value is None else float(value) / 100 for value in values)
    for decimals in range(_MOST_DECIMALS + 1):
        candidates.append(Column(key, heading, Kind.NUMBER, tuple(values), decimals=decimals))
        candidates.append(Column(key, heading, Kind.SHARE, shares, decimals=decimals))
    for candidate in candidates:
        if all(candidate.text(row) == text for row, text in enumerate(texts)):
            return candidate
    return Column(key, heading, Kind.TEXT, tuple(texts))


def _value(text: str) -> float | None:
    """Read a number as it is written in Dutch; raises ValueError for what is none."""
    if text == NO_VALUE:
        return None
    value = float(text.removesuffix("%").translate(_TO_POINT))
    if not math.isfinite(value):
        raise ValueError(text)
    return value
