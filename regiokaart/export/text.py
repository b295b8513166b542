"""Result tables as text for a terminal, no wider than it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from textwrap import wrap

from regiokaart.congruence.table import Column, Kind, Table

_GAP = "  "
_NARROW_GAP = " "
_LONGEST_WORD = 24  # characters: a longer one is broken where a table has to fit


def text_table(table: Table, keys: Sequence[str], width: int | None = None) -> str:
    """Return columns of a table as aligned text, as they are written on screen.

    Parameters
    ----------
    table : Table
    keys : sequence of str
        Keys of the columns to show, in this order.
    width : int or None
        Characters on a line: headings and texts that are too long for it go on below. Numbers stay
        whole, so a table of very many columns may still be wider.
    """
    columns = [table[key] for key in keys]
    cells = [_cells(column) for column in columns]
    widths = [max(map(len, (c.title, *texts))) for c, texts in zip(columns, cells, strict=True)]
    gap = _GAP
    if width is not None:
        widths = _fitted(columns, cells, widths, width - len(_GAP) * (len(keys) - 1))
        if sum(widths) + len(_GAP) * (len(keys) - 1) > width:
            gap = _NARROW_GAP
    rows = [[column.title for column in columns], ["-" * w for w in widths]]
    rows += [list(row) for row in zip(*cells, strict=True)]
    return "".join(_lines(row, columns, widths, gap) for row in rows)


def fitting(table: Table, keys: Sequence[str], spare: Sequence[str], width: int) -> list[str]:
    """Leave out columns until a table fits, and no more than needed.

    Parameters
    ----------
    table : Table
    keys : sequence of str
        Keys of the columns to show.
    spare : sequence of str
        Which of them may be left out, the first one first.
    width : int
        Characters on a line.
    """
    kept = list(keys)
    for key in (each for each in spare if each in keys):
        least = [_least(column, _cells(column)) for column in map(table.__getitem__, kept)]
        if sum(least) + len(_NARROW_GAP) * (len(least) - 1) <= width:
            break
        kept.remove(key)
    return kept


def _cells(column: Column) -> list[str]:
    return [column.text(row) for row in range(len(column.values))]


def _fitted(
    columns: Sequence[Column], cells: Sequence[Sequence[str]], widths: list[int], width: int
) -> list[int]:
    """Narrow the widest column that can be, a character at a time, until they fit together."""
    least = [_least(column, texts) for column, texts in zip(columns, cells, strict=True)]
    spare = sum(widths) - width
    widths = list(widths)
    while spare > 0 and any(now > low for now, low in zip(widths, least, strict=True)):
        widest = max(range(len(widths)), key=lambda i: (widths[i] > least[i], widths[i]))
        widths[widest] -= 1
        spare -= 1
    return widths


def _least(column: Column, texts: Sequence[str]) -> int:
    """Return how narrow a column can be with whole numbers, and words one can copy."""
    heading = max(map(len, column.title.split()))
    if column.kind is Kind.TEXT:
        words = max((len(word) for text in texts for word in text.split()), default=0)
        values = min(words, _LONGEST_WORD)
    else:
        values = max(map(len, texts), default=0)
    return max(heading, values)


def _lines(row: Sequence[str], columns: Sequence[Column], widths: Sequence[int], gap: str) -> str:
    """Write a row, on more lines where a text is wider than its column."""
    parts = [
        wrap(text, width, break_on_hyphens=False) if len(text) > width else [text]
        for text, width in zip(row, widths, strict=True)
    ]
    return "".join(
        gap.join(
            (str.ljust if column.kind is Kind.TEXT else str.rjust)(text, width)
            for text, column, width in zip(line, columns, widths, strict=True)
        ).rstrip()
        + "\n"
        for line in zip_longest(*parts, fillvalue="")
    )
