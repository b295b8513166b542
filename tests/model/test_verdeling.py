from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regiokaart.model import Catalogus, Lidmaatschap, Methode, Verdeling


def rows(*members: tuple[int, int, float]) -> Lidmaatschap:
    gemeente, regio, aandeel = zip(*members, strict=True) if members else ((), (), ())
    return Lidmaatschap(
        np.array(gemeente, dtype=np.int64),
        np.array(regio, dtype=np.int64),
        np.array(aandeel, dtype=np.float64),
        (Methode.DIRECT,) * len(members),
        ("",) * len(members),
    )


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([], Verdeling.HEEL),
        ([(0, 0, 1), (2, 1, 1)], Verdeling.HEEL),
        ([(0, 0, 0.4), (0, 1, 0.6), (1, 1, 1)], Verdeling.AANDELEN),
        ([(0, 0, 0.333333333), (0, 1, 0.333333333), (0, 2, 0.333333335)], Verdeling.AANDELEN),
        ([(0, 0, 0.4)], Verdeling.AANDELEN),
        ([(0, 0, 1), (0, 1, 1)], Verdeling.OVERLAPPEND),
        ([(0, 0, 0.7), (0, 1, 0.4)], Verdeling.OVERLAPPEND),
    ],
)
def test_shares_tell_how_an_indeling_divides(
    catalogus: Catalogus, members: list[tuple[int, int, float]], expected: Verdeling
) -> None:
    indeling = replace(catalogus["provincie"], lidmaatschap=rows(*members))
    assert indeling.verdeling is expected
    if expected is Verdeling.HEEL:
        indeling.labels(3)
    else:
        with pytest.raises(ValueError, match="share"):
            indeling.labels(3)
