"""Headings above a table, and what its columns are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from regiokaart.sources.errors import DataError
from regiokaart.sources.imported import ImportOptions, Layout
from regiokaart.sources.names import GemeenteFinder, is_code, shown
from regiokaart.sources.sheets import Row

NUMBER = re.compile(r"[-+]?\d[\d.,  ]*%?")
_REGIO_HEADING = re.compile(r"regio(?:[ _-]?naam(?:[ _-].*)?)?|naam[ _-](?:van[ _-]de[ _-])?regio")
_LOOKED_AT = 50  # rows in which a heading is sought
_LISTED = 10  # columns that an error names


def column_values(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the columns of a sheet for a user to choose from, without knowing any gemeente."""
    table = table_rows(rows)
    heading = named_heading(table)
    heading = likely_heading(table) if heading is None else heading
    names = column_names(None if heading is None else table[heading], width(table))
    body = table if heading is None else table[heading + 1 :]
    return {name: [row[column] for row in body] for column, name in enumerate(names)}


def table_rows(rows: Sequence[Row]) -> Sequence[Row]:
    """Rows from the first that has two filled cells."""
    start = next((i for i, row in enumerate(rows) if _filled(row) >= 2), len(rows))
    return rows[start:]


def _filled(row: Row) -> int:
    return sum(map(bool, row.cells))


def width(table: Sequence[Row]) -> int:
    """Count the columns of the widest row."""
    return max((len(row.cells) for row in table), default=0)


def named_heading(table: Sequence[Row]) -> int | None:
    """Return the row with a cell that says "gemeente" or "regio"."""
    for i, row in enumerate(table[:_LOOKED_AT]):
        if _filled(row) >= 2 and {"gemeente", "regio"} & {text.casefold() for text in row.cells}:
            return i
    return None


def likely_heading(table: Sequence[Row]) -> int | None:
    """Return the first row as full as most, when it looks like words above a column."""
    if not table:
        return None
    usual = sorted(map(_filled, table))[len(table) // 2]
    top = next(i for i, row in enumerate(table) if 2 * _filled(row) > usual)
    below = table[top + 1 : top + 1 + 4 * _LOOKED_AT]
    for column, text in enumerate(table[top].cells):
        if text and (NUMBER.fullmatch(text) or is_code(text)):
            return None
        if text and any(row[column] == text for row in below):
            return None
    return top


def heading_above(
    table: Sequence[Row], start: int, gemeente: int, regio: int
) -> tuple[int | None, Sequence[Row]]:
    """Find the heading above the first gemeente, and return it with the rows below it.

    A row above whose regio occurs below is no heading: its gemeente is misspelt.
    """
    later = {row[regio] for row in table[start:]} - {""}
    again = {row.cells for row in table[start:]}  # a heading that is repeated on each page
    while start and table[start - 1].cells not in again:
        above = table[start - 1]
        if not is_code(above[gemeente]) and above[regio] not in later:
            break
        start -= 1
    if start and _filled(table[start - 1]) >= 2:
        return start - 1, table[start:]
    return None, table[start:]


def first_gemeente(table: Sequence[Row], gemeente: int, finder: GemeenteFinder) -> int:
    """Position of the first row that is about a gemeente, 0 when none is."""
    found = (i for i, row in enumerate(table) if finder.find_code(row[gemeente]) is not None)
    return next(found, 0)


def column_names(heading: Row | None, count: int) -> tuple[str, ...]:
    """Name each column by its heading, or as a spreadsheet does where that says too little."""
    texts = [heading[column] if heading is not None else "" for column in range(count)]
    folded = [text.casefold() for text in texts]
    return tuple(
        text if text and folded.count(text.casefold()) == 1 else f"kolom {_letter(column)}"
        for column, text in enumerate(texts)
    )


def _letter(column: int) -> str:
    """Name a column as a spreadsheet does: A, B ... Z, AA."""
    before, last = divmod(column, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


def named_column(path: Path, heading: Row, name: str) -> int | None:
    """Return the column with this heading.

    Raises
    ------
    DataError
        When there are several: either may be the one that is meant.
    """
    found = [column for column, text in enumerate(heading.cells) if text.casefold() == name]
    if len(found) > 1:
        first, second = _letter(found[0]), _letter(found[1])
        raise DataError(
            path,
            f"kolom {first} en kolom {second} heten allebei '{name}'",
            remedy="geef één van de twee een andere naam",
        )
    return found[0] if found else None


def regio_column(path: Path, heading: Row, options: ImportOptions) -> int | None:
    """Return the column headed "regio", or the only one that is headed nearly so."""
    regio = named_column(path, heading, "regio")
    if regio is not None or options.layout is Layout.WIDE:
        return regio
    texts = enumerate(heading.cells)
    alike = [column for column, text in texts if _REGIO_HEADING.fullmatch(text.casefold())]
    return alike[0] if len(alike) == 1 else None


def chosen_columns(path: Path, heading: Row, count: int, options: ImportOptions) -> dict[str, int]:
    """Find the columns that a user chose, by heading or as ``kolom B``."""
    by_name = {f"kolom {_letter(column)}".casefold(): column for column in range(count)}
    by_name |= {name.casefold(): i for i, name in enumerate(column_names(heading, count))}
    found = {}
    for name in filter(None, (options.gemeente, options.regio, options.code, options.indeling)):
        if name.casefold() not in by_name:
            listed = ", ".join(shown(each) for each in column_names(heading, count)[:_LISTED])
            raise DataError(
                path, f"kolom {shown(name)} bestaat niet", remedy=f"de kolommen zijn {listed}"
            )
        found[name] = by_name[name.casefold()]
    return found
