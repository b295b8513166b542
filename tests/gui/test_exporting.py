"""Exports from the window: what is asked, written and told."""

import csv
import threading
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import (
    QMessageBox,
)

from regiokaart.gui import settings
from regiokaart.gui.settings import Settings
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle

pytestmark = pytest.mark.slow

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
Ctrl = Qt.KeyboardModifier.ControlModifier


class TestExport:
    @pytest.fixture
    def asked(self, window, tmp_path):
        """Answer the question where to save; remember what was asked."""
        questions = []

        def answer(parent, title, folder, name, kinds):
            questions.append((title, folder, name, kinds))
            return tmp_path / f"{name}.{answer.suffix}" if answer.suffix else None

        answer.suffix = "csv"
        answer.questions = questions
        window.exporter.ask = answer
        return answer

    def test_table_is_written_as_on_screen(self, window, qtbot, asked, tmp_path):
        window.tables.tabs.setCurrentIndex(3)
        qtbot.keyClick(window, Key.Key_E, Ctrl)
        qtbot.waitUntil(lambda: not window.tasks.running)
        with (tmp_path / "gemeenten.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        assert len(rows) == 343
        assert rows[1][:2] == ["GM0014", "Groningen"]
        message = window.status.message.text()
        assert "Bewaard: gemeenten.csv en gemeenten.csv-verantwoording.txt" in message
        assert tmp_path.as_uri() in window.status.message.text()

    def test_workbook_has_every_table(self, window, qtbot, asked, tmp_path):
        from openpyxl import load_workbook

        asked.suffix = "xlsx"
        window.commands["export_workbook"].trigger()
        assert window.status.progress.isVisible()
        qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
        assert not window.status.progress.isVisible()
        book = load_workbook(tmp_path / "congruentie.xlsx", read_only=True)
        assert book.sheetnames[:4] == ["Paren", "Matrix", "Regios", "Gemeenten"]
        assert book["Paren"].max_row == 1 + 3 * 28
        book.close()

    @pytest.mark.parametrize(
        ("suffix", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
    )
    def test_map_is_written(self, window, qtbot, asked, tmp_path, suffix, start):
        asked.suffix = suffix
        window.commands["export_map"].trigger()
        qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
        written = list(tmp_path.glob(f"*.{suffix}"))
        assert len(written) == 1
        assert written[0].read_bytes().startswith(start)

    def test_web_map_is_written(self, window, qtbot, asked, tmp_path):
        asked.suffix = "html"
        window.commands["export_web_map"].trigger()
        qtbot.waitUntil(lambda: not window.tasks.running, timeout=30_000)
        page = next(tmp_path.glob("*.html")).read_text(encoding="utf-8")
        assert "Arbeidsmarktregio" in page

    def test_map_is_copied(self, window, qtbot):
        qtbot.keyClick(window, Key.Key_C, Ctrl | Qt.KeyboardModifier.ShiftModifier)
        qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
        image = QGuiApplication.clipboard().image()
        assert image.width() > 1000

    def test_thinking_better_of_it_writes_nothing(self, window, asked, tmp_path):
        asked.suffix = ""
        window.commands["export_map"].trigger()
        assert not window.tasks.running
        assert list(tmp_path.iterdir()) == []

    def test_last_folder_is_offered_again(self, window, qtbot, asked, tmp_path):
        for _ in range(2):
            window.commands["export_table"].trigger()
            qtbot.waitUntil(lambda: not window.tasks.running)
        assert asked.questions[1][1] == tmp_path

    def test_failure_is_told_in_one_dialog(self, window, qtbot, tmp_path):
        window.exporter.ask = lambda *_: tmp_path / "weg" / "tabel.csv"
        window.commands["export_table"].trigger()
        qtbot.waitUntil(lambda: not window.tasks.running)
        boxes = [b for b in window.findChildren(QMessageBox) if b.isVisible()]
        assert len(boxes) == 1
        assert boxes[0].text().startswith("De map ")
        assert boxes[0].text().endswith("; maak hem eerst aan.")
        assert boxes[0].informativeText() == str(tmp_path / "weg" / "tabel.csv")
        assert Settings(tmp_path / "instellingen.ini").get(settings.FOLDER) == ""
        assert boxes[0].buttons()[0].text() == "&Sluiten"
        boxes[0].close()

    def test_wrong_suffix_is_told(self, window, qtbot, asked, tmp_path):
        asked.suffix = "bmp"
        window.commands["export_map"].trigger()
        qtbot.waitUntil(lambda: not window.tasks.running)
        box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
        assert ".png, .svg, .pdf" in box.text()
        box.close()
        assert list(tmp_path.glob("*.bmp")) == []

    @pytest.mark.parametrize("key", ["export_table", "export_workbook"])
    def test_nothing_to_export_is_told(self, window, qtbot, asked, key):
        window.commands["count_none"].trigger()
        settle(qtbot, window)
        window.commands[key].trigger()
        box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
        assert "ten minste twee indelingen" in box.text()
        box.close()
        assert asked.questions == []

    def test_name_tells_the_pair(self, window, qtbot, asked, tmp_path):
        window.state.set_map(Weergave.VERGELIJK)
        settle(qtbot, window)
        for tab, name in (
            (2, "regios-arbeidsmarktregio-jeugdregio"),
            (3, "gemeenten-arbeidsmarktregio-jeugdregio"),
            (4, "bronnen"),
        ):
            window.tables.tabs.setCurrentIndex(tab)
            window.commands["export_table"].trigger()
            qtbot.waitUntil(lambda: not window.tasks.running)
            assert (tmp_path / f"{name}.csv").is_file()

    def test_filter_is_said_to_be_left_out(self, window, qtbot, asked, tmp_path):
        window.tables.tabs.setCurrentIndex(3)
        window.tables.gemeenten.filter.setText("zeeland")
        window.commands["export_table"].trigger()
        qtbot.waitUntil(lambda: not window.tasks.running)
        assert "Alle 342 rijen; het filter" in window.status.message.text()
        lines = (tmp_path / "gemeenten.csv").read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == 343

    @pytest.mark.parametrize(
        ("key", "suffix"),
        [("export_workbook", "xlsx"), ("export_table", "csv"), ("export_map", "pdf")],
    )
    def test_cancelled_export_leaves_no_file(self, window, qtbot, asked, tmp_path, key, suffix):
        asked.suffix = suffix
        before = set(tmp_path.iterdir())
        window.commands[key].trigger()
        qtbot.mouseClick(window.status.cancel, Left)
        qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
        assert set(tmp_path.iterdir()) == before
        assert "Bewaard" not in window.status.message.text()

    def test_export_cancelled_just_before_the_file_appears(
        self, window, qtbot, asked, tmp_path, monkeypatch
    ):
        from regiokaart.export import workbook

        written, go = threading.Event(), threading.Event()
        workbook_bytes = workbook._workbook_bytes

        def slow(workbook):
            content = workbook_bytes(workbook)
            written.set()
            go.wait(20)
            return content

        monkeypatch.setattr(workbook, "_workbook_bytes", slow)
        asked.suffix = "xlsx"
        before = set(tmp_path.iterdir())
        window.commands["export_workbook"].trigger()
        assert written.wait(30)
        qtbot.mouseClick(window.status.cancel, Left)
        go.set()
        qtbot.waitUntil(lambda: not window.tasks.running, timeout=20_000)
        assert set(tmp_path.iterdir()) == before


def test_hidden_file_names_are_safe():
    from regiokaart.gui.filedialogs import file_name

    assert file_name("Arbeidsmarktregio's 2026 en ../../etc") == "arbeidsmarktregios-2026-en-etc"
    assert file_name("///") == "regiokaart"
    assert Path(file_name("a" * 300)).name == "a" * 100
