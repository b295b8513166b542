"""`regiokaart bibliotheek`: the user's own indelingen, kept to use in every command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from regiokaart.cli.dutch import DutchCommand, DutchGroup, as_year, one_of
from regiokaart.cli.output import columns_text, paragraphs, print_text, report_written
from regiokaart.model.notation import number

if TYPE_CHECKING:
    from regiokaart.model import Catalogus
    from regiokaart.sources.imported import Imported
    from regiokaart.sources.library import Library

_PRINTED = ("id", "naam", "regios", "gemeenten", "peiljaar", "gemeenten_van", "ingelezen")
_SPARE = ("ingelezen", "gemeenten_van")
_NO_SUCH_FILE = "geef de naam van een bestand"
_TWICE = (
    "Let op: er was al een eigen indeling met deze naam; zij staan er nu allebei. Verwijder er een "
    "met 'regiokaart bibliotheek verwijderen ID'."
)
_TEXTS = {  # option, attribute, help
    "--naam": ("naam", "Naam van de indeling."),
    "--domein": ("domein", "Domein, zoals sociaal of fysiek."),
    "--grondslag": ("grondslag", "Wettelijke grondslag."),
    "--verplicht": ("samenwerking_verplicht", "Of samenwerking verplicht is."),
    "--bepaald-door": ("indeling_bepaald_door", "Wie de indeling bepaalt: Rijk of gemeenten."),
    "--bron": ("bron", "Waar de indeling vandaan komt."),
    "--licentie": ("licentie", "Licentie van de bron."),
    "--opmerking": ("opmerking", "Wat een gebruiker moet weten."),
}
_CHOICES = {"--verplicht": ("ja", "nee", "deels", "onbekend")}
_F = TypeVar("_F", bound=Callable[..., Any])


def _metadata(command: _F) -> _F:
    """Add the options for what an indeling says about itself."""
    for option, (attribute, text) in reversed(_TEXTS.items()):
        choices = _CHOICES.get(option)
        command = click.option(
            option,
            attribute,
            metavar="|".join(choices) if choices else "TEKST",
            callback=one_of(choices) if choices else None,
            help=text,
        )(command)
    year = click.option(
        "--peiljaar", metavar="JAAR", callback=as_year, help="Jaar waarvoor de indeling geldt."
    )
    ministry = click.option(
        "--ministerie",
        "ministeries",
        metavar="AFKORTING",
        multiple=True,
        help="Verantwoordelijk ministerie; herhaal de optie voor meer.",
    )
    return year(ministry(command))


@click.group(
    "bibliotheek", cls=DutchGroup, examples=("bibliotheek lijst",), invoke_without_command=True
)
@click.pass_context
def bibliotheek(ctx: click.Context) -> None:
    """Bewaar eigen indelingen, om ze in elke opdracht te gebruiken."""
    if ctx.invoked_subcommand is None:
        print_text(f"{ctx.get_help()}\n")


@bibliotheek.command("lijst", cls=DutchCommand, examples=("bibliotheek lijst",))
@click.option(
    "--formaat",
    metavar="tekst|csv|json",
    default="tekst",
    callback=one_of(("tekst", "csv", "json")),
    help="Hoe de lijst wordt geschreven; zonder deze optie als tekst.",
)
def list_library(formaat: str) -> None:
    """Toon welke eigen indelingen er zijn, met hun id."""
    from regiokaart.export.librarytable import library_table
    from regiokaart.export.tables import csv_text, json_text
    from regiokaart.sources.library import library_dir

    _, library = _load()
    table = library_table(library)
    if formaat == "csv":
        print_text(csv_text(table).encode())
        return
    if formaat == "json":
        print_text(json_text(table).encode())
        return
    lines = [*table.provenance.remarks, f"Map: {library_dir()}"]
    empty = "De bibliotheek is leeg.\n"
    shown = columns_text(table, _PRINTED, _SPARE, "--formaat csv") if len(table) else empty
    print_text("\n".join((shown, *lines, "")))


@bibliotheek.command(
    "toevoegen",
    cls=DutchCommand,
    examples=("bibliotheek toevoegen eigen.csv --naam Zorgregio --peiljaar 2026",),
)
@click.argument("bestand", metavar="BESTAND")
@click.option(
    "--elke-kolom",
    "every_column",
    is_flag=True,
    help="Lees elke kolom met regio's in een tabel als een indeling.",
)
@click.option(
    "--kolom-gemeente", "gemeente", metavar="KOLOM", default="", help="Kolom met gemeenten."
)
@click.option("--kolom-regio", "regio", metavar="KOLOM", default="", help="Kolom met regio's.")
@click.option("--kolom-code", "code", metavar="KOLOM", default="", help="Kolom met regiocodes.")
@click.option(
    "--kolom-indeling",
    "indeling",
    metavar="KOLOM",
    default="",
    help="Kolom die zegt bij welke indeling een rij hoort.",
)
@click.option(
    "--sla-fouten-over",
    "skip_wrong",
    is_flag=True,
    help="Laat rijen die niet kloppen weg, en noem ze.",
)
@click.option("--proef", "preview", is_flag=True, help="Toon wat het wordt, en bewaar niets.")
@_metadata
def add_to_library(
    bestand: str,
    every_column: bool,
    gemeente: str,
    regio: str,
    code: str,
    indeling: str,
    skip_wrong: bool,
    preview: bool,
    **metadata: Any,
) -> None:
    """Bewaar de indelingen in een tabel, een bestand met vlakken, of van een collega.

    'naam.xlsx#Blad1' kiest een blad, 'naam.gpkg#laag' een laag.
    """
    from regiokaart.export.library import add, add_file, edited
    from regiokaart.sources.boundaries import load_gebied
    from regiokaart.sources.files import read_indelingen, split_part
    from regiokaart.sources.imported import ImportOptions, Layout
    from regiokaart.sources.libraryfile import SUFFIX

    if not bestand.strip():
        raise click.UsageError(_NO_SUCH_FILE)
    path, part = split_part(Path(bestand))
    changes = _changes(metadata)
    catalogus, library = _load()
    taken = _taken(catalogus, library)
    known = {each.indeling.naam.casefold() for each in library.entries}
    layout = Layout.WIDE if every_column else Layout.AUTO
    options = ImportOptions(part, gemeente, regio, code, indeling, layout, skip_wrong)
    found = read_indelingen(path, catalogus.gemeenten, load_gebied(), taken, options)
    if "naam" in changes and len(found) > 1:
        raise click.UsageError(
            f"in dit bestand zitten {len(found)} indelingen; laat '--naam' weg en hernoem ze later"
        )
    lines = []
    for imported in found:
        lines += _account(imported)
        if preview:
            continue
        if path.suffix.lower() == SUFFIX:
            stored = add_file(path, taken, **changes)
        else:
            stored = add(edited(imported.indeling, **changes), catalogus.gemeenten, taken)
        lines.append(f"Bewaard als '{stored.name.removesuffix(SUFFIX)}'.")
        if changes.get("naam", imported.indeling.naam).casefold() in known:
            lines.append(_TWICE)
        lines.append("")
    if preview:
        lines.append("Proef: er is niets bewaard.")
    print_text(paragraphs(lines, "    ").rstrip() + "\n")


@bibliotheek.command(
    "wijzigen", cls=DutchCommand, examples=("bibliotheek wijzigen zorgregio --domein sociaal",)
)
@click.argument("indeling_id", metavar="ID")
@_metadata
def change(indeling_id: str, **metadata: Any) -> None:
    """Wijzig de naam of andere gegevens van een eigen indeling; de leden blijven gelijk."""
    from regiokaart.export.library import edit

    changes = _changes(metadata)
    if not changes:
        raise click.UsageError("noem wat u wilt wijzigen, bijvoorbeeld met '--naam'")
    edit(_path(indeling_id), **changes)
    print_text(f"'{indeling_id}' is gewijzigd.\n")


@bibliotheek.command(
    "verwijderen", cls=DutchCommand, examples=("bibliotheek verwijderen zorgregio",)
)
@click.argument("indeling_id", metavar="ID")
def remove_from_library(indeling_id: str) -> None:
    """Verwijder een eigen indeling."""
    from regiokaart.export.library import remove

    remove(_path(indeling_id))
    print_text(f"'{indeling_id}' is verwijderd.\n")


@bibliotheek.command(
    "exporteren",
    cls=DutchCommand,
    examples=("bibliotheek exporteren zorgregio zorgregio.regiokaart-indeling",),
)
@click.argument("indeling_id", metavar="ID")
@click.argument("uit", metavar="UIT")
def export(indeling_id: str, uit: str) -> None:
    """Schrijf een eigen indeling naar een bestand voor een collega (.regiokaart-indeling)."""
    from regiokaart.export.library import export_file

    if not uit.strip():
        raise click.UsageError(_NO_SUCH_FILE)
    export_file(_path(indeling_id), Path(uit))
    report_written(Path(uit))


def _load() -> tuple[Catalogus, Library]:
    """Load the embedded catalogue with the other indelingen, and the library."""
    from regiokaart.sources.embedded import load_catalogus
    from regiokaart.sources.library import load_library
    from regiokaart.sources.overige import load_overige

    catalogus = load_catalogus()
    catalogus = catalogus.with_indelingen(load_overige(catalogus.gemeenten))
    ids = [indeling.id for indeling in catalogus]
    return catalogus, load_library(catalogus.gemeenten, ids)


def _taken(catalogus: Catalogus, library: Library) -> list[str]:
    return [*(each.id for each in catalogus), *(each.indeling.id for each in library.entries)]


def _path(wanted: str) -> Path:
    """Return the file of an id, also when it is broken."""
    from regiokaart.sources.libraryfile import SUFFIX

    _, library = _load()
    paths = {entry.indeling.id: entry.stored.path for entry in library.entries}
    paths |= {each.path.name.removesuffix(SUFFIX): each.path for each in library.broken}
    if wanted not in paths:
        there = "in de bibliotheek zijn: " + ", ".join(paths) if paths else "de bibliotheek is leeg"
        raise click.UsageError(f"'{wanted}' is geen eigen indeling; {there}")
    return paths[wanted]


def _changes(metadata: dict[str, Any]) -> dict[str, Any]:
    """Keep the options that were given."""
    given = {name: value for name, value in metadata.items() if value not in (None, ())}
    for name, value in given.items():
        if isinstance(value, str) and name == "naam" and not value.strip():
            raise click.UsageError("optie '--naam' mag niet leeg zijn")
    return given


def _account(imported: Imported) -> list[str]:
    """Write what was understood of a file, and what is remarkable about it."""
    indeling, counts = imported.indeling, imported.counts
    lines = [indeling.naam, *(f"  {heading}: {value}" for heading, value in imported.understood)]
    tally = (
        ("gedekt", counts.covered),
        ("deels gedekt", counts.partial),
        ("zonder regio", counts.missing),
        ("in meer regio's", counts.double),
    )
    said = ", ".join(f"{number(count)} {what}" for what, count in tally if count)
    lines.append(f"  Gemeenten: {said}")
    if counts.skipped:
        lines.append(f"  Overgeslagen rijen: {number(counts.skipped)}")
    for message in imported.messages:
        value = f": {message.value}" if message.value and message.value not in message.text else ""
        told = message.row is None or f" {message.row} " in f" {message.text} "
        row = "" if told else f"rij {message.row}: "
        lines.append(f"  - {row}{message.text}{value}")
    return lines
