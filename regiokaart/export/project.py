"""Writing a project file."""

from __future__ import annotations

import json
from pathlib import Path

from regiokaart import __version__
from regiokaart.export.files import atomic_write
from regiokaart.model.project import VERSION, Project


def write_project(project: Project, path: Path) -> None:
    """Write a project as JSON: the keys of `Project`, and which program and version wrote it.

    Raises
    ------
    ExportError
        When the file cannot be written; what was there stays as it was.
    """
    content = {
        "soort": "regiokaart-project",
        "versie": VERSION,
        "programma": f"Regiokaart {__version__}",
        "telt_mee": list(project.telt_mee),
        "gewicht": project.gewicht.value,
        "weergave": project.weergave.value,
        "a": project.a,
        "b": project.b,
        "selectie": list(project.selectie),
    }
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    with atomic_write(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")
