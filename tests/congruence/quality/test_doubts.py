from __future__ import annotations

from dataclasses import replace

import numpy as np

from regiokaart.congruence.quality.doubts import alternative_names, doubt_sentence, doubts
from regiokaart.model import Catalogus, Gebied, Lidmaatschap, Methode
from regiokaart.model.herindeling import NO_REGIO


def named(indeling, **others: tuple[int, ...]):
    """Name the alternatives of some rows, as ``g0=(1,)``."""
    rows = indeling.lidmaatschap
    alternatief = tuple(others.get(f"g{g}", ()) for g in rows.gemeente.tolist())
    return replace(indeling, lidmaatschap=replace(rows, alternatief=alternatief))


def test_no_uncertain_rows_no_doubts(indeling, land: Gebied) -> None:
    assert doubts(named(indeling("AABBCC"), g0=(1,)), land) == ()


def test_alternatives_that_a_source_names_go_before_those_of_the_neighbours(
    indeling, land: Gebied
) -> None:
    (doubt,) = doubts(named(indeling("ABBBCC", uncertain="0"), g0=(2, NO_REGIO)), land)
    assert (doubt.gemeente, doubt.regio, doubt.alternatieven) == (0, 0, (-1, 2))
    assert doubt.named


def test_otherwise_they_are_the_regios_of_the_neighbours(indeling, land: Gebied) -> None:
    (doubt,) = doubts(indeling("ABDDCC", uncertain="0"), land)  # Aa borders on Bee and Ee
    assert doubt.alternatieven == (1, 2)
    assert not doubt.named


def test_uncertain_neighbour_lends_what_it_may_be_itself(indeling, land: Gebied) -> None:
    # Ef borders on Ee alone, which borders on Aa in another regio.
    found = doubts(indeling("BAAAAA", uncertain="45"), land)
    assert [(d.gemeente, d.alternatieven) for d in found] == [(4, (1,)), (5, (1,))]


def test_island_has_no_alternative_unless_a_source_names_one(indeling, land: Gebied) -> None:
    (doubt,) = doubts(indeling("AAABBB", uncertain="3"), land)
    assert doubt.alternatieven == ()


def test_regio_that_the_gemeente_is_in_already_is_no_alternative(indeling, land: Gebied) -> None:
    double = replace(
        indeling("ABBBBB"),
        lidmaatschap=Lidmaatschap(
            np.array([0, 0, 1, 4]),
            np.array([0, 1, 1, 1]),
            np.ones(4),
            (Methode.ONZEKER, *(Methode.DIRECT,) * 3),
            ("",) * 4,
        ),
    )
    (doubt,) = doubts(double, land)
    assert doubt.alternatieven == ()


def test_sentence_says_where_else_and_how_that_is_known(
    klein: Catalogus, indeling, land: Gebied
) -> None:
    source = named(indeling("ABBBCC", uncertain="0"), g0=(2, NO_REGIO))
    (doubt,) = doubts(source, land)
    assert alternative_names(source, doubt) == ["geen regio", "Regio C"]
    assert doubt_sentence(klein, source, replace(doubt, toelichting="een lijst zegt C")) == (
        "Aa staat bij Regio A, maar dat is onzeker: een lijst zegt C. "
        "Het kan ook geen regio of Regio C zijn."
    )
    near = indeling("ABBBCC", uncertain="0")
    assert doubt_sentence(klein, near, *doubts(near, land)) == (
        "Aa staat bij Regio A, maar dat is onzeker. Geen bron noemt een andere regio; naar de "
        "buurgemeenten kan het ook Regio B of Regio C zijn."
    )
    island = indeling("AAABBB", uncertain="3")
    assert doubt_sentence(klein, island, *doubts(island, land)).endswith(
        "Een andere mogelijkheid is niet bekend."
    )


def test_embedded_rows_without_a_named_alternative(catalogus: Catalogus, gebied: Gebied) -> None:
    found = {
        (i.id, catalogus.gemeenten.namen[d.gemeente]): (alternative_names(i, d), d.named)
        for i in catalogus
        for d in doubts(i, gebied)
    }
    assert len(found) == 10
    assert sum(known for _, known in found.values()) == 5
    assert found["omgevingsdienst", "Zutphen"] == (["Omgevingsdienst Veluwe"], False)
    assert found["omgevingsdienst", "Midden-Delfland"] == (["DCMR Milieudienst Rijnmond"], False)
    # Baarle-Nassau borders on Alphen-Chaam alone, which is uncertain too.
    assert found["rmc-regio", "Baarle-Nassau"] == (["Midden-Brabant"], False)
