"""`regiokaart samenwerkingen`: the formal cooperations as table or map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiokaart.cartography.classes import Classification, Klassen
from regiokaart.cli.classes import check_range, chosen_classes, classes_options
from regiokaart.cli.dutch import DutchCommand, as_path, one_of, whole_number
from regiokaart.cli.output import print_result, report_written, titled, write_map_file
from regiokaart.export.files import check_place, check_suffix
from regiokaart.model import Gemeenten

if TYPE_CHECKING:
    from regiokaart.cartography.specification import MapSpecification
    from regiokaart.congruence.table import Table

_TABLES = ("regelingen", "gemeenten", "paren")
_FORMS = {
    "openbaar-lichaam": "Openbaar lichaam",
    "bedrijfsvoeringsorganisatie": "Bedrijfsvoeringsorganisatie",
    "gemeenschappelijk-orgaan": "Gemeenschappelijk orgaan",
    "zonder-meer": "Regeling zonder meer",
    "centrumregeling": None,  # derived from the name
}
_PRINTED = {
    "regelingen": ("id", "naam", "vorm", "gemeenten", "inwoners"),
    "gemeenten": ("gemeente", "provincie", "regelingen", "partners", "naaste_partner", "gedeeld"),
    "paren": ("gemeente_a", "gemeente_b", "regelingen"),
}
_MAPS = (".png", ".svg", ".pdf", ".html")
_SUFFIXES = (".csv", ".xlsx", ".json", *_MAPS)


@click.command(
    "samenwerkingen",
    cls=DutchCommand,
    examples=(
        "samenwerkingen --gemeente Ede",
        "samenwerkingen --zoek jeugd --uit jeugd.xlsx",
    ),
)
@click.option("--zoek", "text", metavar="TEKST", default="", help="Woorden in naam of doel.")
@click.option(
    "--vorm",
    "forms",
    metavar="VORM",
    multiple=True,
    callback=one_of(tuple(_FORMS)),
    help=f"Alleen regelingen van deze vorm: {', '.join(_FORMS)}. Herhaal de optie voor meer.",
)
@click.option("--gemeente", metavar="GEMEENTE", help="Code of naam van een gemeente die deelneemt.")
@click.option("--regeling", "number", metavar="NUMMER", help="Alleen deze regeling.")
@click.option(
    "--wat",
    metavar="|".join(_TABLES),
    default="regelingen",
    callback=one_of(_TABLES),
    help="Welke tabel: regelingen, aantallen per gemeente, of paren van gemeenten die er veel "
    "delen.",
)
@click.option(
    "--vanaf",
    "threshold",
    metavar="AANTAL",
    default="10",
    callback=whole_number(1, 999),
    help="Hoeveel regelingen een paar ten minste deelt; zonder deze optie 10.",
)
@classes_options(Klassen.KWANTIELEN)
@click.option(
    "--uit",
    "--tabel",
    "output",
    metavar="BESTAND",
    callback=as_path,
    help="Schrijf een tabel (.csv, .xlsx, .json) of een kaart (.png, .svg, .pdf, .html).",
)
def samenwerkingen(
    text: str,
    forms: tuple[str, ...],
    gemeente: str | None,
    number: str | None,
    wat: str,
    threshold: int,
    klassen: Classification,
    class_count: int | None,
    output: Path | None,
) -> None:
    """Toon de formele samenwerkingen (Wgr) tussen gemeenten, als tabel of als kaart.

    Een kaart toont één regeling als er één over is, en anders het aantal per gemeente, met lijnen
    tussen gemeenten die er veel delen.
    """
    from regiokaart.congruence import cooperation
    from regiokaart.sources.embedded import load_catalogus, load_regelingen
    from regiokaart.sources.register import register_source

    drawn = output is not None and output.suffix.lower() in _MAPS
    how = chosen_classes(klassen, class_count, drawn=drawn)
    if output is not None:
        check_suffix(output, _SUFFIXES)
        check_place(output)
    catalogus = load_catalogus()
    position = None if gemeente is None else _position(catalogus.gemeenten, gemeente)
    wanted = [_FORMS[form] or cooperation.CENTRUMREGELING for form in forms]
    found = cooperation.search(load_regelingen(catalogus.gemeenten), text, wanted, position)
    if number is not None:
        found = [regeling for regeling in found if regeling.id == number]
        if not found:
            raise click.UsageError(
                f"regeling '{number}' is er niet in deze keuze; de nummers toont "
                "'regiokaart samenwerkingen'"
            )
    if not found:
        raise click.UsageError("geen regeling gevonden; zoek op minder woorden of een andere vorm")
    choices = [
        (name, value)
        for name, value in (
            ("Zoektekst", text),
            ("Vorm", ", ".join(wanted)),
            ("Gemeente", "" if position is None else catalogus.gemeenten.namen[position]),
            ("Regeling", number or ""),
        )
        if value
    ]
    source = register_source()
    if output is not None and output.suffix.lower() in _MAPS:
        from regiokaart.cartography.cooperation import cooperations, one_regeling
        from regiokaart.cartography.pergemeente import counts
        from regiokaart.sources.boundaries import load_gebied

        gebied = load_gebied()
        if len(found) > 1:
            per_gemeente = cooperation.cooperation(found, len(catalogus.gemeenten)).per_gemeente
            check_range(how, counts(per_gemeente))
        specification: MapSpecification = (
            one_regeling(catalogus, gebied, found[0], source)
            if len(found) == 1
            else cooperations(catalogus, gebied, found, source, threshold, how)
        )
        write_map_file(specification, gebied, catalogus, output)
        report_written(output)
        return
    table: Table
    if wat == "regelingen":
        table = cooperation.regelingen_table(catalogus, found, source, choices)
    elif wat == "gemeenten":
        table = cooperation.cooperation_table(catalogus, found, source, choices)
    else:
        table = cooperation.shared_table(catalogus, found, source, threshold, choices)
    if output is not None:
        from regiokaart.export.tables import table_files, write_table

        write_table(table, output)
        report_written(*table_files(output))
        return
    print_result([titled(table, _PRINTED[wat])], [table.provenance])


def _position(gemeenten: Gemeenten, wanted: str) -> int:
    """Find a gemeente by its code or name."""
    from regiokaart.sources.names import GemeenteFinder

    finder = GemeenteFinder(gemeenten)
    position = finder.find(wanted)
    if position is None:
        raise click.UsageError("; ".join(finder.problem(wanted, in_file=False)))
    return position
