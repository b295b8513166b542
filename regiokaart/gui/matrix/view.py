"""The cells and headings of the matrix."""

from __future__ import annotations

from PyQt6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt
from PyQt6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from regiokaart.gui.look import emptytext, theme
from regiokaart.gui.matrix.model import MANY, MatrixModel, heading_lines, ink
from regiokaart.model.notation import number

Role = Qt.ItemDataRole
_HEADING_PART = 2.5  # a matrix is at least so many times as high as headings that stand upright
_LETTERS, _HEADING_LETTERS = 30, 18  # of a name that are shown before a row and above a column
_LINE_LETTERS = 13  # of each line of a heading that lies
_LEAST_AIR, _MOST_AIR = 1, 5  # pixels between the lines of two rows, where these are few
_MANY_AIR = 2  # and where they are many
_UNLIMITED = 16_777_215  # Qt's own default for the maximum width


class MatrixView(QTableView):
    """Cells of one width, with headings of two lines where these fit, else upright.

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
        rows.setMinimumSectionSize(1)
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
        line, few = self.fontMetrics().height(), self._rows.count() < MANY
        spare = (height - self._columns.lying_height()) // max(self._rows.count(), 1) - line
        air = min(max(spare, _LEAST_AIR), _MOST_AIR) if few else _MANY_AIR
        self._rows.setDefaultSectionSize(line + air)
        decimals = 2 if self._rows.count() >= MANY else 3
        least = _to_grid(self.fontMetrics().horizontalAdvance(number(1, decimals)) + theme.STEP)
        widest = self._columns.lying_width()
        wanted = max(least, _to_grid(widest + theme.STEP))
        names = max(self._rows.sizeHint().width(), self._rows.minimumWidth())
        names = min(names, self._rows.maximumWidth())
        rows = self._rows.count() * self._rows.defaultSectionSize()
        bar = self.verticalScrollBar()
        bar_width = bar.sizeHint().width() if bar is not None else 0
        room = width - names - (bar_width if self._columns.lying_height() + rows > height else 0)
        wanted = min(wanted, max(room // count, least, widest + theme.STEP // 2))
        tall = self._columns.upright_height()
        narrow = wanted * count > room
        self._heading_height = tall if narrow else self._columns.lying_height()
        upright = narrow and height > _HEADING_PART * tall
        self._columns.set_upright(upright)
        each = least if upright else wanted
        for i in range(count):
            self.setColumnWidth(i, each)
        content = self._columns.sizeHint().height() + rows
        beside = bar_width if content > height else 0
        self.setMaximumWidth(names + each * count + beside)
        return min(names + each * count + beside, width)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Tell about the cell that the keys went to, as the pointer does."""
        before = self.currentIndex()
        super().keyPressEvent(event)
        now, viewport = self.currentIndex(), self.viewport()
        if now != before and viewport is not None:
            cell = self.visualRect(now)
            text = now.data(Role.ToolTipRole) or ""
            place = cell.bottomLeft() + QPoint(0, theme.STEP // 2)
            QToolTip.showText(viewport.mapToGlobal(place), text, viewport, cell)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Say why the matrix is empty."""
        super().paintEvent(event)
        emptytext.draw(self)


def _to_grid(pixels: int) -> int:
    return -(-pixels // theme.STEP) * theme.STEP


class _UprightHeader(QHeaderView):
    """A header above columns, of at most two lines or with texts that run from bottom to top."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._upright = False

    def set_upright(self, upright: bool) -> None:
        if upright != self._upright:
            self._upright = upright
            self.updateGeometries()
            self.geometriesChanged.emit()

    def lying_width(self) -> int:
        """Width in pixels of the widest line of the headings that lie."""
        lines = (line for section in range(self.count()) for line in self._lines(section))
        return max((self.fontMetrics().horizontalAdvance(line) for line in lines), default=0)

    def lying_height(self) -> int:
        """Height in pixels of the headings that lie."""
        return 2 * self.fontMetrics().height() + theme.STEP // 2

    def upright_height(self) -> int:
        """Height in pixels of the headings that stand upright."""
        texts = (self._elided(self._text(i), _HEADING_LETTERS) for i in range(self.count()))
        wide = max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=0)
        return wide + theme.STEP + theme.STEP // 2

    def _text(self, section: int) -> str:
        model = self.model()
        assert model is not None
        return str(model.headerData(section, Qt.Orientation.Horizontal))

    def _lines(self, section: int) -> list[str]:
        return [self._elided(line, _LINE_LETTERS) for line in heading_lines(self._text(section))]

    def _elided(self, text: str, letters: int) -> str:
        metrics = self.fontMetrics()
        room = letters * metrics.averageCharWidth()
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)

    def sizeHint(self) -> QSize:
        if not self.count():
            return super().sizeHint()
        return QSize(0, self.upright_height() if self._upright else self.lying_height())

    def paintSection(self, painter: QPainter | None, rect: QRect, section: int) -> None:
        assert painter is not None
        painter.save()
        painter.setPen(self.palette().windowText().color())
        if self._upright:
            painter.translate(rect.bottomLeft())
            painter.rotate(-90)
            place = QRect(theme.STEP // 2, 0, rect.height() - theme.STEP // 2, rect.width())
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, flags, self._elided(self._text(section), _HEADING_LETTERS))
        else:
            place = rect.adjusted(0, 0, -1, -theme.STEP // 2)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            painter.drawText(place, flags, "\n".join(self._lines(section)))
        painter.restore()


class _CellDelegate(QStyledItemDelegate):
    """A coloured cell with a readable value; the chosen cell keeps its colour in a frame."""

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        assert painter is not None
        cell = option.rect.adjusted(0, 0, -1, -1)
        text = index.data(Role.DisplayRole)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if text is None:
            if focused:
                _draw_frame(painter, cell, option.palette.text().color())
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
            painter.drawRect(cell.adjusted(1, 1, -1, -1))  # outside the letters, also in a low row
        painter.restore()
        if focused:
            _draw_frame(painter, cell, option.palette.text().color())


def _draw_frame(painter: QPainter, cell: QRect, colour: QColor) -> None:
    """Mark the cell that has the keyboard at its edge, in the colour of the text beside it."""
    painter.save()
    painter.setPen(QPen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(cell)
    painter.restore()
