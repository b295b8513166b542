"""Nothing of a window that was closed is left to the garbage collector of Python.

That runs on any thread, also on one that computes, where Qt crashes when a widget is deleted.
"""

import gc
from collections.abc import Callable

from PyQt6 import sip
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from regiokaart.gui.window import MainWindow
from regiokaart.model.project import Weergave
from tests.gui.conftest import close, settle


def owned() -> set[QWidget]:
    """Return the widgets that end with their Python object."""
    return {
        each
        for each in gc.get_objects()
        if isinstance(each, QWidget)
        and not sip.isdeleted(each)
        and sip.ispyowned(each)
        and each.parent() is None
    }


def test_a_closed_window_leaves_no_widgets(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    before = owned()
    window = open_window()
    for weergave in Weergave:
        window.state.set_map(weergave)
        settle(qtbot, window)
    assert window in owned() - before
    close(window)
    assert [type(each).__name__ for each in owned() - before] == []
