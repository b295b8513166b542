"""What is on a page with maps."""

from __future__ import annotations

from dataclasses import dataclass

from regiokaart import __version__
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
        Of which rows are shown.
    logo : bytes
        A PNG; empty for none.
    logo_size : tuple of float
        Width and height of the logo, in any unit.
    date : str
        Of the day it is made, as it is printed.
    """

    settings: LayoutSettings
    maps: tuple[MapSpecification, ...]
    table: Table | None = None
    logo: bytes = b""
    logo_size: tuple[float, float] = (1.0, 1.0)
    date: str = ""

    @property
    def title(self) -> str:
        """Title as it is printed."""
        titles = dict.fromkeys(each.title for each in self.maps)
        return clean(self.settings.title or join_names(list(titles)))

    @property
    def subtitle(self) -> str:
        """Subtitle as it is printed; that of a map stands with that map where there are more."""
        own = self.maps[0].subtitle if len(self.maps) == 1 else ""
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
        """What the page shows, for who cannot see it."""
        return clean(" ".join([*(each.alt_text for each in self.maps), self.source]))
