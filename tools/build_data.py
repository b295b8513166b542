"""Compile ``data/`` from the raw sources, check it, and list where sources disagree.

``python tools/build_data.py [--bron ../shared/data] [--uit data]``. The catalogue
``data/catalogus.toml`` and the texts are kept by hand; everything else is compiled. The same
sources give the same bytes.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from boundaries import build_boundaries
from facts import Deviation, check, write_rows
from facts_checks import cross_check
from facts_gemeenten import compile_gemeenten, write_gemeenten
from facts_indelingen import compile_indelingen, read_catalogue, write_indelingen
from facts_regelingen import compile_regelingen, write_regelingen

REPOSITORY = Path(__file__).resolve().parent.parent
CATALOGUE = REPOSITORY / "data/catalogus.toml"


def build(raw: Path, out: Path) -> list[Deviation]:
    """Compile all facts into `out` and return where sources disagree.

    Raises
    ------
    ValueError
        When a source is not what it must be; no facts have been written then.
    """
    check(raw.is_dir(), f"{raw} is not a folder")
    gemeenten, deviations = compile_gemeenten(raw)
    members, found = compile_indelingen(raw, read_catalogue(CATALOGUE), gemeenten)
    deviations += found
    regelingen, found = compile_regelingen(raw, gemeenten)
    deviations += found
    deviations += cross_check(raw, gemeenten, members, regelingen)
    deviations.sort()
    write_gemeenten(out, gemeenten)
    write_indelingen(out, members)
    write_regelingen(out, regelingen)
    write_rows(
        out / "afwijkingen.csv",
        ("onderwerp", "wie", "afwijking", "gekozen"),
        ([d.onderwerp, d.wie, d.afwijking, d.gekozen] for d in deviations),
    )
    if out.resolve() != CATALOGUE.parent:
        shutil.copyfile(CATALOGUE, out / CATALOGUE.name)
    areas = build_boundaries(raw, out, [g.code for g in gemeenten])
    check(
        abs(float(areas.sum()) - sum(g.oppervlakte for g in gemeenten)) < 1,
        "boundaries and gemeenten.csv differ in area",
    )
    return deviations


def main() -> int:
    """Run from the command line; 1 on a failed check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bron", type=Path, default=REPOSITORY.parent / "shared/data")
    parser.add_argument("--uit", type=Path, default=REPOSITORY / "data")
    arguments = parser.parse_args()
    try:
        deviations = build(arguments.bron, arguments.uit)
    except (ValueError, KeyError, OSError) as error:
        print(f"not built: {error!r}", file=sys.stderr)
        return 1
    for d in deviations:
        print(f"{d.onderwerp}: {d.wie}: {d.afwijking} -> {d.gekozen}")
    print(f"{len(deviations)} deviations, written to afwijkingen.csv")
    return 0


if __name__ == "__main__":
    sys.exit(main())
