"""The command itself: its errors, and the commands on indelingen and maps.

Everything heavy is imported when needed.
"""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiokaart import __version__
from regiokaart.cli.bibliotheek import bibliotheek
from regiokaart.cli.controle import controle
from regiokaart.cli.data import data
from regiokaart.cli.dutch import (
    HELP_SETTINGS,
    DutchCommand,
    DutchGroup,
    as_ids,
    as_path,
    as_year,
    describe,
    one_of,
)
from regiokaart.cli.geheel import geheel, ministerie
from regiokaart.cli.grenzen import grenzen
from regiokaart.cli.indelingen import indelingen
from regiokaart.cli.jaren import jaren
from regiokaart.cli.koppelen import koppelen
from regiokaart.cli.opmaken import opmaken
from regiokaart.cli.output import (
    NO_OUTPUT,
    Patience,
    discard_output,
    paragraphs,
    print_error,
    print_line,
    print_result,
    print_text,
    report_written,
    titled,
    write_map_file,
)
from regiokaart.cli.profiel import profiel
from regiokaart.cli.project import (
    MAP_OF_PROJECT,
    SET_OF_PROJECT,
    drawn_by_default,
    load_data,
)
from regiokaart.cli.regios import regios
from regiokaart.cli.samenwerkingen import samenwerkingen
from regiokaart.cli.stappen import stappen
from regiokaart.cli.toeval import toeval
from regiokaart.display import NO_DISPLAY, draw_without_display, has_display
from regiokaart.export.files import ExportError, check_place, check_suffix
from regiokaart.model import Catalogus, Gewicht, Indeling
from regiokaart.model.catalogus import OnbekendeIndelingError
from regiokaart.model.project import SUFFIX as PROJECT_SUFFIX
from regiokaart.sources.errors import DataError

if TYPE_CHECKING:
    from regiokaart.congruence.table import Table
    from regiokaart.model import Gebied

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
_SECTIONS = {
    "Hoe goed passen indelingen op elkaar?": (
        "congruentie",
        "geheel",
        "ministerie",
        "toeval",
        "jaren",
    ),
    "Welke regio's wijken af, en wie wisselt er als de ene indeling de andere volgt?": (
        "regios",
        "stappen",
    ),
    "Wat betekent het voor gemeenten, en waar stapelen grenzen zich op?": (
        "profiel",
        "samenwerkingen",
        "grenzen",
    ),
    "Hoe ziet het eruit?": ("kaart", "opmaken"),
    "Om welke gegevens gaat het, en hoe goed zijn ze?": ("indelingen", "bibliotheek", "data"),
    "Programma": ("app", "koppelen", "hoofdtaak", "help"),
}
_OF_PAIRS = ("wallace_tussen_ab", "wallace_tussen_ba", "jaccard")
_TABLE_SUFFIXES = (".csv", ".xlsx", ".json")
_MAIN_PAIR = ("arbeidsmarktregio", "jeugdregio")
_EVERY_COLUMN = click.option(
    "--elke-kolom",
    "every_column",
    is_flag=True,
    help="Lees elke kolom met regio's in een eigen tabel als een indeling.",
)
_OF_YEAR = click.option(
    "--jaar",
    metavar="JAAR",
    callback=as_year,
    help="Met de gegevens van een opgehaald jaar (zie 'regiokaart data'); zonder deze optie met "
    "de ingebouwde.",
)


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code: 0, its own, or 2 after one line on stderr.

    Files without a command open the window with them, as when they are double clicked.
    """
    given = list(arguments)
    if given and given[0] not in main.commands and _is_file(given[0]):
        given = ["app", "--", *given]
    waiting = Patience()
    try:
        code = main.main(given, prog_name="regiokaart", standalone_mode=False)
    except click.Abort as stopped:
        print_line(str(stopped) or "Gestopt.")
        return 130
    except click.ClickException as error:
        return _fail(describe(error))
    except (DataError, ExportError, OnbekendeIndelingError) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(_system_problem(error))
    finally:
        waiting.end()
    return code if isinstance(code, int) else 0


def _is_file(argument: str) -> bool:
    """Whether an argument is a file to open: a project, there or not, or any file that is there."""
    if argument.startswith("-"):
        return False
    return argument.lower().endswith(PROJECT_SUFFIX) or Path(argument).is_file()


def _fail(problem: str) -> int:
    print_error(problem)
    return 2


def _system_problem(error: OSError) -> str:
    """Say what the system refused: a file of the program, or what was printed."""
    if error.errno is None:
        return str(error)  # ours, in Dutch
    if error.filename is not None:
        return f"{error.filename}: dit bestand kan niet worden gelezen; installeer opnieuw"
    discard_output()
    return NO_OUTPUT


def _print_version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from regiokaart.sources.fingerprint import data_in_use

    fingerprint = data_in_use(None).sha256
    print_text(f"Regiokaart {__version__}\nIngebouwde gegevens: SHA-256 {fingerprint}\n")
    ctx.exit()


@click.group(
    cls=DutchGroup,
    invoke_without_command=True,
    context_settings=HELP_SETTINGS,
    sections=_SECTIONS,
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Toon de versie, en de vingerafdruk van de ingebouwde gegevens.",
)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Bereken en toon hoe congruent de regio-indelingen van Nederland zijn.

    Zonder opdracht opent het venster.
    """
    if ctx.invoked_subcommand is None:
        _open_window()


