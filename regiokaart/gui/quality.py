"""The window of the quality: what the check of the indelingen found, beside the map."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QAction, QKeySequence, QShowEvent
from PyQt6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from regiokaart.congruence.findings import Finding, summary_sentence
from regiokaart.congruence.table import Table
from regiokaart.gui import theme
from regiokaart.gui.checking import Bandwidth, Checked, Question, bandwidth, check
from regiokaart.gui.exporting import Exporter
from regiokaart.gui.settings import Settings
from regiokaart.gui.state import State
from regiokaart.gui.statusbar import StatusBar
from regiokaart.gui.tablemodel import only, without
from regiokaart.gui.tableview import TablePanel
from regiokaart.gui.tasks import Progress, Task, Tasks
from regiokaart.gui.views.view import combo
from regiokaart.model import Verdeling
from regiokaart.model.project import Weergave

_SIZE = QSize(1120, 640)
_COLUMNS = (
    "ernst",
    "controle",
    "naam",
    "regio",
    "bevinding",
    "actie",
    "aantal",
    "gemeenten",
)
_SUMMARY_COLUMNS = ("bevindingen", "controle", "ernst")
_HIDDEN_COLUMNS = ("indeling_a", "indeling_b", "combinaties", "indeling", "code")
_NO_SET = "Er telt geen indeling mee. Vink er in de lijst een aan, of controleer alle indelingen."
_NO_FINDINGS = "Niets gevonden waar u op moet letten. Vink aan om ook de rest te zien."
_NO_RANGES = (
    "Nog niet berekend. Kies Bandbreedte berekenen om te zien tussen welke waarden de cijfers van "
    "elk paar liggen als onzekere gemeenten bij een andere regio horen."
)
_TOO_FEW = "Voor een bandbreedte zijn ten minste twee indelingen van hele gemeenten nodig."


class QualityWindow(QDialog):
    """Shows what is wrong or uncertain in the data; rows select on the map of the main window.

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
    summary, findings, ranges, doubts : TablePanel
    tabs : QTabWidget
    compute, cancel : QPushButton
        For the ranges.
    exporter : Exporter
    checked : Checked or None
    bandwidth : Bandwidth or None
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
        self._state, self._tasks, self._status, self._zoom = state, tasks, status, zoom
        self.exporter = Exporter(state, tasks, stored, status, self)
        self.checked: Checked | None = None
        self.bandwidth: Bandwidth | None = None
        self._shown: tuple[Finding, ...] = ()  # a row each
        self._checking: Task | None = None
        self._computing: Task | None = None
        self._build()
        for signal in (state.counted_changed, state.catalogus_changed):
            signal.connect(self._refresh)
        state.gewicht_changed.connect(self._drop_ranges)
        state.gebied_changed.connect(self._forget)
        self.resize(_SIZE.boundedTo(parent.size() * 0.95))

    # Building

    def _build(self) -> None:
        self.scope = combo("Controleer", "Welke indelingen worden gecontroleerd")
        self.scope.addItem("wat meetelt", False)
        self.scope.addItem("alle indelingen", True)
        self.scope.activated.connect(self._refresh)
        self.notes = QCheckBox("Toon ook wat alleen ter &informatie is")
        self.notes.setToolTip("Er is niets mis; het staat erbij omdat het vaak wordt gevraagd")
        self.notes.toggled.connect(self._show_all_kinds)
        self.all_kinds = QPushButton("Alle &soorten tonen")
        self.all_kinds.setToolTip("Toon weer bevindingen van alle soorten")
        self.all_kinds.clicked.connect(self._show_all_kinds)
        top = QHBoxLayout()
        top.setSpacing(theme.STEP)
        for widget in (QLabel("Controleer:"), self.scope, self.notes, self.all_kinds):
            top.addWidget(widget)
        top.addStretch()
        self._sentence = _text("De controle in het kort")

        self._make_panels()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Kwaliteit")
        bar = self.tabs.tabBar()
        assert bar is not None
        bar.setAccessibleName("Kwaliteit")
        for page, name, tip in (
            (self._findings_page(), "Bevindingen", "Wat er is gevonden, en wat u kunt doen"),
            (self._ranges_page(), "Bandbreedte", "Wat onzekere gemeenten met de cijfers doen"),
            (self.doubts, "Onzekere rijen", "Bij welke regio een gemeente ook kan horen"),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(page, name), tip)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP)
        layout.setSpacing(theme.STEP)
        layout.addLayout(top)
        layout.addWidget(self._sentence)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(self._buttons())

    def _make_panels(self) -> None:
        self.summary = TablePanel("Soorten bevindingen", "Filter de soorten", "Niets gevonden.")
        self.summary.view.setAccessibleDescription("Een rij kiezen toont alleen die soort.")
        self.summary.selected.connect(self._show_findings)
        self.findings = TablePanel("Bevindingen", "Filter de bevindingen", _NO_FINDINGS)
        self.findings.view.setAccessibleDescription(
            "Een rij kiezen selecteert haar gemeenten op de kaart; Enter zoomt daarop in."
        )
        self.findings.selected.connect(self._select_of_findings)
        self.findings.pointed.connect(self._point_at_finding)
        self.findings.activated.connect(self._go_to_finding)
        self.ranges = TablePanel("Bandbreedte", "Filter de paren", _NO_RANGES)
        self.ranges.view.setAccessibleDescription("Enter: het paar vergelijken op de kaart.")
        self.ranges.activated.connect(self._compare)
        self.doubts = TablePanel("Onzekere rijen", "Filter de onzekere rijen", _NO_RANGES)
        self.doubts.view.setAccessibleDescription("Enter: inzoomen op de gemeente.")
        self.doubts.selected.connect(self._select_of_doubts)
        self.doubts.activated.connect(lambda row: self._zoom())
        self.ranges.set_table(None)
        self.doubts.set_table(None)

        self._copy_action = QAction("Kopiëren", self)
        self._copy_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self._copy_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy_action.triggered.connect(self._copy)
        self._export_action = QAction("Tabel exporteren…", self)
        self._export_action.setShortcut(QKeySequence("Ctrl+E"))
        self._export_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._export_action.triggered.connect(self._export_table)
        for panel in (self.summary, self.findings, self.ranges, self.doubts):
            panel.add_context_actions([self._copy_action, self._export_action])

    def _findings_page(self) -> QWidget:
        self._finding = _text("De gekozen bevinding")
        self._finding.setMinimumHeight(3 * self.fontMetrics().height())
        self._finding.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._finding.setContentsMargins(theme.STEP, 0, theme.STEP, theme.STEP)
        right = QWidget()
        layout = QVBoxLayout(right)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.findings, 1)
        layout.addWidget(self._finding)
        splitter = QSplitter()
        splitter.addWidget(self.summary)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([61 * theme.STEP, 75 * theme.STEP])
        return splitter

    def _ranges_page(self) -> QWidget:
        self._ranges_text = _text("De bandbreedte in het kort")
        self._ranges_text.setContentsMargins(theme.STEP, theme.STEP, theme.STEP, 0)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._ranges_text)
        layout.addWidget(self.ranges, 1)
        return page

    def _buttons(self) -> QHBoxLayout:
        self.compute = QPushButton("&Bandbreedte berekenen")
        self.compute.setAutoDefault(False)
        self.compute.clicked.connect(self._compute)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Voortgang")
        self.progress.setTextVisible(False)
        self.progress.setMaximumWidth(20 * theme.STEP)
        self.cancel = QPushButton("&Annuleren")
        self.cancel.clicked.connect(self._cancel)
        self._message = QLabel()
        self._message.setAccessibleName("Melding")
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.STEP)
        for widget in (self.compute, self.progress, self.cancel):
            buttons.addWidget(widget)
        buttons.addWidget(self._message)
        buttons.addStretch()
        for text, tip, slot in (
            ("&Kopiëren", "Kopieer de gekozen rijen van de open tabel, of alle rijen", self._copy),
            ("&Tabel exporteren…", "Bewaar de open tabel als CSV", self._export_table),
            (
                "&Werkmap exporteren…",
                "Bewaar alle tabellen in één Excel-werkmap, met verantwoording",
                self._export_workbook,
            ),
            ("Sl&uiten", "Sluit dit venster", self.close),
        ):
            button = QPushButton(text)
            button.setToolTip(tip)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter is for the row of a table
        self._show_running()
        return buttons

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
        if not self.isVisible():
            return
        question = self._question()
        if self.checked is not None and self.checked.question == question:
            return
        if self._checking is not None:
            self._checking.cancel()

        def work(progress: Progress) -> Checked:
            return check(question)

        self._checking = self._tasks.start("", work, self._on_checked, self.exporter.show_error)

    def _forget(self) -> None:
        """Drop what was found of the gemeenten of another year."""
        self.checked, self._shown = None, ()
        self.summary.set_table(None)
        self.findings.set_table(None)
        self._drop_ranges()

    def _on_checked(self, checked: Checked) -> None:
        self.checked = checked
        nothing = not checked.question.indelingen
        self._sentence.setText(_NO_SET if nothing else summary_sentence(checked.findings))
        self.findings.empty_hint = _NO_SET if nothing else _NO_FINDINGS
        self.summary.set_table(only(checked.summary, _SUMMARY_COLUMNS))
        self._show_findings()
        self._drop_ranges()

    def _show_findings(self) -> None:
        if self.checked is None:
            return
        columns = [self.checked.summary[key].values for key in ("ernst", "controle")]
        kinds = frozenset(
            (str(columns[0][row]), str(columns[1][row])) for row in self.summary.selected_rows()
        )
        self._shown = self.checked.only(kinds, self.notes.isChecked())
        self.findings.set_table(only(self.checked.tabulate(self._shown), _COLUMNS))
        self.all_kinds.setEnabled(bool(kinds))
        self._tell(())

    def _show_all_kinds(self) -> None:
        self.summary.select_rows(())
        self._show_findings()

    def _tell(self, rows: Sequence[int]) -> None:
        """Write the finding that was chosen in full, or say how."""
        if rows:
            finding = self._shown[rows[0]]
            self._finding.setText(f"{finding.text}\nWat u kunt doen: {finding.action}")
        else:
            self._finding.setText("Kies een rij: haar gemeenten worden op de kaart geselecteerd.")

    # What a row does

    def _select_of_findings(self, rows: Sequence[int]) -> None:
        self._tell(rows)
        self._state.select({g for row in rows for g in self._shown[row].gemeenten})

    def _point_at_finding(self, row: int) -> None:
        self._state.point_at(self._shown[row].gemeenten if row >= 0 else ())

    def _go_to_finding(self, row: int) -> None:
        """Put the indeling that a finding is about on the map, and zoom to its gemeenten."""
        state, finding = self._state, self._shown[row]
        if len(finding.indelingen) == 1 and finding.indelingen[0] in state.catalogus:
            state.set_map(Weergave.INDELING, a=state.catalogus[finding.indelingen[0]])
        if finding.gemeenten:
            state.select(finding.gemeenten)
            self._zoom()

    def _select_of_doubts(self, rows: Sequence[int]) -> None:
        assert self.bandwidth is not None
        codes, index = self.bandwidth.doubts["code"].values, self._state.catalogus.gemeenten.index
        self._state.select({index[str(codes[row])] for row in rows})

    def _compare(self, row: int) -> None:
        assert self.bandwidth is not None
        table, catalogus = self.bandwidth.table, self._state.catalogus
        a, b = (catalogus[str(table[key].values[row])] for key in ("indeling_a", "indeling_b"))
        self._state.set_map(Weergave.VERGELIJK, a, b)

    # The ranges

    def _compute(self) -> None:
        question, gewicht = self._question(), self._state.gewicht

        def work(progress: Progress) -> Bandwidth:
            return bandwidth(question, gewicht, progress)

        self._computing = self._tasks.start(
            "Bandbreedte berekenen", work, self._on_ranges, self.exporter.show_error
        )
        self._computing.progressed.connect(self._on_progress)
        self._computing.finished.connect(self._on_finished)
        self.progress.setRange(0, 0)
        self._show_running()

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _on_ranges(self, found: Bandwidth) -> None:
        self.bandwidth = found
        self._ranges_text.setText(found.sentence)
        self.ranges.set_table(without(found.table, _HIDDEN_COLUMNS))
        self.doubts.set_table(without(found.doubts, _HIDDEN_COLUMNS))
        if self.tabs.currentIndex() == 0:
            self.tabs.setCurrentIndex(1)

    def _on_finished(self) -> None:
        self._computing = None
        self._show_running()

    def _cancel(self) -> None:
        if self._computing is not None:
            self._computing.cancel()
            self.cancel.setEnabled(False)

    def _drop_ranges(self) -> None:
        """Forget ranges of other indelingen or another weight; stop those being computed."""
        self._cancel()
        self.bandwidth = None
        self._ranges_text.clear()
        for panel in (self.ranges, self.doubts):
            panel.set_table(None)
        self._show_running()

    def _show_running(self) -> None:
        running = self._computing is not None
        whole = [i for i in self._question().indelingen if i.verdeling is Verdeling.HEEL]
        self.compute.setEnabled(not running and len(whole) >= 2)
        self.compute.setToolTip("" if len(whole) >= 2 else _TOO_FEW)
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.cancel.setEnabled(running)

    # Copying and exporting

    def _current(self) -> tuple[TablePanel, Table | None]:
        """Return the panel that is open or has the keyboard, and its complete table."""
        checked, found = self.checked, self.bandwidth
        match self.tabs.currentIndex():
            case 1:
                return self.ranges, found.table if found is not None else None
            case 2:
                return self.doubts, found.doubts if found is not None else None
            case _ if self.summary.view.hasFocus():
                return self.summary, checked.summary if checked is not None else None
            case _:
                return self.findings, checked.table if checked is not None else None

    def _copy(self) -> None:
        panel, _ = self._current()
        rows = panel.copy()
        what = "rij staat" if rows == 1 else "rijen staan"
        self._message.setText(f"{rows} {what} op het klembord.")

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
        more = () if self.bandwidth is None else (self.bandwidth.table, self.bandwidth.doubts)
        self.exporter.tables((self.checked.summary, self.checked.table, *more), "kwaliteit")


def _text(name: str) -> QLabel:
    """Make a text of sentences that can be selected."""
    made = QLabel()
    made.setAccessibleName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(theme.SELECTABLE)
    made.setWordWrap(True)
    return made
