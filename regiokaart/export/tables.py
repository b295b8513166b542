"""Result tables as files: CSV for Dutch Excel, an XLSX workbook, and JSON."""

from __future__ import annotations

import csv
import json
import math
import re
import textwrap
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from regiokaart import __version__
from regiokaart.congruence.table import Column, Kind, Table, Value
from regiokaart.export.files import ExportError, atomic_write, check_place

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

# Not allowed in XML 1.0, or (surrogates) not in UTF-8.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORMULA_STARTS = tuple("=+-@＝＋－＠\t\r\n")
_SHARE_UNIT = "deel van 1"

_ACCOUNT_SHEET = "Verantwoording"
_ACCOUNT_START = f"{_ACCOUNT_SHEET} bij "
_MADE_WITH = ", gemaakt met Regiokaart "
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_SHEET_NAME_LENGTH = 31
_MAX_CELL = 32_767
_MAX_WIDTH = 60
_MAX_FROZEN_WIDTH = 60  # so that there is room beside it to scroll in
_FONT = "Calibri"
_LINE_HEIGHT = 15.0  # points, of this font in its usual size
_MAX_HEIGHT = 409.0
_ACCOUNT_WIDTHS = (34, 110)  # in digits
_ACCOUNT_CHARACTERS = (36, 120)  # that surely fit on a line: letters are narrower
# The same table must give the same bytes; neither date says anything about the data.
_FIXED_DATE = datetime(2000, 1, 1)


def write_csv(table: Table, path: Path) -> None:
    """Write a table as CSV that Dutch Excel opens with a double click.

    Semicolons, decimal commas, UTF-8 with a byte order mark, CRLF. Numbers have full
    precision, so they read back equal; a share is a fraction and its heading says so.
    Text that a spreadsheet would run as a formula gets an apostrophe in front.
    Where the figures come from is written beside it, see `account_path`.

    Raises
    ------
    ExportError
        When a file cannot be written, or the account would replace a file that is not ours.
    """
    _write_with_account(table, path, csv_text(table).encode("utf-8-sig"))


def csv_text(table: Table) -> str:
    """Return a table as `write_csv` writes it, without the byte order mark."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_csv_cell(_csv_heading(column)) for column in table.columns])
    writer.writerows(zip(*([_csv_cell(v) for v in c.values] for c in table.columns), strict=True))
    return text.getvalue()


def write_json(table: Table, path: Path) -> None:
    """Write a table as a JSON list with one object per row; no value is null.

    Where the figures come from is written beside it, see `account_path`.

    Raises
    ------
    ExportError
        When a file cannot be written, or the account would replace a file that is not ours.
    """
    _write_with_account(table, path, json_text(table).encode())


def account_path(path: Path) -> Path:
    """Return the text file that accounts for a table which has no room for it itself."""
    return path.with_name(f"{path.name}-verantwoording.txt")


def table_files(path: Path) -> list[Path]:
    """Return what writing a table to `path` makes: a workbook accounts for itself."""
    return [path] if path.suffix.lower() == ".xlsx" else [path, account_path(path)]


def _write_with_account(table: Table, path: Path, content: bytes) -> None:
    account = account_path(path)
    check_place(path)
    _check_ours(account, path)
    # The table takes its place first, and is named when the disk is full.
    with atomic_write(account) as beside, atomic_write(path) as temporary:
        temporary.write_bytes(content)
        beside.write_bytes(account_text(table, path.name).encode("utf-8-sig"))


def _check_ours(account: Path, path: Path) -> None:
    """Refuse to replace a file that is not an account."""
    check_place(account)
    if not account.exists():
        return
    try:
        with account.open("rb") as file:
            start = file.readline(1000).decode("utf-8-sig", "replace")
    except OSError:
        start = ""
    if not (start.startswith(_ACCOUNT_START) and _MADE_WITH in start):
        raise ExportError(
            f"{account}: dit bestand is niet door Regiokaart gemaakt en blijft staan; hernoem "
            f"het, of kies een andere naam dan {path.name}"
        )


def account_text(table: Table, name: str) -> str:
    """Return method, sources, choices and remarks of a table as plain text.

    Parameters
    ----------
    table : Table
    name : str
        Name of the file that this accounts for.
    """
    shown = "".join(c if c.isprintable() else " " for c in name)
    sections = [f"{_ACCOUNT_START}{shown}{_MADE_WITH}{__version__}"]
    for heading, lines in _account([table], [table.name]):
        texts = [f"{name}: {text}" if name else text for name, text in lines]
        sections.append("\r\n".join([heading, *(f"- {text}" for text in texts)]))
    return "\r\n\r\n".join(sections) + "\r\n"


def json_text(table: Table) -> str:
    """Return a table as a JSON list with one object per row, ending in a line feed."""
    records = [{key: _plain(value) for key, value in record.items()} for record in table.records()]
    return json.dumps(records, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def write_xlsx(tables: Sequence[Table], path: Path) -> None:
    """Write tables as a workbook: a sheet each, and one that accounts for them.

    Cells are typed and have a number format, headings are bold, frozen and filterable.
    The sheet "Verantwoording" holds method, sources, choices and remarks. Text is never a
    formula. Numbers have 16 digits, one more than Excel shows. The same tables give the same
    bytes.

    Parameters
    ----------
    tables : sequence of Table
    path : Path

    Raises
    ------
    ExportError
        When the file cannot be written.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    names = _sheet_names([table.name for table in tables])
    for table, name in zip(tables, names, strict=True):
        _fill_sheet(workbook.create_sheet(name), table)
    _fill_account(workbook.create_sheet(_ACCOUNT_SHEET), tables, names)
    workbook.properties.title = _ILLEGAL.sub("", "; ".join(t.title for t in tables))[:255]
    workbook.properties.creator = "Regiokaart"
    workbook.properties.language = "nl-NL"
    with atomic_write(path) as temporary:
        temporary.write_bytes(_workbook_bytes(workbook))


