"""Look: theme, icons and the few measures that every widget shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PyQt6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPixmap,
)
from PyQt6.QtSvg import QSvgRenderer
from PyQt6.QtWidgets import QApplication

from regiokaart.gui.look import colours
from regiokaart.gui.look.colours import Look, Thema
from regiokaart.gui.look.style import Style
from regiokaart.sources.paths import resources_dir

SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | (
    Qt.TextInteractionFlag.TextSelectableByKeyboard
)
SORT_ARROW = 18  # room for it behind a heading, in pixels
STEP = 8  # all margins and gaps are multiples of this many pixels, or half of it
ICON_SIZE = 20

_STYLE = f"""
QToolTip {{ padding: 4px; }}
QDockWidget::title {{ padding: 6px 8px; text-align: left; }}
QStatusBar::item {{ border: none; }}
QHeaderView {{ background: palette(window); }}
QHeaderView::section {{
    background: palette(window); border: none; border-bottom: 1px solid palette(mid);
    padding: 4px 9px;
}}
QTableView QHeaderView::section {{ padding-right: {SORT_ARROW}px; }}
QTableCornerButton::section {{ background: palette(window); border: none; }}
QTableView::item {{ padding: 0 {SORT_ARROW - 3}px 0 6px; }}
"""

_chosen = Thema.SYSTEEM
_look = colours.LIGHT


def apply(app: QApplication) -> None:
    """Give the application its style, and keep following the desktop."""
    app.setStyle(Style(look, icon))
    hints = QGuiApplication.styleHints()
    assert hints is not None
    hints.colorSchemeChanged.connect(lambda: _show())
    _show()


def choose(thema: Thema) -> None:
    """Show a theme from now on, everywhere."""
    global _chosen
    _chosen = thema
    hints = QGuiApplication.styleHints()
    assert hints is not None
    hints.setColorScheme(_SCHEMES[thema])  # what the desktop draws around our windows
    _show()


def chosen() -> Thema:
    """Return the theme that was chosen."""
    return _chosen


def look() -> Look:
    """Return the colours of now."""
    return _look


_SCHEMES = {
    Thema.SYSTEEM: Qt.ColorScheme.Unknown,
    Thema.LICHT: Qt.ColorScheme.Light,
    Thema.DONKER: Qt.ColorScheme.Dark,
    Thema.HOOG_CONTRAST: Qt.ColorScheme.Dark,
}


def _show() -> None:
    global _look
    hints = QGuiApplication.styleHints()
    assert hints is not None
    contrast = hints.accessibility()
    assert contrast is not None
    _look = colours.look_of(_chosen, hints.colorScheme(), contrast.contrastPreference())
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setStyleSheet("")  # while there is one, widgets keep the palette that they have
    app.setPalette(colours.palette(_look))
    app.setPalette(colours.menu_palette(_look), "QMenu")
    app.setStyleSheet(_STYLE)


def accent() -> str:
    """Return the colour of links and of the keyboard focus."""
    return _look.accent


def highlight() -> QColor:
    """Return the colour that points at something for a moment."""
    return QColor(_look.pointer)


def icon(name: str) -> QIcon:
    """Return one of our icons in the colour of the text, whatever the theme is or becomes.

    Parameters
    ----------
    name : str
        File in ``resources/icons`` without its suffix.
    """
    return QIcon(_Engine(name, _ink))


def warning_icon() -> QIcon:
    """Return the mark for data that is old or uncertain."""
    return QIcon(_Engine("warning", _warning_ink))


def _ink(mode: QIcon.Mode) -> str:
    if mode is QIcon.Mode.Disabled:
        return _look.disabled
    return _look.on_selected if mode is QIcon.Mode.Selected else _look.text


def _warning_ink(mode: QIcon.Mode) -> str:
    return _look.warning_selected if mode is QIcon.Mode.Selected else _look.warning


class _Engine(QIconEngine):
    """Draws an icon when it is needed, in the colour of that moment and as sharp as the screen."""

    def __init__(self, name: str, ink: Callable[[QIcon.Mode], str]) -> None:
        super().__init__()
        self._name, self._ink = name, ink

    def clone(self) -> QIconEngine:
        """Return another that draws the same."""
        return _Engine(self._name, self._ink)

    def paint(
        self, painter: QPainter | None, rect: QRect, mode: QIcon.Mode, state: QIcon.State
    ) -> None:
        """Draw the icon in a rectangle."""
        assert painter is not None
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon for a screen with one pixel per pixel."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        """Return the icon for a screen with `scale` device pixels per pixel."""
        side = min(size.width(), size.height())
        return _drawn(self._name, self._ink(mode), side, scale)


@cache
def app_icon() -> QIcon:
    """Return the icon of the program."""
    return QIcon(str(resources_dir() / "regiokaart.svg"))


@cache
def _drawn(name: str, colour: str, side: int, scale: float) -> QPixmap:
    svg = (resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
    pixmap = QPixmap(round(side * scale), round(side * scale))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
