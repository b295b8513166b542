"""What stands on the map on screen, and where: legend, scale bar, north arrow, source line."""

from __future__ import annotations

from bisect import bisect_right

from PyQt6.QtCore import QPointF, QRectF, QSizeF, Qt
from PyQt6.QtGui import QFont, QFontMetricsF, QPainter, QPixmap

from regiokaart.cartography.specification import MapSpecification
from regiokaart.painting import furniture

INSET = 10  # pixels between furniture and edge

# Pixels at the size of letters on paper; they grow with those of the interface.
_NARROW = 480  # of width below which scale bar and source line do not fit on a row
_SCALE_LENGTH, _SCALE_HEIGHT = 140, 30
_SOURCE_SIZE, _SOURCE_WIDTH = 11, 620
_NORTH = QSizeF(28, 40)
_APART = 8  # pixels between the source line and the legend

_SCALE_SHARE = 0.25  # of the width that a longer scale bar than on paper may take
_SOURCE_SHARE, _SOURCE_LINES = 0.1, 1  # of the height that it may take, and lines it always may
_FIRST_SHARE = 0.2  # of the height that the first source may take
_MORE_SOURCES = "Alle bronnen: tabblad Bronnen."
_SOURCE_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignRight)


class Furniture:
    """The furniture of one map on a canvas of one size.

    Parameters
    ----------
    specification : MapSpecification
    size : QSizeF
        Pixels.
    ratio : float
        Device pixels per pixel.
    legend : bool
        Whether the legend is wanted; there must be room for it too.
    share : float
        Part of the width that the legend may take.
    top : float
        Pixels above the legend.

    Attributes
    ----------
    legend, scale, source : QRectF
        Where they stand; the legend is empty when it is not shown. A source line that would take
        much of the map is cut short and says where the rest is.
    """

    def __init__(
        self,
        specification: MapSpecification,
        size: QSizeF,
        ratio: float,
        *,
        legend: bool,
        share: float = 0.5,
        top: float = 0.0,
    ) -> None:
        self._specification, self._size = specification, size
        self._letters = letters = furniture.letters()
        self._longest = _SCALE_LENGTH * letters
        if letters > 1:
            room = max(_SCALE_SHARE * size.width(), _SCALE_LENGTH)
            self._longest = min(self._longest, room)
        self._source, self._source_font = "", furniture.font(_SOURCE_SIZE * letters)
        self._pixmap: QPixmap | None = None
        self.legend = QRectF()
        if legend:
            most = QSizeF(share * size.width(), size.height())
            self._pixmap = _legend_pixmap(specification, most, ratio)
            self.legend = self._legend_rect(self._pixmap.deviceIndependentSize(), share, top)
        north = _NORTH * letters
        self._north = QRectF(QPointF(size.width() - INSET - north.width(), INSET), north)
        narrow = size.width() < _NARROW * letters
        self.source = QRectF()
        if narrow:  # the source line takes all of the width, and the scale bar stands above it
            self.source = self._source_beside_legend(size.width() - 2 * INSET)
        self.scale = self._scale_rect()
        if not narrow:
            room = size.width() - self.scale.right() - 2 * INSET
            self.source = self._source_beside_legend(room)

    @property
    def blocked(self) -> tuple[QRectF, ...]:
        """Rectangles where no name may stand."""
        return self.legend, self.scale, self.source, self._north

    def paint(self, painter: QPainter, resolution: float) -> None:
        """Draw everything; `resolution` is in metres per pixel."""
        self.paint_legend(painter)
        painter.fillRect(self.source.adjusted(-4, -1, 4, 1), furniture.PAPER)
        painter.setFont(self._source_font)
        painter.setPen(furniture.MUTED)
        painter.drawText(self.source, _SOURCE_FLAGS, self._source)
        corner = self.scale.bottomLeft() + QPointF(6, -4)
        furniture.paint_scale_bar(painter, corner, resolution, self._longest, self._letters)
        north = QPointF(self._north.center().x(), self._north.top() + 2)
        furniture.paint_north_arrow(painter, north, self._letters)

    def paint_legend(self, painter: QPainter) -> None:
        """Draw the legend alone."""
        if self._pixmap is not None and not self.legend.isEmpty():
            painter.drawPixmap(self.legend.topLeft(), self._pixmap)

    def _legend_rect(self, legend: QSizeF, share: float, top: float) -> QRectF:
        size = self._size
        high = top + legend.height() + 2 * INSET > size.height()
        if high or legend.width() > share * size.width():
            return QRectF()
        return QRectF(QPointF(INSET, top + INSET), legend)

    def _scale_rect(self) -> QRectF:
        """At the bottom left, or beside a legend that reaches so low."""
        scale = QSizeF(self._longest + 20, _SCALE_HEIGHT * self._letters)
        corner = QPointF(INSET, self._size.height() - INSET - scale.height())
        if not self.source.isEmpty():
            corner.setY(self.source.top() - scale.height())
        rect = QRectF(corner, scale)
        if rect.intersects(self.legend):
            rect.moveLeft(self.legend.right() + INSET)
            self._longest = min(self._longest, self._size.width() - INSET - rect.left() - 20)
            rect.setWidth(self._longest + 20)
        return rect

    def _source_beside_legend(self, room: float) -> QRectF:
        rect = self._source_rect(room)
        if rect.adjusted(-_APART, -_APART, 0, 0).intersects(self.legend):
            beside = self._size.width() - self.legend.right() - _APART - INSET
            rect = self._source_rect(min(room, beside))
        return rect

    def _source_rect(self, room: float) -> QRectF:
        """At the bottom right, in as many lines as the width asks for and the height allows.

        The first source, that of the boundaries, is always there: in more lines, in smaller
        letters, and in the end alone.
        """
        width, height = self._size.width(), self._size.height()
        source = self._specification.source
        for letters in furniture.sizes_from(self._letters):
            self._source_font = furniture.font(_SOURCE_SIZE * letters)
            within = QSizeF(min(room, _SOURCE_WIDTH * letters), height)
            fitting = _as_much_as_fits(source, self._source_font, within)
            if fitting is not None:
                break
        self._source = _first_source(source) if fitting is None else fitting
        size = _text_size(self._source, self._source_font, within)
        right, bottom = width - INSET, height - INSET
        return QRectF(
            right - size.width() - 1, bottom - size.height(), size.width() + 1, size.height()
        )


