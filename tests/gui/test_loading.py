"""What is loaded after the first map."""

import pytest

from regiokaart.gui import loading
from regiokaart.model import Catalogus
from regiokaart.sources.embedded import load_catalogus
from regiokaart.sources.errors import DataError


def test_the_regelingen_are_read_once(catalogus: Catalogus) -> None:
    first = loading.regelingen(catalogus.gemeenten)
    assert len(first) == 451
    assert loading.regelingen(catalogus.gemeenten) is first


def test_regelingen_that_cannot_be_read_leave_the_rest_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(gemeenten: object) -> None:
        raise DataError("regelingen.csv", "de naam ontbreekt", row=3)

    monkeypatch.setattr(loading, "load_regelingen", broken)
    start = load_catalogus()
    whole, _ = loading.complete(start, None)
    assert len(whole) > len(start)
    with pytest.raises(DataError):
        loading.regelingen(start.gemeenten)  # told when they are asked for
