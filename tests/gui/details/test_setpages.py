"""Details that are computed: what counts, a ministry, a border, and a regio against the other."""

import numpy as np
import pytest
from PyQt6.QtCore import Qt

from regiokaart.congruence.border.borders import borders_of
from regiokaart.congruence.region.regiontables import Against
from regiokaart.congruence.sets.whole import mean_with_others, whole
from regiokaart.gui.details.setpages import border_page, ministry_page, set_page
from regiokaart.gui.details.subject import SET, Kind, Subject
from regiokaart.model.notation import number, percentage
from regiokaart.model.project import Weergave
from tests.gui.conftest import settle
from tests.gui.details.test_details import follow, links, text

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    "view",
    [v for v in Weergave if v not in (Weergave.INDELING, Weergave.VERGELIJK)],
)
def test_views_about_no_indeling_tell_what_counts(window, qtbot, view):
    window.state.set_map(view)
    settle(qtbot, window)
    assert window.details.history.current == SET
    assert text(window).startswith("Wat meetelt\n8 indelingen")
    found = [subject.ids[0] for subject in links(window) if subject.kind is Kind.INDELING]
    assert set(found) == {i.id for i in window.state.counted}


def test_means_are_those_of_the_set_and_follow_it(window, qtbot):
    window.state.set_map(Weergave.GRENZEN)
    settle(qtbot, window)
    state = window.state
    computed = whole(state.catalogus, state.counted, state.gewicht)
    best = float(np.max(mean_with_others(computed.values)))
    assert number(best, 3) in text(window)
    assert number(computed.overall.mean, 3) in text(window)
    state.set_counted([i.id for i in state.counted[:3]])
    settle(qtbot, window)
    assert text(window).startswith("Wat meetelt\n3 indelingen")
    state.set_counted(())
    settle(qtbot, window)
    assert text(window).startswith("Wat meetelt\nGeen enkele indeling\nVink in de lijst ten minste")


def test_indeling_leads_to_its_ministry_and_that_to_the_set(window, qtbot):
    follow(window, Subject(Kind.INDELING, ("jeugdregio",)))
    ministries = [subject for subject in links(window) if subject.kind is Kind.MINISTERIE]
    assert [subject.ids[0] for subject in ministries] == list(
        window.state.catalogus["jeugdregio"].ministeries
    )
    follow(window, ministries[0])
    settle(qtbot, window)
    assert text(window).startswith("Ministerie van Volksgezondheid, Welzijn en Sport\nVWS")
    assert "3 van VWS" in text(window)
    assert "Telt niet mee" in text(window)
    assert {subject.kind for subject in links(window)} == {Kind.INDELING, Kind.PAAR, Kind.SET}
    follow(window, SET)
    settle(qtbot, window)
    assert text(window).startswith("Wat meetelt")
    qtbot.keyClick(window, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, window)
    assert text(window).startswith("Ministerie van Volksgezondheid, Welzijn en Sport\nVWS")


def test_ministry_without_indeling_in_the_set_is_told(window, qtbot):
    window.state.set_counted(["arbeidsmarktregio", "res-regio"])
    follow(window, Subject(Kind.MINISTERIE, ("VWS",)))
    settle(qtbot, window)
    assert "Er telt geen indeling van VWS mee." in text(window)
    assert Subject(Kind.INDELING, ("jeugdregio",)) in links(window)


def test_ministry_row_leads_to_the_page(window, qtbot):
    window.state.set_map(Weergave.STAPPEN)
    settle(qtbot, window)
    panel = window.views[Weergave.STAPPEN].ministeries
    window.tables.tabs.setCurrentWidget(panel)
    panel.view.setFocus()
    panel.view.selectRow(panel.table["ministerie"].values.index("JenV"))
    qtbot.keyClick(panel.view, Key.Key_Return)
    settle(qtbot, window)
    assert text(window).startswith("Ministerie van Justitie en Veiligheid\nJenV")
    assert window.state.view is Weergave.STAPPEN