@main.command("help", cls=DutchCommand, examples=("help kaart",))
@click.argument("opdracht", required=False)
@click.pass_context
def show_help(ctx: click.Context, opdracht: str | None) -> None:
    """Toon deze hulp, of de hulp van een opdracht."""
    above = ctx.parent or ctx
    if opdracht is None:
        print_text(f"{main.get_help(above)}\n")
        return
    name, command, _ = main.resolve_command(above, [opdracht])
    if command is not None:
        print_text(f"{command.get_help(click.Context(command, above, name))}\n")


@main.command("app", cls=DutchCommand, examples=("app visie.regiokaart",))
@click.argument("files", nargs=-1, metavar="[BESTAND]...", callback=as_path)
def open_app(files: tuple[Path, ...]) -> None:
    """Open het venster.

    Met een bewaard project (.regiokaart) opent het met die keuzes; elk ander bestand biedt het aan
    om te importeren. Het woord 'app' mag u weglaten: 'regiokaart visie.regiokaart' doet hetzelfde.
    """
    projects = [path for path in files if path.suffix.lower() == PROJECT_SUFFIX]
    if len(projects) > 1:
        raise click.UsageError(
            f"het venster opent één project tegelijk, genoemd: {len(projects)}; kies er een"
        )
    for problem in filter(None, map(_problem_with, files)):
        if not has_display():
            raise problem
        print_error(str(problem))  # for who looks here; the window tells it as well
    _open_window(files)


def _problem_with(path: Path) -> DataError | None:
    """Return why the window will not be able to open a file, as far as can be seen quickly."""
    from regiokaart.sources.project import read_project

    try:
        if path.suffix.lower() == PROJECT_SUFFIX:
            read_project(path)
        elif path.is_dir():
            return DataError(path, "dit is een map", remedy="kies een bestand")
        elif not path.exists():
            return DataError(path, "dit bestand bestaat niet", remedy="controleer de naam")
    except DataError as error:
        return error
    return None


def _open_window(files: Sequence[Path] = ()) -> None:
    if not has_display():
        raise click.UsageError(NO_DISPLAY)
    from regiokaart.gui import app

    Patience.told()
    sys.exit(app.run([], files))


@main.command(
    "congruentie",
    cls=DutchCommand,
    examples=(
        "congruentie --indelingen jeugdregio,ggd-regio --gewicht inwoners",
        "congruentie --uit congruentie.xlsx",
    ),
)
@click.option(
    "--indeling",
    "--indelingen",
    "ids",
    metavar="ID",
    multiple=True,
    callback=as_ids,
    help="Indeling die meedoet; herhaal de optie voor meer, of zet er komma's tussen. De id's "
    "toont 'regiokaart indelingen'.",
)
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
@click.option(
    "--gewicht",
    "gewichten",
    metavar="|".join(Gewicht),
    multiple=True,
    callback=one_of(tuple(Gewicht)),
    help="Waarin wordt geteld; zonder deze optie in alle drie, met elk een rij per paar.",
)
@click.option(
    "--uit",
    "--tabel",
    "output",
    metavar="BESTAND",
    callback=as_path,
    help="Schrijf naar dit bestand (.csv, .xlsx of .json) in plaats van naar het scherm. Naast "
    "naam.csv en naam.json komt een verantwoording: naam.csv-verantwoording.txt.",
)
@_EVERY_COLUMN
@_OF_YEAR
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
            _check_output(written, inputs)
    catalogus, gebied = load_data(jaar, ids)
    catalogus, own = _with_files(catalogus, gebied, inputs, every_column)
    chosen = _choose(catalogus, ids, own) if ids else list(catalogus)
    if len(chosen) < 2:
        raise click.UsageError(
            "voor een vergelijking zijn ten minste twee indelingen nodig; "
            "geef nog een --indeling of --bestand"
        )
    weights = [g for g in Gewicht if g in gewichten] or list(Gewicht)
    if output is not None:
        _write_congruence(catalogus, chosen, weights, output)
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


