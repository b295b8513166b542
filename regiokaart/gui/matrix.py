"""The matrix: the V-maat of every two indelingen as a heat map that loads a pair."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from html import escape
from typing import Any

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPoint, QRect, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from regiokaart.cartography.palettes import ACCENT, contrast
from regiokaart.congruence.clustering import Tree
from regiokaart.congruence.table import Column
from regiokaart.gui import emptytext, theme
from regiokaart.gui.dendrogram import Dendrogram
from regiokaart.gui.state import State
from regiokaart.model import Indeling
from regiokaart.model.notation import number
from regiokaart.model.project import Weergave

Role = Qt.ItemDataRole

NOTHING_COMPARED = "Vink in de lijst ten minste twee indelingen aan om te vergelijken."
_RAMP = ("#eef2f7", "#9db9d6", "#4f7fb0", ACCENT)
_INK = ("#000000", "#ffffff")  # one of the two reads well on any ground
_LOWEST = 0.05  # the ramp starts at the lowest value, rounded down to a multiple of this
_MANY = 10  # from this many indelingen two decimals and lower rows are enough
_HEADING_PART = 2.5  # a matrix is at least so many times as high as headings that stand upright
_BESIDE = 2 * theme.STEP  # between the matrix and its legend, only where there is one
_UNLIMITED = 16_777_215  # Qt's own default for the maximum width


def short_name(naam: str) -> str:
    """Return a name for a narrow heading: Arbeidsmarktregio becomes Arbeidsmarkt."""
    return re.sub(r"(?<=heid)sregio$|-?regio$|-?gebied$|-eenheid$", "", naam) or naam


def shade(value: float, lowest: float) -> QColor:
    """Return the colour of a value between `lowest` and 1, the darker the higher."""
    place = 0.0 if lowest >= 1 else (value - lowest) / (1 - lowest)
    place = min(max(place, 0.0), 1.0) * (len(_RAMP) - 1)
    left = min(int(place), len(_RAMP) - 2)
    start, end, part = QColor(_RAMP[left]), QColor(_RAMP[left + 1]), place - left
    mixed = (
        round(a + (b - a) * part) for a, b in zip(start.getRgb()[:3], end.getRgb()[:3], strict=True)
    )
    return QColor(*mixed)


@cache
def ink(ground: str) -> QColor:
    """Return the text colour that reads best on a ground, given as a hex colour."""
    return QColor(max(_INK, key=lambda colour: contrast(ground, colour)))


class MatrixModel(QAbstractTableModel):
    """V-maten of k indelingen with an empty diagonal, and behind them figures per indeling.

    Parameters
    ----------
    explain : callable
        From two indelingen to the Dutch sentences of the tooltip.
    """

    def __init__(
        self, explain: Callable[[Indeling, Indeling], Sequence[str]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._explain = explain
        self.indelingen: tuple[Indeling, ...] = ()
        self.extra: tuple[Column, ...] = ()
        self.lowest = 0.0
        self._values: npt.NDArray[np.float64] = np.ones((0, 0))

    def set_matrix(
        self,
        indelingen: Sequence[Indeling],
        values: npt.NDArray[np.float64],
        extra: Sequence[Column],
    ) -> None:
        """Show other values, shape (k, k), and columns of k values behind them."""
        self.beginResetModel()
        self.indelingen, self._values, self.extra = tuple(indelingen), values, tuple(extra)
        known = values[np.isfinite(values)]
        self.lowest = math.floor(known.min() / _LOWEST) * _LOWEST if len(known) else 0.0
        self.endResetModel()

    @property
    def decimals(self) -> int:
        """Digits after the comma."""
        return 2 if len(self.indelingen) >= _MANY else 3

    def pair(self, index: QModelIndex) -> tuple[Indeling, Indeling] | None:
        """Return the two indelingen of a cell, None where there are no two."""
        row, column = index.row(), index.column()
        if not index.isValid() or row == column or column >= len(self.indelingen):
            return None
        return self.indelingen[row], self.indelingen[column]

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:
        """Return the number of indelingen."""
        return 0 if parent.isValid() else len(self.indelingen)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:
        """Return the number of indelingen and further figures."""
        return 0 if parent.isValid() else len(self.indelingen) + len(self.extra)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Let the cells of a pair be chosen."""
        if self.pair(index) or not index.isValid():
            return super().flags(index)
        return Qt.ItemFlag.ItemIsEnabled

    def data(self, index: QModelIndex, role: int = Role.DisplayRole) -> Any:
        """Return text, colours or explanation of a cell."""
        further = index.column() - len(self.indelingen)
        if index.isValid() and further >= 0:
            column = self.extra[further]
            if role == Role.DisplayRole:
                return column.text(index.row())
            return column.explanation if role == Role.ToolTipRole else None
        pair = self.pair(index)
        if pair is None:
            return None
        value = float(self._values[index.row(), index.column()])
        a, b = pair
        if role == Role.DisplayRole:
            return number(value, self.decimals)
        if role == Role.BackgroundRole:
            return None if math.isnan(value) else shade(value, self.lowest)
        if role == Role.AccessibleTextRole:
            return f"{a.naam} en {b.naam}: V-maat {number(value, self.decimals)}"
        if role == Role.ToolTipRole:
            title = escape(f"{a.naam_meervoud} en {b.naam_meervoud}")
            sentences = "<br>".join(map(escape, self._explain(a, b)))
            return f"<p><b>{title}</b></p><p>{sentences}</p>"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Return the name of an indeling, short above a column."""
        is_column = orientation is Qt.Orientation.Horizontal
        further = section - len(self.indelingen)
        if is_column and further >= 0:
            column = self.extra[further]
            if role == Role.DisplayRole:
                return column.heading
            return column.explanation if role == Role.ToolTipRole else None
        indeling = self.indelingen[section]
        if role == Role.DisplayRole:
            return short_name(indeling.naam) if is_column else indeling.naam
        if role == Role.ToolTipRole:
            return f"{indeling.naam_meervoud} ({number(len(indeling))}, {indeling.peiljaar_tekst})"
        if role == Role.TextAlignmentRole and not is_column:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


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
        self.view = _View(self.model, self)
        self.view.clicked.connect(self._load)
        self.view.activated.connect(self._load)
        self._legend = _Legend(self.model, self)
        self.dendrogram = Dendrogram(self.view, self)
        self.by_likeness = QCheckBox("Orden naar gelijkenis", self)
        self.by_likeness.setToolTip(
            "Zet indelingen die op elkaar lijken naast elkaar, met de boom ervoor"
        )
        self.by_likeness.toggled.connect(self._order)
        scroll = self.view.verticalScrollBar()
        assert scroll is not None
        scroll.valueChanged.connect(lambda value: self.dendrogram.update())
        self.view.leave_room(self.by_likeness.sizeHint().width() + theme.STEP)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.STEP, theme.STEP, theme.STEP, 0)
        layout.setSpacing(0)
        layout.addWidget(self.dendrogram)
        layout.addWidget(self.view, 1000)  # as wide as its cells: see `_View.arrange`
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
        used = self.view.arrange(width, self.height() - theme.STEP)
        self._legend.setVisible(bool(self.model.indelingen) and used + legend <= width)
        self._place_choice()

    def _place_choice(self) -> None:
        """Put the check box in the corner above the names."""
        self.by_likeness.setVisible(bool(self.model.indelingen))
        before = 0 if self.dendrogram.isHidden() else self.dendrogram.width()
        size = self.by_likeness.sizeHint()
        line = self.fontMetrics().height() + theme.STEP  # of a heading that lies
        top = theme.STEP + self.view.headings_height() - (line + size.height()) // 2
        self.by_likeness.setGeometry(theme.STEP + before, top, size.width(), size.height())
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


class _View(QTableView):
    """Cells as wide as their headings where these fit, else narrow with upright headings.

    Where there is no height for upright headings either, the matrix scrolls sideways.
    """

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(parent)
        emptytext.say(self, "Wordt berekend…")
        self.setAccessibleName("Matrix van V-maten")
        self.setAccessibleDescription("Pijltoetsen: andere cel. Enter: het paar vergelijken.")
        self._columns = _UprightHeader(self)
        self.setHorizontalHeader(self._columns)
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, palette.window().color())
        self.setPalette(palette)
        rows = self.verticalHeader()
        assert rows is not None
        self._rows = rows
        self._heading_height = 0  # where there is all the height that headings want
        for header in (rows, self._columns):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionsClickable(False)
        rows.setStyleSheet("QHeaderView::section { border: none; padding: 0 8px 0 0; }")

    def leave_room(self, width: int) -> None:
        """Keep this many pixels in the corner above the names."""
        self._rows.setMinimumWidth(width)

    def headings_height(self) -> int:
        """Height in pixels of the headings above the columns."""
        return self._columns.sizeHint().height()

    def rows_height(self) -> int:
        """Height in pixels in which rows are in sight."""
        viewport = self.viewport()
        return viewport.height() if viewport is not None else 0

    def row_middle(self, place: float) -> float:
        """Return where the middle of a row is, in pixels from the top; also between two rows."""
        size = self._rows.defaultSectionSize()
        first = self.headings_height() + self._rows.sectionViewportPosition(0)
        return first + (place + 0.5) * size

    def content_height(self) -> int:
        """Height of the headings and all rows, and of a bar below them."""
        rows = self._rows.count() * self._rows.defaultSectionSize()
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar is not None else 0
        return self._heading_height + rows + below

    def arrange(self, width: int, height: int) -> int:
        """Choose the widths of the columns, and whether headings stand upright.

        Parameters
        ----------
        width, height : int
            Room in pixels.

        Returns
        -------
        int
            The width that is used.
        """
        count = self._columns.count()
        if not count:
            self.setMaximumWidth(_UNLIMITED)
            return width
        room = 1 if self._rows.count() >= _MANY else 5
        self._rows.setDefaultSectionSize(self.fontMetrics().height() + room)
        wanted = [self._columns.sectionSizeFromContents(i).width() for i in range(count)]
        least = self.fontMetrics().horizontalAdvance(number(1, 3)) + theme.STEP + theme.STEP // 2
        wanted = [max(size, least) for size in wanted]
        names = max(self._rows.sizeHint().width(), self._rows.minimumWidth())
        tall = max(self._columns.sectionSizeFromContents(i).width() for i in range(count))
        narrow = names + sum(wanted) > width
        self._heading_height = tall if narrow else self._columns.sizeHint().height()
        upright = narrow and height > _HEADING_PART * tall
        self._columns.set_upright(upright)
        widths = [least] * count if upright else wanted
        for i, size in enumerate(widths):
            self.setColumnWidth(i, size)
        rows = self._rows.count() * self._rows.defaultSectionSize()
        content = self._columns.sizeHint().height() + rows
        bar = self.verticalScrollBar()
        beside = bar.sizeHint().width() if bar is not None and content > height else 0
        self.setMaximumWidth(names + sum(widths) + beside)
        return min(names + sum(widths) + beside, width)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Say why the matrix is empty."""
        super().paintEvent(event)
        emptytext.draw(self)


