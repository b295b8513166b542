"""The details: they follow what is selected, every name leads on, and there is a way back."""

import pytest
from PyQt6.QtCore import QPoint, Qt, QUrl

from regiokaart.gui.details.subject import History, Kind, Subject
from regiokaart.gui.indelingen.model import Column
from regiokaart.model.project import Weergave
from regiokaart.sources.embedded import load_regelingen
from tests.gui.conftest import settle

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier


def text(window):
    """What is read, without what says where words may break and where not."""
    shown = window.details.browser.toPlainText()
    return shown.replace("\N{SOFT HYPHEN}", "").replace("\N{WORD JOINER}", "")


def follow(window, subject):
    window.details.browser.anchorClicked.emit(QUrl(subject.url))


def position(window, naam):
    return window.state.catalogus.gemeenten.namen.index(naam)


def links(window):
    """Subjects of all links on the page."""
    document = window.details.browser.document()
    found, block = [], document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            anchor = fragments.fragment().charFormat().anchorHref()
            if anchor:
                found.append(Subject.of(anchor))
            fragments += 1
        block = block.next()
    return found


def test_gemeente_tells_its_regios_and_province(window):
    window.state.select({position(window, "Ede")})
    assert text(window).startswith("Gemeente\nEde")
    assert "Gelderland" in text(window)
    assert "FoodValley" in text(window)
    kinds = {subject.kind for subject in links(window)}
    assert {Kind.INDELING, Kind.REGIO} <= kinds
    assert sum(subject.kind is Kind.REGIO for subject in links(window)) == 8


def test_every_link_of_a_gemeente_leads_somewhere(window, qtbot):
    window.state.select({position(window, "'s-Gravenhage")})
    for subject in links(window):
        if subject.kind not in (Kind.METHODE, Kind.REGELINGEN):
            follow(window, subject)
            assert window.details.history.current == subject
            assert text(window)
    settle(qtbot, window)


def test_regio_is_selected_and_its_relations_are_told(window, qtbot):
    follow(window, Subject(Kind.REGIO, ("veiligheidsregio", "VR01")))
    members = window.state.selection
    assert len(members) == 10
    assert text(window).startswith("Veiligheidsregio\n")
    assert "valt samen met" in text(window)
    assert "Groningen" in text(window)


def test_double_click_on_the_map_tells_the_regio(window):
    ede = position(window, "Ede")
    window.canvas.activated.emit(ede)
    assert window.details.history.current.kind is Kind.REGIO
    assert "8 gemeenten" not in text(window)
    assert text(window).startswith("Arbeidsmarktregio\nFoodValley")


def test_pair_is_told_in_sentences_with_its_wisselaars(window, qtbot):
    window.state.set_map(Weergave.VERGELIJK)
    settle(qtbot, window)
    assert "12 van de 35 arbeidsmarktregio's vallen samen met een jeugdregio." in text(window)
    assert "Wisselaars (74)" in text(window)
    assert sum(s.kind is Kind.GEMEENTE for s in links(window)) == 60
    assert "en nog 14" in text(window)


def test_several_gemeenten_are_summed(window):
    chosen = {position(window, "Ede"), position(window, "Wageningen"), 0}
    window.state.select(chosen)
    assert text(window).startswith("Geselecteerd\n3 gemeenten")
    total = int(window.state.catalogus.gemeenten.inwoners[sorted(chosen)].sum())
    assert f"{total:,}".replace(",", ".") in text(window)


def test_back_and_forward_by_keyboard(window, qtbot):
    assert not window.commands["back"].isEnabled()
    first, second = position(window, "Ede"), position(window, "Epe")
    window.state.select({first})
    window.state.select({second})
    qtbot.keyClick(window, Key.Key_Left, Alt)
    assert window.state.selection == {first}
    assert text(window).startswith("Gemeente\nEde")
    qtbot.keyClick(window, Key.Key_Right, Alt)
    assert window.state.selection == {second}
    assert not window.commands["forward"].isEnabled()
    for _ in range(2):
        qtbot.keyClick(window, Key.Key_Left, Alt)
    assert window.state.selection == frozenset()
    assert not window.commands["back"].isEnabled()


def test_indeling_lists_the_others_by_fit(window, qtbot):
    follow(window, Subject(Kind.INDELING, ("ggd-regio",)))
    settle(qtbot, window)
    assert window.state.a.id == "ggd-regio"
    pairs = [s for s in links(window) if s.kind is Kind.PAAR]
    assert pairs[0].ids == ("ggd-regio", "veiligheidsregio")
    follow(window, pairs[0])
    assert window.state.view is Weergave.VERGELIJK
    assert (window.state.a.id, window.state.b.id) == pairs[0].ids
    settle(qtbot, window)


