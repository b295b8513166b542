"""Which gemeente a user means by a code or a name, and what to say when there is none."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from regiokaart.model import Gemeenten

_CODE = re.compile(r"(?:GM)?0*(\d{1,4})(?:[.,]0+)?", re.IGNORECASE)
_CLOSE = 0.8  # share of letters in common from which a name looks like a typing error
_PROVINCE_ABBREVIATIONS = {
    "Groningen": ("Gr",),
    "Fryslân": ("Fr", "Friesland"),
    "Drenthe": ("Dr",),
    "Overijssel": ("O", "Ov"),
    "Flevoland": ("Fl",),
    "Gelderland": ("G", "Gld"),
    "Utrecht": ("U", "Ut"),
    "Noord-Holland": ("NH",),
    "Zuid-Holland": ("ZH",),
    "Zeeland": ("Z", "Zld"),
    "Noord-Brabant": ("NB",),
    "Limburg": ("L",),
}
_OTHER_NAMES = {
    "'s-Gravenhage": ("Den Haag",),
    "'s-Hertogenbosch": ("Den Bosch",),
    "Nuenen, Gerwen en Nederwetten": ("Nuenen", "Nuenen c.a."),
}


class GemeenteFinder:
    """Finds a gemeente by its code or by any way its name is commonly written.

    Attributes
    ----------
    gemeenten : Gemeenten
    """

    def __init__(self, gemeenten: Gemeenten) -> None:
        self.gemeenten = gemeenten
        self._by_number = {int(code[2:]): i for i, code in enumerate(gemeenten.codes)}
        self._by_name: dict[str, set[int]] = defaultdict(set)
        self._by_base: dict[str, set[int]] = defaultdict(set)
        for i, (naam, provincie) in enumerate(
            zip(gemeenten.namen, gemeenten.provincies, strict=True)
        ):
            self._by_base[_letters(_base(naam))].add(i)
            for variant in _variants(naam, provincie):
                self._by_name[_letters(variant)].add(i)

    def find(self, text: str) -> int | None:
        """Return the position of the one gemeente meant, or None."""
        code = _CODE.fullmatch(text)
        if code:
            return self._by_number.get(int(code[1]))
        found = self._by_name.get(_letters(text), set())
        return next(iter(found)) if len(found) == 1 else None

    def problem(self, text: str) -> tuple[str, str]:
        """Return what is wrong with a text that is no gemeente, and what to do about it."""
        year = self.gemeenten.peiljaar
        if is_code(text):
            return (
                f"{shown(text)} is geen gemeentecode in {year}",
                "is de gemeente heringedeeld, gebruik dan de nieuwe code; verwijder anders de rij",
            )
        several = self._by_name.get(_letters(text), set())
        if several:
            return (
                f"er is meer dan één gemeente {shown(text)}",
                f"schrijf {self._names(several)}, of de CBS-code",
            )
        hint = "schrijf de naam zoals het CBS, of de CBS-code (zoals GM0363), of verwijder de rij"
        meant = self._by_base.get(_letters(_base(text)), set()) or self._alike(text)
        if meant:
            hint = f"bedoelt u {self._names(meant)}? {hint[0].upper()}{hint[1:]}"
        return f"{shown(text)} is geen gemeente in {year}", hint

    def _alike(self, text: str) -> set[int]:
        letters = _letters(_base(text))
        # Few mistype the first letter, and many former gemeenten rhyme with one of now.
        options = [base for base in self._by_base if base[:1] == letters[:1]]
        close = get_close_matches(letters, options, n=1, cutoff=_CLOSE)
        return self._by_base[close[0]] if close else set()

    def _names(self, positions: Iterable[int]) -> str:
        return " of ".join(f"'{self.gemeenten.namen[i]}'" for i in sorted(positions))


def is_code(text: str) -> bool:
    """Whether a text is written as the code of a gemeente, known or not."""
    return _CODE.fullmatch(text) is not None


def shown(text: str) -> str:
    """Return a text between quotes, cut short when it is long."""
    return f"'{text}'" if len(text) <= 60 else f"'{text[:57]}...'"


def _base(naam: str) -> str:
    """Return a name without what sets it apart: ``Bergen`` for ``Bergen (NH.)``."""
    return re.sub(r"^gemeente |\s*\(.*\)$", "", naam, flags=re.IGNORECASE)


def _variants(naam: str, provincie: str) -> Iterator[str]:
    base = _base(naam)
    yield naam
    for name in (base, *_OTHER_NAMES.get(naam, ())):
        yield from (name, f"gemeente {name}", f"{name} (gemeente)", f"{name} ({provincie})")
    for short in _PROVINCE_ABBREVIATIONS.get(provincie, ()):
        yield f"{base} ({short})"


def _letters(text: str) -> str:
    """Return the letters and digits of a text, without accents, case, spaces or marks."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in plain if character.isalnum())
