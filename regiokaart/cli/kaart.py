"""The command for a map of one indeling or two."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiokaart.cli.dutch import DutchCommand, as_ids, as_path, one_of
from regiokaart.cli.inputs import check_output, choose, with_files
from regiokaart.cli.options import EVERY_COLUMN, OF_YEAR
from regiokaart.cli.output import report_written, write_map_file
from regiokaart.cli.project import MAP_OF_PROJECT, drawn_by_default, load_data
from regiokaart.export.files import check_suffix
from regiokaart.model import Catalogus, Indeling

if TYPE_CHECKING:
    from regiokaart.model import Gebied


@click.command(
    "kaart",
    cls=DutchCommand,
    examples=(
        "kaart --weergave indeling --indeling res-regio --uit res.pdf",
        "kaart --weergave vergelijk --indeling jeugdregio --met ggd-regio --uit jeugd-ggd.html",
    ),
)
@click.option(
    "--weergave",
    metavar="indeling|vergelijk",
    required=True,
    callback=one_of(("indeling", "vergelijk")),
    help="Eén indeling, of twee indelingen vergeleken.",
)
@click.option(
    "--indeling",
    "--indelingen",
    "ids",
    metavar="ID",
    multiple=True,
    callback=as_ids,
    help="De indeling op de kaart. Bij vergelijken ook: herhaal de optie in plaats van --met.",
)
@click.option("--met", "second", metavar="ID", help="De indeling om mee te vergelijken.")
@click.option(
    "--bestand",
    "files",
    metavar="BESTAND",
    callback=as_path,
    multiple=True,
    help="Eigen indeling (tabel of vlakken, zie 'regiokaart congruentie --help'), in plaats van "
    "--indeling of --met; 'naam.xlsx#Blad1' kiest een blad, 'naam.gpkg#laag' een laag.",
)
@click.option(
    "--uit",
    "--kaart",
    "output",
    metavar="BESTAND",
    callback=as_path,
    required=True,
    help="Schrijf naar dit bestand: .png, .svg, .pdf of .html.",
)
@EVERY_COLUMN
@OF_YEAR
@MAP_OF_PROJECT
def kaart(
    weergave: str,
    ids: tuple[str, ...],
    second: str | None,
    files: tuple[Path, ...],
    output: Path,
    jaar: int | None,
    every_column: bool,
) -> None:
    """Maak een kaart van een indeling, of van twee indelingen vergeleken."""
    from regiokaart.congruence.provenance import have_common_gemeente
    from regiokaart.export.maps import MAP_SUFFIXES
    from regiokaart.sources.files import split_part

    inputs = [split_part(path) for path in files]
    check_suffix(output, MAP_SUFFIXES)
    check_output(output, inputs)
    if second and weergave == "indeling":
        raise click.UsageError("'--met' hoort bij '--weergave vergelijk'; laat een van beide weg")
    if not ids and not files:
        ids = tuple(drawn_by_default(weergave, second))
    catalogus, gebied = load_data(jaar, [*ids, *filter(None, [second])])
    catalogus, own = with_files(catalogus, gebied, inputs, every_column)
    chosen = choose(catalogus, ids, own, last=second)
    wanted = 1 if weergave == "indeling" else 2
    if len(chosen) != wanted:
        raise click.UsageError(
            f"bij --weergave {weergave} {'hoort één indeling' if wanted == 1 else 'horen er twee'},"
            f" gekozen: {len(chosen)}; gebruik --indeling"
            f"{'' if wanted == 1 else ' en --met'} of --bestand"
        )
    if wanted == 2 and not have_common_gemeente(*chosen):
        a, b = (indeling.naam_meervoud for indeling in chosen)
        raise click.UsageError(
            f"{a} en {b} hebben geen gemeente gemeen en zijn niet te vergelijken; kies een andere"
        )
    write_map(catalogus, gebied, chosen, output)
    report_written(output)


def write_map(catalogus: Catalogus, gebied: Gebied, chosen: Sequence[Indeling], path: Path) -> None:
    """Write a map of one indeling, or of two compared."""
    from regiokaart.cartography import views

    specification = (
        views.one_indeling(catalogus, gebied, chosen[0])
        if len(chosen) == 1
        else views.compare_two(catalogus, gebied, chosen[0], chosen[1])
    )
    write_map_file(specification, gebied, catalogus, path)
