"""An indeling of the user's own: a CSV or XLSX file with gemeenten and regio's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from regiokaart.model import Gemeenten, Indeling, Lidmaatschap, Methode, Regio, notation
from regiokaart.sources.errors import DataError
from regiokaart.sources.names import GemeenteFinder, is_code, shown
from regiokaart.sources.own import MAX_NAME, own_indeling
from regiokaart.sources.sheets import Row, Sheet, read_sheets

_NAME_THE_COLUMNS = "noem de kolom met gemeenten 'gemeente' en de kolom met regio's 'regio'"
_NO_REGIO = ("", "-", "–", "—", "?", "geen", "geen regio", "onbekend", "nvt", "n.v.t", "n.v.t.")
_NUMBER = re.compile(r"[-+]?\d[\d.,  ]*%?")
_NO_REGIOS = {"ja", "nee", "j", "n", "x", "waar", "onwaar"}  # what a column of regio's does not say


@dataclass(frozen=True)
class _Columns:
    """Which rows and columns of a sheet hold the indeling."""

    rows: Sequence[Row]
    gemeente: int
    naam: int
    code: int
    titel: str


class _NoTableError(DataError):
    """A sheet does not hold an indeling; another one may."""


class _RowError(Exception):
    """What is wrong with one row, and what to do about it."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


def read_indeling(
    path: Path, gemeenten: Gemeenten, taken: Collection[str] = (), sheet: str = ""
) -> Indeling:
    """Read a user's own indeling from a CSV or XLSX file.

    The column with gemeenten is the one whose values are codes (``GM0363``, ``0363``, 363) or
    names (also ``Utrecht (gemeente)``, ``Den Haag``, ``Bergen (NH.)``); the column with
    regio's is the one that remains, or a name and a code that say the same. Columns headed
    "gemeente" and "regio" always win. Titles above the table and empty rows are skipped.

    Parameters
    ----------
    path : Path
        See `regiokaart.sources.sheets.read_sheets`.
    gemeenten : Gemeenten
        The list that the file must fit.
    taken : collection of str
        Ids that the new indeling may not get.
    sheet : str
        Sheet of a workbook; empty for the one visible sheet that holds such a table.

    Returns
    -------
    Indeling
        Of soort `Soort.EIGEN`, with an id made of the file name and without peiljaar. Gemeenten
        that the file does not mention, or whose regio is ``geen`` or ``n.v.t.``, have no regio.

    Raises
    ------
    DataError
        When the file cannot be read, the columns cannot be told apart or contradict each other,
        or rows have an unknown gemeente, a gemeente in a second regio, or no regio.
    """
    finder = GemeenteFinder(gemeenten)
    (columns,) = _find_columns(path, read_sheets(path, sheet), finder, wide=False)
    return _build(path, ("blad", sheet) if sheet else None, columns, finder, taken)


def read_indelingen(
    path: Path, gemeenten: Gemeenten, taken: Collection[str] = (), sheet: str = ""
) -> tuple[Indeling, ...]:
    """Read every indeling in a table with a column for each.

    As `read_indeling`, but columns that divide the gemeenten differently are an indeling each,
    named after its heading. In such a table an empty cell means no regio, and columns of numbers
    count when their heading says "regio".
    """
    finder = GemeenteFinder(gemeenten)
    found = _find_columns(path, read_sheets(path, sheet), finder, wide=True)
    indelingen: list[Indeling] = []
    for columns in found:
        several = len(found) > 1
        part = ("kolom", columns.titel) if several else ("blad", sheet) if sheet else None
        ids = [*taken, *(indeling.id for indeling in indelingen)]
        indelingen.append(_build(path, part, columns, finder, ids))
    return tuple(indelingen)


# --- from sheets to the columns that matter


def _find_columns(
    path: Path, sheets: Sequence[Sheet], finder: GemeenteFinder, *, wide: bool
) -> tuple[_Columns, ...]:
    """Return the columns of the sheet that has them, else say what is wrong."""
    found: list[tuple[Sheet, tuple[_Columns, ...]]] = []
    errors: list[tuple[int, _NoTableError]] = []
    for sheet in sheets:
        try:
            found.append((sheet, _columns_of(path, sheet.rows, finder, wide=wide)))
        except _NoTableError as error:
            errors.append((len(sheet.rows), error))
    if len(found) > 1:
        names = ", ".join(shown(sheet.name) for sheet, _ in found[:5])
        names += " ..." if len(found) > 5 else ""
        raise DataError(
            path,
            f"meer dan één blad heeft een tabel met gemeenten en regio's ({names})",
            remedy=f"zet het blad achter de bestandsnaam: '{path.name}#{found[0][0].name}'",
        )
    for sheet in [sheet for sheet, _ in found] or sheets:
        if sheet.formula is not None:
            raise DataError(
                path,
                "de uitkomst van een formule is niet bewaard",
                row=sheet.formula,
                remedy="open het bestand in Excel of LibreOffice, sla het op en probeer opnieuw",
            )
    if found:
        columns = found[0][1]
        _check_agreement(path, columns[0], finder)
        return columns
    # Of the longest sheet, which is most likely the one that is meant.
    raise max(errors, key=lambda each: each[0])[1]


