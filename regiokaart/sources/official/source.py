"""Where the official data of a year is, and fetching it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from regiokaart.sources.errors import DataError
from regiokaart.sources.official.asking import Limits
from regiokaart.sources.official.download import Report, fetch
from regiokaart.sources.official.kept import Fetched
from regiokaart.sources.official.refusals import Kind
from regiokaart.sources.official.statline import (
    StatLine,
    check_title,
    next_page,
    read_columns,
    read_identifier,
    read_table,
)

if TYPE_CHECKING:
    from requests import Session


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


@dataclass(frozen=True)
class Client:
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


def fetch_statline(client: Client, source: Source, jaar: int) -> tuple[str, StatLine]:
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
