"""The model of the matrix: a V-maat with its colour for every two indelingen."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import Any

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PyQt6.QtGui import QColor

from regiokaart.cartography.palettes import between, contrast
from regiokaart.congruence.table import Column
from regiokaart.gui.look import theme
from regiokaart.model import Indeling
from regiokaart.model.notation import number

Role = Qt.ItemDataRole

MANY = 10  # from this many indelingen two decimals and lower rows are enough
_INK = ("#000000", "#ffffff")  # one of the two reads well on any ground
_SHORT = 7  # letters that fit above a value
_TAILS = "(?:dienst|markt|gebied|kantoor|regio|plus|schap|eenheid|deel|kring|huis|onderwijs|sement)"
_LOWEST = 0.05  # the ramp starts at the lowest value, rounded down to a multiple of this


def short_name(naam: str) -> str:
    """Return a name for a narrow heading: Arbeidsmarktregio becomes Arbeidsmarkt."""
    return re.sub(r"(?<=heid)sregio$|-?regio$|-?gebied$|-eenheid$", "", naam) or naam


def heading_lines(name: str) -> tuple[str, ...]:
    """Split a heading over two lines: at a space or hyphen, or before the last part of a word.

    Examples
    --------
    >>> heading_lines("Veilig Thuis"), heading_lines("Omgevingsdienst"), heading_lines("RES")
    (('Veilig', 'Thuis'), ('Omgevings-', 'dienst'), ('RES',))
    """
    breaks = [found.end() for found in re.finditer(r"[ -]|.(?=" + _TAILS + r")", name)]
    breaks = [at for at in breaks if 2 < at < len(name) - 1]
    if len(name) <= _SHORT or not breaks:
        return (name,)
    at = min(breaks, key=lambda place: max(place, len(name) - place))
    first, second = name[:at].rstrip(), name[at:]
    return (first if first != name[:at] or first.endswith("-") else f"{first}-", second)


def shade(value: float, lowest: float) -> QColor:
    """Return the colour of a value between `lowest` and 1, further from the ground the higher."""
    place = 0.0 if lowest >= 1 else (value - lowest) / (1 - lowest)
    return QColor(between(theme.look().ramp, place))


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
        return 2 if len(self.indelingen) >= MANY else 3

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
            if role == Role.AccessibleTextRole:
                naam = self.indelingen[index.row()].naam
                return f"{naam}, {column.heading.lower()}: {column.text(index.row())}"
            return column.explanation if role == Role.ToolTipRole else None
        pair = self.pair(index)
        if pair is None:
            if index.isValid() and role == Role.AccessibleTextRole:
                return f"{self.indelingen[index.row()].naam} met zichzelf"
            return None
        value = float(self._values[index.row(), index.column()])
        a, b = pair
        if role == Role.DisplayRole:
            return number(value, self.decimals)
        if role == Role.BackgroundRole:
            return None if math.isnan(value) else shade(value, self.lowest)
        if role == Role.AccessibleTextRole:
            return f"{a.naam} en {b.naam}: V-maat {number(value, self.decimals)}"
        if role == Role.AccessibleDescriptionRole:
            return " ".join(self._explain(a, b))
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
