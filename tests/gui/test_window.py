"""The flows of the window with mouse and keyboard, on the embedded data."""

import threading

import pytest
from PyQt6.QtCore import QPoint, QRect, Qt, QUrl
from PyQt6.QtGui import QAction, QTextDocument
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QMenu,
    QMessageBox,
    QStyleOptionViewItem,
    QTabBar,
    QTabWidget,
    QTextBrowser,
    QToolButton,
    QWidget,
)

from regiokaart.gui.views.pair import IndelingCombo
from regiokaart.model import Gewicht, Stand
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle
from tests.gui.finding import tree_index

pytestmark = pytest.mark.slow

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
Ctrl = Qt.KeyboardModifier.ControlModifier


class TestFirstStart:
    def test_map_and_figures_are_there(self, window):
        assert window.state.a.id == "arbeidsmarktregio"
        assert window.canvas.accessibleDescription().startswith("Kaart van Nederland met de 35")
        assert window.status.summary.text() == (
            "8 indelingen tellen mee: gemiddelde V-maat 0,924 (gewicht inwoners)"
        )
        assert window.tables.matrix.model.rowCount() == 8
        assert window.tables.pairs.table is not None
        assert len(window.tables.pairs.table) == 28
        assert len(window.tables.gemeenten.table) == 342

    def test_map_has_most_room(self, window):
        area = window.canvas.width() * window.canvas.height()
        others = (window.indelingen, window.tables)
        assert all(w.width() * w.height() < area for w in others)

    def test_names_in_the_list_are_not_clipped(self, window):
        tree = window.indelingen.tree
        for indeling in window.state.catalogus:
            if indeling.stand is not Stand.ACTUEEL:
                continue
            index = tree_index(window, indeling.naam)
            room = tree.visualRect(index).width() - tree.style().pixelMetric(
                tree.style().PixelMetric.PM_IndicatorWidth
            )
            assert tree.fontMetrics().horizontalAdvance(index.data()) < room, indeling.naam


class TestViews:
    def test_shortcut_compares_two(self, window, qtbot):
        qtbot.keyClick(window, Key.Key_2, Ctrl)
        settle(qtbot, window)
        assert window.state.view is Weergave.VERGELIJK
        assert window.commands["view_two"].isChecked()
        assert not window.commands["view_one"].isChecked()
        assert window.sentence.isVisible()
        assert "vallen samen" in window.sentence.text()
        assert "doorsnijden" in window.sentence.text()
        assert "wissel van minstens" in window.sentence.text()
        qtbot.keyClick(window, Key.Key_1, Ctrl)
        assert window.state.view is Weergave.INDELING
        assert not window.sentence.isVisible()
        settle(qtbot, window)

    def test_choosing_another_indeling(self, window, qtbot):
        combo = window.views[Weergave.INDELING].combo
        combo.setFocus()
        qtbot.keyClick(combo, Key.Key_Down)
        assert window.state.view is Weergave.INDELING
        assert window.state.a.id == "jeugdregio"
        settle(qtbot, window)

    def test_choosing_b(self, window, qtbot):
        qtbot.keyClick(window, Key.Key_2, Ctrl)
        combo = window.views[Weergave.VERGELIJK].combo_b
        combo.setFocus()
        qtbot.keyClick(combo, Key.Key_Down)
        assert window.state.view is Weergave.VERGELIJK
        assert window.state.b.id == "res-regio"
        settle(qtbot, window)

    def test_choosing_b_for_a_swaps(self, window, qtbot):
        qtbot.keyClick(window, Key.Key_2, Ctrl)
        view = window.views[Weergave.VERGELIJK]
        view.combo_a.setFocus()
        qtbot.keyClick(view.combo_a, Key.Key_Down)
        assert (window.state.a.id, window.state.b.id) == ("jeugdregio", "arbeidsmarktregio")
        assert view.combo_b.currentData() == "arbeidsmarktregio"
        settle(qtbot, window)

    def test_swap_button(self, window, qtbot):
        qtbot.keyClick(window, Key.Key_2, Ctrl)
        qtbot.mouseClick(window.views[Weergave.VERGELIJK].swap, Left)
        assert (window.state.a.id, window.state.b.id) == ("jeugdregio", "arbeidsmarktregio")
        settle(qtbot, window)

    def test_zoom_buttons_move_the_map(self, window, qtbot):
        before = window.canvas.viewport.resolution
        qtbot.mouseClick(window.toolbar.widgetForAction(window.commands["zoom_in"]), Left)
        assert window.canvas.viewport.resolution < before
        qtbot.mouseClick(window.toolbar.widgetForAction(window.commands["fit"]), Left)
        assert window.canvas.viewport.resolution == before


