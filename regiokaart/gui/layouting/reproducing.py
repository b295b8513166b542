"""What a page can be made of when a project is there and no window."""

from __future__ import annotations

from datetime import date

from regiokaart.cartography.composing import Material
from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.tablechoice import OfferedTable
from regiokaart.cartography.views import compare_two, one_indeling
from regiokaart.gui.figures.results import Choices, compute
from regiokaart.gui.projects.collecting import tolerance_in
from regiokaart.gui.tables.dock import PLAIN_PAIR_COLUMNS, TECHNICAL_PAIR_COLUMNS
from regiokaart.gui.tables.model import only, without
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.layoutsettings import LayoutSettings
from regiokaart.model.notation import day_in_words
from regiokaart.model.project import Project, Weergave

TABLES = ("Paren", "Regio's", "Gemeenten")
"""Names of the tables that follow from the choices of a project alone."""


def reproduced(
    project: Project, settings: LayoutSettings, catalogus: Catalogus, gebied: Gebied
) -> Material:
    """Return what the window would have for a page, as far as a project says it.

    Parameters
    ----------
    project : Project
        All that it needs is in the catalogue.
    settings : LayoutSettings
        The table that they name is computed.
    catalogus : Catalogus
    gebied : Gebied
    """
    index = catalogus.gemeenten.index
    return Material(
        catalogus,
        gebied,
        _window_map(project, catalogus, gebied),
        _tables(project, settings, catalogus) if settings.table in TABLES else {},
        day_in_words(date.today().isoformat()),
        frozenset(index[code] for code in project.selectie),
    )


def _window_map(project: Project, catalogus: Catalogus, gebied: Gebied) -> MapSpecification | None:
    a, b = catalogus[project.a], catalogus[project.b]
    match project.weergave:
        case Weergave.INDELING:
            return one_indeling(catalogus, gebied, a)
        case Weergave.VERGELIJK:
            return compare_two(catalogus, gebied, a, b)
        case _:
            return None


def _tables(
    project: Project, settings: LayoutSettings, catalogus: Catalogus
) -> dict[str, OfferedTable]:
    counted = tuple(each for each in catalogus if each.id in project.telt_mee)
    a, b = catalogus[project.a], catalogus[project.b]
    tolerance = tolerance_in(project.keuzes)
    choices = Choices(
        catalogus, counted, counted, project.gewicht, tolerance, project.weergave, a, b
    )
    result = compute(choices)
    technical = TECHNICAL_PAIR_COLUMNS if {*TECHNICAL_PAIR_COLUMNS} & {*settings.columns} else ()
    selected = sorted(catalogus.gemeenten.index[code] for code in project.selectie)
    return {
        "Paren": OfferedTable(only(result.pairs, (*PLAIN_PAIR_COLUMNS, *technical))),
        "Regio's": OfferedTable(without(result.relations, ("code_a", "code_b"))),
        "Gemeenten": OfferedTable(result.gemeenten, "naam", selected=tuple(selected)),
    }
