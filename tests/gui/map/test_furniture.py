from dataclasses import replace

import pytest
from PyQt6.QtCore import QSizeF
from PyQt6.QtGui import QFont
from PyQt6.QtWidgets import QApplication

from regiokaart.cartography.views import one_indeling
from regiokaart.gui.map.furniture import Furniture
from regiokaart.model import Catalogus, Gebied


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
    assert Furniture(long, QSizeF(340, 190), 1, legend=False)._source.startswith("Alle bronnen")
    wide = Furniture(long, QSizeF(900, 600), 1, legend=False)._source
    assert wide.startswith("Grenzen: Kadaster / Centraal Bureau voor de Statistiek.")
    assert wide.endswith("… Alle bronnen: tabblad Bronnen.")
