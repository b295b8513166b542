"""The manual inside the program."""

import pytest
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from regiokaart.gui import helping
from regiokaart.gui.helping import MANUAL, HelpWindow


@pytest.mark.parametrize(
    ("anchor", "heading"), [("grenzen-tellen", "Grenzen tellen"), ("projecten", "Projecten")]
)
def test_the_first_time_too_a_heading_stands_at_the_top(
    qtbot: QtBot, anchor: str, heading: str
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1280, 800)
    window = HelpWindow(parent)
    window.open_page(MANUAL, anchor)
    QApplication.processEvents()
    assert window.browser.textCursor().block().text() == heading
    assert abs(window.browser.cursorRect().top()) < 40


def test_long_commands_go_on_in_a_next_line_with_large_letters(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1280, 800)
    window = HelpWindow(parent)
    font = window.browser.font()
    font.setPointSizeF(1.5 * font.pointSizeF())
    window.browser.setFont(font)
    window.open_page(MANUAL)
    document, page = window.browser.document(), window.browser.viewport()
    assert document is not None
    assert page is not None
    assert document.idealWidth() <= page.width()


@pytest.mark.parametrize("page", [helping.MANUAL, helping.METHOD])
def test_no_page_is_wider_than_its_window(window, page):
    dialog = helping.HelpWindow(window)
    dialog.open_page(page)
    assert dialog.browser.horizontalScrollBar().maximum() == 0
    dialog.close()
