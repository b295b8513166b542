"""`regiokaart opmaken`: a page as a template of a project says, without a window."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

import click

from regiokaart.cli.dutch import DutchCommand, as_path
from regiokaart.cli.output import print_line, report_written
from regiokaart.cli.project import load_data, use_project
from regiokaart.display import draw_without_display
from regiokaart.export.files import check_place, check_suffix
from regiokaart.model.layoutsettings import LayoutSettings, MapKind
from regiokaart.model.project import Project, Weergave

_LOGO_ELSEWHERE = (
    "de pagina is zonder logo gemaakt: het staat op een andere computer, en daar zoekt deze "
    "opdracht niet"
)


@click.command(
    "opmaken",
    cls=DutchCommand,
    examples=('opmaken visie.regiokaart --sjabloon "Bij de brief" --uit kaart.pdf',),
)
@click.argument("project", metavar="PROJECT", callback=as_path)
@click.option(
    "--sjabloon",
    "name",
    metavar="NAAM",
    help="Welk sjabloon van het project; niet nodig als er maar een is.",
)
@click.option(
    "--uit",
    "output",
    metavar="BESTAND",
    callback=as_path,
    required=True,
    help="Schrijf naar dit bestand: .pdf, .svg of .png.",
)
def opmaken(project: Path, name: str | None, output: Path) -> None:
    """Maak een pagina met kaarten zoals een sjabloon in een project zegt.

    Zo maakt een collega een figuur precies na. Sjablonen bewaart u in het venster, met Kaart
    opmaken.
    """
    from regiokaart.export.maps import PAGE_SUFFIXES
    from regiokaart.sources.project import check_named

    check_suffix(output, PAGE_SUFFIXES)
    check_place(output)
    if output.resolve() == project.resolve():
        raise click.UsageError(f"'{output}' is het project zelf; kies bij --uit een andere naam")
    read = use_project(project)
    name, chosen = _template(read.sjablonen, name)
    settings = chosen.without_logo_elsewhere()
    _check_drawable(read, name, settings)
    catalogus, gebied = load_data(ids=(*read.needed, *settings.indelingen))
    check_named(project, read, catalogus)
    draw_without_display()
    from regiokaart.export.maps import write_page
    from regiokaart.gui.layouting.logo import read_logo
    from regiokaart.gui.layouting.reproducing import TABLES, reproduced
    from regiokaart.painting.application import drawing_application
    from regiokaart.sources.errors import DataError

    if settings.table and settings.table not in TABLES:
        raise click.UsageError(
            f"sjabloon '{name}' heeft de tabel '{settings.table}', en die maakt alleen het "
            f"venster; hier kunnen {', '.join(TABLES)}"
        )
    drawing_application()
    material = reproduced(read, settings, catalogus, gebied)
    remarks = [_LOGO_ELSEWHERE] if settings.logo != chosen.logo else []
    logo = None
    if settings.logo:
        try:
            logo = read_logo(Path(settings.logo))
        except DataError as error:
            remarks.append(f"de pagina is zonder logo gemaakt: {error}")
    page = material.page(settings, logo.png, logo.size) if logo else material.page(settings)
    write_page(page, gebied, output)
    for remark in (*page.remarks, *remarks):
        print_line(f"Let op: {remark}.")
    report_written(output)


def _template(named: Mapping[str, LayoutSettings], name: str | None) -> tuple[str, LayoutSettings]:
    """Return the template that is meant, and its name."""
    if not named:
        raise click.UsageError(
            "dit project heeft geen sjablonen; bewaar er een in het venster met Kaart opmaken, "
            "met 'in het project' aangevinkt"
        )
    every = ", ".join(f"'{each}'" for each in named)
    if name is None:
        if len(named) > 1:
            raise click.UsageError(f"kies met --sjabloon uit: {every}")
        name = next(iter(named))
    if name not in named:
        close = get_close_matches(name, named, n=1)
        hint = f"bedoelt u '{close[0]}'?" if close else f"kies uit: {every}"
        raise click.UsageError(f"sjabloon '{name}' staat niet in het project; {hint}")
    return name, named[name]


def _check_drawable(project: Project, name: str, settings: LayoutSettings) -> None:
    """Refuse a template with a map that follows from the controls of a view in the window."""
    of_window = any(each.kind is MapKind.WINDOW for each in settings.maps)
    if of_window and project.weergave not in (Weergave.INDELING, Weergave.VERGELIJK):
        raise click.UsageError(
            f"sjabloon '{name}' toont de kaart in het venster, en die van de weergave "
            f"'{project.weergave}' maakt alleen het venster; kies in het sjabloon één indeling of "
            "twee indelingen vergeleken"
        )
