"""How congruent a pair would be by chance: drawn when asked for, in processes of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from regiokaart.congruence.table import Table
from regiokaart.gui.state import State
from regiokaart.gui.tasks import Progress, ShowError, Tasks
from regiokaart.model import Catalogus, Gebied, Gewicht, Indeling, Verdeling

if TYPE_CHECKING:
    from regiokaart.congruence.chance.chance import TerritorialChance
    from regiokaart.congruence.chance.nullmodel import Ensemble, Sampling

Key = tuple[Catalogus, Indeling, Indeling]
Set = tuple[Indeling, ...]


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
        Another pair or set is known.
    """

    changed = pyqtSignal()

    def __init__(self, state: State, tasks: Tasks, show_error: ShowError, parent: QObject) -> None:
        super().__init__(parent)
        self._state, self._tasks, self._show_error = state, tasks, show_error
        self._known: dict[Key, ByChance] = {}
        self._territorial: dict[tuple[Catalogus, Set], TerritorialChance] = {}
        state.gebied_changed.connect(self._known.clear)
        state.gebied_changed.connect(self._territorial.clear)

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

        self._tasks.start(
            "Toevallige indelingen trekken", work, keep, self._show_error, lasting=False
        )

    def territorial(self) -> TerritorialChance | None:
        """Return what chance gives for the set that counts; None when it was not asked."""
        return self._territorial.get((self._state.catalogus, self._whole()))

    def draw_territorial(self) -> bool:
        """Draw for the set that counts; False when random regio's have no meaning for it."""
        catalogus, gebied, jaar = self._state.catalogus, self._state.gebied, self._state.jaar
        indelingen = self._whole()
        key = (catalogus, indelingen)
        if not indelingen or key in self._territorial:
            return bool(indelingen)

        def work(progress: Progress) -> TerritorialChance:
            from regiokaart.congruence.chance.chance import territorial_chance

            drawn = draw(catalogus, gebied, jaar, indelingen, sampling(), progress)
            return territorial_chance([each for each in drawn if each is not None])

        def keep(found: TerritorialChance) -> None:
            self._territorial[key] = found
            self.changed.emit()

        self._tasks.start(
            "Toevallige indelingen trekken", work, keep, self._show_error, lasting=False
        )
        return True

    def _whole(self) -> Set:
        """Return what a profile is about; nothing when regio's in it overlap."""
        kept = tuple(i for i in self._state.counted if i.verdeling is not Verdeling.AANDELEN)
        return kept if all(i.verdeling is Verdeling.HEEL for i in kept) else ()

    def _key(self) -> Key:
        state = self._state
        return state.catalogus, state.a, state.b


def sampling() -> Sampling:
    """Return how many are drawn, and how."""
    from regiokaart.congruence.chance.nullmodel import Sampling

    return Sampling()


def draw(
    catalogus: Catalogus,
    gebied: Gebied,
    jaar: int | None,
    indelingen: Sequence[Indeling],
    chosen: Sampling,
    progress: Progress,
) -> list[Ensemble | None]:
    """Draw random divisions of each indeling, or take those of an earlier time.

    Raises
    ------
    CancelledError
        When the user stopped the work.
    ProcessError
        When a process ended before its work was done.
    """
    from regiokaart.computing.divisions import random_indelingen
    from regiokaart.model.contiguity import Contiguity
    from regiokaart.sources.connections import load_verbindingen

    # The table of connections is about the embedded gemeenten.
    links = load_verbindingen(catalogus.gemeenten) if jaar is None else ()
    contiguity = Contiguity.of(gebied, links)
    return random_indelingen(catalogus, contiguity, indelingen, chosen, progress.report)


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
    from regiokaart.congruence.chance.nulltables import chance_sentences, chance_table, standings

    chosen = sampling()
    drawn = draw(catalogus, gebied, jaar, pair, chosen, progress)
    found = standings(catalogus, pair, drawn, list(Gewicht))
    determined = [standing for standing in found if not standing.reason] or found
    return ByChance(
        table=chance_table(catalogus, pair, found, chosen),
        sentences=tuple(line for standing in determined for line in chance_sentences(standing)),
    )
