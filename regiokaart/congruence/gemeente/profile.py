"""The profile of each gemeente: with how many others it works, and how steady that is.

A gemeente's *partners* are those with which it shares a regio in at least one indeling. An
indeling that does not cover a gemeente does not count for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from regiokaart.congruence.gemeente.comembership import (
    CoMembership,
    co_membership,
    membership,
    participation,
    share_a_column,
)
from regiokaart.congruence.gemeente.elementcentric import mean_element_centric
from regiokaart.congruence.pair.crosstab import BoolArray, FloatArray, IntArray
from regiokaart.model import Catalogus, Indeling, Regeling

PEERS = 30


@dataclass(frozen=True, eq=False)
class Profiles:
    """The profiles of n gemeenten over k indelingen.

    Attributes
    ----------
    indelingen : tuple of Indeling, length k
    regelingen : tuple of Regeling
        Formal cooperations that count as well, often none.
    co_membership : CoMembership
        Who is together with whom in each of the indelingen.
    memberships, takes_part : ndarray of int64, shape (n,)
        Number of regio's, and of those regelingen.
    shapes : ndarray of int64, shape (n,)
        Number of different groups among those regio's and regelingen: with exactly the same
        gemeenten they count once.
    partners, always, once : ndarray of int64, shape (n,)
        Number of partners; of those, together in every indeling that covers the gemeente, and in
        exactly one.
    partners_with_regelingen : ndarray of int64, shape (n,)
        Number of gemeenten with which it shares a regio or a regeling.
    stable : ndarray of float64, shape (n,)
        Share of the partners that it always has; NaN without partners.
    territorial : ndarray of float64, shape (n,)
        Territoriale congruentie, see `territorial_congruence`.
    random_partners : ndarray of float64, shape (n,)
        What that would be with random partners, see `with_random_partners`.
    attainable : ndarray of float64, shape (n,)
        The most that it could be with regio's of these sizes, see `attainable`.
    element_centric : ndarray of float64, shape (n,)
        Mean element-centric similarity of the pairs of indelingen that cover the gemeente.
    inhabitants : ndarray of int64, shape (n,)
        Inhabitants of all partners together, without its own.
    usual : ndarray of bool, shape (n, n)
        Whether a row has a column as usual partner: together in more than half of the indelingen
        that cover the row.
    deviates : ndarray of bool, shape (k, n)
        See `deviations`.
    """

    indelingen: tuple[Indeling, ...]
    regelingen: tuple[Regeling, ...]
    co_membership: CoMembership
    memberships: IntArray
    takes_part: IntArray
    shapes: IntArray
    partners: IntArray
    always: IntArray
    once: IntArray
    partners_with_regelingen: IntArray
    stable: FloatArray
    territorial: FloatArray
    random_partners: FloatArray
    attainable: FloatArray
    element_centric: FloatArray
    inhabitants: IntArray
    usual: BoolArray
    deviates: BoolArray


def profiles(
    catalogus: Catalogus,
    indelingen: Sequence[Indeling],
    regelingen: Sequence[Regeling] = (),
) -> Profiles:
    """Compute the profile of every gemeente.

    Parameters
    ----------
    catalogus : Catalogus
    indelingen : sequence of Indeling
        At least one, of whole gemeenten (see `comembership.usable`); regio's may overlap.
    regelingen : sequence of Regeling
        Formal cooperations to count as well, for memberships, shapes and partners.

    Raises
    ------
    ValueError
        Without indelingen.
    """
    if not indelingen:
        raise ValueError("a profile needs at least one indeling")
    n = len(catalogus.gemeenten)
    found = co_membership(indelingen, n)
    belongs = [membership(indeling, n) for indeling in indelingen]
    takes_part = participation(regelingen, n)
    partner = found.shared > 0
    partners = _count(partner)
    always = _count(partner & (found.shared == found.counted[:, None]))
    usual = 2 * found.shared > found.counted[:, None]
    return Profiles(
        indelingen=tuple(indelingen),
        regelingen=tuple(regelingen),
        co_membership=found,
        memberships=_count(np.hstack(belongs)),
        takes_part=_count(takes_part),
        shapes=_count(np.unique(np.hstack([*belongs, takes_part]), axis=1)),
        partners=partners,
        always=always,
        once=_count(found.shared == 1),
        partners_with_regelingen=_count(partner | share_a_column(takes_part)),
        stable=_ratio(always, partners),
        territorial=territorial_congruence(found.shared, found.counted),
        random_partners=with_random_partners(found),
        attainable=attainable(found),
        element_centric=mean_element_centric(belongs),
        inhabitants=partner @ catalogus.gemeenten.inwoners,
        usual=usual,
        deviates=deviations(found.together, found.covered, usual),
    )


def territorial_congruence(shared: IntArray, counted: IntArray) -> FloatArray:
    """How much of its partners a gemeente meets again in its other indelingen, 0 to 1.

    Over its partners the mean of the number of indelingen shared divided by the number of
    indelingen. That is also the mean number of gemeenten it shares a regio with, as a share of all
    its partners: 1 when its regio's are all the same. A formula of our own, after the idea of
    Kokx and De Voogd (2020). It falls with the size of the regio's, so show it beside what chance
    gives.

    Parameters
    ----------
    shared : ndarray of int64, shape (n, n)
        Number of indelingen in which two gemeenten are together; 0 on the diagonal.
    counted : ndarray of int64, shape (n,)
        Number of indelingen that cover each gemeente.

    Returns
    -------
    ndarray of float64, shape (n,)
        NaN for a gemeente without partners.

    Examples
    --------
    Two indelingen: the first gemeente is with the second in both and with the third in one.

    >>> shared = np.array([[0, 2, 1], [2, 0, 1], [1, 1, 0]])
    >>> territorial_congruence(shared, np.array([2, 2, 2]))
    array([0.75, 0.75, 0.5 ])
    """
    return _ratio(shared.sum(axis=1), counted * (shared > 0).sum(axis=1))


def with_random_partners(found: CoMembership) -> FloatArray:
    """Territoriale congruentie if regio's kept their size and their gemeenten were drawn by lot.

    A gemeente keeps the number of gemeenten it shares a regio with in each indeling, drawn at
    random and independently from all that the indeling covers; then
    (sum of those numbers) / (indelingen * expected number of different partners). Neighbours are
    together in any contiguous division, so reality exceeds this: it is a floor, not what other
    sensible regio's would give.

    Returns
    -------
    ndarray of float64, shape (n,)
        NaN for a gemeente without partners.
    """
    fellows = found.together.sum(axis=2)
    others = np.maximum(found.covered.sum(axis=1) - 1, 1)
    never = np.ones(found.shared.shape)
    for covered, chance in zip(found.covered, fellows / others[:, None], strict=True):
        never[:, covered] *= 1 - chance[:, None]
    np.fill_diagonal(never, 1)
    return _ratio(fellows.sum(axis=0), found.counted * (1 - never).sum(axis=1))


def attainable(found: CoMembership) -> FloatArray:
    """Territoriale congruentie if the regio's of a gemeente kept their size and lay in each other.

    Then its partners are the gemeenten of its largest regio; it cannot have fewer.

    Returns
    -------
    ndarray of float64, shape (n,)
        NaN for a gemeente without partners.
    """
    fellows = found.together.sum(axis=2)
    return _ratio(fellows.sum(axis=0), found.counted * fellows.max(axis=0))


def deviations(together: BoolArray, covered: BoolArray, usual: BoolArray) -> BoolArray:
    """In which indelingen a gemeente is apart from its usual partners.

    It deviates in an indeling that covers it when fewer than half of its usual partners are in its
    regio there and fewer than half of the others in that regio are usual partners; also when it is
    alone there. A regio that only is smaller or larger than usual is therefore no deviation. A
    gemeente without usual partners deviates nowhere.

    Parameters
    ----------
    together : ndarray of bool, shape (k, n, n)
    covered : ndarray of bool, shape (k, n)
    usual : ndarray of bool, shape (n, n)

    Returns
    -------
    ndarray of bool, shape (k, n)
    """
    kept = (together & usual).sum(axis=2)
    fellows = together.sum(axis=2)
    misses_most = 2 * kept < usual.sum(axis=1)  # so there are usual partners
    with_others = (2 * kept < fellows) | (fellows == 0)
    apart: BoolArray = covered & misses_most & with_others
    return apart


def peers(inhabitants: IntArray, number: int = PEERS) -> IntArray:
    """Gemeenten of like size: those nearest in inhabitants, by ratio.

    Parameters
    ----------
    inhabitants : ndarray of int64, shape (n,)
    number : int
        How many; all others when there are no more.

    Returns
    -------
    ndarray of int64, shape (n, min(number, n - 1))
        Positions; of those equally near the first.
    """
    size = np.log(np.maximum(inhabitants, 1))
    distance = np.abs(size[:, None] - size)
    np.fill_diagonal(distance, -1)
    return np.argsort(distance, axis=1, kind="stable")[:, 1 : number + 1]


def percentile(values: IntArray | FloatArray, of: IntArray) -> FloatArray:
    """Share of its peers that has less than a gemeente, those with as much counted half.

    Parameters
    ----------
    values : ndarray, shape (n,)
        NaN where there is none.
    of : ndarray of int64, shape (n, p)
        The peers of each gemeente.

    Returns
    -------
    ndarray of float64, shape (n,)
        0 to 1; NaN where there is no value or no peer has one.
    """
    own, theirs = values[:, None], values[of]
    below = (theirs < own).sum(axis=1) + (theirs == own).sum(axis=1) / 2
    return np.where(np.isnan(values), np.nan, _ratio(below, (~np.isnan(theirs)).sum(axis=1)))


def _count(flags: BoolArray) -> IntArray:
    counts: IntArray = flags.sum(axis=1)
    return counts


def _ratio(part: IntArray | FloatArray, whole: IntArray | FloatArray) -> FloatArray:
    """Divide, NaN where the whole is 0."""
    ratio = np.full(len(part), np.nan)
    np.divide(part, whole, out=ratio, where=whole > 0)
    return ratio
