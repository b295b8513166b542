"""The commands that select gemeenten, and the menu of the map."""

import pytest
from PyQt6.QtCore import QPoint, Qt

from regiokaart.model.project import Weergave
from tests.gui.conftest import settle
from tests.gui.finding import map_point

pytestmark = pytest.mark.slow

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
Ctrl = Qt.KeyboardModifier.ControlModifier


class TestWisselaars:
    def test_command_selects_them_on_map_and_table(self, window, qtbot):
        window.commands["select_wisselaars"].trigger()
        settle(qtbot, window)
        found = window.results.latest.wisselaars
        assert window.state.view is Weergave.VERGELIJK
        assert window.canvas.selection == set(found.gemeenten.tolist())
        assert len(window.canvas.selection) == 74
        assert set(window.tables.gemeenten.selected_rows()) == window.canvas.selection
        assert window.status.selection.text().startswith("74 gemeenten geselecteerd: ")
        assert window.status.selection.text().endswith(" inwoners (1 januari 2025)")

    def test_gemeenten_of_a_pair_have_its_regions_also_when_these_do_not_count(self, window, qtbot):
        catalogus = window.state.catalogus
        window.state.set_map(Weergave.VERGELIJK, catalogus["corop"], catalogus["provincie"])
        settle(qtbot, window)
        table = window.tables.gemeenten.table
        keys = [column.key for column in table.columns]
        assert keys[4:8] == ["regio_a", "regio_b", "relatie", "wisselt"]
        assert table["regio_b"].title == "Provincie (B)"
        assert any(str(text).startswith("van ") for text in table["wisselt"].values)

    def test_other_choices_are_told(self, window, qtbot):
        catalogus = window.state.catalogus
        window.state.set_map(Weergave.VERGELIJK, catalogus["jeugdregio"], catalogus["ggd-regio"])
        settle(qtbot, window)
        only = window.results.latest.wisselaars.only
        window.commands["select_wisselaars"].trigger()
        assert ("even klein" in window.status.message.text()) is not only


class TestMapMenu:
    def test_region_of_a_gemeente_is_selected(self, window, qtbot):
        menu = window.map_menu.open(map_point(window, "Ede"))
        first = menu.actions()[0]
        assert first.text() == "Arbeidsmarktregio FoodValley selecteren"
        first.trigger()
        ede = window.state.catalogus.gemeenten.namen.index("Ede")
        assert window.state.selection == window.state.region_of(window.state.a, ede)
        menu.close()

    def test_both_regions_of_a_pair_can_be_chosen(self, window, qtbot):
        window.state.set_map(Weergave.VERGELIJK)
        settle(qtbot, window)
        menu = window.map_menu.open(map_point(window, "Ede"))
        texts = [action.text() for action in menu.actions()[:2]]
        assert [text.split(" ")[0] for text in texts] == ["Arbeidsmarktregio", "Jeugdregio"]
        menu.close()

    def test_sea_has_no_regions(self, window):
        menu = window.map_menu.open(QPoint(1, 1))
        assert menu.actions()[0] is window.commands["zoom_selection"]
        menu.close()
