"""The indelingen as a tree for a view: grouped, searchable, with a check box for what counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from PyQt6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PyQt6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
)

from regiokaart.congruence.wording import decider
from regiokaart.gui.indelingen.facts import tooltip, warnings
from regiokaart.gui.look import theme
from regiokaart.gui.state import State
from regiokaart.gui.tables.model import plain
from regiokaart.model import Catalogus, Indeling, Soort, Stand
from regiokaart.model.notation import number

Role = Qt.ItemDataRole
MARK_ROLE = Role.UserRole

_STAND = {
    Stand.ACTUEEL: "",
    Stand.VOORLOPIG: "Voorlopig",
    Stand.OUDER: "Ouder",
    Stand.ONVOLLEDIG: "Onvolledig",
}
_SOORT = {
    Soort.INTERGEMEENTELIJK: "Intergemeentelijk",
    Soort.UITVOERING: "Uitvoering",
    Soort.BESTUURLIJK: "Bestuurlijk",
    Soort.STATISTISCH: "Statistisch",
    Soort.EIGEN: "Eigen indelingen",
}
HEADINGS = (
    ("Telt mee", "Aangevinkte indelingen tellen mee in het gemiddelde en in de tabellen."),
    ("Regio's", "Aantal regio's"),
    ("Peiljaar", "Jaar waarvoor de indeling geldt"),
    ("Plicht", "Zijn gemeenten verplicht om in deze indeling samen te werken?"),
)
_PLICHT = {"onbekend": "?"}


class Column(IntEnum):
    """The columns of the list."""

    NAAM = 0
    REGIOS = 1
    PEILJAAR = 2
    PLICHT = 3


_ALIGNMENT = (
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    Qt.AlignmentFlag.AlignCenter,
)


@dataclass(eq=False)
class _Node:
    """A group of indelingen, or one indeling."""

    title: str
    parent: _Node | None = None
    indeling: Indeling | None = None
    children: list[_Node] = field(default_factory=list)

    def leaves(self) -> Iterator[Indeling]:
        if self.indeling is not None:
            yield self.indeling
        for child in self.children:
            yield from child.leaves()

    def add(self, title: str, indeling: Indeling | None = None) -> _Node:
        child = _Node(title, self, indeling)
        self.children.append(child)
        return child

    def row(self) -> int:
        return self.parent.children.index(self) if self.parent else 0


def _grouped(catalogus: Catalogus) -> _Node:
    """Group by soort, what is not current by its stand, and within it by domein."""
    root = _Node("")
    for stand, of_stand in _STAND.items():
        among = [i for i in catalogus if _group_of(i) is stand]
        if stand is Stand.ACTUEEL:
            for soort, title in _SOORT.items():
                _add_group(root, title, [i for i in among if i.soort is soort])
        else:
            _add_group(root, of_stand, among)
    return root


def _group_of(indeling: Indeling) -> Stand:
    """Return the stand to group by; those of the user's own stay together."""
    return Stand.ACTUEEL if indeling.soort is Soort.EIGEN else indeling.stand


def _add_group(root: _Node, title: str, members: Sequence[Indeling]) -> None:
    """Add a group, unless it is empty, with a level for the domein where there are several."""
    if not members:
        return
    group = root.add(title)
    domeinen = list(dict.fromkeys(i.domein for i in members))
    for domein in domeinen:
        parent = group.add(domein.capitalize()) if len(domeinen) > 1 else group
        for indeling in members:
            if indeling.domein == domein:
                parent.add(indeling.naam, indeling)


def check_state(counts: Sequence[bool]) -> Qt.CheckState:
    """Return the state of a box over several: checked, partly or not."""
    if all(counts):
        return Qt.CheckState.Checked
    return Qt.CheckState.PartiallyChecked if any(counts) else Qt.CheckState.Unchecked


