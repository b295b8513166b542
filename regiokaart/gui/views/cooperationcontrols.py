"""The controls of the view Samenwerkingen: search, legal form, threshold, classes."""

from __future__ import annotations

from PyQt6.QtCore import QObject, Qt, QTimer
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
)

from regiokaart.cartography.classes import Klassen
from regiokaart.gui.look import theme
from regiokaart.gui.views.classcontrols import ClassControls
from regiokaart.gui.views.regelingen import Cooperations

_PAUSE_MS = 150  # of someone who types, after which the search is done
_GREATEST = 99
_LETTERS = 14  # of a legal form that stay readable in a narrow window


class CooperationControls(QObject):
    """What is searched among the regelingen, and from how many a line is drawn.

    Parameters
    ----------
    cooperations : Cooperations
    back : QAction
        The command that shows all regelingen again.
    parent : QObject, optional

    Attributes
    ----------
    search : QLineEdit
    forms : QComboBox
    threshold : QSpinBox
    klassen : ClassControls
    back : QToolButton
        For the command that shows all regelingen again.
    """

    def __init__(
        self, cooperations: Cooperations, back: QAction, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cooperations = cooperations
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._search)

        self.search = QLineEdit()
        self.search.setPlaceholderText("Zoek in naam en doel")
        self.search.setAccessibleName("Zoek in naam en doel van de regelingen")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(24 * theme.STEP)
        self.search.setMaximumWidth(40 * theme.STEP)
        self.search.textChanged.connect(self._pause.start)
        self.search.returnPressed.connect(self._search)

        self.forms = QComboBox()
        self.forms.addItem("Alle rechtsvormen", "")
        for form in cooperations.forms:
            self.forms.addItem(form[:1].upper() + form[1:], form)
        self.forms.setAccessibleName("Rechtsvorm")
        self.forms.setToolTip("Alleen regelingen van deze rechtsvorm")
        width = _LETTERS * self.forms.fontMetrics().averageCharWidth() + 4 * theme.STEP
        self.forms.setMinimumWidth(width)
        self.forms.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        popup = self.forms.view()
        if popup is not None:
            popup.setAccessibleName("Rechtsvorm")
        self.forms.activated.connect(self._search)

        self.threshold = QSpinBox()
        self.threshold.setRange(1, _GREATEST)
        self.threshold.setValue(cooperations.threshold)
        self.threshold.setPrefix("lijn vanaf ")
        self.threshold.setSuffix(" gedeelde regelingen")
        self.threshold.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.threshold.setMinimumHeight(self.forms.sizeHint().height())
        self.threshold.setKeyboardTracking(False)  # 12 is not 1 first
        tip = "Trek een lijn tussen gemeenten die samen in ten minste zoveel regelingen zitten"
        self.threshold.setToolTip(tip)
        for widget in (self.threshold, self.threshold.lineEdit()):
            if widget is not None:
                widget.setAccessibleName("Lijn vanaf zoveel gedeelde regelingen")
        self.threshold.valueChanged.connect(cooperations.set_threshold)

        self.klassen = ClassControls(Klassen.KWANTIELEN, self)
        self.klassen.changed.connect(lambda: cooperations.set_classes(self.klassen.chosen()))

        self.back = QToolButton()
        self.back.setDefaultAction(back)
        self.back.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def widgets(self) -> list[QWidget]:
        """Return the controls from left to right."""
        return [self.search, self.forms, self.threshold, *self.klassen.widgets(), self.back]

    def _search(self) -> None:
        self._pause.stop()
        self._cooperations.search_for(self.search.text(), self.forms.currentData())
