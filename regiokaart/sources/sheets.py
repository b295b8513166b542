"""From a user's CSV or XLSX file to sheets of text. Whatever is read may be hostile."""

from __future__ import annotations

import csv
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path
from typing import Any

from regiokaart.model import notation
from regiokaart.sources.errors import DataError

MAX_BYTES = 50_000_000
MAX_UNPACKED_BYTES = 100_000_000
MAX_ROWS = 100_000
MAX_COLUMNS = 100

_SAVE_AGAIN = "open het in Excel of LibreOffice en sla het op als .xlsx of .csv"
_KEEP_COLUMNS = "bewaar alleen de kolommen gemeente en regio"


@dataclass(frozen=True)
class Row:
    """One row; a cell that is not there is empty.

    Attributes
    ----------
    number : int
        As a spreadsheet counts, from 1.
    cells : tuple of str
        Each one line of printable text.
    """

    number: int
    cells: tuple[str, ...]

    def __getitem__(self, column: int) -> str:
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file.

    Attributes
    ----------
    name : str
        Empty for a CSV.
    rows : tuple of Row
    formula : int or None
        Row of the first formula whose outcome is not in the file.
    """

    name: str
    rows: tuple[Row, ...]
    formula: int | None = None


def read_sheets(path: Path, name: str = "") -> list[Sheet]:
    """Read the visible sheets of a file, or the one with this name.

    Parameters
    ----------
    path : Path
        Recognised by its content, not its suffix. A CSV may be separated by semicolons,
        commas, tabs or bars, in UTF-8, UTF-16 or Windows-1252.
    name : str
        Sheet of a workbook, in any case; a hidden one may be named.

    Raises
    ------
    DataError
        When the file cannot be read, is too large, or has no such sheet.
    """
    content = _read(path)
    if content.startswith(b"PK\x03\x04"):
        return _read_xlsx(path, content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise DataError(path, "dit is een oud of beveiligd Excel-bestand", remedy=_SAVE_AGAIN)
    if name:
        raise DataError(path, "dit bestand heeft geen bladen", remedy=f"laat '#{name}' weg")
    return [Sheet("", tuple(_csv_rows(path, content)))]


def one_line(value: object) -> str:
    """Return a value as one line of printable text; a whole number has no decimals."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    printable = "".join(c if c.isprintable() else " " for c in str(value))
    return " ".join(printable.split())


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise DataError(path, "dit is een map", remedy="kies een .csv of .xlsx")
        if not path.exists():
            raise DataError(path, "dit bestand bestaat niet", remedy="controleer de naam en de map")
        if not path.is_file():
            raise DataError(path, "dit is geen gewoon bestand", remedy="kies een .csv of .xlsx")
        if path.stat().st_size > MAX_BYTES:
            raise DataError(
                path, f"dit bestand is groter dan {MAX_BYTES // 10**6} MB", remedy=_KEEP_COLUMNS
            )
        return path.read_bytes()
    except OSError as error:
        raise DataError(
            path,
            "dit bestand kan niet worden gelezen",
            remedy="controleer de naam, en of u het mag openen",
        ) from error


def _csv_rows(path: Path, content: bytes) -> list[Row]:
    text = _decode(path, content)
    first_line, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)\r?", first_line)  # Excel's own way of telling
    delimiter, text = (told[1], rest) if told else (_find_delimiter(text), text)
    rows = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            _check_size(path, number, len(cells))
            rows.append(Row(number, tuple(map(one_line, cells))))
    except csv.Error as error:
        raise DataError(
            path,
            "de aanhalingstekens kloppen niet of een cel is te lang",
            row=len(rows) + 1,
            remedy=_SAVE_AGAIN,
        ) from error
    return rows


def _decode(path: Path, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise DataError(path, "dit is geen tekstbestand en geen Excel-bestand", remedy=_SAVE_AGAIN)


def _find_delimiter(text: str) -> str:
    """Choose the separator that gives most rows the same number of columns."""
    lines = list(islice(StringIO(text, newline=""), 200))
    best, most = ";", 0
    for delimiter in ";\t,|":
        try:
            widths = [len(cells) for cells in csv.reader(lines, delimiter=delimiter)]
        except csv.Error:
            continue
        agreeing = max((widths.count(w) for w in set(widths) if w > 1), default=0)
        if agreeing > most:
            best, most = delimiter, agreeing
    return best


def _read_xlsx(path: Path, content: bytes, name: str) -> list[Sheet]:
    from openpyxl import load_workbook

    try:
        _check_archive(path, content)
        with warnings.catch_warnings():
            # openpyxl warns of parts it skips, such as drop-down lists; they hold no data.
            warnings.simplefilter("ignore")
            # From memory: openpyxl leaves a file open when it fails halfway.
            outcomes = load_workbook(BytesIO(content), read_only=True, data_only=True)
            formulas = load_workbook(BytesIO(content), read_only=True)
            return [
                _xlsx_sheet(path, outcomes[title], formulas[title])
                for title in _choose(path, outcomes.worksheets, name)
            ]
    except DataError:
        raise
    except Exception as error:  # a hostile file can fail anywhere inside openpyxl
        raise DataError(path, "dit Excel-bestand is beschadigd", remedy=_SAVE_AGAIN) from error


def _check_archive(path: Path, content: bytes) -> None:
    """Refuse what is no workbook, and what would fill the memory when unpacked."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
    if "[Content_Types].xml" not in {part.filename for part in parts}:
        raise DataError(path, "dit is geen Excel-bestand", remedy=_SAVE_AGAIN)
    if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise DataError(
            path,
            f"dit bestand is uitgepakt groter dan {MAX_UNPACKED_BYTES // 10**6} MB",
            remedy=_KEEP_COLUMNS,
        )


def _choose(path: Path, sheets: list[Any], name: str) -> list[str]:
    """Return the titles of the sheets to read."""
    if not name:
        return [sheet.title for sheet in sheets if sheet.sheet_state == "visible"]
    titles = [sheet.title for sheet in sheets if sheet.title.casefold() == name.casefold()]
    if not titles:
        there = ", ".join(f"'{one_line(sheet.title)}'" for sheet in sheets[:10])
        raise DataError(path, f"blad '{name}' bestaat niet", remedy=f"de bladen zijn {there}")
    return titles


def _xlsx_sheet(path: Path, outcomes: Any, formulas: Any) -> Sheet:
    """Read a sheet from its two sides: the outcomes of formulas, and the formulas."""
    rows, formula = [], None
    sides = zip(_xlsx_rows(outcomes), _xlsx_rows(formulas), strict=True)
    for number, (cells, written) in enumerate(sides, start=1):
        texts = tuple("" if c.data_type == "e" else one_line(c.value) for c in cells)
        if formula is None and any(map(_has_no_outcome, cells, written)):
            formula = number
        if any(texts):
            _check_size(path, number, max(i for i, text in enumerate(texts, start=1) if text))
            rows.append(Row(number, texts))
    return Sheet(one_line(outcomes.title), tuple(rows), formula)


def _xlsx_rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # written wrong by some programs
    # One row and column too many, to see that there are; a hostile file claims billions.
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS + 1)
    return rows


def _has_no_outcome(cell: Any, written: Any) -> bool:
    # An outcome of type "str" that is not there is an empty text.
    return written.data_type == "f" and cell.value is None and cell.data_type != "str"


def _check_size(path: Path, rows: int, columns: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise DataError(
            path,
            f"dit bestand heeft meer dan {notation.number(MAX_ROWS)} rijen of "
            f"{MAX_COLUMNS} kolommen",
            remedy=_KEEP_COLUMNS,
        )
