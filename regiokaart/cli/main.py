"""The command itself: its errors, its help, the window, and the main job.

Everything heavy is imported when needed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from regiokaart import __version__
from regiokaart.cli.bibliotheek import bibliotheek
from regiokaart.cli.congruentie import congruentie, write_congruence
from regiokaart.cli.controle import controle
from regiokaart.cli.data import data
from regiokaart.cli.dutch import HELP_SETTINGS, DutchCommand, DutchGroup, as_path, describe
from regiokaart.cli.geheel import geheel, ministerie
from regiokaart.cli.grenzen import grenzen
from regiokaart.cli.indelingen import indelingen
from regiokaart.cli.jaren import jaren
from regiokaart.cli.kaart import kaart, write_map
from regiokaart.cli.koppelen import koppelen
from regiokaart.cli.opmaken import opmaken
from regiokaart.cli.output import (
    NO_OUTPUT,
    Patience,
    discard_output,
    print_error,
    print_line,
    print_text,
    report_written,
)
from regiokaart.cli.profiel import profiel
from regiokaart.cli.project import load_data
from regiokaart.cli.regios import regios
from regiokaart.cli.samenwerkingen import samenwerkingen
from regiokaart.cli.stappen import stappen
from regiokaart.cli.toeval import toeval
from regiokaart.display import NO_DISPLAY, draw_without_display, has_display
from regiokaart.export.files import ExportError
from regiokaart.model import Gewicht
from regiokaart.model.catalogus import OnbekendeIndelingError
from regiokaart.model.project import SUFFIX as PROJECT_SUFFIX
from regiokaart.sources.errors import DataError

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
_MAIN_PAIR = ("arbeidsmarktregio", "jeugdregio")


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


@main.command("help", cls=DutchCommand, examples=("help kaart", "help data ophalen"))
@click.argument("words", metavar="[OPDRACHT]...", nargs=-1)
@click.pass_context
def show_help(ctx: click.Context, words: tuple[str, ...]) -> None:
    """Toon deze hulp, of de hulp van een opdracht."""
    command: click.Command = main
    above = ctx.parent or ctx
    for place, word in enumerate(words):
        if not isinstance(command, click.Group):
            raise click.UsageError(
                f"'{word}' wordt niet begrepen; zie 'regiokaart help {' '.join(words[:place])}'"
            )
        name, found, _ = command.resolve_command(above, [word])
        assert found is not None  # or it is refused
        command, above = found, click.Context(found, above, name)
    print_text(f"{command.get_help(above)}\n")


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
        print_error(str(problem))  # for those who look here; the window tells it as well
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


main.add_command(congruentie)
main.add_command(kaart)
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
    from regiokaart.gui.app import application, save_window_screenshot

    running = application()  # before the maps start one without widgets
    catalogus, gebied = load_data()
    pair = [catalogus[indeling_id] for indeling_id in _MAIN_PAIR]
    for name in ("congruentie.xlsx", "congruentie.csv"):
        write_congruence(catalogus, list(catalogus), list(Gewicht), folder / name)
        report_written(*table_files(folder / name))
    for name in ("kaart.png", "kaart.html"):
        write_map(catalogus, gebied, pair, folder / name)
        report_written(folder / name)
    save_window_screenshot(folder / "venster.png")
    report_written(folder / "venster.png")
    del running
