"""The middle of the window, between the docks: controls, a sentence, and the map or a page."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtWidgets import QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from regiokaart.gui.look import theme
from regiokaart.gui.map.board import MapBoard
from regiokaart.gui.viewbar import ViewBar

_UNLIMITED = 16_777_215  # Qt's own, for a height


class Centre(QWidget):
    """Asks the docks for the height that its text needs at its width, which Qt does not.

    Where the window has no such height, the sentence gives way, and its tooltip has all of it: the
    map would lie over the tables.

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
            self._arrange()
        return done

    def _arrange(self) -> None:
        layout, window = self.layout(), self.window()
        outer = window.layout() if isinstance(window, QMainWindow) else None
        if layout is None:
            return
        if window is not None and outer is not None:
            wanted = self.sentence.heightForWidth(self.width())
            shown = 0 if self.sentence.isHidden() else min(wanted, self.sentence.maximumHeight())
            others = layout.minimumHeightForWidth(self.width()) - shown
            outside = outer.minimumSize().height() - self.minimumHeight()
            self._limit_sentence(wanted, window.height() - outside - others)
        self.setMinimumHeight(layout.minimumHeightForWidth(self.width()))

    def _limit_sentence(self, wanted: int, room: int) -> None:
        """Show as many lines of the sentence as there is room for, and one at least."""
        height = _UNLIMITED
        if wanted > room:
            line = self.sentence.fontMetrics().lineSpacing()
            lines = max((room - theme.STEP) // line, 1)
            height = lines * line + theme.STEP
        if height != self.sentence.maximumHeight():
            self.sentence.setMaximumHeight(height)
        self.sentence.setToolTip(self.sentence.text() if height < wanted else "")
