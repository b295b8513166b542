"""Compile ``data/`` from the raw sources, check it, and list where sources disagree.

``python tools/build_data.py [--bron ../shared/data] [--uit data]``. Kept by hand are the catalogue
``data/catalogus.toml``, the connections ``data/verbindingen.csv`` and the texts; everything else is
compiled. The same sources give the same bytes. Everything is compiled, checked and read back in a
folder apart before the first file of the old data is replaced.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

from boundaries import build_boundaries
from facts import Deviation, check, write_rows
from facts_2016 import compile_years
from facts_checks import cross_check
from facts_doubts import mark_doubts
from facts_gemeenten import compile_gemeenten, write_gemeenten
from facts_indelingen import (
    compile_indelingen,
    read_catalogue,
    shown_names,
    with_our_names,
    write_indelingen,
)
from facts_older import SWAP, hold_against_older, read_changes, read_older
from facts_overige import FOLDER as OVERIGE
from facts_overige import check_hashes, compile_overige
from facts_regelingen import compile_regelingen, write_regelingen

from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.connections import load_verbindingen
from regiokaart.sources.embedded import load_catalogus, load_regelingen
from regiokaart.sources.history import load_jaargangen
from regiokaart.sources.overige import load_overige

REPOSITORY = Path(__file__).resolve().parent.parent
CATALOGUE = REPOSITORY / "data/catalogus.toml"
CATALOGUE_OVERIGE = REPOSITORY / "data" / OVERIGE / "catalogus.toml"
CONNECTIONS = REPOSITORY / "data/verbindingen.csv"


def build(raw: Path, out: Path) -> list[Deviation]:
    """Compile all data into `out` and return where sources disagree.

    Raises
    ------
    ValueError
        When a source is not what it must be; `out` is as it was then.
    """
    check(raw.is_dir(), f"{raw} is not a folder")
    parent = out.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".data-", dir=parent) as folder:
        deviations = compile_data(raw, Path(folder))
        read_back(Path(folder))
        replace_files(Path(folder), out)
    return deviations


def compile_data(raw: Path, folder: Path) -> list[Deviation]:
    """Compile and check all data into an empty folder."""
    gemeenten, deviations = compile_gemeenten(raw)
    codes, names = [g.code for g in gemeenten], {g.code: g.naam for g in gemeenten}
    areas = build_boundaries(raw, folder, codes)
    check(
        abs(float(areas.sum()) - sum(g.oppervlakte for g in gemeenten)) < 1,
        "boundaries and gemeenten.csv differ in area",
    )
    regelingen, found = compile_regelingen(raw, gemeenten)
    deviations += found

    catalogue, overige = read_catalogue(CATALOGUE), read_catalogue(CATALOGUE_OVERIGE)
    check_hashes(raw, catalogue | overige)
    members = compile_indelingen(raw, catalogue, gemeenten)
    changes = read_changes(raw, names)
    for indeling_id, older in read_older(raw, names).items():
        leden = members[indeling_id]
        shown = shown_names(leden)
        members[indeling_id] = hold_against_older(indeling_id, leden, older, changes, shown)
    deviations.append(SWAP)
    members, found = with_our_names(members)
    deviations += found
    members, found = mark_doubts(names, members, regelingen)
    deviations += found
    pairs, _ = load_gebied(folder / "grenzen.npz").neighbours
    neighbours = [(codes[a], codes[b]) for a, b in pairs.tolist()]
    deviations += cross_check(raw, names, members, regelingen, neighbours)
    deviations += compile_years(raw, folder, catalogue, names)

    write_gemeenten(folder, gemeenten)
    write_indelingen(folder, members)
    write_regelingen(folder, regelingen)
    shutil.copyfile(CATALOGUE, folder / CATALOGUE.name)
    deviations += compile_overige(raw, folder, overige)
    shutil.copyfile(CATALOGUE_OVERIGE, folder / OVERIGE / CATALOGUE_OVERIGE.name)
    write_rows(
        folder / "afwijkingen.csv",
        ("onderwerp", "wie", "afwijking", "gekozen"),
        ([d.onderwerp, d.wie, d.afwijking, d.gekozen] for d in sorted(deviations)),
    )
    for kept in (CATALOGUE, CONNECTIONS):
        shutil.copyfile(kept, folder / kept.name)
    return sorted(deviations)


def read_back(folder: Path) -> None:
    """Load the data as the program does."""
    catalogus = load_catalogus(folder)
    load_regelingen(catalogus.gemeenten, folder)
    load_verbindingen(catalogus.gemeenten, folder / CONNECTIONS.name)
    load_jaargangen(folder / "jaren")
    catalogus.with_indelingen(load_overige(catalogus.gemeenten, folder / OVERIGE))
    check(
        len(load_gebied(folder / "grenzen.npz")) == len(catalogus.gemeenten),
        "boundaries and gemeenten.csv differ in number",
    )


def replace_files(source: Path, target: Path) -> None:
    """Move every file of one folder into another, each in one step; both on one disk."""
    for path in sorted(source.rglob("*")):
        if path.is_file():
            destination = target / path.relative_to(source)
            destination.parent.mkdir(parents=True, exist_ok=True)
            path.replace(destination)


def main() -> int:
    """Run from the command line; 1 on a failed check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bron", type=Path, default=REPOSITORY.parent / "shared/data")
    parser.add_argument("--uit", type=Path, default=REPOSITORY / "data")
    arguments = parser.parse_args()
    try:
        deviations = build(arguments.bron, arguments.uit)
    except (ValueError, KeyError, OSError, csv.Error, sqlite3.Error) as error:
        print(f"not built: {error!r}", file=sys.stderr)
        return 1
    for d in deviations:
        print(f"{d.onderwerp}: {d.wie}: {d.afwijking} -> {d.gekozen}")
    print(f"{len(deviations)} deviations, written to afwijkingen.csv")
    return 0


if __name__ == "__main__":
    sys.exit(main())
