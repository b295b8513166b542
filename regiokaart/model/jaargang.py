"""A jaargang: the gemeenten and indelingen of one year, to set beside those of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from regiokaart.model.catalogus import Catalogus
from regiokaart.model.gemeenten import Gemeentelijst, Gemeenten
from regiokaart.model.herindeling import Herindeling, Transition, carry_indeling, transition
from regiokaart.model.indeling import Indeling


@dataclass(frozen=True, eq=False)
class Jaargang:
    """The indelingen over the gemeenten of one year.

    Attributes
    ----------
    gemeenten : Gemeentelijst
        The n gemeenten of that year.
    inwoners : ndarray of float64, shape (n,)
        Their inhabitants, NaN where not known.
    indelingen : tuple of Indeling
        Unique by id; one of the same kind has the same id in every year.
    bron : str
        Source of the list of gemeenten.
    """

    gemeenten: Gemeentelijst
    inwoners: npt.NDArray[np.float64]
    indelingen: tuple[Indeling, ...]
    bron: str

    @classmethod
    def of(cls, catalogus: Catalogus) -> Jaargang:
        """Return the year of a catalogue."""
        gemeenten = catalogus.gemeenten
        inwoners = gemeenten.inwoners.astype(np.float64)
        return cls(gemeenten, inwoners, catalogus.indelingen, gemeenten.bron)

    @property
    def jaar(self) -> int:
        """Year of the list of gemeenten."""
        return self.gemeenten.peiljaar

    def get(self, indeling_id: str) -> Indeling | None:
        """Return the indeling with this id, None where this year has none."""
        return next((i for i in self.indelingen if i.id == indeling_id), None)

    def transition(self, target: Gemeenten, herindelingen: Sequence[Herindeling]) -> Transition:
        """Find how these gemeenten became those of another year."""
        return transition(
            self.gemeenten.codes,
            target.codes,
            herindelingen,
            self.inwoners,
            target.inwoners.astype(np.float64),
        )

    def carried(self, target: Gemeentelijst, course: Transition) -> Jaargang:
        """Write every indeling over the gemeenten of another year.

        The inhabitants are not carried.

        Raises
        ------
        ValueError
            When a gemeente is in several regio's of an indeling, or in one for a share only.
        """
        return replace(
            self,
            inwoners=np.full(len(target), np.nan),
            indelingen=tuple(
                carry_indeling(indeling, self.gemeenten, target, course)
                for indeling in self.indelingen
            ),
        )
