"""`regiokaart grenzen`: how often each gemeente border is a region border, as table or map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiokaart.cartography.classes import Classification, Klassen
from regiokaart.cli.classes import check_range, chosen_classes, classes_options
from regiokaart.cli.dutch import DutchCommand, one_of, whole_number
from regiokaart.cli.options import JSON_OPTION, MAP_OPTION, indelingen_option, table_option
from regiokaart.cli.output import (
    print_result,
    report_written,
    titled,
    write_map_file,
)
from regiokaart.cli.project import COUNTED_OF_PROJECT, load_data
from regiokaart.cli.sets import check_whole, print_json
from regiokaart.export.files import check_place, check_suffix
from regiokaart.model import Catalogus, Gebied, Indeling, Soort, Stand, Verdeling

if TYPE_CHECKING:
    from regiokaart.congruence.table import Table

_TABLES = ("grenzen", "verdeling", "uitersten", "paren", "stukken")
_MAPS = (".png", ".svg", ".pdf", ".html")
_PRINTED = {
    "grenzen": (
        "gemeente_a", "gemeente_b", "regiogrens", "bekend", "lengte", "provinciegrens", "niet",
    ),
    "verdeling": ("indelingen", "grenzen", "aandeel", "lengte", "provinciegrenzen"),
    "uitersten": ("kant", "gemeente_a", "gemeente_b", "regiogrens", "lengte", "provinciegrens"),
    "paren": (
        "naam_a", "naam_b", "grenzen_a", "grenzen_b", "beide", "een_van_beide",
        "grenscongruentie",
    ),
    "stukken": ("indeling", "regio", "gemeenten", "land", "vervoer", "beide", "blijft_los"),
}  # fmt: skip
_SPARE = {"grenzen": ("provinciegrens", "bekend")}


@click.command(
    "grenzen",
    cls=DutchCommand,
    examples=(
        "grenzen --kaart grenzen.png",
        "grenzen --domein sociaal --vanaf 2 --wat grenzen --tabel grenzen.csv",
    ),
)
@indelingen_option("Indeling die meetelt", "Zonder deze optie tellen de intergemeentelijke mee.")
@click.option(
    "--domein", "domeinen", metavar="DOMEIN", multiple=True, help="Alleen uit dit domein."
)
@click.option(
    "--soort",
    "soorten",
    metavar="SOORT",
    multiple=True,
    callback=one_of(tuple(Soort)),
    help="De actuele landsdekkende indelingen van deze soort; zonder deze optie alleen "
    "intergemeentelijke.",
)
@click.option(
    "--ministerie",
    "ministeries",
    metavar="MINISTERIE",
    multiple=True,
    help="Alleen van dit ministerie, zoals VWS.",
)
@click.option(
    "--vanaf",
    "threshold",
    metavar="AANTAL",
    callback=whole_number(1, 999),
    help="Alleen grenzen die in ten minste zoveel indelingen regiogrens zijn; zonder deze optie "
    "toont de kaart ze vanaf 1, en de tabel alle grenzen.",
)
@click.option(
    "--wat",
    "name",
    metavar="|".join(_TABLES),
    callback=one_of(_TABLES),
    help="Welke tabel: elke grens, hoeveel grenzen er hoe hard zijn, de hardste en zachtste, de "
    "grenscongruentie per paar indelingen, of regio's die in stukken liggen.",
)
@MAP_OPTION
@table_option("XLSX krijgt alle tabellen.")
@classes_options(Klassen.GELIJK)
@JSON_OPTION
@COUNTED_OF_PROJECT
def grenzen(
    ids: tuple[str, ...],
    domeinen: tuple[str, ...],
    soorten: tuple[str, ...],
    ministeries: tuple[str, ...],
    threshold: int | None,
    name: str | None,
    picture: Path | None,
    output: Path | None,
    klassen: Classification,
    class_count: int | None,
    as_json: bool,
) -> None:
    """Toon in hoeveel indelingen elke grens tussen gemeenten een regiogrens is.

    Met --domein, --soort en --ministerie kiest u welke indelingen meetellen. Alleen grenzen op het
    land tellen mee.
    """
    if as_json and (picture is not None or output is not None):
        raise click.UsageError("'--json' drukt af; laat het weg, of laat --kaart en --tabel weg")
    how = chosen_classes(klassen, class_count, drawn=picture is not None)
    _check_files(picture, output)
    catalogus, gebied = load_data(ids=ids)
    chosen = _choose(catalogus, ids, domeinen, soorten, ministeries)
    if name == "paren" and len(chosen) < 2:
        raise click.UsageError("voor paren zijn ten minste twee indelingen nodig; kies er meer")
    if threshold is not None and threshold > len(chosen):
        raise click.UsageError(
            f"optie '--vanaf': '{threshold}' kan niet; er tellen {len(chosen)} indelingen mee"
        )
    make = _tables(catalogus, gebied, chosen, threshold)
    if as_json:
        print_json((), [make[name or "grenzen"]()])
        return
    if picture is not None:
        from regiokaart.cartography.borders import border_counts, borders
        from regiokaart.cartography.pergemeente import counts

        check_range(how, counts(border_counts(catalogus, gebied, chosen)))
        drawn = borders(catalogus, gebied, chosen, threshold or 1, how)
        write_map_file(drawn, gebied, catalogus, picture)
        report_written(picture)
    if output is not None:
        _write(make, name, len(chosen), output)
    if picture is None and output is None:
        shown = (name,) if name else ("verdeling", "uitersten", "paren")[: min(len(chosen), 2) + 1]
        _print({each: make[each]() for each in shown})


def _check_files(picture: Path | None, output: Path | None) -> None:
    from regiokaart.export.tables import table_files

    if picture is not None:
        check_suffix(picture, _MAPS)
        check_place(picture)
    if output is not None:
        check_suffix(output, (".csv", ".xlsx", ".json"))
        for path in table_files(output):
            check_place(path)


def _choose(
    catalogus: Catalogus,
    ids: Sequence[str],
    domeinen: Sequence[str],
    soorten: Sequence[str],
    ministeries: Sequence[str],
) -> list[Indeling]:
    """Return the indelingen that are named, or that count and are in the selection."""
    from regiokaart.congruence.sets.selection import select

    _check("--domein", domeinen, {i.domein for i in catalogus})
    _check("--ministerie", ministeries, {m for i in catalogus for m in i.ministeries})
    for number, indeling_id in enumerate(ids):
        check_whole(catalogus[indeling_id], "haar grenzen zijn dan niet per gemeente te tellen")
        if indeling_id in ids[:number]:
            raise click.UsageError(
                f"indeling '{indeling_id}' is twee keer gekozen; laat er één weg"
            )
    if ids:
        start = [catalogus[indeling_id] for indeling_id in ids]
    else:
        start = [
            i
            for i in catalogus
            if i.verdeling is Verdeling.HEEL
            and (i.stand is Stand.ACTUEEL and i.landsdekkend if soorten else i.telt_standaard_mee)
        ]
    chosen = select(start, domeinen, soorten, ministeries)
    if not chosen:
        raise click.UsageError(
            "geen indeling voldoet aan deze keuze; kies ruimer, of neem met --soort ook andere dan "
            "intergemeentelijke mee"
        )
    return chosen


def _check(option: str, values: Sequence[str], known: set[str]) -> None:
    for value in values:
        if value not in known:
            close = get_close_matches(value, known, n=1)
            hint = f"bedoelt u '{close[0]}'?" if close else "kies uit: " + ", ".join(sorted(known))
            raise click.UsageError(f"optie '{option}': '{value}' kan niet; {hint}")


def _tables(
    catalogus: Catalogus, gebied: Gebied, chosen: Sequence[Indeling], threshold: int | None
) -> dict[str, Callable[[], Table]]:
    """Return how to make each table."""
    from regiokaart.congruence.border import bordertables
    from regiokaart.congruence.border.contiguitytables import pieces_table
    from regiokaart.sources.connections import load_verbindingen

    return {
        "grenzen": lambda: bordertables.borders_table(catalogus, gebied, chosen, threshold or 0),
        "verdeling": lambda: bordertables.hardness_table(catalogus, gebied, chosen),
        "uitersten": lambda: bordertables.extremes_table(catalogus, gebied, chosen),
        "paren": lambda: bordertables.border_congruence_table(catalogus, gebied, chosen),
        "stukken": lambda: pieces_table(
            catalogus, gebied, chosen, load_verbindingen(catalogus.gemeenten)
        ),
    }


def _write(make: dict[str, Callable[[], Table]], name: str | None, count: int, path: Path) -> None:
    from regiokaart.export.tables import table_files, write_table
    from regiokaart.export.workbook import write_xlsx

    if path.suffix.lower() == ".xlsx":
        names = [each for each in _TABLES if count > 1 or each != "paren"]
        write_xlsx([make[each]() for each in names], path)
    else:
        write_table(make[name or "grenzen"](), path)
    report_written(*table_files(path))


def _print(tables: dict[str, Table]) -> None:
    print_result(
        [titled(table, _PRINTED[name], _SPARE.get(name, ())) for name, table in tables.items()],
        [table.provenance for table in tables.values()],
    )
