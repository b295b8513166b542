"""The profiles of gemeenten over the set that counts: computed once per set, for all who ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject

from regiokaart.congruence.table import Table
from regiokaart.gui.figures.answers import Answers
from regiokaart.gui.state import State
from regiokaart.gui.tasks import Tasks
from regiokaart.model import Catalogus, Indeling, Regeling
from regiokaart.model.gemeenten import Gemeenten

if TYPE_CHECKING:  # the start of the program does without
    from regiokaart.congruence.chance.chance import TerritorialChance
    from regiokaart.congruence.gemeente.profile import Profiles

_KEPT = 4  # sets, with and without regelingen


@dataclass(frozen=True, eq=False)
class Profiled:
    """The profiles over a set of indelingen.

    Attributes
    ----------
    catalogus : Catalogus
    profiles : Profiles or None
        None when none of the indelingen can be used.
    left_out : tuple of str
        A Dutch sentence for each indeling that cannot be used.
    bron : str
        Source of the regelingen; empty when they do not count.
    by_chance : TerritorialChance or None
        What random regio's give; None when they were not drawn.
    """

    catalogus: Catalogus
    profiles: Profiles | None
    left_out: tuple[str, ...]
    bron: str
    by_chance: TerritorialChance | None = None

    @cached_property
    def table(self) -> Table | None:
        """The profile of every gemeente, a row each in the order of the catalogue."""
        from regiokaart.congruence.gemeente.profiletables import profile_table

        if self.profiles is None:
            return None
        return profile_table(
            self.catalogus,
            self.profiles,
            left_out=self.left_out,
            bron=self.bron,
            by_chance=self.by_chance,
        )


@lru_cache(maxsize=_KEPT)
def profiled(
    catalogus: Catalogus,
    indelingen: tuple[Indeling, ...],
    with_regelingen: bool = False,
    by_chance: TerritorialChance | None = None,
) -> Profiled:
    """Compute the profiles, or take those of an earlier time; to be called on another thread.

    Parameters
    ----------
    catalogus : Catalogus
    indelingen : tuple of Indeling
        Those that count; what cannot be used is left out.
    with_regelingen : bool
        Whether the formal regelingen count too; only for the embedded gemeenten.
    by_chance : TerritorialChance, optional
        What random regio's give.

    Raises
    ------
    DataError, OSError
        When the regelingen cannot be read.
    """
    from regiokaart.congruence.gemeente.comembership import usable
    from regiokaart.congruence.gemeente.profile import profiles
    from regiokaart.sources.register import register_source

    chosen, left_out = usable(indelingen)
    regelingen = regelingen_of(catalogus.gemeenten) if with_regelingen else ()
    found = profiles(catalogus, chosen, regelingen) if chosen else None
    bron = register_source() if with_regelingen else ""
    return Profiled(catalogus, found, left_out, bron, by_chance)


@lru_cache(maxsize=1)
def regelingen_of(gemeenten: Gemeenten) -> tuple[Regeling, ...]:
    """Return the formal regelingen of the embedded gemeenten, read once.

    Raises
    ------
    DataError, OSError
        When they cannot be read.
    """
    from regiokaart.sources.embedded import load_regelingen

    return load_regelingen(gemeenten)


@dataclass(frozen=True)
class Told:
    """What there is to tell of one gemeente.

    Attributes
    ----------
    sentences : tuple of str
        Its profile in words.
    regelingen : int or None
        Formal regelingen that it takes part in; None for the gemeenten of another year.
    """

    sentences: tuple[str, ...] = ()
    regelingen: int | None = None


class ProfileTeller(Answers[Told]):
    """Tells the profile of a gemeente."""

    def __init__(self, state: State, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(tasks, Told(), parent)
        self._state = state

    def tell(self, gemeente: int) -> Told:
        """Return what is known of a gemeente; nothing yet when it must be computed first."""
        catalogus, counted = self._state.catalogus, self._state.counted
        embedded = self._state.jaar is None
        question = (catalogus, counted, gemeente, embedded)
        return self.ask(question, partial(_told, *question))


def _told(
    catalogus: Catalogus, counted: tuple[Indeling, ...], gemeente: int, embedded: bool
) -> Told:
    from regiokaart.congruence.gemeente.profilesentences import profile_sentences

    regelingen = None
    if embedded:
        every = regelingen_of(catalogus.gemeenten)
        regelingen = sum(gemeente in regeling.gemeenten for regeling in every)
    found = profiled(catalogus, counted, embedded)
    if found.profiles is None:
        return Told(found.left_out, regelingen)
    return Told(
        (*profile_sentences(catalogus, found.profiles, gemeente), *found.left_out), regelingen
    )
