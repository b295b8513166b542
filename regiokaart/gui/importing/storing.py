"""Keeping what was chosen of a file in the library; any thread may do it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from regiokaart.export.library import Removed, add, add_file, edited, remove
from regiokaart.gui.indelingen.ownsteps import Kept
from regiokaart.model import Gemeenten
from regiokaart.sources.imported import Imported
from regiokaart.sources.library import Entry, over
from regiokaart.sources.libraryfile import SUFFIX, read_stored

Chosen = Sequence[tuple[Imported, Mapping[str, Any]]]
"""What to import, each with the attributes that the user changed."""


def store(
    path: Path, chosen: Chosen, gemeenten: Gemeenten, taken: Collection[str]
) -> tuple[Kept, ...]:
    """Write indelingen to the library; all of them, or none.

    Parameters
    ----------
    path : Path
        The file that they were read from; what a colleague exported keeps its own gemeenten.
    chosen : Chosen
    gemeenten : Gemeenten
    taken : collection of str
        Ids that they may not get.

    Raises
    ------
    ExportError, DataError
        When one of them cannot be written.
    """
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
