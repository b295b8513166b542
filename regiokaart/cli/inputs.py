"""The indelingen of one run: those of the program that are named, and the user's own files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiokaart.export.files import check_place
from regiokaart.model import Catalogus, Indeling

if TYPE_CHECKING:
    from regiokaart.model import Gebied


def check_output(written: Path, inputs: Sequence[tuple[Path, str]]) -> None:
    """Refuse to write where no file can be, or over what is read."""
    check_place(written)
    if os.path.realpath(written) in {os.path.realpath(path) for path, _ in inputs}:
        raise click.UsageError(f"'{written}' is ook de invoer; kies bij --uit een andere naam")


def with_files(
    catalogus: Catalogus,
    gebied: Gebied,
    inputs: Sequence[tuple[Path, str]],
    every_column: bool,
) -> tuple[Catalogus, list[Indeling]]:
    """Add the user's own indelingen to the catalogue, each from a file and perhaps a part of it."""
    if not inputs:
        return catalogus, []
    from regiokaart.sources.files import read_indelingen
    from regiokaart.sources.imported import ImportOptions, Layout

    layout = Layout.WIDE if every_column else Layout.AUTO
    own: list[Indeling] = []
    seen = set()
    for path, part in inputs:
        place = os.path.realpath(path), part.casefold()
        if place in seen:
            raise click.UsageError(f"bestand '{path}' is twee keer gekozen; laat er één weg")
        seen.add(place)
        taken = [indeling.id for indeling in catalogus]
        options = ImportOptions(part, layout=layout)
        for imported in read_indelingen(path, catalogus.gemeenten, gebied, taken, options):
            own.append(imported.indeling)
            catalogus = catalogus.with_indeling(own[-1])
    return catalogus, own


def choose(
    catalogus: Catalogus, ids: Sequence[str], own: Sequence[Indeling], last: str | None = None
) -> list[Indeling]:
    """Return the indelingen that are named, then the user's own that are not, then the last."""
    after = [] if last is None else [last]
    unnamed = [indeling.id for indeling in own if indeling.id not in (*ids, *after)]
    chosen = [*ids, *unnamed, *after]
    for i, indeling_id in enumerate(chosen):
        if indeling_id in chosen[:i]:
            raise click.UsageError(
                f"indeling '{indeling_id}' is twee keer gekozen; laat er één weg"
            )
    return [catalogus[indeling_id] for indeling_id in chosen]
