"""The page with findings: how many of each kind, which, and the chosen one in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from regiokaart.congruence.quality.findings import Finding
from regiokaart.gui.look import theme
from regiokaart.gui.look.namedtext import NamedText
from regiokaart.gui.quality.checking import Checked
from regiokaart.gui.state import State
from regiokaart.gui.tables.model import only
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.model.project import Weergave

_COLUMNS = ("bevinding", "naam", "regio", "actie", "controle", "aantal", "gemeenten", "ernst")
_FINDING_WIDTH = 56 * theme.STEP  # a sentence, which begins with the indeling
_SUMMARY_COLUMNS = ("bevindingen", "controle", "ernst")
_NOTHING = "Niets gevonden waar u op moet letten. Vink aan om ook de rest te zien."
_HINT = "Kies een rij: haar gemeenten worden op de kaart geselecteerd. Enter zoomt daarop in."


class FindingsPage(QSplitter):
    """Shows what a check found; rows select on the map of the main window.

    Parameters
    ----------
    state : State
    zoom : callable
        Shows the selected gemeenten as large as fits.

    Attributes
    ----------
    summary, findings : TablePanel
    detail : QLabel
        The chosen finding in full, and what to do about it.

    Signals
    -------
    kinds_chosen : bool
        Whether findings of some kinds are shown, instead of all.
    """

    kinds_chosen = pyqtSignal(bool)

    def __init__(self, state: State, zoom: Callable[[], None]) -> None:
        super().__init__()
        self._state, self._zoom = state, zoom
        self._checked: Checked | None = None
        self._notes = False
        self._shown: tuple[Finding, ...] = ()  # a row each
        self.summary = TablePanel("Soorten bevindingen", "Filter de soorten", _NOTHING)
        self.summary.view.setAccessibleDescription("Een rij kiezen toont alleen die soort.")
        self.summary.selected.connect(self._show)
        self.findings = TablePanel("Bevindingen", "Filter de bevindingen", _NOTHING)
        self.findings.view.setAccessibleDescription(_HINT)
        self.findings.selected.connect(self._select)
        self.findings.pointed.connect(self._point_at)
        self.findings.activated.connect(self._go_to)
        self.detail = NamedText("De gekozen bevinding")
        self.detail.setMinimumHeight(3 * self.fontMetrics().height())
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setContentsMargins(theme.STEP, 0, theme.STEP, theme.STEP)
        right = QWidget()
        layout = QVBoxLayout(right)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.findings, 1)
        layout.addWidget(self.detail)
        self.addWidget(self.summary)
        self.addWidget(right)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self.setSizes([63 * theme.STEP, 73 * theme.STEP])

    def set_checked(self, checked: Checked | None, hint: str = "") -> None:
        """Show another check, or none; `hint` tells why there is nothing."""
        self._checked = checked
        self.findings.empty_hint = hint or _NOTHING
        self.summary.empty_hint = hint or _NOTHING
        self.summary.set_table(only(checked.summary, _SUMMARY_COLUMNS) if checked else None)
        self._show()

    def set_notes(self, notes: bool) -> None:
        """Show findings of all kinds, with or without what is no more than information."""
        self._notes = notes
        self.show_all_kinds()

    def show_all_kinds(self) -> None:
        """Go back to findings of all kinds."""
        self.summary.select_rows(())
        self._show()

    def _show(self) -> None:
        checked = self._checked
        if checked is None:
            self._shown = ()
            self.findings.set_table(None)
            return
        severities, checks = (checked.summary[key].values for key in ("ernst", "controle"))
        rows = self.summary.selected_rows()
        kinds = frozenset((str(severities[row]), str(checks[row])) for row in rows)
        self._shown = checked.only(kinds, self._notes)
        self.findings.set_table(only(checked.tabulate(self._shown), _COLUMNS))
        self.findings.view.setColumnWidth(_COLUMNS.index("bevinding"), _FINDING_WIDTH)
        self.kinds_chosen.emit(bool(kinds))
        self._tell(())

    def _tell(self, rows: Sequence[int]) -> None:
        if rows:
            finding = self._shown[rows[0]]
            self.detail.setText(f"{finding.text}\nWat u kunt doen: {finding.action}")
        else:
            self.detail.setText(_HINT if self._shown else "")

    def _select(self, rows: Sequence[int]) -> None:
        self._tell(rows)
        self._state.select({g for row in rows for g in self._shown[row].gemeenten})

    def _point_at(self, row: int) -> None:
        self._state.point_at(self._shown[row].gemeenten if row >= 0 else ())

    def _go_to(self, row: int) -> None:
        """Put the indeling that a finding is about on the map, and zoom to its gemeenten."""
        state, finding = self._state, self._shown[row]
        if len(finding.indelingen) == 1 and finding.indelingen[0] in state.catalogus:
            state.set_map(Weergave.INDELING, a=state.catalogus[finding.indelingen[0]])
        if finding.gemeenten:
            state.select(finding.gemeenten)
            self._zoom()
