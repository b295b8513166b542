"""Which gemeente a user means by a code or a name, and what to say when there is none."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property
from typing import TypeVar

from regiokaart.model import Gemeenten
from regiokaart.sources.eras import Eras

_CODE = re.compile(r"(?:GM[ _-]?)?0*(\d{1,4})(?:[.,]0+)?", re.IGNORECASE)
_PARTS = re.compile(r"\s*[/|=]\s*|\s+[-–—:]\s+|\s*[()\[\]]\s*")
_CODE_FIRST = re.compile(r"((?:GM[ _-]?)?\d{1,4})[\s:–-]+(\D.*)", re.IGNORECASE)
_CODE_LAST = re.compile(r"(.*\D)[\s([:–-]+((?:GM[ _-]?)?\d{1,4})[)\]]?", re.IGNORECASE)
_CLOSE = 0.8  # share of letters in common from which a name looks like a typing error
_PROVINCE_ABBREVIATIONS = {
    "Groningen": ("Gr", "Gron"),
    "Fryslân": ("Fr", "Frl", "Friesland"),
    "Drenthe": ("D", "Dr"),
    "Overijssel": ("O", "Ov"),
    "Flevoland": ("Fl", "Flev"),
    "Gelderland": ("G", "Gld"),
    "Utrecht": ("U", "Ut", "Utr"),
    "Noord-Holland": ("NH",),
    "Zuid-Holland": ("ZH",),
    "Zeeland": ("Z", "Zl", "Zld", "Zee"),
    "Noord-Brabant": ("NB", "Brabant"),
    "Limburg": ("L", "Lb", "Limb"),
}
_OTHER_NAMES = {
    "'s-Gravenhage": ("Den Haag", "Gravenhage", "The Hague"),
    "'s-Hertogenbosch": ("Den Bosch", "Hertogenbosch"),
    "Nuenen, Gerwen en Nederwetten": ("Nuenen", "Nuenen c.a."),
    "Súdwest-Fryslân": ("Zuidwest-Friesland", "Súdwest Friesland"),
    "Noardeast-Fryslân": ("Noordoost-Friesland", "Noordoost-Fryslân"),
    "De Fryske Marren": ("De Friese Meren", "Fryske Marren"),
    "Dantumadiel": ("Dantumadeel",),
    "Tytsjerksteradiel": ("Tietjerksteradeel",),
    "Leeuwarden": ("Ljouwert",),
    "Het Hogeland": ("Hogeland",),
    "Tynaarlo": ("Tynaarloo",),
    "Kollumerland en Nieuwkruisland": ("Kollumerland", "Kollumerland c.a."),
    "Haarlemmerliede en Spaarnwoude": ("Haarlemmerliede", "Haarlemmerliede c.a."),
    "Leeuwarderadeel": ("Ljouwerteradiel",),
    "Littenseradiel": ("Littenseradeel",),
    "Ferwerderadiel": ("Ferwerderadeel",),
}
# How names are shortened, and written out again before they are compared.
_SPELLINGS = (
    (re.compile(r"^(?:gemeente|gem\.?)\s+|\s*\(?\b(?:gemeente|gem\.?)\)?$", re.I), ""),
    (re.compile(r"\s*[&+]\s*"), " en "),
    (re.compile(r"\b(?:a\s*[/.]\s*dn?\.?|aan den)(?=\s)", re.I), "aan de"),
    (re.compile(r"^st\.?\s+", re.I), "Sint "),
    (re.compile(r"^y(?=sselst)", re.I), "IJ"),
)


class GemeenteFinder:
    """Finds a gemeente by its code or by any way its name is commonly written.

    Parameters
    ----------
    gemeenten : Gemeenten
    eras : callable, optional
        Loads what is known of other years, called once when a text is no gemeente of now.

    Attributes
    ----------
    gemeenten : Gemeenten
    """

    def __init__(self, gemeenten: Gemeenten, eras: Callable[[], Eras] | None = None) -> None:
        self.gemeenten = gemeenten
        self._load_eras = eras
        self._by_number = {int(code[2:]): i for i, code in enumerate(gemeenten.codes)}
        self._by_name: dict[str, set[int]] = defaultdict(set)
        self._by_base: dict[str, set[int]] = defaultdict(set)
        self._known: dict[str, int | None] = {}
        self._known_codes: dict[str, str | None] = {}
        for i, (naam, provincie) in enumerate(
            zip(gemeenten.namen, gemeenten.provincies, strict=True)
        ):
            self._by_base[_letters(_base(naam))].add(i)
            for variant in _variants(naam, provincie):
                self._by_name[_letters(variant)].add(i)

    def find(self, text: str) -> int | None:
        """Return the position of the one gemeente meant, or None."""
        if text not in self._known:
            self._known[text] = _only(self._find(text) or _agreed(text, self._find))
        return self._known[text]

    def find_code(self, text: str) -> str | None:
        """Return the CBS code of the one gemeente meant, of now or else of another year."""
        if text not in self._known_codes:
            self._known_codes[text] = self._find_code(text)
        return self._known_codes[text]

    def _find_code(self, text: str) -> str | None:
        position = self.find(text)
        if position is not None:
            return self.gemeenten.codes[position]
        if not text or self._by_name.get(_letters(text)):
            return None  # several of now
        return _only(self._find_former(text) or _agreed(text, self._find_former))

    @property
    def eras(self) -> Eras | None:
        """What is known of other years; None where nobody gave it."""
        return self._former[0]

    def _find(self, text: str) -> set[int]:
        number = _number(text)
        if number is not None:
            position = self._by_number.get(number)
            return set() if position is None else {position}
        return self._by_name.get(_letters(text), set())

    def _find_former(self, text: str) -> set[str]:
        eras, by_name = self._former
        if eras is None:
            return set()
        number = _number(text)
        if number is not None:
            return {f"GM{number:04d}"} & eras.names.keys()
        return by_name.get(_letters(text), set())

    @cached_property
    def _former(self) -> tuple[Eras | None, dict[str, set[str]]]:
        by_name: dict[str, set[str]] = defaultdict(set)
        eras = None if self._load_eras is None else self._load_eras()
        for code, names in eras.names.items() if eras else ():
            for naam in names:
                for variant in (naam, _base(naam), *_OTHER_NAMES.get(naam, ())):
                    by_name[_letters(variant)].add(code)
        return eras, by_name

    def problem(self, text: str, *, in_file: bool = True) -> tuple[str, str]:
        """Return what is wrong with a text that is no gemeente, and what to do about it.

        Parameters
        ----------
        text : str
        in_file : bool
            Whether it stands in a row of a file, that can also be removed.
        """
        year = self.gemeenten.peiljaar
        if is_code(text):
            hint = "is de gemeente heringedeeld, gebruik dan de nieuwe code"
            removal = "; verwijder anders de rij" if in_file else " of haar naam"
            return f"{shown(text)} is geen gemeentecode in {year}", f"{hint}{removal}"
        several = self._by_name.get(_letters(text), set())
        if several:
            return (
                f"er is meer dan één gemeente {shown(text)}",
                f"schrijf {self._names(several)}, of de CBS-code",
            )
        removal = ", of verwijder de rij" if in_file else ""
        hint = f"schrijf de naam zoals het CBS, of de CBS-code (zoals GM0363){removal}"
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
    return _number(text) is not None


def _number(text: str) -> int | None:
    code = _CODE.fullmatch(text)
    return None if code is None else int(code[1])


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
        yield from (name, f"{name} ({provincie})")
    for short in _PROVINCE_ABBREVIATIONS.get(provincie, ()):
        yield f"{base} ({short})"


_T = TypeVar("_T")


def _only(found: set[_T]) -> _T | None:
    return next(iter(found)) if len(found) == 1 else None


def _agreed(text: str, find: Callable[[str], set[_T]]) -> set[_T]:
    """Find what all parts of a text say: ``GM0518 Den Haag``, ``'s-Gravenhage / Den Haag``."""
    beside = _CODE_FIRST.fullmatch(text) or _CODE_LAST.fullmatch(text)
    parts = list(beside.groups()) if beside else [part for part in _PARTS.split(text) if part]
    if not 2 <= len(parts) <= 3:
        return set()
    found = [find(part) for part in parts]
    return found[0] if len(found[0]) == 1 and all(each == found[0] for each in found) else set()


def _letters(text: str) -> str:
    """Return the letters and digits of a text, without accents, case, spaces or marks."""
    for pattern, replacement in _SPELLINGS:
        text = pattern.sub(replacement, text)
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in plain if character.isalnum())
