"""A project: the choices of a user, to go on with later or to hand to a colleague."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from regiokaart.model.gemeenten import Gewicht

SUFFIX = ".regiokaart"
VERSION = 1


class Weergave(StrEnum):
    """What the map shows."""

    INDELING = "indeling"
    VERGELIJK = "vergelijk"
    GRENZEN = "grenzen"
    GEMEENTEN = "gemeenten"
    STAPPEN = "stappen"
    SAMENWERKINGEN = "samenwerkingen"
    JAREN = "jaren"


@dataclass(frozen=True)
class Project:
    """What a user chose, apart from how the window is arranged.

    Attributes
    ----------
    telt_mee : tuple of str
        Ids of the indelingen that count, in the order of the catalogue.
    gewicht : Gewicht
    weergave : Weergave
    a, b : str
        Ids of the indeling on the map and the one it is compared with.
    selectie : tuple of str
        Codes of the selected gemeenten, ascending.
    """

    telt_mee: tuple[str, ...]
    gewicht: Gewicht
    weergave: Weergave
    a: str
    b: str
    selectie: tuple[str, ...] = ()
