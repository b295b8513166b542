"""Other years over the gemeenten of now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from regiokaart.congruence.overyears.changes import Course, follow
from regiokaart.model import Catalogus, Herindeling, Jaargang
from regiokaart.model.herindeling import Transition


@dataclass(frozen=True, eq=False)
class Year:
    """One year, over its own gemeenten and over those of now.

    Attributes
    ----------
    then : Jaargang
    now : Jaargang
        The same indelingen over the gemeenten of now.
    transition : Transition
        From the one to the other.
    """

    then: Jaargang
    now: Jaargang
    transition: Transition

    @property
    def jaar(self) -> int:
        """Year of the list of gemeenten."""
        return self.then.jaar


def harmonise(
    catalogus: Catalogus, jaargangen: Sequence[Jaargang], herindelingen: Sequence[Herindeling]
) -> tuple[Year, ...]:
    """Write other years over the gemeenten of a catalogue; the catalogue's own year included.

    Returns
    -------
    tuple of Year
        Oldest first.

    Raises
    ------
    ValueError
        When a year occurs twice, or a gemeente is in several regio's of an indeling, or in one
        for a share only.
    """
    gemeenten = catalogus.gemeenten
    years = []
    for jaargang in (*jaargangen, Jaargang.of(catalogus)):
        course = jaargang.transition(gemeenten, herindelingen)
        same = jaargang.gemeenten.codes == gemeenten.codes
        now = jaargang if same else jaargang.carried(gemeenten, course)
        years.append(Year(jaargang, now, course))
    if len({year.jaar for year in years}) < len(years):
        raise ValueError("a year occurs twice")
    return tuple(sorted(years, key=lambda year: year.jaar))


def having(years: Sequence[Year]) -> dict[str, list[int]]:
    """Return the years that have each indeling, by its id."""
    found: dict[str, list[int]] = {}
    for year in years:
        for indeling in year.now.indelingen:
            found.setdefault(indeling.id, []).append(year.jaar)
    return found


def courses(
    years: Sequence[Year], ids: Sequence[str], herindelingen: Sequence[Herindeling]
) -> list[Course]:
    """Follow every indeling from each year that has it to the next one that does."""
    found = []
    for indeling_id in ids:
        known = [year.then for year in years if year.then.get(indeling_id) is not None]
        found += [
            follow(indeling_id, first, second, herindelingen) for first, second in pairwise(known)
        ]
    return found