class TestHelp:
    def test_manual_opens_with_f1_and_links_stay_inside(self, window, qtbot):
        qtbot.keyClick(window, Key.Key_F1)
        help_window = window.beside.help
        assert help_window.isVisible()
        text = help_window.browser.toPlainText()
        assert text.startswith("Handleiding")
        top = help_window.browser.verticalScrollBar().value()
        help_window.browser.anchorClicked.emit(QUrl("#toetsen"))
        assert help_window.browser.verticalScrollBar().value() > top
        help_window.browser.anchorClicked.emit(QUrl("methode.md"))
        assert help_window.windowTitle() == "Methode"
        assert "Wisselaars" in help_window.browser.toPlainText()
        help_window.close()

    def test_pictures_of_the_manual_are_shown(self, window):
        window.commands["manual"].trigger()
        kind = QTextDocument.ResourceType.ImageResource.value
        picture = window.beside.help.browser.loadResource(kind, QUrl("images/venster-1600.png"))
        assert 0 < picture.width() <= window.beside.help.browser.width()
        window.beside.help.close()

    def test_missing_manual_is_told(self, window, monkeypatch, tmp_path):
        monkeypatch.setattr("regiokaart.gui.helping.docs_dir", lambda: tmp_path)
        window.commands["manual"].trigger()
        box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
        assert box.text().startswith("Een bestand ontbreekt")
        box.close()

    def test_shortcuts_are_listed(self, window):
        window.commands["shortcuts"].trigger()
        dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
        text = dialog.findChild(QTextBrowser).toPlainText()
        assert "Ctrl+Shift+W" in text
        dialog.close()


class TestNarrow:
    def test_small_window_shows_everything(self, window, qtbot):
        window.resize(960, 540)
        QApplication.processEvents()
        assert (window.width(), window.height()) == (960, 540)
        inside = window.rect()
        for widget in (window.status, window.tables, window.indelingen, window.canvas):
            place = widget.rect().translated(widget.mapTo(window, QPoint()))
            assert inside.contains(place), widget

    @pytest.mark.parametrize("width", [700, 960, 1280, 1600])
    def test_weight_is_at_its_place_in_every_view(self, window, qtbot, width):
        window.resize(width, 800)
        choices = window.tables.choices
        for weergave in Weergave:
            window.state.set_map(weergave)
            settle(qtbot, window)
            QApplication.processEvents()
            place = choices.gewicht.mapTo(window, choices.gewicht.rect().topRight())
            assert choices.gewicht.isVisible()
            assert choices.gewicht.width() >= choices.gewicht.sizeHint().width()
            assert width - 24 < place.x() < width
            assert choices.all.width() >= choices.all.sizeHint().width()

    def test_map_has_room_and_names_are_whole_in_a_small_window(self, window, qtbot):
        for weergave in Weergave:
            window.state.set_map(weergave)
            settle(qtbot, window)
            QApplication.processEvents()
            shown = window.shown.view.page or window.canvas
            assert (shown.width() >= 650, shown.height() >= 430) == (True, True), weergave
            for control in window.shown.view.controls():
                if control.isVisible() and isinstance(control, IndelingCombo):
                    text = control.fontMetrics().horizontalAdvance(control.currentText())
                    assert control.width() > text + 24, control.currentText()

    def test_chance_is_an_icon_where_its_words_do_not_fit(self, window, qtbot):
        window.state.set_map(Weergave.VERGELIJK)
        button = window.views[Weergave.VERGELIJK].chance
        styles = Qt.ToolButtonStyle
        for width, style in (
            (1280, styles.ToolButtonIconOnly),
            (1600, styles.ToolButtonTextBesideIcon),
            (1280, styles.ToolButtonIconOnly),
        ):
            window.resize(width, 800)
            QApplication.processEvents()
            assert button.toolButtonStyle() is style
            assert button.toolTip()

    def test_mark_of_the_pair_stays_behind_a_name_that_is_cut(self, window):
        tree = window.indelingen.tree
        index = tree_index(window, "Arbeidsmarktregio")
        delegate = tree.itemDelegateForIndex(index)
        option = QStyleOptionViewItem()
        tree.initViewItemOption(option)
        option.rect = QRect(0, 0, 110, 20)
        delegate.initStyleOption(option, index)
        assert option.text.startswith("Arb")
        assert option.text.endswith("… · A")


