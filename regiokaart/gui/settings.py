"""What the program remembers between two sessions; each setting is declared once, here.

Values are stored as plain ASCII text. Qt's own INI notation can hold Python objects, which PyQt
unpickles while reading any neighbouring key; such a value needs an ``@`` or an escape with a
backslash. None of our values has either, so a file that has one is put aside unread.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import quote, unquote

from PyQt6.QtCore import QSettings, QStandardPaths

from regiokaart.gui.look.colours import Thema
from regiokaart.model import Gewicht
from regiokaart.model.project import Choice, Weergave, is_choice
from regiokaart.sources.paths import folder_there

T = TypeVar("T")

MAX_FILE_SIZE = 1_000_000
_CHECKSUM = 8  # hexadecimal digits


@dataclass(frozen=True, eq=False)
class Setting(Generic[T]):
    """One thing to remember.

    Attributes
    ----------
    key : str
        Section and name in the INI file.
    default : T
        Used when nothing, or nothing valid, is stored.
    description : str
        What it is for.
    read : callable
        From the stored text to a value; raises ValueError for text that is not one.
    write : callable
        From a value to the stored text.
    """

    key: str
    default: T
    description: str
    read: Callable[[str], T]
    write: Callable[[T], str]


def _read_bool(text: str) -> bool:
    if text not in ("ja", "nee"):
        raise ValueError(text)
    return text == "ja"


def _bool(key: str, default: bool, description: str) -> Setting[bool]:
    return Setting(key, default, description, _read_bool, lambda value: "ja" if value else "nee")


def _text(key: str, default: str, description: str) -> Setting[str]:
    return Setting(key, default, description, unquote, lambda value: quote(value, safe=""))


def _read_year(text: str) -> int | None:
    return int(text) if text else None


def _read_bytes(text: str) -> bytes:
    try:
        value = base64.b64decode(text[_CHECKSUM:], validate=True)
    except binascii.Error as error:
        raise ValueError(text) from error
    if text != _write_bytes(value):
        raise ValueError(text)
    return value


def _write_bytes(value: bytes) -> str:
    """Put a checksum before what Qt made: Qt itself can crash on a damaged one."""
    return f"{binascii.crc32(value):0{_CHECKSUM}x}{base64.b64encode(value).decode()}"


def _bytes(key: str, description: str) -> Setting[bytes]:
    return Setting(key, b"", description, _read_bytes, _write_bytes)


def _read_ids(text: str) -> tuple[str, ...] | None:
    return tuple(part for part in text.split(" ") if part)


def _read_choices(text: str) -> Mapping[Weergave, Mapping[str, Choice]]:
    """Read the choices of the views; of a view that this program does not know nothing is read."""
    try:
        views = json.loads(unquote(text, errors="strict"))
    except (RecursionError, ValueError) as error:
        raise ValueError(text) from error
    if not isinstance(views, dict) or not all(isinstance(each, dict) for each in views.values()):
        raise ValueError(text)
    known = set(Weergave)
    return {
        Weergave(view): {name: value for name, value in values.items() if is_choice(value)}
        for view, values in views.items()
        if view in known
    }


TOUR = _bool("venster/rondleiding", False, "Whether the tour of the window was seen or skipped.")
THEMA = Setting("venster/thema", Thema.SYSTEEM, "Which colours the window has.", Thema, str)
GEOMETRY = _bytes("venster/plaats", "Place and size of the window, as Qt writes it.")
LAYOUT = _bytes("venster/indeling", "Places of docks and toolbars, as Qt writes it.")
PAGE = _bytes("opmaak/plaats", "Place and size of the dialog for a page, as Qt writes it.")
FOLDER = _text("bestanden/map", "", "Folder of the last export.")
RECENT: Setting[tuple[str, ...]] = Setting(
    "bestanden/projecten",
    (),
    "Paths of the projects that were open last, the latest first.",
    lambda text: tuple(unquote(part) for part in text.split(" ") if part),
    lambda paths: " ".join(quote(path, safe="") for path in paths),
)
COUNTED: Setting[tuple[str, ...] | None] = Setting(
    "keuze/tellen_mee",
    None,
    "Ids of the indelingen that count; nothing stored means the intergemeentelijke.",
    _read_ids,
    lambda ids: " ".join(ids or ()),
)
SHOW_ALL = _bool("keuze/alle_tonen", False, "Whether matrix and pairs show all indelingen.")
GEWICHT = Setting("keuze/gewicht", Gewicht.INWONERS, "What a gemeente counts for.", Gewicht, str)
CHOICES: Setting[Mapping[Weergave, Mapping[str, Choice]]] = Setting(
    "keuze/keuzes",
    {},
    "Values of the controls of each view by their Dutch names, as in a project.",
    _read_choices,
    lambda choices: quote(json.dumps(choices), safe=""),
)
TECHNICAL = _bool("keuze/technisch", False, "Whether the pairs show the measures for specialists.")
BY_LIKENESS = _bool("keuze/gelijkenis", False, "Whether the matrix is ordered by likeness.")
LEGEND = _bool("keuze/legenda", True, "Whether the map shows its legend.")
LOCATOR = _bool("keuze/overzicht", True, "Whether a zoomed-in map shows where it is.")
VIEW = Setting("keuze/weergave", Weergave.INDELING, "What the map shows.", Weergave, str)
PEILJAAR: Setting[int | None] = Setting(
    "keuze/peiljaar",
    None,
    "The fetched year that is in use; nothing for the embedded data.",
    _read_year,
    lambda jaar: "" if jaar is None else str(jaar),
)
SERVER = _text("gegevens/server", "", "Another server with the official files.")
INDELING_A = _text("keuze/indeling_a", "arbeidsmarktregio", "Indeling on the map.")
INDELING_B = _text("keuze/indeling_b", "jeugdregio", "Second indeling of the pair.")


class Settings:
    """Reads and writes the settings of one user; a broken value counts as absent.

    Parameters
    ----------
    path : Path, optional
        INI file; the place the operating system has for it when not given.
    """

    def __init__(self, path: Path | None = None) -> None:
        if path is None:
            path = Path(
                QSettings(
                    QSettings.Format.IniFormat,
                    QSettings.Scope.UserScope,
                    "Regiokaart",
                    "Regiokaart",
                ).fileName()
            )
        if not _is_plain(path):
            path = _put_aside(path)
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def get(self, setting: Setting[T]) -> T:
        """Return the stored value, or the default when there is no valid one."""
        stored = self._settings.value(setting.key)
        if not isinstance(stored, str):
            return setting.default
        try:
            return setting.read(stored)
        except ValueError:
            return setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Store a value."""
        self._settings.setValue(setting.key, setting.write(value))

    def remove(self, setting: Setting[T]) -> None:
        """Forget a value."""
        self._settings.remove(setting.key)

    @property
    def folder(self) -> Path:
        """Folder for what is kept in a file of its own."""
        return Path(self._settings.fileName()).parent

    @property
    def last_folder(self) -> Path:
        """Folder where the user read or wrote a file last; documents, or home, when it is gone."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        last = self.get(FOLDER)
        tried = (last, QStandardPaths.writableLocation(documents))
        return next(
            (Path(each) for each in tried if each and folder_there(Path(each))), Path.home()
        )

    def save(self) -> None:
        """Write to disk now."""
        self._settings.sync()


def _is_plain(path: Path) -> bool:
    """Whether a settings file is absent, or small and without notation we never write."""
    try:
        if path.stat().st_size > MAX_FILE_SIZE:
            return False
        content = path.read_bytes()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return b"@" not in content and b"\\" not in content


def _put_aside(path: Path) -> Path:
    """Rename a file that must not be read; return where to keep the settings instead."""
    try:
        path.replace(path.with_suffix(".onleesbaar"))
    except OSError:
        return Path(os.devnull)
    return path
