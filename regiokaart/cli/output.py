"""What commands print: their result, and what they wrote. An output may be full or closed."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from regiokaart.model.notation import number

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


def print_error(problem: str) -> None:
    """Write an error as one printable line on stderr."""
    printable = "".join(c if c.isprintable() else " " for c in problem)
    with suppress(OSError):  # there is nowhere left to complain
        click.echo(f"Fout: {' '.join(printable.split())}", err=True)


def discard_output() -> None:
    """Drop what could not be printed, or Python tries again when it ends and complains."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
