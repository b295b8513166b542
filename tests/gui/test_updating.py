"""Fetching a year in the window from a server on this computer, and going on with it."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QActionGroup
from PyQt6.QtWidgets import QLabel

from regiokaart.gui import settings
from regiokaart.gui.loading import load_start
from regiokaart.gui.updating import UpdateDialog
from regiokaart.model.project import Weergave
from regiokaart.sources import years
from tests.gui.conftest import settle
from tests.provider import Provider, provider

__all__ = ["provider"]
Left = Qt.MouseButton.LeftButton
JAAR = 2025


@pytest.fixture
def small(provider, tmp_path, monkeypatch) -> Provider:
    """Return a provider whose year has the twelve gemeenten of the fixture, not 342."""
    monkeypatch.setattr("regiokaart.sources.official.install.GEMEENTEN", {JAAR: 12})
    provider.put_year(JAAR, tmp_path)
    return provider


@pytest.fixture
def dialog(window, small, qtbot) -> UpdateDialog:
    window.commands["update"].trigger()
    found = window.findChild(UpdateDialog)
    qtbot.waitUntil(found.isVisible)
    found.server.setText(small.url)
    choose(found, JAAR)
    return found


def choose(dialog, jaar):
    for row in range(dialog.years.rowCount()):
        if dialog.years.item(row, 0).text() == str(jaar):
            dialog.years.selectRow(row)
            return
    raise AssertionError(f"{jaar} is not offered")


def fetch(dialog, window, qtbot):
    qtbot.mouseClick(dialog.fetch, Left)
    qtbot.waitUntil(lambda: not window.tasks.titled, timeout=20_000)


def test_year_is_fetched_used_and_remembered(dialog, window, qtbot):
    assert dialog.state_text.text() == "2025 is nog niet opgehaald."
    assert not dialog.use_year.isEnabled()
    window.state.select({0, 1})
    fetch(dialog, window, qtbot)
    assert dialog.state_text.text().startswith("2025 is opgehaald: 12 gemeenten, 15 indelingen")
    assert dialog.fetch.text() == "Opnieuw &ophalen"
    qtbot.mouseClick(dialog.use_year, Left)
    qtbot.waitUntil(lambda: window.state.jaar == JAAR)
    settle(qtbot, window)
    assert len(window.state.catalogus.gemeenten) == 12
    assert window.indelingen.windowTitle() == "Indelingen van 2025"
    assert "2025" in window.status.source.text()
    assert window.results.latest.choices.catalogus is window.state.catalogus
    assert len(window.tables.gemeenten.table) == 12
    assert window.desk.settings.get(settings.PEILJAAR) == JAAR
    start = load_start(window.desk.settings)
    assert (start.jaar, start.problem) == (JAAR, None)
    for weergave in (Weergave.VERGELIJK, Weergave.INDELING):
        window.state.set_map(weergave)
        settle(qtbot, window)
        assert window.canvas.specification is window.shown.specification
        assert len(window.shown.specification.tooltips) == 12

    window.years.menu.aboutToShow.emit()
    embedded, fetched = window.years.menu.actions()
    assert (fetched.text(), fetched.isChecked()) == ("2025", True)
    embedded.trigger()
    qtbot.waitUntil(lambda: window.state.jaar is None)
    settle(qtbot, window)
    assert len(window.state.catalogus.gemeenten) == 342
    assert window.indelingen.windowTitle() == "Indelingen"
    assert window.desk.settings.get(settings.PEILJAAR) is None


def test_the_menu_with_years_keeps_nothing_of_when_it_was_open_before(window):
    menu = window.years.menu
    for _ in range(3):
        menu.aboutToShow.emit()
    (group,) = menu.findChildren(QActionGroup)
    assert group.actions() == menu.actions()


def test_failure_is_told_and_nothing_changes(dialog, window, small, qtbot):
    small.files[small.gpkg_path(JAAR)] = b"<html>Even geduld</html>"
    fetch(dialog, window, qtbot)
    assert dialog.state_text.text().startswith("Niet gelukt. ")
    assert dialog.fetch.isEnabled()
    assert years.installed() == ()
    assert window.state.jaar is None


def test_cancel_stops_and_says_what_is_kept(dialog, window, small, qtbot):
    small.faults[small.gpkg_path(JAAR)] = [
        lambda handler, body: (handler.serve(body[:2000]), small.stop.wait(10))
    ]
    qtbot.mouseClick(dialog.fetch, Left)
    qtbot.waitUntil(lambda: dialog.cancel.isEnabled())
    qtbot.mouseClick(dialog.cancel, Left)
    small.stop.set()
    qtbot.waitUntil(lambda: not window.tasks.titled, timeout=20_000)
    assert dialog.state_text.text().startswith("Geannuleerd: er is niets veranderd.")
    assert years.installed() == ()


def test_address_must_be_one(dialog, window):
    dialog.server.setText("C:\\gegevens")
    dialog.fetch.click()
    assert dialog.state_text.text() == "Begin het adres van de server met https://."
    assert not window.tasks.titled


def test_altered_year_is_told(dialog, window, qtbot):
    fetch(dialog, window, qtbot)
    folder = years.load(JAAR)[0] and next(years_dir().glob("2025/lidmaatschap/*.csv"))
    folder.write_text(folder.read_text() + "\n")
    choose(dialog, 2024)
    choose(dialog, JAAR)
    assert "veranderd nadat" in dialog.state_text.text()
    with qtbot.waitSignal(window.tasks.ended):
        window.years.use(JAAR)
    assert window.state.jaar is None
    box = window.findChild(QLabel, "qt_msgbox_label")
    assert "veranderd nadat" in box.text()
    box.window().close()
    window.desk.settings.set(settings.PEILJAAR, JAAR)
    start = load_start(window.desk.settings)
    assert start.jaar is None
    assert start.problem is not None


def years_dir():
    from regiokaart.sources.official.installed import years_dir

    return years_dir()


def test_dialog_fits_and_every_field_has_a_name(dialog):
    assert dialog.years.accessibleName()
    assert dialog.years.item(0, 1).text()
    assert dialog.minimumSizeHint().height() < 700
