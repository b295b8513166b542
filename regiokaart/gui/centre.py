"""The middle of the window, between the docks: controls, a sentence, and the map or a page."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from regiokaart.gui.look import theme
from regiokaart.gui.map.board import MapBoard
from regiokaart.gui.viewbar import ViewBar


class Centre(QWidget):
    """Asks the docks for the height that its text needs at its width, which Qt does not.

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
            layout = self.layout()
            if layout is not None:
                self.setMinimumHeight(layout.minimumHeightForWidth(self.width()))
        return done
