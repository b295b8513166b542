import numpy as np
import pytest

from regiokaart.model import Catalogus, Gemeenten, Gewicht


def test_weights_are_what_they_say(catalogus: Catalogus) -> None:
    gemeenten = catalogus.gemeenten
    assert gemeenten.weights(Gewicht.GEMEENTEN).sum() == 342
    assert gemeenten.weights(Gewicht.INWONERS).sum() == 18_044_027
    assert gemeenten.weights(Gewicht.OPPERVLAKTE).sum() == pytest.approx(35_088, abs=1)
    amsterdam = gemeenten.index["GM0363"]
    assert gemeenten.namen[amsterdam] == "Amsterdam"


@pytest.mark.parametrize("codes", [("GM0002", "GM0001"), ("GM0001", "GM0001")])
def test_codes_must_ascend(codes: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="ascending"):
        Gemeenten(2026, codes, ("a", "b"), ("p", "p"), np.ones(2, int), 2025, np.ones(2), "")


def test_columns_must_have_a_value_for_every_code() -> None:
    with pytest.raises(ValueError, match="one value per code"):
        Gemeenten(2026, ("GM0001",), (), ("p",), np.ones(1, int), 2025, np.ones(1), "")