def test_link_to_the_method_opens_it(window, qtbot):
    follow(window, Subject(Kind.METHODE, ("v-maat",)))
    assert window.beside.help.isVisible()
    assert window.beside.help.windowTitle() == "Methode"
    window.beside.help.close()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://example.com", "regio:weg/X1", ""])
def test_strange_links_do_nothing(window, url):
    before = text(window)
    window.details.browser.anchorClicked.emit(QUrl(url))
    assert text(window) == before


def test_names_are_escaped(catalogus):
    from dataclasses import replace

    from regiokaart.gui.details.pages import indeling_page

    hostile = replace(catalogus["corop"], naam_meervoud="<img src=x>", grondslag="<b>&")
    html = indeling_page(catalogus, hostile, None)
    assert "<img" not in html
    assert "&lt;b&gt;&amp;" in html


def test_subject_survives_as_a_link():
    subject = Subject(Kind.REGIO, ("a/b c", "é#?"))
    assert Subject.of(subject.url) == subject


def test_history_forgets_what_we_went_back_from():
    history, subjects = History(), [Subject(Kind.GEMEENTE, (str(i),)) for i in range(4)]
    for subject in subjects[:3]:
        history.look_at(subject)
    assert history.step(-1) == subjects[1]
    history.look_at(subjects[3])
    assert not history.can_go_forward
    assert history.step(-1) == subjects[1]
    assert history.step(-5) is None


def test_profile_of_a_gemeente_follows_when_it_is_computed(window, qtbot):
    window.state.select({position(window, "Ede")})
    settle(qtbot, window)
    assert "Samen met wie\nEde zit in 8 indelingen samen met 23 andere gemeenten" in text(window)
    window.state.set_counted(("jeugdregio", "ggd-regio"))
    settle(qtbot, window)
    assert "Ede zit in 2 indelingen samen met" in text(window)
    window.state.set_counted(())
    settle(qtbot, window)
    assert "Samen met wie" not in text(window)


def test_regelingen_of_a_gemeente_are_counted_and_opened(window, qtbot, catalogus):
    ede = position(window, "Ede")
    count = sum(ede in each.gemeenten for each in load_regelingen(catalogus.gemeenten))
    window.state.select({ede})
    settle(qtbot, window)
    assert f"{count} formele regelingen (Wgr)" in text(window)
    (subject,) = (s for s in links(window) if s.kind is Kind.REGELINGEN)
    follow(window, subject)
    settle(qtbot, window)
    assert window.state.view is Weergave.SAMENWERKINGEN
    assert len(window.views[Weergave.SAMENWERKINGEN].cooperations.found) == count
    assert window.state.selection == {ede}
    assert text(window).startswith("Gemeente\nEde")


def test_keyboard_follows_links_and_comes_back(window, qtbot):
    browser = window.details.browser
    window.state.select({position(window, "Ede")})
    settle(qtbot, window)
    browser.setFocus(Qt.FocusReason.TabFocusReason)
    first = browser.textCursor().selectedText()
    assert first
    qtbot.keyClick(browser, Key.Key_Down)
    assert browser.textCursor().selectedText() not in ("", first)
    qtbot.keyClick(browser, Key.Key_Return)
    settle(qtbot, window)
    assert browser.hasFocus()
    assert not text(window).startswith("Gemeente\nEde")
    assert browser.textCursor().selectedText()  # the keyboard is at a link of the new page
    qtbot.keyClick(browser, Key.Key_Left, Alt)
    settle(qtbot, window)
    assert text(window).startswith("Gemeente\nEde")
    qtbot.keyClick(browser, Key.Key_Tab)
    assert window.note_field.edit.hasFocus()


def test_mark_in_the_list_leads_to_the_remark(window, qtbot):
    tree, browser = window.indelingen.tree, window.details.browser
    window.indelingen.show_indeling("veiligheidsregio")
    index = tree.currentIndex().siblingAtColumn(Column.PEILJAAR)
    assert index.data(Qt.ItemDataRole.DecorationRole) is not None
    place = tree.visualRect(index).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, window)
    assert window.state.a.id == "veiligheidsregio"
    shown = browser.cursorForPosition(QPoint(20, 24)).block().text()
    bottom = browser.verticalScrollBar()
    assert shown == "Let op" or bottom.value() == bottom.maximum() > 0

    window.indelingen.show_indeling("ggd-regio")  # without a remark
    index = tree.currentIndex().siblingAtColumn(Column.PEILJAAR)
    qtbot.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center()
    )
    assert window.state.a.id == "veiligheidsregio"
    menu = {action.text(): action for action in tree.actions()}
    assert not menu["Opmerking lezen in de details"].isEnabled()
    window.indelingen.show_indeling("jeugdregio")
    menu["Opmerking lezen in de details"].trigger()
    assert window.state.a.id == "jeugdregio"
