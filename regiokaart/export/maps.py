"""A map as a file: picture, drawing, document or web page."""

from __future__ import annotations

from pathlib import Path

from regiokaart.cartography.specification import MapSpecification
from regiokaart.export.files import atomic_write, check_suffix
from regiokaart.model import Catalogus, Gebied

MAP_SUFFIXES = (".png", ".svg", ".pdf", ".html")


def write_map(
    specification: MapSpecification, gebied: Gebied, catalogus: Catalogus, path: Path
) -> None:
    """Write a map; the suffix decides the format.

    All but HTML need a QGuiApplication for their fonts.

    Parameters
    ----------
    specification : MapSpecification
    gebied : Gebied
    catalogus : Catalogus
    path : Path
        Ends in one of `MAP_SUFFIXES`.

    Raises
    ------
    ExportError
        For another suffix, or when the file cannot be written.
    """
    check_suffix(path, MAP_SUFFIXES)
    if path.suffix.lower() == ".html":
        from regiokaart.export.webmap import write_html

        write_html(specification, gebied, catalogus, path)
        return
    from regiokaart.painting.page import save_map

    with atomic_write(path) as temporary:
        save_map(specification, gebied, temporary)
