"""The rows of a table on screen."""

from __future__ import annotations

from html import escape

from PyQt6.QtCore import QEvent, QModelIndex, Qt, pyqtSignal
from PyQt6.QtGui import QHelpEvent, QMouseEvent, QPaintEvent
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from regiokaart.gui.look import emptytext, theme


class _Delegate(QStyledItemDelegate):
    """Tells the whole text of a cell, and only of a cell that is too narrow for it."""

    def helpEvent(
        self,
        event: QHelpEvent | None,
        view: QAbstractItemView | None,
        option: QStyleOptionViewItem,
        index: QModelIndex,
    ) -> bool:
        """Show a tooltip where the text is cut off."""
        if event is None or view is None or event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        text = str(index.data() or "")
        if text and self.sizeHint(option, index).width() > view.visualRect(index).width():
            QToolTip.showText(event.globalPos(), f"<p>{escape(text)}</p>", view)
        else:
            QToolTip.hideText()
        return True


class RowsView(QTableView):
    """Rows that can be sorted, and words in their place where there are none.

    Signals
    -------
    left
        The pointer is on no row any more.
    """

    left = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        emptytext.say(self, "Wordt berekend…")
        self.setItemDelegate(_Delegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSortingEnabled(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        assert rows is not None
        assert columns is not None
        rows.hide()
        rows.setDefaultSectionSize(self.fontMetrics().height() + theme.STEP)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setHighlightSections(False)
        columns.setSortIndicatorClearable(True)
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def leaveEvent(self, event: QEvent | None) -> None:
        """Tell that the pointer left."""
        super().leaveEvent(event)
        self.left.emit()

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Tell when the pointer goes below the last row."""
        super().mouseMoveEvent(event)
        if event is not None and not self.indexAt(event.position().toPoint()).isValid():
            self.left.emit()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the rows, or the words in their place."""
        super().paintEvent(event)
        emptytext.draw(self)
