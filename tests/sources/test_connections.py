"""The connections over water: what the file says is checked against borders and divisions."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from regiokaart.cartography.geometry import polygons
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.contiguity import Contiguity, Verbinding, Verbindingssoort
from regiokaart.sources.connections import load_verbindingen
from regiokaart.sources.errors import DataError

HEADING = "gemeente_a,gemeente_b,soort,naam,bron\n"


@pytest.fixture(scope="module")
def verbindingen(catalogus: Catalogus) -> tuple[Verbinding, ...]:
    return load_verbindingen(catalogus.gemeenten)


def of(verbindingen: tuple[Verbinding, ...], *soorten: Verbindingssoort) -> list[Verbinding]:
    return [each for each in verbindingen if each.soort in soorten]


def test_transport_makes_one_country(gebied: Gebied, verbindingen: tuple[Verbinding, ...]) -> None:
    everyone = np.zeros(len(gebied), dtype=np.int64)
    graph = Contiguity.of(gebied, of(verbindingen, Verbindingssoort.VERVOER))
    assert graph.pieces(everyone, 1).tolist() == [1]


def test_no_connection_follows_a_land_border(
    gebied: Gebied, verbindingen: tuple[Verbinding, ...]
) -> None:
    over_land = Contiguity.of(gebied)
    assert not [each.naam for each in verbindingen if each.b in over_land.neighbours(each.a)]


def test_bestuurlijk_is_the_nearest_of_the_province_on_the_mainland(
    catalogus: Catalogus, gebied: Gebied, verbindingen: tuple[Verbinding, ...]
) -> None:
    provincies = np.array(catalogus.gemeenten.provincies)
    shapes = polygons(gebied.levels[0])
    parts = Contiguity.of(gebied).components(np.zeros(len(gebied), dtype=np.int64))
    mainland = np.bincount(parts).argmax()
    wanted = set()
    for part in set(parts.tolist()) - {int(mainland)}:
        members = np.flatnonzero(parts == part)
        near = np.flatnonzero((parts == mainland) & (provincies == provincies[members[0]]))
        distance = shapely.distance(shapes[members][:, np.newaxis], shapes[near])
        i, j = np.unravel_index(distance.argmin(), distance.shape)  # the first of equals
        wanted.add((int(near[j]), int(members[i])))
    found = of(verbindingen, Verbindingssoort.BESTUURLIJK)
    assert {(each.a, each.b) for each in found} == wanted
    assert len(wanted) == 6


def test_schiermonnikoog_is_why_there_are_two_kinds(
    catalogus: Catalogus, gebied: Gebied, verbindingen: tuple[Verbinding, ...]
) -> None:
    island = catalogus.gemeenten.namen.index("Schiermonnikoog")
    transport = Contiguity.of(gebied, of(verbindingen, Verbindingssoort.VERVOER))
    both = Contiguity.of(gebied, verbindingen)
    apart = 0
    for indeling in catalogus:
        labels = catalogus.labels(indeling)
        pieces = transport.pieces(labels, len(indeling))
        apart += int(pieces[labels[island]] > 1)
        assert both.pieces(labels, len(indeling))[labels[island]] == 1
    assert apart == 13


def test_regions_that_stay_in_pieces_are_the_known_ones(
    catalogus: Catalogus, gebied: Gebied, verbindingen: tuple[Verbinding, ...]
) -> None:
    both = Contiguity.of(gebied, verbindingen)
    found = {
        (indeling.id, indeling.regios[regio].naam)
        for indeling in catalogus
        for regio in np.flatnonzero(both.pieces(catalogus.labels(indeling), len(indeling)) > 1)
    }
    assert found == {
        ("omgevingsdienst", "Omgevingsdienst IJmond"),
        ("corop-plus", "Overig Agglomeratie Amsterdam"),
        ("corop-plus", "Overig Groot-Rijnmond"),
        ("corop-sub", "Overig Groot-Amsterdam"),
        ("corop-sub", "Overig Groot-Rijnmond"),
    }


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("GM9999,GM0448,vervoer,veer,x\n", "rij 2: 'GM9999' is geen gemeente van 2026"),
        ("GM0400,GM0448,luchtlijn,veer,x\n", "rij 2: soort 'luchtlijn' bestaat niet; kies uit"),
        ("GM0400,GM0448,vervoer,,x\n", "rij 2: naam of bron ontbreekt"),
        ("GM0400,GM0448,vervoer,veer,\n", "rij 2: naam of bron ontbreekt"),
        ("GM0400,GM0400,vervoer,veer,x\n", "rij 2: 'veer' verbindt een gemeente met zichzelf"),
        (
            "GM0400,GM0448,vervoer,veer,x\nGM0448,GM0400,vervoer,veerpont,x\n",
            "rij 3: 'veerpont' staat er dubbel",
        ),
        ("GM0400,GM0448,vervoer\n", "rij 2: 3 waarden in plaats van 5"),
    ],
)
def test_what_cannot_be_used_is_named(
    catalogus: Catalogus, tmp_path: Path, rows: str, problem: str
) -> None:
    path = tmp_path / "verbindingen.csv"
    path.write_text(HEADING + rows, "utf-8")
    with pytest.raises(DataError) as error:
        load_verbindingen(catalogus.gemeenten, path)
    assert f"verbindingen.csv, {problem}" in str(error.value)
