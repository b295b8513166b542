"""Which rows and columns of a sheet hold an indeling, found by what is in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from regiokaart.sources.errors import DataError
from regiokaart.sources.headings import (
    NUMBER,
    chosen_columns,
    column_names,
    first_gemeente,
    heading_above,
    likely_heading,
    named_column,
    named_heading,
    regio_column,
    table_rows,
    width,
)
from regiokaart.sources.imported import ImportOptions, Layout
from regiokaart.sources.names import GemeenteFinder, shown
from regiokaart.sources.sheets import Row

NAME_THE_COLUMNS = "noem de kolom met gemeenten 'gemeente' en de kolom met regio's 'regio'"
_NO_REGIO = ("", "-", "–", "—", "?", "geen", "geen regio", "onbekend", "nvt", "n.v.t", "n.v.t.")
_NO_REGIOS = {"ja", "nee", "j", "n", "x", "waar", "onwaar"}  # what a column of regio's does not say
_INDELING = re.compile(r"(?:(?:soort|type|naam)[ _-]?)?(?:regio[ -]?)?indeling(?:en|snaam)?")
_CODE_HEADING = re.compile(r".*(?:code|_cd|nummer|[ _-]nr)|nr")
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{3}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}[-/]\d{1,2}[-/]\d{4}.*")


@dataclass(frozen=True)
class Columns:
    """Which rows and columns of a sheet hold an indeling.

    Attributes
    ----------
    rows : sequence of Row
        Without titles and heading.
    names : tuple of str
        What each column is called: its heading, or ``kolom B``.
    gemeente, naam, code : int
        Columns; `code` is `naam` where there is no other.
    indeling : int or None
        Column that says to which indeling a row belongs.
    titel : str
        What the indeling is called in the file: the heading of its column, or its own name.
    """

    rows: Sequence[Row]
    names: tuple[str, ...]
    gemeente: int
    naam: int
    code: int
    indeling: int | None
    titel: str


class NoTableError(DataError):
    """A sheet does not hold an indeling; another one may."""


def without_regio(text: str) -> bool:
    """Whether a text says in words that a gemeente has no regio."""
    return text.casefold() in _NO_REGIO


def splitting_column(columns: Columns) -> str:
    """Name a column that divides the rows over indelingen, empty where there is none.

    In each of its values a gemeente stands once, and gemeenten lie in several regio's.
    """
    rows = [row for row in columns.rows if row[columns.gemeente] and row[columns.naam]]
    for column, name in enumerate(columns.names):
        if column in (columns.gemeente, columns.naam, columns.code):
            continue
        values = {row[column] for row in rows}
        pairs = {(row[column], row[columns.gemeente]) for row in rows}
        regios = {(row[column], row[columns.naam]) for row in rows}
        gemeenten = {row[columns.gemeente] for row in rows}
        apart = len(pairs) > 0.95 * len(rows) and len(pairs) > len(gemeenten)
        if len(values) > 1 and apart and len(regios) >= 2 * len(values):
            return name
    return ""


def find_columns(
    path: Path, rows: Sequence[Row], finder: GemeenteFinder, options: ImportOptions
) -> tuple[Columns, ...]:
    """Find the columns of the indeling in a sheet, or of each where it holds several.

    The column with gemeenten is the one whose values are gemeenten; the column with regio's is
    the one that remains, or a name and a code that say the same. What is chosen in `options`
    wins, then columns headed "gemeente", "regio" and "indeling".

    Raises
    ------
    NoTableError
        When the columns cannot be found or told apart.
    DataError
        When a heading stands there twice, or a chosen column not at all.
    """
    table = table_rows(rows)
    if not table:
        empty = not any(any(row.cells) for row in rows)
        raise NoTableError(
            path,
            "dit bestand is leeg" if empty else "geen tabel met ten minste twee kolommen gevonden",
            remedy="kies een bestand met een kolom gemeenten en een kolom regio's"
            if empty
            else NAME_THE_COLUMNS,
        )
    top = named_heading(table)
    likely = likely_heading(table) if top is None else top
    first = Row(0, ()) if likely is None else table[likely]
    chosen = chosen_columns(path, first, width(table), options)
    if any(name in first.cells for name in chosen):
        top = likely
    below = table if top is None else table[top + 1 :]
    gemeente = (
        chosen[options.gemeente] if options.gemeente else named_column(path, first, "gemeente")
    )
    regio = chosen[options.regio] if options.regio else regio_column(path, first, options)
    if gemeente is None:
        gemeente = _gemeente_column(path, below, regio, finder)
    start = 0 if top is not None else first_gemeente(below, gemeente, finder)
    body = below[start:]
    group = _group_column(path, first, chosen, options, gemeente, regio)
    if regio is not None:
        groups = [(regio, _code_beside(first, body, regio, group))]
    else:
        groups = _regio_columns(path, first, body, gemeente, group, finder)
    if options.code:
        groups = [(naam, chosen[options.code]) for naam, _ in groups]
    if top is None:
        top, body = heading_above(below, start, gemeente, groups[0][0])
    names = column_names(None if top is None else table[top], width(table))
    if top is not None:
        body = [row for row in body if row.cells != table[top].cells]  # repeated on each page
    if group is not None and len(groups) == 1:
        return _long(body, names, gemeente, group, *groups[0])
    if options.layout is Layout.WIDE and len(groups) > 1:
        return _wide(path, body, names, gemeente, groups)
    if len(groups) > 1:
        listed = ", ".join(shown(names[naam]) for naam, _ in groups[:5])
        listed += " ..." if len(groups) > 5 else ""
        raise NoTableError(
            path, f"meer dan één kolom kan de regio zijn ({listed})", remedy=NAME_THE_COLUMNS
        )
    ((naam, code),) = groups
    _check_regio_is_no_figure(path, body, naam, names[naam])
    return (Columns(body, names, gemeente, naam, code, None, names[naam]),)


def _group_column(
    path: Path,
    heading: Row,
    chosen: dict[str, int],
    options: ImportOptions,
    gemeente: int,
    regio: int | None,
) -> int | None:
    """Return the column that says to which indeling a row belongs."""
    if options.indeling:
        return chosen[options.indeling]
    if options.layout not in (Layout.AUTO, Layout.LONG):
        return None
    for column, text in enumerate(heading.cells):
        if column not in (gemeente, regio) and _INDELING.fullmatch(text.casefold()):
            return column
    if options.layout is Layout.LONG:
        raise NoTableError(
            path,
            "geen kolom gevonden die zegt bij welke indeling een rij hoort",
            remedy="noem die kolom 'indeling'",
        )
    return None


# --- columns that are found by content


def _gemeente_column(
    path: Path, table: Sequence[Row], regio: int | None, finder: GemeenteFinder
) -> int:
    """Return the column that names the most different gemeenten, at least in half its cells."""
    best, most = None, 0
    for column in range(width(table)):
        if column == regio:
            continue
        texts = [row[column] for row in table if row[column]]
        found = [code for code in map(finder.find_code, texts) if code is not None]
        # A heading and a title above it do not count against a column.
        if 2 * len(found) >= len(texts) - 2 and len(set(found)) > most:
            best, most = column, len(set(found))
    if best is None:
        raise NoTableError(path, "geen kolom met gemeenten gevonden", remedy=NAME_THE_COLUMNS)
    return best


def _regio_columns(
    path: Path,
    heading: Row,
    body: Sequence[Row],
    gemeente: int,
    group: int | None,
    finder: GemeenteFinder,
) -> list[tuple[int, int]]:
    """Return the columns with the name and the code of each way to divide the gemeenten.

    Name and code are often the same column.
    """
    body = [row for row in body if row[gemeente]]
    meant = [finder.find_code(row[gemeente]) for row in body]
    options = [
        column
        for column in range(width(body))
        if column not in (gemeente, group)
        and any(row[column] for row in body)
        and not _says_the_same(meant, [finder.find_code(row[column]) for row in body])
    ]
    if group is not None:
        options = [column for column in options if not _follows(body, group, column)]
    if len(options) > 1:
        options = [column for column in options if _divides([row[column] for row in body])]
    if not options:
        raise NoTableError(path, "geen kolom met regio's gevonden", remedy=NAME_THE_COLUMNS)
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for column in options:
        groups[_partition(body, column, group)].append(column)
    pairs = []
    for columns in groups.values():
        length = {column: sum(len(row[column]) for row in body) for column in columns}
        words = [column for column in columns if _is_words([row[column] for row in body])]
        named = [column for column in words if "naam" in heading[column].casefold()]
        naam = max(named or words or columns, key=length.__getitem__)
        pairs.append((naam, min(columns, key=length.__getitem__)))
    return pairs


def _is_words(texts: Sequence[str]) -> bool:
    """Whether most values have a word in them, as names do and codes and addresses do not."""
    names = [text for text in texts if _WORD.search(text) and "://" not in text]
    return 2 * len(names) > sum(map(bool, texts))


def _code_beside(heading: Row, body: Sequence[Row], naam: int, group: int | None) -> int:
    """Return the column headed as a code that divides the rows as the names do."""
    same = _partition(body, naam, group)
    for column, text in enumerate(heading.cells):
        if column not in (naam, group) and _CODE_HEADING.fullmatch(text.casefold()):
            filled = all(bool(row[column]) or without_regio(row[naam]) for row in body)
            if filled and _partition(body, column, group) == same:
                return column
    return naam


def _says_the_same(a: Sequence[str | None], b: Sequence[str | None]) -> bool:
    """Whether two columns name the same gemeente in nearly every row (code beside name)."""
    same = sum(x == y and x is not None for x, y in zip(a, b, strict=True))
    return same > 0.9 * len(a)


def _divides(texts: Sequence[str]) -> bool:
    """Whether values repeat as regio's do: not a year, a date, inhabitants or a remark."""
    filled = [text for text in texts if text]
    if filled and all(map(_DATE.fullmatch, filled)):
        return False
    return 1 < len(set(filled)) <= 0.8 * len(filled) and len(filled) >= 0.5 * len(texts)


