from dataclasses import replace
from itertools import combinations

import pytest
from PyQt6.QtCore import QPointF, QRectF, QSizeF
from PyQt6.QtGui import QFont
from PyQt6.QtWidgets import QApplication

from regiokaart.cartography.views import compare_two, one_indeling
from regiokaart.gui.map.furniture import INSET, Furniture
from regiokaart.model import Catalogus, Gebied
from regiokaart.painting import furniture


@pytest.fixture
def large_letters(qapp: QApplication):
    font = qapp.font()
    qapp.setFont(QFont(font.family(), 2 * font.pointSize()))
    yield
    qapp.setFont(font)


@pytest.mark.usefixtures("large_letters")
def test_a_legend_without_room_for_large_letters_gets_smaller_ones(
    catalogus: Catalogus, gebied: Gebied
) -> None:
    short = one_indeling(catalogus, gebied, catalogus["provincie"])
    long = replace(short, legend_note=12 * "Kleuren onderscheiden alleen buren. ")
    room = Furniture(long, QSizeF(700, 2000), 1, legend=True).legend
    tight = Furniture(long, QSizeF(700, 350), 1, legend=True).legend
    assert not tight.isEmpty()
    assert tight.height() < room.height()
    assert Furniture(long, QSizeF(700, 100), 1, legend=True).legend.isEmpty()


@pytest.mark.usefixtures("qapp")
def test_a_source_line_is_cut_after_a_whole_source_at_least(
    catalogus: Catalogus, gebied: Gebied
) -> None:
    long = replace(
        one_indeling(catalogus, gebied, catalogus["provincie"]),
        source="Grenzen: Kadaster / Centraal Bureau voor de Statistiek. "
        + 30 * "Regio's: een heel lange bron. ",
    )
    low = Furniture(long, QSizeF(340, 90), 1, legend=False)._source
    assert low == "Grenzen: Kadaster / Centraal Bureau voor de Statistiek."
    wide = Furniture(long, QSizeF(900, 600), 1, legend=False)._source
    assert wide.startswith("Grenzen: Kadaster / Centraal Bureau voor de Statistiek.")
    assert wide.endswith("… Alle bronnen: tabblad Bronnen.")


@pytest.mark.usefixtures("large_letters")
@pytest.mark.parametrize("size", [(698, 216), (698, 272), (308, 151), (420, 600)])
def test_the_source_of_the_boundaries_stays_with_large_letters(
    catalogus: Catalogus, gebied: Gebied, size: tuple[int, int]
) -> None:
    specification = compare_two(catalogus, gebied, catalogus["jeugdregio"], catalogus["corop"])
    placed = Furniture(specification, QSizeF(*size), 1, legend=True)
    assert placed._source.startswith(f"Grenzen: {gebied.bron}.")
    view = QRectF(QPointF(0, 0), QSizeF(*size))
    standing = [rect for rect in placed.blocked if not rect.isEmpty()]
    assert all(view.contains(rect) for rect in standing)
    assert not any(a.intersects(b) for a, b in combinations(standing, 2))


@pytest.mark.usefixtures("large_letters")
def test_a_legend_in_a_low_map_stands_in_columns(catalogus: Catalogus, gebied: Gebied) -> None:
    specification = compare_two(catalogus, gebied, catalogus["jeugdregio"], catalogus["corop"])
    placed = Furniture(specification, QSizeF(698, 216), 1, legend=True)
    assert not placed.legend.isEmpty()
    assert placed.legend.right() < 698 / 2 + INSET
    assert not placed.source.adjusted(-4, -1, 4, 1).intersects(placed.legend)


@pytest.mark.usefixtures("qapp")
def test_two_columns_are_lower_and_name_as_much(catalogus: Catalogus, gebied: Gebied) -> None:
    specification = compare_two(catalogus, gebied, catalogus["jeugdregio"], catalogus["corop"])
    one = furniture.Legend(specification, heading=False)
    two = furniture.Legend(specification, heading=False, columns=2)
    assert two.height < one.height
    assert one.width < two.width <= 2 * one.width
    lines = [line for column in two._in_columns() for line, _ in column]
    assert lines == [line for column in one._in_columns() for line, _ in column]
