"""The matrix: readable colours, an empty diagonal, a pair at a click."""

from itertools import pairwise

import numpy as np
import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor
from PyQt6.QtTest import QAbstractItemModelTester

from regiokaart.cartography.palettes import contrast
from regiokaart.congruence.table import Column, Kind
from regiokaart.gui.matrix import MatrixModel, ink, shade, short_name

Role = Qt.ItemDataRole


@pytest.mark.parametrize(
    ("naam", "short"),
    [
        ("Arbeidsmarktregio", "Arbeidsmarkt"),
        ("Veiligheidsregio", "Veiligheid"),
        ("RES-regio", "RES"),
        ("Veilig Thuis-regio", "Veilig Thuis"),
        ("Omgevingsdienst", "Omgevingsdienst"),
        ("COROP-gebied", "COROP"),
        ("Politie-eenheid", "Politie"),
        ("Regio", "Regio"),
        ("regio", "regio"),
    ],
)
def test_short_name(naam, short):
    assert short_name(naam) == short


@pytest.mark.parametrize("value", np.linspace(0.4, 1, 61))
def test_value_is_readable_on_its_colour(value):
    ground = shade(float(value), 0.4).name()
    assert contrast(ground, ink(ground).name()) >= 4.5


def test_ramp_darkens_evenly_enough_for_grey_print():
    light = [QColor(shade(v, 0.5)).lightnessF() for v in np.linspace(0.5, 1, 11)]
    assert all(a > b for a, b in pairwise(light))


def test_shade_stays_in_the_ramp_outside_its_range():
    assert shade(0.1, 0.5) == shade(0.5, 0.5)
    assert shade(1.0, 1.0) == shade(0.5, 0.5)


@pytest.fixture
def model(qtbot, catalogus):
    model = MatrixModel(lambda a, b: (f"<{a.id}> & {b.id}",))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    values = np.array([[1, 0.5, 0.91], [0.5, 1, np.nan], [0.91, np.nan, 1]])
    extra = [Column("gemiddelde", "Gemiddeld", Kind.NUMBER, (0.7, None, 0.9), decimals=3)]
    model.set_matrix(catalogus.indelingen[:3], values, extra)
    return model


def test_cells_are_dutch_and_the_diagonal_is_empty(model):
    texts = [[model.index(r, c).data() for c in range(4)] for r in range(3)]
    assert texts == [
        [None, "0,500", "0,910", "0,700"],
        ["0,500", None, "–", "–"],
        ["0,910", "–", None, "0,900"],
    ]
    assert model.lowest == pytest.approx(0.5)


def test_only_cells_of_a_pair_can_be_chosen(model, catalogus):
    assert model.pair(model.index(0, 2)) == (catalogus.indelingen[0], catalogus.indelingen[2])
    for row, column in ((1, 1), (0, 3)):
        assert model.pair(model.index(row, column)) is None
        assert not model.index(row, column).flags() & Qt.ItemFlag.ItemIsSelectable


def test_tooltip_escapes_what_it_shows(model):
    tip = model.index(0, 1).data(Role.ToolTipRole)
    assert "&lt;arbeidsmarktregio&gt; &amp; jeugdregio" in tip


def test_many_indelingen_get_two_decimals(qtbot, catalogus):
    model = MatrixModel(lambda a, b: ())
    k = len(catalogus)
    model.set_matrix(catalogus.indelingen, np.full((k, k), 0.876), ())
    assert model.index(0, 1).data() == "0,88"
