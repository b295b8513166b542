"""The pages with the ranges of the figures: computed when asked for, with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from regiokaart.congruence.table import Table
from regiokaart.gui.look import theme
from regiokaart.gui.look.namedtext import NamedText
from regiokaart.gui.quality.checking import Bandwidth, Question, bandwidth
from regiokaart.gui.state import State
from regiokaart.gui.tables.model import only, without
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.tasks import Progress, ShowError, Task, Tasks
from regiokaart.model import Verdeling
from regiokaart.model.project import Weergave

_HIDDEN_COLUMNS = ("indeling_a", "indeling_b", "combinaties", "indeling", "code")
_LAST_COLUMNS = ("peiljaar_a", "peiljaar_b", "onzeker_a", "onzeker_b")
_NOT_YET = (
    "Nog niet berekend. Kies Bandbreedte berekenen om te zien tussen welke waarden de cijfers van "
    "elk paar liggen als onzekere gemeenten bij een andere regio horen."
)
_TIP = "Bereken tussen welke waarden de cijfers van elk paar liggen"
_TOO_FEW = "Hiervoor zijn ten minste twee indelingen van hele gemeenten nodig."


class BandwidthPages(QObject):
    """Computes and shows the ranges and the uncertain rows beneath them.

    Parameters
    ----------
    state : State
    tasks : Tasks
    question : callable
        Returns what is checked now.
    zoom : callable
        Shows the selected gemeenten as large as fits.
    show_error : callable
    parent : QObject

    Attributes
    ----------
    found : Bandwidth or None
    page : QWidget
        The ranges, with a sentence above them.
    ranges, doubts : TablePanel
    compute, cancel : QPushButton
    progress : QProgressBar

    Signals
    -------
    computed
    """

    computed = pyqtSignal()

    def __init__(
        self,
        state: State,
        tasks: Tasks,
        question: Callable[[], Question],
        zoom: Callable[[], None],
        show_error: ShowError,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._state, self._tasks, self._question = state, tasks, question
        self._show_error = show_error
        self.found: Bandwidth | None = None
        self._task: Task | None = None
        self.ranges = TablePanel("Bandbreedte", "Filter de paren", _NOT_YET)
        self.ranges.view.setAccessibleDescription("Enter: het paar vergelijken op de kaart.")
        self.ranges.activated.connect(self._compare)
        self.doubts = TablePanel("Onzekere rijen", "Filter de onzekere rijen", _NOT_YET)
        self.doubts.view.setAccessibleDescription("Enter: inzoomen op de gemeente.")
        self.doubts.selected.connect(self._select)
        self.doubts.activated.connect(lambda row: zoom())
        self._sentence = NamedText("De bandbreedte in het kort")
        self._sentence.setContentsMargins(theme.STEP, theme.STEP, theme.STEP, 0)
        self.page = QWidget()
        layout = QVBoxLayout(self.page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._sentence)
        layout.addWidget(self.ranges, 1)

        self.compute = QPushButton("&Bandbreedte berekenen")
        self.compute.clicked.connect(self._start)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Voortgang")
        self.progress.setTextVisible(False)
        self.progress.setMaximumWidth(20 * theme.STEP)
        self.cancel = QPushButton("&Annuleren")
        self.cancel.clicked.connect(self._stop)
        self.progress.hide()
        self.cancel.hide()
        self.drop()

    def drop(self) -> None:
        """Forget what was computed of other indelingen or another weight, and stop computing it."""
        self._stop()
        self.found = None
        self._sentence.clear()
        for panel in (self.ranges, self.doubts):
            panel.set_table(None)
        self._enable()

    def _start(self) -> None:
        question, gewicht = self._question(), self._state.gewicht

        def work(progress: Progress) -> Bandwidth:
            return bandwidth(question, gewicht, progress)

        # Without a title: its progress is shown here, and closing the program need not wait for it.
        self._task = self._tasks.start("", work, self._on_success, self._show_error)
        self._task.progressed.connect(self._on_progress)
        self._task.finished.connect(self._on_finished)
        self.progress.setRange(0, 0)
        self._enable()
        self.cancel.setFocus()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._enable()

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _on_success(self, found: Bandwidth) -> None:
        self.found = found
        self._sentence.setText(found.sentence)
        self.ranges.set_table(_figures_first(without(found.table, _HIDDEN_COLUMNS)))
        self.doubts.set_table(without(found.doubts, _HIDDEN_COLUMNS))
        self.computed.emit()

    def _on_finished(self) -> None:
        self._task = None
        self._enable()

    def _enable(self) -> None:
        """Offer to compute, or to stop."""
        task = self._task
        whole = [i for i in self._question().indelingen if i.verdeling is Verdeling.HEEL]
        self.compute.setEnabled(task is None and len(whole) >= 2)
        self.compute.setToolTip(_TIP if len(whole) >= 2 else _TOO_FEW)
        if task is None:
            self.progress.hide()
            self.cancel.hide()
        else:
            self.progress.show()
            self.cancel.show()
            self.cancel.setEnabled(not task.cancelled)

    # What a row does

    def _select(self, rows: Sequence[int]) -> None:
        assert self.found is not None
        codes, index = self.found.doubts["code"].values, self._state.catalogus.gemeenten.index
        self._state.select({index[str(codes[row])] for row in rows})

    def _compare(self, row: int) -> None:
        assert self.found is not None
        table, catalogus = self.found.table, self._state.catalogus
        a, b = (catalogus[str(table[key].values[row])] for key in ("indeling_a", "indeling_b"))
        self._state.set_map(Weergave.VERGELIJK, a, b)


def _figures_first(table: Table) -> Table:
    """Put the figures beside the names of the pair."""
    first = [c.key for c in table.columns if c.key not in _LAST_COLUMNS]
    return only(table, (*first, *_LAST_COLUMNS))
