"""The manual inside the program."""

import pytest
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

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
