"""Earlier years that travel with the program: their gemeenten and indelingen, and herindelingen."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from regiokaart.model import Gemeentelijst, Herindeling, Jaargang, Wijziging
from regiokaart.sources.embedded import load_indelingen
from regiokaart.sources.errors import DataError
from regiokaart.sources.paths import data_dir
from regiokaart.sources.schema import read_field, read_rows, read_toml

_HERINDELINGEN = ["oud", "nieuw", "oude_naam", "datum", "soort", "aandeel", "toelichting"]
_GEMEENTEN = ["code", "naam", "inwoners"]


def load_herindelingen(path: Path | None = None) -> tuple[Herindeling, ...]:
    """Load the herindelingen by date; the embedded ones unless another file is named.

    Raises
    ------
    DataError
        Naming file and row, when a value cannot be used.
    """
    path = path or data_dir() / "herindelingen.csv"
    found = []
    for row, (oud, nieuw, naam, datum, soort, aandeel, note) in read_rows(path, _HERINDELINGEN):
        try:
            when, kind = date.fromisoformat(datum), Wijziging(soort)
        except ValueError:
            raise DataError(path, f"'{datum}' of '{soort}' kan niet", row=row) from None
        share = _number(path, row, aandeel)
        if share > 1 or share == 0:
            raise DataError(path, f"aandeel '{aandeel}' ligt niet tussen 0 en 1", row=row)
        found.append(Herindeling(oud, nieuw, naam, when, kind, share, note))
    return tuple(found)


def load_jaargangen(directory: Path | None = None) -> tuple[Jaargang, ...]:
    """Load every earlier year, oldest first.

    Parameters
    ----------
    directory : Path, optional
        Holds a folder per year; the embedded ones by default.

    Raises
    ------
    DataError
        Naming file and row, when a value cannot be used.
    """
    directory = directory or data_dir() / "jaren"
    return tuple(load_jaargang(folder) for folder in sorted(directory.glob("[12][0-9][0-9][0-9]")))


def load_jaargang(folder: Path) -> Jaargang:
    """Load one year from its ``gemeenten.csv``, ``catalogus.toml`` and ``lidmaatschap/``.

    Raises
    ------
    DataError
        Naming file and row, when a value cannot be used.
    """
    catalogue = read_toml(folder / "catalogus.toml")
    head = read_field(catalogue, "gemeenten", dict, "[gemeenten]")
    path = folder / "gemeenten.csv"
    codes, namen, inwoners = [], [], []
    for row, (code, naam, number) in read_rows(path, _GEMEENTEN):
        codes.append(code)
        namen.append(naam)
        inwoners.append(_number(path, row, number))
    for row, (before, code) in enumerate(pairwise(codes), start=3):
        if code <= before:
            raise DataError(path, f"'{code}' staat dubbel of niet op volgorde", row=row)
    jaar = read_field(head, "peiljaar", int, "[gemeenten]")
    gemeenten = Gemeentelijst(jaar, tuple(codes), tuple(namen))
    return Jaargang(
        gemeenten=gemeenten,
        inwoners=np.array(inwoners, dtype=np.float64),
        indelingen=load_indelingen(folder, catalogue, gemeenten),
        bron=read_field(head, "bron", str, "[gemeenten]"),
    )


def _number(path: Path, row: int, text: str) -> float:
    """Read a number of at least 0; an empty cell is NaN, not known."""
    try:
        value = float(text or "nan")
    except ValueError:
        value = -1.0
    if value < 0 or math.isinf(value) or (text and math.isnan(value)):
        raise DataError(path, f"'{text}' is geen getal van nul of meer", row=row)
    return value
