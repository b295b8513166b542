"""Where the embedded data and resources are: in an installed wheel or in a checkout."""

from __future__ import annotations

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


def _find(name: str, package: Path = _PACKAGE) -> Path:
    # A wheel carries the directory inside the package; in a checkout it stands beside it.
    for candidate in (package / name, package.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(
        f"de map '{name}' van Regiokaart ontbreekt; installeer het programma opnieuw"
    )
