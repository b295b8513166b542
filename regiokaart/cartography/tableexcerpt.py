"""The first rows of a result table, laid out to fit a place on a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from regiokaart.cartography.fitting import Box
from regiokaart.cartography.wrapping import MORE, clean, elide, wrap
from regiokaart.congruence.table import Column, Kind, Table
from regiokaart.model.notation import number

_WIDEST = 190.0  # pixels at letters of 11: a column that is wider is cut off
_HEADING_LINES = 4
_BETWEEN, _MOST_BETWEEN = 1.2, 3.0  # times the size of the letters, between columns
_ROW = 1.6  # and from one row to the next
_LINE = 1.25  # and from one line of a heading to the next


@dataclass(frozen=True)
class ExcerptColumn:
    """One column.

    Attributes
    ----------
    x, width : float
        Pixels on the page.
    numeric : bool
        Whether it is aligned to the right.
    heading : tuple of str
        Lines.
    cells : tuple of str
    """

    x: float
    width: float
    numeric: bool
    heading: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Excerpt:
    """A part of a table with its place.

    Attributes
    ----------
    box : Box
    columns : tuple of ExcerptColumn
    letters : int
        Size in pixels.
    heading_height, row_height : float
    account : str
        What is not shown, and with which choices the table was made.
    """

    box: Box
    columns: tuple[ExcerptColumn, ...]
    letters: int
    heading_height: float
    row_height: float
    account: str


def excerpt(
    table: Table,
    rows: int,
    place: Box,
    letters: int,
    width_of: Callable[[str], float],
    bold_width_of: Callable[[str], float],
    chosen: str = "",
) -> Excerpt:
    """Lay out as many of the first rows and columns as fit.

    Parameters
    ----------
    table : Table
    rows : int
        The most rows.
    place : Box
        Where the part begins, and the most that it may take.
    letters : int
        Size in pixels.
    width_of, bold_width_of : callable
        Width of a text on one line.
    chosen : str
        How the table differs from the whole one, a sentence without a full stop; may be empty.
    """
    between, row_height = _BETWEEN * letters, _ROW * letters
    rows = min(rows, len(table))
    columns: list[ExcerptColumn] = []
    x = place.x
    for column in table.columns:
        cells = [clean(column.text(row)) for row in range(rows)]
        widest = max((width_of(cell) for cell in cells), default=0.0)
        words = max((bold_width_of(word) for word in column.title.split()), default=0.0)
        most = _WIDEST * letters / 11
        width = min(max(widest, words) + 1, most)
        heading = wrap(column.title, width, bold_width_of, _HEADING_LINES)
        while heading[-1:] and heading[-1].endswith(MORE) and width < most:
            width = min(1.2 * width, most)
            heading = wrap(column.title, width, bold_width_of, _HEADING_LINES)
        if columns and x + width > place.right:
            break
        shown = tuple(elide(cell, width, width_of) for cell in cells)
        columns.append(ExcerptColumn(x, width, _is_numeric(column), heading, shown))
        x += width + between
    lines = max((len(column.heading) for column in columns), default=0)
    heading_height = lines * _LINE * letters + 0.5 * letters
    rows = max(min(rows, int((place.height - heading_height) / row_height)), 1 if rows else 0)
    used = columns[-1].x + columns[-1].width - place.x if columns else 0.0
    spare = (place.width - used) / max(len(columns) - 1, 1)
    more = min(spare, (_MOST_BETWEEN - _BETWEEN) * letters)
    columns = [
        replace(column, x=column.x + i * more, cells=column.cells[:rows])
        for i, column in enumerate(columns)
    ]
    used += more * max(len(columns) - 1, 0)
    box = Box(place.x, place.y, used, heading_height + rows * row_height)
    account = _account(table, rows, len(columns), chosen)
    return Excerpt(box, tuple(columns), letters, heading_height, row_height, account)


def _is_numeric(column: Column) -> bool:
    return column.kind is not Kind.TEXT


def _account(table: Table, rows: int, columns: int, chosen: str) -> str:
    parts = []
    if rows < len(table):
        of = f"van {number(len(table))} rijen"
        parts.append(f"De eerste {rows} {of}" if rows != 1 else f"De eerste {of}")
    if columns < len(table.columns):
        parts.append(f"{columns} van {len(table.columns)} kolommen")
    shown = ", ".join(parts)
    made = "; ".join(f"{name}: {value}" for name, value in table.provenance.parameters)
    return ". ".join(filter(None, [shown[:1].upper() + shown[1:], chosen, made])) + "."
