from dataclasses import replace

import numpy as np
import pytest

from regiokaart.cartography.legend import legend_lines
from regiokaart.cartography.pergemeente import frame
from regiokaart.cartography.specification import NO_CLASS, Fill, FillClass, MapSpecification
from regiokaart.cartography.views import one_indeling
from regiokaart.model import Catalogus, Gebied


@pytest.fixture(scope="module")
def one(catalogus: Catalogus, gebied: Gebied) -> MapSpecification:
    return one_indeling(catalogus, gebied, catalogus["provincie"])


def classed(one: MapSpecification, catalogus: Catalogus) -> MapSpecification:
    classes = np.full(342, NO_CLASS)
    classes[:50], classes[50:150], classes[150:175] = 0, 1, 2
    palette = tuple(FillClass(f"#00000{i}", f"klasse {i}") for i in range(3))
    return replace(one, fill=Fill(classes, palette), borders=frame(catalogus))


def test_bars_of_classes_are_a_histogram(one: MapSpecification, catalogus: Catalogus) -> None:
    lines = legend_lines(classed(one, catalogus))
    assert [line.share for line in lines[:3]] == [0.5, 1.0, 0.25]
    assert not any(line.share for line in lines[3:])  # no data and lines


def test_colours_that_only_tell_neighbours_apart_have_no_bars(one: MapSpecification) -> None:
    assert not any(line.share for line in legend_lines(one))
