"""The rows and columns of a result table that were chosen for a page."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from regiokaart.congruence.table import Table, Value
from regiokaart.model.layoutsettings import LayoutSettings
from regiokaart.model.notation import number


@dataclass(frozen=True, eq=False)
class OfferedTable:
    """A table that can stand on a page, and how it is shown in the window.

    Attributes
    ----------
    table : Table
    sort : str
        Key of the column by which it is sorted; empty for the order of the table.
    descending : bool
    selected : tuple of int
        Rows that are selected.
    """

    table: Table
    sort: str = ""
    descending: bool = False
    selected: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class ChosenTable:
    """What was chosen of a table.

    Attributes
    ----------
    table : Table
        With the rows and columns that were chosen, in that order.
    account : str
        How it differs from the whole table, in a Dutch sentence without a full stop; may be empty.
    remarks : tuple of str
        What of the choices could not be done, in Dutch.
    """

    table: Table
    account: str = ""
    remarks: tuple[str, ...] = ()


def choose(offered: OfferedTable, settings: LayoutSettings) -> ChosenTable:
    """Take the rows and columns that were chosen, in the order that was chosen."""
    table, account, remarks = offered.table, [], []
    rows: Sequence[int] = range(len(table))
    if settings.only_selection and offered.selected:
        rows = sorted(offered.selected)
        account.append(
            f"Alleen de geselecteerde rijen: {number(len(rows))} van {number(len(table))}"
        )
    elif settings.only_selection:
        remarks.append("in de tabel is niets geselecteerd; alle rijen staan erin")
    columns = {column.key: column for column in table.columns}
    sort, descending = offered.sort, offered.descending
    if settings.sort in columns:
        sort, descending = settings.sort, settings.descending
    elif settings.sort:
        remarks.append(f"de kolom '{settings.sort}' om op te sorteren is er niet")
    if sort in columns:
        rows = _sorted(rows, columns[sort].values, descending)
        direction = ", van hoog naar laag" if descending else ""
        account.append(f"Volgorde: {columns[sort].heading}{direction}")
    absent = [key for key in settings.columns if key not in columns]
    if absent:
        remarks.append(f"in de tabel ontbreekt: {', '.join(absent)}")
    wanted = [column for column in table.columns if column.key in settings.columns]
    chosen = tuple(
        replace(column, values=tuple(column.values[row] for row in rows))
        for column in wanted or table.columns
    )
    return ChosenTable(replace(table, columns=chosen), ". ".join(account), tuple(remarks))


def _sorted(rows: Sequence[int], values: Sequence[Value], descending: bool) -> list[int]:
    """Put rows in the order of their values, those without one last."""
    filled = [row for row in rows if not _is_empty(values[row])]
    empty = [row for row in rows if _is_empty(values[row])]
    return [*sorted(filled, key=lambda row: _order(values[row]), reverse=descending), *empty]


def _order(value: Value) -> tuple[float, str]:
    """Return what a value is compared by: numbers come before texts."""
    if isinstance(value, str):
        decomposed = unicodedata.normalize("NFKD", value.casefold())
        return math.inf, "".join(c for c in decomposed if c.isalnum() or c.isspace())
    return float(value or 0), ""


def _is_empty(value: Value) -> bool:
    return value is None or value != value  # NaN is the one value unlike itself
