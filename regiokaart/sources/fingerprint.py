"""The SHA-256 of files, and of the data that the program works with: to know them again."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path

from regiokaart.model.project import Gegevens
from regiokaart.sources.paths import data_dir

_EMBEDDED = ("catalogus.toml", "gemeenten.csv", "grenzen.npz", "lidmaatschap/*.csv", "overige/**/*")


def data_in_use(jaar: int | None) -> Gegevens:
    """Name the data of a fetched year, or the embedded data, with its SHA-256.

    Raises
    ------
    DataError
        When the year is not installed.
    FileNotFoundError
        When the embedded data is not there.
    """
    if jaar is None:
        return Gegevens(None, _embedded())
    from regiokaart.sources.official.installed import read_installed

    return Gegevens(jaar, _combined(read_installed(jaar).bestanden))


@cache
def _embedded() -> str:
    folder = data_dir()
    paths = {path for pattern in _EMBEDDED for path in folder.glob(pattern) if path.is_file()}
    return _combined(
        (path.relative_to(folder).as_posix(), sha256(path.read_bytes()).hexdigest())
        for path in paths
    )


def digest_of(path: Path) -> str | None:
    """Return the SHA-256 of a file; None when it is not there or cannot be read."""
    try:
        if not path.is_file():  # a pipe has no end
            return None
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _combined(files: Iterable[tuple[str, str]]) -> str:
    """Return the SHA-256 of names and SHA-256 of files, in order of name."""
    lines = "".join(f"{name} {digest}\n" for name, digest in sorted(files))
    return sha256(lines.encode()).hexdigest()
