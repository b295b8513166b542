"""The colours of the window in each theme; the map itself is paper and stays white."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor, QPalette

from regiokaart.cartography.palettes import ACCENT, mix


class Thema(StrEnum):
    """What the user can choose."""

    SYSTEEM = "systeem"
    LICHT = "licht"
    DONKER = "donker"
    HOOG_CONTRAST = "hoog contrast"


@dataclass(frozen=True)
class Look:
    """The colours of one theme, all as hex.

    Attributes
    ----------
    dark : bool
        Whether text is light on a dark ground.
    window, base, alternate, button : str
        Grounds: of the window, of fields and lists, of every other row, of buttons.
    text, muted, disabled : str
        Ink: of most text, of what is less important, of what cannot be used now.
    line : str
        Of thin lines between parts.
    outline : str
        Around fields, buttons and boxes.
    selected, on_selected : str
        Ground and ink of what is selected.
    accent : str
        Of links, and of the frame around what has the keyboard.
    pointer : str
        Of what points at something for a moment.
    warning, warning_selected : str
        Of the mark for data that is old or uncertain, and where its row is selected.
    ramp : tuple of str
        From low to high in the matrix; what is low is nearest to the ground.
    """

    dark: bool
    window: str
    base: str
    alternate: str
    button: str
    text: str
    muted: str
    disabled: str
    line: str
    outline: str
    selected: str
    on_selected: str
    accent: str
    pointer: str
    warning: str
    warning_selected: str
    ramp: tuple[str, ...]


LIGHT = Look(
    dark=False,
    window="#f3f5f8",
    base="#ffffff",
    alternate="#f6f8fa",
    button="#f9fafb",
    text="#1b1f24",
    muted="#5d6773",
    disabled="#737c88",
    line="#b8c0ca",
    outline="#828b97",
    selected=ACCENT,
    on_selected="#ffffff",
    accent=ACCENT,
    pointer="#ca005d",
    warning="#9a5b00",
    warning_selected="#ffd479",
    ramp=("#eef2f7", "#9db9d6", "#4f7fb0", ACCENT),
)
DARK = Look(
    dark=True,
    window="#22262c",
    base="#1a1d22",
    alternate="#20242a",
    button="#2f353d",
    text="#e8eaed",
    muted="#a9b2bd",
    disabled="#828b96",
    line="#454c56",
    outline="#78828e",
    selected="#2f5f9e",
    on_selected="#ffffff",
    accent="#8db4e2",
    pointer="#ff7ab8",
    warning="#ffd479",
    warning_selected="#ffd479",
    ramp=("#2a3038", "#33567f", "#5b8fc7", "#cfe2f7"),
)
HIGH_CONTRAST = Look(
    dark=True,
    window="#000000",
    base="#000000",
    alternate="#161616",
    button="#000000",
    text="#ffffff",
    muted="#ffffff",
    disabled="#a6a6a6",
    line="#ffffff",
    outline="#ffffff",
    selected="#ffe14d",
    on_selected="#000000",
    accent="#7fdbff",
    pointer="#ff8ad8",
    warning="#ffe14d",
    warning_selected="#000000",
    ramp=("#000000", "#14293a", "#1f4058", "#275372"),
)
_LOOKS = {Thema.LICHT: LIGHT, Thema.DONKER: DARK, Thema.HOOG_CONTRAST: HIGH_CONTRAST}


def look_of(thema: Thema, scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> Look:
    """Return the colours of a theme on a desktop that asks for a scheme and for contrast."""
    if thema is not Thema.SYSTEEM:
        return _LOOKS[thema]
    if contrast is Qt.ContrastPreference.HighContrast:
        return HIGH_CONTRAST
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def palette(look: Look) -> QPalette:
    """Return the colours as Qt wants them."""
    role = QPalette.ColorRole
    result = QPalette(QColor(look.button), QColor(look.window))
    for each, colour in {
        role.Window: look.window,
        role.WindowText: look.text,
        role.Base: look.base,
        role.AlternateBase: look.alternate,
        role.Text: look.text,
        role.Button: look.button,
        role.ButtonText: look.text,
        role.BrightText: look.on_selected,
        role.ToolTipBase: look.base,
        role.ToolTipText: look.text,
        role.PlaceholderText: look.muted,
        role.Mid: look.line,
        role.Highlight: look.selected,
        role.HighlightedText: look.on_selected,
        role.Accent: look.accent,
        role.Link: look.accent,
        role.LinkVisited: look.accent,
    }.items():
        result.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, each, QColor(look.disabled))
    return result


def menu_palette(look: Look) -> QPalette:
    """Mark the row under the pointer with a tint, on which icons and text stay as they are."""
    result = palette(look)
    result.setColor(QPalette.ColorRole.Highlight, QColor(mix(look.window, look.accent, 0.22)))
    result.setColor(QPalette.ColorRole.HighlightedText, QColor(look.text))
    return result
