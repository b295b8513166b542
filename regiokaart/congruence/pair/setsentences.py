"""What the pairs of a set of indelingen say together, in Dutch."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from regiokaart.congruence.table import Table
from regiokaart.congruence.wording import counted, join_names
from regiokaart.model import Indeling, notation


def set_sentences(table: Table, indelingen: Sequence[Indeling]) -> tuple[str, ...]:
    """Say how congruent a set is, and the part of it that counts by default.

    Parameters
    ----------
    table : Table
        Of `regiokaart.congruence.pair.pairtable.pairs_table`, over these indelingen.
    indelingen : sequence of Indeling
        At least two.

    Returns
    -------
    tuple of str
        One sentence, and a second where only some of them count by default; none for one pair,
        which speaks for itself.
    """
    counting = [indeling for indeling in indelingen if indeling.telt_standaard_mee]
    found = []
    if len(indelingen) > 2 and (means := _means(table, {i.id for i in indelingen})):
        found.append(
            f"{_pairs(len(indelingen))}. De gemiddelde V-maat is {means}, op een schaal van 0 "
            "(geen verband) tot 1 (gelijk)."
        )
    part = 2 < len(counting) < len(indelingen)
    if part and (means := _means(table, {i.id for i in counting})):
        found.append(
            f"Alleen wat standaard meetelt: {_pairs(len(counting))}. De gemiddelde V-maat daarvan "
            f"is {means}."
        )
    return tuple(found)


def _pairs(number: int) -> str:
    pairs = number * (number - 1) // 2
    return f"{number} indelingen, {counted(pairs, 'paar', 'paren')}"


def _means(table: Table, ids: Collection[str]) -> str:
    """Write the mean V-measure per weight over the pairs of these ids that have one."""
    values: dict[str, list[float]] = {}
    for row in table.records():
        value = row["v_maat"]
        if row["indeling_a"] in ids and row["indeling_b"] in ids and isinstance(value, float):
            values.setdefault(str(row["gewicht"]), []).append(value)
    return join_names(
        [f"{notation.number(sum(v) / len(v), 3)} naar {gewicht}" for gewicht, v in values.items()]
    )
