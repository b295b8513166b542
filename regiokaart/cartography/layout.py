"""What stands where on a page with maps. Pixels are 1/96 inch, `y` down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from regiokaart.cartography.fitting import Box
from regiokaart.cartography.page import Page
from regiokaart.cartography.tableexcerpt import Excerpt, excerpt
from regiokaart.cartography.wrapping import wrap
from regiokaart.model.layoutsettings import PIXELS_PER_MM, Paper

WidthOf = Callable[[str, "TextStyle"], float]
"""Width in pixels of a text on one line."""

MARGIN = 48.0
LINE_HEIGHT = 1.25  # times the size of the letters
BASELINE = 0.95  # from the top of a line, times the size
WATERMARK = "CONCEPT"
_GAP = 12.0
_LOGO = (160.0, 48.0)  # the most it may take on A4
_BESIDE = 0.42  # of the width: a table beside the map
_TABLE_PART = 0.45  # of the height that is left: the most for a table below
_NOTE_PART = 0.25  # of the height: the most for a note below
_FULL_SIZE = 560.0  # pixels: a map that is smaller has smaller letters and thinner lines
_SCALES = (0.72, 1.3)
_TALL = 1.18  # height of the country, its width being 1
_HEADING = 48.0  # above each of several maps
_LARGE_ENOUGH = 0.88


class Role(StrEnum):
    """What a text on the page is."""

    TITLE = "titel"
    SUBTITLE = "ondertitel"
    CAPTION = "kop van een kaart"
    SUBCAPTION = "ondertitel van een kaart"
    TABLE_TITLE = "titel van de tabel"
    TABLE_NOTE = "toelichting bij de tabel"
    NOTE = "toelichting"
    SOURCE = "bron"


@dataclass(frozen=True)
class TextStyle:
    """How a text is written.

    Attributes
    ----------
    size : int
        Pixels.
    bold, muted : bool
    """

    size: int
    bold: bool = False
    muted: bool = False

    @property
    def line_height(self) -> float:
        """Pixels from one line to the next."""
        return self.size * LINE_HEIGHT


STYLES = {
    Role.TITLE: TextStyle(24, bold=True),
    Role.SUBTITLE: TextStyle(14, muted=True),
    Role.CAPTION: TextStyle(14, bold=True),
    Role.SUBCAPTION: TextStyle(11, muted=True),
    Role.TABLE_TITLE: TextStyle(12, bold=True),
    Role.TABLE_NOTE: TextStyle(10, muted=True),
    Role.NOTE: TextStyle(12),
    Role.SOURCE: TextStyle(10, muted=True),
}
_MOST_LINES = {Role.TITLE: 3, Role.SUBTITLE: 2, Role.CAPTION: 2, Role.SUBCAPTION: 1}


@dataclass(frozen=True)
class TextBlock:
    """Lines of text on the page.

    Attributes
    ----------
    role : Role
    lines : tuple of str
    box : Box
    style : TextStyle
    """

    role: Role
    lines: tuple[str, ...]
    box: Box
    style: TextStyle


@dataclass(frozen=True)
class MapFrame:
    """Room for a map.

    Attributes
    ----------
    box : Box
    scale : float
        Size of letters and lines, 1 being that of a map on the screen.
    heading : tuple of TextBlock
        Above the map, where there are several.
    """

    box: Box
    scale: float
    heading: tuple[TextBlock, ...] = ()


@dataclass(frozen=True)
class Arrangement:
    """Where everything is on a page.

    Attributes
    ----------
    width, height : float
    texts : tuple of TextBlock
        In reading order, without the headings of maps.
    frames : tuple of MapFrame
        One for each map.
    table : Excerpt or None
    logo : Box or None
    """

    width: float
    height: float
    texts: tuple[TextBlock, ...]
    frames: tuple[MapFrame, ...]
    table: Excerpt | None
    logo: Box | None


def arrange(page: Page, width_of: WidthOf) -> Arrangement:
    """Give everything on a page its place."""
    settings = page.settings
    width, height = (side * PIXELS_PER_MM for side in settings.size)
    larger = 1.25 if settings.paper is Paper.A3 else 1.0
    write = partial(_write, larger=larger, width_of=width_of)
    margin, gap = MARGIN * larger, _GAP * larger
    inner = Box(margin, margin, width - 2 * margin, height - 2 * margin)

    logo = _logo_box(page, inner, larger)
    beside_logo = inner.width - (logo.width + 2 * gap if logo else 0)
    top = write(Role.TITLE, page.title, inner.x, inner.y, beside_logo)
    texts = [top]
    if page.subtitle:
        texts.append(write(Role.SUBTITLE, page.subtitle, inner.x, top.box.bottom + 4, beside_logo))
    body_top = max(texts[-1].box.bottom, logo.bottom if logo else 0) + gap

    source = _lift(write(Role.SOURCE, page.source, inner.x, 0, inner.width), inner.bottom)
    bottom, last = source.box.y - gap, [source]
    note = settings.note.strip()
    beside = settings.landscape and len(page.maps) == 1 and (page.table is not None or bool(note))
    if note and not beside:
        lifted = _lift(
            write(Role.NOTE, note, inner.x, 0, inner.width, _NOTE_PART * inner.height), bottom
        )
        last.insert(0, lifted)
        bottom = lifted.box.y - gap
    body = Box(inner.x, body_top, inner.width, bottom - body_top)

    table = None
    if beside:
        side = body.width * _BESIDE
        x, y = body.right - side, body.y
        if page.table is not None:
            room = Box(x, y, side, body.height * (0.7 if note else 1.0))
            table, after = _table(page, room, write, width_of, larger)
            texts, y = [*texts, *after], after[-1].box.bottom + 2 * gap
        if note:
            texts.append(write(Role.NOTE, note, x, y, side, body.bottom - y))
        body = Box(body.x, body.y, body.width - side - 2 * gap, body.height)
    elif page.table is not None:
        room = Box(body.x, 0, body.width, body.height * _TABLE_PART)
        _, after = _table(page, room, write, width_of, larger)
        used = after[-1].box.bottom
        room = Box(body.x, body.bottom - used, body.width, room.height)
        table, after = _table(page, room, write, width_of, larger)
        texts += after
        body = Box(body.x, body.y, body.width, body.height - used - gap)
    frames = _frames(page, body, gap, write, larger)
    return Arrangement(width, height, (*texts, *last), frames, table, logo)


def _write(
    role: Role,
    text: str,
    x: float,
    y: float,
    width: float,
    height: float = 10_000.0,
    *,
    larger: float,
    width_of: WidthOf,
) -> TextBlock:
    """Break a text into lines, no more than a role and a height allow."""
    usual = STYLES[role]
    style = TextStyle(round(usual.size * larger), usual.bold, usual.muted)
    most = min(_MOST_LINES.get(role, 100), max(int(height / style.line_height), 1))
    lines = wrap(text, width, lambda part: width_of(part, style), most)
    return TextBlock(role, lines, Box(x, y, width, len(lines) * style.line_height), style)


def _lift(block: TextBlock, bottom: float) -> TextBlock:
    """Put a block so that it ends at `bottom`."""
    box = Box(block.box.x, bottom - block.box.height, block.box.width, block.box.height)
    return TextBlock(block.role, block.lines, box, block.style)


def _logo_box(page: Page, inner: Box, larger: float) -> Box | None:
    if not page.logo:
        return None
    scale = min(larger * most / side for most, side in zip(_LOGO, page.logo_size, strict=True))
    width, height = (side * scale for side in page.logo_size)
    return Box(inner.right - width, inner.y, width, height)


def _table(
    page: Page,
    room: Box,
    write: Callable[..., TextBlock],
    width_of: WidthOf,
    larger: float,
) -> tuple[Excerpt, list[TextBlock]]:
    """Lay out a part of a table with its title above and its account below."""
    table = page.table
    assert table is not None
    title = write(Role.TABLE_TITLE, table.title, room.x, room.y, room.width)
    letters = round(11 * larger)
    normal, bold = TextStyle(letters), TextStyle(letters, bold=True)
    line = write(Role.TABLE_NOTE, "x", room.x, 0, room.width).box.height
    height = room.height - title.box.height - 3 * line - 8
    place = Box(room.x, title.box.bottom + 4, room.width, height)
    found = excerpt(
        table,
        page.settings.rows,
        place,
        letters,
        lambda text: width_of(text, normal),
        lambda text: width_of(text, bold),
        page.table_account,
    )
    below = write(
        Role.TABLE_NOTE, found.account, room.x, found.box.bottom + 4, room.width, 3.5 * line
    )
    return found, [title, below]


def _across(count: int, body: Box) -> int:
    """How many maps stand side by side: what makes them large, and rather few than many."""
    sizes = {
        across: min(_TALL * body.width / across, body.height * across / count - _HEADING)
        for across in (1, 2, 4)
        if across <= count
    }
    largest = max(sizes.values())
    return next(across for across, size in sizes.items() if size >= _LARGE_ENOUGH * largest)


def _frames(
    page: Page, body: Box, gap: float, write: Callable[..., TextBlock], larger: float
) -> tuple[MapFrame, ...]:
    count = len(page.maps)
    across = _across(count, body)
    down = count // across
    width = (body.width - (across - 1) * 2 * gap) / across
    height = (body.height - (down - 1) * gap) / down
    frames = []
    for i, specification in enumerate(page.maps):
        x = body.x + (i % across) * (width + 2 * gap)
        y = body.y + (i // across) * (height + gap)
        heading: tuple[TextBlock, ...] = ()
        top = y
        if count > 1:
            title = write(Role.CAPTION, specification.title, x, y, width)
            heading = (
                title,
                write(Role.SUBCAPTION, page.map_subtitle(i), x, title.box.bottom, width),
            )
            top = heading[-1].box.bottom + 4
        box = Box(x, top, width, max(y + height - top, 1.0))
        low, high = _SCALES
        scale = min(max(min(box.width, box.height) / _FULL_SIZE, low), high)
        frames.append(MapFrame(box, min(scale, larger), heading))
    if count > 1:  # maps of one size, so that they can be laid beside each other
        smallest = min(frame.box.height for frame in frames)
        scale = min(frame.scale for frame in frames)
        frames = [
            MapFrame(Box(f.box.x, f.box.bottom - smallest, f.box.width, smallest), scale, f.heading)
            for f in frames
        ]
    return tuple(frames)
