"""The view Door de jaren: the congruence of pairs in every year, as points on an axis of years."""

from __future__ import annotations

import html
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from PyQt6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PyQt6.QtWidgets import QSizePolicy, QToolTip, QWidget

from regiokaart.cartography.yearchart import YearChart, year_chart
from regiokaart.congruence.overyears.account import general_remarks
from regiokaart.congruence.overyears.changesentences import courses_sentence
from regiokaart.congruence.overyears.changetables import changes_table, summary_table
from regiokaart.congruence.overyears.years import Year, courses, harmonise, having
from regiokaart.congruence.overyears.yeartable import years_table
from regiokaart.congruence.table import Table
from regiokaart.gui.desk import Desk
from regiokaart.gui.tables.model import without
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.tables.tab import Tab
from regiokaart.gui.views.computed import ComputedView
from regiokaart.model import Catalogus, Gewicht, Indeling
from regiokaart.painting import furniture
from regiokaart.painting.page import Sheet
from regiokaart.painting.yearchart import ChartLayout, chart_sheet, paint_chart

_HIDDEN = ("indeling_a", "indeling_b", "gewicht")
_HIDDEN_CHANGES = ("indeling",)
_LEAST_HEIGHT = 280  # pixels in which a chart can be read
_TOO_LOW = "De grafiek heeft meer hoogte nodig. Versleep de rand tussen grafiek en tabellen."
_WAIT = "Wordt berekend…"


@dataclass(frozen=True, eq=False)
class Findings:
    """What was computed for the view.

    Attributes
    ----------
    years : tuple of Year
    found : tuple of str
        Names of the indelingen that several years have and that count.
    others : tuple of str
        Names of those that several years have and that do not count.
    table, summary, changes : Table
    chart : YearChart
    sentence : str
    """

    years: tuple[Year, ...]
    found: tuple[str, ...]
    others: tuple[str, ...]
    table: Table
    summary: Table
    changes: Table
    chart: YearChart
    sentence: str


def compute(
    catalogus: Catalogus,
    counted: Sequence[Indeling],
    gewicht: Gewicht,
    years: tuple[Year, ...] | None = None,
) -> Findings:
    """Compute the congruence over the years of the indelingen that count.

    Parameters
    ----------
    catalogus : Catalogus
    counted : sequence of Indeling
    gewicht : Gewicht
    years : tuple of Year, optional
        What was read before; read now when left out.

    Raises
    ------
    DataError
        When a year cannot be read.
    """
    from regiokaart.sources.history import load_herindelingen
    from regiokaart.sources.years import other_years

    herindelingen = load_herindelingen()
    if years is None:
        years = harmonise(catalogus, other_years(catalogus), herindelingen)
    several = {key for key, found in having(years).items() if len(found) > 1}
    ids = [indeling.id for indeling in counted if indeling.id in several]
    table = years_table(catalogus, years, list(combinations(ids, 2)), [gewicht])
    found = courses(years, ids, herindelingen)
    return Findings(
        years=years,
        found=tuple(catalogus[key].naam_meervoud for key in ids),
        others=tuple(i.naam_meervoud for i in catalogus if i.id in several and i.id not in ids),
        table=table,
        summary=summary_table(catalogus, years, found),
        changes=changes_table(catalogus, years, found),
        chart=year_chart(
            table,
            str(gewicht),
            " ".join(general_remarks(catalogus, len(set(table["jaar"].values)))),
            f"Bron: {catalogus.gemeenten.bron}.",
        ),
        sentence=courses_sentence(found),
    )


