"""The steps that change the user's library, each to undo and redo with its files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PyQt6.QtGui import QUndoCommand

from regiokaart.model import Gemeenten

if TYPE_CHECKING:
    from regiokaart.export.library import Removed
    from regiokaart.gui.importing.dialog import Chosen
    from regiokaart.sources.library import Entry


@dataclass(frozen=True, eq=False)
class Kept:
    """An indeling of the library with its file, to take out and put back.

    Attributes
    ----------
    entry : Entry
    file : Removed
    """

    entry: Entry
    file: Removed


class Keeper(Protocol):
    """What a step needs of the keeper of the library."""

    def entry(self, indeling_id: str) -> Entry | None:
        """Return an indeling of the library; None when it is not there."""

    def attempt(self, work: Callable[[], None]) -> bool:
        """Change files in the library; when that does not work, say why and return False."""

    def replace(self, gone: Collection[str], come: Sequence[Entry]) -> None:
        """Offer the library without some indelingen (by id) and with others."""


class Presence(QUndoCommand):
    """Indelingen that come into the library, or leave it.

    Parameters
    ----------
    own : Keeper
    kept : sequence of Kept
    text : str
        Dutch name of the step for the menu.
    comes : bool
        Whether they come; their files were written already.
    """

    def __init__(self, own: Keeper, kept: Sequence[Kept], text: str, *, comes: bool) -> None:
        super().__init__(text)
        self._own, self._kept, self._comes = own, tuple(kept), comes
        self._written = comes  # an import has written its files before it becomes a step

    def redo(self) -> None:
        """Take the step."""
        self._go(self._comes)

    def undo(self) -> None:
        """Take the step back."""
        self._go(not self._comes)

    def _go(self, there: bool) -> None:
        move = self._restore if there else self._remove
        if not self._written and not self._own.attempt(move):
            self.setObsolete(True)
            return
        self._written = False
        entries = [each.entry for each in self._kept]
        ids = {entry.indeling.id for entry in entries}
        self._own.replace(ids, entries if there else ())

    def _remove(self) -> None:
        from regiokaart.export.library import remove, restore

        gone: list[Removed] = []
        try:
            for each in self._kept:
                gone.append(remove(each.entry.stored.path))
        except ValueError:
            for removed in gone:
                restore(removed)
            raise
        pairs = zip(self._kept, gone, strict=True)
        self._kept = tuple(Kept(each.entry, removed) for each, removed in pairs)

    def _restore(self) -> None:
        from regiokaart.export.library import remove, restore

        back: list[Path] = []
        try:
            for each in self._kept:
                restore(each.file)
                back.append(each.file.path)
        except ValueError:
            for path in back:
                remove(path)
            raise


class Edit(QUndoCommand):
    """One change of what an indeling of the library says about itself."""

    def __init__(self, own: Keeper, entry: Entry, text: str, changes: Mapping[str, Any]) -> None:
        super().__init__(text)
        self._own, self._id, self._path = own, entry.indeling.id, entry.stored.path
        self._after = dict(changes)
        self._before = {name: getattr(entry.indeling, name) for name in changes}

    def redo(self) -> None:
        """Take the step."""
        self._go(self._after)

    def undo(self) -> None:
        """Take the step back."""
        self._go(self._before)

    def _go(self, values: Mapping[str, Any]) -> None:
        from regiokaart.export.library import edit, edited

        entry = self._own.entry(self._id)
        if entry is None or not self._own.attempt(partial(edit, self._path, **values)):
            self.setObsolete(True)
            return
        stored = replace(entry.stored, indeling=edited(entry.stored.indeling, **values))
        changed = replace(entry, stored=stored, indeling=edited(entry.indeling, **values))
        self._own.replace({self._id}, [changed])


def store(
    path: Path, chosen: Chosen, gemeenten: Gemeenten, taken: Collection[str]
) -> tuple[Kept, ...]:
    """Write indelingen to the library; all of them, or none.

    Raises
    ------
    ExportError, DataError
        When one of them cannot be written.
    """
    from regiokaart.export.library import Removed, add, add_file, edited, remove
    from regiokaart.sources.library import Entry, over
    from regiokaart.sources.libraryfile import SUFFIX, read_stored

    written: list[Path] = []
    kept = []
    try:
        for imported, changes in chosen:
            if path.suffix.lower() == SUFFIX:
                file = add_file(path, taken, **changes)
            else:
                file = add(edited(imported.indeling, **changes), gemeenten, taken)
            written.append(file)
            stored = read_stored(file)
            indeling = replace(over(stored, gemeenten), id=file.name.removesuffix(SUFFIX))
            kept.append(Kept(Entry(stored, indeling), Removed(file, file.read_bytes())))
    except (ValueError, OSError):
        for file in written:
            remove(file)
        raise
    return tuple(kept)
