"""What is computed from the choices of the user, kept up to date on another thread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from regiokaart.congruence.pair import tables
from regiokaart.congruence.pair.assignment import Wisselaars
from regiokaart.congruence.pair.explained import Explained, explained
from regiokaart.congruence.pair.pieces import Members
from regiokaart.congruence.pair.sentences import pair_headline, pair_sentences, pair_wisselaars
from regiokaart.congruence.region.relations import overlaps_of
from regiokaart.congruence.sets.clustering import Tree
from regiokaart.congruence.sets.whole import tree_of
from regiokaart.congruence.table import Table
from regiokaart.gui.state import State
from regiokaart.gui.tasks import Progress, Task, Tasks
from regiokaart.model import Catalogus, Gewicht, Indeling
from regiokaart.model.project import Weergave


@dataclass(frozen=True)
class Choices:
    """The part of the state that results depend on."""

    catalogus: Catalogus
    counted: tuple[Indeling, ...]
    shown: tuple[Indeling, ...]
    gewicht: Gewicht
    tolerance: float
    view: Weergave
    a: Indeling
    b: Indeling

    @classmethod
    def of(cls, state: State) -> Choices:
        """Take the present choices."""
        return cls(
            state.catalogus,
            state.counted,
            state.shown,
            state.gewicht,
            state.tolerance,
            state.view,
            state.a,
            state.b,
        )


@dataclass(frozen=True)
class Result:
    """All that tables and sentences show.

    Attributes
    ----------
    choices : Choices
        What it was computed from.
    mean : float
        Mean V-maat of the indelingen that count; NaN for fewer than two.
    matrix : ndarray of float64, shape (k, k)
        V-maat of the k indelingen that are shown.
    tree : Tree or None
        These by likeness; None for fewer than two.
    matrix_table, pairs, relations, gemeenten : Table
    members : tuple of frozenset of int
        Gemeenten of each row of `relations`.
    wisselaars : Wisselaars
        Who changes region to make A equal to B.
    headline : str
        What can be counted of the pair A and B.
    sentences : tuple of str
        All there is to say about that pair.
    measures : tuple of Explained
        Its measures, each in a sentence.
    """

    choices: Choices
    mean: float
    matrix: npt.NDArray[np.float64]
    tree: Tree | None
    matrix_table: Table
    pairs: Table
    relations: Table
    gemeenten: Table
    members: tuple[frozenset[int], ...]
    wisselaars: Wisselaars
    headline: str
    sentences: tuple[str, ...]
    measures: tuple[Explained, ...]


def compute(choices: Choices) -> Result:
    """Compute everything from the choices."""
    import scipy.optimize  # noqa: F401  here, so that no tooltip has to wait for it

    catalogus, gewicht, a, b = choices.catalogus, choices.gewicht, choices.a, choices.b
    congruence = tables.congruence_of(catalogus, choices.shown, [gewicht])
    matrix = congruence.matrix()
    counts = np.array([i in choices.counted for i in choices.shown], dtype=bool)
    first, second = (a, b) if choices.view is Weergave.VERGELIJK else (None, None)
    weights = catalogus.gemeenten.weights(gewicht)
    shared = overlaps_of(Members.of(a), Members.of(b), weights)
    return Result(
        choices=choices,
        mean=tables.overall(matrix[np.ix_(counts, counts)]).mean,
        matrix=matrix,
        tree=tree_of(matrix) if len(matrix) > 1 else None,
        matrix_table=tables.matrix_table(
            catalogus, choices.shown, gewicht, choices.counted, congruence
        ),
        pairs=tables.pairs_table(catalogus, choices.shown, [gewicht], congruence),
        relations=tables.relations_table(catalogus, a, b, gewicht, choices.tolerance),
        gemeenten=tables.gemeenten_table(catalogus, choices.counted, first, second, gewicht),
        members=tuple(frozenset(overlap.gemeenten.tolist()) for overlap in shared),
        wisselaars=pair_wisselaars(catalogus, a, b, gewicht),
        headline=pair_headline(catalogus, a, b, gewicht),
        sentences=pair_sentences(catalogus, a, b, gewicht),
        measures=explained(tables.pairs_table(catalogus, (a, b), [gewicht]), 0, a, b),
    )


def workbook(choices: Choices, progress: Progress) -> tuple[Table, ...]:
    """Compute the tables of the workbook: as on screen, but the pairs for every weight.

    Raises
    ------
    CancelledError
        When the user stopped the work.
    """
    progress.report(0, 3)
    result = compute(choices)
    progress.report(1, 3)
    pairs = tables.pairs_table(choices.catalogus, choices.shown, list(Gewicht))
    progress.report(2, 3)
    return pairs, result.matrix_table, result.relations, result.gemeenten


class Results(QObject):
    """Computes again when a choice changes; of several changes in a row only the last.

    Attributes
    ----------
    latest : Result or None

    Signals
    -------
    changed : Result
    failed : Exception
    """

    changed = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(self, state: State, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.latest: Result | None = None
        self._state = state
        self._tasks = tasks
        self._task: Task | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._start)

    def begin(self) -> None:
        """Start listening to the state, and compute for the first time."""
        state = self._state
        for signal in (
            state.counted_changed,
            state.scope_changed,
            state.gewicht_changed,
            state.tolerance_changed,
            state.map_changed,
        ):
            signal.connect(self._soon.start)
        self._soon.start()

    @property
    def current(self) -> Result | None:
        """The latest result, when it belongs to the present choices."""
        fits = self.latest is not None and self.latest.choices == Choices.of(self._state)
        return self.latest if fits else None

    def _start(self) -> None:
        choices = Choices.of(self._state)
        if self._task is not None:
            self._task.cancel()

        def work(progress: Progress) -> Result:
            return compute(choices)

        self._task = self._tasks.start("", work, self._on_success, self.failed.emit)

    def _on_success(self, result: Result) -> None:
        self.latest = result
        self.changed.emit(result)
