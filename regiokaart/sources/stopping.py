"""Ending what reads a table when nobody waits for it: a large workbook takes a minute."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

_T = TypeVar("_T")
_stopped: ContextVar[Callable[[], bool]] = ContextVar("stopped", default=lambda: False)


class StoppedError(Exception):
    """Nobody waits any longer for the file that is read."""


@contextmanager
def stoppable(stopped: Callable[[], bool]) -> Iterator[None]:
    """Ask `stopped` now and then while a table is read in this block, and end when it says so."""
    token = _stopped.set(stopped)
    try:
        yield
    finally:
        _stopped.reset(token)


def while_wanted(items: Iterable[_T], every: int) -> Iterator[_T]:
    """Hand on items, asking at one in so many whether somebody still waits for them.

    Raises
    ------
    StoppedError
        When nobody does; see `stoppable`.
    """
    stopped = _stopped.get()
    for number, item in enumerate(items):
        if number % every == 0 and stopped():
            raise StoppedError
        yield item
