"""Which names fit what was typed, and how well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regiokaart.gui.tables.model import plain

_START, _WORD, _INSIDE, _SCATTERED = 4.0, 3.0, 2.0, 1.0


@dataclass(frozen=True)
class Candidate:
    """Something that can be found.

    Attributes
    ----------
    name : str
        What is searched in.
    kind : str
        What it is, in Dutch; shown behind the name.
    target : object
        What the finder does something with.
    rank : int
        Lower comes first among names that fit about equally well.
    also : str
        More words to find it by, that weigh less than the name.
    """

    name: str
    kind: str
    target: object
    rank: int = 0
    also: str = ""


def best(candidates: Sequence[Candidate], text: str, most: int) -> list[Candidate]:
    """Return the candidates that fit a text, the best first, at most `most`.

    Every word must occur: at the start of the name, at the start of a word, inside it, or with
    other letters in between (``grngn`` for Groningen), which counts for less and less.
    """
    words = plain(text).split()
    if not words:
        return []
    scored = []
    for place, candidate in enumerate(candidates):
        score = fit(candidate, words)
        if score > 0:
            weighed = candidate.rank / 5 - score
            scored.append((weighed, candidate.rank, len(candidate.name), place))
    return [candidates[place] for *_, place in sorted(scored)[:most]]


def fit(candidate: Candidate, words: Sequence[str]) -> float:
    """Tell how well a candidate fits plain words; 0 when one of them does not occur."""
    name = plain(candidate.name)
    total = 0.0
    for word in words:
        score = _fit_word(name, word)
        if score < _INSIDE and candidate.also and word in plain(candidate.also):
            score = _SCATTERED + 0.5
        if not score:
            return 0.0
        total += score
    exact = 1.0 if name == " ".join(words) else 0.0
    return total / len(words) + exact


def _fit_word(name: str, word: str) -> float:
    if name.startswith(word):
        return _START
    if f" {word}" in name or f"-{word}" in name:
        return _WORD
    if word in name:
        return _INSIDE
    return _SCATTERED if len(word) > 2 and _is_scattered(name, word) else 0.0


def _is_scattered(name: str, word: str) -> bool:
    """Whether the letters of a word occur in this order in one word of the name."""
    return any(_in_order(part, word) for part in name.replace("-", " ").split())


def _in_order(part: str, word: str) -> bool:
    if not part.startswith(word[0]):
        return False
    letters = iter(part)
    return all(letter in letters for letter in word)
