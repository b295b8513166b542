"""The status bar: what counts, what was done, what is running, and the source."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from html import escape
from pathlib import Path

from PyQt6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, pyqtSignal
from PyQt6.QtGui import QDesktopServices, QPainter, QPaintEvent, QTextDocumentFragment
from PyQt6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QStatusBar, QToolButton, QWidget

from regiokaart.congruence.wording import counted
from regiokaart.gui.figures.results import Choices, Result
from regiokaart.gui.look import theme
from regiokaart.gui.tasks import Task
from regiokaart.model import Gemeenten
from regiokaart.model.notation import number

_FIRST = "Wordt berekend…"
_MESSAGE_MILLISECONDS = 15_000
_WIDEST = "RD 288.888, 688.888 · 58,88888° NB, 8,88888° OL"


def summary(result: Result) -> str:
    """Name the set that counts and its mean, never the mean alone."""
    choices: Choices = result.choices
    count = len(choices.counted)
    if count == 0:
        return "Er telt geen indeling mee."
    if count == 1:
        return f"Alleen {choices.counted[0].naam} telt mee."
    if math.isnan(result.mean):
        return f"{count} indelingen tellen mee, maar zij hebben geen gemeente gemeen."
    mean = number(result.mean, 3)
    return f"{count} indelingen tellen mee: gemiddelde V-maat {mean} (gewicht {choices.gewicht})"


class _Elided(QLabel):
    """Plain text that gives way when room is short, and says with dots that it did."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(theme.STEP, 0, theme.STEP, 0)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Let the layout take nearly all width."""
        return QSize(6 * theme.STEP, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the text, cut where it does not fit."""
        painter, room = QPainter(self), self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, self.alignment(), text)
        painter.end()


class StatusBar(QStatusBar):
    """The status bar of the main window.

    Signals
    -------
    told : str
        What it says now of the results or of what was done; plain text.
    selection_told : str
        What it says now of the selection.
    """

    told = pyqtSignal(str)
    selection_told = pyqtSignal(str)

    def __init__(self, source: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._tasks: list[Task] = []
        self.summary = _Elided(_FIRST)
        self.message = QLabel()
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.message.setContentsMargins(theme.STEP, 0, theme.STEP, 0)
        self.message.setTextFormat(Qt.TextFormat.RichText)
        self.message.linkActivated.connect(lambda url: QDesktopServices.openUrl(QUrl(url)))
        self.message.hide()
        self._hide_message = QTimer(self)
        self._hide_message.setSingleShot(True)
        self._hide_message.setInterval(_MESSAGE_MILLISECONDS)
        self._hide_message.timeout.connect(self.clear_message)

        self.working = QLabel()
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Voortgang")
        self.progress.setFixedWidth(15 * theme.STEP)
        self.progress.setTextVisible(False)
        self.cancel = QToolButton()
        self.cancel.setText("Annuleren")
        self.cancel.clicked.connect(self._on_cancel)
        self.selection = _Elided()
        self.source = _Elided()
        self.show_source(source)
        self.place = QLabel()  # as wide as the longest place, so that it never jumps
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setContentsMargins(theme.STEP, 0, theme.STEP, 0)
        self.place.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.place.setMinimumWidth(self.fontMetrics().horizontalAdvance(_WIDEST) + 2 * theme.STEP)
        self.place.hide()

        self.addWidget(self.summary, 3)
        self.addWidget(self.message, 3)
        for widget in (self.working, self.progress, self.cancel):
            self.addPermanentWidget(widget)
        self.addPermanentWidget(self.selection)
        self.addPermanentWidget(self.source)
        self.addPermanentWidget(self.place)
        self._show_task()

    def event(self, event: QEvent | None) -> bool:
        """Make room when the width or a text has changed."""
        done = super().event(event)
        if event is not None and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._make_room()
        return done

    def _make_room(self) -> None:
        """Show the source, which stands on the map too, where it cuts off nothing else."""
        labels = (self.summary, self.message, self.working, self.selection, self.place)
        others = [each for each in (*labels, self.progress, self.cancel) if not each.isHidden()]
        wanted = sum(each.sizeHint().width() + theme.STEP for each in (*others, self.source))
        self.source.setVisible(self.place.isHidden() and wanted <= self.width())

    def show_source(self, source: str) -> None:
        """Tell where the boundaries come from."""
        self.source.setText(f"Bron: {source}")
        self.source.setToolTip(source)

    def show_place(self, text: str) -> None:
        """Tell where the pointer is or what is measured, in the place of the source."""
        self.place.setText(text)
        self.place.setVisible(bool(text))
        self._make_room()

    def show_result(self, result: Result) -> None:
        """Tell what counts and how congruent it is."""
        self._show_summary(summary(result))
        names = "\n".join(f"{i.naam_meervoud} ({i.peiljaar_tekst})" for i in result.choices.counted)
        self.summary.setToolTip(f"Meetellen:\n{names}" if names else "")

    def show_summary(self, text: str) -> None:
        """Tell what is counted, in full where it is pointed at."""
        self._show_summary(text)
        self.summary.setToolTip(text)

    def _show_summary(self, text: str) -> None:
        before = self.summary.text()
        if text != before:
            self.summary.setText(text)
            if before != _FIRST:  # at the start nothing was asked for
                self.told.emit(text)

    def show_selection(self, gemeenten: Gemeenten, selection: Collection[int]) -> None:
        """Tell how many gemeenten are selected and who lives there."""
        people = int(gemeenten.inwoners[list(selection)].sum())
        date = f"1 januari {gemeenten.inwoners_jaar}"
        text = (
            f"{counted(len(selection), 'gemeente', 'gemeenten')} geselecteerd: "
            f"{counted(people, 'inwoner', 'inwoners')} ({date})"
        )
        if text != self.selection.text():
            self.selection.setText(text)
            self.selection_told.emit(text if selection else "Niets geselecteerd")
        self.selection.setToolTip(text)
        self.selection.setVisible(bool(selection))

    def show_saved(self, paths: Sequence[Path], note: str = "") -> None:
        """Tell that files were written, with links to open the first and its folder."""
        path = paths[0]
        names = " en ".join(escape(each.name) for each in paths)
        file, folder = (escape(QUrl.fromLocalFile(str(p)).toString()) for p in (path, path.parent))
        self.show_message(
            f"Bewaard: {names} &nbsp; <a href='{file}'>Openen</a> &nbsp; "
            f"<a href='{folder}'>Map openen</a> &nbsp; {escape(note)}"
        )

    def show_message(self, html: str) -> None:
        """Show rich text in place of the summary for a while; values in it must be escaped."""
        self.message.setText(html)
        self.told.emit(" ".join(QTextDocumentFragment.fromHtml(html).toPlainText().split()))
        self.message.show()
        self.summary.hide()
        self._hide_message.start()

    def clear_message(self) -> None:
        """Show the summary again."""
        self.message.hide()
        self.summary.show()

    def add_task(self, task: Task) -> None:
        """Show that a task runs, until it ends."""
        self._tasks.append(task)
        task.progressed.connect(self._on_progress)
        task.finished.connect(lambda: self._remove_task(task))
        self._show_task()

    def _remove_task(self, task: Task) -> None:
        self._tasks.remove(task)
        self._show_task()

    def _show_task(self) -> None:
        running = bool(self._tasks)
        for widget in (self.working, self.progress, self.cancel):
            widget.setVisible(running)
        if running:
            self.working.setText(f"{self._tasks[-1].title}…")
            self.cancel.setAccessibleName(f"{self._tasks[-1].title} annuleren")
            self.cancel.setEnabled(not self._tasks[-1].cancelled)
            self.progress.setRange(0, 0)

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _on_cancel(self) -> None:
        if self._tasks:
            self._tasks[-1].cancel()
            self.working.setText("Wordt geannuleerd…")
            self.cancel.setEnabled(False)
