"""A set of indelingen as a whole: how they fit together, in groups, and which is in the middle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from regiokaart.congruence.pair.crosstab import BoolArray, FloatArray, IntArray
from regiokaart.congruence.pair.pairs import Congruence
from regiokaart.congruence.pair.tables import Overall, overall
from regiokaart.congruence.sets.clustering import Tree, tree
from regiokaart.model import Catalogus, Gewicht, Indeling, Verdeling
from regiokaart.model.indeling import ONBEKEND

_SAME = 1e-9  # a smaller difference of a V-measure is only rounding
_ROUNDING = 1e-6  # shares of a gemeente are written in nine digits


@dataclass(frozen=True, eq=False)
class Group:
    """Some indelingen of a set.

    Attributes
    ----------
    name : str
        What they have in common, such as a ministry.
    members : ndarray of int64
        Their positions in the set.
    within : float
        Mean V-measure over their pairs; NaN without such a pair.
    outward : float
        Mean V-measure over the pairs of one of them with one of the others.
    without : float
        Mean V-measure over the pairs of the others.
    """

    name: str
    members: IntArray
    within: float
    outward: float
    without: float


@dataclass(frozen=True, eq=False)
class PairKinds:
    """How many pairs of indelingen are what to each other.

    Attributes
    ----------
    equal : int
        Their regions are the same.
    nested : int
        Every region of the one lies within a region of the other.
    crossing : int
        Some regions cut across each other.
    unknown : int
        No gemeente that both cover, or gemeenten that lie in several regions.
    """

    equal: int
    nested: int
    crossing: int
    unknown: int


@dataclass(frozen=True, eq=False)
class SharedRegions:
    """How many regions occur in several indelingen, with exactly the same gemeenten.

    Attributes
    ----------
    indelingen : int
        Those with whole gemeenten; the others are left out.
    regions : int
        All regions with a gemeente of these indelingen.
    shared : int
        Those that at least one other indeling has too.
    everywhere : int
        Sets of gemeenten that are a region in every one of these indelingen.
    """

    indelingen: int
    regions: int
    shared: int
    everywhere: int


@dataclass(frozen=True, eq=False)
class Whole:
    """A set of k indelingen as a whole; each part is computed when first asked for.

    Attributes
    ----------
    catalogus : Catalogus
    indelingen : tuple of Indeling
    gewicht : Gewicht
        What the V-measure is weighted by.
    """

    catalogus: Catalogus
    indelingen: tuple[Indeling, ...]
    gewicht: Gewicht

    @cached_property
    def congruence(self) -> Congruence:
        """The congruence of every pair."""
        weights = self.catalogus.gemeenten.weights(self.gewicht)
        return Congruence.of(self.indelingen, weights[np.newaxis])

    @cached_property
    def values(self) -> FloatArray:
        """V-measure of every two, shape (k, k); NaN where there is none."""
        return self.congruence.matrix()

    @cached_property
    def overall(self) -> Overall:
        """Mean V-measure over all pairs, and without each indeling in turn."""
        return overall(self.values)

    @cached_property
    def covered(self) -> FloatArray:
        """Share of all weight that is in a regio of each indeling, shape (k,).

        What regio's hold twice counts once; a gemeente in a regio for a share counts for it.
        """
        weights = self.catalogus.gemeenten.weights(self.gewicht)
        rows = [i.lidmaatschap for i in self.indelingen]
        shares = [np.bincount(r.gemeente, r.aandeel, minlength=len(weights)) for r in rows]
        shares = [np.where(each > 1 - _ROUNDING, 1, each) for each in shares]
        return np.array([(each * weights).sum() / weights.sum() for each in shares])

    @cached_property
    def tree(self) -> Tree:
        """The indelingen by likeness."""
        return tree_of(self.values)

    @cached_property
    def pair_kinds(self) -> PairKinds:
        """What the pairs are to each other, by the gemeenten of their regions."""
        pairs = self.congruence.measures
        known = (pairs.regions_a > 0) & ~np.isnan(pairs.v_measure[:, 0])
        inside_a, inside_b = (
            pairs.a_within_b == pairs.regions_a,
            pairs.b_within_a == pairs.regions_b,
        )
        equal, nested = known & inside_a & inside_b, known & (inside_a ^ inside_b)
        return PairKinds(
            int(equal.sum()),
            int(nested.sum()),
            int((known & ~equal & ~nested).sum()),
            int((~known).sum()),
        )

    @cached_property
    def shared_regions(self) -> SharedRegions:
        """How many regions occur in several indelingen."""
        labels = [
            self.catalogus.labels(i) for i in self.indelingen if i.verdeling is Verdeling.HEEL
        ]
        times = Counter(
            (each == region).tobytes() for each in labels for region in np.unique(each[each >= 0])
        )
        counts = list(times.values())
        return SharedRegions(
            len(labels),
            sum(counts),
            sum(count for count in counts if count > 1),
            sum(count == len(labels) for count in counts),
        )

    def by_ministerie(self) -> tuple[Group, ...]:
        """Return the indelingen per ministry; one that is of several is in each of them."""
        return groups(self.values, [i.ministeries or (ONBEKEND,) for i in self.indelingen])

    def by_domein(self) -> tuple[Group, ...]:
        """Return the indelingen per domain."""
        return groups(self.values, [(i.domein or ONBEKEND,) for i in self.indelingen])


def whole(catalogus: Catalogus, indelingen: Sequence[Indeling], gewicht: Gewicht) -> Whole:
    """Take a set of indelingen as a whole.

    Raises
    ------
    ValueError
        When there are fewer than two.
    """
    if len(indelingen) < 2:
        raise ValueError("a set needs at least two indelingen")
    return Whole(catalogus, tuple(indelingen), gewicht)


def tree_of(values: FloatArray) -> Tree:
    """Put indelingen in a tree by distance 1 - V; a pair without V-measure is at distance 1.

    Parameters
    ----------
    values : ndarray of float64, shape (k, k)
        V-measures, NaN where there is nothing to compare; k at least 1.
    """
    distances = 1 - np.clip(np.nan_to_num(values, nan=0.0), 0, 1)
    np.fill_diagonal(distances, 0)
    return tree(distances)


def mean_with_others(values: FloatArray) -> FloatArray:
    """Mean V-measure of each indeling with the others; NaN where there is none. Shape (k,).

    Parameters
    ----------
    values : ndarray of float64, shape (k, k)
        V-measures, NaN where there is nothing to compare.
    """
    return np.array([_mean(np.delete(row, i)) for i, row in enumerate(values)])


def medoids(values: FloatArray) -> IntArray:
    """Find which indelingen fit the others best; several when they tie, none without figures."""
    mean = mean_with_others(values)
    if np.isnan(mean).all():
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(mean >= np.nanmax(mean) - _SAME)


def group(values: FloatArray, name: str, chosen: BoolArray) -> Group:
    """Describe some indelingen of a set.

    Parameters
    ----------
    values : ndarray of float64, shape (k, k)
    name : str
    chosen : ndarray of bool, shape (k,)
    """
    return Group(
        name,
        np.flatnonzero(chosen),
        overall(values[np.ix_(chosen, chosen)]).mean,
        _mean(values[np.ix_(chosen, ~chosen)].ravel()),
        overall(values[np.ix_(~chosen, ~chosen)]).mean,
    )


def groups(values: FloatArray, names: Sequence[Sequence[str]]) -> tuple[Group, ...]:
    """Describe the indelingen by what they have in common, ordered by name.

    Parameters
    ----------
    values : ndarray of float64, shape (k, k)
    names : sequence of k sequences of str
        The groups that each indeling is in.
    """
    every = sorted({name for each in names for name in each}, key=str.casefold)
    return tuple(
        group(values, name, np.array([name in each for each in names], dtype=bool))
        for name in every
    )


def _mean(values: FloatArray) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")
