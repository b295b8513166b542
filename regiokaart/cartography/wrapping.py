"""Breaking text into lines that fit, the same on every output."""

from __future__ import annotations

from collections.abc import Callable

MORE = "…"


def clean(text: str) -> str:
    r"""Leave out what cannot be seen: control characters, and those that turn the direction.

    Examples
    --------
    >>> clean("Ede\x07 en\u202e Epe")
    'Ede en Epe'
    """
    return "".join(each for each in text if each.isprintable() or each.isspace())


def wrap(
    text: str, width: float, width_of: Callable[[str], float], most: int = 100
) -> tuple[str, ...]:
    """Break a text into lines; what does not fit in `most` lines ends in an ellipsis.

    Parameters
    ----------
    text : str
        Line feeds are kept; other white space is one space.
    width : float
        Of a line, in the units of `width_of`.
    width_of : callable
        Width of a text on one line.
    most : int

    Examples
    --------
    >>> wrap("een twee drie", 8, len)
    ('een twee', 'drie')
    >>> wrap("een twee drie", 8, len, most=1)
    ('een twe…',)
    """
    lines: list[str] = []
    for paragraph in clean(text).strip().splitlines():
        line = ""
        for word in paragraph.split():
            joined = f"{line} {word}" if line else word
            if width_of(joined) <= width:
                line = joined
                continue
            if line:
                lines.append(line)
            *whole, line = _pieces(word, width, width_of)
            lines += whole
        lines.append(line)
    if len(lines) > most:
        lines[most - 1] = elide(f"{lines[most - 1]} {lines[most]}", width, width_of)
    return tuple(lines[:most])


def elide(text: str, width: float, width_of: Callable[[str], float]) -> str:
    """Shorten a text to a width, with an ellipsis for what is left out.

    Examples
    --------
    >>> elide("Noordoost-Brabant", 10, len)
    'Noordoost…'
    """
    if width_of(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle].rstrip() + MORE) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + MORE


def _pieces(word: str, width: float, width_of: Callable[[str], float]) -> list[str]:
    """Cut a word that is wider than a line."""
    pieces, start = [], 0
    for end in range(1, len(word) + 1):
        if width_of(word[start:end]) > width and end > start + 1:
            pieces.append(word[start : end - 1])
            start = end - 1
    return [*pieces, word[start:]]
