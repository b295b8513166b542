"""The middle of the window, between the docks."""

from __future__ import annotations

from PyQt6.QtCore import QEvent
from PyQt6.QtWidgets import QWidget


class Centre(QWidget):
    """Asks the docks for the height that its text needs at its width, which Qt does not."""

    def event(self, event: QEvent | None) -> bool:
        """Follow another width, and other text."""
        done = super().event(event)
        if event is not None and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            layout = self.layout()
            if layout is not None:
                self.setMinimumHeight(layout.minimumHeightForWidth(self.width()))
        return done
