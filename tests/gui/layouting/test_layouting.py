"""The dialog that lays out a page: by mouse, by keyboard, with templates and a logo."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PyQt6 import sip
from PyQt6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QTimer, QUrl
from PyQt6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QWheelEvent
from PyQt6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QInputDialog,
    QLabel,
    QListWidget,
    QMessageBox,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from regiokaart.gui.layouting.dialog import LayoutDialog
from regiokaart.gui.layouting.reproducing import TABLES, reproduced
from regiokaart.gui.window import MainWindow
from regiokaart.model.layoutsettings import (
    Extent,
    LayoutSettings,
    LegendPlace,
    MapChoice,
    MapKind,
    Paper,
)
from regiokaart.model.project import Weergave
from regiokaart.painting.layout import layout_sheet
from regiokaart.painting.page import sheet_image
from regiokaart.sources.project import read_project
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
    choose(qtbot, form.table.table, "P")
    form.maps[1].kind.setFocus()
    qtbot.keyClick(form.maps[1].kind, Qt.Key.Key_Down)
    form.maps[1]._on_chosen()
    form.table.rows.setValue(3)
    image = drawn(qtbot, window, dialog)
    assert image.width() / image.height() == pytest.approx(420 / 297, abs=0.01)
    page = dialog.page
    assert page is not None
    assert (page.settings.paper, len(page.maps), page.settings.table) == (Paper.A3, 2, "Paren")
    assert page.settings.maps[1].kind is MapKind.ONE
    assert page.table is not None
    assert window.tables.pairs.table is not None
    assert page.table.records() == window.tables.pairs.table.records()


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
    table = form.table
    parts = (table.rows, table.columns, table.sort, table.only_selection)
    assert not any(part.isVisibleTo(form) for part in (*parts, table.descending))
    form.count.setCurrentIndex(2)
    assert all(each.isVisibleTo(form) for each in form.maps)
    table.table.setCurrentIndex(1)
    assert all(part.isVisibleTo(form) for part in parts)
    assert not table.descending.isVisibleTo(form)
    table.sort.setCurrentIndex(1)
    assert table.descending.isVisibleTo(form)


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
    bar = dialog.templates
    assert not bar.template.isEnabled()
    assert not bar.in_project.isChecked()  # no project is open
    dialog.form.watermark.setChecked(True)
    dialog.form.legend.setCurrentIndex(2)
    bar.ask_for_name = lambda suggestion: "  Concept  "
    qtbot.mouseClick(bar.save, Qt.MouseButton.LeftButton)
    assert bar.template.currentText() == "Concept"
    dialog.form.watermark.setChecked(False)
    dialog.form.legend.setCurrentIndex(0)
    bar.template.activated.emit(bar.template.currentIndex())
    chosen = dialog.form.settings()
    assert (chosen.watermark, chosen.legend) == (True, LegendPlace.BESIDE)
    qtbot.mouseClick(bar.remove, Qt.MouseButton.LeftButton)
    assert bar.template.findText("Concept") < 0
    qtbot.mouseClick(dialog.undo, Qt.MouseButton.LeftButton)
    assert bar.template.findText("Concept") > 0
    bar.ask_for_name = lambda suggestion: ""
    qtbot.mouseClick(bar.save, Qt.MouseButton.LeftButton)
    assert bar.template.count() == 2
    assert window.project.templates.all == {}


def test_a_template_goes_into_the_project_and_back_out_of_it(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog, tmp_path: Path
) -> None:
    assert not window.isWindowModified()
    bar = dialog.templates
    dialog.form.title.setText("Bij de brief")
    bar.in_project.setChecked(True)
    bar.ask_for_name = lambda suggestion: "Brief"
    qtbot.mouseClick(bar.save, Qt.MouseButton.LeftButton)
    assert bar.template.currentText() == "Brief (in het project)"
    assert "zodra u het project bewaart" in dialog.state_text.text()
    qtbot.waitUntil(window.isWindowModified)
    assert window.project.at_risk
    assert window.state.undo_stack.undoText() == "sjabloon Brief bewaren"
    dialog.close()
    window.state.undo_stack.undo()
    assert window.project.templates.all == {}
    window.state.undo_stack.redo()
    path = tmp_path / "visie.regiokaart"
    window.projects.ask = lambda *_: path
    window.projects.save()
    settle(qtbot, window)
    assert read_project(path).sjablonen["Brief"].title == "Bij de brief"
    window.projects.new()
    assert window.project.templates.all == {}
    window.projects.open_path(path)
    qtbot.waitUntil(lambda: bool(window.project.templates.all), timeout=20_000)
    settle(qtbot, window)
    window.commands["layout_map"].trigger()
    again = window.outgoing.layout_dialog
    drawn(qtbot, window, again)
    assert again.templates.in_project.isChecked()  # a project is open
    qtbot.mouseClick(again.form.watermark, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    again.templates.template.setCurrentIndex(1)
    again.templates.template.activated.emit(1)
    assert again.form.settings().title == "Bij de brief"
    assert not again.form.settings().watermark


def test_ticking_the_project_says_how_a_template_gets_there(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog
) -> None:
    bar = dialog.templates
    place = QPoint(8, bar.in_project.height() // 2)
    qtbot.mouseClick(bar.in_project, Qt.MouseButton.LeftButton, pos=place)
    assert dialog.state_text.text() == ""  # no template is chosen
    qtbot.mouseClick(bar.in_project, Qt.MouseButton.LeftButton, pos=place)
    bar.ask_for_name = lambda suggestion: "Brief"
    qtbot.mouseClick(bar.save, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(bar.in_project, Qt.MouseButton.LeftButton, pos=place)
    said = "Kies Bewaren… om sjabloon Brief ook in het project te bewaren."
    assert dialog.state_text.text() == said
    assert window.project.templates.all == {}


def test_asking_for_a_name_leaves_room_for_it(dialog: LayoutDialog) -> None:
    seen = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QInputDialog)
        seen.append((box.width(), box.fontMetrics().horizontalAdvance(box.windowTitle())))
        box.setTextValue("Bij de brief")
        box.accept()

    QTimer.singleShot(0, look)
    assert dialog.templates.ask_for_name("") == "Bij de brief"
    ((width, title),) = seen
    assert width > 2 * title  # beside it stand the icon and the buttons of the window


def test_it_may_close_while_the_page_is_copied(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog
) -> None:
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    dialog.close()
    qtbot.waitUntil(lambda: sip.isdeleted(dialog))
    settle(qtbot, window)
    assert window.status.message.text() == "De pagina staat op het klembord."


def test_a_logo_that_a_project_has_on_another_computer_is_not_looked_for(
    qtbot: QtBot, window: MainWindow
) -> None:
    elsewhere = LayoutSettings(logo="//server/logo.png", title="Brief")
    window.project.templates.replace({"Brief": elsewhere})
    window.commands["layout_map"].trigger()
    dialog = window.outgoing.layout_dialog
    dialog.templates.template.setCurrentIndex(1)
    dialog.templates.template.activated.emit(1)
    assert dialog.form.settings() == replace(elsewhere, logo="")
    assert "andere computer" in dialog.state_text.text()
    drawn(qtbot, window, dialog)


def test_every_change_can_be_taken_back(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog
) -> None:
    form, first = dialog.form, dialog.form.settings()
    assert not dialog.undo.isEnabled()
    form.paper.setCurrentIndex(1)
    qtbot.keyClicks(form.title, "Kaart")  # five letters are one step
    form.table.table.setCurrentIndex(1)
    item = form.table.columns.item(0)
    assert item is not None
    item.setCheckState(Qt.CheckState.Unchecked)
    last = form.settings()
    assert dialog.steps.count() == 4
    form.paper.setFocus()
    for _ in range(4):
        qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.settings() == first
    assert not dialog.undo.isEnabled()
    for _ in range(4):
        dialog.steps.redo()
    assert form.settings() == last


def test_a_part_of_the_country_is_chosen_by_name(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog
) -> None:
    one = dialog.form.maps[0]
    assert not one.place.isVisibleTo(dialog)
    qtbot.keyClick(one.extent, Qt.Key.Key_End)
    assert one.places.currentData() == "provincie"
    choose(qtbot, one.place, "Gel")
    drawn(qtbot, window, dialog)
    assert dialog.page is not None
    assert "uitsnede: provincie Gelderland" in dialog.page.subtitle
    assert "Te zien is provincie Gelderland" in dialog.preview.accessibleDescription()


def test_what_is_in_view_is_remembered_as_it_was_when_chosen(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog
) -> None:
    one, canvas = dialog.form.maps[0], window.canvas
    one.extent.setCurrentIndex(one.extent.findData(Extent.FRAME))
    one.extent.activated.emit(one.extent.currentIndex())
    before = canvas.viewport.bounds
    frame = dialog.form.settings().maps[0].frame
    assert frame == tuple(map(round, before))
    dialog.close()
    canvas.camera.zoom_in()
    settle(qtbot, window)
    window.commands["layout_map"].trigger()
    again = window.outgoing.layout_dialog
    now = again.form.settings().maps[0].frame
    assert now != frame
    again.form.show_settings(LayoutSettings(maps=(MapChoice(extent=Extent.FRAME, frame=frame),)))
    assert again.form.settings().maps[0].frame == frame  # a template keeps its own
    drawn(qtbot, window, again)


def test_without_a_selection_the_whole_country_is_shown_and_that_is_said(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog
) -> None:
    one = dialog.form.maps[0]
    one.extent.setCurrentIndex(one.extent.findData(Extent.SELECTION))
    one.extent.activated.emit(one.extent.currentIndex())
    drawn(qtbot, window, dialog)
    assert "niets geselecteerd" in dialog.state_text.text()
    assert dialog.page is not None
    assert dialog.page.area(0) is None


def test_columns_order_and_selected_rows_by_keyboard(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog
) -> None:
    window.state.select([3, 5])
    dialog.renew()
    form = dialog.form.table
    choose(qtbot, form.table, "Gemeenten")
    form.columns.setFocus()
    qtbot.keyClick(form.columns, Qt.Key.Key_Space)  # without the code
    choose(qtbot, form.sort, "Inw")
    qtbot.keyClick(form.descending, Qt.Key.Key_Space)
    qtbot.keyClick(form.only_selection, Qt.Key.Key_Space)
    drawn(qtbot, window, dialog)
    page = dialog.page
    assert page is not None
    assert page.table is not None
    assert page.table.columns[0].key == "naam"
    assert page.settings.sort == "inwoners"
    inhabitants = window.state.catalogus.gemeenten.inwoners
    expected = sorted((int(inhabitants[3]), int(inhabitants[5])), reverse=True)
    assert list(page.table["inwoners"].values) == expected
    for row in range(form.columns.count()):
        item = form.columns.item(row)
        assert item is not None
        item.setCheckState(Qt.CheckState.Unchecked)
    assert len(dialog.form.settings().columns) == 1  # a table has a column


def test_a_table_that_is_computed_later_is_offered_and_taken_when_it_was_wanted(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog
) -> None:
    form = dialog.form.table
    tables = {form.table.itemText(i) for i in range(form.table.count())}
    wanted = LayoutSettings(table="Later", rows=4)
    assert dialog.form.show_settings(wanted) == ["de tabel Later is nu niet open"]
    window.tables.tabs.setTabText(1, "Later")
    window.results.changed.emit(window.results.latest)
    assert form.table.findText("Later") > 0
    assert form.table.currentText() == "Later"
    assert dialog.form.settings().rows == 4
    assert "Later" not in tables
    drawn(qtbot, window, dialog)


def test_the_preview_shows_the_whole_page_or_its_own_size(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog
) -> None:
    whole = drawn(qtbot, window, dialog).width()
    qtbot.mouseClick(dialog.own_size, Qt.MouseButton.LeftButton)
    own = drawn(qtbot, window, dialog).width()
    assert own == round(210 / 25.4 * 96 * dialog.devicePixelRatioF())
    assert own > whole
    dialog.own_size.setChecked(False)
    assert drawn(qtbot, window, dialog).width() == whole


def test_the_page_is_copied_as_a_picture(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog
) -> None:
    qtbot.keyClick(
        dialog,
        Qt.Key.Key_C,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    qtbot.waitUntil(lambda: "klembord" in dialog.state_text.text(), timeout=20_000)
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    image = clipboard.image()
    assert image.height() / image.width() == pytest.approx(297 / 210, abs=0.01)


def test_a_logo_can_be_dropped_and_other_files_cannot(
    qtbot: QtBot, window: MainWindow, dialog: LayoutDialog, tmp_path: Path
) -> None:
    image = QImage(60, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#154273"))
    logo, other = tmp_path / "logo.png", tmp_path / "lijst.csv"
    assert image.save(str(logo))
    other.write_text("x")
    for path, taken in ((other, False), (logo, True)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        copy = Qt.DropAction.CopyAction
        enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
        QApplication.sendEvent(dialog, enter)
        assert enter.isAccepted() == taken
        QApplication.sendEvent(dialog, QDropEvent(QPointF(5, 5), copy, data, left, none))
        assert bool(dialog.form.settings().logo) == taken
    drawn(qtbot, window, dialog)


def test_its_size_is_remembered(qtbot: QtBot, window: MainWindow, dialog: LayoutDialog) -> None:
    dialog.resize(780, 655)  # Qt restores no more than the screen has
    qtbot.waitUntil(lambda: dialog.height() == 655)
    dialog.close()
    window.commands["layout_map"].trigger()
    again = window.outgoing.layout_dialog
    assert (again.width(), again.height()) == (780, 655)
    drawn(qtbot, window, again)


def test_tab_goes_down_the_form(qtbot: QtBot, window: MainWindow, dialog: LayoutDialog) -> None:
    dialog.form.count.setCurrentIndex(1)
    dialog.form.table.table.setCurrentIndex(1)
    drawn(qtbot, window, dialog)
    dialog.templates.save.setFocus()
    places, first = [], QApplication.focusWidget()
    for _ in range(80):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert widget is not None
        if widget is first:
            break
        places.append(widget)
    in_form = [w for w in places if dialog.form.isAncestorOf(w)]
    tops = [w.mapTo(dialog.form, QPoint(0, w.height() // 2)).y() for w in in_form]
    assert tops == sorted(tops)
    reached = {w for w in dialog.form.findChildren(QWidget) if w.isVisible() and w.isEnabled()}
    wanted = {w for w in reached if isinstance(w, QComboBox | QSpinBox | QCheckBox | QListWidget)}
    assert wanted <= set(in_form)
    assert {dialog.preview, dialog.export, dialog.close_button} <= set(places)


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


def test_without_the_window_a_project_makes_the_same_page(qtbot: QtBot, window: MainWindow) -> None:
    window.state.set_map(Weergave.VERGELIJK)
    window.state.select([3, 5])
    settle(qtbot, window)
    window.commands["layout_map"].trigger()
    dialog = window.outgoing.layout_dialog
    drawn(qtbot, window, dialog)
    project, state = window.project.now().project, window.state
    for name in TABLES:
        settings = LayoutSettings(
            maps=(MapChoice(extent=Extent.SELECTION),), table=name, only_selection=True
        )
        here = dialog._material.page(settings)
        there = reproduced(project, settings, state.catalogus, state.gebied).page(settings)
        assert there.table is not None
        assert here.table is not None
        columns = [column.title for column in here.table.columns]
        assert [column.title for column in there.table.columns] == columns
        if name == "Gemeenten":  # of other tables the project does not keep what is selected
            assert there.table.records() == here.table.records()
            assert there.alt_text == here.alt_text
            size = 0.5
            first = sheet_image(layout_sheet(here, state.gebied), size)
            assert sheet_image(layout_sheet(there, state.gebied), size) == first