def _columns_of(
    path: Path, rows: Sequence[Row], finder: GemeenteFinder, *, wide: bool
) -> tuple[_Columns, ...]:
    if not any(any(row.cells) for row in rows):
        raise _NoTableError(
            path,
            "dit bestand is leeg",
            remedy="kies een bestand met een kolom gemeenten en een kolom regio's",
        )
    start = next((i for i, row in enumerate(rows) if sum(map(bool, row.cells)) >= 2), None)
    if start is None:
        raise _NoTableError(
            path, "geen tabel met ten minste twee kolommen gevonden", remedy=_NAME_THE_COLUMNS
        )
    table = rows[start:]
    headings = [text.casefold() for text in table[0].cells]
    gemeente = _named(path, headings, "gemeente")
    regio = _named(path, headings, "regio")
    if gemeente is None:
        gemeente = _gemeente_column(path, table, regio, finder)
    if regio is not None:
        groups = [(regio, regio)]
    else:
        groups = _regio_columns(path, table, gemeente, finder)
        if wide and len(groups) > 1:
            return _wide(path, table, gemeente, groups)
    if len(groups) > 1:
        names = ", ".join(shown(_title(table[0], naam)) for naam, _ in groups[:5])
        names += " ..." if len(groups) > 5 else ""
        raise _NoTableError(
            path, f"meer dan één kolom kan de regio zijn ({names})", remedy=_NAME_THE_COLUMNS
        )
    ((naam, code),) = groups
    heading = _is_heading(table, gemeente, naam, finder)
    body = table[1:] if heading else table
    title = _title(table[0], naam, heading)
    _check_regio_is_no_figure(path, body, naam, title)
    return (_Columns(body, gemeente, naam, code, title),)


def _wide(
    path: Path, table: Sequence[Row], gemeente: int, groups: Sequence[tuple[int, int]]
) -> tuple[_Columns, ...]:
    """Return the columns of each indeling in a table with several, which always has headings."""
    found = []
    for naam, code in groups:
        title = _title(table[0], naam)
        rows = [row for row in table[1:] if row[naam]]
        texts = {row[naam].casefold() for row in rows}
        numbers = all(_NUMBER.fullmatch(text) for text in texts)
        if texts <= _NO_REGIOS or (numbers and "regio" not in title.casefold()):
            continue
        found.append(_Columns(rows, gemeente, naam, code, title))
    if not found:
        raise _NoTableError(path, "geen kolom met regio's gevonden", remedy=_NAME_THE_COLUMNS)
    return tuple(found)


def _named(path: Path, headings: Sequence[str], name: str) -> int | None:
    """Return the column with this heading.

    Raises
    ------
    DataError
        When there are several: either may be the one that is meant.
    """
    found = [column for column, heading in enumerate(headings) if heading == name]
    if len(found) > 1:
        first, second = _letter(found[0]), _letter(found[1])
        raise DataError(
            path,
            f"kolom {first} en kolom {second} heten allebei '{name}'",
            remedy="geef één van de twee een andere naam",
        )
    return found[0] if found else None


