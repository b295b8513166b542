"""A map as a file: picture, drawing, document or web page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from regiokaart.cartography.page import Page
from regiokaart.cartography.specification import MapSpecification
from regiokaart.export.files import atomic_write, check_suffix
from regiokaart.model import Catalogus, Gebied

if TYPE_CHECKING:
    from regiokaart.painting.page import Sheet

PAGE_SUFFIXES = (".png", ".svg", ".pdf")
MAP_SUFFIXES = (*PAGE_SUFFIXES, ".html")


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
    from regiokaart.painting.layout import map_page

    write_page(map_page(specification), gebied, path)


def write_page(page: Page, gebied: Gebied, path: Path) -> None:
    """Write a page with maps as PNG, SVG or PDF; the suffix decides. Errors as for `write_map`."""
    check_suffix(path, PAGE_SUFFIXES)
    if path.suffix.lower() == ".pdf":
        from regiokaart.export import pdf

        pdf.write_page(page, gebied, path)
        return
    from regiokaart.painting.layout import layout_sheet

    write_sheet(layout_sheet(page, gebied), path, page.settings.dpi)


def write_sheet(sheet: Sheet, path: Path, dpi: int = 300) -> None:
    """Write a picture as PNG, SVG or PDF; the suffix decides. Errors as for `write_map`.

    Parameters
    ----------
    sheet : Sheet
    path : Path
    dpi : int
        Dots per inch of a PNG.
    """
    check_suffix(path, PAGE_SUFFIXES)
    if path.suffix.lower() == ".pdf":
        from regiokaart.export import pdf

        pdf.write_sheet(sheet, path)
        return
    from regiokaart.painting.page import save_sheet

    with atomic_write(path) as temporary:
        save_sheet(sheet, temporary, dpi)
