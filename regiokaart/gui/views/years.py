"""The view Door de jaren: the congruence of pairs in every year, as points on an axis of years."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import combinations

from regiokaart.cartography.yearchart import YearChart, year_chart
from regiokaart.congruence.overyears.account import general_remarks
from regiokaart.congruence.overyears.changesentences import courses_sentence
from regiokaart.congruence.overyears.changetables import changes_table, summary_table
from regiokaart.congruence.overyears.years import Year, courses, harmonise, having
from regiokaart.congruence.overyears.yeartable import years_table
from regiokaart.congruence.table import Table
from regiokaart.congruence.wording import join_names, names_in_sentence
from regiokaart.gui.desk import Desk
from regiokaart.gui.details.subject import Kind, Subject
from regiokaart.gui.tables.model import without
from regiokaart.gui.tables.panel import TablePanel
from regiokaart.gui.tables.tab import Tab
from regiokaart.gui.views.computed import ComputedView
from regiokaart.gui.views.yearchart import WAIT, ChartWidget
from regiokaart.model import Catalogus, Gewicht, Indeling
from regiokaart.painting.page import Sheet
from regiokaart.painting.yearchart import chart_sheet

_PAIR = ("indeling_a", "indeling_b")
_HIDDEN = (*_PAIR, "gewicht")
_HIDDEN_CHANGES = ("indeling",)


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
        others=tuple(
            names_in_sentence(i)[1] for i in catalogus if i.id in several and i.id not in ids
        ),
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
        nothing = "Er is geen paar van meer jaren."
        self.table = TablePanel("Door de jaren", "Filter de jaren", nothing)
        self.summary_table = TablePanel("Veranderd", "Filter de indelingen", nothing)
        self.changes = TablePanel(
            "Wijzigingen", "Filter de wijzigingen", "Er is geen gemeente van regio gewisseld."
        )
        self.table.selected.connect(self._select_pairs)
        self.chart.chosen.connect(self._choose_pair)
        self.chart.pointed.connect(lambda point: desk.show_message(escape(" · ".join(point.text))))
        self.chart.activated.connect(lambda point: self._open_pair(point.row))
        self.table.activated.connect(self._open_pair)

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
            return WAIT
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

    def _open_pair(self, row: int) -> None:
        """Tell about the pair of a row in the details."""
        if self.found is not None:
            pair = (self.found.table[key].values[row] for key in _PAIR)
            self.desk.look_at(Subject(Kind.PAAR, tuple(map(str, pair))))

    def _chosen(self) -> frozenset[int]:
        rows = self.table.selected_rows()
        points = self.found.chart.points if self.found is not None else ()
        return frozenset(point.pair for point in points if point.row in rows)


def _hint(findings: Findings) -> str:
    """Say why there is no chart, and what to do."""
    if len(findings.years) < 2:
        return "Er is maar één jaar. Haal een ander jaar op met Data, Bijwerken."
    return (
        "Vink in de lijst ten minste twee indelingen aan die er ook van een eerder jaar zijn, "
        f"zoals {join_names(findings.others)}."
    )
