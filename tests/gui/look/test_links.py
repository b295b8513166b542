"""A page with links: one stop for Tab, arrows from link to link, Enter follows."""

from itertools import pairwise

import pytest
from PyQt6.QtCore import Qt, QUrl
from PyQt6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from regiokaart.gui.look.links import LinkBrowser

Key = Qt.Key
PAGE = "<p>Zie <a href='een:1'>een <b>vette</b> link</a> en <a href='twee:2'>nog een</a>.</p>"
LONG = f"{PAGE}{'<p>Tekst.</p>' * 80}<p><a href='drie:3'>ver weg</a></p>"


class Page(QWidget):
    """A page between two fields."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.browser, self.last = QLineEdit(), LinkBrowser(), QLineEdit()
        layout = QVBoxLayout(self)
        for widget in (self.first, self.browser, self.last):
            layout.addWidget(widget)
        self.resize(400, 300)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    widget = Page()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    widget.first.setFocus()
    widget.browser.show_page(PAGE)
    return widget


def marked(page: Page) -> str:
    return page.browser.textCursor().selectedText()


def test_a_link_in_several_fonts_is_one(page: Page) -> None:
    assert [link.href for link in page.browser.links()] == ["een:1", "twee:2"]


def test_tab_enters_and_leaves_in_one_step(page: Page, qtbot: QtBot) -> None:
    qtbot.keyClick(page.first, Key.Key_Tab)
    assert page.browser.hasFocus()
    assert marked(page) == "een vette link"
    qtbot.keyClick(page.browser, Key.Key_Tab)
    assert page.last.hasFocus()
    assert marked(page) == ""
    qtbot.keyClick(page.last, Key.Key_Backtab)
    assert page.browser.hasFocus()
    qtbot.keyClick(page.browser, Key.Key_Backtab)
    assert page.first.hasFocus()


def test_arrows_go_along_the_links_and_enter_follows(page: Page, qtbot: QtBot) -> None:
    qtbot.keyClick(page.first, Key.Key_Tab)
    qtbot.keyClick(page.browser, Key.Key_Down)
    assert marked(page) == "nog een"
    qtbot.keyClick(page.browser, Key.Key_Down)
    assert marked(page) == "nog een"  # the last one
    with qtbot.waitSignal(page.browser.anchorClicked) as heard:
        qtbot.keyClick(page.browser, Key.Key_Return)
    assert heard.args == [QUrl("twee:2")]
    qtbot.keyClick(page.browser, Key.Key_Up)
    with qtbot.waitSignal(page.browser.anchorClicked) as heard:
        qtbot.keyClick(page.browser, Key.Key_Return)
    assert heard.args == [QUrl("een:1")]


def test_text_between_far_links_is_scrolled_and_not_skipped(page: Page, qtbot: QtBot) -> None:
    page.browser.show_page(LONG)
    qtbot.keyClick(page.first, Key.Key_Tab)
    qtbot.keyClick(page.browser, Key.Key_Down)
    bar = page.browser.verticalScrollBar()
    assert bar is not None
    seen = [bar.value()]
    while page.browser.link is not None and page.browser.link.href != "drie:3":
        qtbot.keyClick(page.browser, Key.Key_Down)
        seen.append(bar.value())
        assert len(seen) < 200
    viewport = page.browser.viewport()
    assert viewport is not None
    assert max(b - a for a, b in pairwise(seen)) < viewport.height()
    assert marked(page) == "ver weg"


def test_a_page_that_is_told_anew_keeps_the_link(page: Page, qtbot: QtBot) -> None:
    qtbot.keyClick(page.first, Key.Key_Tab)
    qtbot.keyClick(page.browser, Key.Key_Down)
    page.browser.show_page(LONG)
    assert marked(page) == "nog een"
    page.browser.show_page("<p><a href='vier:4'>een andere</a></p>")
    assert marked(page) == "een andere"
    page.browser.show_page("<p>Niets.</p>")
    assert page.browser.link is None


def test_a_page_without_links_takes_the_keyboard(page: Page, qtbot: QtBot) -> None:
    page.browser.show_page("<p>Niets.</p>" * 100)
    qtbot.keyClick(page.first, Key.Key_Tab)
    assert page.browser.hasFocus()
    bar = page.browser.verticalScrollBar()
    assert bar is not None
    qtbot.keyClick(page.browser, Key.Key_Down)
    assert bar.value() > 0


def test_what_is_copied_has_no_places_to_break(page: Page) -> None:
    page.browser.show_page("<p>Arbeids\N{SOFT HYPHEN}marktregio <b>Twente</b></p>")
    page.browser.selectAll()
    copied = page.browser.createMimeDataFromSelection()
    assert copied.text() == "Arbeidsmarktregio Twente"
    assert "\N{SOFT HYPHEN}" not in copied.html()
    assert "Arbeidsmarktregio" in copied.html()
