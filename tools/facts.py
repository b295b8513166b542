"""What every compiler of facts shares: reading raw tables, writing ours, checking, deviations."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

Row = dict[str, str]


class CheckError(ValueError):
    """The raw data is not what the compiler expects."""


def check(holds: bool, message: str) -> None:
    """Stop with `message` unless `holds`."""
    if not holds:
        raise CheckError(message)


@dataclass(frozen=True, order=True)
class Deviation:
    """Two sources that disagree, and what was chosen. Texts are Dutch: the file is published.

    Attributes
    ----------
    onderwerp : str
        Id of an indeling, or the file it is about.
    wie : str
        Gemeente, regio or regeling.
    afwijking : str
        What differs, naming the sources.
    gekozen : str
        What the data holds.
    """

    onderwerp: str
    wie: str
    afwijking: str
    gekozen: str


def read_rows(path: Path, delimiter: str = ",", verbatim: Sequence[str] = ()) -> list[Row]:
    """Read a raw table as one dict per row, without padding around the values.

    Columns named in `verbatim` keep their padding.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=delimiter, strict=True)
        return [
            {
                key: (value or "") if key in verbatim else (value or "").strip()
                for key, value in row.items()
            }
            for row in reader
        ]


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a raw file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check_equal(what: str, found: object, expected: object) -> None:
    """Stop, saying what differs, unless a raw value is the expected one."""
    check(found == expected, f"{what}: found {found!r}, expected {expected!r}")


def write_rows(path: Path, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write one of our tables: UTF-8, commas, line feeds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)
