"""The window of the quality: what the check of the indelingen found, beside the map."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QAction, QKeySequence, QShowEvent
from PyQt6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from regiokaart.congruence.quality.findings import summary_sentence
from regiokaart.congruence.table import Table
from regiokaart.gui.exporting import Exporter
from regiokaart.gui.look import theme
from regiokaart.gui.look.controls import combo
from regiokaart.gui.look.flow import FlowLayout
from regiokaart.gui.look.namedtext import NamedText
from regiokaart.gui.quality.bandwidth import BandwidthPages
from regiokaart.gui.quality.checking import Checked, Question, check
from regiokaart.gui.quality.findings import FindingsPage
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.tasks import Progress, Task, Tasks

_SIZE = QSize(1120, 640)
_BESIDE = QBoxLayout.Direction.LeftToRight
_NO_SET = "Er telt geen indeling mee. Vink er in de lijst een aan, of controleer alle indelingen."


class QualityWindow(QDialog):
    """Shows what is wrong or uncertain in the data, and checks again when other indelingen count.

    Parameters
    ----------
    state : State
    tasks : Tasks
    stored : Settings
    status : StatusBar
        Where exports are told.
    zoom : callable
        Shows the selected gemeenten as large as fits.
    parent : QWidget

    Attributes
    ----------
    scope : QComboBox
        What counts, or all indelingen.
    notes : QCheckBox
        Whether what is no more than information is shown too.
    all_kinds : QPushButton
        Goes back to findings of all kinds.
    findings : FindingsPage
    bandwidth : BandwidthPages
    tabs : QTabWidget
    exporter : Exporter
    checked : Checked or None
    """

    def __init__(
        self,
        state: State,
        tasks: Tasks,
        stored: Settings,
        status: StatusBar,
        zoom: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Kwaliteit van de indelingen")
        self._state, self._tasks = state, tasks
        self.exporter = Exporter(state, tasks, stored, status, self)
        self.checked: Checked | None = None
        self._task: Task | None = None
        self._make_choices()
        self.findings = FindingsPage(state, zoom)
        self.findings.kinds_chosen.connect(self.all_kinds.setEnabled)
        self.bandwidth = BandwidthPages(
            state, tasks, self._question, zoom, self.exporter.show_error, self
        )
        self._build()
        self.bandwidth.computed.connect(self._show_bandwidth)
        for signal in (state.counted_changed, state.catalogus_changed):
            signal.connect(self._refresh)
        state.gewicht_changed.connect(self.bandwidth.drop)
        state.gebied_changed.connect(self._forget)
        self.resize(_SIZE.boundedTo(parent.size() * 0.95))

    # Building

    def _make_choices(self) -> None:
        self.scope = combo("Controleer", "Welke indelingen worden gecontroleerd")
        self.scope.addItem("wat meetelt", False)
        self.scope.addItem("alle indelingen", True)
        self.scope.activated.connect(self._refresh)
        self.notes = QCheckBox("Toon ook wat alleen ter &informatie is")
        self.notes.setToolTip("Er is niets mis; het staat erbij omdat het vaak wordt gevraagd")
        self.notes.toggled.connect(lambda on: self.findings.set_notes(on))
        self.all_kinds = QPushButton("Alle &soorten tonen")
        self.all_kinds.setToolTip("Toon weer bevindingen van alle soorten")
        self.all_kinds.setEnabled(False)
        self.all_kinds.clicked.connect(lambda: self.findings.show_all_kinds())

    def _build(self) -> None:
        top = QWidget()
        flow = FlowLayout(top, theme.STEP)
        about = QLabel("Controleer:")
        about.setBuddy(self.scope)
        for widget in (about, self.scope, self.notes, self.all_kinds):
            flow.addWidget(widget)
        self._sentence = NamedText("De controle in het kort")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Kwaliteit")
        bar = self.tabs.tabBar()
        assert bar is not None
        bar.setAccessibleName("Kwaliteit")
        for page, name, tip in (
            (self.findings, "Bevindingen", "Wat er is gevonden, en wat u kunt doen"),
            (self.bandwidth.page, "Bandbreedte", "Wat onzekere gemeenten met de cijfers doen"),
            (self.bandwidth.doubts, "Onzekere rijen", "Waar een gemeente ook bij kan horen"),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(page, name), tip)
        self._add_actions()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP)
        layout.setSpacing(theme.STEP)
        layout.addWidget(top)
        layout.addWidget(self._sentence)
        layout.addWidget(self.tabs, 1)
        buttons, around = self._buttons(), self.parentWidget()
        layout.addLayout(buttons)
        if around is not None and buttons.sizeHint().width() > 0.9 * around.width():
            buttons.setDirection(QBoxLayout.Direction.TopToBottom)

    def _add_actions(self) -> None:
        """Give every table its menu and keys."""
        actions = []
        for name, key, slot in (
            ("Kopiëren", "Ctrl+C", self._copy),
            ("Tabel exporteren…", "Ctrl+E", self._export_table),
        ):
            action = QAction(name, self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(slot)
            actions.append(action)
        found = self.findings
        for panel in (found.summary, found.findings, self.bandwidth.ranges, self.bandwidth.doubts):
            panel.add_context_actions(actions)

    def _buttons(self) -> QBoxLayout:
        """Return what computes and what goes out, below each other where letters are large."""
        self._message = QLabel()
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        both, computing, row = QBoxLayout(_BESIDE), QHBoxLayout(), QHBoxLayout()
        for each in (both, computing, row):
            each.setSpacing(theme.STEP)
        pages = self.bandwidth
        for widget in (pages.compute, pages.progress, pages.cancel, self._message):
            computing.addWidget(widget)
        computing.addStretch()
        row.addStretch()
        both.addLayout(computing)
        both.addLayout(row)
        buttons = [self.all_kinds, pages.compute, pages.cancel]
        for name, tip, slot in (
            ("&Kopiëren", "Kopieer de gekozen rijen van de open tabel, of alle rijen", self._copy),
            ("&Tabel exporteren…", "Bewaar de open tabel als CSV", self._export_table),
            (
                "&Werkmap exporteren…",
                "Bewaar alle tabellen in één Excel-werkmap, met verantwoording",
                self._export_workbook,
            ),
            ("Sl&uiten", "Sluit dit venster", self.close),
        ):
            button = QPushButton(name)
            button.setToolTip(tip)
            button.clicked.connect(slot)
            row.addWidget(button)
            buttons.append(button)
        for button in buttons:
            button.setAutoDefault(False)  # Enter is for the row of a table
        return both

    # Checking

    def showEvent(self, event: QShowEvent | None) -> None:
        """Check what counts now."""
        super().showEvent(event)
        self._refresh()

    def _question(self) -> Question:
        state = self._state
        chosen = state.catalogus.indelingen if self.scope.currentData() else state.counted
        return Question(state.catalogus, state.gebied, chosen, state.jaar is None)

    def _refresh(self) -> None:
        """Check again, if the window is open and there is something else to check."""
        question = self._question()
        if not self.isVisible() or (self.checked and self.checked.question == question):
            return
        if self._task is not None:
            self._task.cancel()

        def work(progress: Progress) -> Checked:
            return check(question)

        self._task = self._tasks.start("", work, self._on_checked, self.exporter.show_error)

    def _on_checked(self, checked: Checked) -> None:
        self.checked = checked
        hint = "" if checked.question.indelingen else _NO_SET
        self._sentence.setText(hint or summary_sentence(checked.findings))
        self.findings.set_checked(checked, hint)
        self.bandwidth.drop()

    def _forget(self) -> None:
        """Drop what was found of the gemeenten of another year."""
        self.checked = None
        self.findings.set_checked(None)
        self.bandwidth.drop()

    def _show_bandwidth(self) -> None:
        if self.tabs.currentWidget() is self.findings:
            self.tabs.setCurrentWidget(self.bandwidth.page)

    # Copying and exporting

    def _current(self) -> tuple[TablePanel, Table | None]:
        """Return the panel that is open or has the keyboard, and its complete table."""
        page, checked, found = self.tabs.currentWidget(), self.checked, self.bandwidth.found
        if page is self.bandwidth.page:
            return self.bandwidth.ranges, found.table if found is not None else None
        if page is self.bandwidth.doubts:
            return self.bandwidth.doubts, found.doubts if found is not None else None
        if self.findings.summary.view.hasFocus():
            return self.findings.summary, checked.summary if checked is not None else None
        return self.findings.findings, checked.table if checked is not None else None

    def _copy(self) -> None:
        panel, _ = self._current()
        rows = panel.copy()
        what = "rij staat" if rows == 1 else "rijen staan"
        self._message.setText(
            f"{rows} {what} op het klembord." if rows else "Er is niets te kopiëren."
        )

    def _export_table(self) -> None:
        panel, table = self._current()
        if table is None:
            self._message.setText("Er is nog niets om te exporteren.")
            return
        fewer = len(panel.shown_rows()) < len(table)
        self.exporter.table(table, table.name, fewer, panel.empty_hint)

    def _export_workbook(self) -> None:
        if self.checked is None:
            return
        found = self.bandwidth.found
        more = () if found is None else (found.table, found.doubts)
        self.exporter.tables((self.checked.summary, self.checked.table, *more), "kwaliteit")
