"""The controls with which the user divides a map over classes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PyQt6.QtCore import QObject, Qt, pyqtSignal
from PyQt6.QtWidgets import QLineEdit, QSpinBox, QToolButton, QWidget

from regiokaart.cartography.classes import (
    FEWEST,
    MOST,
    Classification,
    Klassen,
    divide,
    range_problem,
    read_breaks,
)
from regiokaart.cartography.pergemeente import Figures
from regiokaart.gui.look import theme
from regiokaart.gui.look.controls import combo, label
from regiokaart.gui.look.flow import keep_beside
from regiokaart.gui.views.classhistogram import HistogramPopup
from regiokaart.model.notation import number

_LETTERS = 18  # of the limits that are readable at once


class ClassControls(QObject):
    """A method, a number of classes, and for own classes their limits with a histogram.

    Parameters
    ----------
    first : Klassen
        The method at first.
    parent : QObject, optional
    what : str
        What is counted in the histogram.

    Attributes
    ----------
    kind : QComboBox
    count : QSpinBox
    breaks : QLineEdit
    draw : QToolButton
        Opens the histogram.
    problem : str
        What is wrong with the limits, in Dutch; empty when nothing is.
    popup : HistogramPopup

    Signals
    -------
    changed
        The values are to be divided otherwise.
    told
        Only the problem changed.
    """

    changed = pyqtSignal()
    told = pyqtSignal()

    def __init__(
        self, first: Klassen, parent: QObject | None = None, what: str = "gemeenten"
    ) -> None:
        super().__init__(parent)
        self.problem = ""
        self._figures: Figures | None = None
        self._own: Classification | None = None
        self._used = Classification(first)
        self._label = label("Klassen:")
        self.kind = combo("Klassen", "Hoe de waarden in klassen zijn verdeeld")
        for klasse in Klassen:
            self.kind.addItem(klasse.value, klasse)
        self.kind.setCurrentIndex(self.kind.findData(first))
        self.count = QSpinBox()
        self.count.setRange(FEWEST, MOST)
        self.count.setValue(self._used.number)
        self.count.setToolTip("In hoeveel klassen, ten hoogste")
        for widget in (self.count, self.count.lineEdit()):
            if widget is not None:
                widget.setAccessibleName("Aantal klassen")
        self.count.setMinimumHeight(self.kind.sizeHint().height())
        self.breaks = QLineEdit()
        self.breaks.setAccessibleName("Klassegrenzen")
        self.breaks.setToolTip(
            "Waar elke klasse begint, met een puntkomma ertussen: 10; 20; 30.\n"
            "Leeg: de natuurlijke klassen."
        )
        self.breaks.setFixedWidth(
            _LETTERS * self.breaks.fontMetrics().averageCharWidth() + 2 * theme.STEP
        )
        self.draw = QToolButton()
        self.draw.setIcon(theme.icon("histogram"))
        self.draw.setAutoRaise(True)
        self.draw.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.draw.setAccessibleName("Klassegrenzen verslepen")
        self.draw.setToolTip("Toon hoe vaak elke waarde voorkomt en versleep de klassegrenzen")
        self.popup = HistogramPopup(self.draw, what)
        self.kind.activated.connect(self._on_choice)
        self.count.valueChanged.connect(self._on_choice)
        self.breaks.textChanged.connect(self._on_choice)
        self.draw.clicked.connect(self._open)
        self.popup.moved.connect(self._on_moved)
        for each in (self.count, self.breaks, self.draw):
            keep_beside(each)
        self._wanted = True
        for unused in self._unused():  # what is shown before it has a place would be a window
            unused.hide()

    def widgets(self) -> Sequence[QWidget]:
        """Return the controls from left to right."""
        return (self._label, self.kind, self.count, self.breaks, self.draw)

    def show(self, wanted: bool) -> None:
        """Show what the chosen method needs; nothing when the map has no classes."""
        self._wanted = wanted
        unused = self._unused()
        for widget in self.widgets():
            widget.setHidden(not wanted or widget in unused)

    def chosen(self) -> Classification:
        """Return how the values are to be divided; with limits that are wrong, as before."""
        return self._used

    def set_figures(self, figures: Figures | None) -> None:
        """Take what is on the map, for the histogram and to look whether limits fit it."""
        self._figures = figures
        if figures is None:
            self.popup.hide()
            return
        self.breaks.setPlaceholderText(_written(self._suggested()))
        self.draw.setEnabled(bool(np.isfinite(figures.values).any()))
        self._judge()
        if self.popup.isVisible():
            self._fill_popup()

    def _on_choice(self) -> None:
        self.show(self._wanted)
        before, told = self._used, self.problem
        self.problem = ""
        self._used = self._read()
        self._judge(quietly=True)
        if self.popup.isVisible():
            self._fill_popup()
        if self._used != before:
            self.changed.emit()
        elif self.problem != told:
            self.told.emit()

    def _unused(self) -> Sequence[QWidget]:
        """Return the controls that the chosen method does not need."""
        own = self.kind.currentData() is Klassen.EIGEN
        return (self.count,) if own else (self.breaks, self.draw)

    def _read(self) -> Classification:
        kind, count = self.kind.currentData(), self.count.value()
        if kind is not Klassen.EIGEN:
            return Classification(kind, count)
        if not self.breaks.text().strip():
            self._own = None
            return Classification()
        try:
            self._own = Classification(kind, breaks=read_breaks(self.breaks.text()))
        except ValueError as error:
            self.problem = f"Klassegrenzen: {error}."
        return self._own or Classification()

    def _judge(self, quietly: bool = False) -> None:
        """Say whether the limits leave everything in one class."""
        if self._figures is None or self._used.klassen is not Klassen.EIGEN:
            return
        try:
            read_breaks(self.breaks.text())
        except ValueError:
            return  # which is told already
        told = self.problem
        found = range_problem(self._used, self._figures.values, self._figures.per_unit)
        self.problem = f"Klassegrenzen: {found}." if found else ""
        if self.problem != told and not quietly:
            self.told.emit()

    def _suggested(self) -> tuple[float, ...]:
        """Return where the natural classes begin, in the unit of the legend."""
        assert self._figures is not None
        values, per_unit = self._figures.values, self._figures.per_unit
        classes = divide(values[np.isfinite(values)], Classification(), per_unit)
        return tuple(round(least * per_unit, 6) for least, _ in classes[1:])

    def _open(self) -> None:
        if self._figures is not None:
            self._fill_popup()
            self.popup.open_below(self.breaks)

    def _fill_popup(self) -> None:
        assert self._figures is not None
        breaks = self._used.breaks or self._suggested()
        self.popup.show_values(self._figures, breaks, self.problem)

    def _on_moved(self, breaks: tuple[float, ...]) -> None:
        self.breaks.setText(_written(breaks))


def _written(breaks: Sequence[float]) -> str:
    return "; ".join(number(each, 0 if each == int(each) else 1) for each in breaks)
