"""Every view of the window, declared once, and made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from regiokaart.gui.desk import Desk
from regiokaart.gui.views.pair import OneView, PairView
from regiokaart.gui.views.view import View
from regiokaart.model.project import Weergave


@dataclass(frozen=True)
class Entry:
    """One view in the switcher.

    Attributes
    ----------
    weergave : Weergave
    command : str
        Key of the command that opens it.
    make : callable
        Makes the view; may raise DataError or OSError when its data cannot be read.
    help : str
        Heading of the manual that tells about it.
    """

    weergave: Weergave
    command: str
    make: Callable[[Desk], View]
    help: str


def _cooperation(desk: Desk) -> View:
    from regiokaart.gui.views.cooperation import CooperationView

    return CooperationView(desk)


def _borders(desk: Desk) -> View:
    from regiokaart.gui.views.borders import BorderView

    return BorderView(desk)


def _gemeenten(desk: Desk) -> View:
    from regiokaart.gui.views.gemeenten import GemeentenView

    return GemeentenView(desk)


def _steps(desk: Desk) -> View:
    from regiokaart.gui.views.steps import StepsView

    return StepsView(desk)


def _years(desk: Desk) -> View:
    from regiokaart.gui.views.years import YearsView

    return YearsView(desk)


ENTRIES = (
    Entry(Weergave.INDELING, "view_one", OneView, "een-indeling-bekijken"),
    Entry(Weergave.VERGELIJK, "view_two", PairView, "twee-indelingen-vergelijken"),
    Entry(Weergave.GRENZEN, "view_borders", _borders, "grenzen-tellen"),
    Entry(Weergave.GEMEENTEN, "view_gemeenten", _gemeenten, "met-wie-een-gemeente-samenwerkt"),
    Entry(Weergave.STAPPEN, "view_steps", _steps, "het-geheel-en-de-goedkoopste-stap"),
    Entry(
        Weergave.SAMENWERKINGEN,
        "view_cooperation",
        _cooperation,
        "samenwerkingen-tussen-gemeenten",
    ),
    Entry(Weergave.JAREN, "view_years", _years, "door-de-jaren"),
)
"""In the order of the switcher; imports inside a function keep the start of the program quick."""


class Views:
    """The views that were opened so far.

    Parameters
    ----------
    desk : Desk
    added : callable
        Called with every new view and what it shows, to give its controls and tables a place.
    """

    def __init__(self, desk: Desk, added: Callable[[Weergave, View], None]) -> None:
        self._desk, self._added = desk, added
        self._views: dict[Weergave, View] = {}

    def __getitem__(self, weergave: Weergave) -> View:
        """Return a view, made now if need be.

        Raises
        ------
        DataError, OSError
            When its data cannot be read.
        """
        if weergave not in self._views:
            entry = next(each for each in ENTRIES if each.weergave is weergave)
            view = entry.make(self._desk)
            self._views[weergave] = view
            self._added(weergave, view)
        return self._views[weergave]

    def __iter__(self) -> Iterator[View]:
        return iter(self._views.values())

    def items(self) -> Iterator[tuple[Weergave, View]]:
        """Return each view that was opened, with what it shows."""
        return iter(tuple(self._views.items()))

    def clear(self) -> None:
        """Forget all views."""
        self._views.clear()