@main.command(
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
@_EVERY_COLUMN
@_OF_YEAR
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
    _check_output(output, inputs)
    if second and weergave == "indeling":
        raise click.UsageError("'--met' hoort bij '--weergave vergelijk'; laat een van beide weg")
    if not ids and not files:
        ids = tuple(drawn_by_default(weergave, second))
    catalogus, gebied = load_data(jaar, [*ids, *filter(None, [second])])
    catalogus, own = _with_files(catalogus, gebied, inputs, every_column)
    chosen = _choose(catalogus, ids, own, last=second)
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
    _write_map(catalogus, gebied, chosen, output)
    report_written(output)


main.add_command(indelingen)
main.add_command(geheel)
main.add_command(stappen)
main.add_command(regios)
main.add_command(ministerie)
main.add_command(samenwerkingen)
main.add_command(profiel)
main.add_command(grenzen)
main.add_command(toeval)
main.add_command(jaren)
main.add_command(data)
main.add_command(bibliotheek)
main.add_command(koppelen)
main.add_command(opmaken)
data.add_command(controle)


@main.command("hoofdtaak", cls=DutchCommand, examples=("hoofdtaak --map uitvoer",))
@click.option(
    "--map",
    "folder",
    metavar="MAP",
    callback=as_path,
    default="uitvoer",
    help="Waar de bestanden komen; zonder deze optie in de map 'uitvoer'.",
)
def main_job(folder: Path) -> None:
    """Doe zonder venster wat het programma doet: tabellen, kaarten en een beeld van het venster.

    Rekent met alle landelijke indelingen en alle gewichten.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder}: deze map kan niet worden gemaakt; kies een andere") from error
    draw_without_display()
    from regiokaart.export.tables import table_files
    from regiokaart.gui.app import save_window_screenshot

    catalogus, gebied = load_data()
    pair = [catalogus[indeling_id] for indeling_id in _MAIN_PAIR]
    for name in ("congruentie.xlsx", "congruentie.csv"):
        _write_congruence(catalogus, list(catalogus), list(Gewicht), folder / name)
        report_written(*table_files(folder / name))
    for name in ("kaart.png", "kaart.html"):
        _write_map(catalogus, gebied, pair, folder / name)
        report_written(folder / name)
    save_window_screenshot(folder / "venster.png")
    report_written(folder / "venster.png")


def _check_output(written: Path, inputs: Sequence[tuple[Path, str]]) -> None:
    """Refuse to write where no file can be, or over what is read."""
    check_place(written)
    if os.path.realpath(written) in {os.path.realpath(path) for path, _ in inputs}:
        raise click.UsageError(f"'{written}' is ook de invoer; kies bij --uit een andere naam")


def _with_files(
    catalogus: Catalogus,
    gebied: Gebied,
    inputs: Sequence[tuple[Path, str]],
    every_column: bool,
) -> tuple[Catalogus, list[Indeling]]:
    """Add the user's own indelingen to the catalogue, each from a file and perhaps a part of it."""
    if not inputs:
        return catalogus, []
    from regiokaart.sources.files import read_indelingen
    from regiokaart.sources.imported import ImportOptions, Layout

    layout = Layout.WIDE if every_column else Layout.AUTO
    own: list[Indeling] = []
    seen = set()
    for path, part in inputs:
        place = os.path.realpath(path), part.casefold()
        if place in seen:
            raise click.UsageError(f"bestand '{path}' is twee keer gekozen; laat er één weg")
        seen.add(place)
        taken = [indeling.id for indeling in catalogus]
        options = ImportOptions(part, layout=layout)
        for imported in read_indelingen(path, catalogus.gemeenten, gebied, taken, options):
            own.append(imported.indeling)
            catalogus = catalogus.with_indeling(own[-1])
    return catalogus, own


def _choose(
    catalogus: Catalogus, ids: Sequence[str], own: Sequence[Indeling], last: str | None = None
) -> list[Indeling]:
    """Return the indelingen that are named, then the user's own that are not, then the last."""
    after = [] if last is None else [last]
    unnamed = [indeling.id for indeling in own if indeling.id not in (*ids, *after)]
    chosen = [*ids, *unnamed, *after]
    for i, indeling_id in enumerate(chosen):
        if indeling_id in chosen[:i]:
            raise click.UsageError(
                f"indeling '{indeling_id}' is twee keer gekozen; laat er één weg"
            )
    return [catalogus[indeling_id] for indeling_id in chosen]


def _write_congruence(
    catalogus: Catalogus, chosen: list[Indeling], gewichten: list[Gewicht], path: Path
) -> None:
    from regiokaart.congruence.pair.tables import (
        PAIR_KEYS,
        gemeenten_table,
        matrix_table,
        pairs_table,
    )
    from regiokaart.export.tables import write_csv, write_json, write_xlsx

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


def _write_map(
    catalogus: Catalogus, gebied: Gebied, chosen: Sequence[Indeling], path: Path
) -> None:
    from regiokaart.cartography import views

    specification = (
        views.one_indeling(catalogus, gebied, chosen[0])
        if len(chosen) == 1
        else views.compare_two(catalogus, gebied, chosen[0], chosen[1])
    )
    write_map_file(specification, gebied, catalogus, path)
