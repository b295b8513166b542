"""The tree of likeness before the rows of the matrix."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Protocol

import numpy as np
from PyQt6.QtCore import QEvent, QPointF, QRect, Qt
from PyQt6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PyQt6.QtWidgets import QSizePolicy, QToolTip, QWidget

from regiokaart.congruence.sets.clustering import Tree
from regiokaart.congruence.wording import join_names
from regiokaart.gui.look import theme
from regiokaart.model.notation import number

_WIDTH = 7 * theme.STEP
_MANY = 10  # from this many leaves the tree is twice as wide
_NEAR = 5  # pixels from a line that count as pointing at it


class Rows(Protocol):
    """What the tree stands before."""

    def headings_height(self) -> int:
        """Height in pixels above the first row."""

    def rows_height(self) -> int:
        """Height in pixels in which rows are in sight."""

    def row_middle(self, place: float) -> float:
        """Return where the middle of a row is, in pixels from the top."""


class Dendrogram(QWidget):
    """Joins rows that are alike: the further from the names, the less alike.

    Parameters
    ----------
    rows : Rows
    parent : QWidget, optional
    """

    def __init__(self, rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._tree: Tree | None = None
        self._texts: tuple[str, ...] = ()
        self.setAccessibleName("Boom van gelijkenis")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.hide()

    def show_tree(self, tree: Tree | None, names: Sequence[str]) -> None:
        """Show another tree, whose leaves have these names, or nothing."""
        self._tree = tree
        self._texts = describe(tree, names) if tree is not None else ()
        self.setAccessibleDescription(" ".join(self._texts))
        self.setVisible(tree is not None)
        self.setFixedWidth(_WIDTH if len(names) < _MANY else 2 * _WIDTH)
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the brackets and the ends of the scale."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self._rows.headings_height()
        painter.save()
        painter.setClipRect(0, top, self.width(), self._rows.rows_height())
        painter.setPen(QPen(self.palette().windowText().color(), 1.3))
        for bracket in self.lines():
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in bracket]))
        painter.restore()
        if self._tree is not None:
            painter.setPen(self.palette().placeholderText().color())
            line = self.fontMetrics().height() + theme.STEP
            area = QRect(0, top - line, self.width() - theme.STEP // 2, line)
            middle = Qt.AlignmentFlag.AlignVCenter
            least = number(1 - float(self._tree.heights[-1]), 2)
            painter.drawText(area, middle | Qt.AlignmentFlag.AlignLeft, least)
            painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, "1")
        painter.end()

    def lines(self) -> list[list[tuple[float, float]]]:
        """Return the points of each bracket, in pixels."""
        if self._tree is None:
            return []
        room, right = self.width() - 1.5 * theme.STEP, self.width() - theme.STEP / 2
        scale = room / max(float(self._tree.heights[-1]), 1e-9)
        return [
            [(right - height * scale, self._rows.row_middle(place)) for place, height in bracket]
            for bracket in self._tree.brackets().tolist()
        ]

    def event(self, event: QEvent | None) -> bool:
        """Tell what the bracket under the pointer joins."""
        if isinstance(event, QHelpEvent):
            text = self.text_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), f"<p>{escape(text)}</p>" if text else "", self)
            return True
        return super().event(event)

    def text_at(self, point: QPointF) -> str:
        """Return what the bracket at a point joins; empty where there is none."""
        for bracket, text in zip(self.lines(), self._texts, strict=True):
            (_, low), (across, _), _, (_, high) = bracket
            low, high = min(low, high), max(low, high)
            if low <= point.y() <= high and abs(point.x() - across) <= _NEAR:
                return text
        return ""


def describe(tree: Tree, names: Sequence[str]) -> tuple[str, ...]:
    """Say in a Dutch sentence per bracket which groups it joins, and how alike these are.

    Parameters
    ----------
    tree : Tree
    names : sequence of str
        Of the leaves.

    Examples
    --------
    >>> from regiokaart.congruence.sets.clustering import tree
    >>> describe(tree(np.array([[0, 0.1], [0.1, 0]])), ["GGD-regio", "Jeugdregio"])
    ('GGD-regio en Jeugdregio: gemiddelde V-maat 0,900.',)
    """
    place = np.argsort(tree.order)
    groups = [[leaf] for leaf in range(len(tree))]
    sentences = []
    for (left, right), height in zip(tree.children.tolist(), tree.heights.tolist(), strict=True):
        first, second = groups[left], groups[right]
        groups.append(sorted(first + second, key=place.__getitem__))
        texts = [join_names([names[i] for i in group]) for group in (first, second)]
        joint = " en " if len(first) == len(second) == 1 else " met "
        sentences.append(f"{joint.join(texts)}: gemiddelde V-maat {number(1 - height, 3)}.")
    return tuple(sentences)
