"""The view Gemeenten: four maps of the same profiles, tables that follow the selection."""

import csv

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QGuiApplication

from regiokaart.congruence.gemeente.comembership import always_together
from regiokaart.congruence.gemeente.profile import profiles
from regiokaart.gui.look import emptytext
from regiokaart.gui.views.gemeentenfindings import Onderwerp
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def gemeenten(window, qtbot):
    """Return a window with the view open."""
    qtbot.keyClick(window, Key.Key_4, Ctrl)
    settle(qtbot, window)
    return window


def view(window):
    return window.views[Weergave.GEMEENTEN]


def position(window, naam):
    return window.state.catalogus.gemeenten.namen.index(naam)


def choose(qtbot, window, onderwerp):
    """Choose what the map is about with the arrows."""
    box = view(window).onderwerp
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Home)
    for _ in range(box.findData(onderwerp)):
        qtbot.keyClick(box, Key.Key_Down)
    assert box.currentData() is onderwerp
    settle(qtbot, window)


def shown_controls(window):
    found = view(window)
    every = (found.onderwerp, found.drukte, found.regelingen, found.klassen.kind)
    return [widget.accessibleName() for widget in every if widget.isVisible()]


def test_density_map_and_table_are_about_the_same_profiles(gemeenten, catalogus):
    found = profiles(catalogus, gemeenten.state.counted)
    low, high = found.partners.min(), found.partners.max()
    assert gemeenten.sentence.text().startswith(f"Een gemeente heeft {low} tot {high} partners")
    assert list(view(gemeenten).profile.table["partners"].values) == found.partners.tolist()
    assert gemeenten.shown.specification is view(gemeenten).found.specification
    assert gemeenten.tables.current_panel() is view(gemeenten).profile


def test_regelingen_count_when_asked(gemeenten, qtbot, catalogus):
    before = np.array(view(gemeenten).profile.table["groepen"].values)
    qtbot.mouseClick(view(gemeenten).regelingen, Left, pos=QPoint(8, 8))
    settle(qtbot, gemeenten)
    table = view(gemeenten).profile.table
    assert max(table["regelingen"].values) > 10
    assert (np.array(table["groepen"].values) >= before).all()
    assert "de formele regelingen (Wgr)" in gemeenten.sentence.text()
    box = view(gemeenten).drukte
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Down)
    settle(qtbot, gemeenten)
    assert "lidmaatschappen" in gemeenten.sentence.text()
    qtbot.keyClick(box, Key.Key_Down)
    settle(qtbot, gemeenten)
    assert "groepen" in gemeenten.sentence.text()


def test_only_the_controls_of_the_map_are_shown(gemeenten, qtbot):
    every = ["Toon", "Tel", "Ook formele regelingen (Wgr) tellen", "Klassen"]
    assert shown_controls(gemeenten) == every
    choose(qtbot, gemeenten, Onderwerp.CONGRUENTIE)
    assert shown_controls(gemeenten) == ["Toon", "Klassen"]
    choose(qtbot, gemeenten, Onderwerp.SAMEN)
    assert shown_controls(gemeenten) == ["Toon"]


def test_congruence_is_shown_with_what_bounds_it(gemeenten, qtbot):
    choose(qtbot, gemeenten, Onderwerp.CONGRUENTIE)
    assert "wat hoogstens kan en wat loting geeft" in gemeenten.sentence.text()
    headings = view(gemeenten).found.specification.facts[0]
    assert {"Territoriale congruentie", "Door loting", "Hoogst haalbaar"} <= set(headings)


def test_partners_follow_the_selection(gemeenten, qtbot):
    choose(qtbot, gemeenten, Onderwerp.PARTNERS)
    assert gemeenten.sentence.text().startswith("Selecteer een gemeente")
    assert emptytext.said_by(view(gemeenten).partners.view).startswith("Hier komen de partners")
    assert gemeenten.shown.specification.subtitle == "Geen gemeente gekozen"
    gemeenten.state.select({position(gemeenten, "Ede")})
    settle(qtbot, gemeenten)
    assert gemeenten.sentence.text().startswith("Ede zit in 8 indelingen samen met 23 andere")
    assert view(gemeenten).found.specification.title == "Partners van Ede"
    assert len(view(gemeenten).partners.table) == 23
    both = {position(gemeenten, "Ede"), position(gemeenten, "Epe")}
    gemeenten.state.select(both)
    settle(qtbot, gemeenten)
    assert gemeenten.sentence.text().startswith("Ede en Epe zijn in de 8 indelingen")
    assert view(gemeenten).partners.table is None
    assert "Selecteer er één" in emptytext.said_by(view(gemeenten).partners.view)
    qtbot.keyClick(gemeenten, Key.Key_Escape)
    settle(qtbot, gemeenten)
    assert gemeenten.sentence.text().startswith("Selecteer een gemeente")


def test_enter_on_a_partner_goes_to_it(gemeenten, qtbot):
    gemeenten.state.select({position(gemeenten, "Ede")})
    settle(qtbot, gemeenten)
    panel = view(gemeenten).partners
    gemeenten.tables.tabs.setCurrentWidget(panel)
    panel.view.setFocus()
    panel.view.selectRow(0)
    naam = panel.table["gemeente"].values[panel.selected_rows()[0]]
    assert gemeenten.state.selection == {position(gemeenten, "Ede")}  # looking changes nothing
    qtbot.keyClick(panel.view, Key.Key_Return)
    settle(qtbot, gemeenten)
    assert gemeenten.state.selection == {position(gemeenten, naam)}
    assert panel.table.title == f"Partners van {naam}"


