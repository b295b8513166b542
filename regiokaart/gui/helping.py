"""The manual, the method and the shortcuts inside the program, without a network."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from PyQt6.QtCore import QEvent, QSize, Qt, QUrl
from PyQt6.QtGui import QDesktopServices, QImage, QTextCursor, QTextDocument
from PyQt6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from regiokaart.gui import keys
from regiokaart.gui.look import theme
from regiokaart.gui.look.links import LinkBrowser
from regiokaart.sources.paths import docs_dir

MANUAL, METHOD = "handleiding.md", "methode.md"
_TITLES = {MANUAL: "Handleiding", METHOD: "Methode"}
_SIZE = QSize(860, 700)
_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")


class HelpWindow(QDialog):
    """Shows the pages of the documentation; links between them stay inside."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = ""
        self.browser = _Browser(self)
        self.browser.setAccessibleName("Tekst van de handleiding")
        # Always: a page laid out before there is a bar beside it stays as wide as it was.
        self.browser.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.browser.anchorClicked.connect(self._follow)
        layout = _framed(self, self.browser)
        layout.setContentsMargins(0, 0, 0, theme.STEP)
        self.resize(_SIZE.boundedTo(parent.size() * 0.9))

    def open_page(self, page: str, anchor: str = "") -> None:
        """Show a page, at the heading whose anchor is given.

        Raises
        ------
        OSError
            When the program is not completely installed.
        """
        if page != self._page:
            text = (docs_dir() / page).read_text(encoding="utf-8")
            document = self.browser.document()
            assert document is not None
            document.setDocumentMargin(2 * theme.STEP)
            document.setBaseUrl(QUrl.fromLocalFile(f"{docs_dir()}/"))
            self.browser.setMarkdown(text)
            _wrap(document)
            self._page = page
        self.setWindowTitle(_TITLES[page])
        self.show()  # first: where a heading stands follows from the width
        self._go_to(anchor)
        self.raise_()
        self.activateWindow()

    def changeEvent(self, event: QEvent | None) -> None:
        """Write the page anew in other colours, which Qt puts in the text itself."""
        super().changeEvent(event)
        if event is not None and event.type() is QEvent.Type.PaletteChange and self._page:
            page, self._page = self._page, ""
            if self.isVisible():
                self.open_page(page)

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)
            return
        page = url.fileName() or self._page
        if page in _TITLES:
            self.open_page(page, url.fragment())

    def _go_to(self, anchor: str) -> None:
        """Scroll to a heading; Qt's Markdown gives headings no anchors."""
        document, bar = self.browser.document(), self.browser.verticalScrollBar()
        assert document is not None
        assert bar is not None
        bar.setValue(0)
        block = document.begin()
        while anchor and block.isValid():
            if block.blockFormat().headingLevel() and _anchor(block.text()) == anchor:
                self.browser.setTextCursor(QTextCursor(block))
                bar.setValue(bar.value() + self.browser.cursorRect().top())
                return
            block = block.next()


def show_shortcuts(parent: QWidget) -> QDialog:
    """Open a list of every key of the window."""
    parts = []
    for group in keys.groups():
        rows = "".join(
            f"<tr><td width='40%' style='padding: 2px 24px 2px 0'><b>{escape(each)}</b></td>"
            f"<td style='padding: 2px 0'>{escape(text)}</td></tr>"
            for each, text in group.keys
        )
        parts.append(f"<h3>{escape(group.title)}</h3><table width='100%'>{rows}</table>")
    dialog = QDialog(parent)
    dialog.setWindowTitle("Sneltoetsen")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    text = QTextBrowser(dialog)
    text.setAccessibleName("Sneltoetsen")
    text.setHtml("".join(parts))
    _framed(dialog, text)
    dialog.resize(QSize(640, 600).boundedTo(parent.size() * 0.9))
    dialog.show()
    return dialog


class _Browser(LinkBrowser):
    """A text browser whose pictures are as wide as its page at most."""

    def loadResource(self, kind: int, name: QUrl) -> Any:
        """Scale pictures; read nothing but our own files."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        document = self.document()
        base = document.baseUrl() if document is not None else QUrl()
        picture = QImage(base.resolved(name).toLocalFile())
        width = self.width() - 8 * theme.STEP
        if picture.width() <= width:
            return picture
        return picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)


def _wrap(document: QTextDocument) -> None:
    """Let long commands go on in a next line, so that nothing is beyond the right edge."""
    cursor, block = QTextCursor(document), document.begin()
    while block.isValid():
        if block.blockFormat().nonBreakableLines():
            form = block.blockFormat()
            form.setNonBreakableLines(False)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)
        block = block.next()


def _framed(dialog: QDialog, content: QWidget) -> QVBoxLayout:
    """Put a button to close below the content of a dialog."""
    buttons = QDialogButtonBox()
    close = buttons.addButton("&Sluiten", QDialogButtonBox.ButtonRole.RejectRole)
    assert close is not None
    buttons.rejected.connect(dialog.reject)
    buttons.setContentsMargins(theme.STEP, 0, theme.STEP, 0)
    layout = QVBoxLayout(dialog)
    layout.addWidget(content)
    layout.addWidget(buttons)
    return layout


def _anchor(heading: str) -> str:
    """Return the anchor that Markdown viewers give a heading."""
    return _NOT_IN_ANCHOR.sub("", heading.lower()).replace(" ", "-")