def test_border_of_a_row_is_told_with_its_indelingen(window, qtbot):
    qtbot.keyClick(window, Key.Key_3, Ctrl)
    settle(qtbot, window)
    panel = window.views[Weergave.GRENZEN].borders
    row = panel.table["regiogrens"].values.index(3)
    panel.view.selectRow(row)
    settle(qtbot, window)
    names = [panel.table[key].values[row] for key in ("gemeente_a", "gemeente_b")]
    assert text(window).startswith("Grens tussen gemeenten\n")
    assert all(name in text(window) for name in names)
    assert "Regiogrens in 3 van de 8 indelingen" in text(window)
    assert len([s for s in links(window) if s.kind is Kind.INDELING]) == 8
    namen = window.state.catalogus.gemeenten.namen
    assert {namen[i] for i in window.state.selection} == set(names)
    window.state.select(())
    settle(qtbot, window)
    assert window.details.history.current == SET


def test_gemeenten_without_a_border_are_told(catalogus, gebied):
    counted = [i for i in catalogus if i.telt_standaard_mee]
    found = borders_of(catalogus, gebied, counted)
    neighbours = {tuple(pair) for pair in found.pairs.tolist()}
    ends = next((0, i) for i in range(1, 342) if (0, i) not in neighbours)
    assert "geen landgrens" in border_page(catalogus, counted, found, ends)


def test_regio_of_the_pair_is_set_against_the_other(window, qtbot):
    state = window.state
    a, b = state.catalogus["arbeidsmarktregio"], state.catalogus["jeugdregio"]
    state.set_map(Weergave.VERGELIJK, a, b)
    settle(qtbot, window)
    against = Against(state.catalogus, a, b, state.gewicht)
    match = next(each for each in against.matches if len(each.extra) and len(each.missing))
    follow(window, Subject(Kind.REGIO, (a.id, a.regios[match.a].code)))
    settle(qtbot, window)
    told = text(window)
    assert "Tegenover de jeugdregio's" in told
    assert percentage(match.jaccard, 1) in told
    assert b.regios[match.best].naam in told
    for i in (*match.extra.tolist(), *match.missing.tolist()):
        assert state.catalogus.gemeenten.namen[i] in told
    assert ("andere keuzes zijn even klein" in told) == (
        not (against.equal.only and against.nest.only)
    )
    state.set_map(Weergave.INDELING)
    state.set_map(Weergave.VERGELIJK, b, a)
    follow(window, Subject(Kind.REGIO, (a.id, a.regios[match.a].code)))
    settle(qtbot, window)
    assert "Tegenover de jeugdregio's" in text(window)


def test_regio_of_another_indeling_is_not(window, qtbot):
    state = window.state
    state.set_map(
        Weergave.VERGELIJK, state.catalogus["arbeidsmarktregio"], state.catalogus["jeugdregio"]
    )
    follow(window, Subject(Kind.REGIO, ("ggd-regio", state.catalogus["ggd-regio"].regios[0].code)))
    settle(qtbot, window)
    assert "Tegenover" not in text(window)


def test_tolerance_makes_what_almost_coincides_coincide(window, qtbot):
    state, box = window.state, window.tables.tolerance
    state.set_map(Weergave.VERGELIJK, state.catalogus["ggd-regio"], state.catalogus["jeugdregio"])
    settle(qtbot, window)
    assert "bijna samenvallend" not in window.tables.relations.table["relatie"].values
    window.tables.tabs.setCurrentIndex(2)
    box.setFocus()
    for _ in range(12):
        qtbot.keyClick(box, Key.Key_Up)
    settle(qtbot, window)
    assert box.value() == 10
    table = window.tables.relations.table
    assert "bijna samenvallend" in table["relatie"].values
    assert dict(table.provenance.parameters)["Tolerantie"] == percentage(0.1)
    assert len(table) == len(window.results.latest.members)


def test_names_on_the_pages_are_escaped(catalogus, gebied):
    from dataclasses import replace

    from regiokaart.model import Catalogus, Gewicht

    counted = [i for i in catalogus if i.telt_standaard_mee]
    evil = [replace(i, naam="<b>naam</b>", ministeries=("<i>VWS",)) for i in counted[:1]]
    chosen = (*evil, *counted[1:3])
    other = Catalogus(catalogus.gemeenten, chosen)
    computed = whole(other, chosen, Gewicht.INWONERS)
    pages = (
        set_page(chosen, computed),
        ministry_page(other, computed, "<i>VWS"),
        border_page(
            other, chosen, found := borders_of(other, gebied, chosen), tuple(found.pairs[0])
        ),
    )
    for page in pages:
        assert "<b>naam" not in page
        assert "<i>VWS" not in page
