"""Result tables as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from regiokaart.congruence.table import Column, Kind, Table

_GAP = "  "


def text_table(table: Table, keys: Sequence[str]) -> str:
    """Return columns of a table as aligned text, as they are written on screen.

    Parameters
    ----------
    table : Table
    keys : sequence of str
        Keys of the columns to show, in this order.
    """
    columns = [_aligned(table[key]) for key in keys]
    lines = [_GAP.join(cells).rstrip() for cells in zip(*columns, strict=True)]
    return "\n".join(lines) + "\n"


def _aligned(column: Column) -> list[str]:
    """Return heading, rule and values of a column, all of one width."""
    values = [column.text(row) for row in range(len(column.values))]
    width = max(map(len, [column.title, *values]))
    justify = str.ljust if column.kind is Kind.TEXT else str.rjust
    cells = [justify(text, width) for text in (column.title, *values)]
    return [cells[0], "-" * width, *cells[1:]]
