"""Pieces of the pages of the details: headings, tables and links; all values are escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from regiokaart.gui.details.subject import Kind, Subject
from regiokaart.model import Catalogus, Indeling
from regiokaart.model.notation import number

MOST_LINKS = 60
_TEXT = re.compile(r"(?:^|(?<=>))[^<]+")
_LONG_WORD = re.compile(r"\w{13,}")
_PART = re.compile(
    r"(?<=\w{4})(?=regio|dienst|markt|kantoor|gebied|zorg|vergunning|vings|gemeente|werking|verband"
    r"|deling|ment|kanaal|polder|kwartier|berg|werf|waard|land|meer|drecht|gestel|oog\b|dam\b)"
)


def link(text: str, subject: Subject) -> str:
    """Return a link to a subject."""
    return f'<a href="{escape(subject.url)}">{escape(text)}</a>'


def gemeente_link(catalogus: Catalogus, gemeente: int) -> str:
    """Return a link to a gemeente."""
    every = catalogus.gemeenten
    return link(every.namen[gemeente], Subject(Kind.GEMEENTE, (every.codes[gemeente],)))


def indeling_link(indeling: Indeling) -> str:
    """Return a link to an indeling."""
    return link(indeling.naam, Subject(Kind.INDELING, (indeling.id,)))


def regio_link(indeling: Indeling, regio: int) -> str:
    """Return a link to a regio."""
    found = indeling.regios[regio]
    return link(found.naam, Subject(Kind.REGIO, (indeling.id, found.code)))


def ministerie_link(ministerie: str) -> str:
    """Return a link to a ministry."""
    return link(ministerie, Subject(Kind.MINISTERIE, (ministerie,)))


def pair_link(a: Indeling, b: Indeling) -> str:
    """Return a link to the comparison of two indelingen."""
    return link(f"{a.naam} – {b.naam}", Subject(Kind.PAAR, (a.id, b.id)))


def heading(title: str, kind: str) -> str:
    """Return what a page is about, below what kind of thing that is."""
    return f"<p class='soort'>{escape(kind)}</p><h2>{escape(title)}</h2>"


def section(title: str, html: str) -> str:
    """Return a part of a page below its plain title."""
    return f"<h3>{escape(title)}</h3>{html}"


def table(rows: Iterable[tuple[str, str]]) -> str:
    """Return a table of HTML cells; headings are plain."""
    cells = "".join(f"<tr><td class='kop'>{name}</td><td>{value}</td></tr>" for name, value in rows)
    return f"<table cellspacing='0'>{cells}</table>"


def stacked(html: str) -> str:
    """Put the values of the tables of a page below their headings."""
    return html.replace("</td><td>", "</td></tr><tr><td>")


def paragraphs(sentences: Iterable[str]) -> str:
    """Return plain sentences, each a paragraph."""
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)


def enumeration(links: Sequence[str]) -> str:
    """Return links as an enumeration, and how many there are beyond a bound."""
    more = f" en nog {number(len(links) - MOST_LINKS)}" if len(links) > MOST_LINKS else ""
    return ", ".join(links[:MOST_LINKS]) + more


def breakable(html: str) -> str:
    """Say where long words of a page may break, and where V-maat may not: Qt would anywhere.

    By characters without width, which `LinkBrowser` leaves out of what is copied.
    """

    def parts(word: re.Match[str]) -> str:
        return _PART.sub("\N{SOFT HYPHEN}", word[0])

    def text(found: re.Match[str]) -> str:
        return _LONG_WORD.sub(parts, found[0]).replace("V-maat", "V-\N{WORD JOINER}maat")

    return _TEXT.sub(text, html)
