"""Rows on the clipboard: a table with its account for a letter, and text without formulas."""

import math
from html.parser import HTMLParser

from PyQt6.QtGui import QGuiApplication, QTextDocument
from pytestqt.qtbot import QtBot

from regiokaart.congruence.table import Column, Kind, Provenance, Table
from regiokaart.gui.copying import as_html, copy_rows, tab_separated

EXAMPLE = Table(
    "proef",
    "Proef <b>",
    (
        Column("naam", "Naam", Kind.TEXT, ("Zwolle", "Één & <i>", "=1+1")),
        Column("inwoners", "Inwoners", Kind.COUNT, (10_000, None, -5)),
        Column("deel", "Deel", Kind.SHARE, (0.5, math.nan, 1.0), decimals=1),
    ),
    Provenance(
        ("RES-regio's 2025: 30 regio's; bron: CBS",),
        ("342 gemeenten van 2026",),
        (("Gewicht", "inwoners"), ("Tolerantie", "0%")),
        (),
        ("Van 1 gemeente is onzeker bij welke regio ze hoort (Zeewolde).",),
        "Regiokaart 1.2.3",
    ),
)


class Cells(HTMLParser):
    """Reads the attributes of every cell below the heading."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "td":
            self.found.append(dict(attrs))


def read(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


def test_text_has_headings_and_no_formulas() -> None:
    assert tab_separated(EXAMPLE, (2, 0)).splitlines() == [
        "Naam\tInwoners\tDeel",
        "'=1+1\t-5\t100,0%",
        "Zwolle\t10.000\t50,0%",
    ]


def test_table_for_a_letter_says_what_it_rests_on() -> None:
    lines = [line for line in read(as_html(EXAMPLE, (2, 1))).splitlines() if line]
    assert lines == [
        *("Proef <b>", "Naam", "Inwoners", "Deel"),
        *("'=1+1", "-5", "100,0%", "Één & <i>", "–", "–"),
        "Gewicht: inwoners; Tolerantie: 0%.",
        "Van 1 gemeente is onzeker bij welke regio ze hoort (Zeewolde).",
        "RES-regio's 2025: 30 regio's; bron: CBS",
        "342 gemeenten van 2026",
        "Gemaakt met Regiokaart 1.2.3.",
    ]


def test_numbers_carry_their_value_for_a_spreadsheet() -> None:
    cells = Cells(as_html(EXAMPLE, (0, 1))).found
    assert [cell.get("sdval") for cell in cells] == [None, "10000", "0.5", None, None, None]
    assert [cell.get("sdnum") for cell in cells[:3]] == [None, "1033;0;#,##0", "1033;0;0.00%"]
    assert [cell["align"] for cell in cells[:3]] == ["left", "right", "right"]


def test_clipboard_has_both(qtbot: QtBot) -> None:
    copy_rows(EXAMPLE, (0,))
    clipboard = QGuiApplication.clipboard()
    assert clipboard is not None
    data = clipboard.mimeData()
    assert data is not None
    assert data.text() == tab_separated(EXAMPLE, (0,))
    assert "Zwolle" in read(data.html())


def test_text_that_begins_as_a_negative_number_is_no_formula(qtbot: QtBot) -> None:
    names = ("-1+cmd|' /C calc'!A0", "＋1", "-3", " \t=1")
    texts = Table("t", "T", (Column("naam", "Naam", Kind.TEXT, names),), EXAMPLE.provenance)
    every, shown = range(len(names)), [f"'{name.strip()}" for name in names]
    assert tab_separated(texts, every).splitlines()[1:] == shown
    assert set(shown) <= set(read(as_html(texts, every)).splitlines())
