"""A page as an accessible PDF (PDF/UA-1): tagged, with title, language, and words for pictures.

Qt writes no tags, so the pictures come from our painter as SVG and typst makes the document. Texts
and tables are real texts and tables in it, where the painter has them too.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from regiokaart.cartography.layout import Role, TextBlock
from regiokaart.cartography.page import Page
from regiokaart.cartography.tableexcerpt import Excerpt
from regiokaart.cartography.wrapping import clean
from regiokaart.export.files import ExportError, atomic_write
from regiokaart.model import Gebied
from regiokaart.sources.paths import resources_dir

if TYPE_CHECKING:
    from regiokaart.painting.layout import LayoutPainter
    from regiokaart.painting.page import Sheet

_INK, _MUTED = "#1f1f1f", "#555555"
_LEVELS = {Role.TITLE: 1, Role.CAPTION: 2, Role.TABLE_TITLE: 2}
_WIDELY_INSTALLED = ("DejaVu Sans", "Liberation Sans", "Segoe UI", "Arial", "Helvetica Neue")
_LOGO_ALT = "Logo"
_WITHOUT_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


def write_page(page: Page, gebied: Gebied, path: Path) -> None:
    """Write a page with maps. Needs a QGuiApplication for its fonts.

    Raises
    ------
    ExportError
        When the file cannot be written.
    """
    from regiokaart.painting.layout import LayoutPainter

    painter = LayoutPainter(page, gebied)
    parts, files = _parts(page, painter)
    over = ""
    if page.settings.watermark:
        over = "over.svg"
        files[over] = painter.watermark_svg()
    arrangement = painter.arrangement
    data = {
        "title": page.title,
        "description": page.alt_text,
        "width": arrangement.width,
        "height": arrangement.height,
        "parts": parts,
        "over": over,
    }
    _write(data, files, path)


def write_sheet(sheet: Sheet, path: Path) -> None:
    """Write a picture, such as a chart, that fills the page; errors as for `write_page`."""
    from regiokaart.painting.page import sheet_svg

    box = {"x": 0, "y": 0, "width": sheet.width, "height": sheet.height}
    data = {
        "title": clean(sheet.title),
        "description": clean(sheet.description),
        "width": sheet.width,
        "height": sheet.height,
        "parts": [{"kind": "figure", "file": "a.svg", "alt": clean(sheet.description), "box": box}],
        "over": "",
    }
    _write(data, {"a.svg": sheet_svg(sheet)}, path)


def _parts(page: Page, painter: LayoutPainter) -> tuple[list[dict[str, object]], dict[str, bytes]]:
    """Return everything on the page in reading order, and the pictures."""
    arrangement = painter.arrangement
    heads = [block for block in arrangement.texts if block.role in (Role.TITLE, Role.SUBTITLE)]
    about_table = [
        block for block in arrangement.texts if block.role in (Role.TABLE_TITLE, Role.TABLE_NOTE)
    ]
    last = [block for block in arrangement.texts if block not in heads + about_table]
    parts, files = [_text(block) for block in heads], {}
    for i, frame in enumerate(arrangement.frames):
        parts += [_text(block) for block in frame.heading]
        name = f"{i}.svg"
        files[name] = painter.frame_svg(i)
        alt = page.map_alt_text(i)
        parts.append({"kind": "figure", "file": name, "alt": alt, "box": asdict(frame.box)})
    if arrangement.table is not None:
        parts += [_text(about_table[0]), _table(arrangement.table)]
        parts += [_text(block) for block in about_table[1:]]
    parts += [_text(block) for block in last]
    if arrangement.logo is not None:
        files["logo.svg"] = painter.logo_svg()
        box = asdict(arrangement.logo)
        parts.append({"kind": "figure", "file": "logo.svg", "alt": _LOGO_ALT, "box": box})
    return parts, files


def _text(block: TextBlock) -> dict[str, object]:
    return {
        "kind": "text",
        "lines": block.lines,
        "box": asdict(block.box),
        "size": block.style.size,
        "bold": block.style.bold,
        "colour": _MUTED if block.style.muted else _INK,
        "level": _LEVELS.get(block.role, 0),
    }


def _table(table: Excerpt) -> dict[str, object]:
    ends = [*[column.x for column in table.columns[1:]], table.box.right]
    columns = [
        {**asdict(column), "room": end - column.x}
        for column, end in zip(table.columns, ends, strict=True)
    ]
    return {
        "kind": "table",
        "box": asdict(table.box),
        "letters": table.letters,
        "heading_height": table.heading_height,
        "row_height": table.row_height,
        "columns": columns,
        "count": len(table.columns[0].cells) if table.columns else 0,
    }


def _write(data: dict[str, object], files: dict[str, bytes], path: Path) -> None:
    import typst

    from regiokaart.painting.furniture import font

    data["fonts"] = list(dict.fromkeys([font(12).families()[0], *_WIDELY_INSTALLED]))
    template = (resources_dir() / "opmaak.typ").read_bytes()
    with atomic_write(path) as temporary:
        try:
            document = typst.compile(
                {"main.typ": template, **files},  # type: ignore[call-overload]  # not in its stubs
                format="pdf",
                pdf_standards=["ua-1"],
                sys_inputs={"data": json.dumps(data)},
            )
        except typst.TypstError as error:
            # All else that may go wrong is a fault of ours: every text comes in as data.
            absent = _WITHOUT_GLYPH.search(str(error))
            if absent is None:
                raise
            raise ExportError(
                f"{path}: geen lettertype op deze computer heeft het teken '{absent[1]}'; "
                "haal het weg of kies PNG of SVG"
            ) from error
        temporary.write_bytes(document)
