"""The list of indelingen: search field, tree, and what can be done with an indeling."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import (
    QModelIndex,
    QRect,
    Qt,
    pyqtSignal,
)
from PyQt6.QtGui import (
    QAction,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PyQt6.QtWidgets import (
    QDockWidget,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from regiokaart.gui.indelingen.model import (
    HEADINGS,
    MARK_ROLE,
    Column,
    IndelingenModel,
    SearchModel,
)
from regiokaart.gui.look import emptytext, theme
from regiokaart.gui.state import State
from regiokaart.model import Indeling, Stand
from regiokaart.model.project import Weergave

_MIN_WIDTH = 160
_NAME_LETTERS = 18  # room that a name keeps before the columns beside it


class _NameDelegate(QStyledItemDelegate):
    """Cuts a name that is too long, and keeps the letter of the pair behind it."""

    def initStyleOption(self, option: QStyleOptionViewItem | None, index: QModelIndex) -> None:
        """Put the name that fits in the option."""
        super().initStyleOption(option, index)
        mark = str(index.data(MARK_ROLE) or "")
        if option is None or option.widget is None or not mark:
            return
        style = option.widget.style()
        assert style is not None
        element = QStyle.SubElement.SE_ItemViewItemText
        room = style.subElementRect(element, option, option.widget).width() - theme.STEP
        metrics = option.fontMetrics
        name = (option.text or "").removesuffix(mark)
        room -= metrics.horizontalAdvance(mark)
        option.text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room) + mark


class _Tree(QTreeView):
    """A tree whose groups can be folded, and that says so when a search finds nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegateForColumn(Column.NAAM, _NameDelegate(self))

    def drawBranches(self, painter: QPainter | None, rect: QRect, index: QModelIndex) -> None:
        """Draw arrows for the groups at the top only."""
        if not index.parent().isValid():
            super().drawBranches(painter, rect, index)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        super().paintEvent(event)
        emptytext.draw(self)


