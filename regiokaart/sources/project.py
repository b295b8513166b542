"""Reading a project file. The file may come from anyone, so everything in it is checked."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from regiokaart.model import Catalogus, Gewicht
from regiokaart.model.catalogus import OnbekendeIndelingError
from regiokaart.model.project import SUFFIX, VERSION, Project, Weergave
from regiokaart.sources.errors import DataError

_MAX_SIZE = 1_000_000  # bytes
_NO_PROJECT = f"open een bestand dat Regiokaart heeft bewaard (*{SUFFIX})"

Choice = TypeVar("Choice", bound=StrEnum)


def read_project(path: Path, catalogus: Catalogus) -> Project:
    """Read a project file and check that everything it names is there.

    Parameters
    ----------
    path : Path
    catalogus : Catalogus
        The indelingen and gemeenten that the project may name.

    Raises
    ------
    DataError
        When the file cannot be read, is no project, is of a newer program, or names an indeling
        or gemeente that is not there.
    """
    content = _read_json(path)
    version = content.get("versie")
    if content.get("soort") != "regiokaart-project" or not isinstance(version, int):
        raise DataError(path, "dit is geen project van Regiokaart", remedy=_NO_PROJECT)
    if version > VERSION:
        raise DataError(
            path,
            f"dit project is van een nieuwere Regiokaart (versie {version} van het bestand)",
            remedy="installeer de nieuwste Regiokaart",
        )
    project = Project(
        telt_mee=_texts(path, content, "telt_mee"),
        gewicht=_choice(path, content, "gewicht", Gewicht),
        weergave=_choice(path, content, "weergave", Weergave),
        a=_text(path, content, "a"),
        b=_text(path, content, "b"),
        selectie=_texts(path, content, "selectie"),
    )
    for indeling in (*project.telt_mee, project.a, project.b):
        try:
            catalogus[indeling]
        except OnbekendeIndelingError as error:
            raise DataError(path, str(error)) from error
    if project.a == project.b:
        raise DataError(path, f"'{project.a}' staat er als a en als b", remedy="kies er twee")
    for code in project.selectie:
        if code not in catalogus.gemeenten.index:
            year = catalogus.gemeenten.peiljaar
            raise DataError(path, f"'{code}' is geen gemeente van {year}", remedy=_NO_PROJECT)
    return project


def _read_json(path: Path) -> dict[str, Any]:
    try:
        large = path.stat().st_size > _MAX_SIZE
        text = b"" if large else path.read_bytes()
    except FileNotFoundError:
        raise DataError(path, "dit bestand bestaat niet", remedy="kies een ander") from None
    except OSError:
        raise DataError(path, "dit bestand is niet te lezen", remedy="kies een ander") from None
    if large:
        raise DataError(path, "dit bestand is te groot voor een project", remedy=_NO_PROJECT)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise DataError(path, "dit is geen project van Regiokaart", remedy=_NO_PROJECT) from None
    if not isinstance(content, dict):
        raise DataError(path, "dit is geen project van Regiokaart", remedy=_NO_PROJECT)
    return content


def _text(path: Path, content: dict[str, Any], key: str) -> str:
    value = content.get(key)
    if not isinstance(value, str):
        raise DataError(path, f"'{key}' ontbreekt of is geen tekst", remedy=_NO_PROJECT)
    return value


def _texts(path: Path, content: dict[str, Any], key: str) -> tuple[str, ...]:
    values = content.get(key)
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise DataError(path, f"'{key}' ontbreekt of is geen lijst", remedy=_NO_PROJECT)
    return tuple(dict.fromkeys(values))


def _choice(path: Path, content: dict[str, Any], key: str, choices: type[Choice]) -> Choice:
    value = _text(path, content, key)
    try:
        return choices(value)
    except ValueError:
        wanted = ", ".join(choices)
        raise DataError(path, f"'{key}' kan niet '{value}' zijn", remedy=f"kies {wanted}") from None
