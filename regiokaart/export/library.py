"""Writing in the user's own library: a file for each indeling."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from regiokaart import __version__
from regiokaart.export.files import ExportError, atomic_write, check_place, check_suffix
from regiokaart.model import Gemeentelijst, Indeling
from regiokaart.model.herindeling import NO_REGIO
from regiokaart.sources.library import library_dir
from regiokaart.sources.libraryfile import KIND, SUFFIX, TEXTS, VERSION, Stored, read_stored
from regiokaart.sources.own import free_id

_EDITABLE = (*TEXTS, "ministeries", "peiljaar", "stand")


@dataclass(frozen=True)
class Removed:
    """A file that was removed from the library, to put back with `restore`."""

    path: Path
    content: bytes


def add(
    indeling: Indeling,
    gemeenten: Gemeentelijst,
    taken: Collection[str] = (),
    folder: Path | None = None,
) -> Path:
    """Put an indeling in the library.

    Parameters
    ----------
    indeling : Indeling
        Over `gemeenten`.
    gemeenten : Gemeentelijst
    taken : collection of str
        Ids that it may not get.
    folder : Path, optional
        The user's own library by default, made when it does not exist.

    Returns
    -------
    Path
        The file; its stem is the id.

    Raises
    ------
    ExportError
        When the folder cannot be made or written; naming the remedy.
    """
    path = _free_path(indeling.naam, taken, folder)
    write_indeling(indeling, gemeenten, date.today(), path)
    return path


def add_file(
    path: Path, taken: Collection[str] = (), folder: Path | None = None, **changes: object
) -> Path:
    """Put a file that a colleague exported in the library, over the gemeenten it is over.

    Parameters
    ----------
    path : Path
    taken, folder
        See `add`.
    **changes
        See `edited`.

    Raises
    ------
    DataError
        When it is no such file.
    ExportError
        As `add`.
    """
    stored = read_stored(path)
    indeling = edited(stored.indeling, **changes)
    target = _free_path(indeling.naam, taken, folder)
    write_indeling(indeling, stored.gemeenten, date.today(), target)
    return target


def add_stored(
    stored: Stored, name: str, taken: Collection[str] = (), folder: Path | None = None
) -> Path:
    """Put what a project carries in the library, as it is.

    Parameters
    ----------
    stored : Stored
    name : str
        The id that it gets when it is free.
    taken, folder
        See `add`.

    Raises
    ------
    ExportError
        As `add`.
    """
    target = _free_path(name, taken, folder)
    write_indeling(stored.indeling, stored.gemeenten, stored.ingelezen, target)
    return target


def edited(indeling: Indeling, **changes: object) -> Indeling:
    """Return an indeling that says something else about itself, with the same members.

    Parameters
    ----------
    indeling : Indeling
    **changes
        New values of its texts, `ministeries`, `peiljaar` and `stand`. A new `naam` without
        `naam_meervoud` is used for both.

    Raises
    ------
    TypeError
        When an attribute cannot be changed so.
    """
    for name in changes:
        if name not in _EDITABLE:
            raise TypeError(f"{name} cannot be edited")
    if "naam" in changes:
        changes.setdefault("naam_meervoud", changes["naam"])
    return dataclasses.replace(indeling, **changes)  # type: ignore[arg-type]


def edit(path: Path, **changes: object) -> None:
    """Change what an indeling in the library says about itself; see `edited`.

    The file keeps its name, so the id stays what it is.

    Raises
    ------
    DataError
        When the file cannot be read.
    ExportError
        When it cannot be written; what was there stays as it was.
    """
    stored = read_stored(path)
    indeling = edited(stored.indeling, **changes)
    write_indeling(indeling, stored.gemeenten, stored.ingelezen, path)


def rename(path: Path, naam: str) -> None:
    """Give an indeling in the library another name; see `edit`."""
    edit(path, naam=naam)


def remove(path: Path) -> Removed:
    """Remove a file from the library, also one that is broken.

    Raises
    ------
    ExportError
        When it is not there or may not be removed.
    """
    try:
        removed = Removed(path, path.read_bytes())
        path.unlink()
    except FileNotFoundError:
        raise ExportError(f"{path}: dit bestand bestaat niet meer") from None
    except OSError as error:
        raise ExportError(
            f"{path}: dit bestand kan niet worden verwijderd; controleer of u dat mag"
        ) from error
    return removed


def restore(removed: Removed) -> None:
    """Put back what was removed, in the same place.

    Raises
    ------
    ExportError
        When it cannot be written, or another file has taken its place.
    """
    if removed.path.exists():
        raise ExportError(f"{removed.path}: er staat al een ander bestand met deze naam")
    with atomic_write(removed.path) as temporary:
        temporary.write_bytes(removed.content)


def export_file(path: Path, target: Path) -> None:
    """Write an indeling of the library to a file of its own, to hand to a colleague.

    Raises
    ------
    DataError
        When the file in the library is broken.
    ExportError
        When `target` cannot be written or has another suffix.
    """
    check_suffix(target, (SUFFIX,))
    check_place(target)
    stored = read_stored(path)
    write_indeling(stored.indeling, stored.gemeenten, stored.ingelezen, target)


def write_indeling(
    indeling: Indeling, gemeenten: Gemeentelijst, ingelezen: date, path: Path
) -> None:
    """Write an indeling in the schema that `regiokaart.sources.libraryfile` describes.

    Parameters
    ----------
    indeling : Indeling
        Over `gemeenten`; the codes of its regio's are unique.
    gemeenten : Gemeentelijst
    ingelezen : date
    path : Path

    Raises
    ------
    ExportError
        When the file cannot be written; what was there stays as it was.
    """
    text = json.dumps(content_of(indeling, gemeenten, ingelezen), ensure_ascii=False, indent=1)
    with atomic_write(path) as temporary:
        temporary.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def content_of(indeling: Indeling, gemeenten: Gemeentelijst, ingelezen: date) -> dict[str, object]:
    """Return what `write_indeling` writes, for a file of its own or a part of a project."""
    return {
        "soort": KIND,
        "versie": VERSION,
        "programma": f"Regiokaart {__version__}",
        **{name: getattr(indeling, name) for name in TEXTS},
        "ministeries": list(indeling.ministeries),
        "peiljaar": indeling.peiljaar,
        "stand": indeling.stand.value,
        "ingelezen": ingelezen.isoformat(),
        "gemeenten_peiljaar": gemeenten.peiljaar,
        "regios": [{"code": regio.code, "naam": regio.naam} for regio in indeling.regios],
        "leden": _members(indeling, gemeenten),
    }


def _members(indeling: Indeling, gemeenten: Gemeentelijst) -> list[dict[str, object]]:
    rows = indeling.lidmaatschap
    others = rows.alternatief or ((),) * len(rows)
    columns = (rows.gemeente.tolist(), rows.regio.tolist(), rows.aandeel.tolist())
    found = []
    for gemeente, regio, aandeel, methode, note, other in zip(
        *columns, rows.methode, rows.toelichting, others, strict=True
    ):
        member: dict[str, object] = {
            "gemeente": gemeenten.codes[gemeente],
            "regio": indeling.regios[regio].code,
            "aandeel": aandeel,
            "methode": methode.value,
            "toelichting": note,
        }
        if other:
            codes = [None if each == NO_REGIO else indeling.regios[each].code for each in other]
            member["alternatief"] = codes
        found.append(member)
    return found


def _free_path(naam: str, taken: Collection[str], folder: Path | None) -> Path:
    """Return the file of an id that is free, in a folder that exists."""
    folder = library_dir() if folder is None else folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = [each.name.removesuffix(SUFFIX) for each in folder.iterdir()]
    except OSError as error:
        raise ExportError(
            f"{folder}: de map van de bibliotheek kan niet worden gemaakt of gelezen; "
            "controleer of u daar mag schrijven"
        ) from error
    return folder / f"{free_id(naam, [*taken, *there])}{SUFFIX}"
