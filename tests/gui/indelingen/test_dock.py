"""The list of indelingen with a search in its field."""

from regiokaart.gui.window import MainWindow


def test_the_indelingen_of_a_ministry_alone(window: MainWindow) -> None:
    dock, state = window.indelingen, window.state
    dock.search.setText("VWS")
    dock.show_indeling("ggd-regio")
    next(each for each in dock.tree.actions() if each.text().startswith("Alleen")).trigger()
    assert {each.id for each in state.counted} == {"jeugdregio", "ggd-regio", "veilig-thuis-regio"}
    assert "met 'VWS'" in window.commands["undo"].text()
    dock.search.clear()
    dock.show_indeling("corop")
    next(each for each in dock.tree.actions() if each.text().startswith("Alleen")).trigger()
    assert "met" not in window.commands["undo"].text().split()
    assert {"corop", "landsdeel"} <= {each.id for each in state.counted}


def test_a_search_does_not_hide_what_is_to_be_shown(window: MainWindow) -> None:
    dock = window.indelingen
    dock.search.setText("VWS")
    dock.show_indeling("ggd-regio")
    assert dock.search.text() == "VWS"
    dock.show_indeling("is-er-niet")
    assert dock.search.text() == "VWS"
    dock.show_indeling("corop")
    assert dock.search.text() == ""
    current = dock.current()
    assert current is not None
    assert current.id == "corop"
