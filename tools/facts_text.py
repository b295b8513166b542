"""Clean registered texts of what only came from copying: glued words, links, invisible signs."""

from __future__ import annotations

import re

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011"), "-")

# The register drops the line breaks of a text, so that lines run into each other. Only what can
# be nothing else is put right: "van• de", "doel:- het", "taken.2. De", "overheidVoor een".
_REPAIRS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\[([^\]]*)\]\(https?:[^)]*\)?", r"\1"),  # a link keeps its text
        (r"\s*•\s*", " • "),
        (r"(?<=[:;,])(?=[-–])", " "),
        (r"(?<=[:;] -)(?=[a-z])", " "),
        (r"(?<=[a-z ][:;])(?=[A-Za-z(])", " "),
        # A numbered or lettered item behind the end of another, but not "m.b.t." or "18.21, ".
        (r"(?<=[:;])(?=[a-z][.)](?:\s|$))", " "),
        (r"(?<=\D[:;])(?=\d{1,2}[.)](?:\s|$))", " "),
        (r"(?<=[a-z’]{2},)(?=[a-z][.)]\s)", " "),
        (r"(?<=[A-Za-z\"”)]{2}\.)(?=(?:[a-z]|\d{1,2})[.)](?:\s|$))", " "),
        (r"(?<=\d{4}\.)(?=[a-z]\.\s)", " "),
        (r"(?<=[a-z]{3})(?=\d\. [A-Z])", " "),
        (r"(?<=^\d\.)(?=[A-Z])", " "),
        (r"\b(en|of)(?=[a-z]\. )", r"\1 "),
        # A sentence behind a heading or another sentence.
        (r"(?<=[a-z]\.)(?=[A-Z][a-z])", " "),
        (r"(?<=[a-z]{2})(?=(?:De|Deze|Dit|Het|Een|Voor)\s)", " "),
        (r"\bvan(?=[A-Z][a-z])", "van "),
    )
)


def visible(text: str) -> str:
    """Put text on one line, with plain hyphens and without signs that cannot be seen."""
    return " ".join(text.translate(_INVISIBLE).translate(_HYPHENS).split())


def cleaned(text: str) -> str:
    """Put a registered purpose on one line, with spaces where lines ran into each other.

    Examples
    --------
    >>> cleaned("heeft tot taken:a. heffen;b. innen.2. De dienst")
    'heeft tot taken: a. heffen; b. innen. 2. De dienst'
    >>> cleaned("als bedoeld in artikel 18.21, m.b.t. [Heusden](https://voorbeeld.nl/Heusden)")
    'als bedoeld in artikel 18.21, m.b.t. Heusden'
    """
    line = visible(text)
    for pattern, replacement in _REPAIRS:
        line = pattern.sub(replacement, line)
    return line.strip()
