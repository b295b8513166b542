"""What goes wrong is told in a dialog that can be copied, and kept in a log."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QDesktopServices, QGuiApplication
from PyQt6.QtWidgets import QMessageBox

from regiokaart.gui import log
from regiokaart.sources.errors import DataError


@pytest.fixture
def logged(monkeypatch, tmp_path):
    """Keep the log in a folder of this test; return what is in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    handler = log.begin()
    yield lambda: log.log_path().read_text(encoding="utf-8")
    log.LOGGER.removeHandler(handler)
    handler.close()


def test_error_is_told_copied_and_logged(window, qtbot, logged):
    window.exporter.show_error(DataError("a.csv", "dit is geen tabel", remedy="kies een ander"))
    box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
    copy = next(button for button in box.buttons() if button.text() == "&Kopiëren")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert box.isVisible()
    assert "Dit is geen tabel" in QGuiApplication.clipboard().text()
    assert "a.csv" in QGuiApplication.clipboard().text()
    box.close()
    assert "dit is geen tabel" in logged()
    assert logged().startswith("20")
    assert "Regiokaart 0.1.0" in logged()


def test_folder_that_cannot_be_made_is_no_problem(monkeypatch, tmp_path):
    file = tmp_path / "bestand"
    file.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    assert log.begin() is None


def test_log_is_shown_or_its_place_is_told(window, monkeypatch, logged):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: not opened.append(url))
    window.commands["log"].trigger()
    assert opened[0].toLocalFile() == str(log.log_path().parent)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    window.commands["log"].trigger()
    assert str(log.log_path().parent) in window.status.message.text()