def test_map_is_not_made_again_for_a_selection_it_does_not_show(gemeenten, qtbot):
    before = gemeenten.shown.specification
    gemeenten.state.select({position(gemeenten, "Ede")})
    settle(qtbot, gemeenten)
    assert gemeenten.shown.specification is before
    assert len(view(gemeenten).partners.table) == 23


def test_rows_and_map_select_each_other(gemeenten, qtbot):
    panel = view(gemeenten).profile
    panel.view.selectRow(3)
    (row,) = panel.selected_rows()
    assert gemeenten.state.selection == {row}
    ede = position(gemeenten, "Ede")
    gemeenten.state.select({ede})
    settle(qtbot, gemeenten)
    assert panel.selected_rows() == (ede,)
    panel.pointed.emit(ede)
    assert gemeenten.state.highlight == {ede}


def test_double_click_selects_who_is_always_together(gemeenten, qtbot):
    choose(qtbot, gemeenten, Onderwerp.SAMEN)
    groups = always_together(gemeenten.state.counted, len(gemeenten.state.catalogus.gemeenten))
    assert f"{groups.max() + 1} groepen" in gemeenten.sentence.text()
    ede = position(gemeenten, "Ede")
    place = gemeenten.canvas.viewport.to_pixel(*gemeenten.state.gebied.label_points[ede])
    where = QPoint(*(round(each) for each in place))
    qtbot.mouseClick(gemeenten.canvas, Left, pos=where)
    qtbot.mouseDClick(gemeenten.canvas, Left, pos=where)
    settle(qtbot, gemeenten)
    assert gemeenten.state.selection == set(np.flatnonzero(groups == groups[ede]).tolist())
    assert "Barneveld, Ede en Scherpenzeel zitten overal samen" in gemeenten.status.message.text()
    alone = int(np.flatnonzero(groups < 0)[0])
    view(gemeenten).profile.activated.emit(alone)
    assert gemeenten.state.selection == {alone}
    assert "met niemand overal samen" in gemeenten.status.message.text()
    settle(qtbot, gemeenten)


def test_nothing_that_counts_is_told(gemeenten, qtbot):
    gemeenten.state.set_counted(())
    settle(qtbot, gemeenten)
    assert gemeenten.sentence.text().startswith("Er telt geen indeling mee")
    assert view(gemeenten).profile.table is None
    assert emptytext.said_by(view(gemeenten).profile.view).startswith("Hier komen de gemeenten")
    shown = gemeenten.shown.specification
    assert shown.subtitle == "Geen gegevens"
    assert shown.alt_text.endswith(gemeenten.sentence.text())
    gemeenten.commands["undo"].trigger()
    settle(qtbot, gemeenten)
    assert len(view(gemeenten).profile.table) == 342


def test_what_cannot_be_used_is_left_out_and_named(gemeenten, qtbot):
    gemeenten.state.set_counted(("jeugdregio", "ggd-regio", "waterschap"))
    settle(qtbot, gemeenten)
    assert "de 2 indelingen die meetellen" in gemeenten.sentence.text()
    assert "Waterschappen tellen niet mee" in gemeenten.sentence.text()
    remarks = view(gemeenten).profile.table.provenance.remarks
    assert any("Waterschappen tellen niet mee" in remark for remark in remarks)


def test_classes_change_the_legend(gemeenten, qtbot):
    before = [each.text for each in view(gemeenten).found.specification.fill.palette]
    box = view(gemeenten).klassen.kind
    box.setFocus()
    qtbot.keyClicks(box, "g")
    settle(qtbot, gemeenten)
    assert [each.text for each in view(gemeenten).found.specification.fill.palette] != before


def test_tables_are_copied_and_written(gemeenten, qtbot, tmp_path):
    import openpyxl

    gemeenten.state.select({position(gemeenten, "Ede")})
    settle(qtbot, gemeenten)
    gemeenten.tables.tabs.setCurrentWidget(view(gemeenten).partners)
    gemeenten.commands["copy"].trigger()
    assert QGuiApplication.clipboard().text().count("\n") == 24
    for name, command in (("partners.csv", "export_table"), ("alles.xlsx", "export_workbook")):
        gemeenten.exporter.ask = lambda *args, name=name: tmp_path / name
        gemeenten.commands[command].trigger()
        settle(qtbot, gemeenten)
    with (tmp_path / "partners.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file, delimiter=";"))) == 24
    book = openpyxl.load_workbook(tmp_path / "alles.xlsx", read_only=True)
    assert book.sheetnames[:2] == ["Profiel", "Partners"]
    book.close()


def test_gemeenten_of_another_year_have_no_regelingen(gemeenten, qtbot, catalogus, gebied):
    gemeenten.state.set_year(catalogus, gebied, 2025)
    gemeenten.state.select({position(gemeenten, "Ede")})
    settle(qtbot, gemeenten)
    assert not view(gemeenten).regelingen.isEnabled()
    assert "alleen bekend" in view(gemeenten).regelingen.toolTip()
    told = gemeenten.details.browser.toPlainText()
    assert "Ede zit in 8 indelingen samen met 23 andere gemeenten" in told
    assert "formele regelingen" not in told
