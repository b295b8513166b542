"""The middle of the window, between the docks: controls, a sentence, and the map or a page."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtWidgets import QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from regiokaart.gui.look import theme
from regiokaart.gui.map.board import MapBoard
from regiokaart.gui.viewbar import ViewBar

_BAR_PART = 0.25  # of the height that the centre can have: the most that controls take of it
_MAP_HEIGHT = 24 * theme.STEP  # that the tables leave the map, and the sentence but for a line


class Centre(QWidget):
    """Asks the docks for the height that its map and text need at its width, which Qt does not.

    The map is the main thing: controls take a part of the height and scroll beyond it. Where
    tables that are as low as they can be do not make enough room, the sentence gives way, and its
    tooltip has all of it.

    Attributes
    ----------
    view_bar : ViewBar
    sentence : QLabel
        What can be counted on the map.
    pages : QStackedWidget
    board : MapBoard
        The first of the pages.
    """

    def __init__(self, board: MapBoard) -> None:
        super().__init__()
        self.board = board
        self.view_bar = ViewBar()
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setTextInteractionFlags(theme.SELECTABLE)
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.sentence.setContentsMargins(theme.STEP, theme.STEP // 2, theme.STEP, theme.STEP // 2)
        self.pages = QStackedWidget()
        self.pages.addWidget(board)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view_bar)
        layout.addWidget(self.sentence)
        layout.addWidget(self.pages, 1)

    def show_page(self, page: QWidget | None) -> None:
        """Show a page, or the map."""
        self.pages.setCurrentWidget(page or self.board)

    def say(self, sentence: str) -> None:
        """Show a sentence above the map; empty for none."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def event(self, event: QEvent | None) -> bool:
        """Follow another width, and other text."""
        done = super().event(event)
        if event is not None and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.arrange()
        return done

    def arrange(self) -> None:
        """Divide the height that the window has for the centre; to be called when that changes."""
        window = self.window()
        outer = window.layout() if isinstance(window, QMainWindow) else None
        if window is None or outer is None:
            return
        room = window.height() - (outer.totalMinimumSize().height() - self.minimumHeight())
        width = self.width()
        bar = 0
        if not self.view_bar.isHidden():
            bar = self.view_bar.fit(width, round(_BAR_PART * room))
        sentence = 0
        if not self.sentence.isHidden():
            sentence = self._fit_sentence(width, room - bar - _MAP_HEIGHT)
        least = self.pages.minimumSizeHint().height()
        page = max(min(_MAP_HEIGHT, room - bar - sentence), least)
        self.setMinimumHeight(bar + sentence + page)

    def _fit_sentence(self, width: int, room: int) -> int:
        """Show as many lines of the sentence as there is room for, one at least; return height."""
        wanted = self.sentence.heightForWidth(width)
        line = self.sentence.fontMetrics().lineSpacing()
        lines = max((room - theme.STEP) // line, 1)
        height = min(wanted, lines * line + theme.STEP)
        self.sentence.setMaximumHeight(height)
        self.sentence.setToolTip(self.sentence.text() if height < wanted else "")
        return height
