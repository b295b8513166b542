"""Where names go on the map: by importance, without collisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from regiokaart.cartography.specification import Label
from regiokaart.cartography.viewport import Viewport

Measure = Callable[[str, int], tuple[float, float]]
"""Width and height in pixels of one line of text for a rank."""

Box = tuple[float, float, float, float]

_MARGIN = 2.0  # pixels kept free around a name
_LEAST_ROOM = 5.0  # pixels of radius below which nothing is named
LINE_LENGTHS = (16, 9)  # characters after which a name is broken, in order of trying
# To the right in radii and down in what the circle leaves free, in order of trying.
_SHIFTS = ((0, 0), (0, -0.5), (0, 0.5), (0, -1), (0, 1), (-0.5, 0), (0.5, 0), (-0.5, 1), (0.5, -1))
_GEMEENTE_RESOLUTION = 200.0  # metres per pixel above which only regions are named
_REGION_HEIGHT = 4.0  # times the radius of its circle that the name of a region may be high
REGION_WIDTH = 7.0  # and wide: a wider one lies mostly over other regions
REGION_BREAK = 4.5  # and wide before it is rather broken over more lines
_GEMEENTE_ROOM = 0.75  # share of half the name's width that must fit in the circle


@dataclass(frozen=True)
class PlacedLabel:
    """A name that got a place.

    Attributes
    ----------
    lines : tuple of str
    x, y, width, height : float
        Rectangle in pixels, `y` downwards.
    rank : int
    """

    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    rank: int

    @property
    def box(self) -> Box:
        """Left, top, right and bottom with half the margin around it, in pixels."""
        half = _MARGIN / 2
        return (
            self.x - half,
            self.y - half,
            self.x + self.width + half,
            self.y + self.height + half,
        )


@lru_cache(maxsize=4096)
def wrap(text: str, limit: int = LINE_LENGTHS[0]) -> tuple[str, ...]:
    """Break a name over lines of about `limit` characters: at a space, after a hyphen or slash.

    Examples
    --------
    >>> wrap("Zuidoost-Brabant")
    ('Zuidoost-Brabant',)
    >>> wrap("Gooi en Vechtstreek en omstreken")
    ('Gooi en', 'Vechtstreek en', 'omstreken')
    >>> wrap("Zaanstreek/Waterland")
    ('Zaanstreek/', 'Waterland')
    """
    words = text.replace("-", "-\0").replace("/", "/\0").replace(" ", " \0").split("\0")
    lines = [""]
    for word in words:
        if lines[-1] and len((lines[-1] + word).strip()) > limit:
            lines.append(word)
        else:
            lines[-1] += word
    return tuple(line.strip() for line in lines)


def place(
    labels: Sequence[Label],
    viewport: Viewport,
    measure: Measure,
    blocked: Sequence[PlacedLabel] = (),
) -> list[PlacedLabel]:
    """Give as many names as possible a place inside the view, the important ones first.

    A name stands at its point or, when that is taken, in more lines or above or below it.

    Parameters
    ----------
    labels : sequence of Label
    viewport : Viewport
    measure : callable
        Size of a line of text for a rank.
    blocked : sequence of PlacedLabel
        Rectangles that must stay free (legend, scale bar).

    Returns
    -------
    list of PlacedLabel
    """
    placed: list[PlacedLabel] = []
    taken = [each.box for each in blocked]
    for label in sorted(labels, key=lambda each: (each.rank, -each.radius, each.text)):
        x, y = viewport.to_pixel(label.x, label.y)
        room = label.radius / viewport.resolution
        if room < _LEAST_ROOM or not (0 <= x <= viewport.width and 0 <= y <= viewport.height):
            continue
        if label.rank and viewport.resolution > _GEMEENTE_RESOLUTION:
            continue
        for candidate in _candidates(label, x, y, room, viewport, measure):
            if not _touches(candidate.box, taken):
                placed.append(candidate)
                taken.append(candidate.box)
                break
    return placed


def _touches(box: Box, others: list[Box]) -> bool:
    left, top, right, bottom = box
    for other in others:  # a plain loop: this is where placing names spends its time
        if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
            return True
    return False


def _candidates(
    label: Label, x: float, y: float, room: float, viewport: Viewport, measure: Measure
) -> Iterator[PlacedLabel]:
    """Places for a name, the best first: in few lines before more, at its point before beside it.

    A region name that is wide for its region comes last. Up and down a name stays inside its
    circle, so that it never lies over another region only.
    """
    blocks: list[tuple[bool, tuple[str, ...], float, float]] = []
    for lines in dict.fromkeys(wrap(label.text, length) for length in LINE_LENGTHS):
        widths, heights = zip(*(measure(line, label.rank) for line in lines), strict=True)
        width, height = max(widths), sum(heights)
        if label.rank:
            fits = width / 2 * _GEMEENTE_ROOM <= room
        else:
            fits = width <= REGION_WIDTH * room and height <= _REGION_HEIGHT * room
        if fits:
            wide = not label.rank and width > REGION_BREAK * room
            blocks.append((wide, lines, width, height))
    for _, lines, width, height in sorted(blocks, key=lambda block: block[0]):
        slack = max(0.0, room - height / 2)
        for right, down in _SHIFTS:
            left = _inside(x - width / 2 + right * room, width, viewport.width)
            top = _inside(y - height / 2 + down * slack, height, viewport.height)
            yield PlacedLabel(lines, left, top, width, height, label.rank)


def _inside(start: float, length: float, room: float) -> float:
    """Shift a stretch of pixels so that it lies within the view, where that has room for it."""
    return min(max(start, 0.0), room - length) if room > length else start
