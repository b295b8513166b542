"""The controls for classes: a method, a number, and limits that are typed or dragged."""

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QHBoxLayout, QWidget

from regiokaart.cartography.classes import Classification, Klassen
from regiokaart.cartography.pergemeente import counts, shares
from regiokaart.gui.views.classcontrols import ClassControls
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
VALUES = counts(np.array([9, 10, 10, 15, 20, 21, 30, 39]))


@pytest.fixture
def controls(qtbot):
    bar = QWidget()
    qtbot.addWidget(bar)
    made = ClassControls(Klassen.NATUURLIJK, bar)
    row = QHBoxLayout(bar)
    for widget in made.widgets():
        row.addWidget(widget)
    bar.show()
    made.set_figures(VALUES)
    yield made
    bar.close()


def choose(controls, klassen):
    controls.kind.setCurrentIndex(controls.kind.findData(klassen))
    controls.kind.activated.emit(controls.kind.currentIndex())


def test_method_and_number_are_told_once_each(controls, qtbot):
    assert controls.chosen() == Classification(Klassen.NATUURLIJK, 5)
    with qtbot.waitSignal(controls.changed):
        controls.count.setValue(7)
    with qtbot.waitSignal(controls.changed):
        choose(controls, Klassen.GELIJK)
    assert controls.chosen() == Classification(Klassen.GELIJK, 7)
    with qtbot.assertNotEmitted(controls.changed):
        choose(controls, Klassen.GELIJK)


def test_own_limits_take_the_place_of_the_number(controls):
    assert controls.breaks.isHidden()
    assert not controls.count.isHidden()
    choose(controls, Klassen.EIGEN)
    assert not controls.breaks.isHidden()
    assert controls.count.isHidden()
    controls.show(False)
    assert all(widget.isHidden() for widget in controls.widgets())


def test_without_limits_the_classes_stay_natural_and_are_proposed(controls):
    choose(controls, Klassen.EIGEN)
    assert controls.chosen() == Classification()
    assert controls.breaks.placeholderText() == "15; 20; 30; 39"
    assert controls.problem == ""


def test_wrong_limits_are_told_and_keep_the_last_good_ones(controls, qtbot):
    choose(controls, Klassen.EIGEN)
    controls.breaks.setText("10; 20")
    good = controls.chosen()
    assert good == Classification(Klassen.EIGEN, breaks=(10, 20))
    with qtbot.waitSignal(controls.told):
        controls.breaks.setText("20; 10")
    assert controls.chosen() == good
    assert controls.problem == "Klassegrenzen: 10 staat na 20; geef de grenzen van laag naar hoog."
    controls.set_figures(VALUES)
    assert controls.problem  # other values do not make it right
    controls.breaks.setText("10; 20; 30")
    assert controls.problem == ""
    assert controls.chosen().breaks == (10, 20, 30)


def test_limits_beside_the_values_are_told_when_the_values_change(controls, qtbot):
    choose(controls, Klassen.EIGEN)
    controls.breaks.setText("50; 60")
    assert "tussen de laagste waarde (9) en de hoogste (39)" in controls.problem
    with qtbot.waitSignal(controls.told):
        controls.set_figures(shares(np.array([0.4, 0.55])))
    assert controls.problem == ""
    controls.set_figures(None)
    assert controls.chosen().breaks == (50, 60)


