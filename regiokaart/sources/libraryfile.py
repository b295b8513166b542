"""One indeling in a file, in the user's library or handed to a colleague.

A file holds JSON with these keys; every text is one line.

========================  ======================================================================
``soort``, ``versie``     ``regiokaart-indeling`` and 1
``programma``             what wrote it
``naam`` ... ``werkwijze``  the texts of `Indeling` by the same names; ``ministeries`` is a list
``peiljaar``              of the indeling, or null
``ingelezen``             ISO date on which it came into the library
``gemeenten_peiljaar``    year of the gemeenten in ``leden``
``regios``                list of ``{"code", "naam"}``
``leden``                 list of ``{"gemeente", "regio", "aandeel", "methode", "toelichting",
                          "alternatief"}``: CBS code, code of the regio, share from 0 to 1, and
                          codes of regio's it may be in instead (null for none), left out when none
========================  ======================================================================
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from regiokaart.model import (
    Gemeentelijst,
    Indeling,
    Lidmaatschap,
    Methode,
    Regio,
    Soort,
    Stand,
)
from regiokaart.model.herindeling import NO_REGIO
from regiokaart.sources.errors import DataError
from regiokaart.sources.harmonise import Row, membership
from regiokaart.sources.names import shown
from regiokaart.sources.own import MAX_NAME
from regiokaart.sources.sheets import one_line

SUFFIX = ".regiokaart-indeling"
KIND = "regiokaart-indeling"
VERSION = 1
TEXTS = (
    "naam",
    "naam_meervoud",
    "domein",
    "grondslag",
    "samenwerking_verplicht",
    "samenwerking_toelichting",
    "indeling_bepaald_door",
    "bepaald_toelichting",
    "bron",
    "licentie",
    "opmerking",
    "werkwijze",
    "bron_ministeries",
    "bron_grondslag",
    "bron_samenwerking",
    "bron_bepaald",
    "bron_datum",
    "bron_bestand",
    "bron_sha256",
)

_MAX_BYTES = 20_000_000
_MAX_REGIOS = 10_000
_MAX_MEMBERS = 100_000
_MAX_TEXT = 5000
NOT_OURS = f"kies een bestand dat Regiokaart heeft bewaard (*{SUFFIX})"
_CODE = re.compile(r"GM\d{4}")


@dataclass(frozen=True, eq=False)
class Stored:
    """What a file holds.

    Attributes
    ----------
    path : Path
    indeling : Indeling
        Over `gemeenten`, with the stem of the file as id.
    gemeenten : Gemeentelijst
        Those that the file mentions, of the year it says, with their codes for names.
    ingelezen : date
        Day on which it came into the library.
    """

    path: Path
    indeling: Indeling
    gemeenten: Gemeentelijst
    ingelezen: date


def read_stored(path: Path) -> Stored:
    """Read one file, which may come from anyone.

    Raises
    ------
    DataError
        When it cannot be read, is of a newer program, or a value in it is wrong.
    """
    return stored_of(path, _read_json(path), path.name.removesuffix(SUFFIX))


def stored_of(path: Path, content: dict[str, Any], indeling_id: str) -> Stored:
    """Read one indeling from the content of a file, its own or that of a project.

    Parameters
    ----------
    path : Path
        The file, for errors.
    content : dict
        The keys that are described above.
    indeling_id : str

    Raises
    ------
    DataError
        As `read_stored`.
    """
    version = content.get("versie")
    if content.get("soort") != KIND or not isinstance(version, int):
        raise DataError(path, "dit is geen indeling van Regiokaart", remedy=NOT_OURS)
    if version > VERSION:
        raise DataError(
            path,
            f"deze indeling is van een nieuwere Regiokaart (versie {version} van het bestand)",
            remedy="installeer de nieuwste Regiokaart",
        )
    texts = {name: _text(path, content, name, "") for name in TEXTS}
    if not texts["naam"]:
        raise DataError(path, "'naam' ontbreekt", remedy=NOT_OURS)
    texts["naam"] = texts["naam"][:MAX_NAME]
    texts["naam_meervoud"] = texts["naam_meervoud"][:MAX_NAME] or texts["naam"]
    ministeries = _list(path, content, "ministeries", 50)
    regios = _regios(path, content)
    codes, lidmaatschap = _members(path, content, regios)
    peiljaar = content.get("peiljaar")
    indeling = Indeling(
        id=indeling_id,
        soort=Soort.EIGEN,
        ministeries=tuple(_as_text(path, "ministeries", each) for each in ministeries),
        peiljaar=None if peiljaar is None else _year(path, "peiljaar", peiljaar),
        landsdekkend=False,
        regios=regios,
        lidmaatschap=lidmaatschap,
        aantal_regios=None,
        stand=_stand(path, content),
        **texts,
    )
    year = _year(path, "gemeenten_peiljaar", content.get("gemeenten_peiljaar"))
    return Stored(path, indeling, Gemeentelijst(year, codes, codes), _day(path, content))


def same(one: Stored, other: Stored) -> bool:
    """Whether two say the same, whatever their ids and the day on which they were read."""
    a, b = one.indeling, other.indeling
    texts = (*TEXTS, "ministeries", "peiljaar", "stand", "regios")
    rows = (a.lidmaatschap, b.lidmaatschap)
    columns = ("methode", "toelichting", "alternatief")
    return (
        all(getattr(a, name) == getattr(b, name) for name in texts)
        and one.gemeenten.peiljaar == other.gemeenten.peiljaar
        and one.gemeenten.codes == other.gemeenten.codes
        and all(
            np.array_equal(getattr(rows[0], name), getattr(rows[1], name))
            for name in ("gemeente", "regio", "aandeel")
        )
        and all(getattr(rows[0], name) == getattr(rows[1], name) for name in columns)
    )


def _read_json(path: Path) -> dict[str, Any]:
    try:
        if not path.exists():
            raise DataError(path, "dit bestand bestaat niet", remedy="kies een ander")
        if not path.is_file() or path.stat().st_size > _MAX_BYTES:
            raise DataError(path, "dit is geen indeling van Regiokaart", remedy=NOT_OURS)
        content = json.loads(path.read_bytes())
    except OSError:
        raise DataError(path, "dit bestand is niet te lezen", remedy="kies een ander") from None
    except (ValueError, RecursionError) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(path, "dit bestand is beschadigd", remedy=NOT_OURS) from None
    if not isinstance(content, dict):
        raise DataError(path, "dit is geen indeling van Regiokaart", remedy=NOT_OURS)
    return content


def _wrong(path: Path, place: str, value: object) -> DataError:
    return DataError(path, f"{place}: {shown(one_line(value))} kan niet", remedy=NOT_OURS)


def _as_text(path: Path, place: str, value: object) -> str:
    if not isinstance(value, str) or len(value) > _MAX_TEXT:
        raise _wrong(path, place, str(value)[:100])
    return one_line(value)


def _text(path: Path, entry: dict[str, Any], key: str, otherwise: str) -> str:
    return _as_text(path, f"'{key}'", entry.get(key, otherwise))


def _list(path: Path, entry: dict[str, Any], key: str, most: int) -> list[Any]:
    values = entry.get(key, [])
    if not isinstance(values, list) or len(values) > most:
        raise DataError(path, f"'{key}' is geen lijst of te lang", remedy=NOT_OURS)
    return values


def _entries(path: Path, content: dict[str, Any], key: str, most: int) -> list[dict[str, Any]]:
    values = _list(path, content, key, most)
    if not values or not all(isinstance(each, dict) for each in values):
        raise DataError(path, f"'{key}' ontbreekt of klopt niet", remedy=NOT_OURS)
    return values


def _year(path: Path, key: str, value: object) -> int:
    if type(value) is not int or not 1900 <= value <= 2100:
        raise _wrong(path, f"'{key}'", str(value)[:100])
    return value


def _stand(path: Path, content: dict[str, Any]) -> Stand:
    value = content.get("stand", Stand.ACTUEEL.value)
    try:
        return Stand(value)
    except ValueError:
        raise _wrong(path, "'stand'", str(value)[:100]) from None


def _day(path: Path, content: dict[str, Any]) -> date:
    value = content.get("ingelezen")
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise _wrong(path, "'ingelezen'", str(value)[:100]) from None


def _regios(path: Path, content: dict[str, Any]) -> tuple[Regio, ...]:
    found: dict[str, Regio] = {}
    for i, entry in enumerate(_entries(path, content, "regios", _MAX_REGIOS), start=1):
        code, naam = (_text(path, entry, key, "")[:MAX_NAME] for key in ("code", "naam"))
        if not code or not naam or code in found:
            raise _wrong(path, f"regio {i}", f"{code} {naam}")
        found[code] = Regio(code, naam)
    return tuple(found[code] for code in sorted(found))


def _members(
    path: Path, content: dict[str, Any], regios: tuple[Regio, ...]
) -> tuple[tuple[str, ...], Lidmaatschap]:
    """Read who belongs where, with the codes of the gemeenten that are mentioned."""
    position = {regio.code: i for i, regio in enumerate(regios)}
    found: list[tuple[str, Row]] = []
    seen: set[tuple[str, int]] = set()
    for i, entry in enumerate(_entries(path, content, "leden", _MAX_MEMBERS), start=1):
        place = f"lid {i}"
        gemeente, regio = (_text(path, entry, key, "") for key in ("gemeente", "regio"))
        aandeel = entry.get("aandeel", 1)
        others = _list(path, entry, "alternatief", _MAX_REGIOS)
        if not _CODE.fullmatch(gemeente):
            raise _wrong(path, place, gemeente)
        if regio not in position or (gemeente, position[regio]) in seen:
            raise _wrong(path, place, regio)
        if type(aandeel) not in (int, float) or not 0 < aandeel <= 1:
            raise _wrong(path, place, str(aandeel)[:100])
        if not all(each is None or each in position for each in map(_hashable, others)):
            raise _wrong(path, place, "alternatief")
        try:
            methode = Methode(entry.get("methode", Methode.DIRECT.value))
        except ValueError:
            raise _wrong(path, place, str(entry.get("methode"))[:100]) from None
        note = _text(path, entry, "toelichting", "")
        seen.add((gemeente, position[regio]))
        alternatief = tuple(NO_REGIO if each is None else position[each] for each in others)
        found.append((gemeente, (position[regio], float(aandeel), methode, note, alternatief)))
    codes = tuple(sorted({gemeente for gemeente, _ in found}))
    index = {code: i for i, code in enumerate(codes)}
    found.sort(key=lambda each: (each[0], each[1][0]))
    return codes, membership([(index[gemeente], row) for gemeente, row in found])


def _hashable(value: object) -> str | None:
    """Return what can be looked up; a list or number is no code."""
    return value if value is None or isinstance(value, str) else ""
