"""A map as one web page that needs no network."""

from __future__ import annotations

from pathlib import Path

from regiokaart.cartography.specification import MapSpecification
from regiokaart.export.files import atomic_write
from regiokaart.model import Catalogus, Gebied


def write_html(
    specification: MapSpecification, gebied: Gebied, catalogus: Catalogus, path: Path
) -> None:
    """Write an interactive map as a page that holds all it needs.

    The page has the fill, borders, names, tooltips, legend, title and source of the
    specification, a table that says the same as the tooltips, and a policy that forbids any
    request. It can be mailed and opened from disk.

    Parameters
    ----------
    specification : MapSpecification
    gebied : Gebied
    catalogus : Catalogus
        Gives the codes of the gemeenten.
    path : Path

    Raises
    ------
    ExportError
        When the file cannot be written.
    """
    from regiokaart.export.leaflet import render  # loads folium

    page = render(specification, gebied, catalogus.gemeenten.codes)
    with atomic_write(path) as temporary:
        temporary.write_text(page, encoding="utf-8", newline="\n")
