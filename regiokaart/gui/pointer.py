"""A widget that is remembered and may be gone by the time it is needed."""

from __future__ import annotations

from PyQt6.QtWidgets import QWidget


class WidgetPointer:
    """Points at a widget until Qt deletes that, as QPointer does in C++.

    `sip.isdeleted` knows of widgets made in Python only. Buttons of a message, of a toolbar and of
    a tab are made by Qt itself: to touch one that was deleted writes in memory of something else.
    """

    def __init__(self) -> None:
        self._widget: QWidget | None = None

    @property
    def widget(self) -> QWidget | None:
        """What is pointed at; None when it was deleted."""
        return self._widget

    def point_at(self, widget: QWidget | None) -> None:
        """Point at another widget, or at nothing."""
        if self._widget is not None:
            self._widget.destroyed.disconnect(self._forget)
        self._widget = widget
        if widget is not None:
            widget.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._widget = None