class TestRunning:
    def test_cancel_button_stops_the_work(self, window, qtbot):
        go, ended = threading.Event(), []

        def work(progress):
            for step in range(2):
                progress.report(step, 2)
                go.wait(10)

        task = window.tasks.start("Proef", work, ended.append, ended.append)
        assert window.status.working.text() == "Proef…"
        assert window.status.cancel.isVisible()
        qtbot.waitUntil(lambda: window.status.progress.maximum() == 2)
        qtbot.mouseClick(window.status.cancel, Left)
        assert window.status.working.text() == "Wordt geannuleerd…"
        with qtbot.waitSignal(task.finished):
            go.set()
        assert not window.status.cancel.isVisible()
        assert ended == []

    def test_fault_in_a_computation_is_told(self, window, qtbot, monkeypatch):
        monkeypatch.setattr("regiokaart.gui.figures.results.compute", lambda choices: 1 / 0)
        window.state.set_gewicht(Gewicht.GEMEENTEN)
        qtbot.waitUntil(
            lambda: any(b.isVisible() for b in window.findChildren(QMessageBox)), timeout=10_000
        )
        box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
        assert "ZeroDivisionError" in box.informativeText()
        box.close()

    def test_message_makes_place_for_the_summary_again(self, window):
        window.status.show_message("Klaar.")
        assert not window.status.summary.isVisible()
        window.status._hide_message.timeout.emit()
        assert window.status.summary.isVisible()
        assert not window.status.message.isVisible()


class TestAccess:
    def test_every_widget_that_takes_focus_has_a_name(self, window):
        nameless = [
            widget
            for widget in window.findChildren(QWidget)
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and isinstance(
                widget,
                QAbstractItemView | QLineEdit | QComboBox | QAbstractButton | QTabWidget,
            )
            and not isinstance(widget, QHeaderView)
            and not widget.accessibleName()
            and not (isinstance(widget, QAbstractButton) and widget.text())
            and not isinstance(widget.parent(), QComboBox | QLineEdit | QTabBar | QAbstractItemView)
        ]
        assert nameless == []

    def test_every_command_has_a_tip_and_its_own_shortcut(self, window):
        assert all(a.toolTip() and a.toolTip() != a.text() for a in window.commands)
        shortcuts = [a.shortcut().toString() for a in window.findChildren(QAction)]
        used = [s for s in shortcuts if s]
        assert len(used) == len(set(used))

    def test_menus_have_their_own_letters(self, window):
        for menu in [window.menuBar(), *window.findChildren(QMenu)]:
            texts = [a.text() for a in menu.actions() if "&" in a.text().replace("&&", "")]
            letters = [
                t.replace("&&", "")[t.replace("&&", "").index("&") + 1].lower() for t in texts
            ]
            assert len(letters) == len(set(letters)), texts

    def test_every_action_in_the_menus_does_something(self, window):
        for action in window.findChildren(QAction):
            if action.text() and not action.menu() and action.parent() is window:
                assert action.receivers(action.triggered) > 0, action.text()

    def test_tab_goes_from_list_to_map_to_tables(self, window, qtbot):
        window.indelingen.tree.setFocus()
        qtbot.keyClick(window.indelingen.tree, Key.Key_Tab)
        combo = window.views[Weergave.INDELING].combo
        assert combo.hasFocus()
        qtbot.keyClick(combo, Key.Key_Tab)
        assert window.canvas.hasFocus()
        qtbot.keyClick(window.canvas, Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert window.tables.isAncestorOf(focus)

    def test_toolbar_buttons_have_names(self, window):
        for button in window.toolbar.findChildren(QToolButton):
            if button.isVisible():
                assert button.accessibleName() or button.text()

    def test_about_names_licence_and_sources(self, window):
        window.commands["about"].trigger()
        box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
        assert "GPL" in box.informativeText()
        assert "Kadaster" in box.informativeText()
        box.close()


def test_a_message_leaves_the_source_whole(window):
    window.status.show_message("Het staat er.")
    QApplication.processEvents()
    source = window.status.source
    assert source.width() >= source.sizeHint().width()
