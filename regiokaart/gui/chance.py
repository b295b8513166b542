"""How congruent a pair would be by chance: drawn when asked for, in processes of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from regiokaart.congruence.table import Table
from regiokaart.gui.state import State
from regiokaart.gui.tasks import Progress, ShowError, Tasks
from regiokaart.model import Catalogus, Gebied, Gewicht, Indeling

if TYPE_CHECKING:
    from regiokaart.congruence.nullmodel import Sampling

Key = tuple[Catalogus, Indeling, Indeling]


@dataclass(frozen=True, eq=False)
class ByChance:
    """What chance gives for a pair.

    Attributes
    ----------
    table : Table
        For every weight two rows: one side drawn at random, and the other.
    sentences : tuple of str
        Where chance is determined, or else why it is not.
    """

    table: Table
    sentences: tuple[str, ...]


class Chances(QObject):
    """Keeps what was drawn for the pairs that the user asked about.

    Signals
    -------
    changed
        Another pair is known.
    """

    changed = pyqtSignal()

    def __init__(self, state: State, tasks: Tasks, show_error: ShowError, parent: QObject) -> None:
        super().__init__(parent)
        self._state, self._tasks, self._show_error = state, tasks, show_error
        self._known: dict[Key, ByChance] = {}
        state.gebied_changed.connect(self._known.clear)

    @property
    def current(self) -> ByChance | None:
        """What is known of the pair of the state; None when it was not asked."""
        return self._known.get(self._key())

    def draw(self) -> None:
        """Draw random divisions for the pair of the state, or take those of an earlier time."""
        key = self._key()
        if key in self._known:
            return
        catalogus, a, b = key
        gebied, jaar = self._state.gebied, self._state.jaar

        def work(progress: Progress) -> ByChance:
            return compute(catalogus, gebied, jaar, (a, b), progress)

        def keep(found: ByChance) -> None:
            self._known[key] = found
            self.changed.emit()

        self._tasks.start("Toevallige indelingen trekken", work, keep, self._show_error)

    def _key(self) -> Key:
        state = self._state
        return state.catalogus, state.a, state.b


def sampling() -> Sampling:
    """Return how many are drawn, and how."""
    from regiokaart.congruence.nullmodel import Sampling

    return Sampling()


def compute(
    catalogus: Catalogus,
    gebied: Gebied,
    jaar: int | None,
    pair: tuple[Indeling, Indeling],
    progress: Progress,
) -> ByChance:
    """Draw for both sides of a pair and place the real one.

    Raises
    ------
    CancelledError
        When the user stopped the work.
    ProcessError
        When a process ended before its work was done.
    """
    from regiokaart.computing.divisions import random_indelingen
    from regiokaart.congruence.nulltables import chance_sentences, chance_table, standings
    from regiokaart.model.contiguity import Contiguity
    from regiokaart.sources.connections import load_verbindingen

    # The table of connections is about the embedded gemeenten.
    links = load_verbindingen(catalogus.gemeenten) if jaar is None else ()
    chosen = sampling()
    drawn = random_indelingen(
        catalogus, Contiguity.of(gebied, links), pair, chosen, progress.report
    )
    found = standings(catalogus, pair, drawn, list(Gewicht))
    determined = [standing for standing in found if not standing.reason] or found
    return ByChance(
        table=chance_table(catalogus, pair, found, chosen),
        sentences=tuple(line for standing in determined for line in chance_sentences(standing)),
    )
