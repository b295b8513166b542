"""Reading the files of our own schema, TOML and CSV: a value is what it should be, or an error."""

from __future__ import annotations

import csv
import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from regiokaart.model import Gemeentelijst
from regiokaart.sources.errors import DataError

_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)
REINSTALL = "installeer Regiokaart opnieuw"


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises
    ------
    DataError
        When it is not there or not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(path, f"niet te lezen ({error})", remedy=REINSTALL) from error


def read_rows(
    path: Path, heading: Sequence[str], optional: str = ""
) -> Iterator[tuple[int, list[str]]]:
    """Yield row number and values of every row under a heading that must be exactly `heading`.

    Only a last column named `optional` may follow it.

    Raises
    ------
    DataError
        When the file is not there, has another heading, or a row has too many or few values.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            found = next(reader, [])
            if found not in ([*heading], [*heading, *filter(None, [optional])]):
                raise DataError(
                    path, "de kolommen zijn anders dan verwacht", row=1, remedy=REINSTALL
                )
            for row, values in enumerate(reader, start=2):
                if len(values) != len(found):
                    raise DataError(
                        path,
                        f"{len(values)} waarden in plaats van {len(found)}",
                        row=row,
                        remedy=REINSTALL,
                    )
                yield row, values
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(path, f"niet te lezen ({error})", remedy=REINSTALL) from error


def read_field(entry: Mapping[str, Any], name: str, kind: type[_T], place: str) -> _T:
    """Return a value of ``catalogus.toml`` that must be there and of this type.

    Raises
    ------
    DataError
        Naming the value and its `place`.
    """
    value = entry.get(name)
    if not isinstance(value, kind):
        raise DataError(
            "catalogus.toml", f"{place}: '{name}' ontbreekt of klopt niet", remedy=REINSTALL
        )
    return value


def read_choice(kind: type[_E], name: str, value: str, place: str) -> _E:
    """Return a value of ``catalogus.toml`` that is one of a few.

    Raises
    ------
    DataError
        Naming the value, its `place` and what there is to choose from.
    """
    try:
        return kind(value)
    except ValueError:
        raise DataError(
            "catalogus.toml",
            f"{place}: {name} '{value}' bestaat niet",
            remedy="kies uit " + ", ".join(kind),
        ) from None


def read_number(path: Path, row: int, text: str) -> float:
    """Return a number of zero or more.

    Raises
    ------
    DataError
        Naming file, row and value.
    """
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 0):
        raise DataError(path, f"'{text}' is geen getal van nul of meer", row=row)
    return value


def read_position(file: Path | str, row: int, code: str, gemeenten: Gemeentelijst) -> int:
    """Return the position of the gemeente with this code.

    Raises
    ------
    DataError
        Naming file, row and code.
    """
    position = gemeenten.index.get(code)
    if position is None:
        raise DataError(file, f"'{code}' is geen gemeente van {gemeenten.peiljaar}", row=row)
    return position
