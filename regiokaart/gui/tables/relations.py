"""The tab Regio's: the regions of the pair beside each other, and the pair in sentences."""

from __future__ import annotations

from collections.abc import Callable, Collection
from html import escape

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSpinBox, QWidget

from regiokaart.gui.details.subject import Kind, Subject
from regiokaart.gui.figures.results import Result
from regiokaart.gui.look import theme
from regiokaart.gui.state import MOST_TOLERANCE, State
from regiokaart.gui.tables.model import without
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.model.notation import percentage

_HIDDEN = ("code_a", "code_b")
_BOTH = 72  # lines of text that the page is wide before the sentences fit beside the table


class RelationsPage(QWidget):
    """How the regions of A and B lie against each other.

    Parameters
    ----------
    state : State
    go_there : callable
        Brings the page into sight.

    Attributes
    ----------
    panel : TablePanel
    tolerance : QSpinBox

    Signals
    -------
    regio_chosen : Subject, frozenset of int
        The regio of A in a row that was chosen, and the gemeenten of that row.
    """

    regio_chosen = pyqtSignal(object, object)

    def __init__(self, state: State, go_there: Callable[[], None]) -> None:
        super().__init__()
        self._state = state
        self._result: Result | None = None
        self.panel = TablePanel(
            "Regio's",
            "Filter de regio's",
            "Geen gemeente heeft in beide indelingen een regio. Kies een ander paar bij A en B.",
        )
        self.panel.selected.connect(self._select_members)
        self.panel.pointed.connect(self._point_at_members)
        self.tolerance = _Tolerance(state, go_there)
        self.panel.add_control(self.tolerance)
        state.selection_changed.connect(self._show_selection)
        self._sentences = QLabel()
        self._sentences.setTextFormat(Qt.TextFormat.RichText)
        self._sentences.setTextInteractionFlags(theme.SELECTABLE)
        self._sentences.setWordWrap(True)
        self._sentences.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sentences.setContentsMargins(theme.STEP, theme.STEP // 2, theme.STEP, theme.STEP)
        self._beside = scroll = QScrollArea()
        scroll.setAccessibleName("Het paar in zinnen")
        scroll.setWidget(self._sentences)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setMaximumWidth(30 * theme.STEP)
        scroll.setMinimumWidth(20 * theme.STEP)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.panel, 3)
        self.setFocusProxy(self.panel)

    def show_result(self, result: Result) -> None:
        """Show what was computed."""
        self._result = result
        self.panel.set_table(without(result.relations, _HIDDEN))
        texts = (*_with_tolerance(result), *result.sentences)
        self._sentences.setText(
            "".join(f"<p style='margin: 0 0 6px'>{escape(text)}</p>" for text in texts)
        )
        self._show_selection()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Leave the room to the table in a narrow window: the details have the sentences too."""
        super().resizeEvent(event)
        self._beside.setVisible(self.width() >= _BOTH * self.fontMetrics().height())

    def _select_members(self, rows: Collection[int]) -> None:
        result = self._result
        assert result is not None
        members = frozenset().union(*(result.members[row] for row in rows))
        if len(rows) == 1:
            codes, (row,) = result.relations["code_a"].values, rows
            subject = Subject(Kind.REGIO, (result.choices.a.id, str(codes[row])))
            self.regio_chosen.emit(subject, members)
        self._state.select(members)

    def _point_at_members(self, row: int) -> None:
        assert self._result is not None
        self._state.point_at(self._result.members[row] if row >= 0 else ())

    def _show_selection(self) -> None:
        if self._result is not None:
            selection = self._state.selection
            members = enumerate(self._result.members)
            self.panel.select_rows([row for row, regio in members if regio & selection])


def _with_tolerance(result: Result) -> tuple[str, ...]:
    """Say what the table counts with a tolerance, as the other sentences and the map have none."""
    choices = result.choices
    if not choices.tolerance:
        return ()
    relations = result.relations["relatie"].values
    coincide = sum(str(each).endswith("samenvallend") for each in relations)
    rest = percentage(choices.tolerance, 0)
    return (
        f"De tabel telt resten tot {rest} van de kleinste regio niet mee: dan "
        f"{'valt' if coincide == 1 else 'vallen'} er {coincide} samen of bijna samen. "
        "De andere zinnen en de kaart tellen elke rest mee.",
    )


class _Tolerance(QSpinBox):
    """Up to which share of the smaller regio an overlap does not count."""

    def __init__(self, state: State, go_there: Callable[[], None]) -> None:
        super().__init__()
        self.setRange(0, MOST_TOLERANCE)
        self.setPrefix("tolerantie ")
        self.setSuffix(" %")
        self.setKeyboardTracking(False)  # 10 is not 1 first
        tip = (
            "Bijna samenvallend: resten tot dit deel van de kleinste regio tellen niet mee\n"
            "bij wat in deze tabel samenvalt, in elkaar ligt of doorsnijdt"
        )
        self.setToolTip(tip)
        for widget in (self, self.lineEdit()):
            if widget is not None:
                widget.setAccessibleName("Tolerantie in procenten van de kleinste regio")
        self.valueChanged.connect(lambda percent: state.set_tolerance(percent / 100, go_there))
        state.tolerance_changed.connect(lambda: self.setValue(round(100 * state.tolerance)))
