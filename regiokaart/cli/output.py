"""What commands print: their result, and what they wrote. An output may be full or closed."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

import click

from regiokaart.display import draw_without_display
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.notation import number

if TYPE_CHECKING:
    from regiokaart.cartography.specification import MapSpecification
    from regiokaart.congruence.table import Provenance, Table

NO_OUTPUT = (
    "de uitvoer kan niet worden geschreven; maak ruimte vrij op de schijf of stuur haar ergens "
    "anders heen"
)

_NAMED = 6  # columns that are not shown
_SURE_AFTER = 5.0  # seconds of work that tell how fast it goes, and the share that is done
_SURE_FROM = 0.03
_NARROWEST = 40  # characters on a line, whatever a terminal says of itself


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


def screen_width() -> int | None:
    """Return how many characters fit on a line; None where nobody watches, as in a file."""
    watched = sys.stdout is not None and sys.stdout.isatty()
    if not (watched or os.environ.get("COLUMNS")):
        return None
    return max(shutil.get_terminal_size().columns, _NARROWEST)


def paragraphs(lines: Iterable[str], indent: str = "") -> str:
    """Write sentences below each other, as wide as the screen; `indent` is where they go on."""
    return "".join(f"{_fitted(line, indent)}\n" for line in lines)


def listed(heading: str, lines: Iterable[str]) -> str:
    """Write a heading with its lines, each said once; nothing where there are none."""
    items = paragraphs((f"- {line}" for line in dict.fromkeys(lines)), "  ")
    return f"{heading}\n{items}" if items else ""


def titled(
    table: Table, keys: Sequence[str], spare: Sequence[str] = (), option: str = "--tabel"
) -> str:
    """Write a table below its title, as wide as the screen.

    Parameters
    ----------
    table : Table
    keys : sequence of str
        Keys of the columns to show.
    spare : sequence of str
        Which of them may be left out of a narrow screen, the first one first.
    option : str
        What gives all columns, for those who miss one.
    """
    return f"{table.title}\n\n{columns_text(table, keys, spare, option)}"


def columns_text(
    table: Table, keys: Sequence[str], spare: Sequence[str] = (), option: str = "--tabel"
) -> str:
    """Write columns of a table, and which ones it has more; see `titled`."""
    from regiokaart.export.text import fitting, text_table

    width = screen_width()
    shown = keys if width is None else fitting(table, keys, spare, width)
    left = [column for column in table.columns if column.key not in shown]
    others = [c.title for c in sorted(left, key=lambda c: c.key not in keys)]  # who just missed it
    named = ", ".join(others[:_NAMED])
    more = f" en nog {len(others) - _NAMED}" if len(others) > _NAMED else ""
    note = paragraphs([f"Niet getoond: {named}{more}; '{option}' geeft alle kolommen."])
    return text_table(table, shown, width) + (note if others else "")


def print_result(sections: Iterable[str], accounts: Sequence[Provenance]) -> None:
    """Print a result, and below it what was chosen, what to mind and where it comes from.

    Parameters
    ----------
    sections : iterable of str
        Each ending with a line feed; empty ones are left out.
    accounts : sequence of Provenance
        Of the tables that are shown, at least one.
    """
    choices = [f"{name}: {value}" for account in accounts for name, value in account.parameters]
    every = (
        *sections,
        listed("Keuzes", choices),
        listed("Opmerkingen", [line for account in accounts for line in account.remarks]),
        listed("Bronnen", [line for a in accounts for line in (*a.sources, *a.indelingen)]),
        f"{accounts[0].program}\n",
    )
    print_text("\n".join(filter(None, every)))


def _fitted(line: str, indent: str) -> str:
    width = screen_width()
    if width is None or len(line) <= width:
        return line
    return fill(line, width, subsequent_indent=indent, break_on_hyphens=False)


def report_written(*paths: Path) -> None:
    """Say that files were written; that nobody can hear it makes it no less so."""
    try:
        for path in paths:
            click.echo(f"Geschreven: {path} ({number(path.stat().st_size / 1000, 1)} kB)")
    except OSError:
        discard_output()


class Patience:
    """Says once, on a terminal, that a command is still busy when it takes more than a moment.

    Parameters
    ----------
    seconds : float
        How long nothing needs to be said.
    """

    _present: Patience | None = None

    def __init__(self, seconds: float = 2.0) -> None:
        from threading import Timer

        self._timer = Timer(seconds, print_line, ["Bezig; dit duurt even ..."])
        self._timer.daemon = True
        if sys.stderr is not None and sys.stderr.isatty():
            Patience._present = self
            self._timer.start()

    def end(self) -> None:
        """Say nothing any more: it is done."""
        self._timer.cancel()

    @classmethod
    def told(cls) -> None:
        """Leave it to what says more precisely how far the work is, or to a window."""
        if cls._present is not None:
            cls._present.end()


def remaining(seconds: float, done: int, total: int) -> str:
    """Say how long work goes on, going by how far it is; nothing while that is a mere guess.

    Examples
    --------
    >>> remaining(20.0, 100, 1000)
    ', nog ongeveer 3 minuten'
    >>> remaining(30.0, 900, 1000)
    ', nog minder dan een minuut'
    >>> remaining(20.0, 10, 1000)
    ''
    """
    if seconds < _SURE_AFTER or done < _SURE_FROM * total:
        return ""
    minutes = round(seconds * (total - done) / done / 60)
    if minutes < 1:
        return ", nog minder dan een minuut"
    return f", nog ongeveer {number(minutes)} {'minuut' if minutes == 1 else 'minuten'}"


class Progress:
    """How far slow work is, on a line that is rewritten; nothing where nobody watches.

    Parameters
    ----------
    what : str
        What is being done, such as ``Trekken``.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._began = time.monotonic()
        self._watched = sys.stderr is not None and sys.stderr.isatty()
        self._line = ""

    def report(self, done: int, total: int) -> None:
        """Show a percentage."""
        Patience.told()
        left = remaining(time.monotonic() - self._began, done, total)
        line = f"{self._what}: {100 * done // total}%{left}; Ctrl+C stopt"
        if self._watched and line != self._line:
            self._print(f"\r{line.ljust(len(self._line))}")
            self._line = line

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

    drawing_application()
    write_map(specification, gebied, catalogus, path)


def print_error(problem: str) -> None:
    """Write an error as one printable line on stderr."""
    printable = "".join(c if c.isprintable() else " " for c in problem)
    print_line(f"Fout: {' '.join(printable.split())}")


def print_line(line: str) -> None:
    """Write a line on stderr."""
    with suppress(OSError):  # there is nowhere left to complain
        click.echo(line, err=True)


def discard_output() -> None:
    """Drop what could not be printed, or Python tries again when it ends and complains."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
