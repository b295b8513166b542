"""The years that were fetched: where they are, what they were made of, and whether they hold."""

from __future__ import annotations

import shutil
import tomllib
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from regiokaart import __version__
from regiokaart.model import Catalogus
from regiokaart.model.notation import day_in_words
from regiokaart.sources.errors import DataError
from regiokaart.sources.folder import toml_lines
from regiokaart.sources.official.kept import Fetched, sha256_of
from regiokaart.sources.paths import user_data_dir

FIRST_YEAR = 2016
LAST_YEAR = 2100
_ACCOUNT = "herkomst.toml"


@dataclass(frozen=True)
class Installed:
    """One year as it is installed.

    Attributes
    ----------
    jaar : int
    folder : Path
    voorlopig : bool
        Whether the provider may still change it.
    opgehaald : str
        When, ISO 8601 in UTC.
    gemeenten, indelingen : int
        How many.
    bronnen : tuple of Fetched
        The files it was made of, with their SHA-256.
    bestanden : tuple of (str, str)
        Names and SHA-256 of the files it consists of.
    """

    jaar: int
    folder: Path
    voorlopig: bool
    opgehaald: str
    gemeenten: int
    indelingen: int
    bronnen: tuple[Fetched, ...]
    bestanden: tuple[tuple[str, str], ...]


def years_dir() -> Path:
    """Return the folder that has a folder for each installed year; it need not exist."""
    return user_data_dir() / "jaren"


def list_installed() -> tuple[Installed, ...]:
    """Return the years that are installed, ascending; what cannot be read is left out."""
    found = []
    for jaar in range(FIRST_YEAR, LAST_YEAR + 1):
        with suppress(DataError):
            found.append(read_installed(jaar))
    return tuple(found)


def read_installed(jaar: int) -> Installed:
    """Return the account of one installed year.

    Raises
    ------
    DataError
        When the year is not installed or its account cannot be read.
    """
    folder = years_dir() / str(jaar)
    with suppress(OSError):
        recover(jaar)
    if not folder.is_dir():
        raise DataError(f"jaar {jaar}", "dit jaar is niet geïnstalleerd", remedy=_fetch_again(jaar))
    try:
        account = tomllib.loads((folder / _ACCOUNT).read_text(encoding="utf-8"))
        return Installed(
            jaar=jaar,
            folder=folder,
            voorlopig=account["voorlopig"] is True,
            opgehaald=str(account["opgehaald"]),
            gemeenten=int(account["gemeenten"]),
            indelingen=int(account["indelingen"]),
            bronnen=tuple(Fetched(**each) for each in account["bron"]),
            bestanden=tuple((each["naam"], each["sha256"]) for each in account["bestand"]),
        )
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DataError(
            folder / _ACCOUNT, f"niet te lezen, van {jaar}", remedy=_fetch_again(jaar)
        ) from error


def verify(installed: Installed) -> None:
    """Compare the files of a year with their SHA-256.

    Raises
    ------
    DataError
        Naming the first file that was altered after it was installed.
    """
    for name, sha256 in installed.bestanden:
        path = installed.folder / name
        try:
            same = sha256_of(path) == sha256
        except OSError:
            same = False
        if not same:
            raise DataError(
                path,
                f"dit bestand is veranderd nadat het jaar {installed.jaar} "
                f"op {day_in_words(installed.opgehaald)} is geïnstalleerd",
                remedy=_fetch_again(installed.jaar),
            )


def write_account(
    folder: Path, catalogus: Catalogus, version: str, fetched: tuple[Fetched, ...], voorlopig: bool
) -> None:
    """Write beside the files of a year what they are, with their SHA-256, and what they came from.

    Parameters
    ----------
    folder : Path
        With everything the year consists of.
    catalogus : Catalogus
    version : str
        Of the boundaries, as the provider names it.
    fetched : tuple of Fetched
    voorlopig : bool
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    hashes = [(path.relative_to(folder).as_posix(), sha256_of(path)) for path in files]
    account = {
        "jaar": catalogus.gemeenten.peiljaar,
        "voorlopig": voorlopig,
        "versie": version,
        "opgehaald": datetime.now(UTC).isoformat(timespec="seconds"),
        "gemeenten": len(catalogus.gemeenten),
        "indelingen": len(catalogus),
        "programma": f"Regiokaart {__version__}",
    }
    text = toml_lines(account)
    text += "".join(f"\n[[bron]]\n{toml_lines(asdict(each))}" for each in fetched)
    for name, sha256 in hashes:
        text += f"\n[[bestand]]\n{toml_lines({'naam': name, 'sha256': sha256})}"
    (folder / _ACCOUNT).write_text(text, encoding="utf-8")


def swap(new: Path, target: Path) -> None:
    """Put a folder in the place of another; `recover` mends what is cut off halfway."""
    previous = _previous(target)
    if target.exists():
        target.rename(previous)
    try:
        new.rename(target)
    except OSError:
        if previous.exists():
            previous.rename(target)
        raise
    shutil.rmtree(previous, ignore_errors=True)


def recover(jaar: int) -> None:
    """Put a year back that was being replaced when the program stopped."""
    target = years_dir() / str(jaar)
    previous = _previous(target)
    if not previous.exists():
        return
    if target.exists():
        shutil.rmtree(previous, ignore_errors=True)
    else:
        previous.rename(target)


def _previous(target: Path) -> Path:
    return target.with_name(f".{target.name}-vorige")


def _fetch_again(jaar: int) -> str:
    return f"haal het op met 'regiokaart data ophalen --jaar {jaar}'"
