"""The window of the quality by mouse and keyboard: it selects on the map of the main window."""

import csv

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTableView

from regiokaart.congruence.quality.findings import Check, Severity
from regiokaart.gui.look import emptytext
from regiokaart.model import Gewicht
from regiokaart.model.project import Weergave
from tests.gui.conftest import close, settle
from tests.gui.finding import index_of

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def quality(window, qtbot):
    """Return the window of the quality, opened from the menu."""
    with qtbot.waitExposed(window):
        window.commands["quality"].trigger()
    settle(qtbot, window)
    return window.beside.quality


def counts(quality):
    """Return the number of findings of each severity."""
    return [sum(f.severity is each for f in quality.checked.findings) for each in Severity]


def row_of(panel, key, value):
    """Return the first row on screen with a value."""
    return next(row for row in panel.shown_rows() if panel.table[key].values[row] == value)


def choose_row(qtbot, panel, row):
    """Click on a row of a panel."""
    index = index_of(panel, row)
    panel.view.scrollTo(index)
    where = panel.view.visualRect(index).center()
    qtbot.mouseClick(panel.view.viewport(), Left, pos=where)


def test_sentence_and_tables_agree(quality):
    errors, warnings, notes = counts(quality)
    total = errors + warnings + notes
    assert quality._sentence.text().startswith(f"{total} bevindingen: {errors} keer fout")
    assert sum(quality.findings.summary.table["bevindingen"].values) == total
    assert len(quality.findings.findings.table) == errors + warnings
    assert warnings >= 10


def test_notes_are_shown_when_asked(quality, qtbot):
    quality.notes.setFocus()
    qtbot.keyClick(quality.notes, Key.Key_Space)
    assert len(quality.findings.findings.table) == len(quality.checked.findings)


def test_a_kind_limits_the_findings_and_there_is_a_way_back(quality, qtbot):
    summary, findings = quality.findings.summary, quality.findings.findings
    before = len(findings.table)
    assert not quality.all_kinds.isEnabled()
    choose_row(qtbot, summary, row_of(summary, "controle", str(Check.SINGLE)))
    assert set(findings.table["controle"].values) == {str(Check.SINGLE)}  # also a note
    qtbot.mouseClick(quality.all_kinds, Left)
    assert len(findings.table) == before
    assert not quality.all_kinds.isEnabled()


def test_row_selects_its_gemeenten_and_is_told_in_full(quality, window, qtbot):
    findings = quality.findings.findings
    row = row_of(findings, "controle", str(Check.PIECES))
    choose_row(qtbot, findings, row)
    names = {window.state.catalogus.gemeenten.namen[i] for i in window.state.selection}
    assert {"Edam-Volendam", "Landsmeer", "Oostzaan"} <= names
    assert "IJmond" in quality.findings.detail.text()
    assert "Wat u kunt doen: " in quality.findings.detail.text()
    findings.pointed.emit(row)
    assert window.state.highlight == window.state.selection
    findings.pointed.emit(-1)
    assert not window.state.highlight


def test_enter_puts_the_indeling_on_the_map_and_zooms(quality, window, qtbot):
    findings = quality.findings.findings
    before = window.canvas.viewport
    choose_row(qtbot, findings, row_of(findings, "controle", str(Check.PIECES)))
    qtbot.keyClick(findings.view, Key.Key_Return)
    settle(qtbot, window)
    assert window.state.view is Weergave.INDELING
    assert window.state.a.id == "omgevingsdienst"
    assert window.canvas.viewport.resolution < before.resolution
    assert quality.isVisible()


def test_all_indelingen_can_be_checked(quality, window, qtbot):
    some = len(quality.checked.findings)
    quality.scope.setFocus()
    qtbot.keyClick(quality.scope, Key.Key_Down)
    settle(qtbot, window)
    assert len(quality.checked.question.indelingen) == len(window.state.catalogus)
    assert len(quality.checked.findings) > some


def test_it_follows_what_counts(quality, window, qtbot):
    window.state.set_counted(("corop", "provincie"))
    settle(qtbot, window)
    assert [i.id for i in quality.checked.question.indelingen] == ["provincie", "corop"]
    window.state.set_counted(())
    settle(qtbot, window)
    assert quality._sentence.text().startswith("Er telt geen indeling mee")
    assert not quality.bandwidth.compute.isEnabled()
    quality.close()
    window.commands["undo"].trigger()
    settle(qtbot, window)
    assert quality.checked.question.indelingen == ()  # closed: not checked until it opens
    window.commands["quality"].trigger()
    settle(qtbot, window)
    assert len(quality.checked.question.indelingen) == 2


