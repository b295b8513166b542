"""The look: whatever is drawn can be told from its ground, on light and on dark desktops."""

import pytest
from PyQt6.QtCore import QSize
from PyQt6.QtGui import QColor, QIcon, QImage, QPalette
from PyQt6.QtWidgets import QApplication, QCheckBox, QMenu, QRadioButton

from regiokaart.cartography.palettes import contrast
from regiokaart.gui import theme

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


@pytest.mark.parametrize("box", [QCheckBox, QRadioButton])
def test_box_has_an_outline_on_a_dark_ground(qtbot, box):
    ground = QColor("#252525")
    widget = box()
    qtbot.addWidget(widget)
    palette = widget.palette()
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Button):
        palette.setColor(role, ground)
    widget.setPalette(palette)
    style = theme._DarkStyle("Fusion")
    widget.setStyle(style)
    widget.resize(30, 30)
    image: QImage = widget.grab().toImage()
    contrasts = {
        contrast(image.pixelColor(x, y).name(), ground.name()) for x in range(30) for y in range(30)
    }
    assert max(contrasts) >= 3


def test_dark_selection_is_readable():
    dark = theme._DARK
    role = QPalette.ColorRole
    assert contrast(dark[role.Highlight], dark[role.HighlightedText]) >= 4.5
    assert contrast(dark[role.Highlight], "#ffd479") >= 4.5
