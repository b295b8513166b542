"""Result tables as a workbook (XLSX)."""

from __future__ import annotations

import re
import textwrap
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from regiokaart.congruence.table import Column, Kind, Table
from regiokaart.export.account import ACCOUNT, FORMULA_STARTS, ILLEGAL, account_lines, plain_value
from regiokaart.export.files import atomic_write

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

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
    _fill_account(workbook.create_sheet(ACCOUNT), tables, names)
    workbook.properties.title = ILLEGAL.sub("", "; ".join(t.title for t in tables))[:255]
    workbook.properties.creator = "Regiokaart"
    workbook.properties.language = "nl-NL"
    with atomic_write(path) as temporary:
        temporary.write_bytes(_workbook_bytes(workbook))


def _number_format(column: Column) -> str:
    if column.kind is Kind.YEAR:
        return "0"
    if column.kind is Kind.DATE:
        return "dd-mm-yyyy"
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
            value = plain_value(raw)
            if isinstance(value, str) and column.kind is not Kind.DATE:
                _write_text(sheet, row, i, value)
            elif value is not None:
                cell = sheet.cell(
                    row, i, date.fromisoformat(value) if isinstance(value, str) else value
                )
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
    cell.value = ILLEGAL.sub("", text)[:_MAX_CELL]
    cell.data_type = "s"
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True  # stays text when someone edits the cell


def _width(column: Column) -> int:
    # The heading wraps, so its longest word counts; three more for the filter button.
    longest_word = max(map(len, column.title.split()), default=0) + 3
    longest_value = max((len(column.text(row)) for row in range(len(column.values))), default=0)
    return min(max(longest_word, longest_value + 1, 8), _MAX_WIDTH)


def _sheet_names(names: Iterable[str]) -> list[str]:
    """Make names that Excel accepts: unique, at most 31 characters, no reserved ones."""
    taken = {ACCOUNT.casefold(), "history"}
    result = []
    for name in names:
        cleaned = _NOT_IN_SHEET_NAMES.sub(" ", ILLEGAL.sub("", name)).strip(" '") or "tabel"
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
    for heading, lines in account_lines(tables, names):
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
