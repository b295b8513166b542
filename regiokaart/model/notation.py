"""How numbers and days are written in Dutch: 1.234,5, 12,3%, 05-07-2018 and 5 juli 2018."""

from __future__ import annotations

import math
from datetime import datetime

_SWAP = str.maketrans({",": ".", ".": ","})
NO_VALUE = "–"
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli",
    "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def number(value: float, decimals: int = 0) -> str:
    """Write a number with points between thousands and a decimal comma.

    Examples
    --------
    >>> number(1234.5, 1)
    '1.234,5'
    >>> number(float("nan"))
    '–'
    """
    if math.isnan(value):
        return NO_VALUE
    return f"{round(value, decimals) + 0.0:,.{decimals}f}".translate(_SWAP)


def percentage(share: float, decimals: int = 1) -> str:
    """Write a share between 0 and 1 as a percentage.

    Examples
    --------
    >>> percentage(0.1234)
    '12,3%'
    """
    return number(share * 100, decimals) + ("" if math.isnan(share) else "%")


def day(iso: str) -> str:
    """Write an ISO 8601 date with its day first.

    Examples
    --------
    >>> day("2018-07-05")
    '05-07-2018'
    """
    return "-".join(reversed(iso.split("-")))


def day_in_words(moment: str) -> str:
    """Write the day of an ISO 8601 moment with the name of its month, or that it is not known.

    Examples
    --------
    >>> day_in_words("2026-11-03T09:30:00+00:00")
    '3 november 2026'
    >>> day_in_words("gisteren")
    'een onbekende dag'
    """
    try:
        known = datetime.fromisoformat(moment)
    except (TypeError, ValueError):
        return "een onbekende dag"
    return f"{known.day} {_MONTHS[known.month - 1]} {known.year}"
