"""The steps that change the user's library, each to undo and redo with its files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PyQt6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from regiokaart.export.library import Removed
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

    def return_from(self, *, undone: bool) -> None:
        """Let a step that was just undone or redone in vain be the one to undo or redo again."""

    def replace(self, gone: Collection[str], come: Sequence[Entry]) -> None:
        """Offer the library without some indelingen (by id) and with others."""


class _FileStep(QUndoCommand):
    """A step that changes files, which may not work: then nothing changes, and it can be retried.

    Parameters
    ----------
    own : Keeper
    text : str
        Dutch name of the step for the menu.
    done : bool
        Whether the files are as they are to be after the step.
    """

    def __init__(self, own: Keeper, text: str, *, done: bool = False) -> None:
        super().__init__(text)
        self._own, self._done = own, done
        self._taken = False

    def redo(self) -> None:
        """Take the step."""
        self._go(True)

    def undo(self) -> None:
        """Take the step back."""
        self._go(False)

    def _go(self, forth: bool) -> None:
        if self._done is forth or self._own.attempt(partial(self._change, forth)):
            self._done, self._taken = forth, True
            self._show(forth)
        elif self._taken:
            self._own.return_from(undone=not forth)
        else:
            self.setObsolete(True)

    def _change(self, forth: bool) -> None:
        """Change the files; all of them, or none."""
        raise NotImplementedError

    def _show(self, forth: bool) -> None:
        """Offer the library with that change."""
        raise NotImplementedError


class Presence(_FileStep):
    """Indelingen that come into the library, or leave it.

    Parameters
    ----------
    own : Keeper
    kept : sequence of Kept
    text : str
        Dutch name of the step for the menu.
    comes : bool
        Whether they come; an import has written their files before it becomes a step.
    """

    def __init__(self, own: Keeper, kept: Sequence[Kept], text: str, *, comes: bool) -> None:
        super().__init__(own, text, done=comes)
        self._kept, self._comes = tuple(kept), comes

    def _change(self, forth: bool) -> None:
        if forth is self._comes:
            self._restore()
        else:
            self._remove()

    def _show(self, forth: bool) -> None:
        entries = [each.entry for each in self._kept]
        ids = {entry.indeling.id for entry in entries}
        self._own.replace(ids, entries if forth is self._comes else ())

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


class Edit(_FileStep):
    """One change of what an indeling of the library says about itself."""

    def __init__(self, own: Keeper, entry: Entry, text: str, changes: Mapping[str, Any]) -> None:
        super().__init__(own, text)
        self._id, self._path = entry.indeling.id, entry.stored.path
        self._after = dict(changes)
        self._before = {name: getattr(entry.indeling, name) for name in changes}

    def _change(self, forth: bool) -> None:
        from regiokaart.export.library import edit

        edit(self._path, **self._values(forth))

    def _show(self, forth: bool) -> None:
        from regiokaart.export.library import edited

        entry, values = self._own.entry(self._id), self._values(forth)
        if entry is not None:
            stored = replace(entry.stored, indeling=edited(entry.stored.indeling, **values))
            changed = replace(entry, stored=stored, indeling=edited(entry.indeling, **values))
            self._own.replace({self._id}, [changed])

    def _values(self, forth: bool) -> Mapping[str, Any]:
        return self._after if forth else self._before