class _UprightHeader(QHeaderView):
    """A header above columns whose texts can run from bottom to top."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._upright = False

    def set_upright(self, upright: bool) -> None:
        if upright != self._upright:
            self._upright = upright
            self.updateGeometries()
            self.geometriesChanged.emit()

    def _text(self, section: int) -> str:
        model = self.model()
        assert model is not None
        return str(model.headerData(section, Qt.Orientation.Horizontal))

    def sectionSizeFromContents(self, section: int) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._text(section)) + theme.STEP + theme.STEP // 2
        return QSize(width, metrics.height() + theme.STEP)

    def sizeHint(self) -> QSize:
        sizes = [self.sectionSizeFromContents(i) for i in range(self.count())]
        if not sizes:
            return super().sizeHint()
        return QSize(0, max(s.width() if self._upright else s.height() for s in sizes))

    def paintSection(self, painter: QPainter | None, rect: QRect, section: int) -> None:
        assert painter is not None
        painter.save()
        painter.setPen(self.palette().windowText().color())
        if self._upright:
            painter.translate(rect.bottomLeft())
            painter.rotate(-90)
            place = QRect(theme.STEP // 2, 0, rect.height() - theme.STEP // 2, rect.width())
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, flags, self._text(section))
        else:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._text(section))
        painter.restore()


class _CellDelegate(QStyledItemDelegate):
    """A coloured cell with a readable value; the chosen cell keeps its colour in a frame."""

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        assert painter is not None
        cell = option.rect.adjusted(0, 0, -1, -1)
        text = index.data(Role.DisplayRole)
        if text is None:
            return
        ground = index.data(Role.BackgroundRole)
        painter.save()
        if ground is None:
            ground = option.palette.window().color()
            painter.fillRect(cell, ground)  # also where it is chosen
            painter.setPen(option.palette.text().color())
        else:
            painter.fillRect(cell, ground)
            painter.setPen(ink(ground.name()))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)
        is_pair = bool(index.flags() & Qt.ItemFlag.ItemIsSelectable)
        hovered = is_pair and bool(option.state & QStyle.StateFlag.State_MouseOver)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if hovered or chosen:
            painter.setPen(QPen(ink(ground.name()), 2 if chosen else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(cell.adjusted(2, 2, -2, -2))
        painter.restore()


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
