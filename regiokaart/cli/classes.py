"""How the commands that make a map take its classes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from regiokaart.cartography.classes import (
    FEWEST,
    MOST,
    Classification,
    Klassen,
    range_problem,
    read_breaks,
)
from regiokaart.cli.dutch import whole_number

if TYPE_CHECKING:
    from regiokaart.cartography.pergemeente import Figures

_METHODS = tuple(each.value for each in Klassen if each is not Klassen.EIGEN)


def _read(ctx: click.Context, param: click.Parameter, value: str) -> Classification:
    """Read the name of a method, or limits of one's own."""
    if value in _METHODS:
        return Classification(Klassen(value))
    if not any(letter.isdigit() for letter in value):
        raise click.BadParameter(
            f"'{value}' kan niet; kies {', '.join(_METHODS)}, of geef eigen grenzen zoals 10,20,30",
            ctx,
            param,
        )
    try:
        breaks = read_breaks(value if ";" in value else value.replace(",", ";"))
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from error
    return Classification(Klassen.EIGEN, breaks=breaks)


def classes_options(default: Klassen) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options ``--klassen`` and ``--aantal-klassen``."""
    kind = click.option(
        "--klassen",
        metavar=f"{'|'.join(_METHODS)}|GRENZEN",
        default=default.value,
        callback=_read,
        help="Hoe de kaart in klassen is verdeeld, of eigen grenzen: 10,20,30 (of 12,5;20). Elke "
        f"grens is waar een klasse begint. Zonder deze optie {default.value}.",
    )
    count = click.option(
        "--aantal-klassen",
        "class_count",
        metavar="AANTAL",
        callback=whole_number(FEWEST, MOST),
        help=f"In hoeveel klassen, {FEWEST} tot en met {MOST}; zonder deze optie 5.",
    )
    return lambda command: kind(count(command))


def chosen_classes(how: Classification, count: int | None, *, drawn: bool) -> Classification:
    """Return the classes of a map, if one is drawn; with the number of them that was asked for.

    Raises
    ------
    click.UsageError
        When there is no map to divide, or the limits already say how many classes there are.
    """
    given = click.get_current_context().get_parameter_source("klassen")
    if not drawn and (given is ParameterSource.COMMANDLINE or count is not None):
        name = "--klassen" if count is None else "--aantal-klassen"
        raise click.UsageError(f"'{name}' hoort bij een kaart; schrijf er een, of laat het weg")
    if count is None:
        return how
    if how.klassen is Klassen.EIGEN:
        raise click.UsageError(
            "eigen grenzen bepalen zelf hoeveel klassen er zijn; laat '--aantal-klassen' weg"
        )
    return Classification(how.klassen, count)


def check_range(how: Classification, figures: Figures) -> None:
    """Refuse own limits that leave everything on the map in one class.

    Raises
    ------
    click.UsageError
    """
    problem = range_problem(how, figures.values, figures.per_unit)
    if problem:
        raise click.UsageError(f"'--klassen': {problem}; kies andere grenzen")
