"""From a user's CSV, XLSX or ODS file to sheets of text. Whatever is read may be hostile."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from regiokaart.model import notation
from regiokaart.sources.errors import DataError
from regiokaart.sources.ods import read_ods
from regiokaart.sources.stopping import StoppedError, while_wanted
from regiokaart.sources.texttable import NoTextError, QuotesError, TooLargeError, read_text_table

MAX_BYTES = 50_000_000
MAX_UNPACKED_BYTES = 100_000_000
MAX_ROWS = 100_000
MAX_COLUMNS = 100

_SAVE_AGAIN = "open het in Excel of LibreOffice en sla het op als .xlsx, .ods of .csv"
_KEEP_COLUMNS = "bewaar alleen de kolommen gemeente en regio"
_FORMULA = re.compile(rb"<(?:[^\s<>/:]+:)?f[\s/>]")  # in the XML of a sheet, with any prefix
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_ASKED_EVERY = 1000  # rows


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
    visible : bool
    notation : str
        How a CSV is written, in Dutch: separator and encoding.
    """

    name: str
    rows: tuple[Row, ...]
    formula: int | None = None
    visible: bool = True
    notation: str = ""


def read_sheets(path: Path, name: str = "", *, hidden: bool = False) -> list[Sheet]:
    """Read the visible sheets of a file, or the one with this name.

    Parameters
    ----------
    path : Path
        Recognised by its content, not its suffix. A CSV may be separated by semicolons, commas,
        tabs, bars or any other mark, in UTF-8, UTF-16 or Windows-1252.
    name : str
        Sheet of a workbook, in any case; a hidden one may be named.
    hidden : bool
        Whether to read the hidden sheets too.

    Raises
    ------
    DataError
        When the file cannot be read, is too large, or has no such sheet.
    StoppedError
        See `regiokaart.sources.stopping`.
    """
    content = _read(path)
    if content.startswith(b"PK\x03\x04"):
        return _read_workbook(path, content, name, hidden)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise DataError(path, "dit is een oud of beveiligd Excel-bestand", remedy=_SAVE_AGAIN)
    if name:
        raise DataError(path, "dit bestand heeft geen bladen", remedy=f"laat '#{name}' weg")
    return [_read_text(path, content)]


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
            raise DataError(path, "dit is een map", remedy="kies een .csv, .xlsx of .ods")
        if not path.exists():
            raise DataError(path, "dit bestand bestaat niet", remedy="controleer de naam en de map")
        if not path.is_file():
            raise DataError(
                path, "dit is geen gewoon bestand", remedy="kies een .csv, .xlsx of .ods"
            )
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


def _read_text(path: Path, content: bytes) -> Sheet:
    try:
        table = read_text_table(content, MAX_ROWS, MAX_COLUMNS)
    except TooLargeError:
        raise _too_large(path) from None
    except NoTextError:
        raise DataError(
            path, "dit is geen tekstbestand en geen Excel- of ODS-bestand", remedy=_SAVE_AGAIN
        ) from None
    except QuotesError as error:
        raise DataError(
            path,
            "de aanhalingstekens kloppen niet of een cel is te lang",
            row=error.row,
            remedy=_SAVE_AGAIN,
        ) from error
    numbered = while_wanted(enumerate(table.rows, start=1), _ASKED_EVERY)
    rows = (Row(i, tuple(map(one_line, cells))) for i, cells in numbered)
    return Sheet("", tuple(rows), notation=table.notation)


def _read_workbook(path: Path, content: bytes, name: str, hidden: bool) -> list[Sheet]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = {part.filename: part.file_size for part in archive.infolist()}
            _check_archive(path, parts)
            if "content.xml" in parts:
                return _read_ods(path, archive, name, hidden)
        return _read_xlsx(path, content, name, hidden)
    except (DataError, StoppedError):
        raise
    except TooLargeError:
        raise _too_large(path) from None
    except Exception as error:  # a hostile file can fail anywhere inside openpyxl
        raise DataError(
            path, "dit Excel- of ODS-bestand is beschadigd", remedy=_SAVE_AGAIN
        ) from error


