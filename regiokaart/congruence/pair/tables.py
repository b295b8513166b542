"""The result tables: all pairs, the matrix, the regions of a pair, the gemeenten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from regiokaart.congruence import method
from regiokaart.congruence.columns import definitions, number, set_parameter, text, year
from regiokaart.congruence.gemeente.gemeententable import gemeenten_table
from regiokaart.congruence.pair.crosstab import FloatArray
from regiokaart.congruence.pair.pairs import Congruence
from regiokaart.congruence.pair.pairtable import PAIR_KEYS, congruence_of, pairs_table, with_reasons
from regiokaart.congruence.pair.sentences import pair_sentences
from regiokaart.congruence.provenance import gewicht_parameter, provenance
from regiokaart.congruence.region.relationtable import relations_table
from regiokaart.congruence.table import Table
from regiokaart.model import Catalogus, Gewicht, Indeling, notation

__all__ = [
    "PAIR_KEYS",
    "Overall",
    "congruence_of",
    "gemeenten_table",
    "matrix",
    "matrix_table",
    "overall",
    "pair_sentences",
    "pairs_table",
    "relations_table",
]


@dataclass(frozen=True)
class Overall:
    """How congruent a set of indelingen is as a whole.

    Attributes
    ----------
    mean : float
        Mean V-measure over all pairs that have one; NaN without such a pair. A pair has none
        without a gemeente that both cover, where regions overlap, or where both divide the same
        gemeenten.
    without : tuple of float, length k
        The same when each indeling in turn is left out.
    """

    mean: float
    without: tuple[float, ...]


def matrix(catalogus: Catalogus, indelingen: Sequence[Indeling], gewicht: Gewicht) -> FloatArray:
    """Compute the V-measure of every two indelingen. Shape (k, k).

    The diagonal is 1, or NaN where regions overlap; a pair without a V-measure is NaN.
    """
    return congruence_of(catalogus, indelingen, [gewicht]).matrix()


def overall(values: FloatArray) -> Overall:
    """Take the mean V-measure of a set, and how it moves when one indeling is left out.

    Parameters
    ----------
    values : ndarray of float64, shape (k, k)
        As `matrix` returns it.
    """
    k = len(values)
    first, second = np.triu_indices(k, 1)
    pairs = values[first, second]
    without = [_mean(pairs[(first != i) & (second != i)]) for i in range(k)]
    return Overall(_mean(pairs), tuple(without))


def matrix_table(
    catalogus: Catalogus,
    indelingen: Sequence[Indeling],
    gewicht: Gewicht,
    counted: Sequence[Indeling] | None = None,
    congruence: Congruence | None = None,
) -> Table:
    """Tabulate the V-measure of every two indelingen, with the means: one row per indeling.

    Parameters
    ----------
    catalogus : Catalogus
    indelingen : sequence of Indeling
    gewicht : Gewicht
    counted : sequence of Indeling, optional
        Those of `indelingen` that the means are over; all of them when not given.
    congruence : Congruence, optional
        That of these indelingen and this weight, where it is at hand.
    """
    counted = indelingen if counted is None else counted
    ids = {i.id for i in counted}
    counts = np.array([i.id in ids for i in indelingen], dtype=bool)
    congruence = congruence or congruence_of(catalogus, indelingen, [gewicht])
    values = congruence.matrix()
    among = values[np.ix_(counts, counts)]
    whole = overall(among)
    others = np.where(np.eye(len(among), dtype=bool), np.nan, among)
    mean, without = np.full((2, len(values)), np.nan)
    mean[counts] = [_mean(row) for row in others]
    without[counts] = whole.without

    columns = (
        text("indeling", "Indeling", [i.naam_meervoud for i in indelingen]),
        year("peiljaar", "Peiljaar", indelingen),
        text("telt_mee", "Telt mee", ["ja" if count else "nee" for count in counts]),
        *(
            number(i.id, i.naam_meervoud, column.tolist(), method.V_MAAT)
            for i, column in zip(indelingen, values.T, strict=True)
        ),
        number("gemiddelde", "Gemiddelde", mean.tolist(), method.GEMIDDELDE),
        number("zonder", "Set zonder deze", without.tolist(), method.ZONDER),
    )
    parameters = (
        gewicht_parameter([gewicht]),
        set_parameter("Indelingen in Matrix", indelingen),
        set_parameter("Telt mee in het gemiddelde", counted),
        (f"Gemiddelde V-maat, naar {gewicht}", notation.number(whole.mean, 3)),
    )
    v_maat = number("v_maat", "V-maat", [], method.V_MAAT)
    explained = definitions((v_maat, *columns[-2:]))
    account = provenance(catalogus, indelingen, parameters, explained)
    account = with_reasons(account, indelingen, congruence)
    return Table("matrix", f"V-maat per paar indelingen, naar {gewicht}", columns, account)


def _mean(values: FloatArray) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")
