"""`regiokaart regios`: each region of an indeling against another."""

from __future__ import annotations

from pathlib import Path

import click

from regiokaart.cli.dutch import DutchCommand, whole_number
from regiokaart.cli.options import delivery_options
from regiokaart.cli.project import PAIR_OF_PROJECT
from regiokaart.cli.sets import check_output, check_whole, deliver, load_set
from regiokaart.model import Gewicht

_TABLES = ("per regio", "wisselaars")
_PRINTED = {
    "per regio": ("regio_a", "gemeenten", "inwoners", "plaats", "regio_b", "jaccard", "binnen",
                  "geraakt"),
    "wisselaars": ("doel", "gemeente", "inwoners", "van", "naar"),
}  # fmt: skip
_MOST = 10


@click.command(
    "regios",
    cls=DutchCommand,
    examples=(
        "regios jeugdregio provincie",
        "regios arbeidsmarktregio rmc-regio --tabel regios.xlsx",
    ),
)
@click.argument("ids", metavar="A B", nargs=-1)
@click.option(
    "--tolerantie",
    metavar="PROCENT",
    default="0",
    callback=whole_number(0, _MOST),
    help="Resten tot dit deel van de kleinste regio tellen niet mee, voor wat bijna samenvalt of "
    "bijna binnen een andere regio ligt; 0 tot en met 10, zonder deze optie 0.",
)
@PAIR_OF_PROJECT
@delivery_options
def regios(
    ids: tuple[str, ...], tolerantie: int, gewicht: str, as_json: bool, output: Path | None
) -> None:
    """Zet elke regio van indeling A tegenover de regio's van indeling B.

    De best passende regio, hoe de regio in B ligt, welke gemeenten het verschil maken, en wie van
    regio wisselt om A gelijk te maken aan B of in B te laten passen. Met 'provincie' als B ziet u
    welke regio's over een provinciegrens gaan.
    """
    from regiokaart.congruence.region.regionsentences import region_sentences
    from regiokaart.congruence.region.regiontables import Against, movers_table, region_table

    check_output(output, as_json, _TABLES)
    if len(ids) != 2:
        raise click.UsageError(
            f"noem twee indelingen, A en B, genoemd: {len(ids)}; de id's toont "
            "'regiokaart indelingen'"
        )
    catalogus, (a, b) = load_set(ids)
    for indeling in (a, b):
        check_whole(indeling, "wie van regio wisselt is dan niet te zeggen")
    against = Against(catalogus, a, b, Gewicht(gewicht), tolerantie / 100)
    tables = [region_table(against), movers_table(against)]
    deliver(region_sentences(against), _PRINTED, tables, as_json, output)
