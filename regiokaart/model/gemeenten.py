"""The gemeenten (municipalities) of one peiljaar and the weights they carry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt


class Gewicht(StrEnum):
    """What a gemeente counts for in a measure."""

    GEMEENTEN = "gemeenten"
    INWONERS = "inwoners"
    OPPERVLAKTE = "oppervlakte"

    @property
    def eenheid(self) -> str:
        """Unit of a weight, as shown behind a number."""
        return {"gemeenten": "gemeenten", "inwoners": "inwoners", "oppervlakte": "km²"}[self.value]


@dataclass(frozen=True, eq=False)
class Gemeentelijst:
    """The n gemeenten of one peiljaar, ordered by code, of which no more need be known.

    Attributes
    ----------
    peiljaar : int
        Year the list is valid for.
    codes : tuple of str
        CBS codes such as ``GM0363``, ascending, unique.
    namen : tuple of str
        Names, in the order of `codes`.
    """

    peiljaar: int
    codes: tuple[str, ...]
    namen: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.namen) != len(self.codes):
            raise ValueError("a list of gemeenten must have one value per code in every column")
        if any(a >= b for a, b in zip(self.codes, self.codes[1:], strict=False)):
            raise ValueError("codes of gemeenten must be ascending and unique")

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of each code."""
        return {code: i for i, code in enumerate(self.codes)}


@dataclass(frozen=True, eq=False)
class Gemeenten(Gemeentelijst):
    """The n gemeenten of one peiljaar with the weights they carry.

    Attributes
    ----------
    provincies : tuple of str
        Name of the province of each gemeente.
    inwoners : ndarray of int64, shape (n,)
        Inhabitants on 1 January of `inwoners_jaar`.
    inwoners_jaar : int
        Year of `inwoners`.
    oppervlakte : ndarray of float64, shape (n,)
        Area of the generalised polygon in km², without the large waters outside it.
    bron : str
        Source of the list, the inhabitants and the areas.
    """

    provincies: tuple[str, ...]
    inwoners: npt.NDArray[np.int64]
    inwoners_jaar: int
    oppervlakte: npt.NDArray[np.float64]
    bron: str

    def __post_init__(self) -> None:
        super().__post_init__()
        columns = (self.provincies, self.inwoners, self.oppervlakte)
        if any(len(column) != len(self.codes) for column in columns):
            raise ValueError("every column of Gemeenten must have one value per code")

    def weights(self, gewicht: Gewicht) -> npt.NDArray[np.float64]:
        """Weight of each gemeente: 1, inhabitants, or km². Shape (n,)."""
        if gewicht is Gewicht.GEMEENTEN:
            return np.ones(len(self))
        if gewicht is Gewicht.INWONERS:
            return self.inwoners.astype(np.float64)
        return self.oppervlakte
