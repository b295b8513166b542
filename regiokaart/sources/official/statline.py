"""Reads the CBS StatLine table "Gebieden in Nederland" of a year, as OData 3 gives it.

Columns are found by their title and the titles of the groups they stand in, through
``DataProperties``: their keys carry a number that differs from year to year.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from regiokaart.sources.errors import DataError

MAX_NAME = 200

_NAMES = "codes en namen van gemeenten"
_PLACES = "lokaliseringen van gemeenten"
_INHABITANTS = "inwonertal"
_FETCH_AGAIN = "haal de tabel opnieuw op, of wacht tot het CBS haar herstelt"
_DAY = re.compile(r"1 januari (\d{4})")

Title = tuple[str, ...]


@dataclass(frozen=True)
class Columns:
    """The keys of the columns that are used.

    Attributes
    ----------
    code, naam, inwoners : str
    indelingen : tuple of (str, str)
        Keys of code and name of the regio, per indeling.
    inwoners_jaar : int or None
        Year of the inhabitants, when the table says it.
    """

    code: str
    naam: str
    inwoners: str
    indelingen: tuple[tuple[str, str], ...]
    inwoners_jaar: int | None


@dataclass(frozen=True, eq=False)
class StatLine:
    """What one table holds that matters here, by gemeente code.

    Attributes
    ----------
    namen : mapping of str to str
    inwoners : mapping of str to int
    inwoners_jaar : int or None
        Year of the inhabitants, when the table says it.
    indelingen : mapping of str to mapping of str to (str, str)
        Per prefix (``AM``, ``JZ`` ...) the code and name of the regio of each gemeente that has
        one.
    """

    namen: Mapping[str, str]
    inwoners: Mapping[str, int]
    inwoners_jaar: int | None
    indelingen: Mapping[str, Mapping[str, tuple[str, str]]]


def read_columns(path: Path) -> Columns:
    """Find the columns in a file with ``DataProperties``.

    Raises
    ------
    DataError
        Naming the title that is missing or found more than once.
    """
    properties = _values(path)
    titles = _titles(path, properties)
    topics = {
        titles[i]: str(each.get("Key", ""))
        for i, each in enumerate(properties)
        if each.get("Type") == "Topic"
    }
    found = [i for i, title in enumerate(titles) if title[-1:] == (_INHABITANTS,)]
    if len(found) != 1:
        raise _no_column(path, "Inwonertal", len(found))
    for title in ((_NAMES, "code"), (_NAMES, "naam")):
        if title not in topics:
            raise _no_column(path, " / ".join(title).capitalize(), 0)
    groups = [title[:-1] for title in topics if title[:1] == (_PLACES,) and title[-1] == "code"]
    day = _DAY.search(str(properties[found[0]].get("Description", "")))
    return Columns(
        code=topics[_NAMES, "code"],
        naam=topics[_NAMES, "naam"],
        inwoners=str(properties[found[0]].get("Key", "")),
        indelingen=tuple(
            (topics[(*group, "code")], topics[(*group, "naam")])
            for group in groups
            if (*group, "naam") in topics
        ),
        inwoners_jaar=int(day[1]) if day else None,
    )


def read_table(pages: Sequence[Path], columns: Columns) -> StatLine:
    """Read the pages of the table.

    Raises
    ------
    DataError
        Naming page, row and value.
    """
    namen: dict[str, str] = {}
    inwoners: dict[str, int] = {}
    places: list[dict[str, tuple[str, str]]] = [{} for _ in columns.indelingen]
    for path in pages:
        for number, row in enumerate(_values(path), start=1):
            code, naam = _text(row, columns.code), _text(row, columns.naam)
            count = row.get(columns.inwoners)
            if not re.fullmatch(r"GM\d{4}", code, re.ASCII):
                raise _bad_row(path, number, f"'{code}' is geen gemeentecode")
            if code in namen:
                raise _bad_row(path, number, f"{code} staat er dubbel")
            if not naam:
                raise _bad_row(path, number, f"{code} heeft geen naam")
            if type(count) is not int or not 0 <= count < 10**8:
                raise _bad_row(path, number, f"het inwonertal van {code} is {str(count)[:30]!r}")
            namen[code], inwoners[code] = naam, count
            for place, (code_key, naam_key) in zip(places, columns.indelingen, strict=True):
                regio = _text(row, code_key), _text(row, naam_key)
                if all(regio):
                    place[code] = regio
    return StatLine(namen, inwoners, columns.inwoners_jaar, _by_prefix(places))


def next_page(path: Path) -> str:
    """Return the address of the page behind this one, without its server; empty when none.

    The rest of a table is always asked of the same server, whatever the page says.
    """
    link = _document(path).get("odata.nextLink", "")
    if not isinstance(link, str):
        return ""
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def check_title(path: Path, title: str) -> None:
    """Check in a file with ``TableInfos`` that the table is the one that was meant.

    Raises
    ------
    DataError
        Naming the title it has.
    """
    found = [_text(entry, "Title") for entry in _values(path)]
    if found[:1] != [title]:
        raise DataError(
            path, f"dit is de tabel '{''.join(found[:1])}', niet '{title}'", remedy=_FETCH_AGAIN
        )


def read_identifier(path: Path, title: str) -> str:
    """Return the id of the table with this title in a page of the StatLine catalogue.

    Raises
    ------
    DataError
        When there is no such table.
    """
    for entry in _values(path):
        identifier = _text(entry, "Identifier")
        if _text(entry, "Title") == title and re.fullmatch(r"\w{5,20}", identifier, re.ASCII):
            return identifier
    raise DataError(path, f"het CBS heeft geen tabel '{title}'", remedy="controleer het jaar")


def _by_prefix(
    places: Sequence[Mapping[str, tuple[str, str]]],
) -> dict[str, Mapping[str, tuple[str, str]]]:
    """Name each indeling by the letters its codes begin with, where those tell it apart."""
    found: dict[str, list[Mapping[str, tuple[str, str]]]] = {}
    for place in places:
        prefixes = {code[:2] for code, _ in place.values()}
        prefix = prefixes.pop() if len(prefixes) == 1 else ""
        if re.fullmatch(r"[A-Z]{2}", prefix):
            found.setdefault(prefix, []).append(place)
    return {prefix: same[0] for prefix, same in found.items() if len(same) == 1}


def _titles(path: Path, properties: Sequence[Mapping[str, Any]]) -> list[Title]:
    """Return the title of each property behind those of the groups it stands in."""
    by_id = {each["ID"]: each for each in properties if isinstance(each.get("ID"), int)}
    titles = []
    for each in properties:
        title: list[str] = []
        at: Mapping[str, Any] | None = each
        while at is not None and len(title) < 10:  # deeper than any table: a circle
            title.insert(0, _text(at, "Title").casefold())
            parent = at.get("ParentID")
            at = by_id.get(parent) if isinstance(parent, int) else None
        titles.append(tuple(title))
    return titles


def _values(path: Path) -> list[dict[str, Any]]:
    values = _document(path).get("value")
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        raise DataError(path, "dit is geen tabel van StatLine", remedy=_FETCH_AGAIN)
    return values


def _document(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise DataError(path, "dit is geen JSON", remedy=_FETCH_AGAIN) from error
    if not isinstance(document, dict):
        raise DataError(path, "dit is geen tabel van StatLine", remedy=_FETCH_AGAIN)
    return document


def _text(row: Mapping[str, Any], key: str) -> str:
    """Return a value without the spaces StatLine fills it up with."""
    value = row.get(key)
    if not isinstance(value, str):
        return ""
    return "".join(c if c.isprintable() else " " for c in value[:MAX_NAME]).strip()


def _no_column(path: Path, title: str, found: int) -> DataError:
    problem = "ontbreekt" if found == 0 else f"staat er {found} keer"
    return DataError(path, f"kolom '{title}' {problem}", remedy=_FETCH_AGAIN)


def _bad_row(path: Path, row: int, problem: str) -> DataError:
    return DataError(path, problem, row=row, remedy=_FETCH_AGAIN)
