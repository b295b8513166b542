"""A pointer at a widget is empty once Qt has deleted the widget, whoever made it."""

import pytest
from PyQt6 import sip
from PyQt6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from regiokaart.gui.pointer import WidgetPointer


def made_by_qt(parent: QWidget) -> QWidget:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok, parent)
    button = box.button(QDialogButtonBox.StandardButton.Ok)
    assert button is not None
    assert not sip.ispycreated(button)
    return button


@pytest.mark.parametrize("make", [made_by_qt, QLabel])
def test_is_empty_after_the_widget(qtbot, make):
    parent, pointer = QWidget(), WidgetPointer()
    pointer.point_at(make(parent))
    assert pointer.widget is not None
    sip.delete(parent)
    assert pointer.widget is None
    pointer.point_at(None)
    assert pointer.widget is None


def test_points_at_the_last(qtbot):
    parent, pointer = QWidget(), WidgetPointer()
    qtbot.addWidget(parent)
    first, second = made_by_qt(parent), made_by_qt(parent)
    pointer.point_at(first)
    pointer.point_at(second)
    box = first.parentWidget()
    del first
    sip.delete(box)
    assert pointer.widget is second
