"""Picking indelingen by what they are about, what they are, and who is responsible."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from regiokaart.model import Indeling


def select(
    indelingen: Sequence[Indeling],
    domeinen: Collection[str] = (),
    soorten: Collection[str] = (),
    ministeries: Collection[str] = (),
) -> list[Indeling]:
    """Keep the indelingen that are in one of the named of each kind, in their order.

    Parameters
    ----------
    indelingen : sequence of Indeling
    domeinen, soorten, ministeries : collection of str
        Empty to let all through.
    """
    return [
        indeling
        for indeling in indelingen
        if (not domeinen or indeling.domein in domeinen)
        and (not soorten or indeling.soort in soorten)
        and (not ministeries or set(ministeries) & set(indeling.ministeries))
    ]
