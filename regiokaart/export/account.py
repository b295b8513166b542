"""What every file with a table holds besides its figures: clean cells, and its account."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

import numpy as np

from regiokaart import __version__
from regiokaart.congruence.table import Table, Value

ACCOUNT = "Verantwoording"
# Not allowed in XML 1.0, or (surrogates) not in UTF-8.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
FORMULA_STARTS = tuple("=+-@＝＋－＠\t\r\n")
_START = f"{ACCOUNT} bij "
_MADE_WITH = ", gemaakt met Regiokaart "


def plain_value(value: Value) -> Value:
    """Return a Python value instead of numpy's, None for what is not a number, clean text."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, str):
        return ILLEGAL.sub("", value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def inert(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula.

    Examples
    --------
    >>> inert("-1+1"), inert("Zwolle")
    ("'-1+1", 'Zwolle')
    """
    risky = text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)
    return f"'{text}" if risky else text


def account_text(table: Table, name: str) -> str:
    """Return method, sources, choices and remarks of a table as plain text.

    Parameters
    ----------
    table : Table
    name : str
        Name of the file that this accounts for.
    """
    shown = "".join(c if c.isprintable() else " " for c in name)
    sections = [f"{_START}{shown}{_MADE_WITH}{__version__}"]
    for heading, lines in account_lines([table], [table.name]):
        texts = [f"{name}: {text}" if name else text for name, text in lines]
        sections.append("\r\n".join([heading, *(f"- {text}" for text in texts)]))
    return "\r\n\r\n".join(sections) + "\r\n"


def is_account(line: str) -> bool:
    """Whether a file that begins with this line is an account of ours."""
    return line.startswith(_START) and _MADE_WITH in line


def account_lines(
    tables: Sequence[Table], names: Sequence[str]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return headings with (name, text) lines; what tables share is said once."""
    provenances = [table.provenance for table in tables]
    sections = [
        ("Tabellen", [(name, t.title) for name, t in zip(names, tables, strict=True)]),
        ("Keuzes", _merge(p.parameters for p in provenances)),
        ("Opmerkingen", _unnamed(p.remarks for p in provenances)),
        ("Hoe de indelingen zijn vastgesteld", _unnamed(p.background for p in provenances)),
        ("Methode", _unnamed(p.method for p in provenances)),
        ("Indelingen", _unnamed(p.indelingen for p in provenances)),
        ("Bronnen", _unnamed(p.sources for p in provenances)),
        ("Programma", _unnamed((p.program,) for p in provenances)),
    ]
    return [(heading, lines) for heading, lines in sections if lines]


def _merge(groups: Iterable[Sequence[tuple[str, str]]]) -> list[tuple[str, str]]:
    return list(dict.fromkeys(line for group in groups for line in group))


def _unnamed(groups: Iterable[Sequence[str]]) -> list[tuple[str, str]]:
    return [("", line) for line in dict.fromkeys(line for group in groups for line in group)]
