"""Opening a project: everything that is read and written before the window changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regiokaart.gui.loading import complete
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.project import EigenIndeling, Project
from regiokaart.sources.errors import DataError
from regiokaart.sources.fingerprint import data_in_use, digest_of
from regiokaart.sources.project import check_named, project_of, read_content, stored, with_own

if TYPE_CHECKING:
    from regiokaart.sources.library import Entry, Library


class MissingYearError(DataError):
    """A project was made with a year that is not installed.

    Attributes
    ----------
    jaar : int
    """

    def __init__(self, path: Path, jaar: int) -> None:
        self.jaar = jaar
        super().__init__(
            path,
            f"dit project is gemaakt met de gegevens van {jaar}, en die zijn hier niet opgehaald",
            remedy="haal dat jaar op met Data, Bijwerken, en open het project daarna opnieuw",
        )


@dataclass(frozen=True, eq=False)
class Present:
    """What the window works with.

    Attributes
    ----------
    catalogus : Catalogus
    library : Library or None
        None until it is loaded.
    jaar : int or None
    """

    catalogus: Catalogus
    library: Library | None
    jaar: int | None


@dataclass(frozen=True)
class Kept:
    """What the program adds to what it keeps in case it ends unexpectedly.

    Attributes
    ----------
    original : Path or None
        File that the project is of.
    sha256 : str or None
        Of that file, as the program knew it.
    moment : datetime or None
        When it was kept.
    """

    original: Path | None = None
    sha256: str | None = None
    moment: datetime | None = None

    def to_json(self) -> dict[str, str | None]:
        """Return what `kept_in_case` reads."""
        return {
            "bestand": None if self.original is None else str(self.original.absolute()),
            "sha256": self.sha256,
            "tijd": None if self.moment is None else self.moment.isoformat(timespec="seconds"),
        }


@dataclass(frozen=True, eq=False)
class Opened:
    """A project with all that it needs.

    Attributes
    ----------
    project : Project
        It names indelingen by the ids that they have here.
    present : Present
        What the window is to work with.
    gebied : Gebied or None
        Boundaries when the year is another one.
    added : tuple of str
        Names of own indelingen that came into the user's library.
    same_data : bool
        False when the data is another than that with which the project was made.
    sha256 : str or None
        Of the file.
    kept : Kept
        What the file says of a crash.
    """

    project: Project
    present: Present
    gebied: Gebied | None
    added: tuple[str, ...]
    same_data: bool
    sha256: str | None
    kept: Kept


def open_project(path: Path, present: Present, commit: Callable[[], None]) -> Opened:
    """Read a project, load the year it names, and put its own indelingen in the user's library.

    Those that the library has already are not added again. May be called on any thread.

    Parameters
    ----------
    path : Path
    present : Present
    commit : callable
        Called before anything is written; what it raises stops the work.

    Raises
    ------
    DataError
        When the file is no project, or what it names is not there; nothing has changed then.
    ExportError
        When the library cannot be written.
    """
    sha256 = digest_of(path)  # before the rest, so that a change in the meantime is seen
    content = read_content(path)
    project = project_of(path, content)
    data = project.gegevens
    jaar = data.jaar if data is not None else present.jaar
    catalogus, library, gebied = present.catalogus, present.library, None
    same_data = data is None or data == _installed(path, jaar)
    if jaar != present.jaar:
        from regiokaart.sources import years

        catalogus, gebied = years.load(jaar)
        library = None
    if library is None:
        catalogus, library = complete(catalogus, jaar)
    known = _known(path, project, library)
    project = project.renamed(known)
    carried = tuple(each for each in project.eigen if each.id not in known.values())
    preview, here = with_own(path, replace(project, eigen=carried), catalogus)
    check_named(path, here, preview)
    if carried:
        commit()
        catalogus, library, ids = _with_written(path, carried, catalogus, library)
        project = project.renamed(ids)
    return Opened(
        project,
        Present(catalogus, library, jaar),
        gebied,
        tuple(each.indeling.naam for each in carried),
        same_data,
        sha256,
        kept_in_case(content),
    )


def _installed(path: Path, jaar: int | None) -> object:
    try:
        return data_in_use(jaar)
    except DataError as error:
        assert jaar is not None
        raise MissingYearError(path, jaar) from error


def _known(path: Path, project: Project, library: Library) -> dict[str, str]:
    """Return the ids here of what the library has already, by the ids in the project."""
    if not project.eigen:
        return {}
    from regiokaart.sources.libraryfile import same

    return {
        own.id: entry.indeling.id
        for own in project.eigen
        for entry in library.entries
        if same(stored(path, own), entry.stored)
    }


def _with_written(
    path: Path, carried: Sequence[EigenIndeling], catalogus: Catalogus, library: Library
) -> tuple[Catalogus, Library, dict[str, str]]:
    """Write what a project carries to the library; all of it, or nothing."""
    from regiokaart.export.library import add_stored, remove
    from regiokaart.sources.library import Entry, Library, over
    from regiokaart.sources.libraryfile import SUFFIX, read_stored

    entries: list[Entry] = []
    ids: dict[str, str] = {}
    written: list[Path] = []
    try:
        for own in carried:
            taken = [*(each.id for each in catalogus), *ids.values()]
            written.append(add_stored(stored(path, own), own.id, taken))
            ids[own.id] = written[-1].name.removesuffix(SUFFIX)
            kept = read_stored(written[-1])
            indeling = replace(over(kept, catalogus.gemeenten), id=ids[own.id])
            entries.append(Entry(kept, indeling))
    except (ValueError, OSError):
        for file in written:
            remove(file)
        raise
    every = sorted((*library.entries, *entries), key=lambda each: each.stored.path.name)
    before = {each.indeling.id for each in library.entries}
    others = tuple(each for each in catalogus if each.id not in before)
    indelingen = (*others, *(each.indeling for each in every))
    return Catalogus(catalogus.gemeenten, indelingen), Library(tuple(every), library.broken), ids


def kept_in_case(content: Mapping[str, Any]) -> Kept:
    """Read what `Kept` writes; what is missing or wrong there is not known."""
    value = content.get("herstel")
    if not isinstance(value, dict):
        return Kept()
    original, sha256, moment = (value.get(key) for key in ("bestand", "sha256", "tijd"))
    try:
        at = datetime.fromisoformat(str(moment))
    except ValueError:
        at = None
    return Kept(
        Path(original) if isinstance(original, str) and original else None,
        sha256 if isinstance(sha256, str) else None,
        at,
    )
