"""Where files are: the embedded data and resources, and what the user's own account keeps."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def data_dir() -> Path:
    """Return the directory of the embedded data (``catalogus.toml`` and so on).

    Raises
    ------
    FileNotFoundError
        When the program is not completely installed.
    """
    return _find("data")


def resources_dir() -> Path:
    """Return the directory of icons, templates and styles.

    Raises
    ------
    FileNotFoundError
        When the program is not completely installed.
    """
    return _find("resources")


def docs_dir() -> Path:
    """Return the directory of the manual and the description of the method.

    Raises
    ------
    FileNotFoundError
        When the program is not completely installed.
    """
    return _find("docs")


def user_data_dir() -> Path:
    """Return the user's folder for data that must stay, such as installed years.

    It need not exist yet.
    """
    return _user_dir("XDG_DATA_HOME", ".local/share", "Application Support", "Data")


def user_cache_dir() -> Path:
    """Return the user's folder for what can be fetched again, such as downloads.

    It need not exist yet.
    """
    return _user_dir("XDG_CACHE_HOME", ".cache", "Caches", "Cache")


def file_there(path: Path) -> bool:
    """Whether there is a file; not where that cannot be looked up, as with a name too long."""
    try:
        return path.is_file()
    except OSError:
        return False


def folder_there(path: Path) -> bool:
    """Whether there is a folder; not where that cannot be looked up, as in one of another user."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _user_dir(variable: str, linux: str, mac: str, windows: str) -> Path:
    """Follow the custom of each system; LOCALAPPDATA does not travel over the network."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
        return Path(base, "Regiokaart", windows)
    if sys.platform == "darwin":
        return Path.home() / "Library" / mac / "Regiokaart"
    base = Path(os.environ.get(variable, ""))
    # The XDG specification says to pass over a path that is not absolute.
    return (base if base.is_absolute() else Path.home() / linux) / "regiokaart"


def _find(name: str, package: Path = _PACKAGE) -> Path:
    # A wheel carries the directory inside the package; in a checkout it stands beside it.
    for candidate in (package / name, package.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(
        f"de map '{name}' van Regiokaart ontbreekt; installeer het programma opnieuw"
    )