def _letter(column: int) -> str:
    """Name a column as a spreadsheet does: A, B ... Z, AA."""
    before, last = divmod(column, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


def _title(first: Row, column: int, heading: bool = True) -> str:
    return first[column] if heading and first[column] else f"kolom {_letter(column)}"


def _check_regio_is_no_figure(path: Path, body: Sequence[Row], regio: int, title: str) -> None:
    """Refuse a number that differs from gemeente to gemeente, such as inhabitants."""
    texts = [row[regio] for row in body if not _without_regio(row[regio])]
    different = len(texts) >= 3 and len(set(texts)) > 0.8 * len(texts)
    if different and all(map(_NUMBER.fullmatch, texts)):
        raise _NoTableError(
            path,
            f"{shown(title)} heeft bij bijna elke gemeente een ander getal (zoals {texts[0]}) en "
            "kan de regio niet zijn",
            remedy="noem de kolom met regio's 'regio', en zet voor regionummers een letter",
        )


def _width(table: Sequence[Row]) -> int:
    return max((len(row.cells) for row in table), default=0)


def _gemeente_column(
    path: Path, table: Sequence[Row], regio: int | None, finder: GemeenteFinder
) -> int:
    """Return the column that names the most different gemeenten, at least in half its cells."""
    best, most = None, 0
    for column in range(_width(table)):
        if column == regio:
            continue
        texts = [row[column] for row in table[1:] if row[column]]
        found = [i for i in map(finder.find, texts) if i is not None]
        if 2 * len(found) >= len(texts) and len(set(found)) > most:
            best, most = column, len(set(found))
    if best is None:
        raise _NoTableError(path, "geen kolom met gemeenten gevonden", remedy=_NAME_THE_COLUMNS)
    return best


def _regio_columns(
    path: Path, table: Sequence[Row], gemeente: int, finder: GemeenteFinder
) -> list[tuple[int, int]]:
    """Return the columns with the name and the code of each way to divide the gemeenten.

    Name and code are often the same column.
    """
    body = [row for row in table[1:] if row[gemeente]]
    positions = [finder.find(row[gemeente]) for row in body]
    options = [
        column
        for column in range(_width(table))
        if column != gemeente
        and any(row[column] for row in body)
        and not _says_the_same(positions, [finder.find(row[column]) for row in body])
    ]
    if len(options) > 1:
        options = [column for column in options if _divides([row[column] for row in body])]
    if not options:
        raise _NoTableError(path, "geen kolom met regio's gevonden", remedy=_NAME_THE_COLUMNS)
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for column in options:
        groups[_partition([row[column] for row in body])].append(column)
    pairs = []
    for columns in groups.values():
        by_length = sorted(columns, key=lambda column: -sum(len(row[column]) for row in body))
        pairs.append((by_length[0], by_length[-1]))
    return pairs


def _says_the_same(a: Sequence[int | None], b: Sequence[int | None]) -> bool:
    """Whether two columns name the same gemeente in nearly every row (code beside name)."""
    same = sum(x == y and x is not None for x, y in zip(a, b, strict=True))
    return same > 0.9 * len(a)


def _divides(texts: Sequence[str]) -> bool:
    """Whether values repeat as regio's do: not a year, a number of inhabitants or a remark."""
    filled = [text for text in texts if text]
    return 1 < len(set(filled)) <= 0.8 * len(filled) and len(filled) >= 0.5 * len(texts)


def _partition(texts: Sequence[str]) -> tuple[int, ...]:
    first: dict[str, int] = {}
    return tuple(first.setdefault(text, i) for i, text in enumerate(texts))


def _is_heading(table: Sequence[Row], gemeente: int, regio: int, finder: GemeenteFinder) -> bool:
    """Whether the first row holds headings, and not a gemeente (perhaps misspelt)."""
    first = table[0]
    if finder.find(first[gemeente]) is not None or is_code(first[gemeente]):
        return False
    return not first[regio] or first[regio] not in {row[regio] for row in table[1:]}


def _check_agreement(path: Path, columns: _Columns, finder: GemeenteFinder) -> None:
    """Refuse a row whose code is of another gemeente than its name."""
    rows = [row for row in columns.rows if row[columns.gemeente]]
    meant = [finder.find(row[columns.gemeente]) for row in rows]
    for column in range(_width(rows)):
        if column in (columns.gemeente, columns.naam, columns.code):
            continue
        found = [finder.find(row[column]) for row in rows]
        differing = [
            row
            for row, one, other in zip(rows, meant, found, strict=True)
            if one is not None and other is not None and one != other
        ]
        if differing and _identifies(rows, columns.gemeente, column, meant, found):
            row = differing[0]
            raise DataError(
                path,
                f"{shown(row[columns.gemeente])} en {shown(row[column])} zijn niet dezelfde "
                f"gemeente{_how_many(len(differing))}",
                row=row.number,
                remedy="verbeter een van de twee, of verwijder de kolom die niet klopt",
            )


def _identifies(
    rows: Sequence[Row],
    column: int,
    other: int,
    meant: Sequence[int | None],
    found: Sequence[int | None],
) -> bool:
    """Whether another column is to name the same gemeente: not its centre or its province."""
    code_beside_name = len({_mostly_codes(rows, column), _mostly_codes(rows, other)}) == 2
    mostly_same = sum(x == y for x, y in zip(meant, found, strict=True)) > 0.5 * len(rows)
    all_different = len(set(found) - {None}) >= 0.9 * len(rows)
    return code_beside_name + mostly_same + all_different >= 2


def _mostly_codes(rows: Sequence[Row], column: int) -> bool:
    return 2 * sum(is_code(row[column]) for row in rows) > len(rows)


def _how_many(rows: int) -> str:
    return f" (in {notation.number(rows)} rijen)" if rows > 1 else ""


# --- from columns to an indeling


def _build(
    path: Path,
    part: tuple[str, str] | None,
    columns: _Columns,
    finder: GemeenteFinder,
    taken: Collection[str],
) -> Indeling:
    mentioned = _members(path, columns, finder)
    members = {g: row for g, row in mentioned.items() if not _without_regio(row[columns.naam])}
    if not members:
        problem = (
            "bij geen enkele gemeente staat een regio"
            if mentioned
            else "geen rijen met gemeenten gevonden"
        )
        raise DataError(path, problem, remedy=_NAME_THE_COLUMNS)
    regios = {row[columns.naam].casefold(): row for row in reversed(list(members.values()))}
    ordered = sorted(regios, key=lambda key: regios[key][columns.code])
    position = {key: i for i, key in enumerate(ordered)}
    regio = np.array([position[members[g][columns.naam].casefold()] for g in sorted(members)])
    total = len(finder.gemeenten)
    return own_indeling(
        path,
        part,
        tuple(Regio(regios[k][columns.code], regios[k][columns.naam]) for k in ordered),
        Lidmaatschap(
            gemeente=np.array(sorted(members), dtype=np.int64),
            regio=regio.astype(np.int64),
            aandeel=np.ones(len(members)),
            methode=(Methode.DIRECT,) * len(members),
            toelichting=("",) * len(members),
        ),
        taken,
        landsdekkend=len(members) == total,
        opmerking=_remark(len(members), len(mentioned), total),
    )


def _without_regio(regio: str) -> bool:
    """Whether a file says in words that a gemeente has no regio."""
    return regio.casefold() in _NO_REGIO


def _remark(members: int, mentioned: int, total: int) -> str:
    sentences = []
    if mentioned < total:
        stands = "staat" if mentioned == 1 else "staan"
        sentences.append(f"{mentioned} van de {total} gemeenten {stands} erin.")
    if members < mentioned:
        who = "1 gemeente" if mentioned - members == 1 else f"{mentioned - members} gemeenten"
        sentences.append(f"Bij {who} staat dat er geen regio is.")
    return " ".join(sentences)


def _members(path: Path, columns: _Columns, finder: GemeenteFinder) -> dict[int, Row]:
    """Return the row of each gemeente; a row that says the same twice counts once.

    Raises
    ------
    DataError
        About the first row that is wrong, with the number of them and the next two.
    """
    members: dict[int, Row] = {}
    wrong: list[tuple[Row, _RowError]] = []
    for row in columns.rows:
        if not row[columns.gemeente] and not row[columns.naam]:
            continue
        try:
            earlier = members.setdefault(_gemeente_of(row, columns, finder), row)
            _check_same_regio(row, earlier, columns)
        except _RowError as error:
            wrong.append((row, error))
    if wrong:
        row, first = wrong[0]
        raise DataError(path, first.problem, row=row.number, remedy=first.remedy + _others(wrong))
    return members


def _others(wrong: Sequence[tuple[Row, _RowError]]) -> str:
    """Name the second and third row that are wrong, and how many there are."""
    if len(wrong) == 1:
        return ""
    others = " en ".join(f"rij {row.number} ({error.problem})" for row, error in wrong[1:3])
    return f". In totaal kloppen {notation.number(len(wrong))} rijen niet: ook {others}"


def _gemeente_of(row: Row, columns: _Columns, finder: GemeenteFinder) -> int:
    """Return the gemeente that a complete row is about."""
    gemeente, regio = row[columns.gemeente], row[columns.naam]
    if not gemeente:
        raise _RowError(
            f"bij regio {shown(regio)} staat geen gemeente",
            "vul de gemeente in of verwijder de rij",
        )
    longest = max(gemeente, regio, key=len)
    if len(longest) > MAX_NAME:
        raise _RowError(f"{shown(longest)} is langer dan {MAX_NAME} tekens", "kort de naam in")
    found = finder.find(gemeente)
    if found is None:
        raise _RowError(*finder.problem(gemeente))
    if not regio:
        raise _RowError(
            f"gemeente {shown(gemeente)} heeft geen regio", "vul de regio in, of schrijf 'geen'"
        )
    return found


def _check_same_regio(row: Row, earlier: Row, columns: _Columns) -> None:
    if row[columns.naam].casefold() != earlier[columns.naam].casefold():
        raise _RowError(
            f"gemeente {shown(row[columns.gemeente])} staat ook in rij {earlier.number}, "
            f"in regio {shown(earlier[columns.naam])}",
            "zet elke gemeente in één regio",
        )
