"""What is on a page with maps."""

from __future__ import annotations

from dataclasses import dataclass

from regiokaart import __version__
from regiokaart.cartography.extents import Area, emphasised
from regiokaart.cartography.specification import MapSpecification
from regiokaart.cartography.wrapping import clean
from regiokaart.congruence.table import Table
from regiokaart.congruence.wording import join_names
from regiokaart.model.layoutsettings import LayoutSettings

_SOURCES = 8  # of indelingen in a table that are named


@dataclass(frozen=True, eq=False)
class Page:
    """All that is on a page.

    Attributes
    ----------
    settings : LayoutSettings
    maps : tuple of MapSpecification
    table : Table or None
        Of which the first rows are shown.
    logo : bytes
        A PNG; empty for none.
    logo_size : tuple of float
        Width and height of the logo, in any unit.
    date : str
        Of the day it is made, as it is printed.
    areas : tuple of Area or None
        What each map shows, None for the whole country; empty when all show that.
    table_account : str
        How the table differs from the whole one, a Dutch sentence without a full stop.
    remarks : tuple of str
        What of the choices could not be done, in Dutch; not printed.
    """

    settings: LayoutSettings
    maps: tuple[MapSpecification, ...]
    table: Table | None = None
    logo: bytes = b""
    logo_size: tuple[float, float] = (1.0, 1.0)
    date: str = ""
    areas: tuple[Area | None, ...] = ()
    table_account: str = ""
    remarks: tuple[str, ...] = ()

    def area(self, i: int) -> Area | None:
        """Return what a map shows; None for the whole country."""
        return self.areas[i] if self.areas else None

    def drawn_map(self, i: int) -> MapSpecification:
        """Return a map as it is drawn: what it is about stands out from what lies around it."""
        area, specification = self.area(i), self.maps[i]
        if area is None or area.members is None:
            return specification
        return emphasised(specification, area.members, area.text)

    def map_subtitle(self, i: int) -> str:
        """Return the subtitle of a map, with the part of the country that it shows."""
        area, subtitle = self.area(i), self.maps[i].subtitle
        parts = [subtitle, f"uitsnede: {area.text}" if area is not None else ""]
        joined = "; ".join(filter(None, parts))
        return joined[:1].upper() + joined[1:]

    def map_alt_text(self, i: int) -> str:
        """Return what a map shows, for those who cannot see it."""
        area, text = self.area(i), self.maps[i].alt_text
        return clean(text if area is None else f"{text} Te zien is {area.text}.")

    @property
    def title(self) -> str:
        """Title as it is printed."""
        titles = dict.fromkeys(each.title for each in self.maps)
        return clean(self.settings.title or join_names(list(titles)))

    @property
    def subtitle(self) -> str:
        """Subtitle as it is printed; that of a map stands with that map where there are more."""
        own = self.map_subtitle(0) if len(self.maps) == 1 else ""
        return (self.settings.subtitle or own) if self.settings.show_subtitle else ""

    @property
    def source(self) -> str:
        """Sources of maps and table, each named once, and with what and when it was made."""
        sentences = dict.fromkeys(
            sentence.rstrip(".") for each in self.maps for sentence in each.source.split(". ")
        )
        if self.table is not None:
            sentences[f"Tabel: {'; '.join(self._table_sources(self.table))}"] = None
        made = f"Gemaakt met Regiokaart {__version__}"
        on = f" op {self.date}" if self.settings.date and self.date else ""
        return ". ".join([*sentences, made + on]) + "."

    def _table_sources(self, table: Table) -> list[str]:
        """Return the sources of the table, without indelingen that a map names in its title."""
        titles = " ".join(each.title for each in self.maps)
        found = table.provenance
        more = [line for line in found.indelingen if line.partition(":")[0] not in titles]
        left = len(more) - _SOURCES
        rest = [f"en {left} andere indelingen, zie Bronnen in het programma"] if left > 0 else []
        return [*found.sources, *more[:_SOURCES], *rest]

    @property
    def alt_text(self) -> str:
        """What the page shows, for those who cannot see it."""
        return clean(" ".join([*map(self.map_alt_text, range(len(self.maps))), self.source]))
