"""What can be looked at, and the way back to what was looked at before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, unquote

_LONGEST = 200  # subjects to go back to


class Kind(StrEnum):
    """What a subject is."""

    GEMEENTE = "gemeente"
    REGIO = "regio"
    INDELING = "indeling"
    PAAR = "paar"
    SELECTIE = "selectie"
    MINISTERIE = "ministerie"
    GRENS = "grens"
    SET = "set"
    METHODE = "methode"
    REGELINGEN = "regelingen"


@dataclass(frozen=True)
class Subject:
    """One thing to look at, also a link to it.

    Attributes
    ----------
    kind : Kind
    ids : tuple of str
        Code of a gemeente; id of an indeling and code of a regio; id of an indeling; ids of a
        pair; codes of a selection; anchor in the method; code of the gemeente whose
        regelingen; abbreviation of a ministry; codes of the gemeenten beside a border.
    """

    kind: Kind
    ids: tuple[str, ...]

    @property
    def url(self) -> str:
        """The subject as the address of a link.

        Examples
        --------
        >>> Subject(Kind.REGIO, ("jeugdregio", "JZ01")).url
        'regio:jeugdregio/JZ01'
        """
        return f"{self.kind}:{'/'.join(quote(each, safe='') for each in self.ids)}"

    @classmethod
    def of(cls, url: str) -> Subject:
        """Read the address of a link.

        Raises
        ------
        ValueError
            When it is not one of ours.
        """
        kind, _, ids = url.partition(":")
        return cls(Kind(kind), tuple(unquote(each) for each in ids.split("/")))


SET = Subject(Kind.SET, ("telt-mee",))
"""All indelingen that count."""


class History:
    """Subjects in the order in which they were looked at, and where we are among them."""

    def __init__(self) -> None:
        self._subjects: list[Subject] = []
        self._place = -1

    @property
    def current(self) -> Subject | None:
        """What is looked at now."""
        return self._subjects[self._place] if self._subjects else None

    @property
    def can_go_back(self) -> bool:
        """Whether something was looked at before."""
        return self._place > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether we went back from something."""
        return self._place < len(self._subjects) - 1

    def look_at(self, subject: Subject) -> None:
        """Go to a subject; what we went back from is forgotten."""
        if subject == self.current:
            return
        self._subjects = [*self._subjects[: self._place + 1], subject][-_LONGEST:]
        self._place = len(self._subjects) - 1

    def step(self, by: int) -> Subject | None:
        """Go back (-1) or forward (1); None where there is nothing."""
        if not 0 <= self._place + by < len(self._subjects):
            return None
        self._place += by
        return self.current

    def clear(self) -> None:
        """Forget everything."""
        self._subjects, self._place = [], -1
