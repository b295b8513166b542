"""The matrix: the V-maat of every two indelingen as a heat map that loads a pair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QModelIndex, QPoint, QSize
from PyQt6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PyQt6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from regiokaart.congruence.sets.clustering import Tree
from regiokaart.congruence.table import Column
from regiokaart.gui.look import emptytext, theme
from regiokaart.gui.matrix.dendrogram import Dendrogram
from regiokaart.gui.matrix.model import MatrixModel, shade
from regiokaart.gui.matrix.view import MatrixView
from regiokaart.gui.state import State
from regiokaart.model import Indeling
from regiokaart.model.notation import number
from regiokaart.model.project import Weergave

NOTHING_COMPARED = "Vink in de lijst ten minste twee indelingen aan om te vergelijken."
_ABOVE = theme.STEP // 2  # pixels above the headings
_BESIDE = 2 * theme.STEP  # between the matrix and its legend, only where there is one


class MatrixPanel(QWidget):
    """The matrix with its legend; a click or Enter loads the pair into the comparison.

    Attributes
    ----------
    model : MatrixModel
    view : QTableView
    dendrogram : Dendrogram
        The tree before the rows, when these are ordered by it.
    by_likeness : QCheckBox
        Orders by the tree.
    """

    def __init__(
        self,
        state: State,
        explain: Callable[[Indeling, Indeling], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._given: tuple[Sequence[Indeling], npt.NDArray[np.float64], Sequence[Column]]
        self._given = (), np.ones((0, 0)), ()
        self._tree: Tree | None = None
        self.model = MatrixModel(explain, self)
        self.view = MatrixView(self.model, self)
        self.view.clicked.connect(self._load)
        self.view.activated.connect(self._load)
        self._legend = _Legend(self.model, self)
        self.dendrogram = Dendrogram(self.view, self)
        self.by_likeness = QCheckBox("Orden naar\ngelijkenis", self)  # beside headings of two lines
        self.by_likeness.setAccessibleName("Orden naar gelijkenis")
        self.by_likeness.setToolTip(
            "Zet indelingen die op elkaar lijken naast elkaar, met de boom ervoor"
        )
        self.by_likeness.toggled.connect(self._order)
        scroll = self.view.verticalScrollBar()
        assert scroll is not None
        scroll.valueChanged.connect(lambda value: self.dendrogram.update())
        self.view.leave_room(self.by_likeness.sizeHint().width() + 2 * theme.STEP)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.STEP, _ABOVE, theme.STEP, 0)
        layout.setSpacing(0)
        layout.addWidget(self.dendrogram)
        layout.addWidget(self.view, 1000)  # as wide as its cells: see `MatrixView.arrange`
        layout.addWidget(self._legend)
        layout.addStretch(1)
        self.setFocusProxy(self.view)
        self.setTabOrder(self.by_likeness, self.view)
        state.map_changed.connect(self._mark_pair)

    def set_matrix(
        self,
        indelingen: Sequence[Indeling],
        values: npt.NDArray[np.float64],
        extra: Sequence[Column],
        tree: Tree | None,
    ) -> None:
        """Show other values, shape (k, k), columns of k values behind them, and the tree of k."""
        enough = tree is not None
        emptytext.say(self.view, "" if enough else NOTHING_COMPARED)
        self._given = (indelingen, values, extra) if enough else ((), values[:0], ())
        self._tree = tree
        self._order()

    def _order(self) -> None:
        """Show the matrix in the order of the catalogue, or in that of the tree with the tree."""
        indelingen, values, extra = self._given
        tree = self._tree if self.by_likeness.isChecked() else None
        if tree is not None:
            order = tree.order.tolist()
            indelingen, values = [indelingen[i] for i in order], values[np.ix_(order, order)]
            extra = [replace(c, values=[c.values[i] for i in order]) for c in extra]
        self.model.set_matrix(indelingen, values, extra)
        self.dendrogram.show_tree(tree, [indeling.naam for indeling in self._given[0]])
        self.by_likeness.setAccessibleDescription(self.dendrogram.accessibleDescription())
        self._legend.update()
        self._arrange()
        self._mark_pair()

    def wanted_height(self) -> int:
        """Height in pixels at which no row has to be scrolled to."""
        return self.view.content_height() + 2 * theme.STEP

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Arrange the columns again."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Fit the matrix; the legend goes first when room is short, the cells say as much."""
        width = self.width() - 2 * theme.STEP
        if not self.dendrogram.isHidden():
            width -= self.dendrogram.width()
        legend = self._legend.sizeHint().width()
        used = self.view.arrange(width, self.height() - _ABOVE)
        self._legend.setVisible(bool(self.model.indelingen) and used + legend <= width)
        self._place_choice()

    def _place_choice(self) -> None:
        """Put the check box in the corner above the names."""
        self.by_likeness.setVisible(bool(self.model.indelingen))
        before = 0 if self.dendrogram.isHidden() else self.dendrogram.width()
        size = self.by_likeness.sizeHint()
        left = 2 * theme.STEP + before if before else theme.STEP  # beside the scale of the tree
        top = self.view.headings_height() - size.height()
        self.by_likeness.setGeometry(left, top, size.width(), size.height())
        self.by_likeness.raise_()
        self.dendrogram.update()

    def _load(self, index: QModelIndex) -> None:
        pair = self.model.pair(index)
        if pair is not None:
            self._state.set_map(Weergave.VERGELIJK, *pair)

    def _mark_pair(self) -> None:
        """Put the cursor on the cell of the pair that is compared."""
        shown = self.model.indelingen
        if self._state.view is not Weergave.VERGELIJK:
            self.view.clearSelection()
        elif self._state.a in shown and self._state.b in shown:
            row, column = shown.index(self._state.a), shown.index(self._state.b)
            self.view.setCurrentIndex(self.model.index(row, column))


class _Legend(QWidget):
    """The ramp of the matrix with its ends in words."""

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("Legenda van de matrix")
        self.setToolTip(
            "De V-maat zegt hoe goed twee indelingen op elkaar passen:\n"
            "1 is precies gelijk, 0 is geen verband."
        )

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("1,00 gelijk") + _BESIDE + 4 * theme.STEP, 100)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.translate(_BESIDE, 0)
        line = self.fontMetrics().height()
        painter.drawText(QPoint(0, line), "V-maat")
        top = line + theme.STEP
        height = min(self.height() - top - 2, 12 * theme.STEP)
        low, steps = self._model.lowest, max(height, 1)
        for y in range(height):
            painter.fillRect(0, top + y, 2 * theme.STEP, 1, shade(1 - (1 - low) * y / steps, low))
        left = 3 * theme.STEP
        painter.drawText(QPoint(left, top + line - 4), "1,00 gelijk")
        painter.drawText(QPoint(left, top + height - 1), number(low, 2))
        painter.end()