class IndelingenDock(QDockWidget):
    """The dock with the list of indelingen; what the user does goes to the `State`.

    Signals
    -------
    current_changed
        Another row of the list is current.
    remark_asked : str
        The user wants to read why the data of the indeling with this id needs care.
    """

    current_changed = pyqtSignal()
    remark_asked = pyqtSignal(str)

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__("Indelingen", parent)
        self.setObjectName("indelingen")
        self._state = state
        self._model = IndelingenModel(state, self)
        self._proxy = SearchModel(self._model, state)

        self.search = QLineEdit()
        self.search.setPlaceholderText("Zoek op naam, ministerie of wet")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Zoek een indeling")
        self.search.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._on_search)

        self.tree = _Tree()
        self.tree.setAccessibleName("Indelingen")
        self.tree.setAccessibleDescription(
            "Spatiebalk: telt mee of niet. Enter: op de kaart tonen."
        )
        self.tree.setModel(self._proxy)
        self.tree.setIndentation(theme.STEP + theme.STEP // 2)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self._expand()
        state.catalogus_changed.connect(self._expand_all)
        state.gebied_changed.connect(self._show_year)
        self._show_year()
        self.tree.activated.connect(self._on_activated)
        self.tree.clicked.connect(self._on_clicked)
        self._fit_columns()
        self._add_actions()

        content = QWidget()
        content.setMinimumWidth(_MIN_WIDTH)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(theme.STEP, 0, theme.STEP // 2, theme.STEP)
        layout.setSpacing(theme.STEP)
        layout.addWidget(self.search)
        layout.addWidget(self.tree)
        self.setWidget(content)

    def preferred_width(self) -> int:
        """Width in pixels at which every name is readable in full."""
        metrics = self.tree.fontMetrics()
        names = (f"{i.naam} · A" for i in self._state.catalogus if i.stand is Stand.ACTUEEL)
        name = max(metrics.horizontalAdvance(text) for text in names)
        return name + self._room_beside_names() + sum(self._widths.values())

    def _room_beside_names(self) -> int:
        """Width of the check box before a name, the indentation, the scroll bar and margins."""
        style = self.tree.style()
        assert style is not None
        metric = style.PixelMetric
        box = style.pixelMetric(metric.PM_IndicatorWidth) + theme.STEP
        bar = style.pixelMetric(metric.PM_ScrollBarExtent)
        return box + 3 * self.tree.indentation() + bar + 2 * theme.STEP

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Leave out columns where names would have no room; the tooltip has what they say."""
        super().resizeEvent(event)
        header = self.tree.header()
        assert header is not None
        letters = _NAME_LETTERS * self.tree.fontMetrics().averageCharWidth()
        room = self.width() - letters - self._room_beside_names()
        for column in (Column.PEILJAAR, Column.REGIOS, Column.PLICHT):  # the mark goes last
            room -= self._widths[column]
            self.tree.setColumnHidden(column, room < 0)

    def _fit_columns(self) -> None:
        header = self.tree.header()
        assert header is not None
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(4 * theme.STEP)
        header.setSectionResizeMode(Column.NAAM, QHeaderView.ResizeMode.Stretch)
        self._widths = {
            column: self.tree.fontMetrics().horizontalAdvance(HEADINGS[column][0])
            + 2 * theme.STEP
            + theme.STEP // 2
            for column in (Column.REGIOS, Column.PEILJAAR, Column.PLICHT)
        }
        for column, width in self._widths.items():
            header.resizeSection(column, width)
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)

    def _expand(self, parent: QModelIndex = QModelIndex()) -> None:
        """Open the groups and let their names run on over the empty columns.

        What is not current stays folded, unless it counts or was searched for.
        """
        for row in range(self._proxy.rowCount(parent)):
            index = self._proxy.index(row, 0, parent)
            if self._proxy.hasChildren(index):
                below = tuple(self._proxy.shown_below(index))
                current = any(i.stand is Stand.ACTUEEL or self._state.counts(i) for i in below)
                self.tree.setExpanded(index, current or bool(self.search.text()))
                self.tree.setFirstColumnSpanned(row, parent, True)
                self._expand(index)

    def _show_year(self) -> None:
        jaar = self._state.jaar
        self.setWindowTitle("Indelingen" if jaar is None else f"Indelingen van {jaar}")

    def _expand_all(self) -> None:
        self._expand()

    def _add_actions(self) -> None:
        self._show = QAction("Op de kaart tonen", self)
        self._show.triggered.connect(lambda: self._on_activated(self.tree.currentIndex()))
        self._compare = QAction("Vergelijken met de indeling op de kaart", self)
        self._compare.triggered.connect(self._on_compare)
        self._only = QAction("Alleen deze groep laten meetellen", self)
        self._only.triggered.connect(self._on_only_group)
        self._remark = QAction("Opmerking lezen in de details", self)
        self._remark.triggered.connect(self._ask_remark)
        self.tree.addActions([self._show, self._compare, self._remark, self._only])
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        selection = self.tree.selectionModel()
        assert selection is not None
        selection.currentChanged.connect(self._enable_actions)
        self._enable_actions()

    def add_own_actions(self, actions: Sequence[QAction]) -> None:
        """Show these in the menu of the list; their shortcuts work in the list only."""
        separator = QAction(self)
        separator.setSeparator(True)
        self.tree.addActions([separator, *actions])
        for action in actions:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def current(self) -> Indeling | None:
        """Return the indeling of the current row, None for a group or no row."""
        return self._proxy.indeling(self.tree.currentIndex())

    def show_indeling(self, indeling_id: str) -> None:
        """Make the row of an indeling current, and bring it into sight."""
        index = self._find(indeling_id, QModelIndex())
        if index is None and any(each.id == indeling_id for each in self._state.catalogus):
            self.search.clear()  # it hides the row
            index = self._find(indeling_id, QModelIndex())
        if index is not None:
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def _find(self, indeling_id: str, parent: QModelIndex) -> QModelIndex | None:
        for row in range(self._proxy.rowCount(parent)):
            index = self._proxy.index(row, 0, parent)
            found = self._proxy.indeling(index)
            if found is not None and found.id == indeling_id:
                return index
            below = self._find(indeling_id, index)
            if below is not None:
                return below
        return None

    def _enable_actions(self) -> None:
        current = self.current()
        self._show.setEnabled(current is not None)
        self._compare.setEnabled(current is not None and current is not self._state.a)
        self._only.setEnabled(self.tree.currentIndex().isValid())
        self._remark.setEnabled(current is not None and self._model.has_remark(current))
        self.current_changed.emit()

    def _on_activated(self, index: QModelIndex) -> None:
        indeling = self._proxy.indeling(index)
        if indeling is not None:
            self._state.set_map(Weergave.INDELING, a=indeling)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == Column.PEILJAAR:  # where the mark is
            self._ask_remark()

    def _ask_remark(self) -> None:
        current = self.current()
        if current is not None and self._model.has_remark(current):
            self.remark_asked.emit(current.id)

    def _on_compare(self) -> None:
        current = self.current()
        if current is not None and current is not self._state.a:
            self._state.set_map(Weergave.VERGELIJK, b=current)

    def _on_only_group(self) -> None:
        index = self.tree.currentIndex().siblingAtColumn(0)
        group = index.parent() if self._proxy.indeling(index) is not None else index
        ids = {i.id for i in self._proxy.shown_below(group)}
        found = f" met '{self.search.text()}'" if self.search.text() else ""
        self._state.set_counted(ids, f"alleen {str(group.data()).lower()}{found} telt mee")

    def _on_search(self, text: str) -> None:
        self._proxy.set_search(text)
        self._expand()
        found = self._proxy.rowCount() > 0
        hint = f"Geen indeling gevonden met '{text}'. Maak het zoekveld leeg om alles te zien."
        emptytext.say(self.tree, "" if found else hint)
