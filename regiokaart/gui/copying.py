"""Rows of a result table on the clipboard: a table for a letter or sheet, else plain text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from PyQt6.QtCore import QMimeData
from PyQt6.QtGui import QGuiApplication

from regiokaart.congruence.table import Column, Kind, Table
from regiokaart.export.account import inert

# How LibreOffice reads a value (as in English) and shows it (as the computer is set). It knows
# only formats that it has itself; without one it shows all digits.
_READ_AS, _WHOLE, _SHARE = 1033, "#,##0", "0.00%"
_NUMBERS = (Kind.COUNT, Kind.NUMBER, Kind.SHARE, Kind.YEAR)


def copy_rows(table: Table, rows: Sequence[int]) -> None:
    """Put rows on the clipboard in this order, as a table and as text."""
    clipboard = QGuiApplication.clipboard()
    assert clipboard is not None
    data = QMimeData()
    data.setText(tab_separated(table, rows))
    data.setHtml(as_html(table, rows))
    clipboard.setMimeData(data)


def tab_separated(table: Table, rows: Sequence[int]) -> str:
    """Rows with their headings as text that a spreadsheet takes over.

    Text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    lines = [[_one_line(column.title) for column in table.columns]]
    lines += [[_shown(column, row) for column in table.columns] for row in rows]
    return "\n".join(map("\t".join, lines)) + "\n"


def as_html(table: Table, rows: Sequence[int]) -> str:
    """Rows as a table with its title above, and below it what it rests on.

    Numbers are on the right and carry their value for a spreadsheet in another language; formulas
    are put out of action as in `tab_separated`.
    """
    heading = "".join(
        f"<th align='{_side(column)}'>{_text(column.title)}</th>" for column in table.columns
    )
    lines = "".join(
        f"<tr>{''.join(_cell(column, row) for column in table.columns)}</tr>" for row in rows
    )
    below = "".join(f"<p><small>{_text(line)}</small></p>" for line in _account(table))
    return (
        f"<p><b>{_text(table.title)}</b></p>"
        "<table border='1' cellspacing='0' cellpadding='4'>"
        f"<thead><tr>{heading}</tr></thead><tbody>{lines}</tbody></table>{below}"
    )


def _account(table: Table) -> list[str]:
    """Return the choices, what a reader must know, the indelingen and the sources, line by line."""
    known = table.provenance
    choices = "; ".join(f"{name}: {value}" for name, value in known.parameters)
    lines = [f"{choices}." if choices else "", *known.remarks, *known.indelingen, *known.sources]
    return [line for line in (*lines, f"Gemaakt met {known.program}.") if line]


def _cell(column: Column, row: int) -> str:
    value, shown = column.values[row], escape(_shown(column, row))
    if isinstance(value, str) or value is None or not math.isfinite(value):
        return f"<td align='{_side(column)}'>{shown}</td>"
    number = f"sdval='{value}' sdnum='{_READ_AS};0;{_format(column)}'"
    return f"<td align='right' {number}>{shown}</td>"


def _format(column: Column) -> str:
    if column.kind is Kind.SHARE:
        return _SHARE
    return "" if column.decimals or column.kind is Kind.YEAR else _WHOLE


def _side(column: Column) -> str:
    return "right" if column.kind in _NUMBERS else "left"


def _shown(column: Column, row: int) -> str:
    """Return a cell as it is read; a number may begin with a minus sign, a text may not."""
    text = column.text(row)
    return _one_line(text) if isinstance(column.values[row], str) else text


def _text(text: str) -> str:
    return escape(_one_line(text))


def _one_line(text: str) -> str:
    return inert(" ".join(text.split()))
