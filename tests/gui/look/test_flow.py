"""A row of controls that goes on in a next row."""

import pytest
from PyQt6.QtWidgets import QLabel, QPushButton, QWidget

from regiokaart.gui.look.flow import FlowLayout, keep_beside


@pytest.fixture
def row(qtbot):
    """Return a label, what it is about, what stays beside that, and one more button."""
    bar = QWidget()
    qtbot.addWidget(bar)
    layout = FlowLayout(bar, 4)
    widgets = [QLabel("Klassen:"), *(QPushButton(text) for text in ("eigen", "10; 20", "meer"))]
    for widget in widgets:
        widget.setFixedSize(80, 20)
        layout.addWidget(widget)
    keep_beside(widgets[2])
    bar.show()
    yield bar, widgets
    bar.close()


@pytest.mark.parametrize(
    ("width", "tops"), [(400, [0, 0, 0, 0]), (260, [0, 0, 0, 24]), (252, [0, 0, 0, 24])]
)
def test_what_belongs_together_stays_in_one_row(row, width, tops):
    bar, widgets = row
    bar.resize(width, 80)
    assert [widget.y() for widget in widgets] == tops


def test_what_stays_beside_may_be_first(row):
    bar, widgets = row
    for widget in widgets[:2]:
        widget.hide()
    bar.resize(400, 80)
    assert [widget.y() for widget in widgets[2:]] == [0, 0]
    assert [widget.x() for widget in widgets[2:]] == [0, 84]
