"""Writing a project file, as ``docs/project.md`` describes it."""

from __future__ import annotations

import json
from pathlib import Path

from regiokaart import __version__
from regiokaart.export.files import atomic_write
from regiokaart.model.project import VERSION, Project
from regiokaart.sources.project import KIND


def write_project(project: Project, path: Path, **more: object) -> None:
    """Write a project as JSON: the keys of `Project`, and which program and version wrote it.

    Parameters
    ----------
    project : Project
    path : Path
    **more
        Keys of one's own, which reading a project passes over.

    Raises
    ------
    ExportError
        When the file cannot be written; what was there stays as it was.
    """
    text = json.dumps({**content_of(project), **more}, ensure_ascii=False, indent=1)
    with atomic_write(path) as temporary:
        temporary.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def content_of(project: Project) -> dict[str, object]:
    """Return what `write_project` writes."""
    return {
        "soort": KIND,
        "versie": VERSION,
        "programma": f"Regiokaart {__version__}",
        "gegevens": project.gegevens
        and {"jaar": project.gegevens.jaar, "sha256": project.gegevens.sha256},
        "telt_mee": list(project.telt_mee),
        "gewicht": project.gewicht.value,
        "weergave": project.weergave.value,
        "a": project.a,
        "b": project.b,
        "selectie": list(project.selectie),
        "keuzes": {view.value: dict(values) for view, values in project.keuzes.items()},
        "notities": [
            {"onderwerp": note.onderwerp.value, "ids": list(note.ids), "tekst": note.tekst}
            for note in project.notities
        ],
        "sjablonen": {name: each.to_json() for name, each in project.sjablonen.items()},
        "eigen": _own(project),
    }


def _own(project: Project) -> list[dict[str, object]]:
    if not project.eigen:
        return []
    from regiokaart.export.library import content_of as content_of_indeling  # reads sheets too

    return [
        {"id": own.id, **content_of_indeling(own.indeling, own.gemeenten, own.ingelezen)}
        for own in project.eigen
    ]
