"""What the status bar leaves out when there is too little room."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from regiokaart.gui.statusbar import StatusBar
from regiokaart.model import Catalogus

SOURCE = "Kadaster / Centraal Bureau voor de Statistiek, 2023"
SUMMARY = "8 indelingen tellen mee: gemiddelde V-maat 0,924 (gewicht inwoners)"


@pytest.fixture
def bar(qtbot: QtBot, catalogus: Catalogus) -> StatusBar:
    """Return a status bar with the most that stands in it at rest."""
    made = StatusBar(SOURCE)
    qtbot.addWidget(made)
    made.show_summary(SUMMARY)
    made.show_selection(catalogus.gemeenten, range(6))
    made.resize(2000, made.sizeHint().height())
    made.show()
    return made


def whole(*labels: object) -> Callable[[], bool]:
    return lambda: all(each.width() >= each.sizeHint().width() for each in labels)


def test_all_stands_there_where_there_is_room(qtbot: QtBot, bar: StatusBar) -> None:
    qtbot.waitUntil(whole(bar.summary, bar.selection, bar.source))
    assert bar.source.isVisible()


def test_the_source_gives_way_to_what_counts_and_comes_back(qtbot: QtBot, bar: StatusBar) -> None:
    both = bar.summary.sizeHint().width() + bar.selection.sizeHint().width()
    bar.resize(both + 60, bar.height())
    qtbot.waitUntil(whole(bar.summary, bar.selection))
    assert not bar.source.isVisible()
    bar.resize(2000, bar.height())
    qtbot.waitUntil(bar.source.isVisible)


def test_the_source_gives_way_to_a_message(qtbot: QtBot, bar: StatusBar) -> None:
    bar.resize(bar.selection.sizeHint().width() + 400, bar.height())
    bar.show_message("visie.regiokaart is geopend, met een eigen indeling erbij.")
    qtbot.waitUntil(whole(bar.message))
    assert not bar.source.isVisible()


def test_a_place_stands_where_the_source_stood(qtbot: QtBot, bar: StatusBar) -> None:
    bar.show_place("RD 175.147, 557.865")
    assert not bar.source.isVisible()
    bar.show_place("")
    qtbot.waitUntil(bar.source.isVisible)
