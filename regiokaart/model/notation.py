"""How numbers and days are written in Dutch: 1.234,5 and 12,3% and 05-07-2018."""

from __future__ import annotations

import math

_SWAP = str.maketrans({",": ".", ".": ","})
NO_VALUE = "–"


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
