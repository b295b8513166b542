"""What is computed from the choices of the user, kept up to date on another thread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from regiokaart.congruence import tables
from regiokaart.congruence.table import Table
from regiokaart.gui.state import State, View
from regiokaart.gui.tasks import Progress, Task, Tasks
from regiokaart.model import Catalogus, Gewicht, Indeling


@dataclass(frozen=True)
class Choices:
    """The part of the state that results depend on."""

    catalogus: Catalogus
    counted: tuple[Indeling, ...]
    shown: tuple[Indeling, ...]
    gewicht: Gewicht
    view: View
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
    matrix_table, pairs, relations, gemeenten : Table
    members : tuple of frozenset of int
        Gemeenten of each row of `relations`.
    sentences : tuple of str
        About the pair A and B.
    """

    choices: Choices
    mean: float
    matrix: npt.NDArray[np.float64]
    matrix_table: Table
    pairs: Table
    relations: Table
    gemeenten: Table
    members: tuple[frozenset[int], ...]
    sentences: tuple[str, ...]


def compute(choices: Choices) -> Result:
    """Compute everything from the choices; may load scipy."""
    catalogus, gewicht, a, b = choices.catalogus, choices.gewicht, choices.a, choices.b
    relations = tables.relations_table(catalogus, a, b, gewicht)
    pair = (a, b) if choices.view is View.VERGELIJK else (None, None)
    return Result(
        choices=choices,
        mean=tables.overall(catalogus, choices.counted, gewicht).mean,
        matrix=tables.matrix(catalogus, choices.shown, gewicht),
        matrix_table=tables.matrix_table(catalogus, choices.shown, gewicht),
        pairs=tables.pairs_table(catalogus, choices.shown, [gewicht]),
        relations=relations,
        gemeenten=tables.gemeenten_table(catalogus, choices.counted, *pair),
        members=_members(catalogus, a, b, relations),
        sentences=tables.pair_sentences(catalogus, a, b, gewicht),
    )


def workbook(choices: Choices) -> tuple[Table, ...]:
    """Compute the tables of the workbook: as on screen, but the pairs for every weight."""
    result = compute(choices)
    pairs = tables.pairs_table(choices.catalogus, choices.shown, list(Gewicht))
    return pairs, result.matrix_table, result.relations, result.gemeenten


def _members(
    catalogus: Catalogus, a: Indeling, b: Indeling, relations: Table
) -> tuple[frozenset[int], ...]:
    """Gemeenten that share the regions of each row."""
    labels_a, labels_b = catalogus.labels(a), catalogus.labels(b)
    regio_a = {regio.code: i for i, regio in enumerate(a.regios)}
    regio_b = {regio.code: i for i, regio in enumerate(b.regios)}
    codes = zip(relations["code_a"].values, relations["code_b"].values, strict=True)
    return tuple(
        frozenset(
            np.flatnonzero(
                (labels_a == regio_a[str(code_a)]) & (labels_b == regio_b[str(code_b)])
            ).tolist()
        )
        for code_a, code_b in codes
    )


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
            state.map_changed,
        ):
            signal.connect(self._soon.start)
        self._soon.start()

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
