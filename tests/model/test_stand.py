import dataclasses

import pytest

from regiokaart.model import Catalogus, Soort, Stand


@pytest.mark.parametrize(
    "change",
    [
        {"soort": Soort.UITVOERING},
        {"soort": Soort.EIGEN},
        {"stand": Stand.OUDER},
        {"stand": Stand.VOORLOPIG},
        {"stand": Stand.ONVOLLEDIG},
        {"landsdekkend": False},
    ],
)
def test_only_current_country_wide_cooperation_counts_by_default(
    catalogus: Catalogus, change: dict[str, object]
):
    jeugd = catalogus["jeugdregio"]
    assert jeugd.stand is Stand.ACTUEEL
    assert jeugd.telt_standaard_mee
    assert not dataclasses.replace(jeugd, **change).telt_standaard_mee
