"""A tour of the window in five steps, for the first time and for whoever asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PyQt6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PyQt6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from regiokaart.gui.look import theme
from regiokaart.gui.pointer import WidgetPointer

_WIDTH = 42 * theme.STEP
_GAP = theme.STEP


@dataclass(frozen=True, eq=False)
class Step:
    """One stop of the tour.

    Attributes
    ----------
    widget : QWidget
        What it is about.
    title, text : str
        Dutch.
    """

    widget: QWidget
    title: str
    text: str


def steps_along(
    indelingen: QWidget, toolbar: QWidget, canvas: QWidget, tables: QWidget, details: QWidget
) -> tuple[Step, ...]:
    """Return the five stops of the main window."""
    return (
        Step(
            indelingen,
            "Kies indelingen",
            "Vink aan wat meetelt. Dubbelklik op een indeling om haar op de kaart te zetten.",
        ),
        Step(
            toolbar,
            "Kies een weergave",
            "Van één indeling tot de grenzen die zich opstapelen. Rechts in de balk zoekt u alles "
            "wat een naam heeft (Ctrl+K).",
        ),
        Step(
            canvas,
            "Kijk en klik",
            "Wijs aan voor uitleg, klik om te selecteren, dubbelklik voor de hele regio. Zoom met "
            "het wiel en sleep om te verschuiven.",
        ),
        Step(
            tables,
            "Vergelijk",
            "Alle cijfers, verbonden met de kaart. Kies een vak van de matrix om een paar te "
            "vergelijken, en weeg naar gemeenten, inwoners of oppervlakte.",
        ),
        Step(
            details,
            "Lees en exporteer",
            "Hier staat alles over wat u bekijkt; elke naam is een link. Tabellen, kaarten en een "
            "werkmap bewaart u in het menu Bestand. Alles kan ook met toetsen: zie het menu Help.",
        ),
    )


class Tour(QFrame):
    """Shows one stop after the other beside what it is about; can be left at any moment.

    Parameters
    ----------
    steps : sequence of Step
    window : QWidget
        Holds them all.
    ended : callable
        Called when the user came to the end or skipped the rest.
    """

    def __init__(self, steps: Sequence[Step], window: QWidget, ended: Callable[[], None]) -> None:
        super().__init__(window)
        self._steps, self._window, self._ended = steps, window, ended
        self._place = 0
        self._focus_before = WidgetPointer()
        self._outline = _Outline(window)
        self._outline.hide()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setAccessibleName("Rondleiding")
        self._title, self._text, self._count = QLabel(), QLabel(), QLabel()
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.back = QPushButton("Vo&rige")
        self.next = QPushButton()
        self.skip = QPushButton("&Overslaan")
        self.back.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        self.skip.clicked.connect(self.end)
        self._buttons = (self.back, self.next, self.skip)
        buttons = QHBoxLayout()
        buttons.addWidget(self.skip)
        buttons.addStretch()
        buttons.addWidget(self._count)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP, theme.STEP)
        layout.setSpacing(theme.STEP)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addLayout(buttons)
        self.setFixedWidth(_WIDTH)
        self.hide()

    def start(self) -> None:
        """Begin at the first stop."""
        self._focus_before.point_at(self._window.focusWidget())
        self._window.installEventFilter(self)
        self._place = 0
        self._show_step()

    def end(self) -> None:
        """Leave the tour."""
        if self.isHidden():
            return
        self._window.removeEventFilter(self)
        self._outline.hide()
        self.hide()
        before = self._focus_before.widget
        if before is not None:
            before.setFocus()
        self._ended()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Press a button with Enter too, and skip the rest with Esc."""
        assert event is not None
        button = self._window.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and button in self._buttons:
            button.click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Move along when the window changes its size."""
        if event is not None and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._arrange()
        return super().eventFilter(watched, event)

    def _go(self, by: int) -> None:
        self._place += by
        if self._place >= len(self._steps):
            self.end()
        else:
            self._show_step()

    def _show_step(self) -> None:
        step, last = self._steps[self._place], len(self._steps) - 1
        self._title.setText(step.title)
        self._text.setText(step.text)
        self._count.setText(f"{self._place + 1} van {last + 1}")
        # The keyboard is at a button all the time: there a screen reader finds the text.
        for told in (self, *self._buttons):
            told.setAccessibleDescription(f"{self._count.text()}. {step.title}. {step.text}")
        self.back.setEnabled(self._place > 0)
        self.skip.setVisible(self._place < last)
        self.next.setText("&Klaar" if self._place == last else "&Volgende")
        self.show()
        self._arrange()
        self.raise_()
        self.next.setFocus()

    def _arrange(self) -> None:
        """Stand beside the widget where there is room, and else on it."""
        widget = self._steps[self._place].widget
        target = QRect(widget.mapTo(self._window, QPoint(0, 0)), widget.size())
        self._outline.setGeometry(target)
        self._outline.show()
        self._outline.raise_()
        self.adjustSize()
        inside = self._window.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        self.move(_beside(target, self.size(), inside))
        self.raise_()


class _Outline(QWidget):
    """A frame around what a stop is about; clicks go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setPen(QPen(theme.highlight(), 3))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()


def _beside(target: QRect, size: QSize, inside: QRect) -> QPoint:
    """Find a place right, left, below or above a rectangle, or else in its middle."""
    places = (
        QPoint(target.right() + _GAP, target.top()),
        QPoint(target.left() - size.width() - _GAP, target.top()),
        QPoint(target.left(), target.bottom() + _GAP),
        QPoint(target.left(), target.top() - size.height() - _GAP),
    )
    for place in places:
        rect = QRect(place, size)
        rect.moveTop(max(inside.top(), min(rect.top(), inside.bottom() - rect.height())))
        rect.moveLeft(max(inside.left(), min(rect.left(), inside.right() - rect.width())))
        if not rect.intersects(target):
            return rect.topLeft()
    return target.center() - QPoint(size.width() // 2, size.height() // 2)