def _read_ods(path: Path, archive: zipfile.ZipFile, name: str, hidden: bool) -> list[Sheet]:
    with archive.open("content.xml") as stream:  # never more than the size it claims
        found = read_ods(stream, MAX_ROWS, MAX_COLUMNS)
    chosen = set(_choose(path, [(sheet.name, sheet.visible) for sheet in found], name, hidden))
    return [
        Sheet(
            one_line(sheet.name),
            tuple(Row(number, tuple(map(one_line, cells))) for number, cells in sheet.rows),
            sheet.formula,
            sheet.visible,
        )
        for sheet in found
        if sheet.name in chosen
    ]


def _read_xlsx(path: Path, content: bytes, name: str, hidden: bool) -> list[Sheet]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # openpyxl warns of parts it skips, such as drop-down lists; they hold no data.
        warnings.simplefilter("ignore")
        # From memory: openpyxl leaves a file open when it fails halfway.
        outcomes = load_workbook(BytesIO(content), read_only=True, data_only=True)
        formulas = load_workbook(BytesIO(content), read_only=True) if _calculates(content) else None
        titles = [(each.title, each.sheet_state == "visible") for each in outcomes.worksheets]
        visible = dict(titles)
        return [
            _xlsx_sheet(
                path,
                outcomes[title],
                None if formulas is None else formulas[title],
                visible[title],
            )
            for title in _choose(path, titles, name, hidden)
        ]


def _check_archive(path: Path, parts: Mapping[str, int]) -> None:
    """Refuse what is no workbook, and what would fill the memory when unpacked."""
    if not parts.keys() & {"[Content_Types].xml", "content.xml"}:
        raise DataError(path, "dit is geen Excel- of ODS-bestand", remedy=_SAVE_AGAIN)
    if sum(parts.values()) > MAX_UNPACKED_BYTES:
        raise DataError(
            path,
            f"dit bestand is uitgepakt groter dan {MAX_UNPACKED_BYTES // 10**6} MB",
            remedy=_KEEP_COLUMNS,
        )


def _choose(path: Path, sheets: list[tuple[str, bool]], name: str, hidden: bool) -> list[str]:
    """Return the titles of the sheets to read, of all with whether they are visible."""
    if not name:
        return [title for title, visible in sheets if visible or hidden]
    titles = [title for title, _ in sheets if one_line(title).casefold() == name.casefold()]
    if not titles:
        there = ", ".join(f"'{one_line(title)}'" for title, _ in sheets[:10])
        raise DataError(path, f"blad '{name}' bestaat niet", remedy=f"de bladen zijn {there}")
    return titles


def _calculates(content: bytes) -> bool:
    """Whether a workbook may have formulas; without them it need be read from one side only."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            part = b"" if name.startswith("xl/media/") else archive.read(name)
            if part.startswith(_UTF_16) or _FORMULA.search(part):
                return True
    return False


def _xlsx_sheet(path: Path, outcomes: Any, formulas: Any, visible: bool) -> Sheet:
    """Read a sheet from its two sides: the outcomes of formulas, and the formulas if there are."""
    rows, formula = [], None
    written_rows = None if formulas is None else _xlsx_rows(formulas)
    wanted = while_wanted(_xlsx_rows(outcomes), _ASKED_EVERY)
    for number, cells in enumerate(wanted, start=1):
        texts = tuple("" if c.data_type == "e" else one_line(c.value) for c in cells)
        if written_rows is not None:
            written = next(written_rows)
            if formula is None and any(map(_has_no_outcome, cells, written)):
                formula = number
        if any(texts):
            _check_size(path, number, max(i for i, text in enumerate(texts, start=1) if text))
            rows.append(Row(number, texts))
    return Sheet(one_line(outcomes.title), tuple(rows), formula, visible)


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
        raise _too_large(path)


def _too_large(path: Path) -> DataError:
    return DataError(
        path,
        f"dit bestand heeft meer dan {notation.number(MAX_ROWS)} rijen of {MAX_COLUMNS} kolommen",
        remedy=_KEEP_COLUMNS,
    )
