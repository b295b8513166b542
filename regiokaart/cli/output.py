"""What commands print: their result, and what they wrote. An output may be full or closed."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiokaart.display import draw_without_display
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.notation import number

if TYPE_CHECKING:
    from regiokaart.cartography.specification import MapSpecification

NO_OUTPUT = (
    "de uitvoer kan niet worden geschreven; maak ruimte vrij op de schijf of stuur haar ergens "
    "anders heen"
)


def print_text(text: str | bytes) -> None:
    """Print a result as it is, without a line feed of its own.

    Raises
    ------
    ClickException
        When there is nowhere to print.
    OSError
        When it cannot be written.
    """
    if sys.stdout is None:  # closed by who started us
        raise click.ClickException(NO_OUTPUT)
    click.echo(text, nl=False)


def report_written(*paths: Path) -> None:
    """Say that files were written; that nobody can hear it makes it no less so."""
    try:
        for path in paths:
            click.echo(f"Geschreven: {path} ({number(path.stat().st_size / 1000, 1)} kB)")
    except OSError:
        discard_output()


class Progress:
    """How far slow work is, on a line that is rewritten; nothing where nobody watches.

    Parameters
    ----------
    what : str
        What is being done, such as ``Trekken``.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._watched = sys.stderr is not None and sys.stderr.isatty()
        self._line = ""

    def report(self, done: int, total: int) -> None:
        """Show a percentage."""
        line = f"{self._what}: {100 * done // total}%"
        if self._watched and line != self._line:
            self._line = line
            self._print(f"\r{line}")

    def end(self) -> None:
        """Leave the line as it is and go to the next."""
        if self._line:
            self._print("\n")

    def _print(self, text: str) -> None:
        with suppress(OSError):  # that nobody can see it is no reason to stop
            click.echo(text, nl=False, err=True)


def write_map_file(
    specification: MapSpecification, gebied: Gebied, catalogus: Catalogus, path: Path
) -> None:
    """Write a map, starting Qt for its fonts where the format needs it.

    Raises
    ------
    ExportError
        When the file cannot be written.
    """
    from regiokaart.export.maps import write_map

    if path.suffix.lower() == ".html":
        write_map(specification, gebied, catalogus, path)
        return
    draw_without_display()
    from regiokaart.painting.application import drawing_application

    running = drawing_application()
    write_map(specification, gebied, catalogus, path)
    del running


def print_error(problem: str) -> None:
    """Write an error as one printable line on stderr."""
    printable = "".join(c if c.isprintable() else " " for c in problem)
    with suppress(OSError):  # there is nowhere left to complain
        click.echo(f"Fout: {' '.join(printable.split())}", err=True)


def discard_output() -> None:
    """Drop what could not be printed, or Python tries again when it ends and complains."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
