"""The catalogue: the gemeenten and every indeling known of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

import numpy as np
import numpy.typing as npt

from regiokaart.model.gemeenten import Gemeenten
from regiokaart.model.indeling import Indeling


class OnbekendeIndelingError(KeyError):
    """An id that is not in the catalogue; its text is Dutch and names what is."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, eq=False)
class Catalogus:
    """The indelingen over one list of gemeenten, in the order in which they are shown.

    Attributes
    ----------
    gemeenten : Gemeenten
    indelingen : tuple of Indeling
        Unique by id.
    """

    gemeenten: Gemeenten
    indelingen: tuple[Indeling, ...]

    def __post_init__(self) -> None:
        if len(self._by_id) != len(self.indelingen):
            raise ValueError("ids of indelingen must be unique")

    @cached_property
    def _by_id(self) -> dict[str, Indeling]:
        return {indeling.id: indeling for indeling in self.indelingen}

    def __len__(self) -> int:
        return len(self.indelingen)

    def __iter__(self) -> Iterator[Indeling]:
        return iter(self.indelingen)

    def __contains__(self, indeling_id: object) -> bool:
        return indeling_id in self._by_id

    def __getitem__(self, indeling_id: str) -> Indeling:
        """Return the indeling with this id.

        Raises
        ------
        OnbekendeIndelingError
            Naming the closest id, or all of them.
        """
        try:
            return self._by_id[indeling_id]
        except KeyError:
            close = get_close_matches(indeling_id.lower(), self._by_id, n=1, cutoff=0.65)
            hint = f"bedoelt u '{close[0]}'?" if close else "kies uit: " + ", ".join(self._by_id)
            raise OnbekendeIndelingError(f"indeling '{indeling_id}' bestaat niet; {hint}") from None

    def with_indeling(self, indeling: Indeling) -> Catalogus:
        """Return a catalogue with `indeling` added at the end."""
        return self.with_indelingen((indeling,))

    def with_indelingen(self, indelingen: Iterable[Indeling]) -> Catalogus:
        """Return a catalogue with `indelingen` added at the end."""
        return Catalogus(self.gemeenten, (*self.indelingen, *indelingen))

    def labels(self, indeling: Indeling) -> npt.NDArray[np.int64]:
        """Position of the regio of each gemeente, -1 where it has none. Shape (n,)."""
        return indeling.labels(len(self.gemeenten))
