"""The field itself, with the list of what was found below it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PyQt6.QtCore import QModelIndex, QPoint, QSize, Qt
from PyQt6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPalette
from PyQt6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QWidget,
)

from regiokaart.gui.look import theme
from regiokaart.gui.pointer import WidgetPointer
from regiokaart.gui.search.candidates import candidates
from regiokaart.gui.search.matching import Candidate, best
from regiokaart.gui.state import State

_MOST = 12  # results in sight
_WIDTH = 76  # letters of the list
_GAP = theme.STEP  # pixels between a name and what it is
_KIND_SHARE = 0.4  # of a row that what a result is has at least, when it needs that
_HOW = "Pijl omlaag en omhoog kiezen, Enter gaat erheen, Esc sluit."
_NOTHING = "Niets gevonden. Typ een deel van een naam."
_KIND_ROLE = Qt.ItemDataRole.UserRole
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST,
    Qt.Key.Key_PageUp: -_MOST,
}


class SearchField(QLineEdit):
    """Finds anything by part of its name.

    Parameters
    ----------
    state : State
    choose : callable
        Called with the target of what was chosen: a `Subject`, or the key of a command.

    Attributes
    ----------
    results : QListWidget
        What was found, the best first; hidden while nothing is typed.
    """

    def __init__(self, state: State, choose: Callable[[object], None]) -> None:
        super().__init__()
        self._state, self._choose = state, choose
        self._candidates: tuple[Candidate, ...] = ()
        self._found: list[Candidate] = []
        self._before = WidgetPointer()  # what had the keyboard
        self.setPlaceholderText("Zoek alles (Ctrl+K)")
        self.setAccessibleName(
            "Zoek een gemeente, regio, indeling, ministerie, samenwerking, weergave of opdracht"
        )
        self.setAccessibleDescription(_HOW)
        self.setToolTip(
            "Ga naar een gemeente, regio, indeling, ministerie, samenwerking, weergave of opdracht "
            "(Ctrl+K)"
        )
        self.setClearButtonEnabled(True)
        self.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        for button in self.findChildren(QToolButton):  # the glass, and the cross at the end
            button.setAccessibleName("Zoekveld leegmaken" if button.icon().isNull() else "Zoeken")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(16 * theme.STEP)
        self.setMaximumWidth(36 * theme.STEP)
        self.results = _Results(self)
        self.results.currentRowChanged.connect(self._tell)
        self.results.itemClicked.connect(lambda item: self._go(self.results.row(item)))
        self.results.hide()
        self.textEdited.connect(self._search)
        self.textChanged.connect(lambda text: None if text else self.results.hide())
        state.catalogus_changed.connect(self._forget)

    def start(self) -> None:
        """Put the cursor in the field, until something is chosen or the search is given up."""
        window = self.window()
        before = window.focusWidget() if window is not None else None
        if before is not self:
            self._before.point_at(before)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Go along the results with the arrows, choose with Enter, stop with Esc."""
        assert event is not None
        key = Qt.Key(event.key())
        if key in _MOVES and self._found:
            row = self.results.currentRow() + _MOVES[key]
            self.results.setCurrentRow(max(0, min(row, len(self._found) - 1)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.results.currentRow())
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Close the list when the user goes elsewhere."""
        super().focusOutEvent(event)
        self.results.hide()

    def _forget(self) -> None:
        self._candidates = ()

    def _search(self, text: str) -> None:
        if not self._candidates:
            self._candidates = candidates(self._state)
        self._found = best(self._candidates, text, _MOST)
        self.results.show_found(self._found)
        if not self._found:
            self.setAccessibleDescription(_NOTHING)
        if text.strip():
            self._place()
            self.results.show()
            self.results.raise_()
        else:
            self.results.hide()

    def _tell(self, row: int) -> None:
        """Let a screen reader, which is at the field, read the result that is chosen."""
        item = self.results.item(row)
        if item is not None:
            told = item.data(Qt.ItemDataRole.AccessibleTextRole)
            self.setAccessibleDescription(f"{told}, {row + 1} van {len(self._found)}. {_HOW}")

    def _place(self) -> None:
        """Put the list below the field, inside the window."""
        window = self.window()
        assert window is not None
        if self.results.parent() is not window:
            self.results.setParent(window)
        width = max(self.width(), _WIDTH * self.fontMetrics().averageCharWidth())
        below = self.mapTo(window, QPoint(0, self.height() + 2))
        left = max(theme.STEP, min(below.x(), window.width() - width - theme.STEP))
        self.results.setGeometry(left, below.y(), width, self.results.wanted_height())

    def _go(self, row: int) -> None:
        if not 0 <= row < len(self._found):
            return
        target = self._found[row].target
        self._leave()
        self._choose(target)

    def _leave(self) -> None:
        """Give the keyboard back to what had it."""
        self.clear()
        self.setAccessibleDescription(_HOW)
        self.results.hide()
        back = self._before.widget
        self._before.point_at(None)
        if back is None or not back.isVisible():
            back = self.window()
        if back is not None:
            back.setFocus(Qt.FocusReason.ShortcutFocusReason)


class _Results(QListWidget):
    """The list, with what each result is behind its name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Gevonden")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setItemDelegate(_KindDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_found(self, found: list[Candidate]) -> None:
        """List what was found, or say that nothing was."""
        self.clear()
        for candidate in found:
            item = QListWidgetItem(candidate.name)
            item.setData(_KIND_ROLE, candidate.kind)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{candidate.name}, {candidate.kind}")
            self.addItem(item)
        if found:
            self.setCurrentRow(0)
        else:
            item = QListWidgetItem(_NOTHING)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)

    def wanted_height(self) -> int:
        """Height in pixels of all rows."""
        return sum(self.sizeHintForRow(row) for row in range(self.count())) + 2 * self.frameWidth()


class _KindDelegate(QStyledItemDelegate):
    """Draws what a result is in grey at the right, so that no row leaves it out."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """Return a row with some air."""
        return QSize(0, option.fontMetrics.height() + theme.STEP)

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Draw the kind at the right and the name before it; a short name leaves it more room."""
        if painter is None:
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        # Normal: that nothing was found is to be read as well.
        colour = partial(option.palette.color, QPalette.ColorGroup.Normal)
        if chosen:
            painter.fillRect(option.rect, colour(QPalette.ColorRole.Highlight))
        listed = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        strong = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        muted = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.PlaceholderText
        room = option.rect.adjusted(theme.STEP, 0, -theme.STEP, 0)
        name, kind = str(index.data()), str(index.data(_KIND_ROLE) or "")
        right = _shares(option.fontMetrics, name, kind, room.width())
        painter.save()
        for text, width, role, side in (
            (name, room.width() - right, strong if listed else muted, Qt.AlignmentFlag.AlignLeft),
            (kind, right - _GAP, muted, Qt.AlignmentFlag.AlignRight),
        ):
            painter.setPen(colour(role))
            shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


def _shares(metrics: QFontMetrics, name: str, kind: str, width: int) -> int:
    """Return how much of a row the kind may have, the gap before it included."""
    if not kind:
        return 0
    wanted = metrics.horizontalAdvance(kind) + 1 + _GAP  # 1: Qt rounds the width of a text down
    left = width - metrics.horizontalAdvance(name)
    return min(wanted, max(left, round(_KIND_SHARE * width)))