class IndelingenModel(QAbstractItemModel):
    """The indelingen of the catalogue as a tree; checking one lets it count."""

    def __init__(self, state: State, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._row_size = QSize(0, QFontMetrics(QGuiApplication.font()).height() + 6)
        self._group_font = QFont()
        self._group_font.setWeight(QFont.Weight.DemiBold)
        self._read()
        state.catalogus_changed.connect(self._reset)
        state.counted_changed.connect(self._refresh)
        state.map_changed.connect(self._refresh)

    def _read(self) -> None:
        catalogus = self._state.catalogus
        self._root = _grouped(catalogus)
        # Once: Qt asks for the cells thousands of times while it lays out the tree.
        self._warnings = {i.id: warnings(catalogus, i) for i in catalogus}

    def _reset(self) -> None:
        self.beginResetModel()
        self._read()
        self.endResetModel()

    def indeling(self, index: QModelIndex) -> Indeling | None:
        """Return the indeling of an index, None for a group."""
        return self._node(index).indeling

    def has_remark(self, indeling: Indeling) -> bool:
        """Whether the data of an indeling must be read with care."""
        return bool(self._warnings[indeling.id])

    def search_text(self, index: QModelIndex) -> str:
        """Return everything a user may search an indeling by."""
        found = self.indeling(index)
        if found is None:
            return ""
        words = (
            found.naam,
            found.naam_meervoud,
            _SOORT[found.soort],
            str(found.stand),
            found.domein,
            found.grondslag,
            decider(found.indeling_bepaald_door),
            found.peiljaar_tekst,
            *found.ministeries,
        )
        return plain(" ".join(words))

    def index(self, row: int, column: int, parent: QModelIndex = QModelIndex()) -> QModelIndex:
        """Return the index of a child."""
        children = self._node(parent).children
        if 0 <= row < len(children) and 0 <= column < len(HEADINGS):
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    def parent(self, index: QModelIndex = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        """Return the index of the group."""
        parent = self._node(index).parent
        if parent is None or parent is self._root:
            return QModelIndex()
        return self.createIndex(parent.row(), 0, parent)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:
        """Return the number of children."""
        return 0 if parent.column() > 0 else len(self._node(parent).children)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:
        """Return the number of columns."""
        return len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Return the heading of a column or its explanation."""
        if role == Role.DisplayRole:
            return HEADINGS[section][0]
        if role == Role.ToolTipRole:
            return HEADINGS[section][1]
        if role == Role.TextAlignmentRole:
            return _ALIGNMENT[section]
        return None

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Let the first column be checked."""
        checkable = index.isValid() and index.column() == 0
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if checkable else flags

    def data(self, index: QModelIndex, role: int = Role.DisplayRole) -> Any:
        """Return what a cell shows."""
        node = self._node(index)
        column = index.column()
        if role == Role.SizeHintRole:
            return self._row_size
        if role == Role.CheckStateRole and column == Column.NAAM:
            return check_state([self._state.counts(i) for i in node.leaves()])
        if role == Role.DisplayRole and column == Column.NAAM:
            return node.title + self._mark(node)
        if role == MARK_ROLE:
            return self._mark(node)
        if role == Role.TextAlignmentRole:
            return _ALIGNMENT[column]
        if node.indeling is None:
            is_soort = node.parent is self._root
            return self._group_font if role == Role.FontRole and is_soort else None
        return self._indeling_data(node.indeling, column, role)

    def setData(self, index: QModelIndex, value: Any, role: int = Role.EditRole) -> bool:
        """Let an indeling, or a whole group, count or not."""
        if role != Role.CheckStateRole:
            return False
        node = self._node(index)
        counts = Qt.CheckState(value) is Qt.CheckState.Checked
        if node.indeling is None:
            return False  # which of a group are shown, the search knows
        self._state.set_counts(node.indeling, counts)
        return True

    def _indeling_data(self, indeling: Indeling, column: int, role: int) -> Any:
        if role == Role.DisplayRole:
            if column == Column.REGIOS:
                return number(len(indeling))
            if column == Column.PEILJAAR:
                return "?" if indeling.peiljaar is None else indeling.peiljaar_tekst
            return _PLICHT.get(indeling.samenwerking_verplicht, indeling.samenwerking_verplicht)
        if role == Role.ToolTipRole:
            return tooltip(self._state.catalogus, indeling)
        remarks = self._warnings[indeling.id]
        if role == Role.AccessibleTextRole and column != Column.NAAM:
            shown = self._indeling_data(indeling, column, Role.DisplayRole)
            text = f"{HEADINGS[column][0]}: {shown}"
            marked = column == Column.PEILJAAR and remarks
            return f"{text}, met opmerking" if marked else text
        if role == Role.DecorationRole and column == Column.PEILJAAR and remarks:
            return theme.warning_icon()
        if role == Role.AccessibleDescriptionRole:
            return " ".join(remarks)
        return None

    def _mark(self, node: _Node) -> str:
        """Return the letter of the pair for an indeling that is on the map."""
        for letter, indeling in zip("AB", self._state.on_map, strict=False):
            if node.indeling is indeling:
                return f" · {letter}"
        return ""

    def _node(self, index: QModelIndex) -> _Node:
        return index.internalPointer() if index.isValid() else self._root

    def _refresh(self) -> None:
        self._refresh_below(QModelIndex())

    def _refresh_below(self, parent: QModelIndex) -> None:
        rows = self.rowCount(parent)
        if rows:
            last = self.index(rows - 1, len(HEADINGS) - 1, parent)
            self.dataChanged.emit(self.index(0, 0, parent), last)
        for row in range(rows):
            self._refresh_below(self.index(row, 0, parent))


class SearchModel(QSortFilterProxyModel):
    """Keeps the indelingen that have every word, with the groups above them.

    The box of a group is about the indelingen that are shown.
    """

    def __init__(self, source: IndelingenModel, state: State) -> None:
        super().__init__(source)
        self._source = source
        self._state = state
        self._words: tuple[str, ...] = ()
        self.setRecursiveFilteringEnabled(True)
        self.setSourceModel(source)

    def set_search(self, text: str) -> None:
        """Keep the indelingen in which every word of `text` occurs."""
        self._words = tuple(plain(text).split())
        self.invalidateFilter()

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:
        """Return whether an indeling has every word; its groups stay because of it."""
        if not self._words:
            return True
        text = self._source.search_text(self._source.index(row, 0, parent))
        return all(word in text for word in self._words)

    def indeling(self, index: QModelIndex) -> Indeling | None:
        """Return the indeling of an index, None for a group."""
        return self._source.indeling(self.mapToSource(index))

    def shown_below(self, index: QModelIndex) -> Iterator[Indeling]:
        """Yield the indelingen of a group that are shown."""
        found = self.indeling(index)
        if found is not None:
            yield found
        for row in range(self.rowCount(index)):
            yield from self.shown_below(self.index(row, 0, index))

    def data(self, index: QModelIndex, role: int = Role.DisplayRole) -> Any:
        """Return what the source says, but for the box of a group."""
        is_box = role == Role.CheckStateRole and index.column() == Column.NAAM
        if self._words and is_box and self.indeling(index) is None:
            return check_state([self._state.counts(i) for i in self.shown_below(index)])
        return super().data(index, role)

    def setData(self, index: QModelIndex, value: Any, role: int = Role.EditRole) -> bool:
        """Let an indeling, or what is shown of a group, count or not."""
        if role != Role.CheckStateRole or self.indeling(index) is not None:
            return super().setData(index, value, role)
        counts = Qt.CheckState(value) is Qt.CheckState.Checked
        group = {i.id for i in self.shown_below(index)}
        present = {i.id for i in self._state.counted}
        text = f"{index.data()} telt {'' if counts else 'niet '}mee"
        self._state.set_counted(present | group if counts else present - group, text)
        return True
