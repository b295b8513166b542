"""Every key of the window in one list: those of commands, and those of the part that has focus."""

from __future__ import annotations

from dataclasses import dataclass

from PyQt6.QtGui import QKeySequence

from regiokaart.gui.actions import COMMANDS
from regiokaart.gui.menus import MENUS


@dataclass(frozen=True)
class Group:
    """Keys that belong together.

    Attributes
    ----------
    title : str
        Dutch: a menu, or where the keys work.
    keys : tuple of (str, str)
        Keys and what they do, Dutch.
    """

    title: str
    keys: tuple[tuple[str, str], ...]


PLACES = (
    Group(
        "Op de kaart",
        (
            ("Pijltoetsen", "verschuiven"),
            ("+, -", "inzoomen, uitzoomen"),
            ("0 of Home", "heel Nederland"),
            ("Shift+pijltoetsen", "naar de gemeente ernaast wijzen"),
            ("Enter", "de aangewezen gemeente selecteren"),
            ("Shift+Enter", "de aangewezen gemeente erbij selecteren, of weghalen"),
            ("Ctrl+Enter", "de hele regio van de aangewezen gemeente selecteren"),
            ("Menu", "het menu van de aangewezen gemeente"),
            ("Esc", "de selectie loslaten, of stoppen met slepen, meten of een kader"),
            ("Spatiebalk, Backspace, Enter", "bij meten: punt zetten, weghalen, afsluiten"),
            ("B", "bij knipper: ingedrukt houden om de andere kaart te zien"),
            ("Ctrl+Pijl links, Ctrl+Pijl rechts", "bij schuif: de lijn verschuiven"),
        ),
    ),
    Group(
        "In de lijst van indelingen",
        (
            ("Spatiebalk", "wel of niet laten meetellen"),
            ("Enter", "op de kaart zetten"),
            ("Pijl rechts, Pijl links", "een groep openen, sluiten"),
            ("Menu", "alles wat met de indeling kan"),
        ),
    ),
    Group(
        "In de matrix en de tabellen",
        (
            ("Pijltoetsen", "naar een andere cel of rij"),
            ("Enter", "openen: het paar, de regeling of de indeling"),
            ("Shift+pijltoetsen", "meer rijen selecteren"),
            ("Ctrl+Tab, Ctrl+Shift+Tab", "volgend tabblad, vorig tabblad"),
            ("Menu", "kopiëren en exporteren"),
        ),
    ),
    Group(
        "In de grafiek van Door de jaren",
        (
            ("Pijl links, Pijl rechts", "naar het jaar ervoor, het jaar erna"),
            ("Pijl omhoog, Pijl omlaag", "naar het paar erboven, het paar eronder"),
            ("Home, End", "naar het eerste jaar, het laatste jaar"),
            ("Enter", "het paar openen bij de details"),
            ("Esc", "geen paar uitlichten"),
        ),
    ),
    Group(
        "In de details, de handleiding en de methode",
        (
            ("Pijl omlaag, Pijl omhoog", "naar de volgende link, de vorige; anders schuiven"),
            ("Enter", "de link volgen"),
            ("PgDown, PgUp", "een bladzijde verder, terug"),
        ),
    ),
    Group(
        "In het zoekveld (Ctrl+K)",
        (
            ("Pijl omlaag, Pijl omhoog", "langs wat is gevonden"),
            ("Enter", "erheen gaan"),
            ("Esc", "sluiten"),
        ),
    ),
    Group(
        "Overal",
        (
            ("Tab, Shift+Tab", "naar het volgende onderdeel, het vorige"),
            ("Alt en een onderstreepte letter", "naar een menu, een veld of een knop"),
            ("Esc", "een venster sluiten zonder iets te veranderen"),
        ),
    ),
)


def native(shortcut: str) -> str:
    """Return a shortcut as menus write it, which is in Dutch."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def groups() -> tuple[Group, ...]:
    """Return the keys of the commands by menu, and then those of each place."""
    commands = {command.key: command for command in COMMANDS if command.shortcut}
    found = []
    for title, entries in MENUS:
        keys = tuple(
            (native(commands[key].shortcut), commands[key].text.replace("&", "").rstrip("…"))
            for key in entries
            if key in commands
        )
        if keys:
            found.append(Group(f"Menu {title.replace('&', '')}", keys))
    return (*found, *PLACES)