def test_ranges_are_computed_shown_and_dropped(quality, window, qtbot):
    pages = quality.bandwidth
    assert emptytext.said_by(pages.ranges.view).startswith("Nog niet berekend")
    qtbot.mouseClick(pages.compute, Left)
    assert pages.cancel.isVisible()
    assert not pages.compute.isEnabled()
    settle(qtbot, window)
    assert quality.tabs.currentWidget() is pages.page
    assert not pages.cancel.isVisible()
    assert pages._sentence.text().startswith("Gemiddelde V-maat over 8 indelingen, naar inwoners")
    assert len(pages.ranges.table) == 28
    low, value, high = (
        pages.found.table[key].values for key in ("v_maat_laagste", "v_maat", "v_maat_hoogste")
    )
    assert all(a <= b <= c for a, b, c in zip(low, value, high, strict=True))
    pages.ranges.activated.emit(3)
    assert window.state.view is Weergave.VERGELIJK
    assert window.state.a.id == pages.found.table["indeling_a"].values[3]
    quality.tabs.setCurrentWidget(pages.doubts)
    choose_row(qtbot, pages.doubts, 0)
    (gemeente,) = window.state.selection
    naam = window.state.catalogus.gemeenten.namen[gemeente]
    assert naam == pages.doubts.table["gemeente"].values[0]
    window.state.set_gewicht(Gewicht.GEMEENTEN)
    assert pages.found is None
    assert pages.ranges.table is None
    settle(qtbot, window)


def test_ranges_can_be_cancelled(quality, window, qtbot):
    pages = quality.bandwidth
    qtbot.mouseClick(pages.compute, Left)
    qtbot.keyClick(pages.cancel, Key.Key_Space)
    settle(qtbot, window)
    assert pages.found is None
    assert pages.compute.isEnabled()
    assert not pages.progress.isVisible()


def test_tables_are_copied_and_written(quality, window, qtbot, tmp_path):
    import openpyxl

    view = quality.findings.findings.view
    view.setFocus()
    qtbot.keyClick(view, Key.Key_C, Ctrl)
    shown = len(quality.findings.findings.table)
    assert QGuiApplication.clipboard().text().count("\n") == shown + 1
    assert f"{shown} rijen staan op het klembord" in quality._message.text()

    quality.exporter.ask = lambda *args: tmp_path / "kwaliteit.csv"
    qtbot.keyClick(view, Key.Key_E, Ctrl)
    settle(qtbot, window)
    with (tmp_path / "kwaliteit.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert len(rows) == len(quality.checked.findings) + 1  # all, also what is not on screen
    assert "Alle" in window.status.message.text()

    quality.exporter.ask = lambda *args: tmp_path / "kwaliteit.xlsx"
    quality._export_workbook()
    settle(qtbot, window)
    book = openpyxl.load_workbook(tmp_path / "kwaliteit.xlsx", read_only=True)
    assert book.sheetnames[:2] == ["Overzicht", "Kwaliteit"]
    book.close()


def test_nothing_to_export_yet_is_told(quality, qtbot):
    quality.tabs.setCurrentWidget(quality.bandwidth.page)
    quality._export_table()
    assert "nog niets om te exporteren" in quality._message.text()
    quality._copy()
    assert "niets te kopiëren" in quality._message.text()


def test_everything_has_a_name_and_its_own_letter(quality):
    for kind in (QComboBox, QLineEdit, QTableView, QAbstractButton):
        for widget in quality.findChildren(kind):
            named = widget.accessibleName() or getattr(widget, "text", str)()
            assert named or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget
    texts = [button.text() for button in quality.findChildren(QAbstractButton)]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(letters) == len(set(letters))


def test_escape_closes_it_and_the_choices_stay(quality, window, qtbot):
    qtbot.mouseClick(quality.notes, Left, pos=QPoint(8, quality.notes.height() // 2))
    qtbot.keyClick(quality, Key.Key_Escape)
    assert not quality.isVisible()
    window.commands["quality"].trigger()
    assert window.beside.quality is quality
    assert quality.notes.isChecked()


def test_another_year_drops_what_was_found(quality, window, qtbot, catalogus, gebied):
    findings = quality.findings.findings
    choose_row(qtbot, findings, 0)
    window.state.set_year(catalogus, gebied, 2025)
    findings.pointed.emit(-1)
    settle(qtbot, window)
    assert not quality.checked.question.embedded
    assert Check.REGELING not in {f.check for f in quality.checked.findings}


def test_closing_the_program_does_not_wait_for_ranges(quality, window, qtbot):
    quality.scope.setCurrentIndex(1)
    quality.scope.activated.emit(1)
    settle(qtbot, window)
    qtbot.mouseClick(quality.bandwidth.compute, Left)
    close(window)


def test_list_of_indelingen_leads_there(window):
    assert window.commands["quality"] in window.indelingen.tree.actions()


def test_what_was_found_is_in_sight_without_scrolling(quality):
    table, view = quality.findings.findings.table, quality.findings.findings.view
    column = [c.key for c in table.columns].index("bevinding")
    assert view.columnViewportPosition(column) + 400 < view.viewport().width()
    assert view.columnWidth(column) > 400
