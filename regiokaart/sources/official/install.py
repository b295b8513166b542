"""Fetches a year, checks it, and puts it beside the years that are there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from regiokaart.model import Catalogus
from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.coverage import TOLERANCES, CoverageError, simplified, write_coverage
from regiokaart.sources.embedded import load_catalogus
from regiokaart.sources.errors import DataError
from regiokaart.sources.folder import write_catalogus
from regiokaart.sources.official.asking import Limits, open_session
from regiokaart.sources.official.compilation import compile_catalogus
from regiokaart.sources.official.download import Report
from regiokaart.sources.official.geopackage import LAYER, GeoPackage, read_geopackage
from regiokaart.sources.official.installed import (
    FIRST_YEAR,
    LAST_YEAR,
    Installed,
    read_installed,
    recover,
    swap,
    write_account,
    years_dir,
)
from regiokaart.sources.official.kept import Fetched
from regiokaart.sources.official.source import (
    GEOPACKAGE,
    OFFICIAL,
    Client,
    Source,
    fetch_statline,
)
from regiokaart.sources.official.statline import StatLine
from regiokaart.sources.paths import user_cache_dir

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
_LATER = "haal het jaar later opnieuw op, als het CBS de bestanden heeft hersteld"
PATIENT = Limits()


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
        recover(jaar)
    except OSError as error:
        raise _cannot_write(years_dir()) from error
    with open_session() as session:
        client = Client(session, downloads, report, limits)
        package_path = client.get(source.geopackage(jaar), None, GEOPACKAGE)
        package = read_geopackage(package_path, jaar)
        tabel, table = fetch_statline(client, source, jaar)
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
        write_account(folder, catalogus, package.version, fetched, voorlopig)
        commit()
        swap(folder, years_dir() / str(jaar))
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


def _cannot_write(folder: Path) -> DataError:
    return DataError(
        folder,
        f"in {folder} kan niet worden geschreven",
        remedy="maak ruimte vrij of controleer uw rechten",
    )
