"""The table of the regions of one indeling."""

from dataclasses import replace

import numpy as np
import pytest

from regiokaart.congruence.region.sizetable import sizes_table
from regiokaart.model import Gewicht


def test_every_regio_with_its_gemeenten_and_inhabitants(klein, indeling):
    table = sizes_table(klein, indeling("AABBC."))
    keys = ("regio", "gemeenten", "inwoners", "oppervlakte", "provincies", "gemeentenamen")
    inwoners, km2 = klein.gemeenten.weights(Gewicht.INWONERS), klein.gemeenten.oppervlakte
    assert [tuple(row[key] for key in keys) for row in table.records()] == [
        ("Regio A", 2, sum(inwoners[:2]), sum(km2[:2]), "Noord", "Aa en Bee"),
        ("Regio B", 2, sum(inwoners[2:4]), sum(km2[2:4]), "Noord en Zuid", "Cee en Dee"),
        ("Regio C", 1, inwoners[4], km2[4], "Zuid", "Ee"),
    ]


def test_a_part_of_a_gemeente_counts_for_that_part(klein, indeling):
    whole = indeling("AABBC.")
    rows = whole.lidmaatschap
    half = replace(whole, lidmaatschap=replace(rows, aandeel=np.where(rows.gemeente == 0, 0.5, 1)))
    first, before = sizes_table(klein, half).records()[0], sizes_table(klein, whole).records()[0]
    lost = klein.gemeenten.inwoners[0] / 2
    assert first["inwoners"] == pytest.approx(before["inwoners"] - lost)
    assert any("schatting" in line for line in sizes_table(klein, half).provenance.method)


def test_all_gemeenten_are_in_one_province_or_another(catalogus):
    table = sizes_table(catalogus, catalogus["provincie"])
    assert table["provincies"].values == table["regio"].values
    assert sum(table["inwoners"].values) == catalogus.gemeenten.inwoners.sum()
