"""Reading a project file. The file may come from anyone, so everything in it is checked.

``docs/project.md`` describes the file, ``resources/project.schema.json`` its schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from regiokaart.model import Catalogus, Gewicht
from regiokaart.model.catalogus import OnbekendeIndelingError
from regiokaart.model.layoutsettings import MOST_TEMPLATES, LayoutSettings, template_name
from regiokaart.model.project import (
    SUFFIX,
    VERSION,
    Choice,
    EigenIndeling,
    Gegevens,
    Notitie,
    Onderwerp,
    Project,
    Weergave,
    clean_note,
    is_choice,
)
from regiokaart.sources.errors import DataError

if TYPE_CHECKING:
    from regiokaart.sources.libraryfile import Stored

KIND = "regiokaart-project"
MAX_SIZE = 20_000_000
"""Bytes in a project file, at most."""

_MAX_ITEMS = 2000  # in a list
_MAX_TEXT = 200  # characters in an id or a code
_NO_PROJECT = f"open een bestand dat Regiokaart heeft bewaard (*{SUFFIX})"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_IDS = {Onderwerp.GEMEENTE: 1, Onderwerp.REGIO: 2, Onderwerp.INDELING: 1, Onderwerp.PAAR: 2}

_Choice = TypeVar("_Choice", bound=StrEnum)
_Item = TypeVar("_Item")


def read_project(path: Path) -> Project:
    """Read a project file; whether what it names is there is for `check_named`.

    Raises
    ------
    DataError
        When the file cannot be read, is no project, is of a newer program, or a value in it is
        wrong; naming the value.
    """
    return project_of(path, read_content(path))


def read_content(path: Path) -> dict[str, Any]:
    """Read the JSON of a project file of any version, brought to the present one.

    Raises
    ------
    DataError
        When the file cannot be read, is no project, or is of a newer program.
    """
    content = _read_json(path)
    version = content.get("versie")
    if content.get("soort") != KIND or type(version) is not int or version < 1:
        raise DataError(path, "dit is geen project van Regiokaart", remedy=_NO_PROJECT)
    if version > VERSION:
        raise DataError(
            path,
            f"dit project is van een nieuwere Regiokaart (versie {version} van het bestand)",
            remedy="installeer de nieuwste Regiokaart",
        )
    for step in _MIGRATIONS[version - 1 :]:
        content = step(content)
    return content


def project_of(path: Path, content: dict[str, Any]) -> Project:
    """Return the project in the content of a file; `path` is for errors.

    Raises
    ------
    DataError
        When a value is missing or wrong.
    """
    project = Project(
        telt_mee=_texts(path, content, "telt_mee"),
        gewicht=_choice(path, content, "gewicht", Gewicht),
        weergave=_choice(path, content, "weergave", Weergave),
        a=_text(path, content, "a"),
        b=_text(path, content, "b"),
        selectie=_texts(path, content, "selectie"),
        gegevens=_data(path, content),
        eigen=_each(path, content, "eigen", _own),
        notities=_each(path, content, "notities", _note),
        keuzes=_choices(path, content),
        sjablonen=_templates(path, content),
    )
    if project.a == project.b:
        raise DataError(path, f"'{project.a}' staat er als a en als b", remedy="kies er twee")
    for key, names in (
        ("eigen", [each.id for each in project.eigen]),
        ("notities", [(each.onderwerp, each.ids) for each in project.notities]),
    ):
        if len(set(names)) < len(names):
            raise DataError(path, f"in '{key}' staat iets dubbel", remedy=_NO_PROJECT)
    return project


def check_named(path: Path, project: Project, catalogus: Catalogus) -> None:
    """Check that all that a project needs is in a catalogue.

    Raises
    ------
    DataError
        Naming the indeling or gemeente that is not there.
    """
    for indeling in project.needed:
        try:
            catalogus[indeling]
        except OnbekendeIndelingError as error:
            raise DataError(path, str(error)) from error
    for code in project.selectie:
        if code not in catalogus.gemeenten.index:
            year = catalogus.gemeenten.peiljaar
            raise DataError(
                path,
                f"'{code}' is geen gemeente van {year}",
                remedy="kies bij Data, Peiljaar het jaar van het project, of bewaar het opnieuw",
            )


def stored(path: Path, own: EigenIndeling) -> Stored:
    """Return what a project carries as the library has its own; `path` is for errors."""
    from regiokaart.sources.libraryfile import Stored  # reads sheets too: not for the start

    return Stored(path, own.indeling, own.gemeenten, own.ingelezen)


def with_own(path: Path, project: Project, catalogus: Catalogus) -> tuple[Catalogus, Project]:
    """Add the indelingen that a project carries to a catalogue without those of the library.

    Parameters
    ----------
    path : Path
        Of the project, for errors.
    project : Project
    catalogus : Catalogus

    Returns
    -------
    Catalogus
    Project
        It names them by the ids that they got.

    Raises
    ------
    DataError
        When a gemeente of one of them was none in its year.
    """
    from regiokaart.sources.library import over
    from regiokaart.sources.own import free_id

    ids = {}
    for own in project.eigen:
        ids[own.id] = free_id(own.id, [indeling.id for indeling in catalogus])
        indeling = over(stored(path, own), catalogus.gemeenten)
        catalogus = catalogus.with_indeling(replace(indeling, id=ids[own.id]))
    return catalogus, project.renamed(ids)


def _from_1(content: dict[str, Any]) -> dict[str, Any]:
    """Version 1 held choices only, and did not say with which data they were made."""
    return {**content, "gegevens": None, "eigen": [], "notities": [], "keuzes": {}}


def _from_2(content: dict[str, Any]) -> dict[str, Any]:
    """Version 2 had no templates."""
    return {**content, "sjablonen": {}}


_MIGRATIONS: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = (_from_1, _from_2)
"""What brings each version to the next, from version 1."""


def _read_json(path: Path) -> dict[str, Any]:
    try:
        if not path.exists():
            raise DataError(path, "dit bestand bestaat niet", remedy="kies een ander")
        if not path.is_file():
            raise DataError(path, "dit bestand is niet te lezen", remedy="kies een ander")
        with path.open("rb") as file:
            text = file.read(MAX_SIZE + 1)
    except OSError:
        raise DataError(path, "dit bestand is niet te lezen", remedy="kies een ander") from None
    if len(text) > MAX_SIZE:
        raise DataError(path, "dit bestand is te groot voor een project", remedy=_NO_PROJECT)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise DataError(path, "dit is geen project van Regiokaart", remedy=_NO_PROJECT)
    return content


def _text(path: Path, content: Mapping[str, Any], key: str) -> str:
    value = content.get(key)
    if not isinstance(value, str):
        raise DataError(path, f"'{key}' ontbreekt of is geen tekst", remedy=_NO_PROJECT)
    if not value or len(value) > _MAX_TEXT or not value.isprintable():
        raise DataError(path, f"'{key}' kan niet '{_short(value)}' zijn", remedy=_NO_PROJECT)
    return value


def _list(path: Path, content: Mapping[str, Any], key: str) -> list[Any]:
    values = content.get(key)
    if not isinstance(values, list):
        raise DataError(path, f"'{key}' ontbreekt of is geen lijst", remedy=_NO_PROJECT)
    if len(values) > _MAX_ITEMS:
        raise DataError(path, f"'{key}' heeft meer dan {_MAX_ITEMS} delen", remedy=_NO_PROJECT)
    return values


def _texts(path: Path, content: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = _list(path, content, key)
    if not all(isinstance(value, str) for value in values):
        raise DataError(path, f"'{key}' ontbreekt of is geen lijst van teksten", remedy=_NO_PROJECT)
    return tuple(dict.fromkeys(_text(path, {key: value}, key) for value in values))


def _each(
    path: Path,
    content: Mapping[str, Any],
    key: str,
    read: Callable[[Path, dict[str, Any]], _Item],
) -> tuple[_Item, ...]:
    values = _list(path, content, key)
    if not all(isinstance(value, dict) for value in values):
        raise DataError(path, f"in '{key}' staat iets anders dan objecten", remedy=_NO_PROJECT)
    return tuple(read(path, value) for value in values)


def _choice(path: Path, content: Mapping[str, Any], key: str, choices: type[_Choice]) -> _Choice:
    value = _text(path, content, key)
    try:
        return choices(value)
    except ValueError:
        wanted = ", ".join(choices)
        raise DataError(
            path, f"'{key}' kan niet '{_short(value)}' zijn", remedy=f"kies {wanted}"
        ) from None


def _data(path: Path, content: Mapping[str, Any]) -> Gegevens | None:
    value = content.get("gegevens")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise DataError(path, "'gegevens' klopt niet", remedy=_NO_PROJECT)
    jaar, sha256 = value.get("jaar"), _text(path, value, "sha256")
    if not (jaar is None or (type(jaar) is int and 1900 <= jaar <= 2100)):
        raise DataError(path, f"'jaar' kan niet '{_short(jaar)}' zijn", remedy=_NO_PROJECT)
    if not _SHA256.fullmatch(sha256):
        raise DataError(path, f"'sha256' kan niet '{_short(sha256)}' zijn", remedy=_NO_PROJECT)
    return Gegevens(jaar, sha256)


def _own(path: Path, entry: dict[str, Any]) -> EigenIndeling:
    from regiokaart.sources.libraryfile import stored_of

    name = _text(path, entry, "id")
    if not _ID.fullmatch(name):
        raise DataError(path, f"'id' kan niet '{_short(name)}' zijn", remedy=_NO_PROJECT)
    found = stored_of(path, entry, name)
    return EigenIndeling(name, found.indeling, found.gemeenten, found.ingelezen)


def _note(path: Path, entry: dict[str, Any]) -> Notitie:
    onderwerp = _choice(path, entry, "onderwerp", Onderwerp)
    ids = _list(path, entry, "ids")
    tekst = entry.get("tekst")
    if len(ids) != _IDS[onderwerp]:
        raise DataError(path, f"'ids' past niet bij een {onderwerp}", remedy=_NO_PROJECT)
    if not isinstance(tekst, str) or not clean_note(tekst):
        raise DataError(path, "'tekst' ontbreekt of is leeg", remedy=_NO_PROJECT)
    texts = tuple(_text(path, {"ids": each}, "ids") for each in ids)
    return Notitie(onderwerp, texts, clean_note(tekst))


def _choices(path: Path, content: Mapping[str, Any]) -> Mapping[Weergave, Mapping[str, Choice]]:
    """Read the choices of each view; a view that this program does not know is passed over."""
    views = content.get("keuzes")
    if not isinstance(views, dict) or not all(isinstance(each, dict) for each in views.values()):
        raise DataError(path, "'keuzes' ontbreekt of klopt niet", remedy=_NO_PROJECT)
    known = {view.value: view for view in Weergave}
    found: dict[Weergave, Mapping[str, Choice]] = {}
    for name, values in views.items():
        if len(values) > _MAX_ITEMS or not all(map(is_choice, (*values, *values.values()))):
            raise DataError(path, f"'keuzes' van {_short(name)} klopt niet", remedy=_NO_PROJECT)
        if name in known and values:
            found[known[name]] = values
    return found


def _templates(path: Path, content: Mapping[str, Any]) -> Mapping[str, LayoutSettings]:
    stored = content.get("sjablonen")
    if not isinstance(stored, dict):
        raise DataError(path, "'sjablonen' ontbreekt of klopt niet", remedy=_NO_PROJECT)
    if len(stored) > MOST_TEMPLATES:
        raise DataError(path, f"'sjablonen' heeft er meer dan {MOST_TEMPLATES}", remedy=_NO_PROJECT)
    found = {}
    for name, value in stored.items():
        if not name or template_name(name) != name:
            problem = f"'{_short(name)}' kan geen naam van een sjabloon zijn"
            raise DataError(path, problem, remedy=_NO_PROJECT)
        try:
            found[name] = LayoutSettings.from_json(value)
        except ValueError as error:
            problem = f"sjabloon '{_short(name)}': {_short(error)}"
            raise DataError(path, problem, remedy=_NO_PROJECT) from error
    return dict(sorted(found.items()))


def _short(value: object) -> str:
    text = "".join(c if c.isprintable() else " " for c in str(value))
    return text if len(text) <= 60 else f"{text[:57]}..."
