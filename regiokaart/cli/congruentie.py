"""The command for the congruence of every pair."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiokaart.cli.dutch import DutchCommand, as_path
from regiokaart.cli.inputs import check_output, choose, with_files
from regiokaart.cli.options import (
    EVERY_COLUMN,
    OF_YEAR,
    gewichten_option,
    indelingen_option,
    table_option,
)
from regiokaart.cli.output import paragraphs, print_result, report_written, titled
from regiokaart.cli.project import SET_OF_PROJECT, load_data
from regiokaart.export.files import check_suffix
from regiokaart.model import Catalogus, Gewicht, Indeling

if TYPE_CHECKING:
    from regiokaart.congruence.table import Table

_PRINTED = (
    "naam_a",
    "naam_b",
    "gewicht",
    "v_maat",
    "samenvallend",
    "a_binnen_b",
    "b_binnen_a",
    "wisselaars",
    "wisselaars_aandeel",
)
_OF_PAIRS = ("wallace_tussen_ab", "wallace_tussen_ba", "jaccard")
_TABLE_SUFFIXES = (".csv", ".xlsx", ".json")


@click.command(
    "congruentie",
    cls=DutchCommand,
    examples=(
        "congruentie --indelingen jeugdregio,ggd-regio --gewicht inwoners",
        "congruentie --uit congruentie.xlsx",
    ),
)
@indelingen_option("Indeling die meedoet", "De id's toont 'regiokaart indelingen'.")
@click.option(
    "--bestand",
    "files",
    metavar="BESTAND",
    callback=as_path,
    multiple=True,
    help="Eigen indeling: een tabel (CSV, XLSX of ODS) met een kolom gemeenten en een kolom "
    "regio's, of vlakken (GeoPackage, GeoJSON, TopoJSON, Shapefile of GeoParquet); "
    "'naam.xlsx#Blad1' kiest een blad, 'naam.gpkg#laag' een laag.",
)
@gewichten_option("alle drie")
@table_option()
@EVERY_COLUMN
@OF_YEAR
@SET_OF_PROJECT
def congruentie(
    ids: tuple[str, ...],
    files: tuple[Path, ...],
    gewichten: tuple[str, ...],
    output: Path | None,
    jaar: int | None,
    every_column: bool,
) -> None:
    """Bereken de congruentie van elk paar indelingen.

    Met --indeling en --bestand kiest u welke meedoen, ten minste twee. Zonder --indeling doen
    alle landelijke indelingen mee, en de eigen bestanden daarbij.
    """
    from regiokaart.congruence.pair.setsentences import set_sentences
    from regiokaart.congruence.pair.tables import pairs_table
    from regiokaart.export.tables import table_files
    from regiokaart.sources.files import split_part

    inputs = [split_part(path) for path in files]
    if output is not None:
        check_suffix(output, _TABLE_SUFFIXES)
        for written in table_files(output):
            check_output(written, inputs)
    catalogus, gebied = load_data(jaar, ids)
    catalogus, own = with_files(catalogus, gebied, inputs, every_column)
    chosen = choose(catalogus, ids, own) if ids else list(catalogus)
    if len(chosen) < 2:
        raise click.UsageError(
            "voor een vergelijking zijn ten minste twee indelingen nodig; "
            "geef nog een --indeling of --bestand"
        )
    weights = [g for g in Gewicht if g in gewichten] or list(Gewicht)
    if output is not None:
        write_congruence(catalogus, chosen, weights, output)
        report_written(*table_files(output))
        return
    table = pairs_table(catalogus, chosen, weights)
    left_out = "gewicht" if len(weights) == 1 else "wisselaars_aandeel"  # or it is too wide
    columns = tuple(key for key in _PRINTED if key != left_out)
    if any(share != 1 for share in table["gedekt_aandeel"].values):
        columns = (*columns, "gedekt_aandeel")
    if any(pair["v_maat"] is None and pair["jaccard"] is not None for pair in table.records()):
        columns = (*columns, *_OF_PAIRS)  # all there is to say where regio's overlap
    said = paragraphs(set_sentences(table, chosen))
    print_result([said, titled(table, columns)], [table.provenance])


def write_congruence(
    catalogus: Catalogus, chosen: list[Indeling], gewichten: list[Gewicht], path: Path
) -> None:
    """Write the pairs to a CSV or JSON file, or everything about them to a workbook."""
    from regiokaart.congruence.pair.tables import (
        PAIR_KEYS,
        gemeenten_table,
        matrix_table,
        pairs_table,
    )
    from regiokaart.export.tables import write_csv, write_json
    from regiokaart.export.workbook import write_xlsx

    pairs = pairs_table(catalogus, chosen, gewichten)
    match path.suffix.lower():
        case ".json":
            keys = dict.fromkeys((*PAIR_KEYS, *(column.key for column in pairs.columns)))
            write_json(dataclasses.replace(pairs, columns=tuple(pairs[key] for key in keys)), path)
        case ".csv":
            write_csv(pairs, path)
        case _:
            matrices = [_matrix(matrix_table(catalogus, chosen, g), g) for g in gewichten]
            write_xlsx([pairs, *matrices, gemeenten_table(catalogus, chosen)], path)


def _matrix(table: Table, gewicht: Gewicht) -> Table:
    """Name the sheet after its weight."""
    return dataclasses.replace(table, name=f"{table.name} {gewicht}")
