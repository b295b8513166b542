"""Writing a file completely or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "de schijf is vol; maak ruimte vrij of kies een andere map",
    errno.EDQUOT: "uw schijfruimte is op; maak ruimte vrij of kies een andere map",
    errno.EROFS: "de map is alleen-lezen; kies een andere map",
    errno.ENAMETOOLONG: "de naam is te lang; kies een kortere naam",
    errno.EINVAL: "de naam bevat een teken dat niet mag; kies een andere naam",
}


class ExportError(ValueError):
    """A file cannot be written; its text is Dutch and fit to show."""


@contextmanager
def atomic_write(path: Path) -> Iterator[Path]:
    """Hand out a temporary path that becomes `path` when the block ends well.

    Parameters
    ----------
    path : Path
        File to write. An existing file stays as it is until the new one is complete.

    Yields
    ------
    Path
        An empty file in the same folder with the same suffix, to be written by the block.

    Raises
    ------
    ExportError
        When the folder is missing, or the file cannot be written, or is open elsewhere.
    """
    target = Path(os.path.realpath(path))  # a link keeps pointing at the file that is replaced
    temporary = target.with_name(f".regiokaart-{secrets.token_hex(4)}{target.suffix}")
    try:
        _check_place(path, target)
        temporary.touch(exist_ok=False)
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        temporary.replace(target)
    except OSError as error:
        raise ExportError(f"{path}: {_reason(error, path)}") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def check_suffix(path: Path, suffixes: tuple[str, ...]) -> None:
    """Refuse a file name whose suffix says nothing about how to write it.

    Raises
    ------
    ExportError
        Naming the suffixes there are.
    """
    if path.suffix.lower() not in suffixes:
        raise ExportError(f"{path}: kies een naam die eindigt op {', '.join(suffixes)}")


def _check_place(path: Path, target: Path) -> None:
    if not target.parent.is_dir():
        raise ExportError(f"{path}: de map '{path.parent}' bestaat niet; maak hem eerst aan")
    if target.is_dir():
        raise ExportError(f"{path}: dit is een map; geef er een bestandsnaam achter")
    # Replacing needs rights on the folder only, so a protected file must be looked at.
    if target.exists() and not os.access(target, os.W_OK):
        raise ExportError(f"{path}: het bestand is beveiligd; kies een andere naam")


def _reason(error: OSError, path: Path) -> str:
    if isinstance(error, PermissionError):
        if path.exists():
            return "het bestand is in gebruik; sluit het (in Excel) of kies een andere naam"
        return f"in de map '{path.parent}' mag niet worden geschreven; kies een andere map"
    return _REASONS.get(error.errno or 0, "schrijven lukt niet; kies een andere map")
