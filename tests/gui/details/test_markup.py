"""Pieces of the pages of the details."""

from regiokaart.gui.details.markup import breakable, heading, link, paragraphs, stacked, table
from regiokaart.gui.details.subject import Kind, Subject

SOFT = "\N{SOFT HYPHEN}"


def test_long_words_say_where_they_may_break() -> None:
    rows = table([("Arbeidsmarktregio", link("GGD-regio & co", Subject(Kind.MINISTERIE, ("x",))))])
    html = breakable(heading("Arbeidsmarktregio's 2026", "Omgevingsdienst") + rows)
    assert html.count(f"Arbeids{SOFT}markt{SOFT}regio") == 2
    assert f"Omge{SOFT}vings{SOFT}dienst" in html
    assert "GGD-regio &amp; co" in html


def test_what_is_no_text_stays_as_it_is() -> None:
    subject = Subject(Kind.INDELING, ("arbeidsmarktregio",))
    html = breakable(table([("Naam", link("Haarlemmermeer", subject))]))
    assert f'href="{subject.url}"' in html
    assert f"Haarlemmer{SOFT}meer" in html


def test_v_maat_is_one_word() -> None:
    assert breakable(paragraphs(["De V-maat is 1."])) == "<p>De V-\N{WORD JOINER}maat is 1.</p>"


def test_values_can_be_put_below_their_headings() -> None:
    html = stacked(table([("Code", "AM01"), ("Inwoners", "3")]))
    assert html.count("<tr>") == html.count("<td") == 4
