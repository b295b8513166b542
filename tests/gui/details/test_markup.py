"""Pieces of the pages of the details."""

from regiokaart.gui.details.markup import link, table
from regiokaart.gui.details.subject import Kind, Subject

SOFT = "\N{SOFT HYPHEN}"


def test_long_words_in_a_table_say_where_they_may_break() -> None:
    html = table([("Arbeidsmarktregio", link("GGD-regio & co", Subject(Kind.MINISTERIE, ("x",))))])
    assert f"Arbeids{SOFT}markt{SOFT}regio" in html
    assert "GGD-regio &amp; co" in html


def test_what_is_no_text_stays_as_it_is() -> None:
    subject = Subject(Kind.INDELING, ("arbeidsmarktregio",))
    html = table([("Naam", link("Omgevingsdienst", subject))])
    assert f'href="{subject.url}"' in html
    assert f"Omgevings{SOFT}dienst" in html
