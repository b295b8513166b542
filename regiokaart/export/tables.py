"""Result tables as files: CSV for Dutch Excel, and JSON; the workbook is a module of its own."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from io import StringIO
from pathlib import Path

from regiokaart.congruence.table import Column, Kind, Table, Value
from regiokaart.export.account import account_text, inert, is_account, plain_value
from regiokaart.export.files import ExportError, atomic_write, check_place

_SHARE_UNIT = "deel van 1"


def write_table(table: Table, path: Path) -> None:
    """Write one table as CSV, JSON or a workbook, whichever the suffix asks for.

    Raises
    ------
    ExportError
        When a file cannot be written, or the account would replace a file that is not ours.
    """
    match path.suffix.lower():
        case ".csv":
            write_csv(table, path)
        case ".json":
            write_json(table, path)
        case _:
            from regiokaart.export.workbook import write_xlsx

            write_xlsx([table], path)


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


def json_text(table: Table) -> str:
    """Return a table as a JSON list with one object per row, ending in a line feed."""
    records = [
        {key: plain_value(value) for key, value in record.items()} for record in table.records()
    ]
    return json.dumps(records, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


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
    if not is_account(start):
        raise ExportError(
            f"{account}: dit bestand is niet door Regiokaart gemaakt en blijft staan; hernoem "
            f"het, of kies een andere naam dan {path.name}"
        )


def _csv_heading(column: Column) -> str:
    if column.kind is not Kind.SHARE:
        return column.title
    return f"{column.heading} ({_SHARE_UNIT})"


def _csv_cell(value: Value) -> str:
    value = plain_value(value)
    if value is None:
        return ""
    if isinstance(value, float):
        exact = Decimal(int(value) if value.is_integer() else repr(value))
        return format(exact, "f").replace(".", ",")  # without the exponent that repr may have
    if isinstance(value, int):
        return str(value)
    return inert(value)
