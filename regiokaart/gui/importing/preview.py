"""What an import would become: a map of it, what was remarkable, and what the check found."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence, QPalette, QShortcut
from PyQt6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from regiokaart.cartography.views import one_indeling
from regiokaart.congruence.quality.findings import Finding, findings_table
from regiokaart.export.importtable import messages_table
from regiokaart.gui import messages
from regiokaart.gui.importing import parts
from regiokaart.gui.look import theme
from regiokaart.gui.map.canvas import MapCanvas
from regiokaart.gui.tables.model import only
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.model import Catalogus, Gebied, Indeling
from regiokaart.model.notation import number
from regiokaart.sources.imported import Imported

_FINDINGS = ("ernst", "controle", "aantal", "bevinding")
_NO_MESSAGES = "Bij het inlezen viel niets op."
_NO_FINDINGS = "De kwaliteitscontrole vond niets."


class Preview(QWidget):
    """The map of one indeling with the tables below it, or a text in its place.

    Attributes
    ----------
    canvas : MapCanvas
    text, row_text : QLabel
        What stands in place of the map; the row that is chosen, in full.
    messages, findings : TablePanel
    tabs : QTabWidget
    """

    def __init__(self, catalogus: Catalogus, gebied: Gebied, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogus, self._gebied = catalogus, gebied
        self._imported: Imported | None = None
        self._found: Sequence[Finding] = ()
        self.canvas = MapCanvas(gebied)
        self.canvas.setAccessibleName("Kaart van het bestand")
        self.text = parts.text()
        self.text.setMargin(3 * theme.STEP)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setAutoFillBackground(True)
        self.text.setBackgroundRole(QPalette.ColorRole.Base)
        self.row_text = parts.text()
        self.row_text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.row_text.setContentsMargins(theme.STEP, 0, theme.STEP, 0)
        self.row_text.setMinimumHeight(3 * self.fontMetrics().height())
        self.place = QStackedWidget()
        self.place.addWidget(self.text)
        self.place.addWidget(self.canvas)
        self.messages = TablePanel("Meldingen", "Filter de meldingen", _NO_MESSAGES)
        self.findings = TablePanel("Kwaliteit", "Filter de bevindingen", _NO_FINDINGS)
        self.messages.selected.connect(self._tell_message)
        self.findings.selected.connect(self._tell_finding)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Meldingen en kwaliteit")
        bar = self.tabs.tabBar()
        if bar is not None:
            bar.setAccessibleName("Meldingen en kwaliteit")
        for panel, name, tip in (
            (self.messages, "Meldingen", "Wat er bij het inlezen opviel, met rij en waarde"),
            (self.findings, "Kwaliteit", "Wat de controle vond; een rij toont haar gemeenten"),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(panel, name), tip)
            header = panel.view.horizontalHeader()
            if header is not None:
                header.setStretchLastSection(True)
            copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), panel.view)
            copy.setContext(Qt.ShortcutContext.WidgetShortcut)
            copy.activated.connect(panel.copy)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.place)
        splitter.addWidget(self._below())
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([60 * theme.STEP, 28 * theme.STEP])
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _below(self) -> QWidget:
        self.below = QWidget()
        layout = QVBoxLayout(self.below)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.STEP // 2)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.row_text)
        return self.below

    def say(self, text: str) -> None:
        """Show a text in place of the map, and nothing in the tables."""
        self.text.setText(text)
        self.place.setCurrentWidget(self.text)
        self._found = ()
        self.below.setVisible(False)

    def show_import(
        self, imported: Imported, indeling: Indeling, findings: Sequence[Finding]
    ) -> None:
        """Show an import.

        Parameters
        ----------
        imported : Imported
        indeling : Indeling
            With the name that the user gives it.
        findings : sequence of Finding
        """
        self._imported, self._found = imported, findings
        self.canvas.set_selection(frozenset())
        self.row_text.clear()
        self.show_map(indeling)
        self.messages.set_table(messages_table(imported))
        table = findings_table(self._catalogus, (indeling,), findings)
        self.findings.set_table(only(table, _FINDINGS))
        counts = (len(imported.messages), len(findings))
        for index, (name, count) in enumerate(zip(("Meldingen", "Kwaliteit"), counts, strict=True)):
            self.tabs.setTabText(index, f"{name} ({number(count)})")
        if not counts[0] and counts[1]:
            self.tabs.setCurrentWidget(self.findings)
        elif counts[0]:
            self.tabs.setCurrentWidget(self.messages)
        self.below.setVisible(True)

    def show_map(self, indeling: Indeling) -> None:
        """Draw an indeling."""
        self.canvas.set_specification(one_indeling(self._catalogus, self._gebied, indeling))
        self.place.setCurrentWidget(self.canvas)

    def _tell_message(self, rows: Sequence[int]) -> None:
        assert self._imported is not None
        chosen = [self._imported.messages[row] for row in rows[:1]]
        told = (": ".join(filter(None, (each.text, each.value))) for each in chosen)
        self.row_text.setText("".join(map(messages.sentence, told)))

    def _tell_finding(self, rows: Sequence[int]) -> None:
        """Tell a finding in full, and outline the gemeenten of all that are selected."""
        chosen = [self._found[row] for row in rows]
        self.row_text.setText("".join(f"{each.text} {each.action}" for each in chosen[:1]))
        self.canvas.set_selection(frozenset(g for each in chosen for g in each.gemeenten))
