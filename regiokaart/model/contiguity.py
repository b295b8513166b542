"""Which gemeenten hang together: over land, and by the connections that islands have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

from regiokaart.model.gebied import Gebied


class Verbindingssoort(StrEnum):
    """Why two gemeenten without a common land border count as neighbours."""

    VERVOER = "vervoer"
    BESTUURLIJK = "bestuurlijk"


@dataclass(frozen=True)
class Verbinding:
    """A connection between two gemeenten that have water between them.

    Attributes
    ----------
    a, b : int
        Positions of the gemeenten in their `Gemeenten`.
    soort : Verbindingssoort
        A ferry, tunnel or bridge; or the nearest gemeente of the same province.
    naam : str
        What it is, such as ``Westerscheldetunnel``.
    bron : str
    """

    a: int
    b: int
    soort: Verbindingssoort
    naam: str
    bron: str


@dataclass(frozen=True, eq=False)
class Contiguity:
    """The graph of n gemeenten that are neighbours.

    Attributes
    ----------
    n : int
        Number of gemeenten.
    pairs : ndarray of int64, shape (e, 2)
        Positions with the smaller first, ordered, each pair once.
    """

    n: int
    pairs: npt.NDArray[np.int64]

    @classmethod
    def of(cls, gebied: Gebied, verbindingen: Iterable[Verbinding] = ()) -> Contiguity:
        """Take the land borders of an area, and connections besides.

        Parameters
        ----------
        gebied : Gebied
        verbindingen : iterable of Verbinding
            Those that count; none for land borders only.
        """
        links = [sorted((each.a, each.b)) for each in verbindingen]
        extra = np.array(links, dtype=np.int64).reshape(-1, 2)
        pairs = np.unique(np.concatenate([gebied.neighbours[0], extra]), axis=0)
        return cls(len(gebied), pairs.astype(np.int64))

    @cached_property
    def _neighbours(self) -> list[npt.NDArray[np.int64]]:
        both = np.concatenate([self.pairs, self.pairs[:, ::-1]])
        both = both[np.lexsort((both[:, 1], both[:, 0]))]
        starts = np.searchsorted(both[:, 0], np.arange(1, self.n))
        return np.split(both[:, 1], starts)

    def neighbours(self, i: int) -> npt.NDArray[np.int64]:
        """Positions of the neighbours of a gemeente, ascending."""
        return self._neighbours[i]

    def components(self, groups: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Divide every group into the pieces that hang together.

        Parameters
        ----------
        groups : ndarray of int64, shape (n,)
            Group of each gemeente, such as its regio; negative for none.

        Returns
        -------
        ndarray of int64, shape (n,)
            Piece of each gemeente, numbered over all groups in the order of their first gemeente;
            -1 for a gemeente without a group.

        Raises
        ------
        ValueError
            When there is not one group per gemeente.

        Examples
        --------
        >>> row = Contiguity(4, np.array([[0, 1], [1, 2], [2, 3]]))
        >>> row.components(np.array([5, 5, -1, 5])).tolist()
        [0, 0, -1, 1]
        """
        first = self._first_member(groups)
        pieces = np.full(self.n, -1, dtype=np.int64)
        pieces[groups >= 0] = np.unique(first[groups >= 0], return_inverse=True)[1]
        return pieces

    def pieces(self, groups: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.int64]:
        """Count the pieces of every group.

        Parameters
        ----------
        groups : ndarray of int64, shape (n,)
            As for `components`, below `count`.
        count : int
            Number of groups.

        Returns
        -------
        ndarray of int64, shape (count,)
            0 for a group without gemeenten, 1 for one that hangs together.

        Raises
        ------
        ValueError
            When there is not one group per gemeente.

        Examples
        --------
        >>> row = Contiguity(4, np.array([[0, 1], [1, 2], [2, 3]]))
        >>> row.pieces(np.array([0, 1, 0, 0]), 3).tolist()
        [2, 1, 0]
        """
        first = self._first_member(groups)
        starts = (first == np.arange(self.n)) & (groups >= 0)
        return np.bincount(groups[starts], minlength=count)

    def _first_member(self, groups: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Position of the first gemeente of the piece of each gemeente. Shape (n,)."""
        if groups.shape != (self.n,):
            raise ValueError(f"groups must have shape ({self.n},), not {groups.shape}")
        a, b = self.pairs[groups[self.pairs[:, 0]] == groups[self.pairs[:, 1]]].T
        first = np.arange(self.n)
        while np.any(first[a] != first[b]):
            low, high = np.minimum(first[a], first[b]), np.maximum(first[a], first[b])
            np.minimum.at(first, high, low)
            while np.any(first != first[first]):  # so that every piece has one first member
                first = first[first]
        return first
