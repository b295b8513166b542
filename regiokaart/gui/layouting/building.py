"""From the choices in the dialog to a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from regiokaart.cartography.page import Page
from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.views import compare_two, one_indeling
from regiokaart.congruence.table import Table
from regiokaart.gui.layouting.logo import Logo
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.layoutsettings import LayoutSettings, MapChoice, MapKind


@dataclass(frozen=True, eq=False)
class Material:
    """What a page can be made of.

    Attributes
    ----------
    catalogus : Catalogus
    gebied : Gebied
    window_map : MapSpecification or None
        The map in the window; None when it shows no map.
    tables : mapping of str to Table
        By the name that the window gives them.
    date : str
    """

    catalogus: Catalogus
    gebied: Gebied
    window_map: MapSpecification | None
    tables: Mapping[str, Table]
    date: str
    _made: dict[MapChoice, MapSpecification] = field(default_factory=dict)

    def page(self, settings: LayoutSettings, logo: Logo | None) -> Page:
        """Make the page, on any thread.

        Raises
        ------
        OnbekendeIndelingError
            When a choice names an indeling that is not there.
        """
        return Page(
            settings,
            tuple(self._map(choice) for choice in settings.maps),
            self.tables.get(settings.table),
            logo.png if logo else b"",
            logo.size if logo else (1.0, 1.0),
            self.date,
        )

    def _map(self, choice: MapChoice) -> MapSpecification:
        if choice.kind is MapKind.WINDOW:
            assert self.window_map is not None, "the dialog offers it only when there is one"
            return self.window_map
        if choice not in self._made:
            first = self.catalogus[choice.a]
            if choice.kind is MapKind.ONE:
                made = one_indeling(self.catalogus, self.gebied, first)
            else:
                made = compare_two(self.catalogus, self.gebied, first, self.catalogus[choice.b])
            self._made[choice] = made
        return self._made[choice]
