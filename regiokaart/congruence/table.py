"""One definition per result table, used by the screen, CSV, XLSX and the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from regiokaart.model import notation

Value = str | int | float | None


class Kind(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    SHARE = "share"
    YEAR = "year"
    DATE = "date"


@dataclass(frozen=True)
class Column:
    """One column of a result.

    Attributes
    ----------
    key : str
        Name in JSON and in code, such as ``v_maat``.
    heading : str
        Dutch heading without its unit.
    kind : Kind
        A `SHARE` is stored as a fraction and written as a percentage; a `YEAR` is written
        without a point between thousands; a `DATE` is stored as ISO 8601 text, which sorts and
        leaves in files as it is, and written with the day first.
    values : sequence
        One value per row; None where there is none.
    unit : str
        Printed with the heading; empty when the heading says it.
    decimals : int
        Digits after the comma on screen.
    explanation : str
        Dutch tooltip in plain words.
    """

    key: str
    heading: str
    kind: Kind
    values: Sequence[Value]
    unit: str = ""
    decimals: int = 0
    explanation: str = ""

    @property
    def title(self) -> str:
        """Heading with its unit."""
        return f"{self.heading} ({self.unit})" if self.unit else self.heading

    def text(self, row: int) -> str:
        """Return the value of a row as it is written on screen."""
        value = self.values[row]
        if value is None:
            return notation.NO_VALUE
        if isinstance(value, str):
            return notation.day(value) if self.kind is Kind.DATE else value
        if self.kind is Kind.SHARE:
            return notation.percentage(value, self.decimals)
        if self.kind is Kind.YEAR:
            return str(value)
        return notation.number(value, self.decimals)


@dataclass(frozen=True)
class Provenance:
    """Where a result comes from, so that a colleague can make it again.

    Attributes
    ----------
    indelingen : tuple of str
        One line per indeling: name, peiljaar, number of regio's, source, licence.
    sources : tuple of str
        Gemeenten, inhabitants, areas and boundaries with their year and licence.
    parameters : tuple of (str, str)
        Name and value of every choice that was made (weight, set, tolerance ...), in Dutch.
    method : tuple of str
        Dutch sentences that define each figure.
    remarks : tuple of str
        Uncertain rows, different peiljaren and other things a reader must know.
    program : str
        Name and version.
    background : tuple of str
        How it was established who belongs where in each indeling: told in files, and too long for
        a screen.
    """

    indelingen: tuple[str, ...]
    sources: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]
    method: tuple[str, ...]
    remarks: tuple[str, ...]
    program: str
    background: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A result: columns of equal length with a title and a provenance.

    Attributes
    ----------
    name : str
        Short name for files and sheets, such as ``paren``.
    title : str
        Dutch title.
    columns : tuple of Column
    provenance : Provenance
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    provenance: Provenance

    def __post_init__(self) -> None:
        if len({len(column.values) for column in self.columns}) > 1:
            raise ValueError(f"columns of table {self.name} differ in length")

    def __len__(self) -> int:
        return len(self.columns[0].values) if self.columns else 0

    def __getitem__(self, key: str) -> Column:
        """Return the column with this key."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def records(self) -> list[dict[str, Value]]:
        """Return one dict per row, keyed by column key, with unrounded values."""
        keys = [column.key for column in self.columns]
        rows = zip(*(column.values for column in self.columns), strict=True)
        return [dict(zip(keys, row, strict=True)) for row in rows]
