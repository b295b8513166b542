"""A project: the choices and notes of a user, to go on with later or to hand to a colleague."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from regiokaart.model.gemeenten import Gemeentelijst, Gewicht
from regiokaart.model.indeling import Indeling
from regiokaart.model.layoutsettings import LayoutSettings

SUFFIX = ".regiokaart"
VERSION = 3
MAX_NOTE = 10_000
"""Characters in a note, at most."""

MAX_CHOICE = 200
"""Characters in the value of a control, at most."""

Choice = str | int | bool
"""Value of one control of a view."""


def clean_choice(text: str) -> str:
    r"""Return what a control says as it can be kept: one line of printable characters.

    Examples
    --------
    >>> clean_choice("10\u00a0000;\tEde\u200b")
    '10 000; Ede'
    """
    line = "".join(" " if c.isspace() else c for c in text)
    return "".join(c for c in line if c.isprintable())[:MAX_CHOICE]


def is_choice(value: object) -> bool:
    """Whether a control can have a value: text as `clean_choice` returns, or what Qt can hold."""
    if isinstance(value, str):
        return len(value) <= MAX_CHOICE and value.isprintable()
    return isinstance(value, bool) or (type(value) is int and abs(value) < 2**31)


def clean_note(text: str) -> str:
    r"""Return a text as it can be kept: lines of printable characters, not too many.

    Examples
    --------
    >>> clean_note("  Foodvalley:\r\nvraag\x00 na\n\n")
    '  Foodvalley:\nvraag na'
    """
    lines = text.replace("\u2029", "\n").replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in lines if c in "\n\t" or c.isprintable())
    return "".join(kept)[:MAX_NOTE].rstrip()


class Weergave(StrEnum):
    """What the map shows."""

    INDELING = "indeling"
    VERGELIJK = "vergelijk"
    GRENZEN = "grenzen"
    GEMEENTEN = "gemeenten"
    STAPPEN = "stappen"
    SAMENWERKINGEN = "samenwerkingen"
    JAREN = "jaren"


class Onderwerp(StrEnum):
    """What a note can be about."""

    GEMEENTE = "gemeente"
    REGIO = "regio"
    INDELING = "indeling"
    PAAR = "paar"


@dataclass(frozen=True)
class Notitie:
    """A note of the user.

    Attributes
    ----------
    onderwerp : Onderwerp
    ids : tuple of str
        Code of a gemeente; id of an indeling and code of a regio; id of an indeling; ids of a
        pair.
    tekst : str
    """

    onderwerp: Onderwerp
    ids: tuple[str, ...]
    tekst: str

    @property
    def indelingen(self) -> tuple[str, ...]:
        """Ids of the indelingen it is about."""
        match self.onderwerp:
            case Onderwerp.GEMEENTE:
                return ()
            case Onderwerp.REGIO:
                return self.ids[:1]
            case _:
                return self.ids


@dataclass(frozen=True)
class Gegevens:
    """The data that a project was made with.

    Attributes
    ----------
    jaar : int or None
        The fetched year; None for the embedded data.
    sha256 : str
        Of that data, in hexadecimal.
    """

    jaar: int | None
    sha256: str


@dataclass(frozen=True)
class EigenIndeling:
    """An indeling of the user's own that a project carries.

    Attributes
    ----------
    id : str
        By which the project names it.
    indeling : Indeling
        Over `gemeenten`; its own id has no meaning here.
    gemeenten : Gemeentelijst
        Those that it mentions.
    ingelezen : date
        Day on which it came into the user's library.
    """

    id: str
    indeling: Indeling
    gemeenten: Gemeentelijst
    ingelezen: date


@dataclass(frozen=True)
class Project:
    """What a user chose and wrote, apart from how the window is arranged.

    Attributes
    ----------
    telt_mee : tuple of str
        Ids of the indelingen that count, in the order of the catalogue.
    gewicht : Gewicht
    weergave : Weergave
    a, b : str
        Ids of the indeling on the map and the one it is compared with.
    selectie : tuple of str
        Codes of the selected gemeenten, ascending.
    gegevens : Gegevens or None
        None in a project of an older program, which did not say.
    eigen : tuple of EigenIndeling
        Those that the project names, by id.
    notities : tuple of Notitie
        At most one per subject.
    keuzes : mapping of Weergave to mapping of str to str, int or bool
        Values of the controls of each view, by their Dutch names.
    sjablonen : mapping of str to LayoutSettings
        Layouts of a page, by name.
    """

    telt_mee: tuple[str, ...]
    gewicht: Gewicht
    weergave: Weergave
    a: str
    b: str
    selectie: tuple[str, ...] = ()
    gegevens: Gegevens | None = None
    eigen: tuple[EigenIndeling, ...] = ()
    notities: tuple[Notitie, ...] = ()
    keuzes: Mapping[Weergave, Mapping[str, Choice]] = field(default_factory=dict)
    sjablonen: Mapping[str, LayoutSettings] = field(default_factory=dict)

    @property
    def needed(self) -> tuple[str, ...]:
        """Ids of the indelingen that must be there to open it; others need not be."""
        return tuple(dict.fromkeys((*self.telt_mee, self.a, self.b)))

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of all indelingen that it names."""
        return tuple(dict.fromkeys((*self.needed, *self._of_notes(), *self._of_templates())))

    def _of_notes(self) -> Iterator[str]:
        for notitie in self.notities:
            yield from notitie.indelingen

    def _of_templates(self) -> Iterator[str]:
        for settings in self.sjablonen.values():
            yield from settings.indelingen

    def renamed(self, ids: Mapping[str, str]) -> Project:
        """Return the project with other ids for indelingen; those that are not given stay."""

        def now(old: str) -> str:
            return ids.get(old, old)

        def note(notitie: Notitie) -> Notitie:
            own = len(notitie.indelingen)
            return replace(notitie, ids=(*map(now, notitie.ids[:own]), *notitie.ids[own:]))

        return replace(
            self,
            telt_mee=tuple(map(now, self.telt_mee)),
            a=now(self.a),
            b=now(self.b),
            eigen=tuple(replace(each, id=now(each.id)) for each in self.eigen),
            notities=tuple(map(note, self.notities)),
            sjablonen={name: each.renamed(ids) for name, each in self.sjablonen.items()},
        )
