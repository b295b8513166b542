"""Options that commands share, each declared once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from regiokaart.cli.dutch import as_ids, as_path, as_year, one_of
from regiokaart.model import Gewicht

Option = Callable[[Callable[..., Any]], Callable[..., Any]]


def indelingen_option(which: str, otherwise: str) -> Option:
    """Return ``--indeling``, for one or more: what they are for, and which without it."""
    return click.option(
        "--indeling",
        "--indelingen",
        "ids",
        metavar="ID",
        multiple=True,
        callback=as_ids,
        help=f"{which}; herhaal de optie voor meer, of zet er komma's tussen. {otherwise}",
    )


def gewicht_option(what: str = "Waarin wordt geteld") -> Option:
    """Return ``--gewicht`` of a command that counts in one."""
    return click.option(
        "--gewicht",
        metavar="|".join(Gewicht),
        default=str(Gewicht.INWONERS),
        callback=one_of(tuple(Gewicht)),
        help=f"{what}; zonder deze optie in inwoners.",
    )


def gewichten_option(otherwise: str) -> Option:
    """Return ``--gewicht`` of a command that counts in one or more: in what without it."""
    return click.option(
        "--gewicht",
        "gewichten",
        metavar="|".join(Gewicht),
        multiple=True,
        callback=one_of(tuple(Gewicht)),
        help="Waarin wordt geteld; herhaal de optie voor meer, elk met eigen rijen. Zonder deze "
        f"optie in {otherwise}.",
    )


def table_option(more: str = "") -> Option:
    """Return ``--tabel``; what it says more is which tables go where."""
    return click.option(
        "--tabel",
        "--uit",
        "output",
        metavar="BESTAND",
        callback=as_path,
        help="Schrijf naar dit bestand (.csv, .xlsx of .json) in plaats van naar het scherm. Naast "
        "naam.csv en naam.json komt een verantwoording: naam.csv-verantwoording.txt."
        f" {more}".rstrip(),
    )


MAP_OPTION = click.option(
    "--kaart",
    "picture",
    metavar="BESTAND",
    callback=as_path,
    help="Schrijf een kaart: .png, .svg, .pdf of .html.",
)
JSON_OPTION = click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Druk af als JSON: de zinnen, elke tabel en de verantwoording.",
)
SET_OPTION = indelingen_option(
    "Indeling in de set",
    "Zonder deze optie zijn het de intergemeentelijke die standaard meetellen.",
)
TABLES_OPTION = table_option("XLSX krijgt een blad per tabel, CSV en JSON een bestand per tabel.")
EVERY_COLUMN = click.option(
    "--elke-kolom",
    "every_column",
    is_flag=True,
    help="Lees elke kolom met regio's in een eigen tabel als een indeling.",
)
OF_YEAR = click.option(
    "--jaar",
    metavar="JAAR",
    callback=as_year,
    help="Met de gegevens van een opgehaald jaar (zie 'regiokaart data'); zonder deze optie met "
    "de ingebouwde.",
)


def delivery_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options for the weight and for where the tables go."""
    return gewicht_option()(JSON_OPTION(TABLES_OPTION(command)))
