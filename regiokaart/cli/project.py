"""`--project`: what a project says is what a command does, unless an option says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from regiokaart.cli.dutch import as_path
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.project import Project, Weergave

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEY = "regiokaart.project"
_OTHER_DATA = (
    "Let op: dit project is gemaakt met andere gegevens dan die hier in gebruik zijn; cijfers "
    "kunnen anders zijn."
)
_HELP = (
    "Neem de keuzes van dit project (.regiokaart) over: {}, eigen indelingen en peiljaar. Wat u "
    "met andere opties kiest, gaat voor."
)


@dataclass(frozen=True, eq=False)
class Given:
    """The project that a command was given."""

    path: Path
    project: Project


def current() -> Given | None:
    """Return the project that the command was given; None when it was not."""
    context = click.get_current_context(silent=True)
    found = None if context is None else context.meta.get(_KEY)
    return found if isinstance(found, Given) else None


def use_project(path: Path) -> Project:
    """Read the project that the command was given, and say so when it was made with other data.

    Raises
    ------
    DataError
        When it is none, or its year is not installed.
    """
    from regiokaart.sources.fingerprint import data_in_use
    from regiokaart.sources.project import read_project

    project = read_project(path)
    click.get_current_context().meta[_KEY] = Given(path, project)
    data = project.gegevens
    if data is not None and data_in_use(data.jaar) != data:
        click.echo(_OTHER_DATA, err=True)
    return project


def year_in_use(jaar: int | None) -> int | None:
    """Return a year that was asked for, or that of the project; None for the embedded data."""
    given = current()
    data = None if given is None else given.project.gegevens
    return data.jaar if jaar is None and data is not None else jaar


def load_data(jaar: int | None = None, ids: Iterable[str] = ()) -> tuple[Catalogus, Gebied]:
    """Load the data of a year or of the project, with what these ids and the project ask for.

    Parameters
    ----------
    jaar : int, optional
        That of the project by default, and without one the embedded data.
    ids : iterable of str

    Raises
    ------
    DataError
        When the year is not installed, or an own indeling of the project cannot be used.
    """
    from regiokaart.sources.errors import DataError
    from regiokaart.sources.library import with_library
    from regiokaart.sources.overige import with_overige
    from regiokaart.sources.project import with_own
    from regiokaart.sources.years import load

    given, named, jaar = current(), tuple(ids), year_in_use(jaar)
    catalogus, gebied = load(jaar)
    carried = () if given is None else tuple(own.id for own in given.project.eigen)
    others = [each for each in named if each not in carried]
    if jaar is None:
        catalogus = with_overige(catalogus, others)
    if given is not None:
        catalogus, here = with_own(given.path, given.project, catalogus)
        for old, new in zip(carried, here.eigen, strict=True):
            if new.id != old:
                raise DataError(
                    given.path,
                    f"'{old}' is in dit programma een andere indeling",
                    remedy="open het project in het venster en bewaar het opnieuw",
                )
    return with_library(catalogus, others), gebied


def _option(what: str, defaults: Callable[[Project], Mapping[str, Any]]) -> Callable[[Any], Any]:
    """Return the option; `defaults` says what options of the command are without it being said."""

    def take(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
        path = as_path(ctx, param, value)
        if path is None:
            return
        ctx.default_map = {**(ctx.default_map or {}), **defaults(use_project(path))}

    return click.option(
        "--project",
        metavar="BESTAND",
        is_eager=True,
        expose_value=False,
        callback=take,
        help=_HELP.format(what),
    )


def _weights(project: Project) -> Mapping[str, Any]:
    return {"gewicht": project.gewicht.value, "gewichten": [project.gewicht.value]}


def _map(project: Project) -> Mapping[str, Any]:
    drawn = (Weergave.INDELING, Weergave.VERGELIJK)
    return {"weergave": project.weergave.value} if project.weergave in drawn else {}


SET_OF_PROJECT = _option(
    "welke indelingen meetellen, gewicht",
    lambda project: {"ids": list(project.telt_mee), **_weights(project)},
)
COUNTED_OF_PROJECT = _option(
    "welke indelingen meetellen", lambda project: {"ids": list(project.telt_mee)}
)
PAIR_OF_PROJECT = _option(
    "indeling A en B, gewicht",
    lambda project: {"ids": [project.a, project.b], **_weights(project)},
)
MAP_OF_PROJECT = _option("weergave, indeling A en B", _map)


def drawn_by_default(weergave: str, second: str | None) -> Sequence[str]:
    """Return the ids of the indelingen that the project has on the map; none without a project."""
    given = current()
    if given is None:
        return ()
    project = given.project
    alone = weergave == Weergave.INDELING or second is not None
    return (project.a,) if alone else (project.a, project.b)
