"""Fetches a year, checks it, and puts it beside the years that are there."""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import numpy as np
import numpy.typing as npt

from regiokaart import __version__
from regiokaart.model import Catalogus
from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.coverage import TOLERANCES, CoverageError, simplified, write_coverage
from regiokaart.sources.embedded import load_catalogus
from regiokaart.sources.errors import DataError
from regiokaart.sources.folder import toml_lines, write_catalogus
from regiokaart.sources.official.compilation import compile_catalogus
from regiokaart.sources.official.dates import dutch_date
from regiokaart.sources.official.download import (
    Fetched,
    Kind,
    Limits,
    Report,
    fetch,
    open_session,
    sha256_of,
)
from regiokaart.sources.official.geopackage import LAYER, GeoPackage, read_geopackage
from regiokaart.sources.official.statline import (
    StatLine,
    check_title,
    next_page,
    read_columns,
    read_identifier,
    read_table,
)
from regiokaart.sources.paths import user_cache_dir, user_data_dir

if TYPE_CHECKING:
    from requests import Session

FIRST_YEAR = 2016
LAST_YEAR = 2100
GEOPACKAGE = Kind(500_000_000, lambda head: head.startswith(b"SQLite format 3\x00"))
JSON = Kind(20_000_000, lambda head: head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"))
MAX_PAGES = 50

# CBS StatLine, "Gebieden in Nederland" of each year; later years are looked up by title.
TABLES = {
    2016: "83287NED",
    2017: "83553NED",
    2018: "83859NED",
    2019: "84378NED",
    2020: "84721NED",
    2021: "84929NED",
    2022: "85067NED",
    2023: "85385NED",
    2024: "85755NED",
    2025: "86059NED",
    2026: "86247NED",
}
# How many gemeenten there were on 1 January. Source: CBS.
GEMEENTEN = {
    2016: 390,
    2017: 388,
    2018: 380,
    2019: 355,
    2020: 355,
    2021: 352,
    2022: 345,
    2023: 342,
    2024: 342,
    2025: 342,
    2026: 342,
}
_ACCOUNT = "herkomst.toml"
_LATER = "haal het jaar later opnieuw op, als het CBS de bestanden heeft hersteld"


@dataclass(frozen=True)
class Source:
    """Where the official data is.

    Attributes
    ----------
    gebieden, statline : str
        Address of the server of PDOK and of that of CBS StatLine, without a path.
    """

    gebieden: str = "https://service.pdok.nl"
    statline: str = "https://opendata.cbs.nl"

    @classmethod
    def mirror(cls, url: str) -> Source:
        """Return one server that holds both, under the same paths."""
        return cls(url.rstrip("/"), url.rstrip("/"))

    def geopackage(self, jaar: int) -> str:
        """Address of the GeoPackage of a year."""
        path = f"cbs/gebiedsindelingen/atom/v1_0/downloads/cbsgebiedsindelingen{jaar}.gpkg"
        return f"{self.gebieden}/{path}"

    def table(self, tabel: str, part: str) -> str:
        """Address of a part of a table, such as ``DataProperties``."""
        return f"{self.statline}/ODataApi/odata/{tabel}/{part}?$format=json"

    def catalogue(self, title: str) -> str:
        """Address of the tables with this title."""
        condition = quote(f"substringof('{title}',Title)")
        return f"{self.statline}/ODataCatalog/Tables?$format=json&$filter={condition}"


OFFICIAL = Source()
PATIENT = Limits()


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


def downloads_dir() -> Path:
    """Return the folder of fetched files, which may be thrown away; it need not exist."""
    return user_cache_dir() / "opgehaald"


def install_year(
    jaar: int,
    report: Report,
    *,
    source: Source = OFFICIAL,
    limits: Limits = PATIENT,
    today: date | None = None,
    commit: Callable[[], None] = lambda: None,
) -> Installed:
    """Fetch the official data of a year, check it, and install it.

    Until everything has been checked nothing changes; then the year is replaced as a whole.

    Parameters
    ----------
    jaar : int
    report : callable
        Called with a `Progress` a few times a second; what it raises stops the work.
    source : Source
        The provider's own servers by default.
    limits : Limits
    today : date, optional
        To tell whether the year is still provisional.
    commit : callable
        Called when everything has been checked and the year is about to be replaced; what it
        raises stops the work.

    Raises
    ------
    DataError
        In Dutch, naming file and remedy. What was installed before is still in use.
    """
    if not FIRST_YEAR <= jaar <= LAST_YEAR:
        raise DataError(
            f"jaar {jaar}",
            "van dit jaar zijn er geen officiële gegevens",
            remedy=f"kies een jaar vanaf {FIRST_YEAR}",
        )
    downloads = downloads_dir() / str(jaar)
    try:
        downloads.mkdir(parents=True, exist_ok=True)
        years_dir().mkdir(parents=True, exist_ok=True)
        _recover(jaar)
    except OSError as error:
        raise _cannot_write(years_dir()) from error
    with open_session() as session:
        client = _Client(session, downloads, report, limits)
        package_path = client.get(source.geopackage(jaar), None, GEOPACKAGE)
        package = read_geopackage(package_path, jaar)
        tabel, table = _fetch_statline(client, source, jaar)
    _check(package_path, jaar, package, table)
    voorlopig = is_provisional(jaar, package.status, today or date.today())
    files = client.fetched[0], client.fetched[-1]
    catalogus = compile_catalogus(
        jaar, package, table, tabel, load_catalogus(), files, voorlopig=voorlopig
    )
    try:
        return _write(catalogus, package, tuple(client.fetched), commit, voorlopig=voorlopig)
    except OSError as error:
        raise _cannot_write(years_dir()) from error


def is_provisional(jaar: int, status: str, today: date) -> bool:
    """Whether the provider may still change a year: it says so, or it is before 1 July of it."""
    return status.lower().startswith("voorlopig") or today < date(jaar, 7, 1)


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
        _recover(jaar)
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
                f"op {dutch_date(installed.opgehaald)} is geïnstalleerd",
                remedy=_fetch_again(installed.jaar),
            )


