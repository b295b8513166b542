"""A layout that goes on in a next row where a row is full, as words do."""

from __future__ import annotations

from PyQt6.QtCore import QPoint, QRect, QSize, Qt
from PyQt6.QtWidgets import QLabel, QLayout, QLayoutItem, QWidget

_BESIDE = "stays_beside"


def keep_beside(widget: QWidget) -> None:
    """Keep a widget in the row of what precedes it."""
    widget.setProperty(_BESIDE, True)


class FlowLayout(QLayout):
    """Lays widgets from left to right in as many rows as they need.

    A label stays beside what follows it, and what is kept so beside what precedes it. Where there
    is room, all are as wide as they like.

    Parameters
    ----------
    parent : QWidget
    spacing : int
        Pixels between widgets and between rows.
    """

    def __init__(self, parent: QWidget, spacing: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem | None) -> None:
        """Take in an item at the end."""
        assert item is not None
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item; None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out; None beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Need more rows where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        return self._arrange(width, None)

    def setGeometry(self, rect: QRect) -> None:
        """Put the widgets in their places."""
        super().setGeometry(rect)
        self._arrange(rect.width(), rect.topLeft())

    def sizeHint(self) -> QSize:
        """Return the size of one row with everything."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() + self.spacing() for size in sizes) - self.spacing()
        return QSize(max(width, 0), max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the widest item, with the label before it."""
        groups = self._groups()
        width = max((self._width(group) for group in groups), default=0)
        return QSize(width, max((i.minimumSize().height() for i in self._shown()), default=0))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _groups(self) -> list[list[QLayoutItem]]:
        """Return the items; labels together with what they are about, and what stays beside."""
        groups: list[list[QLayoutItem]] = []
        after_label = False
        for item in self._shown():
            widget = item.widget()
            beside = widget is not None and bool(widget.property(_BESIDE))
            if not groups or not (after_label or beside):
                groups.append([])
            groups[-1].append(item)
            after_label = isinstance(widget, QLabel)
        return groups

    def _width(self, items: list[QLayoutItem]) -> int:
        """Return the least width of items in one row."""
        return sum(i.minimumSize().width() for i in items) + self.spacing() * (len(items) - 1)

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        for group in self._groups():
            if rows and self._width(rows[-1] + group) <= width:
                rows[-1].extend(group)
            else:
                rows.append(group)
        return rows

    def _arrange(self, width: int, start: QPoint | None) -> int:
        """Go along the rows, put widgets in place where `start` is given; return the height."""
        top = 0
        for row in self._rows(width):
            height = max(item.sizeHint().height() for item in row)
            if start is not None:
                self._place(row, start + QPoint(0, top), QSize(width, height))
            top += height + self.spacing()
        return max(top - self.spacing(), 0)

    def _place(self, row: list[QLayoutItem], start: QPoint, room: QSize) -> None:
        """Put a row in place; what can be wider shares the room that is left."""
        least = [item.minimumSize().width() for item in row]
        more = [max(i.sizeHint().width() - w, 0) for i, w in zip(row, least, strict=True)]
        left_over = max(room.width() - self._width(row), 0)
        share = min(left_over / sum(more), 1.0) if sum(more) else 0.0
        left = 0
        for item, narrow, wider in zip(row, least, more, strict=True):
            size = QSize(narrow + int(share * wider), item.sizeHint().height())
            above = (room.height() - size.height()) // 2
            item.setGeometry(QRect(start + QPoint(left, above), size))
            left += size.width() + self.spacing()
