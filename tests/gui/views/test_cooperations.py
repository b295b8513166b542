"""The view Samenwerkingen with mouse and keyboard, on the embedded regelingen."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QMessageBox

from regiokaart.gui import settings
from regiokaart.gui.look import emptytext
from regiokaart.gui.settings import Settings
from regiokaart.model.project import Weergave
from regiokaart.sources.embedded import load_regelingen
from regiokaart.sources.errors import DataError
from tests.gui.conftest import close, settle
from tests.gui.finding import index_of, map_point

pytestmark = pytest.mark.slow

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def regelingen(catalogus):
    return load_regelingen(catalogus.gemeenten)


@pytest.fixture
def cooperating(window, qtbot):
    """Return the window after Ctrl+6."""
    qtbot.keyClick(window, Key.Key_6, Ctrl)
    settle(qtbot, window)
    return window


def position(window, naam):
    return window.state.catalogus.gemeenten.namen.index(naam)


def view(window):
    return window.views[Weergave.SAMENWERKINGEN]


def controls(window):
    return view(window).bar


def found(window):
    return view(window).cooperations.found


def type_search(qtbot, window, text):
    """Type in the search field and wait for the pause after which the search is done."""
    controls(window).search.setFocus()
    controls(window).search.selectAll()
    qtbot.keyClicks(controls(window).search, text)
    qtbot.waitUntil(lambda: view(window).cooperations.text == text)


def place_of(panel, row):
    """Pixel of the view in a row of the table."""
    index = index_of(panel, row, 1)
    panel.view.scrollTo(index)
    return panel.view.visualRect(index).center()


def open_row(qtbot, window, row):
    """Give a row of the regelingen the keyboard and press Enter."""
    panel = view(window).panel
    panel.view.setFocus()
    panel.view.setCurrentIndex(index_of(panel, row))
    qtbot.keyClick(panel.view, Key.Key_Return)


class TestView:
    def test_map_table_and_summary(self, cooperating):
        window = cooperating
        assert window.state.view is Weergave.SAMENWERKINGEN
        assert window.shown.specification.title == "Samenwerkingen"
        assert "451 formele regelingen" in window.shown.specification.subtitle
        assert window.tables.tabs.tabText(window.tables.tabs.currentIndex()) == "Regelingen"
        assert len(view(window).panel.table) == 451
        assert window.status.summary.text().startswith("Geteld zijn 451 geldende formele")
        assert "meer dan 1.200" in window.status.summary.toolTip()

    def test_toolbar_has_the_controls_of_the_view(self, cooperating, qtbot):
        window = cooperating
        assert controls(window).search.isVisible()
        combo = window.views[Weergave.INDELING].combo
        assert not combo.isVisible()
        button = window.toolbar.widgetForAction(window.commands["view_one"])
        qtbot.mouseClick(button, Left)
        settle(qtbot, window)
        assert not controls(window).search.isVisible()
        assert combo.isVisible()
        qtbot.mouseClick(window.toolbar.widgetForAction(window.commands["view_cooperation"]), Left)
        settle(qtbot, window)
        assert controls(window).search.isVisible()

    def test_leaving_puts_everything_back(self, window, qtbot):
        before = window.status.summary.text()
        window.tables.tabs.setCurrentIndex(3)
        for key in (Key.Key_6, Key.Key_2):
            qtbot.keyClick(window, key, Ctrl)
            settle(qtbot, window)
        tabs = window.tables.tabs
        assert tabs.currentIndex() == 3
        assert not tabs.isTabVisible(tabs.indexOf(view(window).panel))
        assert window.status.summary.text() == before
        assert not window.commands["regelingen_selection"].isEnabled()

    def test_list_marks_no_indeling_as_on_the_map(self, cooperating):
        model = cooperating.indelingen.tree.model()
        role = Qt.ItemDataRole.DisplayRole
        flags = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
        assert model.match(model.index(0, 0), role, " · ", -1, flags) == []

    def test_computing_keeps_the_summary(self, cooperating, qtbot):
        cooperating.state.set_show_all(True)
        settle(qtbot, cooperating)
        assert cooperating.status.summary.text().startswith("Geteld zijn 451")

    def test_every_control_has_a_name(self, cooperating):
        kinds = QLineEdit | QComboBox | QAbstractSpinBox
        widgets = [w for w in controls(cooperating).widgets() if isinstance(w, kinds)]
        widgets += controls(cooperating).threshold.findChildren(QLineEdit)
        assert len(widgets) == 7  # with the field inside the spin box
        assert all(widget.accessibleName() for widget in widgets)

    def test_tab_goes_along_the_controls(self, cooperating, qtbot):
        fields = controls(cooperating)
        fields.search.setFocus()
        qtbot.keyClick(fields.search, Key.Key_Tab)
        assert fields.forms.hasFocus()
        qtbot.keyClick(fields.forms, Key.Key_Tab)
        assert fields.threshold.hasFocus()

    def test_unreadable_regelingen_are_told_and_the_map_stays(self, window, qtbot, monkeypatch):
        def broken(gemeenten):
            raise DataError("regelingen.csv", "de naam ontbreekt", row=3)

        monkeypatch.setattr("regiokaart.gui.views.regelingen.regelingen", broken)
        qtbot.keyClick(window, Key.Key_6, Ctrl)
        box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
        assert "regelingen.csv" in box.text() + box.informativeText()
        box.close()
        assert window.state.view is Weergave.INDELING
        assert window.commands["view_one"].isChecked()
        assert window.views[Weergave.INDELING].combo.isVisible()
        settle(qtbot, window)


class TestSearch:
    def test_words_forms_and_all_again(self, cooperating, qtbot, regelingen):
        window = cooperating
        type_search(qtbot, window, "afval")
        words = {r.id for r in regelingen if "afval" in f"{r.naam} {r.doel}".casefold()}
        assert {r.id for r in found(window)} == words
        assert len(view(window).panel.table) == len(words) < 451
        assert window.status.summary.text().startswith(f"Geteld zijn {len(words)} ")

        forms = controls(window).forms
        assert forms.count() == 6
        forms.setFocus()
        qtbot.keyClick(forms, Key.Key_End)
        assert forms.currentText() == "Centrumregeling (afgeleid uit de naam)"
        assert all("centrumregeling" in r.naam.casefold() for r in found(window))
        assert 0 < len(found(window)) < len(words)

        qtbot.keyClick(forms, Key.Key_Home)
        controls(window).search.clear()
        qtbot.waitUntil(lambda: len(found(window)) == 451)

    def test_nothing_found_is_said(self, cooperating, qtbot):
        window = cooperating
        type_search(qtbot, window, "zeppelin")
        assert found(window) == ()
        assert "minder woorden" in emptytext.said_by(view(window).panel.view)
        assert "0 formele regelingen" in window.shown.specification.subtitle
        window.commands["export_table"].trigger()
        box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
        assert "minder woorden" in box.text()
        box.close()

    def test_threshold_draws_more_or_fewer_lines(self, cooperating, qtbot):
        window = cooperating
        assert controls(window).threshold.value() == 10

        def lines():
            return sum(len(layer.ends) for layer in window.shown.specification.links)

        before = lines()
        controls(window).threshold.setFocus()
        qtbot.keyClick(controls(window).threshold, Key.Key_Up)
        fewer = lines()
        assert 0 < fewer < before
        qtbot.keyClick(controls(window).threshold, Key.Key_Down)
        assert lines() == before


class TestOneRegeling:
    def test_enter_shows_it_and_escape_goes_back(self, cooperating, qtbot):
        window = cooperating
        open_row(qtbot, window, 4)
        regeling = found(window)[4]
        assert window.shown.specification.title == regeling.naam
        assert view(window).panel.selected_rows() == (4,)
        qtbot.keyClick(window, Key.Key_Escape)
        assert window.shown.specification.title == "Samenwerkingen"

    def test_double_click_shows_it_and_the_button_goes_back(self, cooperating, qtbot):
        window = cooperating
        panel = view(window).panel
        place = place_of(panel, 2)
        qtbot.mouseClick(panel.view.viewport(), Left, pos=place)
        qtbot.mouseDClick(panel.view.viewport(), Left, pos=place)
        assert window.shown.specification.title == found(window)[2].naam
        button = controls(window).back
        qtbot.waitUntil(button.isVisible)
        qtbot.mouseClick(button, Left)
        assert window.shown.specification.title == "Samenwerkingen"
        qtbot.waitUntil(button.isHidden)

    def test_escape_goes_back_first_and_then_drops_the_selection(self, cooperating, qtbot):
        window = cooperating
        open_row(qtbot, window, 4)
        window.state.select([position(window, "Ede")])
        qtbot.keyClick(window, Key.Key_Escape)
        assert window.shown.specification.title == "Samenwerkingen"
        assert len(window.state.selection) == 1
        qtbot.keyClick(window, Key.Key_Escape)
        assert window.state.selection == frozenset()

    def test_escape_is_for_the_selection_alone_in_another_view(self, cooperating, qtbot):
        window = cooperating
        open_row(qtbot, window, 4)
        qtbot.keyClick(window, Key.Key_1, Ctrl)
        window.state.select([1])
        qtbot.keyClick(window, Key.Key_Escape)
        assert window.state.selection == frozenset()
        qtbot.keyClick(window, Key.Key_6, Ctrl)
        assert window.shown.specification.title == found(window)[4].naam
        settle(qtbot, window)

    def test_another_search_leaves_it(self, cooperating, qtbot):
        window = cooperating
        open_row(qtbot, window, 4)
        type_search(qtbot, window, "afval")
        assert window.shown.specification.title == "Samenwerkingen"

    def test_double_click_on_the_map_selects_its_participants(self, cooperating, qtbot):
        window = cooperating
        place = map_point(window, "Ede")
        qtbot.mouseDClick(window.canvas, Left, pos=place)
        assert window.state.selection == {position(window, "Ede")}
        row = next(i for i, r in enumerate(found(window)) if len(r.gemeenten) > 5)
        open_row(qtbot, window, row)
        qtbot.mouseDClick(window.canvas, Left, pos=place)
        assert window.state.selection == set(found(window)[row].gemeenten.tolist())

    def test_pointing_at_a_row_lights_up_its_participants(self, cooperating, qtbot):
        window = cooperating
        panel = view(window).panel
        qtbot.mouseMove(panel.view.viewport(), place_of(panel, 1))
        qtbot.mouseMove(panel.view.viewport(), place_of(panel, 0))
        assert window.state.highlight == set(found(window)[0].gemeenten.tolist())


class TestSelection:
    def test_regelingen_of_the_selection(self, cooperating, qtbot, regelingen):
        window = cooperating
        command = window.commands["regelingen_selection"]
        assert not command.isEnabled()
        wanted = {position(window, naam) for naam in ("Ede", "Goes")}
        qtbot.mouseClick(window.canvas, Left, pos=map_point(window, "Ede"))
        qtbot.mouseClick(window.canvas, Left, Ctrl, map_point(window, "Goes"))
        assert window.state.selection == wanted
        qtbot.keyClick(window, Key.Key_R, Ctrl)
        expected = [r.id for r in regelingen if wanted & set(r.gemeenten.tolist())]
        assert [r.id for r in found(window)] == expected
        assert 0 < len(expected) < 451
        assert len(view(window).panel.table) == len(expected)
        window.commands["all_regelingen"].trigger()
        assert len(found(window)) == 451
        assert window.state.selection == wanted

    def test_menu_of_the_map(self, cooperating, qtbot):
        window = cooperating
        window.state.select([position(window, "Ede")])
        menu = window.map_menu.open(map_point(window, "Ede"))
        texts = [action.text().replace("&", "") for action in menu.actions() if action.text()]
        assert texts[:2] == ["Regelingen van de selectie", "Alle regelingen tonen"]
        menu.close()


class TestExport:
    @pytest.fixture
    def suffix(self, cooperating, tmp_path):
        """Answer the question where to save with a suffix of one's choice."""
        chosen = ["csv"]

        def answer(parent, title, folder, name, kinds) -> Path:
            return tmp_path / f"{name}.{chosen[0]}"

        cooperating.exporter.ask = answer
        return chosen

    def test_table(self, cooperating, qtbot, suffix, tmp_path):
        type_search(qtbot, cooperating, "afval")
        cooperating.commands["export_table"].trigger()
        qtbot.waitUntil(lambda: not cooperating.tasks.running, timeout=20_000)
        with (tmp_path / "regelingen.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        assert len(rows) == 1 + len(found(cooperating))
        account = (tmp_path / "regelingen.csv-verantwoording.txt").read_text("utf-8-sig")
        assert "afval" in account
        assert "meer dan 1.200" in account

    @pytest.mark.parametrize("counts", ["count_default", "count_none"])
    def test_workbook(self, cooperating, qtbot, suffix, tmp_path, counts):
        from openpyxl import load_workbook

        cooperating.commands[counts].trigger()
        settle(qtbot, cooperating)
        suffix[0] = "xlsx"
        cooperating.commands["export_workbook"].trigger()
        qtbot.waitUntil(lambda: not cooperating.tasks.running, timeout=30_000)
        book = load_workbook(tmp_path / "congruentie.xlsx", read_only=True)
        assert book.sheetnames[:3] == ["Regelingen", "Samenwerking", "Gedeeld"]
        assert book["Regelingen"].max_row == 452
        assert ("Paren" in book.sheetnames) is (counts == "count_default")
        book.close()

    @pytest.mark.parametrize(
        ("key", "kind", "start"),
        [("export_map", "png", b"\x89PNG"), ("export_web_map", "html", b"<!doctype html>")],
    )
    def test_maps(self, cooperating, qtbot, suffix, tmp_path, key, kind, start):
        suffix[0] = kind
        cooperating.commands[key].trigger()
        qtbot.waitUntil(lambda: not cooperating.tasks.running, timeout=30_000)
        content = (tmp_path / f"samenwerkingen.{kind}").read_bytes()
        assert content[: len(start)].lower() == start.lower()

    def test_copy_takes_the_selected_rows(self, cooperating, qtbot):
        panel = view(cooperating).panel
        qtbot.mouseClick(panel.view.viewport(), Left, pos=place_of(panel, 1))
        qtbot.keyClick(panel.view, Key.Key_C, Ctrl)
        lines = QApplication.clipboard().text().splitlines()
        assert len(lines) == 2
        assert found(cooperating)[1].naam in lines[1]


def test_view_returns_in_the_next_session(cooperating, open_window, tmp_path):
    close(cooperating)
    assert Settings(tmp_path / "instellingen.ini").get(settings.VIEW) is Weergave.SAMENWERKINGEN
    window = open_window()
    assert window.shown.specification.title == "Samenwerkingen"
    assert controls(window).search.isVisible()
    assert window.tables.tabs.currentWidget() is view(window).panel
    assert window.status.summary.text().startswith("Geteld zijn 451")


def test_start_loads_nothing_of_it(tmp_path):
    code = f"""
import sys
from pathlib import Path
from regiokaart.gui import app, settings, window
from regiokaart.sources import boundaries, embedded
qt = app.application()
catalogus, gebied = embedded.load_catalogus(), boundaries.load_gebied()
main = window.MainWindow(catalogus, gebied, settings.Settings(Path({str(tmp_path)!r}, "leeg.ini")))
main.canvas.first_painted.connect(qt.quit)
main.show()
qt.exec()
print(*[name for name in sys.modules if "cooperation" in name])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.strip() == ""
