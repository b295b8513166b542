"""A table in plain text: any separator, any of the encodings that programs write."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from io import StringIO
from itertools import islice

_USUAL = {";": "puntkomma", "\t": "tab", ",": "komma", "|": "streep"}
_RARE = "^~\x1e\x1f§¦¬"  # seen in exports of databases, and hardly ever within a text
_OTHERS = ":#@!$%&*=_"
_LOOKED_AT = 200  # lines from which the separator is found


class TooLargeError(Exception):
    """A table has more rows or columns than allowed."""


class NoTextError(Exception):
    """The content is not text."""


class QuotesError(Exception):
    """The quotes are not closed, or a cell is longer than csv allows.

    Attributes
    ----------
    row : int
        From 1.
    """

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


@dataclass(frozen=True)
class TextTable:
    """The rows of a text, and how it is written.

    Attributes
    ----------
    rows : tuple of tuple of str
    notation : str
        Dutch: separator and encoding.
    """

    rows: tuple[tuple[str, ...], ...]
    notation: str


def read_text_table(content: bytes, max_rows: int, max_columns: int) -> TextTable:
    r"""Read a table in text.

    Raises
    ------
    TooLargeError, NoTextError, QuotesError

    Examples
    --------
    >>> read_text_table("gemeente^regio\nEde^Oost\n".encode(), 10, 10)
    TextTable(rows=(('gemeente', 'regio'), ('Ede', 'Oost')), notation='^ in UTF-8')
    """
    text, encoding = _decode(content)
    first_line, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)\r?", first_line)  # Excel's own way of telling
    delimiter, text = (told[1], rest) if told else (_find_delimiter(text), text)
    rows: list[tuple[str, ...]] = []
    try:
        for cells in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append(tuple(cells))
            if len(rows) > max_rows or len(cells) > max_columns:
                raise TooLargeError
    except csv.Error as error:
        raise QuotesError(len(rows) + 1) from error
    shown = _USUAL.get(delimiter, delimiter if delimiter.isprintable() else "stuurteken")
    return TextTable(tuple(rows), f"{shown} in {encoding}")


def _decode(content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = {"utf-16": "UTF-16"}
    elif b"\x00" in content:  # perhaps without the mark that says so
        zero = content.index(b"\x00")
        encodings = {"utf-16-le" if zero % 2 else "utf-16-be": "UTF-16"}
    else:
        encodings = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}
    for encoding, name in encodings.items():
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and (name != "UTF-16" or _is_legible(text)):
            return text, name
    raise NoTextError


def _is_legible(text: str) -> bool:
    return sum(c.isprintable() or c in "\r\n\t" for c in text) > 0.9 * len(text)


def _find_delimiter(text: str) -> str:
    """Choose the separator that gives most rows the same number of columns, a usual one first.

    A comma may also be that of a decimal; a rare mark that gives as many columns then wins.
    """
    lines = list(islice(StringIO(text, newline=""), _LOOKED_AT))
    half = sum(bool(line.strip()) for line in lines) / 2
    usual = max(_USUAL, key=lambda delimiter: _agreeing(lines, delimiter))
    rare = max(_RARE, key=lambda delimiter: _agreeing(lines, delimiter))
    other = max(_OTHERS, key=lambda delimiter: _agreeing(lines, delimiter))
    if _agreeing(lines, usual)[0] > half and usual != ",":
        return usual
    if _agreeing(lines, rare)[0] > half and _agreeing(lines, rare)[1] >= _agreeing(lines, ",")[1]:
        return rare
    if _agreeing(lines, usual)[0] > half or _agreeing(lines, other)[0] < 1.8 * half:
        return usual
    return other


def _agreeing(lines: list[str], delimiter: str) -> tuple[int, int]:
    """Count the rows that have the commonest number of columns above one, and those columns."""
    try:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=delimiter)]
    except csv.Error:
        return 0, 0
    return max(((widths.count(width), width) for width in set(widths) if width > 1), default=(0, 0))
