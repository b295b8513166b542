"""A page of text with links that is one stop for Tab: the arrows go from link to link."""

from __future__ import annotations

from typing import NamedTuple

from PyQt6.QtCore import QMimeData, Qt
from PyQt6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QTextCursor
from PyQt6.QtWidgets import QTextBrowser, QWidget

BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
HOW = "Pijl omlaag en omhoog gaan van link naar link, Enter volgt een link, Tab gaat verder."
_WITHOUT_WIDTH = str.maketrans("", "", "\N{SOFT HYPHEN}\N{WORD JOINER}")
_STEPS = 3  # lines that an arrow scrolls when no link is in sight


class Link(NamedTuple):
    """Where a link stands in the text, and where it leads."""

    start: int
    end: int
    href: str


class LinkBrowser(QTextBrowser):
    """Shows a page; the link that the keyboard is at is marked as selected text is.

    Down goes to the next link when it is in sight and scrolls otherwise, Up likewise; Enter is
    followed by Qt itself. Qt's own way, where Tab passes every link, keeps the keyboard for dozens
    of stops.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link: Link | None = None  # that the keyboard is at
        self.setOpenLinks(False)
        self.setAccessibleDescription(HOW)

    @property
    def link(self) -> Link | None:
        """The link that the keyboard is at."""
        return self._link

    def links(self) -> list[Link]:
        """Return the links of the page in order of the text."""
        document = self.document()
        assert document is not None
        found: list[Link] = []
        block = document.begin()
        while block.isValid():
            fragments = block.begin()
            while not fragments.atEnd():
                fragment = fragments.fragment()
                href, start = fragment.charFormat().anchorHref(), fragment.position()
                if href:
                    if found and found[-1].end == start and found[-1].href == href:
                        start = found.pop().start  # one link in several fonts
                    found.append(Link(start, fragment.position() + fragment.length(), href))
                fragments += 1
            block = block.next()
        return found

    def show_page(self, html: str) -> None:
        """Show a page; the keyboard stays at the same link, or goes to the first one."""
        before = self._link
        self._link = None
        self.setHtml(html)
        if before is not None and self.hasFocus():
            links = self.links()
            same = (each for each in links if each.href == before.href)
            self._go_to(next(same, links[0] if links else None))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy without what says where words may break and where not."""
        chosen, data = self.textCursor().selection(), QMimeData()
        data.setHtml(chosen.toHtml().translate(_WITHOUT_WIDTH))
        data.setText(chosen.toPlainText().translate(_WITHOUT_WIDTH))
        return data

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # Qt's own name
        """Leave the page: its links are not stops."""
        return QWidget.focusNextPrevChild(self, next)

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Begin at the first link in sight when the keyboard comes in."""
        assert event is not None
        super().focusInEvent(event)
        if event.reason() in BY_KEYBOARD and self._link is None:
            self._go_to(next(filter(self._in_sight, self.links()), None))

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Take the mark away when the keyboard goes elsewhere in the window."""
        assert event is not None
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self._go_to(None)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Forget the link of the keyboard: the hand is at the mouse now."""
        self._link = None
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Go from link to link with the arrows."""
        assert event is not None
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        """Go to the next link in sight or the one before; scroll when there is none."""
        links = [each for each in self.links() if self._in_sight(each)]
        if self._link is None:
            following = links if by > 0 else links[::-1]
        elif by > 0:
            following = [each for each in links if each.start > self._link.start]
        else:
            following = [each for each in reversed(links) if each.start < self._link.start]
        if following:
            self._go_to(following[0])
            return
        bar = self.verticalScrollBar()
        assert bar is not None
        bar.setValue(bar.value() + by * _STEPS * self.fontMetrics().lineSpacing())

    def _in_sight(self, link: Link) -> bool:
        cursor = self.textCursor()
        cursor.setPosition(link.start)
        rect = self.cursorRect(cursor)
        viewport = self.viewport()
        assert viewport is not None
        return rect.top() >= 0 and rect.bottom() <= viewport.height()

    def _go_to(self, link: Link | None) -> None:
        """Mark a link, or take the mark away."""
        if link is None and self._link is None:
            return
        self._link = link
        cursor = self.textCursor()
        if link is None:
            cursor.clearSelection()
        else:
            cursor.setPosition(link.start)
            cursor.setPosition(link.end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
