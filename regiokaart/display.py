"""Whether there is a screen to show a window on."""

from __future__ import annotations

import os
import sys

NO_DISPLAY = (
    "er is geen scherm om het venster op te tonen; "
    "gebruik 'regiokaart hoofdtaak' om alles in bestanden te zetten"
)


def has_display() -> bool:
    """Whether Qt will find a place for its windows."""
    if sys.platform != "linux":
        return True
    names = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    return any(os.environ.get(name) for name in names)


def draw_without_display() -> None:
    """Let Qt draw in memory, whether there is a screen or not. Call before Qt is imported."""
    if sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
