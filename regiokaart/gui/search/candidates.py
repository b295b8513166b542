"""Everything that can be found from the state of the window."""

from __future__ import annotations

from dataclasses import dataclass

from regiokaart.congruence.wording import ministry_in_full
from regiokaart.gui.actions import COMMANDS
from regiokaart.gui.details.subject import Kind, Subject
from regiokaart.gui.search.matching import Candidate
from regiokaart.gui.state import State
from regiokaart.gui.views.registry import ENTRIES
from regiokaart.model import Stand

_GEMEENTE, _INDELING, _VIEW, _REGIO, _COOPERATION, _OLDER, _COMMAND = range(7)


@dataclass(frozen=True)
class Cooperation:
    """A formal cooperation that was found.

    Attributes
    ----------
    regeling : str
        Its id.
    """

    regeling: str


def candidates(state: State) -> tuple[Candidate, ...]:
    """Return everything that has a name; the targets are subjects, cooperations and command keys.

    The first time the formal cooperations are read from disk.
    """
    every = state.catalogus.gemeenten
    found = [
        Candidate(
            naam, f"gemeente in {provincie}", Subject(Kind.GEMEENTE, (code,)), _GEMEENTE, code
        )
        for code, naam, provincie in zip(every.codes, every.namen, every.provincies, strict=True)
    ]
    for ministerie in sorted({each for i in state.catalogus for each in i.ministeries}):
        full, subject = ministry_in_full(ministerie), Subject(Kind.MINISTERIE, (ministerie,))
        found.append(Candidate(ministerie, full, subject, _INDELING, full))
    views = {entry.command for entry in ENTRIES}
    for indeling in state.catalogus:
        current = indeling.stand is Stand.ACTUEEL
        found.append(
            Candidate(
                indeling.naam_meervoud,
                f"indeling, peiljaar {indeling.peiljaar_tekst}",
                Subject(Kind.INDELING, (indeling.id,)),
                _INDELING if current else _OLDER,
                " ".join((indeling.id, *indeling.ministeries)),
            )
        )
        found += [
            Candidate(
                regio.naam,
                f"{indeling.naam} {indeling.peiljaar_tekst}",
                Subject(Kind.REGIO, (indeling.id, regio.code)),
                _REGIO if current else _OLDER,
                f"{indeling.naam} {regio.code}",
            )
            for regio in indeling.regios
        ]
    for command in COMMANDS:
        name = command.text.replace("&", "").rstrip("…")
        rank, kind = (_VIEW, "weergave") if command.key in views else (_COMMAND, "opdracht")
        if command.shortcut:
            kind = f"{kind}, {command.shortcut}"
        found.append(Candidate(name, kind, command.key, rank, command.tip))
    return (*found, *_regelingen(state))


def _regelingen(state: State) -> list[Candidate]:
    """Return the formal cooperations; none where they are about other gemeenten."""
    from regiokaart.sources.embedded import load_regelingen
    from regiokaart.sources.errors import DataError

    try:
        regelingen = load_regelingen(state.catalogus.gemeenten)
    except (DataError, OSError):  # the view Samenwerkingen tells why
        return []
    return [
        Candidate(each.naam, "samenwerking", Cooperation(each.id), _COOPERATION)
        for each in regelingen
    ]
