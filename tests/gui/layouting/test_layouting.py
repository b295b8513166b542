"""The dialog that lays out a page: by mouse, by keyboard, with templates and a logo."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PyQt6 import sip
from PyQt6.QtCore import QPoint, QPointF, QSize, Qt
from PyQt6.QtGui import QColor, QImage, QWheelEvent
from PyQt6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from regiokaart.gui.layouting.dialog import LayoutDialog
from regiokaart.gui.layouting.opening import written
from regiokaart.gui.window import MainWindow
from regiokaart.model.layoutsettings import LayoutSettings, LegendPlace, MapKind, Paper
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle

pytestmark = pytest.mark.slow


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> LayoutDialog:
    window.commands["layout_map"].trigger()
    made = window.outgoing.layout_dialog
    drawn(qtbot, window, made)
    return made


def drawn(qtbot: QtBot, window: MainWindow, dialog: LayoutDialog) -> QImage:
    """Wait until the preview shows the present choices."""

    def up_to_date() -> bool:
        page = dialog.page
        waits = dialog._soon.isActive() or bool(window.tasks.running)
        return not waits and page is not None and page.settings == dialog.form.settings()

    qtbot.waitUntil(up_to_date, timeout=20_000)
    return dialog.preview.image


def choose(qtbot: QtBot, combo: QWidget, text: str) -> None:
    """Choose by keyboard what begins with a text."""
    combo.setFocus()
    qtbot.keyClicks(combo, text)


def test_it_opens_with_the_map_of_the_window(window: MainWindow, dialog: LayoutDialog) -> None:
    assert dialog.page is not None
    assert dialog.page.maps == (window.shown.specification,)
    assert dialog.form.title.placeholderText() == dialog.page.maps[0].title
    image = dialog.preview.image
    assert image.height() / image.width() == pytest.approx(297 / 210, abs=0.01)
    assert dialog.page.maps[0].alt_text in dialog.preview.accessibleDescription()


def test_typing_a_title_shows_it(qtbot: QtBot, window: MainWindow, dialog: LayoutDialog) -> None:
    before = dialog.preview.image
    qtbot.keyClicks(dialog.form.title, "Mijn kaart")
    assert drawn(qtbot, window, dialog) != before
    assert dialog.page is not None
    assert dialog.page.title == "Mijn kaart"
    qtbot.keyClick(dialog.form.title, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_paper_maps_and_table_by_keyboard(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog
) -> None:
    form = dialog.form
    choose(qtbot, form.paper, "A3")
    choose(qtbot, form.orientation, "l")
    choose(qtbot, form.count, "2")
    choose(qtbot, form.table, "P")
    form.maps[1].kind.setFocus()
    qtbot.keyClick(form.maps[1].kind, Qt.Key.Key_Down)
    form.maps[1]._on_chosen()
    form.rows.setValue(3)
    image = drawn(qtbot, window, dialog)
    assert image.width() / image.height() == pytest.approx(420 / 297, abs=0.01)
    page = dialog.page
    assert page is not None
    assert (page.settings.paper, len(page.maps), page.settings.table) == (Paper.A3, 2, "Paren")
    assert page.settings.maps[1].kind is MapKind.ONE
    assert page.table is not None
    assert page.table is window.tables.pairs.table


def test_the_wheel_changes_no_choice_in_passing(dialog: LayoutDialog) -> None:
    combo = dialog.form.paper
    dialog.form.title.setFocus()
    at, none = QPointF(5, 5), QPoint()
    wheel = QWheelEvent(
        at,
        QPointF(combo.mapToGlobal(QPoint(5, 5))),
        none,
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, wheel)
    assert combo.currentText() == "A4"


def test_only_what_matters_is_shown(dialog: LayoutDialog) -> None:
    form = dialog.form
    assert [each.isVisibleTo(form) for each in form.maps] == [True, False, False, False]
    assert not form.maps[0].a.isVisibleTo(form)
    assert not form.rows.isVisibleTo(form)
    form.count.setCurrentIndex(2)
    assert all(each.isVisibleTo(form) for each in form.maps)
    form.table.setCurrentIndex(1)
    assert form.rows.isVisibleTo(form)


@pytest.mark.parametrize("suffix", [".pdf", ".png", ".svg"])
def test_export_writes_the_page(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"kaart{suffix}"
    window.exporter.ask = lambda *_: path
    dialog.form.dpi.setValue(100)
    dialog.form.title.setText("Kaart bij de brief")
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.tasks.running and path.exists(), timeout=20_000)
    assert dialog.state_text.text() == f"{path.name} is bewaard in {tmp_path}."
    if suffix == ".pdf":
        metadata = PdfReader(path).metadata
        assert metadata is not None
        assert metadata.title == "Kaart bij de brief"
    elif suffix == ".png":
        assert QImage(str(path)).size() == QSize(827, 1169)
    else:
        assert "Kaart bij de brief" in path.read_text()


def test_an_export_that_fails_is_told(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog, tmp_path: Path
) -> None:
    window.exporter.ask = lambda *_: tmp_path / "weg" / "kaart.pdf"
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=20_000)
    (box,) = window.findChildren(QMessageBox)
    assert "bestaat niet" in box.text()
    box.close()


def test_templates_are_saved_used_removed_and_brought_back(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog
) -> None:
    assert not dialog.template.isEnabled()
    dialog.form.watermark.setChecked(True)
    dialog.form.legend.setCurrentIndex(2)
    dialog.ask_for_name = lambda suggestion: "  Concept  "
    qtbot.mouseClick(dialog.save_template, Qt.MouseButton.LeftButton)
    assert dialog.template.currentText() == "Concept"
    dialog.form.watermark.setChecked(False)
    dialog.form.legend.setCurrentIndex(0)
    dialog.template.activated.emit(dialog.template.currentIndex())
    chosen = dialog.form.settings()
    assert (chosen.watermark, chosen.legend) == (True, LegendPlace.BESIDE)
    qtbot.mouseClick(dialog.remove_template, Qt.MouseButton.LeftButton)
    assert dialog.template.findText("Concept") < 0
    qtbot.mouseClick(dialog.undo, Qt.MouseButton.LeftButton)
    assert dialog.template.findText("Concept") > 0
    assert not dialog.undo.isVisible()
    dialog.ask_for_name = lambda suggestion: ""
    qtbot.mouseClick(dialog.save_template, Qt.MouseButton.LeftButton)
    assert dialog.template.count() == 2


def test_the_last_choices_come_back(qtbot: QtBot, window: MainWindow, dialog: LayoutDialog) -> None:
    dialog.form.note.setPlainText("Bij de brief van maart")
    dialog.form.orientation.setCurrentIndex(1)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: sip.isdeleted(dialog))
    window.commands["layout_map"].trigger()
    again = window.outgoing.layout_dialog
    drawn(qtbot, window, again)
    assert again.form.note.toPlainText() == "Bij de brief van maart"
    assert again.form.settings().landscape


def test_a_logo_is_shown_and_a_wrong_one_is_refused(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog, tmp_path: Path
) -> None:
    image = QImage(60, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff00ff"))
    good, wrong = tmp_path / "logo.png", tmp_path / "fout.png"
    assert image.save(str(good))
    wrong.write_text("geen plaatje")
    dialog.ask_for_logo = lambda *_: good
    qtbot.mouseClick(dialog.form.choose_logo, Qt.MouseButton.LeftButton)
    picture = drawn(qtbot, window, dialog)
    width = picture.width()
    colours = {picture.pixelColor(x, y).name() for x in range(width // 2, width) for y in range(90)}
    assert "#ff00ff" in colours
    dialog.ask_for_logo = lambda *_: wrong
    qtbot.mouseClick(dialog.form.choose_logo, Qt.MouseButton.LeftButton)
    drawn(qtbot, window, dialog)
    assert "geen leesbare PNG of SVG" in dialog.state_text.text()
    assert dialog.form.settings().logo == ""
    assert not dialog.form.no_logo.isEnabled()


def test_where_the_window_shows_no_map_an_indeling_is_offered(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.state.set_map(Weergave.JAREN)
    settle(qtbot, window)
    window.commands["layout_map"].trigger()
    dialog = window.outgoing.layout_dialog
    drawn(qtbot, window, dialog)
    assert dialog.form.maps[0].kind.findData(MapKind.WINDOW) < 0
    assert dialog.page is not None
    assert dialog.page.settings.maps[0].kind is MapKind.ONE


def test_what_a_template_misses_is_said(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog
) -> None:
    stored = LayoutSettings.from_json(
        {"kaarten": [{"soort": "indeling", "a": "verdwenen"}], "tabel": "Nergens"}
    )
    missing = dialog.form.show_settings(stored)
    assert missing == ["de indeling 'verdwenen' is er niet", "de tabel Nergens is nu niet open"]
    drawn(qtbot, window, dialog)


def test_every_control_has_a_name_a_tip_and_a_key_of_its_own(dialog: LayoutDialog) -> None:
    letters = []
    for widget in dialog.findChildren(QWidget):
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if reached and widget.isVisibleTo(dialog) and not widget.objectName().startswith("qt_"):
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            assert widget.accessibleName() or text, widget
        if isinstance(widget, QAbstractButton) and widget.text():
            assert widget.toolTip()
        if isinstance(widget, QAbstractButton | QLabel) and "&" in widget.text():
            letters.append(widget.text().split("&")[1][0].lower())
    assert len(letters) == len(set(letters))


def test_it_fits_a_small_screen(dialog: LayoutDialog) -> None:
    assert dialog.minimumSizeHint().width() <= 1200
    assert dialog.minimumSizeHint().height() <= 700
    assert dialog.size().height() <= 740


def test_closing_while_it_draws_is_clean(
    qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window()
    window.commands["layout_map"].trigger()
    dialog = window.outgoing.layout_dialog
    dialog._draw()
    dialog.close()
    qtbot.waitUntil(lambda: sip.isdeleted(dialog) and not window.tasks.running)
    QApplication.processEvents()


def test_months_are_dutch() -> None:
    from datetime import date

    assert [written(date(2026, month, 1)).split()[1] for month in (1, 5, 12)] == [
        "januari",
        "mei",
        "december",
    ]
