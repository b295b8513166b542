"""Collects Python's garbage on the thread of the window only.

Python collects on whichever thread makes the next object. When that is a thread that computes, the
widgets in the garbage are deleted there, on which Qt crashes.
"""

from __future__ import annotations

import gc

from PyQt6.QtCore import QObject, QTimer

_EVERY = 1000  # milliseconds


def collect_here(parent: QObject) -> None:
    """Collect on this thread from now on, for as long as `parent` lives, and on no other."""
    gc.disable()
    timer = QTimer(parent)
    timer.timeout.connect(collect_due)
    timer.start(_EVERY)


def collect_due() -> None:
    """Collect the oldest generation whose turn it is by Python's own thresholds."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