class TestHistogram:
    """Limits by the mouse and by keys."""

    @pytest.fixture
    def histogram(self, controls, qtbot):
        choose(controls, Klassen.EIGEN)
        controls.breaks.setText("10; 20; 30")
        controls.draw.click()
        assert controls.popup.isVisible()
        yield controls.popup.histogram
        controls.popup.hide()

    def place(self, histogram, limit):
        return QPoint(round(histogram.x_of(limit)), histogram.height() // 2)

    def test_drag_moves_a_limit_but_not_past_the_next(self, histogram, controls, qtbot):
        qtbot.mousePress(histogram, Left, pos=self.place(histogram, 20))
        qtbot.mouseMove(histogram, self.place(histogram, 25))
        assert controls.breaks.text() == "10; 25; 30"
        qtbot.mouseMove(histogram, self.place(histogram, 38))
        qtbot.mouseRelease(histogram, Left, pos=self.place(histogram, 38))
        assert controls.breaks.text() == "10; 29; 30"
        assert controls.chosen().breaks == (10, 29, 30)
        qtbot.mouseMove(histogram, self.place(histogram, 15))
        assert controls.breaks.text() == "10; 29; 30"  # nothing is held any more

    def test_double_click_adds_and_takes_away(self, histogram, controls, qtbot):
        qtbot.mouseDClick(histogram, Left, pos=self.place(histogram, 15))
        assert controls.breaks.text() == "10; 15; 20; 30"
        qtbot.mouseDClick(histogram, Left, pos=self.place(histogram, 10))
        assert controls.breaks.text() == "15; 20; 30"

    def test_keys_do_it_all(self, histogram, controls, qtbot):
        qtbot.keyClick(histogram, Key.Key_Right)
        assert controls.breaks.text() == "11; 20; 30"
        qtbot.keyClick(histogram, Key.Key_Tab)
        qtbot.keyClick(histogram, Key.Key_Left)
        assert controls.breaks.text() == "11; 19; 30"
        assert "Gekozen: 19." in histogram.accessibleDescription()
        qtbot.keyClick(histogram, Key.Key_Insert)
        assert controls.breaks.text() == "11; 19; 24; 30"
        qtbot.keyClick(histogram, Key.Key_Delete)
        qtbot.keyClick(histogram, Key.Key_Delete)
        assert len(controls.breaks.text().split(";")) == 2
        for _ in range(4):
            qtbot.keyClick(histogram, Key.Key_Delete)
        assert len(histogram.breaks) == 1  # one class is no map
        for _ in range(9):
            qtbot.keyClick(histogram, Key.Key_Insert)
        assert len(histogram.breaks) == 6

    def test_stays_within_the_values(self, histogram, controls, qtbot):
        for _ in range(9):
            qtbot.keyClick(histogram, Key.Key_Left)
        assert controls.breaks.text() == "10; 20; 30"  # 9 is the least value
        for _ in range(2):
            qtbot.keyClick(histogram, Key.Key_Tab)
        for _ in range(20):
            qtbot.keyClick(histogram, Key.Key_Right)
        assert controls.breaks.text() == "10; 20; 39"

    def test_bars_have_the_colours_of_their_classes(self, histogram, controls):
        from regiokaart.cartography.palettes import shades

        def colours():
            picture = histogram.grab().toImage()
            width, height = picture.width(), picture.height()
            return {picture.pixelColor(x, y).name() for x in range(width) for y in range(height)}

        assert set(shades(4)) <= colours()
        controls.breaks.setText("20")
        assert histogram.breaks == (20,)
        assert set(shades(2)) <= colours()


def test_map_follows_what_is_typed_and_the_project_keeps_it(window, qtbot):
    window.state.set_map(Weergave.GEMEENTEN)
    settle(qtbot, window)
    view = window.views[Weergave.GEMEENTEN]
    choose(view.klassen, Klassen.EIGEN)
    view.klassen.breaks.setFocus()
    qtbot.keyClicks(view.klassen.breaks, "10; 20; 30")
    settle(qtbot, window)
    texts = [each.text for each in view.found.specification.fill.palette]
    assert texts[1].startswith("10 tot en met 19 (")
    assert "Zelf gekozen klassen." in view.found.specification.legend_note
    qtbot.keyClicks(view.klassen.breaks, "; 5")
    settle(qtbot, window)
    assert window.sentence.text().startswith("Klassegrenzen: 5 staat na 30")
    assert [each.text for each in view.found.specification.fill.palette] == texts
    kept = {widget.accessibleName() for widget in view.kept()}
    assert {"Klassen", "Aantal klassen", "Klassegrenzen"} <= kept


@pytest.mark.parametrize("weergave", [Weergave.GRENZEN, Weergave.SAMENWERKINGEN])
def test_other_views_have_own_classes_too(window, qtbot, weergave):
    window.state.set_map(weergave)
    settle(qtbot, window)
    view = window.views[weergave]
    klassen = view.klassen if weergave is Weergave.GRENZEN else view.bar.klassen
    choose(klassen, Klassen.EIGEN)
    klassen.breaks.setText("3; 5")
    settle(qtbot, window)
    assert "Zelf gekozen klassen." in view.specification().legend_note
    klassen.breaks.setText("800")
    settle(qtbot, window)
    assert "Klassegrenzen: geen grens ligt tussen" in window.sentence.text()