class ChartWidget(QWidget):
    """Shows a chart over the years; pointing tells, clicking chooses.

    Signals
    -------
    chosen : int
        The pair whose point was clicked, -1 for none.
    """

    chosen = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__()
        self._chart: YearChart | None = None
        self._pairs: frozenset[int] = frozenset()
        self._layout: ChartLayout | None = None
        self._hint = _WAIT
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 120)
        self.setAccessibleName("Grafiek door de jaren")

    def sizeHint(self) -> QSize:
        """Room the chart likes to have."""
        return QSize(900, 600)

    def show_chart(self, chart: YearChart, hint: str) -> None:
        """Show a chart, or the hint where it has no points."""
        self._chart, self._hint = chart, hint
        self._pairs = frozenset()
        self.setAccessibleDescription(chart.alt_text if chart.points else hint)
        self.update()

    def stand_out(self, pairs: Collection[int]) -> None:
        """Give these pairs colour and name."""
        self._pairs = frozenset(pairs)
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the chart."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        painter.fillRect(area, Qt.GlobalColor.white)
        self._layout = None
        there = self._chart is not None and bool(self._chart.points)
        if self._chart is not None and there and self.height() >= _LEAST_HEIGHT:
            self._layout = paint_chart(painter, self._chart, area, self._pairs)
        else:
            painter.setPen(furniture.MUTED)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            hint = _TOO_LOW if there else self._hint
            painter.drawText(area.adjusted(48, 24, -48, -24), flags, hint)
        if self.hasFocus():
            painter.setPen(furniture.MUTED)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Tell what is pointed at."""
        assert event is not None
        point = self._layout.at(event.position()) if self._layout is not None else None
        if point is None:
            QToolTip.hideText()
        else:
            first, *more = map(html.escape, point.text)
            text = "<br>".join([f"<b>{first}</b>", *more])
            QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Choose the pair of the point that is clicked."""
        assert event is not None
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose_at(event.position())

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Go along the pairs with the arrows; Esc chooses none."""
        assert event is not None
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape and self._pairs:
            self.chosen.emit(-1)
        elif step and self._chart is not None and self._chart.pairs:
            now = min(self._pairs, default=-1 if step > 0 else 0)
            self.chosen.emit((now + step) % len(self._chart.pairs))
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent | None) -> None:
        """Tell nothing any more."""
        QToolTip.hideText()

    def _choose_at(self, position: QPointF) -> None:
        point = self._layout.at(position) if self._layout is not None else None
        self.chosen.emit(-1 if point is None else point.pair)


class YearsView(ComputedView[Findings]):
    """The congruence of the indelingen that count, over the years that are there.

    Attributes
    ----------
    page : ChartWidget
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._years: tuple[Year, ...] | None = None
        self.chart = ChartWidget()
        self.page = self.chart
        nothing = "Kies ten minste twee indelingen die er ook van een eerder jaar zijn."
        self.table = TablePanel("Door de jaren", "Filter de jaren", nothing)
        self.summary_table = TablePanel("Veranderd", "Filter de indelingen", nothing)
        self.changes = TablePanel(
            "Wijzigingen", "Filter de wijzigingen", "Er is geen gemeente van regio gewisseld."
        )
        self.table.selected.connect(self._select_pairs)
        self.chart.chosen.connect(self._choose_pair)

    def tabs(self) -> Sequence[Tab]:
        return (
            Tab(self.table, "Door de jaren", "Elk paar in elk jaar"),
            Tab(self.summary_table, "Veranderd", "Hoeveel gemeenten per indeling veranderden"),
            Tab(self.changes, "Wijzigingen", "Wat er met elke gemeente gebeurde"),
        )

    def sentence(self) -> str:
        return self.found.sentence if self.found is not None else ""

    def summary(self) -> str:
        if self.found is None:
            return _WAIT
        years = ", ".join(str(year.jaar) for year in self.found.years)
        return f"Jaren die er zijn: {years}. Meer jaren: Data, Bijwerken."

    def tables(self) -> Callable[[], tuple[Table, ...]] | None:
        found = self.found
        if found is None:
            return None
        return lambda: (found.table, found.summary, found.changes)

    def sheet(self) -> Sheet | None:
        if self.found is None or not self.found.chart.points:
            return None
        return chart_sheet(self.found.chart, self._chosen())

    def set_active(self, active: bool) -> None:
        self._years = None  # one may have been fetched
        super().set_active(active)

    def work(self) -> Callable[[], Findings]:
        state = self.desk.state
        return partial(compute, state.catalogus, state.counted, state.gewicht, self._years)

    def show_found(self, found: Findings) -> None:
        self._years = found.years
        self.table.set_table(without(found.table, _HIDDEN))
        self.summary_table.set_table(without(found.summary, _HIDDEN_CHANGES))
        self.changes.set_table(without(found.changes, _HIDDEN_CHANGES))
        self.chart.show_chart(found.chart, _hint(found))

    def _select_pairs(self, rows: Collection[int]) -> None:
        """Let the pairs of the selected rows stand out."""
        if self.found is not None:
            points = self.found.chart.points
            self.chart.stand_out({point.pair for point in points if point.row in rows})

    def _choose_pair(self, pair: int) -> None:
        if self.found is None:
            return
        self.table.select_rows([p.row for p in self.found.chart.points if p.pair == pair])
        self.chart.stand_out({pair} - {-1})

    def _chosen(self) -> frozenset[int]:
        rows = self.table.selected_rows()
        points = self.found.chart.points if self.found is not None else ()
        return frozenset(point.pair for point in points if point.row in rows)


def _hint(findings: Findings) -> str:
    """Say why there is no chart, and what to do."""
    if len(findings.years) < 2:
        return "Er is maar één jaar. Haal een ander jaar op met Data, Bijwerken."
    names = ", ".join(findings.others)
    return (
        "Vink in de lijst ten minste twee indelingen aan die er ook van een eerder jaar zijn. "
        f"Dat zijn ook: {names}."
    )
