"""From part to part of the window by key: the list, the map, the tables and the details."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QWidget

Part = tuple[QWidget, Callable[[], QWidget | None]]
"""What holds a part of the window, and what of it takes the keyboard now."""


def go(parts: Sequence[Part], by: int) -> None:
    """Bring the keyboard to the next part that shows, or to the one before.

    Parameters
    ----------
    parts : sequence of Part
        In the order in which they are gone along.
    by : int
        1 or -1.
    """
    shown = [part for part in parts if part[0].isVisible()]
    if not shown:
        return
    focus = QApplication.focusWidget()
    inside = [
        place for place, (holder, _) in enumerate(shown) if focus and holder.isAncestorOf(focus)
    ]
    start = inside[0] if inside else (-1 if by > 0 else 0)
    holder, taking = shown[(start + by) % len(shown)]
    target = taking()
    if target is not None:
        holder.activateWindow()  # it may float
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
