"""The look: whatever is drawn can be told from its ground, on light and on dark desktops."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QIcon, QPalette
from PyQt6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from regiokaart.cartography.palettes import contrast
from regiokaart.gui import settings
from regiokaart.gui.look import colours, theme
from regiokaart.gui.look.colours import Thema
from regiokaart.gui.matrix.model import ink as cell_ink
from regiokaart.gui.matrix.model import shade
from regiokaart.gui.settings import Settings
from regiokaart.gui.window import MainWindow

Normal, High = Qt.ContrastPreference.NoPreference, Qt.ContrastPreference.HighContrast

SIZE = QSize(theme.ICON_SIZE, theme.ICON_SIZE)


def ink(icon: QIcon, mode: QIcon.Mode) -> str:
    """Return the colour that most of an icon is drawn in."""
    image = icon.pixmap(SIZE, mode).toImage()
    solid = [
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    return max(set(solid), key=solid.count)


@pytest.mark.parametrize("icon", [lambda: theme.icon("fit"), theme.warning_icon])
@pytest.mark.parametrize(
    ("mode", "ground"),
    [
        (QIcon.Mode.Normal, QPalette.ColorRole.Base),
        (QIcon.Mode.Selected, QPalette.ColorRole.Highlight),
    ],
)
def test_icon_stands_out_from_its_row(qapp, icon, mode, ground):
    colour = QApplication.palette().color(ground).name()
    assert contrast(ink(icon(), mode), colour) >= 4.5


def test_icon_and_text_stand_out_from_the_menu_row_under_the_pointer(qapp):
    row = QApplication.palette("QMenu").color(QPalette.ColorRole.Highlight).name()
    text = QApplication.palette("QMenu").color(QPalette.ColorRole.HighlightedText).name()
    assert contrast(text, row) >= 4.5
    assert contrast(ink(theme.icon("fit"), QIcon.Mode.Active), row) >= 4.5
    assert (
        contrast(row, QApplication.palette("QMenu").color(QPalette.ColorRole.Window).name()) > 1.2
    )
    menu = QMenu()
    menu.ensurePolished()
    assert menu.palette().color(QPalette.ColorRole.Highlight).name() == row


LOOKS = {"light": colours.LIGHT, "dark": colours.DARK, "high contrast": colours.HIGH_CONTRAST}


@pytest.fixture(autouse=True)
def _system_theme_again() -> Iterator[None]:
    yield
    theme.choose(Thema.SYSTEEM)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_all_ink_stands_out_from_all_grounds(look):
    grounds = (look.window, look.base, look.alternate, look.button)
    inks = (look.text, look.muted, look.accent, look.warning)
    assert min(contrast(ink, ground) for ink in inks for ground in grounds) >= 4.5
    assert contrast(look.on_selected, look.selected) >= 4.5
    assert contrast(look.warning_selected, look.selected) >= 4.5
    parts = (look.pointer, look.accent, look.outline)
    assert min(contrast(part, ground) for part in parts for ground in grounds) >= 3
    menu = colours.menu_palette(look)
    row = menu.color(QPalette.ColorRole.Highlight).name()
    assert contrast(look.text, row) >= 4.5
    assert contrast(row, look.window) > 1.2


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_figures_in_the_matrix_can_be_read(qapp, monkeypatch, look):
    monkeypatch.setattr(theme, "_look", look)
    grounds = [shade(value, 0.4).name() for value in np.linspace(0.4, 1, 61)]
    least = 7 if look is colours.HIGH_CONTRAST else 4.5
    assert min(contrast(cell_ink(ground).name(), ground) for ground in grounds) >= least
    steps = [contrast(ground, look.window) for ground in grounds]
    assert steps == sorted(steps)  # the higher, the further from the ground of the window


def test_window_follows_the_theme_that_is_chosen_in_the_menu(window):
    menu = menu_of(window, "Thema")
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["&Systeem"]
    dark = next(action for action in menu.actions() if action.text() == "&Donker")
    window.state.select({0})
    dark.trigger()
    assert theme.look() is colours.DARK
    for part in window.findChildren(QWidget):
        ground = part.palette().color(part.backgroundRole()).name()
        ink = part.palette().color(part.foregroundRole()).name()
        assert contrast(ink, ground) >= 4.5 or not part.isEnabled(), part
    assert colours.DARK.accent in window.details.browser.toHtml()
    assert colours.LIGHT.accent not in window.details.browser.toHtml()
    window.desk.settings.save()
    assert Settings(Path(window.desk.settings._settings.fileName())).get(settings.THEMA) == "donker"


def menu_of(window: MainWindow, title: str) -> QMenu:
    return next(
        menu for menu in window.findChildren(QMenu) if menu.title().replace("&", "") == title
    )


def test_high_contrast_is_higher():
    look = colours.HIGH_CONTRAST
    grounds = (look.window, look.base, look.alternate, look.button)
    inks = (look.text, look.muted, look.accent, look.warning, look.disabled)
    assert min(contrast(ink, ground) for ink in inks for ground in grounds) >= 7


@pytest.mark.parametrize(
    ("thema", "scheme", "preference", "expected"),
    [
        (Thema.SYSTEEM, Qt.ColorScheme.Unknown, Normal, colours.LIGHT),
        (Thema.SYSTEEM, Qt.ColorScheme.Light, Normal, colours.LIGHT),
        (Thema.SYSTEEM, Qt.ColorScheme.Dark, Normal, colours.DARK),
        (Thema.SYSTEEM, Qt.ColorScheme.Light, High, colours.HIGH_CONTRAST),
        (Thema.LICHT, Qt.ColorScheme.Dark, High, colours.LIGHT),
        (Thema.DONKER, Qt.ColorScheme.Light, Normal, colours.DARK),
        (Thema.HOOG_CONTRAST, Qt.ColorScheme.Light, Normal, colours.HIGH_CONTRAST),
    ],
)
def test_choice_goes_before_the_desktop(thema, scheme, preference, expected):
    assert colours.look_of(thema, scheme, preference) is expected


@pytest.mark.parametrize("thema", [Thema.LICHT, Thema.DONKER, Thema.HOOG_CONTRAST])
@pytest.mark.parametrize(
    "make", [QCheckBox, QRadioButton, QPushButton, QLineEdit, QPlainTextEdit, QComboBox]
)
def test_edge_of_a_control_can_be_seen(qtbot, make, thema):
    theme.choose(thema)
    widget = make()
    qtbot.addWidget(widget)
    widget.resize(60, 30)
    image = widget.grab().toImage()
    ground = theme.look().window
    contrasts = {
        contrast(image.pixelColor(x, y).name(), ground) for x in range(60) for y in range(30)
    }
    assert max(contrasts) >= 3


@pytest.mark.parametrize("high", [12, 24])
def test_knob_of_a_slider_lies_whole_on_its_rail(qtbot, high):
    slider = QSlider(Qt.Orientation.Horizontal)
    qtbot.addWidget(slider)
    slider.resize(100, high)
    image = slider.grab().toImage()
    bare = image.pixelColor(99, 0)
    drawn = [y for y in range(high) if any(image.pixelColor(x, y) != bare for x in range(20))]
    assert drawn == list(range(min(drawn), max(drawn) + 1))
    assert abs(min(drawn) - (high - 1 - max(drawn))) <= 1  # in the middle, cut off on no side
    assert len(drawn) == min(15, high)


def test_icon_that_exists_follows_the_theme(qapp):
    icon = theme.icon("fit")
    copied = QIcon(icon)
    for thema, look in ((Thema.DONKER, colours.DARK), (Thema.LICHT, colours.LIGHT)):
        theme.choose(thema)
        assert ink(icon, QIcon.Mode.Normal) == ink(copied, QIcon.Mode.Normal) == look.text
        assert ink(icon, QIcon.Mode.Disabled) == look.disabled
        assert ink(icon, QIcon.Mode.Selected) == look.on_selected


def test_icon_is_as_sharp_as_the_screen(qapp):
    pixmap = theme.icon("fit").pixmap(SIZE, 2.0)
    assert pixmap.devicePixelRatio() == 2
    assert pixmap.deviceIndependentSize().toSize() == SIZE


def test_focus_of_the_keyboard_can_be_seen(qtbot):
    theme.choose(Thema.LICHT)
    panel = QWidget()
    qtbot.addWidget(panel)
    layout = QVBoxLayout(panel)
    parts = [QLineEdit(), QPushButton("Sluiten"), QComboBox(), QListWidget(), QTextBrowser()]
    for part in parts:
        layout.addWidget(part)
    with qtbot.waitExposed(panel):
        panel.show()
    parts[0].setFocus()
    for part in parts:
        assert QApplication.focusWidget() is part
        image = panel.grab(part.geometry()).toImage()
        side = range(image.height() // 3)  # where no text is
        seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in side}
        assert colours.LIGHT.accent in seen, part
        qtbot.keyClick(part, Qt.Key.Key_Tab)
