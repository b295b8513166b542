"""The view of one indeling and its tables."""

from pytestqt.qtbot import QtBot

from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.views.pair import OneView
from regiokaart.gui.window import MainWindow
from regiokaart.model.project import Weergave


def test_a_row_of_grootte_selects_and_points_at_its_regio(window: MainWindow) -> None:
    state = window.state
    state.set_map(Weergave.INDELING, a=state.catalogus["veiligheidsregio"])
    view = window.shown.view
    assert isinstance(view, OneView)
    table = view.sizes.table
    assert table is not None
    assert len(table) == 25
    row = table["regio"].values.index("Zeeland")
    view.sizes.selected.emit((row,))
    provincies = state.catalogus.gemeenten.provincies
    assert {provincies[i] for i in state.selection} == {"Zeeland"}
    view.sizes.pointed.emit(row)
    assert state.highlight == state.selection
    view.sizes.pointed.emit(-1)
    assert not state.highlight


def test_what_is_selected_elsewhere_is_marked(window: MainWindow) -> None:
    state = window.state
    state.set_map(Weergave.INDELING, a=state.catalogus["provincie"])
    view = window.shown.view
    assert isinstance(view, OneView)
    namen = state.catalogus.gemeenten.namen
    state.select({namen.index("Ede"), namen.index("Arnhem"), namen.index("Assen")})

    def marked(key: str, panel: TablePanel) -> set[str]:
        table = panel.table
        assert table is not None
        return {str(table[key].values[row]) for row in panel.selected_rows()}

    assert marked("regio", view.sizes) == {"Gelderland", "Drenthe"}
    assert marked("gemeente", view.members) == {"Ede", "Arnhem", "Assen"}
    state.set_map(a=state.catalogus["ressort"])
    assert marked("gemeente", view.members) == {"Ede", "Arnhem", "Assen"}


def test_another_indeling_has_another_table(window: MainWindow, qtbot: QtBot) -> None:
    state = window.state
    state.set_map(Weergave.INDELING, a=state.catalogus["provincie"])
    view = window.shown.view
    assert isinstance(view, OneView)
    assert view.sizes.table is not None
    assert "Provincies" in view.sizes.table.title
    assert len(view.sizes.table) == 12
