"""`regiokaart data`: fetch the official data of a year, and list what is there."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from regiokaart.cli.dutch import DutchCommand, DutchGroup, as_year
from regiokaart.cli.output import Patience, print_text
from regiokaart.model.notation import day_in_words, number
from regiokaart.sources.errors import DataError

if TYPE_CHECKING:
    from regiokaart.sources.official.download import Progress
    from regiokaart.sources.official.installed import Installed


@click.group("data", cls=DutchGroup, examples=("data lijst",), invoke_without_command=True)
@click.pass_context
def data(ctx: click.Context) -> None:
    """Haal officiële gegevens op en toon wat er is."""
    if ctx.invoked_subcommand is None:
        print_text(f"{ctx.get_help()}\n")


@data.command("ophalen", cls=DutchCommand, examples=("data ophalen --jaar 2025",))
@click.option("--jaar", metavar="JAAR", required=True, callback=as_year, help="Peiljaar.")
@click.option(
    "--bron",
    metavar="URL",
    help="Een andere server met dezelfde bestanden, zoals een spiegel binnen uw organisatie.",
)
def fetch_year(jaar: int, bron: str | None) -> None:
    """Haal de gebiedsindelingen, grenzen en inwoners van een jaar op bij CBS en PDOK.

    Zolang niet alles is gecontroleerd, verandert er niets. Een afgebroken bestand gaat de
    volgende keer verder waar het was.
    """
    from regiokaart.sources.official.install import install_year
    from regiokaart.sources.official.installed import list_installed
    from regiokaart.sources.official.source import OFFICIAL, Source

    before = {year.jaar: year for year in list_installed()}.get(jaar)
    shown = _Shown()
    try:
        year = install_year(
            jaar, shown.progress, source=OFFICIAL if bron is None else Source.mirror(bron)
        )
    except KeyboardInterrupt:
        shown.end()
        raise click.Abort(
            "Gestopt: er is niets veranderd, en wat binnen is blijft bewaard."
        ) from None
    finally:
        shown.end()
    print_text("".join(f"{line}\n" for line in _installed_lines(year, before)))


@data.command("lijst", cls=DutchCommand, examples=("data lijst",))
def list_years() -> None:
    """Toon welke jaren er zijn."""
    from regiokaart.sources.embedded import load_catalogus
    from regiokaart.sources.official.installed import list_installed, verify

    embedded = load_catalogus()
    counts = _counts(len(embedded.gemeenten), len(embedded))
    lines = [f"ingebouwd  {counts}, gemeenten van {embedded.gemeenten.peiljaar}"]
    for year in list_installed():
        lines.append(f"{year.jaar}       {_line(year)}")
        try:
            verify(year)
        except DataError as error:
            lines.append(f"           beschadigd: {error}")
    print_text("".join(f"{line}\n" for line in lines))


def _installed_lines(year: Installed, before: Installed | None) -> list[str]:
    lines = [f"{year.jaar} is geïnstalleerd: {_line(year)}."]
    if year.voorlopig:
        lines.append("De gegevens zijn voorlopig; haal ze na 1 juli nog eens op.")
    old = {each.name: each for each in before.bronnen} if before else {}
    for each in year.bronnen:
        earlier = old.get(each.name)
        if earlier is not None and earlier.sha256 != each.sha256:
            lines.append(f"{each.name} is anders dan de vorige keer.")
        lines.append(f"{each.name}  {number(each.size / 1e6, 1)} MB  SHA-256 {each.sha256}")
    return lines


def _line(year: Installed) -> str:
    status = "voorlopig" if year.voorlopig else "definitief"
    counts = _counts(year.gemeenten, year.indelingen)
    return f"{counts}, {status}, opgehaald op {day_in_words(year.opgehaald)}"


def _counts(gemeenten: int, indelingen: int) -> str:
    return f"{gemeenten} gemeenten, {indelingen} indelingen"


class _Shown:
    """What is on screen of a transfer: a line that is rewritten, or a line per file in a log."""

    def __init__(self) -> None:
        self._rewrite = sys.stderr is not None and sys.stderr.isatty()
        self._name = ""
        self._width = 0

    def progress(self, progress: Progress) -> None:
        """Show how far a file is."""
        Patience.told()
        if progress.name != self._name:
            self.end()
            self._name = progress.name
            if not self._rewrite:
                self._print(f"{progress.name} ophalen\n")
        if self._rewrite:
            line = _progress_line(progress)
            self._print("\r" + line.ljust(self._width))
            self._width = len(line)

    def end(self) -> None:
        """Leave the line as it is and go to the next."""
        if self._width:
            self._print("\n")
        self._width = 0

    def _print(self, text: str) -> None:
        with suppress(OSError):  # that nobody can see it is no reason to stop
            click.echo(text, nl=False, err=True)


def _progress_line(progress: Progress) -> str:
    of = f" van {number(progress.total / 1e6, 1)}" if progress.total else ""
    speed = f", {number(progress.speed / 1e6, 1)} MB/s" if progress.speed else ""
    return f"{progress.name}: {number(progress.done / 1e6, 1)}{of} MB{speed}"
