"""Columns of result tables, and the lines of a provenance that follow from them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from regiokaart.congruence.table import Column, Kind, Value
from regiokaart.congruence.wording import join_names
from regiokaart.model import Catalogus, Indeling


def text(key: str, heading: str, values: Sequence[str | None], explanation: str = "") -> Column:
    """Make a column of texts."""
    return Column(key, heading, Kind.TEXT, values, explanation=explanation)


def count(
    key: str, heading: str, values: Iterable[int | None], explanation: str = "", unit: str = ""
) -> Column:
    """Make a column of whole numbers."""
    whole = [None if value is None else int(value) for value in values]
    return Column(key, heading, Kind.COUNT, whole, unit, explanation=explanation)


def number(
    key: str,
    heading: str,
    values: Iterable[float | None],
    explanation: str = "",
    unit: str = "",
    decimals: int = 3,
) -> Column:
    """Make a column of numbers; NaN is no value."""
    return Column(key, heading, Kind.NUMBER, _known(values), unit, decimals, explanation)


def share(key: str, heading: str, values: Iterable[float | None], explanation: str = "") -> Column:
    """Make a column of shares, written as percentages; NaN is no value."""
    return Column(key, heading, Kind.SHARE, _known(values), decimals=1, explanation=explanation)


def year(key: str, heading: str, indelingen: Sequence[Indeling]) -> Column:
    """Make a column with the peiljaar of indelingen."""
    return Column(key, heading, Kind.YEAR, [indeling.peiljaar for indeling in indelingen])


def definitions(columns: Sequence[Column]) -> tuple[str, ...]:
    """Write one line per explanation, which columns may share."""
    headings: dict[str, list[str]] = {}
    for column in columns:
        if column.explanation:
            headings.setdefault(column.explanation, []).append(column.heading)
    return tuple(
        f"{join_names(names)}: {explanation[0].lower()}{explanation[1:]}"
        for explanation, names in headings.items()
    )


def set_parameter(name: str, indelingen: Sequence[Indeling]) -> tuple[str, str]:
    """Name a set of indelingen in full: which ones they are is the result."""
    names = ", ".join(indeling.naam_meervoud for indeling in indelingen)
    return name, f"{len(indelingen)}: {names}" if indelingen else "geen"


def inwoners_on(catalogus: Catalogus) -> str:
    """Say of which date the inhabitants are."""
    return f"Inwoners op 1 januari {catalogus.gemeenten.inwoners_jaar}."


def _known(values: Iterable[float | None]) -> list[Value]:
    return [None if value is None or math.isnan(value) else float(value) for value in values]
