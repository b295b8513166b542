"""Tells who cannot see the screen what has just happened.

PyQt has no announcements. A screen reader does read the description of what has the keyboard when
it changes: what happened stands in front of it until the keyboard goes elsewhere.
"""

from __future__ import annotations

from PyQt6.QtCore import QObject, QTimer
from PyQt6.QtWidgets import QAbstractItemView, QApplication, QWidget

from regiokaart.gui.map.canvas import MapCanvas
from regiokaart.gui.pointer import WidgetPointer
from regiokaart.gui.statusbar import StatusBar

_TOGETHER = 100  # milliseconds in which what happens is told in one go


class Speaker(QObject):
    """Tells what the map shows and what the status bar says.

    Parameters
    ----------
    status : StatusBar
    canvas : MapCanvas
    window : QWidget
    """

    def __init__(self, status: StatusBar, canvas: MapCanvas, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._texts: list[str] = []
        self._teller = WidgetPointer()  # what tells it now
        self._said = self._before = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TOGETHER)
        self._timer.timeout.connect(self._tell)
        status.told.connect(self.say)
        status.selection_told.connect(self._say_selection)
        canvas.described.connect(lambda text: None if canvas.hasFocus() else self.say(text))
        canvas.measured.connect(self._say_measured)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._leave)

    def say(self, text: str) -> None:
        """Tell something, after what was told just before."""
        ended = text if text.endswith((".", "…")) else f"{text}."
        if text and ended not in self._texts:
            self._texts.append(ended)
            self._timer.start()

    def _say_selection(self, text: str) -> None:
        """Tell what is selected, unless by going along rows, which are read themselves."""
        if not isinstance(QApplication.focusWidget(), QAbstractItemView):
            self.say(text)

    def _say_measured(self, text: str) -> None:
        """Tell how long the line is that is measured, when it holds still."""
        if text:
            self._texts.clear()
            self.say(text)

    def _tell(self) -> None:
        texts, self._texts = self._texts, []
        self._take_back()
        widget = QApplication.focusWidget() or self._window.focusWidget()
        if widget is None:
            return
        self._before = widget.accessibleDescription()
        news = [text for text in texts if text not in self._before]  # the rest is heard already
        if news:
            self._teller.point_at(widget)
            self._said = " ".join([*news, self._before or widget.toolTip()]).strip()
            widget.setAccessibleDescription(self._said)

    def _leave(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and before is self._teller.widget and now is not None:
            self._take_back()

    def _take_back(self) -> None:
        """Describe what told it as before, if it was not described anew."""
        widget = self._teller.widget
        self._teller.point_at(None)
        if widget is not None and widget.accessibleDescription() == self._said:
            widget.setAccessibleDescription(self._before)
        self._said = ""
