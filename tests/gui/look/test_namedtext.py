"""Text with a name: a screen reader reads both."""

from PyQt6.QtWidgets import QLabel

from regiokaart.gui.look.namedtext import NamedText
from tests.gui.conftest import settle


def test_name_stands_before_the_text(qtbot):
    label = NamedText("Melding")
    qtbot.addWidget(label)
    assert label.accessibleName() == "Melding"
    label.setText("Bewaard.")
    assert label.accessibleName() == "Melding: Bewaard."
    label.setText("")
    assert label.accessibleName() == "Melding"


def test_no_name_hides_the_text_of_a_label(window, qtbot):
    """Qt lets a screen reader read the accessible name in place of the text."""
    for command in ("layout_map", "quality", "update"):
        window.commands[command].trigger()
        settle(qtbot, window)
    labels = [
        label
        for top in (window, window.outgoing.layout_dialog, window.beside.quality)
        for label in top.findChildren(QLabel)
    ]
    assert len(labels) > 20
    hidden = [
        (label.accessibleName(), label.text())
        for label in labels
        if label.accessibleName() and label.text() not in label.accessibleName()
    ]
    assert hidden == []
    window.outgoing.layout_dialog.close()
    window.beside.quality.close()


def test_page_to_print_begins_at_the_paper(window, qtbot):
    window.commands["layout_map"].trigger()
    dialog = window.outgoing.layout_dialog
    qtbot.waitUntil(dialog.form.paper.hasFocus)
    settle(qtbot, window)
    dialog.close()