def _plain(value: Value) -> Value:
    """Return a Python value instead of numpy's, None for what is not a number, clean text."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, str):
        return _ILLEGAL.sub("", value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _csv_heading(column: Column) -> str:
    if column.kind is not Kind.SHARE:
        return column.title
    return f"{column.heading} ({_SHARE_UNIT})"


def _csv_cell(value: Value) -> str:
    value = _plain(value)
    if value is None:
        return ""
    if isinstance(value, float):
        exact = Decimal(int(value) if value.is_integer() else repr(value))
        return format(exact, "f").replace(".", ",")  # without the exponent that repr may have
    if isinstance(value, int):
        return str(value)
    risky = value.startswith(_FORMULA_STARTS) or value.lstrip().startswith(_FORMULA_STARTS)
    return f"'{value}" if risky else value


def _number_format(column: Column) -> str:
    if column.kind is Kind.YEAR:
        return "0"
    digits = "." + "0" * column.decimals if column.decimals else ""
    return f"0{digits}%" if column.kind is Kind.SHARE else f"#,##0{digits}"


def _fill_sheet(sheet: Worksheet, table: Table) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    heading_fill = PatternFill("solid", fgColor="FFDCE3EC")
    widths = [_width(column) for column in table.columns]
    for i, column in enumerate(table.columns, start=1):
        _write_text(sheet, 1, i, column.title)
        heading = sheet.cell(1, i)
        heading.font = Font(name=_FONT, size=11, bold=True)
        heading.fill = heading_fill
        heading.alignment = Alignment(wrap_text=True, vertical="top")
        for row, raw in enumerate(column.values, start=2):
            value = _plain(raw)
            if isinstance(value, str):
                _write_text(sheet, row, i, value)
            elif value is not None:
                cell = sheet.cell(row, i, value)
                cell.number_format = _number_format(column)
        sheet.column_dimensions[get_column_letter(i)].width = widths[i - 1]
    titles = [column.title for column in table.columns]
    # One less, because bold is wider and the filter button is over the text.
    _set_height(sheet, 1, titles, [width - 1 for width in widths])
    sheet.freeze_panes = f"{get_column_letter(_names(table, widths) + 1)}2"
    sheet.auto_filter.ref = sheet.dimensions
    _fit_on_a4(sheet)
    sheet.print_title_rows = "1:1"


def _names(table: Table, widths: Sequence[int]) -> int:
    """Return how many columns say what a row is about: one or two texts at the start."""
    names = 0
    while (
        names < min(2, len(widths))
        and table.columns[names].kind is Kind.TEXT
        and sum(widths[: names + 1]) <= _MAX_FROZEN_WIDTH
    ):
        names += 1
    return names


def _set_height(sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """Give wrapped text its room; LibreOffice does not do so by itself."""
    pairs = zip(texts, widths, strict=True)
    lines = max((len(textwrap.wrap(text, width)) for text, width in pairs), default=1)
    if lines > 1:
        sheet.row_dimensions[row].height = min(lines * _LINE_HEIGHT, _MAX_HEIGHT)


def _fit_on_a4(sheet: Worksheet) -> None:
    """Print all columns beside each other on a landscape page, over as many pages as needed."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Put text in a cell as text, whatever it looks like."""
    cell = sheet.cell(row, column)
    cell.value = _ILLEGAL.sub("", text)[:_MAX_CELL]
    cell.data_type = "s"
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True  # stays text when someone edits the cell


