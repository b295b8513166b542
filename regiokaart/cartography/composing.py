"""From the choices about a page to the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from regiokaart.cartography.extents import find_area
from regiokaart.cartography.page import Page
from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.tablechoice import ChosenTable, OfferedTable, choose
from regiokaart.cartography.views import compare_two, one_indeling
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.layoutsettings import LayoutSettings, MapChoice, MapKind

Drawn = tuple[MapKind, str, str]


@dataclass(frozen=True, eq=False)
class Material:
    """What a page can be made of.

    Attributes
    ----------
    catalogus : Catalogus
    gebied : Gebied
    window_map : MapSpecification or None
        The map in the window; None when it shows no map.
    tables : mapping of str to OfferedTable
        By the name that the window gives them.
    date : str
        Of today, as it is printed.
    selection : frozenset of int
        Positions of the selected gemeenten.
    frame : tuple of int
        What is in view in the window, as in `MapChoice`; empty when it shows no map.
    """

    catalogus: Catalogus
    gebied: Gebied
    window_map: MapSpecification | None
    tables: Mapping[str, OfferedTable]
    date: str
    selection: frozenset[int] = frozenset()
    frame: tuple[int, ...] = ()
    _made: dict[Drawn, MapSpecification] = field(default_factory=dict)

    def page(
        self,
        settings: LayoutSettings,
        logo: bytes = b"",
        logo_size: tuple[float, float] = (1.0, 1.0),
    ) -> Page:
        """Make the page, on any thread; logo as in `Page`.

        Raises
        ------
        OnbekendeIndelingError
            When a map is of an indeling that is not there.
        """
        found = [
            find_area(each, self.catalogus, self.gebied, self.selection) for each in settings.maps
        ]
        chosen: ChosenTable | None = None
        if settings.table in self.tables:
            chosen = choose(self.tables[settings.table], settings)
        remarks = [remark for _, remark in found if remark]
        return Page(
            settings,
            tuple(self._map(choice) for choice in settings.maps),
            chosen.table if chosen else None,
            logo,
            logo_size,
            self.date,
            tuple(area for area, _ in found),
            chosen.account if chosen else "",
            tuple(dict.fromkeys([*remarks, *(chosen.remarks if chosen else ())])),
        )

    def _map(self, choice: MapChoice) -> MapSpecification:
        if choice.kind is MapKind.WINDOW:
            assert self.window_map is not None, "it is chosen only when there is one"
            return self.window_map
        key = choice.kind, choice.a, choice.b
        if key not in self._made:
            first = self.catalogus[choice.a]
            if choice.kind is MapKind.ONE:
                made = one_indeling(self.catalogus, self.gebied, first)
            else:
                made = compare_two(self.catalogus, self.gebied, first, self.catalogus[choice.b])
            self._made[key] = made
        return self._made[key]
