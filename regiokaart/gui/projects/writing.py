"""Writing a project where it is kept, unless something else wrote there in the meantime."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from regiokaart.export.files import committing
from regiokaart.export.project import write_project
from regiokaart.model.project import Project
from regiokaart.sources.fingerprint import digest_of


class ChangedError(Exception):
    """Something else has changed the file of the project."""


def write_known(
    project: Project, path: Path, known: str | None, commit: Callable[[], None]
) -> str | None:
    """Write a project; return the SHA-256 of the file. May be called on any thread.

    Parameters
    ----------
    project : Project
    path : Path
    known : str or None
        SHA-256 that the file is to have, if it is there; None when it may be any.
    commit : callable
        Called before the file takes its place; what it raises prevents that.

    Raises
    ------
    ChangedError
        When the file is another; it stays as it is.
    ExportError
        When the file cannot be written.
    """
    if known is not None and digest_of(path) not in (known, None):
        raise ChangedError
    with committing(commit):
        write_project(project, path)
    return digest_of(path)
