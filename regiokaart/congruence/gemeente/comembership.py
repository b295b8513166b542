"""Which gemeenten are together with which: per indeling, in number, and everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from regiokaart.congruence.pair.crosstab import BoolArray, FloatArray, IntArray
from regiokaart.model import Indeling, Regeling


@dataclass(frozen=True, eq=False)
class CoMembership:
    """Who is together with whom in each of k indelingen over n gemeenten.

    Attributes
    ----------
    together : ndarray of bool, shape (k, n, n)
        Whether two gemeenten share a regio; symmetric, False on the diagonal.
    covered : ndarray of bool, shape (k, n)
        Whether a gemeente has a regio.
    """

    together: BoolArray
    covered: BoolArray

    @cached_property
    def counted(self) -> IntArray:
        """Number of indelingen in which each gemeente has a regio. Shape (n,)."""
        counted: IntArray = self.covered.sum(axis=0)
        return counted

    @cached_property
    def shared(self) -> IntArray:
        """Number of indelingen in which two gemeenten are together. Shape (n, n)."""
        shared: IntArray = self.together.sum(axis=0)
        return shared

    def weighted(self, weights: npt.ArrayLike) -> FloatArray:
        """Sum of the weights of the indelingen in which two gemeenten are together.

        Parameters
        ----------
        weights : array_like, shape (k,)
            Not negative.

        Returns
        -------
        ndarray of float64, shape (n, n)
        """
        each = np.asarray(weights, dtype=np.float64)
        k, n, _ = self.together.shape
        # As one product of a vector and a matrix: many times as fast as adding up k matrices.
        return (each @ self.together.reshape(k, n * n)).reshape(n, n)

    def share(self, gemeenten: Sequence[int]) -> FloatArray:
        """Share of the indelingen of these gemeenten in which each gemeente is with them.

        With several gemeenten the mean over them, leaving out a gemeente with itself.

        Returns
        -------
        ndarray of float64, shape (n,)
            0 to 1; NaN where no indeling covers one of `gemeenten`, and for the one gemeente
            that is chosen.
        """
        chosen = np.asarray(gemeenten, dtype=np.int64)
        counted = self.counted[chosen][:, None]
        known = np.broadcast_to(counted > 0, self.shared[chosen].shape).copy()
        known[np.arange(len(chosen)), chosen] = False
        shares = np.divide(self.shared[chosen], counted, out=np.zeros(known.shape), where=known)
        times = known.sum(axis=0)
        mean = np.full(len(times), np.nan)
        np.divide(shares.sum(axis=0), times, out=mean, where=times > 0)
        return mean


def membership(indeling: Indeling, n: int) -> BoolArray:
    """Whether each of `n` gemeenten belongs to each regio, for whatever share. Shape (n, r)."""
    belongs = np.zeros((n, len(indeling)), dtype=bool)
    belongs[indeling.lidmaatschap.gemeente, indeling.lidmaatschap.regio] = True
    return belongs


def participation(regelingen: Sequence[Regeling], n: int) -> BoolArray:
    """Whether each of `n` gemeenten takes part in each regeling. Shape (n, r)."""
    takes_part = np.zeros((n, len(regelingen)), dtype=bool)
    for column, regeling in enumerate(regelingen):
        takes_part[regeling.gemeenten, column] = True
    return takes_part


def share_a_column(belongs: BoolArray) -> BoolArray:
    """Whether two rows have a column in common. Shape (n, n); False on the diagonal."""
    # As floating point the product runs in BLAS; counts this small stay exact.
    columns = belongs.astype(np.float32)
    together: BoolArray = columns @ columns.T > 0
    np.fill_diagonal(together, False)
    return together


def co_membership(indelingen: Sequence[Indeling], n: int) -> CoMembership:
    """Find out who is together with whom. Time and memory grow with k·n².

    Gemeenten are together in an indeling when they share at least one regio of it, also where
    regio's overlap. What a share of a gemeente means for that nobody can say: leave out
    indelingen that cut through gemeenten (see `usable`).
    """
    belongs = [membership(indeling, n) for indeling in indelingen]
    together = np.array([share_a_column(each) for each in belongs], dtype=bool)
    covered = np.array([each.any(axis=1) for each in belongs], dtype=bool)
    return CoMembership(together.reshape(-1, n, n), covered.reshape(-1, n))


def always_together(indelingen: Sequence[Indeling], n: int) -> IntArray:
    """Group the gemeenten that have the same regio's in every indeling.

    Returns
    -------
    ndarray of int64, shape (n,)
        Group of each gemeente, in the order of their first one; -1 for a gemeente that is alone,
        or that no indeling covers.
    """
    belongs = np.hstack([np.zeros((n, 0), dtype=bool), *(membership(i, n) for i in indelingen)])
    members: dict[bytes, list[int]] = {}
    for gemeente in np.flatnonzero(belongs.any(axis=1)).tolist():
        members.setdefault(belongs[gemeente].tobytes(), []).append(gemeente)
    groups = np.full(n, -1, dtype=np.int64)
    for group, each in enumerate(each for each in members.values() if len(each) > 1):
        groups[each] = group
    return groups


def usable(indelingen: Sequence[Indeling]) -> tuple[tuple[Indeling, ...], tuple[str, ...]]:
    """Leave out the indelingen in which nobody can say who is together.

    Returns
    -------
    kept : tuple of Indeling
    reasons : tuple of str
        A Dutch sentence for each one that is left out.
    """
    kept, reasons = [], []
    for indeling in indelingen:
        if np.any(indeling.lidmaatschap.aandeel != 1):
            reasons.append(
                f"{indeling.naam_meervoud} tellen niet mee: de grenzen lopen door gemeenten, zodat "
                "niet vaststaat welke gemeenten samen in een regio zitten."
            )
        elif len(indeling.lidmaatschap) == 0:
            reasons.append(f"{indeling.naam_meervoud} tellen niet mee: geen gemeente hoort erbij.")
        else:
            kept.append(indeling)
    return tuple(kept), tuple(reasons)
