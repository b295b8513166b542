"""`regiokaart indelingen`: which there are, and how it was established who belongs where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from regiokaart.cli.dutch import DutchCommand, one_of
from regiokaart.cli.options import OF_YEAR
from regiokaart.cli.output import columns_text, print_text

if TYPE_CHECKING:
    from regiokaart.congruence.table import Table
    from regiokaart.model import Catalogus

_SPARE = ("regio_code", "toelichting")
_PRINTED = ("id", "naam", "regios", "peiljaar", "soort", "stand")


@click.command(
    "indelingen",
    cls=DutchCommand,
    examples=(
        "indelingen --overige",
        "indelingen --leden jeugdregio --formaat csv",
    ),
)
@click.option(
    "--formaat",
    metavar="tekst|csv|json",
    default="tekst",
    callback=one_of(("tekst", "csv", "json")),
    help="Hoe de lijst wordt geschreven; zonder deze optie als tekst.",
)
@click.option(
    "--overige",
    is_flag=True,
    help="Ook de oudere, voorlopige en onvolledige indelingen, en de waterschappen. Met hun id "
    "doen zij mee in de andere opdrachten.",
)
@click.option(
    "--leden",
    "named",
    metavar="ID",
    help="Toon de leden van deze indeling, en hoe van elke gemeente is vastgesteld waar zij hoort.",
)
@OF_YEAR
def indelingen(formaat: str, overige: bool, named: str | None, jaar: int | None) -> None:
    """Toon welke indelingen er zijn, met hun id, peiljaar en herkomst."""
    from regiokaart.export.indelingen import indelingen_table, leden_table
    from regiokaart.export.tables import csv_text, json_text
    from regiokaart.sources.overige import load_overige

    if overige and (named is not None or jaar is not None):
        other = "--leden" if named is not None else "--jaar"
        raise click.UsageError(f"'--overige' en '{other}' gaan niet samen; laat er één weg")
    catalogus = _load(jaar, named)
    table: Table
    if named is not None:
        table = leden_table(catalogus, catalogus[named])
        printed = tuple(column.key for column in table.columns)
    else:
        if overige:
            catalogus = catalogus.with_indelingen(load_overige(catalogus.gemeenten))
        table, printed = indelingen_table(catalogus), _PRINTED
    if formaat == "csv":
        print_text(csv_text(table).encode())
    elif formaat == "json":
        print_text(json_text(table).encode())
    else:
        print_text(columns_text(table, printed, _SPARE, "--formaat csv"))


def _load(jaar: int | None, named: str | None) -> Catalogus:
    """Load the embedded set, without its boundaries that take longer, or that of a year."""
    if jaar is None:
        from regiokaart.sources.embedded import load_catalogus

        catalogus = load_catalogus()
    else:
        from regiokaart.sources.years import load

        catalogus, _ = load(jaar)
    if named is None:
        return catalogus
    from regiokaart.sources.library import with_library, with_named

    return (with_named if jaar is None else with_library)(catalogus, [named])