def _as_much_as_fits(source: str, font: QFont, within: QSizeF) -> str | None:
    """Cut a source line after as many words as fit; None where even its first source does not."""

    def height(text: str) -> float:
        return _text_size(text, font, within).height()

    most = max(_SOURCE_SHARE * within.height(), _SOURCE_LINES * QFontMetricsF(font).lineSpacing())
    if height(source) <= most:
        return source
    words = source.split(" ")
    cuts = range(len(_first_source(source).split(" ")), len(words))
    fitting = bisect_right(cuts, most, key=lambda n: height(_shortened(words, n)))
    if fitting:
        return _shortened(words, cuts[fitting - 1])
    least = _shortened(words, cuts.start)
    return least if height(least) <= _FIRST_SHARE * within.height() else None


def _text_size(text: str, font: QFont, within: QSizeF) -> QSizeF:
    bounds = QRectF(QPointF(0, 0), within)
    return QFontMetricsF(font).boundingRect(bounds, _SOURCE_FLAGS, text).size()


def _first_source(source: str) -> str:
    """Return the first source of a source line, which ends with a full stop."""
    words = source.split(" ")
    last = next((n for n, word in enumerate(words, 1) if word.endswith(".")), len(words))
    return " ".join(words[:last])


def _shortened(words: list[str], count: int) -> str:
    if count == len(words):
        return " ".join(words)
    return f"{' '.join(words[:count])} … {_MORE_SOURCES}"


def _legend_pixmap(specification: MapSpecification, room: QSizeF, ratio: float) -> QPixmap:
    """Draw the legend; where there is no room, without its heading, then smaller or in columns."""
    letters, widest = furniture.letters(), room.width()
    smaller = ((False, size, n) for size in furniture.sizes_from(letters) for n in (1, 2))
    shapes = [(True, letters, 1), *smaller]
    for heading, size, columns in shapes:
        legend = furniture.Legend(
            specification, heading=heading, letters=size, widest=widest, columns=columns
        )
        if legend.height + 2 * INSET <= room.height() and legend.width <= widest:
            break
    pixmap = QPixmap(round(legend.width * ratio), round(legend.height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    legend.paint(painter, QPointF(0, 0))
    painter.end()
    return pixmap
