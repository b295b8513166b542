"""Look: palette, icons and the few measures that every widget shares."""

from __future__ import annotations

from functools import cache

from PyQt6.QtCore import QByteArray, QRectF, Qt
from PyQt6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PyQt6.QtSvg import QSvgRenderer
from PyQt6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QWidget

from regiokaart.cartography.palettes import ACCENT, mix
from regiokaart.sources.paths import resources_dir

ACCENT_ON_DARK = "#8db4e2"
SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | (
    Qt.TextInteractionFlag.TextSelectableByKeyboard
)
SORT_ARROW = 18  # room for it behind a heading, in pixels
STEP = 8  # all margins and gaps are multiples of this many pixels, or half of it
ICON_SIZE = 20

_DARK = {
    QPalette.ColorRole.Highlight: "#2f5f9e",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Accent: ACCENT_ON_DARK,
    QPalette.ColorRole.Link: ACCENT_ON_DARK,
    QPalette.ColorRole.LinkVisited: ACCENT_ON_DARK,
}
_BOXES = (
    QStyle.PrimitiveElement.PE_IndicatorCheckBox,
    QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck,
    QStyle.PrimitiveElement.PE_IndicatorRadioButton,
)
_LIGHT = {
    QPalette.ColorRole.Window: "#f3f5f8",
    QPalette.ColorRole.WindowText: "#1b1f24",
    QPalette.ColorRole.Base: "#ffffff",
    QPalette.ColorRole.AlternateBase: "#f6f8fa",
    QPalette.ColorRole.Text: "#1b1f24",
    QPalette.ColorRole.Button: "#f9fafb",
    QPalette.ColorRole.ButtonText: "#1b1f24",
    QPalette.ColorRole.ToolTipBase: "#ffffff",
    QPalette.ColorRole.ToolTipText: "#1b1f24",
    QPalette.ColorRole.PlaceholderText: "#5d6773",
    QPalette.ColorRole.Highlight: ACCENT,
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Accent: ACCENT,
    QPalette.ColorRole.Link: ACCENT,
    QPalette.ColorRole.LinkVisited: ACCENT,
}
_LIGHT_DISABLED = {
    QPalette.ColorRole.WindowText: "#737c88",
    QPalette.ColorRole.Text: "#737c88",
    QPalette.ColorRole.ButtonText: "#737c88",
}
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


def is_dark() -> bool:
    """Whether the desktop asks for light text on a dark ground."""
    hints = QGuiApplication.styleHints()
    return hints is not None and hints.colorScheme() is Qt.ColorScheme.Dark


def apply(app: QApplication) -> None:
    """Give the application its style; a dark desktop keeps its own ground and text."""
    palette = app.palette()
    if is_dark():
        app.setStyle(_DarkStyle("Fusion"))
        for role, colour in _DARK.items():
            palette.setColor(role, QColor(colour))
    else:
        app.setStyle("Fusion")
        for role, colour in _LIGHT.items():
            palette.setColor(role, QColor(colour))
        for role, colour in _LIGHT_DISABLED.items():
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colour))
    app.setPalette(palette)
    app.setPalette(_menu_palette(palette), "QMenu")
    app.setStyleSheet(_STYLE)


class _DarkStyle(QProxyStyle):
    """Fusion with an outline around boxes, which it draws in black on a dark ground."""

    _OUTLINE = "#9aa4ae"

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption | None,
        painter: QPainter | None,
        widget: QWidget | None = None,
    ) -> None:
        """Draw as Fusion does, and the outline."""
        super().drawPrimitive(element, option, painter, widget)
        if element not in _BOXES or option is None or painter is None:
            return
        painter.save()
        painter.setPen(QColor(self._OUTLINE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rect = option.rect.adjusted(0, 0, -1, -1)
        if element is QStyle.PrimitiveElement.PE_IndicatorRadioButton:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawEllipse(rect)
        else:
            painter.drawRect(rect)
        painter.restore()


def _menu_palette(palette: QPalette) -> QPalette:
    """Mark the row under the pointer with a tint, on which icons and text stay as they are."""
    window, text = palette.window().color().name(), palette.windowText().color().name()
    result = QPalette(palette)
    result.setColor(QPalette.ColorRole.Highlight, QColor(mix(window, accent(), 0.22)))
    result.setColor(QPalette.ColorRole.HighlightedText, QColor(text))
    return result


def accent() -> str:
    """Return the accent that stands out from the ground."""
    return ACCENT_ON_DARK if is_dark() else ACCENT


def highlight() -> QColor:
    """Return the colour that points at something for a moment, on light and dark."""
    return QColor("#ca005d")


def icon(name: str) -> QIcon:
    """Return one of our icons in the colour of the text, also where it is disabled or selected.

    Parameters
    ----------
    name : str
        File in ``resources/icons`` without its suffix.
    """
    palette = QGuiApplication.palette()
    group, role = QPalette.ColorGroup, QPalette.ColorRole
    return _icon(
        name,
        {
            QIcon.Mode.Normal: palette.color(group.Active, role.ButtonText),
            QIcon.Mode.Disabled: palette.color(group.Disabled, role.ButtonText),
            QIcon.Mode.Selected: palette.color(group.Active, role.HighlightedText),
        },
    )


def warning_icon() -> QIcon:
    """Return the mark for data that is old or uncertain."""
    on_light, on_dark = QColor("#9a5b00"), QColor("#ffd479")
    return _icon(
        "warning",
        {
            QIcon.Mode.Normal: on_dark if is_dark() else on_light,
            QIcon.Mode.Selected: on_dark,  # a selected row has a dark ground
        },
    )


def _icon(name: str, colours: dict[QIcon.Mode, QColor]) -> QIcon:
    result = QIcon()
    for mode, colour in colours.items():
        for scale in (1, 2):
            result.addPixmap(_drawn(name, colour.name(), scale), mode)
    return result


@cache
def app_icon() -> QIcon:
    """Return the icon of the program."""
    return QIcon(str(resources_dir() / "regiokaart.svg"))


@cache
def _drawn(name: str, colour: str, scale: int) -> QPixmap:
    svg = (resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
    pixmap = QPixmap(ICON_SIZE * scale, ICON_SIZE * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
