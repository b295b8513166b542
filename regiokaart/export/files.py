"""Writing a file completely or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "de schijf is vol; maak ruimte vrij of kies een andere map",
    errno.EDQUOT: "uw schijfruimte is op; maak ruimte vrij of kies een andere map",
    errno.ELOOP: "de verwijzing wijst naar zichzelf; kies een andere naam",
    errno.EROFS: "de map is alleen-lezen; kies een andere map",
    errno.ENAMETOOLONG: "de naam is te lang; kies een kortere naam",
    errno.EINVAL: "de naam bevat een teken dat niet mag; kies een andere naam",
}


_MADE = re.compile(r"\.regiokaart-[0-9a-f]{8}(\.[^.]*)?")  # names of temporary files
_STALE = 3600.0  # seconds after which nobody is writing any more

_before_replace: ContextVar[Callable[[], object]] = ContextVar(
    "before_replace", default=lambda: None
)


class ExportError(ValueError):
    """A file cannot be written; its text is Dutch and fit to show."""


@contextmanager
def committing(commit: Callable[[], object]) -> Iterator[None]:
    """Call `commit` before each file of this block takes its place; what it raises prevents that.

    So an export can be cancelled until its first file appears.
    """
    token = _before_replace.set(commit)
    try:
        yield
    finally:
        _before_replace.reset(token)


@contextmanager
def atomic_write(path: Path) -> Iterator[Path]:
    """Hand out a temporary path that becomes `path` when the block ends well.

    What a program that was killed left in the folder, over an hour ago, is removed.

    Parameters
    ----------
    path : Path
        File to write. An existing file stays as it is until the new one is complete.

    Yields
    ------
    Path
        An empty file with the suffix of `path`, to be written by the block.

    Raises
    ------
    ExportError
        When there is no place for the file, it cannot be written, or is open elsewhere.
    """
    check_place(path)
    target = _target(path)
    temporary = target.with_name(f".regiokaart-{secrets.token_hex(4)}{path.suffix}")
    try:
        temporary.touch(exist_ok=False)
        _remove_stale(temporary)
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        _before_replace.get()()
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


def check_place(path: Path) -> None:
    """Refuse a place where no file can be, before any work is done for it.

    Raises
    ------
    ExportError
        When the folder is missing, or there is something else than a file, or a protected one.
    """
    target = _target(path)
    try:
        kind = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        if not target.parent.is_dir():
            folder = target.parent if path.is_symlink() else path.parent
            raise ExportError(
                f"{path}: de map '{folder}' bestaat niet; maak hem eerst aan"
            ) from None
        return
    except OSError as error:
        raise ExportError(f"{path}: {_reason(error, path)}") from error
    if stat.S_ISDIR(kind):
        raise ExportError(f"{path}: dit is een map; geef er een bestandsnaam achter")
    if not stat.S_ISREG(kind):
        raise ExportError(f"{path}: dit is geen gewoon bestand; kies een andere naam")
    # Replacing needs rights on the folder only, so a protected file must be looked at.
    if not os.access(target, os.W_OK):
        raise ExportError(f"{path}: het bestand is beveiligd; kies een andere naam")


def _target(path: Path) -> Path:
    """Return the file itself: a link keeps pointing at the file that is replaced."""
    return Path(os.path.realpath(path))


def _remove_stale(temporary: Path) -> None:
    """Remove what was left beside a temporary file that was made just now.

    Age is told by the clock of the disk that holds them, which may be in another computer.
    """
    with suppress(OSError):
        own = temporary.stat()
        with os.scandir(temporary.parent) as entries:
            found = [entry for entry in entries if _MADE.fullmatch(entry.name)]
        for entry in found:
            with suppress(OSError):  # it went in the meantime, or may not be removed
                kind = entry.stat(follow_symlinks=False)
                old = own.st_mtime - kind.st_mtime > _STALE
                if old and stat.S_ISREG(kind.st_mode) and kind.st_uid == own.st_uid:
                    Path(entry.path).unlink()


def _reason(error: OSError, path: Path) -> str:
    if isinstance(error, PermissionError):
        if os.path.lexists(path):
            return "het bestand is in gebruik; sluit het (in Excel) of kies een andere naam"
        return f"in de map '{path.parent}' mag niet worden geschreven; kies een andere map"
    return _REASONS.get(error.errno or 0, "schrijven lukt niet; kies een andere map")
