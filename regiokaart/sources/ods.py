"""Sheets of an OpenDocument spreadsheet, read within bounds. Whatever is read may be hostile.

A cell or row may say that it is repeated billions of times, so rows are counted and cut while they
are read, never written out first; and no tree is built of the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import IO
from xml.parsers import expat

from regiokaart.sources.stopping import while_wanted
from regiokaart.sources.texttable import TooLargeError

_TABLE, _OFFICE, _TEXT, _STYLE = (
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0 "
    for name in ("table", "office", "text", "style")
)
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_SPACES = (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break")
_MAX_TEXT = 10_000  # characters of one cell
_CHUNK = 1 << 16  # bytes between two looks whether somebody still waits


class NoSpreadsheetError(Exception):
    """The content is no spreadsheet, damaged, or declares entities."""


@dataclass
class OdsSheet:
    """One sheet.

    Attributes
    ----------
    name : str
    visible : bool
    rows : list of (int, tuple of str)
        Rows that are not empty, with their number from 1.
    formula : int or None
        Row of the first formula whose outcome is not in the file.
    """

    name: str
    visible: bool
    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    formula: int | None = None


def read_ods(stream: IO[bytes], max_rows: int, max_columns: int) -> list[OdsSheet]:
    """Read the sheets of the ``content.xml`` of a spreadsheet.

    Raises
    ------
    TooLargeError
        When a filled row or column lies beyond the bounds.
    NoSpreadsheetError
    StoppedError
        See `regiokaart.sources.stopping`.
    """
    reader = _Reader(max_rows, max_columns)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse
    chunks = iter(partial(stream.read, _CHUNK), b"")
    try:
        for chunk in while_wanted(chunks, every=1):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise NoSpreadsheetError from error
    return reader.sheets


def _refuse(*_: object) -> None:
    raise NoSpreadsheetError


class _Reader:
    """What expat tells, put together again."""

    def __init__(self, max_rows: int, max_columns: int) -> None:
        self.sheets: list[OdsSheet] = []
        self._max_rows, self._max_columns = max_rows, max_columns
        self._style = ""
        self._hidden: set[str] = set()
        self._tables = 0  # how deep: a cell may hold a table
        self._above = 0  # rows
        self._repeated = 1
        self._cells: list[str] = []
        self._cell: dict[str, str] | None = None
        self._paragraphs = 0  # how deep
        self._remarks = 0
        self._words: list[str] = []
        self._length = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        if tag == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif tag == f"{_STYLE}table-properties":
            if attributes.get(f"{_TABLE}display") == "false":
                self._hidden.add(self._style)
        elif tag == f"{_TABLE}table":
            self._tables += 1
            if self._tables == 1:
                visible = attributes.get(f"{_TABLE}style-name", "") not in self._hidden
                self.sheets.append(OdsSheet(attributes.get(f"{_TABLE}name", ""), visible))
                self._above = 0
        elif self._tables != 1:
            return
        elif tag == f"{_TABLE}table-row":
            self._cells, self._repeated = [], _times(attributes, "rows")
        elif tag in _CELLS:
            self._cell, self._words, self._length = attributes, [], 0
        elif tag == f"{_OFFICE}annotation":
            self._remarks += 1
        elif tag == f"{_TEXT}p":
            self._paragraphs += 1
            self.text(" ")
        elif tag in _SPACES:
            self.text(" ")

    def text(self, data: str) -> None:
        """Add text to the cell it stands in."""
        inside = self._cell is not None and self._paragraphs and not self._remarks
        if inside and self._length < _MAX_TEXT:
            self._words.append(data)
            self._length += len(data)

    def end(self, tag: str) -> None:
        """End an element."""
        if tag == f"{_TABLE}table":
            self._tables -= 1
        elif self._tables != 1:
            return
        elif tag == f"{_OFFICE}annotation":
            self._remarks -= 1
        elif tag == f"{_TEXT}p":
            self._paragraphs -= 1
        elif tag in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif tag == f"{_TABLE}table-row":
            self._end_row()

    def _end_cell(self, attributes: dict[str, str]) -> None:
        kind = attributes.get(f"{_OFFICE}value-type")
        formula = f"{_TABLE}formula" in attributes
        text = "".join(self._words).strip()
        if kind in ("float", "percentage", "currency"):
            text = attributes.get(f"{_OFFICE}value", "").removesuffix(".0")
        elif formula and text.startswith(("#", "Err:")):
            text = ""  # the name of an error is no regio
        sheet = self.sheets[-1]
        if formula and not text and kind in (None, "float") and sheet.formula is None:
            sheet.formula = self._above + 1
        times = _times(attributes, "columns")
        if text and len(self._cells) + times > self._max_columns:
            raise TooLargeError
        self._cells += [text] * min(times, self._max_columns + 1 - len(self._cells))

    def _end_row(self) -> None:
        above, self._above = self._above, self._above + self._repeated
        while self._cells and not self._cells[-1]:
            self._cells.pop()
        if not self._cells:
            return
        if self._above > self._max_rows:
            raise TooLargeError
        row = tuple(self._cells)
        self.sheets[-1].rows += [(above + i, row) for i in range(1, self._repeated + 1)]


def _times(attributes: dict[str, str], what: str) -> int:
    text = attributes.get(f"{_TABLE}number-{what}-repeated", "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 12 else 1
