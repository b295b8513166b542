"""From one session to the next: what returns, and what closing waits for."""

import pytest
from PyQt6 import sip
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QApplication,
    QMessageBox,
)

from regiokaart.gui import settings
from regiokaart.gui.settings import Settings
from regiokaart.model import Gewicht
from regiokaart.model.project import Weergave
from tests.gui.conftest import close

pytestmark = pytest.mark.slow

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
Ctrl = Qt.KeyboardModifier.ControlModifier


class TestRemembering:
    def test_choices_return_in_the_next_session(self, window, open_window, qtbot):
        state, catalogus = window.state, window.state.catalogus
        state.set_map(Weergave.VERGELIJK, catalogus["corop"], catalogus["ressort"])
        state.set_gewicht(Gewicht.OPPERVLAKTE)
        state.set_counted(["jeugdregio", "corop"])
        state.set_show_all(True)
        window.tables.hide()
        close(window)
        again = open_window()
        assert (again.state.a.id, again.state.b.id) == ("corop", "ressort")
        assert again.state.view is Weergave.VERGELIJK
        assert again.state.gewicht is Gewicht.OPPERVLAKTE
        assert [i.id for i in again.state.counted] == ["jeugdregio", "corop"]
        assert again.state.show_all
        assert not again.tables.isVisible()
        assert not again.state.undo_stack.canUndo()

    def test_nothing_counting_returns_as_well(self, window, open_window):
        window.state.set_counted(())
        close(window)
        assert open_window().state.counted == ()

    def test_unchanged_set_is_not_stored(self, window, tmp_path):
        close(window)
        assert Settings(tmp_path / "instellingen.ini").get(settings.COUNTED) is None

    def test_broken_settings_give_the_first_start(self, open_window, tmp_path):
        (tmp_path / "stuk.ini").write_text(
            "[venster]\nplaats=AAAA\nindeling=//8=\n"
            "[keuze]\nindeling_a=nergens\nindeling_b=arbeidsmarktregio\n"
            "tellen_mee=nergens \ngewicht=kilo\nweergave=bol\nalle_tonen=misschien\n"
        )
        window = open_window("stuk.ini")
        assert window.state.a.id == "arbeidsmarktregio"
        assert window.state.b.id == "jeugdregio"
        assert window.state.gewicht is Gewicht.INWONERS
        assert window.state.counted == ()
        assert window.canvas.isVisible()
        assert window.indelingen.isVisible()

    def test_standard_layout_brings_everything_back(self, window):
        width, height = window.canvas.width(), window.canvas.height()
        window.indelingen.setFloating(True)
        window.tables.hide()
        window.toolbar.hide()
        window.commands["reset_layout"].trigger()
        QApplication.processEvents()
        assert not window.indelingen.isFloating()
        assert window.tables.isVisible()
        assert window.toolbar.isVisible()
        assert abs(window.canvas.width() - width) < 8
        assert abs(window.canvas.height() - height) < 8

    def test_closing_waits_for_what_is_being_written(self, window, qtbot, tmp_path):
        window.exporter.ask = lambda *_: tmp_path / "kaart.png"
        window.commands["export_map"].trigger()
        window.close()
        assert window.isVisible()
        assert window.status.message.text() == "Regiokaart sluit na: kaart exporteren."
        qtbot.waitUntil(lambda: sip.isdeleted(window) or not window.isVisible(), timeout=20_000)
        names = [p.name for p in tmp_path.iterdir() if p.suffix == ".png"]
        assert names == ["kaart.png"]
        assert (tmp_path / "kaart.png").read_bytes().endswith(b"IEND\xaeB`\x82")

    def test_closing_stops_what_would_only_be_shown(self, window):
        window.commands["chance"].trigger()
        assert [task.title for task in window.tasks.titled] == ["Toevallige indelingen trekken"]
        window.close()
        assert not window.isVisible()
        assert window.tasks.idle or all(task.cancelled for task in window.tasks.running)

    def test_export_that_fails_while_closing_is_told(self, window, qtbot, tmp_path):
        window.exporter.ask = lambda *_: tmp_path / "weg" / "kaart.png"
        window.commands["export_map"].trigger()
        window.close()
        qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
        assert window.isVisible()
        box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
        assert "bestaat niet" in box.text()
        box.close()

    def test_legend_stays_hidden(self, window, open_window):
        assert window.commands["legend"].isChecked()
        window.commands["legend"].trigger()
        assert not window.canvas.stage.legend_visible
        close(window)
        again = open_window()
        assert not again.commands["legend"].isChecked()
        assert not again.canvas.stage.legend_visible
