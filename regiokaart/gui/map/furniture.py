"""What stands on the map on screen, and where: legend, scale bar, north arrow, source line."""

from __future__ import annotations

from bisect import bisect_right

from PyQt6.QtCore import QPointF, QRectF, QSizeF, Qt
from PyQt6.QtGui import QFontMetricsF, QPainter, QPixmap

from regiokaart.cartography.specification import MapSpecification
from regiokaart.painting import furniture

INSET = 10  # pixels between furniture and edge

# Pixels at the size of letters on paper; they grow with those of the interface.
_NARROW = 480  # of width below which scale bar and source line do not fit on a row
_SCALE_LENGTH, _SCALE_HEIGHT = 140, 30
_SOURCE_SIZE, _SOURCE_WIDTH = 11, 620
_NORTH = QSizeF(28, 40)
_SMALLER = (1.5, 1.25, 1.0)  # sizes of letters for what would not be there otherwise
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
        words = self._specification.source.split(" ")
        first = _words_of_first(words)

        def taken(text: str) -> QSizeF:
            metrics = QFontMetricsF(self._source_font)
            bounds = QRectF(0, 0, min(room, _SOURCE_WIDTH * letters), height)
            return metrics.boundingRect(bounds, _SOURCE_FLAGS, text).size()

        for letters in (self._letters, *(each for each in _SMALLER if each < self._letters)):
            self._source_font = furniture.font(_SOURCE_SIZE * letters)
            line = QFontMetricsF(self._source_font).lineSpacing()
            most = max(_SOURCE_SHARE * height, _SOURCE_LINES * line)
            self._source = self._specification.source
            if taken(self._source).height() <= most:
                break
            fitting = bisect_right(
                range(first, len(words)), most, key=lambda n: taken(_shortened(words, n)).height()
            )
            self._source = _shortened(words, first + max(fitting - 1, 0))
            if fitting or taken(self._source).height() <= _FIRST_SHARE * height:
                break
        else:
            self._source = " ".join(words[:first])
        size = taken(self._source)
        right, bottom = width - INSET, height - INSET
        return QRectF(
            right - size.width() - 1, bottom - size.height(), size.width() + 1, size.height()
        )


def _words_of_first(words: list[str]) -> int:
    """Count the words of the first source, which ends with a full stop."""
    return next((n for n, word in enumerate(words, 1) if word.endswith(".")), len(words))


def _shortened(words: list[str], count: int) -> str:
    if count == len(words):
        return " ".join(words)
    return f"{' '.join(words[:count])} … {_MORE_SOURCES}"


def _legend_pixmap(specification: MapSpecification, room: QSizeF, ratio: float) -> QPixmap:
    """Draw the legend; where there is no room, without its heading, then smaller or in columns."""
    letters, widest = furniture.letters(), room.width()
    sizes = (letters, *(size for size in _SMALLER if size < letters))
    shapes = [(True, letters, 1), *((False, size, n) for size in sizes for n in (1, 2))]
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