def _follows(body: Sequence[Row], group: int, column: int) -> bool:
    """Whether a column says the same in all rows of an indeling, such as its source."""
    return len({(row[group], row[column]) for row in body}) == len({row[group] for row in body})


def _partition(body: Sequence[Row], column: int, group: int | None) -> tuple[int, ...]:
    first: dict[tuple[str, str], int] = {}
    keys = (("" if group is None else row[group], row[column].casefold()) for row in body)
    return tuple(first.setdefault(key, i) for i, key in enumerate(keys))


# --- tables with several indelingen


def _wide(
    path: Path,
    body: Sequence[Row],
    names: tuple[str, ...],
    gemeente: int,
    groups: Sequence[tuple[int, int]],
) -> tuple[Columns, ...]:
    """Return the columns of each indeling in a table with a column for each."""
    found = []
    for naam, code in groups:
        rows = [row for row in body if row[naam]]
        texts = {row[naam].casefold() for row in rows}
        numbers = all(NUMBER.fullmatch(text) for text in texts)
        if texts <= _NO_REGIOS or (numbers and "regio" not in names[naam].casefold()):
            continue
        found.append(Columns(rows, names, gemeente, naam, code, None, names[naam]))
    if not found:
        raise NoTableError(path, "geen kolom met regio's gevonden", remedy=NAME_THE_COLUMNS)
    return tuple(found)


def _long(
    body: Sequence[Row], names: tuple[str, ...], gemeente: int, group: int, naam: int, code: int
) -> tuple[Columns, ...]:
    """Return the rows of each indeling in a table with a row for each gemeente in each."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in body:
        if row[group] or row[naam]:
            rows[row[group]].append(row)
    return tuple(
        Columns(each, names, gemeente, naam, code, group, titel) for titel, each in rows.items()
    )


def _check_regio_is_no_figure(path: Path, body: Sequence[Row], regio: int, title: str) -> None:
    """Refuse a number that differs from gemeente to gemeente, such as inhabitants."""
    texts = [row[regio] for row in body if not without_regio(row[regio])]
    different = len(texts) >= 3 and len(set(texts)) > 0.8 * len(texts)
    if different and all(map(NUMBER.fullmatch, texts)):
        raise NoTableError(
            path,
            f"{shown(title)} heeft bij bijna elke gemeente een ander getal (zoals {texts[0]}) en "
            "kan de regio niet zijn",
            remedy="noem de kolom met regio's 'regio', en zet voor regionummers een letter",
        )