# --- fetching


@dataclass(frozen=True)
class _Client:
    """Fetches files into one folder and keeps the account."""

    session: Session
    folder: Path
    report: Report
    limits: Limits
    fetched: list[Fetched] = field(default_factory=list)

    def get(self, url: str, name: str | None, kind: Kind) -> Path:
        """Return a file from an address, under its own name unless another is given."""
        target = self.folder / (name or url.rpartition("/")[2])
        self.fetched.append(fetch(self.session, url, target, kind, self.report, self.limits))
        return target


def _fetch_statline(client: _Client, source: Source, jaar: int) -> tuple[str, StatLine]:
    """Fetch the table of a year, page by page; return its id and what it holds."""
    title = f"Gebieden in Nederland {jaar}"
    tabel = TABLES.get(jaar, "")
    if not tabel:
        found = client.get(source.catalogue(title), "statline-tabellen.json", JSON)
        tabel = read_identifier(found, title)
    info = client.get(source.table(tabel, "TableInfos"), f"{tabel}-tabel.json", JSON)
    check_title(info, title)
    described = client.get(source.table(tabel, "DataProperties"), f"{tabel}-kolommen.json", JSON)
    columns = read_columns(described)
    url, pages = source.table(tabel, "TypedDataSet"), list[Path]()
    while url:
        if len(pages) == MAX_PAGES:
            raise DataError(tabel, f"de tabel heeft meer dan {MAX_PAGES} delen")
        pages.append(client.get(url, f"{tabel}-gegevens-{len(pages) + 1}.json", JSON))
        onward = next_page(pages[-1])
        url = source.statline + onward if onward else ""
    return tabel, read_table(pages, columns)


# --- checking


def _check(path: Path, jaar: int, package: GeoPackage, table: StatLine) -> None:
    """Check that the sources hold the same gemeenten, as many as there were."""
    expected = GEMEENTEN.get(jaar, len(package.codes))
    if len(package.codes) != expected:
        raise DataError(
            path,
            f"{len(package.codes)} gemeenten in plaats van de {expected} van {jaar}",
            remedy=_LATER,
        )
    different = sorted(set(package.codes) ^ set(table.namen))
    if different:
        shown = ", ".join(different[:5]) + (" ..." if len(different) > 5 else "")
        raise DataError(
            path,
            f"register en StatLine hebben niet dezelfde gemeenten ({shown})",
            remedy=_LATER,
        )


# --- writing


def _write(
    catalogus: Catalogus,
    package: GeoPackage,
    fetched: tuple[Fetched, ...],
    commit: Callable[[], None],
    *,
    voorlopig: bool,
) -> Installed:
    """Write the year apart, read it as the program does, and put it in its place."""
    jaar = catalogus.gemeenten.peiljaar
    with tempfile.TemporaryDirectory(prefix=f".{jaar}-", dir=years_dir()) as parent:
        folder = Path(parent, "nieuw")
        folder.mkdir()
        write_catalogus(catalogus, folder)
        write_coverage(folder / "grenzen.npz", package.polygons, _levels(package))
        load_catalogus(folder)
        load_gebied(folder / "grenzen.npz")
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        hashes = tuple((path.relative_to(folder).as_posix(), sha256_of(path)) for path in files)
        account = {
            "jaar": jaar,
            "voorlopig": voorlopig,
            "versie": package.version,
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
        commit()
        _swap(folder, years_dir() / str(jaar))
    return read_installed(jaar)


def _levels(package: GeoPackage) -> dict[int, npt.NDArray[np.object_]]:
    """Return the levels of detail; a coarse one that loses a part is done without."""
    try:
        levels = {0: simplified(package.polygons, 0)}
    except CoverageError as error:
        raise DataError(
            LAYER, "de grenzen van gemeenten zijn niet bruikbaar", remedy=_LATER
        ) from error
    for tolerance in TOLERANCES[1:]:
        with suppress(CoverageError):
            levels[tolerance] = simplified(package.polygons, tolerance)
    return levels


def _swap(new: Path, target: Path) -> None:
    """Put a folder in the place of another; `_recover` mends what is cut off halfway."""
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


def _recover(jaar: int) -> None:
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


def _cannot_write(folder: Path) -> DataError:
    return DataError(
        folder,
        f"in {folder} kan niet worden geschreven",
        remedy="maak ruimte vrij of controleer uw rechten",
    )


def _fetch_again(jaar: int) -> str:
    return f"haal het op met 'regiokaart data ophalen --jaar {jaar}'"
