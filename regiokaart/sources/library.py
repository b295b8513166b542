"""The user's own library: a folder with a file for each indeling.

What such a file holds is described in `regiokaart.sources.libraryfile`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from regiokaart.model import Catalogus, Gemeentelijst, Indeling
from regiokaart.model.notation import number
from regiokaart.sources.eras import load_eras
from regiokaart.sources.errors import DataError
from regiokaart.sources.harmonise import harmonise, membership, rows_by_gemeente
from regiokaart.sources.imported import Counts, Imported, divided
from regiokaart.sources.libraryfile import NOT_OURS, SUFFIX, Stored, read_stored
from regiokaart.sources.overige import with_overige
from regiokaart.sources.own import free_id
from regiokaart.sources.paths import user_data_dir

_MAX_FILES = 1000
_WHOLE = 1 - 1e-6  # shares are rounded


@dataclass(frozen=True, eq=False)
class Entry:
    """One indeling of the library, ready to use.

    Attributes
    ----------
    stored : Stored
    indeling : Indeling
        Over the gemeenten that were asked for, with an id that is free.
    """

    stored: Stored
    indeling: Indeling


@dataclass(frozen=True)
class Broken:
    """A file in the library that cannot be used, and why."""

    path: Path
    error: DataError


@dataclass(frozen=True, eq=False)
class Library:
    """Everything in the library, by name of the file.

    Attributes
    ----------
    entries : tuple of Entry
    broken : tuple of Broken
    """

    entries: tuple[Entry, ...]
    broken: tuple[Broken, ...]


def library_dir() -> Path:
    """Return the folder of the library, which need not exist yet."""
    return user_data_dir() / "bibliotheek"


def load_library(
    gemeenten: Gemeentelijst, taken: Collection[str] = (), folder: Path | None = None
) -> Library:
    """Read the library; a file that cannot be used is listed as broken.

    Parameters
    ----------
    gemeenten : Gemeentelijst
        Indelingen over those of another year are carried to these.
    taken : collection of str
        Ids that the indelingen may not get.
    folder : Path, optional
        The user's own library by default. One that does not exist is empty.

    Raises
    ------
    DataError
        When the folder cannot be read.
    """
    folder = library_dir() if folder is None else folder
    try:
        paths = sorted(folder.glob(f"*{SUFFIX}"))[:_MAX_FILES] if folder.exists() else []
    except OSError as error:
        raise DataError(
            folder, "deze map kan niet worden gelezen", remedy="controleer of u haar mag openen"
        ) from error
    entries: list[Entry] = []
    broken = []
    for path in paths:
        try:
            stored = read_stored(path)
            indeling = over(stored, gemeenten)
        except DataError as error:
            broken.append(Broken(path, error))
            continue
        ids = [*taken, *(entry.indeling.id for entry in entries)]
        entries.append(Entry(stored, replace(indeling, id=free_id(path.stem, ids))))
    return Library(tuple(entries), tuple(broken))


def with_library(catalogus: Catalogus, ids: Iterable[str], folder: Path | None = None) -> Catalogus:
    """Return a catalogue with the library added when an id asks for what it does not have.

    Raises
    ------
    DataError
        As `load_library`, or when an id is that of a broken file.
    """
    missing = {each for each in ids if each not in catalogus}
    if not missing:
        return catalogus
    taken = [indeling.id for indeling in catalogus]
    library = load_library(catalogus.gemeenten, taken, folder)
    for broken in library.broken:
        if broken.path.stem in missing:
            raise broken.error
    return catalogus.with_indelingen(entry.indeling for entry in library.entries)


def with_named(catalogus: Catalogus, ids: Iterable[str]) -> Catalogus:
    """Return the embedded catalogue with what these ids ask for: the other indelingen, the library.

    Raises
    ------
    DataError
        As `with_library`.
    """
    named = tuple(ids)
    return with_library(with_overige(catalogus, named), named)


def over(stored: Stored, gemeenten: Gemeentelijst) -> Indeling:
    """Write a stored indeling over the gemeenten of a list, carried where they are of another year.

    Raises
    ------
    DataError
        When it has a gemeente that was none in its year.
    """
    same = stored.gemeenten.peiljaar == gemeenten.peiljaar
    eras = None if same else load_eras(gemeenten)
    full = gemeenten if eras is None else eras.of_year(stored.gemeenten.peiljaar)
    for code in stored.gemeenten.codes:
        if code not in full.index:
            raise DataError(
                stored.path, f"'{code}' is geen gemeente van {full.peiljaar}", remedy=NOT_OURS
            )
    moved = [
        (full.index[stored.gemeenten.codes[position]], row)
        for position, rows in rows_by_gemeente(stored.indeling).items()
        for row in rows
    ]
    moved.sort(key=lambda each: (each[0], each[1][0]))
    indeling = replace(
        stored.indeling,
        lidmaatschap=membership(moved),
        landsdekkend=len({position for position, _ in moved}) == len(full),
    )
    if eras is None or full.codes == gemeenten.codes:
        return indeling
    try:
        return harmonise(indeling, full, gemeenten, eras.herindelingen, eras.inwoners)
    except ValueError as error:
        raise DataError(
            stored.path, f"'{error}' is niet te volgen naar {gemeenten.peiljaar}", remedy=NOT_OURS
        ) from error


def read_shared(path: Path, gemeenten: Gemeentelijst, taken: Collection[str] = ()) -> Imported:
    """Read a file that a colleague exported, as a preview that changes nothing.

    Raises
    ------
    DataError
        As `read_stored` and `over`.
    """
    stored = read_stored(path)
    indeling = over(stored, gemeenten)
    rows = indeling.lidmaatschap
    share = np.bincount(rows.gemeente, rows.aandeel, minlength=len(gemeenten))
    covered, partial = int((share > _WHOLE).sum()), int(((share > 0) & (share <= _WHOLE)).sum())
    counts = Counts(
        covered=covered,
        partial=partial,
        missing=len(gemeenten) - covered - partial,
        double=int((share > 2 - _WHOLE).sum()),
        divided=len(divided(indeling)),
    )
    understood = (
        ("Indeling", indeling.naam),
        ("Ingelezen op", stored.ingelezen.isoformat()),
        ("Gemeenten van", str(stored.gemeenten.peiljaar)),
        ("Regio's", number(len(indeling))),
    )
    return Imported(replace(indeling, id=free_id(indeling.naam, taken)), understood, counts, ())
