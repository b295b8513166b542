"""The cells and headings of the matrix."""

from __future__ import annotations

from PyQt6.QtCore import QModelIndex, QRect, QSize, Qt
from PyQt6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from regiokaart.gui.look import emptytext, theme
from regiokaart.gui.matrix.model import MANY, MatrixModel, ink
from regiokaart.model.notation import number

Role = Qt.ItemDataRole
_HEADING_PART = 2.5  # a matrix is at least so many times as high as headings that stand upright
_LETTERS, _HEADING_LETTERS = 30, 18  # of a name that are shown before a row and above a column
_UNLIMITED = 16_777_215  # Qt's own default for the maximum width


class MatrixView(QTableView):
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
        viewport = self.viewport()
        assert viewport is not None
        viewport.setBackgroundRole(QPalette.ColorRole.Window)
        rows = self.verticalHeader()
        assert rows is not None
        self._rows = rows
        self._heading_height = 0  # where there is all the height that headings want
        for header in (rows, self._columns):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionsClickable(False)
        rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        rows.setStyleSheet("QHeaderView::section { border: none; padding: 0 8px 0 0; }")

    def leave_room(self, width: int) -> None:
        """Keep this many pixels in the corner above the names."""
        self._rows.setMinimumWidth(width)
        letters = _LETTERS * self.fontMetrics().averageCharWidth()
        self._rows.setMaximumWidth(max(width, letters))

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
        room = 1 if self._rows.count() >= MANY else 5
        self._rows.setDefaultSectionSize(self.fontMetrics().height() + room)
        wanted = [self._columns.sectionSizeFromContents(i).width() for i in range(count)]
        least = self.fontMetrics().horizontalAdvance(number(1, 3)) + theme.STEP + theme.STEP // 2
        wanted = [max(size, least) for size in wanted]
        names = max(self._rows.sizeHint().width(), self._rows.minimumWidth())
        names = min(names, self._rows.maximumWidth())
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
        text = str(model.headerData(section, Qt.Orientation.Horizontal))
        metrics = self.fontMetrics()
        room = _HEADING_LETTERS * metrics.averageCharWidth()
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)

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
