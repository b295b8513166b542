"""How a day is written in Dutch."""

from __future__ import annotations

from datetime import datetime

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli",
    "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def dutch_date(moment: str) -> str:
    """Write an ISO 8601 moment as a day, or say that it is not known.

    Examples
    --------
    >>> dutch_date("2026-11-03T09:30:00+00:00")
    '3 november 2026'
    >>> dutch_date("gisteren")
    'een onbekende dag'
    """
    try:
        day = datetime.fromisoformat(moment)
    except (TypeError, ValueError):
        return "een onbekende dag"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