def _width(column: Column) -> int:
    # The heading wraps, so its longest word counts; three more for the filter button.
    longest_word = max(map(len, column.title.split()), default=0) + 3
    longest_value = max((len(column.text(row)) for row in range(len(column.values))), default=0)
    return min(max(longest_word, longest_value + 1, 8), _MAX_WIDTH)


def _sheet_names(names: Iterable[str]) -> list[str]:
    """Make names that Excel accepts: unique, at most 31 characters, no reserved ones."""
    taken = {_ACCOUNT_SHEET.casefold(), "history"}
    result = []
    for name in names:
        cleaned = _NOT_IN_SHEET_NAMES.sub(" ", _ILLEGAL.sub("", name)).strip(" '") or "tabel"
        base = cleaned[:1].upper() + cleaned[1:]
        candidate = base[:_SHEET_NAME_LENGTH].rstrip(" '")
        number = 2
        while candidate.casefold() in taken:
            candidate = f"{base[: _SHEET_NAME_LENGTH - 4].rstrip()} ({number})"
            number += 1
        taken.add(candidate.casefold())
        result.append(candidate)
    return result


def _fill_account(sheet: Worksheet, tables: Sequence[Table], names: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font

    row = 1
    for heading, lines in _account(tables, names):
        _write_text(sheet, row, 1, heading)
        sheet.cell(row, 1).font = Font(name=_FONT, size=11, bold=True)
        for name, text in lines:
            row += 1
            _set_height(sheet, row, (name, text), _ACCOUNT_CHARACTERS)
            for column, content in ((1, name), (2, text)):
                if content:
                    _write_text(sheet, row, column, content)
                    sheet.cell(row, column).alignment = Alignment(vertical="top", wrap_text=True)
        row += 2
    for letter, width in zip("AB", _ACCOUNT_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _fit_on_a4(sheet)


def _account(
    tables: Sequence[Table], names: Sequence[str]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return headings with (name, text) lines; what tables share is said once."""
    provenances = [table.provenance for table in tables]
    sections = [
        ("Tabellen", [(name, t.title) for name, t in zip(names, tables, strict=True)]),
        ("Keuzes", _merge(p.parameters for p in provenances)),
        ("Opmerkingen", _unnamed(p.remarks for p in provenances)),
        ("Hoe de indelingen zijn vastgesteld", _unnamed(p.background for p in provenances)),
        ("Methode", _unnamed(p.method for p in provenances)),
        ("Indelingen", _unnamed(p.indelingen for p in provenances)),
        ("Bronnen", _unnamed(p.sources for p in provenances)),
        ("Programma", _unnamed((p.program,) for p in provenances)),
    ]
    return [(heading, lines) for heading, lines in sections if lines]


def _merge(groups: Iterable[Sequence[tuple[str, str]]]) -> list[tuple[str, str]]:
    return list(dict.fromkeys(line for group in groups for line in group))


def _unnamed(groups: Iterable[Sequence[str]]) -> list[tuple[str, str]]:
    return [("", line) for line in dict.fromkeys(line for group in groups for line in group)]


def _workbook_bytes(workbook: Workbook) -> bytes:
    """Save without the clock: openpyxl stamps the time on the file and on every part."""
    from openpyxl.xml.functions import tostring

    stamped = BytesIO()
    workbook.save(stamped)
    workbook.properties.created = _FIXED_DATE
    workbook.properties.modified = _FIXED_DATE
    core = tostring(workbook.properties.to_tree())
    result = BytesIO()
    with zipfile.ZipFile(stamped) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            content = core if name == "docProps/core.xml" else source.read(name)
            part = zipfile.ZipInfo(name, _FIXED_DATE.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o644 << 16
            target.writestr(part, content)
    return result.getvalue()
